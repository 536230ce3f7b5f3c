"""casement convert: exports in the form of other programs."""
import base64
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import BINARY, Key, canonical, envelope, run, sha256  # noqa: E402
from examples import FOLDER  # noqa: E402

EXPORT = FOLDER / "decisions.jsonl"


class Convert(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def rows(self, *paths, expect=0):
        done = run("convert", "--to", "csv", *paths)
        self.assertEqual(done.returncode, expect, done.stderr)
        return list(csv.DictReader(io.StringIO(done.stdout, newline="")))

    def altered(self, **changes):
        """The first example decision with other members of the predicate, by a key made here."""
        key = Key(self.folder, "key")
        line = json.loads(EXPORT.read_text(encoding="utf-8").splitlines()[0])
        statement = json.loads(base64.b64decode(line["payload"]))
        statement["predicate"].update(changes)
        path = self.folder / "altered.jsonl"
        path.write_bytes(envelope(canonical(statement), key, self.folder / "scratch") + b"\n")
        return path

    def test_csv_has_a_row_a_decision_and_no_other(self):
        rows = self.rows(EXPORT)
        lines = EXPORT.read_bytes().splitlines()
        self.assertEqual([row["number"] for row in rows], ["1", "2", "3"])
        self.assertEqual([row["digest"] for row in rows], [sha256(line) for line in lines[:3]])
        self.assertEqual((rows[0]["case"], rows[0]["outcome"], rows[0]["reviewer"], rows[0]["temporary"]),
                         ("example-1", "remove", "m.oz", "no"))
        self.assertEqual((rows[2]["corrects"], rows[2]["correction"]),
                         (rows[0]["digest"], "A quotation from a film; the account says so."))
        self.assertEqual(len(self.rows(FOLDER / "filtered.jsonl", EXPORT)), 5)

    def test_what_strangers_wrote_is_no_formula_and_stays_one_field(self):
        for text, shown in (('=HYPERLINK("x","y")', "'=HYPERLINK(\"x\",\"y\")"), ("+1", "'+1"), ("-1+2", "'-1+2"),
                            ("@sum", "'@sum"), ('a, "b"', 'a, "b"'), ("plain", "plain")):
            self.assertEqual(self.rows(self.altered(rationale=text))[0]["rationale"], shown)

    def test_records_end_as_rfc_4180_has_it(self):
        done = subprocess.run([BINARY, "convert", "--to", "csv", EXPORT], capture_output=True, timeout=120)
        self.assertEqual(done.stdout.count(b"\r\n"), 4)
        self.assertEqual(done.stdout.count(b"\n"), 4)

    def test_sigstore_bundles_hold_the_envelopes_as_they_are(self):
        done = run("convert", "--to", "sigstore", "-", stdin=EXPORT.read_text(encoding="utf-8"))
        self.assertEqual(done.returncode, 0, done.stderr)
        made = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([canonical(one["dsseEnvelope"]) for one in made], EXPORT.read_bytes().splitlines())
        for one in made:
            self.assertEqual(one["mediaType"], "application/vnd.dev.sigstore.bundle.v0.3+json")
            self.assertEqual(one["verificationMaterial"]["publicKey"]["hint"],
                             one["dsseEnvelope"]["signatures"][0]["keyid"])

    def test_a_line_that_cannot_be_read_is_named_and_the_rest_goes_on(self):
        path = self.folder / "bad.jsonl"
        path.write_bytes(b"{}\n" + EXPORT.read_bytes())
        for form in ("csv", "sigstore"):
            done = run("convert", "--to", form, path)
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"{path}:1", done.stderr)
            self.assertEqual(len(done.stdout.splitlines()), 4)

    def test_slips(self):
        for words in ((), ("--to", "csv"), ("--to", "xml", EXPORT), (EXPORT,), ("--to", "csv", self.folder / "none")):
            self.assertEqual(run("convert", *words).returncode, 2, words)


if __name__ == "__main__":
    unittest.main()
