"""The frame of the command line: help, usage errors, interrupts and bugs end with the statuses of the contract."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.rooms import module_names
from tests.support.running import auditor

RUN = [sys.executable, "-c", "from auditor.cli import main; main()"]


def run(*arguments: str, cwd: Path | None = None, code: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else RUN
    env = {name: value for name, value in os.environ.items() if name != "AUDITOR_DB"}
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, cwd=cwd, env=env, stdin=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize("command", module_names("auditor.commands"))
def test_every_command_has_help_with_an_example(command: str) -> None:
    answer = run(command, "--help")
    assert answer.returncode == 0
    assert "Example:" in answer.stdout


def test_help_loads_no_engine_and_no_frame_library() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from auditor.cli import root;"
        "CliRunner().invoke(root, ['--help']);"
        "print(sorted({'polars', 'duckdb', 'pandera', 'matplotlib', 'pyarrow'} & set(sys.modules)))"
    )
    assert run(code=code).stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "No such command"),
        (["audit"], "Missing argument"),
        (["audit", "no-such-folder"], "no-such-folder"),
        (["audit", ".", "--as-of", "31.12.2026"], "YYYY-MM-DD"),
        (["audit", ".", "--timezone", "Mars/Base"], "time zone"),
        (["audit", ".", "--fail-on", "awful"], "awful"),
        (["audit", ".", "--policy", "no-such-policy"], "no-such-policy"),
        (["audit", ".", "--max-quarantine", "2"], "max-quarantine"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_ends_with_2_and_does_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    answer = run(*arguments, cwd=tmp_path)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_question_without_a_store_ends_with_4_and_says_what_to_do(tmp_path: Path) -> None:
    for command in (["eligibility"], ["decide", "c1"], ["report"]):
        answer = run(*command, cwd=tmp_path)
        assert answer.returncode == 4
        assert "run 'auditor audit PATH' first" in answer.stderr
        assert len(answer.stderr.strip().splitlines()) == 1


def test_a_bug_keeps_its_traceback_and_never_looks_like_findings() -> None:
    code = "import auditor.cli as c; c._run = lambda: 1 / 0; c.main()"
    answer = run(code=code)
    assert answer.returncode == 4
    assert "ZeroDivisionError" in answer.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_in_the_middle_of_a_query_ends_with_130(number: signal.Signals) -> None:
    code = (
        "import auditor.cli as c; from auditor.engines.duckdb import Engine\n"
        "def work():\n"
        "    print('ready', flush=True)\n"
        "    with Engine.in_memory() as e:\n"
        "        with e.transaction(): e.rows('select count(distinct hash(a.range) % 1000003) from range(3000000000) a')\n"
        "c._run = work; c.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.5)
        process.send_signal(number)
        try:
            said = process.communicate(timeout=30)[1]
        finally:
            process.kill()
    assert process.returncode == 130
    assert said.startswith("auditor: interrupted") and "Traceback" not in said


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are told by Linux's /proc")
def test_a_command_leaves_no_file_open_behind_it() -> None:
    auditor("policy", "list")
    before, until = len(list(Path("/proc/self/fd").iterdir())), time.monotonic() + 10
    for _ in range(20):
        assert auditor("policy", "list").status == 0
    # The thread that waits for signals closes its end by itself.
    while len(list(Path("/proc/self/fd").iterdir())) > before and time.monotonic() < until:
        time.sleep(0.05)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_scan_help_names_every_category() -> None:
    from auditor.commands.scan import HELP
    from auditor.model.words import Category

    assert [one.value for one in Category if one.value not in HELP] == []
