"""Postal addresses that are known by more than a pattern: of the north, of East Asia, of the United States."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.ordinary import is_word
from auditor.model.detections import View
from auditor.patterns import Sifted

# Endings of streets, over folded text: those that end hardly any other word, and those that do or are words themselves.
_SURE = "gatan|gaten|gaden|gade|vagen|veien|vejen|vej|katu|kuja|torget"
_WEAK = "gata|vag|vei|alle|tie|polku|torg|plads|plass"
_POSTCODE = r"(?:(?:s|se|n|no|dk|fi)-)?(?:\d{3}\s\d{2}|\d{4,5})"
_DOOR = r"\d{1,4}(?:\s?[a-z](?:\s\d{1,3})?|\sas\.?\s\d{1,3})?(?:,\s(?:st\.?(?:\s(?:tv|th|mf)\b\.?)?|\d{1,2}\.?\s?(?:tv|th|mf|sal|tr|krs)\b\.?|lgh\s\d{4}))?"
_TOWN = r"[^\W\d_][\w-]{2,24}(?:\s[a-z]{1,2}(?!\w))?"
# Great and little, old and new, of the four winds.
_KINDS = "stora|lilla|norra|sodra|vastra|ostra|gamla|nya|ovre|nedre|store|lille|nordre|sondre|vestre|ostre|gamle|nye|gammel|ny|iso|vanha|uusi"
_NORTHERN = Sifted(
    rf"(?<!\w)(?:(?:(?:{_KINDS})\s)?(?P<street>[^\W\d_]{{2,24}}(?:{_SURE}|{_WEAK}))|(?:[^\W\d_][\w.'-]{{1,24}}\s){{1,2}}(?P<kind>{_WEAK}|gate|boulevard))\s{_DOOR},?\s{_POSTCODE}\s(?P<town>{_TOWN})(?!\w)"
    rf"|(?<!\w)(?P<plain>[^\W\d_]{{2,24}}(?:{_SURE}))\s\d{{1,4}}\s?[a-z]?,\s(?P<there>[^\W\d_][\w-]{{2,24}})(?!\w)"
)
_SURE_END = re.compile(rf"(?:{_SURE})$")
_YEAR = re.compile(r",?\s20[0-3]\d\s")
_STATES = (
    "al|ak|az|ar|ca|co|ct|de|dc|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|"
    "wa|wv|wi|wy"
)
_NAMES = r"[^\W\d_][\w'.-]{1,18}(?:\s[^\W\d_][\w'.-]{1,18}){0,3}"
_AMERICAN = Sifted(
    rf"(?<![\w.,#-])\d{{1,5}}\s(?P<street>{_NAMES}),\s(?:(?:suite|ste|apt|unit|floor|fl|#)\.?\s?\w{{1,5}},\s)?(?P<town>{_NAMES}),\s(?P<state>{_STATES})\s\d{{5}}(?:-\d{{4}})?(?!\w)"
)
_HAN = r"\u4e00-\u9fff\u3005"
_JAPANESE_NAME = rf"[{_HAN}\u3041-\u3096\u30a1-\u30fa\u30fc]"
_BLOCK = r"\d{1,4}(?:(?:丁目|番地?|号|[-\u2010\u2212\u30fc\u2013の])\s?\d{0,4}){1,3}(?:号|番地)?"
_HOUSE = rf"(?:\s?{_JAPANESE_NAME}{{0,16}}(?:ビル|タワー|マンション|ハイツ|コーポ|レジデンス)\s?(?:\d{{1,4}}(?:階|号室|f)?)?)?"
_PREFECTURE = rf"(?:北海道|東京都|大阪府|京都府|[{_HAN}]{{2,3}}県)"
_EASTERN = (
    Sifted(rf"(?:〒\s?\d{{3}}-?\d{{4}}\s{{0,2}}(?:{_PREFECTURE})?|{_PREFECTURE}){_JAPANESE_NAME}{{1,12}}[市区郡町村]{_JAPANESE_NAME}{{0,16}}\s?{_BLOCK}{_HOUSE}"),
    Sifted(rf"[{_HAN}]{{2,6}}[省市][{_HAN}]{{1,10}}[市区區县縣][{_HAN}]{{1,16}}\d{{1,5}}\s?(?:号|號|栋|棟|幢|座|弄)[{_HAN}\d]{{0,20}}"),
    Sifted(rf"[{_HAN}]{{2,16}}(?:路|街|大道[中東西南北]?|巷|弄)(?:[一二三四五六七八九十]段)?\s?\d{{1,5}}\s?號[{_HAN}\d]{{0,20}}"),
    Sifted(r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?북|충청?남|전라?북|전라?남|경상?북|경상?남|제주)[가-힣]{0,5}(?:\s[가-힣]{1,8}[시군구]){1,2}\s[가-힣]{1,10}(?:\d{1,3}[가-힣]{0,2})?(?:로|길|동)\s?\d{1,4}(?:-\d{1,4})?(?:번?길\s?\d{1,4}(?:-\d{1,4})?)?(?:,?\s\d{1,4}(?:동|호|층)){0,3}"),
)  # fmt: skip
GATE = (
    rf"(?:{_SURE}|{_WEAK}|gate|boulevard)\s[0-9]",
    rf",\s(?:{_STATES})\s[0-9]{{5}}",
    r"〒|(?:北海道|[都府県])[^\n]{1,40}[0-9]",
    r"[省市][^\n]{2,30}[0-9]{1,5}\s?(?:号|號|栋|棟|幢|座|弄)|[0-9]\s?號",
    r"(?:로|길|동)\s?[0-9]",
)


def streets(view: View) -> Iterator[tuple[int, int]]:
    """Where in a view such addresses stand."""
    for one in _NORTHERN.finditer(view.text):
        if _is_northern(view, one):
            yield one.span()
    for one in _AMERICAN.finditer(view.text):
        named = all(_is_name(view, one, part) for part in ("street", "town")) and not is_word(one["street"])
        if named and _of(view, one, "state").isupper():
            yield one.span()
    for pattern in _EASTERN if not view.text.isascii() else ():
        for one in pattern.finditer(view.text):
            yield one.span()


def _of(view: View, one: re.Match[str], part: str) -> str:
    return view.cased[slice(*one.span(part))]


def _is_name(view: View, one: re.Match[str], part: str) -> bool:
    """Whether each word of a part begins with a capital, or has none anywhere in the text."""
    words = _of(view, one, part).split()
    return all(word[0].isupper() or len(word) <= 3 for word in words) and words[0][0].isupper()


def _is_northern(view: View, one: re.Match[str]) -> bool:
    if one["plain"]:
        return not is_word(one["plain"]) and _is_name(view, one, "plain") and _is_name(view, one, "there")
    if one["kind"]:
        # "Karl Johans gate": the kind of street is written small, but for the French one, and a year behind it is one.
        small = one["kind"] == "boulevard" or _of(view, one, "kind").islower()
        capital = view.cased[one.start()].isupper() and _is_name(view, one, "town")
        return small and capital and not _YEAR.search(one.group())
    if is_word(one["street"]):
        return False
    return _SURE_END.search(one["street"]) is not None or (
        _is_name(view, one, "street") and _is_name(view, one, "town")
    )
