"""Whether a file writes 1.234,56 or 1,234.56: told by its numbers, where these can be read in one way only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.engines.duckdb import Engine

POINT, COMMA, PLAIN = (".", ","), (",", "."), (".", "")
# A number that can only have a decimal point, or only a decimal comma; 1.234 and 1,234 alone tell nothing.
ONLY_POINT = r"[+-]?[^0-9]?(\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3}){2,})"
ONLY_COMMA = r"[+-]?[^0-9]?(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3}){2,})"


def number_marks(engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]) -> tuple[str, str]:
    """(decimal mark, mark between thousands) of these columns. Where they tell nothing, or both: a point, and no other mark."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE regexp_full_match(trim({column}), ${form}))"
        for form in ("only_point", "only_comma")
        for column in taken
    )
    ((*found,),) = engine.rows(
        f"SELECT {counts} FROM {relation}", {**params, "only_point": ONLY_POINT, "only_comma": ONLY_COMMA}
    )
    point, comma = sum(found[: len(taken)]), sum(found[len(taken) :])
    if comma and not point:
        return COMMA
    return POINT if point and not comma else PLAIN
