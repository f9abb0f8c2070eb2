# How everything is compiled: one set of flags, so that one precompiled header serves every target.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")

option(CLINIC_PCH "Use one precompiled header for all targets" ON)
option(CLINIC_WERROR "Treat warnings as errors" ON)
set(CLINIC_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined or thread)")
set(CLINIC_WEB_DIST "${CMAKE_SOURCE_DIR}/web/dist" CACHE PATH "The built web app to embed")

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
    message(FATAL_ERROR "g++ 12 or newer is needed; this is ${CMAKE_CXX_COMPILER_VERSION}.")
endif()
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -D_FORTIFY_SOURCE=2")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g")

# Options{.url = …} leaves the rest at its stated defaults: that is no mistake, hence the last one.
add_library(clinic_options INTERFACE)
target_compile_options(clinic_options INTERFACE -Wall -Wextra -Wpedantic -fstack-protector-strong
    -Wno-missing-field-initializers)
target_compile_definitions(clinic_options INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(clinic_options INTERFACE -Wl,-z,relro,-z,now)
if(CLINIC_WERROR)
    target_compile_options(clinic_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees overlaps, overflows and unset values in std::string and std::optional that are not
    # there (GCC bugs 105651, 105329, 105562, 107852). Newer compilers and clang-tidy keep watch.
    target_compile_options(clinic_options INTERFACE -Wno-restrict -Wno-array-bounds
        -Wno-stringop-overflow -Wno-stringop-overread -Wno-maybe-uninitialized)
endif()

if(CLINIC_SANITIZE)
    target_compile_options(clinic_options INTERFACE
        -fsanitize=${CLINIC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # The vptr check wants type information that SOCI's library keeps to itself.
        -fno-sanitize=vptr
        # The sanitizers' own instructions confuse these two warnings.
        -Wno-maybe-uninitialized $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
    target_link_options(clinic_options INTERFACE -fsanitize=${CLINIC_SANITIZE})
endif()

find_program(CLINIC_MOLD mold)
if(CLINIC_MOLD)
    target_link_options(clinic_options INTERFACE -fuse-ld=mold)
endif()

# ccache shares its hits between build folders and clones: paths below the folder that holds both
# the source and the build are made relative before hashing.
find_program(CLINIC_CCACHE ccache)
if(CLINIC_CCACHE)
    set(base "${CMAKE_SOURCE_DIR}")
    while(NOT "${CMAKE_BINARY_DIR}/" MATCHES "^${base}/")
        cmake_path(GET base PARENT_PATH base)
    endwhile()
    if(base STREQUAL "/")
        set(base "${CMAKE_SOURCE_DIR}")
    endif()
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        "CCACHE_BASEDIR=${base}" CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        "${CLINIC_CCACHE}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(clinic_options INTERFACE -fpch-preprocess)
    endif()
endif()
