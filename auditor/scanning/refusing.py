"""Names of apps that are refused with the ask around them, and asks that are refused with the app they name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.model.stretches import Stretches
from auditor.model.words import Category, Stance

if TYPE_CHECKING:
    from auditor.scanning.finding import Found

_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
# Asks that may lie around the name of an app, and what else in them would say that they are meant.
_NAMING_APPS = frozenset((Category.CONTACT_REQUEST, Category.CODED_LANGUAGE))
_REACHED = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PHONE, Category.EMAIL))


def refused_with(found: list[Found]) -> list[Found]:
    """The same, where the name of an app within a refusal is refused with it ("别加我微信"), and an ask that names nothing but
    a refused app with the app: "we can't talk on Telegram here"."""
    no = [one for one in found if one.stance is Stance.DECLINE and one.normalized is None]
    if not no:
        return found
    within = Stretches((one.start, one.end) for one in no if one.category is Category.CONTACT_REQUEST)
    # "WhatsApp me" asks by itself, whatever a no further off has made of the app: an ask leads to the app that is refused with it.
    refused = Stretches((one.start, one.end) for one in no if one.category is Category.MESSENGER)
    meant = Stretches((one.start, one.end) for one in found if one.category in _REACHED and one.stance not in _MILD)
    return [
        replace(one, stance=Stance.DECLINE)
        if one.normalized is None
        and one.stance not in _MILD
        and (
            (one.category is Category.MESSENGER and within.holds(one.start, one.end))
            or (
                one.category in _NAMING_APPS
                and any(start > one.start for start, _ in refused.over(one.start, one.end))
                and not meant.meets(one.start, one.end)
            )
        )
        else one
        for one in found
    ]
