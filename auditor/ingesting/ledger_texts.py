"""What account statements of platforms say in texts: signs as parentheses, hours in sentences, ids of many columns. All SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DECIMAL_HOURS = r"([0-9][0-9,.]*) ?(?:hours?|hrs?)\b"
# No comma between thousands stands before one or two digits at the end.
DECIMAL_COMMA = r"[0-9.]*,[0-9]{1,2}"
CLOCK_HOURS = r"([0-9]+):([0-5][0-9]) ?(?:hours?|hrs?)\b"


def accounting(taken: str) -> str:
    """The number with its minus in front, where it stands as parentheses or behind the currency sign."""
    bare = f"regexp_replace(trim({taken}), '^\\(\\s*([^()-]*)\\)$', '-\\1')"
    return f"regexp_replace({bare}, '^\\$\\s*-', '-$')"


def found_in(taken: Sequence[str], pattern: str) -> str:
    """What the first group of `pattern` (SQL) finds in the columns, read one after the other."""
    return f"nullif(regexp_extract({_together(taken)}, {pattern}, 1), '')"


def hours_in(taken: Sequence[str]) -> str:
    """Hours as a decimal number: of '40.00 hours x $6.00', and of '14:20 hrs @ $18.00/hr' (14 hours 20 minutes)."""
    text = _together(taken)
    clock = [f"nullif(regexp_extract({text}, '{CLOCK_HOURS}', {group}), '')::DECIMAL(18, 8)" for group in (1, 2)]
    whole = f"round({clock[0]} + {clock[1]} / 60, 8)::DECIMAL(18, 8)::VARCHAR"
    plain = found_in(taken, f"'{DECIMAL_HOURS}'")
    return f"coalesce({whole}, {in_a_sentence(plain)})"


def in_a_sentence(number: str) -> str:
    """A number out of a sentence with a decimal point: its comma is a decimal one where it can be no other."""
    comma = f"replace(replace({number}, '.', ''), ',', '.')"
    return f"CASE WHEN regexp_full_match({number}, '{DECIMAL_COMMA}') THEN {comma} ELSE replace({number}, ',', '') END"


def transaction_id(texts: Mapping[str, str], column: str, digest: str) -> str:
    """An id for rows whose own id repeats: that id (else a digest of the row), kind, day and amount, and the occurrence.

    It is made of values, not of their spelling, so that two layouts of one statement give a row the same id.
    """
    own = f"coalesce(nullif(trim({texts[column]}), ''), left({digest}, 20))"
    parts = [own, f"lower(trim({texts['kind']}))", texts["paid_at"], _bare_number(texts["amount"])]
    whole = "concat_ws('/', " + ", ".join(f"coalesce({part}, '')" for part in parts) + ")"
    occurrence = f"row_number() OVER (PARTITION BY {whole} ORDER BY {digest}, rowid)"
    return f"{whole} || CASE WHEN {occurrence} > 1 THEN '/' || {occurrence} ELSE '' END"


def row_id(texts: Mapping[str, str]) -> str:
    """An id for rows that have none: a digest of their values, however these are spelt, and the occurrence."""
    # How many blanks part two words is a matter of the layout: a bank writes them as it likes.
    parts = [_bare_number(text) if name == "amount" else spaced(text) for name, text in sorted(texts.items())]
    cells = ", ".join(f"coalesce({part}, '')" for part in parts)
    digest = f"md5(concat_ws(chr(31), {cells}))"
    return f"'row-' || left({digest}, 20) || '-' || row_number() OVER (PARTITION BY {digest} ORDER BY rowid)"


def spaced(text: str) -> str:
    """SQL of a text with single blanks, and none around it; tabs, line ends and blanks that do not break are blanks too."""
    # Looking for what few texts have is a tenth of the work of replacing it in all.
    odd = " OR ".join(f"contains({text}, {blank})" for blank in ("'  '", "chr(9)", "chr(10)", "chr(13)", "chr(160)"))
    return f"CASE WHEN {odd} THEN trim(regexp_replace({text}, '[\\s\\p{{Z}}]+', ' ', 'g')) ELSE trim({text}) END"


def _bare_number(number: str) -> str:
    # 100, 100.0 and +100.00 are one amount.
    unsigned = f"ltrim({number}, '+')"
    return f"CASE WHEN contains({number}, '.') THEN rtrim(rtrim({unsigned}, '0'), '.') ELSE {unsigned} END"


def _together(taken: Sequence[str]) -> str:
    return f"concat_ws(' | ', {', '.join(taken)})"
