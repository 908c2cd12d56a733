"""Cases: one scammer with many victims is one case; accounts that share a value are a cluster, and a large one is named."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from auditor import policies
from auditor.auditing import risk
from auditor.auditing.cases import LINKED_BY, case_frames
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.exports import actors as export
from auditor.model.policies import Policy
from auditor.model.results import Evidence, Finding
from auditor.model.words import Actor, FindingStatus, Severity
from tests import invented
from tests.support.rows import fill
from tests.support.running import Audited, audit

VICTIMS, POLICY = 300, policies.find("upwork-guide")
ASK = (
    "Let us work outside Upwork. We pay you outside the platform in USDT every Friday, write to boss@ring-one.example."
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Audited]:
    work = tmp_path_factory.mktemp("large")
    (work / "exports").mkdir()
    with (work / "exports" / "messages.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["message_id", "client_id", "freelancer_id", "sender", "sent_at", "body"])
        for number in range(VICTIMS):
            rows.writerow([f"m{number}", "ring-1", f"fl-{number:03}", "client", "2026-01-10T09:00:00Z", ASK])
            rows.writerow(
                [f"q{number}", f"calm-{number}", f"fl-{number:03}", "client", "2026-01-11T09:00:00Z", "Good work!"]
            )
    return work, audit(work / "exports", work, "2026-01-31")


def actors(work: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((work / "out" / "actors.csv").read_text(encoding="utf-8"))))


def test_one_scammer_with_300_victims_is_one_case(large: tuple[Path, Audited]) -> None:
    work, audited = large
    assert audited.ended.status == 0, audited.ended.err
    rows = actors(work)
    assert [row["client_id"] for row in rows if row["actor"] == "client"] == ["ring-1"]
    assert (rows[0]["relationships"], rows[0]["involved"]) == ("300", "300")
    assert float(rows[0]["risk"]) > 90 and "scam.new_client_pressure" in rows[0]["rules"]
    assert json.loads(rows[0]["with"]) == [f"fl-{number:03}" for number in range(VICTIMS)]


def test_the_report_of_a_large_audit_leads_with_cases(large: tuple[Path, Audited]) -> None:
    page = (large[0] / "out" / "report.html").read_text(encoding="utf-8")
    assert page.index('<section id="cases"') < page.index('<section id="first"')
    assert "client ring-1" in page and "in 300 of 300 relationships" in page and "and 288 more" in page


def test_a_small_audit_has_no_cases_in_its_report(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    text = f"message_id,client_id,freelancer_id,sender,sent_at,body\nm,c,f,client,2026-01-10T09:00:00Z,{ASK.replace(',', '')}\n"
    (tmp_path / "exports" / "messages.csv").write_text(text, encoding="utf-8")
    audit(tmp_path / "exports", tmp_path, "2026-01-31")
    assert 'id="cases"' not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert actors(tmp_path)[0]["client_id"] == "c"


def test_full_redaction_leaves_no_id_in_the_accounts(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    text = "message_id,client_id,freelancer_id,sender,sent_at,body\n" + "".join(
        f"m{one},acct-zulu{one},fl-quebec,client,2026-01-10T09:00:00Z,write to boss@ring-one.example\n"
        for one in range(3)
    )
    (tmp_path / "exports" / "messages.csv").write_text(text, encoding="utf-8")
    audit(tmp_path / "exports", tmp_path, "2026-01-31", "--redact", "full")
    shown = (tmp_path / "out" / "actors.csv").read_text(encoding="utf-8")
    assert "client 1" in shown and "zulu" not in shown and "quebec" not in shown and "ring-one" not in shown


def frames(
    values: list[tuple[str, str, str]],
    found: tuple[Finding, ...] = (),
    contracts: tuple[dict[str, str], ...] = (),
    policy: Policy = POLICY,
) -> dict[str, pl.DataFrame]:
    """The case frames of a store in which each of these clients sent that value: (client, category, value).

    A client may be written `client of freelancer`; else the freelancer is `f`.
    """
    messages = [
        {
            "message_id": f"m{place}",
            "client_id": client.partition(" of ")[0],
            "freelancer_id": client.partition(" of ")[2] or "f",
            "sent_at": "2025-06-09T08:00:00Z",
        }
        for place, (client, _, _) in enumerate(values)
    ]
    detections = [
        {"message_id": f"m{place}", "category": category, "normalized": value}
        for place, (_, category, value) in enumerate(values)
    ]
    with Engine.in_memory() as engine:
        fill(engine, {"messages": messages, "detections": detections, "contracts": list(contracts)})
        make_shapes(engine, date(2025, 7, 1), policy)
        return case_frames(engine, found, date(2025, 7, 1), policy)


def made(engine: Engine) -> Engine:
    """The shapes of a store in which two clients sent one address."""
    messages = [
        {"message_id": f"m{one}", "client_id": one, "freelancer_id": "f", "sent_at": "2025-06-09T08:00:00Z"}
        for one in "cd"
    ]
    told = [{"message_id": f"m{one}", "category": "email", "normalized": "x@one.example"} for one in "cd"]
    fill(engine, {"messages": messages, "detections": told})
    make_shapes(engine, date(2025, 7, 1), POLICY)
    return engine


def clusters(values: list[tuple[str, str, str]]) -> list[set[str]]:
    members = frames(values)["clusters"].group_by("cluster").agg("client_id").sort("cluster")
    return [set(one) for one in members["client_id"].to_list()]


def test_a_chain_of_shared_values_is_one_cluster_and_strangers_are_none() -> None:
    values = [
        ("a", "email", "x@one.example"), ("b", "email", "x@one.example"), ("b", "phone", "+12025550147"),
        ("c", "phone", "+12025550147"), ("c", "crypto", "0xab"), ("d", "crypto", "0xab"),
        ("k", "iban", "DE1"), ("l", "iban", "DE1"), ("z", "email", "z@alone.example"),
    ]  # fmt: skip
    assert clusters(values) == [{"a", "b", "c", "d"}, {"k", "l"}]
    assert clusters(values[::-1]) == [{"a", "b", "c", "d"}, {"k", "l"}]


@pytest.mark.parametrize(("accounts", "is_public"), [(24, False), (25, True)])
def test_a_cluster_past_a_size_is_named_a_public_address(accounts: int, is_public: bool) -> None:
    found = frames([(f"c{one:03}", "email", "info@agency.example") for one in range(accounts)])["actors"]
    assert found["cluster_accounts"].unique().to_list() == [accounts]
    assert found["cluster_is_public"].unique().to_list() == [is_public]


def test_clusters_found_over_more_rows_are_taken_as_they_are() -> None:
    names = {"actor": "client", "platform": "upwork", "client_id": "c", "freelancer_id": None}
    none = {"public_values": 0, "public_users": 0}
    told = pl.DataFrame([{**names, "cluster": 17, "accounts": 900, "shared_values": 3, "is_public": True, **none}])
    with Engine.in_memory() as engine:
        shown = case_frames(made(engine), (), date(2025, 7, 1), POLICY, told)
    assert shown["clusters"]["accounts"].to_list() == [900]
    assert shown["actors"].select("client_id", "cluster", "cluster_accounts").rows() == [("c", 17, 900)]


def test_a_long_chain_is_walked_to_its_end() -> None:
    def links() -> Iterator[tuple[str, str, str]]:
        for place in range(400):
            yield f"c{place:04}", "email", f"e{place}@x.example"
            yield f"c{place + 1:04}", "email", f"e{place}@x.example"

    shown = frames(list(links()))
    assert shown["clusters"].group_by("cluster").len()["len"].to_list() == [401]
    # Each of its values is used by two: a ring, and no public address.
    assert shown["actors"]["cluster_is_public"].unique().to_list() == [False]


def test_an_account_is_counted_once_whether_its_rows_name_a_platform_or_not() -> None:
    agreed = tuple(
        {"contract_id": f"k{one}", "client_id": one, "freelancer_id": "f", "platform": "upwork"} for one in "cd"
    )
    values = [("c of f", "email", "x@one.example"), ("d of f", "email", "x@one.example")]
    values += [("c of g", "email", "x@one.example"), ("d of g", "email", "x@one.example")]
    shown = frames(values, contracts=agreed)
    assert sorted(shown["clusters"]["platform"].unique().to_list()) == ["upwork"]
    assert shown["clusters"]["accounts"].unique().to_list() == [2]
    # The same account on its two sides holds two values together.
    apart = [("c of f", "email", "x@one.example"), ("k of g", "email", "x@one.example")]
    apart += [("c of g", "iban", "DE1"), ("l of g", "iban", "DE1")]
    assert frames(apart, contracts=agreed)["clusters"].select("cluster", "accounts").unique().rows() == [(1, 3)]


def test_what_a_policy_sets_of_shared_values_holds_for_clusters_too() -> None:
    own = replace(POLICY, parameters={LINKED_BY: {"public_from": 3, "accounts_from": 3}})
    three = [(one, "email", "info@agency.example") for one in "abc"]
    assert frames(three, policy=own)["actors"]["cluster_is_public"].to_list() == [True] * 3
    assert frames(three)["actors"]["cluster_is_public"].to_list() == [False] * 3
    assert frames(three[:2], policy=own)["clusters"].is_empty() and not frames(three[:2])["clusters"].is_empty()


def finding(
    number: int, client: str, freelancer: str, severity: Severity, actor: Actor, rule: str = "r.one"
) -> Finding:
    return Finding(
        f"id{number}", rule, severity, 0.5, "upwork", client, freelancer, datetime(2025, 6, 1), actor, "t", "e", "p",
        (Evidence("messages", "m"),), "a", None, FindingStatus.NEW, "r1",
    )  # fmt: skip


def test_what_both_did_stands_under_both_and_what_nobody_knows_under_none() -> None:
    found = (
        finding(1, "c", "f", Severity.HIGH, Actor.BOTH),
        finding(2, "c", "g", Severity.CRITICAL, Actor.CLIENT, "r.two"),
        finding(3, "d", "g", Severity.HIGH, Actor.UNKNOWN),
        finding(4, "d", "g", Severity.INFO, Actor.CLIENT),
    )
    rows = frames([], found)["actors"].select("actor", "client_id", "freelancer_id", "risk", "involved").rows()
    assert rows == [("client", "c", None, 55.0, 2), ("freelancer", None, "f", 25.0, 1)]


def test_a_fraud_with_many_victims_comes_before_a_graver_one_with_one() -> None:
    many = tuple(finding(number, "ring", f"f{number}", Severity.HIGH, Actor.CLIENT) for number in range(5))
    one = finding(9, "lone", "f1", Severity.CRITICAL, Actor.CLIENT)
    rows = frames([], (*many, one))["actors"].select("case_no", "client_id").rows()
    assert rows == [(1, "ring"), (2, "lone")]


def test_contributions_add_up_to_the_risk() -> None:
    found = [
        finding(1, "c", "f", Severity.HIGH, Actor.CLIENT, "r.one"),
        finding(2, "c", "f", Severity.CRITICAL, Actor.CLIENT, "r.two"),
        finding(3, "c", "f", Severity.LOW, Actor.CLIENT, "r.three"),
    ]
    parts = risk.contributions(found, date(2025, 7, 1))
    expected = 100 * (1 - (1 - 0.25) * (1 - 0.4) * (1 - 0.05))
    assert parts["points"].sum() == pytest.approx(expected)
    assert parts.sort("points", descending=True)["rule_id"].to_list() == ["r.two", "r.one", "r.three"]
    assert risk.risks(parts) == {("upwork", "c", "f"): pytest.approx(expected, abs=0.05)}


def test_an_audit_that_found_nothing_has_a_header_and_no_account() -> None:
    assert export.EXPORT.render(invented.nothing()) == (",".join(export.FIELDS) + "\n").encode()
