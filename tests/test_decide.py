"""decide: the guide's quick decisions without any file, what-if, the three ways compared, one account, and wrong questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import audit, auditor

AS_OF = ("--as-of", "2026-06-30")
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform,hourly_rate
k1,shared,ann,2021-06-01,2022-02-28,hourly,upwork,100
k2,shared,bob,2023-06-01,,hourly,upwork,50
k3,quiet,ann,2025-02-01,2025-03-01,hourly,upwork,20
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,hours,kind
p1,shared,ann,k1,2022-02-20,800.00,USD,80.00,8,hourly
p2,shared,bob,k2,2026-06-20,6000.00,USD,600.00,120,hourly
p3,quiet,ann,k3,2025-02-20,1200.00,USD,120.00,60,hourly
p4,free,bob,,2020-02-20,1200.00,USD,120.00,60,hourly
p5,open,bob,,2026-06-01,500.00,USD,50.00,10,hourly
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,quiet,ann,client,2025-06-15T10:00:00Z,Good morning! One small question about the old report.
m2,shared,ann,client,2022-01-15T10:00:00Z,Hello
m3,quiet,ann,freelancer,2025-09-30T23:59:00Z,It is on page four.
m4,free,bob,client,2020-01-15T10:00:00Z,Hello
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    work = tmp_path_factory.mktemp("decide")
    folder = work / "exports"
    folder.mkdir()
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS), ("messages", MESSAGES)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    assert audit(folder, work, "2026-06-30").ended.status == 0
    yield work / "store.duckdb"


def decided(*arguments: str | Path) -> list[dict[str, Any]]:
    ended = auditor("decide", *arguments, *AS_OF, "--format", "json")
    assert ended.status == 0, ended.err
    rows: list[dict[str, Any]] = json.loads(ended.out)
    return rows


QUICK: list[tuple[str, list[str], dict[str, Any], str]] = [
    ("an active contract and asked to leave", ["--last-paid", "2026-06-01", "--first-contract", "2025-01-01", "--contract-open", "--asked", "leave"],
     {"verdict": "stay_on_platform", "reply": "decline_politely", "state": "blocked_active_contract"}, "the rules ask you to report it"),
    ("wants a call during a contract", ["--last-paid", "2026-06-01", "--first-contract", "2025-01-01", "--contract-open", "--asked", "contact"],
     {"verdict": "stay_on_platform", "reply": "welcome_call"}, "calls and contact for the work are fine"),
    ("wants a call without a contract", ["--first-contact", "2026-06-25", "--asked", "contact"],
     {"verdict": "no_relationship_yet", "state": "never_contracted"}, "share no contact details yet"),
    ("24 months and no contact", ["--last-paid", "2024-06-30", "--last-message", "2024-06-01"],
     {"verdict": "free_to_leave", "eligible_on": "2026-06-30", "days_left": 0}, "Free under upwork-guide since 30 June 2026"),
    ("24 months but for a day", ["--last-paid", "2024-07-01", "--last-message", "2024-06-01"],
     {"verdict": "wait", "eligible_on": "2026-07-01", "days_left": 1}, "from 1 July 2026 (1 day)"),
    ("a new client who presses", ["--first-contact", "2026-06-25", "--asked", "leave", "--asked", "pay"],
     {"verdict": "report_and_stop", "reply": "report_and_move_on"}, "report the client to the platform"),
    ("a trusted client of years", ["--last-paid", "2026-01-31", "--last-message", "2026-02-28", "--first-contract", "2020-01-10", "--fees-paid", "10000", "--rate", "100"],
     {"verdict": "wait", "eligible_on": "2028-02-28", "exit_fee_today": "0.00"}, "reach $10,000.00"),
    ("met in person", ["--last-paid", "2026-01-31", "--first-contact", "2025-01-10", "--met-on", "2024-11-20", "--origin", "met_in_person"],
     {"verdict": "free_to_leave", "state": "exempt_origin"}, "you met elsewhere on 20 November 2024"),
    ("found my website, later", ["--last-paid", "2026-01-31", "--first-contact", "2025-01-10", "--met-on", "2025-02-20", "--origin", "own_website"],
     {"verdict": "confirm_origin", "state": "origin_disputed"}, "the first contact on the platform was on 10 January 2025"),
    ("brought along without proof", ["--last-paid", "2026-01-31", "--last-message", "2026-01-31", "--origin", "brought_along"],
     {"verdict": "confirm_origin", "state": "origin_disputed"}, "no day of that meeting is given"),
    ("an enterprise client", ["--last-paid", "2026-01-31", "--last-message", "2026-01-31", "--enterprise"],
     {"verdict": "confirm_terms", "state": "enterprise_agreement", "exit_fee_today": None}, "enterprise agreement"),
    ("the fee is paid", ["--last-paid", "2026-01-31", "--last-message", "2026-01-31", "--fee-paid-on", "2026-02-15"],
     {"verdict": "free_to_leave", "state": "fee_paid", "exit_fee_today": "0.00"}, "the exit fee was paid on 15 February 2026"),
    ("no message was told of", ["--last-paid", "2020-01-31"], {"verdict": "check_messages"}, "when either of you last wrote is not told (--last-message DATE): a later message would move the date"),
    ("fees paid count", ["--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--fees-paid", "1240.50"],
     {"exit_fee_today": "1758.50", "eligible_on": "2027-04-15", "exit_fee_rule": "$2,999.00 − $1,240.50 fees paid, never below 0"}, "$2,999.00 − $1,240.50 fees paid"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected", "said"), [one[1:] for one in QUICK], ids=[one[0] for one in QUICK])
def test_a_quick_decision_is_answered_without_any_file(
    facts: list[str], expected: dict[str, Any], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (row,) = decided(*facts)
    assert {name: row[name] for name in expected} == expected
    assert any(said in reason for reason in row["verdict_reasons"]), row["verdict_reasons"]
    assert list(tmp_path.iterdir()) == [], "nothing is written"


def test_policies_that_disagree_stand_in_the_sentence_of_the_verdict() -> None:
    (row,) = decided("--last-paid", "2026-01-31", "--last-message", "2026-02-28", "--first-contract", "2025-01-10", "--rate", "100", "--fees-paid", "0")  # fmt: skip
    first = row["verdict_reasons"][0]
    assert first.startswith("Free under upwork-guide from 28 February 2028")
    assert "exit fee of $2,999.00" in first
    assert "upwork-terms 2022-05-01 from 10 January 2027 (exit fee $24,960.00)" in first


def test_without_a_platform_that_of_the_policy_is_meant_and_no_other_is_named() -> None:
    (row,) = decided("--last-paid", "2026-01-31", "--last-message", "2026-02-28")
    assert row["platform"] == "upwork"
    assert {one["policy"].split("-")[0] for one in row["alternatives"]} == {"upwork"}


def test_what_was_not_told_is_not_known() -> None:
    (row,) = decided("--last-paid", "2026-01-31", "--last-message", "2026-02-28", "--platform", "upwork")
    terms = next(one for one in row["alternatives"] if one["policy"] == "upwork-terms 2022-05-01")
    assert (terms["eligible_on"], terms["exit_fee"]) == (None, None)
    assert "the first contact is not told (--first-contact DATE)" in terms["rule"]
    assert "a rate that is not told (--rate N)" in terms["rule"]
    assert row["lifetime_billed"] is None and row["income_at_risk"] == []


def test_a_platform_without_a_known_end_says_so() -> None:
    (row,) = decided("--last-paid", "2020-01-31", "--last-message", "2020-02-28", "--platform", "Fiverr", "--policy", "fiverr")  # fmt: skip
    assert (row["state"], row["eligible_on"], row["exit_fee_today"]) == ("waiting", None, None)
    assert "no end of the period is known" in row["verdict_reasons"][0]
    assert "the end of the period" in row["policy_unknown"]


def test_a_message_supposed_inside_the_window_moves_the_date() -> None:
    facts = ("--last-paid", "2025-03-01", "--last-message", "2025-04-15")
    (row,) = decided(*facts, "--if-message-on", "2027-04-14")
    assert (row["eligible_on"], row["before"]["eligible_on"]) == ("2029-04-14", "2027-04-15")
    (row,) = decided(*facts, "--if-message-on", "2027-04-15")
    assert (row["state"], row["eligible_on"]) == ("eligible", "2027-04-15"), "freedom once reached stays"


def test_the_supposed_end_of_a_contract_gives_a_date() -> None:
    (row,) = decided("--last-paid", "2026-06-01", "--last-message", "2026-06-10", "--contract-open", "--if-contract-ends", "2026-08-31")  # fmt: skip
    assert (row["state"], row["eligible_on"], row["before"]["eligible_on"]) == ("waiting", "2028-08-31", None)
    assert row["as_of"] == "2026-09-01"


def test_what_if_of_a_client_in_the_store_changes_nothing_in_it(store: Path) -> None:
    before = store.read_bytes()
    (row,) = decided("quiet", "--db", store, "--if-message-on", "2026-12-01")
    assert (row["eligible_on"], row["before"]["eligible_on"]) == ("2028-12-01", "2027-09-30")
    (row,) = decided("shared", "--freelancer", "bob", "--db", store, "--if-contract-ends", "2026-07-15")
    assert (row["state"], row["eligible_on"]) == ("waiting", "2028-07-15")
    assert store.read_bytes() == before


def test_the_end_of_a_contract_inferred_from_payments_can_be_supposed(store: Path) -> None:
    (row,) = decided("open", "--db", store, "--if-contract-ends", "2026-07-31")
    assert (row["before"]["state"], row["state"], row["eligible_on"]) == ("blocked_active_contract", "waiting", "2028-07-31")  # fmt: skip


def test_every_message_that_moved_the_date_is_named(store: Path) -> None:
    (row,) = decided("quiet", "--db", store)
    assert [(one["row_id"], one["moved_from"], one["moved_to"]) for one in row["resets"]] == [
        ("m1", "2027-03-01", "2027-06-15"),
        ("m3", "2027-06-15", "2027-09-30"),
    ]
    assert "without them it would be 1 March 2027" in " ".join(row["verdict_reasons"])


def test_the_three_ways_are_compared_from_the_clients_own_billing(store: Path) -> None:
    """$6,000 in 12 months at 10 %: $500 a month, $50 of fees; the exit fee is 2,999 − 600."""
    (row,) = decided("shared", "--freelancer", "bob", "--db", store, "--compare")
    ways = {way["name"]: way["cost"] for way in row["compare"]["ways"]}
    # Stay: 24 × 50. Wait: two years without 500 − 50 a month. Break-even: 2,399 / 50 = 47.98 months.
    assert ways == {"leave now": "2399.00", "wait": "10800.00", "stay": "1200.00"}
    assert row["compare"]["break_even_months"] == 48
    text = auditor("decide", "shared", "--freelancer", "bob", "--db", store, "--compare", *AS_OF).out
    assert "leave now: $2,399.00 (not before the open contract has ended; then the exit fee" in text
    assert "A contract is active: until it has ended the work and its payment stay on the platform" in text


def test_a_way_is_called_cheapest_only_where_every_reading_says_so(store: Path) -> None:
    """Under the terms the two years from 1 June 2023 are over: $1 in place of 24 × 50."""
    (row,) = decided("shared", "--freelancer", "bob", "--db", store, "--compare")
    assert row["compare"]["cheapest"] is None
    others = {one["reading"]: one for one in row["compare"]["others"]}
    terms = others["upwork-terms 2022-05-01"]
    assert ([way["cost"] for way in terms["ways"]], terms["cheapest"]) == (["1.00", "1.00", "1200.00"], "leave now")
    said = " ".join(row["compare"]["sentences"])
    assert (
        "depends on the reading: under upwork-guide stay" in said and "under upwork-terms 2022-05-01 leave now" in said
    )


def test_one_account_has_one_clock_and_names_who_still_bills(store: Path) -> None:
    rows = decided("shared", "--db", store)
    assert {row["freelancer_id"]: row["state"] for row in rows} == {"ann": "eligible", "bob": "blocked_active_contract"}
    (row,) = decided("shared", "--db", store, "--as-one-account")
    assert (row["state"], row["fees_paid"], row["exit_fee_today"]) == ("blocked_active_contract", "680.00", "2319.00")
    assert any(
        "Free for ann (since 28 February 2024) alone, but bob still bills this client" in one
        for one in row["verdict_reasons"]
    )
    listed = json.loads(auditor("eligibility", "--db", store, "--as-one-account", "--format", "json", *AS_OF).out)
    assert sorted(one["client_id"] for one in listed) == ["free", "open", "quiet", "shared"]


def test_income_at_risk_and_dependence_are_told(store: Path) -> None:
    """12 months before 30 June 2026, all bob's: 6,000 of shared and 500 of open; (12/13)² + (1/13)² = 0.858."""
    (row,) = decided("quiet", "--db", store)
    assert row["income_at_risk"] == [], "ann had none"
    (row,) = decided("open", "--db", store)
    (exposed,) = row["income_at_risk"]
    assert (exposed["income"], exposed["clients"], exposed["client_id"]) == ("6500.00", 2, "shared")
    assert round(exposed["herfindahl"], 3) == 0.858 and round(exposed["largest_share"], 3) == 0.923
    assert exposed["new_client_months"] == 1, "of the two only open is new, paid in one month"
    assert "Income at risk of bob: $6,500.00" in auditor("eligibility", "--db", store, *AS_OF).out


WRONG = {
    "nothing asked": ([], "name a client of the store, or give facts"),
    "a client and facts": (["c1", "--last-paid", "2025-01-01"], "facts are for questions without files"),
    "a fact of tomorrow": (["--last-paid", "2026-07-01"], "2026-07-01 lies after 2026-06-30"),
    "open and ended": (["--last-paid", "2026-01-01", "--contract-open", "--contract-ended", "2026-01-01"], "contradict each other"),
    "ended before it began": (["--first-contract", "2026-01-02", "--contract-ended", "2026-01-01"], "lies before --first-contract"),
    "no amount": (["--last-paid", "2026-01-01", "--fees-paid", "much"], "is no amount"),
    "a negative amount": (["--last-paid", "2026-01-01", "--fees-paid=-5"], "is no amount"),
    "no day": (["--last-paid", "2026-02-30"], "YYYY-MM-DD"),
    "a day near the end of the calendar": (["--last-paid", "9998-02-03"], "the years 1900 to 2999"),
    "the end of a contract where none is open": (["--last-paid", "2026-01-01", "--if-contract-ends", "2026-09-01"], "no contract is open"),
    "an end before today": (["--last-paid", "2026-06-01", "--contract-open", "--if-contract-ends", "2026-06-10"], "on which the contract is still open"),
    "a message before one that there is": (["--last-paid", "2026-01-01", "--last-message", "2026-05-01", "--if-message-on", "2026-04-01"], "changes nothing"),
    "no such language": (["--last-paid", "2026-01-01", "--lang", "xx"], "use one of de, en, es, fr, hi, pt, uk"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_question_names_the_remedy(what: str) -> None:
    arguments, said = WRONG[what]
    ended = auditor("decide", *arguments, *AS_OF)
    assert ended.status == 2 and said in ended.err and ended.out == ""
