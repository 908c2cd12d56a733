"""The cases of all rules, those of a day in one store: what each engine finds there, in one form, to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import polars as pl

from auditor import judging, policies, rules
from auditor.auditing import by_platform, shapes
from auditor.auditing.case_files import read_cases
from auditor.auditing.heuristics import RULE_SECONDS, parameters, run_rule
from auditor.auditing.record import eligibility_frame
from auditor.auditing.trying import DEFAULTS, fill, rows_of
from auditor.distributing import matching, ruling, standing
from auditor.distributing.findings import TEXTS, Making
from auditor.distributing.loading import TABLES
from auditor.engines import spark as engines
from auditor.engines.duckdb import Engine
from auditor.model.results import Finding

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CASES = Path(__file__).resolve().parents[1] / "heuristics"
POLICY, RULES = policies.find("upwork-guide"), rules.shipped()
RUN = "r1"
FACTS = "facts "
APART = "behaviour.gradual_decline"
RATES = "rate_on DATE, currency STRING, rate DECIMAL(18, 8)"


@dataclass(frozen=True)
class Numbered:
    """A case and what its ids begin with, so that cases of one store do not mix."""

    prefix: str
    rule_id: str
    case: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.rule_id}: {self.case['name']}"

    @property
    def speaks(self) -> bool:
        return str(self.case["name"]).startswith("speaks: ")

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the case by table, under ids of its own."""
        rows = rows_of(self.case)
        known = {row["client_id"] for table in ("contracts", "relationships") for row in rows.get(table, ())}
        return {table: [self._own(table, row, known) for row in own] for table, own in rows.items()}

    def _own(self, table: str, row: Mapping[str, Any], known: Set[str]) -> dict[str, Any]:
        own = {name: self._named(name, value, known) for name, value in row.items()}
        if table == "payments" and "payment_id" not in row:
            # As `fill` names it where a case does not, but no other case's.
            client, kind = row.get("client_id"), row.get("kind", DEFAULTS[table]["kind"])
            own["payment_id"] = f"{self.prefix}{client}-{row['paid_at']}-{kind}"
        return own if table == "detections" else {"freelancer_id": f"{self.prefix}fl", **own}

    def _named(self, name: str, value: Any, known: Set[str]) -> Any:
        if name.endswith("_ids"):
            return [f"{self.prefix}{one}" for one in value]
        # A payer's name may stand in place of an id; it must stay the name of the client.
        is_name = name == "client_id" and value not in known and " " in value
        return f"{self.prefix}{value}" if name.endswith("_id") and value and not is_name else value


@dataclass(frozen=True)
class Told:
    """What an engine says of a store: findings and relationships, each row as its columns; rules that failed."""

    findings: dict[str, dict[str, Any]]
    relationships: list[str]
    failed: list[str]


class Quoting(Making):
    """Makes findings as ever, and puts the facts of each behind its marks: a text need not quote all of them."""

    def found(self, frame: pl.DataFrame) -> list[tuple[Finding, list[str]]]:
        return [
            (finding, [*marks, FACTS + str({name: settled(value) for name, value in sorted(row["facts"].items())})])
            for place, row in enumerate(frame.iter_rows(named=True))
            for finding, marks in super(Quoting, self).found(frame[place : place + 1])
        ]


def by_day() -> dict[date, list[Numbered]]:
    """The cases of all rules by the day that they are judged on."""
    found: dict[date, list[Numbered]] = defaultdict(list)
    every = [(rule_id, case) for rule_id in RULES for case in read_cases(CASES / f"{rule_id}.toml")]
    for number, (rule_id, case) in enumerate(every):
        found[date.fromisoformat(str(case["as_of"]))].append(Numbered(f"{number}_", rule_id, case))
    return dict(sorted(found.items()))


def here(cases: Sequence[Numbered], as_of: date, folder: Path) -> Told:
    """What the embedded engine says of a store of these cases; its tables are left in `folder` as Parquet."""
    with Engine.in_memory() as engine:
        for one in cases:
            fill(engine, one.rows())
        for table in (*TABLES, "detections"):
            (folder / table).mkdir(parents=True)
            engine.execute(f"COPY {table} TO '{folder / table / 'part-0.parquet'}' (FORMAT parquet)")
        shapes.make_shapes(engine, as_of, POLICY)
        run = by_platform.run_rules(engine, RULES, POLICY, as_of, RUN, RULE_SECONDS)
        marks = dict(_marks(engine, as_of))
        stood = judging.stand(engine, as_of, POLICY, run.findings)
    assert len({one.finding_id for one in run.findings}) == len(run.findings)
    findings = {one.finding_id: {**told(one), "evidence": marks[one.finding_id]} for one in run.findings}
    for row in findings.values():
        # Run by the same engine in a task of Spark's, it leaves its marks alone there.
        row["evidence"] = [mark for mark in row["evidence"] if row["rule_id"] != APART or not mark.startswith(FACTS)]
    return Told(findings, _rows(eligibility_frame(stood.rows)), [one.message for one in run.failed])


def there(spark: SparkSession, as_of: date, folder: Path) -> Told:
    """What Spark says of the tables in `folder`, by the steps of an audit that follow on the files."""
    tables = engines.Tables(spark, folder)
    for table in (*TABLES, "detections"):
        tables.known(table, spark.read.parquet(str(folder / table)))
    tables.known("rates", spark.createDataFrame([], RATES))
    tables.made("name_alike", matching.alike(spark, POLICY))
    tables.made("payer_value", matching.payer_values(spark))
    with patch.object(ruling, "Making", Quoting):
        ruled = ruling.run_rules(tables, RULES, POLICY, as_of, RUN)
    apart = standing.local(RULES, ruled.unsaid)
    assert list(apart) == [APART]
    task = standing.Standing(folder, POLICY, as_of, RUN, None, apart, ruled.there)
    standing.stand_all(tables, task, 0)
    found = _frame(spark.sql("SELECT * FROM found UNION ALL SELECT * FROM found_apart"))
    rows = {str(row["finding_id"]): row for row in found.iter_rows(named=True)}
    assert len(rows) == len(found)
    unsaid = [f"{rule_id}: {why}" for rule_id, why in ruled.unsaid.items() if rule_id not in apart]
    return Told(rows, _rows(_frame(spark.table("eligibility"))), [*unsaid, *(one.message for one in ruled.failed)])


def told(one: Finding) -> dict[str, Any]:
    """A finding in the columns of Spark's table, without its evidence."""
    return {name: _plain(getattr(one, name)) for name in (*TEXTS, "confidence", "occurred_at")}


def settled(value: Any) -> Any:
    """Numbers of all kinds to nine places, since engines add up in different orders; lists sorted, as texts say them."""
    if isinstance(value, list):
        return sorted(map(str, map(settled, value)))
    return round(float(value), 9) if isinstance(value, float | Decimal) else value


def differences(first: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """How the findings of Spark differ from the first ones, one line each; nothing where they are the same."""
    said = [f"not on Spark: {_brief(first[one])}" for one in sorted(first.keys() - other.keys())]
    said += [f"on Spark alone: {_brief(other[one])}" for one in sorted(other.keys() - first.keys())]
    for one in sorted(first.keys() & other.keys()):
        here, there = first[one], other[one]
        for name in sorted(here.keys() | there.keys()):
            if here.get(name) != there.get(name):
                said.append(f"{_brief(here)}: {name} is {there.get(name)!r} on Spark, not {here.get(name)!r}")
    return said


def _brief(row: Mapping[str, Any]) -> str:
    return " ".join(str(row[name]) for name in ("rule_id", "client_id", "freelancer_id", "occurred_at", "evidence"))


def _marks(engine: Engine, as_of: date) -> Iterator[tuple[str, list[str]]]:
    """The marks of each finding with its facts, as they come of the rows of the rules."""
    with patch.object(ruling, "Making", Quoting):
        asked = ruling.askings(RULES, POLICY, as_of, _groups(engine), RUN)
    for one in asked:
        bound = parameters(one.rule, one.ruler.parameters.get(one.rule.rule_id, {}), as_of)
        yield from ((finding.finding_id, marks) for finding, marks in one.found(run_rule(engine, one.rule, bound)))


def _groups(engine: Engine) -> tuple[int, ...]:
    return tuple(number for (number,) in engine.rows(by_platform.GROUPS))


def _frame(rows: DataFrame) -> pl.DataFrame:
    found = pl.from_arrow(rows.toArrow())
    assert isinstance(found, pl.DataFrame)
    return found


def _rows(frame: pl.DataFrame) -> list[str]:
    return sorted(map(str, frame.iter_rows()))


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
