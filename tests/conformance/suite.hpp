// What a kind of conformance suite is: a name, the kind of path it takes, and a function that runs it.
#pragma once

#include <string>
#include <string_view>

namespace casement::conformance {

class Report {
  public:
    void pass() { ++passed_; }
    void pass(std::string_view test, std::string_view word);  // passed, with something to say
    void fail(std::string_view test, std::string_view why);   // prints the failure
    void check(bool good, std::string_view test, std::string_view why) { good ? pass() : fail(test, why); }

    int passed() const { return passed_; }
    int failed() const { return failed_; }

  private:
    int passed_ = 0;
    int failed_ = 0;
};

struct Kind {
    const char* name;
    const char* argument;  // what the path is, for the usage text
    void (*run)(const std::string& path, Report& report);
};

// The bytes of a file. A file that cannot be read ends the program with status 2: no suite, no verdict.
std::string read_file(const std::string& path);

void run_json_parsing(const std::string& path, Report& report);
void run_jcs(const std::string& path, Report& report);
void run_jcs_numbers(const std::string& path, Report& report);
void run_jsonlogic(const std::string& path, Report& report);
void run_wycheproof_ed25519(const std::string& path, Report& report);
void run_wycheproof_p256(const std::string& path, Report& report);
void run_wycheproof_jwk(const std::string& path, Report& report);
void run_dsse_example(const std::string& path, Report& report);

}  // namespace casement::conformance
