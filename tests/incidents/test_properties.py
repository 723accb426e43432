"""What must hold for any claims at all."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from made_claims import claim, copy_of, day, document, toll

from contested.incidents import merge

TYPES = ("attack", "clash", "execution", "air_strike", "shelling", "territory_taken")
NAMES = ("Army", "HTS", "Ahrar", "rebels")


@st.composite
def some_claims(draw):
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4),
                st.sampled_from(TYPES),
                st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
                st.lists(st.sampled_from(NAMES), max_size=1),
                st.sampled_from((("Saraqib",), ("Dana",), ("Hama",), ())),
                st.sampled_from((None, 3, 4, 5, 12)),
                st.sampled_from((None, 4, 9, 30)),
                st.sampled_from(((), ("Big Monitor",), ("HTS",))),
                st.sampled_from(("asserted", "asserted", "denied")),
            ),
            max_size=9,
        )
    )
    return [
        claim(
            f"c{n:02}",
            f"d{doc}",
            kind,
            a,
            b,
            at,
            day(on) if on else None,
            [toll(dead)] if dead else [],
            by,
            status,
            start=n * 90,
        )
        for n, (doc, kind, a, b, at, on, dead, by, status) in enumerate(rows)
    ]


def reports():
    return {f"d{n}": document(f"d{n}", published=day(6)) for n in range(5)}


@settings(max_examples=60, deadline=None)
@given(some_claims(), st.randoms(use_true_random=False))
def test_order_changes_nothing(claims, random: Random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert merge(claims, reports()) == merge(shuffled, reports())


@settings(max_examples=60, deadline=None)
@given(some_claims())
def test_every_claim_that_happened_is_in_exactly_one_incident(claims):
    held = [claim_id for incident in merge(claims, reports()) for claim_id in incident.claim_ids]
    assert len(held) == len(set(held))
    assert {c.claim_id for c in claims if c.status != "denied"} <= set(held)


@settings(max_examples=60, deadline=None)
@given(some_claims(), st.sampled_from(("a", "z")))
def test_an_exact_copy_changes_no_figure_and_no_independent_count(claims, prefix):
    original = [c for c in claims if c.document_id == "d0"]
    copies = [replace(c, claim_id=f"{prefix}{c.claim_id}", document_id="d9") for c in original]
    rows = reports() | {"d9": document("d9", "Copier", day(7))}
    before = merge(claims, rows)
    after = merge([*claims, *copies], rows, [copy_of("d9", "d0")])
    assert [counted(incident) for incident in after] == [counted(incident) for incident in before]


def counted(incident):
    return (
        incident.incident_id,
        incident.deaths,
        incident.deaths_civilian,
        incident.number_of_independent_sources,
        incident.grade,
        incident.disputed,
        [(row.source, row.low, row.high, row.used) for row in incident.by_source],
    )


@settings(max_examples=60, deadline=None)
@given(some_claims(), st.sampled_from(NAMES))
def test_a_claim_from_far_away_changes_no_other_incident(claims, name):
    far = claim("a00", "d8", "attack", [name], (), ("Daraa",), day(4), [toll(77)])
    rows = reports() | {"d8": document("d8", published=day(6))}
    before = merge([c for c in claims if c.places], rows)
    after = merge([*(c for c in claims if c.places), far], rows)
    assert set(before) <= set(after)
