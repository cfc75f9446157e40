"""The HTTP API for apps and integrators: `/api/v1/`, its OpenAPI document, its docs."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from accounts.errors import SignedOut
from config import refusals
from config.asking import SECURITY_SCHEMES, person_asking
from lib.errors import DomainError, InvalidRequest, NotFound, Unavailable

View = Callable[..., HttpResponseBase]

DESCRIPTION = """\
Everything that the pages do, for apps and integrators. Ids are UUIDs; times are UTC.

Say who you are with `X-Session-Token` or `Authorization: Bearer` (the session token of
`/_allauth/app/v1/auth/login`), or with the session cookie; by cookie, an unsafe request
needs the CSRF token and an Origin of the server's list.

`201` answers what is new, `200` a recognised retry: repeat a request with the same
`client_id` until it is answered. Every refusal is
`{"error": {"code", "message", "detail"}}`; `404` never tells whether a thing exists.
"""


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return json.loads(request.body, parse_constant=_no_constant)
        except RecursionError as error:
            raise ValueError from error


class WireRenderer(BaseRenderer):
    """The same bytes as on the socket: times with microseconds."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


class Api(NinjaAPI):
    _schemas: ClassVar[dict[str, OpenAPISchema]] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: Any = None
    ) -> OpenAPISchema:
        """Return the document, made once: it never changes, and anybody may ask."""
        prefix = path_prefix or self.get_root_path(path_params or {})
        if prefix not in self._schemas:
            self._schemas[prefix] = self._completed(prefix)
        return self._schemas[prefix]

    def _completed(self, path_prefix: str) -> OpenAPISchema:
        """Tell how one says who asks, and how every operation may be refused."""
        schema = super().get_openapi_schema(path_prefix=path_prefix)
        schema["components"]["securitySchemes"] = SECURITY_SCHEMES
        template = "#/components/schemas/{model}"
        schema["components"]["schemas"] |= {
            model.__name__: model.model_json_schema(ref_template=template)
            for model in (refusals.Problem, refusals.Refusal)
        }
        schema["components"]["schemas"]["Refusal"].pop("$defs", None)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = REFUSED
        return schema

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _as_an_answer(pattern.callback)
        return [*patterns, path("<path:rest>", _as_an_answer(_nothing_here))]


REFUSED = {
    "description": "Refused",
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}
    },
}


def _no_constant(name: str) -> None:
    raise ValueError("NaN and Infinity are not JSON")


def _nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    raise Http404


def _as_an_answer(view: View) -> View:
    """Keep every answer out of caches; refuse as elsewhere what the router refuses."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = refusals.refusal_response(request, NotFound())
        if response.status_code == refusals.MethodNotAllowed.http_status:
            allowed = response["Allow"]
            response = refusals.refusal_response(request, refusals.MethodNotAllowed())
            response["Allow"] = allowed
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def _docs_may_style_themselves(view: View) -> View:
    return csp_update({"style-src": UNSAFE_INLINE})(view)


api = Api(
    title="Relais",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=person_asking,
    parser=StrictParser(),
    renderer=WireRenderer(),
    docs_decorator=_docs_may_style_themselves,
    openapi_extra={"security": [{name: []} for name in SECURITY_SCHEMES]},
)


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return refusals.refusal_response(request, error)


@api.exception_handler(AuthenticationError)
def _signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return refusals.refusal_response(request, SignedOut())


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refusals.invalid_response(request, error)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusals.refusal_response(request, refusals.NotJson())


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refusals.refusal_response(request, refusals.TooLarge())


@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
def _malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A form that is none, or with too many parts."""
    return refusals.refusal_response(request, InvalidRequest())


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    return refusals.refusal_response(request, Unavailable())


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    return refusals.failure_response(request, error)


api.add_router("", "accounts.api.router", tags=["People"])
api.add_router("", "chat.api.router", tags=["Conversations"])
api.add_router("", "photos.api.router", tags=["Photos"])
api.add_router("", "groups.photo_api.router", tags=["Photos"])
api.add_router("", "groups.inbox_api.router", tags=["Conversations"])
api.add_router("", "chat.quick_api.router", tags=["Quick replies"])
api.add_router("", "push.api.router", tags=["Notices"])
api.add_router("", "push.device_api.router", tags=["Notices"])
api.add_router("", "chat.notice_api.router", tags=["Notices"])
api.add_router("", "groups.api.router", tags=["Groups"])
api.add_router("", "groups.question_api.router", tags=["Questions"])
