#include "checkpoint_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace clinic::admin {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file)
{
    throw std::system_error(errno, std::generic_category(), file.string());
}

class Descriptor {
public:
    explicit Descriptor(const std::filesystem::path& file)
        : number_(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600))
    {
        if (number_ < 0) fail(file);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// A crash may have left half a line: it must not spoil the next one.
bool ends_within_a_line(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in || in.tellg() <= 0) return false;
    in.seekg(-1, std::ios::end);
    return in.get() != '\n';
}

} // namespace

void append_lines(const std::filesystem::path& file, const std::vector<std::string>& lines)
{
    if (lines.empty()) return;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    std::string text = ends_within_a_line(file) ? "\n" : "";
    for (const auto& line : lines) text.append(line).append("\n");
    const Descriptor out(file);
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto written = ::write(out.number(), rest.data(), rest.size());
        if (written < 0 && errno != EINTR) fail(file);
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fdatasync(out.number()) != 0) fail(file);
}

std::vector<std::string> read_lines(const std::filesystem::path& file)
{
    std::vector<std::string> lines;
    if (!std::filesystem::exists(file)) return lines;
    std::ifstream in(file, std::ios::binary);
    if (!in) fail(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

} // namespace clinic::admin
