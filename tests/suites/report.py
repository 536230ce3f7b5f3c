"""What a suite is and what it reports."""
from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Optional, Sequence, Tuple

from setup.place import BUILD, ROOT, SetupError
from setup.steps import say, shown  # noqa: F401  (say is for the suites)

LOGS = BUILD / "test-logs"
_SHOWN_LINES = 60


@dataclass(frozen=True)
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


@dataclass(frozen=True)
class Suite:
    what: str
    needs: Callable[[], Sequence]
    prepare: Callable[[], None]
    run: Callable[[], Counts]


def capture(name: str, command: Sequence[object], *, cwd: Path = ROOT, env: Optional[Mapping[str, str]] = None,
            timeout_s: float = 1800) -> Tuple[int, str]:
    """Runs `command` with all its output in build/test-logs/NAME.log; returns its exit code and output."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    words = [str(word) for word in command]
    with open(log, "wb") as out:
        try:
            code = subprocess.run(words, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                  stdout=out, stderr=subprocess.STDOUT, timeout=timeout_s).returncode
        except subprocess.TimeoutExpired:
            out.write(f"\nended: took longer than {timeout_s:.0f} s\n".encode())
            code = 124
        except OSError as error:
            raise SetupError(f"Cannot run {words[0]}: {error.strerror}") from None
    return code, log.read_text("utf-8", "replace")


def show(name: str, lines: Sequence[str]) -> None:
    """The part of a failure worth reading at once; the rest is in the log."""
    for line in lines[:_SHOWN_LINES]:
        say(f"   {line}")
    if len(lines) > _SHOWN_LINES:
        say(f"   … and {len(lines) - _SHOWN_LINES} lines more")
    say(f"   the whole output is in {shown(LOGS / (name + '.log'))}")


_CLOSING = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE)


def closing_counts(code: int, output: str) -> Counts:
    """The counts of the last `N passed, N failed` line; a program that ends badly without one has failed once."""
    found = list(_CLOSING.finditer(output))
    if not found:
        return Counts(failed=1)
    passed, failed, skipped = (int(number or 0) for number in found[-1].groups())
    return Counts(passed, max(failed, 1 if code else 0), skipped)
