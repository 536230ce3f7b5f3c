"""The demo bundles: every folder of web/demo that holds a pack.json becomes build/bundles/<folder>."""
from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import List

from .build import Stamp, state_of
from .place import BUNDLES, CASEMENT, ROOT, SetupError
from .steps import log_path, run, shown

SOURCES = ROOT / "web" / "demo"


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
    """pack.json is {"arguments": [...]}: what `casement pack` is called with, from the recipe's own folder."""
    name = recipe.parent.name
    try:
        arguments = json.loads(recipe.read_text("utf-8"))["arguments"]
        if not all(isinstance(argument, str) for argument in arguments):
            raise ValueError("arguments are not all text")
    except (ValueError, KeyError, TypeError) as error:
        raise SetupError(f"{shown(recipe)} is not a recipe: {error}") from None
    BUNDLES.mkdir(parents=True, exist_ok=True)
    staged = BUNDLES / f".{name}.new"
    shutil.rmtree(staged, ignore_errors=True)
    run(f"Packing the bundle {name}", [CASEMENT, "pack", *arguments, "--out", staged], log_path(f"pack-{name}"),
        cwd=recipe.parent)
    shutil.rmtree(BUNDLES / name, ignore_errors=True)
    staged.rename(BUNDLES / name)
