"""What operators and their tools ask: alive? ready? how much?"""

from ipaddress import ip_address
from secrets import compare_digest

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest


def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Asks nothing of anybody."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here: 503 without the database or its tables.

    Redis is reported, not required: without it everything still arrives, later.
    """
    state = {"database": database_state(), "redis": redis_state()}
    return JsonResponse(state, status=200 if state["database"] == "ok" else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Counters of this process, for who has the token; without one, for loopback."""
    if not _may_read_metrics(request):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def database_state() -> str:
    try:
        return "migrations unapplied" if unapplied_migrations() else "ok"
    except DatabaseError:
        return "down"


def unapplied_migrations() -> list[str]:
    """Return the migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def redis_state() -> str:
    if not settings.REDIS_URL:
        return "unused"
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5
    )
    try:
        client.ping()
    except redis.RedisError:
        return "down"
    finally:
        client.close()
    return "ok"


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        expected = f"Bearer {settings.METRICS_TOKEN}".encode()
        shown = request.headers.get("Authorization", "").encode()
        return compare_digest(shown, expected)
    return is_loopback(request)


def is_loopback(request: HttpRequest) -> bool:
    """Whether this machine itself asks, and not a proxy on it for somebody else."""
    if "X-Forwarded-For" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
