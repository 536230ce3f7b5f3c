"""Types, compressed copies, conditions and ranges."""
import gzip
import hashlib
import os
import subprocess
import unittest

from support import MEDIA_NAME, PNG, Client, ServerCase, request

TYPES = {
    "/": "text/html; charset=utf-8",
    "/index.html": "text/html; charset=utf-8",
    "/console.js": "text/javascript; charset=utf-8",
    "/console.wasm": "application/wasm",
    "/small.css": "text/css; charset=utf-8",
    "/data.bin": "application/octet-stream",
    "/empty.txt": "text/plain; charset=utf-8",
    f"/media/{MEDIA_NAME}": "image/png",
    "/api/bundles": "application/json",
    "/bundles/first/datapackage.json": "application/json",
    "/bundles/first/cases/00000.jsonl.gz": "application/gzip",
    # Nothing of a bundle is ever markup, script or style.
    "/bundles/first/page.html": "application/octet-stream",
    "/bundles/first/run.js": "application/octet-stream",
    "/bundles/first/picture.svg": "application/octet-stream",
}


class Files(ServerCase):
    def test_types(self):
        for target, kind in TYPES.items():
            with self.subTest(target=target):
                response = self.get(target)
                self.assertEqual((response.status, response.one("Content-Type")), (200, kind))

    def test_more_types_by_extension(self):
        kinds = {"a.json": "application/json", "a.jsonl": "application/jsonl", "a.otf": "font/otf", "a.ttf": "font/ttf",
                 "a.woff2": "font/woff2", "a.svg": "image/svg+xml", "a.webmanifest": "application/manifest+json",
                 "A.JPG": "image/jpeg"}
        for name, kind in kinds.items():
            (self.root / name).write_text("x")
            self.assertEqual(self.get(f"/{name}").one("Content-Type"), kind)

    def test_names_of_any_script_are_served(self):
        response = self.get("/%C3%BCn%C3%AFcode%20name.txt")
        self.assertEqual((response.status, response.body), (200, b"fine"))

    def test_a_link_that_stays_inside_is_followed(self):
        self.assertEqual(self.get("/in.css").body, b"a{}")

    def test_a_query_is_overlooked(self):
        self.assertEqual(self.get("/small.css?../../etc").body, b"a{}")

    def test_the_absolute_form_of_a_target_is_understood(self):
        self.assertEqual(self.get("http://127.0.0.1/small.css").body, b"a{}")

    def test_head_answers_with_the_same_headers_and_no_body(self):
        for target in ("/", "/console.js", "/nothing", "/api/bundles"):
            with Client(self.address) as client:
                client.send(request(target, method="HEAD") + request(target))
                head, get = client.read(head_only=True), client.read()
            self.assertEqual([pair for pair in head.headers if pair[0] != "Date"],
                             [pair for pair in get.headers if pair[0] != "Date"], target)
            self.assertEqual(head.one("Content-Length"), str(len(get.body)))


class CompressedCopies(ServerCase):
    def test_the_best_accepted_copy_is_sent(self):
        plain = (self.root / "console.js").read_bytes()
        for accept, encoding in (("br, gzip", "br"), ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("*", "br"),
                                 ("br;q=0, gzip", "gzip"), ("gzip;q=1.0, br;q=0.5", "gzip"), ("GZIP", "gzip"),
                                 ("identity", None), ("", None), ("br;q=0, gzip;q=0", None), ("br;q=nonsense", None),
                                 ("identity, br;q=0.5", None), ("deflate", None)):
            with self.subTest(accept=accept):
                response = self.get("/console.js", f"Accept-Encoding: {accept}")
                self.assertEqual(response.one("Content-Encoding"), encoding)
                self.assertEqual(response.one("Vary"), "Accept-Encoding")
                self.assertEqual(response.one("Content-Type"), "text/javascript; charset=utf-8")
                self.assertEqual(decoded(response), plain)

    def test_each_copy_has_an_etag_of_its_own(self):
        etags = {self.get("/console.js", f"Accept-Encoding: {encoding}").one("ETag") for encoding in ("br", "gzip", "")}
        self.assertEqual(len(etags), 3)

    def test_what_has_no_copy_does_not_vary(self):
        response = self.get("/small.css", "Accept-Encoding: br")
        self.assertEqual((response.one("Content-Encoding"), response.one("Vary")), (None, None))

    def test_a_copy_is_no_address(self):
        for suffix in (".br", ".gz"):
            self.assertEqual(self.get(f"/console.js{suffix}").status, 404)

    def test_a_stale_copy_is_not_sent(self):
        path = self.root / "changed.js"
        path.write_text("old " * 100)
        copy = self.root / "changed.js.gz"
        copy.write_bytes(gzip.compress(b"stale"))
        os.utime(copy, ns=(1, 1))
        self.assertEqual(self.get("/changed.js", "Accept-Encoding: gzip").body, path.read_bytes())

    def test_bundle_files_are_never_encoded_again(self):
        stored = (self.folder / "bundles/first/cases/00000.jsonl.gz").read_bytes()
        response = self.get("/bundles/first/cases/00000.jsonl.gz", "Accept-Encoding: gzip, br")
        self.assertEqual((response.one("Content-Encoding"), response.body), (None, stored))


def decoded(response) -> bytes:
    encoding = response.one("Content-Encoding")
    if encoding == "gzip":
        return gzip.decompress(response.body)
    if encoding == "br":
        return subprocess.run(["brotli", "-d", "-c"], input=response.body, stdout=subprocess.PIPE, check=True).stdout
    return response.body


class Conditions(ServerCase):
    def test_the_etag_is_the_digest_of_what_is_sent(self):
        response = self.get(f"/media/{MEDIA_NAME}")
        self.assertEqual(response.one("ETag"), f'"{hashlib.sha256(PNG).hexdigest()}"')

    def test_not_modified(self):
        etag = self.get("/small.css").one("ETag")
        for condition in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            with self.subTest(condition=condition):
                response = self.get("/small.css", f"If-None-Match: {condition}")
                self.assertEqual((response.status, response.body, response.one("ETag")), (304, b"", etag))
                self.assertIsNone(response.one("Content-Length"))

    def test_modified(self):
        for condition in ('"other"', "nonsense", ""):
            self.assertEqual(self.get("/small.css", f"If-None-Match: {condition}").status, 200)

    def test_a_change_is_seen_even_when_the_size_stays(self):
        path = self.root / "same-size.txt"
        path.write_text("one")
        first = self.get("/same-size.txt").one("ETag")
        path.write_text("two")
        os.utime(path, ns=(5, 5))
        response = self.get("/same-size.txt", f"If-None-Match: {first}")
        self.assertEqual((response.status, response.body), (200, b"two"))

    def test_the_list_of_bundles_has_one_too(self):
        etag = self.get("/api/bundles").one("ETag")
        self.assertEqual(self.get("/api/bundles", f"If-None-Match: {etag}").status, 304)


class Ranges(ServerCase):
    def setUp(self):
        self.whole = (self.root / "data.bin").read_bytes()

    def test_a_part_is_sent(self):
        size = len(self.whole)
        for wanted, first, last in (("0-0", 0, 0), ("0-9", 0, 9), ("5-", 5, size - 1), ("-7", size - 7, size - 1),
                                    (f"{size - 1}-", size - 1, size - 1), ("3-999999999", 3, size - 1),
                                    ("-999999999", 0, size - 1), ("00005-00006", 5, 6)):
            with self.subTest(wanted=wanted):
                response = self.get("/data.bin", f"Range: bytes={wanted}")
                self.assertEqual(response.status, 206)
                self.assertEqual(response.one("Content-Range"), f"bytes {first}-{last}/{size}")
                self.assertEqual(response.body, self.whole[first:last + 1])

    def test_outside_is_refused_with_the_size(self):
        for wanted in (f"{len(self.whole)}-", "999999999-", "-0"):
            response = self.get("/data.bin", f"Range: bytes={wanted}")
            self.assertEqual(response.status, 416, wanted)
            self.assertEqual(response.one("Content-Range"), f"bytes */{len(self.whole)}", wanted)

    def test_of_an_empty_file_nothing_can_be_sent(self):
        for wanted in ("0-", "0-0", "-1"):
            self.assertEqual(self.get("/empty.txt", f"Range: bytes={wanted}").status, 416, wanted)

    def test_what_is_no_single_range_gets_the_whole(self):
        for wanted in ("bytes=0-1,4-5", "bytes=5-3", "bytes=-", "bytes=", "bytes", "items=0-1", "bytes=a-b",
                       "bytes=0x1-2", "bytes=1-2-3", "bytes=--1", "bytes=+1-2", "bytes=99999999999999999999-", ""):
            with self.subTest(wanted=wanted):
                response = self.get("/data.bin", f"Range: {wanted}")
                self.assertEqual((response.status, response.body), (200, self.whole))

    def test_if_range(self):
        etag = self.get("/data.bin").one("ETag")
        self.assertEqual(self.get("/data.bin", "Range: bytes=0-1", f"If-Range: {etag}").status, 206)
        for condition in ('"other"', f"W/{etag}", "Sat, 01 Jan 2022 00:00:00 GMT"):
            self.assertEqual(self.get("/data.bin", "Range: bytes=0-1", f"If-Range: {condition}").status, 200)

    def test_a_range_is_of_the_file_and_not_of_its_copy(self):
        plain = (self.root / "console.js").read_bytes()
        response = self.get("/console.js", "Range: bytes=0-9", "Accept-Encoding: br")
        self.assertEqual((response.one("Content-Encoding"), response.body), (None, plain[:10]))

    def test_head_knows_no_range(self):
        response = self.get("/data.bin", "Range: bytes=0-1", method="HEAD")
        self.assertEqual((response.status, response.one("Content-Length")), (200, str(len(self.whole))))


if __name__ == "__main__":
    unittest.main()
