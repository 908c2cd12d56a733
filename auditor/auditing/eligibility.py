"""Runs sql/eligibility/ over the shapes: one row per relationship with what every version says, before verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from auditor import policies, rooms
from auditor.auditing.readings import MOVING, load_readings
from auditor.auditing.ruling import RULED, Ruling, make, make_ruled, rule, window_parameters
from auditor.auditing.shapes import Shape, in_order, read_shapes, shape_parameters
from auditor.engines.duckdb import Engine
from auditor.model.policies import Anchor, Policy
from auditor.policies import Reading

# The shapes that depend on what a period counts from, in the order in which they read each other.
WINDOW_SHAPES = ("anchor_row", "anchor_day", "free_span")
# Read once and wide: as a view it is joined on the way to its reader, and not written before.
JOINED = "standing"


def shapes_read() -> frozenset[str]:
    """The shapes of sql/views/ that dates and fees rest on; those of rules and report are not among them."""
    scripts = read_shapes(rooms.sql_folder() / "eligibility")
    return frozenset(name for script in scripts for name in (*script.reads, *WINDOW_SHAPES))


def make_standing(
    engine: Engine,
    as_of: date,
    policy: Policy,
    readings: Sequence[Reading] | None = None,
    afterwards: Mapping[str, str] | None = None,
) -> None:
    """Create the temp tables of sql/eligibility/; `standing`, a view, is the last of them.

    `readings` are those of policies.readings for this policy and day, which are also the default; the shapes must have
    been made for both. `afterwards` holds a statement to run when the table of that name has been made.
    """
    readings = policies.readings(policy, as_of) if readings is None else readings
    params = standing_parameters(as_of, policy, readings)
    load_readings(engine, policy, readings)
    scripts = in_order(read_shapes(rooms.sql_folder() / "eligibility"))
    rulings = rule(engine, policy, as_of)
    _make_moving(engine, params, readings, scripts, rulings)
    for shape in scripts:
        _make(engine, shape, params, rulings)
        if afterwards and shape.name in afterwards:
            engine.execute(afterwards[shape.name])


def standing_parameters(as_of: date, policy: Policy, readings: Sequence[Reading]) -> Mapping[str, Any]:
    """The parameters of shapes, and those by which other versions are reckoned."""
    months = [one.window.months for one in readings if Anchor.UNBROKEN_CONTRACT in one.window.anchors]
    return {
        **shape_parameters(as_of, policy),
        "unbroken_months": next(iter(months), None),
    }


def standings(engine: Engine) -> pl.DataFrame:
    """All relationships with state, date and figures, in the order of platform, client, freelancer."""
    return engine.frame("SELECT * EXCLUDE (relation_no) FROM standing ORDER BY platform, client_id, freelancer_id")


def pairs(engine: Engine) -> list[tuple[str, str]]:
    """The relationships that the shapes show, as (platform, client_id)."""
    return [(str(platform), str(client)) for platform, client in engine.rows("SELECT platform, client_id FROM pair")]


def resets(engine: Engine) -> pl.DataFrame:
    """Each message that moved a running date: platform, client_id, freelancer_id, reset_on, row_id, moved_from, moved_to."""
    return engine.frame(
        """SELECT p.platform, p.client_id, p.freelancer_id, r.* EXCLUDE (relation_no) FROM resets AS r
           INNER JOIN pair AS p ON r.relation_no = p.relation_no ORDER BY platform, client_id, freelancer_id, reset_on"""
    )


def _make_moving(
    engine: Engine,
    params: Mapping[str, Any],
    readings: Sequence[Reading],
    scripts: Sequence[Shape],
    rulings: Sequence[Ruling],
) -> None:
    """Reckon the day of freedom under other versions whose date moves, by the shapes that the governing one uses."""
    engine.execute(MOVING)
    moving = [
        (no, one) for no, one in enumerate(readings) if (one.group or one.governs_from is None) and one.window.moves
    ]
    if not moving:
        return
    views = {shape.name: shape for shape in read_shapes(rooms.sql_folder() / "views")}
    governing = next(shape for shape in scripts if shape.name == "governing")
    chain = [*(views[name] for name in WINDOW_SHAPES), governing]
    for no, one in moving:
        for shape in chain:
            make(engine, shape.name, shape.sql, {**params, **window_parameters(one.window)})
        engine.execute(
            "INSERT INTO moving SELECT $no, relation_no, eligible_on, anchor_rank FROM governing",
            {"no": no},
        )
    for shape in chain[:-1]:
        _make(engine, shape, params, rulings)


def _make(engine: Engine, shape: Shape, params: Mapping[str, Any], rulings: Sequence[Ruling]) -> None:
    if shape.name in RULED:
        make_ruled(engine, shape.name, shape.sql, params, rulings)
    elif shape.name == JOINED:
        engine.execute(f"CREATE OR REPLACE TEMP VIEW {shape.name} AS {shape.sql}")
    else:
        make(engine, shape.name, shape.sql, params)
