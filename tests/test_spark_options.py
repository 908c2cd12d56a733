"""What the command line says to Spark: options without a use there are refused, and so is a master that is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from auditor.engines import spark as engines
from auditor.errors import UsageError
from tests.support.running import auditor


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--master", "local[2]"), "only --engine spark has it"),
        (("--engine", "spark", "--keep", "3"), "keeps no store"),
        (("--engine", "spark", "--only-new"), "keeps no store"),
        (("--engine", "spark", "--baseline", "b.json"), "keeps no store"),
        (("--engine", "spark", "--keep-days", "400"), "keeps no store"),
        (("--engine", "spark", "--as-one-account"), "keeps no store"),
        (("--engine", "spark", "--db", "s.duckdb"), "keeps no store"),
        (("--engine", "spark", "--wait", "0"), "keeps no store"),
        (("--engine", "spark", "--verify"), "reads every file each time"),
        (("--engine", "spark", "--rule-seconds", "60"), "gives up no rule"),
        (("--engine", "spark", "--memory-limit", "1GB"), "--spark-conf spark.executor.memory"),
        (("--engine", "spark", "--threads", "2"), "--spark-conf spark.executor.cores"),
        (("--engine", "spark", "--spark-conf", "spark.executor.memory"), "no NAME=VALUE"),
        (("--engine", "cobol"), "cobol"),
    ],
)
def test_options_that_do_not_go_together_are_a_wrong_command_line(
    options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    ended = auditor("audit", str(tmp_path), *options)
    assert ended.status == 2
    assert said in ended.err


@pytest.mark.parametrize("master", ["nowhere", "local2", "http://host:7077"])
def test_a_master_that_is_no_url_is_a_wrong_command_line(master: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "check", lambda: None)
    with pytest.raises(UsageError, match="that is no cluster"), engines.session(master):
        pass


@pytest.mark.parametrize(
    ("said", "is_usage"),
    [
        ("Could not parse Master URL: 'local[x]'", True),
        ("Invalid master URL: spark://nowhere", True),
        ("All masters are unresponsive! Giving up.", False),
    ],
)
def test_only_a_url_that_spark_cannot_read_is_a_wrong_command_line(said: str, is_usage: bool) -> None:
    told = engines._not_begun("local[x]", said)
    assert isinstance(told, UsageError if is_usage else engines.SparkError)
    assert said in str(told) and " -> " in str(told)


def test_a_store_that_the_environment_names_is_no_reason_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_DB", str(tmp_path / "s"))
    monkeypatch.setitem(sys.modules, "pyspark", None)
    (tmp_path / "messages.csv").write_text("message_id,client_id,sender,sent_at,body\nm1,c1,client,2026-01-05,hello\n")
    ended = auditor("audit", str(tmp_path), "--engine", "spark", "--out", str(tmp_path / "out"))
    assert "pip install 'auditor[spark]'" in ended.err
