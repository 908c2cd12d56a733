"""A clock that is set back between two runs changes what they say of their time, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest

from auditor import options, pipeline, reviews
from tests.review_world import AS_OF, TALK, ask
from tests.support.running import audit
from tests.support.stepwise import differences, known
from tests.test_second_runs import HISTORY, MESSAGE, folder

pytestmark = pytest.mark.usefixtures("undrawn")
NEW = {"new.csv": MESSAGE + "m9,dora,me,t9,client,2025-09-20T09:00:00Z,Write to desk@orchard-maps.com first.\n"}
Clock = Callable[[timedelta], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the clock of the program so much ahead of the machine's."""

    def put(ahead: timedelta) -> None:
        class Ahead(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Self:
                return cls.fromtimestamp((datetime.now(UTC) + ahead).timestamp(), tz)

        for module in (options, pipeline, reviews):
            monkeypatch.setattr(module, "datetime", Ahead)

    return put


def statuses(place: Path) -> dict[str, str]:
    lines = ask(place, "findings", "--format", "jsonl").out.split("\n")
    return {one["finding_id"]: one["status"] for one in map(json.loads, filter(None, lines))}


def test_a_run_of_an_earlier_hour_is_the_later_one(tmp_path: Path, clock: Clock) -> None:
    clock(timedelta(days=400))
    first = audit(folder(tmp_path / "exports", {**HISTORY, **TALK}), tmp_path, AS_OF)
    clock(timedelta(0))
    second = audit(folder(tmp_path / "more", NEW), tmp_path, AS_OF, "--keep", "2")
    assert second.summary["started_at"] < first.summary["started_at"]
    old = {one["finding_id"] for one in first.findings}
    assert {one["finding_id"]: one["status"] for one in second.findings} == {
        one["finding_id"]: "open" if one["finding_id"] in old else "new" for one in second.findings
    }
    assert old < {one["finding_id"] for one in second.findings}
    found: dict[str, list[dict[str, Any]]] = json.loads(ask(tmp_path, "diff", "--format", "json").out)
    assert {row["client_id"] for row in found["new"]} == {"dora"} and found["resolved"] == []
    fresh = folder(tmp_path / "fresh" / "exports", {**HISTORY, **TALK, **NEW})
    expected = known(audit(fresh, tmp_path / "fresh", AS_OF), tmp_path / "fresh")
    assert differences(expected, known(second, tmp_path)) == []


def test_the_last_word_on_a_finding_counts_though_an_earlier_one_bears_a_later_time(
    tmp_path: Path, clock: Clock
) -> None:
    exports = folder(tmp_path / "exports", {**HISTORY, **TALK})
    audit(exports, tmp_path, AS_OF)
    one = min(statuses(tmp_path))
    for ahead, word, status in (
        (400, "dismiss", "dismissed"),
        (0, "confirm", "confirmed"),
        (-3, "dismiss", "dismissed"),
    ):
        clock(timedelta(days=ahead))
        ended = ask(tmp_path, "review", one, "--decide", word, "--reviewer", "me", "--note", "n")
        assert ended.status == 0, ended.err
        assert statuses(tmp_path)[one] == status
        audit(exports, tmp_path, AS_OF)
        assert statuses(tmp_path)[one] == status
