"""Where things lie, and the one error the set-up reports."""
from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
SERVED = BUILD / "web"
BUNDLES = BUILD / "bundles"
CASEMENT = BUILD / "native" / "casement"
LOGS = BUILD / "logs"


class SetupError(Exception):
    """Something a person has to know: the message is printed as it stands and the program ends with `code`."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
