// The desk's program, as its worker drives it: a job is opened, asked what it needs, and given that, until it
// is finished. One job at a time. web/desk/work.js is the other half.
//
// Strings come in as they do in the console's gate: JavaScript asks for room, writes, and calls the function
// that takes them in the same order.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <deque>
#include <desk/job.hpp>

extern "C" {
void web_work_listen();
}

using namespace casement;

namespace {

std::unique_ptr<desk::Job> g_job;
std::deque<std::string> g_strings;  // a deque: room that was handed out does not move
std::string g_said, g_result;
desk::ProofsWanted g_proofs;
std::vector<unsigned> g_items;

std::string take() {
    if (g_strings.empty()) return {};
    std::string text = std::move(g_strings.front());
    g_strings.pop_front();
    return text;
}

Digest take_digest() {
    const std::string bytes = take();
    Digest digest;
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.bytes.size()), digest.bytes.begin());
    return digest;
}

const char* say(const Json& value) {
    g_said = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return g_said.c_str();
}

Json failure(const Error& error) {
    return {{"need", "error"},
            {"code", error.code},
            {"place", error.place},
            {"message", error.message},
            {"remedy", error.remedy}};
}

void list_item(const std::string& text) {
    g_items.push_back(static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(text.data())));
    g_items.push_back(static_cast<unsigned>(text.size()));
}

// What the job needs, for JavaScript.
struct Told {
    Json operator()(const desk::FileWanted& file) const {
        return {{"need", "file"},
                {"url", file.url},
                {"max_bytes", file.max_bytes},
                {"gunzip", file.gunzip},
                {"max_unpacked_bytes", file.max_unpacked_bytes}};
    }
    Json operator()(const desk::LinesWanted& lines) const {
        return {{"need", "lines"},
                {"file", lines.file},
                {"from_start", lines.from_start},
                {"max_line_bytes", desk::kMaxLineBytes}};
    }
    Json operator()(desk::ProofsWanted& proofs) const {
        g_proofs = std::move(proofs);
        g_items.clear();
        for (const auto& item : g_proofs.hash) list_item(item);
        for (const auto& item : g_proofs.check) {
            list_item(item.public_x);
            list_item(item.message);
            list_item(item.signature);
        }
        return {{"need", "proofs"}, {"hash", g_proofs.hash.size()}, {"check", g_proofs.check.size()}};
    }
    Json operator()(const desk::Pause&) const { return {{"need", "pause"}}; }
    Json operator()(desk::Finished& finished) const {
        g_result = std::move(finished.result);
        return {{"need", "finished"}, {"bytes", g_result.size()}};
    }
    Json operator()(const Error& error) const { return failure(error); }
};

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* web_room(int n) {
    g_strings.emplace_back(static_cast<std::size_t>(n), '\0');
    return g_strings.back().data();
}

EMSCRIPTEN_KEEPALIVE void web_forget_strings() {
    g_strings.clear();
}

EMSCRIPTEN_KEEPALIVE void desk_listen() {
    web_work_listen();
}

// Takes the job's text. Gives {"need": "pause"}, or {"need": "error", ...}.
EMSCRIPTEN_KEEPALIVE const char* desk_open() {
    auto made = desk::make_job(take());
    if (!made) return say(failure(made.error()));
    g_job = *std::move(made);
    return say({{"need", "pause"}});
}

EMSCRIPTEN_KEEPALIVE const char* desk_next() {
    auto need = g_job->next();
    return say(std::visit(Told{}, need));
}

// Of the text that was given last.
EMSCRIPTEN_KEEPALIVE int desk_said_bytes() {
    return static_cast<int>(g_said.size());
}

// Pointer and length, alternating, of what is to be hashed, then of x, message and signature of what is to be
// checked.
EMSCRIPTEN_KEEPALIVE const unsigned* desk_items() {
    return g_items.data();
}

EMSCRIPTEN_KEEPALIVE const char* desk_result() {
    return g_result.data();
}

EMSCRIPTEN_KEEPALIVE const char* desk_progress() {
    const desk::Progress progress = g_job->progress();
    return say({{"done", progress.done}, {"total", progress.total}, {"note", progress.note}});
}

// Takes the digest's 32 bytes, then the content.
EMSCRIPTEN_KEEPALIVE void desk_take_file(double stored_bytes) {
    desk::Brought brought;
    brought.stored_bytes = static_cast<std::int64_t>(stored_bytes);
    brought.digest = take_digest();
    brought.bytes = take();
    g_job->take_file(std::move(brought));
}

// Takes the four strings of an error: why the file did not come.
EMSCRIPTEN_KEEPALIVE void desk_take_no_file() {
    Error error;
    error.code = take();
    error.place = take();
    error.message = take();
    error.remedy = take();
    g_job->take_file(std::move(error));
}

// Takes whole lines.
EMSCRIPTEN_KEEPALIVE void desk_take_lines(int last) {
    const std::string lines = take();
    g_job->take_lines(lines, last != 0);
}

// Takes all digests, 32 bytes each, as one string, then a byte for each signature.
EMSCRIPTEN_KEEPALIVE void desk_take_proofs() {
    const std::string all = take(), answers = take();
    std::vector<Digest> digests(all.size() / sizeof(Digest::bytes));
    for (std::size_t i = 0; i < digests.size(); ++i)
        std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Digest::bytes)),
                    sizeof(Digest::bytes), digests[i].bytes.begin());
    std::vector<bool> valid;
    for (const char one : answers) valid.push_back(one != 0);
    g_proofs = {};
    g_job->take_proofs(digests, valid);
}

EMSCRIPTEN_KEEPALIVE void desk_close() {
    g_job.reset();
    g_said.clear();
    g_result.clear();
    g_result.shrink_to_fit();
    g_proofs = {};
    g_items.clear();
}

}  // extern "C"
