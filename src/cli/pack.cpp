// casement pack: rows in, a case bundle out.
#include <cli/keys.hpp>
#include <cli/mapping.hpp>
#include <cli/pack_file.hpp>
#include <cli/rows.hpp>
#include <cli/synthetic.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/bundle/names.hpp>
#include <platform/native/bundle_writer.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <charconv>

namespace casement::cli {
namespace {

constexpr TimeMs kSyntheticNow = 1'796'083'200'000;  // 2026-12-01: what --created is when absent

struct Outcome {
    native::BundleSummary summary;
    std::size_t skipped = 0;
};

Result<std::optional<TimeMs>> time_option(const Args& args, const char* name) {
    const auto text = args.one(name);
    if (!text) return std::optional<TimeMs>();
    auto time = parse_rfc3339(*text);
    if (!time) return placed(std::move(time).error(), name);
    return std::optional<TimeMs>(*time);
}

Result<native::BundleOptions> read_options(const Args& args) {
    native::BundleOptions options;
    options.name = args.one("--name").value_or("");
    options.title = args.one("--title").value_or("");
    options.description = args.one("--description").value_or("");
    options.publisher = args.one("--publisher").value_or("");
    options.media_folder = args.one("--media").value_or("");
    options.gzip = args.has("--gzip");
    options.overwrite = args.has("--force");
    CASEMENT_TRY(options.created_at, time_option(args, "--created"));
    CASEMENT_TRY(options.expires_at, time_option(args, "--expires"));
    if (const auto purpose = args.one("--purpose")) {
        const auto known = std::find(std::begin(bundle::kPurposes), std::end(bundle::kPurposes), *purpose);
        if (known == std::end(bundle::kPurposes)) {
            return Error{"usage.value", "--purpose", "there is no purpose \"" + *purpose + "\"",
                         "use production, training, calibration or continuity"};
        }
        options.purpose = static_cast<bundle::Purpose>(known - std::begin(bundle::kPurposes));
    }
    if (const auto bytes = args.one("--shard-bytes")) {
        const auto read = std::from_chars(bytes->data(), bytes->data() + bytes->size(), options.shard_bytes);
        const bool whole = read.ec == std::errc() && read.ptr == bytes->data() + bytes->size();
        if (!whole || options.shard_bytes < 1024 || options.shard_bytes > (48u << 20)) {
            return Error{"usage.value", "--shard-bytes", "the size must be a number from 1024 to 50331648",
                         ""};
        }
    }
    return options;
}

Result<Mapping> read_mapping(const Args& args) {
    const auto path = args.one("--mapping");
    if (!path) return Mapping();
    CASEMENT_TRY(const std::string bytes, native::read_file(*path, 1 << 20));
    auto mapping = Mapping::read(bytes);
    if (!mapping) return placed(std::move(mapping).error(), *path);
    return mapping;
}

Result<void> add_policies(const Args& args, native::BundleWriter& writer) {
    for (const std::string& path : args.all("--policy")) {
        CASEMENT_TRY(const std::string bytes, native::read_file(path, bundle::kMaxPackBytes));
        auto added = writer.add_policy(bytes);
        if (!added) return placed(std::move(added).error(), path);
    }
    return {};
}

// A bad row is said and left out; with --strict it ends the packing.
Result<std::size_t> add_rows(const Args& args, const Mapping& mapping, native::BundleWriter& writer) {
    const RowSource source{args.one("--format").value_or(""), args.one("--pointer").value_or("")};
    const bool strict = args.has("--strict");
    std::size_t skipped = 0, done = 0;
    std::optional<Error> stopped;
    Progress progress("packing cases");
    for (const std::string& path : args.files()) {
        CASEMENT_CHECK(each_row(path, source, [&](Result<Json> row, const std::string& place) {
            progress.show(static_cast<std::int64_t>(++done));
            std::optional<Error> error;
            if (!row) {
                error = row.error();
            } else if (auto value = mapping.apply(*row); !value) {
                error = placed(value.error(), place);
            } else if (auto added = writer.add_case(*std::move(value), place); !added) {
                error = added.error();
            }
            if (!error) return true;
            if (strict) return stopped = error, false;
            ++skipped;
            print_error(*error);
            return true;
        }));
        if (stopped) return *stopped;
    }
    return skipped;
}

// A whole number of an option, or what it is when absent.
Result<std::uint64_t> number_option(const Args& args, const char* name, std::uint64_t absent,
                                    std::uint64_t least, std::uint64_t most) {
    const auto text = args.one(name);
    if (!text) return absent;
    std::uint64_t number = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
    if (read.ec == std::errc() && read.ptr == text->data() + text->size() && number >= least &&
        number <= most)
        return number;
    return Error{"usage.value", name, fmt::format("it must be a whole number from {} to {}", least, most),
                 ""};
}

Result<void> add_synthetic(const Args& args, TimeMs now_ms, native::BundleWriter& writer) {
    CASEMENT_TRY(const std::uint64_t count,
                 number_option(args, "--synthetic", 0, 1, static_cast<std::uint64_t>(bundle::kMaxCases)));
    CASEMENT_TRY(const std::uint64_t seed, number_option(args, "--seed", 1, 0, UINT64_MAX));
    std::vector<policy::Pack> packs;
    for (const std::string& path : args.all("--policy")) {
        CASEMENT_TRY(policy::Pack pack, read_pack_file(path));
        packs.push_back(std::move(pack));
    }
    Synthetic cases(seed, std::move(packs), now_ms);
    Progress progress("making cases");
    for (std::uint64_t i = 0; i < count; ++i) {
        progress.show(static_cast<std::int64_t>(i + 1));
        CASEMENT_CHECK(writer.add_case(cases.next(), fmt::format("synthetic:{}", i + 1)));
    }
    return {};
}

Result<Outcome> fill(const Args& args, const native::BundleOptions& options, const Mapping& mapping,
                     native::BundleWriter& writer, const native::PrivateKey* key) {
    CASEMENT_CHECK(add_policies(args, writer));
    Outcome outcome;
    CASEMENT_TRY(outcome.skipped, add_rows(args, mapping, writer));
    if (args.has("--synthetic")) {
        CASEMENT_CHECK(add_synthetic(args, options.created_at.value_or(kSyntheticNow), writer));
    }
    CASEMENT_TRY(outcome.summary, writer.finish(key));
    return outcome;
}

Result<Outcome> pack_all(const Args& args) {
    CASEMENT_TRY(const native::BundleOptions options, read_options(args));
    CASEMENT_TRY(const Mapping mapping, read_mapping(args));
    std::optional<native::PrivateKey> key;
    if (const auto path = args.one("--key")) {
        CASEMENT_TRY(key, read_private_key(*path));
    }
    CASEMENT_TRY(native::BundleWriter writer, native::BundleWriter::create(*args.one("--out"), options));
    auto outcome = fill(args, options, mapping, writer, key ? &*key : nullptr);
    if (!outcome) writer.discard();
    return outcome;
}

std::string counted(std::size_t number, const char* one, const char* many) {
    return grouped(static_cast<std::int64_t>(number)) + " " + (number == 1 ? one : many);
}

int pack(const Args& args) {
    if (!args.has("--out") || (args.files().empty() && !args.has("--synthetic"))) {
        print_error({"usage.value", "", "pack needs --out DIR, and at least one input file or --synthetic N",
                     "see casement pack --help"});
        return kExitUsage;
    }
    auto outcome = pack_all(args);
    if (!outcome) {
        print_error(outcome.error());
        const std::string& code = outcome.error().code;
        const bool usage = code.starts_with("usage.") || code.starts_with("mapping.rule") ||
                           code.starts_with("file.") || code == "bundle.exists" || code == "key.format" ||
                           code == "rows.format";
        return usage ? kExitUsage : kExitFound;
    }
    const native::BundleSummary& summary = outcome->summary;
    fmt::print("{}: {} in {}, {}, {}, {}\nbundle {}\n", visible(*args.one("--out")),
               counted(summary.cases, "case", "cases"), counted(summary.shards, "shard", "shards"),
               counted(summary.packs, "policy pack", "policy packs"),
               counted(summary.media, "media file", "media files"), size_text(summary.bytes),
               summary.digest.text());
    if (outcome->skipped == 0) return kExitGood;
    fmt::print(stderr, "casement: {} skipped\n", counted(outcome->skipped, "row was", "rows were"));
    return kExitFound;
}

}  // namespace

const Verb kPackVerb{
    "pack",
    "--out DIR [--mapping FILE] [--policy FILE]... [OPTION]... INPUT...",
    "make a case bundle from JSON Lines, JSON or CSV",
    "Reads rows from each INPUT, makes a case of each by the mapping (without one, a row must be a case\n"
    "already), and writes the bundle to DIR: datapackage.json, cases/, media/, policies/ and, with --key,\n"
    "datapackage.dsse.json. Equal input gives equal bytes. A row that cannot be a case is reported with its\n"
    "file and line and left out; the exit code is then 1.",
    {{"--out", "DIR", "the bundle's folder; made when absent"},
     {"--mapping", "FILE", "which field of a row is which member of a case (docs/cli.md)"},
     {"--policy", "FILE", "a policy pack to pin; once for each"},
     {"--media", "DIR", "where a part's \"file\" is looked for"},
     {"--key", "FILE", "sign the bundle with this private key"},
     {"--gzip", "", "compress the shards"},
     {"--purpose", "WORD", "production, training (the default), calibration or continuity"},
     {"--name", "TEXT", "the bundle's name; the folder's name when absent"},
     {"--title", "TEXT", "for people"},
     {"--description", "TEXT", "for people"},
     {"--publisher", "TEXT", "who publishes it"},
     {"--created", "TIME", "stated as the time of making (RFC 3339)"},
     {"--expires", "TIME", "after this time it should not be worked on"},
     {"--format", "FORM", "jsonl, json, csv or tsv; by the file name when absent"},
     {"--pointer", "POINTER", "where the array of rows is in a JSON document"},
     {"--shard-bytes", "N", "close a shard when it holds this much (default 4 MiB)"},
     {"--synthetic", "N",
      "add N cases made by chance, with clocks of the packs; for trying out and measuring"},
     {"--seed", "S", "of --synthetic (default 1); equal seeds give equal bytes"},
     {"--strict", "", "stop at the first row that cannot be a case"},
     {"--force", "", "replace a bundle that is there already"}},
    "  casement pack --out build/demo --policy policies/community-standards@2026.11.json cases.jsonl\n"
    "  casement pack --out hatecheck --mapping docs/examples/hatecheck.mapping.json --gzip hatecheck.json",
    pack};

}  // namespace casement::cli
