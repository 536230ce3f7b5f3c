// What a replay found, as a table, Markdown, JSON or CSV.
#pragma once

#include <core/decision/record.hpp>
#include <core/policy/replay_totals.hpp>

#include <string>
#include <vector>

namespace casement::cli {

enum class ReplayForm { table, markdown, json, csv };
enum class ReplayList { changed_and_open, changed, open, all };

struct ReplayFrame {
    ReplayForm form = ReplayForm::table;
    ReplayList list = ReplayList::changed_and_open;
    std::size_t limit = 0;  // of listed decisions
};

// What is beside the totals.
struct ReplayAside {
    std::size_t other_packs = 0;    // decisions by packs of another name
    std::size_t no_old_pack = 0;    // replayed without their old pack
    std::size_t no_facts = 0;       // replayed without the facts of their case
    std::size_t unreadable = 0;     // lines
    std::vector<std::string> from;  // names of the old packs
};

class ReplayReport {
  public:
    ReplayReport(const policy::Pack& new_pack, ReplayFrame frame) : pack_(new_pack), frame_(frame) {}

    void decision(const std::string& path, std::size_t line, const decision::Record& record,
                  std::string_view market, const policy::Replay& replay, const policy::Replayed& replayed);
    void finish(const policy::ReplayTotals& totals, const ReplayAside& aside);

  private:
    using Row = std::vector<std::string>;
    struct Column {
        const char* title;
        bool is_number = false;
    };
    bool is_listed(policy::ReplayKind kind) const;
    void json_item(const Json& entry);
    void csv_row(const Row& row);
    std::string now_text(const policy::Replayed& replayed) const;
    std::string why_text(const policy::Replay& replay, const policy::Replayed& replayed) const;
    std::string outcome_text(const std::string& id) const;
    void heading(const std::string& title) const;
    void grid(const std::vector<Column>& columns, const std::vector<Row>& rows) const;
    void headline(const policy::ReplayTotals& totals, const ReplayAside& aside) const;
    void tables(const policy::ReplayTotals& totals) const;

    const policy::Pack& pack_;
    ReplayFrame frame_;
    std::vector<Row> listed_;  // rows of the table, at most `limit`
    std::size_t listable_ = 0, written_ = 0;
};

}  // namespace casement::cli
