"""The project's own files: what git tracks, and what it would track."""
from __future__ import annotations

import functools
import subprocess
from pathlib import Path
from typing import List

ROOT = Path(__file__).resolve().parents[2]


@functools.lru_cache(maxsize=None)
def files() -> List[Path]:
    said = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                          stdout=subprocess.PIPE).stdout
    found = {ROOT / name.decode("utf-8", "surrogateescape") for name in said.split(b"\0") if name}
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def under(*folders: str, suffixes: tuple = ()) -> List[Path]:
    roots = [ROOT / folder for folder in folders]
    return [path for path in files() if any(root == path or root in path.parents for root in roots)
            and (not suffixes or path.suffix in suffixes)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.lru_cache(maxsize=None)
def text(path: Path) -> str:
    """The file's text; empty for a binary one."""
    data = path.read_bytes()
    return "" if b"\0" in data[:8192] else data.decode("utf-8", "replace")


def numbered(path: Path):
    return enumerate(text(path).split("\n"), 1)
