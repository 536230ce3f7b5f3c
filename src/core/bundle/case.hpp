// One escalated case: everything a specialist needs to judge it. Format: docs/bundle-format.md.
//
// All strings are foreign and hostile: they are data to show, never markup, never a file name, never a
// request.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/json/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::bundle {

enum class SourceKind { user, regulator, business, advertiser, law_enforcement, media, internal };
enum class Area { community, advertising, ip, regulation };
enum class SubjectKind { post, comment, message, profile, group, listing, ad, page };
enum class PartKind { text, image, video, audio, link };

const char* name(SourceKind);
const char* name(Area);
const char* name(SubjectKind);
const char* name(PartKind);

struct Source {
    SourceKind kind = SourceKind::user;
    std::string name, reference, language;  // who asks; their file number; BCP 47
};

struct Author {
    std::string name, handle;
    std::string created_at;       // RFC 3339, or empty
    std::int64_t followers = -1;  // -1: not stated
    int strikes = 0;
    bool verified = false;
};

struct PriorDecision {
    std::string decided_at, outcome, policy, note;
};

struct Subject {
    SubjectKind kind = SubjectKind::post;
    std::string id, posted_at, place;  // place: "comment under a public page", ...
    Author author;
    std::vector<std::string> history;  // one line each, oldest first
    std::vector<PriorDecision> prior_decisions;
};

struct Translation {
    std::string language, text;
};

struct Part {
    std::string id;
    PartKind kind = PartKind::text;
    std::string language;    // BCP 47, may be empty
    std::string text;        // text parts: the text itself; link parts: the address, as text
    std::string alt;         // media: what is to be seen, for who cannot or does not want to look
    std::string media_path;  // media: path in the bundle, "media/<sha256>.<ext>"
    std::string mediatype;
    std::optional<Digest> digest;     // media: of the file's bytes
    int width_px = 0, height_px = 0;  // media: as stated by the bundle; 0 where it does not say
    int severity = 0;                 // 0 mild .. 4 extreme; decides the shield
    std::vector<Translation> translations;
};

struct ThreadEntry {
    std::string id, author, posted_at, language, text;
    bool is_subject = false;  // the entry under review
};

struct Report {
    std::string by, reason, at, note;
    int count = 1;
};

struct Notice {
    std::string id, kind, claimant, right, registration, received_at, statement;
    std::vector<std::string> works;
};

struct Signal {
    std::string name, value, source;
};

struct Event {
    std::string at, kind, by, note;
};

struct Case {
    std::string id;
    TimeMs received_at = 0;
    std::optional<TimeMs> due_at;
    std::string clock;  // regime id from the policy pack, may be empty
    Source source;
    std::string title;  // short label for the queue; made from the content where the bundle has none
    std::string ask;    // what the requester wants, in their words
    Area area = Area::community;
    std::string market;    // ISO 3166-1 alpha-2, or empty
    std::string language;  // BCP 47
    std::int64_t reach = 0;
    int severity_hint = 0;  // 0..4
    std::string policy;     // "<id>@<version>"; empty: the bundle's only pack, or the first for the area
    Subject subject;
    std::vector<Part> content;
    std::vector<ThreadEntry> thread;
    std::vector<Report> reports;
    std::vector<Notice> notices;
    std::vector<Signal> signals;
    std::vector<Event> events;
    std::vector<std::string> tags;
};

// Reads one case. `place` names where it came from ("cases/00000.jsonl:12") and starts every error's place.
// Errors: case.schema (something missing, of the wrong type or out of range), case.time,
// case.csam (flagged as child sexual abuse material: never shown, see the remedy), case.path (unsafe media
// path), case.id (empty, over 200 bytes, or with control characters), and those of json::parse.
Result<Case> read_case(std::string_view line, const std::string& place);
Result<Case> read_case(const Json& value, const std::string& place);

// The facts rules may read under "case": a flat, documented object. Schema: policies/facts.schema.json.
Json facts(const Case& c);

}  // namespace casement::bundle
