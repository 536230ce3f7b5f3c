"""The examples of docs/decision-format.md: they are what their maker makes, the documents quote them truly, and
`casement verify` says of each what it should."""
import json
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import ROOT, run  # noqa: E402
from examples import FOLDER, NOW, Examples  # noqa: E402

BUNDLE, PUBLISHER, REVIEWER = FOLDER / "bundle", FOLDER / "publisher.pub", FOLDER / "reviewer.pub"
AT = ("--now", NOW)


def verify(*words):
    done = run("verify", "--json", *AT, *words)
    return done.returncode, json.loads(done.stdout)


class Made(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = pathlib.Path(scratch.name)
        cls.made = Examples(cls.scratch)

    def test_the_files_are_what_the_maker_makes(self):
        there = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
        self.assertEqual(sorted(there), sorted(self.made.files))
        for name, content in self.made.files.items():
            self.assertEqual(there[name], content, f"{name}: run tests/cli/examples.py")

    def test_the_document_quotes_their_values(self):
        text = re.sub(r"\s+", "", (ROOT / "docs" / "decision-format.md").read_text(encoding="utf-8"))
        for name, value in self.made.values().items():
            if name == "pae_hex":  # too long for a page; its beginning and its digest are there
                continue
            for one in value if isinstance(value, list) else [value]:
                self.assertIn(str(one), text, f"docs/decision-format.md does not say {name}")

    def test_casement_writes_the_same_keyrings(self):
        keyring, key = self.scratch / "k.json", self.made.keys["publisher"].private
        lost = self.made.keys["lost"]
        steps = (("init", "2026-11-20T08:00:00Z", "--name", "Example Trust"),
                 ("add", "2026-11-20T09:00:00Z", FOLDER / "enrolment.json"),
                 ("add", "2026-11-20T10:00:00Z", lost.public, "--alias", "k.ito", "--organisation", "Example Ltd"),
                 ("revoke", "2026-11-22T08:00:00Z", lost.key_id[:12], "--after-seq", "1", "--reason", "Lost laptop"))
        for (step, now, *more), expected in zip(steps, self.made.keyrings):
            done = run("keyring", step, keyring, "--key", key, "--now", now, *more)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(keyring.read_bytes(), expected, step)

    def test_casement_merge_makes_the_same_checkpoint_root(self):
        out = self.scratch / "merged.jsonl"
        done = run("merge", "--out", out, "--sign", self.made.keys["publisher"].private, FOLDER / "decisions.jsonl")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(out.read_bytes().splitlines()[:3], self.made.lines)
        shown = run("verify", *AT, "--bundle", BUNDLE, "--publisher", PUBLISHER, "--key", REVIEWER, "--key", PUBLISHER,
                    out)
        self.assertEqual(shown.returncode, 0, shown.stdout)


class Verified(unittest.TestCase):
    def check(self, name, *words):
        return verify("--bundle", BUNDLE, "--publisher", PUBLISHER, *words, FOLDER / name)

    def test_the_export_is_valid_by_key_and_by_keyring(self):
        for words in (("--key", REVIEWER), ("--keyring", FOLDER / "keyring.json")):
            for name in ("decisions.jsonl", "filtered.jsonl"):
                code, report = self.check(name, *words)
                found = [one["status"] for one in report["decisions"]]
                self.assertEqual((code, found), (0, ["valid"] * 4), (name, report))
        kinds = [one["kind"] for one in self.check("filtered.jsonl")[1]["decisions"]]
        self.assertEqual(kinds, ["decision", "omission", "decision", "checkpoint"])

    def test_without_bundle_key_or_checkpoint_it_is_not_called_valid(self):
        self.assertEqual(self.check("decisions.jsonl")[0], 3)
        self.assertEqual(verify("--key", REVIEWER, FOLDER / "decisions.jsonl")[0], 3)
        code, report = self.check("acknowledgements.jsonl", "--key", REVIEWER)
        self.assertEqual((code, report["summary"]["by_code"]), (3, {"checkpoint.missing": 1}))

    def test_a_revoked_key_counts_before_the_revocation_and_not_after(self):
        code, report = self.check("revoked.jsonl", "--keyring", FOLDER / "keyring.json")
        first, second = report["decisions"]
        self.assertEqual((code, first["status"], second["error"]["code"]), (1, "valid", "key.revoked"))
        # By the keyring before, both are good: which keyring a verifier has decides what they know.
        code, report = self.check("revoked.jsonl", "--keyring", FOLDER / "keyring-3.json")
        self.assertEqual([one["status"] for one in report["decisions"]], ["valid", "valid"])

    def test_a_keyring_is_believed_only_by_its_publisher_and_is_old_at_its_end(self):
        done = run("verify", "--json", *AT, "--bundle", BUNDLE, "--keyring", FOLDER / "keyring.json",
                   FOLDER / "decisions.jsonl")
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("keyring.unvouched", done.stdout)
        late = run("verify", "--json", "--now", "2027-03-01T00:00:00Z", "--bundle", BUNDLE, "--publisher", PUBLISHER,
                   "--keyring", FOLDER / "keyring.json", FOLDER / "decisions.jsonl")
        self.assertEqual(late.returncode, 3, late.stdout)
        self.assertIn("keyring.expired", late.stdout)
        early = run("verify", "--now", "2026-11-22T06:00:00Z", "--publisher", PUBLISHER,
                    "--keyring", FOLDER / "keyring.json", FOLDER / "decisions.jsonl")
        self.assertIn("keyring.future", early.stderr)

    def test_each_invalid_example_fails_with_its_code_at_its_last_line(self):
        seen = set()
        with tempfile.TemporaryDirectory() as place:
            path = pathlib.Path(place) / "lines.jsonl"
            for text in (FOLDER / "invalid.jsonl").read_text(encoding="utf-8").splitlines():
                example = json.loads(text)
                path.write_text("".join(line + "\n" for line in example["lines"]), encoding="utf-8")
                code, report = verify("--bundle", BUNDLE, "--publisher", PUBLISHER, "--key", REVIEWER, path)
                found = [one.get("error", {}).get("code") for one in report["decisions"]]
                expected = [None] * (len(example["lines"]) - 1) + [example["code"]]
                self.assertEqual((code, found), (1, expected), example["why"])
                seen.add(example["code"])
        self.assertGreater(len(seen), 35)


class Codes(unittest.TestCase):
    """A code that verification can give is in the table of the document."""

    def test_every_code_of_the_verifier_is_in_the_document(self):
        text = (ROOT / "docs" / "decision-format.md").read_text(encoding="utf-8") + \
            (ROOT / "docs" / "keyring-format.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`([a-z_]+\.[a-z_0-9]+)`", text))
        for prefix, rest in re.findall(r"`([a-z_]+)\.[a-z_0-9]+`((?:, `\.[a-z_0-9]+`)+)", text):
            named |= {prefix + word for word in re.findall(r"`(\.[a-z_0-9]+)`", rest)}
        for source in sorted((ROOT / "src" / "core" / "decision").glob("*.cpp")):
            for code in re.findall(r'Error\{\s*"([a-z_]+\.[a-z_0-9]+)"', source.read_text(encoding="utf-8")):
                if not code.startswith(("record.", "key.id")):  # of writing, not of reading
                    self.assertIn(code, named, f"{source.name}: {code} is in no document")


if __name__ == "__main__":
    unittest.main()
