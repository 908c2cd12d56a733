"""The short form of every trial of `make torture`: plugs, disks, damage, two at once, hostile files, walls."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import rooms
from tests.torture.trial import Trial

TRIALS: dict[str, Trial] = rooms.discover("tests.torture.trials", "TRIAL")


@pytest.mark.parametrize("name", TRIALS)
def test_nothing_goes_wrong_in_a_short_trial(name: str, tmp_path: Path) -> None:
    trial = TRIALS[name]
    if missing := trial.lacks():
        pytest.skip(missing)
    outcomes = trial.run(trial.short, tmp_path)
    assert sum(one.tried for one in outcomes) > 0
    assert [fault for one in outcomes for fault in one.faults] == []
