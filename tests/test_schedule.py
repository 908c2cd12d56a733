"""Units for cron and systemd: right for this installation, whatever its folders are called."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.running import Ended, auditor
from tests.test_second_runs import HISTORY, folder

NAMES = [
    "plain",
    "two words",
    "100% mine",
    "it's",
    'a "quoted" one',
    "$HOME and `date`",
    "-dash",
    "käse",
    "back\\slash",
]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SHELL": "/bin/sh"}


def scheduled(place: Path, *words: str) -> Ended:
    here = Path.cwd()
    os.chdir(place)
    try:
        return auditor("schedule", *words)
    finally:
        os.chdir(here)


def cron_command(line: str) -> str:
    """The command of a crontab line as cron gives it to the shell: up to the first bare percent sign."""
    command = line.split(" ", 5)[5]
    assert "%" not in command.replace("\\%", "")
    return command.replace("\\%", "%")


def systemd_words(text: str) -> list[str]:
    """The words of ExecStart as systemd takes them apart."""
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    assert "%" not in line.replace("%%", "") and "$" not in line.replace("$$", "")
    return shlex.split(line.partition("=")[2].replace("%%", "%").replace("$$", "$"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["--cron", "--systemd"])
def test_every_path_arrives_as_it_is(form: str, name: str, tmp_path: Path) -> None:
    exports = folder(tmp_path / name / "exports", HISTORY)
    ended = scheduled(tmp_path / name, form, "exports", "--out", "out", f"--freelancer={name}")
    assert ended.status == 0, ended.err
    if form == "--cron":
        command = cron_command(ended.out.splitlines()[-1])
        words = shlex.split(command)
        words = words[: words.index(">>")]
    else:
        words = systemd_words(ended.out)
    assert words[-2:] == ["--", str(exports)]
    assert words[words.index("--out") + 1] == str(tmp_path / name / "out")
    assert words[words.index("--freelancer") + 1] == name
    assert {"--brief", "--no-progress", "--db", "--keep"} <= set(words)


def test_the_line_for_cron_runs_as_cron_would_run_it(tmp_path: Path) -> None:
    place = tmp_path / "100% it's mine"
    folder(place / "exports", HISTORY)
    line = scheduled(place, "--cron", "exports", "--out", "out", "--at", "06:05", "--weekly").out.splitlines()[-1]
    assert line.startswith("5 6 * * 1 ")
    ended = subprocess.run(
        ["/bin/sh", "-c", cron_command(line)], env=ENVIRONMENT, cwd="/", capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    assert (place / "auditor.log").read_text().count("\n") == 1
    assert (place / "out" / "report.html").exists() and (place / "auditor.duckdb").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("name", NAMES)
def test_systemd_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    folder(tmp_path / name / "exports", HISTORY)
    text = scheduled(tmp_path / name, "--systemd", "exports").out
    service, timer = text.split("# ~/.config/systemd/user/auditor.timer\n")
    (tmp_path / "auditor.service").write_text(service)
    (tmp_path / "auditor.timer").write_text(timer)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "auditor.service", "auditor.timer"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "auditor." not in checked.stderr, checked.stderr


def test_no_network_unless_messages_are_sent(tmp_path: Path) -> None:
    folder(tmp_path / "exports", HISTORY)
    assert "RestrictAddressFamilies" in scheduled(tmp_path, "--systemd", "exports").out
    assert "RestrictAddressFamilies" not in scheduled(tmp_path, "--systemd", "exports", "--notify", "json://x").out


WRONG = {
    "neither form": (["exports"], "--cron or --systemd"),
    "no such folder": (["--cron", "nothing"], "nothing: there is nothing here"),
    "an option that audit does not have": (["--cron", "exports", "--fail-onn", "high"], "--fail-onn"),
    "usage told of the command that was called": (["--cron", "exports", "--fail-onn", "high"], "schedule [OPTIONS]"),
    "a value that audit does not take": (["--cron", "exports", "--fail-on", "awful"], "awful"),
    "a day for all runs": (["--cron", "exports", "--as-of", "2025-01-01"], "--as-of would audit the same day"),
    "no time of day": (["--cron", "exports", "--at", "25:00"], "--at 25:00"),
    "a line end in a name": (["--cron", "exports", "--freelancer", "a\nb"], "line end"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_scheduled_ends_with_2(case: str, tmp_path: Path) -> None:
    words, said = WRONG[case]
    folder(tmp_path / "exports", HISTORY)
    ended = scheduled(tmp_path, *words)
    assert ended.status == 2 and said in ended.err and ended.out == ""


@pytest.mark.parametrize("form", ["--cron", "--systemd"])
def test_an_address_in_the_environment_stays_there(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path / "exports", HISTORY)
    monkeypatch.setenv("AUDITOR_NOTIFY", "mailto://me:topsecret@example.org")
    said = scheduled(tmp_path, form, "exports").out
    assert "topsecret" not in said and "--notify" not in said
    assert "AUDITOR_NOTIFY=..." in said and "RestrictAddressFamilies" not in said
