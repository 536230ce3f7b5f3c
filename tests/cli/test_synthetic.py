"""casement pack --synthetic: bundles of any size, by chance and yet the same each time."""
import collections
import gzip
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import ROOT, case, run  # noqa: E402

PACKS = [ROOT / "policies" / f"{name}@2026.11.json" for name in ("community-standards", "intellectual-property")]


class Synthetic(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def pack(self, name, *options, packs=PACKS, expect=0):
        policies = [word for path in packs for word in ("--policy", path)]
        done = run("pack", "--out", self.folder / name, "--name", "synthetic", *policies, *options)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done

    def cases(self, name):
        found = []
        for shard in sorted((self.folder / name / "cases").iterdir()):
            read = gzip.open if shard.suffix == ".gz" else open
            with read(shard, "rt", encoding="utf-8") as lines:
                found += [json.loads(line) for line in lines]
        return found

    def files(self, name):
        root = self.folder / name
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def test_equal_seeds_give_equal_bytes_and_others_do_not(self):
        self.pack("one", "--synthetic", "300", "--seed", "5", "--gzip")
        self.pack("two", "--synthetic", "300", "--seed", "5", "--gzip")
        self.pack("three", "--synthetic", "300", "--seed", "6", "--gzip")
        self.assertEqual(self.files("one"), self.files("two"))
        self.assertNotEqual(self.cases("one"), self.cases("three"))

    def test_a_smaller_bundle_is_the_beginning_of_a_greater_one(self):
        self.pack("few", "--synthetic", "50", "--seed", "9")
        self.pack("many", "--synthetic", "120", "--seed", "9")
        self.assertEqual(self.cases("few"), self.cases("many")[:50])

    def test_every_case_can_be_read_and_they_differ_as_real_ones_do(self):
        self.pack("all", "--synthetic", "2000", "--strict")
        cases = self.cases("all")
        self.assertEqual(len({one["id"] for one in cases}), 2000)
        areas = collections.Counter(one["area"] for one in cases)
        self.assertEqual(set(areas), {"community", "advertising", "ip", "regulation"})
        self.assertGreater(areas["community"], areas["regulation"])
        self.assertGreater(len({one["language"] for one in cases}), 5)
        self.assertGreater(len({one["market"] for one in cases}), 10)
        without = sum("due_at" not in one for one in cases)
        self.assertTrue(0 < without < 1000)

    def test_clocks_are_those_of_the_area_s_pack_with_the_event_that_starts_them(self):
        self.pack("clocks", "--synthetic", "400")
        packs = [json.loads(path.read_text(encoding="utf-8")) for path in PACKS]
        known = {pack["area"]: {clock["id"]: clock for clock in pack["clocks"]} for pack in packs}
        for one in self.cases("clocks"):
            clocks = known.get(one["area"])
            if not clocks:
                self.assertNotIn("clock", one)
                continue
            starts = clocks[one["clock"]].get("starts", [])
            self.assertEqual([event["kind"] for event in one["events"]], starts[:1])

    def test_they_stand_beside_given_cases(self):
        given = self.folder / "given.jsonl"
        given.write_text(json.dumps(case("G-1")) + "\n", encoding="utf-8")
        self.pack("both", "--synthetic", "3", given)
        self.assertEqual([one["id"] for one in self.cases("both")],
                         ["G-1", "SYN-0000001", "SYN-0000002", "SYN-0000003"])

    def test_numbers_that_are_none_are_refused(self):
        for wrong in ("0", "-1", "many", "10000001"):
            done = self.pack("wrong", "--synthetic", wrong, expect=2)
            self.assertIn("--synthetic", done.stderr)
        self.assertIn("--seed", self.pack("wrong", "--synthetic", "1", "--seed", "x", expect=2).stderr)
        self.assertFalse((self.folder / "wrong").exists() and any((self.folder / "wrong").iterdir()))


if __name__ == "__main__":
    unittest.main()
