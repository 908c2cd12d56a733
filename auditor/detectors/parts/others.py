"""Sentences about somebody else: customers who pay in a shop, a shop that takes money. They are work, not an ask."""

from __future__ import annotations

import re

# "Clients" are left out in English: "my other clients pay me directly" is an ask.
_OTHERS = (
    r"(?:customers?|shoppers?|buyers?|visitors?|subscribers?|end users?|users?|guests?|patients?|students?|donors?|kunden|kaufer|nutzer|besucher|"
    r"clientes|usuarios|compradores|les clients|nos clients|utilisateurs|acheteurs|clienti|utenti|acquirenti|klienci|uzytkownicy|kupujacy|"
    r"musteriler\w*|kullanicilar\w*|pelanggan|pembeli|pengguna|khach hang|nguoi dung)"
)
_SUBJECT = re.compile(
    rf"\b{_OTHERS}\b[^.!?\n]{{0,40}}$|(?:клиент[ыа]|покупател[иья]|пользовател[иья]|покупці|клієнти|користувачі|客户|顾客|用户|العملاء|الزبائن|ग्राहक|গ্রাহক)[^.!?。\n]{{0,14}}$"
)
_PLACE = re.compile(
    r"^[^.!?\n]{0,30}\b(?:(?:in|on|at|through) (?:the |our |your |their )?(?:checkout|shop|store|web ?shop|web ?site|site|cart|form|page|app screen)|im (?:shop|laden|checkout)|auf der (?:web)?seite|"
    r"en la (?:web|tienda|pagina)|na (?:loja|pagina)|no (?:site|checkout)|sur le (?:site|panier)|dans la boutique|sul sito|nel negozio|w sklepie|na stronie)\b"
)
_HERE = re.compile(r"(?:网站|商店|网店|页面|结账)(?:上|里|中)?[^。！？\n]{0,8}$")
_PERSONAL = re.compile(r"\b(?:me|us|my|mine|mi|mir|uns|moi|nous|noi|ci|mnie|nam|bana|bize)\b|我|мне|нам|لي")


def of_others(before: str, phrase: str, after: str) -> bool:
    """Whether a phrase about paying has customers or a shop for its subject, and nobody in the conversation."""
    if _PERSONAL.search(phrase) or _PERSONAL.search(after[:20]):
        return False
    about = _SUBJECT.search(before) or _HERE.search(before)
    return bool(about) or bool(_PLACE.search(after) and re.search(rf"\b{_OTHERS}\b", before))
