"""The sample: deterministic, eventful, and audited without a complaint."""

from __future__ import annotations

import gzip
import importlib.util
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from auditor.model.words import Verdict
from tests.support.running import Audited, audit

TOP = Path(__file__).resolve().parents[1]
SAMPLE = TOP / "sample_data"
AS_OF = "2026-06-30"
RULES = sorted(path.stem for path in (TOP / "sql" / "heuristics").glob("*.sql"))
# What each client of the story is there to show; worked out by hand from the rules.
TOLD = {
    "cl-harborpine": "stay_on_platform",
    "cl-lumen": "free_to_leave",
    "cl-quarto": "wait",
    "cl-tidewell": "wait",
    "cl-brasswick": "report_and_stop",
    "cl-novaquay": "stop_and_review",
    "cl-orrin": "stop_and_review",
    "cl-velvetfern": "confirm_origin",
    "cl-maplecourt": "confirm_terms",
    "cl-siskin": "repair_data",
    "cl-fjordline": "check_messages",
    "cl-cobalt": "clear_findings_first",
    "cl-newleaf": "no_relationship_yet",
    "cl-otterbrook": "stay_on_platform",
    "cl-peregrine": "stay_on_platform",
    "cl-kestrel": "wait",
    "cl-redhouse": "free_to_leave",
    "cl-willow": "free_to_leave",
    "cl-saltmarsh": "stay_on_platform",
    "cl-dune": "confirm_origin",
    "cl-marigold": "free_to_leave",
    "cl-ashgrove": "wait",
    "cl-northgate": "wait",
    "cl-basil": "free_to_leave",
    "cl-copperline": "stay_on_platform",
    "cl-zephyr": "wait",
    "cl-lanternhill": "stay_on_platform",
    "cl-mossgate": "wait",
    "cl-tarnwater": "stay_on_platform",
    "cl-hollowell": "wait",
    "cl-greywether": "wait",
    "31877540": "free_to_leave",
    "34102956": "stay_on_platform",
}
DATES = {
    "cl-lumen": "2025-10-30",
    "cl-tidewell": "2026-09-17",
    "cl-marigold": "2026-02-28",
    "cl-basil": "2025-03-31",
    "cl-ashgrove": "2027-01-24",
    "cl-northgate": "2027-11-14",
    "cl-mossgate": "2028-04-19",
    "cl-hollowell": "2028-02-27",
    "cl-greywether": "2028-01-15",
    "31877540": "2024-12-18",
}


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    return audit(SAMPLE, tmp_path_factory.mktemp("sample"), AS_OF)


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_maker", SAMPLE / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sample_is_what_its_story_makes_of_it(maker: ModuleType) -> None:
    exports = maker.exports(tomllib.loads((SAMPLE / "world.toml").read_text(encoding="utf-8")))
    # Compressed bytes depend on the compressor; their content does not.
    opened = {name: gzip.decompress(content) if name.endswith(".gz") else content for name, content in exports.items()}
    on_disk = {
        path.name: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in SAMPLE.iterdir()
        if path.name in exports
    }
    assert opened == on_disk, "-> make sample"


def test_the_sample_ends_with_0(audited: Audited) -> None:
    assert audited.ended.status == 0, audited.ended.err
    assert audited.summary["reasons"] == []


def test_without_a_date_the_sample_works_as_well(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    assert audit(SAMPLE, tmp_path, datetime.now(UTC).date().isoformat()).ended.status == 0


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_speaks_in_the_sample(audited: Audited, rule: str) -> None:
    assert rule in {finding["rule_id"] for finding in audited.findings}


@pytest.mark.parametrize("verdict", [verdict.value for verdict in Verdict])
def test_every_verdict_occurs_in_the_sample(audited: Audited, verdict: str) -> None:
    assert verdict in {row["verdict"] for row in audited.eligibility}


@pytest.mark.parametrize("client", TOLD)
def test_each_client_gets_the_verdict_of_the_story(audited: Audited, client: str) -> None:
    rows = {row["client_id"]: row for row in audited.eligibility}
    assert rows[client]["verdict"] == TOLD[client], rows[client]["verdict_reasons"]


@pytest.mark.parametrize("client", DATES)
def test_dates_are_those_worked_by_hand(audited: Audited, client: str) -> None:
    rows = {row["client_id"]: row for row in audited.eligibility}
    assert rows[client]["eligible_on"] == DATES[client]


def test_every_row_is_accounted_for(audited: Audited) -> None:
    for file in audited.summary["files"]:
        parts = ("rows_loaded", "rows_updated", "rows_quarantined", "rows_known")
        assert file["rows_read"] == sum(file[part] for part in parts), file["path"]


def test_broken_rows_are_set_aside_and_repeated_ones_known(audited: Audited) -> None:
    files = {Path(file["path"]).name: file for file in audited.summary["files"]}
    assert files["payments.csv"]["rows_quarantined"] == 2
    assert files["contracts.json"]["rows_quarantined"] == 1
    newer, older = files["messages_since_2025.csv"], files["messages_to_2024.jsonl.gz"]
    assert newer["rows_quarantined"] == 1
    # December stands in both exports: whichever file is read second knows those messages already.
    repeated = sum(",2024-12-" in line for line in (SAMPLE / "messages_since_2025.csv").read_text("utf-8").splitlines())
    assert repeated > 0
    assert newer["rows_known"] + older["rows_known"] == repeated


def test_no_message_about_the_work_is_a_finding(audited: Audited) -> None:
    # Ordinary talk comes from the phrases; only lines with a part in the story may be evidence.
    world = tomllib.loads((SAMPLE / "world.toml").read_text(encoding="utf-8"))
    talkative = {client["id"] for client in world["client"] if "talk" in client and "lines" not in client}
    loud = Counter(
        finding["rule_id"]
        for finding in audited.findings
        if finding["client_id"] in talkative and finding["rule_id"].startswith(("contact.", "payment.off_platform"))
    )
    assert loud == Counter()
