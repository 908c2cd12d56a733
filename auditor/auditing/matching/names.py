"""A name as it is compared: Latin letters without accents, small, no legal form, its words in the order of the alphabet."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import polars as pl
from anyascii import anyascii

from auditor.model.payers import LEAD, REFERENCE

_FORMS = Path(__file__).resolve().parent / "legal_forms.toml"
# A payer of a payment service may stand as "Name <address>".
_ADDRESS = r"<?[^\s<>@]+@[^\s<>@]+>?"
# Between two words of a name, and often written as a sign, which is none of its letters.
_AND = r" (?:and|und|et|y|og|och) "


# How accents are written where there are none: Müller is Muller to some and Mueller to others.
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"}


def forms(names: pl.Series) -> pl.DataFrame:
    """Columns name, form: every form in which a name is compared, two for one whose accents are written in two ways, and two for
    one that stands in the sentence of a statement ("Payment from Müller GmbH").

    `names` is a column of texts without nulls; names of which nothing is left have no row.
    """
    is_sentence = names.str.contains(LEAD) | names.str.contains(REFERENCE)
    sentences = names.filter(is_sentence)
    if len(sentences):
        bare = sentences.str.replace(LEAD, "").str.replace(REFERENCE, "")
        named = _spelt(bare).rename({"name": "bare"})
        told = pl.DataFrame({"name": sentences, "bare": bare}).unique().join(named, on="bare").select("name", "form")
        return pl.concat([_spelt(names), told]).unique()
    return _spelt(names)


def _spelt(names: pl.Series) -> pl.DataFrame:
    """Columns name, form, without repetitions."""
    written = _compatible(names)
    own = pl.DataFrame({"name": names, "form": normalised(written)})
    marked = written.str.to_lowercase().str.contains_any(list(_DIGRAPHS))
    other = written.filter(marked).str.to_lowercase().str.replace_many(_DIGRAPHS)
    more = pl.DataFrame({"name": names.filter(marked), "form": normalised(other)})
    return pl.concat([own, more]).filter(pl.col("form") != "").unique()


def normalised(names: pl.Series) -> pl.Series:
    """Each name in the form in which it is compared; a name of legal forms and signs alone becomes "".

    `names` is a column of texts without nulls; the result has the same length. "Müller & Söhne GmbH", "Sohne und
    Muller" and "Sohne, Muller" become the same; "Soehne Mueller" is another of its `forms`.
    """
    plain = _latin(_unspaced(_compatible(names))).str.to_lowercase().str.replace_all(_ADDRESS, " ")
    # Points and apostrophes join what they part: S.A. is SA, O'Neil is ONeil; all other signs part words.
    words = (
        plain.str.replace_all(r"[.'’`]", "")
        .str.replace_all(r"[^a-z0-9]+", " ")
        .str.strip_chars()
        .str.replace_all(_AND, " ")
    )
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


def _compatible(names: pl.Series) -> pl.Series:
    """Wide letters and letters in circles as plain ones, accents in one piece with their letter."""
    return names.str.normalize("NFKC").alias(names.name)


def _unspaced(names: pl.Series) -> pl.Series:
    parts = "|".join(re.escape(one) for one in _table()["unspaced"])
    bare = names.str.replace_all(rf"^\s*(?:(?:{parts})\s*)+|\s*(?:(?:{parts})\s*)+$", "")
    return pl.select(pl.when(bare.str.strip_chars() != "").then(bare).otherwise(names)).to_series().alias(names.name)


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(_FORMS.read_text(encoding="utf-8"))


@cache
def _forms(which: str, place: str) -> str:
    longest_first = sorted(_table()[which], key=lambda form: (-len(form), form))
    return place.format("|".join(longest_first))
