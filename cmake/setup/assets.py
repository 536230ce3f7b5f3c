"""Precompressed copies beside what is served: NAME.br and NAME.gz, as old as NAME itself, where they are smaller."""
from __future__ import annotations

import gzip
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import List

COMPRESSIBLE = {".html", ".css", ".js", ".mjs", ".wasm", ".json", ".webmanifest", ".svg", ".txt", ".ttf", ".otf"}
ENCODINGS = {".br": "br", ".gz": "gzip"}  # in order of preference
_SMALLEST = 256


def is_current(variant: Path, source: Path) -> bool:
    """A copy carries its source's time, so a source that was changed in either direction makes it stale."""
    try:
        return variant.stat().st_mtime_ns == source.stat().st_mtime_ns
    except OSError:
        return False


def precompress(folder: Path) -> int:
    """Makes what is missing or stale and removes copies without a source; returns how many were made."""
    wanted: List[Path] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        if path.suffix in ENCODINGS and path.with_suffix("").suffix in COMPRESSIBLE:
            if not path.with_suffix("").exists():
                path.unlink()
        elif path.suffix in COMPRESSIBLE and path.stat().st_size >= _SMALLEST:
            wanted += [path.with_name(path.name + suffix) for suffix in ENCODINGS]
    stale = [variant for variant in wanted if not is_current(variant, variant.with_suffix(""))]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return sum(pool.map(_compress, stale))


def _compress(variant: Path) -> bool:
    source = variant.with_suffix("")
    staged = variant.with_name(variant.name + ".new")
    if variant.suffix == ".br":
        subprocess.run(["brotli", "-q", "11", "-w", "24", "-f", "-o", str(staged), str(source)], check=True)
    else:
        staged.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
    before = source.stat()
    if staged.stat().st_size >= before.st_size:
        staged.unlink()
        variant.unlink(missing_ok=True)
        return False
    os.utime(staged, ns=(before.st_atime_ns, before.st_mtime_ns))
    staged.replace(variant)
    return True
