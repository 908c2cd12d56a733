"""A value of a JSON text by its path: engines differ in what they make of numbers, nulls and names with dots."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {} if isinstance(node, exp.JSONExtract | exp.JSONExtractScalar) else None


CONSTRUCT = Construct("json_extract_string", _match)
