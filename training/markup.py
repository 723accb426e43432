"""Check marked text: every error with its line, then what is there.

Run: python -m training.markup FILE...
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from contested.learning.markup import Marked, MarkupError, parse, raw_blocks


def main(paths: list[Path]) -> int:
    """Check files: every error with its line, then what is there."""
    texts: list[Marked] = []
    wrong: list[str] = []
    for path in paths:
        for line, raw in raw_blocks(path):
            try:
                texts.append(parse(f"{path.name}:{line}", raw))
            except MarkupError as error:
                wrong.append(str(error))
    for line in wrong:
        print(line)
    types = Counter(event.event_type for text in texts for event in text.events)
    roles = Counter(a.role for text in texts for event in text.events for a in event.arguments)
    statuses = Counter(event.status for text in texts for event in text.events)
    words = sum(len(text.text.split()) for text in texts)
    print(f"{len(texts)} texts, {words} words, {sum(types.values())} events, {len(wrong)} wrong")
    for counted in (types, roles, statuses):
        print("  " + ", ".join(f"{name} {count}" for name, count in counted.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main([Path(given) for given in sys.argv[1:]]))
