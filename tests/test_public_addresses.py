"""A public address links nobody: an account of a small circle stays in it, and who shares nothing else is named as public."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.running import audit
from tests.test_cases import frames

HEADER = ["message_id", "client_id", "freelancer_id", "sender", "sent_at", "body"]
PUBLIC = [(f"p{one:02}", "email", "info@fair.example") for one in range(26)]
RING = [(one, "email", "boss@ring-one.example") for one in ("p00", "y1", "y2")]
HUB, BOSS = "info@jobfair-hub.example", "boss@ring-one.example"


def members(values: list[tuple[str, str, str]]) -> dict[str, tuple[int, bool]]:
    """By client: how many accounts its cluster counts, and whether it is one of a public address."""
    rows = frames(values)["clusters"].select("client_id", "accounts", "is_public").rows()
    return {client: (accounts, public) for client, accounts, public in rows}


def test_a_private_ring_is_not_swallowed_by_the_public_address_of_one_of_it() -> None:
    shown = members([*PUBLIC, *RING])
    assert [shown[one] for one in ("p00", "y1", "y2")] == [(3, False)] * 3
    # Who uses the address from within a ring is one of its users all the same.
    assert [shown[one] for one in ("p01", "p25")] == [(26, True)] * 2
    assert members([*RING, *PUBLIC[::-1]]) == shown


def test_two_rings_whose_members_use_one_public_address_are_two() -> None:
    other = [("p01", "iban", "DE1"), ("z9", "iban", "DE1")]
    found = frames([*PUBLIC, *RING, *other])["clusters"].group_by("cluster").agg("client_id")
    rings = sorted(sorted(one) for one in found["client_id"].to_list() if len(one) < 10)
    assert rings == [["p00", "y1", "y2"], ["p01", "z9"]]


def test_accounts_that_share_two_public_addresses_and_no_more_are_one_public_cluster() -> None:
    second = [(f"p{one:02}", "phone", "+12025550147") for one in range(20, 50)]
    shown = members([*PUBLIC, *second])
    assert set(shown.values()) == {(50, True)}


def test_a_public_address_of_which_every_user_is_in_a_ring_makes_no_cluster() -> None:
    pairs = [(f"p{one:02}", "iban", f"DE{one // 2}") for one in range(26)]
    assert set(members([*PUBLIC, *pairs]).values()) == {(2, False)}


def test_the_public_address_is_told_beside_the_ring() -> None:
    shown = frames([*PUBLIC, *RING])["actors"].select("client_id", "public_values", "public_users").rows()
    told = {client: tuple(rest) for client, *rest in shown}
    assert (told["p00"], told["y1"], told["p01"]) == ((1, 26), (0, 0), (0, 0))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ring of three and 60 others, 26 of which name one address, as does one of the ring."""
    folder = tmp_path_factory.mktemp("public")
    (folder / "exports").mkdir()
    sent = [(f"p{one:02}", HUB) for one in range(26)] + [(one, BOSS) for one in ("p00", "y1", "y2")]
    rows = [
        [f"m{place}", client, f"f-{client}", "client", "2026-01-10T09:00:00Z", f"write to {address}"]
        for place, (client, address) in enumerate(sent)
    ]
    rows += [[f"q{one}", f"calm-{one}", "f", "client", "2026-01-11T09:00:00Z", "Good work!"] for one in range(34)]
    with (folder / "exports" / "messages.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    audit(folder / "exports", folder, "2026-01-31")
    return folder


def test_actors_csv_names_the_ring_and_what_is_public(work: Path) -> None:
    text = (work / "out" / "actors.csv").read_text(encoding="utf-8")
    rows = {row["client_id"]: row for row in csv.DictReader(io.StringIO(text)) if row["actor"] == "client"}
    assert [json.loads(rows[one]["shares_with"]) for one in ("p00", "y1", "y2")] == [
        ["y1", "y2"],
        ["p00", "y2"],
        ["p00", "y1"],
    ]
    ring = "3 client accounts with 1 shared contact or payment value"
    assert rows["y1"]["cluster_name"] == ring
    assert rows["p00"]["cluster_name"] == f"{ring}; beside that a public address that 26 accounts use"
    assert rows["p01"]["cluster_name"].endswith("26 client accounts with 1 shared contact or payment value: a public address rather than one person")  # fmt: skip
    assert json.loads(rows["p01"]["shares_with"]) == []
    assert rows["p00"]["risk"] == rows["y1"]["risk"] > rows["p01"]["risk"]


def test_the_report_tells_the_ring_and_folds_the_public_address(work: Path) -> None:
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    assert "to 2 other accounts (" in page and "; beside that it uses a public address that 26 accounts use." in page
    assert "to 25 other accounts" in page and page.count("rather a public address than one person") == 1
    assert "24 further accounts with nothing but a public address" in page
