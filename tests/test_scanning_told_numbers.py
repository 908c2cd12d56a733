"""Numbers whose groups are parted by words, lines, sums, prices or typing errors; and figures that are told the same way and are none."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in

SCOPE = Scope(("US", "GB", "CA", "IN"))
TOLD = (
    ("number ni 0712 then 448 then 091, m-pesa only", "+254712448091"),
    ("bizum al 612 con 40 luego 01 y 37", "+34612400137"),
    ("063\nпотім\n118\nпотім\n4501", "+380631184501"),
    ("08\n22\nlalu 1190\nlalu 363", "+628221190363"),
    ("٠٥٦\n(بعدها)\n٧١٤\n(بعدها)\n٢٠٣٧", "+966567142037"),
    ("1) +1 415\n2) 555\n3) 0137", "+14155550137"),
    ("artı doksan, sonra 5 3 2, sonra 123, en son 4 5 6 7", "+905321234567"),
    ("más cincuenta y dos y luego 55 4170 3929", "+525541703929"),
    ("4+0, 0+1, 2+3. then five five five. then 0, 3-2, 8+1, 10-4", "+14155550196"),
    ("nvoe dosi oito, sete um quatrro, zreo cinco seis", "+351928714056"),
    ("moi nomer vosem devyat nol nol, tri nol odin, dva dva, pyat pyat", "+79003012255"),
    ("number: zero nine one seven, five five dalawa, tatlo walo uno lima", "+639175523815"),
    ("orçamento: 21 reais a arte, 99 a vinheta, 876 o clipe e 1205. lê só os números", "+5521998761205"),
    (
        "presupuesto: 644 euros el logo, 218 la web y 908 la tienda. Si juntas las tres cantidades sale algo",
        "+34644218908",
    ),
    ("the logo is $415, the site $555, the icon $0137. read only the numbers", "+14155550137"),
    ("/* Fragen? 0152 28817387 */", "+4915228817387"),
)
NONE = (
    "first 250 rows, then 300, then 4500",
    "250 then 300 then 4500",
    "the logo is $415, the site $555, the icon $0137",
    "644 euros el logo, 218 la web y 907 la tienda",
    "1) 415 px\n2) 555 px\n3) 137 px",
    "3+4 is 7, and 2+2 is 4",
    "one two thre four",
    "plus one",
    "SKUs: 4155-550132, 4155-550133",
    "ci sono 9:15, 12:30 e poi 18:45",
)


@pytest.mark.parametrize(("text", "number"), TOLD)
def test_a_number_in_parts_is_found_whole(text: str, number: str) -> None:
    assert [one.normalized for one in find_in(text, SCOPE) if one.category is Category.PHONE] == [number]


@pytest.mark.parametrize("text", NONE)
def test_figures_one_after_another_are_no_number(text: str) -> None:
    assert [one for one in find_in(text, SCOPE) if one.category is Category.PHONE] == []
