"""A title never joins two payers, nor a payer with a client who is called otherwise; both are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import load, loaded, write
from tests.test_joining_ties import HOWS, LOGO, NAMES, OTHER, SHOP, TIED, files
from tests.upwork_world import CONTRACTS_HEADER, HOURLY, report_row

ZETA = report_row("Sep 26, 2026", "Hourly", "$60.00", "911", team="Zeta Example")
LINKS = "counterparty,client_id\n"
# all files, how the payments of Acme and of Zeta are tied, words of the only warning
CASES: dict[str, tuple[dict[str, str], list[tuple[str, str | None, bool]], list[str]]] = {
    "two teams with the title of one contract": (
        files(SHOP, report=HOURLY + ZETA),
        [("Acme Example", None, False), ("Zeta Example", None, False)],
        ["report.csv:2: 2 payments of 'Acme Example' and 'Zeta Example' with title and dates of k1 (c1), tied to none"],
    ),
    "two teams with titles of two contracts of one client": (
        files(SHOP, LOGO, report=HOURLY + ZETA.replace("Shop redesign", "Logo")),
        [("Acme Example", None, False), ("Zeta Example", None, False)],
        ["1 payment of 'Acme Example' with title and dates of k1 (c1)", "of 'Zeta Example' with title and dates of k3 (c1)"],
    ),
    "one of the two is the stated name": (
        files(SHOP, report=HOURLY + ZETA, relationships=NAMES + "c1,fl,platform,Zeta Example\n"),
        [("Acme Example", None, False), ("c1", "k1", True)],
        ["report.csv:2: 1 payment of 'Acme Example' with title and dates of k1 (c1), who is stated as 'Zeta Example'"],
    ),
    "one of the two is linked": (
        files(SHOP, report=HOURLY + ZETA, links=LINKS + "Zeta Example,c1\n"),
        [("Acme Example", None, False), ("c1", "k1", True)],
        ["1 payment of 'Acme Example' with title and dates of k1 (c1), whose payments are those of 'Zeta Example'"],
    ),
    "one team, and the client is called otherwise": (
        files(SHOP, relationships=NAMES + "c1,fl,platform,Beta Corp\n"),
        [("Acme Example", None, False)],
        ["report.csv:2: 1 payment of 'Acme Example' with title and dates of k1 (c1), who is stated as 'Beta Corp', tied to none"],
    ),
    "one team, and the contract calls the client otherwise": (
        {
            **files(SHOP),
            "contracts.csv": CONTRACTS_HEADER.strip() + ",client_name\n" + SHOP.strip() + ",Blue Whale Ltd\n",
        },
        [("Acme Example", None, False)],
        ["k1 (c1), who is stated as 'Blue Whale Ltd'"],
    ),
    "one team in two spellings": (
        files(SHOP, report=HOURLY + ZETA.replace("Zeta Example", "ACME  Example.")),
        [("c1", "k1", True), ("c1", "k1", True)],
        [],
    ),
    "of two clients with the title one is called otherwise": (
        files(SHOP, OTHER, relationships=NAMES + "c1,fl,platform,Beta Corp\n"),
        [("c2", "k2", True)],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_name_that_speaks_against_the_title_ties_nothing(case: str, tmp_path: Path) -> None:
    content, tied, words = CASES[case]
    with loaded(tmp_path, content) as (store, report):
        assert store.rows(TIED) == tied
        assert len(report.warnings) == len(words), report.warnings
        assert all(word in said for word, said in zip(words, report.warnings, strict=True)), report.warnings


def test_a_link_settles_the_dispute(tmp_path: Path) -> None:
    with loaded(tmp_path, files(SHOP, report=HOURLY + ZETA)) as (store, _):
        assert store.rows(HOWS) == [("two names", 1.0, "k1 (c1)")] * 2
        write(tmp_path, {"links.csv": LINKS + "Acme Example,c1\nZeta Example,c2\n"})
        # Of c2 nothing else is known, which is said; the link holds.
        (said,) = load(store, tmp_path).warnings
        assert said.startswith("links.csv:3: c2 stands in links alone")
        assert store.rows(TIED) == [("c1", "k1", True), ("c2", None, True)]


STATED_OTHERWISE = NAMES + "c1,fl,platform,Beta Corp\n"


@pytest.mark.parametrize("by", ["counterparty", "payment_id"])
def test_a_linked_payment_finds_its_contract_by_title_whatever_its_client_is_called(by: str, tmp_path: Path) -> None:
    link = LINKS + "acme example,c1\n" if by == "counterparty" else "counterparty,payment_id,client_id\n,901,c1\n"
    with loaded(tmp_path, files(SHOP, LOGO, relationships=STATED_OTHERWISE, links=link)) as (store, report):
        assert (store.rows(TIED), report.warnings) == ([("c1", "k1", True)], ())
