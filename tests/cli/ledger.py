"""Exports as the console writes them: chains of decisions, omissions and checkpoints, signed by openssl."""
import hashlib
import json

from command import InFolder, Key, canonical, case, decision, envelope, sha256, PACK

NOW = "2026-11-25T00:00:00Z"  # after everything that the tests decide
GIVEN = ({"target": "nobody"}, {"target": "person", "intent": "yes"})
FOUND = ({"outcome": "no_violation", "actions": [], "violates": []},
         {"outcome": "remove", "actions": ["delete"], "violates": ["S1"]})


def merkle_root(leaves):
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + merkle_root(leaves[:split]) + merkle_root(leaves[split:])).digest()


def statement(kind, name, digest, predicate):
    return canonical({"_type": "https://in-toto.io/Statement/v1", "predicateType": f"urn:casement:{kind}:v1",
                      "subject": [{"name": name, "digest": {"sha256": digest}}], "predicate": predicate})


def reviewer(key, **more):
    return {"key_id": key.key_id, "public_jwk": key.jwk, **more}


def checkpoint(key, lines, tails, scratch, **changes):
    """The line that ends an export; `tails` has the last number and line of each key."""
    predicate = {"count": len(lines), "made_at": "2026-11-22T00:00:00.000Z", "reviewer": reviewer(key),
                 "keys": [{"key_id": key_id, "seq": seq, "digest": sha256(line)}
                          for key_id, (seq, line) in sorted(tails.items())],
                 **({"last": sha256(lines[-1])} if lines else {}), **changes}
    return envelope(statement("checkpoint", "decisions", merkle_root(lines).hex(), predicate), key, scratch)


def enrolment(key, alias, scratch):
    digest = hashlib.sha256(canonical(key.jwk)).hexdigest()
    return envelope(statement("enrolment", "reviewer", digest, {
        "made_at": "2026-11-20T00:00:00.000Z", "reviewer": reviewer(key, alias=alias, organisation="Desk")}),
                    key, scratch)


class Ledger:
    """One reviewer's chain."""

    def __init__(self, bundle, key, scratch):
        self.bundle, self.key, self.scratch = bundle, key, scratch
        self.seq, self.prev, self.lines, self.made = 0, None, [], 0

    def payload(self, case_line, way=0, **changes):
        minute = self.seq + 1
        times = {"opened_at": "2026-11-21T%02d:%02d:00.000Z" % (9 + minute // 60, minute % 60),
                 "decided_at": "2026-11-21T%02d:%02d:30.000Z" % (9 + minute // 60, minute % 60)}
        return decision(self.bundle, self.key, self.seq + 1, self.prev, case_line, GIVEN[way], FOUND[way],
                        **{**times, **changes})

    def decide(self, case_line, way=0, **changes):
        line = envelope(self.payload(case_line, way, **changes), self.key, self.scratch)
        self.lines.append(line)
        self.seq, self.prev = self.seq + 1, line
        return line

    def omit(self, case_line):
        """Leaves out what the next decision would have been."""
        left = envelope(self.payload(case_line), self.key, self.scratch)
        predicate = {"from": self.seq + 1, "to": self.seq + 1, "reviewer": reviewer(self.key)}
        if self.prev is not None:
            predicate["prev"] = sha256(self.prev)
        digest = sha256(left).removeprefix("sha256:")
        self.lines.append(envelope(statement("omission", "omitted", digest, predicate), self.key, self.scratch))
        self.seq, self.prev = self.seq + 1, left

    def seal(self, **changes):
        tails = {self.key.key_id: (self.seq, self.prev)} if self.prev is not None else {}
        return self.lines + [checkpoint(self.key, self.lines, tails, self.scratch, **changes)]


class WithBundle(InFolder):
    """A signed bundle of a few cases, its publisher, and a reviewer."""
    cases_in_bundle = 3

    def setUp(self):
        super().setUp()
        self.publisher, self.reviewer = Key(self.folder, "publisher"), Key(self.folder, "reviewer")
        self.policy = self.write("p.json", PACK)
        rows = [case(f"c{i:03}", policy="sample@2026.11") for i in range(self.cases_in_bundle)]
        self.pack("--key", self.publisher.private, "--policy", self.policy, "--created", "2026-11-20T00:00:00Z",
                  self.write_lines("in.jsonl", rows))
        self.bundle = self.folder / "bundle"
        self.case_lines = (self.bundle / "cases" / "00000.jsonl").read_bytes().splitlines()

    def ledger(self, key=None):
        return Ledger(self.bundle, key or self.reviewer, self.folder / "scratch")

    def export(self, name, lines):
        return self.write(name, b"".join(line + b"\n" for line in lines))

    def trusted(self):
        return ("--bundle", self.bundle, "--publisher", self.publisher.public, "--now", NOW)


def document(done):
    """The one JSON document that a run printed; a member that stands in it twice is an error."""
    def once(pairs):
        assert len({name for name, _ in pairs}) == len(pairs), f"a member twice: {[name for name, _ in pairs]}"
        return dict(pairs)
    return json.loads(done.stdout, object_pairs_hook=once)
