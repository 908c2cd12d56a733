"""A row leaves the quarantine only when it is known to stand elsewhere, and the ledger says what the quarantine holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from tests.ingest_world import load

MESSAGES = "message_id,client_id,freelancer_id,sender,sent_at,body\n"
PAYMENTS = "payment_id,client_id,freelancer_id,paid_at,amount,currency\n"
M1, M3, M4 = (f"m{day},c,f,client,2025-01-0{day},hi\n" for day in (1, 3, 4))
BROKEN = "m2,c,f,client,2025-01-02,a, b\n"
REPAIRED = 'm2,c,f,client,2025-01-02,"a, b"\n'
P1, P2 = "p1,c,f,2025-01-08,8x,USD\n", "p2,c,f,2025-01-09,9x,USD\n"

LINKS = "client_id,counterparty,payment_id,note\n"
STATED = "client_id,freelancer_id,origin,note\n"
L1, S1, S4 = "c1,ACME,,ok\n", "c1,f,platform,\n", "c4,f,platform,\n"
NOTHING, NOWHERE, NOBODY = "c2,,,nothing\n", "c2,f,nowhere,\n", ",f,platform,\n"

# Files that a person writes: name, header, what lies at one place one after the other, the texts still aside at the end.
WRITTEN = {
    "a bad link that was deleted": ("links.csv", LINKS, [L1 + NOTHING, L1], []),
    "a bad link that was repaired": ("links.csv", LINKS, [L1 + NOTHING, L1 + "c2,Bobby,,nothing\n"], []),
    "a bad link that stays": ("links.csv", LINKS, [L1 + NOTHING, L1 + NOTHING + "c3,Carl,,\n"], [NOTHING]),
    "a link that is broken anew": ("links.csv", LINKS, [L1 + NOTHING, L1, L1 + NOTHING], [NOTHING]),
    "a bad relationship that was deleted": ("relationships.csv", STATED, [S1 + NOWHERE, S1], []),
    "a bad relationship of nobody, repaired, and another taken out": (
        "relationships.csv", STATED, [S1 + NOBODY, S4 + "c2,f,platform,\n"], [],
    ),
    "a bad relationship that is broken anew": ("relationships.csv", STATED, [S1 + NOWHERE, S1, S1 + NOWHERE], [NOWHERE]),
}  # fmt: skip

# Two files, and the texts still aside once both are read. The id of a row that is cut wrongly is told by the time behind it.
CUT = {
    "the row is sound under another name": (M1 + BROKEN + M3, M1 + REPAIRED + M3, []),
    "a longer export has it sound": (M1 + BROKEN + M3, M1 + REPAIRED + M3 + M4, []),
    "the longer export has it cut": (M1 + REPAIRED + M3, M1 + BROKEN + M3 + M4, [BROKEN]),
    "no file has it sound": (M1 + BROKEN + M3, M1 + M3 + M4, [BROKEN]),
    "a surplus field before the time": (
        M1 + "m2,c,f,x,client,2025-01-02,a\n" + M3, M1 + REPAIRED + M3, ["m2,c,f,x,client,2025-01-02,a\n"],
    ),
    "a piece of a text that begins as a row": (
        M1.replace("m1", "1") + "1,2,3,4,5,6,7\n" + M3, M1.replace("m1", "1") + M3 + M4, ["1,2,3,4,5,6,7\n"],
    ),
    "a field is missing behind the time": (M1 + "m2,c,f,client,2025-01-02\n" + M3, M1 + REPAIRED + M3, []),
}  # fmt: skip

# What lies at one place, one after the other, and the texts that are still aside at the end.
AT_ONE_PLACE = {
    "a later version without one of the sound rows keeps the broken one": ([M1 + BROKEN + M3, M3 + M4], [BROKEN]),
    "other rows under the name of a file that was wholly set aside keep it": (
        [BROKEN, M3 + M4],
        [BROKEN],
    ),
    "a row repaired in its place is lifted": ([M1 + BROKEN + M3, M1 + REPAIRED + M3], []),
    "a row that a longer export breaks again is aside once": ([M1 + BROKEN + M3, M1 + BROKEN + M3 + M4], [BROKEN]),
    "a row taken out of an export that is whole otherwise is lifted": ([M1 + BROKEN + M3, M1 + M3 + M4], []),
}


@pytest.fixture
def store() -> Iterator[Engine]:
    engine = Engine.in_memory()
    yield engine
    engine.close()


def aside(engine: Engine) -> list[str]:
    return [f"{raw}\n" for (raw,) in engine.rows("SELECT raw FROM quarantine ORDER BY ALL")]


def told(engine: Engine) -> int:
    """How many rows the ledger says are aside, once its sums are held."""
    rows = engine.rows(
        "SELECT rows_read, rows_loaded + rows_updated + rows_quarantined + rows_known, rows_quarantined FROM ledger"
    )
    assert all(read == accounted for read, accounted, _ in rows)
    return sum(count for _, _, count in rows)


@pytest.mark.parametrize("case", AT_ONE_PLACE)
def test_a_later_file_at_the_same_place_lifts_only_what_it_holds(case: str, store: Engine, tmp_path: Path) -> None:
    versions, left = AT_ONE_PLACE[case]
    for text in versions:
        (tmp_path / "m.csv").write_text(MESSAGES + text, encoding="utf-8")
        load(store, tmp_path / "m.csv")
    assert (aside(store), told(store)) == (left, len(left))


@pytest.mark.parametrize("case", WRITTEN)
def test_a_later_version_of_a_file_that_a_person_writes_replaces_the_earlier_one(
    case: str, store: Engine, tmp_path: Path
) -> None:
    name, header, versions, left = WRITTEN[case]
    for text in versions:
        (tmp_path / name).write_text(header + text, encoding="utf-8")
        load(store, tmp_path / name)
    assert (aside(store), told(store)) == (left, len(left))


@pytest.mark.parametrize("case", CUT)
@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_row_with_too_many_fields_is_lifted_by_a_file_that_holds_it(
    order: tuple[str, str], case: str, store: Engine, tmp_path: Path
) -> None:
    *texts, left = CUT[case]
    for name, text in zip("ab", texts, strict=True):
        (tmp_path / f"{name}.csv").write_text(f"{MESSAGES}{text}", encoding="utf-8")
    for name in order:
        load(store, tmp_path / f"{name}.csv")
    assert (aside(store), told(store)) == (left, len(left))


@pytest.mark.parametrize("order", [("new", "old"), ("old", "new")])
def test_an_older_version_of_a_row_does_not_lift_the_newer_one(
    order: tuple[str, str], store: Engine, tmp_path: Path
) -> None:
    broken = "p1,c,f,2025-06-01,900x,USD\n"
    texts = {"new": broken + "p2,c,f,2025-06-02,5,USD\n", "old": "p1,c,f,2025-01-01,100,USD\n"}
    for name in order:
        (tmp_path / f"{name}.csv").write_text(PAYMENTS + texts[name], encoding="utf-8")
        load(store, tmp_path / f"{name}.csv")
    assert (aside(store), told(store)) == ([broken], 1)


def test_a_sound_version_of_a_row_in_a_newer_file_lifts_it_wherever_that_lies(store: Engine, tmp_path: Path) -> None:
    for name, text in (("a", P1 + P2), ("b", P1.replace("x", ""))):
        (tmp_path / f"{name}.csv").write_text(PAYMENTS + text, encoding="utf-8")
        load(store, tmp_path / f"{name}.csv")
    assert (aside(store), told(store)) == ([P2], 1)
