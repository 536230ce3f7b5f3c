"""The arrows of the architecture: who may include whom."""
from __future__ import annotations

import re
from typing import Iterator, List, Optional, Tuple

from tree import ROOT, name, numbered, under

# A layer and the layers it may include. The core's folders have an order among themselves, below.
ALLOWED = {
    "core": {"core"},
    "app": {"core", "app"},
    "desk": {"core", "desk"},
    "ui": {"core", "app", "ui"},
    "platform": {"core", "platform"},
    "cli": {"core", "cli", "platform/native"},
    "main.cpp": {"core", "app", "ui", "platform"},
}
# The two borders that the platform stands on: the console's, and in the worker the desk's.
PLATFORM_MAY_ALSO = {"app/ports.hpp", "desk/job.hpp"}
# Each folder of the core stands on those before it, as the libraries of CMakeLists.txt do.
CORE_ORDER = {
    "base": set(),
    "json": {"base"},
    "bundle": {"base", "json"},
    "policy": {"base", "json"},
    "clock": {"base", "json", "bundle", "policy"},
    "decision": {"base", "json", "bundle", "policy"},
    "review": {"base", "json", "bundle", "policy", "clock", "decision"},
}
# Libraries from outside and the layers that may know them.
LIBRARIES = {
    "nlohmann": {"core", "app", "desk", "platform", "cli"},
    "imgui": {"ui", "platform", "main.cpp"},
    "emscripten": {"platform/web"},
    "GLES3": {"platform/web"},
    "openssl": {"platform/native", "cli"},
    "zlib.h": {"platform/native", "cli"},
    "fmt": {"platform/native", "cli"},
}
_INCLUDE = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')


def layer_of(path: str) -> str:
    """`platform/web/x.hpp` -> `platform/web`, `core/json/json.hpp` -> `core`, `main.cpp` -> `main.cpp`."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "platform" and len(parts) > 2 else parts[0]


def _contains(layers, layer: str) -> bool:
    return layer in layers or layer.split("/")[0] in layers


def fault(source: str, included: str) -> Optional[str]:
    """Why `source` may not include `included` (both as written below src/); None when it may."""
    layer, top = layer_of(source), included.split("/")[0]
    own = layer.split("/")[0]
    if own not in ALLOWED:
        return f"src/{own} is no layer of the architecture"
    if top in ALLOWED:
        if own == "platform" and included in PLATFORM_MAY_ALSO:
            return None
        target = layer_of(included)
        if own == "platform" and target.startswith("platform") and target not in (layer, "platform"):
            return f"{layer} includes {target}"
        if not _contains(ALLOWED[own], target):
            return f"{layer} may not include {target}"
        if own == "core" and source.count("/") > 1 and included.count("/") > 1:
            folder, below = source.split("/")[1], included.split("/")[1]
            if folder != below and folder in CORE_ORDER and below not in CORE_ORDER[folder]:
                return f"core/{folder} may not include core/{below}"
        return None
    library = next((known for known in LIBRARIES if included == known or top == known or top.startswith(known + "_")
                    or top.startswith(known + ".") or top.startswith(known + "/")), None)
    if library:
        return None if _contains(LIBRARIES[library], layer) else f"{layer} may not know {library}"
    if own == "core" and ("/" in included or "." in included):
        return f"the core knows only itself, nlohmann and the standard library, not {included}"
    return None


def includes(path) -> Iterator[Tuple[int, str]]:
    for number, line in numbered(path):
        found = _INCLUDE.match(line)
        if found:
            yield number, found[1]


def check() -> List[str]:
    problems = []
    for path in under("src", suffixes=(".cpp", ".hpp", ".h", ".inl")):
        source = path.relative_to(ROOT / "src").as_posix()
        for number, included in includes(path):
            if (path.parent / included).is_file() and "/" not in included:
                full = (path.parent / included).relative_to(ROOT / "src").as_posix()
                problems.append(f"{name(path)}:{number}: include it as <{full}>")
                continue
            why = fault(source, included)
            if why:
                problems.append(f"{name(path)}:{number}: {why}")
        if layer_of(source) != "platform/web":
            for number, line in numbered(path):
                if "emscripten" in line.lower() or "EM_JS" in line or "EM_ASM" in line:
                    problems.append(f"{name(path)}:{number}: browser code outside of src/platform/web")
    return problems


def self_check() -> List[str]:
    """The rule itself: what must be refused is, what must pass does."""
    refused = [("core/json/json.cpp", "app/state.hpp"), ("core/base/time.hpp", "core/json/json.hpp"),
               ("ui/frame.cpp", "platform/web/text.hpp"), ("app/update.cpp", "ui/theme.hpp"),
               ("platform/web/text.cpp", "app/state.hpp"), ("platform/web/a.cpp", "platform/native/b.hpp"),
               ("cli/pack.cpp", "app/state.hpp"), ("cli/pack.cpp", "platform/web/text.hpp"),
               ("core/json/json.cpp", "openssl/evp.h"), ("core/json/json.cpp", "unistd.h"),
               ("app/route.cpp", "emscripten.h"), ("ui/frame.cpp", "GLES3/gl3.h"),
               ("app/state.hpp", "imgui.h"), ("elsewhere/a.cpp", "vector"), ("app/update.cpp", "desk/job.hpp"),
               ("desk/job.cpp", "app/ports.hpp"), ("desk/job.cpp", "emscripten.h"),
               ("platform/web/desk/worker.cpp", "desk/packs.hpp")]
    passing = [("core/json/json.cpp", "nlohmann/json.hpp"), ("core/json/json.cpp", "core/base/result.hpp"),
               ("core/base/time.cpp", "vector"), ("platform/web/text.cpp", "app/ports.hpp"),
               ("platform/web/gl.cpp", "emscripten/html5.h"), ("cli/pack.cpp", "platform/native/crypto.hpp"),
               ("main.cpp", "platform/web/text.hpp"), ("main.cpp", "ui/frame.hpp"),
               ("desk/job.cpp", "core/json/fields.hpp"), ("platform/web/desk/worker.cpp", "desk/job.hpp"),
               ("ui/frame.cpp", "imgui.h"), ("ui/frame.cpp", "imgui_internal.h")]
    return [f"the layering rule lets {a} include {b}" for a, b in refused if not fault(a, b)] + \
           [f"the layering rule forbids {a} to include {b}: {fault(a, b)}" for a, b in passing if fault(a, b)]
