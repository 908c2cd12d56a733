"""An audit to which nothing has happened since the last leaves the outputs of that one as they are; anything that could matter makes another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from auditor import unchanged
from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.model.words import Redaction
from auditor.settings import Settings
from tests.support.running import Audited, audit, auditor
from tests.test_second_runs import AS_OF, CONTRACT, HISTORY, MESSAGE, PAYMENT, folder
from tests.torture.state import differences, outputs

pytestmark = pytest.mark.usefixtures("undrawn")

STANDS = "Nothing has changed since the audit of "
SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"
BROKEN = {**HISTORY, "payments.csv": HISTORY["payments.csv"] + "p9,anna,me,k1,2024-04-08,a lot,USD,,hourly,\n"}
TWO_PLATFORMS = {
    "contracts.csv": CONTRACT + "k1,anna,me,2024-01-08,,active,hourly,upwork\nk2,bo,me,2021-01-08,2022-02-01,ended,hourly,fiverr\n",
    "payments.csv": PAYMENT + "p1,anna,me,k1,2024-02-05,200.00,USD,20.00,hourly,\np2,bo,me,k2,2021-02-05,90.00,EUR,9.00,hourly,\n",
    "messages.csv": MESSAGE + "m1,bo,me,t1,client,2021-01-02T09:00:00Z,Can we continue on Telegram? I am @larkspur_bo\n",
    "notes.csv": "what,ever\n1,2\n",
}  # fmt: skip


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A place with exports that were audited twice: the second audit says what a third would."""
    exports = folder(tmp_path / "exports", HISTORY)
    said = [audit(exports, tmp_path, AS_OF).ended.out for _ in range(2)]
    assert not any(STANDS in one for one in said), "the first says new, and the second open"
    return tmp_path


def again(place: Path, *options: str) -> Audited:
    return audit(place / "exports", place, AS_OF, *options)


def stamps(place: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every output."""
    return {str(one): (one.stat().st_ino, one.stat().st_mtime_ns) for one in (place / "out").rglob("*")}


def test_the_third_audit_writes_nothing_and_says_so(sealed: Path) -> None:
    before, run = stamps(sealed), (sealed / "out" / "summary.json").read_text(encoding="utf-8")
    third = again(sealed)
    assert third.ended.out.startswith(STANDS) and "findings open: 1 high" in third.ended.out
    assert (third.ended.status, third.ended.err) == (0, "")
    assert stamps(sealed) == before
    assert again(sealed, "--format", "json").ended.out == run


@pytest.mark.parametrize(
    "files", [HISTORY, BROKEN, TWO_PLATFORMS, None], ids=["history", "set aside", "a file unread", "the sample"]
)
def test_what_stands_is_what_another_audit_would_have_written(tmp_path: Path, files: Mapping[str, str] | None) -> None:
    exports = folder(tmp_path / "exports", files) if files else shutil.copytree(SAMPLE, tmp_path / "exports")
    first, second = (audit(exports, tmp_path, AS_OF, "--fail-on", "high") for _ in range(2))
    said = outputs(tmp_path / "out")
    third = audit(exports, tmp_path, AS_OF, "--fail-on", "high")
    assert STANDS in third.ended.out and third.ended.status == second.ended.status == first.ended.status
    # What needs a person is told each time.
    assert third.ended.err.splitlines()[-1:] == second.ended.err.splitlines()[-1:]
    (tmp_path / "out" / ".auditor-output").write_text("", encoding="utf-8")
    made = audit(exports, tmp_path, AS_OF, "--fail-on", "high")
    assert STANDS not in made.ended.out
    assert differences(said, outputs(tmp_path / "out")) == []


def test_a_brief_audit_that_stands_is_the_same_line(sealed: Path) -> None:
    assert STANDS not in (made := again(sealed, "--fail-on", "high", "--brief")).ended.out
    stood = again(sealed, "--fail-on", "high", "--brief")
    assert (stood.ended.out, stood.ended.err) == (made.ended.out, made.ended.err)
    assert stood.ended.status == 1 and "1 open finding" in stood.ended.err
    assert STANDS in again(sealed, "--fail-on", "high").ended.out, "how it is told changes nothing of what is told"


def _touched(place: Path) -> None:
    os.utime(place / "exports" / "payments.csv")


def _same_size(place: Path) -> None:
    path = place / "exports" / "payments.csv"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("300.00", "301.00"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _added(place: Path) -> None:
    shutil.copy(place / "exports" / "payments.csv", place / "exports" / "payments_too.csv")


def _taken(place: Path) -> None:
    (place / "exports" / "messages.csv").unlink()


def _edited(place: Path) -> None:
    with (place / "out" / "report.html").open("a", encoding="utf-8") as report:
        report.write("<p>All is well.</p>")


def _half_gone(place: Path) -> None:
    (place / "out" / "private" / "quarantine.csv").unlink()


def _decided(place: Path) -> None:
    (line, *_) = (place / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    finding = line.split('"finding_id": "')[1].split('"')[0]
    ended = auditor("review", finding, "--decide", "dismiss", "--note", "known", "--db", place / "store.duckdb")
    assert ended.status == 0, ended.err


def _loaded(place: Path) -> None:
    more = folder(place / "more", {"more.csv": PAYMENT + "p7,anna,me,k1,2024-05-06,1.00,USD,,hourly,\n"})
    assert auditor("ingest", more, "--db", place / "store.duckdb").status == 0


def _unmarked(place: Path) -> None:
    (place / "out" / ".auditor-output").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [_touched, _same_size, _added, _taken, _edited, _half_gone, _decided, _loaded, _unmarked],
    ids=lambda one: one.__name__,
)
def test_whatever_changes_makes_another_audit(sealed: Path, change: Callable[[Path], None]) -> None:
    change(sealed)
    assert STANDS not in again(sealed).ended.out


@pytest.mark.parametrize(
    "options",
    [
        ("--redact", "full"), ("--fail-on", "low"), ("--as-one-account",), ("--policy", "upwork-terms"), ("--verify",),
        ("--freelancer", "me"), ("--keep-days", "36000"), ("--max-quarantine", "0.1"),
    ],
    ids=lambda one: one[0],
)  # fmt: skip
def test_whoever_asks_for_something_else_gets_another_audit(sealed: Path, options: tuple[str, ...]) -> None:
    assert STANDS not in again(sealed, *options).ended.out


def test_another_day_is_another_audit(sealed: Path) -> None:
    assert STANDS not in audit(sealed / "exports", sealed, "2025-10-01").ended.out


def test_an_edited_policy_or_program_makes_another_audit(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = next((Path(unchanged.__file__).parent / "policies").rglob("upwork-guide*.toml"))
    own = sealed / "own.toml"
    own.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert [STANDS in again(sealed, "--policy", str(own)).ended.out for _ in range(2)] == [False, True]
    os.utime(own)
    assert STANDS not in again(sealed, "--policy", str(own)).ended.out
    assert STANDS in again(sealed, "--policy", str(own)).ended.out
    monkeypatch.setattr(unchanged, "_program", lambda: iter(["edited"]))
    assert STANDS not in again(sealed, "--policy", str(own)).ended.out


def test_what_is_new_is_not_sealed(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", HISTORY)
    audit(exports, tmp_path, AS_OF)
    assert b"sealed" not in (tmp_path / "out" / ".auditor-output").read_bytes()
    more = MESSAGE + "m0,bert,me,t2,client,2025-09-01T09:00:00Z,Write to hello@teasel-films.com first.\n"
    audit(exports, tmp_path, AS_OF)
    (exports / "more.csv").write_text(more, encoding="utf-8")
    assert [STANDS in again(tmp_path).ended.out for _ in range(3)] == [False, False, True]


def test_a_folder_named_after_each_run_is_written_each_time(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sealed)
    for _ in range(3):
        ended = auditor("audit", "exports", "--db", "store.duckdb", "--as-of", AS_OF, "--no-progress")
        assert STANDS not in ended.out
    assert len(list((sealed / "reports").iterdir())) == 3


def test_without_room_for_the_seal_the_audit_is_whole_and_the_next_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    exports = folder(tmp_path / "exports", HISTORY)
    monkeypatch.setattr(unchanged, "_seal", full)
    assert [audit(exports, tmp_path, AS_OF).ended.status for _ in range(2)] == [0, 0]
    monkeypatch.undo()
    assert STANDS not in again(tmp_path).ended.out
    assert not [one for one in (tmp_path / "out").iterdir() if one.name.startswith(".auditor-tmp-")]


def test_the_seal_is_made_while_other_writers_are_kept_out(tmp_path: Path) -> None:
    refused = []

    def other() -> None:
        with pytest.raises(StoreError, match="another auditor"):
            Engine.open(tmp_path / "store.duckdb")
        refused.append(True)

    with Engine.open(tmp_path / "store.duckdb") as engine:
        engine.afterwards.append(other)
    assert refused == [True]
    Engine.open(tmp_path / "store.duckdb").close()


def test_asking_tells_apart_what_matters_and_nothing_else(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", HISTORY)
    plain = Settings(tmp_path / "s.duckdb", date(2025, 9, 30), (exports,), tmp_path / "out")
    asked = unchanged.asked(plain)
    (exports / "cron.log").write_text("a line", encoding="utf-8")
    folder(exports / "reports", {".auditor-output": "", "findings.csv": "of an audit"})
    quiet = Settings(plain.db, plain.as_of, plain.inputs, plain.out, quiet=True, brief=True, wait_seconds=5)
    assert asked and asked == unchanged.asked(plain) == unchanged.asked(quiet)
    other = Settings(plain.db, plain.as_of, plain.inputs, plain.out, redact=Redaction.NONE)
    assert unchanged.asked(other) not in ("", asked)
    assert unchanged.asked(Settings(plain.db, plain.as_of, plain.inputs)) == ""
