"""Text in the encodings of other countries: read when it is named, set aside when it is not, and never read as a salad."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingesting.western import is_western
from tests.ingest_world import MESSAGE, MESSAGES, loaded

SECOND = MESSAGE.replace("m1", "m2")
# text of other countries, and the encoding that it is in
FOREIGN = {
    "Japanese": ("これは日本語のメッセージです。電話番号を教えてください", "cp932"),
    "a Japanese name": ("田中", "cp932"),
    "Japanese in katakana": ("ロゴデザイン制作", "cp932"),
    "Russian": ("Привет, как дела".replace(",", ""), "cp1251"),
    "Chinese": ("您好我的电话是", "gbk"),
    "Korean": ("안녕하세요 제 번호는", "euc_kr"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_text_of_another_encoding_is_set_aside_with_the_remedy_and_never_read_as_a_salad(
    case: str, tmp_path: Path
) -> None:
    words, encoding = FOREIGN[case]
    content = (MESSAGES + MESSAGE + SECOND.replace("Hello", words)).encode(encoding)
    with loaded(tmp_path, {"messages.csv": content}) as (store, report):
        assert store.rows("SELECT message_id FROM messages") == [("m1",)]
        ((code, reason),) = store.rows("SELECT code, reason FROM quarantine")
        assert code == "E125" and "--encoding NAME" in reason
        assert any("--encoding NAME" in one for one in report.warnings)
    with loaded(tmp_path / "2", {"messages.csv": content}, encoding=encoding) as (store, _):
        assert store.rows("SELECT body FROM messages WHERE message_id = 'm2'") == [(f"{words} there",)]


WESTERN = (
    "Größe ‚so‘ „Hallo“ – gut", "L’été à Noël « oui » œuvre", "ação não são", "¿Qué? ¡Sí! 50 € 3×4 ±5", "naïve “quoted”…",
    "blåbærgrød ÆØÅ", "• £20 – ½ hour © Foo®", "FRANÇAIS ÉTÉ",
)  # fmt: skip


@pytest.mark.parametrize("text", WESTERN)
def test_what_western_languages_write_is_no_salad(text: str) -> None:
    assert is_western(text)


# a line with a byte that is no UTF-8, among lines that are, and the encoding that is named as the example
EXAMPLES = {
    "words of Western Europe": ("Ÿé café".encode("cp1252"), "cp1252"),
    "Japanese": ("日本語".encode("shift_jis"), "shift_jis"),
}


@pytest.mark.parametrize("case", EXAMPLES)
def test_the_encoding_named_as_an_example_is_one_that_fits_the_bytes(case: str, tmp_path: Path) -> None:
    line, example = EXAMPLES[case]
    rows = [MESSAGE.replace("m1", f"m{number}").replace("Hello", "Grüße").encode() for number in range(2, 6)]
    content = MESSAGES.encode() + b"".join(rows) + MESSAGE.encode().replace(b"Hello", line)
    with loaded(tmp_path, {"messages.csv": content}) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert f"for example --encoding {example})" in reason
