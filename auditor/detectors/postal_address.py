"""Postal addresses: house number, street and a postcode or town, or an address after a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category

_STREET = r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|terrace|place|pl|way|highway|hwy|parkway|pkwy|close|crescent|gardens|grove|row|mews|trail|circle)"
_FIRST = r"(?:calle|avenida|av|rua|travessa|alameda|rue|avenue|boulevard|via|viale|piazza|corso|carrera|cra|ulica|ul|jalan|jl|улица|ул|вулиця|вул|проспект|пр-т|просп)"
_CITY = r"(?:[\s,]+[^\W\d_][\w'.-]{1,20}){1,4}"
_PATTERNS = (
    re.compile(rf"(?<!\w)\d{{1,5}}[a-z]?,?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b\.?(?:[\s,]+(?:apt|apartment|suite|unit|flat|floor|#)\.?\s?\w{{1,5}})?{_CITY}[\s,]+(?:[a-z]{{1,2}}\d[a-z0-9]?\s?\d[a-z]{{2}}|(?:[a-z]{{2}}\s)?\d{{4,6}}(?:-\d{{4}})?)(?!\w)"),
    re.compile(rf"(?:\b(?:address|office|visit|come to|come by|live at|lives at|located at|located in|meet me at|ship (?:it )?to|send (?:it )?to|home|house|stop by|drop by|find me at)\b[^\n.]{{0,25}}?)(?P<all>\d{{1,5}}[a-z]?,?\s(?:[^\W\d_][\w'.-]{{1,18}}\s){{1,3}}{_STREET}\b)"),
    re.compile(rf"\b{_FIRST}\.?\s(?:[^\W\d_]{{2,18}}\.?\s){{0,3}}[^\W\d_]{{2,18}},?\s(?:no?\.?|nr\.?|numero|д\.?|n)?\s?\d{{1,5}}[a-z]?(?:[\s,]+(?:\d{{4,6}}(?:-\d{{3}})?|[^\W\d_][\w'-]{{2,20}}))+"),
    re.compile(r"(?<!\w)(?:[^\W\d_][\w.-]{1,24}(?:strasse|str\.|straat|weg|allee|platz|gasse|gatan|vej))\s\d{1,4}[a-z]?,?\s(?:\d{4,5})\s[^\W\d_][\w-]{2,24}"),
    re.compile(r"\bp\.?\s?o\.?\s?box\s\d{1,6}(?:[\s,]+\w[\w.-]{1,20}){1,4}"),
    re.compile(r"\b(?:house|flat|plot|h\.?no\.?|flat no\.?|house no\.?)\s?(?:no\.?\s)?[\w/-]{1,8},?\s(?:[\w'.-]{2,18}[\s,]+){1,6}(?:road|street|nagar|colony|sector|block|phase|town|layout|marg|bazar|bazaar|para)\b(?:[\s,]+\w[\w.-]{1,20}){0,4}"),
)  # fmt: skip
_WORK = re.compile(
    r"\b(?:sample|dummy|example|lorem|field|validation|geocod\w+|parser|dataset|footer|on the (?:site|card|letterhead)|test data|mock\w*|placeholder)\b"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Addresses, unless the sentence speaks of sample data."""
    if _WORK.search(view.text):
        return
    for pattern in _PATTERNS:
        for one in pattern.finditer(view.text):
            group = "all" if "all" in pattern.groupindex else 0
            value = " ".join(view.text[one.start(group) : one.end(group)].split())
            yield Hit(Category.POSTAL_ADDRESS, one.start(group), one.end(group), value, None, 0.8)


DETECTOR = Detector(
    name="postal_address",
    category=Category.POSTAL_ADDRESS,
    gate=(
        rf"[0-9][a-z]?,?\s(?:[^\s]+\s){{1,3}}{_STREET}\b",
        rf"\b(?:{'|'.join(one for one in _FIRST[3:-1].split('|') if one.isascii())})\b\.?\s[^\n]{{3,90}}[0-9]",
        rf"(?:{'|'.join(one for one in _FIRST[3:-1].split('|') if not one.isascii())})\.?\s[^\n]{{3,90}}[0-9]",
        r"(?:strasse|str\.|straat|weg|allee|platz|gasse|gatan|vej)\s[0-9]",
        r"box\s[0-9]",
        r"(?:house|flat|plot|h\.?no)\b[^\n]{1,16},?\s[^\n]{2,120}(?:road|street|nagar|colony|sector|block|phase|town|layout|marg|bazar|bazaar|para)\b",
    ),
    find=find,
    finds=(
        ("my office is 120 Alder Creek Road, Fjordville, CA 94105", "120 alder creek road, fjordville, ca 94105"),
        ("visit me at 14 Mill Lane", "14 mill lane"),
        ("Lindenstrasse 14, 10969 Fjordstadt", "lindenstrasse 14, 10969 fjordstadt"),
        ("vivo en calle Los Alamos 123, Fjordlandia", "calle los alamos 123, fjordlandia"),
    ),
    silent=(
        "move 3 pixels in this way",
        "the 2 pages close too early",
        "open 24 hours a day",
        "via 3 api calls",
        "5 files on the drive",
    ),
)
