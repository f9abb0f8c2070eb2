# shellcheck shell=bash
# What packaging/run, packaging/test and .ci/run share: set-up and build. Sourced, not run.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"

say() {
    if [ -t 2 ]; then printf '\033[1m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi
}

refuse() {
    printf '%s\n' "$*" >&2
    exit 1
}

# ---- what must be there already -------------------------------------------------------------------

check_machine() {
    [ -w "$root" ] || refuse "The folder $root is read-only: clone Monoclinic where you may write."
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
        refuse "Monoclinic's set-up needs Debian 12 or a system like it: apt-get is not here."
    check_compiler
    check_node
}

check_compiler() {
    command -v g++ >/dev/null ||
        refuse "There is no C++ compiler: install g++ 12 or newer (apt-get install g++)."
    local version
    version="$(g++ -dumpversion)"
    [ "${version%%.*}" -ge 12 ] || refuse "g++ $version is too old: version 12 or newer is needed."
}

check_node() {
    command -v node >/dev/null && command -v npm >/dev/null ||
        refuse "Node is not here: install Node 20 or newer, with npm."
    local version
    version="$(node --version)"
    version="${version#v}"
    [ "${version%%.*}" -ge 20 ] || refuse "Node $version is too old: version 20 or newer is needed."
}

# ---- Debian packages ------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages LIST...: installs what those files name and this machine lacks; no network when
# nothing is missing.
install_packages() {
    local name missing=()
    while read -r name; do
        dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed ||
            missing+=("$name")
    done < <(grep -hv '^#' "$@")
    [ ${#missing[@]} -gt 0 ] || return 0

    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        refuse "As root, install these packages first: ${missing[*]}"
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    as_root apt-get update -qq || refuse "apt-get update failed: see its message above."
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${missing[@]}" >&2 ||
        refuse "apt-get could not install everything: see its message above."
}

# ---- building -------------------------------------------------------------------------------------

build_web() {
    say "Web app"
    web/build --quick >&2 || refuse "The web app did not build: see the message above."
}

# build_program PRESET TARGET...
build_program() {
    local preset="$1" log
    shift
    say "Program ($preset)"
    mkdir -p build
    log="build/configure-$preset.log"
    if ! cmake --preset "$preset" >"$log" 2>&1; then
        cat "$log" >&2
        refuse "CMake could not configure the build: see the message above."
    fi
    cmake --build "build/$preset" --target "$@" >&2 ||
        refuse "The program did not build: see the message above."
}

# ---- ports ----------------------------------------------------------------------------------------

# port_is_busy HOST PORT
port_is_busy() {
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}

free_port() {
    local port
    for port in $(shuf -i 20000-32000 -n 100); do
        if ! port_is_busy 127.0.0.1 "$port"; then
            echo "$port"
            return
        fi
    done
    refuse "No free port was found between 20000 and 32000."
}
