"""docs/operations.md shows a web server's configuration: its headers are the ones this server sends."""
import re
import unittest

from support import ROOT
from setup.serving.headers import SECURITY_HEADERS


class Operations(unittest.TestCase):
    def test_the_nginx_example_sends_the_same_headers(self):
        text = (ROOT / "docs" / "operations.md").read_text("utf-8")
        shown = dict((name, value.strip('"')) for name, value in
                     re.findall(r'^\s*add_header (\S+) ("[^"]*"|\S+) always;$', text, re.MULTILINE))
        for name, value in SECURITY_HEADERS:
            self.assertEqual(shown.get(name), value, name)
        beside = set(shown) - {name for name, _ in SECURITY_HEADERS}
        self.assertEqual(beside, {"Strict-Transport-Security", "Cache-Control"})


if __name__ == "__main__":
    unittest.main()
