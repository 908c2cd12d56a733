"""Differences in other units: each engine counts boundaries, whole units or fractions as it likes, so none is said."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() not in {"DAY", "SECOND"}:
        return {}
    return None


CONSTRUCT = Construct("date_diff in another unit than days and seconds", _match)
