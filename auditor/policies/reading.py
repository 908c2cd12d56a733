"""Reads one policy file: every key known, every value of its form, unknown parts said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from auditor.model.policies import ALWAYS, Anchor, OtherReading, Policy, Window
from auditor.model.words import Severity
from auditor.policies.extending import FOLDER, PackError, whole
from auditor.policies.faults import FaultsError, each
from auditor.policies.fees import fee_rule, refuse_unknown

__all__ = ["FOLDER", "read"]

UNKNOWN = "unknown"
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
    text = whole(path)
    try:
        return Policy(**_parts(text.data), sha256=text.sha256, extends=text.data.get("extends"))
    except FaultsError as faults:
        said = "; ".join(faults.said)
        raise PackError(f"{path}: {said}; 'auditor policy form' shows the form") from faults


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    contact: Mapping[str, Any] = data["contact"] if isinstance(data.get("contact"), dict) else {}
    settings: Mapping[str, Any] = data["settings"] if isinstance(data.get("settings"), dict) else {}
    made = each({
        "keys": lambda: refuse_unknown("", data, KEYS),
        "contact": lambda: refuse_unknown("contact.", data["contact"], {"rule", "exemptions", "penalty"}),
        **{name: partial(_text, data, name) for name in ("name", "version", "title", "source", "currency")},
        "effective_from": lambda: _day(data, "effective_from"),
        "in_force_by": lambda: _day(data, "in_force_by") if "in_force_by" in data else None,
        "tag": lambda: _one_of("tag", data["tag"], TAGS),
        "platforms": lambda: tuple(one.strip().lower() for one in _texts("platforms", data.get("platforms", []))),
        "window": lambda: _window(data["window"]),
        "fee": lambda: fee_rule(data["fee"]),
        "contact_rule": lambda: None if contact.get("rule") == UNKNOWN else _one_of("contact.rule", contact.get("rule"), CONTACT),
        "exemptions": lambda: _texts("contact.exemptions", contact.get("exemptions", [])),
        "penalty": lambda: contact.get("penalty"),
        "others": lambda: tuple(OtherReading(_anchor(one["anchor"]), _months(one["months"])) for one in data.get("alternative", [])),
        "clauses": lambda: dict(data["clauses"]),
        "parameters": lambda: _parameters(contact.get("rule"), data.get("parameters", {})),
        "severities": lambda: {rule: Severity(severity).value for rule, severity in data.get("severities", {}).items()},
        "platform_domains": lambda: _texts("settings.platform_domains", settings.get("platform_domains", [])),
    })  # fmt: skip
    return {name: value for name, value in made.items() if name not in ("keys", "contact")}


def _parameters(contact_rule: str | None, given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the file sets of rules, and what its contact rule sets where the file does not."""
    found = {rule: dict(values) for rule, values in given.items()}
    if contact_rule == ALWAYS:
        found["contact.during_contract"] = {"allowed": 0} | found.get("contact.during_contract", {})
    return found


def _window(data: Mapping[str, Any]) -> Window:
    refuse_unknown("window.", data, {"months", "anchors", "resets"})
    resets = data.get("resets", list(RESETS))
    made = each({
        "months": lambda: None if data["months"] == UNKNOWN else _months(data["months"]),
        "anchors": lambda: () if data["anchors"] == UNKNOWN else tuple(dict.fromkeys(_anchor(one) for one in _texts("window.anchors", data["anchors"]))),
        "resets": lambda: None if resets == UNKNOWN else tuple(_one_of("window.resets", one, RESETS) for one in _texts("window.resets", resets)),
    })  # fmt: skip
    return Window(**made)


def _anchor(value: Any) -> Anchor:
    return ANCHORS[_one_of("anchor", value, tuple(ANCHORS))]


def _months(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1200:
        raise ValueError(f"months must be a whole number of at least 1 and at most 1200, not {value!r}")
    return value


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be a text, not {value!r}")
    return value


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{key} must be a list of texts, not {value!r}")
    return tuple(value)


def _day(data: Mapping[str, Any], key: str) -> date | None:
    value = data[key]
    if value == UNKNOWN:
        return None
    if type(value) is not date:
        raise ValueError(f'{key} must be a day such as 2025-10-01, or "unknown", not {value!r}')
    return value


def _one_of(key: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"{key} must be one of {', '.join(known)}, not {value!r}")
    return str(value)
