"""Links to a client or from a payer that nothing else knows: they hold as written, and a slip of the pen is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import CONTRACT, CONTRACTS, PAYMENTS, loaded

BANK = "p9,,fl,,2025-02-08T12:00:00Z,700.00,EUR,,,,bank,Odd Person\n"
LINKS = "counterparty,client_id,payment_id\n"
HOLDS = "; this link holds as written -> correct the id, or state this client in relationships.csv"
NOWHERE = "stands in links alone, in no contract, message, relationship or payment"
IDLE = "so this link ties nothing -> correct the name, or add the export that holds it"
SLIPS = {
    "a slip in the id of a client": (
        "Odd Person,cl-kafee,",
        f"cl-kafee {NOWHERE} (the nearest that does is cl-kaffee){HOLDS}",
    ),
    "a client whom nobody knows": ("Odd Person,acme,", f"acme {NOWHERE}{HOLDS}"),
    "a payer whom nobody knows": ("Nobody Ltd,cl-kaffee,", f"no payment is of a payer called 'Nobody Ltd', {IDLE}"),
    "a slip in the name of a payer": (
        "Odd Persen,cl-kaffee,",
        f"no payment is of a payer called 'Odd Persen' (the nearest is 'Odd Person'), {IDLE}",
    ),
    "one payment to a client whom nobody knows": (",acme,p9", f"acme {NOWHERE}{HOLDS}"),
}
SILENT = {
    "a client of a contract": "Odd Person,cl-kaffee,",
    "a payer in another writing": "ODD  person,cl-kaffee,",
    "a payment of a name that no payer has": "Somebody,cl-kaffee,p9",
}


def files(link: str, **more: str) -> dict[str, str]:
    contracts = CONTRACTS + CONTRACT.replace("c1", "cl-kaffee")
    said = {f"{name}.csv": text for name, text in more.items()}
    return {"contracts.csv": contracts, "payments.csv": PAYMENTS + BANK, "links.csv": f"{LINKS}{link}\n", **said}


@pytest.mark.parametrize("case", SLIPS)
def test_a_link_that_nothing_else_knows_of_is_told(case: str, tmp_path: Path) -> None:
    link, said = SLIPS[case]
    with loaded(tmp_path, files(link)) as (_, report):
        assert report.warnings == (f"links.csv:2: {said}",)


def test_it_holds_as_it_is_written(tmp_path: Path) -> None:
    with loaded(tmp_path, files("Odd Person,cl-kafee,")) as (store, _):
        assert store.rows("SELECT client_id FROM payments") == [("cl-kafee",)]


@pytest.mark.parametrize("case", SILENT)
def test_a_link_that_the_files_bear_out_is_not_told(case: str, tmp_path: Path) -> None:
    with loaded(tmp_path, files(SILENT[case])) as (_, report):
        assert report.warnings == ()


def test_a_client_who_is_stated_is_known(tmp_path: Path) -> None:
    stated = "client_id,freelancer_id,origin\nacme,fl,off_platform\n"
    with loaded(tmp_path, files("Odd Person,acme,", relationships=stated)) as (_, report):
        assert not any(NOWHERE in one for one in report.warnings)


def test_where_links_alone_give_ids_each_is_its_writers_own(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": PAYMENTS + BANK, "links.csv": f"{LINKS}Odd Person,acme,\n"}) as (
        store,
        report,
    ):
        assert store.rows("SELECT client_id FROM payments") == [("acme",)] and report.warnings == ()


def test_several_links_to_one_such_client_are_one_line_and_many_are_cut_short(tmp_path: Path) -> None:
    twice = "Odd Person,acme,\n,acme,p9"
    with loaded(tmp_path / "a", files(twice)) as (_, report):
        assert report.warnings == (
            f"links.csv:2: acme {NOWHERE}{HOLDS.replace('this link holds', '2 links to it hold')}",
        )
    many = "\n".join(f"Nobody {number},cl-kaffee," for number in range(13))
    with loaded(tmp_path / "b", files(many)) as (_, report):
        assert len(report.warnings) == 11 and report.warnings[-1] == "links.csv: 3 more such links"
