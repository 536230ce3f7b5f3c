"""Runs one long command at a time: all its output goes to a log, its progress to the person."""
from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Mapping, Optional, Sequence

from .place import LOGS, ROOT, SetupError

_COUNT = re.compile(r"\[(\d+)/(\d+)\]\s*(.*)")
_PLAIN_EVERY_S = 5.0
_TAIL_LINES = 25
_MOST_ERRORS = 10


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Progress:
    """One line, kept up to date on a terminal; a line now and then elsewhere."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.started = self.shown = time.monotonic()
        self.live = sys.stderr.isatty()
        if self.live:
            self._draw("")
        else:
            say(f"{title} …")

    def update(self, line: str) -> None:
        count = _COUNT.match(line)
        now = time.monotonic()
        if self.live:
            if now - self.shown > 0.05:
                self.shown = now
                self._draw(f"[{count[1]}/{count[2]}] {_subject(count[3])}" if count else line)
        elif count and (now - self.shown > _PLAIN_EVERY_S):
            self.shown = now
            say(f"  [{count[1]}/{count[2]}] {_subject(count[3])}")

    def done(self) -> None:
        text = f"{self.title}: {time.monotonic() - self.started:.1f} s"
        if self.live:
            sys.stderr.write(f"\r\x1b[K{text}\n")
            sys.stderr.flush()
        else:
            say(f"  {time.monotonic() - self.started:.1f} s")

    def failed(self) -> None:
        if self.live:
            sys.stderr.write("\r\x1b[K")

    def _draw(self, detail: str) -> None:
        try:
            width = os.get_terminal_size(sys.stderr.fileno()).columns
        except OSError:
            width = 80
        text = f"{self.title} … {detail}"
        sys.stderr.write("\r\x1b[K" + text[: max(20, width - 1)])
        sys.stderr.flush()


def _subject(action: str) -> str:
    """`Building CXX object CMakeFiles/casement_json.dir/src/core/json/json.cpp.o` -> `src/core/json/json.cpp`."""
    path = re.search(r"\.dir/(\S+?)\.o$", action)
    return path[1] if path else action


def log_path(name: str, folder: Path = LOGS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def run(title: str, command: Sequence[object], log: Path, *, env: Optional[Mapping[str, str]] = None,
        cwd: Path = ROOT, append: bool = False, reader: Callable[[str], str] = str) -> None:
    """Runs `command`; raises SetupError with the last lines of its output when it fails. `reader` may turn a line of it
    into the form in which progress is understood: `[n/m] what`."""
    words = [str(word) for word in command]
    progress = Progress(title)
    with open(log, "ab" if append else "wb") as out:
        out.write(("$ " + " ".join(words) + "\n").encode())
        try:
            child = subprocess.Popen(words, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except OSError as error:
            progress.failed()
            raise SetupError(f"{title}: cannot run {words[0]}: {error.strerror}") from None
        assert child.stdout
        try:
            for raw in child.stdout:
                out.write(raw)
                line = raw.decode("utf-8", "replace").rstrip()
                if line:
                    progress.update(reader(line))
            code = child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise
    if code:
        progress.failed()
        raise SetupError(f"{reasons(log)}\n\n{title} failed (exit {code}); the whole output is in {shown(log)}")
    progress.done()


def reasons(log: Path) -> str:
    """The lines of a failed step's log that say why: a compiler's errors, which may stand far above, and the last."""
    lines = log.read_text("utf-8", "replace").splitlines()
    errors = [line for line in lines[:-_TAIL_LINES] if re.search(r"\berror:|\bCMake Error|^E: ", line)]
    return "\n".join(errors[:_MOST_ERRORS] + lines[-_TAIL_LINES:])


def shown(path: Path) -> str:
    """A path as a person at the project's root would type it."""
    try:
        return str(path.relative_to(ROOT))
    except ValueError:
        return str(path)
