#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image: what grading needs.
set -euo pipefail

home=${AUTOGRADER:-/autograder}
export DEBIAN_FRONTEND=noninteractive

# the katas need Python 3.11; Ubuntu 22.04 has 3.10 as python3, and 3.11 beside it
python=python3
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || python=python3.11

apt-get update
apt-get install -y --no-install-recommends bubblewrap "$python" "$python-venv"
cd "$home/source/repository"
"$python" -m venv "$home/source/venv"
"$home/source/venv/bin/pip" install -q -c constraints.txt -e .
