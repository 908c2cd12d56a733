"""A guess at an export whose amounts carry a currency sign, or brackets for a minus."""

from __future__ import annotations

from pathlib import Path

from auditor.ingesting.guessing import profile_text
from auditor.ingesting.guessing.from_file import guess_file
from auditor.ingesting.planning import tables
from auditor.profiles.own import own_profile
from tests.ingest_world import loaded, write

SIGNED = "Beleg;Tag;Auftraggeber;Summe\n#1001;2026-02-13;Harborpine;1 200,50 €\n#1002;2026-03-02;Zed;99,00 €\n#1003;2026-03-05;Zed;(15,00) €\n"


def test_an_amount_with_a_sign_and_brackets_is_found_and_read(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.csv": SIGNED.encode("cp1252")})
    found, _ = guess_file(tmp_path / "in" / "a.csv", "payments", None, None)
    text = profile_text(found)
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    profile = own_profile(tmp_path / "own.toml", tables())
    assert (profile.decimal, profile.thousands, profile.columns["amount"].take) == (",", " ", ("Summe",))
    assert not found.missing
    assert [(one.reason, one.test, one.columns) for one in profile.apart] == [("outgoing", "negative", ("Summe",))]
    with loaded(tmp_path / "in", {}, profile=str(tmp_path / "own.toml")) as (store, _):
        assert store.rows("SELECT amount::VARCHAR FROM payments ORDER BY 1") == [("1200.5000",), ("99.0000",)]
        assert store.rows("SELECT count(*) FROM quarantine") == [(0,)]
    # Without the rule the row says what to add to the profile.
    (tmp_path / "own.toml").write_text(text.partition("[[apart]]")[0], encoding="utf-8")
    with loaded(tmp_path / "in", {}, profile=str(tmp_path / "own.toml")) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert (
            'add to the profile: [[apart]] with reason = "outgoing", test = "negative" and columns = ["Summe"]'
            in reason
        )
