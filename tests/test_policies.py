"""Policy packs: every row of the facts is one, a broken one names the file, the fault and the remedy, released ones never change."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from auditor import policies, rooms
from auditor.errors import RoomError, UsageError
from auditor.model.policies import Anchor
from tests.support.running import auditor

SHIPPED = rooms.files(policies.FOLDER, ".toml")
GUIDE = SHIPPED["upwork-guide-2025-10-01"]
OWN = """
extends = "upwork-guide-2025-10-01"
name = "mine"
version = "1"
effective_from = 2024-01-01
title = "A marketplace of my own"
source = "its terms"
tag = "S"
"""


@pytest.mark.parametrize("stem", SHIPPED)
def test_a_shipped_policy_reads_and_carries_its_source_and_hash(stem: str) -> None:
    policy = policies.read(SHIPPED[stem])
    assert stem == f"{policy.name}-{policy.version}"
    if policy.effective_from:
        assert policy.version == policy.effective_from.isoformat()
    else:
        assert "from which day it applies" in policy.unknown
    assert policy.source and policy.tag in {"P", "S", "?"}
    assert re.fullmatch(r"[0-9a-f]{64}", policy.sha256)


@pytest.mark.parametrize("stem", SHIPPED)
def test_a_released_policy_is_what_was_released(stem: str) -> None:
    digest = hashlib.sha256(SHIPPED[stem].read_bytes()).hexdigest()
    assert policies.locked().get(stem) == digest, f"-> add to {policies.LOCK.name}: {digest}  {stem}"


def test_the_lock_names_no_file_that_is_gone() -> None:
    assert policies.changed() == {}


def test_a_changed_released_policy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.policies import choosing

    choosing.shipped.cache_clear()
    monkeypatch.setattr(choosing, "changed", lambda: {"upwork-guide-2025-10-01": "changed"})
    with pytest.raises(RoomError, match="released policy is changed -> "):
        policies.find("upwork-guide")
    monkeypatch.undo()
    choosing.shipped.cache_clear()


FACTS = [
    ("upwork-guide-2025-10-01", 24, ("last_payment", "contract_end", "last_message"), "before_contract", ()),
    ("upwork-terms-2020-06-26", 24, ("first_contact",), "before_contract", ()),
    ("upwork-terms-2022-05-01", 24, ("first_contact",), "before_contract", ()),
    ("upwork-terms-by-2024", 24, ("first_contact",), "before_contract", ("from which day it applies",)),
    ("freelancer-com-undated", 24, ("first_contact",), "always", ("from which day it applies", "the rate on the profile")),
    ("fiverr-undated", None, (), "before_order", ("the end of the period", "the exit fee")),
    ("toptal-undated", 12, ("account_end",), None, ("the exit fee", "the rule on contact details")),
    ("peopleperhour-undated", None, (), "always", ("the end of the period", "the exit fee")),
    ("elance-historic-undated", 24, (), None, ("what the period counts from", "the rule on contact details")),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "months", "anchors", "contact", "unknown"), FACTS, ids=[one[0] for one in FACTS])
def test_every_row_of_the_facts_is_a_pack_and_says_what_is_unknown(
    stem: str, months: int | None, anchors: tuple[str, ...], contact: str | None, unknown: tuple[str, ...]
) -> None:
    policy = policies.shipped()[stem]
    assert (policy.window.months, policy.window.anchors, policy.contact_rule) == (months, anchors, contact)
    assert set(unknown) <= set(policy.unknown)


def test_no_pack_stands_outside_the_facts() -> None:
    assert set(SHIPPED) == {one[0] for one in FACTS}


def test_the_default_says_what_the_guide_says() -> None:
    policy = policies.find("upwork-guide")
    assert policy.window_months == 24
    assert (policy.fee.amount, policy.fee.waived_from_fees_paid) == (Decimal("2999"), Decimal("10000"))
    assert [(one.anchor, one.months) for one in policy.others] == [(Anchor.FIRST_CONTRACT, 24)]


@pytest.mark.parametrize(
    ("as_of", "version"),
    [
        ("2019-01-01", "2020-06-26"),
        ("2022-04-30", "2020-06-26"),
        ("2022-05-01", "2022-05-01"),
        ("2023-12-31", "2022-05-01"),
        ("2024-01-01", "by-2024"),
    ],
)
def test_the_version_in_force_on_a_day_is_found_by_name(as_of: str, version: str) -> None:
    assert policies.find("upwork-terms", date.fromisoformat(as_of)).version == version


def test_a_policy_file_of_the_user_is_found_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(f"{OWN}[window]\nmonths = 12\n", encoding="utf-8")
    policy = policies.find(str(own))
    assert (policy.window_months, policy.fee.amount, policy.pinned) == (12, Decimal("2999.00"), True)


BROKEN = [
    ("months = 24", "months = 0", "at least 1"),
    ("months = 24", "months = true", "at least 1"),
    ('amount = "2999.00"', 'amount = "many"', 'fee.amount must be an amount in quotes such as "2999.00", not "many"'),
    ('amount = "2999.00"', "amount = 2999.5", "amount in quotes"),
    ('amount = "2999.00"', "", "fee.amount"),
    ('tag = "S"', 'tag = "S"\nflavour = "sweet"', "flavour"),
    ('tag = "S"', 'tag = "Q"', "tag must be one of"),
    ('currency = "USD"', "", "currency"),
    ('name = "upwork-guide"', "name = ", "not valid TOML"),
    ("effective_from = 2025-10-01", 'effective_from = "soon"', "effective_from"),
    ('"last_payment", ', '"last_full_moon", ', "window.anchors must be one of"),
    ('kind = "flat_less_fees_paid"', 'kind = "bargain"', "fee.kind must be one of"),
    ('rule = "before_contract"', 'rule = "never"', "contact.rule must be one of"),
    ('tag = "S"', 'tag = "S"\nextends = "no-such-pack"', "neither a shipped version nor a file"),
    ('tag = "S"', 'tag = "S"\nextends = 7', "extends must be the name"),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[f"{new or old} ({said})" for old, new, said in BROKEN])
def test_a_broken_policy_names_file_fault_and_remedy(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(said)) as error:
        policies.read(broken)
    assert "broken.toml" in str(error.value) and "->" in str(error.value)


@pytest.mark.parametrize("beside", ["b", "b.toml"])
def test_a_file_beside_is_extended_by_its_stem_or_its_name(beside: str, tmp_path: Path) -> None:
    below, mine = tmp_path / "b.toml", tmp_path / "mine.toml"
    below.write_text(OWN, encoding="utf-8")
    mine.write_text(OWN.replace("upwork-guide-2025-10-01", beside), encoding="utf-8")
    assert policies.find(str(mine)).window_months == policies.read(GUIDE).window_months


def test_a_circle_of_extends_is_named(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{name}.toml").write_text(
            OWN.replace("upwork-guide-2025-10-01", f"{other}.toml"), encoding="utf-8"
        )
    with pytest.raises(UsageError, match=r"a\.toml extends b\.toml extends c\.toml extends a\.toml: a circle -> "):
        policies.find(str(tmp_path / "a.toml"))


def test_two_packs_of_one_name_and_date_are_refused(tmp_path: Path) -> None:
    twin = tmp_path / "twin.toml"
    twin.write_text(GUIDE.read_text(encoding="utf-8").replace("months = 24", "months = 12", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="name and version of the shipped upwork-guide-2025-10-01 too"):
        policies.find(str(twin))


def test_a_copy_of_a_shipped_pack_is_that_pack(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(GUIDE.read_bytes())
    assert policies.find(str(copy)).sha256 == policies.find("upwork-guide").sha256


def test_an_unknown_policy_names_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="upwork-guide"):
        policies.find("no-such-policy")


def test_policy_list_shows_every_version_and_what_is_unknown() -> None:
    listed = auditor("policy", "list").out
    assert all(stem.rsplit("-", 3)[0].split("-undated")[0] in listed for stem in SHIPPED)
    assert "unknown, in force by 2024-01-01" in listed
    rows = json.loads(auditor("policy", "list", "--format", "json").out)
    assert {f"{row['name']}-{row['version']}" for row in rows} == set(SHIPPED)
    assert next(row for row in rows if row["name"] == "fiverr")["window.months"] == "unknown"


def test_policy_show_gives_source_tag_and_hash() -> None:
    shown = auditor("policy", "show", "upwork-terms-2022-05-01").out
    assert "tag: P (read on the platform's own page)" in shown
    assert "fee.after: 1.00" in shown and f"sha256: {policies.find('upwork-terms-2022-05-01').sha256}" in shown
    assert "other versions: upwork-terms 2020-06-26, upwork-terms by-2024" in shown


def test_policy_diff_names_what_differs_and_nothing_else() -> None:
    differing = json.loads(
        auditor("policy", "diff", "upwork-terms-2020-06-26", "upwork-terms-2022-05-01", "--format", "json").out
    )
    assert {row["what"]: (row["first"], row["second"]) for row in differing}["fee.after"] == ("0", "1.00")
    assert not {"window.months", "fee.share", "contact.rule"} & {row["what"] for row in differing}
    assert auditor("policy", "diff", "upwork-guide", "upwork-guide").out == "No difference.\n"


def test_policy_check_passes_a_sound_file_and_says_what_it_leaves_unknown(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(f'{OWN}[window]\nmonths = "unknown"\n', encoding="utf-8")
    checked = auditor("policy", "check", own)
    assert checked.status == 0 and "sound, mine 1" in checked.out and "unknown: the end of the period" in checked.out


UNSOUND = {
    "an unknown parameter": ('[parameters."payment.direct_in_window"]\nnonsense = 3\n', "has no parameter nonsense"),
    "an unknown rule": ('[severities]\n"no.such_rule" = "high"\n', "there is no rule no.such_rule"),
    "an unknown key": ("[window]\nmonts = 3\n", "unknown keys window.monts"),
}


@pytest.mark.parametrize("what", UNSOUND)
def test_policy_check_and_every_command_refuse(what: str, tmp_path: Path) -> None:
    more, said = UNSOUND[what]
    own = tmp_path / "mine.toml"
    own.write_text(OWN + more, encoding="utf-8")
    checked = auditor("policy", "check", own)
    assert checked.status == 1 and "mine.toml" in checked.out and said in checked.out
    asked = auditor("decide", "--last-paid", "2024-01-01", "--policy", own)
    assert asked.status in (2, 4) and said in asked.err and "Traceback" not in asked.err


def test_policy_check_names_two_files_of_one_name_and_date(tmp_path: Path) -> None:
    for name, months in (("one", 6), ("two", 12)):
        (tmp_path / f"{name}.toml").write_text(f"{OWN}[window]\nmonths = {months}\n", encoding="utf-8")
    checked = auditor("policy", "check", tmp_path / "one.toml", tmp_path / "two.toml")
    assert checked.status == 1 and "mine 1 is the name and version of" in checked.out
