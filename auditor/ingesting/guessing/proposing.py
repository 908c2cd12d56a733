"""The guess as a whole: sample, marks, table, columns, what is missing, what is left, and a trial with the real reader."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from auditor.ingesting.guessing.choosing import Choice, choose
from auditor.ingesting.guessing.companions import companions_of
from auditor.ingesting.guessing.filling import apart_rules, filled_in, missing_of
from auditor.ingesting.guessing.looks import Cells, is_named, is_ordered
from auditor.ingesting.guessing.marks import Marks, date_order_of, marks_of
from auditor.ingesting.guessing.proposal import USUAL_WRAPPER, Guess, Proposed
from auditor.ingesting.guessing.sampling import Sample
from auditor.ingesting.guessing.signed import given_back, read_signs
from auditor.ingesting.guessing.sources import Found, source_of
from auditor.ingesting.guessing.statements import kinds_to_decide, to_decide
from auditor.ingesting.guessing.trying import tried
from auditor.ingesting.guessing.writers import to_say
from auditor.model.profiles import How, Profile
from auditor.model.tables import Table

MOST_KINDS = 30
NO_INCOME = re.compile(
    r"withdraw|payout|\bfees?\b|commission|refund|conversion|exchange|\btax|\bvat\b|transfer|chargeback|reversal|cancel|pending|failed|"
    r"retir[oa]|reembolso|comisi|comiss|saque|retrait|frais|rembours|auszahlung|gebühr|erstattung|ausstehend|umrechnung|storn|abgelehnt|rückzahlung|prelievo|rimborso|wypłata|opłata|"
    r"вывод|комисси|возврат|提现|手续费|退款",
    re.IGNORECASE,
)
SPELLED = {",": "a comma", ".": "a point", "": "none"}


def guess(
    sample: Sample, tables: Mapping[str, Table], wanted: str | None = None, date_order: str | None = None
) -> Guess:
    """Propose how a file can be read, as the table that is `wanted` or the one that fits best."""
    cells = {index: Cells(sample.cells(index), len(sample.rows)) for index in sample.usable}
    names = {index: sample.header[index].strip() for index in sample.usable}
    marks = marks_of(list(cells.values()))
    companions = companions_of(cells, names, marks)
    choice = choose(tables, cells, names, marks, companions, wanted)
    found = Found(choice.table, cells, names, companions)
    columns = read_signs(sample, choice.table, _columns(choice, found))
    order, rests_on = date_order_of([cells[index] for index in _ordered(choice, cells)])
    profile = _profile(sample, choice.table, columns, marks, date_order if order == "column" and date_order else order)
    profile = replace(profile, apart=apart_rules(sample, found, {one.column: one for one in columns}))
    hinted = {name for name, _ in kinds_to_decide(found, {one.column: one for one in columns}, profile.apart)}
    _, settled = given_back(next((one for one in columns if one.column == "kind"), None))
    hinted |= {name for name, _ in _no_income(profile, cells, names, settled)}
    profile = replace(profile, header=_header(sample, profile, hinted), key=_key(sample, profile))
    columns = tried(sample, profile, choice.table, columns)
    return Guess(
        file=sample.name,
        profile=profile,
        table_confidence=choice.confidence,
        runner_up=choice.runner_up,
        columns=columns,
        missing=missing_of(choice.table, columns),
        left=_left(names, profile),
        delimiter=sample.delimiter,
        encoding=sample.encoding,
        lines_above=sample.lines_above,
        rows_looked_at=len(sample.rows),
        date_order_by=rests_on,
        undecided=(
            *_unrecognised(columns),
            *_undecided(sample, profile, rests_on, marks),
            *(said for _, said in _no_income(profile, cells, names, settled)),
            *to_say(found, {one.column: one for one in columns}),
            *to_decide(found, {one.column: one for one in columns}, profile.apart),
        ),
    )


def _columns(choice: Choice, found: Found) -> tuple[Proposed, ...]:
    proposed = {}
    for name, given in choice.given.items():
        source, check = source_of(choice.table.column(name), given, found)
        rival = f"'{found.names[given.rival]}' would do nearly as well" if given.rival >= 0 else ""
        checks = "; ".join(part for part in (check, rival) if part)
        proposed[name] = Proposed(name, source, given.confidence, given.fit.because, checks)
    proposed |= filled_in(found, proposed)
    return tuple(proposed[name] for name in choice.table.names if name in proposed)


def _ordered(choice: Choice, cells: Mapping[int, Cells]) -> list[int]:
    times = [choice.given[name].index for name in choice.table.times if name in choice.given]
    return [index for index in times if cells[index].share(lambda text: is_ordered(text) or is_named(text)) > 0]


def _profile(sample: Sample, table: Table, columns: tuple[Proposed, ...], marks: Marks, date_order: str) -> Profile:
    stem = Path(sample.name).name.split(".")[0]
    return Profile(
        name=f"{stem}.profile",
        title=f"{stem} (guessed)",
        table=table.name,
        columns={one.column: one.source for one in columns},
        header=(),
        decimal=marks.decimal,
        thousands=marks.thousands,
        date_order=date_order,
        wrapper=sample.wrapper or USUAL_WRAPPER,
    )


def _header(sample: Sample, profile: Profile, hinted: set[str]) -> tuple[str, ...]:
    """The columns that a file must have: all that are read, and those of the hints, so that a rule which follows one finds its
    column there; all there are, where a row is known by all that it says."""
    names = tuple(sample.header[index].strip() for index in sample.usable)
    if any(source.how is How.ROW_DIGEST for source in profile.columns.values()):
        return names
    read = {name for source in profile.columns.values() for name in source.take}
    read |= {*hinted, *(name for rule in profile.apart for name in rule.columns)}
    return tuple(name for name in names if name in read)


def _key(sample: Sample, profile: Profile) -> tuple[str, ...]:
    """More columns than the id where the id repeats."""
    source = profile.columns.get("payment_id")
    if profile.table != "payments" or source is None or not source.take:
        return ()
    place = [name.strip() for name in sample.header].index(source.take[0])
    ids = sample.cells(place)
    return () if len(set(ids)) == len(ids) else ("payment_id", "paid_at", "currency", "amount")


def _left(names: Mapping[int, str], profile: Profile) -> tuple[str, ...]:
    read = {name for source in profile.columns.values() for name in source.take}
    read |= {name for rule in profile.apart for name in rule.columns}
    return tuple(name for name in names.values() if name not in read)


def _no_income(
    profile: Profile, cells: Mapping[int, Cells], names: Mapping[int, str], settled: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Columns of few words, some of which say that a row is no payment, or none yet, with what is to be done.

    What is `settled`, in lower case, is known to be money that was given back.
    """
    judged = {name for rule in profile.apart for name in rule.columns}
    for index, one in cells.items() if profile.table == "payments" else ():
        kinds = sorted(set(one.texts))
        words = [text for text in kinds if NO_INCOME.search(text) and text.lower() not in settled]
        if words and len(kinds) <= MOST_KINDS and names[index] not in judged:
            rule = f'test = "in", columns = {json.dumps([names[index]], ensure_ascii=False)}, words = {json.dumps(words, ensure_ascii=False)}'
            yield (
                names[index],
                f"'{names[index]}' has rows such as '{words[0]}' that may be no income -> if so, add [[apart]] with a reason, {rule}",
            )


def _unrecognised(columns: tuple[Proposed, ...]) -> Iterator[str]:
    if not any(one.source.take for one in columns):
        yield "no column of the file was recognised -> name the table with --table, and add the columns that are missing to the profile"


def _undecided(sample: Sample, profile: Profile, rests_on: str, marks: Marks) -> tuple[str, ...]:
    said = []
    if profile.date_order == "column":
        problem = f"day and month cannot be told apart ({rests_on}): nothing is guessed"
        said.append(f'{problem} -> set date_order = "dmy" or "mdy" in the profile, or read with --date-order dmy|mdy')
    if marks.doubt:
        marked = (
            f"decimal = {SPELLED[marks.decimal]}, thousands = {SPELLED.get(marks.thousands, repr(marks.thousands))}"
        )
        said.append(f"{marks.doubt} can be read as two numbers; {marked} is proposed -> check decimal and thousands")
    if sample.lists_beside:
        lists = ", ".join(sample.lists_beside)
        said.append(f"the document also holds {lists} -> save such a list as a file of its own to guess at it")
    return tuple(said)
