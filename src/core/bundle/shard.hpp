// A shard of cases (JSON Lines, already unpacked): an index of rows that the queue shows, and the broken
// lines.
//
// Reading is incremental, so that a caller can stay within its frame: one broken case is reported and the
// rest goes on. The full case is parsed again from its line when it is opened.
#pragma once

#include <core/bundle/case.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace casement::bundle {

// What the queue needs of a case.
struct CaseRow {
    std::uint32_t shard = 0;         // index into the bundle's shards
    std::uint32_t line = 0;          // 1-based
    std::uint64_t offset = 0;        // of the line in the unpacked shard
    std::uint32_t length = 0;        // bytes, without the line feed
    std::string id, title, excerpt;  // excerpt: at most 160 code points of the first text
    std::string language, market, source_name, policy, clock;
    std::string author;  // the handle of the subject's author, as the bundle writes it; may be empty
    SourceKind source = SourceKind::user;
    SubjectKind subject = SubjectKind::post;
    Area area = Area::community;
    TimeMs received_at = 0, due_at = 0;  // due_at 0: none
    std::int64_t reach = 0;
    int severity_hint = 0, reports = 0;
    bool has_media = false;  // some part of the content is a file of the bundle
    std::vector<std::string> tags;
};

CaseRow row_of(const Case& c);

class ShardReader {
  public:
    // `bytes` must outlive the reader. `place` is the shard's path, for errors.
    ShardReader(std::string_view bytes, std::string place, std::uint32_t shard);

    // Reads up to `max_lines` more lines; appends good rows and errors. Returns false at the end.
    bool step(std::size_t max_lines, std::vector<CaseRow>& rows, std::vector<Error>& errors);
    std::size_t consumed_bytes() const { return at_; }

  private:
    std::string_view bytes_;
    std::string place_;
    std::uint32_t shard_ = 0, line_ = 0;
    std::size_t at_ = 0;
};

// Drops rows whose id was seen before (case.duplicate_id, the first one stays).
void drop_duplicate_ids(std::vector<CaseRow>& rows, const std::vector<std::string>& shard_paths,
                        std::vector<Error>& errors);

}  // namespace casement::bundle
