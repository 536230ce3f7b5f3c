"""serve.py as a person starts it: what it prints, what it answers, how it ends."""
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from support import ROOT, Client, Process, make_bundle, request
from test_headers import ALWAYS


def refused(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(ROOT / "serve.py"), "--no-install", *map(str, arguments)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30)


class Refusals(unittest.TestCase):
    def check(self, arguments, words) -> None:
        with self.subTest(arguments=arguments):
            ended = refused(*arguments)
            self.assertEqual((ended.returncode, ended.stdout), (2, ""))
            self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)
            self.assertIn(words, ended.stderr)

    def test_ports_that_are_none(self):
        for port in ("65536", "-1", "http", "80 80", "", "8420.0", "٨٤٢٠"):
            self.check([f"--port={port}"], "a port is a number from 0 to 65535")

    def test_a_port_that_is_taken(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            self.check(["--port", port], f"Port {port} is in use already")

    def test_hosts_that_are_not_here(self):
        for host in ("no.such.host.invalid", "203.0.113.1", "a b", "x" * 300):
            self.check(["--host", host], f"Cannot listen on {host}")

    def test_folders_that_hold_no_bundle(self):
        self.check(["--bundles", ROOT / "no-such-folder"], "there is no such folder")
        self.check(["--bundles", ROOT / "README.md"], "there is no such folder")
        with tempfile.TemporaryDirectory() as empty:
            self.check(["--bundles", empty], "neither a bundle")

    def test_flags_that_are_unknown(self):
        self.check(["--nonsense"], "unrecognized arguments: --nonsense")
        self.check(["--port"], "expected one argument")


class Running(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        folder = Path(cls.temporary.name)
        make_bundle(folder / "one", "One by itself")
        make_bundle(folder / "many" / "two", "Two")
        make_bundle(folder / "many" / "three", "Three")
        cls.process = Process("--port", 0, "--bundles", folder / "one", "--bundles", folder / "many")
        cls.address = cls.process.address()

    @classmethod
    def tearDownClass(cls):
        cls.process.end(signal.SIGTERM)
        cls.temporary.cleanup()

    def get(self, target, *fields):
        with Client(self.address) as client:
            client.send(request(target, *fields))
            return client.read()

    def test_the_console_is_served_with_the_exact_headers(self):
        response = self.get("/")
        self.assertEqual((response.status, response.one("Content-Type")), (200, "text/html; charset=utf-8"))
        for name, value in ALWAYS.items():
            self.assertEqual(response.all(name), [value])

    def test_what_is_built_is_precompressed(self):
        sources = [path for path in (ROOT / "build" / "web").rglob("*") if path.suffix in (".wasm", ".js")]
        self.assertTrue(sources)
        for path in sources:
            if path.stat().st_size < 1024:
                continue
            target = "/" + str(path.relative_to(ROOT / "build" / "web"))
            self.assertEqual(self.get(target, "Accept-Encoding: br").one("Content-Encoding"), "br", target)
            self.assertEqual(self.get(target, "Accept-Encoding: gzip").one("Content-Encoding"), "gzip", target)

    def test_bundles_given_by_folder_are_offered(self):
        text = self.get("/api/bundles").body.decode()
        for title in ("One by itself", "Two", "Three"):
            self.assertIn(f'"title":"{title}"', text)


class Ends(unittest.TestCase):
    def test_interrupt_and_terminate_end_it_cleanly(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                process = Process("--port", 0)
                address = process.address()
                with Client(address) as idle:  # an open connection does not keep it
                    idle.send(b"GET / HTTP/1.1\r\n")
                    self.assertEqual(process.end(number), (0, "", ""))

    def test_exactly_one_line_is_printed_and_a_second_start_is_measured(self):
        Process("--build-only").end()
        started = time.monotonic()
        process = Process("--port", 0)
        process.address()
        print(f"second start: {time.monotonic() - started:.2f} s until the address is printed", file=sys.stderr)
        self.assertEqual(process.end(signal.SIGINT), (0, "", ""))

    def test_only_verbose_prints_requests(self):
        process = Process("--port", 0, "--verbose")
        with Client(process.address()) as client:
            client.send(request("/nothing", "Connection: close"))
            self.assertEqual(client.read().status, 404)
        self.assertEqual(process.end(signal.SIGTERM), (0, "", "404 GET /nothing\n"))


if __name__ == "__main__":
    unittest.main()
