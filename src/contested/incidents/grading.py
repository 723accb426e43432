"""How well an incident is attested, in casualty recorders' words, by a rule that a reader can apply.

contested    sources disagree on who did it or whether it was, or somebody denies it
discounted   denied by at least two sources where one alone reports it
confirmed    a side that acted says so itself, and another independent source reports it
fair         two or more independent sources
weak         one source

The words are those of Airwars' published methodology; the rule is the project's own. A grade says how
an incident is attested. It is no score of anybody's truthfulness.
"""

from __future__ import annotations

from contested.records import Grade

RULE = (
    "discounted: two or more sources deny what one alone reports; contested: responsibility or the event "
    "itself is disputed; confirmed: a side that acted says so and another source reports it; "
    "fair: two or more independent sources; weak: one"
)


def grade(*, independent: int, admitted: bool, denials: int, disputed: tuple[str, ...]) -> Grade:
    """The grade, from counts of independent sources that report and that deny."""
    if denials >= 2 and independent <= 1:
        return "discounted"
    if denials or "responsibility" in disputed or "whether" in disputed:
        return "contested"
    if admitted and independent >= 2:
        return "confirmed"
    return "fair" if independent >= 2 else "weak"
