"""Documents: links lead somewhere, flags exist, JSON parses, scripts run."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import List
from urllib.parse import unquote

from tree import ROOT, files, name, numbered, text

_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
RUNNABLE = ("serve.py", "tests/run", ".ci/run")


def _documents():
    return [path for path in files() if path.suffix == ".md"]


def _anchors(path) -> set:
    """The anchors of a document's headings, as the common renderers make them."""
    found = set()
    for line in re.sub(r"```.*?```", "", text(path), flags=re.DOTALL).splitlines():
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if heading:
            words = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


def links() -> List[str]:
    found = []
    for path in _documents():
        prose = re.sub(r"```.*?```", lambda block: "\n" * block[0].count("\n"), text(path), flags=re.DOTALL)
        for number, line in enumerate(prose.splitlines(), 1):
            for target in _LINK.findall(line):
                if re.match(r"[a-z][a-z0-9+.-]*:", target):
                    continue
                where, _, anchor = unquote(target).partition("#")
                there = (path.parent / where).resolve() if where else path
                if not there.exists():
                    found.append(f"{name(path)}:{number}: {target} leads nowhere")
                elif anchor and there.suffix == ".md" and anchor not in _anchors(there):
                    found.append(f"{name(path)}:{number}: {target} has no such heading")
    return found


def flags() -> List[str]:
    """Every flag of serve.py and tests/run that a document names is in its --help."""
    found = []
    for program in ("serve.py", "tests/run"):
        said = subprocess.run([sys.executable, str(ROOT / program), "--help"], stdout=subprocess.PIPE, text=True)
        known = set(re.findall(r"--[a-z-]+", said.stdout))
        for path in _documents():
            for number, line in numbered(path):
                for call in re.findall(rf"{re.escape(program)}((?:\s+[^\s`|&;]+)*)", line):
                    for flag in re.findall(r"(?<!\S)--[a-z][a-z-]*", call):
                        if flag not in known:
                            found.append(f"{name(path)}:{number}: {program} has no {flag}")
    return found


def readme() -> List[str]:
    body = text(ROOT / "README.md") if (ROOT / "README.md").exists() else ""
    return [f"README.md does not name the command {command}" for command in ("./serve.py", "tests/run")
            if command not in body]


def json_files() -> List[str]:
    found = []
    for path in files():
        if path.suffix not in (".json", ".webmanifest") or "vectors" in path.parts or "corpus" in path.parts:
            continue
        try:
            json.loads(path.read_text("utf-8"))
        except ValueError as error:
            found.append(f"{name(path)}: {error}")
        if path.name == "package-lock.json" and '"resolved"' in text(path):
            found.append(f"{name(path)}: names the addresses its packages came from")
        if path.name == "package.json":
            package = json.loads(text(path))
            ranges = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
            found += [f"{name(path)}: {key} is not pinned: {value}" for key, value in ranges.items()
                      if not re.fullmatch(r"\d+\.\d+\.\d+", value)]
            if not path.with_name("package-lock.json").exists():
                found.append(f"{name(path)}: has no lock file beside it")
    return found


def run_bits() -> List[str]:
    found = [f"{program}: cannot be run" for program in RUNNABLE if not os.access(ROOT / program, os.X_OK)]
    for path in files():
        first = text(path)[:2] == "#!"
        runs = os.access(path, os.X_OK)
        if first != runs and path.suffix not in (".png", ".gz"):
            found.append(f"{name(path)}: " + ("starts like a script and cannot be run" if first else
                                              "can be run and is no script"))
    return found
