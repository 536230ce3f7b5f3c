"""serve_site.py SITE [--bundles DIR]…: any folder served exactly as serve.py serves build/web."""
import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "cmake"))

from setup.serving.server import Server  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("site", type=Path)
parser.add_argument("--bundles", type=Path, action="append", default=[])
arguments = parser.parse_args()
with Server(("127.0.0.1", 0), arguments.site, arguments.bundles) as server:
    server.server_activate()
    print(f"Casement is at {server.url}", flush=True)
    server.serve_forever()
