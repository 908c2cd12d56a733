"""Which names of platforms and ways of payment everybody knows: any other is the user's own word, and may name anybody."""

from __future__ import annotations

import re
from functools import cache

from auditor import policies
from auditor.detectors.parts.payments import APPS

# How exports and people call ways of payment that are no app.
_PLAIN = frozenset(
    "platform bank card cash check cheque crypto direct iban invoice other sepa stripe swift transfer wire ach "
    "banktransfer creditcard debitcard wiretransfer".split()
)


def known_platform(name: str) -> bool:
    """Whether a shipped policy speaks of the platform."""
    return name.strip().lower() in _platforms()


def known_channel(name: str) -> bool:
    """Whether the way of payment is an app that the scanner knows, or a common word."""
    plain = re.sub(r"[\W_]", "", name).lower()
    return not plain or plain in _PLAIN or plain in _apps()


@cache
def _platforms() -> frozenset[str]:
    return frozenset(name for one in policies.shipped().values() for name in one.platforms)


@cache
def _apps() -> frozenset[str]:
    return frozenset(app.kind.replace("_", "") for app in APPS)
