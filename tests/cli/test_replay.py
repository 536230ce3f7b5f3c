"""casement replay, driven from outside, over decisions signed by openssl in bundles packed by casement."""
import copy
import csv
import io
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import PACK, ROOT, InFolder, Key, canonical, case, decision, envelope, run, sha256  # noqa: E402
from ledger import NOW, checkpoint  # noqa: E402

GIVEN = ({"target": "nobody"}, {"target": "person", "intent": "yes"}, {"target": "person", "intent": "no"})
MARKETS = ("DE", "FR", "FR")


def changed(change, version="2026.12"):
    pack = copy.deepcopy(PACK)
    pack["version"] = version
    pack.pop("tests")
    change(pack)
    return pack


def warn(pack):
    pack["outcomes"].insert(0, {"id": "warn", "label": "Warn", "effect": "label", "because": "It is a threat.",
                                "when": {"==": [{"var": "answers.intent"}, "yes"]}})


def ask_harm(pack):
    pack["questions"].append({"id": "harm", "section": "S1", "text": "Harm?", "kind": "yes_no"})
    pack["outcomes"].insert(0, {"id": "warn", "label": "Warn", "effect": "label", "because": "It harms.",
                                "when": {"==": [{"var": "answers.harm"}, "yes"]}})


def read_reach(pack):
    pack["outcomes"].insert(0, {"id": "warn", "label": "Warn", "effect": "label", "because": "It reaches many.",
                                "when": {">": [{"var": "case.reach"}, 1000]}})


class Replay(InFolder):
    def setUp(self):
        super().setUp()
        self.reviewer = Key(self.folder, "reviewer")
        self.policy = self.write("p.json", PACK)
        rows = [case(f"c{i}", market=market, reach=5000 * i) for i, market in enumerate(MARKETS)]
        self.pack("--policy", self.policy, self.write_lines("in.jsonl", rows))
        self.bundle = self.folder / "bundle"
        self.lines = (self.bundle / "cases" / "00000.jsonl").read_bytes().splitlines()
        self.decisions = self.write("decisions.jsonl", b"".join(line + b"\n" for line in self.signed()))

    def signed(self, **changes):
        out, prev = [], None
        for seq, (line, answers) in enumerate(zip(self.lines, GIVEN), 1):
            derived = run("derive", "--json", "--pack", self.policy, "--answers", self.write("a.json", answers))
            payload = decision(self.bundle, self.reviewer, seq, prev, line, answers, json.loads(derived.stdout),
                               **(changes if seq == 2 else {}))
            prev = envelope(payload, self.reviewer, self.folder / "scratch")
            out.append(prev)
        return out

    def replay(self, pack, *words, expect=1, decisions=None):
        done = run("replay", decisions or self.decisions, "--pack", self.write("new.json", pack), *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def report(self, pack, *words, **more):
        return json.loads(self.replay(pack, "--bundle", self.bundle, "--format", "json", *words, **more))

    def test_on_the_same_pack_nothing_changes(self):
        table = self.replay(PACK, "--bundle", self.bundle, expect=0)
        self.assertIn("sample@2026.11 -> sample@2026.11\n0 of 3 decisions would change, 0 are open", table)
        self.assertIn("casement verify", table)
        self.assertNotIn("Because of", table)

    def test_a_change_is_told_with_its_cause(self):
        report = self.report(changed(warn))
        self.assertEqual(report["totals"]["would_change"], 1)
        self.assertEqual(report["totals"]["flows"], [{"from": "remove", "to": "warn", "count": 1, "cases": ["c1"]}])
        cause = report["totals"]["causes"][0]
        self.assertEqual((cause["kind"], cause["id"], cause["pointer"], cause["changed"]),
                         ("outcome_new", "warn", "/outcomes/0", 1))
        markets = {one["market"]: one for one in report["totals"]["markets"]}
        self.assertEqual((markets["FR"]["changed"], markets["FR"]["decisions"], markets["DE"]["changed"]), (1, 2, 0))
        section = report["totals"]["sections"][0]
        self.assertEqual((section["id"], section["then"], section["now"], section["lost"]), ("S1", 1, 0, 1))
        listed, = report["decisions"]
        self.assertEqual((listed["case_id"], listed["kind"], listed["from"], listed["to"], listed["line"]),
                         ("c1", "changed", "remove", "warn", 2))
        table = self.replay(changed(warn), "--bundle", self.bundle)
        self.assertIn("1 of 3 decisions would change", table)
        self.assertIn('The outcome "Warn" is new, and it fits first.', table)

    def test_open_decisions_say_what_to_answer_and_what_can_follow(self):
        report = self.report(changed(ask_harm))
        self.assertEqual(report["totals"]["kinds"]["needs_answer"], 3)
        self.assertEqual(report["decisions"][1]["possible"], ["warn", "remove"])
        self.assertEqual(report["decisions"][1]["needs"][0]["question"], "harm")
        self.assertEqual(report["decisions"][1]["cause"]["kind"], "question_new")
        self.assertIn("Answer harm.", self.replay(changed(ask_harm), "--bundle", self.bundle))

    def test_facts_come_from_the_bundle_and_are_not_guessed(self):
        report = self.report(changed(read_reach))
        self.assertEqual([one["case_id"] for one in report["decisions"]], ["c1", "c2"])
        blind = json.loads(self.replay(changed(read_reach), "--from", self.policy, "--format", "json", expect=3))
        self.assertEqual(blind["totals"]["kinds"]["facts_unknown"], 3)
        self.assertEqual((blind["without_facts"], blind["without_old_pack"]), (3, 0))
        self.assertIn("not known", self.replay(changed(read_reach), "--from", self.policy, expect=3))

    def test_without_the_old_pack_the_outcome_is_known_and_the_cause_is_not(self):
        report = json.loads(self.replay(changed(warn), "--format", "json"))
        self.assertEqual(report["without_old_pack"], 3)
        self.assertEqual(report["totals"]["flows"][0]["to"], "warn")
        self.assertEqual(report["totals"]["causes"][0]["kind"], "not_known")
        other = self.write("other.json", {**PACK, "title": "Another"})
        report = json.loads(self.replay(changed(warn), "--from", other, "--format", "json"))
        self.assertEqual(report["without_old_pack"], 3, "a pack of the same name is not the same pack")

    def test_the_policy_that_caught_up_with_an_override_is_said(self):
        lines = self.signed(final="no_violation", override={"outcome": "no_violation", "reason": "A joke."})
        path = self.write("overridden.jsonl", b"".join(line + b"\n" for line in lines))
        pack = changed(lambda p: p["outcomes"].pop(0))
        report = self.report(pack, decisions=path)
        self.assertEqual(report["totals"]["overrides"], {"decisions": 1, "agrees": 1, "differs": 0, "open": 0})
        self.assertEqual(report["decisions"][0]["override"], "agrees")
        table = self.replay(pack, "--bundle", self.bundle, decisions=path)
        self.assertIn("Of 1 overridden decision, the new pack agrees with the reviewer in 1, and not in 0.", table)

    def test_a_bad_line_is_named_and_the_rest_goes_on(self):
        good = self.decisions.read_bytes().splitlines()
        path = self.write("mixed.jsonl", b"\n".join([good[0], b"{bad", good[1], b"{}", b"", good[2]]) + b"\n")
        done = run("replay", path, "--pack", self.policy, "--bundle", self.bundle)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"json.syntax at .*mixed.jsonl:2")
        self.assertRegex(done.stderr, r"envelope.schema at .*mixed.jsonl:4")
        self.assertIn("0 of 3 decisions would change", done.stdout)
        self.assertRegex(done.stdout, r"2 +lines could not be read")

    def test_decisions_of_other_packs_are_counted_and_those_that_do_not_hold_are_named(self):
        path = self.write("other.jsonl", self.signed(policy_id="other")[1] + b"\n")
        report = self.report(changed(warn), decisions=path, expect=0)
        self.assertEqual((report["other_packs"], report["totals"]["decisions"]), (1, 0))
        path = self.write("false.jsonl", self.signed(answers={"target": "nobody"})[1] + b"\n")
        report = self.report(changed(warn), "--list", "all", decisions=path)
        self.assertEqual(report["totals"]["kinds"]["illegal"], 1)
        self.assertEqual(report["decisions"][0]["error"]["code"], "outcome.mismatch")

    def test_csv_markdown_lists_and_limits(self):
        text = self.replay(changed(warn), "--bundle", self.bundle, "--format", "csv", "--list", "all")
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual([row["kind"] for row in rows], ["same", "changed", "same"])
        self.assertEqual((rows[1]["from"], rows[1]["to"], rows[1]["cause"]), ("remove", "warn", "outcome_new"))
        markdown = self.replay(changed(ask_harm), "--bundle", self.bundle, "--format", "markdown", "--limit", "1")
        self.assertIn("# sample@2026.11 -> sample@2026.12", markdown)
        self.assertIn("the first 1 of 3", markdown)
        self.assertIn("| decisions | then | now | for example |", markdown)
        for which, count in (("changed", 0), ("needs", 3), ("all", 3)):
            self.assertEqual(len(self.report(changed(ask_harm), "--list", which)["decisions"]), count)
        report = self.report(changed(ask_harm), "--limit", "2")
        self.assertEqual((report["listed"], report["not_listed"]), (2, 1))

    def test_slips(self):
        for words, code in (((), "usage.value"), (("--pack", self.policy), "usage.value"),
                            (("--pack", self.policy, "none.jsonl"), "file.open"),
                            (("--pack", self.folder / "none.json", self.decisions), "file.open"),
                            (("--pack", self.policy, "--format", "poem", self.decisions), "usage.value"),
                            (("--pack", self.policy, "--limit", "few", self.decisions), "usage.value"),
                            (("--pack", self.policy, "--bundle", self.folder / "none", self.decisions), "file.open")):
            done = run("replay", *words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(code, done.stderr)

    def test_the_json_has_the_members_that_its_schema_demands(self):
        schema = json.loads((ROOT / "docs" / "schemas" / "replay.schema.json").read_text(encoding="utf-8"))
        report = self.report(changed(ask_harm))
        self.assertEqual(set(schema["required"]), set(report))
        self.assertEqual(set(schema["$defs"]["totals"]["required"]), set(report["totals"]))
        known = schema["$defs"]["decision"]["properties"]
        for one in report["decisions"]:
            self.assertLessEqual(set(one), set(known))
            self.assertIn(one["kind"], known["kind"]["enum"])


class DemoBundle(InFolder):
    """The demo's cases, decided as its trainers expect, replayed on the pack itself and on its predecessor."""

    def verify(self, bundle, reviewer, path):
        done = run("verify", "--json", "--bundle", bundle, "--key", reviewer.public, path)
        return done.returncode, json.loads(done.stdout)

    def test_decisions_of_the_demo_hold_and_replay(self):
        policies = ROOT / "policies"
        new, old = policies / "community-standards@2026.11.json", policies / "community-standards@2026.05.json"
        expected = [json.loads(line) for line in
                    (ROOT / "web" / "demo" / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
        answers = {one.get("case") or one.get("id") or one.get("case_id"): one for one in expected}
        source = ROOT / "web" / "demo" / "first-steps" / "cases.jsonl"
        rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            row["content"] = [part for part in row["content"] if "file" not in part] or [
                {"id": "t", "kind": "text", "text": "A picture."}]
        self.pack("--policy", new, self.write_lines("in.jsonl", rows))
        bundle, reviewer = self.folder / "bundle", Key(self.folder, "reviewer")
        out, prev = [], None
        for seq, line in enumerate((bundle / "cases" / "00000.jsonl").read_bytes().splitlines(), 1):
            given = answers[json.loads(line)["id"]]["answers"]
            derived = run("derive", "--json", "--pack", new, "--answers", self.write("a.json", given),
                          "--case", self.write("c.json", line))
            self.assertEqual(derived.returncode, 0, derived.stderr)
            # Some options need evidence and a note.
            part = next(one for one in json.loads(line)["content"] if one.get("text"))
            prev = envelope(decision(bundle, reviewer, seq, prev, line, given, json.loads(derived.stdout),
                                     evidence=[{"part": part["id"], "start": 0, "end": 1}],
                                     rationale="As its trainers expect."), reviewer, self.folder / "scratch")
            out.append(prev)
        end = checkpoint(reviewer, out, {reviewer.key_id: (len(out), prev)}, self.folder / "scratch")
        path = self.write("export.jsonl", b"".join(one + b"\n" for one in [*out, end]))
        done = run("verify", "--bundle", bundle, "--key", reviewer.public, "--now", NOW, path)
        self.assertEqual(done.returncode, 0, done.stdout)
        done = run("replay", path, "--pack", new, "--bundle", bundle, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(json.loads(done.stdout)["totals"]["kinds"]["same"], len(rows))
        done = run("replay", path, "--pack", old, "--bundle", bundle, "--format", "json", "--list", "all")
        kinds = json.loads(done.stdout)["totals"]["kinds"]
        self.assertEqual((kinds["illegal"], sum(kinds.values())), (0, len(rows)))
