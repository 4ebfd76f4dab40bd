#!/usr/bin/env bash
# Build the wheel, install it in a fresh environment outside the repository, and use it there.
# With all that it needs, which pip downloads; tests/test_wheel.py borrows that instead.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" wheel --quiet --no-deps --wheel-dir "$work/dist" "$root"
"$work/env/bin/pip" install --quiet "$work"/dist/*.whl
cd "$work"
cp -r "$root/seeds" articles
env/bin/quotes extract articles -o quotes.csv
env/bin/quotes report articles --from quotes.csv -o report.html
env/bin/quotes lab --check
test -s report.html
echo "The wheel works."
