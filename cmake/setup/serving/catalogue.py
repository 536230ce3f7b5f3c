"""The bundles a server offers: folders that hold a datapackage.json."""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

DESCRIPTOR = "datapackage.json"
_LARGEST_DESCRIPTOR = 8 << 20


class Catalogue:
    """Looks at the folders anew for every question, so a bundle that is packed meanwhile appears; what is read from
    a descriptor is remembered until that changes."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = list(folders)
        self._known: Dict[Path, Tuple[Tuple[int, int], Optional[Dict[str, Any]]]] = {}

    def bundles(self) -> Dict[str, Path]:
        """Ids and folders, in the order given, then by name. An id is the folder's name; the second of two gets -2."""
        found: Dict[str, Path] = {}
        for folder in self._folders:
            for bundle in bundles_in(folder):
                name = re.sub(r"[^A-Za-z0-9._-]+", "-", bundle.name).lstrip(".-") or "bundle"
                unique, count = name, 1
                while unique in found:
                    count += 1
                    unique = f"{name}-{count}"
                found[unique] = bundle
        return found

    def listing(self) -> List[Dict[str, Any]]:
        rows = []
        for name, folder in self.bundles().items():
            described = self._described(folder / DESCRIPTOR)
            if described is not None:
                rows.append({"id": name, **described, "url": f"bundles/{name}/"})
        return rows

    def _described(self, path: Path) -> Optional[Dict[str, Any]]:
        try:
            found = path.stat()
            state = (found.st_mtime_ns, found.st_size)
            if path in self._known and self._known[path][0] == state:
                return self._known[path][1]
            described = describe(path.read_bytes()) if found.st_size <= _LARGEST_DESCRIPTOR else None
        except OSError:
            return None
        self._known[path] = (state, described)
        return described


def bundles_in(folder: Path) -> List[Path]:
    """The folder itself when it is a bundle, else those of its folders that are."""
    folder = folder.resolve()
    if (folder / DESCRIPTOR).is_file():
        return [folder]
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    return [child for child in inside if not child.name.startswith(".") and (child / DESCRIPTOR).is_file()]


def describe(descriptor: bytes) -> Optional[Dict[str, Any]]:
    """What the list of bundles shows. The console reads the descriptor strictly when it opens the bundle; here a
    broken one is only left out."""
    try:
        package = json.loads(descriptor)
        own = package.get("casement") or {}
        resources = package["resources"]
        cases = sum(_count(resource) for resource in resources)
        return {"title": _text(package.get("title") or package.get("name")), "purpose": _text(own.get("purpose")),
                "cases": cases}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _count(resource: Dict[str, Any]) -> int:
    count = resource.get("cases", 0)
    return count if isinstance(count, int) and count > 0 else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
