"""The shared example histories, where they are at hand: each must come out exactly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "shared" / "examples"
SCORER = EXAMPLES / "score_scenarios.py"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("scenarios/*/expected.json"))
needs_examples = pytest.mark.skipif(not NAMES, reason="the shared examples are not beside this checkout")


@needs_examples
@pytest.mark.parametrize("name", NAMES or ["none"])
def test_the_scenario_comes_out_exactly(name: str) -> None:
    command = str(Path(sys.executable).with_name("auditor"))
    ended = subprocess.run(
        [sys.executable, SCORER, command, name], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
