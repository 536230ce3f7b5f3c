#include <core/review/filter_parse.hpp>
#include <core/review/filter_parser.hpp>
#include <core/review/fold.hpp>

#include <algorithm>

namespace casement::review {

namespace {

using Kind = Node::Kind;

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// Joins what is joined the same way, so that one meaning has one tree.
Node joined(Kind kind, std::vector<Node> parts) {
    Node made;
    made.kind = kind;
    for (Node& part : parts) {
        const bool same = part.kind == kind && !part.negated;
        if (part.kind == Kind::all && part.children.empty()) continue;
        if (!same) {
            made.children.push_back(std::move(part));
            continue;
        }
        for (Node& child : part.children) made.children.push_back(std::move(child));
    }
    if (made.children.empty()) {
        made.kind = Kind::all;
        return made;
    }
    made.range = {made.children.front().range.begin, made.children.back().range.end};
    if (made.children.size() != 1) return made;
    Node only = std::move(made.children[0]);
    return only;
}

}  // namespace

void FilterParser::problem(const char* code, TextRange range, std::string message, std::string remedy,
                           Growth growth) {
    if (out_.error) return;
    const bool typing = caret_ != kNoCaret && caret_ <= cursor_.text().size();
    const bool grows = growth == Growth::may_grow && typing && range.begin < caret_ && caret_ <= range.end;
    auto& where = grows ? out_.pending : out_.error;
    if (!where) where = FilterProblem{code, std::move(message), std::move(remedy), range, {}};
}

bool FilterParser::count_term(TextRange range) {
    if (++terms_ <= kMostFilterTerms) return true;
    problem("filter.too_many_terms", range, "a filter has at most 64 terms",
            "put several values of a field into one term: tag:a,b");
    return false;
}

bool FilterParser::at_keyword(std::string_view word) {
    if (!cursor_.text().substr(cursor_.at()).starts_with(word)) return false;
    FilterCursor behind = cursor_;
    behind.go_to(cursor_.at() + word.size());
    return behind.done() || behind.at_blank() || behind.at_quote() || behind.peek() == '(' ||
           behind.peek() == ')';
}

void FilterParser::check_sides(std::size_t keyword, std::size_t length, bool left, bool right) {
    if (left && right) return;
    // The blanks behind it are where the next term is going to be.
    const TextRange range{keyword, left ? std::max(cursor_.at(), keyword + length) : keyword + length};
    problem("filter.alternative", range, "OR and AND stand between two terms",
            "add a term, or quote the word to search for it", left ? Growth::may_grow : Growth::none);
}

Node FilterParser::parse_any(std::size_t depth) {
    std::vector<Node> alternatives;
    while (!failed()) {
        const std::size_t pending_before = pending_terms_;
        alternatives.push_back(parse_all(depth));
        const bool left = !alternatives.back().children.empty() || alternatives.back().kind != Kind::all ||
                          pending_terms_ != pending_before;
        if (!at_keyword("OR")) {
            if (alternatives.size() > 1) check_sides(or_at_, 2, true, left);
            break;
        }
        or_at_ = cursor_.at();
        cursor_.go_to(or_at_ + 2);
        check_sides(or_at_, 2, left, true);
    }
    return joined(Kind::any, std::move(alternatives));
}

Node FilterParser::parse_all(std::size_t depth) {
    std::vector<Node> parts;
    std::size_t and_at = kNoCaret;
    while (!failed()) {
        cursor_.skip_blanks();
        if (cursor_.done() || cursor_.peek() == ')' || at_keyword("OR")) break;
        if (at_keyword("AND")) {
            const std::size_t keyword = cursor_.at();
            cursor_.go_to(keyword + 3);
            check_sides(keyword, 3, !parts.empty() && and_at == kNoCaret, true);
            and_at = keyword;
            continue;
        }
        and_at = kNoCaret;
        const std::size_t begin = cursor_.at();
        if (auto term = parse_term(depth)) {
            parts.push_back(std::move(*term));
        } else if (out_.pending && out_.pending->bytes.end > begin) {
            ++pending_terms_;
        }
    }
    if (and_at != kNoCaret) check_sides(and_at, 3, true, false);
    Node made = joined(Kind::all, std::move(parts));
    return made;
}

std::optional<Node> FilterParser::parse_term(std::size_t depth) {
    const std::size_t begin = cursor_.at();
    const bool negated = cursor_.take('-');
    if (negated && (cursor_.done() || cursor_.at_blank() || cursor_.peek() == ')' || cursor_.peek() == '-')) {
        problem("filter.negation", {begin, cursor_.at()}, "a minus stands directly before what it excludes",
                "write -tag:spam, or quote a minus to search for it", Growth::may_grow);
        return std::nullopt;
    }
    std::optional<Node> made;
    if (cursor_.peek() == '(') {
        made = parse_group(depth);
    } else if (cursor_.at_quote()) {
        made = parse_phrase();
    } else {
        std::size_t colon = cursor_.at();
        const std::string_view text = cursor_.text();
        while (colon < text.size() && is_name_letter(text[colon])) ++colon;
        const bool has_name = colon < text.size() && text[colon] == ':' && colon > cursor_.at();
        made = has_name ? parse_field(colon) : parse_word();
    }
    if (!made || !count_term({begin, cursor_.at()})) return std::nullopt;
    made->negated = made->negated != negated;
    made->range = {begin, cursor_.at()};
    return made;
}

std::optional<Node> FilterParser::parse_group(std::size_t depth) {
    const std::size_t begin = cursor_.at();
    cursor_.take('(');
    if (depth == kMostFilterDepth) {
        problem("filter.too_deep", {begin, begin + 1}, "parentheses are nested at most 8 deep",
                "take out the parentheses that change nothing");
        return std::nullopt;
    }
    const std::size_t pending_before = pending_terms_;
    Node inner = parse_any(depth + 1);
    if (failed()) return std::nullopt;
    if (!cursor_.take(')')) {
        const bool at_end = caret_ == cursor_.text().size();
        problem("filter.unclosed_group", {begin, at_end ? caret_ : begin + 1},
                "this parenthesis is not closed", "close it with )", Growth::may_grow);
        if (failed()) return std::nullopt;
    }
    if (inner.kind == Kind::all && inner.children.empty()) {
        if (pending_terms_ == pending_before && !out_.pending)
            problem("filter.empty_group", {begin, cursor_.at()}, "there is nothing between the parentheses",
                    "put a term between them or remove them", Growth::may_grow);
        return std::nullopt;
    }
    inner.parenthesised = true;
    return inner;
}

std::optional<Node> FilterParser::parse_phrase() {
    const std::size_t begin = cursor_.at();
    Node made;
    made.kind = Kind::words;
    Value value;
    if (!quoted(value.text)) return std::nullopt;
    cursor_.take('*');  // a phrase may go on behind its end anyway
    value.range = {begin, cursor_.at()};
    value.folded = fold(value.text);
    if (value.folded.empty()) {
        problem("filter.empty_phrase", value.range, "there is nothing between the quotes",
                "put words between them or remove them", Growth::may_grow);
        return std::nullopt;
    }
    made.values.push_back(std::move(value));
    return made;
}

std::optional<Node> FilterParser::parse_word() {
    const std::size_t begin = cursor_.at();
    Node made;
    made.kind = Kind::words;
    Value value;
    value.text = cursor_.bare("()");
    value.range = {begin, cursor_.at()};
    if (value.text.ends_with('*')) value.text.pop_back();
    if (value.text.empty() || value.text.find('*') != std::string::npos) {
        problem("filter.wildcard", value.range, "a star stands at the end of a word",
                "quote the word to search for the star itself", Growth::may_grow);
        return std::nullopt;
    }
    value.folded = fold(value.text);
    if (value.folded.empty()) return std::nullopt;  // nothing but marks that search ignores
    made.values.push_back(std::move(value));
    return made;
}

bool FilterParser::quoted(std::string& out) {
    const std::size_t begin = cursor_.at();
    if (cursor_.quoted(out)) return true;
    const bool at_end = caret_ == cursor_.text().size();
    problem("filter.unclosed_quote", {begin, at_end ? caret_ : begin + 1}, "this quote is not closed",
            "close it with \"", Growth::may_grow);
    return !failed();
}

ParsedFilter FilterParser::parse() {
    const std::string_view text = cursor_.text();
    if (text.size() > kMostFilterBytes) {
        problem("filter.too_long", {kMostFilterBytes, text.size()}, "a filter has at most 4,096 bytes",
                "shorten it");
    } else if (!is_utf8(text)) {
        problem("filter.utf8", {0, text.size()}, "the filter is not UTF-8", "type it again");
    } else {
        Node node = parse_any(0);
        if (!failed() && !cursor_.done())
            problem("filter.unopened_group", {cursor_.at(), cursor_.at() + 1},
                    "this parenthesis closes nothing", "remove it, or quote it to search for it");
        if (node.kind == Kind::all && !node.negated) {
            out_.filter.root = std::move(node);
        } else {
            out_.filter.root.range = node.range;
            out_.filter.root.children.push_back(std::move(node));
        }
    }
    if (failed()) out_.filter = {}, out_.pending.reset();
    for (auto* found : {&out_.error, &out_.pending})
        if (*found)
            (*found)->characters = {characters_before(text, (*found)->bytes.begin),
                                    characters_before(text, (*found)->bytes.end)};
    out_.filter.root.parenthesised = false;
    return std::move(out_);
}

ParsedFilter parse_filter(std::string_view text, std::size_t caret) {
    return FilterParser(text, caret).parse();
}

Result<Filter> read_filter(std::string_view text) {
    ParsedFilter parsed = parse_filter(text);
    if (!parsed.error) return std::move(parsed.filter);
    FilterProblem& error = *parsed.error;
    return Error{
        error.code,
        "characters " + std::to_string(error.characters.begin) + "-" + std::to_string(error.characters.end),
        std::move(error.message), std::move(error.remedy)};
}

}  // namespace casement::review
