// A folder of its own for a test, gone afterwards.
#pragma once

#include <platform/native/crypto.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace casement::test {

class Folder {
  public:
    Folder() {
        std::uint64_t number = 0;
        native::random_bytes(&number, sizeof number);
        path_ =
            (std::filesystem::temp_directory_path() / ("casement-test-" + std::to_string(number))).string();
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& inside) const { return path_ + "/" + inside; }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

inline std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void spill(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace casement::test
