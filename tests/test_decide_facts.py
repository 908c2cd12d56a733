"""decide from facts alone: what was not told is not known, and what is supposed is not today."""

from __future__ import annotations

from tests.support.running import auditor
from tests.test_decide import AS_OF, decided


def test_fees_of_all_time_are_no_fees_of_twelve_months() -> None:
    facts = ("--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--fees-paid", "5000", "--billed", "6000", "--compare")  # fmt: skip
    (row,) = decided(*facts)
    assert [way["cost"] for way in row["compare"]["ways"]] == ["0.00", None, None]
    assert "the platform fees of those 12 months are not known" in " ".join(row["compare"]["sentences"])
    (row,) = decided(*facts, "--fees-year", "600")
    # Stay: 600 a year. Wait: 9.5 months to 15 April 2027 without 500 − 50.
    assert [way["cost"] for way in row["compare"]["ways"]] == ["0.00", "4275.00", "1200.00"]


def test_without_billing_the_comparison_says_what_it_does_not_know() -> None:
    (row,) = decided("--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--compare")
    assert [way["cost"] for way in row["compare"]["ways"]] == [None, None, None]
    assert "at most $2,999.00" in row["compare"]["ways"][0]["working"]
    assert row["compare"]["cheapest"] is None


def test_what_was_not_told_is_never_shown_as_told() -> None:
    text = auditor("decide", "--last-paid", "2025-03-01", "--last-message", "2025-04-15", *AS_OF).out
    assert "first contact not known, first contract not known, last paid 2025-03-01" in text
    assert "never" not in text.replace("never below 0", "")
    (row,) = decided("--last-paid", "2025-03-01", "--first-contact", "2024-02-01", "--last-message", "2025-04-15")
    assert (row["first_contact_on"], row["first_contract_on"]) == ("2024-02-01", None)


def test_the_day_one_left_the_platform_can_be_told() -> None:
    (row,) = decided("--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--left-on", "2025-12-31", "--policy", "toptal")  # fmt: skip
    assert (row["platform"], row["state"], row["eligible_on"]) == ("toptal", "waiting", "2026-12-31")
    (row,) = decided("--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--platform", "Toptal", "--left-on", "2025-06-30")  # fmt: skip
    assert (row["state"], row["eligible_on"]) == ("eligible", "2026-06-30")


def test_a_supposition_is_never_shown_as_the_answer_of_today() -> None:
    text = auditor("decide", "--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--if-message-on", "2027-04-14", *AS_OF).out  # fmt: skip
    first, second, third = text.split("\n")[:3]
    assert first.startswith("TODAY (30 June 2026), this client: Wait until 15 April 2027")
    assert second == "SUPPOSED, not today's answer: if a message were sent on 2027-04-14, then on 14 April 2027:"
    assert "Wait until 14 April 2029" in third
    assert "the date that matters is 15 April 2027" in text, "the reply is that of today"
    (row,) = decided("--last-paid", "2024-03-01", "--last-message", "2024-04-15", "--if-message-on", "2026-07-14")
    assert row["supposed"] == "a message were sent on 2026-07-14"
    assert "what is supposed changes nothing" in auditor("decide", "--last-paid", "2024-03-01", "--last-message", "2024-04-15", "--if-message-on", "2026-07-14", *AS_OF).out  # fmt: skip


def test_the_name_of_a_pack_is_understood_as_its_platform() -> None:
    (row,) = decided("--platform", "freelancer-com", "--first-contact", "2025-11-01", "--last-paid", "2026-01-15")
    assert (
        row["platform"] == "freelancer"
        and "Free under freelancer-com from 1 November 2027" in row["verdict_reasons"][0]
    )


def test_who_is_told_to_report_gets_the_reply_in_the_language_asked_for() -> None:
    asked = ("--first-contact", "2026-06-25", "--asked", "pay")
    (row,) = decided(*asked, "--lang", "hi")
    assert row["reply"] == "report_and_move_on" and "नमस्ते" in row["reply_text"]


def test_who_never_had_a_contract_owes_no_fee_by_any_reading() -> None:
    asked = ("decide", "--first-contact", "2026-06-25", "--compare", "--as-of", "2026-06-30")
    said = auditor(*asked).out
    assert "no fee" in said and "fee not known" not in said and "fee is not known" not in said
