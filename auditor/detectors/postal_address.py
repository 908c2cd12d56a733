"""Postal addresses: house number, street and a postcode or town, or an address after a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.detectors.parts.streets import GATE, streets
from auditor.lexicons.cues import latin
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted

_STREET = r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|terrace|place|pl|way|highway|hwy|parkway|pkwy|close|crescent|gardens|grove|row|mews|trail|circle)"
_FIRST = r"(?:calle|avenida|av|rua|travessa|alameda|rue|avenue|boulevard|via|viale|piazza|corso|carrera|cra|ulica|ul|jalan|jl|улица|ул|вулиця|вул|проспект|пр-т|просп)"
_LAST = r"(?:проспект|улица|переулок|шоссе|бульвар|вулиця|провулок)"
# The last lines in Canada and in Ireland: ON M5V 9Z9; Dublin 8, D08 XY12.
_CANADIAN = r"(?:[a-z]{2},?\s)?[abceghj-nprstvxy]\d[a-z]\s?\d[a-z]\d"
_EIRCODE = r"[a-z]\d[\dw]\s?[a-z0-9]{4}"
_IRISH = rf"(?:\d{{1,2}}w?,\s)?{_EIRCODE}"
# Endings of streets that are written in one word, in German and in Dutch and Nordic languages.
_IN_ONE = "strasse|str\\.|straat|weg|allee|platz|gasse|gatan|vej|gracht|laan|plein|kade|dijk|singel|steeg|markt"
_CITY = r"(?:[\s,]+[^\W\d_][\w'.-]{1,20}){1,4}"
_PATTERNS = (
    Sifted(rf"(?<!\w)\d{{1,5}}[a-z]?,?\s(?:(?:[^\W\d_][\w'.-]{{0,18}}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,3}}{_STREET}\b\.?(?:\s[nsew]{{1,2}}\b)?(?:[\s,]+(?:apt|apartment|suite|unit|flat|floor|#)\.?\s?\w{{1,5}})?{_CITY}[\s,]+(?:[a-z]{{1,2}}\d[a-z0-9]?\s?\d[a-z]{{2}}|(?:[a-z]{{2}}\s)?\d{{4,6}}(?:-\d{{4}})?|{_CANADIAN}|{_IRISH})(?!\w)"),
    Sifted(rf"(?<!\w)\d{{1,5}}[a-z]?,?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b\.?,?\sdublin\s\d{{1,2}}w?(?:,\s{_EIRCODE})?(?!\w|\s?(?:px|rows?|x)\b)"),
    Sifted(rf"(?:\b(?:address|office|visit|come to|come by|live at|lives at|located at|located in|meet me at|ship (?:it )?to|send (?:it )?to|home|house|stop by|drop by|find me at)\b[^\n.]{{0,25}}?)(?P<all>\d{{1,5}}[a-z]?,?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b)"),
    Sifted(rf"(?<!\d\s)(?<!\d,\s)(?<!\d\sbis\s)(?<!\d\ster\s)\b{_FIRST}\.?\s(?!(?:в|на|с|по|за|из|у|і|та|и)\s)(?:[^\W\d_]{{1,18}}\.?\s){{0,4}}[^\W\d_]{{2,18}},?\s(?:(?:no?\.?|nr\.?|numero|д(?:ом)?\.?|буд(?:инок)?\.?|n)[\s:]{{0,2}})?\d{{1,5}}[a-z]?(?:/\d{{1,4}})?(?:[\s,]+(?!(?:am|pm|h|uhr)\b)[\w./-]{{1,20}}){{1,8}}"),
    Sifted(rf"(?<!\w)(?:[^\W\d_][\w.-]{{1,24}}(?:{_IN_ONE}))\s\d{{1,4}}[a-z]?,?\s(?:\d{{4}}\s?[a-z]{{2}}|\d{{4,5}})\s[^\W\d_][\w-]{{2,24}}"),
    # A number before the street in French; Turkish, Vietnamese, Tagalog; Arabic, Bengali, Hindi, Urdu, Chinese.
    Sifted(r"(?<!\w)\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|chemin|impasse|allee|place|quai)\s(?:[^\W\d_][\w'-]{0,20}\s?){1,6}[,\s]{1,3}\d{5}\s\w+"),
    Sifted(r"(?:[^\W\d_]{2,20}\s){1,3}(?:cad(?:desi)?|sok(?:ak|agi)?|sk|mah(?:allesi)?|bulvari|blv)\b\.?[\s,]{1,3}(?:[^\W\d_]{2,20}\.?[\s,]{1,3}){0,5}no\s?[:.]?\s?\d{1,4}(?:[\s/,]{1,3}[\w:./-]{1,20}){0,10}"),
    Sifted(r"(?<!\w)\d{1,4}[a-z]?(?:/\d{1,4}){0,3}[a-z]?,?\s(?:duong|pho|ngo|ngach|hem)\s[^\n.!?]{3,40}?(?:[,\s]{1,3}(?:phuong|quan|huyen|tp|xa|thi tran|q\.?|p\.?)\s?\w{1,12}(?:\s[^\W\d_]{1,8}){0,2}){1,4}"),
    Sifted(r"(?<!\w)(?:blk\.?\s?)?\d{1,4}[a-z]?,?\s(?:(?:lot|lt)\.?\s?\d{1,4},?\s)?[^\n!?]{3,40}?\b(?:brgy|barangay)\b\.?\s(?:[\w.-]{1,18}[\s,]{1,2}){0,6}[\w.-]{2,18}"),
    Sifted(r"(?<!\d)\d{1,4}\s?شارع\s\S+(?:\s\S+){1,8}|شارع\s(?:\S+\s){1,4}?(?:رقم\s)?\d{1,4}(?:[\s,،]+\S+){1,8}"),
    Sifted(r"(?:বাসা|বাড়ি|বাড়ি|ফ্ল্যাট|প্লট|হাউস)\s?(?:নং|নম্বর|নাম্বার)?\s?\d{1,4}\S{0,4},?\s(?:[^\s,]+[\s,]+){1,8}\S+(?=$|[\s.।])"),
    Sifted(r"(?:मकान|घर|फ्लैट|प्लॉट)\s(?:नंबर|नम्बर|नं\.?|संख्या)?\s?\d{1,5}\S{0,4},?\s(?:[^\s,]+[\s,]+){1,8}\S+|(?:مكان|گھر|فليٹ|پلاٹ)\s(?:نمبر)\s?\d{1,5}\S{0,4},?\s(?:[^\s,]+[\s,]+){1,8}\S+"),
    Sifted(r"[\u4e00-\u9fff]{2,16}(?:路|街|大道|巷|弄)\s?\d{1,5}\s?(?:号|弄)[\u4e00-\u9fff\d]{0,20}"),
    # A flat and a house number before the street; a block and a lot.
    Sifted(rf"\b(?:flat|apt|apartment|unit|suite|room|shop|office|house)\.?\s(?:no\.?\s?)?(?=\w{{0,3}}\d)\w{{1,4}}[,\s]{{1,2}}\d{{1,5}}[a-z]?,?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b\.?(?:,\s?[^\W\d_][\w'.-]{{1,20}}(?:\s[^\W\d_][\w'.-]{{1,20}})?){{1,4}}"),
    Sifted(rf"\b(?:blk|block)\.?\s?\d{{1,4}}[,\s]{{1,2}}(?:lot|lt)\.?\s?\d{{1,4}},?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b\.?(?:,\s?[^\W\d_][\w'.-]{{1,20}}(?:\s[^\W\d_][\w'.-]{{1,20}})?){{1,4}}"),
    # Vietnamese: number and lane, street, district, behind a word for sending.
    Sifted(r"\b(?:gui|ship|chuyen|giao|toi|den|dia chi)\b[^\n\d]{0,24}(?P<all>\d{1,4}(?:/\d{1,4}){1,3}[a-z]?\s(?:[^\W\d_]{2,8}\s?){2,4},\s?(?:[^\W\d_.]{1,8}\s?){1,4})"),
    # Russian and Ukrainian: the name before the kind of street.
    Sifted(rf"\b[^\W\d_]{{3,20}}\s{_LAST},?\s(?:(?:д(?:ом)?|буд(?:инок)?)\.?\s?)?\d{{1,4}}[а-я]?(?:,\s(?:(?:кв|оф|корп)\w{{0,6}}\.?\s?\d{{1,4}}|[^\W\d_][\w.-]{{2,20}})){{1,4}}"),
    # Vietnamese: number and street, district; South Asia: house, road or sector, quarter, town.
    Sifted(r"(?<![\w/])\d{1,4}[a-z]?\s(?:[^\W\d_]{2,8}\s?){2,4}(?:,\s(?:phuong|p\.?)\s?[^\W_]{1,12}(?:\s[^\W\d_]{1,8})?)?,\s(?:quan|q\.?)\s?(?:\d{1,2}(?!\w)|[^\W\d_]{2,8}\s[^\W\d_]{2,8}(?=,))(?:,\s?(?:tp\.?\s?)?[^\W\d_.]{2,8}(?:\s[^\W\d_]{2,8})?){0,2}"),
    Sifted(r"(?<![\w/-])(?:(?:house|plot|flat)\s(?:no\.?\s)?\d{1,4}[a-z]?|[a-z]-\d{1,4})(?:,\s(?:road|street|sector|block|lane|phase)\s?(?:no\.?\s?)?[\w-]{1,4})(?:,\s[\w/'-]{2,18}(?:\s[\w-]{2,15}){0,2}){1,4}"),
    Sifted(r"\bp\.?\s?o\.?\s?box\s\d{1,6}(?:[\s,]+\w[\w.-]{1,20}){1,4}"),
    Sifted(r"\b(?:house|flat|plot|h\.?no\.?|flat no\.?|house no\.?)\s?(?:no\.?\s)?(?=[\w/-]{0,7}\d)[\w/-]{1,8},?\s(?:[\w'.-]{2,18}[\s,]+){1,6}(?:road|street|nagar|colony|sector|block|phase|town|layout|marg|bazar|bazaar|para)\b(?:[\s,]+\w[\w.-]{1,20}){0,4}"),
)  # fmt: skip
# What people say behind an address, and no part of it.
_POLITE = re.compile(
    r"(?:[\s,.!]+(?:please|pls|plz|thanks|thx|thank you|ok|okay|bro|sir|ya|yah|dong|makasih|grazie|gracias|por favor|porfa|obrigad[oa]|merci|svp|danke|bitte|"
    r"dzieki|prosze|tesekkurler|lutfen|salamat|po|nhe|nha|cam on|na|ji|bhai|спасибо|пожалуйста|дякую))+[\s.!]*$"
)
# Where an address is over: a full stop behind a word that is no abbreviation, or a telephone number with what leads to it.
_OVER = re.compile(r"(?<=[^\W\d_]{4})[.!?]\s|(?:[,;.]\s?[^,;.]{0,40}|\s)(?<![\d,])\+?\(?\d(?:[\s().-]{0,2}\d){8,}")
_DIGIT = re.compile(r"\d")
# A clause in small letters behind a place in capitals, when the house has been told: "..., 28013 Madrid, te espero".
_ASIDE = re.compile(
    r"(?:[A-Z\u00c0-\u00de\u0410-\u042f\u0404\u0406\u0407][\w'-]{2,}|\d{5,6}|\d-\d{3})(?P<over>),\s[a-z\u00df-\u00ff\u0430-\u044f\u0454\u0456\u0457]{2}"
)
# So many letters of it hold its street: "Jl. Melati No." is no end.
_STREET_LETTERS = 8
_WORK = Sifted(
    r"\b(?:samples?(?= (?:address|data|text|record|row|customer|input|value|file|entr|set|order))|dummy|example|lorem|field|validation|geocod\w+|parser|dataset|footer|on the (?:site|card|letterhead)|test data|mock\w*|placeholder)\b"
)


@cache
def _of_others() -> Sifted:
    """Words right before an address that make it one of a customer."""
    return Sifted(
        rf"{latin('clients')}(?:\s(?:is|are|lives?|sits|based|located|esta|vive|wohnt|habite))?\s(?:at|in|on|from|a|en|in der|im)?\s?$"
    )


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Addresses, unless the sentence speaks of sample data."""
    if _WORK.search(view.text):
        return
    spans = [_shortened(view, *one) for one in _plain(view.text)]
    for start, end in (*spans, *streets(view)):
        value = " ".join(view.text[start:end].split())
        others = _of_others().search(view.text[max(0, start - 60) : start]) is not None
        yield Hit(Category.POSTAL_ADDRESS, start, end, value, None, 0.8, stance=Stance.MENTION if others else None)


def _shortened(view: View, start: int, end: int) -> tuple[int, int]:
    """An address without what is said behind it."""
    over = _OVER.search(view.text, start + _STREET_LETTERS, end)
    end = over.start() if over else end
    house = _DIGIT.search(view.text, start + _STREET_LETTERS, end)
    aside = _ASIDE.search(view.cased, house.end(), end) if house else None
    end = aside.start("over") if aside else end
    return start, end - (len(view.text[start:end]) - len(_POLITE.sub("", view.text[start:end])))


def _plain(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for one in pattern.finditer(text):
            yield one.span("all" if "all" in one.re.groupindex else 0)


DETECTOR = Detector(
    name="postal_address",
    category=Category.POSTAL_ADDRESS,
    gate=(
        rf"[0-9][a-z]?,?\s(?:[^\s]+\s){{1,3}}{_STREET}\b",
        rf"\b(?:{'|'.join(one for one in _FIRST[3:-1].split('|') if one.isascii())})\b\.?\s[^\n]{{3,90}}[0-9]",
        rf"(?:{'|'.join(one for one in _FIRST[3:-1].split('|') if not one.isascii())})\.?\s[^\n]{{3,90}}[0-9]",
        rf"(?:{_IN_ONE})\s[0-9]",
        r"box\s[0-9]",
        rf"{_LAST},?\s[^\n]{{0,10}}[0-9]",
        r"[0-9][a-z]?\s[^\n,]{4,40},\s(?:quan|q\.?|phuong|p\.?)\s?[0-9a-z]",
        r"[0-9][a-z]?,\s(?:road|street|sector|block|lane|phase)\s?[^\n]{0,5},",
        r"(?:blk|block)\.?\s?[0-9]{1,4}[,\s]{1,2}(?:lot|lt)\.?\s?[0-9]",
        r"[0-9]/[0-9]{1,4}[a-z]?\s[^\n,]{4,40},",
        r"[0-9],?\s(?:rue|avenue|boulevard|chemin|impasse|allee|place|quai|duong|pho|ngo|ngach|hem)\s",
        r"\b(?:cad|caddesi|sok|sokak|sokagi|sk|mah|mahallesi|bulvari|blv)\b[^\n]{1,130}\bno\s?[:.]?\s?[0-9]",
        r"[0-9][^\n]{3,70}\b(?:brgy|barangay)\b",
        r"شارع|(?:বাসা|বাড়ি|বাড়ি|ফ্ল্যাট|প্লট|হাউস)[^\n]{0,12}[0-9]|(?:मकान|घर|फ्लैट|प्लॉट|مكان|گھر|فليٹ|پلاٹ)\s[^\n]{0,10}[0-9]|(?:路|街|大道|巷|弄)\s?[0-9]",
        r"(?:house|flat|plot|h\.?no)\b[^\n]{1,16},?\s[^\n]{2,120}(?:road|street|nagar|colony|sector|block|phase|town|layout|marg|bazar|bazaar|para)\b",
        *GATE,
    ),
    numbered=True,
    find=find,
    finds=(
        ("my office is 120 Alder Creek Road, Fjordville, CA 94105", "120 alder creek road, fjordville, ca 94105"),
        ("visit me at 14 Mill Lane", "14 mill lane"),
        ("Lindenstrasse 14, 10969 Fjordstadt", "lindenstrasse 14, 10969 fjordstadt"),
        ("Calle del Vencejo 38, 2ºB, 28097 Fjordlandia", "calle del vencejo 38, 2ob, 28097 fjordlandia"),
        ("9 bis rue des Lilas, 75999 Fjordville", "9 bis rue des lilas, 75999 fjordville"),
        ("Moda Cad. No:73 D:5, Fiord Mah", "moda cad. no:73 d:5, fiord mah"),
        ("48/12 đường Nguyễn Trãi, phường 7, quận 5", "48/12 duong nguyen trai, phuong 7, quan 5"),
        ("Jl. Melati No. 14 RT 03/RW 07, Sukafjord", "jl. melati no. 14 rt 03/rw 07, sukafjord"),
        ("建国路88号院3室", "建国路88号院3室"),
        ("ship it to Flat 2C, 31 Almond Close, Fjordtown, Lagos please", "flat 2c, 31 almond close, fjordtown, lagos"),
        ("Blk 3 Lot 9, Kamias St., Fjordlandia, Cavite", "blk 3 lot 9, kamias st., fjordlandia, cavite"),
        ("gửi mẫu về 18/5 Lê Văn Fjord, Gò Fjord nhé", "18/5 le van fjord, go fjord"),
        ("via dei Fiordi 22, scala B, 40139 Fjordlandia grazie", "via dei fiordi 22, scala b, 40139 fjordlandia"),
        ("мой адрес: г. Фьордск, ул. Тверская, д. 7, кв. 12", "ул. тверская, д. 7, кв. 12"),
        ("вулиця Шевченка 14, кв. 3, Фіордів", "вулиця шевченка 14, кв. 3, фіордів"),
        ("Фьордский проспект, 28, Фьордск", "фьордский проспект, 28, фьордск"),
        ("12 Nguyễn Fjord, Quận 1, TP.HCM", "12 nguyen fjord, quan 1, tp.hcm"),
        ("B-12, Sector 62, Fjordpur 201301", "b-12, sector 62, fjordpur 201301"),
        ("House 12, Road 5, Fjordmondi, Dhaka 1205", "house 12, road 5, fjordmondi, dhaka 1205"),
        ("vivo en calle Los Alamos 123, Fjordlandia", "calle los alamos 123, fjordlandia"),
    ),
    silent=(
        "12 rue mistakes in the copy",
        "move 3 pixels in this way",
        "the 2 pages close too early",
        "open 24 hours a day",
        "via 3 api calls",
        "5 files on the drive",
        "block 3 lot of errors in the log",
        "gửi file 18/5 trước nhé",
        "page 3, 12 rows close too early",
        "исправь ул в футере, 7 строк",
        "sửa 12 Nguyen files, quan trọng",
        "Road 5 of the game, House 12 of the level",
    ),
    anchors=(
        rf"\b(?:{'|'.join((*_STREET[3:-1].split('|'), *(one for one in _FIRST[3:-1].split('|') if one.isascii())))})\b",
        rf"(?:{'|'.join(one for one in _FIRST[3:-1].split('|') if not one.isascii())})",
        rf"(?:{_IN_ONE}|box)\s[0-9]",
        r"[0-9],?\s(?:chemin|impasse|allee|quai|duong|pho|ngo|ngach|hem)\s",
        r"\b(?:cad|caddesi|sok|sokak|sokagi|sk|mah|mahallesi|bulvari|blv|brgy|barangay)\b",
        r"شارع|বাসা|বাড়ি|বাড়ি|ফ্ল্যাট|প্লট|হাউস|मकान|घर|फ्लैट|प्लॉट|مكان|گھر|فليٹ|پلاٹ|(?:路|街|大道|巷|弄)\s?[0-9]",
        r"(?:house|flat|plot|h\.?no)\b",
        r"\b(?:blk|block)\.?\s?[0-9]",
        r"[0-9]/[0-9]{1,4}[a-z]?\s",
        _LAST,
        *GATE,
        r",\s(?:quan|q\.?|phuong|p\.?|road|street|sector|block|lane|phase)\s?[0-9a-z]",
    ),
)
