"""Reads one policy file: every key known, every value of its form, unknown parts said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

from auditor.model.policies import ALWAYS, Anchor, OtherReading, Policy, Window
from auditor.model.words import Severity
from auditor.policies.extending import FOLDER, PackError, whole
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
        return _policy(text.data, text.sha256)
    except KeyError as error:
        raise PackError(f"{path}: the key {error} is missing -> add it; the shipped policies show the form") from error
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise PackError(
            f"{path}: a value has the wrong form ({error}) -> correct it; 'auditor policy show' shows the form"
        ) from error


def _policy(data: Mapping[str, Any], sha256: str) -> Policy:
    refuse_unknown("", data, KEYS)
    contact = data["contact"]
    refuse_unknown("contact.", contact, {"rule", "exemptions", "penalty"})
    return Policy(
        name=_text(data, "name"),
        version=_text(data, "version"),
        title=_text(data, "title"),
        effective_from=_day(data, "effective_from"),
        in_force_by=_day(data, "in_force_by") if "in_force_by" in data else None,
        source=_text(data, "source"),
        tag=_one_of("tag", data["tag"], TAGS),
        currency=_text(data, "currency"),
        platforms=tuple(one.strip().lower() for one in _texts("platforms", data.get("platforms", []))),
        window=_window(data["window"]),
        fee=fee_rule(data["fee"]),
        contact_rule=None if contact["rule"] == UNKNOWN else _one_of("contact.rule", contact["rule"], CONTACT),
        exemptions=_texts("contact.exemptions", contact.get("exemptions", [])),
        penalty=contact.get("penalty"),
        others=tuple(OtherReading(_anchor(one["anchor"]), _months(one["months"])) for one in data.get("alternative", [])),
        clauses=dict(data["clauses"]),
        parameters=_parameters(contact["rule"], data.get("parameters", {})),
        severities={rule: Severity(severity).value for rule, severity in data.get("severities", {}).items()},
        platform_domains=_texts("settings.platform_domains", data.get("settings", {}).get("platform_domains", [])),
        sha256=sha256,
        extends=data.get("extends"),
    )  # fmt: skip


def _parameters(contact_rule: str, given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the file sets of rules, and what its contact rule sets where the file does not."""
    found = {rule: dict(values) for rule, values in given.items()}
    if contact_rule == ALWAYS:
        found["contact.during_contract"] = {"allowed": 0} | found.get("contact.during_contract", {})
    return found


def _window(data: Mapping[str, Any]) -> Window:
    refuse_unknown("window.", data, {"months", "anchors", "resets"})
    months, anchors, resets = data["months"], data["anchors"], data.get("resets", list(RESETS))
    return Window(
        None if months == UNKNOWN else _months(months),
        () if anchors == UNKNOWN else tuple(dict.fromkeys(_anchor(one) for one in _texts("window.anchors", anchors))),
        None if resets == UNKNOWN else tuple(_one_of("window.resets", one, RESETS) for one in resets),
    )


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
