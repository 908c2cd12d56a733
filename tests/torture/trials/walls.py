"""No network, nothing written but the store and the outputs, and everything for its owner alone, temporary files too."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.torture import running, syscalls, world
from tests.torture.trial import Outcome, Trial

COMMANDS = {
    "audit": lambda home: running.words(home / "exports", home / "store.duckdb", home / "out"),
    "audit, again": lambda home: running.words(home / "exports", home / "store.duckdb", home / "out"),
    "report": lambda home: [
        "report",
        "--db",
        str(home / "store.duckdb"),
        "--out",
        str(home / "out"),
        "--as-of",
        world.AS_OF,
    ],
    "eligibility": lambda home: ["eligibility", "--db", str(home / "store.duckdb"), "--as-of", world.AS_OF],
    "findings": lambda home: ["findings", "--db", str(home / "store.duckdb")],
    "scan": lambda home: ["scan", str(home / "exports" / "messages.csv"), "--format", "jsonl"],
    "ingest": lambda home: ["ingest", str(home / "exports"), "--db", str(home / "other.duckdb")],
    "decide": lambda home: ["decide", "anna", "--db", str(home / "store.duckdb"), "--as-of", world.AS_OF],
    "evidence": lambda home: [
        "evidence",
        "anna",
        "--db",
        str(home / "store.duckdb"),
        "--as-of",
        world.AS_OF,
        "--out",
        str(home / "pack.zip"),
    ],
    "diff": lambda home: ["diff", "--db", str(home / "store.duckdb")],
    "review": lambda home: ["review", "--stats", "--db", str(home / "store.duckdb")],
    "doctor": lambda home: ["doctor", "--db", str(home / "store.duckdb")],
    "policy": lambda home: ["policy", "form"],
    "profiles": lambda home: [
        "profiles",
        "guess",
        str(home / "exports" / "payments.csv"),
        "--out",
        str(home / "pack.toml"),
    ],
    "rules": lambda home: ["rules", "new", "own.large_refund", "--in", str(home / "simulated_rules")],
    "schedule": lambda home: ["schedule", "--cron", str(home / "exports")],
    "forget": lambda home: [
        "forget",
        "anna",
        "--db",
        str(home / "store.duckdb"),
        "--yes",
        "--receipt",
        str(home / "pack.json"),
    ],
    "simulate": lambda home: ["simulate", "--messages", "200", "--seed", "1", "--out", str(home / "simulated")],
}
# An archive of evidence has a name of its own before it is whole.
MINE = ("store.duckdb", "other.duckdb", "out", "simulated", "pack", "auditor-tmp-")
# The drawing library keeps the list of this machine's fonts in a folder of its own; nothing of the data is in it.
FONTS = "fonts"


def run(rounds: int, place: Path) -> list[Outcome]:
    """The first `rounds` commands, each under strace."""
    home = place / "home"
    home.mkdir()
    world.write(home / "exports")
    kinds = ("sockets that are not local", "writes elsewhere", "files for others to read")
    faults: dict[str, list[str]] = {kind: [] for kind in kinds}
    calls = 0
    for name in list(COMMANDS)[:rounds]:
        trace = place / f"{name}.trace"
        env = running.environment() | {"MPLCONFIGDIR": str(home / FONTS)}
        ended = running.run(COMMANDS[name](home), syscalls.strace(trace), umask=0, env=env)
        assert not ended.fault(0, 1, 3), ended
        calls += len(trace.read_text(encoding="utf-8", errors="replace").splitlines())
        assert syscalls.written(trace) or name not in ("audit", "ingest"), "strace saw nothing"
        faults[kinds[0]] += [f"{name}: {one[:120]}" for one in syscalls.sockets(trace)]
        faults[kinds[1]] += [f"{name}: {one}" for one in sorted(syscalls.written(trace)) if not _mine(one, home)]
        faults[kinds[2]] += [f"{name}: {one}" for one in _open_to_others(home, trace)]
    count = min(rounds, len(COMMANDS))
    return [Outcome(f"{kind}, in {calls} calls", count, 0, tuple(faults[kind])) for kind in kinds]


def _mine(path: Path, home: Path) -> bool:
    if not path.is_relative_to(home):
        return False
    first = path.relative_to(home).parts[:1]
    return bool(first) and first[0].lstrip(".").startswith((*MINE, FONTS))


def _open_to_others(home: Path, trace: Path) -> list[str]:
    """What lies there with a mode of more than 0600 or 0700, and what was made under another mask for a while."""
    kept = [path for name in MINE for top in home.glob(f"{name}*") for path in (top, *top.rglob("*"))]
    found = [] if syscalls.is_closed_first(trace) else ["something is made before the mask is set"]
    found += [f"opened up: {one[:120]}" for one in syscalls.opened_up(trace)]
    return found + [f"{path.name} {path.stat().st_mode & 0o777:o}" for path in kept if path.stat().st_mode & 0o077]


TRIAL = Trial(
    "walls",
    short=1,
    long=len(COMMANDS),
    run=run,
    lacks=lambda: "" if shutil.which("strace") else "strace is not installed",
)
