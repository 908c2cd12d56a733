"""What a phrase is about: the way out, or something of the work that bears the same words."""

from __future__ import annotations

import re

from auditor.detectors.parts.others import of_others
from auditor.model.words import Category

# "Leave the platform folder", "your email marketing", "use your account module": the noun after makes it work.
_COMPOUND = re.compile(
    r"^(?:'s)?[\s-](?:(?:call|business|cloud|web|mobile|user|login|bot|ad|ads|app) )?(?:folder|director(?:y|ies)|layers?|modules?|code|codebase|services?|team|settings?|config\w*|header|footer|repos?(?:itory)?|sdk|apis?|"
    r"tabs?|fields?|columns?|icons?|logos?|buttons?|pages?|sections?|components?|class(?:es)?|screens?|menus?|models?|widgets?|features?|forms?|tables?|files?|branch|version|upgrade|migration|docs|documentation|"
    r"stack|tree|graph|marketing|copy|copywriting|subject lines?|sequences?|flows?|lists?|signatures?|automation|integrations?|experience|campaigns?|templates?|newsletters?|designs?|availability|skills?|portfolio|scrapers?|plugins?|login|log-in|sign-?in|validation|server|deliverability|address validation|bots?|chat ?bots?|ads|"
    r"endpoints?|schema|boundary|boundaries|abstraction|dependency|dependencies|team)\b"
)
_COMPOUNDED = frozenset((Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST, Category.ACCOUNT_SHARING))
_PAID_BY_OTHERS = frozenset((Category.OFF_PLATFORM_PAYMENT,))
# A fee that is stated and accepted, or of a shop's own.
_FEE_AGREED = re.compile(
    r"^[^.!?\n]{0,40}?\b(?:(?:that'?s|that is|which is|it'?s|is|are) (?:\w+ )?(?:fine|ok|okay|fair|normal|included|already|understood|worth)|(?:(?:i|we)(?:'ve| have)? )?(?:already )?(?:included|calculated|factored|priced|added|counted)|(?:i|we) (?:understand|accept|know|don'?t mind)|"
    r"das (?:ist|geht|passt)(?: \w+)? (?:in ordnung|ok|fair|gut)|in ordnung|esta bien|me parece (?:bien|justo)|(?:tudo|esta) bem|c'?est (?:normal|bon|correct)|va bene|w porzadku|sorun degil)\b"
)
_FEE_FOR = re.compile(
    r"^ (?:for|on|to) (?:the |an? |our |your |every )?(?!me\b|us\b|both\b|you\b)\w+ing\b|^ (?:for|on) (?:cancel|return|refund|shipping|delivery)"
)
_EARNED = re.compile(
    r"^\s*(?:,\s*)?(?:(?:you|i|we)(?:'ve| have)? deserved?|once|when|after|as soon as|at the end)\b[^.!?\n]{0,30}\b(?:work|job|project|contract|milestone|everything|it|order|deserve\w*|end)\b(?:'s| is| are)?(?: all)?(?: (?:done|finished|complete|completed|delivered|over|ends|closed))?"
)
_BARGAIN = re.compile(r"\b(?:if|and (?:i|you|we)|extra|free|discount|pay|bonus|refund|return the|in exchange|too)\b")
_REFUSAL_TAIL = re.compile(
    r"^\W{0,3}(?:sorry|unfortunately|because|as it|it'?s (?:not|against)|that'?s against|before|until|yet|$)|^[^\w\n]*$"
)


def is_work(category: Category, before: str, phrase: str, after: str) -> bool:
    """Whether the phrase names a part of the work, or states what nobody minds."""
    if category in _COMPOUNDED and _COMPOUND.search(after):
        return True
    if category in _PAID_BY_OTHERS and of_others(before, phrase, after):
        return True
    if category is Category.FEE_AVOIDANCE:
        return bool(_FEE_AGREED.search(after) or _FEE_FOR.search(after))
    if category is Category.REVIEW_TRADE:
        rest = phrase.rpartition(" review")[2] + after
        return bool(_EARNED.search(rest)) and not _BARGAIN.search(before[-40:] + after)
    return False


def is_refusal_only(category: Category, phrase: str, after: str) -> bool:
    """Whether "I can't share it here" ends there, with nothing that hints at another way."""
    refused = re.search(r"\b(?:can'?t|cannot|can not|won'?t|not allowed to)\b", phrase)
    return category is Category.CODED_LANGUAGE and bool(refused) and bool(_REFUSAL_TAIL.search(after))
