"""Who is meant, and which run: clients by name as the report shows them, runs that there are not yet, reviewers without a name, a store in use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.running import audit, auditor
from tests.test_second_runs import AS_OF, HISTORY, folder

pytestmark = pytest.mark.usefixtures("undrawn")

NAMED = {
    **HISTORY,
    "relationships.csv": "client_id,freelancer_id,origin,client_name\nanna,me,platform,Larkspur Press\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    assert audit(folder(tmp_path / "exports", NAMED), tmp_path, AS_OF).findings
    return tmp_path


@pytest.mark.parametrize("verb", [("findings",), ("review", "--decide", "dismiss", "--reviewer", "ann")])
def test_a_client_that_there_is_not_is_refused_by_every_list(place: Path, verb: tuple[str, ...]) -> None:
    first = json.loads(auditor("findings", "--db", place / "store.duckdb", "--format", "jsonl").out.split("\n")[0])
    ids = (first["finding_id"],) if verb[0] == "review" else ()
    ended = auditor(*verb, *ids, "--client", "nobody", "--db", place / "store.duckdb")
    assert ended.status == 2 and "--client nobody: there is no such client" in ended.err


def test_a_client_may_be_named_as_the_report_names_it(place: Path) -> None:
    by_id, by_name = (
        auditor("findings", "--client", one, "--db", place / "store.duckdb").out for one in ("anna", "Larkspur Press")
    )
    assert by_id == by_name and "anna" in by_id


def test_after_one_run_there_is_none_to_compare_with(place: Path) -> None:
    ended = auditor("diff", "--db", place / "store.duckdb")
    assert ended.status == 2 and "the store has one run to compare so far" in ended.err


def test_a_reviewer_has_a_name(place: Path) -> None:
    first = json.loads(auditor("findings", "--db", place / "store.duckdb", "--format", "jsonl").out.split("\n")[0])
    words = ("review", first["finding_id"], "--decide", "dismiss", "--db", place / "store.duckdb")
    assert auditor(*words, "--reviewer", "   ").status == 2
    export = place / "all.jsonl"
    told = {"finding_id": first["finding_id"], "rule_id": first["rule_id"], "decision": "dismissed", "reviewer": "  "}
    export.write_text(json.dumps({**told, "decided_at": "2025-09-01T00:00:00Z"}) + "\n", encoding="utf-8")
    ended = auditor("review", "--import", export, "--db", place / "store.duckdb")
    assert ended.status == 2 and "all.jsonl:1: no decision (it lacks reviewer)" in ended.err


def test_quiet_is_quieter_than_brief(place: Path) -> None:
    said = audit(place / "exports", place, AS_OF, "--brief", "--quiet").ended
    assert (said.status, said.out, said.err) == (0, "", "")


def test_a_store_in_use_is_said_in_our_own_words(place: Path) -> None:
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(place / "store.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        ended = auditor("findings", "--db", place / "store.duckdb")
        other.communicate()
    assert ended.status == 4 and "another process has this store open -> wait for it" in ended.err
    assert "duckdb.org" not in ended.err and "IO Error" not in ended.err
