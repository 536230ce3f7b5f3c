"""Reads HTTP/1.1 requests from a socket. Limits first: nothing is kept, waited for or believed beyond them."""
from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass
from typing import Dict, Optional


@dataclass(frozen=True)
class Limits:
    """Bytes and seconds a client is given."""
    line_bytes: int = 8 << 10
    head_bytes: int = 32 << 10
    headers: int = 64
    body_bytes: int = 64 << 10
    head_s: float = 10.0    # from a request's first byte to the end of its head
    body_s: float = 10.0    # for the whole body
    idle_s: float = 20.0    # between two requests
    send_s: float = 30.0    # for one piece of a response
    requests: int = 1000    # on one connection
    connections: int = 256  # at once


class RequestError(Exception):
    """Answered with `status`; the connection ends there, as what follows cannot be told apart any more."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Closed(Exception):
    """The client is gone, or asked for nothing in time: there is nobody to answer."""


@dataclass
class Request:
    method: str
    target: str
    version: str
    headers: Dict[str, str]  # names in lower case; a repeated field is joined by commas

    def keeps_open(self) -> bool:
        words = {word.strip().lower() for word in self.headers.get("connection", "").split(",")}
        return "keep-alive" in words if self.version == "1.0" else "close" not in words


_REQUEST_LINE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+) HTTP/(\d)\.(\d)")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_SINGLE = {"host", "content-length", "range", "if-range"}


class RequestReader:
    """The requests of one connection, one after the other; bytes read too far belong to the next."""

    def __init__(self, connection: socket.socket, limits: Limits) -> None:
        self._socket = connection
        self._limits = limits
        self._buffer = b""

    def next(self) -> Request:
        request = _parse_head(self._read_head(), self._limits)
        self._skip_body(request)
        return request

    def _read_head(self) -> bytes:
        if not self._buffer:
            self._receive(time.monotonic() + self._limits.idle_s, began=False)
        deadline = time.monotonic() + self._limits.head_s
        while True:
            while self._buffer.startswith(b"\r\n"):  # an empty line before a request is to be overlooked
                self._buffer = self._buffer[2:]
            end = self._buffer.find(b"\r\n\r\n")
            head = self._buffer if end < 0 else self._buffer[:end]
            if head.find(b"\r\n") < 0 and len(head) > self._limits.line_bytes:
                raise RequestError(414, "The request line is too long")
            if len(head) > self._limits.head_bytes:
                raise RequestError(431, "The header fields are too large")
            if end >= 0:
                self._buffer = self._buffer[end + 4:]
                return head
            if re.search(rb"(?<!\r)\n", head):
                raise RequestError(400, "A line ends without a carriage return")
            self._receive(deadline, began=True)

    def _skip_body(self, request: Request) -> None:
        """No request of this server means anything by its body: a small one is read and dropped."""
        if "transfer-encoding" in request.headers:
            if "content-length" in request.headers:
                raise RequestError(400, "Two lengths for one body")
            raise RequestError(501, "Transfer codings are not taken here")
        length = request.headers.get("content-length", "0")
        if not re.fullmatch(r"\d{1,18}", length, re.ASCII):
            raise RequestError(400, "Content-Length is not a number")
        left = int(length)
        if left > self._limits.body_bytes:
            raise RequestError(413, "The body is too large")
        deadline = time.monotonic() + self._limits.body_s
        while len(self._buffer) < left:
            self._receive(deadline, began=True)
        self._buffer = self._buffer[left:]

    def _receive(self, deadline: float, *, began: bool) -> None:
        try:
            left = deadline - time.monotonic()
            if left <= 0:
                raise socket.timeout
            self._socket.settimeout(left)
            received = self._socket.recv(16 << 10)
        except socket.timeout:
            if began:
                raise RequestError(408, "The request took too long") from None
            raise Closed from None
        except OSError:
            raise Closed from None
        if not received:
            raise Closed
        self._buffer += received


def _parse_head(head: bytes, limits: Limits) -> Request:
    lines = head.decode("latin-1").split("\r\n")
    if len(lines[0]) > limits.line_bytes:
        raise RequestError(414, "The request line is too long")
    first = _REQUEST_LINE.fullmatch(lines[0])
    if not first:
        raise RequestError(400, "The request line is malformed")
    if first[3] != "1":
        raise RequestError(505, "Only HTTP/1.1 is spoken here")
    if len(lines) - 1 > limits.headers:
        raise RequestError(431, "Too many header fields")
    headers: Dict[str, str] = {}
    for line in lines[1:]:
        field = _FIELD.fullmatch(line)
        if not field:
            raise RequestError(400, "A header field is malformed")
        name, value = field[1].lower(), field[2].rstrip(" \t")
        if name in headers:
            if name in _SINGLE:
                raise RequestError(400, "A header field is there twice")
            value = headers[name] + ", " + value
        headers[name] = value
    version = f"1.{first[4]}"
    if version != "1.0" and "host" not in headers:
        raise RequestError(400, "The Host field is missing")
    return Request(first[1], first[2], version, headers)


def host_name(value: Optional[str]) -> Optional[str]:
    """`127.0.0.1:8420` -> `127.0.0.1`; None where it is no host at all."""
    found = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?", value or "")
    return found[1].lower().rstrip(".") if found else None
