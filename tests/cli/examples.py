"""The examples of docs/decision-format.md and docs/keyring-format.md: made anew, byte for byte the same each time.

    python3 tests/cli/examples.py [FOLDER]     writes them; without FOLDER into docs/examples/decisions

Nothing of Casement signs, hashes or writes JSON here but the bundle, which `casement pack` makes: envelopes,
statements, chains and the Merkle tree are built from the document alone, with OpenSSL for the signatures. The keys are
published test keys; nobody may ever trust them.
"""
import base64
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from command import PACK, ROOT, b64url, canonical, case, pae, run, sha256  # noqa: E402

FOLDER = ROOT / "docs" / "examples" / "decisions"
TYPE = "application/vnd.in-toto+json"
NOW = "2026-11-25T00:00:00Z"
APP = sha256(b"no console made these examples")
# By name: the 32 secret bytes. They are published: RFC 8037 A.1, which is test 1 of RFC 8032 7.1, and its tests 2, 3.
SECRETS = {
    "reviewer": "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "publisher": "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "lost": "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
}
PKCS8 = bytes.fromhex("302e020100300506032b657004220420")


class TestKey:
    def __init__(self, name, scratch):
        self.name, self.scratch = name, scratch
        self.private, self.public = scratch / (name + ".pem"), scratch / (name + ".pub")
        der = PKCS8 + bytes.fromhex(SECRETS[name])
        self._openssl("pkey", "-inform", "DER", "-out", self.private, given=der)
        self._openssl("pkey", "-in", self.private, "-pubout", "-out", self.public)
        raw = self._openssl("pkey", "-in", self.private, "-pubout", "-outform", "DER")[-32:]
        self.jwk = {"crv": "Ed25519", "kty": "OKP", "x": b64url(raw)}
        self.thumbprint = hashlib.sha256(canonical(self.jwk)).digest()
        self.key_id = b64url(self.thumbprint)

    def _openssl(self, *words, given=None):
        return subprocess.run(["openssl", *words], input=given, capture_output=True, check=True).stdout

    def sign(self, message):
        path = self.scratch / "message"
        path.write_bytes(message)
        return self._openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.private, "-in", path)


def statement(kind, name, digest, predicate):
    return canonical({"_type": "https://in-toto.io/Statement/v1", "predicateType": f"urn:casement:{kind}:v1",
                      "subject": [{"name": name, "digest": {"sha256": digest.removeprefix("sha256:")}}],
                      "predicate": predicate})


def envelope(payload, key, /, **changes):
    document = {"payload": base64.b64encode(payload).decode(), "payloadType": TYPE,
                "signatures": [{"keyid": key.key_id, "sig": base64.b64encode(key.sign(pae(TYPE, payload))).decode()}]}
    return canonical({**document, **changes})


def leaf(line):
    return hashlib.sha256(b"\0" + line).digest()


def tree_hash(leaves):
    """RFC 6962, section 2.1, as it stands there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + tree_hash(leaves[:half]) + tree_hash(leaves[half:])).digest()


def file_of(lines):
    return b"".join(line + b"\n" for line in lines)


class Examples:
    """All of them, in memory."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.keys = {name: TestKey(name, scratch) for name in SECRETS}
        self.bundle = self._bundle()
        self.cases = (self.bundle / "cases" / "00000.jsonl").read_bytes().splitlines()
        self.files = {path.relative_to(scratch).as_posix(): path.read_bytes()
                      for path in sorted(self.bundle.rglob("*")) if path.is_file()}
        for name, key in self.keys.items():
            self.files[name + ".pub"] = key.public.read_bytes()
        self._decisions()
        self._keyrings()
        self._rest()
        self.files["invalid.jsonl"] = file_of(canonical(one) for one in self.invalid())
        self.files["values.json"] = json.dumps(self.values(), indent=2).encode() + b"\n"

    def _bundle(self):
        rows = [case("example-1", "I will find you, \u00e9 \U0001f600.", policy="sample@2026.11"),
                case("example-2", "A harmless sentence.", policy="sample@2026.11")]
        (self.scratch / "cases.jsonl").write_bytes(file_of(canonical(row) for row in rows))
        (self.scratch / "policy.json").write_bytes(canonical(PACK))
        done = run("pack", "--out", self.scratch / "bundle", "--policy", self.scratch / "policy.json",
                   "--name", "example", "--created", "2026-11-20T00:00:00Z", "--publisher", "Example Trust",
                   "--key", self.keys["publisher"].private, self.scratch / "cases.jsonl")
        if done.returncode:
            raise RuntimeError(done.stderr)
        return self.scratch / "bundle"

    def who(self, key):
        return {"alias": "m.oz", "key_id": key.key_id, "organisation": "Example Ltd", "public_jwk": key.jwk,
                "temporary": False}

    def decision(self, number, prev, which, violates, /, by=None, **changes):
        """The payload of decision `number` on case `which`; `changes` replace members, None leaves one out."""
        key = by or self.keys["reviewer"]
        line = self.cases[which]
        descriptor = json.loads((self.bundle / "datapackage.json").read_bytes())
        pin = descriptor["casement"]["policies"][0]
        outcome = "remove" if violates else "no_violation"
        predicate = {
            "decision_id": "01935a4b-7c00-7000-8000-%012d" % number, "seq": number,
            "bundle": sha256((self.bundle / "datapackage.json").read_bytes()),
            "case_id": json.loads(line)["id"], "case_digest": sha256(line),
            "policy": pin["digest"], "policy_id": pin["id"], "policy_version": pin["version"],
            "reviewer": self.who(key),
            "answers": {"target": "person", "intent": "yes"} if violates else {"target": "nobody"},
            "derived": {"outcome": outcome, "actions": ["delete"] if violates else [],
                        "violates": ["S1"] if violates else [], "fired": [outcome]},
            "final": outcome, "evidence": [], "rationale": "", "opened_at": "2026-11-21T09:%02d:00.000Z" % (number * 2),
            "decided_at": "2026-11-21T09:%02d:30.500Z" % (number * 2), "active_ms": 30500, "app": APP}
        if prev is not None:
            predicate["prev"] = sha256(prev)
        predicate = {name: value for name, value in {**predicate, **changes}.items() if value is not None}
        return statement("decision", predicate["case_id"], predicate["case_digest"], predicate)

    def _decisions(self):
        reviewer, lost = self.keys["reviewer"], self.keys["lost"]
        self.payload = self.decision(1, None, 0, True, rationale="A threat to a person.", evidence=[
            {"part": "t", "start": 0, "end": 15, "question": "intent"}])
        first = envelope(self.payload, reviewer)
        second = envelope(self.decision(2, first, 1, False, flags=[
            {"question": "target", "kind": "ambiguous", "note": "Is a company a person?"}]), reviewer)
        third = envelope(self.decision(3, second, 0, False, supersedes={
            "digest": sha256(first), "reason": "A quotation from a film; the account says so."}), reviewer)
        self.lines = [first, second, third]
        sealed = self.checkpoint(self.lines, {reviewer: (3, third)}, "2026-11-21T10:00:00.000Z")
        self.files["decisions.jsonl"] = file_of([*self.lines, sealed])

        omitted = envelope(statement("omission", "omitted", sha256(second), {
            "from": 2, "to": 2, "prev": sha256(first), "reviewer": self.who(reviewer)}), reviewer)
        part = [first, omitted, third]
        self.files["filtered.jsonl"] = file_of([*part, self.checkpoint(
            part, {reviewer: (3, third)}, "2026-11-21T10:05:00.000Z", filter="case example-1")])

        before = envelope(self.decision(1, None, 1, False, by=lost), lost)
        after = envelope(self.decision(2, before, 0, False, by=lost), lost)
        self.files["revoked.jsonl"] = file_of([before, after])

    def checkpoint(self, lines, tails, at, key=None, root=None, **changes):
        key = key or self.keys["reviewer"]
        keys = [{"key_id": one.key_id, "seq": seq, "digest": sha256(line)} for one, (seq, line) in tails.items()]
        predicate = {"count": len(lines), "last": sha256(lines[-1]), "keys": keys, "reviewer": self.who(key),
                     "made_at": at, "app": APP, **changes}
        root = root or tree_hash([leaf(line) for line in lines])
        return envelope(statement("checkpoint", "decisions", root.hex(), predicate), key)

    def keyring(self, version, previous, issued, expires, keys):
        publisher = self.keys["publisher"]
        predicate = {"version": version, "issued_at": issued, "expires_at": expires, "keys": keys,
                     "publisher": {"key_id": publisher.key_id, "name": "Example Trust", "public_jwk": publisher.jwk}}
        if previous is not None:
            predicate["previous"] = sha256(previous)
        return envelope(statement("keyring", "publisher", publisher.thumbprint.hex(), predicate), publisher)

    def _keyrings(self):
        def entry(name, alias, valid_from, **more):
            key = self.keys[name]
            return {"key_id": key.key_id, "public_jwk": key.jwk, "alias": alias, "organisation": "Example Ltd",
                    "roles": ["reviewer"], "valid_from": valid_from, **more}
        reviewer = entry("reviewer", "m.oz", "2026-11-20T09:00:00.000Z")
        lost = entry("lost", "k.ito", "2026-11-20T10:00:00.000Z")
        revoked = {**lost, "revoked": {"at": "2026-11-22T08:00:00.000Z", "after_seq": 1, "reason": "Lost laptop"}}
        one = self.keyring(1, None, "2026-11-20T08:00:00.000Z", "2027-02-18T08:00:00.000Z", [])
        two = self.keyring(2, one, "2026-11-20T09:00:00.000Z", "2027-02-18T09:00:00.000Z", [reviewer])
        three = self.keyring(3, two, "2026-11-20T10:00:00.000Z", "2027-02-18T10:00:00.000Z", [reviewer, lost])
        four = self.keyring(4, three, "2026-11-22T08:00:00.000Z", "2027-02-20T08:00:00.000Z", [reviewer, revoked])
        self.keyrings = [file_of([line]) for line in (one, two, three, four)]
        self.files["keyring-3.json"], self.files["keyring.json"] = self.keyrings[2:]

    def _rest(self):
        reviewer = self.keys["reviewer"]
        self.files["enrolment.json"] = file_of([envelope(statement("enrolment", "reviewer", reviewer.thumbprint.hex(), {
            "reviewer": self.who(reviewer), "made_at": "2026-11-20T08:30:00.000Z", "app": APP}), reviewer)])
        pin = json.loads((self.bundle / "datapackage.json").read_bytes())["casement"]["policies"][0]
        self.files["acknowledgements.jsonl"] = file_of([envelope(statement(
            "acknowledgement", f"{pin['id']}@{pin['version']}", pin["digest"], {
                "pack": pin["id"], "version": pin["version"], "reviewer": self.who(reviewer),
                "acknowledged_at": "2026-11-21T08:55:00.000Z", "app": APP}), reviewer)])

    def invalid(self):
        """What must be refused: the lines are one file, all but the last are good, the last fails with the code."""
        reviewer = self.keys["reviewer"]
        first, second, third = self.lines
        good = json.loads(first)

        def line(**changes):
            return envelope(self.payload, reviewer, **changes)

        def altered(**changes):
            return envelope(self.decision(1, None, 0, True, **changes), reviewer)

        def reworded(**changes):
            return envelope(canonical({**json.loads(self.payload), **changes}), reviewer)

        def next_one(**changes):
            return envelope(self.decision(2, first, 0, True, **changes), reviewer)

        signature, sig = good["signatures"][0], base64.b64decode(good["signatures"][0]["sig"])
        flipped = bytearray(self.payload)
        flipped[len(flipped) // 2] ^= 1
        zero = "sha256:" + "0" * 64
        tails = {reviewer: (3, third)}
        sealed = "2026-11-21T10:00:00.000Z"
        wrong = self.who(self.keys["lost"])
        override = {"outcome": "no_violation", "reason": "Satire"}
        yield from ({"code": code, "why": why, "lines": [one.decode() for one in lines]} for code, why, lines in (
            ("json.syntax", "cut off", [first[:-1]]),
            ("json.duplicate_key", "a member twice", [first[:-1] + b',"payloadType":"' + TYPE.encode() + b'"}']),
            ("envelope.canonical", "white space", [first.replace(b'":"', b'": "', 1)]),
            ("envelope.canonical", "members in another order",
             [json.dumps({"signatures": good["signatures"], "payload": good["payload"], "payloadType": TYPE},
                         separators=(",", ":")).encode()]),
            ("envelope.schema", "a member that nobody signed", [line(note="x")]),
            ("envelope.payload_type", "another type", [line(payloadType="application/json")]),
            ("envelope.signatures", "two signatures", [line(signatures=[signature, signature])]),
            ("envelope.signatures", "no signature", [line(signatures=[])]),
            ("envelope.base64", "the URL alphabet, without padding",
             [line(signatures=[{**signature, "sig": b64url(sig)}])]),
            ("envelope.signature_size", "63 bytes",
             [line(signatures=[{**signature, "sig": base64.b64encode(sig[:63]).decode()}])]),
            ("signature.invalid", "one bit of the payload", [line(payload=base64.b64encode(flipped).decode())]),
            ("signature.invalid", "signed without the pre-authentication encoding",
             [line(signatures=[{**signature, "sig": base64.b64encode(reviewer.sign(self.payload)).decode()}])]),
            ("key.mismatch", "the key id of another key", [line(signatures=[{**signature, "keyid": wrong["key_id"]}])]),
            ("key.mismatch", "a reviewer who did not sign",
             [altered(reviewer={**self.who(reviewer), "key_id": wrong["key_id"]})]),
            ("payload.canonical", "white space in the payload",
             [envelope(json.dumps(json.loads(self.payload)).encode(), reviewer)]),
            ("payload.type", "an older statement", [reworded(_type="https://in-toto.io/Statement/v0.1")]),
            ("payload.predicate_type", "something else", [reworded(predicateType="https://slsa.dev/provenance/v1")]),
            ("payload.schema", "no final outcome", [altered(final=None)]),
            ("payload.schema", "a first decision with one before it", [altered(prev=zero)]),
            ("payload.subject", "another case as the subject",
             [reworded(subject=[{"name": "example-2", "digest": {"sha256": "0" * 64}}])]),
            ("digest.bundle", "another bundle", [altered(bundle=zero)]),
            ("digest.case", "another case text", [altered(case_digest=zero)]),
            ("digest.policy", "another pack", [altered(policy=zero)]),
            ("sequence.gap", "number 2 is missing", [first, third]),
            ("sequence.repeat", "number 1 again", [first, second, first]),
            ("sequence.fork", "another number 1", [first, altered(rationale="No.")]),
            ("chain.prev", "another decision as the one before", [first, next_one(prev=zero)]),
            ("supersedes.unknown", "corrects what is not there",
             [first, next_one(supersedes={"digest": zero, "reason": "x"})]),
            ("supersedes.case", "corrects a decision on another case",
             [first, envelope(self.decision(2, first, 1, False, supersedes={"digest": sha256(first), "reason": "x"}),
                              reviewer)]),
            ("supersedes.reason", "corrects without a reason",
             [first, next_one(supersedes={"digest": sha256(first), "reason": " "})]),
            ("answer.option", "an option that the question lacks", [altered(answers={"target": "someone"})]),
            ("derive.incomplete", "a question is open", [altered(answers={"target": "person"})]),
            ("outcome.mismatch", "the answers lead elsewhere", [altered(answers={"target": "nobody"})]),
            ("flag.question", "a flag on no question",
             [altered(flags=[{"question": "weather", "kind": "gap", "note": ""}])]),
            ("evidence.part", "a mark in no part", [altered(evidence=[{"part": "x", "start": 0, "end": 1}])]),
            ("evidence.range", "a mark behind the text", [altered(evidence=[{"part": "t", "start": 0, "end": 23}])]),
            ("override.missing", "another outcome, unexplained", [altered(final="no_violation")]),
            ("override.outcome", "an override that changes nothing",
             [altered(override={"outcome": "remove", "reason": "x"})]),
            ("override.reason", "an override without a reason",
             [altered(final="no_violation", override={**override, "reason": "\t"})]),
            ("time.order", "decided before it was opened", [altered(opened_at="2026-11-21T09:03:00.000Z")]),
            ("time.backwards", "older than the one before",
             [first, next_one(opened_at="2026-11-21T09:00:00.000Z", decided_at="2026-11-21T09:01:00.000Z")]),
            ("time.future", "decided after the time of verification", [altered(decided_at="2027-11-21T09:03:00.000Z")]),
            ("time.bundle", "decided before the bundle was made",
             [altered(opened_at="2026-11-19T09:00:00.000Z", decided_at="2026-11-19T09:01:00.000Z")]),
            ("checkpoint.count", "a line was taken out", [first, second, self.checkpoint(self.lines, tails, sealed)]),
            ("checkpoint.last", "another last line",
             [*self.lines, self.checkpoint(self.lines, tails, sealed, last=zero)]),
            ("checkpoint.keys", "another last number",
             [*self.lines, self.checkpoint(self.lines, {reviewer: (2, third)}, sealed)]),
            ("checkpoint.root", "another root",
             [*self.lines, self.checkpoint(self.lines, tails, sealed, root=bytes(32))]),
        ))

    def values(self):
        """What a second implementation compares with on its way."""
        reviewer = self.keys["reviewer"]
        message = pae(TYPE, self.payload)
        leaves = [leaf(line) for line in self.lines]
        return {
            "secret": SECRETS["reviewer"],
            "public_x": reviewer.jwk["x"],
            "thumbprint_input": canonical(reviewer.jwk).decode(),
            "key_id": reviewer.key_id,
            "bundle": sha256(self.files["bundle/datapackage.json"]),
            "case_digest": sha256(self.cases[0]),
            "policy": sha256(self.files["bundle/policies/sample@2026.11.json"]),
            "payload_bytes": len(self.payload),
            "payload_sha256": hashlib.sha256(self.payload).hexdigest(),
            "pae_start_hex": message[:len(message) - len(self.payload) + 9].hex(),
            "pae_sha256": hashlib.sha256(message).hexdigest(),
            "pae_hex": message.hex(),
            "signature_hex": reviewer.sign(message).hex(),
            "line_digests": [sha256(line) for line in self.lines],
            "leaf_hashes": [one.hex() for one in leaves],
            "node": hashlib.sha256(b"\1" + leaves[0] + leaves[1]).hexdigest(),
            "root": tree_hash(leaves).hex(),
        }

    def write(self, folder):
        if folder.exists():
            shutil.rmtree(folder)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        Examples(pathlib.Path(place)).write(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
