// A small, honest subset of JSON Schema draft 2020-12, enough for the schemas of this project:
// $ref within the document (#/$defs/...), type, enum, const, properties, required, additionalProperties,
// patternProperties, propertyNames, items, prefixItems, minItems, maxItems, uniqueItems, minLength,
// maxLength, pattern (ECMAScript), minimum, maximum, exclusiveMinimum, exclusiveMaximum, minProperties,
// maxProperties, allOf, anyOf, oneOf, not, if/then/else, format (date-time, uri, uuid only). Annotations are
// ignored. Any other keyword is an error when the schema is compiled: nothing is silently unchecked.
#pragma once

#include <core/json/json.hpp>

#include <memory>
#include <vector>

namespace casement::json {

class Schema {
  public:
    // Errors: schema.keyword (unknown keyword), schema.reference (dangling $ref), schema.malformed.
    static Result<Schema> compile(const Json& document);

    // All violations, in document order, at most `max_errors`; empty when valid. Each has code
    // schema.<keyword>, the instance's JSON pointer as its place, and a remedy that names what is allowed.
    std::vector<Error> validate(const Json& instance, std::size_t max_errors = 64) const;

    struct Node;  // opaque

  private:
    struct Compiler;
    explicit Schema(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
    std::shared_ptr<const Node> root_;
};

}  // namespace casement::json
