"""What is set aside does not hang on the names of files, on the order of reading, or on one run or several."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, load, write
from tests.support.running import audit

P2 = PAYMENT.replace("p1", "p2").replace("-08T", "-20T")
ENDED = CONTRACT.replace("active,2025-01-01,", "ended,2025-01-01,2025-02-01")
# An older export with a broken row, and a newer one that holds it sound.
PAIRS = {
    "payments": (PAYMENTS + PAYMENT.replace("80.00", "x"), PAYMENTS + PAYMENT + P2),
    "contracts": (CONTRACTS + CONTRACT.replace("hourly", "bogus"), CONTRACTS + ENDED),
}
OTHERS = {"contracts": CONTRACTS + ENDED, "payments": PAYMENTS + PAYMENT, "messages": MESSAGES + MESSAGE}
DAY = "2027-06-01"


def standing(folder: Path, files: Mapping[str, str], out: Path) -> tuple[Any, ...]:
    """The verdict and what holds it back, once the files lie in the folder."""
    (row,) = audit(write(folder, files), out, DAY).eligibility
    return row["verdict"], row["blockers"]


@pytest.mark.parametrize("table", PAIRS)
def test_names_of_files_make_no_verdict(table: str, tmp_path: Path) -> None:
    old, new = PAIRS[table]
    rest = {f"{name}.csv": text for name, text in OTHERS.items() if name != table}
    told = [
        standing(tmp_path / "a", {**rest, "x1.csv": old, "x2.csv": new}, tmp_path / "sa"),
        standing(tmp_path / "b", {**rest, "x1.csv": new, "x2.csv": old}, tmp_path / "sb"),
    ]
    assert told == [("free_to_leave", [])] * 2


def exports(seed: int) -> dict[str, str]:
    """Four exports of the same payments, each with its own latest day; some rows are broken in some of them."""
    chance, found = random.Random(seed), {}
    for number in range(4):
        rows = [f"last{number},c9,fl,,2025-0{number + 2}-28,1,USD,,,,,\n"]
        for payment in range(4):
            if chance.random() < 0.75:
                rows.append(f"p{payment},c1,fl,,2025-01-0{payment + 1},{chance.choice('5566xy')},USD,,,,,\n")
        chance.shuffle(rows)
        found[f"{number}.csv"] = PAYMENTS + "".join(rows)
    return found


def held(folder: Path, order: Sequence[str]) -> tuple[list[Any], list[Any]]:
    with Engine.in_memory() as store:
        for name in order:
            load(store, folder / name)
        ((sound,),) = store.rows(
            "SELECT bool_and(rows_read = rows_loaded + rows_updated + rows_quarantined + rows_known) FROM ledger"
        )
        assert sound
        return (
            store.rows("SELECT file, line, code, raw FROM quarantine ORDER BY ALL"),
            store.rows("SELECT payment_id, amount FROM payments ORDER BY ALL"),
        )


@pytest.mark.parametrize("seed", range(6))
def test_the_same_exports_in_any_order_leave_the_same_rows_aside(seed: int, tmp_path: Path) -> None:
    files = exports(seed)
    write(tmp_path, files)
    orders = list(itertools.permutations(files))
    first = held(tmp_path, orders[0])
    for order in random.Random(seed).sample(orders[1:], 5):
        assert held(tmp_path, order) == first, order


def test_a_contract_that_is_open_again_is_open_whichever_export_is_read_first(tmp_path: Path) -> None:
    """Each export has a later row beside it; the first and the third tell the contract alike."""
    says = {"1.csv": CONTRACT, "2.csv": CONTRACT.replace("active", "paused"), "3.csv": CONTRACT}
    late = {name: CONTRACT.replace("k1", f"late{name[0]}").replace("-01-01", f"-0{name[0]}-28") for name in says}
    write(tmp_path, {name: CONTRACTS + row + late[name] for name, row in says.items()})
    for order in itertools.permutations(says):
        with Engine.in_memory() as store:
            for name in order:
                load(store, tmp_path / name)
            assert store.rows("SELECT status FROM contracts WHERE contract_id = 'k1'") == [("active",)], order


def test_a_file_that_breaks_a_row_again_keeps_it_aside_though_its_own_earlier_version_held_it(tmp_path: Path) -> None:
    broken = PAYMENT.replace("80.00", "x")
    with Engine.in_memory() as store:
        for text in (PAYMENT, broken):
            load(store, write(tmp_path, {"payments.csv": PAYMENTS + text}))
        assert [row.raw + "\n" for row in ingesting.quarantine_rows(store)] == [broken]


def test_a_repaired_row_is_as_late_as_its_file(tmp_path: Path) -> None:
    """The newer export has the contract broken, and a later one beside it; the older export has the contract open."""
    older = CONTRACTS + CONTRACT + CONTRACT.replace("k1", "k2").replace("2025-01-01", "2025-03-01")
    newer = CONTRACTS + ENDED.replace("hourly", "bogus") + CONTRACT.replace("k1", "k3").replace("-01-01", "-04-01")
    with Engine.in_memory() as store:
        load(store, write(tmp_path / "in", {"1.csv": older, "2.csv": newer}))
        (row,) = ingesting.quarantine_rows(store)
        saved = f'file,line,table,column,reason,raw\n2.csv,{row.line},contracts,kind,E,"{ENDED.strip()}"\n'
        write(tmp_path, {"quarantine.csv": saved})
        ingesting.retry(store, [tmp_path / "quarantine.csv"])
        assert store.rows("SELECT status FROM contracts WHERE contract_id = 'k1'") == [("ended",)]
