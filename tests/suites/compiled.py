"""Suites of compiled programs: unit tests natively, under sanitizers and as WebAssembly; conformance; fuzzing; tidy."""
from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List

from setup import build, demo
from setup.needs import BOOST, CCACHE, EMSCRIPTEN_NEEDS, FUZZ_NEEDS, TIDY_NEEDS, build_needs
from setup.place import BUILD, BUNDLES, CASEMENT, ROOT

from .report import LOGS, Counts, Suite, capture, closing_counts, say, show

DATA = ROOT.parent / "shared" / "data"
FUZZ_S = 20
SANITIZERS = {"ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1", "UBSAN_OPTIONS": "print_stacktrace=1"}


def _native_needs():
    web_only = {need.package for need in EMSCRIPTEN_NEEDS} | {"nodejs", "npm", "brotli"}
    return [need for need in build_needs() if need.package not in web_only] + [BOOST, CCACHE]


def _all_needs():
    return [*build_needs(), BOOST, CCACHE]


WITH_TESTS = ["-DCASEMENT_TESTS=ON"]


def prepare_unit() -> None:
    build.cmake("native", "the tests", WITH_TESTS)
    build.cmake("native-asan", "the tests under ASan and UBSan")


def prepare_wasm() -> None:
    build.build_native()
    demo.pack_all()
    build.cmake("native", "the program that prints the demo's bytes", WITH_TESTS, ["demo_bytes"])
    build.npm_install(ROOT / "web", "the icon font")
    build.cmake("web-test", "the tests and the audited console as WebAssembly")


def run_ctest(preset: str) -> Counts:
    """Counts test cases, not programs. ctest puts `N: ` before each line of program N."""
    _, output = capture(f"ctest-{preset}", ["ctest", "--test-dir", BUILD / preset, "-V", "--timeout", "300"],
                        env=SANITIZERS)
    lines: Dict[str, List[str]] = {}
    for number, line in re.findall(r"^(\d+): (.*)$", output, re.MULTILINE):
        lines.setdefault(number, []).append(line)
    total = Counts()
    for number, name, verdict in re.findall(r"Test +#(\d+): (\S+) \.*\W*(Passed|.*)", output):
        counts = _boost_counts(lines.get(number, []), verdict.startswith("Passed"))
        if counts.failed:
            problems = [line for line in lines.get(number, []) if re.search(r"error|runtime|ERROR|#\d+ 0x", line)]
            say(f"   {preset}: {name}: {verdict.strip()}")
            show(f"ctest-{preset}", problems or lines.get(number, [])[-20:])
        total += counts
    if not lines:
        show(f"ctest-{preset}", output.splitlines()[-20:])
        return Counts(failed=1)
    return total


def _boost_counts(lines: List[str], passed: bool) -> Counts:
    text = "\n".join(lines)
    cases = sum(map(int, re.findall(r"^Running (\d+) test cases?", text, re.MULTILINE)))
    skipped = min(cases, len(re.findall(r"^skipped: ", text, re.MULTILINE)))
    if passed:
        return Counts(cases - skipped, 0, skipped)
    failed = len(set(re.findall(r'error: in "([^"]+)"', text))) or 1
    # A program that died says nothing of the cases it did not reach: none of them counts as passed.
    finished = "*** " in text and "failure" in text
    return Counts(max(0, cases - failed - skipped) if finished else 0, failed, skipped)


def run_wasm() -> Counts:
    return run_ctest("web-test") + same_bytes()


def same_bytes() -> Counts:
    """Both worlds canonicalise and derive every demo case and every test of every pack; what they print must be the
    same to the byte."""
    cases = []
    for shard in sorted(BUNDLES.glob("*/cases/*.jsonl.gz")):
        plain = LOGS / f"{shard.parent.parent.name}-{shard.stem}"
        plain.write_bytes(gzip.decompress(shard.read_bytes()))
        cases.append(plain)
    demo_folder = ROOT / "web" / "demo"
    packs = sorted((ROOT / "policies").glob("*@*.json"))
    expected = [demo_folder / "expected.jsonl", *sorted(demo_folder.glob("*/expected/*.jsonl"))]
    arguments = [*packs, "--", *expected, "--", *cases]
    native = capture("bytes-native", [BUILD / "native" / "demo_bytes", *arguments])
    wasm = capture("bytes-wasm", ["node", BUILD / "web-test" / "demo_bytes.js", *arguments])
    if native != wasm or native[0]:
        show("bytes-wasm", ["the native and the WebAssembly build print different bytes", *wasm[1].splitlines()[-3:],
                            *native[1].splitlines()[-3:]])
        return Counts(failed=1)
    say(f"   the same bytes in both worlds: {native[1].splitlines()[-1]}")
    return Counts(passed=1)


def run_unit() -> Counts:
    return run_ctest("native") + run_ctest("native-asan")


def prepare_conformance() -> None:
    build.cmake("native", "the conformance runner", WITH_TESTS, ["conformance"])


FOREIGN = [("json-parsing", "json/parsing"), ("jcs", "jcs"), ("jcs-numbers", "jcs/es6testfile-10k.txt"),
           ("jsonlogic", "jsonlogic/suite.json"), ("jsonlogic", "jsonlogic/original-tests.json"),
           ("wycheproof-ed25519", "wycheproof/*ed25519_test.json"),
           ("wycheproof-p256", "wycheproof/*ecdsa_secp256r1_*_test.json"),
           ("wycheproof-jwk", "wycheproof/*json_web_key_test.json"),
           ("wycheproof-jwk", "wycheproof/*json_web_signature_test.json")]


def _conform(kind: str, path: Path) -> Counts:
    name = f"conformance-{kind}-{path.stem}"
    code, output = capture(name, [BUILD / "native" / "conformance", kind, path])
    counts = closing_counts(code, output)
    say(f"   {kind} {path.name}: {counts}")
    if counts.failed:
        show(name, output.splitlines()[-20:])
    return counts


def run_conformance() -> Counts:
    example = _conform("dsse-example", ROOT / "tests" / "vectors" / "dsse-example.json")
    if not DATA.is_dir():
        say("   skipped: the foreign suites are not beside this checkout")
        return example + Counts(skipped=1)
    return example + _run_foreign()


def _run_foreign() -> Counts:
    total = Counts()
    for kind, where in FOREIGN:
        found = sorted(DATA.glob(where))
        if not found:
            say(f"   skipped: {where} is not there")
            total += Counts(skipped=1)
        total += sum((_conform(kind, path) for path in found), Counts())
    return total


def prepare_fuzz() -> None:
    build.cmake("native-asan", "the fuzz targets")


def run_fuzz() -> Counts:
    targets = sorted(path for path in (BUILD / "native-asan").glob("fuzz_*") if path.is_file())
    with ThreadPoolExecutor(max_workers=2) as pool:
        return sum(pool.map(_fuzz, targets), Counts()) if targets else Counts(failed=1)


def _fuzz(target: Path) -> Counts:
    name = target.name[len("fuzz_"):]
    found = BUILD / "fuzz-corpus" / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = [path for path in [ROOT / "tests" / "fuzz" / "corpus" / name] if path.is_dir()]
    command = [target, f"-max_total_time={FUZZ_S}", "-timeout=5", "-rss_limit_mb=2048", "-print_final_stats=1",
               f"-artifact_prefix={LOGS}/fuzz-{name}-", found, *seeds]
    code, output = capture(f"fuzz-{name}", command, timeout_s=FUZZ_S * 6)
    runs = re.search(r"number_of_executed_units: (\d+)", output)
    say(f"   {name}: {runs[1] if runs else 'no'} executions")
    if code:
        show(f"fuzz-{name}", output.splitlines()[-30:])
    return Counts(failed=1) if code else Counts(passed=1)


def prepare_tidy() -> None:
    build.configure("native", "the core", WITH_TESTS)  # it reads how each file is compiled, and no more


def run_tidy() -> Counts:
    sources = sorted((ROOT / "src" / "core").rglob("*.cpp"))

    def tidy(source: Path) -> Counts:
        name = "tidy-" + "-".join(source.relative_to(ROOT / "src").with_suffix("").parts)
        code, output = capture(name, ["clang-tidy-19", "-p", BUILD / "native", "--quiet", "--warnings-as-errors=*",
                                      source], timeout_s=300)
        if code:
            show(name, [line for line in output.splitlines() if ": error:" in line or ": warning:" in line])
        return Counts(failed=1) if code else Counts(passed=1)

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sum(pool.map(tidy, sources), Counts())


UNIT = Suite("Boost.Test natively, then under ASan and UBSan", _native_needs, prepare_unit, run_unit)
WASM = Suite("the same tests as WebAssembly under node", _all_needs, prepare_wasm, run_wasm)
CONFORMANCE = Suite("suites that others wrote", _native_needs, prepare_conformance, run_conformance)
FUZZ = Suite(f"each fuzz target for {FUZZ_S} s", lambda: [*_native_needs(), *FUZZ_NEEDS], prepare_fuzz, run_fuzz)
TIDY = Suite("clang-tidy over the core", lambda: [*_native_needs(), *TIDY_NEEDS], prepare_tidy, run_tidy)
