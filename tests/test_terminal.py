"""What a terminal sees: no colour where none is wanted, bars only after a second, completion, nothing obeyed."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest

from auditor import watching
from auditor.model.visible import json_shown, json_text, safe
from auditor.settings import Settings
from tests.support.running import auditor

COMPLETE = [sys.executable, "-c", "import sys; sys.argv[0] = 'auditor'; from auditor.cli import main; main()"]
HOSTILE = "\x1b]0;owned\x07\x1b[31mred\x9b2J\u202egnp"
SHELLS = ("bash", "zsh", "fish")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_is_one_of_that_shell(shell: str) -> None:
    ended = auditor("completion", shell)
    assert ended.status == 0 and "_AUDITOR_COMPLETE" in ended.out


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
def test_the_shell_itself_finds_no_fault_in_it(shell: str, tmp_path: Path) -> None:
    (tmp_path / "script").write_text(auditor("completion", shell).out)
    flag = "--no-execute" if shell == "fish" else "-n"
    assert subprocess.run([shell, flag, tmp_path / "script"], capture_output=True, check=False).returncode == 0


TYPED = {
    "a command": (["auditor", "fin"], "findings"),
    "a rule": (["auditor", "findings", "--rule", "scam.b"], "scam.bait_and_switch"),
    "a value": (["auditor", "findings", "--format", "ju"], "junit"),
    "an option": (["auditor", "audit", "--fail"], "--fail-on"),
}


@pytest.mark.parametrize("case", TYPED)
def test_what_is_typed_is_completed(case: str) -> None:
    words, wanted = TYPED[case]
    env = {
        **os.environ, "_AUDITOR_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    ended = subprocess.run(COMPLETE, env=env, capture_output=True, text=True, check=False)
    assert wanted in ended.stdout.replace("plain,", "").split()


MESSAGES = {
    "a file that is not there": ["audit", f"no{HOSTILE}file", "--db", "x.duckdb"],
    "a command that there is not": [f"x{HOSTILE}"],
    "a choice that there is not": ["findings", "--severity", HOSTILE],
    "a store that is not there": ["findings", "--db", f"no{HOSTILE}store"],
    "a client that is not there": ["forget", HOSTILE, "--yes", "--db", f"no{HOSTILE}store"],
}


@pytest.mark.parametrize("case", MESSAGES)
def test_no_message_makes_the_terminal_do_anything(case: str, tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        ended = auditor(*MESSAGES[case])
    finally:
        os.chdir(here)
    assert ended.status in (2, 4) and ended.err
    assert ended.err.replace("\n", "").isprintable(), ended.err


def test_control_characters_are_shown() -> None:
    assert safe("a\x1b[2J\u202e") == "a\\u001b[2J\\u202e"
    assert safe("Zoë 字") == "Zoë 字"
    assert json.loads(json_text({"a": HOSTILE})) == {"a": HOSTILE} and json_text({"a": HOSTILE}).isprintable()
    assert json.loads(json_shown('{\n "a": "\x9b"\n}')) == {"a": "\x9b"}


def in_terminal(code: str, **environment: str) -> str:
    """Run Python with a terminal as standard error and return what it drew."""
    main, side = pty.openpty()
    env = {**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, "TERM": "xterm-256color"}
    process = subprocess.Popen([sys.executable, "-c", code], stderr=side, env={**env, **environment})
    os.close(side)
    drawn = b""
    try:
        while part := os.read(main, 4096):
            drawn += part
    except OSError:
        pass  # the other side is closed
    process.wait(timeout=60)
    os.close(main)
    return drawn.decode()


WATCH = """
import time
from datetime import date
from pathlib import Path
from auditor.settings import Settings
from auditor.watching import watched
with watched(Settings(Path('s'), date(2025, 1, 1))) as progress:
    progress('ingest', 0.0)
    time.sleep({seconds})
    progress('ingest', 1.0)
"""


def test_a_bar_is_drawn_after_a_second_and_not_before() -> None:
    assert "ingest" in in_terminal(WATCH.format(seconds=1.6))
    assert in_terminal(WATCH.format(seconds=0.1)) == ""


def test_no_colour_where_none_is_wanted() -> None:
    coloured = any(f"\x1b[{kind}" in in_terminal(WATCH.format(seconds=1.6)) for kind in ("38;", "3", "9"))
    plain = in_terminal(WATCH.format(seconds=1.6), NO_COLOR="1")
    assert coloured and "ingest" in plain
    assert not any(f"\x1b[{code}" in plain for code in ("38;", "31", "32", "33", "34", "35", "36", "9"))


def test_nothing_is_drawn_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    with (
        mock.patch.object(watching, "PATIENCE_SECONDS", 0.0),
        watching.watched(Settings(Path("s"), date(2025, 1, 1))) as progress,
    ):
        progress("ingest", 0.5)
        time.sleep(0.1)
    assert capsys.readouterr().err == ""


def test_each_file_that_could_not_be_read_has_a_line_and_its_name_makes_no_other(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.csv", "b\nauditor: all is well.csv"):
        (tmp_path / "in" / name).touch()
    ended = auditor("audit", tmp_path / "in", "--db", tmp_path / "s.duckdb")
    first, *files = ended.err.splitlines()
    assert ended.status == 4 and first.startswith("auditor: no file could be recognised")
    assert [line.partition(": ")[0] for line in files] == ["  a.csv", "  b\\u000aauditor"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no device that is always full")
def test_standard_output_that_takes_no_more_is_told_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "auditor", "profiles", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 4
    assert ended.stderr.startswith("auditor: standard output: ") and ended.stderr.count("\n") == 1


def test_a_pipe_that_is_closed_early_is_no_finding() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "auditor", "profiles", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, "")
