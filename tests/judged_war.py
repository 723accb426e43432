"""Reports of two sentences each, coded by hand, for people to judge."""

from pathlib import Path

from contested.ledger import open_ledger
from contested.records import (
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    Coding,
    Document,
    Party,
    Quote,
    Run,
    Toll,
    Whom,
)
from contested.values.intervals import CountRange
from small_war import document, quote

PLACES = "Tiro Sabha Zintan Ubari Kidal Gao Menaka Ansongo Douentza Mopti Djenne Bourem".split()


def report(number: int) -> Document:
    """A report of an attack and an arrest."""
    text = (
        f"Gunmen attacked a checkpoint in {PLACES[number]} on Monday, killing {number + 2} soldiers, "
        f"the army said. Police arrested {number + 3} protesters after the attack."
    )
    return document(f"r{number}", text, "Daily", None, None)


def claims(number: int) -> tuple[Claim, Claim]:
    """The attack, and the arrest, which the coder takes for an abduction."""
    text = report(number).text
    cut = text.index(" Police")
    return (
        _claim(number, "attack", Quote(text[:cut], 0, cut), "attacked", "Gunmen", "soldiers", 0.9),
        _claim(
            number,
            "abduction",
            Quote(text[cut + 1 :], cut + 1, len(text)),
            "arrested",
            "Police",
            "protesters",
            0.3,
        ),
    )


def _claim(
    number: int, event_type: str, sentence: Quote, trigger: str, one: str, other: str, sure: float
) -> Claim:
    text = report(number).text
    place = quote(text, PLACES[number])
    told = event_type == "attack"
    figure = quote(text, f"{number + 2} soldiers")
    return Claim(
        claim_id=f"clm-{event_type}-{number}",
        document_id=f"doc-r{number}",
        sentence=sentence,
        trigger=quote(text, trigger),
        event_type=event_type,
        side_a=(_party(text, one),),
        side_b=(_party(text, other),),
        places=(ClaimPlace(place.text, place.start, place.end, None, None, None, None, None, None, None, 7),),
        date=ClaimDate(None, None, "unknown"),
        tolls=(
            (
                Toll(
                    "killed",
                    CountRange(2, 2),
                    figure.text,
                    figure.start,
                    figure.end,
                    Whom("soldiers", "combatant"),
                ),
            )
            if told
            else ()
        ),
        attribution=(Attribution(_party(text, "the army"), quote(text, "said")),) if told else (),
        status="reported" if told else "asserted",
        loaded=(),
        confidence=sure,
        role="incident",
        extractor="rules 1",
    )


def _party(text: str, words: str) -> Party:
    here = quote(text, words)
    return Party(here.text, here.start, here.end)


def judged_ledger(path: Path, reports: int) -> Path:
    """A ledger of so many reports, judged by nobody yet."""
    with open_ledger(path, create=True) as out:
        out.start_run(Run("run-1", "code", "0.1.0", (), ("reports",)))
        for number in range(reports):
            coding = Coding(f"cod-{number}", f"doc-r{number}", "rules 1", "x", "coded", ())
            out.add_report("run-1", report(number), coding, claims=claims(number))
        out.finish_run("run-1", {"coded": reports})
    return path


def verdicts(reports: int) -> str:
    """A file in which every attack is accepted, every second arrest corrected and the others rejected."""
    rows = ["claim_id,verdict,field,value,reason,by"]
    for number in range(reports):
        rows.append(f"clm-attack-{number},accept,,,,ana")
        if number % 2:
            rows.append(f"clm-abduction-{number},correct,event_type,arrest,police arrest,ana")
        else:
            rows.append(f"clm-abduction-{number},reject,,,,ana")
    return "\n".join(rows) + "\n"
