"""The page sql/dialects.md: which rule can be said in which dialect, made from what compiling says today.

python -m tests.compiled_rules --write     (what `make docs` runs)
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from auditor import compiling, policies, rules
from auditor.auditing.heuristics import parameters
from auditor.compiling import reading
from auditor.errors import UsageError

PAGE = Path(__file__).resolve().parents[1] / "sql" / "dialects.md"
AS_OF = date(2026, 6, 30)
# Whose output a test runs and compares with DuckDB's (tests/test_compiling_executed.py); the others are parsed.
EXECUTED = ("clickhouse", "postgres")
HEAD = """# Rules in other warehouses

`auditor rules compile --dialect DIALECT RULE` prints a rule as SQL for a warehouse that has the tables of the contract and the table
of detections already: first what the rule reads is made, in order (`auditor_…`; a view, in PostgreSQL a materialized view, in ClickHouse
and Spark a table), then its query, which returns the columns of a finding. A view holds no parameters, so as-of, limits and the policy's period are
literals: compile it anew for another day. `--tables` begins with CREATE TABLE for all that is read.

The tables are those of the store (`sql/schema/`) by name and column: times in UTC without a zone, `…_precision` is `day` where only a day
is known, `client_given` says whether the export names the client, `profile_platform` is the platform of the export. `rates` holds
`rate_on, currency, rate` to the policy's currency and may be empty. `facts` is a struct, in PostgreSQL, ClickHouse, Snowflake and Trino JSON.

*run* = a test runs it there on the sample and gets the findings of DuckDB, numbers and texts included; *parsed* = it parses in that
dialect and CI does not run it (`make warehouses SPARK=yes` does so in Spark, with Java 17); *no* = refused by name, exit status 2, for the reason below.

"""


def standing() -> dict[tuple[str, str], str]:
    """Why a rule is refused in a dialect today, by rule and dialect; "" where it is not."""
    policy = policies.find("upwork-guide")
    found = {}
    for rule_id, rule in rules.shipped().items():
        for dialect in compiling.names():
            try:
                compiling.compile_rule(rule, dialect, policy, parameters(rule, {}, AS_OF), AS_OF)
                found[rule_id, dialect] = ""
            except UsageError as error:
                found[rule_id, dialect] = reason(error, dialect)
    return found


def reason(refused: UsageError, dialect: str) -> str:
    """What the page says of a refusal."""
    return str(refused).partition(f" in {dialect}: ")[2].partition(" -> ")[0]


def told(text: str) -> dict[tuple[str, str], str]:
    """What a page says, in the form of `standing`."""
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    (_, *names), _, *rows = table
    why = {}
    for line in text.partition("\nRefused:\n")[2].partition("\nMeant are:\n")[0].split("\n"):
        rule_id, *dialects = line.removeprefix("- ").partition(": ")[0].split(", ")
        why.update({(rule_id, dialect): line.partition(": ")[2].removesuffix(".") for dialect in dialects})
    return {
        (rule_id, name): why[rule_id, name] if cell == "no" else ""
        for rule_id, *cells in rows
        for name, cell in zip(names, cells, strict=True)
    }


def page(standing: Mapping[tuple[str, str], str]) -> str:
    """The page as it should stand."""
    names = compiling.names()
    lines = [f"| rule | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for rule_id in rules.shipped():
        cells = ["no" if standing[rule_id, name] else "run" if name in EXECUTED else "parsed" for name in names]
        lines.append(f"| {rule_id} | {' | '.join(cells)} |")
    why: dict[tuple[str, str], list[str]] = {}
    for (rule_id, dialect), refused in standing.items():
        if refused:
            why.setdefault((rule_id, refused), []).append(dialect)
    reasons = [f"- {rule_id}, {', '.join(dialects)}: {refused}." for (rule_id, refused), dialects in why.items()]
    about = [f"- {name}: {reading.read(name).about}" for name in names]
    return HEAD + "\n".join([*lines, "", "Refused:", "", *reasons, "", "Meant are:", "", *about, ""])


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(standing()), encoding="utf-8")
    else:
        print(page(standing()))
