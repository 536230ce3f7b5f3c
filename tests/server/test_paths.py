"""What must never be reached: outside of the root, hidden, or not a file."""
import unittest

from support import SECRET, ServerCase

CLIMBS = [
    "/../secret.txt", "/../../etc/passwd", "/./../secret.txt", "/media/../../secret.txt", "/media/../index.html",
    "/%2e%2e/secret.txt", "/%2E%2E/secret.txt", "/.%2e/secret.txt", "/%2e./secret.txt", "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt", "/..%2Fsecret.txt", "/media%2f..%2f..%2fsecret.txt", "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt", "/%25252e%25252e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt",
    "/%5c..%5csecret.txt",
    "/..%00/secret.txt", "/index.html%00", "/index.html%00.png", "/%00", "/index.html%0a", "/index.html%0d%0aX: y",
    "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae%e0%80%ae/secret.txt", "/%ff", "/..;/secret.txt", "/..%3b/secret.txt",
    "/.../secret.txt", "/..%01/secret.txt", "//secret.txt", "//etc/passwd", "/%2fetc/passwd", "///index.html",
    "/media//../../secret.txt", "/.", "/..", "/%2e", "/.hidden", "/%2ehidden", "/out.txt", "/outer/secret.txt",
    "/outer", "/loop", "/pipe.txt", "/media", "/media/", "/index.html/", "/index.html/x", "/small.css:stream",
    "/C:/secret.txt",
    "/bundles", "/bundles/", "/bundles/first", "/bundles/first/", "/bundles/../secret.txt",
    "/bundles/first/../../secret.txt",
    "/bundles/first/%2e%2e/%2e%2e/secret.txt", "/bundles/first/out.json", "/bundles/none/datapackage.json",
    "/bundles/%2e%2e/secret.txt", "/bundles/first%2fdatapackage.json", "/api", "/api/", "/api/bundles/", "/api/other",
    "/index.html.", "/index.html%20", "/" + "a" * 300, "/" + "a/" * 1000 + "b", "/~root/", "/file:%2f%2f/etc/passwd",
]
MALFORMED = ["index.html", "*", "/%", "/%2", "/%zz", "/a#b", "127.0.0.1:80", "ftp://127.0.0.1/x"]


class Paths(ServerCase):
    def test_nothing_outside_is_reached_and_nothing_is_told(self):
        self.assertGreaterEqual(len(CLIMBS), 30)
        for target in CLIMBS:
            with self.subTest(target=target[:60]):
                if " " in target:
                    self.assertEqual(self.get(target).status, 400)
                    continue
                response = self.get(target)
                self.assertEqual((response.status, response.body), (404, b"There is nothing at this address.\n"))

    def test_the_secret_is_in_no_answer(self):
        for target in CLIMBS:
            self.assertNotIn(SECRET, self.get(target).body, target[:60])

    def test_what_is_no_target_is_malformed(self):
        for target in MALFORMED:
            with self.subTest(target=target):
                self.assertEqual(self.get(target).status, 400)

    def test_an_answer_repeats_nothing_of_the_request(self):
        for target in ("/marker<b>", "/%6darker", "*marker"):
            self.assertNotIn(b"arker", self.get(target).body)

    def test_a_name_from_elsewhere_is_refused(self):
        for host in ("attacker.example", "attacker.example:8420", "127.0.0.1.attacker.example", "0.0.0.0"):
            self.assertEqual(self.get("/", host=host).status, 421, host)
        for host in ("localhost", "LOCALHOST:1", "127.0.0.1:8420", "[::1]:8420"):
            self.assertEqual(self.get("/", host=host).status, 200, host)
        for host in ("a b", "a/b", "user@127.0.0.1", "127.0.0.1:port", ""):
            self.assertEqual(self.get("/", host=host).status, 400, host)


if __name__ == "__main__":
    unittest.main()
