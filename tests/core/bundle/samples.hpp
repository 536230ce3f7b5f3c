// A whole case and a whole descriptor, to change one thing at a time in.
#pragma once

#include <core/json/json.hpp>

namespace casement::test {

inline Json sample_case() {
    return Json::parse(R"({
      "id": "case-1", "received_at": "2026-11-20T08:00:00Z", "due_at": "2026-11-22T08:00:00Z", "clock": "dsa-notice",
      "source": {"kind": "regulator", "name": "Media Office", "reference": "MO/17", "language": "de"},
      "title": "Threat under a public page", "ask": "Please review the comment", "area": "community", "market": "DE",
      "language": "de", "reach": 1200, "severity_hint": 3, "policy": "community@2026.11",
      "subject": {"kind": "comment", "id": "c-9", "posted_at": "2026-11-19T10:00:00+01:00", "place": "under a public page",
        "author": {"name": "A", "handle": "@a", "created_at": "2025-11-20T08:00:00Z", "followers": 12, "strikes": 1, "verified": true},
        "history": ["warned in 2025"],
        "prior_decisions": [{"decided_at": "2026-01-01T00:00:00Z", "outcome": "remove", "policy": "community@2026.1", "note": ""},
                            {"outcome": "no_violation"}]},
      "content": [
        {"id": "t", "kind": "text", "language": "de", "text": "Ein Satz.", "severity": 2,
         "translations": [{"language": "en", "text": "A sentence."}]},
        {"id": "p", "kind": "image", "path": "media/ab.png", "mediatype": "image/png", "alt": "a street",
         "digest": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "width": 640, "height": 480},
        {"id": "l", "kind": "link", "text": "https://example.org/"}],
      "thread": [{"id": "1", "author": "B", "posted_at": "2026-11-19T09:00:00Z", "language": "de", "text": "Hallo"},
                 {"id": "2", "author": "A", "text": "Ein Satz.", "is_subject": true}],
      "reports": [{"by": "user", "reason": "threat", "at": "2026-11-19T11:00:00Z", "note": "x", "count": 4}, {"reason": "hate"}],
      "notices": [{"id": "n1", "kind": "court_order", "claimant": "Court", "right": "", "registration": "", "works": ["w"],
                   "received_at": "2026-11-20T07:00:00Z", "statement": "s"}],
      "signals": [{"name": "toxicity", "value": 0.93, "source": "classifier"}],
      "events": [{"at": "2026-11-20T08:00:00Z", "kind": "received", "by": "desk", "note": ""}],
      "tags": ["de", "urgent"], "unknown_member": {"is": "kept"}
    })");
}

inline Json sample_descriptor() {
    return Json::parse(R"({
      "name": "demo", "title": "Demo", "created": "2026-11-20T00:00:00Z",
      "resources": [
        {"name": "cases-0", "path": "cases/00000.jsonl.gz", "mediatype": "application/gzip", "bytes": 100, "cases": 2,
         "hash": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
        {"name": "pack", "path": "policies/community@2026.11.json", "mediatype": "application/json", "bytes": 10,
         "hash": "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}],
      "casement": {"format": 1, "purpose": "training", "publisher": "Desk", "expires_at": "2027-01-01T00:00:00Z",
        "policies": [{"id": "community", "version": "2026.11", "path": "policies/community@2026.11.json",
                      "digest": "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}
    })");
}

// A change of a document, and the code (and the end of the place) that it must be refused with.
struct Change {
    const char* pointer;
    const char* value;  // JSON; nullptr: the member is removed
    const char* code;   // nullptr: still accepted
    const char* place = "";
};

inline Json changed(Json document, const Change& change) {
    const Json::json_pointer at(change.pointer);
    if (change.value) {
        document[at] = Json::parse(change.value);
        return document;
    }
    Json& parent = document[at.parent_pointer()];
    if (parent.is_array())
        parent.erase(std::stoul(at.back()));
    else
        parent.erase(at.back());
    return document;
}

}  // namespace casement::test
