"""The server: which tools there are for whom, and how a failure is told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from regulars import workspace
from regulars.api.mcp.read_tools import ReadTools
from regulars.api.mcp.untrusted import RULE
from regulars.api.mcp.write_tools import WriteTools
from regulars.api.recorded import note
from regulars.connect import disconnect
from regulars.errors import RegularsError
from regulars.people.keys import person_named
from regulars.people.persons import staff_of
from regulars.people.roles import Role

Tool = Callable[..., dict[str, Any]]

LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ADDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""Of the tools that write: what they say is added, and can be taken back."""

INSTRUCTIONS = (
    "Regulars tells the people of the business “{book}” which customers to take care of today, why "
    "and how. Figures are as of the day that is told with them; what is not known is null or "
    "missing and must not be guessed. Amounts in fields that end in _minor are in minor units. "
    "{rule}"
)


def server_for(*, username: str, language: str = "en", read_only: bool = False) -> MCPServer[Any]:
    """The tools of the open book for one of its people: never more than their role allows.

    Raises: NobodyByThisName.
    """
    role = staff_of(person_named(username)).role
    server: MCPServer[Any] = MCPServer(
        "regulars",
        title="Regulars",
        version=version("regulars"),
        instructions=INSTRUCTIONS.format(book=workspace.current().name, rule=RULE),
        log_level="WARNING",
    )
    look = ReadTools(username=username, language=language)
    looks: tuple[Tool, ...] = (
        look.who_needs_care_today,
        look.show_customer,
        look.find_customers,
        look.query_card,
    )
    for tool in looks:
        _add(server, tool, LOOKS, username=username)
    if role.may(Role.STAFF) and not read_only:
        write = WriteTools(username=username)
        writes: tuple[Tool, ...] = (
            write.plan_today,
            write.mark_done,
            write.snooze,
            write.not_right,
            write.put_back,
            write.add_facts,
        )
        for tool in writes:
            _add(server, tool, ADDS, username=username)
    return server


def _add(server: MCPServer[Any], tool: Tool, hints: ToolAnnotations, *, username: str) -> None:
    @functools.wraps(tool)
    def told(*arguments: Any, **named: Any) -> Any:
        outcome = "failed"
        try:
            answer = tool(*arguments, **named)
            outcome = "done"
            return answer
        except RegularsError as error:
            outcome = "refused"
            raise ToolError(str(error)) from error
        finally:
            looking = bool(hints.read_only_hint)
            note(
                who=username,
                what=f"mcp {tool.__name__}",
                looking=looking,
                outcome=outcome,
                customer_id=named.get("customer_id") if outcome == "done" else None,
                care_id=named.get("care_id"),
            )
            disconnect()  # of this thread, which may never come again

    server.add_tool(told, annotations=hints)
