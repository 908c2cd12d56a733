"""What a verdict says is missing: later data, a part of the exit fee, a meeting that surely came first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from auditor.deciding.cases import Case
from auditor.deciding.verdicts import eligibility_row
from auditor.model.words import State
from tests.test_deciding import AS_OF, BOOK, FREE, WAITING


def test_a_verdict_says_where_the_data_end_and_which_export_is_missing() -> None:
    free = replace(FREE, window_end_on=FREE.eligible_on)
    short = replace(free, messages_to=date(2022, 12, 1))
    said = " ".join(eligibility_row(Case(short, (), ()), 0.0, BOOK, AS_OF).verdict_reasons)
    assert "The messages that were loaded end on 1 December 2022" in said and "export the messages up to 1 August 2024" in said  # fmt: skip
    old = replace(free, messages_to=date(2023, 12, 1), payments_to=date(2023, 11, 1))
    said = " ".join(eligibility_row(Case(old, (), ()), 0.0, BOOK, AS_OF).verdict_reasons)
    assert "The data end on 1 December 2023: a contract or payment since then would change this" in said
    assert "end on" not in " ".join(eligibility_row(Case(free, (), ()), 0.0, BOOK, AS_OF).verdict_reasons)


def test_an_exit_fee_paid_in_part_frees_and_names_what_is_missing() -> None:
    paid_on = date(2024, 7, 1)
    part = replace(
        FREE, state=State.FEE_PAID, fee_paid_on=paid_on, fee_payment_on=paid_on, fee_payment="p2", fee_part_on=paid_on,
        fee_part=Decimal(1000), fee_due=Decimal(2991),
    )  # fmt: skip
    first, second, *_ = eligibility_row(Case(part, (), ()), 0.0, BOOK, AS_OF).verdict_reasons
    assert "the exit fee was paid (payment p2 of 1 July 2024)" in first and "as you state it" not in first
    assert (
        "(payment p2 of 1 July 2024) was $1,000.00, and $2,991.00 were due by what the data show, $1,991.00 more"
        in second
    )
    assert "it frees from its day on all the same: keep the platform's confirmation of the amount" in second
    for lacking, said in (
        ({"fee_due": None}, "was $1,000.00; what was due is not known; it frees"),
        (
            {"fee_part": None},
            "stands in a currency without a rate to USD, so whether it was all that was due is not known; it frees",
        ),
    ):
        told = " ".join(eligibility_row(Case(replace(part, **lacking), (), ()), 0.0, BOOK, AS_OF).verdict_reasons)
        assert (
            said in told and "keep the platform's confirmation of the amount" in told and "as you state it" not in told
        )
    stated = replace(FREE, state=State.FEE_PAID, fee_paid_on=paid_on, fee_due=None)
    assert "on 1 July 2024, as you state it; its amount is not checked" in eligibility_row(Case(stated, (), ()), 0.0, BOOK, AS_OF).verdict_reasons[0]  # fmt: skip


def test_fees_given_back_in_excess_are_written_as_an_addition() -> None:
    given_back = replace(WAITING, fees_paid=Decimal("-490"), fees_known=Decimal("-490"), exit_fee_today=Decimal("3489"))
    said = eligibility_row(Case(given_back, (), ()), 0.0, BOOK, AS_OF).exit_fee_rule
    assert said == "$2,999.00 + $490.00 fees given back in excess, never below 0"


def test_a_meeting_on_the_day_of_the_first_contact_is_told_as_that() -> None:
    met = replace(FREE, state=State.EXEMPT_ORIGIN, first_met_on=FREE.first_contact_on)
    said = eligibility_row(Case(met, (), ()), 0.0, BOOK, AS_OF).verdict_reasons[0]
    assert "the day of the first contact on the platform" in said and "before any contact" not in said
