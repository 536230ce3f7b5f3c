#include <cli/args.hpp>

#include <algorithm>

namespace casement::cli {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t swap = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, swap});
        }
    }
    return row[b.size()];
}

// A thumbprint in base64url (RFC 7638): one in 64 begins with a dash.
bool is_key_id(std::string_view word) {
    constexpr std::size_t kLength = 43;
    return word.size() == kLength && std::all_of(word.begin(), word.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t best_distance = word.size() / 3 + 2;
    for (std::string_view one : known) {
        const std::size_t distance = edit_distance(word, one);
        if (distance >= best_distance) continue;
        best = one;
        best_distance = distance;
    }
    return std::string(best);
}

Result<Args> Args::parse(const std::vector<std::string>& words, const std::vector<Option>& options) {
    Args out;
    bool only_files = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (only_files || word.size() < 2 || word[0] != '-') {
            out.files_.push_back(word);
            continue;
        }
        if (word == "--") {
            only_files = true;
            continue;
        }
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const auto option =
            std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
        if (option == options.end()) {
            std::vector<std::string_view> known;
            for (const Option& one : options) known.push_back(one.name);
            const std::string near = nearest(name, known);
            if (is_key_id(word) || (word[1] != '-' && near.empty())) {
                out.files_.push_back(word);
                continue;
            }
            return Error{"usage.option", name, "there is no such option",
                         near.empty() ? "see --help" : "did you mean " + near + "?"};
        }
        std::string value;
        if (option->value.empty()) {
            if (equals != std::string::npos)
                return Error{"usage.value", name, "the option takes no value", "see --help"};
        } else if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            value = words[++i];
        } else {
            return Error{"usage.value", name, "a value is missing",
                         "write " + name + " " + std::string(option->value)};
        }
        out.given_[name].push_back(value);
    }
    return out;
}

std::vector<std::string> Args::all(std::string_view name) const {
    const auto found = given_.find(std::string(name));
    return found == given_.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::string> Args::one(std::string_view name) const {
    const auto found = given_.find(std::string(name));
    if (found == given_.end()) return std::nullopt;
    return found->second.back();
}

}  // namespace casement::cli
