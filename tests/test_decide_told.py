"""decide from facts alone, in words that fit: no file, export or id that there is not, and nothing that cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.deciding.replies import languages
from tests.support.running import audit, auditor
from tests.test_decide import AS_OF, decided

PAID = ("--last-paid", "2025-03-01")
MESSAGE = ("--last-message", "2025-04-15")
LONG_AGO = ("--last-paid", "2024-03-01")
# Every state and verdict that facts alone can lead to.
STANDINGS: dict[str, tuple[str, ...]] = {
    "waiting": (*PAID, *MESSAGE),
    "waiting, asked": (*PAID, *MESSAGE, "--asked", "leave"),
    "free": (*LONG_AGO, "--last-message", "2024-04-15"),
    "free, no message told": LONG_AGO,
    "open": ("--contract-open", "--first-contract", "2025-01-01", "--asked", "pay"),
    "open and billed": ("--contract-open", *PAID, "--billed", "12000", "--asked", "leave"),
    "a stranger": ("--first-contact", "2026-04-15"),
    "a stranger who presses": ("--asked", "pay"),
    "an enterprise": ("--enterprise", *PAID),
    "met elsewhere": ("--met-on", "2020-01-01", *PAID),
    "met elsewhere, no day": ("--origin", "referral", *PAID),
    "met elsewhere, too late": ("--met-on", "2022-01-01", "--first-contact", "2021-01-01", *PAID, *MESSAGE),
    "met elsewhere, no contract": ("--met-on", "2020-01-01", "--first-contact", "2021-01-01"),
    "fee paid": ("--fee-paid-on", "2026-01-01", *PAID),
    "the end of a contract alone": ("--contract-ended", "2025-05-31"),
    "a late payment after freedom": ("--contract-ended", "2022-01-01", "--last-paid", "2026-01-01"),
    "left": ("--platform", "toptal", "--left-on", "2024-06-01", *PAID),
    "not left": ("--platform", "toptal", *PAID),
    "no end known": ("--platform", "fiverr", *PAID, *MESSAGE),
    "first contact missing": ("--platform", "freelancer", *PAID),
    "a stand-in": ("--platform", "malt", *PAID, *MESSAGE),
    "a message supposed": (*PAID, "--if-message-on", "2026-12-01"),
    "an end supposed": ("--contract-open", *PAID, "--if-contract-ends", "2026-12-01"),
}
OF_FILES = re.compile(
    r"\bexport(s|ed)?\b|\bload(ed)?\b|\bthe data\b|quarantine|audit again|first_met_at|left_on|exit_fee_paid_on|relationships file"
    r"|message (last message|first contact|ask|the supposed)|\((last payment|last message|contract|ask \d|first contact)\)"
)


@pytest.mark.parametrize("what", STANDINGS)
def test_an_answer_without_files_speaks_of_none(what: str) -> None:
    ended = auditor("decide", *STANDINGS[what], "--compare", *AS_OF)
    assert ended.status == 0, ended.err
    assert not (found := OF_FILES.search(ended.out)), (found, ended.out)
    assert "what you tell, taken to be all that there is; nothing was read from a file" in ended.out


def test_what_is_missing_is_named_by_its_option() -> None:
    text = auditor("decide", *PAID, *AS_OF).out
    for option in ("--first-contact DATE", "--first-contract DATE", "--rate N", "--billed N", "--fees-paid N"):
        assert option in text
    text = auditor("decide", *LONG_AGO, *AS_OF).out
    assert text.startswith("this client with me on upwork: Say when you last wrote") and "--last-message DATE" in text
    assert "--met-on DATE" in auditor("decide", *STANDINGS["met elsewhere, no day"], *AS_OF).out
    assert "--left-on DATE" in auditor("decide", *STANDINGS["not left"], *AS_OF).out


def test_a_message_that_is_not_told_is_never_said_to_move_nothing() -> None:
    (row,) = decided("--last-paid", "2023-12-31", "--last-message", "2026-03-01", "--first-contact", "2022-12-01")
    assert row["verdict"] == "check_messages"
    assert row["moved_by"].startswith("A message from before 31 December 2025 that is not known yet would move it; ")
    (row,) = decided(*LONG_AGO, "--last-message", "2023-01-01")
    assert row["verdict"] == "free_to_leave" and row["moved_by"].endswith("starts a new window; a message does not.")


def test_a_message_of_somebody_met_elsewhere_would_move_no_date() -> None:
    (row,) = decided(*STANDINGS["met elsewhere"])
    assert row["verdict"] == "check_messages"
    assert "one from before you met would put the origin in dispute" in row["verdict_reasons"][0]


NO_WORK = {
    "en": r"go on|continue|earlier|our work|for asking|something new", "de": r"weiter|frühere|für die Frage|Neues",
    "es": r"seguir|anterior|preguntar|nuevo", "fr": r"poursuis|passée|question|nouveau", "pt": r"continuar|anterior|pergunta|novo",
    "hi": r"आगे|पिछला सहयोग|पूछने|नया", "uk": r"продовж|попередня|запитання|нове",
}  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_a_reply_to_a_stranger_presumes_no_work_done_together_and_no_question(language: str) -> None:
    for facts in (("--first-contact", "2026-06-25"), ("--first-contact", "2026-06-25", "--asked", "contact"), STANDINGS["met elsewhere, no contract"]):  # fmt: skip
        (row,) = decided(*facts, "--lang", language)
        assert row["verdict"] in ("no_relationship_yet", "free_to_leave")
        assert row["reply_text"] and "$" not in row["reply_text"]
        assert not re.search(NO_WORK[language], row["reply_text"]), row["reply_text"]


REFUSED = {
    "an end that nobody told": (("--first-contract", "2020-05-31", "--last-message", "2021-01-01"), "whether that contract is still open is not told"),
    "fees alone": (("--fees-paid", "100"), "tells no day of this client"),
    "no fees alone": (("--fees-paid", "0"), "tells no day of this client"),
    "a platform alone": (("--platform", "toptal"), "tells no day of this client"),
    "fees of a stranger": (("--first-contact", "2026-06-25", "--fees-paid", "100"), "no contract and no payment"),
    "a rate of nothing": ((*PAID, "--rate", "0"), "leave it out, or give what it was"),
    "billing of nothing": ((*PAID, "--billed", "0"), "leave it out, or give what it was"),
    "a negative rate": ((*PAID, "--rate=-5"), "is no amount"),
    "an absurd rate": ((*PAID, "--rate", "999999999999"), "more than 10,000,000"),
    "less than a cent": ((*PAID, "--rate", "0.001"), "is no amount"),
    "a decimal comma": ((*PAID, "--fees-paid", "1240,50"), "with a point before the cents"),
    "a point between thousands": ((*PAID, "--fees-paid", "1.240"), "is no amount"),
    "another currency": ((*PAID, "--fees-paid", "1000EUR"), "amounts are in that of the policy"),
    "fees above the billing": ((*PAID, "--billed", "100", "--fees-year", "500"), "more than the 100 billed"),
    "fees of a year above those of all": ((*PAID, "--billed", "1000", "--fees-year", "500", "--fees-paid", "100"), "--fees-paid 100"),
    "fees of a year of which nothing is told": ((*PAID, "--fees-year", "50"), "give --billed N"),
    "billing without its day": (("--contract-ended", "2025-03-01", "--billed", "50"), "give --last-paid DATE"),
    "a freelancer of no store": ((*PAID, "--freelancer", "bob"), "leave it out, or name a client of the store"),
    "all freelancers of no store": ((*PAID, "--as-one-account"), "leave it out, or name a client of the store"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_facts_that_cannot_be_or_say_nothing_are_refused(what: str) -> None:
    facts, said = REFUSED[what]
    ended = auditor("decide", *facts, *AS_OF)
    assert ended.status == 2 and said in ended.err and ended.out == "", ended


def test_thousands_may_be_set_apart_and_more_fees_than_the_fee_leave_nothing_due() -> None:
    (row,) = decided(*PAID, "--fees-paid", "1,240.50")
    assert row["exit_fee_today"] == "1758.50"
    (row,) = decided(*PAID, "--fees-paid", "5000")
    assert (row["exit_fee_today"], row["exit_fee_rule"]) == ("0.00", "$2,999.00 − $5,000.00 fees paid, never below 0")


def test_of_one_client_told_no_share_of_all_income_is_claimed() -> None:
    text = auditor("decide", *STANDINGS["open and billed"], *AS_OF).out
    assert "Herfindahl" not in text and "Income at risk" not in text, "nothing was paid in the 12 months"
    text = auditor("decide", "--contract-open", "--last-paid", "2026-06-01", "--billed", "12000", "--fees-year", "1200", "--asked", "leave", *AS_OF).out  # fmt: skip
    assert "Income at risk: $12,000.00 of 12 months from this client (beside all that other clients bring" in text
    assert "against $12,000.00 at risk (beside all that other clients bring, which is not told)" in text
    assert "Herfindahl" not in text and "100%" not in text


CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform,hourly_rate
k1,open,ann,2026-01-01,,hourly,upwork,60
k2,over,ann,2025-01-01,2025-06-01,hourly,upwork,60
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,open,ann,client,2026-06-20,Good day
"""


def test_a_call_asked_for_is_welcomed_in_a_contract_of_the_store_too(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    for name, content in (("contracts", CONTRACTS), ("messages", MESSAGES)):
        (tmp_path / "exports" / f"{name}.csv").write_text(content, encoding="utf-8")
    audit(tmp_path / "exports", tmp_path, "2026-06-30")
    db = ("--db", tmp_path / "store.duckdb")
    (row,) = decided("open", *db, "--asked", "contact")
    assert (row["reply"], row["verdict"]) == ("welcome_call", "stay_on_platform")
    assert "a call or an e-mail about the work is fine" in row["reply_text"]
    (row,) = decided("open", *db)
    assert row["reply"] == "decline_offer_value"
    (row,) = decided("over", *db, "--asked", "contact")
    assert row["reply"] == "plan_for_later"
    ended = auditor("decide", "open", *db, "--asked", "leave", *AS_OF)
    assert ended.status == 2 and "facts are for questions without files" in ended.err
