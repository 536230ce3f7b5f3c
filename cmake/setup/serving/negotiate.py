"""What a client asks for in header fields: encodings, ranges, conditions (RFC 9110)."""
from __future__ import annotations

import re
from typing import List, Optional, Sequence, Tuple

_MOST_ITEMS = 64


def _items(value: str) -> List[str]:
    return [item.strip() for item in value.split(",")[:_MOST_ITEMS]]


def choose_encoding(accept: Optional[str], offered: Sequence[str]) -> Optional[str]:
    """The first of `offered` that the client accepts; None for the file as it is."""
    if not accept:
        return None
    weights = {}
    for item in _items(accept):
        found = re.fullmatch(r"([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?", item, re.ASCII)
        if found:
            weights[found[1].lower()] = float(found[2] or 1)
    best = [(weights.get(name, weights.get("*", 0.0)), -order, name) for order, name in enumerate(offered)]
    weight, _, name = max(best, default=(0.0, 0, ""))
    return name if weight > 0 and weight >= weights.get("identity", 0.0) else None


def matches(condition: str, etag: str) -> bool:
    """If-None-Match, by weak comparison."""
    if condition.strip() == "*":
        return True
    return any(re.sub(r"^W/", "", item) == etag for item in _items(condition))


class Unsatisfiable(ValueError):
    """A range that lies wholly outside."""


def byte_range(value: Optional[str], size: int) -> Optional[Tuple[int, int]]:
    """`bytes=a-b` -> (first, last), both inside. None for no range, several, or a malformed one: the whole is sent."""
    found = re.fullmatch(r"bytes\s*=\s*(\d{0,18})-(\d{0,18})", (value or "").strip(), re.ASCII | re.IGNORECASE)
    if not found or found[0] is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        if length == 0:
            raise Unsatisfiable
        return size - length, size - 1
    first = int(found[1])
    last = int(found[2]) if found[2] else size - 1
    if found[2] and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return first, min(last, size - 1)
