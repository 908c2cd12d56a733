"""Who paid, in the sentence of a statement: payment services and banks write words before and behind the payer's name."""

from __future__ import annotations

import re

# Words that begin a booking of money received, in front of the payer; the longest first, as whole words.
LEADS = (
    "you received money from", "received money from", "money received from", "received a payment from", "payment received from",
    "payment from", "incoming payment from", "incoming transfer from", "incoming wire transfer from", "wire transfer from", "wire from",
    "sepa credit transfer from", "credit transfer from", "bank transfer from", "transfer from", "ach credit from", "ach transfer from",
    "direct deposit from", "deposit from", "zelle payment from", "zelle from", "credit from", "received from", "money from",
)  # fmt: skip
# What stands behind the payer is the payer's own text.
REFERENCE = r"(?i)\s+(?:with|w/) reference\b.*$"
LEAD = rf"(?i)^\s*(?:{'|'.join(sorted(LEADS, key=len, reverse=True))})[\s:]+"


def bare_payer(text: str) -> str:
    """The payer's name alone, where the text is such a sentence; else the text as it stands."""
    return re.sub(REFERENCE, "", re.sub(LEAD, "", text.replace("\n", " "))).strip() or text
