"""Findings, dates and verdicts of a store as it stands: nothing is read from files, nothing is kept."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from auditor import forgetting, ingesting, policies, reviewing, rules
from auditor.auditing import (
    by_platform,
    cases,
    eligibility,
    findings,
    frames,
    heuristics,
    rates,
    risk,
    runs,
    shapes,
)
from auditor.auditing.as_one import as_one, run_as_one
from auditor.auditing.supposing import one_account
from auditor.deciding import Book, decide, name_freelancers
from auditor.deciding.exposure import INCOME, Exposure, exposures
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.reporting import NAMED_FILES
from auditor.model.results import Eligibility, Finding
from auditor.model.review_standing import ReviewStanding
from auditor.model.reviews import Decision
from auditor.model.rules import Heuristic, RuleFailure
from auditor.model.words import Severity
from auditor.settings import Progress, Settings, no_progress


@dataclass(frozen=True, slots=True)
class Stood:
    """The relationships on one day: their rows, the frame of `standing` they were made from, the readings asked, the income at risk."""

    rows: tuple[Eligibility, ...]
    frame: pl.DataFrame
    book: Book
    exposed: tuple[Exposure, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What rules and policy say of a store as it stands: nothing is read from files, nothing is kept.

    `not_run` are those of the rules that `failed` whose findings could hold freedom back.
    """

    findings: tuple[Finding, ...]
    resolved: tuple[str, ...]
    eligibility: tuple[Eligibility, ...]
    contributions: pl.DataFrame
    failed: tuple[RuleFailure, ...]
    frames: dict[str, pl.DataFrame]
    stood: Stood
    reviews: ReviewStanding
    not_run: tuple[str, ...]


class Clock:
    """Wall seconds by step, in the order in which they ran."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._progress(name, 0.0)
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)
        self._progress(name, 1.0)


def judge(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    loaded_rates: pl.DataFrame | None,
    run_id: str = "",
    clock: Clock | None = None,
    own: Mapping[str, Heuristic] | None = None,
    corrections: Mapping[str, str] | None = None,
    again: str = "",
    made: frozenset[str] = frozenset(),
) -> Judgement:
    """Run shapes, heuristics, eligibility and verdicts over the store of `engine`; writes temporary tables only.

    `own` are the rules to run, None = the shipped ones and those of the settings' folder.
    `again` is the run that is told again, if it is one.
    `made` are the shapes that stand already.
    `corrections` are statements to run after a table of sql/views/ or sql/eligibility/ was made, by its name.
    """
    clock = clock or Clock(no_progress)
    with clock.step("heuristics"):
        known = own or rules.available(settings.rules, policies.clause_names(policy))
        heuristics.refuse_unknown(known, policy.parameters, policy.severities)
        asked = (policy, settings.as_of, run_id, settings.rule_seconds)
        run = run_as_one(engine, known, *asked, loaded_rates, corrections) if settings.one_account else None
        shapes.make_shapes(
            engine,
            settings.as_of,
            policy,
            loaded_rates,
            afterwards=corrections,
            one_account=settings.one_account,
            # What one account needed stands in their place.
            made=made if run is None else frozenset(),
        )
        run = run or by_platform.run_rules(engine, known, *asked)
        settled, resolved, reviews = _settled(engine, settings, run, known, run_id, again)
    with clock.step("eligibility"):
        parts = risk.contributions(settled, settings.as_of)
        not_run = grave({one.rule_id for one in run.failed}, known, policy)
        stood = stand(engine, settings.as_of, policy, settled, corrections, not_run=not_run)
        shown = frames.report_frames(engine, settings.as_of)
        if settings.one_account:
            stood, shown[INCOME] = stand_as_one(engine, settings, policy, loaded_rates, settled, stood, not_run)
    with clock.step("cases"):
        # Accounts are counted over the relationships that there are by now: those of the one account, where all are one.
        whose = as_one(settled, eligibility.pairs(engine)) if settings.one_account else settled
        shown |= cases.case_frames(engine, whose, settings.as_of, policy) | _named_files(engine)
    return Judgement(settled, resolved, stood.rows, parts, run.failed, shown, stood, reviews, not_run)


def _settled(
    engine: Engine,
    settings: Settings,
    run: heuristics.RuleRun,
    known: Mapping[str, Heuristic],
    run_id: str,
    again: str,
) -> tuple[tuple[Finding, ...], tuple[str, ...], ReviewStanding]:
    """What was found beside what stood already and was decided: the findings, the ids that are gone, how reviews stand."""
    past = reviewing.history(engine)
    # A decision in the store counts before one of the baseline.
    decided = {**baseline_of(settings), **reviewing.in_force(past)}
    failed = {one.rule_id for one in run.failed}
    # An audit runs the rules that it is given; what is asked between audits is asked of what the last one found.
    not_named = () if settings.inputs else sorted(set(runs.own_rules(engine)) - set(known))
    settled, resolved = findings.settle(engine, run.findings, run_id, settings.as_of, decided, again, failed, not_named)
    return settled, resolved, reviewing.standing(settled, decided, settings.as_of, past)


def _named_files(engine: Engine) -> dict[str, pl.DataFrame]:
    """The files that reasons name, read in this run or an earlier one, for whoever has to mask them; no frame where there are none."""
    back = (path for found in forgetting.back_from(engine).values() for path in found)
    named = sorted({*ingesting.unread_files(engine), *back} - {""})
    return {NAMED_FILES: pl.DataFrame({"source_file": named})} if named else {}


def grave(failed: Collection[str], known: Mapping[str, Heuristic], policy: Policy) -> tuple[str, ...]:
    """Those rules that hold back or end a relationship by what they find, so that without them nobody is free."""
    return tuple(
        one
        for one in sorted(failed)
        if Severity(policy.severities.get(one, known[one].severity)).rank >= Severity.HIGH.rank
    )


def stand(
    engine: Engine,
    as_of: date,
    policy: Policy,
    found: Sequence[Finding],
    corrections: Mapping[str, str] | None = None,
    exposed: tuple[Exposure, ...] | None = None,
    not_run: tuple[str, ...] = (),
) -> Stood:
    """Dates, fees and verdicts of every relationship from the shapes as they were made for that day and policy.

    `exposed` is the income at risk where it is not that of the day and of this store: what is supposed of the future earns
    nothing, and a store may hold but a part of what a freelancer earned (None: reckoned from this store). With none
    of it no ask is weighed. While rules did `not_run` nobody is called free.
    """
    book = Book(policies.readings(policy, as_of), told=corrections is not None)
    eligibility.make_standing(engine, as_of, policy, book.readings, corrections)
    frame = eligibility.standings(engine)
    risks = risk.risks(risk.contributions(found, as_of))
    if exposed is None:
        exposed = exposures({INCOME: frames.report_frame(engine, INCOME, as_of)})
    unread, erased = ingesting.unread_files(engine), forgetting.back_from(engine)
    return Stood(decide(frame, found, risks, book, as_of, unread, exposed, erased, not_run), frame, book, exposed)


def stand_as_one(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    loaded_rates: pl.DataFrame | None,
    found: Sequence[Finding],
    apart: Stood,
    not_run: tuple[str, ...] = (),
) -> tuple[Stood, pl.DataFrame]:
    """The same with all freelancers as one party, and their income as that of one account.

    `apart` is what was said of each by itself, and is named.
    """
    with one_account(engine):
        shapes.make_shapes(engine, settings.as_of, policy, loaded_rates, eligibility.shapes_read(), one_account=True)
        stood = stand(engine, settings.as_of, policy, as_one(found, eligibility.pairs(engine)), not_run=not_run)
        income = frames.report_frame(engine, INCOME, settings.as_of)
    return replace(stood, rows=name_freelancers(stood.rows, apart.rows)), income


def governing_policy(settings: Settings) -> Policy:
    """The policy of a run, checked against the rules before anything is done. Raises AuditorError children."""
    policy = policies.find(settings.policy, settings.as_of)
    heuristics.refuse_unknown(rules.shipped(), policy.parameters, policy.severities)
    return policy


def baseline_of(settings: Settings) -> Mapping[str, Decision]:
    """The decisions of the file that the settings name, by finding. Raises AuditorError children."""
    return reviewing.read_baseline(settings.baseline) if settings.baseline else {}


def judge_store(settings: Settings, progress: Progress = no_progress) -> Judgement:
    """Judge the store at `settings.db` without changing it: for questions between audits."""
    policy = governing_policy(settings)
    loaded_rates = rates.read(settings.rates, policy.currency)
    with Engine.open(settings.db, read_only=True, resources=settings.resources) as engine:
        engine.harden()
        return judge(engine, settings, policy, loaded_rates, clock=Clock(progress))
