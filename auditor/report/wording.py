"""What codes mean, in a freelancer's words: verdicts, severities, and how far the data reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from auditor.model.phrasing import count, long_day, short_day
from auditor.model.results import Eligibility, Finding
from auditor.model.visible import shorten
from auditor.model.words import UNSURE, Redaction, Severity, State, Verdict

NAME_CHARACTERS = 60
OTHER_READINGS = "; other readings differ: "
_RULE = re.compile(r"\b[a-z_]+\.[a-z_]+\b")
# Data that end longer than this before as-of may miss a message that moves a date.
FRESH_DAYS = 30
# And longer than this, nobody can say that none came.
STALE_DAYS = 180
SURE = "Sure"
UNSURE_WORD = "Not sure"


@dataclass(frozen=True, slots=True)
class Words:
    """A verdict for people: a short title, one sentence, and the tone in which it is coloured."""

    title: str
    meaning: str
    tone: str


VERDICTS: Mapping[Verdict, Words] = {
    Verdict.REPORT_AND_STOP: Words(
        "Report the client and stop",
        "This follows the pattern of a known scam: send no money, work or details, accept nothing, and tell the platform.",
        "stop",
    ),
    Verdict.STOP_AND_REVIEW: Words(
        "Stop and look at this",
        "Something here puts your own account at risk; read the findings before the next message or payment.",
        "stop",
    ),
    Verdict.STAY_ON_PLATFORM: Words(
        "Keep working on the platform",
        "A contract is open: work on there, and let all payment go over the platform.",
        "wait",
    ),
    Verdict.CONFIRM_ORIGIN: Words(
        "Prove where you met",
        "You state that you met elsewhere, but the data do not bear it out yet.",
        "caution",
    ),
    Verdict.CONFIRM_TERMS: Words(
        "Ask for the client's terms",
        "The client has its own agreement with the platform, and that agreement decides.",
        "caution",
    ),
    Verdict.REPAIR_DATA: Words(
        "Repair the data first",
        "You would be free, but rows of this client could not be read; what they hold may change the answer.",
        "caution",
    ),
    Verdict.CHECK_MESSAGES: Words(
        "Load your messages first",
        "You would be free, but no messages were loaded, and a late message would move the date.",
        "caution",
    ),
    Verdict.CLEAR_FINDINGS_FIRST: Words(
        "Clear the findings first",
        "The time has passed, but grave findings are still open; settle them before you write to the client.",
        "caution",
    ),
    Verdict.FREE_TO_LEAVE: Words(
        "Free", "By these rules you may work with this client wherever you both like.", "free"
    ),
    Verdict.NO_RELATIONSHIP_YET: Words(
        "No contract yet", "No contract is known: exchange no contact details for now.", "plain"
    ),
    Verdict.WAIT: Words("Wait", "The period still runs; you can wait, or leave earlier for the exit fee.", "wait"),
}
SEVERITIES: Mapping[Severity, str] = {
    Severity.CRITICAL: "Critical", Severity.HIGH: "High", Severity.MEDIUM: "Medium", Severity.LOW: "Low",
    Severity.INFO: "For the record",
}  # fmt: skip

NO_FEE = "The period still runs; no exit fee is due to leave earlier, settled through the platform."

# States that free a relationship whatever its window says: the day of the window would mislead beside them.
FREE_AT_ONCE: Mapping[State, str] = {
    State.FEE_PAID: "the exit fee is paid",
    State.EXEMPT_ORIGIN: "it began elsewhere",
}


def verdict_title(row: Eligibility, policy: str) -> str:
    """The verdict as a heading: "Wait until 15 January 2026 (532 days)"."""
    under = row.under or policy
    if row.told and row.verdict is Verdict.CHECK_MESSAGES:
        return "Say when you last wrote"
    if row.verdict is Verdict.FREE_TO_LEAVE:
        return f"Free under {under}"
    if row.verdict is Verdict.WAIT and row.eligible_on:
        rules = f" under {under}" if row.stand_in else ""
        free = "; leaving costs nothing today, settled through the platform" if row.exit_fee_today == 0 else ""
        return f"Wait until {long_day(row.eligible_on)} ({count(row.days_left or 0, 'day')}){rules}{free}"
    return VERDICTS[row.verdict].title


def meaning(row: Eligibility, as_of: date) -> str:
    """The verdict in one sentence; a date or a way out that is not known is not offered."""
    if row.verdict is Verdict.FREE_TO_LEAVE and row.stand_in:
        return f"The rules of {row.platform.capitalize()} are not known here; by those that stand in for them the client would be free. Read the platform's own terms first."
    if row.verdict is Verdict.FREE_TO_LEAVE and (doubt := doubted(row, as_of)):
        return f"By these rules, and by what was loaded, you may work with this client wherever you both like. That is not sure: {doubt}."
    if row.verdict is not Verdict.WAIT:
        return VERDICTS[row.verdict].meaning
    if row.eligible_on is None:
        return "From which day you are free is not known."
    if row.exit_fee_today is None:
        return "The period still runs; what leaving earlier costs is not known."
    return NO_FEE if row.exit_fee_today == 0 else VERDICTS[Verdict.WAIT].meaning


def date_sentence(row: Eligibility, as_of: date) -> str:
    """The day on which a relationship is free, or why there is none."""
    if row.state in FREE_AT_ONCE:
        now = "Now, by what is known" if row.verdict in UNSURE else "Now"
        return f"{now}: {FREE_AT_ONCE[row.state]}"
    if row.eligible_on is None:
        if row.if_closed_today:
            return f"No date while a contract is open; {long_day(row.if_closed_today)} if it were closed today"
        if row.active_contracts:
            return "No date while a contract is open"
        never = row.state is State.NEVER_CONTRACTED
        return "No date: no contract is known" if never else "No date known: see the reasons"
    if row.eligible_on <= as_of:
        return f"Since {long_day(row.eligible_on)}"
    return f"{long_day(row.eligible_on)}, in {count(row.days_left or 0, 'day')}"


@dataclass(frozen=True, slots=True)
class Told:
    """A reason for people: the sentence, and apart from it what other versions of the rules say."""

    main: str
    readings: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The sentence with the other readings at its end."""
        return (
            f"{self.main.removesuffix('.')}; other readings differ: {', '.join(self.readings)}."
            if self.readings
            else self.main
        )


def plainly(reason: str, titles: Mapping[str, str]) -> Told:
    """A reason without codes: rules by their titles, other readings of the rules as a list of their own."""
    text, _, readings = reason.partition(OTHER_READINGS)
    worded = _RULE.sub(lambda found: f"“{titles[found[0]]}”" if found[0] in titles else found[0], text)
    worded = worded[:1].upper() + worded[1:]
    return Told(worded if worded.endswith((".", "!", "?")) else worded + ".", _listed(readings))


def _listed(readings: str) -> tuple[str, ...]:
    # Each reading ends with its fee in brackets; commas stand inside amounts too.
    return tuple(
        one.strip().lstrip(",").strip().removesuffix(".") for one in re.split(r"(?<=\)),", readings) if one.strip()
    )


def severity_title(one: Severity) -> str:
    """The severity as a word for a label."""
    return SEVERITIES[one]


def client_label(one: Eligibility | Finding) -> str:
    """The client's name where it is known, else the id."""
    name = getattr(one, "client_name", None)
    return shorten(str(name or one.client_id), NAME_CHARACTERS)


def sureness(row: Eligibility, as_of: date) -> tuple[str, str]:
    """How sure a date is, as (word, reason): what is missing, or that nothing seems to be."""
    coverage = row.coverage
    if row.stand_in:
        return (UNSURE_WORD, f"rules of {row.platform.capitalize()} unknown, {row.stand_in}'s stand in")
    if "rows_set_aside" in row.blockers or "file_refused" in row.blockers:
        return (UNSURE_WORD, "some rows or files could not be read")
    if "erased_before" in row.blockers:
        return (UNSURE_WORD, "this client was erased from the store, and rows read before are missing")
    if "rules_not_run" in row.blockers:
        return (UNSURE_WORD, "some rules could not run")
    if "contracts_of_another_freelancer" in row.blockers:
        return (UNSURE_WORD, "the open contracts of this client belong to another freelancer")
    if coverage.messages_to is None:
        return (UNSURE_WORD, "no messages were loaded")
    if coverage.contracts == "inferred":
        return ("Approximate", "contracts are inferred from payments")
    # Freedom once reached stays: only a contract or payment after its day takes it back, no message does.
    is_free = row.state is State.ELIGIBLE
    needed = min(as_of, row.eligible_on) if is_free and row.eligible_on else as_of
    known = {"messages": coverage.messages_to, "payments": coverage.payments_to or coverage.messages_to}
    if row.state is State.NEVER_CONTRACTED:
        # Nobody is paid before a contract.
        known = {"messages": coverage.messages_to}
    ends = max(known.values()) if is_free else min(known.values())
    if (needed - coverage.messages_to).days > FRESH_DAYS:
        ends = coverage.messages_to
        return (_doubt(is_free, (needed - ends).days), f"messages end on {short_day(ends)}, load newer ones")
    if (as_of - ends).days > FRESH_DAYS:
        which = "messages" if ends == coverage.messages_to else "payments"
        return (_doubt(False, (as_of - ends).days), f"{which} end on {short_day(ends)}, load newer ones")
    return (SURE, f"the data reach to {long_day(ends)}")


def doubted(row: Eligibility, as_of: date) -> str:
    """Why it is not sure what is said of a relationship; empty where it is sure, or fairly."""
    sure, because = sureness(row, as_of)
    return because if sure == UNSURE_WORD else ""


def _doubt(is_free: bool, missing: int) -> str:
    """How sure a date is of whose time so many days are missing in the data."""
    return UNSURE_WORD if is_free or missing > STALE_DAYS else "Fairly sure"


def coverage_sentence(row: Eligibility) -> str:
    """Which data a row rests on."""
    one = row.coverage
    messages = "No messages"
    if one.messages_from and one.messages_to:
        messages = f"Messages {short_day(one.messages_from)} to {short_day(one.messages_to)}"
    payments = f"payments to {short_day(one.payments_to)}" if one.payments_to else "no payments"
    contracts = "contracts as exported" if one.contracts == "given" else "contracts taken from the payments"
    contracts = "no contracts" if row.state is State.NEVER_CONTRACTED else contracts
    return f"{messages}, {payments}, {contracts}"


def redaction_sentence(level: Redaction) -> str:
    """What has been taken out of the report, for its reader."""
    return {
        Redaction.NONE: "Nothing is masked: this copy shows contact and payment details. Think before you pass it on.",
        Redaction.PARTIAL: "Contact and payment details are masked by numbered stand-ins, so that this copy can be shared.",
        Redaction.FULL: "Names, ids, details and message text are replaced by numbered stand-ins; this copy names nobody.",
    }[level]
