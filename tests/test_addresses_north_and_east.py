"""Postal addresses as they are written in the north, in East Asia and in the United States; no file, measure, version or list."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in
from tests.test_gate import same

GIVEN = (
    "Storgatan 12, 114 55 Fjordholm",
    "storgatan 12, 114 55 fjordholm",
    "Fjordvägen 4 B, SE-114 55 Fjordholm",
    "Storgatan 12, Fjordholm",
    "Lilla Fjordgatan 3, 111 28 Fjordholm",
    "Fjordtie 3 as 4, 33100 Fjordpere",
    "Nørrefjordgade 20, st. tv, 2200 Fjordhavn N",
    "H.C. Fjords Boulevard 27, 1553 Fjordhavn V",
    "Karl Fjords gate 5, 0154 Fjordslo",
    "Fjordveien 7A, 5003 Bergfjord",
    "Vesterfjordgade 3, 1620 Fjordhavn V",
    "Vesterfjordgade 3, 2. th, 1620 Fjordhavn V",
    "Fjordheimintie 10, 00100 Fjordsinki",
    "Fjordkatu 10 A 5, 00100 Fjordsinki",
    "〒150-0002 東京都渋谷区渋谷2-21-1",
    "東京都渋谷区渋谷2丁目21番1号",
    "大阪府大阪市北区梅田3-1-3",
    "大阪府大阪市中央区難波1丁目2-3 サンプルビル3階",
    "香港中環皇后大道中15號",
    "上海市浦东新区世纪大道100号",
    "广东省深圳市南山区科技园12栋",
    "台北市信義區市府路45號",
    "서울특별시 강남구 테헤란로 152",
    "서울 마포구 월드컵북로 396, 12층",
    "경기도 성남시 분당구 판교역로 166번길 4",
    "1 Infinite Fjord, Cupertown, CA 95014",
    "40 Fjord Loop, Suite 5, Lake Fjord, OR 97034-1234",
)
WITHIN = {
    "Send it to Storgatan 12, 114 55 Fjordholm please": "Storgatan 12, 114 55 Fjordholm",
    "my office is at 1 Infinite Fjord, Cupertown, CA 95014, come by": "1 Infinite Fjord, Cupertown, CA 95014",
    "住所は〒150-0002 東京都渋谷区渋谷2-21-1です": "〒150-0002 東京都渋谷区渋谷2-21-1",
    "주소는 서울특별시 강남구 테헤란로 152 입니다": "서울특별시 강남구 테헤란로 152",
}
NONE = (
    "Stage Gate 5, 2024 Roadmap is ready",
    "pass gate 5, 2024 plan",
    "Navigate 5, 2024 Plan",
    "the necktie 10, 00100 variants",
    "Aggregate 12, 1620 Rows per page",
    "we have 3 Small Tasks, two bugs, OR 12345 rows",
    "we shipped 3 Orders, Two Boxes, CA 95014",
    "the Boulevard 27, 1553 Px",
    "這條道15號 is done",
    "1 file, 2 images, ME 12345",
    "logo_final 2, 1620 Px",
    "第2-21-1版を確認しました",
    "市場区分2-3を更新",
    "第3市区2-1-1",
    "项目区12号任务完成",
    "동 2개를 수정",
    "경로 12 를 수정했습니다",
    "도로 152 픽셀",
    "v2.1, build 114 55 Final",
    "1. Infinite scroll, Footer, CA 95014",
)


def addresses(text: str) -> list[str]:
    found = find_in(text, Scope())
    return [
        text[one.start : one.end]
        for one in found
        if one.category is Category.POSTAL_ADDRESS and one.stance is not Stance.MENTION
    ]


@pytest.mark.parametrize("text", GIVEN)
def test_an_address_is_found_whole(text: str) -> None:
    assert addresses(text) == [text]


@pytest.mark.parametrize("text", WITHIN)
def test_it_ends_where_the_sentence_goes_on(text: str) -> None:
    assert addresses(text) == [WITHIN[text]]


@pytest.mark.parametrize("text", NONE)
def test_work_has_none(text: str) -> None:
    assert addresses(text) == []


def test_they_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate((*GIVEN, *WITHIN, *NONE)))
