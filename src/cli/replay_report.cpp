#include <cli/replay_report.hpp>
#include <cli/terminal.hpp>
#include <core/base/csv.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace casement::cli {
namespace {

using policy::Replayed;
using policy::ReplayKind;
using policy::ReplayTotals;

std::string number(std::size_t value) {
    return grouped(static_cast<std::int64_t>(value));
}

std::string some(std::size_t count, const char* one, const char* many) {
    return number(count) + " " + (count == 1 ? one : many);
}

// Columns, not bytes: enough for the letters of this report.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string markdown_cell(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '`' || c == '<' || c == '[') out += '\\';
        out += c;
    }
    return out;
}

bool is_changed(ReplayKind kind) {
    return kind == ReplayKind::changed || kind == ReplayKind::changed_whatever;
}
bool is_open(ReplayKind kind) {
    return kind == ReplayKind::needs_answer || kind == ReplayKind::no_outcome;
}

std::string human_text(policy::Human human) {
    switch (human) {
        case policy::Human::agrees:
            return "; overridden, and the new pack agrees with the reviewer";
        case policy::Human::differs:
            return "; overridden, and the reviewer said something else";
        case policy::Human::open:
            return "; overridden";
        case policy::Human::not_overridden:
            break;
    }
    return "";
}

}  // namespace

bool ReplayReport::is_listed(ReplayKind kind) const {
    switch (frame_.list) {
        case ReplayList::changed:
            return is_changed(kind);
        case ReplayList::open:
            return is_open(kind);
        case ReplayList::all:
            return true;
        case ReplayList::changed_and_open:
            break;
    }
    return is_changed(kind) || is_open(kind);
}

std::string ReplayReport::outcome_text(const std::string& id) const {
    const policy::Outcome* outcome = pack_.outcome(id);
    return visible(outcome ? outcome->label : id);
}

std::string ReplayReport::now_text(const Replayed& replayed) const {
    if (replayed.outcome) return visible(pack_.outcomes[*replayed.outcome].id);
    std::string all;
    for (const std::uint32_t one : replayed.possible)
        all += (all.empty() ? "" : " or ") + visible(pack_.outcomes[one].id);
    if (!replayed.tried_all && !all.empty()) all += " or another";
    return all.empty() ? "?" : all;
}

std::string ReplayReport::why_text(const policy::Replay& replay, const Replayed& replayed) const {
    std::string text;
    if (replayed.cause) text = visible(replay.describe(*replayed.cause).sentence);
    if (replayed.error) text = visible(replayed.error->code + ": " + replayed.error->message);
    if (!replayed.needs.empty()) {
        std::string needs;
        for (const policy::Touched& one : replayed.needs)
            needs += (needs.empty() ? "" : ", ") + visible(one.question);
        text = "Answer " + needs + ". " + text;
    }
    return text + human_text(replayed.human);
}

void ReplayReport::json_item(const Json& entry) {
    fmt::print("{}{}", written_++ == 0 ? "{\"decisions\":[\n" : ",\n",
               entry.dump(-1, ' ', true, Json::error_handler_t::replace));
}

void ReplayReport::csv_row(const Row& row) {
    fmt::print("{}", csv_record(row));
}

void ReplayReport::decision(const std::string& path, std::size_t line, const decision::Record& record,
                            std::string_view market, const policy::Replay& replay, const Replayed& replayed) {
    if (!is_listed(replayed.kind)) return;
    if (++listable_ > frame_.limit) return;
    if (frame_.form == ReplayForm::json) {
        Json entry = policy::to_json(replay, replayed);
        entry["path"] = path;
        entry["line"] = line;
        entry["decision_id"] = record.decision_id;
        entry["case_id"] = record.case_id;
        entry["from_policy"] = record.policy_id + "@" + record.policy_version;
        entry["from"] = record.outcome;
        entry["final"] = record.final_outcome;
        if (!market.empty()) entry["market"] = market;
        return json_item(entry);
    }
    const std::string kind = policy::name(replayed.kind);
    if (frame_.form == ReplayForm::csv) {
        if (written_++ == 0)
            csv_row({"path", "line", "case_id", "decision_id", "market", "from_policy", "kind", "from",
                     "final", "to", "cause", "cause_id", "why"});
        const auto cause = replayed.cause ? replay.describe(*replayed.cause) : policy::CauseText{};
        return csv_row({path, std::to_string(line), visible(record.case_id), record.decision_id,
                        visible(market), visible(record.policy_id + "@" + record.policy_version), kind,
                        visible(record.outcome), visible(record.final_outcome), now_text(replayed),
                        cause.kind, visible(cause.id), why_text(replay, replayed)});
    }
    listed_.push_back({visible(record.case_id), kind, visible(record.outcome), now_text(replayed),
                       why_text(replay, replayed)});
}

void ReplayReport::heading(const std::string& title) const {
    if (frame_.form == ReplayForm::markdown)
        fmt::print("\n## {}\n\n", title);
    else
        fmt::print("\n{}\n", toned(Tone::strong, title));
}

void ReplayReport::grid(const std::vector<Column>& columns, const std::vector<Row>& rows) const {
    if (frame_.form == ReplayForm::markdown) {
        std::string head, rule;
        for (const Column& column : columns) {
            head += fmt::format("| {} ", column.title);
            rule += column.is_number ? "|---:" : "|---";
        }
        fmt::print("{}|\n{}|\n", head, rule);
        for (const Row& row : rows) {
            for (const std::string& cell : row) fmt::print("| {} ", markdown_cell(cell));
            fmt::print("|\n");
        }
        return;
    }
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        widths.push_back(std::string_view(columns[i].title).size());
        for (const Row& row : rows) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    const auto line = [&](const auto& cell_of) {
        std::string out = " ";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string cell = cell_of(i);
            const std::string gap(widths[i] - width_of(cell), ' ');
            const bool is_last = i + 1 == columns.size();
            out += " " + (columns[i].is_number ? gap + cell : is_last ? cell : cell + gap);
        }
        return out;
    };
    fmt::print("{}\n",
               toned(Tone::faint, line([&](std::size_t i) { return std::string(columns[i].title); })));
    for (const Row& row : rows) fmt::print("{}\n", line([&](std::size_t i) { return row[i]; }));
}

void ReplayReport::headline(const ReplayTotals& totals, const ReplayAside& aside) const {
    std::string from;
    for (const std::string& one : aside.from) from += (from.empty() ? "" : ", ") + visible(one);
    const std::string title = (from.empty() ? "" : from + " -> ") + visible(pack_.name());
    const std::string head = fmt::format("{} of {} would change", number(totals.changed()),
                                         some(totals.decisions(), "decision", "decisions"));
    const std::size_t open = totals.of(ReplayKind::needs_answer) + totals.of(ReplayKind::no_outcome);
    if (frame_.form == ReplayForm::markdown)
        fmt::print("# {}\n\n**{}**, {} {} open.\n\n", title, head, number(open), open == 1 ? "is" : "are");
    else
        fmt::print("{}\n{}, {} {} open\n\n", title,
                   toned(totals.changed() > 0 ? Tone::warn : Tone::good, head), number(open),
                   open == 1 ? "is" : "are");
    std::vector<Row> rows;
    const auto row = [&](const char* what, std::size_t count, bool always = false) {
        if (count > 0 || always) rows.push_back({number(count), what});
    };
    row("the same outcome", totals.of(ReplayKind::same), true);
    row("the same outcome, whatever is answered to a new question", totals.of(ReplayKind::same_whatever));
    row("another outcome", totals.of(ReplayKind::changed), true);
    row("another outcome, whatever is answered to a new question", totals.of(ReplayKind::changed_whatever));
    row("open: a new answer decides", totals.of(ReplayKind::needs_answer), true);
    row("without any outcome in the new pack", totals.of(ReplayKind::no_outcome));
    row("not known: rules read facts of cases that are not at hand (--bundle)",
        totals.of(ReplayKind::facts_unknown));
    row("not replayed: they do not hold by their own pack", totals.of(ReplayKind::illegal));
    row("not replayed: by other packs", aside.other_packs);
    row("lines could not be read", aside.unreadable);
    row("same outcome, but other actions, strikes, severity or sections", totals.consequences());
    row("replayed without their old pack: causes are not known (--from, --bundle)", aside.no_old_pack);
    row("replayed without the facts of their case", aside.no_facts);
    grid({{"decisions", true}, {""}}, rows);
    const auto& overrides = totals.overrides();
    if (overrides.decisions > 0) {
        fmt::print("\nOf {}, the new pack agrees with the reviewer in {}, and not in {}.\n",
                   some(overrides.decisions, "overridden decision", "overridden decisions"),
                   number(overrides.agrees), number(overrides.differs));
    }
    fmt::print("\n{}\n", toned(Tone::faint, "Signatures were not checked: casement verify does that."));
}

void ReplayReport::tables(const ReplayTotals& totals) const {
    std::vector<Row> rows;
    for (const auto& flow : totals.flows()) {
        rows.push_back({number(flow.count), outcome_text(flow.from),
                        flow.to.empty() ? "(open)" : outcome_text(flow.to), visible(flow.cases.front())});
    }
    if (!rows.empty()) {
        heading("From outcome to outcome");
        grid({{"decisions", true}, {"then"}, {"now"}, {"for example"}}, rows);
    }
    rows.clear();
    for (const auto& one : totals.causes()) {
        const std::string place =
            one.cause.pointer.empty() ? "" : (one.cause.in_old ? "old " : "") + one.cause.pointer;
        rows.push_back({number(one.changed), number(one.open), visible(one.cause.sentence),
                        visible(one.cause.id), visible(place)});
    }
    if (!rows.empty()) {
        heading("Because of");
        grid({{"changed", true}, {"open", true}, {"what"}, {"id"}, {"place"}}, rows);
    }
    rows.clear();
    for (const auto& one : totals.sections()) {
        if (one.gained + one.lost + one.open == 0) continue;
        rows.push_back({number(one.then), number(one.now), number(one.gained), number(one.lost),
                        number(one.open), visible(one.id), visible(one.title)});
    }
    if (!rows.empty()) {
        heading("Violations by section");
        grid({{"then", true},
              {"now", true},
              {"gained", true},
              {"lost", true},
              {"open", true},
              {"section"},
              {""}},
             rows);
    }
    rows.clear();
    for (const auto& one : totals.markets()) {
        if (one.count.changed + one.count.open == 0) continue;
        rows.push_back({number(one.count.decisions), number(one.count.changed), number(one.count.open),
                        one.market.empty() ? "not stated" : visible(one.market)});
    }
    if (!rows.empty()) {
        heading("By market");
        grid({{"decisions", true}, {"changed", true}, {"open", true}, {"market"}}, rows);
    }
}

void ReplayReport::finish(const ReplayTotals& totals, const ReplayAside& aside) {
    if (frame_.form == ReplayForm::csv) return;
    if (frame_.form == ReplayForm::json) {
        const Json rest = {{"totals", policy::to_json(totals)},
                           {"to_policy", pack_.name()},
                           {"from_policies", aside.from},
                           {"other_packs", aside.other_packs},
                           {"without_old_pack", aside.no_old_pack},
                           {"without_facts", aside.no_facts},
                           {"unreadable_lines", aside.unreadable},
                           {"listed", std::min(listable_, frame_.limit)},
                           {"not_listed", listable_ - std::min(listable_, frame_.limit)},
                           {"signatures", "not_checked"}};
        const std::string text = rest.dump(-1, ' ', true, Json::error_handler_t::replace);
        fmt::print("{}],\n{}\n", written_ == 0 ? "{\"decisions\":[" : "\n", text.substr(1));
        return;
    }
    headline(totals, aside);
    tables(totals);
    if (listed_.empty()) return;
    heading(listable_ > listed_.size() ? fmt::format("Decisions: the first {} of {} (--limit)",
                                                     number(listed_.size()), number(listable_))
                                       : "Decisions");
    grid({{"case"}, {"kind"}, {"then"}, {"now"}, {"why"}}, listed_);
}

}  // namespace casement::cli
