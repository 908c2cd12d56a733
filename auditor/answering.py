"""Answers to one question between audits: this client, what if, all as one account; from a store, or from facts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from auditor import judging, scanning
from auditor.auditing import as_one as accounts
from auditor.auditing import eligibility, rates, shapes
from auditor.auditing.absent import why_nobody
from auditor.auditing.supposing import Supposed, one_account, suppose
from auditor.auditing.telling import Told, overruled, taken_back, tell
from auditor.deciding.cases import Case, case_of
from auditor.deciding.standing import Standing, from_frame
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.judging import Judgement, Stood
from auditor.model.clients import one_client
from auditor.model.ordering import relationship_key
from auditor.model.policies import ALWAYS, Policy
from auditor.model.replying import CALL, KEEP
from auditor.model.results import Eligibility, Finding
from auditor.model.words import Verdict
from auditor.settings import Settings, no_progress

NOTHING = Supposed()


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of the relationships asked for, with what they were made from.

    `as_of` is the day of the answer, later than that of the settings where something later was supposed; `before` are the
    rows without what was supposed (empty when nothing was): the answer of today. `resets` are the messages that moved a date.
    """

    rows: tuple[Eligibility, ...]
    before: tuple[Eligibility, ...]
    standings: tuple[Standing, ...]
    resets: pl.DataFrame
    stood: Stood
    policy: Policy
    as_of: date
    findings: tuple[Finding, ...]
    supposed: Supposed = NOTHING
    today: date | None = None


def ask(
    settings: Settings,
    client: str,
    freelancer: str | None = None,
    supposed: Supposed | None = None,
    asked: tuple[str, ...] = (),
) -> Answer:
    """Answer for the relationships of one client, by id or name, from the store; it is not changed.

    `asked` is what the client asks for today, where no message of the store shows it (as in Told). Raises UsageError when there is no such client.
    """
    return _welcomed(_ask(settings, client, freelancer, supposed), asked)


def _ask(settings: Settings, client: str, freelancer: str | None, supposed: Supposed | None) -> Answer:
    policy = judging.governing_policy(settings)
    loaded_rates = rates.read(settings.rates, policy.currency)
    with Engine.open(settings.db, read_only=True) as engine:
        engine.harden()
        judged = judging.judge(engine, settings, policy, loaded_rates)
        meant = one_client(client, ((row.client_id, row.client_name) for row in judged.eligibility), client)
        known = [row for row in judged.eligibility if row.client_id == meant]
        rows = [row for row in known if freelancer in (None, row.freelancer_id)]
        if not rows:
            raise UsageError(why_nobody(engine, client, freelancer, [row.freelancer_id for row in known], settings))
        if supposed is None or supposed.latest is None:
            return _answer(engine, rows, (), judged.stood, policy, settings.as_of, judged)
        return _what_if(engine, settings, policy, loaded_rates, rows, judged, supposed)


def ask_without_files(settings: Settings, told: Told, supposed: Supposed | None = None) -> Answer:
    """Answer from facts of the command line alone: they become rows of a store in memory, judged like any other."""
    policy = judging.governing_policy(settings)
    loaded_rates = rates.read(settings.rates, policy.currency)
    if not told.platform and len(policy.platforms) == 1:
        # Who asks for a policy asks about its platform; the rules of others would only be noise.
        told = replace(told, platform=policy.platforms[0])
    told = replace(told, currency=policy.currency)
    with Engine.in_memory() as engine:
        corrections = tell(engine, told, settings.as_of)
        engine.harden()
        scanning.scan_store(engine, settings.phone_regions, no_progress)
        judged = judging.judge(engine, settings, policy, loaded_rates, corrections=corrections)
        rows = judged.eligibility
        if told.billed is None:
            # A payment of an unknown amount is no income.
            judged = replace(judged, stood=replace(judged.stood, exposed=()))
        if supposed is None or supposed.latest is None:
            return _remarked(_answer(engine, rows, (), judged.stood, policy, settings.as_of, judged), told)
        then = taken_back(told, max(settings.as_of, supposed.latest))
        return _remarked(_what_if(engine, settings, policy, loaded_rates, rows, judged, supposed, then), told)


def _welcomed(answer: Answer, asked: tuple[str, ...]) -> Answer:
    """The answer where nothing but a call or an address is asked for: for the work both are welcome in a contract."""
    if asked != ("contact",):
        return answer
    fine = {one.key for one in answer.standings if answer.stood.book.governing(one).contact_rule not in (ALWAYS, None)}
    cases = {one.key: case_of(one, answer.findings, answer.today or answer.as_of) for one in answer.standings}
    rows, before = (
        tuple(_called(row, cases[relationship_key(row)]) if relationship_key(row) in fine else row for row in found)
        for found in (answer.rows, answer.before)
    )
    return replace(answer, rows=rows, before=before)


def _remarked(answer: Answer, told: Told) -> Answer:
    """The answer with what has to be said of days that were told and not taken."""
    answer = _welcomed(answer, told.asked)
    said = overruled(told)
    return replace(answer, rows=tuple(replace(row, verdict_reasons=(*row.verdict_reasons, *said)) for row in answer.rows)) if said else answer  # fmt: skip


def _called(row: Eligibility, case: Case) -> Eligibility:
    """The row with the reply to the call, or with the reason why another reply comes first."""
    if row.verdict is not Verdict.STAY_ON_PLATFORM:
        return row
    if row.reply == KEEP:
        return replace(row, reply=CALL)
    if not case.own_offers() and case.all_declined():
        said = "What was asked before you have declined already, so the reply is to the call."
        return replace(row, reply=CALL, verdict_reasons=(*row.verdict_reasons, said))
    first = "what was asked before is declined" if case.asks() else "your own offer is taken back"
    said = f"A call for the work is fine, but the reply that says so waits until {first}: the reply here does that."
    return replace(row, verdict_reasons=(*row.verdict_reasons, said))


def _what_if(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    loaded_rates: pl.DataFrame | None,
    before: Sequence[Eligibility],
    judged: Judgement,
    supposed: Supposed,
    corrections: Mapping[str, str] | None = None,
) -> Answer:
    """The answer if what is supposed came true; it is another one than today's, and both are shown."""
    assert supposed.latest is not None
    _refuse_impossible(supposed, before, settings.as_of)
    as_of = max(settings.as_of, supposed.latest)
    keys = [(row.platform, row.client_id, row.freelancer_id) for row in before]
    as_one = settings.one_account
    if supposed.contract_ends_on and as_one:
        # Contracts that are inferred from payments stand in the shapes, which are those of single freelancers again.
        with one_account(engine):
            shapes.make_shapes(
                engine, settings.as_of, policy, loaded_rates, eligibility.shapes_read(), one_account=True
            )
    with one_account(engine) if as_one else nullcontext():
        suppose(engine, supposed, keys, as_one)
        shapes.make_shapes(engine, as_of, policy, loaded_rates, eligibility.shapes_read(), corrections, as_one)
        found = accounts.as_one(judged.findings, eligibility.pairs(engine)) if as_one else judged.findings
        # What an ask could save is weighed against the income of today: a supposed day earns nothing, so nothing is weighed there.
        stood = judging.stand(engine, as_of, policy, found, corrections, exposed=(), not_run=judged.not_run)
        stood = replace(stood, exposed=judged.stood.exposed)
        wanted = set(keys)
        rows = [row for row in stood.rows if (row.platform, row.client_id, row.freelancer_id) in wanted]
        answer = _answer(engine, rows, before, stood, policy, as_of, judged)
        return replace(answer, supposed=supposed, today=settings.as_of)


def _refuse_impossible(supposed: Supposed, before: Sequence[Eligibility], as_of: date) -> None:
    ends, message = supposed.contract_ends_on, supposed.message_on
    if ends and not any(row.active_contracts for row in before):
        raise UsageError(f"--if-contract-ends {ends}: no contract is open on {as_of}, so none can end -> leave it out")
    if ends and ends < as_of:
        raise UsageError(f"--if-contract-ends {ends} lies before {as_of}, on which the contract is still open -> give that day or a later one")  # fmt: skip
    if message and message < as_of and any(row.last_message_on and message <= row.last_message_on for row in before):
        latest = max(row.last_message_on for row in before if row.last_message_on)
        raise UsageError(f"--if-message-on {message}: there is a message of {latest} already, so one more on that day changes nothing -> give a later day")  # fmt: skip


def _answer(
    engine: Engine,
    rows: Sequence[Eligibility],
    before: Sequence[Eligibility],
    stood: Stood,
    policy: Policy,
    as_of: date,
    judged: Judgement,
) -> Answer:
    keys = {(row.platform, row.client_id, row.freelancer_id) for row in rows}
    clients = sorted({row.client_id for row in rows})
    mine = stood.frame.filter(pl.col("client_id").is_in(clients))
    standings = tuple(one for one in from_frame(mine, stood.book.told, stood.book.asked.currency) if one.key in keys)
    resets = eligibility.resets(engine).filter(pl.col("client_id").is_in(clients))
    return Answer(tuple(rows), tuple(before), standings, resets, stood, policy, as_of, judged.findings)
