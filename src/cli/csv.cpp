#include <cli/csv.hpp>

namespace casement::cli {
namespace {

class Reader {
  public:
    Reader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    bool at_end() const { return at_ >= text_.size(); }
    std::size_t line() const { return line_; }

    Result<std::vector<std::string>> record() {
        std::vector<std::string> fields;
        while (true) {
            CASEMENT_TRY(std::string field, peek() == '"' ? quoted() : plain());
            fields.push_back(std::move(field));
            if (peek() != delimiter_) break;
            ++at_;
        }
        end_of_line();
        return fields;
    }

  private:
    // A NUL stands for the end; a NUL in the text is a character of its field.
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool at_break() const {
        return at_end() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ||
               (text_[at_] == '\r' && at_ + 1 == text_.size());
    }

    void end_of_line() {
        if (at_end()) return;
        if (text_[at_] == '\r') ++at_;
        if (!at_end()) ++at_;
        ++line_;
    }

    Error broken(const char* what) const {
        return {"csv.quote", std::to_string(line_), what,
                "put the field in quotes and double the quotes in it"};
    }

    Result<std::string> plain() {
        std::string field;
        while (!at_break() && text_[at_] != delimiter_) {
            if (text_[at_] == '"') return broken("there is a quote within an unquoted field");
            field += text_[at_++];
        }
        return field;
    }

    Result<std::string> quoted() {
        std::string field;
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
                continue;
            }
            ++at_;
            if (peek() == '"' && !at_end()) {
                field += '"';
                continue;
            }
            if (!at_break() && text_[at_] != delimiter_)
                return broken("there is text after the closing quote");
            return field;
        }
        return broken("a quoted field is never closed");
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0, line_ = 1;
};

}  // namespace

Result<void> each_record(std::string_view text, char delimiter,
                         const std::function<bool(const std::vector<std::string>&, std::size_t)>& each) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // spreadsheets write one
    Reader reader(text, delimiter);
    while (!reader.at_end()) {
        const std::size_t line = reader.line();
        CASEMENT_TRY(const std::vector<std::string> fields, reader.record());
        const bool blank = fields.size() == 1 && fields[0].empty();
        if (!blank && !each(fields, line)) break;
    }
    return {};
}

}  // namespace casement::cli
