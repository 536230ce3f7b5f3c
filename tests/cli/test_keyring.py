"""casement keyring: a life of a keyring, step by step, with keys made by openssl."""
import base64
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import InFolder, Key, run, sha256  # noqa: E402
from ledger import enrolment  # noqa: E402

DAY = "2026-11-%02dT00:00:00Z"


class Keyring(InFolder):
    def setUp(self):
        super().setUp()
        self.publisher, self.reviewer = Key(self.folder, "publisher"), Key(self.folder, "reviewer")
        self.path = self.folder / "keyring.json"
        self.request = self.write("request.json", enrolment(self.reviewer, "m.oz", self.folder / "scratch"))

    def step(self, step, *words, key=None, day=1, expect=0):
        done = run("keyring", step, self.path, "--key", (key or self.publisher).private, "--now", DAY % day, *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def refused(self, code, step, *words, expect=1, **more):
        before = self.path.read_bytes() if self.path.exists() else None
        self.assertIn(code, self.step(step, *words, expect=expect, **more).stderr)
        self.assertEqual(self.path.read_bytes() if self.path.exists() else None, before, "a refusal changed the file")

    def predicate(self):
        return json.loads(base64.b64decode(json.loads(self.path.read_bytes())["payload"]))["predicate"]

    def begun(self):
        self.step("init", "--name", "Desk")
        self.step("add", self.request, day=2)

    def test_it_begins_empty_and_is_not_overwritten_unasked(self):
        self.step("init", "--name", "Trust and Safety", "--days", "30")
        predicate = self.predicate()
        self.assertEqual((predicate["version"], predicate["keys"]), (1, []))
        self.assertNotIn("previous", predicate)
        self.assertEqual(predicate["publisher"], {"key_id": self.publisher.key_id, "name": "Trust and Safety",
                                                  "public_jwk": self.publisher.jwk})
        self.assertEqual((predicate["issued_at"], predicate["expires_at"]),
                         ("2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"))
        self.refused("keyring.exists", "init")
        self.step("init", "--force")

    def test_equal_steps_give_equal_bytes(self):
        self.begun()
        first = self.path.read_bytes()
        self.path.unlink()
        self.begun()
        self.assertEqual(self.path.read_bytes(), first)

    def test_each_version_names_the_one_before(self):
        self.step("init")
        first = self.path.read_bytes().rstrip(b"\n")
        self.step("add", self.request, day=2)
        self.assertEqual((self.predicate()["version"], self.predicate()["previous"]), (2, sha256(first)))

    def test_a_request_brings_the_key_and_who_holds_it(self):
        self.begun()
        key, = self.predicate()["keys"]
        self.assertEqual(key, {"key_id": self.reviewer.key_id, "public_jwk": self.reviewer.jwk, "alias": "m.oz",
                               "organisation": "Desk", "roles": ["reviewer"],
                               "valid_from": "2026-11-02T00:00:00.000Z"})
        self.refused("keyring.duplicate", "add", self.request)

    def test_a_public_key_needs_words_for_its_holder(self):
        self.step("init")
        self.step("add", self.reviewer.public, "--alias", "lead.1", "--organisation", "Vendor", "--role", "lead",
                  "--role", "reviewer", "--from", DAY % 5, "--until", DAY % 9)
        key, = self.predicate()["keys"]
        self.assertEqual((key["alias"], key["organisation"], key["roles"]), ("lead.1", "Vendor", ["lead", "reviewer"]))
        self.assertEqual((key["valid_from"], key["valid_until"]),
                         ("2026-11-05T00:00:00.000Z", "2026-11-09T00:00:00.000Z"))

    def test_a_request_that_was_changed_is_refused(self):
        self.step("init")
        good = self.request.read_bytes()
        other = Key(self.folder, "other")
        for bad, code in ((good.replace(b"sig\":\"", b"sig\":\"A", 1)[:-1] + b"}", "envelope."),
                          (good.replace(self.reviewer.key_id.encode(), other.key_id.encode(), 1), "key.mismatch"),
                          (good + b"\n\n", "envelope.canonical"), (b"{}", "key.format")):
            self.refused(code, "add", self.write("bad.json", bad))
        forged = json.loads(good)
        forged["signatures"][0]["sig"] = base64.b64encode(bytes(64)).decode()
        self.refused("signature.invalid", "add",
                     self.write("bad.json", json.dumps(forged, sort_keys=True, separators=(",", ":"))))
        self.refused("file.open", "add", self.folder / "none.json", expect=2)

    def test_a_revocation_stays_and_can_only_move_back(self):
        self.begun()
        key_id = self.reviewer.key_id
        self.refused("usage.value", "revoke", key_id, expect=2)  # without a reason
        self.refused("key.not_listed", "revoke", "unknown-key", "--reason", "x")
        self.refused("key.not_listed", "revoke", key_id[:7], "--reason", "x")  # too short to mean one
        self.step("revoke", key_id[:8], "--reason", "lost laptop", "--at", DAY % 10, "--after-seq", "118")
        self.assertEqual(self.predicate()["keys"][0]["revoked"],
                         {"at": "2026-11-10T00:00:00.000Z", "after_seq": 118, "reason": "lost laptop"})
        self.step("revoke", key_id, "--reason", "it was earlier", "--at", DAY % 7, "--after-seq", "200")
        self.assertEqual(self.predicate()["keys"][0]["revoked"],
                         {"at": "2026-11-07T00:00:00.000Z", "after_seq": 118, "reason": "it was earlier"})
        self.step("revoke", key_id, "--reason", "or later?", "--at", DAY % 20)
        self.assertEqual(self.predicate()["keys"][0]["revoked"]["at"], "2026-11-07T00:00:00.000Z")
        self.assertEqual(self.predicate()["keys"][0]["revoked"]["after_seq"], 118)

    def test_another_key_takes_the_place_of_one(self):
        self.step("init")
        self.step("add", self.reviewer.public, "--alias", "m.oz", "--organisation", "Desk", "--role", "lead", day=2)
        new = Key(self.folder, "new")
        self.refused("usage.value", "rotate", self.reviewer.key_id, expect=2)
        self.refused("keyring.duplicate", "rotate", self.reviewer.key_id, self.request, day=3)
        self.refused("usage.value", "rotate", self.reviewer.key_id, new.public, "--from", DAY % 1, expect=2)
        self.step("rotate", self.reviewer.key_id, new.public, day=8)
        old, made = self.predicate()["keys"]
        self.assertEqual(old["valid_until"], "2026-11-08T00:00:00.000Z")
        self.assertEqual((made["key_id"], made["replaces"], made["valid_from"]),
                         (new.key_id, self.reviewer.key_id, "2026-11-08T00:00:00.000Z"))
        self.assertEqual((made["roles"], made["alias"], made["organisation"]), (["lead"], "m.oz", "Desk"))

    def test_the_publisher_hands_over_to_a_key_that_the_keyring_names(self):
        self.begun()
        heir = Key(self.folder, "heir")
        other = Key(self.folder, "other")
        self.refused("key.not_listed", "add", other.public, key=heir, day=3)
        self.step("add", heir.public, "--role", "publisher", "--alias", "next", day=3)
        self.refused("key.not_yet_valid", "add", other.public, key=heir, day=2)
        self.refused("key.role", "add", other.public, key=self.reviewer, day=4)
        self.step("add", other.public, key=heir, day=4)
        self.assertEqual(self.predicate()["publisher"]["key_id"], heir.key_id)
        # The old key, which nothing lists, cannot go on.
        self.refused("key.not_listed", "revoke", other.key_id, "--reason", "x", day=5)
        # And the heir to its own heir.
        last = Key(self.folder, "last")
        self.step("rotate", heir.key_id, last.public, key=heir, day=6)
        self.step("revoke", other.key_id, "--reason", "left", key=last, day=7)
        self.assertEqual(self.predicate()["publisher"]["key_id"], last.key_id)

    def test_a_keyring_that_was_changed_is_not_gone_on_from(self):
        self.begun()
        good = self.path.read_bytes()
        at = good.index(b"\"payload\":\"") + 60
        self.path.write_bytes(good[:at] + (b"A" if good[at:at + 1] != b"A" else b"B") + good[at + 1:])
        self.refused("signature.invalid", "revoke", self.reviewer.key_id, "--reason", "x")

    def test_values_are_checked(self):
        self.step("init")
        for words in (("--days", "0"), ("--days", "many"), ("--role", "king"), ("--from", "tomorrow"),
                      ("--until", DAY % 1)):
            done = self.step("add", self.request, *words, expect=2 if words[0] != "--from" else 1)
            self.assertIn(words[0], done.stderr)
        self.assertIn("--key", run("keyring", "add", self.path, self.request).stderr)

    def test_a_key_id_may_begin_with_dashes_and_is_no_option(self):
        self.begun()
        for begins in ("-", "--"):
            key_id = begins + self.reviewer.key_id[len(begins):]
            done = self.step("revoke", key_id, "--reason", "lost", expect=1)
            self.assertNotIn("usage.option", done.stderr)
            self.assertIn("key.not_listed", done.stderr)
        slip = self.step("revoke", self.reviewer.key_id, "-reason", "x", expect=2)
        self.assertIn("did you mean --reason", slip.stderr)

    def test_show_says_who_may_sign(self):
        self.begun()
        def show(day, *words):
            done = run("keyring", "show", self.path, "--now", DAY % day, *words)
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout
        self.assertRegex(show(3), rf"valid +{self.reviewer.key_id} m.oz \(Desk\) reviewer")
        self.assertIn("not yet valid", show(1))
        self.assertNotIn("vouched", show(3))
        self.assertIn("(vouched for)", show(3, "--publisher", self.publisher.public))
        self.assertIn("(not vouched for)", show(3, "--publisher", self.reviewer.public))
        self.step("revoke", self.reviewer.key_id, "--reason", "lost \u202elaptop", "--after-seq", "3", day=4)
        text = show(5)
        self.assertIn("after number 3: lost \\u{202E}laptop", text)
        self.assertRegex(text, r"revoked +" + self.reviewer.key_id)
        self.assertEqual(json.loads(show(5, "--json"))["predicate"], self.predicate())
        done = run("keyring", "show", self.path, "--now", "2028-01-01T00:00:00Z")
        self.assertIn(" expired", done.stdout)
        self.assertIn("keyring version 3", run("show", self.path).stdout)
