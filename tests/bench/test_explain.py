"""What the page of query plans says of a plan is what PostgreSQL said."""

from __future__ import annotations

from bench.explain import Plan, readable, shortened

LINES = (
    "Nested Loop (actual rows=2 loops=1)",
    "  Join Filter: (a.id = b.id)",
    "  Rows Removed by Join Filter: 7",
    "  Buffers: shared hit=30 read=4",
    "  ->  Seq Scan on a (actual rows=3 loops=1)",
    "        Rows Removed by Filter: 400",
    "        Buffers: shared hit=12",
    "  ->  Index Scan using b_pkey on b (actual rows=2 loops=100)",
    "        Index Cond: (id = 1)",
    "  ->  Index Scan using b_pkey on b (actual rows=2 loops=3)",
    "        Index Cond: (id = 2)",
    "  ->  Index Scan using b_pkey on b (actual rows=1 loops=1)",
    "        Index Cond: (id = 3)",
    "Planning:",
    "  Buffers: shared hit=99",
)


def test_pages_are_those_of_the_topmost_step():
    assert Plan("", LINES).pages == 34
    assert Plan("", ("Result (actual rows=1 loops=1)",)).pages == 0


def test_the_widest_step_counts_what_it_dropped():
    assert Plan("", LINES).widest == 403
    assert Plan("", LINES[7:8]).widest == 200


def test_planning_and_repetitions_are_left_out():
    shown = list(shortened(LINES))
    assert "Planning:" not in shown
    assert LINES[8] in shown
    assert LINES[10] in shown
    assert LINES[12] not in shown


def test_a_query_is_shown_without_its_columns():
    sql = 'SELECT "a"."id", "a"."x" FROM "a" WHERE "a"."id" IN (%s, %s, %s, %s, %s, %s)'
    assert readable(sql) == "SELECT … FROM a WHERE a.id IN (%s, …)"
