# The main job on the bundled reports: code, export, explain one incident, list all. `make demo` runs it
# with an environment of its own; it needs `contested` on the PATH and writes the folder demo/.
set -eu

cd "$(dirname "$0")/.."
rm -rf demo
mkdir demo

say() {
    printf '\n+ %s\n' "$*"
}

say contested code examples/reports --ledger demo/demo.ledger
contested code examples/reports --ledger demo/demo.ledger

say contested export demo/demo.ledger demo/export
contested export demo/demo.ledger demo/export

# Of the incidents at Khan Shaykhun the one that the most sources tell of.
incident=$(contested incidents demo/demo.ledger --place shaykhun --json | python -c '
import json, sys
incidents = [json.loads(line) for line in sys.stdin]
print(max(incidents, key=lambda one: one["number_of_sources"])["incident_id"][:12])')
say contested explain demo/demo.ledger "$incident"
contested explain demo/demo.ledger "$incident" >demo/explained.txt
sed '/^What each source says/,$d' demo/explained.txt
echo "... the words of every claim: demo/explained.txt"

say contested incidents demo/demo.ledger
contested incidents demo/demo.ledger

cat <<'TOLD'

The ledger is demo/demo.ledger; files for other programs are in demo/export.
To see the reports with the coded words marked: make serve, then open http://127.0.0.1:8000/
TOLD
