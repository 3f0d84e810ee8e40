"""The description of the HTTP interface: valid, whole, and kept by what the server answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from jsonschema import Draft202012Validator

from producer_app.link.tools.api import Api
from producer_app.link.tools.api_openapi import openapi
from producer_app.link.tools.api_table import BASE, LOOKS, ORDERS
from producer_app.link.tools.calls import ToolCaller
from producer_app.link.tools.now import ToolsNow
from tests.link.tool import Json, Tool, a_tool
from tests.link.waiting import awaited

OPENAPI = Path(__file__).parents[2] / "data" / "openapi-3.1.schema.json"
NAMES = {"room": "stage", "handoff": "H2"}


@pytest.fixture(scope="module")
def description() -> Json:
    return json.loads(json.dumps(openapi()))  # type: ignore[no-any-return]


def test_the_description_is_openapi(description: Json) -> None:
    schema = json.loads(OPENAPI.read_text(encoding="utf-8"))
    faults = list(Draft202012Validator(schema).iter_errors(description))
    assert [fault.message for fault in faults] == []


def test_a_description_with_a_fault_is_found_out(description: Json) -> None:
    schema = json.loads(OPENAPI.read_text(encoding="utf-8"))
    for broken in ({**description, "paths": []}, {**description, "openapi": "2"}):
        assert not Draft202012Validator(schema).is_valid(broken)


def test_every_schema_in_it_is_one(description: Json) -> None:
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_names_of_operations_are_each_there_once(description: Json) -> None:
    named = [
        operation["operationId"]
        for path in description["paths"].values()
        for operation in path.values()
    ]
    assert len(named) == len(set(named))


def test_the_routes_are_those_of_the_description_and_no_others(description: Json) -> None:
    app = web.Application()
    now = ToolsNow(console_time=lambda at: at, tell=lambda message: None)
    caller = ToolCaller(None, lambda: None)  # type: ignore[arg-type]
    Api(now, caller).add_routes(app)
    routed = {
        (route.method.lower(), route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.method not in ("HEAD", "*")
    }
    described = {(method, path) for path, item in description["paths"].items() for method in item}
    assert routed | {("get", f"{BASE}/ws")} == described


@awaited
async def test_every_path_of_it_answers_as_it_says(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        status, described = await tool.get("/openapi.json")
        assert status == 200
        walked = [
            await walk(tool, described, path, method, operation)
            for path, item in described["paths"].items()
            for method, operation in item.items()
        ]
        assert len(walked) == len(LOOKS) + len(ORDERS) + 2
        assert walked.count(200) > len(LOOKS)


async def walk(tool: Tool, described: Json, path: str, method: str, operation: Json) -> int:
    """The status that a path answers with, its body held against what is said of it."""
    address = re.sub(r"{(\w+)}", lambda name: NAMES[name[1]], path).removeprefix(BASE)
    if method == "get":
        status, body = await tool.get(address)
    else:
        status, body = await tool.post(address)
    said = operation["responses"].get(str(status))
    assert said is not None, (method, path, status, body)
    check(body, said["content"]["application/json"]["schema"], described)
    return status


def check(body: Any, schema: Json, described: Json) -> None:
    """The body is what the schema says, and says nothing beside it."""
    whole = {**schema, "components": described["components"]}
    faults = list(Draft202012Validator(whole).iter_errors(body))
    assert [f"{list(fault.path)}: {fault.message}" for fault in faults] == []


@awaited
async def test_what_is_refused_is_told_as_the_description_says(tmp_path: Path) -> None:
    async with a_tool(tmp_path) as tool:
        described = (await tool.get("/openapi.json"))[1]
        fault = {"$ref": "#/components/schemas/FaultBody"}
        for status, body in (
            await tool.get("/rooms/none"),
            await tool.post("/go", {"unknown": 1}),
            await tool.post("/handoffs/H1/go"),
            await tool.get("/state", Authorization="Bearer wrong"),
        ):
            assert status >= 400
            check(body, fault, described)
