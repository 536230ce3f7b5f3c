"""The server: GET and HEAD for the console's files, the bundles, and the list of bundles."""
from __future__ import annotations

import email.utils
import hashlib
import http
import io
import json
import re
import socket
import socketserver
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, List, Optional, Sequence, Tuple

from ..assets import ENCODINGS, is_current
from .catalogue import Catalogue
from .files import BadTarget, Digests, OpenFile, open_inside, split_target
from .headers import SECURITY_HEADERS, content_type
from .negotiate import Unsatisfiable, byte_range, choose_encoding, matches
from .request import Closed, Limits, Request, RequestError, RequestReader, host_name

_PIECE = 256 << 10
_LINGER_S = 1.0
_IMMUTABLE = re.compile(r"[0-9a-f]{64}\.[a-z0-9]+")
_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}


class Server(socketserver.ThreadingTCPServer):
    """`root` holds the console, `folders` bundles or folders of bundles. `bind` and `activate` may be apart: an address
    that is taken is told before a long build, and nobody connects before there is something to serve."""
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: Tuple[str, int], root: Path, folders: Sequence[Path] = (), *,
                 limits: Limits = Limits(), verbose: bool = False) -> None:
        family, _, _, _, resolved = socket.getaddrinfo(*address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        self.address_family = family
        self.root = root
        self.catalogue = Catalogue(folders)
        self.limits = limits
        self.verbose = verbose
        self.digests = Digests()
        self._places = threading.BoundedSemaphore(limits.connections)
        super().__init__(resolved[:2], Connection, bind_and_activate=False)
        try:
            self.server_bind()
        except OSError:
            self.server_close()
            raise
        self.is_loopback = self.server_address[0] == "::1" or self.server_address[0].startswith("127.")

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def answers_to(self, host: str) -> bool:
        return not self.is_loopback or host in _LOOPBACK_NAMES or host == self.server_address[0]

    def process_request(self, request, client_address) -> None:
        if not self._places.acquire(blocking=False):
            try:
                request.setblocking(False)
                request.send(_head(503, [("Retry-After", "1"), ("Content-Length", "0"), ("Connection", "close")]))
            except OSError:
                pass
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except Exception:
            self._places.release()
            raise

    def process_request_thread(self, request, client_address) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request, client_address) -> None:
        """One connection's failure is its own; the reason goes to the operator, never to the client."""
        error = sys.exc_info()[1]
        if not isinstance(error, (OSError, Closed)):
            print(f"A request failed: {type(error).__name__}: {error}", file=sys.stderr, flush=True)


class Body:
    """What is sent: a stream, from where, how much."""

    def __init__(self, stream: Optional[BinaryIO] = None, start: int = 0, length: int = 0) -> None:
        self.stream, self.start, self.length = stream, start, length

    @staticmethod
    def of(data: bytes) -> "Body":
        return Body(io.BytesIO(data), 0, len(data))


def _head(status: int, headers: Sequence[Tuple[str, str]]) -> bytes:
    lines = [f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}", f"Date: {email.utils.formatdate(usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in (*headers, *SECURITY_HEADERS)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


class Connection(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        reader = RequestReader(self.request, self.server.limits)
        self.line = "-"
        self.method = "GET"
        try:
            for count in range(self.server.limits.requests):
                request = reader.next()
                self.line = f"{request.method} {request.target}"
                self.method = request.method
                self.last = not request.keeps_open() or count + 1 == self.server.limits.requests
                self._answer(request)
                if self.last:
                    break
        except RequestError as error:
            self.last, self.method = True, "GET"
            self._say(error.status, str(error))
        except Closed:
            return
        self._linger()

    def _answer(self, request: Request) -> None:
        if request.method not in ("GET", "HEAD"):
            return self._say(405, "Only GET and HEAD are answered here", [("Allow", "GET, HEAD")])
        host = host_name(request.headers.get("host"))
        if request.version != "1.0" and host is None:
            return self._say(400, "The Host field is malformed")
        # A page elsewhere that gave its own name this address (DNS rebinding) must not read the bundles.
        if host is not None and not self.server.answers_to(host):
            return self._say(421, "This server answers only to its own address")
        try:
            place = split_target(request.target)
        except BadTarget:
            return self._say(400, "The address is malformed")
        if place is None:
            return self._not_found()
        segments, is_folder = place
        if segments == ["api", "bundles"] and not is_folder:
            return self._listing(request)
        if not segments:
            segments, is_folder = ["index.html"], False
        if is_folder:
            return self._not_found()
        if segments[0] == "bundles":
            bundle = self.server.catalogue.bundles().get(segments[1]) if len(segments) > 2 else None
            return self._file(request, bundle, segments[2:]) if bundle else self._not_found()
        return self._file(request, self.server.root, segments, encode=True)

    def _listing(self, request: Request) -> None:
        data = json.dumps(self.server.catalogue.listing(), ensure_ascii=False, separators=(",", ":")).encode()
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache"), ("ETag", etag)]
        if matches(request.headers.get("if-none-match", ""), etag):
            return self._send(304, headers, None)
        self._send(200, headers, Body.of(data))

    def _file(self, request: Request, root: Path, segments: List[str], *, encode: bool = False) -> None:
        file = open_inside(root, segments)
        if file is None:
            return self._not_found()
        opened = [file]
        try:
            headers = [("Content-Type", content_type(segments[-1], in_bundle=not encode)),
                       ("Cache-Control", _cache_rule(segments))]
            if encode:
                variants = self._variants(root, segments, file)
                if variants is None:
                    return self._not_found()
                opened += variants.values()
                if variants:
                    headers.append(("Vary", "Accept-Encoding"))
                # A range is a range of the file itself, never of its compressed copy.
                chosen = None if "range" in request.headers and request.method == "GET" else \
                    choose_encoding(request.headers.get("accept-encoding"), list(variants))
                if chosen:
                    file = variants[chosen]
                    headers.append(("Content-Encoding", chosen))
            self._content(request, file, headers)
        finally:
            for each in opened:
                each.stream.close()

    def _variants(self, root: Path, segments: List[str], file: OpenFile):
        """Precompressed copies that are current, by encoding; None when the file is such a copy itself."""
        name = segments[-1]
        for suffix in ENCODINGS:
            if name.endswith(suffix) and file.path.with_name(name[: -len(suffix)]).exists():
                return None
        found = {}
        for suffix, encoding in ENCODINGS.items():
            variant = open_inside(root, [*segments[:-1], name + suffix])
            if variant and is_current(variant.path, file.path):
                found[encoding] = variant
            elif variant:
                variant.stream.close()
        return found

    def _content(self, request: Request, file: OpenFile, headers: List[Tuple[str, str]]) -> None:
        etag = f'"{self.server.digests.of(file)}"'
        headers += [("ETag", etag), ("Accept-Ranges", "bytes")]
        if matches(request.headers.get("if-none-match", ""), etag):
            return self._send(304, headers, None)
        wanted = request.headers.get("range") if request.method == "GET" else None
        if request.headers.get("if-range", etag) != etag:
            wanted = None
        try:
            part = byte_range(wanted, file.size)
        except Unsatisfiable:
            return self._say(416, "That range lies outside", [("Content-Range", f"bytes */{file.size}")])
        if part is None:
            return self._send(200, headers, Body(file.stream, 0, file.size))
        first, last = part
        headers.append(("Content-Range", f"bytes {first}-{last}/{file.size}"))
        self._send(206, headers, Body(file.stream, first, last - first + 1))

    def _not_found(self) -> None:
        self._say(404, "There is nothing at this address")

    def _say(self, status: int, sentence: str, headers: Sequence[Tuple[str, str]] = ()) -> None:
        """An error, in fixed words: nothing of the request comes back."""
        self._send(status, [*headers, ("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
                   Body.of(f"{sentence}.\n".encode()))

    def _send(self, status: int, headers: Sequence[Tuple[str, str]], body: Optional[Body]) -> None:
        if self.server.verbose:
            print(f"{status} {self.line}"[:400], file=sys.stderr, flush=True)
        fields = list(headers)
        if body is not None:
            fields.append(("Content-Length", str(body.length)))
        fields.append(("Connection", "close" if self.last else "keep-alive"))
        try:
            self.request.settimeout(self.server.limits.send_s)
            self.request.sendall(_head(status, fields))
            if body is not None and self.method != "HEAD":
                self._send_body(body)
        except OSError:
            raise Closed from None

    def _send_body(self, body: Body) -> None:
        assert body.stream
        body.stream.seek(body.start)
        left = body.length
        while left:
            piece = body.stream.read(min(_PIECE, left))
            if not piece:  # the file shrank: the length is promised already, so only closing is honest
                raise Closed
            self.request.sendall(piece)
            left -= len(piece)

    def _linger(self) -> None:
        """Reads on for a moment after the last answer: closing over unread bytes would take the answer away."""
        deadline = time.monotonic() + _LINGER_S
        try:
            self.request.shutdown(socket.SHUT_WR)
            for _ in range(64):
                self.request.settimeout(max(0.01, deadline - time.monotonic()))
                if time.monotonic() > deadline or not self.request.recv(64 << 10):
                    break
        except OSError:
            pass


def _cache_rule(segments: Sequence[str]) -> str:
    if len(segments) > 1 and segments[-2] == "media" and _IMMUTABLE.fullmatch(segments[-1]):
        return "public, max-age=31536000, immutable"
    return "no-cache"
