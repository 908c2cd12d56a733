"""Whether a wallet's address carries its own check: Base58Check, Bech32 and Bech32m, and the capitals of EIP-55."""

from __future__ import annotations

import hashlib
from functools import lru_cache

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PLAIN, _MODIFIED = 1, 0x2BC830A3  # version 0 has the older check, Taproot (1) and all later ones the newer
# Of the hash that Ethereum took before it became a standard with another padding.
_ROTATIONS = (0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14)
_WORD = (1 << 64) - 1
_RATE, _ROUNDS = 136, 24


def base58(text: str) -> bytes | None:
    """The bytes that Base58 letters stand for, or None where one of them is no such letter."""
    number = 0
    for letter in text:
        value = _BASE58.find(letter)
        if value < 0:
            return None
        number = number * 58 + value
    return bytes(len(text) - len(text.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def has_base58_check(address: str) -> bool:
    """Whether an address ends with the beginning of its own double SHA-256."""
    raw = base58(address)
    if raw is None or len(raw) != 25:
        return False
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def has_bech32_check(address: str) -> bool:
    """Whether an address of Bitcoin that begins with bc1 carries the check of its version."""
    if address not in (address.lower(), address.upper()):
        return False
    prefix, _, data = address.lower().rpartition("1")
    values = [_BECH32.find(one) for one in data]
    if len(data) < 8 or min(values) < 0:
        return False
    check = 1
    for value in (*(ord(one) >> 5 for one in prefix), 0, *(ord(one) & 31 for one in prefix), *values):
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if top >> at & 1 else 0
    return check == (_PLAIN if values[0] == 0 else _MODIFIED)


@lru_cache(maxsize=1024)
def has_eip55_check(address: str) -> bool:
    """Whether the capitals of 0x and forty digits are those that its hash asks for; in one case alone it has no check."""
    digits = address[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    asked = _keccak(digits.lower().encode()).hex()
    return all(one.isdigit() or one.isupper() == (int(bit, 16) >= 8) for one, bit in zip(digits, asked, strict=False))


def _keccak(data: bytes) -> bytes:
    """Keccak-256 of fewer bytes than one block takes."""
    block = bytearray(data + b"\x01" + bytes(_RATE - len(data) - 1))
    block[-1] |= 0x80
    state = [int.from_bytes(block[at : at + 8], "little") for at in range(0, _RATE, 8)] + [0] * 8
    register = 1
    for _ in range(_ROUNDS):
        columns = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
        mixed = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        moved = [0] * 25
        for at in range(25):
            x, y = at % 5, at // 5
            moved[y + 5 * ((2 * x + 3 * y) % 5)] = _turned(state[at] ^ mixed[x], _ROTATIONS[at])
        state = [
            moved[at] ^ (~moved[at - at % 5 + (at + 1) % 5] & moved[at - at % 5 + (at + 2) % 5]) & _WORD
            for at in range(25)
        ]
        constant = 0
        for bit in range(7):
            constant |= (register & 1) << ((1 << bit) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        state[0] ^= constant
    return b"".join(word.to_bytes(8, "little") for word in state[:4])


def _turned(word: int, by: int) -> int:
    return (word << by | word >> 64 - by) & _WORD if by else word
