"""Whether a file writes 1.234,56 or 1,234.56: told by its numbers, where these can be read in one way only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from auditor.engines.duckdb import Engine
from auditor.ingesting.signs import bare

# A blank or an apostrophe between groups of three can be nothing else.
SEPARATED = r"[+-]?\$?\d{1,3}([ '\x{2019}\x{a0}\x{202f}]\d{3})+([.,]\d+)?"
SEPARATORS = r"[ '\x{2019}\x{a0}\x{202f}]"
# A number that can only have a decimal point, or only a decimal comma; 1.234 and 1,234 alone tell nothing.
SIGN = r"[+-]?[^0-9]?"
FORMS = {
    "points": SIGN + r"(\d+\.(\d{1,2}|\d{4,})|\d{4,}\.\d{3}|0\.\d{3})",
    "grouped_points": SIGN + r"(\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})",
    "commas": SIGN + r"(\d+,(\d{1,2}|\d{4,})|\d{4,},\d{3}|0,\d{3})",
    "grouped_commas": SIGN + r"(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})",
}

TWO_WAYS = SIGN + r"[1-9]\d{0,2}[.,]\d{3}"
WITH_COMMA = SIGN + r"[0-9][0-9.]*,[0-9.,]*"


class Marks(NamedTuple):
    """How the numbers of a file are written. `decimal` "?" is a point, where 1.234 can be read in two ways and is not read."""

    decimal: str
    thousands: str


PLAIN, UNCLEAR = Marks(".", ""), Marks("?", "")


def number_marks(engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]) -> Marks:
    """The marks of these columns; UNCLEAR where their numbers tell nothing, or both. A mark between thousands counts where one is seen."""
    tests = {form: [f"regexp_full_match({squeezed(one)}, ${form})" for one in taken] for form in FORMS}
    tests["separated"] = [f"regexp_full_match({bare(one)}, $separated)" for one in taken]
    seen = ", ".join(f"coalesce(bool_or({' OR '.join(test)}), false)" for test in tests.values())
    params = {**params, **FORMS, "separated": SEPARATED}
    ((points, grouped_points, commas, grouped_commas, separated),) = engine.rows(
        f"SELECT {seen} FROM {relation}", params
    )
    point, comma = points or grouped_points, commas or grouped_commas
    if point and not comma:
        return Marks(".", "," if grouped_points else " " if separated else "")
    if comma and not point:
        return Marks(",", "." if grouped_commas else " " if separated else "")
    return Marks(".", " ") if separated and not point else UNCLEAR


def told_marks(engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]) -> Marks | None:
    """The marks of these columns where their numbers tell them; UNCLEAR where there are commas that do not; else None."""
    if not taken:
        return None
    marks = number_marks(engine, relation, params, taken)
    if marks != UNCLEAR:
        return marks
    return UNCLEAR if holds_commas(engine, relation, params, taken) else None


def undecided(engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]) -> bool:
    """Whether a number stands in these columns that can be read in two ways (1.234), and none that tells which is meant."""
    for forms, needed in ((("points", "grouped_points"), False), (("two_ways",), True)):
        tests = " OR ".join(f"regexp_full_match({squeezed(one)}, ${form})" for one in taken for form in forms)
        bound = {form: FORMS.get(form, TWO_WAYS) for form in forms}
        # The first number that tells ends the search, so that a file with plain numbers is not read again.
        found = bool(engine.rows(f"SELECT 1 FROM {relation} WHERE {tests} LIMIT 1", {**params, **bound}))
        if found is not needed:
            return False
    return True


def both_marks(
    engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]
) -> tuple[str, str, str] | None:
    """A number that has a decimal point, one that has a decimal comma, and one that could have either ("" = there is none).

    None where these columns hold no numbers of both kinds.
    """
    kinds = {"point": ("points", "grouped_points"), "comma": ("commas", "grouped_commas"), "unclear": ("two_ways",)}
    numbers = " UNION ALL ".join(f"SELECT {squeezed(one)} AS number FROM {relation}" for one in taken)
    tests = {
        kind: " OR ".join(f"regexp_full_match(number, ${form})" for form in forms) for kind, forms in kinds.items()
    }
    found = ", ".join(f"coalesce(min(number) FILTER (WHERE {test}), '')" for test in tests.values())
    bound = {**params, **FORMS, "two_ways": TWO_WAYS}
    ((point, comma, unclear),) = engine.rows(f"SELECT {found} FROM ({numbers}) AS n", bound)
    return (point, comma, unclear) if point and comma else None


def holds_commas(engine: Engine, relation: str, params: Mapping[str, Any], taken: Sequence[str]) -> bool:
    """Whether a number with a comma stands in these columns."""
    commas = " OR ".join(f"regexp_full_match({squeezed(one)}, $with_comma)" for one in taken)
    return bool(engine.rows(f"SELECT 1 FROM {relation} WHERE {commas} LIMIT 1", {**params, "with_comma": WITH_COMMA}))


def squeezed(taken: str) -> str:
    """The number without blanks around it, and without what can only stand between thousands (SQL)."""
    number = bare(taken)
    return f"CASE WHEN regexp_full_match({number}, '{_quoted(SEPARATED)}') THEN regexp_replace({number}, '{_quoted(SEPARATORS)}', '', 'g') ELSE {number} END"


def number_form(marks: Marks) -> str:
    """The form of a number with these marks, as a regular expression: marks between thousands only in their places."""
    if marks == UNCLEAR:
        return r"[+-]?\$?(\d+(\.(\d{1,2}|\d{4,}))?|\d{4,}\.\d{3}|0\.\d+)"
    groups = rf"\d{{1,3}}([{marks.thousands}]\d{{3}})+|" if marks.thousands else ""
    return rf"[+-]?\$?({groups}\d+)([{marks.decimal}]\d+)?"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
