// Texts with merge fields, and the choice of the reply.
#include <core/json/canonical.hpp>
#include <core/policy/checklist.hpp>

namespace casement::policy {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_tag(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

std::string_view primary(std::string_view tag) {
    return tag.substr(0, tag.find('-'));
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// The text of a field, or nothing where there is no such field.
std::optional<std::string> text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return std::string(value.get<bool>() ? "yes" : "no");
    if (value.is_number()) return json::number_text(value.get<double>());
    if (!value.is_array()) return std::nullopt;
    std::string joined;
    for (const Json& one : value) {
        const auto text = text_of(one);
        if (!text) return std::nullopt;
        joined += (joined.empty() ? "" : ", ") + *text;
    }
    return joined;
}

std::optional<std::string> find_field(const Json& fields, std::string_view path) {
    const Json* at = &fields;
    while (!path.empty()) {
        if (!at->is_object()) return std::nullopt;
        const auto dot = path.find('.');
        const auto member = at->find(std::string(path.substr(0, dot)));
        if (member == at->end()) return std::nullopt;
        at = &*member;
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return text_of(*at);
}

std::string label_of(const Question& question, const Json& id) {
    if (!id.is_string()) return {};
    const auto& text = id.get_ref<const std::string&>();
    for (const Option& option : question.options) {
        if (option.id == text) return option.label;
    }
    return text;
}

Json labelled(const Question& question, const Json& answer) {
    if (question.kind == QuestionKind::many && answer.is_array()) {
        Json labels = Json::array();
        for (const Json& one : answer) labels.push_back(label_of(question, one));
        return labels;
    }
    if (question.options.empty()) return answer;
    return label_of(question, answer);
}

std::string section_titles(const Pack& pack, const std::vector<std::string>& ids) {
    std::string joined;
    for (const std::string& id : ids) {
        const Section* section = pack.section(id);
        joined += (joined.empty() ? "" : "; ") + (section ? section->title : id);
    }
    return joined;
}

int language_rank(std::string_view have, std::string_view wanted) {
    if (same_tag(have, wanted)) return 3;
    if (!wanted.empty() && same_tag(primary(have), primary(wanted))) return 2;
    return same_tag(primary(have), "en") ? 1 : 0;
}

const Reply* best_reply(const Pack& pack, const Outcome& outcome, std::string_view audience,
                        std::string_view language) {
    const Reply* best = nullptr;
    int best_rank = 0;
    for (const Reply& reply : pack.replies) {
        if (reply.audience != audience) continue;
        bool named = false;
        for (const std::string& id : reply.outcomes) named = named || id == outcome.id;
        if (!named && !reply.outcomes.empty()) continue;
        const int by_language = language_rank(reply.language, language);
        if (by_language == 0) continue;
        const int rank = by_language * 2 + (named ? 1 : 0);
        if (rank <= best_rank) continue;
        best = &reply;
        best_rank = rank;
    }
    return best;
}

}  // namespace

std::string merge_fields(std::string_view text, const Json& fields) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find("{{", at);
        const auto close = open == std::string_view::npos ? open : text.find("}}", open + 2);
        if (close == std::string_view::npos) break;
        out.append(text, at, open - at);
        const auto value = find_field(fields, trimmed(text.substr(open + 2, close - open - 2)));
        if (value)
            out += *value;
        else
            out.append(text, open, close + 2 - open);
        at = close + 2;
    }
    out.append(text, at);
    return out;
}

Json reply_fields(const Pack& pack, const Derived& derived, const Answers& answers, const Json& facts,
                  std::string_view rationale, std::string_view reviewer_alias) {
    Json fields = Json::object();
    Json& labels = fields["answers"] = Json::object();
    if (answers.is_object()) {
        for (const auto& [id, answer] : answers.items()) {
            if (const Question* question = pack.question(id)) labels[id] = labelled(*question, answer);
        }
    }
    fields["case"] = facts;
    const Outcome* outcome = pack.outcome(derived.outcome);
    fields["outcome"] = {{"id", derived.outcome},
                         {"label", outcome ? outcome->label : std::string()},
                         {"because", derived.because}};
    fields["sections"] = section_titles(pack, derived.violates);
    fields["because"] = derived.because;
    fields["rationale"] = std::string(rationale);
    fields["reviewer"] = {{"alias", std::string(reviewer_alias)}};
    return fields;
}

std::optional<ReplyChoice> compose_reply(const Pack& pack, const Outcome& outcome, std::string_view audience,
                                         std::string_view language, const Json& fields) {
    const Reply* reply = best_reply(pack, outcome, audience, language);
    if (!reply && (audience == "business" || audience == "advertiser")) {
        reply = best_reply(pack, outcome, "partner", language);
    }
    if (!reply) return std::nullopt;
    return ReplyChoice{reply, merge_fields(reply->subject, fields), merge_fields(reply->body, fields)};
}

}  // namespace casement::policy
