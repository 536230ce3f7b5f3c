"""The suites of tests/run, in the order in which they run: what is quick and tells most comes first."""
from __future__ import annotations

from . import compiled, scripted

SUITES = {
    "style": scripted.STYLE,
    "server": scripted.SERVER,
    "cli": scripted.CLI,
    "interop": scripted.INTEROP,
    "unit": compiled.UNIT,
    "wasm": compiled.WASM,
    "conformance": compiled.CONFORMANCE,
    "browser": scripted.BROWSER,
    "fuzz": compiled.FUZZ,
    "tidy": compiled.TIDY,
}
