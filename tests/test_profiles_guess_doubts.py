"""What a guess leaves to a person: years that may stand first, and rows whose kind says that they are no income."""

from __future__ import annotations

from pathlib import Path

from tests.guess_world import guessed


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
