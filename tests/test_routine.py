"""The nightly run: one line, silence unless a person is needed, no second run beside it, and word sent elsewhere."""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest import mock

import pytest

from auditor import policies, telling_again
from auditor.auditing.frames import report_frames
from auditor.auditing.shapes import make_shapes
from auditor.auditing.silence import silent_sentences
from auditor.engines.duckdb import Engine
from auditor.model.rules import RuleFailure
from auditor.model.words import Severity
from auditor.notifying import message
from auditor.settings import Settings
from tests import invented
from tests.review_world import AS_OF, audited_once, place
from tests.support.rows import fill, payment
from tests.support.rows import message as sent
from tests.support.running import audit

__all__ = ["audited_once", "place"]


def days(*numbers: int) -> list[dict[str, object]]:
    return [sent(f"2025-0{1 + number // 28}-{1 + number % 28:02}T10:00:00", number) for number in numbers]


# As of 28 March 2025, day 83 in the count of `days`.
SILENCE = {
    "silent: daily, then nothing for 9 days": (days(*range(40, 75)), 9),
    "silent: twice a week, then nothing for 12 days": (days(50, 54, 57, 61, 64, 68, 71), 12),
    "speaks: still every day": (days(*range(40, 83)), None),
    "speaks: weekly, and nothing for 9 days is not unusual": (days(46, 53, 60, 67, 74), None),
    "speaks: six days are no silence yet": (days(*range(40, 78)), None),
    "speaks: three days of talk are no habit": (days(70, 71, 72), None),
}


@pytest.mark.parametrize("case", SILENCE)
def test_a_source_that_falls_silent_is_named(case: str) -> None:
    messages, silent = SILENCE[case]
    with Engine.in_memory() as engine:
        fill(engine, {"messages": messages})
        make_shapes(engine, date(2025, 3, 28), policies.find("upwork-guide"))
        said = silent_sentences(report_frames(engine, date(2025, 3, 28))["silent_sources"], lately=True)
    assert len(said) == (silent is not None)
    assert all(f"no message of freelancer fl for {silent} days" in one for one in said)


@pytest.mark.parametrize("lately", [True, False])
def test_a_source_that_has_been_silent_for_long_is_named_still_but_alarms_nobody(lately: bool) -> None:
    with Engine.in_memory() as engine:
        fill(engine, {"messages": days(*range(10, 30))})
        make_shapes(engine, date(2025, 9, 30), policies.find("upwork-guide"))
        said = silent_sentences(report_frames(engine, date(2025, 9, 30))["silent_sources"], lately=lately)
    assert [("for 240 days" in one) for one in said] == ([] if lately else [True])


def test_payments_that_stop_are_named_as_well() -> None:
    with Engine.in_memory() as engine:
        fill(engine, {"payments": [payment(f"2025-02-{day:02}") for day in (1, 8, 15, 22)]})
        make_shapes(engine, date(2025, 3, 28), policies.find("upwork-guide"))
        (said,) = silent_sentences(report_frames(engine, date(2025, 3, 28))["silent_sources"], lately=True)
    assert said.startswith(
        "no payment of freelancer fl for 34 days (the last on 2025-02-22), in the eight weeks before that never more than 7 apart"
    )


def test_silence_outside_the_platforms_is_not_told_as_silence_of_all_payments() -> None:
    outside = [payment(f"2025-02-{day:02}", client_id="x", contract_id=None, channel="wise") for day in (1, 8, 15, 22)]
    inside = [payment(f"2025-03-{day:02}", profile_platform="upwork") for day in (1, 8, 15, 22)]
    with Engine.in_memory() as engine:
        fill(engine, {"payments": [*outside, *inside]})
        make_shapes(engine, date(2025, 3, 28), policies.find("upwork-guide"))
        (said,) = silent_sentences(report_frames(engine, date(2025, 3, 28))["silent_sources"], lately=True)
    assert said.startswith("no payment of freelancer fl outside the platforms for 34 days (the last on 2025-02-22)")


def test_a_brief_run_is_one_line_and_nothing_beside_it(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--brief").ended
    assert ended.status == 0 and ended.err == ""
    assert ended.out.count("\n") == 1 and "exit 0; 0 new, 0 resolved; open: " in ended.out
    assert "report.html" in ended.out


def test_a_brief_run_says_on_standard_error_what_needs_a_person(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--brief", "--fail-on", "high").ended
    assert ended.status == 1 and ended.out.count("\n") == 1
    assert "at or above high" in ended.err and ended.err.count("\n") == 1


@pytest.fixture
def busy(place: Path) -> Iterator[int]:
    """The store as another audit holds it."""
    lock = os.open(f"{place / 'store.duckdb'}.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    yield lock
    os.close(lock)


def test_a_second_run_leaves_with_4_and_one_line(place: Path, busy: int) -> None:
    begun = time.monotonic()
    ended = audit(place / "exports", place, AS_OF).ended
    assert ended.status == 4 and ended.out == "" and ended.err.count("\n") == 1
    assert "another auditor is working on this store" in ended.err
    assert time.monotonic() - begun < 10


def test_a_second_run_waits_when_it_is_told_to(place: Path, busy: int) -> None:
    free = threading.Timer(1.0, fcntl.flock, (busy, fcntl.LOCK_UN))
    free.start()
    assert audit(place / "exports", place, AS_OF, "--wait", "60").ended.status == 0
    assert audit(place / "exports", place, AS_OF, "--wait", "0.2").ended.status == 0


class Inbox(BaseHTTPRequestHandler):
    """Takes what is sent and keeps it."""

    kept: list[dict[str, str]] = []  # noqa: RUF012
    answer = 200

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        Inbox.kept.append(json.loads(content))
        self.send_response(Inbox.answer)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture
def inbox() -> Iterator[str]:
    pytest.importorskip("apprise")
    server = HTTPServer(("127.0.0.1", 0), Inbox)
    Inbox.kept, Inbox.answer = [], 200
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://user:secretword@127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_word_is_sent_with_numbers_and_names_of_rules_and_never_content(place: Path, inbox: str) -> None:
    ended = audit(place / "exports", place, AS_OF, "--redact", "none", "--notify", inbox)
    assert ended.ended.status == 0, ended.ended.err
    (one,) = Inbox.kept
    text = json.dumps(one)
    assert "contact.before_contract" in one["message"] and str(place / "out" / "report.html") in one["message"]
    for finding in ended.findings:
        said = [finding["explanation"], finding["client_id"], *(part["snippet"] or "" for part in finding["evidence"])]
        assert not any(word in text for word in said if len(word) > 2)
    assert "teasel" not in text


def test_a_message_that_is_not_taken_is_told_without_the_address(place: Path, inbox: str) -> None:
    Inbox.answer = 500
    ended = audit(place / "exports", place, AS_OF, "--notify", inbox).ended
    assert ended.status == 0 and "address 1 took no message" in ended.err
    assert "secretword" not in ended.err + ended.out


def test_an_address_that_is_none_is_refused_before_any_work_and_not_shown(tmp_path: Path) -> None:
    pytest.importorskip("apprise")
    (tmp_path / "exports").mkdir()
    ended = audit(tmp_path / "exports", tmp_path, AS_OF, "--notify", "nosuch://secretword").ended
    assert ended.status == 2 and "address 1" in ended.err and "secretword" not in ended.err


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    with mock.patch("auditor.notifying.find_spec", return_value=None):
        ended = audit(tmp_path / "exports", tmp_path, AS_OF, "--notify", "json://x").ended
    assert ended.status == 2 and "pip install 'auditor[notify]'" in ended.err


def test_rules_that_could_not_run_are_named() -> None:
    result = replace(invented.result(), failed=(RuleFailure("scam.repeat_pressure", "too slow", "SELECT 1"),))
    text = message(Settings(Path("s"), AS_OF_DAY, fail_on=Severity.CRITICAL), result, Path("out"))
    assert "Rules that could not run: scam.repeat_pressure." in text
    assert "critical or above: payment.direct_in_window, scam.bait_and_switch." in text


AS_OF_DAY = date(2025, 6, 30)


def test_of_many_warnings_the_first_are_printed_and_the_rest_counted() -> None:
    assert list(telling_again.first(("a", "b"))) == ["a", "b"]
    lines = tuple(f"no message of freelancer f-{n}" for n in range(telling_again.MOST_LINES + 2))
    *shown, last = telling_again.first(lines)
    assert tuple(shown) == lines[: telling_again.MOST_LINES]
    assert last == "and 2 more warnings, in summary.json under warnings"
