"""Queries of hot paths: Django builds their SQL once, each use brings its values.

    @Prepared
    def _prices() -> QuerySet[Book, Any]:
        return Book.objects.filter(pk__in=Many("keys")).values_list("price")

    for (price,) in _prices.rows(keys=[3, 5]): ...

The SQL is the one that Django would build for the queryset. A slot takes the place of a
value that is compared, never of None: `IS NULL` is another query.

PostgreSQL keeps them prepared too (`lib/statements.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from lib.statements import Answer, ask, filled, is_postgresql, literal, typed

# Its stubs are of a later Django.
_populators: Callable[..., Any] = get_related_populators

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
Field = models.Field[Any, Any]


class Slot(Expression):
    """A value that comes with each use. An integer unless a field says otherwise."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    @property
    def place(self) -> str:
        """What stands for it in the SQL."""
        return "%s"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        return f"({self.place})", [self]

    def wire(self, value: Any) -> Any:
        """What the database's driver is handed."""
        return self.output_field.get_db_prep_value(value, connection)


class Many(Slot):
    """Values for `__in`, as many as come; with none, nothing matches. Not to negate."""

    @property
    def place(self) -> str:
        return f"/* {self.name} */"

    def as_postgresql(self, *_: Any, **__: Any) -> tuple[str, Any]:
        return "(%s)", [self]

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        return f"({self.place})", [self]

    def wire(self, value: Any) -> list[Any]:
        return [super(Many, self).wire(one) for one in value]


def padded(items: Sequence[T]) -> list[T]:
    """Repeat the last up to a power of two: a query per size, and there are few."""
    size = 1 << (len(items) - 1).bit_length()
    return [*items, *list(items[-1:]) * (size - len(items))]


class _Plan(NamedTuple):
    """What one vendor is asked, and how its answer is read."""

    sql: str
    params: Sequence[Any]
    compiler: SQLCompiler
    converters: dict[int, Any]

    def ask(self, values: Mapping[str, Any]) -> Answer:
        if self.compiler.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("A lock without a transaction is none.")
        if is_postgresql():
            return ask(
                self.sql, [_typed(one.wire(values[one.name])) for one in self.params]
            )
        sql, params = self.sql, list[Any]()
        for param in self.params:
            if isinstance(param, Many):
                wired = param.wire(values[param.name])
                marks = ", ".join(["%s"] * len(wired)) or "NULL"
                sql = sql.replace(param.place, marks, 1)
                params += wired
            elif isinstance(param, Slot):
                params.append(param.wire(values[param.name]))
            else:
                params.append(param)
        return ask(sql, params)


def _typed(value: Any) -> Any:
    return list(map(typed, value)) if isinstance(value, list) else typed(value)


class Asked(Generic[M]):
    """A query on its way. Its answer is read once."""

    def __init__(self, plan: _Plan, answer: Answer) -> None:
        self._plan, self._answer = plan, answer

    def rows(self) -> Iterable[Sequence[Any]]:
        rows = self._answer.rows()
        if not self._plan.converters:
            return rows
        converted: Iterable[Sequence[Any]] = self._plan.compiler.apply_converters(
            rows, self._plan.converters
        )
        return converted

    def objects(self) -> Iterator[M]:
        plan = self._plan
        select, info = plan.compiler.select, plan.compiler.klass_info
        columns = info["select_fields"]
        first, end = columns[0], columns[-1] + 1
        names = [one[0].target.attname for one in select[first:end]]
        related = _populators(info, select, connection.alias)
        for row in self.rows():
            found = info["model"].from_db(connection.alias, names, row[first:end])
            for populator in related:
                populator.populate(row, found)
            for name, place in plan.compiler.annotation_col_map.items():
                setattr(found, name, row[place])
            yield found


class Prepared(Generic[M]):
    """A queryset with slots, built at its first use."""

    def __init__(self, build: Callable[[], models.QuerySet[M, Any]]) -> None:
        self._build = build
        self._plans: dict[str, _Plan] = {}

    def ask(self, **values: Any) -> Asked[M]:
        """Send it; the answer is read later (`lib.statements.together`). One query."""
        plan = self._plan()
        return Asked(plan, plan.ask(values))

    def rows(self, **values: Any) -> Iterable[Sequence[Any]]:
        """Ask a queryset of values. One query."""
        return self.ask(**values).rows()

    def objects(self, **values: Any) -> Iterator[M]:
        """Ask a queryset of models, with their `select_related`. One query."""
        return self.ask(**values).objects()

    def first(self, **values: Any) -> M | None:
        return next(self.objects(**values), None)

    def _plan(self) -> _Plan:
        if (plan := self._plans.get(connection.vendor)) is None:
            plan = self._plans[connection.vendor] = _plan(self._build())
        return plan


def _plan(queryset: models.QuerySet[Any, Any]) -> _Plan:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    if is_postgresql():
        sql, params = _with_constants(sql, params)
    chosen = [one[0] for one in compiler.select[: compiler.col_count]]
    return _Plan(sql, params, compiler, compiler.get_converters(chosen))


def _with_constants(sql: str, params: Iterable[Any]) -> tuple[str, list[Slot]]:
    """Write what is no slot into the SQL: partial indexes serve a plan for all values.

    Lists become arrays, so that one text serves all lengths.
    """
    given = list(params)
    texts = (one.place if isinstance(one, Slot) else literal(one) for one in given)
    written = filled(sql, texts)
    slots = [one for one in given if isinstance(one, Slot)]
    for many in slots:
        if isinstance(many, Many):
            written = written.replace(f"IN ({many.place})", "= ANY(%s)")
    return written, slots
