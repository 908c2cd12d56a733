"""A name as it is compared: Latin letters without accents, small, no legal form, its words in the order of the alphabet and in its own."""

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
# Cyrillic letters that Ukraine writes in Latin otherwise than most do: Ольга is Olha there. The first of a word is written otherwise.
_UKRAINIAN = {"зг": "zgh", "г": "h", "ґ": "g", "и": "y", "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia", "ь": ""}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def forms(names: pl.Series) -> pl.DataFrame:
    """Columns name, form, moved: every form in which a name is compared, two for one whose accents or letters are written in two
    ways, and two for one that stands in the sentence of a statement ("Payment from Müller GmbH"). A name whose words are not in the
    order of the alphabet has each form in its own order as well, which is then `moved`.

    `names` is a column of texts without nulls; names of which nothing is left have no row.
    """
    is_sentence = names.str.contains(LEAD) | names.str.contains(REFERENCE)
    sentences = names.filter(is_sentence)
    if len(sentences):
        bare = sentences.str.replace(LEAD, "").str.replace(REFERENCE, "")
        named = _spelt(bare).rename({"name": "bare"})
        told = (
            pl.DataFrame({"name": sentences, "bare": bare})
            .unique()
            .join(named, on="bare")
            .select("name", "form", "moved")
        )
        return pl.concat([_spelt(names), told]).unique()
    return _spelt(names)


def _spelt(names: pl.Series) -> pl.DataFrame:
    """Columns name, form, moved, without repetitions."""
    written = _compatible(names)
    small = written.str.to_lowercase()
    every = [pl.DataFrame({"name": names, "own": _words(written)})]
    for letters, spell in ((_DIGRAPHS, _in_two_letters), (_UKRAINIAN, _as_in_ukraine)):
        marked = small.str.contains_any(list(letters))
        every.append(pl.DataFrame({"name": names.filter(marked), "own": _words(spell(small.filter(marked)))}))
    told = pl.concat(every).with_columns(form=_in_order(pl.col("own"))).filter(pl.col("form") != "")
    is_moved = pl.col("own") != pl.col("form")
    moved = told.filter(is_moved).select("name", pl.col("own").alias("form"), pl.lit(value=True).alias("moved"))
    return pl.concat([told.select("name", "form", pl.lit(value=False).alias("moved")), moved]).unique()


def _in_two_letters(names: pl.Series) -> pl.Series:
    return names.str.replace_many(_DIGRAPHS)


def _as_in_ukraine(names: pl.Series) -> pl.Series:
    for letter, written in _UKRAINIAN_FIRST.items():
        names = names.str.replace_all(rf"\b{letter}", written)
    return names.str.replace_many(list(_UKRAINIAN), list(_UKRAINIAN.values()), leftmost=True)


def normalised(names: pl.Series) -> pl.Series:
    """Each name in the form in which it is compared; a name of legal forms and signs alone becomes "".

    `names` is a column of texts without nulls; the result has the same length. "Müller & Söhne GmbH", "Sohne und
    Muller" and "Sohne, Muller" become the same; "Soehne Mueller" is another of its `forms`.
    """
    return pl.select(_in_order(_words(names))).to_series().alias(names.name)


def _in_order(words: pl.Expr | pl.Series) -> pl.Expr:
    one = pl.lit(words) if isinstance(words, pl.Series) else words
    return one.str.split(" ").list.sort().list.join(" ")


def _words(names: pl.Series) -> pl.Series:
    """Each name in the words that are compared, in its own order."""
    plain = _latin(_unspaced(_compatible(names))).str.to_lowercase().str.replace_all(_ADDRESS, " ")
    # Points and apostrophes join what they part: S.A. is SA, O'Neil is ONeil; all other signs part words.
    words = (
        plain.str.replace_all(r"[.'’`]", "")
        .str.replace_all(r"[^a-z0-9]+", " ")
        .str.strip_chars()
        .str.replace_all(_AND, " ")
    )
    bare = words.str.replace(_forms("forms", r"( ({}))+$"), "").str.replace(_forms("leading", r"^(({}) )+"), "")
    return pl.select(pl.when(bare.str.len_chars() > 0).then(bare).otherwise(words)).to_series().alias(names.name)


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
