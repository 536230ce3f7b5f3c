// Runs a job of the desk to its end, as the worker does: asks what it needs, brings it, and asks again.
#pragma once

#include "support/sha256.hpp"

#include <desk/job.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace casement::test {

struct DeskWorld {
    std::map<std::string, std::string> files;  // by address, and the kept ones by handle
    // Whether a signature is valid; none is where this is not set.
    std::function<bool(const desk::SignatureWanted&)> is_valid;
    std::size_t batch_bytes = 200;         // of lines: small, so that a test has several
    std::vector<std::string> asked;        // addresses, in order
    std::vector<desk::Progress> progress;  // after each step
};

// The job's result, or the error it ended with.
inline Result<std::string> run_desk(std::string_view text, DeskWorld& world) {
    auto made = desk::make_job(text);
    if (!made) return std::move(made).error();
    desk::Job& job = **made;
    std::size_t at = 0;
    for (;;) {
        world.progress.push_back(job.progress());
        auto need = job.next();
        if (auto* finished = std::get_if<desk::Finished>(&need)) return std::move(finished->result);
        if (auto* error = std::get_if<Error>(&need)) return std::move(*error);
        if (const auto* file = std::get_if<desk::FileWanted>(&need)) {
            world.asked.push_back(file->url);
            const auto found = world.files.find(file->url);
            if (found == world.files.end())
                job.take_file(Error{"fetch.status", file->url, "The server has no such file", ""});
            else
                job.take_file(desk::Brought{found->second, static_cast<std::int64_t>(found->second.size()),
                                            sha256(found->second)});
        } else if (const auto* lines = std::get_if<desk::LinesWanted>(&need)) {
            if (lines->from_start) at = 0;
            const std::string& all = world.files.at(lines->file);
            std::size_t end = at + world.batch_bytes < all.size() ? all.find('\n', at + world.batch_bytes)
                                                                  : std::string::npos;
            end = end == std::string::npos ? all.size() : end + 1;
            job.take_lines(std::string_view(all).substr(at, end - at), end == all.size());
            at = end;
        } else if (const auto* proofs = std::get_if<desk::ProofsWanted>(&need)) {
            std::vector<Digest> digests;
            std::vector<bool> valid;
            for (const auto& item : proofs->hash) digests.push_back(sha256(item));
            for (const auto& item : proofs->check) valid.push_back(world.is_valid && world.is_valid(item));
            job.take_proofs(digests, valid);
        }
    }
}

}  // namespace casement::test
