"""Digits that name an order, a ticket, a tracking code, a test run: no telephone number, no card."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# What is named by a number that nobody dials, over folded text.
NAMED = rf"(?:\b(?:{'|'.join(_WORDS['words'])})\b|(?:{'|'.join(_WORDS['others'])}))"
_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(_WORDS['words'])})|{'|'.join(_WORDS['others'])})[\"']?"
    rf"[\s.:#№=°º-]{{0,4}}(?:(?:{'|'.join(_WORDS['between'])})[\s.:#№=°º-]{{0,3}}){{0,3}}[\"'(]?$"
)
# "What is the order number? 415...": the answer stands beside the question.
_ANSWERED = re.compile(
    rf"{NAMED}[\s-]{{0,2}}(?:(?:{'|'.join(_WORDS['between'])})[\s.]{{0,2}}){{1,3}}[?？؟][\s\"'(#:-]{{0,4}}$"
    rf"|(?:{'|'.join(_WORDS['numbers'])})[\s.]{{1,2}}(?:d[eiou]l?\w?\s|of\s(?:the\s)?|der\s|d')?{NAMED}\s?[?？؟][\s\"'(#:-]{{0,4}}$"
)
# "1Z 999 AA1 01 2345 6784": words of capitals and digits before the digits; letters that look like digits are none.
_LETTERED = re.compile(
    r"(?<![^\W_])(?=[A-Z]*\d)(?=\d*[A-Z])(?![\dOISLZB|]+(?![^\W_]))[A-Z\d]{2,}[\s-](?:[\dA-Z]{1,4}[\s-]){0,3}$"
)
# "0532... nolu sipariş": behind them stands that they number a thing.
_NUMBERS = re.compile(
    rf"\s?(?:(?:n[ou]'?lu|numarali|no'?li|numaral\w*|(?:number|no|nr|nomor|नंबर|नम्बर|নম্বর|নাম্বার|نمبر)\s?(?:ka|ke|ki|wala|wali|wale|का|के|की|वाला|वाली|वाले|এর|ওয়ালা|والا|والي|كا|كي|كے)?)\s(?:\w{{1,12}}\s)?|号)(?:{NAMED})"
)
# "Our order numbers have 11 digits, like 40018827731": the name stands further off.
_SHOWN = re.compile(
    r"(?:\b(?:like|such as|e\.g\.|for example|wie|z\.b\.|como|comme|come|jak|gibi|seperti|nhu|is(?: [a-z]{2})?|are)|например|наприклад|比如|例如|مثل)[\s:]{1,3}$"
)
_NUMBERED = re.compile(
    r"\b(?:orders?|tickets?|invoices?|tracking|serials?|vat|tax|customs|registration|reference|product|article|item|part|case|customer|bestell|auftrags|rechnungs|artikel) ?(?:numbers?|nos?|ids?|codes?|nummern?)\b"
    r"|\b(?:numeros?|numeri|numery|codigos?|codici|kody|kode) d?[eio]?l? ?(?:pedidos?|ordini|ordine|commandes?|zamowien\w*|pesanan|facturas?)\b"
)
# "79261184203 is the part number, not a phone": what they are stands behind them.
_AFTER = re.compile(
    rf"[\s,)\"'-]{{0,3}}(?:(?:is|was|are|это|це|es|ist|est|e|to|jest|la|adalah|ay|hai|是|هو|ہے)\s?)?"
    rf"(?:(?:the|an?|our|my|der|die|das|le|la|el|il|o|un|una|num[ae]ro|de|du|do|of|номер|my) ){{0,3}}"
    rf"(?:(?:{'|'.join(_WORDS['words'])})(?:\s?(?:numbers?|no|nr|id|code|nummer))?\b(?! (?:me|is))|(?:{'|'.join(_WORDS['others'])}))"
)
_NO_PHONE = re.compile(
    r"\bnot? (?:a |my |the |our )?(?:phone|telephone|number to call|contact)|\bno es (?:un |el |mi )?(?:telefono|numero de tel)|\bkein\w? (?:telefon|handy)"
    r"|\bnao e (?:um |o )?(?:telefone|celular)|\b(?:pas|n'?est pas) (?:un |le |mon )?(?:numero de )?(?:tel|phone)|\bnon e un (?:telefono|numero di tel)|\bto nie (?:numer )?telefon"
    r"|не (?:телефон|номер телефон)|это не номер|不是(?:电话|手机)|telefon degil|bukan (?:nomor )?(?:hp|telepon|wa)|khong phai so dien thoai|hindi (?:yan |po )?(?:phone|cellphone)"
)
_A_NUMBER = re.compile(r"(?:numbers?|nummer|no|nr|id|नंबर|नम्बर|নম্বর|নাম্বার|نمبر|号码?)(?![^\W_])")
_THING = re.compile(rf"{NAMED}[ -]?$")
_BOOK = re.compile(r"97[89]-\d{1,5}-\d|97[89]\d{10}(?!\d)")
# "ring 415-555-0137/212-555-0138": the stroke stands between two numbers, and is none of a path.
_TWO_NUMBERS = re.compile(r"(?:\d[ .()-]{0,2}){9}/$")
# A field of a program that is named for what it identifies: userId, order_id.
_NAMED_ID = re.compile(r"[a-z](?:I[dD]|_id)s?[\"']?\s?[:=]\s?[\"'\[]?$")
# What a program counts, waits for or sets: int x = 9876543210;
_IN_CODE = re.compile(
    r"\b(?:u?int\d*|long|short|float|double|size_t|let|const|var|static|final)\s(?:[\w<>]+\s)?\w+\s?=\s?$|(?<![\w.])[abd-ln-oq-suvx-z]\s?={1,2}\s?$"
    r"|\b(?:timeout|offset|sleep|seed|limit|max|min|size|length|epoch|timestamp|duration|delay|utr|meter reading|matrikelnummer|counter|count)"
    r"(?:\s(?:is|of|at|was|reads|shows|stands at|ist))?[\s:=]{1,3}$"
)
# "Two digits per line": how a number is written, and no name of one; and a field of a table: Cell A1.
_BY_LINE = re.compile(r"\b(?:per|each|every|a|by|one|pro|por|par|je) (?:line|zeile|linea|linha|ligne|row)\W{0,6}$")
_OF_A_TABLE = re.compile(r"\bcells? [a-z]{1,2}\d{1,4}\s?[:=]\s?$")
# "Order number 415-867-5309/24": what follows a stroke is named as the number before it is.
_STROKE_BEFORE = re.compile(r"\+?\(?\d[\d .()-]{5,18}\d(?:\s?/\s?\d{2,4}){0,3}\s?/\s?$")
_GLUED = frozenset("=@#$_/\\")


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits are named as something else, or are part of a longer token."""
    if hit.category is Category.CONTACT_REQUEST:
        return _names_a_thing(view.text, hit)
    before = view.text[max(0, hit.start - 40) : hit.start]
    if hit.end - hit.start <= 4 and (stroke := _STROKE_BEFORE.search(before)) is not None:
        return drops(view, replace(hit, start=hit.start - len(before) + stroke.start()))
    if _BOOK.match(view.text, hit.start) or _NUMBERS.match(view.text, hit.end):
        return True
    if _ANSWERED.search(before) or _LETTERED.search(view.cased, max(0, hit.start - 24), hit.start):
        return True
    if _is_denied(view) and _AFTER.match(view.text, hit.end):
        return True
    if _SHOWN.search(before) and _NUMBERED.search(view.text, max(0, hit.start - 90), hit.start):
        return True
    second = _TWO_NUMBERS.search(before) is not None
    token = before[before.rfind(" ") + 1 :]
    return (
        bool(_BEFORE.search(before) and not _BY_LINE.search(before))
        or _OF_A_TABLE.search(before) is not None
        or _IN_CODE.search(before) is not None
        or "://" in token
        or ("/" in token and not second)
        or (not second and token.rstrip("\"'")[-1:] in _GLUED and token.strip("_*") != "")
        or _NAMED_ID.search(view.cased, max(0, hit.start - 40), hit.start) is not None
    )


def _names_a_thing(text: str, hit: Hit) -> bool:
    """Whether the number that is asked for is a thing's: "ticket [number please]"."""
    return _A_NUMBER.match(text, hit.start) is not None and _THING.search(text, 0, hit.start) is not None


def _is_denied(view: View) -> bool:
    """Whether the text says of digits that they are no telephone number: asked once, for a text may hold thousands of numbers."""
    if "no_phone" not in view.memo:
        view.memo["no_phone"] = _NO_PHONE.search(view.text) is not None
    return bool(view.memo["no_phone"])


FILTER = Filter(
    name="identifiers",
    applies=frozenset((Category.PHONE, Category.CONTACT_REQUEST)),
    drops=drops,
    dropped=(
        ("order no. 4155550137", "4155550137"),
        ("our order numbers have ten digits, like 4155550137", "4155550137"),
        ("ticket #4155550137", "4155550137"),
        ("ticket number please", "number please"),
        ("What is the order number? 4155550137", "4155550137"),
        ("Which one, 1Z 999 AA1 01 2345 6784?", "01 2345 6784"),
        ("05321234567 nolu sipariş", "05321234567"),
        ("Steuernr. 151/234/98107", "151/234/98107"),
        ("tracking number is 4155550137", "4155550137"),
        ("Order number 415-555-0137/24 is closed.", "24"),
        ("Loan number 415-555-0137 was approved.", "415-555-0137"),
        ("Die Seriennummer lautet 0151 23456789", "0151 23456789"),
        ("заказ 4155550137", "4155550137"),
        ("La commande n° 06 39 98 77 03 a été livrée", "06 39 98 77 03"),
        ("Frames 0120-0480 need color correction", "0120-0480"),
        ("আদেশ নম্বর 01712-345678", "01712-345678"),
        ("P.IVA 04155550137", "04155550137"),
        ("4155550137 это артикул, не телефон", "4155550137"),
        ("4155550137 is the ticket number, not a phone", "4155550137"),
        ("https://files.test/4155550137", "4155550137"),
        ("userId: 4155550137", "4155550137"),
        ('{"id": 4155550137}', "4155550137"),
        ("Cell A1: 415 555 0137", "415 555 0137"),
        ("int x = 9876543210;", "9876543210"),
        ("timeout 2127365000 ns", "2127365000"),
        ("the count is 9876543210", "9876543210"),
        ("wifi password 9876543210", "9876543210"),
    ),
    kept=(
        ("4155550137, not a phone I like but it works", "4155550137"),
        ("my number is 4155550137", "4155550137"),
        ("my number, two digits per line: 41 55 55 01 37", "41 55 55 01 37"),
        ("cell: 415 555 0137", "415 555 0137"),
        ("m = 07911123456", "07911123456"),
        ("**Phone** _+1 415 555 0137_", "+1 415 555 0137"),
        ("ring 415-555-0137/212-555-0138", "212-555-0138"),
        ("ring 415-555-0137/38", "38"),
        ("call 4155550137 about the order", "4155550137"),
        ("got the order? 4155550137", "4155550137"),
        ("give me your number please", "number please"),
    ),
)
