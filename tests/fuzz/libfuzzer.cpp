// The door for libFuzzer: the target is the one that FUZZ_TARGET names.

#include "fuzz/targets.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

const clinic::fuzz::Target* chosen = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    const char* name = std::getenv("FUZZ_TARGET");
    for (const auto& target : clinic::fuzz::targets()) {
        if (name != nullptr && target.name == name) chosen = &target;
    }
    if (chosen != nullptr) return 0;
    std::fputs("FUZZ_TARGET names none of:", stderr);
    for (const auto& target : clinic::fuzz::targets()) {
        std::fprintf(stderr, " %s", std::string(target.name).c_str());
    }
    std::fputs("\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    chosen->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
