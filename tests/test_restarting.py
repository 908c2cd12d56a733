"""What is said of freedom that was reached and lost again, and of contracts that nobody paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from auditor.deciding.cases import Case
from auditor.deciding.standing import Standing
from auditor.deciding.verdicts import eligibility_row
from auditor.model.words import State
from tests.support.running import audit, auditor
from tests.test_deciding import AS_OF, BOOK, FREE, WAITING

LOST = replace(WAITING, freed_on=date(2022, 11, 3), restarted_on=date(2024, 3, 1), restart_contract="Kx2")


def said(one: Standing) -> str:
    return " ".join(eligibility_row(Case(one, (), ()), 0.0, BOOK, AS_OF).verdict_reasons)


def test_a_new_window_names_its_contract_and_the_message_that_counts_in_it() -> None:
    talked = replace(LOST, governing_anchor="last_message", anchor_on=date(2024, 3, 2), anchor_row="m1")
    assert "Free from 3 November 2022 until contract Kx2 started a new window on 1 March 2024, in which message m1 of 2 March 2024 counts." in said(talked)  # fmt: skip
    before = replace(talked, anchor_on=date(2023, 5, 1))
    assert "since when message m1 of 1 May 2023 counts again." in said(before)


def test_a_payment_can_start_it_too_and_an_open_contract_says_it_before_it_ends() -> None:
    paid = replace(LOST, restart_contract=None, restart_payment="p9", governing_anchor="last_payment")
    assert "until payment p9 started a new window on 1 March 2024." in said(paid)
    still_open = replace(LOST, state=State.BLOCKED_ACTIVE_CONTRACT, active_contracts=1)
    assert "until contract Kx2 started a new window on 1 March 2024" in said(still_open)
    assert "new window on" not in said(replace(LOST, state=State.ELIGIBLE))


def test_a_contract_without_a_payment_is_named_with_the_date_if_it_had_been_paid() -> None:
    unpaid = replace(FREE, unpaid_end_on=date(2023, 8, 16), unpaid_row="k1", anchor_on=date(2020, 2, 1))
    text = said(unpaid)
    assert "Contract k1, which ended on 16 August 2023, has no payment in the data" in text and "16 August 2025 or later" in text  # fmt: skip
    assert "has no payment" not in said(replace(unpaid, unpaid_end_on=date(2019, 8, 16)))
    assert "nor does it take freedom back" in text
    in_the_window = replace(unpaid, unpaid_end_on=date(2021, 8, 16))
    assert "16 August 2023 or later" in said(in_the_window)
    assert "nor does it take" not in said(in_the_window), "no freedom was reached that it could have taken"
    assert "nor does it take freedom back" not in said(replace(LOST, unpaid_end_on=date(2030, 1, 1), unpaid_row="Kx2"))


def test_the_stricter_reading_counts_a_message_in_the_window_that_the_unpaid_contract_would_start() -> None:
    unpaid = replace(FREE, unpaid_end_on=date(2024, 9, 30), unpaid_row="k1", anchor_on=date(2020, 2, 1), last_message_on=date(2025, 1, 15))  # fmt: skip
    text = said(unpaid)
    assert "by a stricter reading in which any contract starts a new window, the date would be 15 January 2027 or later" in text  # fmt: skip
    assert "is read here as counting the ends of paid contracts alone" in text
    # On the day itself the stricter window is over too: a message then counts in neither reading.
    assert "30 September 2026 or later" in said(replace(unpaid, last_message_on=date(2026, 9, 30)))


PASSED_OVER = replace(
    WAITING,
    letter_row="k1",
    letter_contract_on=date(2025, 6, 30),
    anchor_on=date(2025, 6, 30),
    eligible_on=date(2027, 6, 30),
    letter_on=date(2026, 1, 5),
    letter_anchor="last_message",
    letter_anchor_on=date(2024, 1, 5),
    payments_to=date(2024, 12, 31),
)


def test_where_an_unpaid_end_counts_the_other_reading_is_named_in_both_directions() -> None:
    text = said(PASSED_OVER)
    assert (
        "Contract k1, which ended on 30 June 2025, has no payment in the data; its end counts here all the same" in text
    )
    assert (
        "the date would be 5 January 2026 (24 months after the last message on 5 January 2024): load the payments"
        in text
    )
    later = said(replace(PASSED_OVER, letter_on=date(2028, 1, 18), letter_anchor_on=date(2026, 1, 18)))
    assert (
        "the date would be 18 January 2028 (24 months after the last message on 18 January 2026): wait for that day to be sure."
        in later
    )


def test_a_later_day_of_the_other_reading_that_has_come_is_not_waited_for() -> None:
    come = replace(PASSED_OVER, state=State.ELIGIBLE, eligible_on=date(2022, 1, 1), letter_on=date(2024, 6, 30))
    assert "the date would be 30 June 2024" in said(come) and "): that day has come too." in said(come)


def test_without_any_payments_loaded_only_a_later_day_of_the_other_reading_is_named() -> None:
    unloaded = replace(PASSED_OVER, payments_to=None)
    assert "another reading of" not in said(unloaded)
    assert "wait for that day to be sure" in said(replace(unloaded, letter_on=date(2028, 1, 18)))


def test_the_first_end_is_not_called_that_of_a_paid_contract() -> None:
    ended = replace(PASSED_OVER, anchor_unpaid=True, governing_anchor="contract_end", last_paid_on=date(2024, 3, 1))
    assert "24 months after the end of the first contract, of which no payment is known, on 30 June 2025" in said(ended)


ROWS = {
    "contracts": """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,nopay,me,2024-01-10,2025-06-30,fixed,upwork
k2,back,me,2019-08-21,2019-08-26,fixed,upwork
k3,paid,me,2024-01-10,2025-06-30,fixed,upwork
""",
    "payments": """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,back,me,k2,2019-08-21,-446.07,USD,44.61,refund
p2,paid,me,k3,2025-06-30,400.00,USD,40.00,fixed
""",
    "messages": """message_id,client_id,freelancer_id,sender,sent_at,body
m1,nopay,me,client,2024-01-05,Hello
m2,back,me,client,2023-01-03,Hello
m3,back,me,client,2024-06-18,Hello again
m4,paid,me,client,2024-01-05,Hello
""",
}
NAMED = {
    "nopay": "would be 5 January 2026 (24 months after the last message on 5 January 2024): load the payments if any are missing.",
    "back": "would be 18 June 2026 (24 months after the last message on 18 June 2024): wait for that day to be sure.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("unpaid")
    (work / "exports").mkdir()
    for name, content in ROWS.items():
        (work / "exports" / f"{name}.csv").write_text(content, encoding="utf-8")
    audit(work / "exports", work, "2026-03-01")
    return work / "store.duckdb"


def test_decide_names_the_other_reading_of_an_unpaid_contract_in_both_directions(store: Path) -> None:
    for client, words in NAMED.items():
        text = auditor("decide", client, "--db", store, "--as-of", "2026-03-01").out
        assert words in text and "has no payment in the data; its end counts here all the same" in text, text
    assert "another reading of" not in auditor("decide", "paid", "--db", store, "--as-of", "2026-03-01").out
