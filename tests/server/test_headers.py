"""The headers of the design, byte for byte, on every kind of response."""
import unittest

from support import MEDIA_NAME, Client, Limits, ServerCase, request

POLICY = ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
          "media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'; "
          "require-trusted-types-for 'script'; trusted-types casement")
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
KNOWN = {*ALWAYS, "Permissions-Policy", "Date", "Content-Type", "Content-Length", "Cache-Control", "Connection", "ETag",
         "Vary", "Content-Encoding", "Accept-Ranges", "Content-Range", "Allow"}

RESPONSES = {
    200: request("/"),
    206: request("/data.bin", "Range: bytes=0-1"),
    400: b"nonsense\r\n\r\n",
    404: request("/nothing"),
    405: request("/", method="POST"),
    413: request("/", "Content-Length: 99999999"),
    414: b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    416: request("/data.bin", "Range: bytes=999999-"),
    421: request("/", host="elsewhere.example"),
    431: request("/", "X-Long: " + "a" * 40000),
    501: request("/", "Transfer-Encoding: chunked"),
    505: b"GET / HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n",
}


class Headers(ServerCase):
    limits = Limits(head_s=2.0)

    def check(self, response) -> None:
        for name, value in ALWAYS.items():
            self.assertEqual(response.all(name), [value], name)
        self.assertEqual({name for name, _ in response.headers} - KNOWN, set())

    def test_every_status_carries_the_exact_set(self):
        for status, data in RESPONSES.items():
            with self.subTest(status=status):
                response = self.raw(data)
                self.assertEqual(response.status, status)
                self.check(response)

    def test_not_modified_carries_them_too(self):
        etag = self.get("/").one("ETag")
        response = self.get("/", f"If-None-Match: {etag}")
        self.assertEqual(response.status, 304)
        self.check(response)

    def test_a_request_that_took_too_long_is_answered_with_them(self):
        with Client(self.address) as client:
            client.send(b"GET / HTTP/1.1\r\nHost:")
            response = client.read()
        self.assertEqual(response.status, 408)
        self.check(response)

    def test_the_permissions_policy_is_closed_but_for_copying(self):
        parts = self.get("/").one("Permissions-Policy").split(", ")
        self.assertIn("clipboard-write=(self)", parts)
        self.assertEqual([part for part in parts if not part.endswith("=()")], ["clipboard-write=(self)"])
        for feature in ("camera", "microphone", "geolocation", "clipboard-read", "usb", "display-capture", "payment"):
            self.assertIn(f"{feature}=()", parts)

    def test_no_strict_transport_security_without_tls_and_no_server_name(self):
        response = self.get("/")
        self.assertEqual(response.all("Strict-Transport-Security") + response.all("Server"), [])

    def test_only_media_named_by_its_digest_may_be_kept(self):
        self.assertEqual(self.get(f"/media/{MEDIA_NAME}").one("Cache-Control"), "public, max-age=31536000, immutable")
        for target in ("/", "/console.js", "/console.wasm", "/bundles/first/datapackage.json", "/api/bundles"):
            self.assertEqual(self.get(target).one("Cache-Control"), "no-cache", target)
        self.assertEqual(self.get("/nothing").one("Cache-Control"), "no-store")


if __name__ == "__main__":
    unittest.main()
