"""Whether a phrase only names a thing of the work: "skip the middleman class", "the text outside the platform in the picture"."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted

_NAMING = frozenset(
    (Category.FEE_AVOIDANCE, Category.LEAVE_PLATFORM, Category.CODED_LANGUAGE, Category.CONTACT_REQUEST)
)
# A word for the looks of the thing may stand between: "the 10 percent grey layer". These are none, and no thing has an article here.
_NO_LOOKS = (
    r"(?!(?:and|or|so|on|in|at|to|of|by|for|if|as|the|this|that|then|than|with|via|from|when|we|you|i|it|is|our|your|my|all|but|not|"
    r"und|oder|wenn|mit|aus|auf|fur|der|die|das|ein|eine|con|com|y|o|e|el|la|los|las|il|lo|le|les|un|una|une|avec|pour|para|per|por|si|se|quand|ou|que|"
    r"z|ze|na|w|dan|di|yang|pada|ang|yung|sa|ve|ile|bir|va|trong|cua)\b)"
)
_CLAUSE_END = re.compile(r"[,،，;.!?\n。؟।]")
_REACH = 40
# No thing has a longer name than that.
_MOST_WORDS = 6


@cache
def _thing_behind() -> Sifted:
    return Sifted(rf"^\s{_NO_LOOKS}(?:[a-z]{{3,}}\s{_NO_LOOKS})?{words('thing')}")


@cache
def _fee_behind() -> Sifted:
    return Sifted(rf"^\s{words('part_of_work')}")


@cache
def _thing_before() -> Sifted:
    """In scripts whose words have no ends it must be the word right before."""
    return Sifted(rf"{words('thing')}\s?(?:\w{{1,4}}\s)?$")


@cache
def _thing_meant() -> Sifted:
    """ "... — such a section is wanted": a dash and what the phrase is a name of."""
    return Sifted(rf"^\s?[\"'»”]?\s?[—–-]\s(?:\w+\s){{0,2}}?{words('thing')}")


@cache
def _pictured() -> Sifted:
    return Sifted(rf"^[^.!?,\n]{{0,{_REACH}}}?{words('pictured')}")


@cache
def _titled() -> Sifted:
    """A line of a page, announced by what bears it: "headline: no more fees"."""
    return Sifted(rf"^\W*(?:\w+\s)?{words('bears_text')}\s?:\s*\W?$")


# A phrase that says only where something lies, without a verb for what is done there.
_OUTSIDE = re.compile(
    r"(?:outside|off|beyond|fuera|fora|hors|en dehors|ausserhalb|abseits|fuori|poza|(?:di )?luar|(?:o )?ngoai|sa labas|вне|поза|за пределами|за межами)\b"
    r"|(?:platform|site)\s?disi?nda|خارج|平台外|站外|प्लेटफ\w*\sके\sबाहर|প্ল্যাটফর্মের\sবাইরে"
)
# The fee of a bank is nobody's cut of the work.
_BANK_FEE = re.compile(
    r"\bbank(?:'?s)?\s(?:\w+\s)?(?:fees?|charges?|commissions?)\b|\b(?:fees?|charges?|commissions?)\s(?:of|by|from)\s(?:the|my|your|our)\sbank\b"
    r"|\b(?:comision|comissao|commissione|commission|frais)\w*\s(?:de[l]?\s(?:la\s)?|da\s|do\s|della\s|de la\s)?banc?[aoq]\w*|\bbankgebuhr\w*|\bprowizj\w+\s(?:banku|bankow\w+)"
    r"|\bbiaya\sbank\b|\bphi\sngan\shang\b|\bbanka\s(?:komisyon|masraf)\w*|комисси\w+\sбанк\w*|банковск\w+\sкомисси\w+|комісі\w+\sбанку|银行手续费|(?:رسوم|عموله)\sالبنك"
)


# What is saved is a number in a sheet.
_IN_SHEET = re.compile(
    r"\b(?:in|of|from|aus|en|de|dans|na|nella|della|w|di|dari)\s(?:the\s|der\s|die\s|la\s|el\s)?(?:columns?|rows?|cells?|fields?|tables?|spalten?|zeilen?|tabellen?|zellen?"
    r"|columnas?|filas?|celdas?|tablas?|colunas?|colonnes?|lignes?|tableau|colonn[ae]|rig[ae]|tabell[ae]|kolumn\w+|kolom|baris|tabel)\b|\bв\s(?:колонк|столб|таблиц|строк|ячейк)"
)


def names_thing(category: Category, before: str, phrase: str, after: str) -> bool:
    """Whether a phrase between `before` and `after` is the name of a thing, lies in a picture, or is a line of a page."""
    short = len(phrase.split()) <= _MOST_WORDS
    if short and category in _NAMING and _thing_behind().search(after):
        return True
    if category is Category.ACCOUNT_SHARING:
        return _thing_meant().search(after) is not None
    if category is Category.LEAVE_PLATFORM:
        return _lies_outside(before, phrase, after)
    return short and category is Category.FEE_AVOIDANCE and _is_written(before, phrase, after)


def _is_written(before: str, phrase: str, after: str) -> bool:
    """Whether a fee is a bank's, a number in a sheet or a word on a page, and nobody speaks of being paid."""
    clause = before[-_REACH:] + phrase + _CLAUSE_END.split(after, maxsplit=1)[0]
    found = (
        _fee_behind().search(after) or _IN_SHEET.search(phrase) or _titled().search(before) or _BANK_FEE.search(clause)
    )
    return found is not None and cue("pay_strong").search(clause) is None


def _lies_outside(before: str, phrase: str, after: str) -> bool:
    """Whether a part of a picture or a page lies outside another one, and nobody talks or works there."""
    clause = _CLAUSE_END.split(before)[-1]
    spoken = cue("pay").search(clause) or any(cue(name).search(clause + phrase) for name in ("personal", "talk_strong"))
    if spoken or _OUTSIDE.match(phrase) is None:
        return False
    return _thing_before().search(clause) is not None or _pictured().search(after) is not None
