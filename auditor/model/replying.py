"""Which replies are sent, and which only go with a verdict."""

from __future__ import annotations

from auditor.model.results import Eligibility
from auditor.model.words import Verdict

# What is to be done first is no message: data are loaded or repaired, findings are settled.
SILENT = frozenset({Verdict.REPAIR_DATA, Verdict.CHECK_MESSAGES, Verdict.CLEAR_FINDINGS_FIRST})
# The reply where nothing was asked: it goes on with the work.
KEEP = "decline_offer_value"
# The reply to who asks for a call or an address inside a contract: contact for the work is fine there.
CALL = "welcome_call"


def is_sent(verdict: Verdict, reply: str | None) -> bool:
    """Whether the reply that goes with a verdict is one to send, and not only the one that would fit."""
    return reply is not None and verdict not in SILENT and (reply != KEEP or verdict is Verdict.STAY_ON_PLATFORM)


def is_answered(row: Eligibility) -> bool:
    """Whether the reply of a relationship is one to send."""
    return is_sent(row.verdict, row.reply)
