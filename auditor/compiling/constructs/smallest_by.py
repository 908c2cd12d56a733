"""min_by: the value of the row that comes first by one or two keys; rows without the value are passed over."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.constructs.largest_by import keyed


def _match(node: exp.Expr) -> Operands | None:
    return keyed(node) if isinstance(node, exp.ArgMin) else None


CONSTRUCT = Construct("min_by", _match)
