"""Suites of scripts: style, server, command line, interoperability, browser."""
from __future__ import annotations

import re
import sys

from setup import build, demo
from setup.needs import BOOST, BROWSER_NEEDS, CCACHE, CLI_NEEDS, INTEROP_NEEDS, STYLE_NEEDS, build_needs
from setup.place import ROOT

from . import compiled
from .report import Counts, Suite, capture, closing_counts, say, show


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
    for first in re.findall(r"^Failed at the first try: (.*)$", output, re.MULTILINE):
        when = "passed at the second try only" if not counts.failed else "failed at the first try"
        say(f"   {when}: {first}")
    if counts.failed:
        at = output.find("\nFailed: ")
        show(name, [line for line in output[max(at, 0):].splitlines() if not line.startswith("ok ")])
    return counts


def prepare_interop() -> None:
    build.build_native()
    build.npm_install(ROOT / "tests", "the other implementations")


def run_interop() -> Counts:
    """By node's own runner; the counts are in the lines its report closes with."""
    files = sorted((ROOT / "tests" / "interop").glob("*.test.mjs"))
    code, output = capture("interop", ["node", "--test", "--test-reporter=tap", *files])
    said = dict(re.findall(r"^# (pass|fail|cancelled|skipped) (\d+)$", output, re.MULTILINE))
    passed, failed, cancelled, skipped = (int(said.get(word, 0)) for word in ("pass", "fail", "cancelled", "skipped"))
    failed = max(failed + cancelled, 1 if code or not passed else 0)
    if failed:
        show("interop", output[max(output.find("not ok"), 0):].splitlines())
    return Counts(passed, failed, skipped)


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
CLI = Suite("the command line, from outside", lambda: [*build_needs(), *CLI_NEEDS], build.build_native, run_cli)
INTEROP = Suite("other implementations of DSSE, Sigstore, JOSE", lambda: [*build_needs(), *INTEROP_NEEDS],
                prepare_interop, run_interop)
BROWSER = Suite("the console in Chromium and Firefox", lambda: [*build_needs(), *BROWSER_NEEDS, BOOST, CCACHE],
                prepare_browser, run_browser)
