"""A row told again by a layout with fewer columns keeps what a wider one told, whichever is read first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from auditor.engines.duckdb import Engine
from tests.ingest_world import account, load, loaded, write

WIDE = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel,invoice\n"
NARROW = "payment_id,client_id,freelancer_id,paid_at,amount,currency,kind\n"
NOTED = "payment_id,client_id,freelancer_id,paid_at,amount,currency,kind,note\n"
ONE_WIDE = "p1,c1,me,k1,2024-02-05,200.00,USD,20.00,hourly,upwork,N 7\n"
ONE_NARROW = "p1,c1,me,2024-02-05,200.00,USD,hourly\n"
LATER = "p2,c1,me,2024-03-05,90.00,USD,hourly\n"
FACTS = "SELECT payment_id, contract_id, amount, fee, channel, extra FROM payments ORDER BY payment_id"
FULL = ("p1", "k1", 200, 20, "upwork", '{"invoice":"N 7"}')


def facts(store: Engine) -> list[tuple[Any, ...]]:
    return store.rows(FACTS)


def test_a_narrower_layout_read_later_says_nothing_new(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": WIDE + ONE_WIDE}) as (store, _):
        write(tmp_path, {"b.csv": NARROW + ONE_NARROW})
        again = account(load(store, tmp_path), "b.csv")
        assert (again.rows_known, again.rows_updated) == (1, 0)
        assert facts(store) == [FULL]


def test_what_a_narrower_layout_does_tell_is_updated_and_the_rest_is_kept(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": WIDE + ONE_WIDE}) as (store, _):
        write(tmp_path, {"b.csv": NARROW + ONE_NARROW.replace("200.00", "250.00") + LATER})
        again = account(load(store, tmp_path), "b.csv")
        assert (again.rows_updated, again.rows_loaded) == (1, 1)
        assert facts(store)[0] == ("p1", "k1", 250, 20, "upwork", '{"invoice":"N 7"}')


def test_a_column_that_is_there_and_empty_does_say_so(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": WIDE + ONE_WIDE}) as (store, _):
        write(tmp_path, {"b.csv": WIDE + "p1,c1,me,,2024-02-05,200.00,USD,,hourly,,\n"})
        assert account(load(store, tmp_path), "b.csv").rows_updated == 1
        assert facts(store) == [("p1", None, 200, None, None, None)]


def test_a_wider_layout_of_an_earlier_day_still_adds_what_the_narrower_one_lacked(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": NARROW + ONE_NARROW + LATER}) as (store, _):
        write(tmp_path, {"b.csv": WIDE + ONE_WIDE})
        load(store, tmp_path)
        assert facts(store)[0][:5] == FULL[:5]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_files_of_three_layouts_decides_nothing(order: tuple[int, ...], tmp_path: Path) -> None:
    texts = (WIDE + ONE_WIDE, NARROW + ONE_NARROW, NOTED + ONE_NARROW.strip() + ",asked\n")
    with loaded(tmp_path, {"0.csv": texts[order[0]]}) as (store, _):
        for number in (1, 2):
            write(tmp_path, {f"{number}.csv": texts[order[number]]})
            load(store, tmp_path)
        (row,) = facts(store)
        assert row[:5] == FULL[:5]
        assert sorted(row[5].strip("{}").split(",")) == ['"invoice":"N 7"', '"note":"asked"']


def test_a_column_taken_out_of_what_a_person_states_is_taken_back(tmp_path: Path) -> None:
    stated = "client_id,freelancer_id,origin,client_name\nc1,me,unknown,Ann\n"
    with loaded(tmp_path, {"relationships.csv": stated}) as (store, _):
        write(tmp_path, {"relationships.csv": "client_id,freelancer_id,origin\nc1,me,unknown\n"})
        load(store, tmp_path)
        assert store.rows("SELECT origin, client_name FROM relationships") == [("unknown", None)]
