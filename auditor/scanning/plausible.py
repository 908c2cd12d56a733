"""Whether digits of several messages are a telephone number: hours, a year and a price are digits too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.detectors.parts.cues import calls_a_number
from auditor.scanning.figures import asks_for_list, asks_for_one, asks_something_else, heads_a_list, names_a_thing
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.gluing import CLOSING

_WORD = re.compile(r"[^\W\d_]{2,}")
_MEASURE = re.compile(
    r"[%$€£¥₹]|\d\s?(?:px|k|mb|gb|hrs?|hours?|days?|weeks?|rows?|pages?|usd|eur|min|pcs|items|posts?|slides?)\b|\b(?:pages?|versions?|milestones?|rows?|chapters?|size|price|budget|total|max|min|hours?|scores?|line|err\w*)\b"
)
_ORDER = re.compile(
    r"\b(?:resi\w*|pesanan|orders?|tickets?|tiket|tracking|invoices?|pedidos?|siparis\w*|zamowieni\w*|bestell\w*|commandes?|ordin[ei]|"
    r"ref|refs|references?|referencia\w*|colis|parcels?|shipments?|ups|dhl|fedex|usps|sku\w*|serials?|isbn|ean|barcodes?|artikel\w*|articles?|"
    r"factur\w*|faktur\w*|fattur\w*|fatura\w*|rechnung\w*|encomendas?|rastreio|paczk\w*|przesylk\w*|kargo\w*|spedizione|sendung\w*|pak(?:et|iet)\w*)\b"
    r"|заказ|замовлен|артикул|посылк|посилк|трек|накладн|订单|单号|快递|发票|رقم الطلب|فاتور|فواتير|ऑर्डर|অর্ডার"
)
# What is said of goods that were looked up by their number.
_GOODS = re.compile(
    r"\b(?:ships?|shipped|shipping|dispatched|delivered|delivery|courier|warehouse|in stock|verschickt|versendet|geliefert|lieferung|versand|"
    r"enviado|entregado|envio|expedie|livre|livraison|spedito|consegna|wyslan\w*|dostaw\w*|kargoya|teslimat|dikirim|pengiriman|giao hang)\b|"
    r"отправлен|доставк|відправлен|发货|到货|تم الشحن|डिलीवरी|ডেলিভারি"
)
# "8R 0042", "1Z 784 9F2": letters and digits in one word are no number that anybody dials, but for letters that look
# like digits.
_IDENTIFIER = re.compile(r"(?<![^\W_])(?=[A-Z]*\d)(?=\d*[A-Z])(?![\dOISLZB|]+(?![^\W_]))[A-Z\d]{2,}(?![^\W_])")
# "i już" ends the number and says nothing of it.
_CLOSED = re.compile(rf"^[\s,.;]{{1,3}}{CLOSING}\W{{0,3}}$", re.IGNORECASE)
_QUESTION_MARK = re.compile("[?？؟]")
_PIECE = re.compile(r"\d+(?:[.,]\d+)?")
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])|\d{1,2}:[0-5]\d"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
WORDS_BEFORE, WORDS_AFTER, MOST_DIGITS, FEWEST_PARTS = 3, 5, 13, 3


def is_said(
    one: Found,
    bodies: Sequence[str],
    starts: Sequence[int],
    parts: Sequence[int],
    before: Sequence[str] = (),
    asked: Sequence[str] = (),
) -> bool:
    """Something calls the digits a number, or the messages hold next to nothing else and somebody would dial it.

    `before`: what anybody said just before the first of the messages, the nearest last; `asked`: what the other side said.
    """
    chain = fold("\n".join(bodies)).text
    if calls_a_number(chain):
        return True
    digits = (one.normalized or "").lstrip("+")
    ordered = _ORDER.search(chain) or (before and _ORDER.search(fold(before[-1]).text))
    if len(digits) > MOST_DIGITS or ordered or _IDENTIFIER.search("\n".join(bodies)):
        return False
    inside = [bodies[at][max(0, one.start - starts[at]) : max(0, one.end - starts[at])] for at in parts]
    ahead, after = _beside(one, bodies, starts, parts)
    known = (one.normalized or "").startswith("+")
    figures = not _WORD.search(" ".join(inside))
    if figures and _is_list(digits, asked, [*before[-1:], *bodies[: parts[0]], ahead]):
        return False
    if not figures:
        return known or digits[:1] == "0" or len(parts) > 2
    pure = not any(_WORD.search(text) for text in (ahead, after))
    if not pure and (not known or len(_WORD.findall(ahead)) > WORDS_BEFORE or len(_WORD.findall(after)) > WORDS_AFTER):
        return False
    if _MEASURE.search(chain.replace("\n", " ")) or ":" in ahead + after or not _plausible(inside, digits):
        return False
    return known or len(parts) > 2 or (pure and any(calls_a_number(fold(text).text) for text in before))


def is_of_a_thing(bodies: Sequence[str], before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether somebody spoke of the number of a case or an order before the digits came, or looks goods up by them at once,
    and nothing in the messages themselves calls them a number to dial."""
    if calls_a_number(fold("\n".join(bodies)).text):
        return False
    looked_up = any(_GOODS.search(fold(text).text) for text in after)
    return looked_up or any(names_a_thing(fold(text).text) for text in before)


def is_carved(
    one: Found,
    bodies: Sequence[str],
    starts: Sequence[int],
    parts: Sequence[int],
    before: Sequence[str] = (),
    asked: Sequence[str] = (),
) -> bool:
    """The same where the digits stand in sentences: all messages take part, three at least unless something calls them a
    number, somebody would dial it, and nothing near counts, measures or orders anything."""
    talk = fold("\n".join((*before, *bodies))).text
    digits = (one.normalized or "").lstrip("+")
    known = (one.normalized or "").startswith("+") and len(digits) <= MOST_DIGITS
    if not known or len(parts) < len(bodies) or (len(parts) < FEWEST_PARTS and not calls_a_number(talk)):
        return False
    if _ORDER.search(talk) or _IDENTIFIER.search("\n".join(bodies)) or _MEASURE.search(talk.replace("\n", " ")):
        return False
    inside = [bodies[at][max(0, one.start - starts[at]) : max(0, one.end - starts[at])] for at in parts]
    ahead, _ = _beside(one, bodies, starts, parts)
    # A sentence in front of the digits answers what was asked; digits alone may be the answer themselves.
    questions = [text for text in asked if _QUESTION_MARK.search(text)]
    told = len(_WORD.findall(ahead)) >= WORDS_BEFORE
    if asks_for_one(fold(ahead).text) or any(_wants_list(text) for text in asked):
        return False
    # Nobody says the figures of a list digit by digit in words.
    spoken = _WORD.search(" ".join(inside)) is not None
    if not told and not spoken and _is_list(digits, questions, [*before[-1:], ahead]):
        return False
    return spoken or _plausible(inside, digits)


def _wants_list(text: str) -> bool:
    """Whether a message asks for figures, by its sign or by its words alone: "which builds failed"."""
    plain = fold(text).text
    return (_QUESTION_MARK.search(text) is not None or asks_something_else(plain)) and asks_for_list(plain)


def _is_list(digits: str, asked: Sequence[str], above: Sequence[str]) -> bool:
    """Whether the other side asks for figures, or for anything but a number while nothing shows that these are dialled,
    or a heading stands above them."""
    questions, headings = [fold(text).text for text in asked], [fold(text).text for text in above]
    if any(asks_for_list(text) for text in questions) or any(heads_a_list(text) for text in headings):
        return True
    return digits[:1] != "0" and questions != [] and asks_something_else(questions[-1])


def _beside(one: Found, bodies: Sequence[str], starts: Sequence[int], parts: Sequence[int]) -> tuple[str, str]:
    """What stands before the number in its first message, and after it in the last."""
    before = bodies[parts[0]][: max(0, one.start - starts[parts[0]])]
    after = bodies[parts[-1]][max(0, one.end - starts[parts[-1]]) :]
    return before, _CLOSED.sub("", after)


def _plausible(inside: Sequence[str], digits: str) -> bool:
    """Whether the pieces are those of a number: no decimals, no year, no round sums, no list that goes up."""
    if all(_DATE.fullmatch(text.strip(" \n")) for text in inside):
        return False
    pieces = [piece for text in inside for piece in _PIECE.findall(text)]
    if any("." in one or "," in one or _YEAR.fullmatch(one) for one in pieces):
        return False
    if digits[:1] != "0" and pieces[0][:1] != "0" and sum(one.endswith("00") and one[0] != "0" for one in pieces) > 1:
        return False
    values = [int(one) for one in pieces]
    short = len(pieces) > 2 and pieces[0][0] != "0" and all(len(one) <= 2 for one in pieces)
    return not (short and values == sorted(values))
