"""Stores of other versions: every older one is brought up to date and judged like a new one, its copy kept; a newer one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from auditor import rooms
from auditor.engines.duckdb import Engine
from tests.torture import running, state, world
from tests.torture.trial import Outcome, Trial

REVIEW = "INSERT INTO reviews (finding_id, decision, note, reviewer, decided_at) VALUES ('aa', 'dismissed', 'n', 'me', '2025-01-01')"
# Whatever a user asks of a store, by what it does to one.
ASKED = {
    "audit": lambda home: running.words(home.parent / "exports", home / "store.duckdb", home / "out"),
    "ingest": lambda home: ["ingest", str(home.parent / "exports"), "--db", str(home / "store.duckdb")],
    "findings": lambda home: ["findings", "--db", str(home / "store.duckdb")],
    "eligibility": lambda home: ["eligibility", "--db", str(home / "store.duckdb"), "--as-of", world.AS_OF],
    "forget": lambda home: ["forget", "anna", "--db", str(home / "store.duckdb"), "--yes"],
}


def older() -> list[tuple[Path, ...]]:
    """The scripts that made a store, for each version before this one; the oldest first."""
    scripts = [path for _, path in sorted(rooms.files(rooms.sql_folder() / "schema", ".sql").items())]
    return [tuple(scripts[:count]) for count in range(1, len(scripts))]


def run(rounds: int, place: Path) -> list[Outcome]:
    """The older versions, the oldest first, and the first commands on a newer one."""
    world.write(place / "exports")
    calm = place / "calm"
    calm.mkdir()
    Engine.open(calm / "store.duckdb").close()
    with duckdb.connect(str(calm / "store.duckdb")) as new:
        new.execute(REVIEW)
    fault = running.run(running.words(place / "exports", calm / "store.duckdb", calm / "out")).fault(0)
    assert not fault, fault
    versions, asked = older()[:rounds], list(ASKED)[:rounds]
    updated = [one for number, scripts in enumerate(versions) for one in _updated(scripts, place / f"{number}", calm)]
    refused = [one for name in asked for one in _refused(name, place / f"newer-{name}", calm)]
    return [
        Outcome("a store of an older version, its copy kept", len(versions), 0, tuple(updated)),
        Outcome("a store of a newer version", len(asked), len(asked), tuple(refused)),
    ]


def _updated(scripts: tuple[Path, ...], home: Path, calm: Path) -> list[str]:
    """What is wrong after an audit into a store that these scripts made, which holds a decision."""
    home.mkdir()
    store, last = home / "store.duckdb", scripts[-1].name
    with duckdb.connect(str(store)) as old:
        for script in scripts:
            old.execute(script.read_text(encoding="utf-8"))
        numbers = [str(int(script.name.partition("_")[0])) for script in scripts]
        old.execute("INSERT INTO meta VALUES ('schema_version', ?)", [numbers[-1]])
        if len(numbers) > 1:
            old.execute("INSERT INTO meta VALUES ('schema_scripts', ?)", [",".join(numbers)])
        old.execute(REVIEW)
    before = store.read_bytes()
    found = [fault] if (fault := running.run(ASKED["audit"](home)).fault(0)) else []
    copies = [path.read_bytes() for path in home.glob("store.duckdb.before-update-*")]
    found += [] if copies == [before] else [f"{len(copies)} copies, or another content"]
    found += state.differences(state.outputs(calm / "out"), state.outputs(home / "out"))
    mine, right = state.rows(store), state.rows(calm / "store.duckdb")
    found += [f"rows of {name}" for name in right if mine.get(name) != right[name]]
    return [f"{last}: {one}" for one in found]


def _refused(name: str, home: Path, calm: Path) -> list[str]:
    home.mkdir()
    store = home / "store.duckdb"
    shutil.copy(calm / "store.duckdb", store)
    with duckdb.connect(str(store)) as newer:
        newer.execute("UPDATE meta SET value = value || ',9999' WHERE key = 'schema_scripts'")
    before = store.read_bytes()
    ended = running.run(ASKED[name](home))
    found = [fault] if (fault := ended.fault(4)) else []
    found += [] if "newer auditor" in ended.err else [f"it does not say why: {ended.err[-200:]}"]
    found += [] if store.read_bytes() == before else ["the store was changed"]
    left = {path.name for path in home.iterdir()} - {"store.duckdb", "store.duckdb.lock"}
    return [f"{name}: {one}" for one in [*found, *(f"{one} was written" for one in sorted(left))]]


TRIAL = Trial("stores of other versions", short=1, long=len(older()), run=run)
