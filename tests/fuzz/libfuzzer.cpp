// The door for libFuzzer: the target is the one that FUZZ_TARGET names, its seeds go to the folder FUZZ_SEEDS.

#include "fuzz/targets.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

const clinic::fuzz::Target* chosen = nullptr;

void write_seeds(const clinic::fuzz::Target& target, const std::string& folder)
{
    int number = 0;
    for (const auto seed : target.seeds) {
        std::ofstream(folder + "/seed-" + std::to_string(++number)) << seed;
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    const char* name = std::getenv("FUZZ_TARGET");
    for (const auto& target : clinic::fuzz::targets()) {
        if (name != nullptr && target.name == name) chosen = &target;
    }
    const char* folder = std::getenv("FUZZ_SEEDS");
    if (chosen != nullptr && folder != nullptr) write_seeds(*chosen, folder);
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
