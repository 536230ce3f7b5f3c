"""The builds, each skipped when nothing it reads has changed since it last succeeded."""
from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from pathlib import Path
from typing import Iterator, Sequence

from .assets import precompress
from .place import BUILD, CASEMENT, ROOT, SERVED, SetupError
from .steps import Progress, log_path, run, say

SOURCES = ("src", "web", "shaders", "policies", "cmake", "CMakeLists.txt", "CMakePresets.json")
_SKIPPED = {"node_modules", "__pycache__", "demo"}


def state_of(paths: Sequence[Path]) -> str:
    """A digest over names, sizes and times: enough to see a change, cheap enough for every start."""
    digest = hashlib.sha256()

    def add(path: str) -> None:
        try:
            found = os.stat(path)
        except OSError:
            digest.update(f"{path} gone\n".encode("utf-8", "surrogateescape"))
            return
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))

    for path in paths:
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(set(folders) - _SKIPPED)
                for file in sorted(files):
                    add(os.path.join(folder, file))
        else:
            add(str(path))
    return digest.hexdigest()


def source_state() -> str:
    return state_of([ROOT / name for name in SOURCES])


class Stamp:
    """The state in which something was last made."""

    def __init__(self, name: str, *outputs: Path) -> None:
        self.path = BUILD / f".made-{name}"
        self.outputs = outputs

    def matches(self, state: str) -> bool:
        try:
            return self.path.read_text() == state and all(output.exists() for output in self.outputs)
        except OSError:
            return False

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)

    def set(self, state: str) -> None:
        for output in self.outputs:
            if not output.exists():
                raise SetupError(f"The build ended well and did not make {output.relative_to(ROOT)}")
        self.path.write_text(state)


WEB = Stamp("web", SERVED / "index.html")
NATIVE = Stamp("native", CASEMENT)


@contextlib.contextmanager
def lock() -> Iterator[None]:
    """One build at a time in one checkout: a second one waits and says so."""
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another build is running in this checkout; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def npm_install(folder: Path, what: str) -> None:
    """`npm ci` in `folder`, once per lock file. Nothing a package brings is run."""
    lock_file = folder / "package-lock.json"
    wanted = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    mark = folder / "node_modules" / ".casement"
    if mark.exists() and mark.read_text() == wanted:
        return
    run(f"Fetching {what}", ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        log_path(f"npm-{folder.name}"), cwd=folder)
    mark.write_text(wanted)


def configure(preset: str, title: str, options: Sequence[str] = ()) -> None:
    run(f"Configuring {title}", ["cmake", "--preset", preset, *options], log_path(f"build-{preset}"))


def cmake(preset: str, title: str, options: Sequence[str] = (), targets: Sequence[str] = ()) -> None:
    """Configures and builds one preset: the targets named, or all."""
    configure(preset, title, options)
    chosen = ["--target", *targets] if targets else []
    run(f"Building {title}", ["cmake", "--build", "--preset", preset, *chosen], log_path(f"build-{preset}"),
        append=True)


def build_web() -> None:
    state = source_state()
    if WEB.matches(state):
        return
    WEB.clear()
    npm_install(ROOT / "web", "the icon font")
    cmake("web", "the console")
    progress = Progress("Compressing what is served")
    precompress(SERVED)
    progress.done()
    WEB.set(state)


def build_native() -> None:
    state = source_state()
    if NATIVE.matches(state):
        return
    NATIVE.clear()
    # A tree that tests/run configured keeps its tests; a fresh one does not need Boost.
    fresh = not (BUILD / "native" / "CMakeCache.txt").exists()
    cmake("native", "the command line", ["-DCASEMENT_TESTS=OFF"] if fresh else [], ["casement"])
    NATIVE.set(state)


def is_built() -> bool:
    state = source_state()
    return WEB.matches(state) and NATIVE.matches(state)
