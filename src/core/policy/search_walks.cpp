#include <core/policy/read_condition.hpp>
#include <core/policy/reads.hpp>
#include <core/policy/search.hpp>

namespace casement::policy {
namespace {

constexpr int kMaxWalks = 1'000;
constexpr std::uint64_t kMaxCost = 5'000'000;  // steps of all walks together

// One walk asks each question once, in the pack's order, and evaluates every rule as it is written: so its
// cost is known, whatever the rules do.
class Walks {
  public:
    Walks(const Pack& pack, SearchReport& report)
        : pack_(pack), report_(report), reader_(pack, ConditionReader::Open::values) {}

    void run() {
        for (int i = 0; i < kMaxWalks && cost_ < kMaxCost && report_.failures.size() < kMaxWitnesses; ++i)
            walk();
    }

  private:
    // xorshift64 (Marsaglia 2003): the same walks every time.
    std::size_t below(std::size_t limit) {
        random_ ^= random_ << 13;
        random_ ^= random_ >> 7;
        random_ ^= random_ << 17;
        return static_cast<std::size_t>(random_ % limit);
    }

    void walk() {
        data_ = {{"answers", Json::object()}, {"case", any_facts()}};
        bool complete = true;
        for (std::uint32_t i = 0; i < pack_.questions.size(); ++i) {
            const Question& question = pack_.questions[i];
            const std::string place = "/questions/" + std::to_string(i) + "/ask_when";
            const auto asked = question.always ? std::optional(true) : holds(question.ask_when, place);
            if (!asked) return;
            if (!*asked || (!question.required && below(4) == 0)) continue;
            reader_.put_value(i, any_code(i), data_["answers"]);
            complete = complete && (!question.required || data_["answers"].contains(question.id));
        }
        for (std::size_t i = 0; i < pack_.consults.size(); ++i)
            (void)holds(pack_.consults[i].when, "/consults/" + std::to_string(i) + "/when");
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
            const auto fits = holds(pack_.outcomes[i].when, "/outcomes/" + std::to_string(i) + "/when");
            if (!fits || *fits) return;
        }
        if (complete && report_.no_outcome.size() < kMaxWitnesses)
            report_.no_outcome.push_back({data_["answers"], data_["case"]});
    }

    // Half of the walks have the facts of a test, which are sure to be some that an author thought of.
    Json any_facts() {
        if (!pack_.tests.empty() && below(2) == 0) return pack_.tests[below(pack_.tests.size())].facts;
        Json facts = Json::object();
        for (auto i = static_cast<std::uint32_t>(pack_.questions.size()); i < reader_.slots().size(); ++i)
            reader_.put_value(i, below(reader_.slots()[i].values.size()), facts);
        return facts;
    }

    Code any_code(std::uint32_t index) {
        const Slot& slot = reader_.slots()[index];
        const std::size_t options = pack_.questions[index].options.size();
        switch (slot.kind) {
            case Slot::Kind::choice:
                return 1 + below(options);
            case Slot::Kind::many: {
                Code chosen = 0;
                for (std::size_t bit = 0; bit < options; ++bit) chosen |= Code{below(2)} << bit;
                return chosen != 0 ? chosen : Code{1} << below(options);
            }
            case Slot::Kind::values:
                return 1 + below(slot.values.size() - 1);
            case Slot::Kind::given:
            case Slot::Kind::wide:
            case Slot::Kind::test:
                break;
        }
        return 1;
    }

    // Empty where the rule fails.
    std::optional<bool> holds(const json::Rule& rule, const std::string& place) {
        const auto value = rule.evaluate(data_, nullptr, &cost_);
        if (value) return json::truthy(*value);
        failed(value.error(), rule, place);
        return std::nullopt;
    }

    void failed(Error error, const json::Rule& rule, const std::string& place) {
        error = placed(std::move(error), place);
        for (const Error& known : report_.failures)
            if (known.place == error.place && known.code == error.code) return;
        error.message += ", with the answers " + data_["answers"].dump();
        Json facts = Json::object();  // those that the rule reads
        for (const std::string& name : names_read(rule, "case"))
            if (data_["case"].contains(name)) facts[name] = data_["case"][name];
        if (!facts.empty()) error.message += " of a case with " + facts.dump();
        report_.failures.push_back(std::move(error));
    }

    const Pack& pack_;
    SearchReport& report_;
    ConditionReader reader_;
    Json data_;
    std::uint64_t cost_ = 0;
    std::uint64_t random_ = 0x9E3779B97F4A7C15u;
};

}  // namespace

void try_walks(const Pack& pack, SearchReport& report) {
    Walks(pack, report).run();
}

}  // namespace casement::policy
