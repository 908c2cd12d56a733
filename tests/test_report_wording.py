"""What the report calls verdicts, dates and how sure they are."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.words import Verdict
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


def test_sureness_names_what_is_missing() -> None:
    base = invented.relationship(8)
    cases = {
        "Not sure": replace(base, blockers=("rows_set_aside",)),
        "Approximate": replace(base, coverage=replace(base.coverage, contracts="inferred")),
        "Fairly sure": replace(base, coverage=replace(base.coverage, messages_to=invented.AS_OF.replace(year=2024))),
        "Sure": base,
    }
    assert {word: wording.sureness(row, invented.AS_OF)[0] for word, row in cases.items()} == {
        word: word for word in cases
    }
