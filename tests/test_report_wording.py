"""What the report calls verdicts, dates and how sure they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.model.words import State, Verdict
from auditor.report import wording
from auditor.report.building import build_report
from tests import invented


def test_every_verdict_has_words_and_a_title() -> None:
    assert set(wording.VERDICTS) == set(Verdict)


def test_waiting_names_the_day_and_the_days_left() -> None:
    row = invented.relationship(10)
    assert wording.verdict_title(row, "upwork-guide") == "Wait until 15 January 2026 (199 days)"


def test_freedom_is_always_said_together_with_the_policy() -> None:
    row = invented.relationship(8)
    assert wording.verdict_title(row, "upwork-guide") == "Free under upwork-guide"
    assert "Free under upwork-guide" in build_report(invented.result()).decode("utf-8")


def test_freedom_is_not_sure_when_the_data_end_before_its_day_or_long_ago() -> None:
    free = invented.relationship(8, state=State.ELIGIBLE, eligible_on=date(2025, 3, 1))
    short = replace(free, coverage=replace(free.coverage, messages_to=date(2024, 12, 1)))
    assert wording.sureness(short, invented.AS_OF) == ("Not sure", "messages end on 1 Dec 2024, load newer ones")
    old = replace(free, eligible_on=date(2024, 1, 1), coverage=replace(free.coverage, messages_to=date(2024, 6, 1), payments_to=date(2024, 5, 1)))  # fmt: skip
    assert wording.sureness(old, invented.AS_OF) == ("Not sure", "messages end on 1 Jun 2024, load newer ones")
    reached = replace(free, eligible_on=date(2024, 1, 1), coverage=replace(free.coverage, messages_to=date(2024, 6, 1)))
    assert wording.sureness(reached, invented.AS_OF)[0] == "Sure", "no message takes freedom back"


def test_sureness_names_what_is_missing() -> None:
    base = invented.relationship(8)
    cases = {
        "Not sure": replace(base, blockers=("rows_set_aside",)),
        "Approximate": replace(base, coverage=replace(base.coverage, contracts="inferred")),
        "Fairly sure": replace(
            base, coverage=replace(base.coverage, messages_to=date(2025, 4, 1), payments_to=date(2025, 4, 2))
        ),
        "Sure": base,
    }
    assert {word: wording.sureness(row, invented.AS_OF)[0] for word, row in cases.items()} == {
        word: word for word in cases
    }
