"""A payer whose name is nearly that of a client is told with its score and the threshold, and tied to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import PAYMENTS, loaded

STATED = "client_id,freelancer_id,origin,client_name\nc7,fl,off_platform,Köhler\n"
ROW = "p1,,fl,,2025-01-08T12:00:00Z,80.00,EUR,,,,bank,{name}\n"


@pytest.mark.parametrize(("name", "score"), [("Koehlr", "0.92"), ("Kohler", "0.92"), ("Koeler", "0.92")])
def test_a_near_miss_is_told_and_not_joined(tmp_path: Path, name: str, score: str) -> None:
    files = {"relationships.csv": STATED, "payments.csv": PAYMENTS + ROW.format(name=name)}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT client_id FROM payments") == [(None,)]
        (said,) = [one for one in report.warnings if "nearly" in one]
        assert said.startswith(
            f"payments.csv:2: 1 payment of '{name}', which is nearly 'Köhler', the name of c7 (alike {score} as written; "
        )
        assert "from 0.92" in said and "links.csv" in said


@pytest.mark.parametrize(("name", "client"), [("KOEHLER", "c7"), ("Braun", None)])
def test_the_same_name_and_another_one_are_no_near_misses(tmp_path: Path, name: str, client: str | None) -> None:
    files = {"relationships.csv": STATED, "payments.csv": PAYMENTS + ROW.format(name=name)}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT client_id FROM payments") == [(client,)]
        assert not [one for one in report.warnings if "nearly" in one]


def test_all_clients_are_named_whom_a_payer_is_about_as_near(tmp_path: Path) -> None:
    stated = STATED.replace("c7,fl,off_platform,Köhler", "c1,fl,off_platform,Acme Trading Ltd")
    stated += "c2,fl,off_platform,Acme Tradings Ltd\nc3,fl,off_platform,Acme Grading Limited\n"
    files = {"relationships.csv": stated, "payments.csv": PAYMENTS + ROW.format(name="Acme Tradin Ltd")}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT client_id FROM payments") == [(None,)]
        (said,) = [one for one in report.warnings if "nearly" in one]
        assert said == (
            "payments.csv:2: 1 payment of 'Acme Tradin Ltd', which is nearly 'Acme Trading Ltd', the name of c1 (alike 0.97 as written), and"
            " 'Acme Tradings Ltd', the name of c2 (alike 0.94 as written), tied to none -> if it is one of these clients, link the name in"
            " links.csv"
        )
