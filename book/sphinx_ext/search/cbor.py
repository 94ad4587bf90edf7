"""The little of CBOR (RFC 8949) that Pagefind's files are made of: lists, texts and numbers from 0."""

from __future__ import annotations

Value = int | str | list["Value"]

_NUMBER, _TEXT, _LIST = 0, 3, 4  # major types
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}  # what follows the first byte


def decode(data: bytes) -> Value:
    """The one value that the bytes hold; ValueError where they hold another kind, more or less."""
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes too many")
    return value


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    if at >= len(data):
        raise ValueError("bytes are missing")
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number in _SIZES:
        size = _SIZES[number]
        number = int.from_bytes(data[at : at + size], "big")
        at += size
    elif number > 24:
        raise ValueError(f"a length of kind {number}")
    if kind == _NUMBER:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind == _LIST:
        items = []
        for _ in range(number):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"a value of kind {kind}")


def encode(value: Value) -> bytes:
    """The bytes of a value, in the shortest form."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(value)) + b"".join(map(encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    mark, size = next((mark, size) for mark, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes([kind << 5 | mark]) + number.to_bytes(size, "big")
