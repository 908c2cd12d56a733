"""A name as it is compared: Latin letters without accents, small, no legal form, its words in the order of the alphabet."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
from anyascii import anyascii

_FORMS = Path(__file__).resolve().parent / "legal_forms.toml"
# A payer of a payment service may stand as "Name <address>".
_ADDRESS = r"<?[^\s<>@]+@[^\s<>@]+>?"


def normalised(names: pl.Series) -> pl.Series:
    """Each name in the form in which it is compared; a name of legal forms and signs alone becomes "".

    `names` is a column of texts without nulls; the result has the same length. "Müller & Söhne GmbH" and "Soehne Muller"
    do not become the same, "Muller, Sohne" does.
    """
    plain = _latin(names).str.to_lowercase().str.replace_all(_ADDRESS, " ")
    # Points and apostrophes join what they part: S.A. is SA, O'Neil is ONeil; all other signs part words.
    words = plain.str.replace_all(r"[.'’`]", "").str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    bare = words.str.replace(_forms("forms", r"( ({}))+$"), "").str.replace(_forms("leading", r"^(({}) )+"), "")
    kept = pl.select(pl.when(bare.str.len_chars() > 0).then(bare).otherwise(words)).to_series()
    return kept.str.split(" ").list.sort().list.join(" ").alias(names.name)


def _latin(names: pl.Series) -> pl.Series:
    # Most names are plain ASCII, and for those nothing needs to be written anew.
    is_foreign = names.str.contains(r"[^\x00-\x7f]")
    if not is_foreign.any():
        return names
    foreign = names.filter(is_foreign).unique()
    written = pl.Series([anyascii(name) for name in foreign.to_list()], dtype=pl.String)
    return names.replace(foreign, written)


@cache
def _forms(which: str, place: str) -> str:
    forms = tomllib.loads(_FORMS.read_text(encoding="utf-8"))[which]
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return place.format("|".join(longest_first))
