# Makes a virtual environment with nothing but Python 3.11 to 3.13. Sourced by run-example and run-tests.
#
#   make_environment FOLDER     creates FOLDER unless it is there, and brings its pip up to date
#
# Debian splits venv from python3; where it is missing, it is installed if we may, else the command is named.

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "foedus needs Python 3.11, 3.12 or 3.13 and found none. What to do: install python3 (Debian 12 has 3.11)," \
        "or name one: PYTHON=/path/to/python3.12 $0" >&2
    return 1
}

make_environment() {
    [ -x "$1/bin/pip" ] && return 0
    local python
    python=$(find_python) || return 1
    if ! "$python" -m venv "$1" >/dev/null 2>&1; then
        rm -rf "$1"
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            echo "installing python3-venv ..." >&2
            apt-get update -qq >&2 && apt-get install -y -qq python3-venv >&2
        fi
        "$python" -m venv "$1" || {
            echo "Python cannot make a virtual environment. What to do: sudo apt-get install python3-venv" >&2
            return 1
        }
    fi
    "$1/bin/pip" install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
}
