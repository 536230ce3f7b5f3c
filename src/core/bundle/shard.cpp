#include <core/bundle/shard.hpp>
#include <core/bundle/text.hpp>

#include <unordered_set>

namespace casement::bundle {

CaseRow row_of(const Case& c) {
    CaseRow row;
    row.id = c.id;
    row.title = c.title;
    for (const Part& part : c.content) {
        if (row.excerpt.empty())
            row.excerpt = excerpt(part.kind == PartKind::text ? part.text : part.alt, 160);
        row.has_media = row.has_media || !part.media_path.empty();
    }
    row.language = c.language;
    row.market = c.market;
    row.source_name = c.source.name;
    row.policy = c.policy;
    row.clock = c.clock;
    row.author = c.subject.author.handle;
    row.source = c.source.kind;
    row.subject = c.subject.kind;
    row.area = c.area;
    row.received_at = c.received_at;
    row.due_at = c.due_at.value_or(0);
    row.reach = c.reach;
    row.severity_hint = c.severity_hint;
    for (const Report& report : c.reports) {
        constexpr int kMost = 1'000'000'000;
        row.reports = row.reports > kMost - report.count ? kMost : row.reports + report.count;
    }
    row.tags = c.tags;
    return row;
}

ShardReader::ShardReader(std::string_view bytes, std::string place, std::uint32_t shard)
    : bytes_(bytes), place_(std::move(place)), shard_(shard) {}

bool ShardReader::step(std::size_t max_lines, std::vector<CaseRow>& rows, std::vector<Error>& errors) {
    for (std::size_t i = 0; i < max_lines && at_ < bytes_.size(); ++i) {
        const std::size_t start = at_;
        std::size_t end = bytes_.find('\n', start);
        if (end == std::string_view::npos) end = bytes_.size();
        at_ = end < bytes_.size() ? end + 1 : end;
        ++line_;
        const std::string_view line = bytes_.substr(start, end - start);
        if (line.empty() || line == "\r") continue;
        auto read = read_case(line, place_ + ":" + std::to_string(line_));
        if (!read) {
            errors.push_back(std::move(read).error());
            continue;
        }
        CaseRow row = row_of(*read);
        row.shard = shard_;
        row.line = line_;
        row.offset = start;
        row.length = static_cast<std::uint32_t>(line.size());
        rows.push_back(std::move(row));
    }
    return at_ < bytes_.size();
}

void drop_duplicate_ids(std::vector<CaseRow>& rows, const std::vector<std::string>& shard_paths,
                        std::vector<Error>& errors) {
    std::unordered_set<std::string_view> seen;
    seen.reserve(rows.size());
    std::vector<bool> keep(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CaseRow& row = rows[i];
        keep[i] = seen.insert(row.id).second;
        if (keep[i]) continue;
        const std::string path = row.shard < shard_paths.size() ? shard_paths[row.shard] : std::string();
        errors.push_back({"case.duplicate_id", path + ":" + std::to_string(row.line) + "/id",
                          "an earlier case has the same id, so this one is left out",
                          "give each case of a bundle an id of its own"});
    }
    std::size_t to = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!keep[i]) continue;
        if (to != i) rows[to] = std::move(rows[i]);
        ++to;
    }
    rows.resize(to);
}

}  // namespace casement::bundle
