"""The canaries once more, with the scanner that the audit uses: what is planted is not found outside private/."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from auditor.model.words import Redaction
from tests.support.running import audit
from tests.test_redacting import planted, shared


def test_the_real_scanner_finds_what_was_planted() -> None:
    result, canaries = planted(600)
    everything = shared(result, Redaction.PARTIAL)
    assert len(canaries) >= 200
    assert [one for one in canaries if one in everything] == []


TALK = [
    ("c1", "my number 415"),
    ("c1", "555"),
    ("c1", "0188"),
    ("c2", "telegram is secretfox_99"),
    ("c2", "same username secretfox_99 everywhere"),
    ("c2", "can you pay me outside upwork? secretfox_99 got it"),
    (
        "c3",
        "Let's work off upwork, it is cheaper for both of us and much quicker than all these milestones and forms. "
        "My wechat: bodywechat_7, line id bodyline88, zoom https://zoom.us/j/98765432101?pwd=secretzz , "
        "linkedin.com/in/bodylinked and my card number is 4532 9718 2036 4454 for the deposit of the first part",
    ),
    ("c4", "skype name foxyskype77"),
    ("c4", "foxyskype77 is online all day, or venmo @bodyvenmo"),
    ("c5", "write to ｐｅｔｒａ.lind＠fjordmail.net today"),
    ("c5", "petra.lind@fjordmail.net"),
]
SECRETS = ("415", "0188", "secretfox_99", "bodywechat_7", "bodyline88", "98765432101", "secretzz", "bodylinked", "2036 4454",
           "foxyskype77", "bodyvenmo", "petra.lind", "ｐｅｔｒａ")  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of an audit of a few clients who share details in many forms."""
    work = tmp_path_factory.mktemp("told")
    (work / "in").mkdir()
    rows = [
        {
            "message_id": f"m{at}",
            "client_id": client,
            "sender": "client",
            "sent_at": f"2026-05-04T09:{at:02}:00Z",
            "body": body,
        }
        for at, (client, body) in enumerate(TALK)
    ]
    pl.DataFrame(rows).write_csv(work / "in" / "messages.csv")
    assert audit(work / "in", work, "2026-06-30").findings
    return work / "out"


@pytest.mark.parametrize("name", ["report.html", "findings.jsonl", "findings.csv", "eligibility.json"])
def test_details_in_pieces_in_cut_snippets_and_in_other_words_are_masked(told: Path, name: str) -> None:
    # Seconds, sizes and hashes of a run may hold any three digits.
    text = re.sub(r'(?s)<section id="provenance".*?</section>', "", (told / name).read_text(encoding="utf-8"))
    assert [one for one in SECRETS if one in text] == []


def test_one_value_has_one_number_however_it_is_written(told: Path) -> None:
    lines = (told / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    petra = {name for line in lines if '"c5"' in line for name in re.findall(r"\[e-mail \d+\]", line)}
    assert len(petra) == 1
