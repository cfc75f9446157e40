"""How a refusal is said over HTTP: one shape, in the words of the person's language."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja.errors import ValidationError
from pydantic import BaseModel, ConfigDict
from pydantic_core import to_json

from accounts import signing
from groups.models import GroupKind
from lib.errors import DomainError, InvalidRequest, NotFound

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 1
FIELD_NAME_CHARACTERS = 40


class Problem(BaseModel):
    """What was refused. `code` is for programs, `message` for people."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str
    detail: dict[str, Any]


class Refusal(BaseModel):
    model_config = ConfigDict(frozen=True)

    error: Problem


class InternalError(DomainError):
    code, http_status = "internal_error", 500


class MethodNotAllowed(DomainError):
    code, http_status = "method_not_allowed", 405
    message = _("Cette opération n’existe pas.")


class TooLarge(DomainError):
    code, http_status = "too_large", 413
    message = _("La demande est trop volumineuse.")


class NotJson(InvalidRequest):
    message = _("Le corps de la demande n’est pas du JSON valide.")


# What pydantic finds, in words; whatever is not here is "not valid".
NOT_VALID = _("valeur non valide")
WORDS: Mapping[str, Any] = {
    "missing": _("nécessaire"),
    "union_tag_not_found": _("nécessaire"),
    "extra_forbidden": _("inconnu"),
    "string_too_short": _("trop court"),
    "string_too_long": _("trop long"),
    "too_short": _("pas assez d’éléments"),
    "too_long": _("trop d’éléments"),
    "string_unicode": _("contient un caractère interdit"),
    "forbidden_character": _("contient un caractère interdit"),
    "blank": _("vide"),
}


def refusal_response(request: HttpRequest, error: DomainError) -> HttpResponse:
    with translation.override(language_of(request)):
        problem = Problem(
            code=error.code, message=str(error.message), detail=dict(error.detail)
        )
        return _json(error, problem)


def invalid_response(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which fields are wrong, never with what somebody wrote in them.

    An id in the address that cannot be an id names nothing: it is not found.
    """
    if any(one["loc"][0] == "path" for one in error.errors):
        return refusal_response(request, NotFound())
    with translation.override(language_of(request)):
        fields = {
            _field(one): str(WORDS.get(one["type"], NOT_VALID)) for one in error.errors
        }
        sentence = "; ".join(f"{name}: {words}" for name, words in fields.items())
        problem = Problem(
            code=InvalidRequest.code,
            message=f"{InvalidRequest.message} ({sentence})",
            detail={"fields": fields},
        )
        return _json(InvalidRequest(), problem)


def failure_response(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("the HTTP API failed", exc_info=error)
    return refusal_response(request, InternalError())


def language_of(request: HttpRequest) -> str:
    """Return the language of the person, or else of what his client accepts."""
    person = signing.person_of_request(request)
    return person.language if person else translation.get_language_from_request(request)


def _field(error: Mapping[str, Any]) -> str:
    source, *path = error["loc"]
    # A body's first step is the name of our own parameter.
    steps = path[1:] if source == "body" else path
    # Of the shapes that a body may have, the one that its kind chose.
    if steps[:1] and steps[0] in GroupKind.values:
        steps = steps[1:]
    # A kind that chooses none.
    if "discriminator" in error.get("ctx", {}):
        steps = [*steps, error["ctx"]["discriminator"].strip("'")]
    return ".".join(map(_printable, steps)) or str(source)


def _printable(step: str | int) -> str:
    known = isinstance(step, int) or (
        step.isascii() and step.isidentifier() and len(step) <= FIELD_NAME_CHARACTERS
    )
    return str(step) if known else "?"


def _json(error: DomainError, problem: Problem) -> HttpResponse:
    response = HttpResponse(
        to_json(Refusal(error=problem)),
        status=error.http_status,
        content_type="application/json",
    )
    response["Content-Language"] = translation.get_language()
    if error.retry:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
