#include <core/bundle/case.hpp>
#include <core/bundle/names.hpp>
#include <core/bundle/text.hpp>
#include <core/json/fields.hpp>

namespace casement::bundle {
namespace {

using json::Fields;
using json::Need;
using json::Reading;

constexpr std::int64_t kMaxCount = 9007199254740991;  // what every JSON reader holds exactly

bool is_csam_word(const Json& value) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    constexpr std::string_view word = "csam";
    if (text.size() != word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char lower =
            text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        if (lower != word[i]) return false;
    }
    return true;
}

// Looked for before anything else is read: a malformed case that is flagged is refused for the flag.
bool is_flagged(const Json& value) {
    if (json::get_bool(value, "csam")) return true;
    const Json& tags = json::get(value, "tags");
    if (tags.is_array()) {
        for (const Json& tag : tags) {
            if (is_csam_word(tag)) return true;
        }
    }
    const Json& signals = json::get(value, "signals");
    if (signals.is_array()) {
        for (const Json& signal : signals) {
            if (signal.is_object() && is_csam_word(json::get(signal, "name"))) return true;
        }
    }
    return false;
}

std::string time_text(const Fields& fields, const char* key, Need need = Need::optional) {
    return fields.time(key, need, "case.time") ? fields.text(key) : std::string();
}

std::string language(const Fields& fields) {
    std::string tag = fields.text("language");
    if (!is_language_shape(tag))
        fields.fail("language", "is not a BCP 47 tag", "write it as en, pt-BR or zh-Hant");
    return tag;
}

int severity(const Fields& fields, const char* key) {
    return static_cast<int>(fields.integer(key, 0, 4, 0));
}

void check_id(const Fields& fields, const std::string& id) {
    const char* remedy = "give each case an id of 1 to 200 bytes without control characters";
    if (id.empty()) fields.fail("id", "is empty", remedy, "case.id");
    if (id.size() > 200) fields.fail("id", "is longer than 200 bytes", remedy, "case.id");
    for (char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) fields.fail("id", "has a control character", remedy, "case.id");
    }
}

void read_media(const Fields& fields, Part& part) {
    part.media_path = fields.text("path", Need::required);
    part.mediatype = fields.text("mediatype", Need::required);
    part.digest = fields.digest("digest", Need::required);
    const bool in_media =
        part.media_path.rfind("media/", 0) == 0 && part.media_path.find('/', 6) == std::string::npos;
    if (!in_media || !is_safe_path(part.media_path)) {
        fields.fail("path", "is not a safe path", "media lies in the bundle as media/<sha256>.<ext>",
                    "case.path");
    }
}

Part read_part(const Fields& fields) {
    Part part;
    part.id = fields.text("id", Need::required, 1);
    part.kind = static_cast<PartKind>(fields.one_of("kind", kPartKinds, 0, Need::required));
    part.language = language(fields);
    const bool is_text = part.kind == PartKind::text || part.kind == PartKind::link;
    part.text = fields.text("text", is_text ? Need::required : Need::optional);
    part.alt = fields.text("alt");
    if (!is_text) read_media(fields, part);
    part.width_px = static_cast<int>(fields.integer("width", 0, 65535, 0));
    part.height_px = static_cast<int>(fields.integer("height", 0, 65535, 0));
    part.severity = severity(fields, "severity");
    fields.each("translations", [&](const Fields& at) {
        part.translations.push_back({language(at), at.text("text", Need::required)});
        if (!at.has("language")) at.fail("language", "is missing");
    });
    return part;
}

Author read_author(const Fields& fields) {
    Author author;
    author.name = fields.text("name");
    author.handle = fields.text("handle");
    author.created_at = time_text(fields, "created_at");
    author.followers = fields.integer("followers", 0, kMaxCount, -1);
    author.strikes = static_cast<int>(fields.integer("strikes", 0, 1'000'000, 0));
    author.verified = fields.boolean("verified");
    return author;
}

Subject read_subject(const Fields& fields) {
    Subject subject;
    subject.kind = static_cast<SubjectKind>(fields.one_of("kind", kSubjectKinds, 0, Need::required));
    subject.id = fields.text("id");
    subject.posted_at = time_text(fields, "posted_at");
    subject.place = fields.text("place");
    fields.object("author", [&](const Fields& at) { subject.author = read_author(at); });
    subject.history = fields.texts("history");
    fields.each("prior_decisions", [&](const Fields& at) {
        subject.prior_decisions.push_back({time_text(at, "decided_at"), at.text("outcome", Need::required),
                                           at.text("policy"), at.text("note")});
    });
    return subject;
}

std::string signal_value(const Fields& fields) {
    const Json& value = json::get(fields.value(), "value");
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return value.dump();
    fields.fail("value", fields.has("value") ? "must be a string, a number or true or false" : "is missing");
    return {};
}

void read_surroundings(const Fields& fields, Case& c) {
    fields.each("thread", [&](const Fields& at) {
        c.thread.push_back({at.text("id", Need::required, 1), at.text("author"), time_text(at, "posted_at"),
                            language(at), at.text("text", Need::required), at.boolean("is_subject")});
    });
    fields.each("reports", [&](const Fields& at) {
        c.reports.push_back({at.text("by"), at.text("reason", Need::required), time_text(at, "at"),
                             at.text("note"), static_cast<int>(at.integer("count", 1, 1'000'000'000, 1))});
    });
    fields.each("notices", [&](const Fields& at) {
        c.notices.push_back({at.text("id", Need::required, 1), at.text("kind", Need::required),
                             at.text("claimant"), at.text("right"), at.text("registration"),
                             time_text(at, "received_at"), at.text("statement"), at.texts("works")});
    });
    fields.each("signals", [&](const Fields& at) {
        c.signals.push_back({at.text("name", Need::required, 1), signal_value(at), at.text("source")});
    });
    fields.each("events", [&](const Fields& at) {
        c.events.push_back({time_text(at, "at", Need::required), at.text("kind", Need::required),
                            at.text("by"), at.text("note")});
    });
    c.tags = fields.texts("tags");
}

std::string title_of(const Case& c) {
    constexpr std::size_t kTitle = 80;
    for (const Part& part : c.content) {
        if (part.kind != PartKind::text) continue;
        if (std::string title = excerpt(part.text, kTitle); !title.empty()) return title;
    }
    for (const Part& part : c.content) {
        if (std::string title = excerpt(part.alt, kTitle); !title.empty()) return title;
    }
    if (std::string title = excerpt(c.ask, kTitle); !title.empty()) return title;
    return std::string(name(c.subject.kind)) + " " + c.id;
}

Case read_fields(const Fields& fields) {
    Case c;
    c.id = fields.text("id", Need::required);
    if (fields.has("id")) check_id(fields, c.id);
    c.received_at = fields.time("received_at", Need::required, "case.time").value_or(0);
    c.due_at = fields.time("due_at", Need::optional, "case.time");
    c.clock = fields.text("clock");
    fields.object("source", [&](const Fields& at) {
        c.source = {static_cast<SourceKind>(at.one_of("kind", kSourceKinds, 0, Need::required)),
                    at.text("name"), at.text("reference"), language(at)};
    });
    c.title = excerpt(fields.text("title"), 200);
    c.ask = fields.text("ask");
    c.area = static_cast<Area>(fields.one_of("area", kAreas, 0, Need::required));
    c.market = fields.text("market");
    const auto is_upper = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (!c.market.empty() && !(c.market.size() == 2 && is_upper(c.market[0]) && is_upper(c.market[1]))) {
        fields.fail("market", "is not an ISO 3166-1 country code",
                    "write two capital letters, as in IN or BR");
    }
    c.language = language(fields);
    c.reach = fields.integer("reach", 0, kMaxCount, 0);
    c.severity_hint = severity(fields, "severity_hint");
    c.policy = fields.text("policy");
    fields.boolean("csam");
    fields.object("subject", [&](const Fields& at) { c.subject = read_subject(at); });
    fields.each(
        "content", [&](const Fields& at) { c.content.push_back(read_part(at)); }, Need::required, 1, 1000);
    read_surroundings(fields, c);
    return c;
}

}  // namespace

Result<Case> read_case(const Json& value, const std::string& place) {
    if (value.is_object() && is_flagged(value)) {
        return Error{
            "case.csam", place, "this case is flagged as child sexual abuse material and is not opened",
            "do not open, copy or forward it; report it by the route the law requires where you are, "
            "such as the national hotline"};
    }
    Reading reading{"case.schema", {}};
    Case c = read_fields(Fields(value, reading));
    if (!reading.ok()) return placed(std::move(*reading.failure), place);
    if (c.title.empty()) c.title = title_of(c);
    return c;
}

Result<Case> read_case(std::string_view line, const std::string& place) {
    auto value = json::parse(line);
    if (!value) return placed(std::move(value).error(), place);
    return read_case(*value, place);
}

}  // namespace casement::bundle
