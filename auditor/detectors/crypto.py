"""Wallet addresses: Bitcoin, Ethereum and its kin, TRON, Solana, by checksum where they have one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from auditor.detectors.parts.wallets import base58, has_base58_check, has_bech32_check, has_eip55_check
from auditor.lexicons.cues import cue
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_HEX = re.compile(r"(?<![\w/])0x[0-9a-fA-F]{40}(?![0-9a-zA-Z])")
# In pieces, to be put together: forty digits in all.
_HEX_CUT = re.compile(r"(?<![\w/])0x(?=[0-9a-fA-F]*[\s._*-])(?:[\s._*-]{0,2}[0-9a-fA-F]){40}(?![0-9a-zA-Z])")
_BASE58 = re.compile(
    r"(?<![\w/+=.-])(?P<id>(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|[LMD][1-9A-HJ-NP-Za-km-z]{26,33}))(?![\w+=])"
)
_BECH32 = re.compile(r"(?<![\w/])(?P<id>bc1[02-9ac-hj-np-z]{11,71})(?!\w)", re.IGNORECASE)
_SOLANA = re.compile(r"(?<![\w/+=.-])[1-9A-HJ-NP-Za-km-z]{32,44}(?![\w+=])")
_SOLANA_CUE = re.compile(r"\b(?:sol|solana|phantom)\b")
_WORK = re.compile(
    r"\b(?:contract|contracts|token address|deployed|deploy|abi|etherscan|bscscan|tx|txn|transaction hash|hash|testnet|mainnet|sepolia|goerli|faucet|solidity|unit tests?|example|explorer|nft|mint|verify|reverts?|function|call to)\b"
)
# A coin whose contract is named is no wallet of somebody's.
_TOKEN_CONTRACT = re.compile(
    r"\b(?:usdt|usdc|busd|dai|bep ?-?20|trc ?-?20|erc ?-?20|tokens?)['’]?s? (?:smart )?(?:contract|token)\b"
)
_WALLET = re.compile(
    r"\b(?:my|mi|meu|mein|mon|send|pay|wallet|usdt|bep ?-?20|trc ?-?20|erc ?-?20|transfer|deposit|payment|to this)\b|кошел\w*|мой"
)


# Whoever sends a wallet copies it, and its check is right. One that is called a wallet and has a wrong one was mistyped, cut
# or made up: nothing can be sent there, but something was meant to be; so it is told, and hardly believed.
UNSURE = 0.4
_NAMED = re.compile(
    r"\b(?:usdt|trc ?-?20|bep ?-?20|tron|btc|bitcoin|wallet|address|ltc|doge|cuzdan|billetera|carteira|portefeuille|vi|dompet)\b[^\n]{0,24}$|кошел\w*[^\n]{0,12}$|波场[^\n]{0,8}$|地址[^\n]{0,8}$|محفظ\w*[^\n]{0,12}$"
)


# In pieces with blanks between them, behind the name of a coin or a wallet: put together, the checksum decides.
_COIN = re.compile(r"\b(?:btc|bitcoin|usdt|trc ?-?20|tron|ltc|litecoin|doge|dogecoin|wallet)\b|кошел[её]к")
_PIECES = re.compile(r"(?<![\w/+=.-])(?=[13TLMDb])[0-9A-Za-z]{1,16}(?:[ \n._*-]{1,2}[0-9A-Za-z]{1,16}){2,20}")
_PIECE = re.compile(r"[0-9A-Za-z]+")
SHORTEST, LONGEST, NEAR_LETTERS, MOST_NAMED, MOST_STARTS = 26, 62, 40, 4, 6


def _is_named(view: View, start: int) -> bool:
    return _NAMED.search(view.text[max(0, start - 40) : start]) is not None


def _mixed(address: str) -> bool:
    """Whether capitals, small letters and digits stand in it, as in every address."""
    return all(any(test(one) for one in address) for test in (str.isupper, str.islower, str.isdigit))


def _put_together(view: View) -> Iterator[tuple[int, int, str]]:
    """Wallets that are written in pieces, each with its place."""
    taken = 0
    for named in islice(_COIN.finditer(view.text), MOST_NAMED):
        at = max(taken, named.end())
        for _ in range(MOST_STARTS):
            pieces = _PIECES.search(view.cased, at, min(len(view.cased), named.end() + NEAR_LETTERS + 2 * LONGEST))
            if pieces is None or pieces.start() > named.end() + NEAR_LETTERS:
                break
            whole = ""
            first = _PIECE.match(view.cased, pieces.start())
            at = first.end() if first is not None else pieces.end()
            for one in _PIECE.finditer(view.cased, *pieces.span()):
                whole += one.group()
                if len(whole) > LONGEST:
                    break
                if len(whole) >= SHORTEST and _kind(whole) is not None:
                    taken = at = one.end()
                    yield pieces.start(), one.end(), whole
                    break


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Wallets in the text as it was cased: capitals belong to the checksum."""
    for one in _HEX.finditer(view.cased):
        checked = has_eip55_check(one.group())
        if checked or _is_named(view, one.start()) or _is_paid(view):
            yield _hit(view, one.start(), one.end(), one.group().lower(), "eth", 0.95 if checked else UNSURE)
    for one in _HEX_CUT.finditer(view.cased):
        value = re.sub(r"[^0-9a-fx]", "", one.group().lower())
        yield replace(_hit(view, one.start(), one.end(), value, "eth", 0.9), obfuscated=True)
    for pattern in (_BASE58, _BECH32):
        for one in pattern.finditer(view.cased):
            kind, sure = _kind(one["id"]), 0.97
            if kind is None and _is_named(view, one.start()) and _mixed(one["id"]):
                kind, sure = _COINS.get(one["id"][0], "btc"), UNSURE
            if kind is not None:
                yield _hit(
                    view,
                    one.start(),
                    one.end(),
                    one["id"].lower() if kind == "btc" and one["id"][:2].lower() == "bc" else one["id"],
                    kind,
                    sure,
                )
    for start, end, whole in _put_together(view):
        value = whole.lower() if whole[:2].lower() == "bc" else whole
        yield replace(_hit(view, start, end, value, _kind(whole) or "btc", 0.9), obfuscated=True)
    if _SOLANA_CUE.search(view.text):
        for one in _SOLANA.finditer(view.cased):
            if len(base58(one.group()) or b"") == 32:
                yield _hit(view, one.start(), one.end(), one.group(), "sol", 0.85)


def _is_paid(view: View) -> bool:
    if "wallet_pay" not in view.memo:
        view.memo["wallet_pay"] = cue("pay").search(view.text) is not None
    return bool(view.memo["wallet_pay"])


def _is_work(view: View) -> bool:
    """Whether the text is about contracts and tests; asked once, for a text may hold thousands of wallets."""
    if "wallet_work" not in view.memo:
        meant = _WALLET.search(_TOKEN_CONTRACT.sub("contract", view.text)) or cue("pay_strong").search(view.text)
        view.memo["wallet_work"] = _WORK.search(view.text) is not None and not meant
    return bool(view.memo["wallet_work"])


def _hit(view: View, start: int, end: int, value: str, kind: str, confidence: float) -> Hit:
    return Hit(Category.CRYPTO, start, end, value, kind, confidence, False, Stance.MENTION if _is_work(view) else None)


def _kind(address: str) -> str | None:
    """The coin of an address that carries its own check."""
    if address[:3].lower() == "bc1":
        return "btc" if has_bech32_check(address) else None
    return _COINS.get(address[0], "btc") if has_base58_check(address) else None


_COINS = {"T": "tron", "L": "ltc", "M": "ltc", "D": "doge"}


DETECTOR = Detector(
    name="crypto",
    category=Category.CRYPTO,
    gate=(
        r"0x[0-9a-f]{40}",
        r"0x(?:[\s._*-]{0,2}[0-9a-f]){40}",
        r"\b[13tlmd][1-9a-z]{25}",
        r"\bbc1[02-9a-z]{11}",
        r"(?:\b(?:btc|bitcoin|usdt|trc ?-?20|tron|ltc|litecoin|doge|dogecoin|wallet)\b|кошел[её]к)[^\x00]{0,40}[13tlmdb][0-9a-z]{0,15}(?:[ \n._*-]{1,2}[0-9a-z]{1,16}){2}",
        r"\b(?:sol|solana|phantom)\b",
    ),
    find=find,
    finds=(
        ("send usdt to 0x52908400098527886E0F7030069857D2E4169EE7", "0x52908400098527886e0f7030069857d2e4169ee7"),
        ("eth 0x 5290840009 8527886e0f-7030069857 d2e4169ee7", "0x52908400098527886e0f7030069857d2e4169ee7"),
        ("usdt trc20 only: TQx7mVbR4kPz9WnLs2HdYe6JcUaFg3X8No", "TQx7mVbR4kPz9WnLs2HdYe6JcUaFg3X8No"),
        ("btc 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        (
            "send btc to bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
            "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
        ),
        ("pay me: 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        ("BTC: 1BvB MSEY stWe tqTF n5Au 4m4G Fg7x JaNV N2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        ("btc bc1 qar0 srrr 7xfk vy5l 643l ydnw 9re5 9gtz zwf5 mdq", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        ("btc bc1 qw508 d6qej xtdg4 y5r3z arvar y0c5x w7kv8 f3t4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ),
    silent=(
        "0x52908400098 527886 is only a part",
        "error 0x80070057 when saving",
        "the contract at 0x52908400098527886E0F7030069857D2E4169EE7 reverts on testnet",
        "BTC: 1BvB MSEY stWe tqTF n5Au 4m4G Fg7x JaNV N3",
        "the wallet that shows the balance of bitcoin is done, Milestone 3 comes next",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
        "row 7 holds 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrq",
    ),
)
