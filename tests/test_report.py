"""The report: each section with nothing and with hostile text, one file, no outside address, not too large."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import polars as pl
import pytest

from auditor.model.reporting import Limits
from auditor.model.results import AuditResult, Evidence
from auditor.model.visible import visible
from auditor.model.words import FindingStatus, Redaction, State
from auditor.report import wording
from auditor.report.building import MOST_BYTES, build_report, discover_sections, make_environment, render_section
from auditor.report.picking import needs_act
from tests import invented

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% raw %}",
    "</style></script><svg onload=alert(1)>",
    "javascript:alert(1)//' onclick='x",
    "]]><!--",
)
SECTIONS = discover_sections()
# A void element has no end tag.
# Addresses inside the page, and the files that lie beside it.
ADDRESS = re.compile(r"#[A-Za-z0-9_-]+|(?:eligibility|findings|income|actors)\.csv|findings\.jsonl|eligibility\.ics")
VOID = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """Collects what a browser would see: elements with their attributes, ids, text, and whether tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.broken: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def hostile(text: str) -> AuditResult:
    """That text in every field that the data can fill."""
    rows = tuple(
        invented.relationship(
            number, platform=text, client_id=f"{text}{number}", freelancer_id=text, client_name=text, moved_by=text,
            exit_fee_rule=text, verdict_reasons=(text, text), blockers=(text,),
        )
        for number in range(12)
    )  # fmt: skip
    found = tuple(
        invented.finding(
            number, finding_id=f"{text}{number}", rule_id=text, platform=text, client_id=f"{text}{number}", freelancer_id=text,
            title=text, explanation=text, policy_clause=text, action=text, evidence=(Evidence(text, text, text, text + "!"),),
        )
        for number in range(12)
    )  # fmt: skip
    return invented.result(
        0, 0, eligibility=rows, findings=found, frames=invented.frames(rows), warnings=(text,), reasons=(text,), exit_status=3,
        files=(invented.account(path=text, message=text, status="refused", profile=text, table=text),),
        quarantine=(invented.fault(file=text, column=text, reason=text, table=text, raw="RAW " + text),),
        replies={(row.platform, row.client_id, row.freelancer_id): text for row in rows}, run_id=text, version=text,
        policy=replace(invented.result(0, 0).policy, name=text, version=text, source=text),
        contributions=pl.DataFrame(
            [{"platform": r.platform, "client_id": r.client_id, "freelancer_id": r.freelancer_id, "rule_id": text,
              "finding_id": text, "weight": 0.8, "confidence": 0.9, "part": 0.7, "points": 72.0} for r in rows]
        ),
    )  # fmt: skip


def rendered(result: AuditResult) -> str:
    return build_report(result).decode("utf-8")


@pytest.fixture(scope="module")
def plain() -> str:
    return rendered(invented.result())


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_renders_without_any_data(name: str) -> None:
    html = render_section(make_environment(), name, SECTIONS[name], invented.nothing(), Limits())
    assert Page(html).broken == []


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_section_shows_hostile_text_as_text(name: str, text: str) -> None:
    page = Page(render_section(make_environment(), name, SECTIONS[name], hostile(text), Limits()))
    calm = Page(render_section(make_environment(), name, SECTIONS[name], hostile("calm"), Limits()))
    assert page.broken == []
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in calm.elements]
    assert [sorted(attributes) for _, attributes in page.elements] == [
        sorted(attributes) for _, attributes in calm.elements
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_not_change_the_page(text: str) -> None:
    page = Page(rendered(hostile(text)))
    assert page.broken == []
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert text in page.text and "49" not in page.text.replace("{{7*7}}", "")
    links = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert all(ADDRESS.fullmatch(link) for link in links)


def test_sections_stand_in_the_order_of_reading() -> None:
    names = ["summary", "relationships", "first", "dossiers", "findings", "calendar", "dependence", "income",
             "data_quality", "provenance"]  # fmt: skip
    assert [name for name in SECTIONS if name in names] == names


def test_the_page_has_one_style_and_one_script_and_the_policy_names_their_hashes(plain: str) -> None:
    policy = next(a["content"] for tag, a in Page(plain).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", plain, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_asks_for_nothing_outside(plain: str) -> None:
    for tag, attributes in Page(plain).elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert "style" not in attributes and "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    # A hash in the policy may hold two slashes.
    written = re.sub(r"<script>.*?</script>|<meta http-equiv[^>]*>", "", plain, flags=re.DOTALL)
    addresses = set(re.findall(r"(?:https?:)?//[\w.]+", written))
    assert addresses <= {"http://www.w3.org"}
    assert "url(http" not in plain and "@import" not in plain


def test_ids_of_the_page_are_unique_and_every_inner_link_has_its_target(plain: str) -> None:
    elements = Page(plain).elements
    ids = [str(attributes["id"]) for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [str(a["href"])[1:] for tag, a in elements if tag == "a" and str(a["href"]).startswith("#")]
    assert targets and set(targets) <= set(ids)
    assert "finding-f000000000000001" in ids


def test_everything_can_be_read_without_a_script(plain: str) -> None:
    hidden = [(tag, attributes) for tag, attributes in Page(plain).elements if "hidden" in attributes]
    assert {tag for tag, _ in hidden} == {"button", "form"}
    assert "thank you for asking. I keep our work on the platform." in Page(plain).text


def test_a_report_of_100000_findings_stays_under_two_megabytes_and_says_what_it_leaves_out() -> None:
    content = build_report(invented.result(3000, 100_000))
    assert len(content) <= MOST_BYTES
    words = Page(content.decode()).text
    assert "findings.csv and findings.jsonl have all 100000" in words
    assert "eligibility.csv has all 3000" in words


def test_long_texts_cannot_make_the_report_grow_beyond_its_limit() -> None:
    long = "x" * 40_000
    rows = tuple(invented.relationship(number, moved_by=long, verdict_reasons=(long,)) for number in range(150))
    assert len(build_report(invented.result(0, 0, eligibility=rows))) <= MOST_BYTES


def test_equal_results_give_equal_bytes(plain: str) -> None:
    assert rendered(invented.result()) == plain


def test_characters_that_hide_or_reorder_text_are_made_visible() -> None:
    tricky = "pay\u202eme\u200b\x07now\ufeff\U000e0041"
    html = rendered(invented.result(1, 1, warnings=(tricky,)))
    assert "pay⟨U+202E⟩me⟨U+200B⟩⟨U+0007⟩now⟨U+FEFF⟩⟨U+E0041⟩" in html
    assert not set(html) & set("\u202e\u200b\x07\ufeff")


@pytest.mark.parametrize("text", ["plain", "naïve café", "漢字かな", "emoji 🙂", "tab\tand\nline"])
def test_honest_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_the_report_names_what_was_set_aside_but_never_its_text() -> None:
    html = rendered(invented.result(quarantine=(invented.fault(raw="SECRET-RAW-TEXT"),)))
    assert "SECRET-RAW-TEXT" not in html and "quarantine.csv" not in html
    assert "is no date" in html


def test_an_incomplete_audit_says_so_at_the_top() -> None:
    page = Page(rendered(invented.result(exit_status=3, reasons=("exports/broken.csv: not read",))))
    assert page.text.index("This audit is not complete.") < page.text.index("What to do first", 400)


def test_dismissed_findings_stay_visible_as_such_and_come_last() -> None:
    found = (
        invented.finding(1, status=FindingStatus.DISMISSED, title="Closed one"),
        invented.finding(0, title="Open one"),
    )
    html = rendered(invented.result(2, 0, findings=found))
    assert re.findall(r'class="what">([^<]+)<', html) == ["Open one", "Closed one"]
    assert "· dismissed" in Page(html).text


@pytest.mark.parametrize("level", list(Redaction))
def test_the_report_says_how_much_is_masked(level: Redaction) -> None:
    assert wording.redaction_sentence(level) in Page(rendered(invented.result(1, 1, redaction=level))).text


def test_relationships_that_need_no_act_are_not_pressed_on_the_reader() -> None:
    rows = (
        invented.relationship(10, reply="plan_for_later"),
        invented.relationship(9, risk=10.0),
        invented.relationship(2, reply="decline_offer_value"),
    )
    words = Page(rendered(invented.result(0, 0, eligibility=rows))).text
    assert "Nothing needs an act from you today." in words
    asked = (invented.relationship(10, reply="decline_politely"), invented.relationship(9, risk=50.0), rows[2])
    words = Page(rendered(invented.result(0, 0, eligibility=asked))).text
    assert "Nothing needs an act" not in words
    assert [needs_act(row) for row in (*rows, *asked)] == [False, False, False, True, True, False]
    assert State.WAITING.value == rows[0].state.value
