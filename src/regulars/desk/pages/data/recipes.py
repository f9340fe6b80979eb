"""The systems whose files are known, and the layouts that were kept here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.contracts import BY_FACT
from regulars.desk.words.columns import column_label
from regulars.desk.words.facts import fact_label
from regulars.desk.words.refusals import refused
from regulars.errors import RegularsError
from regulars.intake.guesses import writable, written_names
from regulars.intake.own_columns import IMPORTABLE, needed_names
from regulars.intake.recipe import Recipe
from regulars.intake.saved_recipe import SavedRecipe
from regulars.people.roles import Role


@require_safe
def recipes(request: HttpRequest) -> HttpResponse:
    """What each reads."""
    trouble = None
    shipped: tuple[Recipe, ...] = ()
    saved: tuple[SavedRecipe, ...] = ()
    try:
        shipped, saved = workspace.current().recipes()
    except RegularsError as error:
        trouble = refused(error)
    context = {
        "entry": "data",
        "tab": "recipes",
        "trouble": trouble,
        "shipped": [_shipped(one) for one in shipped],
        "saved": [_saved(one) for one in saved],
        "own": [(fact_label(one.fact), ", ".join(needed_names(one))) for one in IMPORTABLE],
        "may_drop": request.staff.role.may(Role.STAFF),
    }
    return render(request, "pages/data/recipes.html", context)


@require_POST
def drop_recipe(request: HttpRequest, name: str) -> HttpResponse:
    """Removes a layout that was kept here; what it read stays."""
    try:
        workspace.current().drop_recipe(name)
    except RegularsError as error:
        context = {"entry": "data", "tab": "recipes", "refusal": refused(error)}
        return render(request, "pages/data/refused.html", context, status=409)
    return redirect("data_recipes")


def _shipped(one: Recipe) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "files": len(one.inputs),
        "facts": [fact_label(fact) for fact in BY_FACT if fact in one.facts],
        "needs": ", ".join(one.inputs[0].needs[:8]) if one.inputs[0].columns else "",
        "asks_currency": one.asks_currency,
    }


def _saved(one: SavedRecipe) -> dict[str, object]:
    names = written_names(one.fact)
    return {
        "name": one.name,
        "fact": fact_label(one.fact),
        "columns": [
            (theirs, column_label(one.fact, _column(one.fact, names.get(own, own))))
            for own, theirs in one.columns.items()
        ],
        "source": one.source,
        "currency": one.currency,
    }


def _column(fact: str, written: str) -> str:
    own = {name: column for column, name in writable(fact).items()}
    return own.get(written, written)
