"""Suites of scripts: style, server, browser."""
from __future__ import annotations

import re
import sys

from setup import build, demo
from setup.needs import BOOST, BROWSER_NEEDS, CCACHE, STYLE_NEEDS, build_needs
from setup.place import ROOT

from . import compiled
from .report import Counts, Suite, capture, closing_counts, show


def prepare_served() -> None:
    build.build_native()
    build.build_web()
    demo.pack_all()


def prepare_browser() -> None:
    prepare_served()
    compiled.prepare_wasm()
    build.npm_install(ROOT / "tests", "what drives the browsers")


def run_style() -> Counts:
    return _run_counting("style", [sys.executable, ROOT / "tests" / "style" / "run.py"])


def run_browser() -> Counts:
    return _run_counting("browser", ["node", ROOT / "tests" / "browser" / "run.mjs"])


def _run_counting(name: str, command) -> Counts:
    code, output = capture(name, command)
    counts = closing_counts(code, output)
    if counts.failed:
        show(name, [line for line in output.splitlines() if not line.startswith("ok ")])
    return counts


def run_cli() -> Counts:
    return _run_unittest("cli")


def run_server() -> Counts:
    return _run_unittest("server")


def _run_unittest(name: str) -> Counts:
    folder = ROOT / "tests" / name
    code, output = capture(name, [sys.executable, "-m", "unittest", "discover", "-v", "-s", folder, "-t", folder])
    ran = re.search(r"^Ran (\d+) tests?", output, re.MULTILINE)
    closing = output[ran.end():] if ran else ""
    failed = sum(int(count) for count in re.findall(r"(?:failures|errors|unexpected successes)=(\d+)", closing))
    skipped = sum(int(count) for count in re.findall(r"skipped=(\d+)", closing))
    failed = max(failed, 1 if code or not ran else 0)
    if failed:
        at = output.find("=" * 70)
        show(name, output[max(at, 0):].splitlines())
    return Counts(max(0, int(ran[1]) - failed - skipped) if ran else 0, failed, skipped)


STYLE = Suite("format, layering, copy, documents", lambda: STYLE_NEEDS, lambda: None, run_style)
SERVER = Suite("the real serve.py, from outside", build_needs, prepare_served, run_server)
CLI = Suite("the command line, from outside", build_needs, build.build_native, run_cli)
BROWSER = Suite("the console in Chromium and Firefox", lambda: [*build_needs(), *BROWSER_NEEDS, BOOST, CCACHE],
                prepare_browser, run_browser)
