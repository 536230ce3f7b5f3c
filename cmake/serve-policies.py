"""serve-policies.py POLICIES SITE: writes the packs into SITE/policies in their canonical form (RFC 8785), byte for
byte as bundles carry them, so that a pack has one digest wherever it is read; and index.json, the list of them."""
import json
import sys
from pathlib import Path


def canonical(value: object) -> bytes:
    """RFC 8785 for documents with ASCII member names and no fractions, which packs are."""
    def check(part: object) -> None:
        if isinstance(part, float):
            raise SystemExit("a pack holds a fraction: its canonical form needs the exact writer")
        if isinstance(part, dict):
            if not all(name.isascii() for name in part):
                raise SystemExit("a pack has a member name beyond ASCII")
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            check(inner)

    check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def main() -> None:
    source, site = Path(sys.argv[1]), Path(sys.argv[2]) / "policies"
    site.mkdir(parents=True, exist_ok=True)
    packs = []
    for path in sorted(source.glob("*@*.json")):
        pack = json.loads(path.read_text("utf-8"))
        (site / path.name).write_bytes(canonical(pack))
        packs.append({key: pack[key] for key in ("id", "version", "title", "effective")} | {"file": path.name})
    (site / "index.json").write_text(json.dumps({"packs": packs}, indent=1) + "\n", "utf-8")


main()
