"""A server over a folder made for the tests, or the real serve.py, and a client that sends bytes as they are."""
from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "cmake"))

from setup.assets import precompress  # noqa: E402
from setup.serving.request import Limits  # noqa: E402
from setup.serving.server import Server  # noqa: E402

MEDIA_NAME = "ab" * 32 + ".png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
SECRET = b"a secret outside of the root"


@dataclass
class Response:
    status: int
    headers: List[Tuple[str, str]]
    body: bytes

    def all(self, name: str) -> List[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name: str) -> Optional[str]:
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times"
        return values[0] if values else None


class Client:
    """One connection. `send` takes raw bytes; `read` reads one response, whose body `head_only` leaves out."""

    def __init__(self, address: Tuple[str, int], timeout_s: float = 20.0) -> None:
        self.socket = socket.create_connection(address, timeout=timeout_s)
        self.buffer = b""

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def _more(self) -> bool:
        data = self.socket.recv(1 << 16)
        self.buffer += data
        return bool(data)

    def read(self, head_only: bool = False) -> Response:
        while b"\r\n\r\n" not in self.buffer:
            if not self._more():
                raise EOFError(f"closed after {self.buffer!r}")
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        status = int(re.fullmatch(r"HTTP/1\.1 (\d{3}) .*", lines[0])[1])
        headers = [tuple(line.split(": ", 1)) for line in lines[1:]]
        response = Response(status, headers, b"")
        length = 0 if head_only or status == 304 else int(response.one("Content-Length") or 0)
        while len(self.buffer) < length:
            if not self._more():
                raise EOFError("closed within a body")
        response.body, self.buffer = self.buffer[:length], self.buffer[length:]
        return response

    def is_closed(self) -> bool:
        try:
            return not self.buffer and not self._more()
        except OSError:
            return True


def request(target: str, *fields: str, method: str = "GET", host: str = "127.0.0.1") -> bytes:
    return ("\r\n".join([f"{method} {target} HTTP/1.1", f"Host: {host}", *fields]) + "\r\n\r\n").encode("latin-1")


def make_bundle(folder: Path, title: str, purpose: str = "training", counts: Tuple[int, ...] = (3, 4)) -> None:
    folder.mkdir(parents=True)
    resources = [{"path": f"cases/{number:05}.jsonl.gz", "cases": count} for number, count in enumerate(counts)]
    (folder / "datapackage.json").write_text(json.dumps(
        {"name": folder.name, "title": title, "casement": {"format": 1, "purpose": purpose}, "resources": resources}))


def make_root(folder: Path) -> Path:
    root = folder / "web"
    (root / "media").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html><title>Casement</title>" + "<p>text</p>" * 100)
    (root / "console.js").write_text("export const answer = 42;\n" * 200)
    (root / "console.wasm").write_bytes(b"\0asm\1\0\0\0" + b"\0" * 4000)
    (root / "small.css").write_text("a{}")
    (root / "data.bin").write_bytes(bytes(range(256)) * 40)
    (root / "empty.txt").write_bytes(b"")
    (root / "ünïcode name.txt").write_text("fine")
    (root / "media" / MEDIA_NAME).write_bytes(PNG)
    (root / ".hidden").write_bytes(SECRET)
    (folder / "secret.txt").write_bytes(SECRET)
    (root / "out.txt").symlink_to(folder / "secret.txt")
    (root / "outer").symlink_to(folder)
    (root / "in.css").symlink_to(root / "small.css")
    (root / "loop").symlink_to(root / "loop")
    os.mkfifo(root / "pipe.txt")
    precompress(root)
    bundle = folder / "bundles" / "first"
    make_bundle(bundle, "The first")
    (bundle / "cases").mkdir()
    (bundle / "cases" / "00000.jsonl.gz").write_bytes(b"\x1f\x8b" + bytes(100))
    (bundle / "page.html").write_text("<script>alert(1)</script>")
    (bundle / "run.js").write_text("alert(1)")
    (bundle / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (bundle / "out.json").symlink_to(folder / "secret.txt")
    return root


class ServerCase(unittest.TestCase):
    """A server of its own for each class. What waits for a deadline sets a short one; the others keep the real ones, so
    that a busy machine changes nothing."""
    limits = Limits()

    @classmethod
    def setUpClass(cls) -> None:
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        cls.root = make_root(cls.folder)
        cls.server = Server(("127.0.0.1", 0), cls.root, [cls.folder / "bundles"], limits=cls.limits)
        cls.server.server_activate()
        cls.address = cls.server.server_address
        cls.thread = threading.Thread(target=cls.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        cls.thread.start()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.shutdown()
        cls.server.server_close()
        cls.temporary.cleanup()

    def get(self, target: str, *fields: str, method: str = "GET", host: str = "127.0.0.1") -> Response:
        return self.raw(request(target, *fields, method=method, host=host), head_only=method == "HEAD")

    def raw(self, data: bytes, head_only: bool = False) -> Response:
        with Client(self.address) as client:
            client.send(data)
            return client.read(head_only)

    def assert_alive(self) -> None:
        self.assertEqual(self.get("/small.css").status, 200)


class Process:
    """serve.py as a person starts it."""

    def __init__(self, *arguments: object) -> None:
        self.child = subprocess.Popen([sys.executable, str(ROOT / "serve.py"), "--no-install", *map(str, arguments)],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def address(self) -> Tuple[str, int]:
        assert self.child.stdout
        self.line = self.child.stdout.readline()
        found = re.fullmatch(r"Casement is at http://([\d.]+):(\d+)/\n", self.line)
        if not found:
            raise AssertionError(f"no address but {self.line!r}: {self.end()}")
        return found[1], int(found[2])

    def end(self, signal_number: Optional[int] = None) -> Tuple[int, str, str]:
        if signal_number is not None:
            self.child.send_signal(signal_number)
        try:
            out, err = self.child.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            out, err = self.child.communicate()
        return self.child.returncode, out, err
