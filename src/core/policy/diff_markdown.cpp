#include <core/policy/diff.hpp>

namespace casement::policy {
namespace {

constexpr std::size_t kContext = 120;  // bytes of unchanged text beside a change

bool is_letter(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const char c = text[at];
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Text of a pack as text: nothing in it is markup, and it stays on its line.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' || c == '\r' || c == '\t')
            out += ' ';
        else if (c == '<')
            out += "&lt;";
        else if (c == '&' && i + 1 < text.size() && (is_letter(text, i + 1) || text[i + 1] == '#'))
            out += "&amp;";
        else if (c == '\\' || c == '`' || c == '*' || c == '~' || c == '|' ||
                 (c == '(' && i > 0 && text[i - 1] == ']') ||
                 (c == '_' && !(i > 0 && is_letter(text, i - 1) && is_letter(text, i + 1))))
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

std::string tagged(const char* tag, std::string_view text) {
    return "<" + std::string(tag) + ">" + plain(text) + "</" + tag + ">";
}

std::string marked(const std::vector<DiffSpan>& spans) {
    std::string out;
    for (const DiffSpan& span : spans) {
        out += span.kind == SpanKind::same      ? plain(span.text)
               : span.kind == SpanKind::removed ? tagged("del", span.text)
                                                : tagged("ins", span.text);
    }
    return out;
}

std::string side(const DiffField& field, const std::string& value) {
    if (value.empty()) return std::string_view(field.key) == "ask_when" ? "always" : "none";
    return plain(value);
}

std::string difference(const DiffField& field) {
    if (!field.spans.empty()) return marked(shortened(field.spans, kContext));
    return side(field, field.before) + " → " + side(field, field.after);
}

std::string value_text(const DiffItem& item, const DiffField& field) {
    const bool kept = item.change == DiffChange::changed || item.change == DiffChange::moved;
    std::string text = kept ? difference(field) : plain(field.before.empty() ? field.after : field.before);
    if (field.form == DiffForm::json) text = "<code>" + text + "</code>";
    return text;
}

void append_fields(std::string& out, const DiffItem& item, const std::string& indent) {
    if (!item.note.empty()) out += indent + "- in the words of the pack: " + plain(item.note) + "\n";
    for (const DiffField& field : item.fields) {
        if (!worth_a_line(item, field)) continue;
        out += indent + "- " + field.name + ": " + value_text(item, field) + "\n";
    }
}

std::string title(std::string_view id, std::string_view label) {
    std::string out = "**" + plain(label.empty() ? id : label) + "**";
    if (!id.empty() && id != label) out += " (" + plain(id) + ")";
    return out;
}

std::string verdict(const DiffItem& item) {
    return std::string(": ") + name(item.change) +
           (item.weight == DiffWeight::outcome ? ", can change what is decided" : "");
}

void append_head(std::string& out, const DiffHead& head) {
    out += "- " + title(head.id, head.label);
    if (head.item) {
        if (head.item->kind == DiffKind::strike_step || head.item->kind == DiffKind::consult)
            out += head.item->kind == DiffKind::consult ? ", a consult" : " strikes";
        out += verdict(*head.item) + "\n";
        append_fields(out, *head.item, "  ");
    } else {
        out += "\n";
    }
    for (const DiffItem* item : head.inner) {
        out += "  - " + std::string(name(item->kind)) + " " + title(item->id, item->label) + verdict(*item) +
               "\n";
        append_fields(out, *item, "    ");
    }
}

std::string cell(std::size_t number) {
    return " | " + (number ? std::to_string(number) : std::string());
}

void append_counts(std::string& out, const PackDiff& diff) {
    out += "| | added | removed | changed | moved |\n|---|---|---|---|---|\n";
    for (std::size_t k = 0; k < kDiffKinds; ++k) {
        const auto kind = static_cast<DiffKind>(k);
        if (diff.count(kind) == 0) continue;
        out += "| " + std::string(plural(kind));
        for (const std::size_t one : diff.counts[k]) out += cell(one);
        out += " |\n";
    }
    out += "\n";
}

}  // namespace

std::string to_markdown(const PackDiff& diff) {
    const auto &a = diff.before, &b = diff.after;
    std::string out = "# " + plain(b.title) + ": " + plain(a.version) + " → " + plain(b.version) + "\n\n";
    if (diff.same()) return out + "Nothing differs.\n";
    out += "In force from " + plain(b.effective) + ".";
    if (diff.scope != DiffScope::words)
        out += " " + std::to_string(diff.count(DiffWeight::outcome)) + " entries can change what is decided.";
    if (diff.scope != DiffScope::outcome)
        out += " " + std::to_string(diff.count(DiffWeight::words)) + " entries differ in words only.";
    out += " Tests: " + std::to_string(a.tests) + " → " + std::to_string(b.tests) + ".\n\n";
    append_counts(out, diff);
    for (const DiffGroup& group : grouped(diff)) {
        out += "## " + std::string(group.title) + "\n\n";
        for (const DiffHead& head : group.heads) append_head(out, head);
        out += "\n";
    }
    if (diff.cut) out += "Only the first " + std::to_string(kMaxDiffItems) + " entries are listed.\n";
    return out;
}

}  // namespace casement::policy
