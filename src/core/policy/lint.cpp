#include <core/policy/lint_checks.hpp>

namespace casement::policy {

bool LintReport::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.weight == Weight::error; });
}

LintReport lint(std::string_view pack_bytes, std::size_t max_states) {
    LintReport report;
    Findings findings(report);
    auto pack = read_pack(pack_bytes);
    if (!pack) {
        findings.add(Weight::error, std::move(pack).error());
        return report;
    }
    check_rules(*pack, findings);
    check_texts(*pack, findings);
    check_parts(*pack, findings);
    run_tests(*pack, report, findings);
    run_examples(*pack, findings);
    check_search(*pack, max_states, findings);
    check_tested(*pack, findings);
    return report;
}

}  // namespace casement::policy
