"""Which findings the report shows, and by which address inside the page each can be reached."""

from __future__ import annotations

import re
from collections import defaultdict

from auditor.model.ordering import finding_order, relationship_key
from auditor.model.reporting import Limits
from auditor.model.results import AuditResult, Finding

ID_CHARACTERS = 64

Key = tuple[str, str, str]


def findings_shown(result: AuditResult, limits: Limits) -> list[Finding]:
    """The findings of the report: open ones first, the gravest first."""
    ordered = sorted(result.findings, key=lambda one: (not one.is_open(result.as_of), finding_order(one)))
    return ordered[: limits.findings]


def anchor(one: Finding) -> str:
    """The id of a finding in the page: finding-<finding_id>, with nothing in it that an address cannot hold."""
    return "finding-" + re.sub(r"[^A-Za-z0-9_-]", "-", one.finding_id)[:ID_CHARACTERS]


def links(result: AuditResult, limits: Limits) -> dict[Key, list[tuple[str, str]]]:
    """(anchor, title) of the open findings of each relationship, of those that the report shows."""
    found: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for one in findings_shown(result, limits):
        if one.is_open(result.as_of):
            found[relationship_key(one)].append((anchor(one), one.title))
    return found
