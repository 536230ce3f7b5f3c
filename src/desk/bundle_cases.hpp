// The cases of a bundle, read again by its address: one shard at a time, each against the digest that the
// descriptor gives, and the descriptor against the digest under which the console has opened it.
#pragma once

#include <core/bundle/descriptor.hpp>
#include <core/json/fields.hpp>

#include <desk/job.hpp>
#include <functional>

namespace casement::desk {

class BundleCases {
  public:
    BundleCases() = default;  // none: nothing is wanted
    BundleCases(std::string url, const Digest& digest) : url_(std::move(url)), digest_(digest) {}

    // {"bundle": {"url", "digest"}}; none where the member is missing.
    static BundleCases read(const json::Fields& fields);

    bool is_open() const { return !url_.empty(); }
    const Digest& digest() const { return digest_; }
    const bundle::Descriptor& descriptor() const { return descriptor_; }
    const std::string& url() const { return url_; }
    std::string path_url(const std::string& path) const { return url_ + path; }

    // The next file; nothing once all are read.
    std::optional<FileWanted> next() const;
    // A shard that is not there or not whole is left out, as the console does when it opens the bundle.
    // Errors, of the descriptor alone: fetch.*, bundle.digest, descriptor.*.
    Result<void> take(Result<Brought> brought,
                      const std::function<void(std::string_view line, const std::string& place)>& each_case);
    Progress progress() const;

  private:
    const bundle::Resource* shard() const;  // the next one

    std::string url_;
    Digest digest_;
    bool described_ = false;
    bundle::Descriptor descriptor_;
    std::size_t resource_ = 0;
    std::int64_t done_ = 0, total_ = 0;
};

// Each line without its line feed; the last may lack one.
template <class Each>
void each_line(std::string_view lines, Each each) {
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        each(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

}  // namespace casement::desk
