"""The casement command line, driven from outside: python3 -m unittest discover -s tests/cli"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import (BINARY, PACK, ROOT, SHARED_TEXT, InFolder, Key, canonical, case, decision, envelope,  # noqa: E402
                     pae, run, sha256)
from ledger import NOW, checkpoint  # noqa: E402

VERBS = ("pack", "keygen", "keyring", "verify", "merge", "convert", "lint", "diff", "replay", "derive", "show")


def setUpModule():
    if not BINARY.exists():
        raise RuntimeError(f"{BINARY} is not built; set CASEMENT_BINARY or build the native preset")


class Help(unittest.TestCase):
    def test_without_a_verb_all_verbs_are_listed(self):
        done = run()
        self.assertEqual(done.returncode, 2)
        for verb in VERBS:
            self.assertIn(verb, done.stderr)
        self.assertEqual(run("--help").returncode, 0)
        self.assertEqual(run("--version").stdout.split()[0], "casement")

    def test_each_verb_has_help_and_each_option_is_in_the_manual(self):
        manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
        for verb in VERBS:
            done = run(verb, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn(f"usage: casement {verb}", done.stdout)
            self.assertEqual(done.stdout, run("help", verb).stdout)
            for word in done.stdout.split():
                if word.startswith("--") and word[2:].replace("-", "").isalpha():
                    self.assertIn(word, manual, f"{verb} {word} is not in docs/cli.md")

    def test_slips_are_answered_with_a_suggestion(self):
        for words, code, hint in ((["pakc"], "usage.verb", "did you mean casement pack?"),
                                  (["pack", "--maping", "x"], "usage.option", "did you mean --mapping?"),
                                  (["pack", "--out"], "usage.value", "--out DIR"),
                                  (["pack", "--gzip=1", "x"], "usage.value", ""),
                                  (["pack"], "usage.value", "--help"),
                                  (["verify"], "usage.value", "--help"),
                                  (["verify", "nowhere.jsonl"], "file.open", ""),
                                  (["lint"], "usage.value", ""), (["show"], "usage.value", ""),
                                  (["diff", "p.json"], "usage.value", "--help"),
                                  (["diff", "--format", "poem", "a", "b"], "usage.value", "--help"),
                                  (["diff", "--words-only", "--outcome-only", "a", "b"], "usage.value", ""),
                                  (["diff", "a", "b"], "file.open", ""),
                                  (["merge", "a"], "usage.value", "--help"),
                                  (["keyring", "show"], "usage.value", "--help"),
                                  (["keyring", "sing", "k.json"], "usage.value", ""),
                                  (["derive"], "usage.value", ""), (["keygen"], "usage.value", "")):
            done = run(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(code, done.stderr)
            self.assertIn(hint, done.stderr)

    def test_no_escape_codes_without_a_terminal(self):
        self.assertNotIn("\x1b", run("pakc").stderr)


class Keygen(InFolder):
    def test_the_pair_is_readable_by_openssl_and_the_private_half_is_private(self):
        path = self.folder / "key.pem"
        done = run("keygen", "--out", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        public = subprocess.run(["openssl", "pkey", "-in", path, "-pubout"], capture_output=True, check=True).stdout
        self.assertEqual(public, (self.folder / "key.pem.pub").read_bytes())
        der = subprocess.run(["openssl", "pkey", "-in", path, "-pubout", "-outform", "DER"], capture_output=True,
                             check=True).stdout
        x = base64.urlsafe_b64encode(der[-32:]).rstrip(b"=").decode()
        thumbprint = hashlib.sha256(canonical({"crv": "Ed25519", "kty": "OKP", "x": x})).digest()
        self.assertIn(base64.urlsafe_b64encode(thumbprint).rstrip(b"=").decode(), done.stdout)

    def test_an_existing_key_is_not_overwritten_unasked(self):
        path = self.write("key.pem", "precious")
        done = run("keygen", "--out", path)
        self.assertEqual(done.returncode, 2)
        self.assertIn("keygen.exists", done.stderr)
        self.assertEqual(path.read_text(), "precious")
        self.assertEqual(run("keygen", "--out", path, "--force").returncode, 0)


class Pack(InFolder):
    def test_cases_need_no_mapping(self):
        rows = [case("b", "\u202eevil\u0000", note={"kept": True}), case("a", due_at=None)]
        self.pack(self.write_lines("in.jsonl", rows))
        packed = self.cases()
        self.assertEqual([one["id"] for one in packed], ["b", "a"])
        self.assertEqual(packed[0]["note"], {"kept": True})
        self.assertNotIn("due_at", packed[1])
        self.assertEqual(run("verify", self.folder / "bundle").returncode, 0)

    def test_the_descriptor_is_a_frictionless_data_package(self):
        self.pack("--gzip", "--title", "T", "--purpose", "calibration", "--created", "2026-11-20T00:00:00Z",
                  "--policy", self.write("p.json", PACK), self.write_lines("in.jsonl", [case("a")]))
        document = json.loads((self.folder / "bundle" / "datapackage.json").read_bytes())
        self.assertEqual(document["title"], "T")
        self.assertEqual(document["casement"]["format"], 1)
        self.assertEqual(document["casement"]["purpose"], "calibration")
        for resource in document["resources"]:
            data = (self.folder / "bundle" / resource["path"]).read_bytes()
            self.assertEqual(resource["bytes"], len(data))
            self.assertEqual(resource["hash"], sha256(data))
        pin = document["casement"]["policies"][0]
        stored = (self.folder / "bundle" / pin["path"]).read_bytes()
        self.assertEqual(stored, canonical(PACK))
        self.assertEqual(pin["digest"], sha256(stored))

    def test_a_bad_row_is_reported_with_its_line_and_left_out(self):
        source = self.write("in.jsonl", json.dumps(case("a")) + "\n{bad\n" + json.dumps(case("a")) + "\n" +
                            json.dumps(case("c", csam=True)) + "\n" + json.dumps({"id": "d"}) + "\n")
        done = self.pack(source, expect=1)
        self.assertEqual([one["id"] for one in self.cases()], ["a"])
        for number, code in ((2, "json.syntax"), (3, "case.duplicate_id"), (4, "case.csam"), (5, "case.schema")):
            self.assertRegex(done.stderr, f"{code} at .*in.jsonl:{number}")
        self.assertIn("4 rows were skipped", done.stderr)

    def test_strict_stops_at_the_first_bad_row(self):
        self.pack("--strict", self.write("in.jsonl", json.dumps(case("a")) + "\n{bad\n"), expect=1)
        self.assertFalse((self.folder / "bundle" / "datapackage.json").exists())

    def test_equal_input_gives_equal_bytes(self):
        source = self.write_lines("in.jsonl", [case(str(i)) for i in range(50)])
        key = Key(self.folder, "key")
        digests = []
        for out in ("one", "two"):
            self.pack("--gzip", "--name", "same", "--key", key.private, "--shard-bytes", "2048", source, out=out)
            files = sorted(p for p in (self.folder / out).rglob("*") if p.is_file())
            digests.append([(str(p.relative_to(self.folder / out)), sha256(p.read_bytes())) for p in files])
        self.assertEqual(digests[0], digests[1])
        self.assertGreater(len(digests[0]), 4)

    def test_an_existing_folder_is_replaced_only_when_asked_and_only_a_bundle(self):
        source = self.write_lines("in.jsonl", [case("a")])
        self.pack(source)
        self.assertIn("bundle.exists", self.pack(source, expect=2).stderr)
        self.pack("--force", source)
        (self.folder / "mine").mkdir()
        (self.folder / "mine" / "letter.txt").write_text("x")
        self.pack("--force", source, out="mine", expect=2)
        self.assertTrue((self.folder / "mine" / "letter.txt").exists())

    def test_csv_with_quotes_and_line_breaks(self):
        mapping = self.write("m.json", {
            "id": "/nr", "received_at": {"from": "/when", "plus": "P1DT1H"}, "area": {"value": "community"},
            "reach": {"from": "/seen", "as": "integer"}, "tags": {"from": "/tags", "as": "list", "separator": "|"},
            "content/0/id": {"value": "t"}, "content/0/kind": {"value": "text"}, "content/0/text": "/words",
            "content/1/id": {"value": "n"}, "content/1/kind": {"value": "text"}, "content/1/text": "/note"})
        source = self.write("in.csv", 'nr,when,seen,tags,words,note\r\n'
                            '1,2026-11-20T00:00:00Z,7,a|b,"one ""two""\nthree, four",\r\n'
                            '2,1795334400,,,plain,more\r\n3,x\r\n4,2026-11-20T00:00:00Z,many,,w,\r\n')
        done = self.pack("--mapping", mapping, source, expect=1)
        one, two = self.cases()
        self.assertEqual(one["content"], [{"id": "t", "kind": "text", "text": 'one "two"\nthree, four'}])
        self.assertEqual(one["received_at"], "2026-11-21T01:00:00.000Z")
        self.assertEqual((one["reach"], one["tags"]), (7, ["a", "b"]))
        self.assertEqual(two["received_at"], "2026-11-23T09:00:00.000Z")
        self.assertEqual(len(two["content"]), 2)
        self.assertNotIn("reach", two)
        self.assertRegex(done.stderr, r"csv.fields at .*in.csv:5")
        self.assertRegex(done.stderr, r"mapping.value at .*in.csv:6")

    def test_json_at_a_pointer(self):
        source = self.write("in.json", {"data": {"items": [case("a"), 5]}})
        done = self.pack("--pointer", "/data/items", source, expect=1)
        self.assertRegex(done.stderr, "case.schema at .*in.json/data/items/1")
        self.assertIn("rows.pointer", self.pack("--pointer", "/nope", source, out="x", expect=1).stderr)

    def test_media_is_copied_by_digest(self):
        (self.folder / "pictures").mkdir()
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10"
        (self.folder / "pictures" / "a.png").write_bytes(png)
        row = case("a")
        row["content"].append({"id": "p", "kind": "image", "file": "pictures/a.png", "alt": "a picture"})
        self.pack("--media", self.folder, self.write_lines("in.jsonl", [row]))
        part = self.cases()[0]["content"][1]
        digest = hashlib.sha256(png).hexdigest()
        self.assertEqual(part["path"], f"media/{digest}.png")
        self.assertEqual((part["digest"], part["mediatype"], part["width"], part["height"]),
                         ("sha256:" + digest, "image/png", 32, 16))
        self.assertNotIn("file", part)
        self.assertEqual((self.folder / "bundle" / part["path"]).read_bytes(), png)
        self.assertEqual(run("verify", self.folder / "bundle").returncode, 0)

    def test_a_picture_that_is_missing_is_named_with_its_row(self):
        row = case("a")
        row["content"].append({"id": "p", "kind": "image", "file": "none.png"})
        done = self.pack("--media", self.folder, self.write_lines("in.jsonl", [case("b"), row]), expect=1)
        self.assertRegex(done.stderr, r"file.open at .*in.jsonl:2: .*none.png")

    def test_mistakes_in_a_mapping_have_codes_and_places(self):
        source = self.write_lines("in.jsonl", [{"n": "x"}])
        for mapping, code in (({"id": "n"}, "mapping.pointer"), ({"id": 5}, "mapping.rule"),
                              ({"id": {}}, "mapping.rule"),
                              ({"id": {"value": 1, "map": {}}}, "mapping.rule"), ({"0/id": "/n"}, "mapping.target"),
                              ({"a//b": "/n"}, "mapping.target"), ({"content/1/id": "/n"}, "mapping.target"),
                              ({"id": {"template": "{"}}, "mapping.template"),
                              ({"id": {"template": "a}"}}, "mapping.template"),
                              ({"id": {"from": "/n", "plus": "2 days"}}, "mapping.duration"),
                              ({"id": {"from": "/n", "as": "poem"}}, "mapping.rule"),
                              ({"id": {"template": "{gone}"}}, "mapping.missing"),
                              ({"id": {"from": "/n", "map": {"y": "z"}}}, "mapping.value")):
            path = self.write("m.json", mapping)
            done = run("pack", "--out", self.folder / "b", "--force", "--mapping", path, source)
            self.assertNotEqual(done.returncode, 0, mapping)
            self.assertIn(code, done.stderr, mapping)

    def test_a_case_that_names_a_pack_that_is_not_there_is_refused(self):
        done = self.pack(self.write_lines("in.jsonl", [case("a", policy="other@2026.11")]), expect=1)
        self.assertIn("case.policy", done.stderr)


class ForeignData(InFolder):
    def check(self, data, mapping, count, languages):
        source = SHARED_TEXT / data
        if not source.exists():
            self.skipTest(f"skipped: {source} is absent")
        self.pack("--gzip", "--mapping", ROOT / "docs" / "examples" / mapping, source)
        cases = self.cases()
        self.assertEqual(len(cases), count)
        self.assertEqual({one["language"] for one in cases}, languages)
        text = json.dumps(cases)
        for gold in ("label", "hateful", "functionality", "target_ident"):
            self.assertNotIn(f'"{gold}', text)
        done = run("verify", self.folder / "bundle")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_hatecheck(self):
        self.check("hatecheck.json", "hatecheck.mapping.json", 2124, {"en"})

    def test_multilingual_hatecheck(self):
        self.check("multilingual_hatecheck.json", "multilingual-hatecheck.mapping.json", 17849,
                   {"ar", "de", "hi", "pt", "zh"})


class Verify(InFolder):
    def setUp(self):
        super().setUp()
        self.publisher, self.reviewer = Key(self.folder, "publisher"), Key(self.folder, "reviewer")
        self.policy = self.write("p.json", PACK)
        self.pack("--key", self.publisher.private, "--policy", self.policy,
                  self.write_lines("in.jsonl", [case("a", policy="sample@2026.11"), case("b")]))
        self.bundle = self.folder / "bundle"
        self.lines = (self.bundle / "cases" / "00000.jsonl").read_bytes().splitlines()

    def decisions(self, **changes):
        out, prev = [], None
        given = ({"target": "nobody"}, {"target": "person", "intent": "yes"})
        for seq, (line, answers) in enumerate(zip(self.lines, given), 1):
            derived = run("derive", "--json", "--pack", self.policy, "--answers", self.write("a.json", answers))
            self.assertEqual(derived.returncode, 0, derived.stderr)
            payload = decision(self.bundle, self.reviewer, seq, prev, line, answers, json.loads(derived.stdout),
                               **(changes if seq == 2 else {}))
            prev = envelope(payload, self.reviewer, self.folder / "scratch")
            out.append(prev)
        out.append(checkpoint(self.reviewer, out, {self.reviewer.key_id: (2, prev)}, self.folder / "scratch"))
        return self.write("decisions.jsonl", b"".join(line + b"\n" for line in out))

    def verify(self, *words):
        done = run("verify", "--json", "--now", NOW, *words)
        return done.returncode, json.loads(done.stdout)

    def test_the_publishers_envelope_verifies_with_openssl_alone(self):
        document = json.loads((self.bundle / "datapackage.dsse.json").read_bytes())
        payload = base64.b64decode(document["payload"])
        message = self.write("message", pae(document["payloadType"], payload))
        signature = self.write("signature", base64.b64decode(document["signatures"][0]["sig"]))
        subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", self.publisher.public,
                        "-in", message, "-sigfile", signature], check=True, capture_output=True)
        digest = json.loads(payload)["subject"][0]["digest"]["sha256"]
        self.assertEqual("sha256:" + digest, sha256((self.bundle / "datapackage.json").read_bytes()))

    def test_exit_codes_of_a_bundle(self):
        self.assertEqual(self.verify(self.bundle, "--publisher", self.publisher.public)[0], 0)
        self.assertEqual(self.verify(self.bundle)[0], 3)
        code, report = self.verify(self.bundle, "--publisher", self.reviewer.public)
        self.assertEqual((code, report["bundles"][0]["errors"][0]["code"]), (1, "key.unknown"))
        (self.bundle / "cases" / "00000.jsonl").write_bytes(b"{}")
        code, report = self.verify(self.bundle)
        self.assertEqual((code, report["bundles"][0]["errors"][0]["code"]), (1, "bundle.size"))
        self.assertEqual(self.verify(self.folder)[0], 1)

    def test_exit_codes_of_decisions(self):
        path = self.decisions()
        with_bundle = ("--bundle", self.bundle, "--publisher", self.publisher.public)
        code, report = self.verify(*with_bundle, "--key", self.reviewer.public, path)
        self.assertEqual(code, 0, report)
        self.assertEqual((report["summary"]["valid"], report["summary"]["checkpoints"]), (3, 1))
        code, report = self.verify(*with_bundle, path)
        self.assertEqual((code, report["summary"]["valid_unvouched"]), (3, 3))
        code, report = self.verify("--key", self.reviewer.public, path)
        self.assertEqual((code, report["summary"]["not_rederived"]), (3, 2))
        table = run("verify", *with_bundle, "--key", self.reviewer.public, path)
        self.assertEqual(table.returncode, 0)
        self.assertIn("3 valid", table.stdout)
        piped = run("verify", *with_bundle, "--key", self.reviewer.public, "-", stdin=path.read_text())
        self.assertEqual(piped.returncode, 0)

    def test_what_is_wrong_with_a_decision_is_named(self):
        for changes, code in (({"final": "remove2"}, "override.missing"), ({"seq": 5}, "sequence.gap"),
                              ({"case_digest": sha256(b"x")}, "payload.subject"),
                              ({"answers": {"target": "nobody"}}, "outcome.mismatch"),
                              ({"opened_at": "2026-11-22T09:00:00.000Z"}, "time.order")):
            path = self.decisions(**changes)
            exit_code, report = self.verify("--bundle", self.bundle, "--key", self.reviewer.public, path)
            self.assertEqual(exit_code, 1)
            self.assertEqual(report["decisions"][0]["status"], "valid")
            self.assertEqual(report["decisions"][1]["error"]["code"], code)

    def test_one_changed_byte_in_a_line_is_found(self):
        good = bytearray(self.decisions().read_bytes())
        for at in (5, 20, len(good) // 2, len(good) - 40):
            bad = bytearray(good)
            bad[at] ^= 1
            self.assertEqual(self.verify("--bundle", self.bundle, self.write("bad.jsonl", bytes(bad)))[0], 1)

    def test_an_empty_file_and_an_endless_line_are_refused(self):
        code, report = self.verify(self.write("empty.jsonl", ""))
        self.assertEqual((code, report["failures"][0]["error"]["code"]), (1, "verify.empty"))
        code, report = self.verify(self.write("long.jsonl", "x" * 200000))
        self.assertEqual((code, report["decisions"][0]["error"]["code"]), (1, "envelope.size"))


class LintDeriveShow(InFolder):
    def test_lint(self):
        done = run("lint", self.write("p.json", PACK))
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("2 tests passed", done.stdout)
        broken = {**PACK, "tests": [{"name": "x", "answers": {"target": "nobody"}, "expect": "remove"}]}
        done = run("lint", self.write("q.json", broken))
        self.assertEqual(done.returncode, 1)
        self.assertIn("[lint.test]", done.stdout)
        self.assertEqual(run("lint", self.write("r.json", "{")).returncode, 1)
        self.assertEqual(run("lint", self.folder / "none.json").returncode, 2)

    def test_derive(self):
        policy = self.write("p.json", PACK)
        done = run("derive", "--pack", policy, "--answers", "-", "--trace",
                   stdin='{"target": "person", "intent": "yes"}')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("It breaks Threats.", done.stdout)
        self.assertIn("fits", done.stdout)
        done = run("derive", "--pack", policy, "--answers", "-", stdin="{}")
        self.assertEqual(done.returncode, 1)
        self.assertIn("derive.incomplete", done.stderr)
        done = run("derive", "--pack", policy, "--answers", "-", "--json", "--case", self.write("c.json", case("a")),
                   stdin='{"target": "nobody"}')
        self.assertEqual(json.loads(done.stdout)["outcome"], "no_violation")

    def test_show_makes_hidden_characters_visible(self):
        path = self.write("c.json", case("a", "safe \u202etxt.exe\u200b\u001b[31m end"))
        done = run("show", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("\\u{202E}txt.exe\\u{200B}\\u{001B}[31m", done.stdout)
        self.assertNotIn("\u202e", done.stdout)
        self.assertNotIn("\x1b", done.stdout)

    def test_show_finds_out_what_a_file_is(self):
        policy = self.write("p.json", PACK)
        self.pack("--gzip", "--policy", policy, self.write_lines("in.jsonl", [case("a"), case("b")]))
        for path, words in ((policy, "policy sample@2026.11"), (self.folder / "bundle", "bundle bundle"),
                            (self.folder / "bundle" / "datapackage.json", "bundle bundle"),
                            (self.folder / "bundle" / "cases" / "00000.jsonl.gz", "case b"),
                            (self.folder / "in.jsonl", "case b")):
            done = run("show", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(words, done.stdout)
        self.assertEqual(run("show", self.write("bad.json", "{")).returncode, 1)


class Diff(InFolder):
    def diff(self, changed, *words, expect=1):
        done = run("diff", *words, self.write("old.json", PACK), self.write("new.json", changed))
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def changed(self):
        pack = json.loads(json.dumps(PACK))
        pack["version"] = "2027.03"
        pack["sections"][0].update(rule="No threats, by anyone.", changes="Who makes the threat is no matter.")
        pack["questions"][1]["ask_when"] = {"!=": [{"var": "answers.target"}, "nobody"]}
        pack["outcomes"][0]["severity"] = 3
        pack["clocks"] = [{"id": "day", "title": "A day", "duration": "PT24H"}]
        return pack

    def test_a_pack_and_itself_do_not_differ(self):
        self.assertIn("nothing differs", self.diff(PACK, expect=0).stdout)
        report = json.loads(self.diff(PACK, "--format", "json", expect=0).stdout)
        self.assertEqual((report["same"], report["items"], report["counts"]), (True, [], {}))

    def test_the_table_has_counts_first_and_marks_words(self):
        text = self.diff(self.changed()).stdout
        self.assertRegex(text, r"sample 2026.11 -> 2027.03")
        self.assertRegex(text, r"3 can change what is decided \(!\), 2 differ in words only; tests 2 -> 2")
        self.assertLess(text.index("Outcomes  "), text.index("\nSections\n"))
        self.assertIn("rule text: No threats{+, by anyone+}.", text)
        self.assertIn("the pack says: Who makes the threat is no matter.", text)
        self.assertIn("  !     severity: 2 -> 3", text)
        self.assertIn("  ! + day  A day", text)
        self.assertNotIn("\x1b", text)

    def test_json_is_canonical_and_names_places(self):
        text = self.diff(self.changed(), "--format", "json").stdout
        report = json.loads(text)
        self.assertEqual(canonical(report) + b"\n", text.encode())
        self.assertEqual(report["weights"], {"outcome": 3, "words": 2})
        self.assertEqual([(item["kind"], item["change"], item["place"]) for item in report["items"]],
                         [("pack", "changed", ""), ("section", "changed", "/sections/0"),
                          ("question", "changed", "/questions/1"), ("outcome", "changed", "/outcomes/0"),
                          ("clock", "added", "/clocks/0")])
        rule = report["items"][2]["fields"][0]
        self.assertEqual(rule["after"], canonical({"!=": [{"var": "answers.target"}, "nobody"]}).decode())

    def test_markdown_is_for_a_change_log(self):
        text = self.diff(self.changed(), "--format", "markdown").stdout
        self.assertTrue(text.startswith("# Sample: 2026.11 → 2027.03\n"))
        self.assertIn("- rule text: No threats<ins>, by anyone</ins>.", text)
        self.assertIn("\n## Clocks\n", text)

    def test_one_weight_only(self):
        only = self.diff(self.changed(), "--outcome-only").stdout
        self.assertNotIn("rule text", only)
        self.assertNotIn("words only", only)
        self.assertIn("severity", only)
        only = self.diff(self.changed(), "--words-only").stdout
        self.assertIn("rule text", only)
        self.assertNotIn("severity", only)
        self.diff({**PACK, "title": "New"}, "--outcome-only", expect=0)
        self.diff({**PACK, "title": "New"}, "--words-only")

    def test_packs_of_other_ids_are_refused_unless_asked_for(self):
        other = {**PACK, "id": "other", "version": "2027.03"}
        self.assertIn("diff.ids", self.diff(other, expect=2).stderr)
        self.assertIn("id: sample -> other", self.diff(other, "--any-ids").stdout)

    def test_versions_that_look_wrong_are_warned_of(self):
        self.assertIn("diff.version", self.diff({**PACK, "title": "New"}).stderr)
        self.assertIn("diff.order", self.diff({**PACK, "version": "2026.10"}).stderr)
        self.assertIn("diff.order", self.diff({**PACK, "version": "2026.04.12"}).stderr)
        self.assertEqual(self.diff({**PACK, "version": "2026.11.1"}).stderr, "")

    def test_a_pack_that_cannot_be_read_is_no_difference(self):
        self.assertIn("json.syntax", self.diff("{", expect=2).stderr)
        self.assertIn("pack.schema", self.diff({**PACK, "title": ""}, expect=2).stderr)

    def test_hidden_characters_are_shown(self):
        hidden = {**PACK, "title": "evil \u202etxt"}
        for words in ((), ("--format", "markdown")):
            text = self.diff(hidden, *words).stdout
            self.assertIn("\\u{202E}", text)
            self.assertNotIn("\u202e", text)


if __name__ == "__main__":
    unittest.main()
