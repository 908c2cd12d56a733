"""What changed since the last run, in sentences, the one that matters most first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.model.ordering import attention_order, coming, relationship_key
from auditor.model.phrasing import count, long_day
from auditor.model.results import AuditResult, Eligibility, Moved
from auditor.model.words import FindingStatus, State, Verdict
from auditor.report.beside import beside
from auditor.report.wording import VERDICTS, client_label, doubted

# A day this near is worth a sentence even when nothing moved.
SOON_DAYS = 60
MOST_CHANGES = 8


def news(result: AuditResult) -> list[str]:
    """Sentences on moved dates and verdicts, new and gone findings, and the days that come soon."""
    if result.about:
        return [*_policy(result), *_moves(result), *_coming(result)]
    if not result.is_kept:
        first = ["No store is kept on Spark: nothing is compared with an earlier audit."]
        return [*first, *_coming(result)]
    if result.last_as_of is None:
        first = ["This is the first audit of this store: the next one will say here what changed."]
        return [*first, *_decisions(result), *_coming(result)]
    return [*_counts(result), *_policy(result), *_decisions(result), *_moves(result), *_coming(result)]


def _counts(result: AuditResult) -> Iterator[str]:
    new = sum(one.status is FindingStatus.NEW for one in result.findings)
    since = f"the last audit, as of {long_day(result.last_as_of)}" if result.last_as_of else "the last audit"
    gone = f"; {count(len(result.resolved), 'finding')} of it no longer there" if result.resolved else ""
    if new:
        yield f"{count(new, 'finding')} {'is' if new == 1 else 'are'} new since {since}{gone}."
    else:
        yield f"No finding is new since {since}{gone}."


def _policy(result: AuditResult) -> Iterator[str]:
    """Where the last audit was judged by other rules: what changed may come from that, and not from the data."""
    now, last = result.policy, result.last_policy
    if last is None:
        return
    if (last.name, last.version) != (now.name, now.version):
        yield (
            f"This audit judges by {now.name} {now.version}, the last one judged by {last.name} {last.version}: "
            "findings, dates and verdicts may have changed for that alone."
        )
    elif last.sha256 != now.sha256:
        yield (
            f"The text of the policy {now.name} {now.version} is another one than in the last audit: "
            "findings, dates and verdicts may have changed for that alone."
        )


def _decisions(result: AuditResult) -> Iterator[str]:
    """Decisions that hold no longer, or speak of nothing."""
    if expired := len(result.reviews.expired):
        yield (
            f"{count(expired, 'finding')} that you had accepted until a day that has passed "
            f"{'is' if expired == 1 else 'are'} open again: decide anew with 'auditor review'."
        )
    if stale := len(result.reviews.stale):
        yield (
            f"{count(stale, 'decision')} {'was' if stale == 1 else 'were'} made before the finding changed: "
            "look again with 'auditor review'."
        )
    if unused := len(result.reviews.unused):
        yield f"{count(unused, 'decision')} {'speaks' if unused == 1 else 'speak'} of findings that are not there."


def _moves(result: AuditResult) -> Iterator[str]:
    rows = {relationship_key(row): row for row in result.eligibility}
    moved = [
        (rows[key], one) for one in result.moved if (key := (one.platform, one.client_id, one.freelancer_id)) in rows
    ]
    known = [(row, one) for row, one in moved if one.verdict is not None]
    known.sort(key=lambda item: attention_order(item[0]))
    yield from (_move(row, one, result.as_of) for row, one in known[:MOST_CHANGES])
    if len(known) > MOST_CHANGES:
        yield f"{count(len(known) - MOST_CHANGES, 'more relationship')} changed too."
    if fresh := len(moved) - len(known):
        yield f"{count(fresh, 'relationship')} {'is' if fresh == 1 else 'are'} new."


def _move(row: Eligibility, before: Moved, as_of: date) -> str:
    client = client_label(row)
    if row.verdict is Verdict.FREE_TO_LEAVE and before.verdict is not Verdict.FREE_TO_LEAVE:
        doubt = doubted(row, as_of)
        return f"{client} is free now, by what is known: {doubt}." if doubt else f"{client} is free now."
    if row.eligible_on and before.eligible_on and row.eligible_on > before.eligible_on:
        return f"{_cause(row, before)} moved the day of {client} from {long_day(before.eligible_on)} to {long_day(row.eligible_on)}."
    if row.verdict is not before.verdict and before.verdict:
        return f"{client}: “{VERDICTS[before.verdict].title}” became “{VERDICTS[row.verdict].title}”."
    if row.state is State.BLOCKED_ACTIVE_CONTRACT and before.eligible_on:
        return f"A contract with {client} is open again: there is no day until it ends."
    days = [long_day(one) if one else "none" for one in (before.eligible_on, row.eligible_on)]
    return f"The day of {client} changed from {days[0]} to {days[1]}."


def _cause(row: Eligibility, before: Moved) -> str:
    if row.last_message_on and row.last_message_on != before.last_message_on and row.governing_anchor == "last_message":
        return f"The message of {long_day(row.last_message_on)} restarted the clock: it"
    if row.last_paid_on and row.last_paid_on != before.last_paid_on and row.governing_anchor == "last_payment":
        return f"The payment of {long_day(row.last_paid_on)} restarted the clock: it"
    return "Newer data"


def _coming(result: AuditResult) -> Iterator[str]:
    ordered = coming(result.eligibility, result.as_of)
    near = [row for row in ordered if (row.days_left or 0) <= SOON_DAYS] or ordered[:1]
    for row in near[:MOST_CHANGES]:
        if row.eligible_on:
            left = f"in {count(row.days_left or 0, 'day')}, on {long_day(row.eligible_on)}, if nothing new happens"
            held = beside(row)
            yield (
                f"The period with {client_label(row)} ends {left}; {held}."
                if held
                else f"{client_label(row)} is free {left}."
            )
