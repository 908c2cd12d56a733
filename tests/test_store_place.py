"""A store in a place that cannot be written, and one whose log of changes is damaged: one line with a remedy, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from tests.ingest_world import CONTRACT, CONTRACTS

# Who may do everything is held by no mode: the right to pass over modes is given away first.
AS_EVERYBODY = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    if os.geteuid() == 0
    else ()
)
KILLED = """
import os, sys
from pathlib import Path
from auditor.engines.duckdb import Engine
engine = Engine.open(Path(sys.argv[1]))
engine.execute("CHECKPOINT")
for number in range(5):
    with engine.transaction():
        engine.execute("INSERT INTO meta VALUES ($key, 'kept')", {"key": f"later-{number}"})
os._exit(9)
"""
KEPT = "SELECT count(*) FROM meta WHERE value = 'kept'"
# What becomes of the log, and how many of the five changes are there afterwards (None: the store does not open).
LOGS: Mapping[str, tuple[Callable[[bytes], bytes], int | None]] = {
    "the log is whole": (lambda log: log, 5),
    "the log lost its end with the power": (lambda log: log[:-20], 4),
    "the log has no content": (lambda log: bytes(len(log)), 0),
    "a bit of the first change flipped": (lambda log: log[:60] + bytes([log[60] ^ 64]) + log[61:], None),
    "a bit of the last change flipped": (lambda log: log[:-10] + bytes([log[-10] ^ 64]) + log[-9:], None),
    "the first bytes of the log are damaged": (lambda log: log[:2] + bytes([log[2] ^ 65]) + log[3:], None),
}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose writer was killed before its log was taken over."""
    store = tmp_path_factory.mktemp("killed") / "store.duckdb"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(store)], check=False)
    assert ended.returncode == 9
    return store


def log_of(store: Path) -> Path:
    """The log of changes beside a store."""
    return store.with_name(f"{store.name}.wal")


@pytest.mark.parametrize("read_only", [False, True], ids=["a writer", "a reader"])
@pytest.mark.parametrize("case", LOGS)
def test_a_damaged_log_is_named_with_a_remedy_that_works(
    case: str, read_only: bool, killed: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copy(killed, tmp_path))
    change, kept = LOGS[case]
    damaged = change(log_of(killed).read_bytes())
    log_of(store).write_bytes(damaged)
    if kept is None:
        with pytest.raises(
            StoreError, match=r"-> restore the store and store\.duckdb\.wal .* move store\.duckdb\.wal to another"
        ):
            Engine.open(store, read_only)
        assert log_of(store).read_bytes() == damaged and store.read_bytes() == killed.read_bytes()
        log_of(store).rename(tmp_path / "aside")
    with Engine.open(store, read_only) as engine:
        assert engine.rows(KEPT) == [(kept or 0,)]


def asked(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line, run by somebody whom modes hold back."""
    command = [*AS_EVERYBODY, sys.executable, "-m", "auditor", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.skipif(bool(AS_EVERYBODY) and not shutil.which("setpriv"), reason="needs setpriv (util-linux)")
@pytest.mark.parametrize("has_lock", [True, False], ids=["with the lock of an earlier run", "without one"])
def test_a_store_in_a_read_only_folder_answers_and_is_not_audited(has_lock: bool, tmp_path: Path) -> None:
    home = tmp_path / "archive"
    home.mkdir()
    (tmp_path / "contracts.csv").write_text(CONTRACTS + CONTRACT)
    assert asked("ingest", "contracts.csv", "--db", "archive/s.duckdb", cwd=tmp_path).returncode == 0
    if not has_lock:
        (home / "s.duckdb.lock").unlink()
    before = {one.name: one.read_bytes() for one in home.iterdir()}
    home.chmod(0o500)
    try:
        read = asked("findings", "--db", "archive/s.duckdb", cwd=tmp_path)
        refused = asked("audit", "contracts.csv", "--db", "archive/s.duckdb", "--out", "out", cwd=tmp_path)
    finally:
        home.chmod(0o700)
    assert (read.returncode, read.stderr) == (0, "")
    assert refused.returncode == 4 and refused.stderr.count("\n") == 1
    assert "written" in refused.stderr and "--db" in refused.stderr
    assert {one.name: one.read_bytes() for one in home.iterdir()} == before and not (tmp_path / "out").exists()
