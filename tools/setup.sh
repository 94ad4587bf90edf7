#!/bin/sh
# Sets up what the book needs, once: setup.sh book | press | test
#   book   .venv with the locked packages            (HTML, EPUB)
#   press  and Pango, which WeasyPrint lays out with (PDF)
#   test   and the packages and the browser of the tests
# Quick when nothing changed. System packages come by apt, as root or with sudo; elsewhere it says what to install.
set -eu
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
PANGO="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
for_what=${1:-book}
lock=requirements.lock
[ "$for_what" = test ] && lock=requirements-dev.lock

say() { echo "setup: $*" >&2; }

# install PACKAGE...: by apt, or fails
install_packages() {
    command -v apt-get >/dev/null || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || return 1
        as_root=sudo
    fi
    say "installing $* with apt"
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    # shellcheck disable=SC2086  # as_root may be empty
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null
}

# --- Python packages ---

if ! cmp -s "$lock" ".venv/.installed-$lock" || ! cmp -s pyproject.toml .venv/.installed-pyproject.toml; then
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        say "Python 3.11 or later is needed; this is $("$PYTHON" -V). Set PYTHON to a later one."
        exit 1
    }
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages python3-venv || { say "install Python's venv module (on Debian: python3-venv)"; exit 1; }
    fi
    say "installing Python packages into .venv"
    [ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    cp "$lock" ".venv/.installed-$lock"
    # what the tests need includes what the book needs, in the same versions
    [ "$for_what" = test ] && cp requirements.lock .venv/.installed-requirements.lock
    cp pyproject.toml .venv/.installed-pyproject.toml
fi
[ "$for_what" = book ] && exit 0

# --- Pango ---

if [ ! -e .venv/.pango ]; then
    if ! .venv/bin/python -c 'import weasyprint' 2>/dev/null; then
        # shellcheck disable=SC2086  # a list of packages
        install_packages $PANGO || {
            say "the PDF needs Pango 1.44 or later, which is not here. Debian: $PANGO. Fedora: pango. macOS: brew install pango. HTML works without: make html"
            exit 1
        }
    fi
    touch .venv/.pango
fi
[ "$for_what" = press ] && exit 0

# --- a browser, for tests of pages; where there is none they are skipped and say so ---

if ! command -v chromium >/dev/null; then
    install_packages chromium || say "no Chromium: the tests of web pages will be skipped"
fi

# --- the checker of HTML, for which npm is not installed: it would bring hundreds of megabytes ---

if ! command -v npm >/dev/null; then
    say "no npm: the HTML will not be validated"
elif ! cmp -s tests/package-lock.json tests/node_modules/.installed-package-lock.json; then
    say "installing the HTML checker into tests/node_modules"
    # no scripts: the package's own one would download a Java
    if npm ci --prefix tests --ignore-scripts --no-audit --no-fund --silent; then
        cp tests/package-lock.json tests/node_modules/.installed-package-lock.json
    else
        say "npm failed: the HTML will not be validated"
    fi
fi

# --- Java, which the checkers of HTML and of e-books run on ---

command -v java >/dev/null || install_packages default-jre-headless || say "no Java: HTML and e-books will not be validated"
