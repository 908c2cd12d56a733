"""Values that stand for any value: texts that are to be written, fields that are to be checked."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_CHECKED = re.compile(
    r"\b(?:validat\w+|regex\w*|placeholder|dummy|fixture|unit tests?|test (?:data|case|value|iban|card)|sample (?:data|value|iban|card)|as an example|for example|e\.g\.|format like|mock (?:data|value)|field (?:must|should|accepts?))"
)
# A number that only fills a field, or shows how one is written.
_FILLS = re.compile(
    r"\b(?:mock\w*|dummy|placeholder|fixture|seed(?: data| rows?| users?| the (?:table|database|db|users?))|test (?:rows?|accounts?|number|user|data|phone)|fake|lorem|mask|mascara|maske|maschera|masque|formato?|маск\w*|demo (?:number|data|user)|sample (?:number|data)|формат\w*)\b|格式|示例|占位"
)
# The part of a program or of a page that holds a number, before it; what it is there, behind it.
_FIELD = re.compile(
    r"\b(?:phone|number|telephone|mobile|contact)(?: (?:number|no))? (?:column|field|input|cell|textbox|box|variable|attribute)s?\b"
)
_AS_VALUE = re.compile(
    r"^\W{0,3}(?:(?:as|for) (?:a |an |the )?(?:type|hint|placeholder|filler|default|example|int\w*|bigint|varchar|string|dummy)|in (?:the )?(?:figma|sketch|mock-?ups?|wireframes?|prototype|artboard))\b"
)
# A value that somebody is to be reached on is no sample, whatever it is called.
_MEANT = re.compile(
    r"\b(?:call|text|ring|reach|write|message|ping|e-?mail|whatsapp) me\b|\bmy (?:own |real |private )?(?:number|phone|cell|mobile|e-?mail)\b"
)
# What stands in a clause before it says nothing of the number, nor what stands in another sentence of an account.
_CLAUSE, _SENTENCE = re.compile(r"[,;،，。—–]|\.\s"), re.compile(r"[!?。]|(?<!e\.g)\.\s")
_PAID = re.compile(
    r"\b(?:pay|send|sent|goes?|transfer|wire|deposit|zahl\w*|uberweis\w*|paga\w*|envia\w*|virement|przelew\w*)\b"
)
# A number beside an address that is kept for examples is one of the same row.
_INVENTED = re.compile(r"@example\.(?:com|org|net)\b")
_COPY = re.compile(
    r"\b(?:copy|headline|banner|slogan|tagline|footer|header|caption|placeholder|label|text on the|button (?:text|says)|the (?:sign|flyer|poster|page|label|card) (?:says|reads|should say))\b[^\"“”\n]{0,24}[\"“][^\"”\n]{0,80}$"
)


def drops(view: View, hit: Hit) -> bool:
    """Whether the value is given to be checked, or stands in a text that is to be written."""
    before, after = view.text[max(0, hit.start - 120) : hit.start], view.text[hit.end : hit.end + 40]
    if hit.category is Category.PHONE or hit.category is Category.EMAIL:
        if _MEANT.search(before[-60:]) or _MEANT.search(after):
            return False
        fills = hit.category is Category.PHONE and (
            _FILLS.search(_CLAUSE.split(before[-30:])[-1])
            or _FILLS.search(after)
            or _INVENTED.search(before + after)
            or _FIELD.search(_CLAUSE.split(before[-50:])[-1])
            or _AS_VALUE.search(after)
        )
        return bool(fills) or _COPY.search(before) is not None
    said = _SENTENCE.split(before[-60:])[-1]
    return _PAID.search(said) is None and (_CHECKED.search(said) is not None or _CHECKED.search(after) is not None)


FILTER = Filter(
    name="sample_values",
    applies=frozenset((Category.PHONE, Category.EMAIL, Category.IBAN, Category.CARD)),
    drops=drops,
    dropped=(
        ("the IBAN field must take GB33BUKB20201555555555", "GB33BUKB20201555555555"),
        ("+1 415 555 0137 is the demo number in the mock", "+1 415 555 0137"),
        ("seed the table with ada@example.net, phone 415-555-0137", "415-555-0137"),
        ("the phone column holds 4155550137", "4155550137"),
        ("+1 415 555 0137 in Figma", "+1 415 555 0137"),
        ('the copy is "ring us on +1 415 555 0137"', "+1 415 555 0137"),
    ),
    kept=(
        ("send it to GB33BUKB20201555555555", "GB33BUKB20201555555555"),
        ("for a copy ring +1 415 555 0137", "+1 415 555 0137"),
        ("here's my test number, call me: +1 415 555 0137", "+1 415 555 0137"),
        ("the file is in format PDF, tel +1 415 555 0137", "+1 415 555 0137"),
        ("I validated the page. Now GB33BUKB20201555555555", "GB33BUKB20201555555555"),
        ("pay it, for example, to GB33BUKB20201555555555", "GB33BUKB20201555555555"),
    ),
)
