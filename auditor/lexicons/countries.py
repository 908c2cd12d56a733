"""Countries as people name them beside a number, in their own languages and in others, over folded text."""

from __future__ import annotations

import re

# The beginning of each name stands for its endings: "ukrain" for Ukraine, Ukrainian, ukrainische; a blank ends a whole word.
_NAMES = {
    "AE": "dubai |uae |emirat|إمارات|الامارات", "AR": "argentin|аргентин", "AT": "austria|österreich|osterreich|австри", "AU": "australia|австрали",
    "BD": "bangladesh|bangla |বাংলাদেশ", "BE": "belgi|belga |belge |бельги", "BG": "bulgari|bulgare|болгар|българ", "BR": "brazil|brasil|bresil|бразил",
    "BY": "belarus|bielorus|белару|белорус", "CA": "canad|kanad", "CH": "switzerland|swiss |schweiz|suiza|suisse |svizzer|швейцар",
    "CL": "chile", "CN": "china |chinese |中国", "CO": "colombia", "CZ": "czech|tschech|cesk|чешск|чехи", "DE": "german|deutsch|aleman|allemag|allemand|tedesc|niemc|niemieck|almanya|герман|немецк",
    "DK": "denmark|danish |dansk|danmark|датск|дани", "EC": "ecuador|ecuatorian", "EE": "estonia|эстон", "EG": "egypt|egipt|مصر", "ES": "spain|spanish |espan|spanien|испан", "FI": "finland|finnish |suomi|финлянд",
    "FR": "france |french |francia|frances |franzos|frankreich|франц", "GB": "uk |united kingdom|british|england|великобритан|британ", "GE": "georgian |tbilisi|грузи",
    "GH": "ghana", "GR": "greece|greek |griech|греци", "HK": "hong kong|hongkong|香港", "HR": "croatia|kroati|хорват", "HU": "hungar|magyar|ungar|венгр",
    "ID": "indonesia|индонез", "IE": "ireland|irish |ирланд", "IL": "israel|ישראל|израил", "IN": "india|भारत|инди", "IR": "iran|ایران|иран", "IT": "ital|итал", "JP": "japan|japon|日本|япон",
    "KE": "kenya", "KR": "korea|corea|coree|한국|коре", "KZ": "kazakh|kasach|казах|қазақ", "LK": "sri lanka", "LT": "lithuania|литв", "LV": "latvia|латви", "MA": "morocc|maroc|marruec|المغرب",
    "MD": "moldov|молдав|молдов", "MX": "mexic|mejic|мексик", "MY": "malaysia|малайз", "NG": "nigeria", "NL": "netherland|dutch |nederland|holland|niederland|нидерланд|голланд",
    "NO": "norway|norwegian|norsk|norge |норвег", "NP": "nepal|नेपाल", "NZ": "new zealand|kiwi ", "PE": "peru", "PH": "philippin|filipin|pinoy |филиппин", "PK": "pakistan|پاکستان|пакистан",
    "PL": "poland|polish |polsk|polnisch|polen |польш|польск", "PT": "portugal|portugue|португал", "RO": "romania|rumani|румын", "RS": "serbia|serbisch|серби|србиј", "RU": "russia|russian|russisch|росси|русск",
    "SA": "saudi|السعودي", "SE": "sweden|swedish|svensk|sverige|schwed|suecia|suede |швед|швеци", "SG": "singapor|新加坡|сингапур", "SK": "slovak|словак", "TH": "thai|ไทย|таиланд|тайск", "TN": "tunisi",
    "TR": "turkey|turkish|turkiye|turk numara|турци|турецк", "TW": "taiwan|台湾|台灣", "UA": "ukrain|ucrani|украин|україн", "US": "usa |united states|american |estados unidos|eeuu |америк|美国",
    "UY": "uruguay", "UZ": "uzbek|узбек", "VE": "venezuel|венесуэл", "VN": "vietnam|viet nam|вьетнам", "ZA": "south africa",
}  # fmt: skip


def _pattern(names: str) -> str:
    return "|".join(
        rf"\b{one.strip()}\b" if one.endswith(" ") else rf"\b{one}\w*" if one.isascii() or one[0] < "\u0590" else one
        for one in names.split("|")
    )


_ANY = "|".join(rf"(?P<{code}>{_pattern(names)})" for code, names in _NAMES.items())
_NAMED = re.compile(_ANY)
_NUMBER = r"(?:number|phone|mobile|cell|line|sim|whatsapp|viber|numero|telefon\w*|celular|movil|nummer|handy|numer|номер\w*|телефон\w*|мобильн\w*|сим\w*)"
# "My Swedish number is ..." and "... (Ecuador)" say whose the number is; "I live in Sweden" only may.
_BEFORE = re.compile(rf"(?:{_ANY})(?:[ ](?:{_NUMBER}\W{{1,3}}){{1,2}}(?:is\s|es\s|ist\s|e\s)?)?[ :,(-]{{0,3}}$")
_AFTER = re.compile(rf"[\s,()–—-]{{0,3}}(?:in |en |from |aus |из |в )?(?:{_ANY})")
_FAR_BEFORE, _FAR_AFTER = 60, 40


def named_in(near: str) -> tuple[str, ...]:
    """Countries that are named in a few words of folded text, beside a number."""
    return tuple(str(one.lastgroup) for one in _NAMED.finditer(near))


def named_beside(text: str, start: int, end: int) -> tuple[str, ...]:
    """The country that the words right before or behind a number say it is of."""
    before = _BEFORE.search(text[max(0, start - _FAR_BEFORE) : start])
    after = _AFTER.match(text[end : end + _FAR_AFTER])
    return tuple(str(one.lastgroup) for one in (before, after) if one is not None)
