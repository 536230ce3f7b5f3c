"""clang-format over C++, and a compile of every Python file."""
from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path
from typing import Dict, List

from tree import ROOT, files, name, numbered, text, under


def cpp() -> List[str]:
    sources = under("src", "tests", suffixes=(".cpp", ".hpp", ".h"))
    if not sources:
        return ["there is no C++ here"]
    said = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *map(str, sources)], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    places: Dict[str, List[str]] = {}
    for path, line in re.findall(r"^(.+?):(\d+):\d+: (?:error|warning):", said.stdout, re.MULTILINE):
        places.setdefault(name(Path(path)), []).append(line)
    if said.returncode and not places:
        return [said.stdout]
    return [f"{path}:{lines[0]}: not as clang-format-19 has it, and {len(lines) - 1} lines more"
            for path, lines in places.items()]


def python() -> List[str]:
    """Standard library only, in the language of Python 3.9."""
    found = []
    for path in files():
        if path.suffix != ".py" and not text(path).startswith("#!/usr/bin/env python3"):
            continue
        try:
            ast.parse(text(path), name(path), feature_version=(3, 9))
        except SyntaxError as error:
            found.append(f"{name(path)}:{error.lineno}: {error.msg}")
        if "demo" not in path.parts:  # what draws the demo's pictures is long lines of numbers
            found += [f"{name(path)}:{number}: over 120 columns" for number, line in numbered(path) if len(line) > 120]
    return found


def headers() -> List[str]:
    return [f"{name(path)}: does not say #pragma once" for path in under("src", "tests", suffixes=(".hpp", ".h"))
            if not re.search(r"^#pragma once$", text(path), re.MULTILINE)]
