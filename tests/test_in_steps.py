"""What was audited step by step is known as if it had been audited at once; `make torture` tries it on 200 worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.trials.in_steps import WAYS, faults

pytestmark = pytest.mark.usefixtures("undrawn")
# One world for each way; each of them has rows that an earlier export told otherwise.
SEEDS = dict(zip(WAYS, (2, 5, 7, 9), strict=True))


@pytest.mark.parametrize("way", WAYS)
def test_steps_end_where_one_audit_does(way: str, tmp_path: Path) -> None:
    assert faults(way, SEEDS[way], tmp_path / "home") == []
