#include "architecture/rules.hpp"
#include "architecture/sql.hpp"
#include "support/source_folder.hpp"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

// The rules of rules.hpp, held against the tree. Modules and platform parts are found on disk.

using namespace architecture;

namespace {

namespace fs = std::filesystem;

const fs::path root = clinic::test::source_folder();

fs::path folder_of(const Module& module)
{
    return root / "modules" / module.name;
}

std::string short_name(const fs::path& file)
{
    return file.lexically_relative(root).string();
}

std::vector<fs::path> sources_below(const fs::path& folder)
{
    return files_below(folder, {".cpp", ".hpp"});
}

/// The module's own code; its tests may look at anything.
std::vector<fs::path> code_of(const Module& module)
{
    auto files = sources_below(folder_of(module) / "include");
    std::ranges::copy(sources_below(folder_of(module) / "src"), std::back_inserter(files));
    return files;
}

Names depends_of(std::string_view cmake)
{
    Names depends;
    for (const auto& call : cmake_calls(cmake, "clinic_module")) {
        auto at = std::ranges::find(call, "DEPENDS");
        if (at != call.end()) depends.insert(at + 1, call.end());
    }
    return depends;
}

Module read_module(const std::string& name)
{
    Module module{.name = name, .depends = {}, .tables = {}, .events = {}, .listeners = {}};
    module.depends = depends_of(read_text(folder_of(module) / "CMakeLists.txt"));
    module.tables = tables_after(root / "migrations" / name);
    for (const auto& header : sources_below(folder_of(module) / "include"))
        module.events.merge(events_in(read_text(header)));
    for (const auto& file : sources_below(folder_of(module) / "src"))
        for (const auto& literal : literals_of(read_text(file)))
            if (literal.starts_with(name + ".") && !module.events.contains(literal))
                module.listeners.insert(literal);
    return module;
}

const Names& module_names()
{
    static const Names names = folders_of(root / "modules");
    return names;
}

const std::vector<Module>& modules()
{
    static const std::vector<Module> all = [] {
        std::vector<Module> found;
        for (const auto& name : module_names()) found.push_back(read_module(name));
        return found;
    }();
    return all;
}

Names all_events()
{
    Names events;
    for (const auto& module : modules()) events.insert(module.events.begin(), module.events.end());
    return events;
}

void report(const std::string& where, const Faults& faults)
{
    for (const auto& fault : faults) FAIL_CHECK(where << " " << fault);
}

}

TEST_SUITE("architecture")
{
    TEST_CASE("every module has a README, a build file and a public header, and is built")
    {
        const auto built = cmake_calls(read_text(root / "CMakeLists.txt"), "clinic_add_module");
        CHECK(!modules().empty());
        for (const auto& module : modules()) {
            CAPTURE(module.name);
            CHECK(fs::exists(folder_of(module) / "README.md"));
            CHECK(fs::exists(folder_of(module) / "CMakeLists.txt"));
            CHECK(fs::exists(folder_of(module) / "include" / module.name / (module.name + ".hpp")));
            CHECK(std::ranges::find(built, std::vector{module.name}) != built.end());
        }
    }

    TEST_CASE("modules include only what they name in DEPENDS")
    {
        for (const auto& module : modules())
            for (const auto& file : code_of(module))
                report(short_name(file), module_includes(module, module_names(), read_text(file)));
    }

    TEST_CASE("the platform knows no module, and its parts only those below them")
    {
        Names below;
        const auto parts = cmake_calls(read_text(root / "CMakeLists.txt"), "clinic_platform");
        CHECK(parts.size() >= folders_of(root / "src/platform").size());
        for (const auto& part : parts) {
            for (const auto& file : sources_below(root / "src/platform" / part.front()))
                report(short_name(file),
                    platform_includes(part.front(), below, module_names(), read_text(file)));
            below.insert(part.front());
        }
    }

    TEST_CASE("Beast and Asio stay in http and net, SOCI in db")
    {
        for (const auto* folder : {"src", "modules"})
            for (const auto& file : sources_below(root / folder))
                report(short_name(file), walled_includes(short_name(file), read_text(file)));
    }

    TEST_CASE("migrations touch only tables with their folder's prefix")
    {
        for (const auto& owner : folders_of(root / "migrations"))
            for (const auto& file : files_below(root / "migrations" / owner, {".sql"}))
                report(short_name(file), table_prefixes(owner, tables_in(read_text(file))));
    }

    TEST_CASE("modules touch only their own tables")
    {
        for (const auto& module : modules())
            for (const auto& file : code_of(module))
                for (const auto& literal : literals_of(read_text(file)))
                    report(short_name(file), table_prefixes(module.name, tables_in(literal)));
    }

    TEST_CASE("every module's README names exactly its tables and events")
    {
        const auto events = all_events();
        for (const auto& module : modules()) {
            const auto readme = folder_of(module) / "README.md";
            report(short_name(readme),
                readme_names(module, module_names(), events, read_text(readme)));
        }
    }

    TEST_CASE("no file is too long to read")
    {
        for (const auto* folder : {"src", "modules"})
            for (const auto& file : sources_below(root / folder))
                report(short_name(file), file_length(read_text(file)));
    }
}
