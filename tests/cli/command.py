"""Runs the real casement binary, and makes what it is given."""
import base64
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("CASEMENT_BINARY", ROOT / "build" / "native" / "casement"))
SHARED_TEXT = ROOT.parent / "shared" / "data" / "text"

PACK = {
    "casement_policy": 1, "id": "sample", "version": "2026.11", "effective": "2026-11-01", "title": "Sample",
    "sections": [{"id": "S1", "title": "Threats", "rule": "No threats."}],
    "actions": [{"id": "delete", "label": "Delete", "effect": "remove"}],
    "questions": [
        {"id": "target", "section": "S1", "text": "Who?", "kind": "choice",
         "options": [{"id": "person", "label": "A person"}, {"id": "nobody", "label": "Nobody"}]},
        {"id": "intent", "section": "S1", "text": "Intent?", "kind": "yes_no", "because": "somebody is targeted",
         "ask_when": {"==": [{"var": "answers.target"}, "person"]}}],
    "outcomes": [
        {"id": "remove", "label": "Remove", "effect": "remove", "because": "It breaks {{sections}}.", "severity": 2,
         "when": {"==": [{"var": "answers.intent"}, "yes"]}, "actions": ["delete"], "violates": ["S1"]},
        {"id": "no_violation", "label": "Nothing", "effect": "no_action", "because": "Nothing.", "when": True}],
    "replies": [{"id": "any", "audience": "user", "language": "en", "subject": "Hello", "body": "{{because}}"}],
    "tests": [
        {"name": "threat", "answers": {"target": "person", "intent": "yes"}, "expect": "remove"},
        {"name": "nobody", "answers": {"target": "nobody"}, "expect": "no_violation"}],
}


def case(case_id, text="Some words.", **more):
    return {"id": case_id, "received_at": "2026-11-20T08:00:00Z", "area": "community",
            "content": [{"id": "t", "kind": "text", "text": text}], **more}


def run(*words, stdin=None, env=None):
    """The finished process; its output is text."""
    return subprocess.run([str(BINARY), *map(str, words)], input=stdin, capture_output=True, encoding="utf-8",
                          timeout=120, env={**os.environ, **(env or {})})


def canonical(value):
    """RFC 8785 for what the tests write: ASCII member names, whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def pae(kind, payload):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)


class Key:
    """A key made by openssl: nothing of Casement's own signs here."""

    def __init__(self, folder, name):
        self.private = folder / name
        self.public = folder / (name + ".pub")
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.private], check=True)
        subprocess.run(["openssl", "pkey", "-in", self.private, "-pubout", "-out", self.public], check=True)
        der = subprocess.run(["openssl", "pkey", "-in", self.private, "-pubout", "-outform", "DER"], check=True,
                             capture_output=True).stdout
        self.jwk = {"crv": "Ed25519", "kty": "OKP", "x": b64url(der[-32:])}
        self.key_id = b64url(hashlib.sha256(canonical(self.jwk)).digest())

    def sign(self, message, scratch):
        scratch.write_bytes(message)
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.private, "-in", scratch],
                              check=True, capture_output=True).stdout


def envelope(payload, key, scratch):
    kind = "application/vnd.in-toto+json"
    signature = key.sign(pae(kind, payload), scratch)
    return canonical({"payload": base64.b64encode(payload).decode(), "payloadType": kind,
                      "signatures": [{"keyid": key.key_id, "sig": base64.b64encode(signature).decode()}]})


def decision(bundle, key, number, prev, case_line, given, found, **changes):
    """The in-toto statement of one decision, as canonical bytes."""
    descriptor = json.loads((bundle / "datapackage.json").read_bytes())
    pin = descriptor["casement"]["policies"][0]
    digest = sha256(case_line)
    predicate = {
        "decision_id": "0193a4b2-7c00-7000-8000-%012d" % number, "seq": number,
        "bundle": sha256((bundle / "datapackage.json").read_bytes()),
        "case_id": json.loads(case_line)["id"], "case_digest": digest, "policy": pin["digest"],
        "policy_id": pin["id"], "policy_version": pin["version"],
        "reviewer": {"key_id": key.key_id, "public_jwk": key.jwk}, "answers": given,
        "derived": {"outcome": found["outcome"], "actions": found["actions"], "violates": found["violates"],
                    "fired": [found["outcome"]]},
        "final": found["outcome"], "evidence": [], "rationale": "", "opened_at": "2026-11-21T09:00:00.000Z",
        "decided_at": "2026-11-21T09:01:00.000Z", "active_ms": 30000, **changes}
    if prev is not None:
        predicate["prev"] = sha256(prev)
    return canonical({"_type": "https://in-toto.io/Statement/v1", "predicateType": "urn:casement:decision:v1",
                      "subject": [{"name": predicate["case_id"], "digest": {"sha256": digest.removeprefix("sha256:")}}],
                      "predicate": predicate})


class InFolder(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, (dict, list)):
            content = json.dumps(content, ensure_ascii=False)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def write_lines(self, name, rows):
        return self.write(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def pack(self, *words, out="bundle", expect=0):
        done = run("pack", "--out", self.folder / out, *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def cases(self, out="bundle"):
        lines = []
        for path in sorted((self.folder / out / "cases").iterdir()):
            data = path.read_bytes()
            lines += (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
        return [json.loads(line) for line in lines]
