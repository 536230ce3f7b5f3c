"""casement merge: a surge that was split over many reviewers comes together again."""
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import Key, run, sha256  # noqa: E402
from ledger import WithBundle, checkpoint, document  # noqa: E402


class Merge(WithBundle):
    cases_in_bundle = 10

    def setUp(self):
        super().setUp()
        self.out = self.folder / "all.jsonl"

    def merge(self, *words, expect=0):
        done = run("merge", "--json", "--out", self.out, *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return document(done)

    def merged(self):
        return self.out.read_bytes().splitlines()

    def keyring(self, **roles):
        path = self.folder / "keyring.json"
        steps = [("init",)] + [("add", key.public, "--role", role) for role, keys in roles.items() for key in keys]
        for step, *words in steps:
            done = run("keyring", step, path, "--key", self.publisher.private, "--now", "2026-11-20T00:00:00Z", *words)
            self.assertEqual(done.returncode, 0, done.stderr)
        return ("--keyring", path, "--publisher", self.publisher.public)

    def verify(self, *words, expect=0):
        done = run("verify", "--json", *self.trusted(), *words, self.out)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return document(done)["summary"]

    def test_a_surge_over_five_reviewers_comes_together(self):
        keys = [Key(self.folder, f"reviewer{i}") for i in range(5)]
        exports, everything = [], set()
        for number, key in enumerate(keys):
            ledger = self.ledger(key)
            for line in self.case_lines[2 * number:2 * number + 2]:
                ledger.decide(line)
            # Twice a shift: the second export holds all of the first one.
            exports.append(self.export(f"{number}-noon.jsonl", ledger.seal()[:-1]))
            ledger.decide(self.case_lines[2 * number], way=1,
                          supersedes={"digest": sha256(ledger.lines[0]), "reason": "I misread it."})
            exports.append(self.export(f"{number}-night.jsonl", ledger.seal()))
            everything |= set(ledger.lines)
        random.Random(7).shuffle(exports)
        keyring = self.keyring(reviewer=keys)
        report = self.merge("--standing", self.folder / "final.jsonl", "--sign", self.publisher.private, "--alias",
                            "Desk", *keyring, *exports)
        self.assertEqual((report["decisions"], report["doubled"], report["standing"]), (15, 10, 10))
        for kind in ("forks", "gaps", "broken", "conflicts", "refused", "corrections_unfound", "corrections_astray"):
            self.assertEqual(report[kind], [], kind)
        lines = self.merged()
        self.assertEqual((len(lines), set(lines[:-1])), (16, everything))
        self.assertEqual(len((self.folder / "final.jsonl").read_bytes().splitlines()), 10)
        summary = self.verify(*keyring, "--key", self.publisher.public)
        self.assertEqual((summary["valid"], summary["checkpoints"], summary["by_code"]), (16, 1, {}))
        # Equal exports in another order give equal decisions.
        self.merge(*keyring, *reversed(exports))
        self.assertEqual(sorted(self.merged()), sorted(lines[:-1]))

    def test_without_sign_the_merge_is_open_at_its_end(self):
        ledger = self.ledger()
        ledger.decide(self.case_lines[0])
        self.merge(self.export("a.jsonl", ledger.seal()))
        self.assertEqual(self.merged(), ledger.lines)
        self.assertEqual(self.verify("--key", self.reviewer.public, expect=3)["unsealed"], 1)

    def test_a_correction_by_a_lead_stands_behind_what_it_corrects(self):
        lead = Key(self.folder, "lead")
        ledger, leads = self.ledger(), self.ledger(lead)
        wrong = ledger.decide(self.case_lines[0])
        leads.decide(self.case_lines[0], way=1, supersedes={"digest": sha256(wrong), "reason": "The policy changed."})
        keyring = self.keyring(lead=[lead], reviewer=[self.reviewer])
        files = (self.export("lead.jsonl", leads.seal()), self.export("a.jsonl", ledger.seal()))
        report = self.merge(*keyring, "--sign", lead.private, "--standing", self.folder / "final.jsonl", *files)
        self.assertEqual((report["standing"], report["conflicts"]), (1, []))
        self.assertEqual(self.merged()[:2], [wrong, leads.lines[0]])
        self.assertEqual((self.folder / "final.jsonl").read_bytes(), leads.lines[0] + b"\n")
        self.verify(*keyring)
        # Who is no lead corrects only their own decisions.
        report = self.merge(*files, expect=3)
        self.assertEqual((report["standing"], len(report["conflicts"])), (2, 1))

    def test_conflicts_by_rule(self):
        lead, late = Key(self.folder, "lead"), Key(self.folder, "late")
        keyring = self.keyring(lead=[lead], reviewer=[self.reviewer, late])
        files, lines = [], []
        for minute, key in enumerate((self.reviewer, lead, late)):
            ledger = self.ledger(key)
            at = "2026-11-21T10:0%d:00.000Z" % minute
            lines.append(ledger.decide(self.case_lines[0], way=minute % 2, opened_at=at, decided_at=at))
            files.append(self.export(f"{minute}.jsonl", ledger.seal()))
        for rule, code, standing in (("keep", 3, lines), ("first", 0, lines[:1]), ("lead", 0, lines[1:2])):
            final = self.folder / "final.jsonl"
            report = self.merge(*keyring, "--conflicts", rule, "--standing", final, *files, expect=code)
            self.assertEqual(report["conflict_rule"], rule)
            conflict, = report["conflicts"]
            self.assertEqual(conflict["decisions"], [sha256(line) for line in lines])
            self.assertEqual(conflict["standing"], [sha256(line) for line in standing])
            self.assertEqual(sorted(final.read_bytes().splitlines()), sorted(standing))
            self.assertEqual(len(self.merged()), 3)
        self.assertIn("case.conflict", run("merge", "--out", self.out, *files).stdout)
        self.assertEqual(run("merge", "--out", self.out, "--conflicts", "dice", *files).returncode, 2)

    def test_forks_gaps_and_broken_links_are_said(self):
        ledger = self.ledger()
        one = ledger.decide(self.case_lines[0])
        other = self.ledger()
        other.seq, other.prev = 1, one
        two, three = ledger.decide(self.case_lines[1]), ledger.decide(self.case_lines[2])
        fork = other.decide(self.case_lines[3])
        report = self.merge(self.export("a.jsonl", [one, two]), self.export("b.jsonl", [fork]), expect=1)
        self.assertEqual((report["forks"][0]["seq"], sorted(report["forks"][0]["digests"])),
                         (2, sorted([sha256(two), sha256(fork)])))
        self.assertEqual(len(self.merged()), 3)
        self.verify(expect=1)
        report = self.merge(self.export("a.jsonl", [one, three]), expect=3)
        self.assertEqual(report["gaps"], [{"key_id": self.reviewer.key_id, "from": 2, "to": 2, "left_out": False}])
        report = self.merge(self.export("a.jsonl", [one, fork, three]), expect=1)
        self.assertEqual(report["broken"][0]["seq"], 3)
        table = run("merge", "--out", self.out, self.export("a.jsonl", [one, fork, three]))
        self.assertIn("chain.prev", table.stdout)

    def test_what_an_export_left_out_stays_left_out_until_another_has_it(self):
        full, filtered = self.ledger(), self.ledger()
        filtered.decide(self.case_lines[0])
        filtered.omit(self.case_lines[1])
        filtered.decide(self.case_lines[2])
        export = self.export("filtered.jsonl", filtered.seal())
        report = self.merge("--sign", self.reviewer.private, export)
        self.assertEqual([one["left_out"] for one in report["gaps"]], [True])
        self.assertEqual(self.merged()[:3], filtered.lines)
        self.assertEqual(self.verify("--key", self.reviewer.public)["omissions"], 1)
        for line in self.case_lines[:2]:
            full.decide(line)
        report = self.merge("--sign", self.reviewer.private, export, self.export("full.jsonl", full.seal()))
        self.assertEqual((report["gaps"], report["decisions"]), ([], 3))
        self.assertEqual(self.verify("--key", self.reviewer.public)["omissions"], 0)

    def test_what_is_forged_is_left_out_and_what_is_wrong_is_kept_and_said(self):
        ledger = self.ledger()
        good = ledger.decide(self.case_lines[0])
        at = good.index(b'"sig":"') + 7
        forged = good[:at] + (b"A" if good[at:at + 1] != b"A" else b"B") + good[at + 1:]
        wrong = ledger.decide(self.case_lines[1], final="remove")
        long = b"x" * 70000
        report = self.merge(self.export("a.jsonl", [forged, long, good, b"{}", wrong]), expect=1)
        self.assertEqual([(one["line"], one["code"], one["merged"]) for one in report["refused"]],
                         [(1, "signature.invalid", False), (2, "envelope.size", False), (4, "envelope.schema", False),
                          (5, "override.missing", True)])
        self.assertEqual(self.merged(), [good, wrong])  # the very bytes, though a line was longer than any may be

    def test_a_revoked_key_adds_nothing(self):
        ledger = self.ledger()
        one, two = ledger.decide(self.case_lines[0]), ledger.decide(self.case_lines[1])
        keyring = self.keyring(reviewer=[self.reviewer])
        run("keyring", "revoke", keyring[1], self.reviewer.key_id, "--reason", "stolen", "--after-seq", "1", "--at",
            "2027-01-01T00:00:00Z", "--key", self.publisher.private, "--now", "2026-11-20T00:00:00Z")
        report = self.merge(*keyring, self.export("a.jsonl", [one, two]), expect=1)
        self.assertEqual(([one["code"] for one in report["refused"]], self.merged()), (["key.revoked"], [one]))

    def test_corrections_of_nothing_and_of_another_case(self):
        ledger = self.ledger()
        one = ledger.decide(self.case_lines[0])
        astray = ledger.decide(self.case_lines[1], supersedes={"digest": sha256(one), "reason": "why"})
        report = self.merge(self.export("a.jsonl", ledger.lines), expect=1)
        self.assertEqual((report["corrections_astray"], report["standing"]), ([sha256(astray)], 2))
        ledger = self.ledger()
        unfound = ledger.decide(self.case_lines[0], supersedes={"digest": sha256(b"x"), "reason": "why"})
        report = self.merge(self.export("a.jsonl", ledger.lines), expect=3)
        self.assertEqual(report["corrections_unfound"], [sha256(unfound)])

    def test_a_checkpoint_that_does_not_fit_is_said(self):
        ledger = self.ledger()
        ledger.decide(self.case_lines[0])
        ledger.decide(self.case_lines[1])
        lines = ledger.seal()
        report = self.merge(self.export("a.jsonl", [lines[0], lines[2]]), expect=1)
        self.assertEqual(report["refused"][0]["code"], "checkpoint.count")
        tails = {self.reviewer.key_id: (1, lines[0])}
        seal = checkpoint(self.reviewer, lines[:1], tails, self.folder / "scratch")
        self.merge(self.export("a.jsonl", [lines[0], seal]))

    def test_slips(self):
        export = self.export("a.jsonl", self.ledger().seal())
        for words, code in ((("--keyring", self.folder / "none", export), "file.open"), (("-",), "usage.value"),
                            ((self.out,), "usage.value"), ((self.folder / "none.jsonl",), "file.open"),
                            (("--sign", export, export), "key.format")):
            done = run("merge", "--out", self.out, *words)
            self.assertEqual((done.returncode, code in done.stderr), (2, True), done.stderr)
        unknown = Key(self.folder, "unknown")
        keyring = self.keyring(reviewer=[self.reviewer])
        done = run("merge", "--out", self.out, *keyring[:2], "--publisher", unknown.public, export)
        self.assertEqual((done.returncode, "keyring.unvouched" in done.stderr), (2, True))
