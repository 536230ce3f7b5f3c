"""casement verify over exports: keyrings, checkpoints, corrections, omissions, and the forms of the report."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import Key, run, sha256  # noqa: E402
from ledger import NOW, WithBundle, document  # noqa: E402


class Verify(WithBundle):
    def verify(self, *words, expect):
        done = run("verify", "--json", *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return document(done)

    def keyring(self, *steps):
        """A keyring with the reviewer in it, after these steps."""
        path = self.folder / "keyring.json"
        path.unlink(missing_ok=True)
        for step, *words in (("init",), ("add", self.reviewer.public), *steps):
            done = run("keyring", step, path, "--key", self.publisher.private, "--now", "2026-11-20T00:00:00Z", *words)
            self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def three(self, **changes):
        ledger = self.ledger()
        for line in self.case_lines:
            ledger.decide(line)
        return self.export("export.jsonl", ledger.seal(**changes))

    def code_of_last(self, *words):
        report = self.verify(*words, expect=1)
        return report["decisions"][-1]["error"]["code"]

    def test_a_sealed_export_by_a_listed_key_is_valid(self):
        export = self.three()
        report = self.verify(*self.trusted(), "--keyring", self.keyring(), export, expect=0)
        self.assertEqual(report["keyrings"][0]["vouched"], True)
        self.assertEqual([one["kind"] for one in report["decisions"]], ["decision"] * 3 + ["checkpoint"])
        self.assertEqual((report["summary"]["valid"], report["summary"]["by_code"]), (4, {}))
        # Without the keyring nobody vouches for the key.
        report = self.verify(*self.trusted(), export, expect=3)
        self.assertEqual(report["summary"]["valid_unvouched"], 4)

    def test_a_file_without_a_checkpoint_is_left_open(self):
        ledger = self.ledger()
        for line in self.case_lines:
            ledger.decide(line)
        trusted = (*self.trusted(), "--key", self.reviewer.public)
        report = self.verify(*trusted, self.export("open.jsonl", ledger.lines), expect=3)
        self.assertEqual((report["open"][0]["unsealed"], report["open"][0]["error"]["code"]), (3, "checkpoint.missing"))
        self.assertEqual(report["summary"]["unsealed"], 3)
        # Taking off the checkpoint of an export is the same; taking off a line more is found.
        sealed = ledger.seal()
        self.verify(*trusted, self.export("open.jsonl", sealed[:2] + sealed[3:]), expect=1)

    def test_several_files_make_one_document(self):
        ledger = self.ledger()
        ledger.decide(self.case_lines[0])
        first = self.export("first.jsonl", ledger.lines)
        ledger.lines = []
        ledger.decide(self.case_lines[1])
        second = self.export("second.jsonl", ledger.lines)
        empty = self.write("empty.jsonl", "")
        report = self.verify(*self.trusted(), "--key", self.reviewer.public, first, empty, second, expect=1)
        self.assertEqual([one["status"] for one in report["decisions"]], ["valid"] * 2)
        self.assertEqual([one["path"] for one in report["open"]], [str(first), str(second)])
        self.assertEqual(report["failures"][0]["error"]["code"], "verify.empty")

    def test_a_keyring_is_believed_when_its_publisher_is_named(self):
        export, keyring = self.three(), self.keyring()
        report = self.verify("--bundle", self.bundle, "--now", NOW, "--keyring", keyring, export, expect=3)
        self.assertEqual((report["keyrings"][0]["vouched"], report["summary"]["by_code"]),
                         (False, {"keyring.unvouched": 1}))
        self.assertEqual(report["summary"]["valid_unvouched"], 4)
        other = Key(self.folder, "other")
        report = self.verify("--publisher", other.public, "--now", NOW, "--keyring", keyring, export, expect=3)
        self.assertEqual(report["keyrings"][0]["vouched"], False)

    def test_an_old_keyring_leaves_it_open(self):
        report = self.verify("--bundle", self.bundle, "--publisher", self.publisher.public, "--now",
                             "2027-06-01T00:00:00Z", "--keyring", self.keyring(), self.three(), expect=3)
        self.assertEqual((report["keyrings"][0]["expired"], report["summary"]["valid"]), (True, 4))

    def test_a_keyring_that_cannot_be_read_ends_it(self):
        export, keyring = self.three(), self.keyring()
        done = run("verify", "--keyring", self.folder / "none.json", export)
        self.assertEqual((done.returncode, "file.open" in done.stderr), (2, True))
        done = run("verify", "--keyring", self.write("bad.json", keyring.read_bytes()[:-9]), export)
        self.assertEqual((done.returncode, "json." in done.stderr), (1, True))
        done = run("verify", "--keyring", keyring, "--now", "2026-11-01T00:00:00Z", export)
        self.assertEqual((done.returncode, "keyring.future" in done.stderr), (1, True))

    def test_a_key_that_may_not_sign_is_named(self):
        export = self.three()
        for steps, codes in (
                ((("revoke", self.reviewer.key_id, "--reason", "lost", "--at", "2026-11-20T00:00:00Z"),),
                 {"key.revoked": 4}),
                ((("revoke", self.reviewer.key_id, "--reason", "lost", "--at", "2026-11-21T09:02:00Z"),),
                 {"key.revoked": 3}),
                ((("revoke", self.reviewer.key_id, "--reason", "lost", "--at", "2027-01-01T00:00:00Z",
                   "--after-seq", "1"),), {"key.revoked": 2})):
            report = self.verify(*self.trusted(), "--keyring", self.keyring(*steps), export, expect=1)
            self.assertEqual(report["summary"]["by_code"], codes)
        for words, code in ((("--role", "publisher"), "key.role"),
                            (("--from", "2026-11-23T00:00:00Z"), "key.not_yet_valid"),
                            (("--until", "2026-11-21T00:00:00Z"), "key.expired")):
            path = self.folder / "keyring.json"
            path.unlink()
            for step, *more in (("init",), ("add", self.reviewer.public, *words)):
                run("keyring", step, path, "--key", self.publisher.private, "--now", "2026-11-20T00:00:00Z", *more)
            report = self.verify(*self.trusted(), "--keyring", path, export, expect=1)
            self.assertEqual(report["summary"]["by_code"], {code: 4})

    def test_what_a_checkpoint_says_is_checked(self):
        for changes, code in (({"count": 2}, "checkpoint.count"), ({"last": sha256(b"x")}, "checkpoint.last"),
                              ({"keys": []}, "checkpoint.keys")):
            self.assertEqual(self.code_of_last(*self.trusted(), self.three(**changes)), code)
        good = self.three().read_bytes().splitlines()
        ledger = self.ledger()
        for line in self.case_lines:
            ledger.decide(line, way=1)
        changed = self.export("changed.jsonl", ledger.lines + good[3:])
        self.assertEqual(self.code_of_last(*self.trusted(), changed), "checkpoint.last")

    def test_corrections_and_omissions(self):
        ledger = self.ledger()
        wrong = ledger.decide(self.case_lines[0])
        ledger.omit(self.case_lines[1])
        ledger.decide(self.case_lines[0], way=1, supersedes={"digest": sha256(wrong), "reason": "I misread it."})
        trusted = (*self.trusted(), "--key", self.reviewer.public)
        report = self.verify(*trusted, self.export("export.jsonl", ledger.seal()), expect=0)
        self.assertEqual([one["kind"] for one in report["decisions"]],
                         ["decision", "omission", "decision", "checkpoint"])
        self.assertEqual((report["summary"]["omissions"], report["summary"]["checkpoints"]), (1, 1))
        for supersedes, line, code in (({"digest": sha256(b"x"), "reason": "why"}, 0, "supersedes.unknown"),
                                       ({"digest": sha256(wrong), "reason": "why"}, 1, "supersedes.case"),
                                       ({"digest": sha256(wrong), "reason": " "}, 0, "supersedes.reason")):
            ledger = self.ledger()
            ledger.decide(self.case_lines[0])
            ledger.decide(self.case_lines[line], supersedes=supersedes)
            self.assertEqual(self.code_of_last(*trusted, self.export("export.jsonl", ledger.lines)), code)

    def test_times(self):
        trusted = (*self.trusted(), "--key", self.reviewer.public)
        for at, code in (("2026-11-21T09:00:00.000Z", "time.backwards"), ("2026-11-26T00:00:00.000Z", "time.future"),
                         ("2026-11-19T00:00:00.000Z", "time.bundle")):
            ledger = self.ledger()
            if code == "time.backwards":
                ledger.decide(self.case_lines[0])
            ledger.decide(self.case_lines[1], opened_at=at, decided_at=at)
            self.assertEqual(self.code_of_last(*trusted, self.export("export.jsonl", ledger.lines)), code)

    def test_brief_lists_only_what_failed(self):
        ledger = self.ledger()
        for line in self.case_lines:
            ledger.decide(line, **({"final": "remove"} if ledger.seq == 1 else {}))
        export = self.export("export.jsonl", ledger.seal())
        words = (*self.trusted(), "--key", self.reviewer.public, "--brief", export)
        report = self.verify(*words, expect=1)
        self.assertEqual([(one["line"], one["error"]["code"]) for one in report["decisions"]],
                         [(2, "override.missing")])
        self.assertEqual((report["summary"]["valid"], report["summary"]["by_code"]), (3, {"override.missing": 1}))
        table = run("verify", *words)
        self.assertEqual(table.returncode, 1)
        self.assertNotIn("c000", table.stdout)
        self.assertIn("c001", table.stdout)
        self.assertRegex(table.stdout, r"(?m)^ +1 override.missing$")
        self.assertIn("3 valid, 0 valid by keys nobody vouched for, 0 not re-derived, 1 invalid", table.stdout)

    def test_sarif_lists_findings_with_code_and_place(self):
        ledger = self.ledger()
        for line in self.case_lines:
            ledger.decide(line, **({"final": "remove"} if ledger.seq == 1 else {}))
        export = self.export("an export ü.jsonl", ledger.lines)
        done = run("verify", "--sarif", *self.trusted(), "--key", self.reviewer.public, export)
        self.assertEqual(done.returncode, 1)
        log = document(done)
        self.assertEqual((log["version"], len(log["runs"])), ("2.1.0", 1))
        run_, = log["runs"]
        self.assertEqual(run_["tool"]["driver"]["name"], "casement verify")
        self.assertEqual([(one["ruleId"], one["level"]) for one in run_["results"]],
                         [("override.missing", "error"), ("checkpoint.missing", "warning")])
        for result in run_["results"]:
            self.assertTrue(result["message"]["text"])
            place = result["locations"][0]["physicalLocation"]
            self.assertTrue(place["artifactLocation"]["uri"].endswith("an%20export%20%C3%BC.jsonl"))
        first = run_["results"][0]["locations"][0]
        self.assertEqual(first["physicalLocation"]["region"], {"startLine": 2})
        self.assertEqual(first["logicalLocations"], [{"fullyQualifiedName": "/predicate/override"}])

    def test_sarif_of_what_is_good_has_no_results(self):
        done = run("verify", "--sarif", *self.trusted(), "--key", self.reviewer.public, self.three())
        self.assertEqual((done.returncode, document(done)["runs"][0]["results"]), (0, []))

    def test_show_says_what_each_line_is(self):
        ledger = self.ledger()
        ledger.decide(self.case_lines[0])
        ledger.omit(self.case_lines[1])
        done = run("show", self.export("export.jsonl", ledger.seal(filter="market: DE")))
        self.assertEqual(done.returncode, 0, done.stderr)
        for words in ("c000", "numbers 2 to 2 are left out", "checkpoint over 2 lines", "market: DE",
                      f"{self.reviewer.key_id} up to number 2"):
            self.assertIn(words, done.stdout)
