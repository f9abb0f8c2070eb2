# The building blocks: platform parts, modules, the executable and test programs.

# ---- one precompiled header ----------------------------------------------------------------------
add_library(clinic_pch OBJECT cmake/pch.cpp)
target_link_libraries(clinic_pch PUBLIC clinic_options fmt::fmt)
if(CLINIC_PCH)
    target_precompile_headers(clinic_pch PRIVATE
        <algorithm> <array> <atomic> <chrono> <cstdint> <cstring> <expected> <filesystem> <functional>
        <map> <memory> <mutex> <optional> <span> <string> <string_view> <thread> <type_traits>
        <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
endif()

# What every target of ours has in common.
function(clinic_target target)
    target_link_libraries(${target} PUBLIC clinic_options fmt::fmt)
    if(CLINIC_PCH)
        target_precompile_headers(${target} REUSE_FROM clinic_pch)
    endif()
endfunction()

# A static library, or an empty stand-in while its folder holds no source.
function(clinic_static_library target)
    set(sources ${ARGN})
    if(sources)
        add_library(${target} STATIC ${sources})
        clinic_target(${target})
        set(scope PUBLIC)
    else()
        message(STATUS "${target}: no sources, left out")
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    set(scope ${scope} PARENT_SCOPE)
endfunction()

# Stops configure when a name in DEPENDS is not defined yet: arrows point up the file only.
function(clinic_require who prefix)
    foreach(name IN LISTS ARGN)
        if(NOT TARGET ${prefix}_${name})
            message(FATAL_ERROR "${who} depends on ${name}, which is not defined above it.")
        endif()
    endforeach()
endfunction()

# ---- clinic_platform(<name> [DEPENDS <part>...] [LINK <library>...]) ------------------------------
# src/platform/<name>/*.cpp, included as "platform/<name>/….hpp", and its tests, which link this part
# and those below it alone.
function(clinic_platform name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LINK")
    clinic_require("The platform part ${name}" platform ${arg_DEPENDS})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/${name}/*.cpp")
    clinic_static_library(platform_${name} ${sources})
    target_include_directories(platform_${name} ${scope} "${CMAKE_SOURCE_DIR}/src")
    list(TRANSFORM arg_DEPENDS PREPEND platform_)
    target_link_libraries(platform_${name} ${scope} ${arg_DEPENDS} ${arg_LINK} clinic_version)
    set_property(GLOBAL APPEND PROPERTY CLINIC_PLATFORM ${name})
endfunction()

# ---- clinic_module(<name> [DEPENDS <module>...]) --------------------------------------------------
# modules/<name>/src is the module's own; modules/<name>/include is what those who name it can see.
function(clinic_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS")
    clinic_require("The module ${name}" module ${arg_DEPENDS})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp")
    clinic_static_library(module_${name} ${sources})
    target_include_directories(module_${name} ${scope} "${CMAKE_CURRENT_SOURCE_DIR}/include")
    if(sources)
        target_include_directories(module_${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
    endif()
    list(TRANSFORM arg_DEPENDS PREPEND module_)
    get_property(parts GLOBAL PROPERTY CLINIC_PLATFORM)
    list(TRANSFORM parts PREPEND platform_)
    target_link_libraries(module_${name} ${scope} ${arg_DEPENDS} ${parts})
    set_property(GLOBAL APPEND PROPERTY CLINIC_MODULES ${name})
endfunction()

# A module is a folder that can be deleted: the rest still builds.
function(clinic_add_module name)
    file(GLOB folder CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/modules/${name}/CMakeLists.txt")
    if(folder)
        add_subdirectory(modules/${name})
    else()
        message(STATUS "module ${name}: no folder, left out")
    endif()
endfunction()

# ---- the executable -------------------------------------------------------------------------------
# clinic_lib is all of it but main(), so that the tests link the same composition root.
function(clinic_executable)
    get_property(parts GLOBAL PROPERTY CLINIC_PLATFORM)
    get_property(modules GLOBAL PROPERTY CLINIC_MODULES)
    list(TRANSFORM parts PREPEND platform_)
    list(TRANSFORM modules PREPEND module_)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    clinic_static_library(clinic_lib ${sources})
    target_include_directories(clinic_lib ${scope} "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(clinic_lib ${scope}
        ${modules} ${parts} embedded_migrations embedded_web clinic_version)

    file(GLOB main CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/main.cpp")
    if(main)
        add_executable(monoclinic src/main.cpp)
        clinic_target(monoclinic)
        target_link_libraries(monoclinic PRIVATE clinic_lib)
        install(TARGETS monoclinic RUNTIME)
    endif()
endfunction()

# ---- clinic_test_objects(<target> [<linked target>...]) ---------------------------------------------
# What every target made of test sources has in common.
function(clinic_test_objects target)
    clinic_target(${target})
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC ${ARGN} doctest::doctest)
endfunction()
