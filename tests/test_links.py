"""links.csv: the user says which client stands behind a name, a payment or a contract id."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import account, balances, load, loaded, write
from tests.upwork_world import CONTRACTS_HEADER, EARNINGS_HEADER, HOURLY, REPORT_HEADER, contract_row, earnings_row

PAYPAL = """"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID"
"29/12/2026","07:45:51","PST","Ann Example","General Payment","Completed","USD","84.00","-4.25","79.75","ann@client.example","me@studio.example","A1"
"""
HEADER = "client_id,counterparty\n"
PAID = "SELECT client_id, contract_id, client_given FROM payments"
SHOPS = CONTRACTS_HEADER + contract_row("k1", "c1", "Shop redesign") + contract_row("k2", "c2", "Shop redesign")


@pytest.mark.parametrize("name", ["ann EXAMPLE", "Ann@client.example", "Ann Example <ann@client.example>"])
def test_a_link_may_name_the_payer_by_name_address_or_both(name: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"links.csv": HEADER + f"c1,{name}\n", "paypal.csv": PAYPAL}) as (store, report):
        assert store.rows(PAID) == [("c1", None, True)]
        assert account(report, "links.csv").rows_loaded == 1


@pytest.mark.parametrize("column", ["payment_id", "contract_id"])
@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_that_links_payments_or_contracts_alone_is_one_too(column: str, ending: str, tmp_path: Path) -> None:
    value = "A1" if column == "payment_id" else "k9"
    link = f"client_id,{column}\nc1,{value}\n" if ending == "csv" else f'[{{"client_id": "c1", "{column}": "{value}"}}]'
    with loaded(tmp_path, {f"links.{ending}": link, "paypal.csv": PAYPAL}) as (store, report):
        assert (account(report, f"links.{ending}").profile, account(report, f"links.{ending}").rows_loaded) == (
            "canonical",
            1,
        )
        assert store.rows(PAID) == ([("c1", None, True)] if column == "payment_id" else [(None, None, False)])


@pytest.mark.parametrize("name", ["Ann Example", "ann@client.example"])
def test_a_client_name_of_relationships_names_the_payer_of_a_statement(name: str, tmp_path: Path) -> None:
    stated = f"client_id,origin,client_name\nc1,platform,{name}\n"
    with loaded(tmp_path, {"relationships.csv": stated, "paypal.csv": PAYPAL}) as (store, _):
        assert store.rows(PAID) == [("c1", None, True)]


def test_a_payer_that_is_only_like_a_client_stays_an_unmatched_counterparty(tmp_path: Path) -> None:
    stated = "client_id,origin,client_name\nc1,platform,Ann Examples\n"
    with loaded(tmp_path, {"relationships.csv": stated, "paypal.csv": PAYPAL}) as (store, _):
        assert store.rows(PAID) == [(None, None, False)]


def test_a_link_overrides_title_and_client_name(tmp_path: Path) -> None:
    files = {
        "contracts.csv": CONTRACTS_HEADER + contract_row("k1", "c1", "Shop redesign"),
        "relationships.csv": "client_id,freelancer_id,origin,client_name\nc1,fl,platform,Acme Example\n",
        "links.csv": HEADER + "c2,Acme Example\n",
        "report.csv": REPORT_HEADER + HOURLY,
    }
    with loaded(tmp_path, files) as (store, _):
        assert store.rows(PAID) == [("c2", None, True)]


def test_a_link_decides_what_is_ambiguous_and_the_title_then_finds_the_contract(tmp_path: Path) -> None:
    files = {"contracts.csv": SHOPS, "links.csv": HEADER + "c2,Acme Example\n", "report.csv": REPORT_HEADER + HOURLY}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows(PAID) == [("c2", "k2", True)]
        assert report.warnings == ()


@pytest.mark.parametrize("name", ["901", "901/hourly/2026-09-25/240"])
def test_a_link_may_name_one_payment_by_its_id_or_reference(name: str, tmp_path: Path) -> None:
    link = f"client_id,counterparty,payment_id,contract_id,note\nc2,,{name},k2,asked\n"
    with loaded(tmp_path, {"contracts.csv": SHOPS, "links.csv": link, "report.csv": REPORT_HEADER + HOURLY}) as (
        store,
        _,
    ):
        assert store.rows(PAID) == [("c2", "k2", True)]


def test_a_link_of_a_contract_id_names_the_client_of_earnings(tmp_path: Path) -> None:
    earned = EARNINGS_HEADER + earnings_row("2026-09-25", "Shop (5550101)", "240", "40")
    link = "client_id,counterparty,contract_id\nc5,,5550101\n"
    with loaded(tmp_path, {"links.csv": link, "earnings.csv": earned}) as (store, _):
        assert store.rows(PAID) == [("c5", "5550101", True)]


def test_two_links_of_one_name_to_two_clients_tie_nothing_and_are_reported(tmp_path: Path) -> None:
    with loaded(tmp_path, {"links.csv": HEADER + "c1,Ann Example\nc2,ann@client.example\n", "p.csv": PAYPAL}) as (
        store,
        report,
    ):
        assert store.rows(PAID) == [(None, None, False)]
        assert any("c1 or c2" in one and "links.csv" in one for one in report.warnings)


def test_a_link_for_another_platform_or_freelancer_is_not_followed(tmp_path: Path) -> None:
    links = "client_id,counterparty,platform,freelancer_id\nc1,Acme Example,fiverr,\nc2,Acme Example,,somebody\n"
    with loaded(tmp_path, {"links.csv": links, "report.csv": REPORT_HEADER + HOURLY}, freelancer="fl") as (store, _):
        assert store.rows(PAID) == [("Acme Example", None, False)]


def test_bad_lines_of_links_are_set_aside_like_any_other_and_the_rest_is_followed(tmp_path: Path) -> None:
    links = HEADER + ",Ann Example\nc1,\nc1,Ann Example\n"
    with loaded(tmp_path, {"links.csv": links, "paypal.csv": PAYPAL}) as (store, report):
        file = account(report, "links.csv")
        assert (file.table, file.rows_read, file.rows_loaded, file.rows_quarantined) == ("links", 3, 1, 2)
        assert balances(file)
        faults = [(fault.line, fault.column, fault.reason[:4]) for fault in ingesting.quarantine_rows(store)]
        assert faults == [(2, "client_id", "E101"), (3, "counterparty", "E111")]
        assert store.rows(PAID) == [("c1", None, True)]


def test_an_edited_links_file_stands_as_a_whole_and_can_be_edited_back(tmp_path: Path) -> None:
    first, second = HEADER + "c1,Ann Example\n", HEADER + "c2,ann@client.example\n"
    with loaded(tmp_path, {"links.csv": first, "paypal.csv": PAYPAL}) as (store, _):
        for text, client in ((second, "c2"), (first, "c1"), (HEADER, None)):
            write(tmp_path, {"links.csv": text})
            load(store, tmp_path)
            assert store.rows("SELECT client_id FROM payments") == [(client,)]


def test_the_same_links_file_again_is_known(tmp_path: Path) -> None:
    with loaded(tmp_path, {"links.csv": HEADER + "c1,Ann Example\n", "paypal.csv": PAYPAL}) as (store, _):
        again = account(load(store, tmp_path), "links.csv")
        assert (again.status, again.rows_known) == ("known", 1)


def test_payments_that_lack_a_column_are_refused_and_not_taken_for_links(tmp_path: Path) -> None:
    broken = "payment_id,client_id,paid_at,amount,counterparty\np1,c1,2026-01-01,5,Ann\n"
    with loaded(tmp_path, {"p.csv": broken, "links.csv": HEADER + "c1,Ann\n"}) as (_, report):
        refused = account(report, "p.csv")
        assert refused.status == "refused" and "currency" in refused.message


def test_links_in_a_copied_folder_state_nothing_anew_unless_the_first_place_says_otherwise_by_now(
    tmp_path: Path,
) -> None:
    first, second = HEADER + "c1,Ann Example\n", HEADER + "c2,Ann Example\n"
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    with loaded(one, {"links.csv": first, "paypal.csv": PAYPAL}) as (store, _):
        two.mkdir()
        write(two, {"links.csv": first})
        assert account(load(store, two), "links.csv").status == "known"
        write(one, {"links.csv": second})
        load(store, one)
        assert store.rows("SELECT client_id FROM payments") == [("c2",)]
        (three := tmp_path / "three").mkdir()
        write(three, {"links.csv": first})
        assert account(load(store, three), "links.csv").status == "loaded"
