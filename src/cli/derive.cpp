// casement derive: answers and a pack give the outcome, and why.
#include <cli/pack_file.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/bundle/case.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/checklist.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <iterator>

namespace casement::cli {
namespace {

Result<std::string> read_input(const std::string& path, std::int64_t max_bytes) {
    if (path != "-") return native::read_file(path, max_bytes);
    std::string all;
    auto read =
        native::each_line("-", static_cast<std::size_t>(max_bytes), [&](std::string_view line, std::size_t) {
            all.append(line) += '\n';
            return static_cast<std::int64_t>(all.size()) <= max_bytes;
        });
    if (!read) return std::move(read).error();
    return all;
}

Result<Json> read_json(const std::string& path) {
    CASEMENT_TRY(const std::string bytes, read_input(path, 16 << 20));
    auto document = json::parse(bytes);
    if (!document) return placed(std::move(document).error(), path);
    return document;
}

// A whole case, or its facts alone.
Result<Json> read_facts(const Args& args) {
    const auto path = args.one("--case");
    if (!path) return Json(Json::object());
    CASEMENT_TRY(const Json document, read_json(*path));
    if (!document.is_object() || !document.contains("content")) return document;
    CASEMENT_TRY(const bundle::Case c, bundle::read_case(document, *path));
    return bundle::facts(c);
}

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& one : all) out += (out.empty() ? "" : ", ") + visible(one);
    return out.empty() ? "none" : out;
}

void print_trace(const std::vector<policy::Tried>& tried) {
    for (const policy::Tried& rule : tried) {
        fmt::print("\n{} {}\n", rule.holds ? toned(Tone::good, "fits    ") : toned(Tone::faint, "does not"),
                   visible(rule.id));
        for (const json::TraceNode& node : rule.trace) {
            const std::string result =
                node.error.empty() ? node.result.dump(-1, ' ', true) : "error: " + node.error;
            fmt::print("  {:>{}}{} = {}\n", "", node.depth * 2,
                       node.op.empty() ? "literal" : visible(node.op), visible(result));
        }
    }
}

void print_derived(const policy::Pack& pack, const policy::Derived& derived) {
    const policy::Outcome* outcome = pack.outcome(derived.outcome);
    fmt::print("outcome   {} ({})\nbecause   {}\nseverity  {}\nactions   {}\nviolates  {}\nread      {}\n",
               toned(Tone::strong, visible(derived.outcome)), outcome ? visible(outcome->label) : "",
               visible(derived.because), derived.severity, joined(derived.actions), joined(derived.violates),
               joined(derived.read));
}

int derive(const Args& args) {
    const auto pack_path = args.one("--pack");
    const auto answers_path = args.one("--answers");
    if (!pack_path || !answers_path || !args.files().empty()) {
        print_error(
            {"usage.value", "", "derive needs --pack FILE and --answers FILE", "see casement derive --help"});
        return kExitUsage;
    }
    const auto pack = read_pack_file(*pack_path);
    if (!pack) return print_error(pack.error()), kExitUsage;
    const auto answers = read_json(*answers_path);
    if (!answers) return print_error(answers.error()), kExitUsage;
    const auto facts = read_facts(args);
    if (!facts) return print_error(facts.error()), kExitUsage;
    const auto derived = policy::derive(*pack, *answers, *facts);
    if (!derived) return print_error(derived.error()), kExitFound;
    std::vector<policy::Tried> tried;
    if (args.has("--trace")) {
        auto explained = policy::explain_outcome(*pack, *answers, *facts);
        if (!explained) return print_error(explained.error()), kExitFound;
        tried = std::move(*explained);
    }
    if (!args.has("--json")) {
        print_derived(*pack, *derived);
        print_trace(tried);
        return kExitGood;
    }
    Json document = policy::to_json(*derived);
    if (args.has("--trace")) document["rules"] = policy::to_json(tried);
    const auto text = json::canonical(document);
    if (!text) return print_error(text.error()), kExitFound;
    fmt::print("{}\n", *text);
    return kExitGood;
}

}  // namespace

const Verb kDeriveVerb{
    "derive",
    "--pack FILE --answers FILE [--case FILE] [--trace] [--json]",
    "derive the outcome from answers, and show why",
    "Derives the outcome that the pack gives for the answers, as the console does: the same answers to the\n"
    "same pack give the same bytes. Exit code 1: the answers are incomplete, illegal or fit no outcome.",
    {{"--pack", "FILE", "the policy pack"},
     {"--answers", "FILE", "a JSON object of answers by question id; - is standard input"},
     {"--case", "FILE", "a case, or an object of facts, for rules that read case.*"},
     {"--trace", "", "show what each rule evaluated to"},
     {"--json", "", "canonical JSON instead of text"}},
    "  echo '{\"is_attack\":\"no\"}' | casement derive --pack pack.json --answers - --trace",
    derive};

}  // namespace casement::cli
