#!/bin/sh
# Install Debian packages when run as root; otherwise say exactly what is missing.
set -eu
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing $* with apt-get"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
else
    echo "Needed and not found: $*. On Debian: sudo apt-get install $*" >&2
    exit 1
fi
