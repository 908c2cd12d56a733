"""The report on what is not known: a date without an end, a fee that may not exist, rules that only stand in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from auditor.model.reporting import Limits
from auditor.model.words import State, Verdict
from auditor.report import wording
from auditor.report.sections.calendar.section import context
from tests import invented

WAITING = replace(invented.relationship(11), exit_fee_today=Decimal("100.00"))


def test_a_relationship_without_a_known_end_is_not_called_one_without_a_contract() -> None:
    endless = replace(WAITING, state=State.WAITING, verdict=Verdict.WAIT, eligible_on=None, exit_fee_today=None)
    assert wording.date_sentence(endless, invented.AS_OF) == "No date known: see the reasons"
    assert wording.meaning(endless, invented.AS_OF) == "From which day you are free is not known."


def test_a_way_out_is_offered_only_where_its_fee_is_known() -> None:
    waiting = replace(WAITING, state=State.WAITING, verdict=Verdict.WAIT, eligible_on=invented.AS_OF.replace(year=2027))
    assert "leave earlier for the exit fee" in wording.meaning(waiting, invented.AS_OF)
    assert "is not known" in wording.meaning(replace(waiting, exit_fee_today=None), invented.AS_OF)
    assert "no exit fee is due" in wording.meaning(replace(waiting, exit_fee_today=Decimal(0)), invented.AS_OF)


def test_rules_that_only_stand_in_never_say_that_one_is_free_of_the_platform() -> None:
    free = replace(WAITING, verdict=Verdict.FREE_TO_LEAVE, platform="malt", stand_in="Upwork")
    assert wording.meaning(free, invented.AS_OF).startswith("The rules of Malt are not known here")


def test_the_calendar_of_the_report_lists_the_days_of_the_calendar_file() -> None:
    result = invented.result()
    disputed = replace(WAITING, state=State.ORIGIN_DISPUTED, eligible_on=invented.AS_OF.replace(year=2027))
    waiting = replace(disputed, state=State.WAITING)
    said = [
        context(replace(result, eligibility=(one,)), Limits())["months"][0]["days"][0]["beside"]
        for one in (disputed, waiting)
    ]
    assert said == ["unless the disputed origin is cleared up", ""]


def test_the_sentence_of_the_verdict_keeps_what_other_readings_say() -> None:
    told = wording.plainly("Free under upwork-guide; other readings differ: upwork-terms from 1 May 2027 (exit fee $1.00).", {})  # fmt: skip
    assert (
        told.whole == "Free under upwork-guide; other readings differ: upwork-terms from 1 May 2027 (exit fee $1.00)."
    )
