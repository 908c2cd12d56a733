"""Exchange rates that the user gives: date, currency, rate to the policy's currency."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.errors import UsageError

COLUMNS = ("date", "currency", "rate")
# Under any other name a rate would convert nothing, and nobody would notice.
CODE = "^([A-Z]{3})$"


def read(path: Path | None, base: str = "") -> pl.DataFrame | None:
    """Read a rates file into the columns rate_on, currency, rate (DECIMAL 18,8), sorted; None for no path.

    `base` is the currency that the rates lead to, if known: its own rate can be nothing but 1.

    Raises UsageError that names the file, the line and the column that is wrong.
    """
    if path is None:
        return None
    try:
        raw = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UsageError(
            f"--rates {path}: cannot be read ({str(error).splitlines()[0]}) -> give a CSV file with {', '.join(COLUMNS)}"
        ) from error
    missing = [name for name in COLUMNS if name not in raw.columns]
    if missing:
        raise UsageError(f"--rates {path}:1: column {missing[0]} is missing -> the columns are {', '.join(COLUMNS)}")
    typed = raw.select(
        pl.col("date").str.to_date("%Y-%m-%d", strict=False).alias("rate_on"),
        pl.col("currency").str.strip_chars().str.to_uppercase().str.extract(CODE, 1),
        pl.col("rate").str.strip_chars().cast(pl.Decimal(18, 8), strict=False),
    )
    _refuse_faults(path, typed)
    _refuse_contradictions(path, typed, base)
    return typed.unique(["rate_on", "currency"], maintain_order=True).sort("currency", "rate_on")


def keep(engine: Engine, given: pl.DataFrame | None) -> None:
    """Keep the rates of an audit in place of those of the last one; call it inside a transaction."""
    engine.execute("DELETE FROM run_rates")
    if given is not None:
        engine.append("run_rates", given)


def kept(engine: Engine) -> pl.DataFrame | None:
    """The rates of the last audit, as `read` gave them; None where it had none."""
    frame = engine.frame("SELECT rate_on, currency, rate FROM run_rates ORDER BY currency, rate_on")
    return None if frame.is_empty() else frame


def _refuse_faults(path: Path, typed: pl.DataFrame) -> None:
    for column in ("rate_on", "currency", "rate"):
        faults = typed.with_row_index("line", offset=2).filter(pl.col(column).is_null())
        if not faults.is_empty():
            name = "date" if column == "rate_on" else column
            raise UsageError(
                f"--rates {path}:{faults['line'][0]}: column {name}: no valid value -> write e.g. 2026-01-31,EUR,1.08"
            )
    if typed.filter(pl.col("rate") <= 0).height:
        line = typed.with_row_index("line", offset=2).filter(pl.col("rate") <= 0)["line"][0]
        raise UsageError(f"--rates {path}:{line}: column rate: a rate must be above 0 -> correct it")


def _refuse_contradictions(path: Path, typed: pl.DataFrame, base: str) -> None:
    numbered = typed.with_row_index("line", offset=2)
    twice = numbered.filter(pl.col("rate").n_unique().over("rate_on", "currency") > 1).sort(
        "currency", "rate_on", "line"
    )
    if not twice.is_empty():
        lines = twice.filter(pl.struct("rate_on", "currency") == pl.struct("rate_on", "currency").first())
        first, other = lines["line"][0], lines["line"][-1]
        raise UsageError(
            f"--rates {path}:{other}: column rate: {lines['currency'][0]} has another rate on {lines['rate_on'][0]} in line "
            f"{first} -> keep one of them"
        )
    own = numbered.filter((pl.col("currency") == base) & (pl.col("rate") != 1))
    if not own.is_empty():
        raise UsageError(
            f"--rates {path}:{own['line'][0]}: column rate: the rates lead to {base}, and {base} itself is 1 -> remove the line"
        )
