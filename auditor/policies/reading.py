"""Reads one policy file: every key known, every value of its form, unknown parts said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from auditor.model.policies import ALWAYS, Anchor, OtherReading, Policy, Window
from auditor.model.words import Severity
from auditor.policies import contacts, forms
from auditor.policies.extending import FOLDER, PackError, whole
from auditor.policies.faults import FaultsError, each
from auditor.policies.fees import fee_rule
from auditor.policies.forms import UNKNOWN, needed

__all__ = ["FOLDER", "read"]

KEYS = {
    "name", "version", "effective_from", "in_force_by", "title", "source", "tag", "currency", "platforms", "window", "fee",
    "contact", "alternative", "clauses", "settings", "parameters", "severities", "extends",
}  # fmt: skip
# The words of published terms, and what they are here.
ANCHORS = {
    "identified": Anchor.FIRST_CONTACT, "introduced": Anchor.FIRST_CONTACT, "last_contact": Anchor.LAST_MESSAGE,
    "last_paid": Anchor.LAST_PAYMENT, **{anchor.value: anchor for anchor in Anchor},
}  # fmt: skip
RESETS, CONTACT, TAGS = ("contract", "payment"), ("before_contract", "before_order", ALWAYS, UNKNOWN), ("P", "S", "?")


def read(path: Path) -> Policy:
    """Read one policy file with what it extends. Raises PackError that names the file, the key and the remedy."""
    found = whole(path)
    try:
        return Policy(**_parts(found.data), sha256=found.sha256, extends=found.data.get("extends"))
    except FaultsError as faults:
        said = "; ".join(faults.said)
        raise PackError(f"{path}: {said}; 'auditor policy form' shows the form") from faults


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    made = each({
        "keys": lambda: forms.refuse_unknown("", data, KEYS),
        **{name: partial(_text, data, name) for name in ("name", "version", "title", "source")},
        "currency": lambda: forms.currency("currency", needed("", data, "currency")),
        "effective_from": lambda: forms.day("effective_from", needed("", data, "effective_from")),
        "in_force_by": lambda: forms.day("in_force_by", data.get("in_force_by", UNKNOWN)),
        "tag": lambda: forms.one_of("tag", needed("", data, "tag"), TAGS),
        "platforms": lambda: tuple(one.strip().lower() for one in forms.texts("platforms", data.get("platforms", []))),
        "window": lambda: _window(needed("", data, "window")),
        "fee": lambda: fee_rule(needed("", data, "fee")),
        "contact": lambda: _contact(needed("", data, "contact")),
        "others": lambda: tuple(_other(one) for one in forms.tables("alternative", data.get("alternative", []))),
        "clauses": lambda: _clauses(needed("", data, "clauses")),
        "parameters": lambda: _parameters(data.get("parameters", {})),
        "severities": lambda: _severities(data.get("severities", {})),
        "settings": lambda: contacts.settings(data.get("settings", {})),
    })  # fmt: skip
    contact = made.pop("contact") | made.pop("settings")
    if contact["contact_rule"] == ALWAYS:
        made["parameters"]["contact.during_contract"] = {"allowed": 0} | made["parameters"].get("contact.during_contract", {})  # fmt: skip
    return {name: value for name, value in {**made, **contact}.items() if name != "keys"}


def _contact(value: Any) -> dict[str, Any]:
    data = forms.table("contact", value)
    forms.refuse_unknown("contact.", data, {"rule", "exemptions", "penalty"})
    made = each({
        "contact_rule": lambda: forms.one_of("contact.rule", needed("contact.", data, "rule"), CONTACT),
        "exemptions": lambda: forms.texts("contact.exemptions", data.get("exemptions", [])),
        "penalty": lambda: forms.text("contact.penalty", data["penalty"]) if "penalty" in data else None,
    })  # fmt: skip
    return made | {"contact_rule": None if made["contact_rule"] == UNKNOWN else made["contact_rule"]}


def _clauses(value: Any) -> dict[str, str]:
    return {name: forms.text(f"clauses.{name}", one) for name, one in forms.table("clauses", value).items()}


def _parameters(value: Any) -> dict[str, dict[str, Any]]:
    """What the file sets of rules; whether the rules have such parameters is asked where rules are known."""
    given = forms.table("parameters", value)
    return {rule: dict(forms.table(f'parameters."{rule}"', values)) for rule, values in given.items()}


def _severities(value: Any) -> dict[str, str]:
    given = forms.table("severities", value)
    return {rule: forms.one_of(f'severities."{rule}"', one, [known.value for known in Severity]) for rule, one in given.items()}  # fmt: skip


def _window(value: Any) -> Window:
    data = forms.table("window", value)
    forms.refuse_unknown("window.", data, {"months", "anchors", "resets"})
    resets = data.get("resets", list(RESETS))
    made = each({
        "months": lambda: _months("window.months", needed("window.", data, "months"), or_unknown=True),
        "anchors": lambda: _anchors(needed("window.", data, "anchors")),
        "resets": lambda: None if resets == UNKNOWN else tuple(forms.one_of("window.resets", one, RESETS) for one in forms.texts("window.resets", resets)),
    })  # fmt: skip
    return Window(**made)


def _anchors(value: Any) -> tuple[Anchor, ...]:
    if value == UNKNOWN:
        return ()
    return tuple(dict.fromkeys(_anchor("window.anchors", one) for one in forms.texts("window.anchors", value)))


def _anchor(key: str, value: Any) -> Anchor:
    return ANCHORS[forms.one_of(key, value, ANCHORS)]


def _other(data: Mapping[str, Any]) -> OtherReading:
    anchor, months = (needed("alternative.", data, key) for key in ("anchor", "months"))
    found = _months("alternative.months", months)
    assert found is not None
    return OtherReading(_anchor("alternative.anchor", anchor), found)


def _months(key: str, value: Any, or_unknown: bool = False) -> int | None:
    return None if or_unknown and value == UNKNOWN else forms.whole(key, value, 1, 1200)


def _text(data: Mapping[str, Any], key: str) -> str:
    return forms.text(key, needed("", data, key))
