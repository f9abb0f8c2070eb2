# Files carried inside the executable: the assembler's .incbin copies them in (no compile time, no
# size limit) and a small table names them. src/platform/core/embedded.hpp is the reading side.

# clinic_embed(<target> ROOT <folder> FILES <absolute path>...)
# Defines `std::span<const EmbeddedFile> clinic::<target>()`; paths in it are relative to ROOT.
function(clinic_embed target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOT" "FILES")
    set(blobs "")
    set(symbols "")
    set(rows "")
    set(index 0)
    foreach(file IN LISTS arg_FILES)
        cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${arg_ROOT}" OUTPUT_VARIABLE path)
        file(SIZE "${file}" size)
        set(symbol "clinic_${target}_${index}")
        string(APPEND blobs
            "    .global ${symbol}\n    .global ${symbol}_end\n"
            "    .balign 16\n${symbol}:\n    .incbin \"${file}\"\n${symbol}_end:\n    .byte 0\n")
        string(APPEND symbols "    extern const char ${symbol};\n    extern const char ${symbol}_end;\n")
        string(APPEND rows "            {\"${path}\", between(&${symbol}, &${symbol}_end)},\n")
        math(EXPR index "${index} + 1")
    endforeach()

    set(folder "${CMAKE_BINARY_DIR}/embedded")
    set(CLINIC_EMBED_TARGET ${target})
    set(CLINIC_EMBED_BLOBS "${blobs}")
    set(CLINIC_EMBED_SYMBOLS "${symbols}")
    set(CLINIC_EMBED_ROWS "${rows}")
    set(CLINIC_EMBED_COUNT ${index})
    configure_file(cmake/embedded.S.in "${folder}/${target}.S" @ONLY)
    configure_file(cmake/embedded.cpp.in "${folder}/${target}.cpp" @ONLY)
    set_source_files_properties("${folder}/${target}.S" PROPERTIES OBJECT_DEPENDS "${arg_FILES}")

    add_library(${target} STATIC "${folder}/${target}.cpp" "${folder}/${target}.S")
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/src")
    message(STATUS "${target}: ${index} files")
endfunction()

file(GLOB migrations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/migrations/*/*.sql")
clinic_embed(embedded_migrations ROOT "${CMAKE_SOURCE_DIR}/migrations" FILES ${migrations})

# Every file of the built web app, with its .br and .gz twins where the web build made them.
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS "${CLINIC_WEB_DIST}/*")
clinic_embed(embedded_web ROOT "${CLINIC_WEB_DIST}" FILES ${web_files})

# What paper is set in: Liberation Sans 2 (SIL Open Font License 1.1), of the package fonts-liberation2.
find_path(CLINIC_FONTS LiberationSans-Regular.ttf REQUIRED
    PATHS /usr/share/fonts/truetype/liberation2 /usr/share/fonts/truetype/liberation NO_DEFAULT_PATH)
clinic_embed(embedded_fonts ROOT "${CLINIC_FONTS}" FILES
    "${CLINIC_FONTS}/LiberationSans-Regular.ttf" "${CLINIC_FONTS}/LiberationSans-Bold.ttf")

configure_file(cmake/version.cpp.in "${CMAKE_BINARY_DIR}/embedded/version.cpp" @ONLY)
add_library(clinic_version STATIC "${CMAKE_BINARY_DIR}/embedded/version.cpp")
target_include_directories(clinic_version PRIVATE "${CMAKE_SOURCE_DIR}/src")
