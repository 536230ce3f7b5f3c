"""docs/verify.sh, as an auditor runs it: what holds, and that what was damaged does not."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import ROOT  # noqa: E402
from examples import FOLDER  # noqa: E402

SCRIPT = ROOT / "docs" / "verify.sh"
REVIEWER, LOST = FOLDER / "reviewer.pub", FOLDER / "lost.pub"
# What a reader who insists on the format finds, and this script says that it leaves to it.
LEFT_TO_CASEMENT = ("json.duplicate_key", "envelope.canonical", "envelope.schema", "envelope.payload_type",
                    "payload.canonical", "payload.type", "payload.schema", "payload.subject", "digest.", "supersedes.",
                    "answer.", "derive.", "outcome.", "flag.", "evidence.", "override.", "time.", "checkpoint.keys")


class Auditor(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.path = pathlib.Path(scratch.name) / "export.jsonl"
        self.lines = (FOLDER / "decisions.jsonl").read_bytes().splitlines()

    def audit(self, lines, *keys):
        self.path.write_bytes(lines if isinstance(lines, bytes) else b"".join(line + b"\n" for line in lines))
        done = subprocess.run(["sh", SCRIPT, self.path, *(keys or (REVIEWER,))], capture_output=True, text=True,
                              timeout=120)
        return done.returncode, done.stdout.strip()

    def test_the_page_quotes_the_script(self):
        page = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
        self.assertIn("```sh\n" + SCRIPT.read_text(encoding="utf-8"), page)

    def test_good_exports_hold(self):
        for name, lines in (("decisions.jsonl", 4), ("filtered.jsonl", 4)):
            self.assertEqual(self.audit((FOLDER / name).read_bytes()), (0, f"{lines} lines hold"))
        self.assertEqual(self.audit((FOLDER / "decisions.jsonl").read_bytes().rstrip(b"\n")), (0, "4 lines hold"))
        both = (FOLDER / "revoked.jsonl").read_bytes() + (FOLDER / "decisions.jsonl").read_bytes()
        self.assertEqual(self.audit(both, REVIEWER, LOST)[1], "line 6: count or last line")
        self.assertEqual(self.audit((FOLDER / "revoked.jsonl").read_bytes(), REVIEWER, LOST)[0], 3)

    def test_without_a_checkpoint_the_end_is_open(self):
        code, said = self.audit(self.lines[:3])
        self.assertEqual((code, said), (3, "3 lines hold, but no checkpoint seals the last 3"))

    def test_lines_that_were_moved_taken_or_put_in(self):
        one, two, three, seal = self.lines
        for lines, said in (([one, three, two, seal], "line 2: does not follow number 1"),
                            ([two, three, seal], "line 1: does not follow number 0"),
                            ([one, two, seal], "line 3: count or last line"),
                            ([one, two, two, three, seal], "line 3: does not follow number 2"),
                            ([one, two, three, seal, seal], "line 5: count or last line"),
                            ([one, b"", two], "line 2: unknown key"), ([], "line 0: the file is empty")):
            code, found = self.audit(lines)
            self.assertEqual(code, 1, said)
            self.assertTrue(found.startswith(said), f"{found} is not {said}")

    def test_a_key_that_was_not_given_is_not_believed(self):
        code, said = self.audit(self.lines, LOST)
        self.assertEqual(code, 1)
        self.assertIn("line 1: unknown key", said)

    def test_flipped_bits_do_not_hold(self):
        chance = random.Random(4)
        good = b"".join(line + b"\n" for line in self.lines)
        for _ in range(6):
            bad = bytearray(good)
            at = chance.randrange(len(bad) - 1)
            bad[at] ^= 1 << chance.randrange(8)
            if bytes(bad[at:at + 1]) == b"\0" or json_alike(good, bytes(bad)):
                continue
            self.assertNotEqual(self.audit(bytes(bad))[0], 0, f"byte {at}")

    def test_the_invalid_examples_do_not_hold_where_it_promises_to_find_them(self):
        seen = set()
        for text in (FOLDER / "invalid.jsonl").read_text(encoding="utf-8").splitlines():
            example = json.loads(text)
            if example["code"].startswith(LEFT_TO_CASEMENT) or example["why"] == "two signatures" \
                    or example["code"] in seen:
                continue
            seen.add(example["code"])
            self.assertEqual(self.audit([line.encode() for line in example["lines"]])[0], 1, example["why"])
        self.assertGreater(len(seen), 12)


def json_alike(good, bad):
    """Whether only the type or a member's name that the script does not read was touched: it says nothing of those."""
    def read(data):
        try:
            return [(one["payload"], one["signatures"][0]) for one in map(json.loads, data.splitlines())]
        except (ValueError, KeyError, TypeError, IndexError):
            return None
    return read(good) == read(bad)


if __name__ == "__main__":
    unittest.main()
