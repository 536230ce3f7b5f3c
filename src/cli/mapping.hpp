// A mapping says which field of a row becomes which member of a case. Format: docs/cli.md; schema:
// docs/schemas/mapping.schema.json.
#pragma once

#include <core/base/time.hpp>
#include <core/json/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::cli {

class Mapping {
  public:
    Mapping() = default;  // the identity: a row is a case already

    // Errors: mapping.target (a path that cannot be), mapping.rule, mapping.pointer, mapping.template,
    // mapping.duration, and json.*. The place is a JSON pointer in the mapping.
    static Result<Mapping> read(std::string_view bytes);

    // Errors: mapping.missing (a field without a value that a template needs), mapping.value (a value that
    // the rule's map does not know, or that is not what "as" or "plus" demand). The place is the row's field.
    Result<Json> apply(const Json& row) const;

  private:
    struct Piece {
        std::string text;     // literal, or
        std::string pointer;  // the field, when is_field
        bool is_field = false;
    };
    struct Rule {
        std::vector<std::string> target;
        std::optional<Json> value;  // {"value": ...}
        std::vector<Piece> pieces;  // {"template": ...}
        std::string from;           // {"from": ...} or a plain pointer
        std::optional<Json> map, fallback;
        std::string as, separator;
        std::int64_t plus_ms = 0;
    };
    static Result<Rule> read_rule(const std::string& target, const Json& rule);
    static Result<void> read_from(const Json& rule, const std::string& place, Rule& out);
    static Result<void> read_template(const std::string& text, const std::string& place, Rule& out);
    static Result<Json> convert(const Rule& rule, const Json& found);
    static Result<std::optional<Json>> evaluate(const Rule& rule, const Json& row);

    bool identity_ = true;
    std::vector<Rule> rules_;
};

}  // namespace casement::cli
