"""Clients that are slow, greedy or confused: each gets a clear answer, and the others theirs."""
import socket
import time
import unittest

from support import Client, Limits, ServerCase, request


class Slow(ServerCase):
    limits = Limits(head_s=3.0, body_s=1.0, idle_s=1.5, send_s=2.0)

    def test_a_head_that_never_ends_is_answered_408_while_others_are_served(self):
        with Client(self.address) as slow:
            for piece in (b"GET / HTTP/1.1\r\n", b"Host: 127.0.0.1\r\n", b"X-A: b\r\n"):
                slow.send(piece)
                self.assert_alive()
            answer = slow.read()
            self.assertEqual((answer.status, answer.one("Connection")), (408, "close"))
            self.assertTrue(slow.is_closed())
        self.assert_alive()

    def test_a_trickle_does_not_move_the_deadline(self):
        with Client(self.address) as slow:
            slow.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ")
            slow.socket.settimeout(0.2)
            for _ in range(100):
                try:
                    slow.send(b"a")
                    if slow._more():
                        break
                except socket.timeout:
                    continue
            self.assertEqual(slow.read().status, 408)

    def test_a_body_that_never_comes_is_answered_408(self):
        with Client(self.address) as slow:
            slow.send(request("/", "Content-Length: 10") + b"abc")
            self.assertEqual(slow.read().status, 408)

    def test_a_silent_connection_is_closed_without_a_word(self):
        with Client(self.address) as silent:
            self.assertTrue(silent.is_closed())

    def test_a_reader_who_stops_reading_loses_the_connection_only(self):
        (self.root / "large.bin").write_bytes(bytes(64 << 20))
        with Client(self.address) as greedy:
            greedy.send(request("/large.bin"))
            self.assert_alive()
            time.sleep(self.limits.send_s + 0.5)
            received = 0
            try:
                while received < 64 << 20:
                    data = greedy.socket.recv(1 << 20)
                    if not data:
                        break
                    received += len(data)
            except OSError:
                pass
            self.assertLess(received, 64 << 20)
        self.assert_alive()


class Malformed(ServerCase):
    def refused(self, data: bytes, status: int) -> None:
        with self.subTest(data=data[:60]), Client(self.address) as client:
            client.send(data)
            answer = client.read()
            self.assertEqual((answer.status, answer.one("Connection")), (status, "close"))
            self.assertTrue(client.is_closed())

    def test_request_lines(self):
        for line in (b"GET", b"GET /", b"GET  / HTTP/1.1", b"GET / HTTP/1.1 ", b" GET / HTTP/1.1", b"GET / http/1.1",
                     b"G(T / HTTP/1.1", b"GET / HTTP/1", b"GET /\x00 HTTP/1.1", b"GET /\xff HTTP/1.1",
                     b"\x16\x03\x01\x02"):
            self.refused(line + b"\r\nHost: 127.0.0.1\r\n\r\n", 400)
        self.refused(b"GET / HTTP/2.0\r\n\r\n", 505)
        self.refused(b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n", 400)

    def test_header_fields(self):
        for field in (b"X-A : b", b"X-A", b": b", b"X-A: b\x00c", b"X-A: b\x7f", b"X A: b", b" folded: x",
                      b"X-\xe9: b"):
            self.refused(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + field + b"\r\n\r\n", 400)
        for fields in (["Host: 127.0.0.1"], ["Content-Length: 1"] * 2, ["Range: bytes=0-1", "Range: bytes=0-2"]):
            self.refused(request("/", *fields), 400)

    def test_the_host_is_needed_except_in_http_1_0(self):
        self.refused(b"GET / HTTP/1.1\r\n\r\n", 400)
        answer = self.raw(b"GET /small.css HTTP/1.0\r\n\r\n")
        self.assertEqual((answer.status, answer.one("Connection")), (200, "close"))

    def test_lengths_of_bodies(self):
        for length in ("-1", "+1", "1.0", "0x10", "", "1, 1", "٣", "9" * 30):
            self.refused(request("/", "Content-Length: " + length.encode("utf-8").decode("latin-1")), 400)
        self.refused(request("/", "Content-Length: 65537"), 413)
        self.refused(request("/", "Transfer-Encoding: chunked"), 501)
        self.refused(request("/", "Transfer-Encoding: chunked", "Content-Length: 3") + b"abc", 400)

    def test_too_much(self):
        self.refused(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 414)
        self.refused(b"A" * 9000, 414)
        self.refused(request("/", "X-Huge: " + "a" * (1 << 20)), 431)
        self.refused(request("/", *[f"X-{number}: a" for number in range(100)]), 431)

    def test_the_server_lives_on(self):
        self.assert_alive()


class Exchanges(ServerCase):
    def test_other_methods_are_named_as_not_allowed(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND", "get"):
            answer = self.get("/", method=method)
            self.assertEqual((answer.status, answer.one("Allow")), (405, "GET, HEAD"), method)

    def test_requests_in_a_row_are_answered_in_order_on_one_connection(self):
        with Client(self.address) as client:
            client.send(request("/small.css") + request("/nothing") + request("/small.css", method="HEAD") +
                        request("/data.bin", "Range: bytes=1-2") + request("/small.css", "Connection: close"))
            self.assertEqual(client.read().body, b"a{}")
            self.assertEqual(client.read().status, 404)
            self.assertEqual(client.read(head_only=True).status, 200)
            self.assertEqual(client.read().body, b"\x01\x02")
            last = client.read()
            self.assertEqual((last.body, last.one("Connection")), (b"a{}", "close"))
            self.assertTrue(client.is_closed())

    def test_a_request_may_come_byte_by_byte(self):
        with Client(self.address) as client:
            for byte in request("/small.css"):
                client.send(bytes([byte]))
            self.assertEqual(client.read().body, b"a{}")

    def test_a_small_body_is_overlooked_and_the_next_request_understood(self):
        with Client(self.address) as client:
            body = b"GET /x HTTP/1.1\r\n\r\nab"
            client.send(request("/small.css", f"Content-Length: {len(body)}") + body + request("/nothing"))
            self.assertEqual(client.read().body, b"a{}")
            self.assertEqual(client.read().status, 404)

    def test_empty_lines_before_a_request_are_overlooked(self):
        self.assertEqual(self.raw(b"\r\n\r\n" + request("/small.css")).status, 200)

    def test_http_1_0_keeps_the_connection_only_when_asked(self):
        with Client(self.address) as client:
            client.send(b"GET /small.css HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n" + request("/small.css"))
            self.assertEqual(client.read().one("Connection"), "keep-alive")
            self.assertEqual(client.read().status, 200)

    def test_two_hundred_clients_at_once(self):
        clients = [Client(self.address) for _ in range(200)]
        try:
            for client in clients:
                client.send(request("/console.js"))
            self.assertEqual({client.read().status for client in clients}, {200})
        finally:
            for client in clients:
                client.socket.close()


class Crowd(ServerCase):
    limits = Limits(connections=4)

    def test_one_too_many_is_sent_away_and_a_place_that_is_given_back_is_taken(self):
        clients = [Client(self.address) for _ in range(4)]
        for client in clients:
            client.send(request("/small.css"))
            self.assertEqual(client.read().status, 200)
        with Client(self.address) as late:
            answer = late.read()
            self.assertEqual((answer.status, answer.one("Retry-After")), (503, "1"))
        for client in clients:
            client.socket.close()
        for _ in range(100):
            try:
                if self.get("/small.css").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        self.fail("no place was given back")


if __name__ == "__main__":
    unittest.main()
