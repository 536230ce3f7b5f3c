"""From the target of a request to an open file inside a root, and to its digest."""
from __future__ import annotations

import hashlib
import os
import re
import stat
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Dict, List, Optional, Tuple
from urllib.parse import unquote_to_bytes

_LONGEST_PATH = 2048
_LONGEST_SEGMENT = 255
# A plain name: no control character, no separator of any system, no escape left over, not hidden, not "." or "..".
_SEGMENT = re.compile(r"[^\x00-\x1f\x7f-\x9f/\\:%.][^\x00-\x1f\x7f-\x9f/\\:%]*")


class BadTarget(ValueError):
    """The target is no valid request target."""


def split_target(target: str) -> Optional[Tuple[List[str], bool]]:
    """The target's path as decoded segments, and whether it ends in a slash; None for what is never served: a path
    that climbs, hides, or says different things to different readers. Raises BadTarget when it is malformed."""
    absolute = re.match(r"https?://[^/?#]*", target, re.IGNORECASE)
    if absolute:
        target = target[absolute.end():] or "/"
    path = target.split("?", 1)[0]
    if not path.startswith("/") or "#" in target or re.search(r"%(?![0-9A-Fa-f]{2})", path):
        raise BadTarget(target)
    if len(path) > _LONGEST_PATH:
        return None
    try:
        # Split first: an escaped slash is part of a name, and no name has one.
        segments = [unquote_to_bytes(segment).decode("utf-8") for segment in path[1:].split("/")]
    except UnicodeDecodeError:
        return None
    is_folder = segments[-1] == ""
    if is_folder:
        segments.pop()
    for segment in segments:
        if not _SEGMENT.fullmatch(segment) or len(segment.encode("utf-8")) > _LONGEST_SEGMENT:
            return None
    return segments, is_folder


@dataclass
class OpenFile:
    stream: BinaryIO
    path: Path
    size: int
    mtime_ns: int
    identity: Tuple[int, int, int, int]


def open_inside(root: Path, segments: List[str]) -> Optional[OpenFile]:
    """A regular file under `root`, with every symbolic link resolved and still inside; None otherwise."""
    try:
        base = root.resolve(strict=True)
        path = base.joinpath(*segments).resolve(strict=True)
        if base not in path.parents:
            return None
        # O_NONBLOCK: opening a pipe must not wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError, RuntimeError):
        return None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        return None
    return OpenFile(os.fdopen(descriptor, "rb"), path, found.st_size, found.st_mtime_ns,
                    (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns))


class Digests:
    """SHA-256 of files, remembered as long as a file keeps its size and time."""
    _MOST = 10_000

    def __init__(self) -> None:
        self._known: Dict[Tuple[int, int, int, int], str] = {}
        self._lock = threading.Lock()

    def of(self, file: OpenFile) -> str:
        with self._lock:
            known = self._known.get(file.identity)
        if known:
            return known
        digest = hashlib.sha256()
        file.stream.seek(0)
        for piece in iter(lambda: file.stream.read(1 << 20), b""):
            digest.update(piece)
        with self._lock:
            if len(self._known) >= self._MOST:
                self._known.clear()
            self._known[file.identity] = digest.hexdigest()
        return digest.hexdigest()
