// Turns a rule into a program: operators are looked up, paths split and constant arrays recognised once.
#include <core/json/logic_program.hpp>
#include <core/json/text.hpp>

#include <cmath>
#include <cstdlib>

namespace casement::json {
namespace logic {

std::int64_t array_index(std::string_view key) {
    if (key.empty() || key.size() > 15 || (key.size() > 1 && key[0] == '0')) return -1;
    std::int64_t index = 0;
    for (const char c : key) {
        if (c < '0' || c > '9') return -1;
        index = index * 10 + (c - '0');
    }
    return index;
}

namespace {

struct Operator {
    const char* name;
    Op op;
};
constexpr Operator kOperators[] = {
    {"var", Op::Var},
    {"val", Op::Val},
    {"exists", Op::Exists},
    {"missing", Op::Missing},
    {"missing_some", Op::MissingSome},
    {"preserve", Op::Preserve},
    {"if", Op::If},
    {"?:", Op::If},
    {"and", Op::And},
    {"or", Op::Or},
    {"??", Op::Coalesce},
    {"try", Op::Try},
    {"throw", Op::Throw},
    {"==", Op::SoftEqual},
    {"===", Op::StrictEqual},
    {"!=", Op::SoftUnequal},
    {"!==", Op::StrictUnequal},
    {"<", Op::Less},
    {"<=", Op::LessEqual},
    {">", Op::Greater},
    {">=", Op::GreaterEqual},
    {"map", Op::Map},
    {"filter", Op::Filter},
    {"reduce", Op::Reduce},
    {"all", Op::All},
    {"some", Op::Some},
    {"none", Op::None},
    {"!", Op::Not},
    {"!!", Op::Truth},
    {"+", Op::Add},
    {"-", Op::Subtract},
    {"*", Op::Multiply},
    {"/", Op::Divide},
    {"%", Op::Modulo},
    {"max", Op::Max},
    {"min", Op::Min},
    {"cat", Op::Cat},
    {"substr", Op::Substr},
    {"in", Op::In},
    {"merge", Op::Merge},
};

const Operator* find_operator(const std::string& name) {
    for (const Operator& entry : kOperators) {
        if (name == entry.name) return &entry;
    }
    return nullptr;
}

bool is_iterator(Op op) {
    return op >= Op::Map && op <= Op::None;
}

// Whether evaluating the value gives the value: scalars, {} and arrays of such.
bool is_constant(const Json& rule) {
    if (rule.is_object()) return rule.empty();
    if (rule.is_array()) {
        for (const Json& element : rule) {
            if (!is_constant(element)) return false;
        }
    }
    return true;
}

class Compiler {
  public:
    explicit Compiler(Rule::Program& program) : program_(program) {}

    Error error;

    bool compile_root() {
        allocate(1);
        return compile(program_.source, 0, "", Position{});
    }

  private:
    // Where in the rule a node stands. `scopes` counts the iterations (and handlers of try) around it: at 0,
    // what `var` names is a member of the data.
    struct Position {
        int depth = 0;
        std::uint32_t scopes = 0;
    };

    std::uint32_t allocate(std::size_t count) {
        const std::size_t first = program_.nodes.size();
        program_.nodes.resize(first + count);
        program_.pointers.resize(first + count);
        return static_cast<std::uint32_t>(first);
    }

    bool fail(const char* code, const std::string& pointer, std::string message, const char* remedy) {
        error = {code, pointer, std::move(message), remedy};
        return false;
    }

    // Nodes move while children are added, so they are named by index.
    bool compile(const Json& rule, std::uint32_t id, const std::string& pointer, Position at) {
        program_.pointers[id] = pointer;
        if (is_constant(rule)) {
            program_.nodes[id].literal = Value(rule);
            return true;
        }
        if (at.depth >= program_.limits.max_depth) {
            return fail("logic.depth", pointer,
                        "operators are nested deeper than " + std::to_string(program_.limits.max_depth),
                        "split the rule");
        }
        ++at.depth;
        if (rule.is_array()) {
            program_.nodes[id].op = Op::Array;
            return compile_list(rule, id, pointer, at, Op::Array);
        }
        if (rule.size() != 1) {
            return fail("logic.operator", pointer, "an object in a rule names exactly one operator",
                        "wrap an object that is data in preserve");
        }
        const std::string& name = rule.begin().key();
        const Operator* const found = find_operator(name);
        if (found == nullptr) {
            return fail("logic.operator", pointer, "there is no operator \"" + name + "\"",
                        "use an operator of docs/json-logic.md");
        }
        program_.nodes[id].op = found->op;
        program_.nodes[id].name = found->name;
        std::string inner = pointer;
        append_pointer_token(inner, name);
        return compile_operator(rule.begin().value(), id, inner, at, found->op);
    }

    bool compile_operator(const Json& arguments, std::uint32_t id, const std::string& pointer, Position at,
                          Op op) {
        switch (op) {
            case Op::Preserve:
                program_.nodes[id].literal = Value(arguments);
                return true;
            case Op::Var:
                if (constant_var(arguments, id, at)) {
                    // What remains to be evaluated is the default.
                    return !arguments.is_array() || arguments.size() < 2 ||
                           compile_default(arguments, id, pointer, at);
                }
                break;
            case Op::Val:
            case Op::Exists:
                if (constant_val(arguments, id, at)) return true;
                break;
            case Op::Missing:
                note_missing(arguments, at);
                break;
            case Op::MissingSome:
                if (arguments.is_array() && arguments.size() > 1) note_missing(arguments[1], at);
                break;
            default:
                break;
        }
        if (arguments.is_array()) return compile_list(arguments, id, pointer, at, op);
        // One argument without the array around it. Where an operator gives it, it may give several.
        const bool strict = op >= Op::If && op <= Op::Or;
        const bool compared = op >= Op::SoftEqual && op <= Op::None;
        const bool unary = op == Op::Not || op == Op::Truth;
        program_.nodes[id].listed = !strict && !compared && (unary || is_constant(arguments));
        const std::uint32_t first = allocate(1);
        program_.nodes[id].first = first;
        program_.nodes[id].count = 1;
        return compile(arguments, first, pointer, at);
    }

    bool compile_list(const Json& list, std::uint32_t id, const std::string& pointer, Position at, Op op) {
        const std::uint32_t first = allocate(list.size());
        program_.nodes[id].first = first;
        program_.nodes[id].count = static_cast<std::uint32_t>(list.size());
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            Position inner = at;
            if ((is_iterator(op) && i == 1) || (op == Op::Try && i > 0)) ++inner.scopes;
            if (!compile(list[i], first + i, pointer + "/" + std::to_string(i), inner)) return false;
        }
        return true;
    }

    bool compile_default(const Json& arguments, std::uint32_t id, const std::string& pointer, Position at) {
        const std::uint32_t first = allocate(1);
        program_.nodes[id].first = first;
        program_.nodes[id].count = 1;
        return compile(arguments[1], first, pointer + "/1", at);
    }

    static bool is_key(const Json& value) { return value.is_string() || value.is_number(); }

    static std::string key_text(const Json& value) {
        if (value.is_string()) return value.get_ref<const std::string&>();
        return number_key(Value(value).to_number());
    }

    void add_step(std::string key) {
        const std::int64_t index = array_index(key);
        program_.steps.push_back({std::move(key), index});
    }

    // "a.b.0", split at the dots; "" is the data itself.
    void add_var_steps(std::string_view path) {
        if (path.empty()) return;
        for (;;) {
            const std::size_t dot = path.find('.');
            add_step(std::string(path.substr(0, dot)));
            if (dot == std::string_view::npos) return;
            path.remove_prefix(dot + 1);
        }
    }

    bool constant_var(const Json& arguments, std::uint32_t id, Position at) {
        const Json* key = &arguments;
        static const Json kNull;
        if (arguments.is_array()) key = arguments.empty() ? &kNull : &arguments[0];
        if (!is_key(*key) && !key->is_null()) return false;
        const std::string path = key->is_null() ? "" : key_text(*key);
        const std::size_t first = program_.steps.size();
        add_var_steps(path);
        set_path(id, first, 0);
        if (at.scopes == 0) program_.reads.insert(path);
        return true;
    }

    bool constant_val(const Json& arguments, std::uint32_t id, Position at) {
        const std::size_t first = program_.steps.size();
        std::uint32_t climb = 0;
        if (is_key(arguments)) {
            add_step(key_text(arguments));
        } else if (arguments.is_array()) {
            std::size_t i = 0;
            if (!arguments.empty() && arguments[0].is_array()) {
                if (arguments[0].size() != 1 || !arguments[0][0].is_number()) return false;
                climb = climb_count(Value(arguments[0][0]).to_number());
                i = 1;
            }
            for (std::size_t k = i; k < arguments.size(); ++k) {
                if (!is_key(arguments[k])) return false;
            }
            for (; i < arguments.size(); ++i) add_step(key_text(arguments[i]));
        } else if (!arguments.is_null()) {
            return false;
        }
        set_path(id, first, climb);
        // Each scope has two levels: its element, and what is known about the iteration.
        if (climb == 2 * at.scopes) {
            std::string path;
            for (std::size_t i = first; i < program_.steps.size(); ++i) {
                if (i != first) path += '.';
                path += program_.steps[i].key;
            }
            program_.reads.insert(path);
        }
        return true;
    }

    void set_path(std::uint32_t id, std::size_t first, std::uint32_t climb) {
        Node& node = program_.nodes[id];
        node.constant_path = true;
        node.first_step = static_cast<std::uint32_t>(first);
        node.step_count = static_cast<std::uint32_t>(program_.steps.size() - first);
        node.climb = climb;
    }

    void note_missing(const Json& keys, Position at) {
        if (at.scopes != 0) return;
        if (is_key(keys)) program_.reads.insert(key_text(keys));
        if (!keys.is_array()) return;
        for (const Json& key : keys) note_missing(key, at);
    }

    Rule::Program& program_;
};

}  // namespace
}  // namespace logic

Result<Rule> Rule::compile(const Json& rule, const LogicLimits& limits) {
    auto program = std::make_shared<Program>();
    program->source = rule;
    program->limits = limits;
    logic::Compiler compiler(*program);
    if (!compiler.compile_root()) return std::move(compiler.error);
    Rule compiled;
    compiled.program_ = std::move(program);
    return compiled;
}

}  // namespace casement::json
