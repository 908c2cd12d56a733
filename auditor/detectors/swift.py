"""SWIFT codes (BIC) of banks: known by shape and country, and only where the words around say that one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from phonenumbers import SUPPORTED_REGIONS

from auditor.detectors.parts.ordinary import is_word
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_CUE = r"\b(?:swift|bic|bics)\b|свифт\w?|свіфт\w?|سويفت|سوفت|سوئفٹ|سويفٹ|स्विफ्ट|সুইফট|সুইফ্ট|(?:国际|银行|电汇|國際|銀行)代[码碼]"
# Bank, country, place, and perhaps a branch; in print the parts stand apart.
_CODE = re.compile(
    r"(?<![^\W_])(?P<bank>[a-z]{4})(?P<gap>[ .-]?)(?P<country>[a-z]{2})(?P=gap)(?P<place>[a-z0-9]{2})"
    r"(?:(?P=gap)(?P<branch>[a-z0-9]{3}))?(?![^\W_])(?!-[a-z])"
)
# What stands between the cue and the code names the code, or is the bank's other name for it.
_OF = (
    r"(?:code|kode|codigo|kod\w{0,3}|codice|ma|no|number|num|nr|for|of|my|the|our|bank|is|es|e|est|ist|adalah|la|hai|to|"
    r"swift|bic|address|adresse|id|aba|код|代码|代碼|号码|是|كود|رمز|कोड|কোড|كوڈ|банка|банку|हमारा|है|হলো|ہے|كا|كي|का|की)"
)
_BEFORE = re.compile(
    rf"(?:{_CUE})(?P<between>(?:[\s/:=()#.,-]{{1,3}}{_OF}(?![a-z])|\s?(?:是|号|号码|:)){{0,4}}[\s/:=()#.-]{{0,4}})$"
)
_AFTER = re.compile(rf"^[\s(,:-]{{1,3}}(?:(?:is|as|my|the|our|bank'?s?|=)\s){{0,3}}(?:{_CUE})")
# Said of the code, and not of the language or of what is quick.
_PLAIN_CUE = re.compile(
    r"\bbics?\b|\bswift[\s-](?:code|kode?\w*|no|number|address)\b|\b(?:code|codigo|kod|codice|ma) swift\b|[^\x00-\x7f]"
)
_TOLD = re.compile(r"[:=#]|(?<![a-z])(?:is|es|e|est|ist|adalah|la|hai)(?![a-z])|是")
_BANK = re.compile(
    r"\b(?:banks?|bank\w{1,4}|iban|accounts?|acct|a/c|beneficiary|beneficiario|beneficiaire|wire|transfer\w*|konto\w*|cuenta|conta|"
    r"compte|conto|hesab\w*|rekening|rachun\w*|tai khoan|virement|uberweis\w*|przelew\w*|bonifico|havale)\b"
    r"|сч[её]т|рахун|банк|حساب|بنك|بينك|बैंक|खात|ব্যাংক|একাউন্ট|银行|账户|汇款"
)
_WORK = re.compile(
    r"\b(?:validat\w*|regex\w*|fields?|columns?|placeholder|parser?|parses|example|e\.g|format|unit tests?|mt\d{3}|schema|lookup|"
    r"api|endpoint|dropdown|form|mock\w*|dummy|sample)\b"
)
_OWN = re.compile(r"\b(?:my|our|me|mi|meu|mein\w*|mon|mio|moj\w*|saya)\b|мо[йеи]|मेर|আমার|ميرا|我")
LOOK_BACK, FEW_WORDS = 60, 4


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Each code behind a cue, or right before one."""
    work = _WORK.search(view.text) is not None and _OWN.search(view.text) is None
    for one in _CODE.finditer(view.text):
        if one["country"].upper() not in SUPPORTED_REGIONS or not _is_code(view, one):
            continue
        value = "".join(one[part] or "" for part in ("bank", "country", "place", "branch")).upper()
        hidden = view.is_hidden(one.start(), one.end())
        yield Hit(Category.IBAN, one.start(), one.end(), value, "swift", 0.85, hidden, Stance.MENTION if work else None)


def _is_code(view: View, one: re.Match[str]) -> bool:
    """Whether the words around make it a code: the fewer of its signs no word has, the more they must say."""
    before = _BEFORE.search(view.text, max(0, one.start() - LOOK_BACK), one.start())
    if before is None and _AFTER.match(view.text[one.end() : one.end() + LOOK_BACK]) is None:
        return False
    capitals = view.cased[one.start() : one.end()].isupper()
    branch = one["branch"] or ""
    marked = any(map(str.isdigit, one["place"] + branch))
    if one["gap"] and not (capitals and (marked or branch in ("", "xxx"))):
        return False
    if marked or (branch == "xxx" and not one["gap"]):
        return True
    # Codes in SE and SS, which is Stockholm, look like words in the plural.
    if is_word(one.group()) and not one.group().endswith("sess"):
        return False
    cue = before.group() if before is not None else ""
    plainly = _PLAIN_CUE.search(cue) is not None
    told = before is not None and _TOLD.search(before["between"]) is not None
    around = _around(view)
    bank = any(not (one.start() <= start and end <= one.end()) for start, end in around.banks)
    if capitals and not around.is_loud(view.cased[one.start() : one.end()]):
        return plainly or told or bank or around.words <= FEW_WORDS
    # Small letters, or capitals among capitals: what looks like a word is one.
    wordlike = any(vowel in one["bank"] for vowel in "aeiouy")
    return before is not None and ((bank and (told or not wordlike)) or (plainly and told and not wordlike))


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NO_WORD = re.compile(r"(?i)\b(?:swift|bic|iban|code)\b")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a text says of all its codes: the first two places where it speaks of banks, how many words it has, and of the
    longer ones, but for abbreviations such as the cue's, how many have capitals and how many are nothing else."""

    banks: tuple[tuple[int, int], ...]
    words: int
    cased: int
    loud: int

    def is_loud(self, code: str) -> bool:
        """Whether the text around a code is in capitals as well."""
        cased, loud = _in_capitals(code)
        return self.cased > cased and (self.loud - loud) * 2 > self.cased - cased


def _in_capitals(text: str) -> tuple[int, int]:
    words = [word for word in _LONG_WORD.findall(_NO_WORD.sub("", text)) if word.lower() != word.upper()]
    return len(words), sum(map(str.isupper, words))


def _around(view: View) -> _Around:
    """The same for each code of a view: found once, for a text may hold thousands."""
    if "swift" not in view.memo:
        banks = tuple(one.span() for one in islice(_BANK.finditer(view.text), 2))
        view.memo["swift"] = _Around(banks, len(view.text.split()), *_in_capitals(view.cased))
    known: _Around = view.memo["swift"]
    return known


DETECTOR = Detector(
    name="swift",
    category=Category.IBAN,
    gate=(_CUE,),
    find=find,
    finds=(
        ("SWIFT: DEUTDEFF500", "DEUTDEFF500"),
        ("our BIC is NDEASESS", "NDEASESS"),
        ("SWIFT/BIC: HDFCINBBXXX, beneficiary Petra Lind", "HDFCINBBXXX"),
        ("my bank swift hdfcinbb", "HDFCINBB"),
        ("Code SWIFT BNPAFRPPXXX", "BNPAFRPPXXX"),
        ("Bitte auf das Konto, BIC: COBADEFF", "COBADEFF"),
        ("swift DEUT DE FF 500", "DEUTDEFF500"),
        ("wire it, CHASUS33 is my swift", "CHASUS33"),
        ("свифт код банка TICSRUMM", "TICSRUMM"),
        ("kod swift: PKOPPLPW", "PKOPPLPW"),
        ("银行代码是 ICBKCNBJ", "ICBKCNBJ"),
        ("رمز السويفت NBEGEGCX", "NBEGEGCX"),
        ("बैंक का स्विफ्ट कोड SBININBB", "SBININBB"),
        ("ma swift: BFTVVNVX", "BFTVVNVX"),
        ("banka swift kodu TGBATRIS", "TGBATRIS"),
        ("سوئفٹ کوڈ HABBPKKA", "HABBPKKA"),
        ("swift DEUTDEDB", "DEUTDEDB"),
        ("MY SWIFT CODE IS HDFCINBB PLEASE", "HDFCINBB"),
    ),
    silent=(
        "senior swift engineer wanted",
        "SWIFT ENGINEER WANTED FOR OUR PLATFORM",
        "Swift: platform independent code",
        "a swift response, thanks",
        "the swift code database is locked",
        "the bank app in swift code database layer",
        "BIC pens: standard blue",
        "validate the SWIFT field, e.g. DEUTDEFF500",
        "DEUTDEFF is what the log says",
        "SWIFT: ABCDZZ22",
        "Swift, Kotlin, DATABASE design",
    ),
)
