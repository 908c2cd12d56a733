"""What is done by another process, and what this one does meanwhile, changes no output."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from auditor import pipeline
from auditor.crew import ALONE, Crew
from auditor.settings import Settings, no_progress

SAMPLE = Path(__file__).parents[1] / "sample_data"
# What belongs to a run: when it began, its seconds and its memory.
OWN = re.compile(r"<dt>Time and memory</dt>.*|begun [\d: -]+ UTC")


def outputs(place: Path, crew: Crew) -> dict[str, str]:
    """All outputs of an audit of the sample but the summary, without what belongs to the run."""
    settings = Settings(db=place / "store.duckdb", as_of=date(2026, 6, 30), inputs=(SAMPLE,), out=place / "out")
    with crew:
        result, published = pipeline.audit(settings, no_progress, crew)
    texts = {path.relative_to(place).as_posix(): path.read_text(encoding="utf-8") for path in published.paths}
    return {name: OWN.sub("", text.replace(result.run_id, "")) for name, text in texts.items() if "summary" not in name}


def test_an_audit_with_a_process_beside_it_says_what_one_alone_says(tmp_path: Path) -> None:
    for name in ("alone", "beside"):
        (tmp_path / name).mkdir()
    alone = outputs(tmp_path / "alone", ALONE)
    assert len(alone["out/findings.csv"]) > 10_000
    beside = outputs(tmp_path / "beside", Crew(1))
    assert beside.keys() == alone.keys()
    assert [name for name in alone if beside[name] != alone[name]] == []
