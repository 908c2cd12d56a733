"""Policies of one's own: the form, the check that names all faults, and what they say when they govern."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.running import auditor
from tests.test_policies import OWN


def test_policy_check_names_all_faults_of_a_file_at_once(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    more = '[window]\nmonths = 0\n[fee]\ncap = "x"\nhours = -1\n[parameters."no.rule"]\na = 1\n'
    own.write_text(OWN.replace('tag = "S"', 'tag = "Q"') + more, encoding="utf-8")
    said = auditor("policy", "check", own).out
    assert all(one in said for one in ("tag must be one of", "window.months must be", "fee.cap must be an amount", "fee.hours must be"))  # fmt: skip


def test_two_packs_of_one_name_and_day_are_refused_whatever_their_versions(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(OWN.replace('version = "1"', f'version = "{name}"'), encoding="utf-8")
    checked = auditor("policy", "check", tmp_path / "one.toml", tmp_path / "two.toml")
    assert checked.status == 1 and "mine from 2024-01-01 on is what" in checked.out


def test_a_long_chain_of_extends_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for number in range(1_000):
        text = OWN.replace("upwork-guide-2025-10-01", f"e{number + 1}.toml")
        (tmp_path / f"e{number}.toml").write_text(text, encoding="utf-8")
    checked = auditor("policy", "check", tmp_path / "e0.toml")
    assert checked.status == 1 and "extends more than 20 files" in checked.out and "Traceback" not in checked.err


def test_the_form_says_what_is_demanded_beside_extends_and_that_is_enough(tmp_path: Path) -> None:
    form, own = auditor("policy", "form").out, tmp_path / "mine.toml"
    said = re.search(r"so (.*) and (\w+) are demanded beside extends", form)
    assert said
    demanded = [*said[1].split(", "), said[2]]
    lines = [line for line in form.splitlines() if line.split(" = ")[0] in demanded]
    assert len(lines) == len(demanded)
    begun = 'extends = "upwork-guide-2025-10-01"'
    own.write_text("\n".join([begun, *lines]), encoding="utf-8")
    assert auditor("policy", "check", own).status == 0
    for left_out in lines:
        own.write_text("\n".join([begun, *(line for line in lines if line != left_out)]), encoding="utf-8")
        assert f"{left_out.split(' = ')[0]} is missing" in auditor("policy", "check", own).out
    own.write_text(begun, encoding="utf-8")
    assert set(re.findall(r"(\w+) is missing", auditor("policy", "check", own).out)) == set(demanded)


def test_the_form_of_a_policy_is_a_policy(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(auditor("policy", "form").out, encoding="utf-8")
    assert auditor("policy", "check", own).status == 0
    asked = auditor(
        "decide", "--last-paid", "2024-01-01", "--last-message", "2024-01-01", "--as-of", "2025-01-01", "--policy", own
    )
    assert asked.status == 0 and "Free under my-market from 1 January 2026" in asked.out


TEN_PER_CENT = '[fee]\nkind = "share_of_hours"\nshare = "0.10"\nhours = 2080\nfloor = "1000.00"\nafter = "unknown"\nrule = "10 %"\n'
FEES = {
    "a share in place of the guide's flat amount": (
        "upwork-guide-2025-10-01", TEN_PER_CENT, ("--rate", "12"), "2496.00", {"fee.amount", "fee.waived_from_fees_paid"},
    ),
    "a share without a rate is not the amount below": (
        "upwork-guide-2025-10-01", TEN_PER_CENT, (), None, {"fee.amount"},
    ),
    "a flat amount in place of the terms' share": (
        "upwork-terms-2022-05-01", '[fee]\nkind = "flat_less_fees_paid"\namount = "500.00"\nrule = "$500"\n', ("--rate", "100"), "400.00",
        {"fee.share", "fee.hours", "fee.floor", "fee.cap"},
    ),
    "the same kind with another amount": (
        "upwork-guide-2025-10-01", '[fee]\namount = "2500.00"\nrule = "$2,500"\n', (), "2400.00", {"fee.amount"},
    ),
    "earnings in place of hours are of one family": (
        "upwork-terms-2022-05-01", '[fee]\nkind = "share_of_earnings"\nshare = "0.10"\nrule = "10 %"\n', ("--rate", "12"), "2496.00", {"fee.share"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FEES)
def test_nothing_of_another_kind_of_fee_survives_in_a_pack_of_ones_own(what: str, tmp_path: Path) -> None:
    parent, fee, facts, due, differing = FEES[what]
    own = tmp_path / "mine.toml"
    window = '[window]\nanchors = ["last_payment"]\n'
    own.write_text(OWN.replace("upwork-guide-2025-10-01", parent) + window + fee, encoding="utf-8")
    told = (
        "--last-paid",
        "2026-06-01",
        "--last-message",
        "2026-06-01",
        "--first-contract",
        "2026-05-01",
        "--fees-paid",
        "100",
    )
    asked = ("decide", *told, *facts, "--policy", own, "--as-of", "2026-06-30", "--format", "json")
    (row,) = json.loads(auditor(*asked).out)
    assert row["exit_fee_today"] == due
    shown = json.loads(auditor("policy", "diff", parent, own, "--format", "json").out)
    assert differing <= {one["what"] for one in shown}


def test_what_moves_a_date_is_told_by_the_pack_itself(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(f'{OWN}[window]\nanchors = ["last_payment"]\nresets = []\n', encoding="utf-8")
    facts = ("decide", "--last-paid", "2024-01-01", "--last-message", "2024-06-01", "--policy", own, "--as-of")
    assert (
        "would be moved by: A payment on the platform starts the 24 months anew." in auditor(*facts, "2025-01-01").out
    )
    assert "would be moved by: Nothing: freedom once reached stays." in auditor(*facts, "2026-01-01").out


WRONG = {
    "parameters that are no table": ("parameters = 3", "parameters must be a table, [parameters], not 3 -> "),
    "a rule's parameters that are none": ("[parameters]\nnothing = 3", 'parameters."nothing" must be a table, [parameters."nothing"], not 3 -> '),
    "parameters as a list": ('[parameters]\n"contact.hidden" = [3]', 'parameters."contact.hidden" must be a table'),
    "an unknown parameter": ('[parameters."contact.hidden"]\nnothing = 3', "rule contact.hidden has no parameter nothing -> "),
    "a text for a number": ('[parameters."behaviour.activity_drop"]\ndrop_share = "x"', "drop_share of rule behaviour.activity_drop must be a number such as 0.6 (share) -> "),
    "no number at all": ('[parameters."behaviour.activity_drop"]\ndrop_share = nan', "drop_share of rule behaviour.activity_drop must be a number"),
    "a share below 0": ('[parameters."behaviour.activity_drop"]\ndrop_share = -5', "drop_share of rule behaviour.activity_drop is -5 and must be from 0.01 to 1 (share: the fall "),
    "a share above 1": ('[parameters."behaviour.under_billing"]\nbilled_share = 40', "billed_share of rule behaviour.under_billing is 40 and must be from 0 to 1 (share"),
    "none of a count": ('[parameters."identity.contact_reuse"]\naccounts_from = 0', "accounts_from of rule identity.contact_reuse is 0 and must be from 2 to 1000000 (accounts: "),
    "limits that leave nothing between": ('[parameters."scam.bait_and_switch"]\ntotal_from = 300', "total_from of rule scam.bait_and_switch is 300 and total_to is 200: nothing lies between -> "),
    "a severity that there is not": ('[severities]\n"contact.hidden" = "grave"', 'severities."contact.hidden" must be one of info, low, medium, high, critical, not "grave" -> '),
    "severities that are a text": ('severities = "x"', 'severities must be a table, [severities], not "x" -> '),
    "a window that is none": ("window = 3", "window must be a table, [window], not 3 -> "),
    "an anchor that is a list": ("[window]\nanchors = [[1]]", "window.anchors must be a list of texts, but holds a list -> "),
    "a fee that is a text": ('fee = "x"', 'fee must be a table, [fee], not "x" -> '),
    "an amount that is none": ('[fee]\namount = "abc"', 'fee.amount must be an amount in quotes such as "2999.00", not "abc" -> '),
    "a truth value for an amount": ("[fee]\ninterest = true", 'not true -> '),
    "unknown parts of a fee that are no texts": ("[fee]\nunknown = 3", "fee.unknown must be a list of texts, not 3 -> "),
    "a kind of fee that is a list": ("[fee]\nkind = [1]", "fee.kind must be one of flat_less_fees_paid, "),
    "a contact rule that is none": ("contact = 1", "contact must be a table, [contact], not 1 -> "),
    "a clause that is a number": ("[clauses]\nleaving = 3", "clauses.leaving must be a text in quotes, not 3 -> "),
    "settings that are none": ("settings = 1", "settings must be a table, [settings], not 1 -> "),
    "another reading that is a number": ("alternative = [1]", "alternative must be tables, each headed [[alternative]], but holds 1 -> "),
    "another reading without its months": ('[[alternative]]\nanchor = "first_contract"', "alternative.months is missing -> add it"),
    "a currency that is none": ('currency = "DOLLAR"', 'currency must be a code of three capitals such as "USD", not "DOLLAR" -> '),
    "a key twice": ("currency = 'USD'\ncurrency = 'EUR'", "not valid TOML (a key stands there twice"),
    "a time for a day": ("in_force_by = 2025-01-01T00:00:00", "in_force_by must be a day without quotes such as 2025-10-01, or \"unknown\", not 2025-01-01T00:00:00 -> "),
    "a file that extends itself": ('#', "mine.toml extends mine.toml: a circle -> let one of them stand by itself"),
}  # fmt: skip
# Words of the language that the program is written in: they help nobody who writes a policy.
PYTHON = re.compile(r"\b(int|str|dict|float|bool|NoneType|None|True|object|iterable|datetime|decimal|class|codec|Error|has the wrong form)\b|<|\[\]|'[a-z]+' is missing")  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_policy_check_names_file_key_and_remedy_in_words_of_the_file(what: str, tmp_path: Path) -> None:
    more, said = WRONG[what]
    own = tmp_path / "mine.toml"
    begun = OWN.replace("upwork-guide-2025-10-01", "mine.toml") if more == "#" else OWN
    own.write_text(f"{begun}{more}\n", encoding="utf-8")
    checked = auditor("policy", "check", own)
    assert checked.status == 1 and "mine.toml" in checked.out and said in checked.out
    assert not PYTHON.search(checked.out.replace(str(tmp_path), "")), checked.out
    assert checked.err == ""


def test_an_audit_refuses_a_threshold_that_cannot_be_meant_before_it_reads_anything(tmp_path: Path) -> None:
    own, store = tmp_path / "mine.toml", tmp_path / "store.duckdb"
    own.write_text(f'{OWN}[parameters."behaviour.activity_drop"]\ndrop_share = -5\n', encoding="utf-8")
    ended = auditor("audit", tmp_path, "--policy", own, "--db", store, "--out", tmp_path / "out")
    assert (
        ended.status == 4 and "drop_share of rule behaviour.activity_drop is -5 and must be from 0.01 to 1" in ended.err
    )
    assert not store.exists() and not (tmp_path / "out").exists()
    compiled = auditor("rules", "compile", "behaviour.activity_drop", "--dialect", "postgres", "--policy", own)
    assert compiled.status == 4 and "drop_share" in compiled.err and compiled.out == ""


COUNTS = [
    ("scam.repeat_pressure", "asks_from", "1.5", "a whole number such as 2 (messages)"),
    ("behaviour.messages_without_billing", "days_from", "30.5", "a whole number such as 30 (days)"),
    ("scam.bait_and_switch", "total_from", "49.5", ""),
    ("behaviour.activity_drop", "talk_from", "1.5", ""),
]


@pytest.mark.parametrize(("rule_id", "name", "value", "said"), COUNTS, ids=[f"{one[0]} {one[1]}" for one in COUNTS])
def test_what_counts_things_is_whole(rule_id: str, name: str, value: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    text = auditor("policy", "form").out
    file.write_text(f'{text}\n[parameters."{rule_id}"]\n{name} = {value}\n', encoding="utf-8")
    checked = auditor("policy", "check", file)
    assert (said in checked.out + checked.err and checked.status == 1) if said else checked.status == 0, checked


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_bytes(b'# mine\nname = "caf\xe9"\n')
    checked = auditor("policy", "check", own)
    assert "line 2 holds bytes that are no UTF-8 -> save the file as UTF-8" in checked.out and not PYTHON.search(checked.out.replace(str(tmp_path), ""))  # fmt: skip
    own.write_text("a = " + "[" * 5_000 + "]" * 5_000, encoding="utf-8")
    assert "nested too deep -> take them apart" in auditor("policy", "check", own).out


def test_two_files_of_one_pack_are_named_though_they_are_the_same_word_for_word(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(OWN, encoding="utf-8")
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    checked = auditor("policy", "check", one, two)
    assert (
        checked.status == 1 and f"two.toml: mine 1 is {one} too, word for word -> leave one of them out" in checked.out
    )
    assert auditor("policy", "check", one, one).status == 0
