"""One reading of every character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contested.records import Mention
from contested.values.spans import Span

# Of two readings of the same length the earlier kind is kept: an actor of the register is a listed
# name, a date a closed grammar. A person is only a shape and yields to every other reading, however
# long ("Former Nusra" never hides Nusra). Weapons may lie within anything.
_RANK = {"actor": 0, "date": 1, "place": 2, "person": 3, "number": 4}


def settle(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in the order of the text, none overlapping another of the kinds that compete.

    Several mentions of one kind on one span stay together ("the two groups" stands for two actors).
    """
    given = sorted(
        set(_without_figures(list(mentions))),
        key=lambda m: (m.span.start, -len(m.span), m.kind, str(m.actor)),
    )
    rivals = sorted(
        (mention for mention in given if mention.kind in _RANK),
        key=lambda m: (m.kind == "person", -len(m.span), _RANK[m.kind], m.span.start),
    )
    taken: dict[int, Mention] = {}
    kept: list[Mention] = [mention for mention in given if mention.kind not in _RANK]
    for mention in rivals:
        owners = {
            id(owner): owner for at in range(mention.span.start, mention.span.end) if (owner := taken.get(at))
        }
        if all(owner.span == mention.span and owner.kind == mention.kind for owner in owners.values()):
            kept.append(mention)
            taken.update(dict.fromkeys(range(mention.span.start, mention.span.end), mention))
    return tuple(sorted(kept, key=lambda m: (m.span.start, m.span.end, m.kind, str(m.actor))))


def _without_figures(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A description gives up the figure that it begins with: "14 gunmen" is a number and "gunmen"."""
    figures = {mention.span.start: mention.span for mention in mentions if mention.kind == "number"}
    for mention in mentions:
        figure = figures.get(mention.span.start)
        begins = mention.kind == "actor" and mention.form == "description" and figure is not None
        if not begins or figure is None or figure.end >= mention.span.end:
            yield mention
            continue
        rest = mention.text[len(figure) :]
        cut = len(rest) - len(rest.lstrip())
        yield replace(mention, span=Span(figure.end + cut, mention.span.end), text=rest[cut:])
