"""Processes beside this one: the same results with and without them, and none left behind."""

from __future__ import annotations

import os
import time
from datetime import datetime
from functools import partial

import polars as pl
import pytest

from auditor import charts, scanning
from auditor.crew import ALONE, Crew
from auditor.scanning.sharing import scan_all, scan_parts

HERE = "AUDITOR_TEST_PROCESS"


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    # Only a process of a crew may be killed by its work; the test's own process does the work again.
    if os.environ[HERE] != str(os.getpid()):
        os._exit(9)
    return -number


def own_number(number: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def say(text: str) -> str:
    print(text, flush=True)
    return text


def refuse(number: int) -> int:
    raise ValueError(f"no {number}")


def test_without_processes_the_work_is_done_here() -> None:
    assert ALONE.size == 0
    assert ALONE.map(double, range(4)) == [0, 2, 4, 6]
    assert ALONE.later(partial(double, 4))() == 8


def test_what_is_begun_for_later_is_done_once() -> None:
    calls: list[int] = []
    result = ALONE.later(lambda: calls.append(1))
    result()
    result()
    assert calls == [1]


def test_a_crew_gives_the_same_in_the_same_order() -> None:
    with Crew(2) as crew:
        crew.begin(5, [])
        assert crew.size == 2
        assert crew.map(double, range(50)) == [2 * number for number in range(50)]
        assert crew.later(partial(double, 4))() == 8


def test_a_process_that_dies_leaves_its_work_to_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HERE, str(os.getpid()))
    with Crew(1) as crew:
        crew.begin(1, [])
        assert crew.map(die, [1, 2, 3]) == [-1, -2, -3]
        assert crew.map(double, [4]) == [8]


def test_an_error_in_the_work_is_raised_here() -> None:
    with Crew(1) as crew:
        crew.begin(1, [])
        with pytest.raises(ValueError, match="no 3"):
            crew.map(refuse, [3])


def test_closing_does_not_wait_for_work_and_leaves_no_process() -> None:
    began = time.monotonic()
    with Crew(1) as crew:
        crew.begin(1, [])
        number = crew.map(own_number, [0])[0]
        crew.later(partial(time.sleep, 600))
        os.kill(number, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert time.monotonic() - began < 300


def test_a_crew_grows_and_keeps_those_that_it_has() -> None:
    with Crew(2) as crew:
        crew.begin(1, [])
        first = crew.map(own_number, [0])[0]
        crew.begin(2, [])
        assert crew.size == 2
        assert first in crew.map(own_number, range(40))


def test_what_work_prints_does_not_pass_for_an_answer() -> None:
    with Crew(1) as crew:
        crew.begin(1, [])
        assert crew.map(say, ["hello"]) == ["hello"]


def test_work_that_cannot_be_handed_over_says_so() -> None:
    with Crew(1) as crew:
        crew.begin(1, [])
        with pytest.raises((AttributeError, TypeError)):
            crew.later(lambda: 1)()


def test_a_crew_of_none_begins_nothing() -> None:
    with Crew(0) as crew:
        crew.begin(3, [])
        assert crew.size == 0
        assert crew.map(double, [1]) == [2]


def test_a_few_messages_are_read_by_a_process_that_waits_and_hold_what_they_hold_here() -> None:
    rows = [
        ("m1", "t", "client", datetime(2025, 1, 2, 9), "Write to office@larkspur-press.com before we start."),
        ("m2", "t", "freelancer", datetime(2025, 1, 2, 10), "ok, or call +1 415 555 0132"),
        ("m3", "u", "client", datetime(2025, 1, 2, 11), "Thank you for the contract!"),
    ]
    frame = pl.DataFrame(rows, schema=["id", "thread", "sender", "sent_at", "body"], orient="row")
    here = scan_all(frame, ("US",))
    with Crew(1) as crew:
        crew.begin(1, (scanning.warm,))
        crew.ready(charts.warm)
        ((size, found),) = scan_parts(frame, ("US",), crew)
    assert size == 3 and len(here) >= 2 and found.equals(here)
