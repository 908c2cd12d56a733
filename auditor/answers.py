"""How an answer of `decide` is shown: in sentences or as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from auditor.answering import Answer
from auditor.auditing.supposing import SUPPOSED
from auditor.auditing.telling import MESSAGES
from auditor.deciding.comparing import Comparison, compare
from auditor.deciding.exposure import Exposure, sentence, told_sentence
from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.exports.forms.eligibility import row as contract_row
from auditor.model.ordering import relationship_key
from auditor.model.replying import is_answered
from auditor.model.results import Eligibility
from auditor.model.words import State
from auditor.printing import one_relationship, safe
from auditor.report.wording import verdict_title

MOST_RESETS = 12
# No date of the period binds these any more.
FREED = (State.FEE_PAID, State.EXEMPT_ORIGIN)
Replies = Mapping[tuple[str, str, str], str]


def as_text(answer: Answer, replies: Replies, with_comparison: bool) -> str:
    """The answer in sentences, one part for each relationship."""
    standings = {one.key: one for one in answer.standings}
    parts = [_part(answer, row, standings, replies, with_comparison) for row in answer.rows]
    exposed = [safe(_at_risk(answer, one)) for one in _exposed(answer, {row.freelancer_id for row in answer.rows})]
    return "\n\n".join([*parts, *exposed])


def _exposed(answer: Answer, freelancers: Collection[str]) -> list[Exposure]:
    """What those stand to lose by an answer: what others earn does not hang on their accounts."""
    return [one for one in answer.stood.exposed if one.freelancer_id in freelancers]


def _at_risk(answer: Answer, one: Exposure) -> str:
    if answer.stood.book.told:
        return told_sentence(one)
    return sentence(one, several=len({row.freelancer_id for row in answer.stood.rows}) > 1)


def _part(
    answer: Answer, row: Eligibility, standings: Mapping[Any, Standing], replies: Replies, with_comparison: bool
) -> str:
    key = (row.platform, row.client_id, row.freelancer_id)
    one = standings[key]
    policy = answer.stood.book.governing(one)
    lines = [*_supposed(answer, row), *_resets(answer, row)]
    if with_comparison:
        lines += _compared(compare(one, answer.stood.book, answer.as_of))
    if other := _today(answer, row):
        # Whoever sends the reply sends it today.
        row = replace(row, reply_costs=other.reply_costs)
    shown = one_relationship(row, replies.get(key), answer.stood.book.name(one), policy.currency, [safe(line) for line in lines])  # fmt: skip
    return f"{_hypothesis(answer, row)}{shown}"


def _today(answer: Answer, row: Eligibility) -> Eligibility | None:
    """Today's answer for the relationship of a supposed one."""
    return next((one for one in answer.before if relationship_key(one) == relationship_key(row)), None)


def _hypothesis(answer: Answer, row: Eligibility) -> str:
    """What stands above an answer that is not today's: today's, and that what follows is supposed."""
    other = _today(answer, row)
    if other is None or answer.today is None:
        return ""
    name = safe(row.client_name or row.client_id)
    today = safe(f"TODAY ({day(answer.today)}), {name}: {verdict_title(other, other.policy)}; {_when(other)}.")
    return f"{today}\nSUPPOSED, not today's answer: if {answer.supposed.words}, then on {day(answer.as_of)}:\n"


def _supposed(answer: Answer, row: Eligibility) -> Iterator[str]:
    other = _today(answer, row)
    if other is None:
        return
    if (other.state, None if row.state in FREED else other.eligible_on) == (
        row.state,
        None if row.state in FREED else row.eligible_on,
    ):
        yield f"what is supposed changes nothing: {_when(row)}"
    else:
        yield f"supposed, as of {day(answer.as_of)}: {_when(row)}; without that: {_when(other)}"
    yield (
        "the reply below is that of today, not of what is supposed"
        if is_answered(other)
        else "no reply: what is supposed has not happened"
    )


def _when(row: Eligibility) -> str:
    state = row.state.value.replace("_", " ")
    if row.state in FREED:
        return f"{state}, free already"
    if row.eligible_on is None:
        return f"{state}, no day"
    return f"{state}, free {'since' if not row.days_left else 'on'} {day(row.eligible_on)}"


def _resets(answer: Answer, row: Eligibility) -> list[str]:
    mine = list(_moved(answer, row))
    shown = [f"moved by {_message(one['row_id'], row.told)} on {day(one['reset_on'])}: from {day(one['moved_from'])} to {day(one['moved_to'])}" for one in mine[-MOST_RESETS:]]  # fmt: skip
    return [f"{len(mine) - MOST_RESETS} earlier messages moved the date too", *shown] if len(mine) > MOST_RESETS else shown  # fmt: skip


def _message(row_id: str, told: bool) -> str:
    """A message by its id, or by what it is where it stands in no export."""
    if row_id == SUPPOSED:
        return SUPPOSED
    return MESSAGES.get(row_id, "the client's ask") if told else f"message {row_id}"


def _moved(answer: Answer, row: Eligibility) -> Iterator[Mapping[str, Any]]:
    """The messages that moved the date: none once the origin is found elsewhere, or from the day of the exit fee on."""
    if row.state is State.EXEMPT_ORIGIN:
        return
    until = next((one.fee_paid_on for one in answer.standings if one.key == (row.platform, row.client_id, row.freelancer_id)), None)  # fmt: skip
    for one in answer.resets.iter_rows(named=True):
        if _is_of(one, row) and (until is None or one["reset_on"] < until):
            yield one


def _is_of(one: Mapping[str, Any], row: Eligibility) -> bool:
    return (one["platform"], one["client_id"], one["freelancer_id"]) == (row.platform, row.client_id, row.freelancer_id)


def _compared(found: Comparison) -> Iterator[str]:
    yield "over 24 months:"
    for way in found.ways:
        yield f"  {way.name}: {'not known' if way.cost is None else money(way.cost, way.currency)} ({way.working})"
    for other in found.others:
        costs = ", ".join(f"{way.name} {'not known' if way.cost is None else money(way.cost, way.currency)}" for way in other.ways)  # fmt: skip
        yield f"  under {other.reading}: {costs}"
    yield from (f"  {text}" for text in found.sentences)
    if found.cheapest:
        yield f"  least cost under every reading: {found.cheapest}"


def as_json(answer: Answer, replies: Replies, with_comparison: bool) -> str:
    """The rows of the contract as a list, each with what decide alone says."""
    standings = {one.key: one for one in answer.standings}
    listed = []
    for row in answer.rows:
        key = (row.platform, row.client_id, row.freelancer_id)
        policy = answer.stood.book.governing(standings[key])
        more: dict[str, Any] = {
            "as_of": answer.as_of,
            "policy": row.policy,
            "policy_unknown": list(policy.unknown),
            "reply_text": replies.get(key),
            "resets": [{name: one[name] for name in ("reset_on", "row_id", "moved_from", "moved_to")} for one in _moved(answer, row)],
            "income_at_risk": [asdict(one) for one in _exposed(answer, (row.freelancer_id,))],
        }  # fmt: skip
        if answer.before:
            more["supposed"], more["today"] = answer.supposed.words, answer.today
            more["before"] = next((contract_row(one) for one in answer.before if (one.platform, one.client_id, one.freelancer_id) == key), None)  # fmt: skip
        if with_comparison:
            more["compare"] = asdict(compare(standings[key], answer.stood.book, answer.as_of))
        listed.append({**contract_row(row), **more})
    return json.dumps(listed, default=str, ensure_ascii=False, indent=1)
