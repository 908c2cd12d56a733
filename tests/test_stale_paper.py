"""report.pdf beside newer outputs: none of an earlier run stays, and none of anybody else's is touched."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from tests.test_publishing import published


def test_a_paper_of_an_earlier_run_does_not_stay_beside_newer_outputs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out)
    (out / "report.pdf").write_bytes(b"%PDF of an earlier run, masked less")
    published(out)
    assert not (out / "report.pdf").exists()


def test_somebody_elses_paper_is_not_touched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.pdf").write_bytes(b"%PDF of mine")
    with pytest.raises(AuditorError, match=r"this folder holds report\.pdf"):
        published(out)
    assert (out / "report.pdf").read_bytes() == b"%PDF of mine"


def test_an_earlier_paper_comes_back_when_a_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    published(out)
    (out / "report.pdf").write_bytes(b"%PDF of an earlier run")

    synced = os.fsync

    def fail_for_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "no")
        synced(handle)

    with monkeypatch.context() as patched, pytest.raises(AuditorError):
        patched.setattr(os, "fsync", fail_for_folders)
        published(out)
    assert (out / "report.pdf").read_bytes() == b"%PDF of an earlier run"
