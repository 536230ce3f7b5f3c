"""What this machine must have, why, and how it gets there."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, List, Sequence, Tuple

from .place import SetupError
from .steps import log_path, run, say


@dataclass(frozen=True)
class Need:
    """One Debian package. It counts as present when one of `commands` is on PATH, or one of `files` exists, or, with
    neither given, when dpkg says it is installed: a tool that came another way is as good."""
    package: str
    why: str
    commands: Tuple[str, ...] = ()
    files: Tuple[str, ...] = ()

    def present(self, installed: Iterable[str]) -> bool:
        if self.commands or self.files:
            return any(map(shutil.which, self.commands)) or any(Path(file).exists() for file in self.files)
        return self.package in installed


EMSCRIPTEN_NEEDS = (
    Need("clang-19", "compiles C++ to WebAssembly, under Emscripten", commands=("clang-19",)),
    Need("lld-19", "links WebAssembly", commands=("wasm-ld-19",)),
    Need("llvm-19", "Emscripten's object tools", commands=("llvm-ar-19",)),
)
BUILD_NEEDS = (
    Need("g++", "builds the command line", commands=("g++", "c++",)),
    Need("cmake", "the build", commands=("cmake",)),
    Need("ninja-build", "the build", commands=("ninja",)),
    Need("nlohmann-json3-dev", "reads JSON", files=("/usr/include/nlohmann/json.hpp",)),
    Need("libssl-dev", "keys and signatures of the command line", files=("/usr/include/openssl/evp.h",)),
    Need("zlib1g-dev", "compressed case shards", files=("/usr/include/zlib.h",)),
    Need("libfmt-dev", "text of the command line", files=("/usr/include/fmt/format.h",)),
    Need("nodejs", "Emscripten runs on it", commands=("node",)),
    Need("npm", "brings the icon font", commands=("npm",)),
    Need("ca-certificates", "npm checks who it talks to", files=("/etc/ssl/certs/ca-certificates.crt",)),
    Need("xz-utils", "unpacks Dear ImGui and Emscripten", commands=("xz",)),
    Need("brotli", "compresses what is served", commands=("brotli",)),
    Need("fonts-inter", "the interface's type", files=("/usr/share/fonts/opentype/inter",)),
    Need("fonts-jetbrains-mono", "type for ids and digests", files=("/usr/share/fonts/truetype/jetbrains-mono",)),
)
BOOST = Need("libboost-dev", "Boost.Test, header only", files=("/usr/include/boost/test/included/unit_test.hpp",))
CCACHE = Need("ccache", "rebuilds in a fraction of the time", commands=("ccache",))
FUZZ_NEEDS = (
    EMSCRIPTEN_NEEDS[0],
    Need("libclang-rt-19-dev", "libFuzzer and the sanitizers of clang"),
)
STYLE_NEEDS = (
    Need("git", "lists the project's own files", commands=("git",)),
    Need("clang-format-19", "checks the format", commands=("clang-format-19",)),
)
TIDY_NEEDS = (Need("clang-tidy-19", "static checks of the core", commands=("clang-tidy-19",)),)
OPENSSL = Need("openssl", "checks signatures independently", commands=("openssl",))
CLI_NEEDS = (OPENSSL, Need("jq", "what docs/verify.sh reads JSON with", commands=("jq",)))
INTEROP_NEEDS = (OPENSSL,)
BROWSER_NEEDS = (
    Need("chromium", "drives the console", commands=("chromium",)),
    Need("firefox-esr", "drives the console", commands=("firefox-esr",)),
    Need("xvfb", "a screen for Firefox, which has no WebGL2 without one", commands=("Xvfb",)),
    Need("libgl1-mesa-dri", "WebGL2 in software"),
    Need("libegl1", "WebGL2 in software"),
    OPENSSL,
    Need("fonts-noto-core", "case content in many scripts"),
    Need("fonts-noto-cjk", "case content in Chinese, Japanese and Korean"),
    Need("fonts-noto-color-emoji", "emoji in case content"),
)


def has_own_emscripten() -> bool:
    """As cmake/emscripten.cmake chooses: a folder the environment names, or an emcc not older than 3.1.69."""
    if os.environ.get("CASEMENT_EMSCRIPTEN"):
        return True
    emcc = shutil.which("emcc")
    if not emcc:
        return False
    said = subprocess.run([emcc, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    version = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
    return bool(version) and tuple(map(int, version.groups())) >= (3, 1, 69)


def build_needs() -> List[Need]:
    return list(BUILD_NEEDS) + ([] if has_own_emscripten() else list(EMSCRIPTEN_NEEDS))


def missing(needs: Iterable[Need]) -> List[Need]:
    unique = list(dict.fromkeys(needs))
    by_dpkg = [need.package for need in unique if not need.commands and not need.files]
    installed = _installed(by_dpkg) if by_dpkg else set()
    return [need for need in unique if not need.present(installed)]


def _installed(packages: Sequence[str]) -> set:
    if not shutil.which("dpkg-query"):
        return set()
    said = subprocess.run(["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *packages],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return {line.split()[0] for line in said.splitlines() if line.endswith(" installed")}


def ensure(needs: Iterable[Need], *, may_install: bool = True) -> None:
    """Says what is missing and why, and installs it where that is possible."""
    absent = missing(needs)
    if not absent:
        return
    width = max(len(need.package) for need in absent)
    say(f"{len(absent)} package{'s' if len(absent) > 1 else ''} this needs and the machine lacks:")
    for need in absent:
        say(f"  {need.package:<{width}}  {need.why}")
    names = [need.package for need in absent]
    by_hand = "apt-get install --no-install-recommends " + " ".join(names)
    if not may_install:
        raise SetupError(f"Nothing was installed (--no-install). As root: {by_hand}")
    if not shutil.which("apt-get"):
        raise SetupError("There is no apt-get here, so they have to be installed by hand, under whatever name this "
                         "system gives them.")
    become = _become_root()
    if become is None:
        raise SetupError(f"Neither root nor sudo is to be had here. As root: {by_hand}")
    say("Installing them with apt-get" + (" through sudo" if become else "") + ".")
    log = log_path("apt")
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    try:
        run("Reading the package lists", [*apt, "update"], log)
    except SetupError:
        # One foreign source that is down does not matter as long as the packages below are found.
        say("Some package lists could not be read; going on with those that could.")
    run(f"Installing {len(names)} packages", [*apt, "install", "-y", "--no-install-recommends", *names], log,
        append=True, reader=AptCount())
    still = missing(absent)
    if still:
        raise SetupError("Installed, and yet not found: " + ", ".join(need.package for need in still))


class AptCount:
    """Counts what apt does: each package is unpacked, then set up."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def __call__(self, line: str) -> str:
        found = re.search(r"(\d+) newly installed", line)
        if found:
            self.total = 2 * int(found[1])
        action = re.match(r"(Unpacking|Setting up) (\S+)", line)
        if not action or not self.total:
            return line
        self.done += 1
        return f"[{self.done}/{self.total}] {action[0]}"


def _become_root():
    """The words before a command that needs root; None where there is no way to become root."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty() and subprocess.run(["sudo", "-v"]).returncode == 0:
        return ["sudo"]
    return None
