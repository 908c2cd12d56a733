"""Which policy's window holds on which platform: what rests on a window is reckoned once for each, over its platforms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditor import policies
from auditor.engines.duckdb import PARAMETER, Engine
from auditor.model.policies import Anchor, Policy, Window

# The shapes of sql/views/ and sql/eligibility/ that rest on a window.
RULED = frozenset(
    (
        "anchor_row",
        "anchor_day",
        "kept_open",
        "free_span",
        "governing",
        "resets",
        "resets_counted",
        "restarted",
        "by_letter",
    )
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The window of one policy as parameters, and the numbers of the platforms on which it holds (of `platforms` in all)."""

    window: Mapping[str, Any]
    numbers: tuple[int, ...]
    platforms: int


def rule(engine: Engine, policy: Policy, as_of: date) -> tuple[Ruling, ...]:
    """Settle whose rules hold on each platform of the store, in the temp table `ruled`; the shape platform_number must have been made."""
    found = policies.rulers(policy, as_of)
    engine.execute("CREATE OR REPLACE TEMP TABLE ruled (platform VARCHAR, group_no INTEGER)")
    numbers: dict[int, list[int]] = {}
    platforms = 1
    for platform, number, platforms in engine.rows("SELECT platform, platform_no, platforms FROM platform_number"):  # noqa: B007
        group = policies.group_of(platform, found)
        engine.execute("INSERT INTO ruled VALUES ($platform, $group)", {"platform": platform, "group": group})
        numbers.setdefault(group, []).append(int(number))
    return tuple(
        Ruling(window_parameters(found[group].window), tuple(sorted(one)), int(platforms))
        for group, one in sorted(numbers.items())
    )


def make(engine: Engine, name: str, sql: str, params: Mapping[str, Any], kept: bool = True) -> None:
    """Materialise one SELECT as the temp table `name` (a file's stem, never a user's text); one that is not `kept` is
    reckoned anew whenever it is read."""
    if kept:
        engine.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}", params)
    else:
        # A view takes no parameters; days are the only ones that such shapes name.
        engine.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {PARAMETER.sub(lambda one: _day(params[one[1]]), sql)}")


def _day(value: date) -> str:
    return f"DATE '{value.isoformat()}'"


def make_ruled(engine: Engine, name: str, sql: str, params: Mapping[str, Any], rulings: Sequence[Ruling]) -> None:
    """The same for a shape of RULED: each relationship by the window of its platform."""
    if len(rulings) < 2:
        make(engine, name, sql, {**params, **(rulings[0].window if rulings else {})})
        return
    for place, one in enumerate(rulings):
        into = f"INSERT INTO {name}" if place else f"CREATE OR REPLACE TEMP TABLE {name} AS"
        engine.execute(
            f"{into} SELECT * FROM ({sql}\n) AS whole WHERE list_contains({list(one.numbers)}, relation_no % {one.platforms})",
            {**params, **one.window},
        )


def window_parameters(window: Window) -> Mapping[str, Any]:
    """How long the period is, what it counts from and what starts it anew; months None = no day of freedom is known."""
    anchors, resets = set(window.anchors), window.resets or ()
    return {
        "window_months": window.months,
        "by_payment": Anchor.LAST_PAYMENT in anchors,
        "by_contract_end": Anchor.CONTRACT_END in anchors,
        "by_message": Anchor.LAST_MESSAGE in anchors,
        "by_first_contact": Anchor.FIRST_CONTACT in anchors,
        "by_first_contract": Anchor.FIRST_CONTRACT in anchors,
        "by_unbroken_contract": Anchor.UNBROKEN_CONTRACT in anchors,
        "by_account_end": Anchor.ACCOUNT_END in anchors,
        "reset_by_contract": "contract" in resets,
        "reset_by_payment": "payment" in resets,
    }
