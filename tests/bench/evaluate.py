"""How well the rules do on simulated worlds, where it is known who did what.

    python -m tests.bench.evaluate [--messages N] [--seed N] [--prevalence P,P] [--sweep rule.param=V,V]... [--folder FOLDER]

Each world is simulated, audited by a process of its own, and compared with its truth. A sweep runs one rule of the last
world again with other values of a parameter.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from auditor import policies, rules
from auditor.auditing.heuristics import run_heuristics
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.model.rules import Heuristic
from auditor.model.words import Severity
from auditor.simulating import World, simulate
from tests.bench.scoring import Pair, Score, by_rule, lines, score

TOP = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 6, 30)
PREVALENCES = "0.005,0.05,0.22"
RANK = ("info", "low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Known:
    """One audited world: all relationships, those on a road, those planted for each rule, and the findings."""

    every: set[Pair]
    guilty: set[Pair]
    planted: dict[str, set[Pair]]
    findings: list[dict[str, Any]]

    def fired(self, rule_id: str | None, least: str) -> set[Pair]:
        """Relationships with a finding of the rule (None: of any) of at least that severity."""
        rank = RANK.index(least)
        return {
            (one["client_id"], one["freelancer_id"])
            for one in self.findings
            if (rule_id is None or one["rule_id"] == rule_id) and RANK.index(one["severity"]) >= rank
        }


def audited(folder: Path, world: World) -> Known:
    """Simulate a world, audit it and read both; the store stays at `folder`/store.duckdb."""
    shutil.rmtree(folder, ignore_errors=True)
    simulate(world, folder / "world")
    command = [
        sys.executable, "-m", "auditor", "audit", str(folder / "world"), "--out", str(folder / "out"), "--db",
        str(folder / "store.duckdb"), "--as-of", AS_OF.isoformat(), "--redact", "none", "--quiet", "--no-progress",
    ]  # fmt: skip
    subprocess.run(command, cwd=TOP, check=True)
    truth = [json.loads(line) for line in (folder / "world" / "truth.jsonl").read_text("utf-8").splitlines()]
    roads = [row for row in truth if not row["road"].startswith("innocent:")]
    found = [json.loads(line) for line in (folder / "out" / "findings.jsonl").read_text("utf-8").splitlines()]
    rows = json.loads((folder / "out" / "eligibility.json").read_text("utf-8"))
    every = {(row["client_id"], row["freelancer_id"]) for row in rows}
    return Known(every, {(row["client_id"], row["freelancer_id"]) for row in roads}, by_rule(truth), found)


def scores(known: Known) -> list[Score]:
    """Every shipped rule, those that only record at info with that; then all rules together, by severity."""
    each = [
        score(name, known.fired(name, _least(rule)), known.planted.get(name, set()), known.guilty, known.every)
        for name, rule in rules.shipped().items()
    ]
    together = [
        score(f"any rule, {least} and above", known.fired(None, least), known.guilty, known.guilty, known.every)
        for least in ("medium", "high", "critical")
    ]
    return [*each, *together]


def _least(rule: Heuristic) -> str:
    return "info" if rule.severity is Severity.INFO else "low"


def swept(folder: Path, known: Known, rule_id: str, name: str, values: list[float]) -> list[Score]:
    """One rule of an audited world again, with each of these values of one parameter."""
    policy, rule = policies.find("upwork-guide"), rules.shipped()[rule_id]
    found = []
    with Engine.open(folder / "store.duckdb", read_only=True) as engine:
        make_shapes(engine, AS_OF, policy)
        for value in values:
            run = run_heuristics(
                engine, {rule_id: rule}, {rule_id: {name: value}}, {}, policy.clauses, AS_OF, "sweep", 600
            )
            assert run.failed == (), run.failed
            fired = {(one.client_id, one.freelancer_id) for one in run.findings if one.severity.value != "info"}
            planted = known.planted.get(rule_id, set())
            found.append(score(f"{rule_id}, {name} = {value:g}", fired, planted, known.guilty, known.every))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--prevalence", default=PREVALENCES)
    parser.add_argument("--sweep", action="append", default=[], metavar="RULE.PARAM=V,V")
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench" / "evaluate")
    chosen = parser.parse_args()
    for prevalence in map(float, chosen.prevalence.split(",")):
        known = audited(chosen.folder, World(chosen.messages, chosen.seed, prevalence))
        title = f"Prevalence {prevalence:.1%}: {len(known.every):,} relationships, {len(known.guilty & known.every):,} on a road"
        print("\n".join(lines(title, scores(known))), flush=True)
    for text in chosen.sweep:
        place, _, values = text.partition("=")
        rule_id, _, name = place.rpartition(".")
        found = swept(chosen.folder, known, rule_id, name, [float(value) for value in values.split(",")])
        print("\n".join(lines(f"Sweep of {place} in the last world", found)), flush=True)


if __name__ == "__main__":
    main()
