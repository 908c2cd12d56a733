"""What a guess leaves to a person: years that may stand first, and rows whose kind says that they are no income."""

from __future__ import annotations

from pathlib import Path

from auditor.ingesting.checking_profiles import check_file, checked_lines
from auditor.ingesting.guessing import profile_text
from auditor.settings import IngestOptions
from tests.guess_world import guessed
from tests.ingest_world import loaded


def test_years_of_two_digits_that_may_stand_first_are_left_to_the_user(tmp_path: Path) -> None:
    rows = "25/01/02,Acme,100.00\n25/01/03,Acme,80.00\n25/01/13,Beta,50.00\n"
    one = guessed(tmp_path, "a.csv", "Date,Client,Deposit\n" + rows)
    assert one.profile.date_order == "column"
    assert any("the year may stand first or last" in said for said in one.undecided)
    last = guessed(tmp_path, "b.csv", "Date,Client,Deposit\n" + rows.replace("/02,", "/32,"))
    assert last.profile.date_order == "dmy"


def test_kinds_of_rows_that_may_be_no_income_are_named(tmp_path: Path) -> None:
    kinds = ("Payment", "Withdrawal", "Service fee", "Payment")
    rows = "".join(f"2025-01-0{place},{kind},Acme,10{place}.00,USD\n" for place, kind in enumerate(kinds, start=1))
    one = guessed(tmp_path, "a.csv", "Date,Type,Client,Amount,Currency\n" + rows)
    (said,) = (said for said in one.undecided if "no income" in said)
    assert said.endswith('test = "in", columns = ["Type"], words = ["Service fee", "Withdrawal"]')
    quiet = guessed(
        tmp_path,
        "b.csv",
        "Date,Type,Client,Amount,Currency\n" + rows.replace("Withdrawal", "Bonus").replace("Service fee", "Bonus"),
    )
    assert not any("no income" in said for said in quiet.undecided)


PAYPAL = """Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender E-Mail-Adresse,Transaktionscode
13.01.2025,07:45:51,Europe/Berlin,Ann Muster,Zahlung,Abgeschlossen,EUR,"84,00","-4,25","79,75",ann@kunde.example,A1
14.01.2025,08:45:51,Europe/Berlin,Bo Muster,Zahlung,Ausstehend,EUR,"50,00","-2,25","47,75",bo@kunde.example,A2
25.01.2025,09:45:51,Europe/Berlin,Cy Muster,Allgemeine Währungsumrechnung,Abgeschlossen,EUR,"60,00","0,00","60,00",cy@kunde.example,A3
"""
BANK = """Datum;Buchungstext;Betrag;Saldo
13.01.2025;Rechnung 7 Muster;850,00;1.850,00
20.01.2025;Rechnung 8 Muster;45,10;1.895,10
"""


def test_a_statement_gets_a_channel_that_is_to_be_decided(tmp_path: Path) -> None:
    for name, content, channel in (("p.csv", PAYPAL, "paypal"), ("b.csv", BANK, "bank")):
        one = guessed(tmp_path, name, content)
        assert one.profile.columns["channel"].value == channel, name
        assert any(said.startswith("channel: ") for said in one.undecided)


def test_values_of_status_and_type_are_shown_to_be_decided(tmp_path: Path) -> None:
    said = [said for said in guessed(tmp_path, "p.csv", PAYPAL).undecided if said.startswith("column ")]
    assert any("'Status'" in one and '["Abgeschlossen", "Ausstehend"]' in one for one in said)
    assert any("'Typ'" in one and "Währungsumrechnung" in one for one in said)


def test_a_profile_is_not_sound_before_all_is_decided(tmp_path: Path) -> None:
    path = tmp_path / "p.profile.toml"
    path.write_text(profile_text(guessed(tmp_path, "p.csv", PAYPAL)), encoding="utf-8")
    lines = "\n".join(checked_lines(check_file(path, None, IngestOptions())))
    assert "not decided yet: channel" in lines and "'Status'" in lines and "nothing is wrong" not in lines
    decided = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# TO DECIDE")]
    path.write_text("\n".join(decided), encoding="utf-8")
    assert "not decided" not in "\n".join(checked_lines(check_file(path, None, IngestOptions())))


def test_a_check_names_all_that_is_left_to_decide(tmp_path: Path) -> None:
    path = tmp_path / "p.profile.toml"
    clear = PAYPAL.replace("25.01.2025", "05.01.2025").replace("20.01.2025", "04.01.2025")
    text = profile_text(guessed(tmp_path, "p.csv", clear)).replace(
        "date_order", "# TO DECIDE: day or month first\ndate_order", 1
    )
    path.write_text(text, encoding="utf-8")
    left = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("# TO DECIDE")]
    found = [
        one.line for one in check_file(path, None, IngestOptions()).problems if one.problem.startswith("not decided")
    ]
    assert found == left and len(left) > 2


def test_a_rule_written_as_the_hint_says_is_taken_and_keeps_its_rows_apart(tmp_path: Path) -> None:
    path = tmp_path / "p.profile.toml"
    draft = profile_text(guessed(tmp_path, "p.csv", PAYPAL))
    rule = '\n[[apart]]\nreason = "conversion"\ntest = "in"\ncolumns = ["Typ"]\nwords = ["Allgemeine Währungsumrechnung"]\n'
    path.write_text(draft + rule, encoding="utf-8")
    checked = check_file(path, tmp_path / "p.csv", IngestOptions())
    assert not [one for one in checked.problems if "not decided yet" not in one.problem], checked.problems
    assert checked.trial and ("conversion", 1) in checked.trial.apart


def test_a_draft_that_leaves_something_to_decide_says_so_in_every_reading(tmp_path: Path) -> None:
    profile, export = tmp_path / "p.profile.toml", tmp_path / "in"
    draft = profile_text(guessed(tmp_path, "p.csv", PAYPAL))
    profile.write_text(draft, encoding="utf-8")
    decided = "\n".join(line for line in draft.splitlines() if not line.startswith("# TO DECIDE"))
    with loaded(export, {"p.csv": PAYPAL}, profile=str(profile)) as (_, report):
        (said,) = [one for one in report.warnings if "not decided yet: channel" in one]
        assert said.startswith(f"{profile}:") and "delete this line" in said
    profile.write_text(decided, encoding="utf-8")
    with loaded(export, {"p.csv": PAYPAL}, profile=str(profile)) as (_, report):
        assert not [one for one in report.warnings if "not decided" in one]
