#include <core/policy/reads.hpp>

#include <algorithm>

namespace casement::policy {

std::vector<std::string> names_read(const json::Rule& rule, std::string_view root) {
    std::vector<std::string> names;
    for (const std::string& path : rule.reads()) {
        const std::string_view view = path;
        if (view.size() <= root.size() + 1 || view.substr(0, root.size()) != root || view[root.size()] != '.')
            continue;
        const std::string_view rest = view.substr(root.size() + 1);
        std::string name(rest.substr(0, rest.find('.')));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> questions_read(const Pack& pack, const json::Rule& rule) {
    const std::vector<std::string> names = names_read(rule, "answers");
    std::vector<std::string> out;
    if (names.empty()) return out;
    for (const Question& question : pack.questions) {
        if (std::find(names.begin(), names.end(), question.id) != names.end()) out.push_back(question.id);
    }
    return out;
}

}  // namespace casement::policy
