"""Records in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from contested.records import Attribution, Claim, Document, Incident, Party, Toll, TollSummary
from contested.values.intervals import DateInterval

SHORT_ID = 12  # "inc-" and 8 hexadecimal digits: two of 10,000 incidents share it in 1 % of ledgers
PRECISION = {
    1: "exact",
    2: "near",
    3: "district",
    4: "province",
    5: "vague",
    6: "country",
    7: "unknown",
}


def days(interval: DateInterval | None) -> str:
    """Days as ISO 8601 has them, a span with a slash between."""
    if interval is None:
        return "no date"
    if interval.days == 1:
        return interval.first.isoformat()
    return f"{interval.first}/{interval.last}"


def span(low: int, high: int | None) -> str:
    """A range in words: "12", "12 to 15", "at least 12"."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def deaths(summary: TollSummary | None) -> str:
    """Low, best and high in a table's cell: "12", "70-200", "70 (160) 200"; "?" marks a hole."""
    if summary is None:
        return "?"
    high = "+" if summary.high is None else f"-{summary.high}"
    if summary.high == summary.low:
        return str(summary.low)
    best = f" ({summary.best})" if summary.best is not None else ""
    return f"{summary.low}{high}{best}"


def figures(summary: TollSummary) -> str:
    """Low, best and high in a sentence."""
    best = f", best {summary.best}" if summary.best is not None else ", no best figure"
    return f"{span(summary.low, summary.high)}{best}"


def names(side: Iterable[Party]) -> str:
    """Who a side is: the register's names, else the reports' words."""
    found = dict.fromkeys(party.actor_name or party.text for party in side)
    return ", ".join(found) or "?"


def sides(record: Incident | Claim) -> str:
    """Who acts, and on whom."""
    acting = names(record.side_a)
    return f"{acting} → {names(record.side_b)}" if record.side_b else acting


def place(record: Incident | Claim) -> str:
    """The most exact place, and the province it lies in."""
    found: list[tuple[int, str, str | None]]
    if isinstance(record, Incident):
        found = [(one.precision, one.name, one.adm1) for one in record.places]
    else:
        found = [(one.precision, one.name or one.text, one.adm1) for one in record.places]
    if not found:
        return "no place"
    _, name, province = min(found, key=lambda one: one[0])
    return f"{name}, {province}" if province and province != name else name


def outlet(document: Document) -> str:
    """Who printed it and when."""
    published = document.published
    when = f"{days(published.days)} ({published.basis})" if published.days else "undated"
    return f"{document.source or 'unknown outlet'}, {when}"


def chain(attribution: Iterable[Attribution]) -> str:
    """Who says so through whom, outermost first; the report's own voice where nobody is named."""
    steps = [_step(one) for one in attribution]
    return " → ".join(steps) or "the report, in its own voice"


def _step(step: Attribution) -> str:
    source = step.source.text if step.source else "somebody"
    if step.source and step.source.actor_name and step.source.actor_name != step.source.text:
        source = f"{source} [{step.source.actor_name}]"
    said = f' "{step.cue.text}"' if step.cue else ""
    return f"{source}{said}{f' ({step.hedge})' if step.hedge else ''}"


def toll(figure: Toll) -> str:
    """A figure with whom it counts."""
    whom = figure.whom.text or figure.whom.category
    about = "about " if figure.about else ""
    kept_apart = " (a running total)" if figure.scope == "cumulative" else ""
    return f"{about}{span(figure.count.low, figure.count.high)} {figure.kind}: {whom}{kept_apart}"
