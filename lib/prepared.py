"""Queries of hot paths: Django builds their SQL once, each use brings its values.

    @Prepared
    def _names() -> QuerySet[User, Any]:
        return User.objects.filter(pk__in=Many("keys")).values_list("display_name")

    for (name,) in _names.rows(keys=[3, 5]): ...

The SQL is the one that Django would build for the queryset. A slot takes the place of a
value that is compared, never of None: `IS NULL` is another query.
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

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        return "%s", [self]

    def wire(self, value: Any) -> list[Any]:
        """What the database's driver is handed."""
        return [self.output_field.get_db_prep_value(value, connection)]


class Many(Slot):
    """Values for `__in`, as many as come; with none, nothing matches. Not to negate."""

    @property
    def marker(self) -> str:
        return f"(/* {self.name} */)"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        return self.marker, [self]

    def wire(self, value: Any) -> list[Any]:
        return [part for one in value for part in super(Many, self).wire(one)]


def padded(items: Sequence[T]) -> list[T]:
    """Repeat the last up to a power of two: a query per size, and there are few."""
    size = 1 << (len(items) - 1).bit_length()
    return [*items, *list(items[-1:]) * (size - len(items))]


class _Plan(NamedTuple):
    """What one vendor is asked, and how its answer is read."""

    sql: str
    params: Sequence[Any]
    manys: Sequence[Many]
    compiler: SQLCompiler
    converters: dict[int, Any]

    def run(self, values: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
        if self.compiler.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("A lock without a transaction is none.")
        params: list[Any] = []
        for param in self.params:
            if isinstance(param, Slot):
                params += param.wire(values[param.name])
            else:
                params.append(param)
        sql = self.sql
        for many in self.manys:
            marks = ", ".join(["%s"] * len(values[many.name])) or "NULL"
            sql = sql.replace(many.marker, f"({marks})")
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[Sequence[Any]] = cursor.fetchall()
        if not self.converters:
            return rows
        converted: Iterable[Sequence[Any]] = self.compiler.apply_converters(
            rows, self.converters
        )
        return converted


class Prepared(Generic[M]):
    """A queryset with slots, built at its first use."""

    def __init__(self, build: Callable[[], models.QuerySet[M, Any]]) -> None:
        self._build = build
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: Any) -> Iterable[Sequence[Any]]:
        """Ask a queryset of values. One query."""
        return self._plan().run(values)

    def objects(self, **values: Any) -> Iterator[M]:
        """Ask a queryset of models, with their `select_related`. One query."""
        plan = self._plan()
        select, info = plan.compiler.select, plan.compiler.klass_info
        columns = info["select_fields"]
        first, end = columns[0], columns[-1] + 1
        names = [one[0].target.attname for one in select[first:end]]
        related = _populators(info, select, connection.alias)
        for row in plan.run(values):
            found = info["model"].from_db(connection.alias, names, row[first:end])
            for populator in related:
                populator.populate(row, found)
            for name, place in plan.compiler.annotation_col_map.items():
                setattr(found, name, row[place])
            yield found

    def first(self, **values: Any) -> M | None:
        return next(self.objects(**values), None)

    def _plan(self) -> _Plan:
        if (plan := self._plans.get(connection.vendor)) is None:
            plan = self._plans[connection.vendor] = _plan(self._build())
        return plan


def _plan(queryset: models.QuerySet[Any, Any]) -> _Plan:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    chosen = [one[0] for one in compiler.select[: compiler.col_count]]
    manys = {param.name: param for param in params if isinstance(param, Many)}
    return _Plan(
        sql, params, [*manys.values()], compiler, compiler.get_converters(chosen)
    )
