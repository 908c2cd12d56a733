"""Answers: a bare yes or no means what the message before it asked."""

from __future__ import annotations

import re

from auditor.model.words import Category, Stance
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold

ASKED = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST))
_NO = re.compile(
    r"^\W*(?:(?:hi|hello|hey|thanks|thank you|sorry|ok|i'?m afraid|unfortunately|i understand,? but|appreciate it,? but)\b[\s,.!-]*(?:but )?(?:\w+,\s)?){0,3}(?:no\b(?! (?:problem|worries|issue))|nope|nah|not (?:possible|allowed|comfortable|interested|for me|something i|able)|i (?:can'?t|cannot|won'?t|don'?t|would rather not|prefer not|am not|will not)|i'?d rather not|i'?d prefer not|i'?m not|that'?s not|that is not|we can'?t|lo siento|no puedo|prefiero no|nao posso|nao,|desculpe|leider nicht|nein|desole|non\b|mi dispiace|niestety|nie\b|hayir|maalesef|nahi|hindi po|maaf)|^\W*(?:нет\b|не могу|извините|к сожалению|ні\b|не можу|不行|不可以|抱歉|对不起|لا\b|اسف|नहीं|माफ|না\b|দুঃখিত)[^\n]*"
)
_YES = re.compile(
    r"^\W*(?:ok(?:ay)?|sure|yes|yeah|yep|deal|agreed|alright|fine|great|perfect)[\s,.!-]*(?:(?:that )?works(?: for me)?|let'?s do (?:it|that)|deal|agreed|sounds good|i agree|i accept|we can do (?:that|it)|no problem|done|why not|of course|i'?m in)[\s.!]*$|^\W*(?:deal|agreed|let'?s do (?:it|that)|i agree|de acuerdo|trato hecho|combinado|fechado|abgemacht|einverstanden|d'accord|marche conclu|d'accordo|anlastik|договорились|по рукам|согласен|成交|موافق)[\s.!]*$"
)


def answer(body: str, asked: Category) -> Found | None:
    """What a reply says to an ask of the message before, where it says no more than yes or no."""
    text = fold(body)
    if (refusal := _NO.search(text.text)) is not None and len(text.text) < 200:
        return _found(text.span(refusal.start(), refusal.end()), asked, Stance.DECLINE, body)
    if asked is not Category.CONTACT_REQUEST and (consent := _YES.search(text.text)) is not None:
        return _found(text.span(consent.start(), consent.end()), asked, Stance.ACCEPT, body)
    return None


def _found(span: tuple[int, int], asked: Category, stance: Stance, body: str) -> Found:
    start, end = span
    while start < end and not body[start].isalnum():
        start += 1
    return Found(asked, None, None, start, end, 0.6, False, stance)
