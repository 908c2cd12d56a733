"""How stand-ins find their places in a text."""

from __future__ import annotations

import re

import pytest

from auditor.model.words import Category, Redaction
from auditor.redacting import redact
from auditor.redacting.phrases import Phrases, Span, replaced
from tests import invented

FORMS = (
    (Category.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), str.casefold),
    (Category.PHONE, re.compile(r"\+?\d[\d ()-]{8,}\d"), lambda text: re.sub(r"\D", "", text)),
    (Category.PAYMENT_HANDLE, re.compile(r"paypal\.me/\w+"), lambda text: text.split("/")[1].casefold()),
    (Category.MESSENGER, re.compile(r"(?<!\w)@\w{5,}"), lambda text: text[1:].casefold()),
)


PHRASES = Phrases({"Ann Lee": "A", "ann": "B", "c-1": "C", "c-10": "D", "@ann_lee": "E", "12": "F", "Straße": "G"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Lee and ANN", "A and B"),
        ("annual, Joann, Ann", "annual, Joann, B"),
        ("c-1 c-10 c-100", "C D c-100"),
        ("write @ann_lee!", "write E!"),
        ("12 days of client 12", "12 days of client F"),
        ("in der STRASSE", "in der STRASSE"),
        ("in der straße", "in der G"),
        ("", ""),
    ],
)
def test_phrases_are_found_at_word_borders_the_longest_first(text: str, told: str) -> None:
    assert replaced(text, list(PHRASES.spans(text))) == told


def test_overlapping_spans_are_replaced_as_one() -> None:
    assert replaced("abcdef", [Span(0, 3, "X"), Span(2, 5, "Y")]) == "Xf"


@pytest.mark.parametrize("row_id", ["m-lumen-036", "17", "may", "+1 415 555 0123"])
def test_the_row_that_dates_a_relationship_is_named_by_a_stand_in(row_id: str) -> None:
    reasons = (
        f"24 months after the last message on 30 October 2023 ({row_id}).",
        f"Moved, the last of them {row_id}: else earlier.",
    )
    row = invented.relationship(10, governing_anchor="last_message", anchor_row=row_id, verdict_reasons=reasons)
    (told,) = redact(invented.result(0, 0, eligibility=(row,)), Redaction.FULL).eligibility
    assert told.verdict_reasons == (
        "24 months after the last message on 30 October 2023 (message 1).", "Moved, the last of them message 1: else earlier.",
    )  # fmt: skip
    assert told.anchor_row is None
