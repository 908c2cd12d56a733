"""The canaries once more, with the scanner that the audit uses: what is planted is not found outside private/."""

from __future__ import annotations

from auditor.model.words import Redaction
from tests.test_redacting import planted, shared


def test_the_real_scanner_finds_what_was_planted() -> None:
    result, canaries = planted(600)
    everything = shared(result, Redaction.PARTIAL)
    assert len(canaries) >= 200
    assert [one for one in canaries if one in everything] == []
