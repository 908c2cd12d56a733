"""How the speaker stands to a phrase: what the words before and after it make of an offer or a request."""

from __future__ import annotations

import re

from auditor.model.words import Category, Stance
from auditor.scanning.subjects import is_refusal_only, is_work

ASKS = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST, Category.FEE_AVOIDANCE, Category.REVIEW_TRADE,
                  Category.ACCOUNT_SHARING, Category.ONE_OFF, Category.CODED_LANGUAGE))  # fmt: skip
_NOT = (
    r"(?:can'?t|cannot|can not|couldn'?t|don'?t|do not|doesn'?t|does not|won'?t|will not|wouldn'?t|shouldn'?t|should not|must not|mustn'?t|not|never|nor|unable to|refuse to|rather not|avoid|"
    r"isn'?t|aren'?t|no|prohibit\w*|forbid\w*|forbids|forbidden|bans?|disallow\w*|against|stop|"
    r"no (?:puedo|podemos|quiero|acepto|trabajo|me gusta|hago|debemos|se puede|esta permitido|voy)|nunca|prefiero no|jamas|prohibido|sin|tampoco|"
    r"nao (?:posso|podemos|quero|aceito|trabalho|faco|pode|e permitido|vou)|nao|proibido|"
    r"nicht|kein\w*|niemals|verboten|ne|pas|jamais|interdit|non|mai|vietato|nie|zabronione|nahi|nahin|mat|mana|hindi|bawal|huwag|tidak|jangan|dilarang|khong the|khong duoc|yasak|yapmam|istemem|olmaz)"
)
_NEGATOR = re.compile(
    rf"\bwhy (?:would|should) (?:you|anyone|anybody|i|we)\b[^.!?;\n]*$|\b{_NOT}(?:[^\w.!?;,\n]+[\w']+){{0,5}}[^\w.!?;\n]*$|(?:\bне|нельзя|запрещен\w*|никогда|ні|заборонен\w*)(?:[^\w.!?;,\n]+\w+){{0,4}}[^\w.!?;\n]*$|(?:不能|不要|不可以|不想|(?<![特分区])别|禁止|لا |مش |ممنوع|لن |नहीं|मत |না )[^。.!?،]{{0,12}}$"
)
_NO_NEGATOR = re.compile(
    r"\b(?:why (?:don'?t|not)|don'?t (?:you|worry|mind|forget|want (?:to )?(?:pay|lose|give|use)|like (?:paying|upwork|the fee)|need (?:the |an? )?(?:contract|upwork)|trust)|if you (?:don'?t|do not) mind|do not mind|not only|no (?:problem|worries|need|issue|matter|more|doubt|commission|fees?)|can'?t we|couldn'?t we|"
    r"won'?t you|not (?:to )?(?:lose|pay)|por que no|porque no|por que nao|pourquoi (?:pas|ne)|warum nicht|perche non|neden)\b|почему бы|может не|не против|不如|何不"
)
_AFTER_NO = re.compile(
    r"^[^.!?\n]{0,60}?\b(?:(?:is|are|isn'?t|aren'?t|it'?s|that'?s|would be|seems) (?:not |strictly |also |really |a )*(?:allowed|permitted|prohibited|forbidden|against|banned|violation|possible for me|risky|something i|an option)|violates?|breaks? the|gets? (?:you|us|me|accounts?) (?:banned|suspended)|"
    r"(?:no )?(?:esta|es) (?:prohibido|permitido)|va contra|contra las (?:reglas|normas)|e proibido|contra as regras|ist (?:nicht erlaubt|verboten)|gegen die (?:regeln|agb)|c'?est interdit|est interdit|contre les regles|vietato|contro le regole|yasak|bawal|dilarang|zabronione)\b|^[^.!?\n]{0,40}(?:запрещен|нельзя|против правил|заборонен|违反|不允许|ممنوع|ضد)"
)
_QUOTED = re.compile(
    r"\b(?:policy|policies|rules?|terms|tos|guidelines|terms of service|community standards|support|help page|help center|warning|reminder|notice|article|they) (?:say|says|said|state|states|stated|clearly|forbid|forbids|prohibit|prohibits|explain|explains|read|reads|tells?|warns?|mention|mentions|about|on|against)\b|"
    r"\b(?:upwork|fiverr|freelancer) (?:says?|warns?|reminds?|states?|asks (?:us|me|you) (?:not|to report)|forbids?|prohibits?|doesn'?t allow|does not allow|bans?)\b|\b(?:reported|report|flagged|flag) (?:him|her|them|it|this|a client|the client|that client|someone|anyone)\b|\b(?:scam|scammer|scammers|phishing)\b|"
    r"\b(?:a|one|my last|previous|another|some) (?:client|guy|person|scammer|freelancer) (?:once )?(?:asked|wanted|tried|told|offered)\b"
)
_ACCEPTS = re.compile(
    r"^\W*(?:ok(?:ay)?|sure|yes|yeah|yep|fine|alright|deal|agreed|great|perfect|good idea|sounds good|works for me|no problem|vale|claro|si|de acuerdo|dale|sim|beleza|combinado|pode ser|ja|klar|einverstanden|oui|d'accord|ça marche|certo|va bene|tak|jasne|tamam|olur|haan|theek hai|thik hai|sige|oke|oke deh|duoc)\b|^\W*(?:да|хорошо|ок|окей|договорились|ладно|так|добре)\b|^\W*(?:好的|可以|行|تمام|موافق|ماشي|हाँ|ठीक|হ্যাঁ|ঠিক)"
)
_ASKS = re.compile(
    r"\b(?:can|could|would|will|do|may|might|shall) (?:you|u|we|i)\b|\bpuedes|podemos|podes|pode\b|kannst|konnen sie|pouvez|peux|possiamo|puoi|mozemy|mozesz|можете|можешь|можно|можна|能不能|可以吗|ممكن|क्या|kya|pwede|bisa|boleh|co the|olur mu|misin|miyiz"
)

# Languages that say no in the ending of the verb.
_VERB_SAYS_NO = re.compile(
    r"\w{2,}(?:am[ae]m|em[ae]m|amayiz|emeyiz|amiyor\w*|emiyor\w*|mayacag\w+|meyeceg\w+|istemiyor\w*|yapmiyor\w*)\b"
)


_OPENING = re.compile(r"(?:^|[\s(:：])[\"'«„]|[「『“]")
_CLOSING = re.compile(r"[\"'»”](?:$|[\s).,;:!?])|[」』”]")
QUOTED_WORDS = 3


def _in_quotes(text: str, start: int, end: int) -> bool:
    """Whether the phrase stands in somebody's quoted words, three of them at least (a single one may be ironical)."""
    left = max((one.end() for one in _OPENING.finditer(text, max(0, start - 120), start + 1)), default=-1)
    if left < 0 or left > start or _CLOSING.search(text, left, start):
        return False
    right = _CLOSING.search(text, max(end - 1, left), end + 160)
    quoted = text[left : right.start()] if right else ""
    return (
        right is not None
        and (len(quoted.split()) >= QUOTED_WORDS or (not quoted.isascii() and len(quoted) > 5))
        and left > 1
    )


def adjusted(text: str, start: int, end: int, category: Category, stance: Stance) -> Stance:
    """The stance of a phrase at text[start:end], whose family says `stance` by itself."""
    if stance is Stance.DECLINE:
        return Stance.DECLINE
    left = max((text.rfind(mark, max(0, start - 140), start) for mark in ".!?;\n"), default=-1) + 1
    left = max(left, start - 140)
    before, after = text[left:start], text[end : end + 80]
    if category in ASKS and category not in (Category.FEE_AVOIDANCE, Category.ONE_OFF, Category.CODED_LANGUAGE):
        if _NEGATOR.search(before) and not _NO_NEGATOR.search(before + text[start:end][:20]):
            return Stance.DECLINE
        if _AFTER_NO.search(after):
            return Stance.DECLINE
    if _in_quotes(text, start, end):
        return Stance.MENTION
    coded = category is Category.CODED_LANGUAGE
    if (
        _QUOTED.search(before)
        or (not coded and _QUOTED.search(after[:60]))
        or is_work(category, before, text[start:end], after)
    ):
        return Stance.MENTION
    if _VERB_SAYS_NO.search(text[start:end] + after[:24]) or is_refusal_only(category, text[start:end], after):
        return Stance.DECLINE
    if _ACCEPTS.search(before) and category in (Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT):
        return Stance.ACCEPT
    if (
        stance is Stance.OFFER
        and category is Category.OFF_PLATFORM_PAYMENT
        and _ASKS.search(before[-25:] + text[start:end][:12])
    ):
        return Stance.REQUEST
    return stance
