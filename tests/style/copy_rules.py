"""What must not stand in the project: unfinished work, this machine, other people's registries, files that grew."""
from __future__ import annotations

import re
from typing import List

from tree import files, name, numbered, text, under

SELF = "tests/style/copy_rules.py"
# Spelled in pieces, so that a plain search for them finds no line here.
UNFINISHED = re.compile("|".join(["TO" "DO", "FIX" "ME", r"\bX" r"XX\b", "[Nn]ot " "implemented"]))
# A text field's is called so in code; in a comment the word means something that is missing.
IN_COMMENT = re.compile(r"(?://|#|/\*|<!--|^\s*\*).*[Pp]lace" "holder")
PLACES = re.compile(r"(?<![\w.$}~*:/-])/(?:root|work|tmp|home)/[A-Za-z][\w.-]*")
REGISTRIES = re.compile("|".join([r"npm" r"js\.(?:com|org)", r"deb\.deb" r"ian\.org", r"node" r"source\.com",
                                  r"py" r"pi\.org", r"crates" r"\.io", r"snapshot\.deb" r"ian"]))
MOST_LINES = 500
LARGEST_BYTES = 2_000_000
_DATA = {".json", ".jsonl", ".csv", ".svg", ".txt", ".md"}


def unfinished() -> List[str]:
    found = []
    for path in under("src", "web", "shaders", "policies", "cmake", "tests", "serve.py", "CMakeLists.txt", ".ci"):
        if name(path) == SELF or path.name == "package-lock.json":
            continue
        for number, line in numbered(path):
            word = UNFINISHED.search(line) or IN_COMMENT.search(line)
            if word:
                found.append(f"{name(path)}:{number}: {word[0].strip()}")
    return found


def machine() -> List[str]:
    found = []
    for path in files():
        if name(path) == SELF:
            continue
        for number, line in numbered(path):
            for pattern in (PLACES, REGISTRIES):
                word = pattern.search(line)
                if word:
                    found.append(f"{name(path)}:{number}: {word[0]}")
    return found


def size() -> List[str]:
    found = []
    for path in files():
        if path.stat().st_size > LARGEST_BYTES:
            found.append(f"{name(path)}: {path.stat().st_size} bytes; {LARGEST_BYTES} are the most")
    for path in under("src", "web", "shaders", "cmake", "tests", "serve.py"):
        lines = text(path).count("\n")
        if lines > MOST_LINES and path.suffix not in _DATA:
            found.append(f"{name(path)}: {lines} lines; {MOST_LINES} are the most")
    return found


def white_space() -> List[str]:
    found = []
    for path in under("src", "shaders", "cmake", "tests", "serve.py", "docs", "README.md", "CMakeLists.txt"):
        if path.suffix in (".txt", ".jsonl", ".csv", ".json") or "vectors" in path.parts or "corpus" in path.parts:
            continue
        body = text(path)
        if body and not body.endswith("\n"):
            found.append(f"{name(path)}: the last line does not end")
        if "\r" in body:
            found.append(f"{name(path)}: carriage returns")
        found += [f"{name(path)}:{number}: white space at the end" for number, line in numbered(path)
                  if line != line.rstrip() and path.suffix != ".md"]
    return found
