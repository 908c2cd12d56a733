"""Whose addresses are nobody's sign of a second account: the domains of platforms, and the user's own contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from auditor.policies import forms
from auditor.policies.faults import each

DOMAIN = re.compile(r"[^\s@/:]+\.[^\s@/:.]+")
EMAIL = re.compile(rf"[^\s@<>\",;]+@{DOMAIN.pattern}")
# E.164: a country code and at most 15 digits in all; how people group them does not count.
PHONE, GROUPING = re.compile(r"\+[1-9]\d{7,14}"), re.compile(r"[\s().\-/]")
HANDLE = re.compile(r"@[^\s@/]{2,}")
KINDS = 'e-mail addresses, telephone numbers with country code ("+1 202 555 0147") or handles ("@name")'


def settings(value: Any) -> Mapping[str, tuple[str, ...]]:
    """The table [settings] as parts of a policy: `platform_domains` and `own_contacts`, as detections write them."""
    data = forms.table("settings", value)
    forms.refuse_unknown("settings.", data, {"platform_domains", "own_contacts"})
    return each({
        "platform_domains": lambda: _domains(data.get("platform_domains", [])),
        "own_contacts": lambda: _contacts(data.get("own_contacts", [])),
    })  # fmt: skip


def _domains(value: Any) -> tuple[str, ...]:
    key = "settings.platform_domains"
    found = tuple(one.strip().lower() for one in forms.texts(key, value))
    for one in found:
        if not DOMAIN.fullmatch(one):
            raise forms.FormError(
                f'{key} must be domains such as "upwork.com", but holds {forms.shown(one)} -> correct it; an address, number or '
                "handle of your own belongs into settings.own_contacts"
            )
    return found


def _contacts(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_contact(one) for one in forms.texts("settings.own_contacts", value)))


def _contact(value: str) -> str:
    text = value.strip().lower()
    number = GROUPING.sub("", text)
    if EMAIL.fullmatch(text):
        return text
    if PHONE.fullmatch(number):
        return number
    if HANDLE.fullmatch(text):
        return text.removeprefix("@")
    raise forms.FormError(f"settings.own_contacts must be {KINDS}, but holds {forms.shown(value)} -> correct it")
