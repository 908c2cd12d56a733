"""JUnit XML, as CI systems show it: one case per finding, failed while it is open, skipped once it is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from auditor.model.results import Finding
from auditor.model.words import Severity
from auditor.printing import safe


def render(found: Sequence[Finding], as_of: date) -> str:
    """One suite per rule. Findings at info are good conduct or records and pass; nothing carries a time."""
    top = Element("testsuites", name="auditor")
    for rule_id, own in groupby(sorted(found, key=lambda one: one.rule_id), key=lambda one: one.rule_id):
        _suite(top, rule_id, list(own), as_of)
    _count(top, top)
    indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode") + "\n"


def _suite(top: Element, rule_id: str, found: Sequence[Finding], as_of: date) -> None:
    suite = SubElement(top, "testsuite", name=safe(rule_id))
    for one in found:
        name = f"{one.client_id} {one.occurred_at.date()} {one.finding_id}"
        case = SubElement(suite, "testcase", classname=safe(f"auditor.{rule_id}"), name=safe(name), time="0")
        if not one.is_open(as_of):
            SubElement(case, "skipped", message=one.status.value)
        elif one.severity is not Severity.INFO:
            failure = SubElement(case, "failure", type=one.severity.value, message=safe(one.title))
            failure.text = safe(f"{one.explanation} {one.action}")
    _count(suite, suite)


def _count(element: Element, within: Element) -> None:
    for name, kind in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in within.iter(kind))))


LISTING = render
