"""A few broken files of each kind through the whole of the ingest: no traceback, no shifted value, no row without an account.

`make fuzz-ingest` tries thousands; the 10,000 sound files of test_ingest_paths.py are read there, too.
"""

from __future__ import annotations

import pytest

from tests.fuzzing.files import Fuzzed
from tests.fuzzing.judging import Outcome, of_csv, of_json
from tests.fuzzing.trying import faults

FEW = {"csv": 30, "json": 30, "archives": 20}


@pytest.mark.parametrize("kind", FEW)
def test_nothing_goes_wrong_with_broken_files_of(kind: str) -> None:
    assert faults(kind, 0, FEW[kind]) == []


CSV = Fuzzed(
    "a.csv", b"message_id,client_id,freelancer_id,sender,sent_at,body\nm1,c1,me,client,2025-01-01,x\nbad\n", ","
)
JSON = Fuzzed("a.jsonl", b'{"message_id": "m1", "body": "x"}\n{"message_id": "m2", "body": "y"}')
ROW = (2, "m1", "c1", "x")
# what was made of a file, and what must be said of it ("" = nothing)
CSV_OUTCOMES = {
    "all in order": (Outcome("", [ROW], [(3, "bad")], (2, 1, 0, 1, 0)), ""),
    "a shifted value": (Outcome("", [(2, "c1", "me", "x")], [(3, "bad")], (2, 1, 0, 1, 0)), "is not what the line says"),
    "a broken line without its text": (Outcome("", [ROW], [(3, "ba")], (2, 1, 0, 1, 0)), "is not set aside as it stands"),
    "a row that is nowhere": (Outcome("", [], [(3, "bad")], (2, 1, 0, 1, 0)), "neither loaded nor set aside"),
    "a row that is not counted": (Outcome("", [ROW], [(3, "bad")], (1, 1, 0, 0, 0)), "rows read"),
    "a refusal without a remedy": (Outcome("no", [], [], (0, 0, 0, 0, 0)), "without a remedy"),
}  # fmt: skip


@pytest.mark.parametrize("case", CSV_OUTCOMES)
def test_the_judge_of_csv_sees(case: str) -> None:
    outcome, said = CSV_OUTCOMES[case]
    found = [*of_csv(CSV, outcome)]
    assert any(said in one for one in found) if said else found == []


JSON_OUTCOMES = {
    "all in order": (Outcome("", [(1, "m1", "", "x"), (2, "m2", "", "y")], [], (2, 2, 0, 0, 0)), ""),
    "one set aside": (
        Outcome("", [(1, "m1", "", "x")], [(2, '{"message_id": "m2", "body": "y"}')], (2, 1, 0, 1, 0)),
        "",
    ),
    "a row that stands nowhere": (
        Outcome("", [(1, "m1", "", "z"), (2, "m2", "", "y")], [], (2, 2, 0, 0, 0)),
        "stands nowhere",
    ),
    "a row that is lost": (Outcome("", [(1, "m1", "", "x")], [], (1, 1, 0, 0, 0)), "neither loaded nor set aside"),
}


@pytest.mark.parametrize("case", JSON_OUTCOMES)
def test_the_judge_of_json_sees(case: str) -> None:
    outcome, said = JSON_OUTCOMES[case]
    found = [*of_json(JSON, outcome)]
    assert any(said in one for one in found) if said else found == []
