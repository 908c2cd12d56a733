"""Publishing: all outputs or none, private to their owner, whatever comes between."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from auditor import publishing
from auditor.errors import AuditorError
from auditor.model.words import Redaction
from auditor.report import building
from tests import invented

FILES = [
    "actors.csv", "eligibility.csv", "eligibility.ics", "eligibility.json", "findings.csv", "findings.jsonl", "income.csv",
    "private/quarantine.csv", "report.html", "summary.json",
]  # fmt: skip


def published(out: Path, **changes: Any) -> list[str]:
    written = publishing.publish(invented.result(3, 4, **changes), out, Redaction.NONE)
    return [path.relative_to(out).as_posix() for path in written.paths]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_output_of_the_contract_is_written(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert published(out) == FILES
    assert sorted(snapshot(out)) == sorted([*FILES, ".auditor-output"])


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = os.umask(0)
    try:
        published(out)
    finally:
        os.umask(before)
    modes = {path.relative_to(out).as_posix(): path.stat().st_mode & 0o777 for path in (out, *out.rglob("*"))}
    assert {name: mode for name, mode in modes.items() if mode != (0o700 if name in (".", "private") else 0o600)} == {}


def test_a_second_run_replaces_the_first(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out)
    published(out, warnings=("a warning of the second run",))
    assert b"a warning of the second run" in (out / "summary.json").read_bytes()
    assert sorted(snapshot(out)) == sorted([*FILES, ".auditor-output"])


def test_temporary_files_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out)
    stale = (out / f"{publishing.TEMPORARY}0", out / "private" / f"{publishing.TEMPORARY}1")
    for one in stale:
        one.write_bytes(b"half a report")
    published(out)
    assert not any(one.exists() for one in stale)


@pytest.mark.parametrize("nth", [1, 4, 9])
def test_an_interrupt_while_writing_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    out = tmp_path / "out"
    published(out)
    before, calls, write = snapshot(out), [0], publishing._write

    def interrupted(path: Path, content: bytes) -> None:
        calls[0] += 1
        write(path, content)
        if calls[0] == nth:
            raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "_write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        published(out, warnings=("never seen",))
    assert snapshot(out) == before


def test_an_interrupt_before_the_first_output_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "_write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        published(tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("one", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_the_renames_does_not_mix_two_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: signal.Signals
) -> None:
    out = tmp_path / "out"
    published(out)
    rename = publishing._rename

    def signalled(written: dict[Path, Path], stale: Any) -> None:
        (first, *others) = written.items()
        rename(dict([first]))
        os.kill(os.getpid(), one)
        rename(dict(others))

    handler = signal.getsignal(one)
    monkeypatch.setattr(publishing, "_rename", signalled)
    published(out, warnings=("a warning of the second run",))
    content = snapshot(out)
    assert all(b"a warning of the second run" in content[name] for name in ("report.html", "summary.json"))
    assert not [name for name in content if publishing.TEMPORARY in name]
    assert signal.getsignal(one) == handler


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    out = tmp_path / "out"
    published(out)
    before = snapshot(out)

    def full(path: Path, content: bytes) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(publishing, "_write", full)
    with pytest.raises(AuditorError, match="->") as caught:
        published(out)
    assert caught.value.exit_status == 4
    assert snapshot(out) == before


def test_an_output_folder_that_is_a_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with pytest.raises(AuditorError, match="--out"):
        published(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "not a folder"


def test_a_folder_in_the_place_of_a_file_stops_everything_before_the_first_rename(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "summary.json").mkdir(parents=True)
    (out / ".auditor-output").write_text("an earlier run", encoding="utf-8")
    with pytest.raises(AuditorError, match="a folder stands where a file belongs"):
        published(out)
    assert snapshot(out) == {".auditor-output": b"an earlier run"}


def test_a_folder_of_somebodys_exports_is_not_taken_for_output(tmp_path: Path) -> None:
    (tmp_path / "messages.csv").write_text("message_id\n")
    with pytest.raises(AuditorError, match=r"messages\.csv") as caught:
        published(tmp_path)
    assert caught.value.exit_status == 2
    assert snapshot(tmp_path) == {"messages.csv": b"message_id\n"}


def test_a_folder_with_other_things_may_hold_the_outputs_too(tmp_path: Path) -> None:
    (tmp_path / "audit.log").write_text("cron\n")
    assert published(tmp_path) == FILES


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    published(tmp_path / "one")
    published(tmp_path / "two")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


@pytest.mark.parametrize("nth", [1, 4, 9])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_rename_that_fails_leaves_the_outputs_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int, is_first: bool
) -> None:
    out = tmp_path / "out"
    if not is_first:
        published(out)
    before, calls, replace = snapshot(tmp_path), [0], Path.replace

    def failing(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] >= nth:
            raise OSError(errno.EIO, "Input/output error", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(publishing.PublishError, match=" -> "):
        published(out, warnings=("a warning of the second run",))
    assert snapshot(tmp_path) == before


def test_a_store_that_refuses_the_run_takes_its_outputs_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out)
    before = snapshot(out)
    with pytest.raises(AuditorError), publishing.all_or_nothing(out):
        published(out, warnings=("a warning of the second run",))
        raise AuditorError("the commit failed -> free disk space")
    assert snapshot(out) == before


def test_no_output_waits_in_memory_for_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    write = publishing._write

    def noted(path: Path, content: bytes) -> None:
        order.append("written")
        write(path, content)

    def report(*given: object) -> bytes:
        order.append("the report is made")
        return b"<!doctype html>"

    monkeypatch.setattr(publishing, "_write", noted)
    monkeypatch.setattr(building, "build_report", report)
    done = published(tmp_path / "out")
    # The report is made last, when the marker and every other output are written already.
    assert order == ["written"] * len(done) + ["the report is made", "written"]
