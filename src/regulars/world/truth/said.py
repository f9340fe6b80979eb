"""What the texts mean: the labels by which models of text are judged."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from regulars.world.texts.writer import Label, Written
from regulars.world.told.account_reviews import AccountReviews
from regulars.world.told.answers import Answers, answer_keys
from regulars.world.told.known import Known
from regulars.world.told.problems import Told
from regulars.world.told.reviews import Reviews
from regulars.world.told.tables import Texts
from regulars.world.told.talks import Talks
from regulars.world.truth.table import FLAG, TEXT, TruthColumn, TruthTable

TEXT_TRUTH = TruthTable(
    name="text",
    row="One thing that one text says; a text without a label has one row too.",
    columns=(
        TruthColumn("fact", TEXT, "The fact that holds the text."),
        TruthColumn("source", TEXT, "Its source."),
        TruthColumn("source_id", TEXT, "Its key in that source."),
        TruthColumn("column", TEXT, "The column of the text."),
        TruthColumn("language", TEXT, "en, bn, or mixed: Bengali in Latin letters."),
        TruthColumn("aspect", TEXT, "What it speaks of.", null="of nothing that has a name"),
        TruthColumn("sentiment", TEXT, "good or bad; of account reviews their mood.", null="none"),
        TruthColumn("origin", TEXT, "Where an expectation comes from.", null="none is told"),
        TruthColumn("outcome", TEXT, "Whether it was met, exceeded, missed.", null="none is told"),
        TruthColumn("sentences", TEXT, "The keys of its sentences, parted by blanks."),
        TruthColumn("spoiled", FLAG, "It has mistakes of typing."),
        TruthColumn("held_out", FLAG, "Of sentences that only worlds with `held_out` use."),
    ),
)

Row = tuple[str, str, str, str, Written, Label | None]


def text_truth(
    known: Known,
    *,
    told: Told,
    reviews: Reviews,
    answers: Answers,
    held: AccountReviews,
    talks: Talks,
) -> pa.Table:
    """The table, fact by fact."""
    of = known.sources.to_pylist()
    answered = [of[row] for row in answers.customer]
    held_of = [of[row] for row in held.account.tolist()]
    reviewed = [of[row] for row in known.orders.customer[reviews.order].tolist()]
    problems = [of[row] for row in told.troubles.customer.tolist()]
    talked = [of[row] for row in talks.customer.tolist()]
    rows: list[Row] = [
        *_rows("problem", "text", problems, told.keys, told.texts),
        *_rows("review", "text", reviewed, reviews.keys, reviews.texts),
        *_rows("answer", "text", answered, answer_keys(answers), answers.text),
        *_rows("account_review", "feeling", held_of, held.keys, held.feeling),
        *_rows("account_review", "needs", held_of, held.keys, held.needs),
        *_rows("account_review", "competitors", held_of, held.keys, held.competitors),
        *_rows("contact", "note", talked, talks.keys, talks.notes),
    ]
    columns = {
        "fact": [row[0] for row in rows],
        "source": [row[2] for row in rows],
        "source_id": [row[3] for row in rows],
        "column": [row[1] for row in rows],
        "language": [row[4].language for row in rows],
        "aspect": [None if row[5] is None else row[5].aspect for row in rows],
        "sentiment": [None if row[5] is None else row[5].sentiment for row in rows],
        "origin": [None if row[5] is None else row[5].origin for row in rows],
        "outcome": [None if row[5] is None else row[5].outcome for row in rows],
        "sentences": [" ".join(key.replace(" ", "_") for key in row[4].keys) for row in rows],
        "spoiled": [row[4].spoiled for row in rows],
        "held_out": [known.writer.held_out] * len(rows),
    }
    return TEXT_TRUTH.made_of(columns)


def _rows(
    fact: str, column: str, sources: list[str], keys: Texts, texts: Iterable[Written | None]
) -> list[Row]:
    found: list[Row] = []
    names = keys.to_pylist() if isinstance(keys, pa.Array) else list(keys)
    for source, key, written in zip(sources, names, texts, strict=True):
        if written is not None:
            labels: tuple[Label | None, ...] = written.labels or (None,)
            found.extend((fact, column, source, key, written, label) for label in labels)
    return found
