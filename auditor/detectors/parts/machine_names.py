"""Names and addresses that machines use and nobody is reached by: packages, fields of objects, files, senders of a system."""

from __future__ import annotations

import re

from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View

# A package is named from the ending of a domain on: com.example.app.
_REVERSED = frozenset(("com", "org", "net", "io", "dev", "app", "edu", "gov"))
# What programs call the things whose parts follow a dot, and how scripts are called.
_OBJECTS = frozenset(
    """
    self this user users config console app event req res request response props state window document data item items node ctx context obj
    object row rows model view form field input module exports settings options params args env session cookie cache store router
    route path file files script main test index run build server client install setup deploy backup parse utils admin process system
    """.split()
)
_PARTS = frozenset(("app", "email", "me", "id", "name", "pl", "is", "in", "to", "so", "at", "py", "rs", "sh", "cc", "ps", "log", "data", "link", "page", "host", "zip", "mov", "call", "bind", "map", "run", "int", "date", "post", "build"))  # fmt: skip
_CALL_BEFORE, _CODE_AFTER = re.compile(r"[a-z_]\((?:[^()\n]{0,40}[,\s])?$"), re.compile(r"\s?(?:\(|={1,3}\s|\)\s?[;{])")
# What a system writes from, and where its records lead.
_SET_UP = re.compile(
    r"\b(?:reply-?to|return-?path|(?:the )?sender(?: address)?|envelope from|mail ?from|bounces?(?: address)?|(?:admin|smtp|imap|test|default|system) (?:user(?:name)?|login|account|e-?mail)|"
    r"list-?unsubscribe|unsubscribe (?:link|url|page)|mx(?: records?)?|cname|a records?|spf|dkim|dns|name ?servers?|newsletters?(?: is)?(?: sent)?|notifications?(?: are)?(?: sent)?)"
    r"\s?(?::|=|(?:must|should|has to|needs to|shall) (?:be|point to|go to)|is|points? to|goes to|to|from|set to|comes? from)\s{0,2}$"
)
_OWN = re.compile(r"\b(?:my|mine|me|mein\w*|mi|mon|meu|mio)\b")
_UNREAD = re.compile(r"(?:no|do[-_.]?not)[-_.]?reply|mailer-daemon|postmaster|bounces?")


def is_of_code(view: View, start: int, end: int, labels: list[str]) -> bool:
    """Whether a name with dots that nothing calls an address belongs to a program, or is two sentences without a blank."""
    if labels[0] in _REVERSED and len(labels) > 2:
        return True
    if len(labels) != 2:
        return False
    name, last = labels
    if _CALL_BEFORE.search(view.text, max(0, start - 60), start) and view.text[end : end + 1] in ")[,.":
        return True
    if last in _PARTS and (name in _OBJECTS or _CODE_AFTER.match(view.text, end)):
        return True
    return last in ("me", "so", "is", "it", "in", "to", "no", "at", "my") and name in STOP


def is_set_up(text: str, start: int, name: str = "") -> bool:
    """Whether an address or page at text[start:] is one that a system writes from or sends on to, and nobody's own."""
    if _UNREAD.fullmatch(name):
        return True
    before = text[max(0, start - 60) : start]
    return _SET_UP.search(before) is not None and _OWN.search(before) is None
