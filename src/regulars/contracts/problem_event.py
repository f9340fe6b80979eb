"""What happened on the way to solving a problem."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract

FIXED_TOLD, FIXED_LEFT_OUT = "told that it is fixed", "not to be told that it is fixed"
"""Reasons of steps in which the desk says so of the problem's known issue."""

PROBLEM_EVENT = Contract(
    fact="problem_event",
    file_key="problem_event_id",
    description="One step of a problem: effort is observed from these.",
    columns=(
        Column("problem_key", Type.TEXT, "The problem, a key in the same source."),
        Column(
            "kind",
            Type.TEXT,
            "contact: they and we spoke. transfer: another took over. waiting: nothing moves.",
            choices=(
                "contact",
                "transfer",
                "waiting",
                "promise",
                "solved",
                "reopened",
                "closed",
                "note",
            ),
        ),
        HAPPENED_AT,
        HAPPENED_ON,
        Column(
            "began_by",
            Type.TEXT,
            "Who began a contact.",
            null="no contact, or not known",
            choices=("customer", "us"),
        ),
        Column("channel", Type.TEXT, "How.", null="no contact, or not known"),
        Column("staff", Type.TEXT, "Log-in name of who did it.", null="not known"),
        Column(
            "waiting_for",
            Type.TEXT,
            "Whom it waits for.",
            null="it does not wait",
            choices=("customer", "us", "third_party"),
        ),
        Column("reason", Type.TEXT, "Why, e.g. of a transfer.", null="none given"),
        Column(
            "step",
            Type.INTEGER,
            "Its place among the steps of the problem; what one step did shares it.",
            unit="steps, from 1",
            null="the source does not count: the instants tell the order",
        ),
        Column(
            "details",
            Type.TEXT,
            "What the source told of the problem anew at this step: a JSON object of codes such "
            "as `group` and `priority`, without names or free text; an empty one is no longer so.",
            null="nothing new",
        ),
        Column("note", Type.TEXT, "What was said.", null="nothing noted", personal=True),
    ),
)
