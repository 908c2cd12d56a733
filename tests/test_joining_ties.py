"""Payments that name no client by an id are tied to contracts and clients, or reported; never guessed."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from auditor.ingesting.joining.likeness import ENOUGH, likenesses
from tests.ingest_world import account, load, loaded, snapshot, write
from tests.upwork_world import (
    CONTRACTS_HEADER,
    EARNINGS_HEADER,
    FEE,
    HOURLY,
    REPORT_HEADER,
    contract_row,
    earnings_row,
    report_row,
)

SHOP = contract_row("k1", "c1", "Shop redesign")
OTHER = contract_row("k2", "c2", "Shop redesign")
LOGO = contract_row("k3", "c1", "Logo")
NAMES = "client_id,freelancer_id,origin,client_name\n"
TIED = "SELECT client_id, contract_id, client_given FROM payments ORDER BY source_line"
HOWS = "SELECT how, round(score, 2)::DOUBLE, candidates FROM ties ORDER BY row_key"


def files(*contracts: str, report: str = HOURLY, **more: str) -> dict[str, str]:
    extra = {f"{name}.csv": text for name, text in more.items()}
    return {"contracts.csv": CONTRACTS_HEADER + "".join(contracts), "report.csv": REPORT_HEADER + report, **extra}


def test_one_contract_with_that_title_at_that_time_is_the_payments_contract(tmp_path: Path) -> None:
    with loaded(tmp_path, files(SHOP)) as (store, report):
        assert store.rows(TIED) == [("c1", "k1", True)]
        assert store.rows(HOWS) == [("title", 1.0, None)]
        assert report.warnings == ()


def test_a_slip_in_the_title_is_forgiven(tmp_path: Path) -> None:
    with loaded(tmp_path, files(contract_row("k1", "c1", "Shop  Re-design"))) as (store, _):
        assert store.rows(TIED) == [("Acme Example", None, False)]
    with loaded(tmp_path / "2", files(contract_row("k1", "c1", "SHOP redesigns!"))) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]
        assert store.rows(HOWS) == [("title", 0.96, None)]


ALIKE = [
    ("phase 1 of the shop redesign", "phase 2 of the shop redesign", False),
    ("website for company alpha", "website for company omega", False),
    ("website for client a", "website for client b", False),
    ("shop redesign and hosting", "shop redesign and hostng", True),
    ("shop redesign", "shop redesign", True),
    ("c++ developer", "c# developer", False),
    ("voice over with a male narrator", "voice over with a female narrator", False),
    ("write the internal documentation", "write the external documentation", False),
    ("logo design for anna bakery", "logo design for hanna bakery", False),
]


def test_what_is_only_alike_is_tied_and_told(tmp_path: Path) -> None:
    with loaded(tmp_path, files(contract_row("k1", "c1", "SHOP redesigns!"))) as (_, report):
        (said,) = report.warnings
        assert "tied by a title or name that is only alike, the least so (0.96)" in said
        assert "to c1, contract k1 -> " in said


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_a_letter_may_differ_but_no_word_and_no_number(one: str, other: str, alike: bool) -> None:
    assert any(score >= ENOUGH for _, _, score in likenesses([one], [other])) == alike


def test_without_a_contract_that_fits_the_name_stands_for_the_client_and_a_warning_says_so(tmp_path: Path) -> None:
    with loaded(tmp_path, files(LOGO)) as (store, report):
        assert store.rows(TIED) == [("Acme Example", None, False)]
        (warning,) = report.warnings
        assert all(word in warning for word in ("report.csv:2", "1 payment", "Acme Example", "links.csv", "->"))


def test_a_contract_that_had_ended_long_before_is_not_the_one(tmp_path: Path) -> None:
    ended, in_time = (contract_row("k1", "c1", "Shop redesign", end=end) for end in ("2026-08-25", "2026-08-26"))
    with loaded(tmp_path, files(ended)) as (store, _):
        assert store.rows(TIED) == [("Acme Example", None, False)]
    with loaded(tmp_path / "2", files(in_time)) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]


def test_two_clients_with_one_title_are_ambiguous_and_tie_nothing(tmp_path: Path) -> None:
    with loaded(tmp_path, files(SHOP, OTHER)) as (store, report):
        assert store.rows(TIED) == [("Acme Example", None, False)]
        assert store.rows(HOWS) == [("title", 1.0, "k1 (c1) or k2 (c2)")]
        (warning,) = report.warnings
        words = ("report.csv:2", "1 payment", "Shop redesign", "k1 (c1) or k2 (c2)", "relationships.csv", "links.csv")
        assert all(word in warning for word in words)
        assert load(store, tmp_path).warnings == report.warnings


def test_the_days_of_the_contracts_decide_between_two_of_one_title(tmp_path: Path) -> None:
    early = contract_row("k2", "c2", "Shop redesign", "2025-01-01", "2025-06-30")
    with loaded(tmp_path, files(SHOP, early)) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]


def test_two_contracts_of_one_client_tie_the_client_alone(tmp_path: Path) -> None:
    with loaded(tmp_path, files(SHOP, contract_row("k9", "c1", "Shop redesign"))) as (store, report):
        assert store.rows(TIED) == [("c1", None, True)]
        assert report.warnings == ()


def test_the_client_name_of_relationships_decides_between_two(tmp_path: Path) -> None:
    stated = NAMES + "c2,fl,platform,ACME example\n"
    with loaded(tmp_path, files(SHOP, OTHER, relationships=stated)) as (store, report):
        assert store.rows(TIED) == [("c2", "k2", True)]
        assert store.rows(HOWS) == [("client_name", 1.0, None)]
        assert report.warnings == ()


def test_a_client_name_that_is_nearly_the_same_vouches_for_its_contract(tmp_path: Path) -> None:
    stated = NAMES + "c2,fl,platform,Acme Exampel\n"
    with loaded(tmp_path, files(SHOP, OTHER, relationships=stated.replace("Exampel", "Examples"))) as (store, _):
        assert store.rows(TIED) == [("c2", "k2", True)]
        assert store.rows(HOWS) == [("title", 1.0, None)]


def test_one_name_of_two_clients_is_ambiguous(tmp_path: Path) -> None:
    stated = NAMES + "c8,fl,platform,Acme Example\nc9,fl,platform,Acme Example\n"
    with loaded(tmp_path, files(SHOP, relationships=stated)) as (store, report):
        assert store.rows(TIED) == [("Acme Example", None, False)]
        assert store.rows("SELECT candidates FROM ties") == [("c8 or c9",)]
        assert any("c8 or c9" in one for one in report.warnings)


def test_other_payments_of_the_same_client_name_decide_what_the_title_leaves_open(tmp_path: Path) -> None:
    logo = report_row("Sep 26, 2026", "Bonus", "$10.00", "930", title="Logo")
    untitled = report_row("Sep 27, 2026", "Bonus", "$11.00", "931", title="")
    with loaded(tmp_path, files(SHOP, OTHER, LOGO, report=HOURLY + logo + untitled)) as (store, report):
        assert store.rows(TIED) == [("c1", "k1", True), ("c1", "k3", True), ("c1", None, True)]
        assert report.warnings == ()


def test_a_contracts_file_that_comes_later_changes_the_tie(tmp_path: Path) -> None:
    with loaded(tmp_path, {"report.csv": REPORT_HEADER + HOURLY}) as (store, report):
        assert store.rows(TIED) == [("Acme Example", None, False)]
        assert report.warnings == ()
        write(tmp_path, {"contracts.csv": CONTRACTS_HEADER + SHOP})
        load(store, tmp_path)
        assert store.rows(TIED) == [("c1", "k1", True)]
        write(tmp_path, {"more.csv": CONTRACTS_HEADER + OTHER})
        assert any("k1 (c1) or k2 (c2)" in one for one in load(store, tmp_path).warnings)
        assert store.rows(TIED) == [("Acme Example", None, False)]


def test_read_again_or_overlapping_tied_rows_are_known(tmp_path: Path) -> None:
    with loaded(tmp_path, files(SHOP)) as (store, _):
        before = snapshot(store)
        assert [one.rows_known for one in load(store, tmp_path).files] == [1, 1]
        assert snapshot(store) == before
        write(tmp_path, {"zlater.csv": REPORT_HEADER + FEE + HOURLY})
        later = account(load(store, tmp_path), "zlater.csv")
        assert (later.rows_loaded, later.rows_updated, later.rows_known) == (1, 0, 1)
        assert store.rows(TIED) == [("c1", "k1", True)]


def test_the_order_of_files_does_not_change_the_ties(tmp_path: Path) -> None:
    parts = files(SHOP, OTHER, LOGO, relationships=NAMES + "c2,fl,platform,Acme Example\n")
    parts["earnings.csv"] = EARNINGS_HEADER + earnings_row("2026-09-25", "Shop redesign (k2)", "240", "40")
    results = []
    for number, order in enumerate(permutations(parts)):
        named = {f"{place}.csv": parts[name] for place, name in enumerate(order)}
        with loaded(tmp_path / str(number), named) as (store, _):
            results.append((store.rows(TIED), store.rows("SELECT * FROM ties ORDER BY ALL")))
    assert results[0][0] == [("c2", "k2", True)]
    assert all(one == results[0] for one in results)


def test_the_contract_id_that_earnings_tell_of_the_same_payment_decides(tmp_path: Path) -> None:
    earned = EARNINGS_HEADER + earnings_row("2026-09-25", "Shop redesign (k2)", "240", "40")
    with loaded(tmp_path, files(SHOP, OTHER, earnings=earned)) as (store, _):
        assert store.rows(TIED) == [("c2", "k2", True)]
        assert store.rows(HOWS) == [("another export", 1.0, None)]


def test_without_contracts_the_name_in_the_report_stands_for_the_client_of_all_earnings(tmp_path: Path) -> None:
    earned = EARNINGS_HEADER + "".join(
        [
            earnings_row("2026-09-25", "Shop redesign (5550101)", "240", "40"),
            earnings_row("2026-10-09", "Shop redesign (5550101)", "60", "10"),
        ]
    )
    with loaded(tmp_path, {"a.csv": earned, "b.csv": REPORT_HEADER + HOURLY}) as (store, _):
        assert store.rows(
            "SELECT client_id, contract_id, client_given, amount::INTEGER FROM payments ORDER BY paid_at"
        ) == [
            ("Acme Example", "5550101", False, 240),
            ("Acme Example", "5550101", False, 60),
        ]


def test_earnings_are_tied_by_their_contract_id(tmp_path: Path) -> None:
    earned = EARNINGS_HEADER + earnings_row("2026-09-25", "Renamed since (k1)", "240", "40")
    with loaded(tmp_path, {"a.csv": earned, "c.csv": CONTRACTS_HEADER + SHOP}) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]
        assert store.rows("SELECT stated_client_id FROM ties") == [("k1",)]


def test_own_payments_without_ids_are_tied_by_title_and_name_too(tmp_path: Path) -> None:
    own = "payment_id,paid_at,amount,currency,counterparty,description\np1,2026-09-25,80.00,USD,Acme Example,Shop redesign\n"
    with loaded(tmp_path, {"c.csv": CONTRACTS_HEADER + SHOP, "p.csv": own}) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]


def test_a_client_that_the_export_names_is_never_changed_by_a_title(tmp_path: Path) -> None:
    own = "payment_id,client_id,paid_at,amount,currency,description\np1,c7,2026-09-25,80.00,USD,Shop redesign\n"
    with loaded(tmp_path, {"c.csv": CONTRACTS_HEADER + SHOP, "p.csv": own}) as (store, _):
        assert store.rows(TIED) == [("c7", None, True)]


def test_a_tied_payment_is_of_the_freelancer_of_its_contract(tmp_path: Path) -> None:
    second = contract_row("k4", "c4", "Logo").replace('"fl"', '"fl2"')
    with loaded(tmp_path, files(SHOP, second)) as (store, _):
        assert store.rows("SELECT freelancer_id, freelancer_given FROM payments") == [("fl", False)]
