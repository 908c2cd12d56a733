"""Wallet addresses: Bitcoin, Ethereum and its kin, TRON, Solana, by checksum where they have one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from stdnum import bitcoin

from auditor.lexicons.cues import cue
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
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
_WALLET = re.compile(
    r"\b(?:my|mi|meu|mein|mon|send|pay|wallet|usdt|bep ?-?20|trc ?-?20|erc ?-?20|transfer|deposit|payment|to this)\b|кошел\w*|мой"
)


# Whoever sends a wallet mistypes no letter of it; but an example, or one that was cut, is meant as one too.
_NAMED = re.compile(
    r"\b(?:usdt|trc ?-?20|bep ?-?20|tron|btc|bitcoin|wallet|address|ltc|doge|cuzdan|billetera|carteira|portefeuille|vi|dompet)\b[^\n]{0,24}$|кошел\w*[^\n]{0,12}$|波场[^\n]{0,8}$|地址[^\n]{0,8}$|محفظ\w*[^\n]{0,12}$"
)


def _mixed(address: str) -> bool:
    """Whether capitals, small letters and digits stand in it, as in every address."""
    return all(any(test(one) for one in address) for test in (str.isupper, str.islower, str.isdigit))


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Wallets in the text as it was cased: capitals belong to the checksum."""
    for one in _HEX.finditer(view.cased):
        yield _hit(view, one.start(), one.end(), one.group().lower(), "eth", 0.95)
    for one in _HEX_CUT.finditer(view.cased):
        value = re.sub(r"[^0-9a-fx]", "", one.group().lower())
        yield replace(_hit(view, one.start(), one.end(), value, "eth", 0.9), obfuscated=True)
    for pattern in (_BASE58, _BECH32):
        for one in pattern.finditer(view.cased):
            kind = _kind(one["id"])
            if kind is None and _NAMED.search(view.text[max(0, one.start() - 40) : one.start()]) and _mixed(one["id"]):
                kind = {"T": "tron", "L": "ltc", "M": "ltc", "D": "doge"}.get(one["id"][0], "btc")
            if kind is not None:
                yield _hit(
                    view,
                    one.start(),
                    one.end(),
                    one["id"].lower() if kind == "btc" and one["id"][:2].lower() == "bc" else one["id"],
                    kind,
                    0.97,
                )
    if _SOLANA_CUE.search(view.text):
        for one in _SOLANA.finditer(view.cased):
            if len(_decoded(one.group()) or b"") == 32:
                yield _hit(view, one.start(), one.end(), one.group(), "sol", 0.85)


def _hit(view: View, start: int, end: int, value: str, kind: str, confidence: float) -> Hit:
    work = _WORK.search(view.text) is not None and not (
        _WALLET.search(view.text) or cue("pay_strong").search(view.text)
    )
    return Hit(Category.CRYPTO, start, end, value, kind, confidence, False, Stance.MENTION if work else None)


def _kind(address: str) -> str | None:
    if address[0] == "T":
        return "tron" if _checked(address) else None
    if address[0] in "LMD":
        return {"L": "ltc", "M": "ltc", "D": "doge"}[address[0]] if _checked(address) else None
    return "btc" if bitcoin.is_valid(address) else None


def _checked(address: str) -> bool:
    """Whether a Base58Check address carries its own double SHA-256."""
    raw = _decoded(address)
    if raw is None or len(raw) != 25:
        return False
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def _decoded(text: str) -> bytes | None:
    number = 0
    for letter in text:
        number = number * 58 + _ALPHABET.index(letter)
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return bytes(len(text) - len(text.lstrip("1"))) + body


DETECTOR = Detector(
    name="crypto",
    category=Category.CRYPTO,
    gate=(
        r"0x[0-9a-f]{40}",
        r"0x(?:[\s._*-]{0,2}[0-9a-f]){40}",
        r"\b[13tlmd][1-9a-z]{25}",
        r"\bbc1[02-9a-z]{11}",
        r"\b(?:sol|solana|phantom)\b",
    ),
    find=find,
    finds=(
        ("send usdt to 0x52908400098527886E0F7030069857D2E4169EE7", "0x52908400098527886e0f7030069857d2e4169ee7"),
        ("eth 0x 5290840009 8527886e0f-7030069857 d2e4169ee7", "0x52908400098527886e0f7030069857d2e4169ee7"),
        ("usdt trc20 only: TQx7mVbR4kPz9WnLs2HdYe6JcUaFg3X8No", "TQx7mVbR4kPz9WnLs2HdYe6JcUaFg3X8No"),
        ("btc 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ),
    silent=(
        "0x52908400098 527886 is only a part",
        "error 0x80070057 when saving",
        "the contract at 0x52908400098527886E0F7030069857D2E4169EE7 reverts on testnet",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
    ),
)
