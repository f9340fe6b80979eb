"""The documentation says everything that there is."""

from __future__ import annotations

import argparse
import runpy
from pathlib import Path

from regulars.cli.parser import parser
from regulars.contracts import CONTRACTS
from regulars.signals import signals

ROOT = Path(__file__).parents[2]


def test_every_command_and_option_is_described() -> None:
    described = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    [verbs] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]

    for name, verb in _every(verbs):
        assert f"`regulars {name}" in described, name
        for action in verb._actions:
            for option in action.option_strings:
                if action.help is argparse.SUPPRESS:
                    continue
                if option not in {"-h", "--help"}:
                    assert option in described, f"{name} {option}"


def _every(verbs: argparse._SubParsersAction, before: str = ""):
    """Each command by its words, e.g. `person link`."""
    for name, verb in verbs.choices.items():
        yield before + name, verb
        for action in verb._actions:
            if isinstance(action, argparse._SubParsersAction):
                yield from _every(action, f"{before}{name} ")


def test_the_data_dictionary_is_the_one_that_the_code_makes() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "data_dictionary.py"))["page"]()

    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == made, (
        "run `make docs`"
    )


def test_the_truth_of_the_demo_is_told_as_the_code_declares_it() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "world_truth.py"))["page"]()

    assert (ROOT / "docs" / "demo-world-truth.md").read_text(encoding="utf-8") == made, (
        "run `make docs`"
    )


def test_every_column_has_a_description_and_every_null_a_meaning() -> None:
    for contract in CONTRACTS:
        for column in contract.columns:
            assert column.description.endswith("."), column.name
            assert column.null != "", column.name
    for signal in signals():
        assert set(signal.label) == set(signal.null) == {"en", "bn"}
        assert all((*signal.label.values(), *signal.null.values(), signal.unit, signal.source))


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "decisions").glob("*.md")]

    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in (part.split(")")[0] for part in text.split("](")[1:]):
            target = link.split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {link}"


def test_the_readme_leads_to_every_page_of_the_docs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").glob("*.md")):
        assert f"](docs/{page.name})" in readme, f"README.md has no link to docs/{page.name}"
