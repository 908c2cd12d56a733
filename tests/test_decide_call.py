"""A call asked for in an open contract: the reply welcomes it, or the reasons say what comes first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,bolt,ann,2025-06-01,,hourly,upwork
"""
# Who pays before he asks is no new client who presses.
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,bolt,ann,k1,2025-07-01,900.00,USD,90.00,hourly
p2,bolt,ann,k1,2026-01-10,900.00,USD,90.00,hourly
"""
HEAD = "message_id,client_id,freelancer_id,sender,sent_at,body\n"
ASK = "m1,bolt,ann,client,2026-01-20T10:00:00Z,I would like to pay you outside the platform from now on.\n"
NO = 'm2,bolt,ann,freelancer,2026-01-21T10:00:00Z,"No, thank you. I get paid through Upwork only."\n'
AGAIN = "m3,bolt,ann,client,2026-02-10T10:00:00Z,I would really like to pay you outside the platform from now on.\n"
HELLO_FIRST = HEAD + "m0,bolt,ann,client,2025-05-20T10:00:00Z,Good morning.\n"
HELLO = "m5,bolt,ann,client,2026-01-20T10:00:00Z,Good morning.\n"


def decided(work: Path, messages: str, *asked: str) -> dict[str, Any]:
    folder = work / "exports"
    folder.mkdir()
    for name, text in {"contracts": CONTRACTS, "payments": PAYMENTS, "messages": HELLO_FIRST + messages}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert audit(folder, work, "2026-03-01").ended.status == 0
    ended = auditor(
        "decide", "bolt", "--db", work / "store.duckdb", "--as-of", "2026-03-01", "--format", "json", *asked
    )
    assert ended.status == 0, ended.err
    (row,) = json.loads(ended.out)
    found: dict[str, Any] = row
    return found


CALLS = {
    "nothing else was asked": (HELLO, "welcome_call", ""),
    "an earlier ask was declined": (ASK + NO, "welcome_call", "have declined already, so the reply is to the call"),
    "an earlier ask waits for its answer": (ASK, "decline_politely", "waits until what was asked before is declined"),
    "the ask came again after the refusal": (ASK + NO + AGAIN, None, None),
}


@pytest.mark.parametrize("what", CALLS)
def test_a_call_is_welcomed_or_the_reasons_say_what_comes_first(what: str, tmp_path: Path) -> None:
    messages, reply, said = CALLS[what]
    row = decided(tmp_path, messages, "--asked", "contact")
    told = " ".join(row["verdict_reasons"])
    if reply is None:
        # Pressed again: whatever the verdict, the call is not what is answered.
        assert row["reply"] != "welcome_call"
        return
    assert row["verdict"] == "stay_on_platform" and row["reply"] == reply
    assert (said or "") in told and ("call" in told) and bool(said) is ("reply" in told)


def test_without_a_call_the_reply_is_to_the_ask(tmp_path: Path) -> None:
    row = decided(tmp_path, ASK + NO)
    assert row["reply"] == "decline_politely" and "reply" not in " ".join(row["verdict_reasons"])


def test_a_contract_that_was_told_is_not_called_untold() -> None:
    """Of one contract the days are told: it was not open for 24 months, and no option is missing."""
    asked = ("decide", "--first-contract", "2025-04-10", "--contract-open", "--last-paid", "2026-02-01", "--last-message", "2026-02-10")  # fmt: skip
    told = auditor(*asked, "--if-contract-ends", "2026-03-31", "--as-of", "2026-03-01", "--policy", "upwork-terms")
    assert told.status == 0, told.err
    assert "(--first-contract DATE)" not in told.out
    untold = auditor("decide", "--last-paid", "2026-02-01", "--last-message", "2026-02-10", "--as-of", "2026-03-01")
    assert "a contract open for so long is not told (--first-contract DATE)" in untold.out
