"""8,000 hostile strings as texts, names and ids of a report, opened in a real browser: text they are, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from auditor.model.results import AuditResult, Evidence
from auditor.report.building import build_report
from tests import invented
from tests.hostile import hostile_strings
from tests.support.browser import browser, opened
from tests.support.running import audit

STRINGS = hostile_strings(8000)
PAGES = [STRINGS[place : place + 1000] for place in range(0, len(STRINGS), 1000)]
# What a reader's browser made of the page: every element, with the names of its attributes.
STRUCTURE = "[...document.querySelectorAll('*')].map(one => one.tagName + ' ' + one.getAttributeNames().sort().join(' ')).join('\\n')"
# A picture has a mark or a line of text more or less with the length of its words; an option is there once for each rule.
CALM = "calm {0}"


def planted(strings: Sequence[str]) -> AuditResult:
    """Each string in one place: clients' names and ids, contracts' ids, titles, messages, values, reasons and files."""
    left = iter(strings)
    rows = tuple(
        invented.relationship(number, client_id=next(left), client_name=next(left), moved_by=next(left), verdict_reasons=(next(left), next(left)))
        for number in range(24)
    )  # fmt: skip
    found = tuple(
        invented.finding(
            number, rule_id="contact.before_contract", client_id=rows[number % 24].client_id, title=next(left), explanation=next(left),
            evidence=tuple(Evidence("messages", next(left), next(left), next(left)) for _ in range(2)),
        )
        for number in range(96)
    )  # fmt: skip
    rest = list(left)
    files = tuple(invented.account(number, path=text, message=text) for number, text in enumerate(rest[:40]))
    return invented.result(
        0, 0, eligibility=rows, findings=found, frames=invented.frames(rows), files=files, warnings=tuple(rest[40:80]),
        quarantine=tuple(invented.fault(number, file="a.csv", reason=text) for number, text in enumerate(rest[80:110])),
        replies={(row.platform, row.client_id, row.freelancer_id): rest[110 + place % (len(rest) - 110)] for place, row in enumerate(rows)},
        contributions=pl.DataFrame(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    with browser() as one:
        yield one


def looked_at(running: Any, place: Path, result: AuditResult) -> tuple[str, Any, str]:
    place.write_bytes(build_report(result))
    with opened(running, place) as (page, seen):
        page.evaluate("() => { document.querySelectorAll('details').forEach(one => { one.open = true; }); }")
        structure, title = page.evaluate(STRUCTURE), page.evaluate("document.title")
        page.mouse.move(300, 300)
        page.wait_for_timeout(50)
    return structure, seen, title


def test_there_are_8000_different_strings() -> None:
    assert len(set(STRINGS)) == 8000


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_a_thousand_hostile_strings_open_no_dialog_ask_for_nothing_and_change_no_structure(
    running: Any, tmp_path: Path, number: int
) -> None:
    calm, _, title = looked_at(running, tmp_path / "calm.html", planted([CALM.format(one) for one in range(1000)]))
    structure, seen, hostile_title = looked_at(running, tmp_path / "report.html", planted(PAGES[number]))
    assert seen.nothing, seen
    assert structure == calm
    assert hostile_title == title


def test_an_audit_of_hostile_bodies_names_and_ids_gives_a_page_as_calm_as_any(running: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    chosen = STRINGS[::27]
    days = [f"2026-05-{1 + number % 28:02}T09:00:00Z" for number in range(len(chosen))]
    bodies = [f"write to me at someone{number}@fjordmail.net {text}" for number, text in enumerate(chosen)]
    pl.DataFrame(
        {
            "message_id": [f"m {one}" for one in chosen],
            "client_id": chosen,
            "sender": "client",
            "sent_at": days,
            "body": bodies,
        }
    ).write_csv(tmp_path / "in" / "messages.csv", quote_style="always")
    names = pl.DataFrame({"client_id": chosen, "origin": "platform", "client_name": [f"Ltd {one}" for one in chosen]})
    names.write_csv(tmp_path / "in" / "relationships.csv", quote_style="always")
    audited = audit(tmp_path / "in", tmp_path, "2026-06-30", "--redact", "none")
    assert len(audited.findings) > 200 and len({one["client_id"] for one in audited.findings}) > 200
    with opened(running, tmp_path / "out" / "report.html") as (page, seen):
        page.evaluate("() => { document.querySelectorAll('details').forEach(one => { one.open = true; }); }")
        tags = set(page.evaluate("[...document.querySelectorAll('*')].map(one => one.tagName.toLowerCase())"))
        handlers = page.evaluate(
            "[...document.querySelectorAll('*')].filter(one => one.getAttributeNames().some(name => name.startsWith('on'))).length"
        )
    assert seen.nothing, seen
    assert handlers == 0
    assert not tags & {"img", "iframe", "object", "link", "base", "video", "template", "math", "textarea", "marquee"}


def test_the_structure_would_show_a_string_that_gets_through(running: Any, tmp_path: Path) -> None:
    page = build_report(replace(planted(PAGES[0]), about="mark"))
    for name, content in (
        ("calm.html", page),
        ("report.html", page.replace(b"<bdi>mark</bdi>", b"<img src=x onerror=alert(1)>")),
    ):
        (tmp_path / name).write_bytes(content)
    with (
        opened(running, tmp_path / "calm.html") as (one, _),
        opened(running, tmp_path / "report.html") as (other, seen),
    ):
        assert one.evaluate(STRUCTURE) != other.evaluate(STRUCTURE)
    assert seen.requests or seen.console
