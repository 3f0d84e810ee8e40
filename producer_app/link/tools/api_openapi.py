"""The HTTP interface in OpenAPI 3.1, made from the same table as its routes."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec
from msgspec import Struct

import producer_app
from producer_app.link.tools.api_table import BASE, LOOKS, ORDERS, CallResult, Look, Order

_REFERENCE: Final = "#/components/schemas/{name}"
_BRACES: Final = re.compile(r"{(\w+)}")
_MEANINGS: Final = {
    "room": "A room's id, its name, or its role: stage, shop.",
    "handoff": "A handoff's number, as in H3, or its id.",
}
_FAULTS: Final = {
    "400": "What was sent makes no sense; the error says what to send.",
    "401": "There is no token, or it is not known.",
    "404": "There is no such room or handoff, or the interface is switched off.",
    "429": "Too much at once, or too many wrong tokens: wait.",
    "503": "The console has not said yet how the show stands.",
}
_CALL_FAULTS: Final = {
    **_FAULTS,
    "409": "The console refused, or asks first; the error says why.",
    "504": "The console has not answered: look at it before trying again with the same mid.",
}


class Fault(Struct, frozen=True, kw_only=True):
    """What went wrong. ``code`` is for programs; ``confirm`` asks for the same call again with
    is_confirmed and a new mid."""

    code: str
    why: str
    why_zh: str
    confirm: bool = False


class FaultBody(Struct, frozen=True, kw_only=True):
    """The answer to what could not be done."""

    error: Fault


def openapi() -> dict[str, Any]:
    """The whole description, as JSON takes it."""
    types = [*(look.answer for look in LOOKS), *{order.body for order in ORDERS}]
    types += [CallResult, FaultBody]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    known = dict(zip(map(str, types), schemas, strict=True))
    paths: dict[str, Any] = {}
    for look in LOOKS:
        paths[BASE + look.path] = {"get": _look(look, known[str(look.answer)])}
    for order in ORDERS:
        body = known[str(order.body)]
        paths.setdefault(BASE + order.path, {})["post"] = _order(order, body)
    paths[f"{BASE}/openapi.json"] = {"get": _description()}
    paths[f"{BASE}/ws"] = {"get": _socket()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Producer Console",
            "version": producer_app.__version__,
            "description": "How a show stands, and the calls of its director.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _look(look: Look, answer: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _json("As it is now", answer), **_faults(_FAULTS)}
    return _operation(f"read_{look.name}", look.summary, look.path, responses)


def _order(order: Order, body: dict[str, Any]) -> dict[str, Any]:
    done = {"$ref": _REFERENCE.format(name=CallResult.__name__)}
    responses = {"200": _json("The console did it", done), **_faults(_CALL_FAULTS)}
    operation = _operation(f"call_{order.name}", order.summary, order.path, responses)
    asked = {"required": False, "content": {"application/json": {"schema": body}}}
    return {**operation, "requestBody": asked}


def _operation(name: str, summary: str, path: str, responses: dict[str, Any]) -> dict[str, Any]:
    names = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _MEANINGS[name],
            "schema": {"type": "string"},
        }
        for name in _BRACES.findall(path)
    ]
    told = {"operationId": name, "summary": summary, "responses": responses}
    return {**told, "parameters": names} if names else told


def _description() -> dict[str, Any]:
    responses = {"200": _json("This description", {"type": "object"})}
    return {**_operation("openapi", "This description", "", responses), "security": []}


def _socket() -> dict[str, Any]:
    responses = {
        "101": {"description": "A WebSocket: say who you are, then state comes and calls go."},
        "426": _json("Come as a WebSocket", {"$ref": _REFERENCE.format(name=FaultBody.__name__)}),
    }
    summary = "State as it changes, calls and their answers"
    return {**_operation("socket", summary, "", responses), "security": []}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _faults(meanings: dict[str, str]) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(name=FaultBody.__name__)}
    return {status: _json(meaning, schema) for status, meaning in meanings.items()}
