"""Writes api-reference.md from the API's own OpenAPI document (`make docs`)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "api-reference.md"
HEAD = """# Calls of the API

Made by `make docs` from the code that answers. [The API](api.md) says how keys, pages, errors and
web hooks work; a book that is served has the same as OpenAPI at `/api/v1/openapi.json`.
"""
FACT = "/api/v1/facts/{fact}"


def page() -> str:
    """The whole page."""
    document = _document()
    calls, posts = [], []
    for address, methods in document["paths"].items():
        for method, call in methods.items():
            if call["operationId"].startswith("post_"):
                posts.append(call)
            else:
                calls.append(_call(method, address, call))
    shapes = document["components"]["schemas"]
    return "\n".join(
        [
            HEAD,
            *calls[: _before_facts(calls)],
            _facts(posts),
            *calls[_before_facts(calls) :],
            "## Shapes\n",
            "A field that may be null is marked so.\n",
            *(_shape(name, shapes[name]) for name in sorted(shapes)),
            _events(),
        ]
    )


def _document() -> dict[str, Any]:
    from django.conf import settings

    if not settings.configured:
        from regulars.opening import init_book

        with tempfile.TemporaryDirectory() as place:
            init_book(Path(place) / "book").close()
            return _read()
    return _read()


def _read() -> dict[str, Any]:
    from regulars.api.addresses import API

    document: dict[str, Any] = API.get_openapi_schema(path_prefix="/api/v1/")
    return document


def _before_facts(calls: list[str]) -> int:
    return next(place for place, text in enumerate(calls) if "`GET /api/v1/imports`" in text)


def _call(method: str, address: str, call: dict[str, Any]) -> str:
    lines = [f"## `{method.upper()} {address}`\n", _flowing(call["description"]) + "\n"]
    lines += _parameters(call["parameters"])
    body = call.get("requestBody")
    if body:
        lines.append(f"Takes {_link(body['content']['application/json']['schema'])}.\n")
    lines.append(_answers(call["responses"]))
    return "\n".join(lines)


def _facts(posts: list[dict[str, Any]]) -> str:
    first = posts[0]
    names = ", ".join(f"`{call['operationId'].removeprefix('post_')}`" for call in posts)
    words = first["description"].split("Good rows", 1)[1]
    lines = [
        f"## `POST {FACT}`\n",
        f"Good rows {_flowing(words)}\n",
        f"`fact` is one of {names}. Takes a list of rows with `source`, `source_id` and the fact's "
        "columns of [the data dictionary](data-dictionary.md).\n",
        *_parameters(first["parameters"]),
        _answers(first["responses"]),
    ]
    return "\n".join(lines)


def _parameters(parameters: list[dict[str, Any]]) -> list[str]:
    if not parameters:
        return []
    rows = [
        f"| `{one['name']}` | {one['in']} | {_type(one['schema'])} |"
        for one in parameters
        if one["name"] != "Idempotency-Key"
    ]
    return ["| parameter | in | what |", "| --- | --- | --- |", *rows, ""] if rows else []


def _answers(responses: dict[Any, Any]) -> str:
    told = []
    for status, answer in responses.items():
        if status == "default":
            continue
        kinds = answer.get("content", {})
        shape = kinds.get("application/json", {}).get("schema")
        what = f": {_link(shape)}" if shape else f": {answer['description'].rstrip('.')}"
        others = [kind for kind in kinds if kind != "application/json"]
        told.append(f"{status}{what}" + (f", or {', '.join(others)}" if others else ""))
    return f"Answers {'; '.join(told)}.\n"


def _shape(name: str, shape: dict[str, Any]) -> str:
    needed = set(shape.get("required", ()))
    lines = [
        f"### {name}\n",
        f"{_flowing(shape.get('description', ''))}\n",
        "| field | what | |",
        "| --- | --- | --- |",
    ]
    for field, said in shape["properties"].items():
        words = _flowing(said.get("description", ""))
        if name.endswith("In") and field not in needed:
            words = f"Optional. {words}".strip()
        lines.append(f"| `{field}` | {_type(said)} | {words} |")
    return "\n".join(lines) + "\n"


def _events() -> str:
    from regulars.post.hooks_events import EVENTS

    rows = [f"| `{name}` | {words} |" for name, words in EVENTS.items()]
    return "\n".join(["## Events\n", "| event | `data` |", "| --- | --- |", *rows]) + "\n"


def _type(said: dict[str, Any]) -> str:
    if "$ref" in said:
        return _link(said)
    if "anyOf" in said or "allOf" in said:
        parts = [_type(one) for one in said.get("anyOf", said.get("allOf", []))]
        return " or ".join(dict.fromkeys(parts))
    if "enum" in said or "const" in said:
        choices = ", ".join(f"`{one}`" for one in said.get("enum", [said.get("const")]))
        return choices + (f", else `{said['default']}`" if said.get("default") else "")
    kind = said.get("type", "anything")
    if kind == "array":
        return f"list of {_type(said['items'])}"
    kind = {"date": "day", "date-time": "instant"}.get(said.get("format", ""), kind)
    limits = [
        f"{word} {said[name]:g}"
        for name, word in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"))
        if name in said and said[name] < 2**31 - 1
    ]
    default = f", else {said['default']}" if said.get("default") is not None else ""
    return f"{kind}{', ' if limits else ''}{' '.join(limits)}{default}"


def _link(said: dict[str, Any]) -> str:
    name = said["$ref"].rsplit("/", 1)[-1]
    return f"[{name}](#{name.lower()})"


def _flowing(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
