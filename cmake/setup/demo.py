"""The demo bundles: every folder of web/demo that holds a pack.json becomes build/bundles/<folder>."""
from __future__ import annotations

import functools
import json
import shutil
import sys
from pathlib import Path
from typing import List

from .build import Stamp, state_of
from .place import BUILD, BUNDLES, CASEMENT, ROOT, SetupError
from .steps import log_path, run, shown

SOURCES = ROOT / "web" / "demo"
PICTURES = BUILD / "demo-pictures"


def _recipes() -> List[Path]:
    return sorted(SOURCES.glob("*/pack.json"))


def _state() -> str:
    return state_of([SOURCES, ROOT / "policies", CASEMENT])


def _stamp(recipe: Path) -> Stamp:
    name = recipe.parent.name
    return Stamp(f"bundle-{name}", BUNDLES / name / "datapackage.json")


def is_packed() -> bool:
    state = _state()
    return all(_stamp(recipe).matches(state) for recipe in _recipes())


def pack_all() -> None:
    state = _state()
    for recipe in _recipes():
        stamp = _stamp(recipe)
        if not stamp.matches(state):
            stamp.clear()
            _pack(recipe)
            stamp.set(state)


def _pack(recipe: Path) -> None:
    name = recipe.parent.name
    options = _options(recipe)
    BUNDLES.mkdir(parents=True, exist_ok=True)
    staged = BUNDLES / f".{name}.new"
    shutil.rmtree(staged, ignore_errors=True)
    run(f"Packing the bundle {name}", [CASEMENT, "pack", "--strict", "--name", name, "--out", staged, *options],
        log_path(f"pack-{name}"), cwd=recipe.parent)
    shutil.rmtree(BUNDLES / name, ignore_errors=True)
    staged.rename(BUNDLES / name)


def _options(recipe: Path) -> List[object]:
    """What a recipe asks of `casement pack`: its input files, what is said of the bundle, and what goes into it."""
    try:
        left = json.loads(recipe.read_text("utf-8"))
        options: List[object] = []
        for key in ("title", "description", "purpose", "publisher", "mapping", "created"):
            if key in left:
                options += [f"--{key}", left.pop(key)]
        for policy in left.pop("policies"):
            options += ["--policy", ROOT / "policies" / policy]
        if left.pop("gzip", False):
            options.append("--gzip")
        if "pictures" in left:
            options += ["--media", _draw((recipe.parent / left.pop("pictures")).resolve())]
        options += left.pop("input")
        if left:
            raise ValueError("it says " + ", ".join(sorted(left)))
        return options
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetupError(f"{shown(recipe)} is no recipe for a bundle: {error}") from None


@functools.lru_cache(maxsize=None)
def _draw(program: Path) -> Path:
    """Runs the program that draws the bundles' pictures, which draws again only what it has changed."""
    run("Drawing the demo pictures", [sys.executable, program, PICTURES], log_path("pictures"))
    return PICTURES
