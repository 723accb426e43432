"""English words of time, as data: what the grammar of ``contested.dates`` reads.

All words are folded (lower case, no marks). A word that means a time only in some company
("may", "march", "second", "sun", "spring", "fall") stands in :data:`AMBIGUOUS`; the grammar
asks for company before it believes it.
"""

from typing import Final

MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
"""Month names and abbreviations to 1-12."""

SHORT_MONTHS: Final[frozenset[str]] = frozenset(
    name for name in MONTHS if len(name) <= 4 and name not in ("may", "june", "july")
)
"""Month names that a point may follow without ending the sentence."""

WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mondays",
            "tuesday tue tues tuesdays",
            "wednesday wed wednesdays",
            "thursday thu thur thurs thursdays",
            "friday fri fridays",
            "saturday sat saturdays",
            "sunday sun sundays",
        ),
        1,
    )
    for name in names.split()
}
"""Weekday names and abbreviations to ISO 1 (Monday) to 7 (Sunday)."""

AMBIGUOUS: Final[frozenset[str]] = frozenset(
    ["may", "march", "mar", "sat", "sun", "wed", "mon", "fri", "second", "fall", "spring"]
)
"""Words that are also common words or names; they need a capital and a number or preposition beside them."""

UNITS: Final[dict[str, str]] = {
    name: unit
    for unit, names in {
        "second": "second seconds",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "weekend": "weekend weekends",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for name in names.split()
}
"""Singular and plural of units of time to the unit's key."""

UNIT_CODES: Final[dict[str, str]] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
"""The letters TIMEX3 gives a unit in a duration; a leading T marks units of the clock."""

SEASONS: Final[dict[str, str]] = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
}
"""Seasons to TIMEX3 codes."""

DAY_PARTS: Final[dict[str, str]] = {
    "morning": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "sunset": "TEV",
    "night": "TNI",
    "nights": "TNI",
    "mornings": "TMO",
    "evenings": "TEV",
    "afternoons": "TAF",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}
"""Parts of the day to what TIMEX3 appends to a day."""

ONES: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"dozen": 12}
"""Number words below twenty."""

TENS: Final[dict[str, int]] = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
"""Tens."""

SCALES: Final[dict[str, int]] = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
"""Words that multiply."""

ORDINALS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"thirtieth": 30}
"""Ordinal words."""

FEW: Final[dict[str, str]] = {
    "few": "few",
    "several": "several",
    "some": "several",
    "many": "many",
    "couple": "couple",
    "handful": "few",
}
"""Words for a number that is not told."""

PAST_MODIFIERS: Final[frozenset[str]] = frozenset(("last", "previous", "past", "preceding", "prior"))
NEXT_MODIFIERS: Final[frozenset[str]] = frozenset(("next", "coming", "upcoming", "following"))
THIS_MODIFIERS: Final[frozenset[str]] = frozenset(("this", "current", "same"))
"""Words that point from now to a unit before, after or at it."""

WINDOW_PAST: Final[frozenset[str]] = frozenset(("past", "last", "previous", "preceding", "latest", "prior"))
WINDOW_NEXT: Final[frozenset[str]] = frozenset(("next", "coming", "following"))
"""Words that make a counted unit a stretch that ends, or starts, now."""

PARTS: Final[dict[str, str]] = {
    "early": "start",
    "earlier": "earlier",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "end",
    "later": "later",
    "end": "end",
    "close": "end",
    "sometime": "some",
}
"""Which part of the unit that follows is meant."""

DAY_WORDS: Final[dict[str, tuple[int, str]]] = {
    "today": (0, ""),
    "yesterday": (-1, ""),
    "tomorrow": (1, ""),
    "tonight": (0, "TNI"),
}
"""Words that count days from the day of the report, with the part of that day."""

DEICTICS: Final[dict[str, str]] = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "recent": "PAST_REF",
}
"""Words that point to past, present or future and to no day."""

SETS: Final[dict[str, str]] = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "annual": "P1Y",
}
"""Adverbs and adjectives of repetition."""

EACH: Final[frozenset[str]] = frozenset(("every", "each"))

APPROXIMATE: Final[frozenset[str]] = frozenset(
    ["about", "around", "nearly", "almost", "roughly", "some", "approximately", "over", "under", "within"]
)
"""Words before a count that make it rough, and belong to the expression."""

FUTURE_CUES: Final[frozenset[str]] = frozenset(
    [
        "will",
        "ll",
        "shall",
        "wo",
        "until",
        "till",
        "due",
        "scheduled",
        "expected",
        "planned",
        "plans",
        "payable",
        "effective",
        "expire",
        "expires",
        "mature",
        "matures",
        "maturing",
        "deadline",
        "upcoming",
        "hopes",
        "aims",
        "going",
        "starting",
        "beginning",
    ]
)
"""Words that send a bare weekday or month forward."""

PAST_CUES: Final[frozenset[str]] = frozenset(
    [
        "said",
        "was",
        "were",
        "had",
        "did",
        "told",
        "came",
        "took",
        "began",
        "broke",
        "rose",
        "fell",
        "left",
        "went",
        "held",
        "met",
        "fought",
        "shot",
        "struck",
        "won",
        "lost",
        "made",
        "gave",
        "saw",
        "hit",
        "became",
        "ran",
        "fled",
        "blew",
        "set",
    ]
)
"""Words that send a bare weekday or month back; verbs in -ed do so too."""

FIXED_DAYS: Final[dict[tuple[str, ...], tuple[int, int]]] = {
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("christmas",): (12, 25),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "year", "'s", "eve"): (12, 31),
    ("valentine", "'s", "day"): (2, 14),
    ("halloween",): (10, 31),
}
"""Feasts of a fixed day."""

FEASTS: Final[dict[tuple[str, ...], str]] = {
    ("ramadan",): "ramadan",
    ("ramadhan",): "ramadan",
    ("eid", "al", "-", "fitr"): "fitr",
    ("eid", "al", "fitr"): "fitr",
    ("eid", "ul", "-", "fitr"): "fitr",
    ("eid", "el", "-", "fitr"): "fitr",
    ("eid", "al", "-", "adha"): "adha",
    ("eid", "al", "adha"): "adha",
    ("eid", "ul", "-", "adha"): "adha",
    ("eid", "el", "-", "adha"): "adha",
    ("eid",): "eid",
    ("ashura",): "ashura",
    ("nowruz",): "nowruz",
    ("newroz",): "nowruz",
}
"""Names of feasts to the keys of :data:`FEAST_DAYS`."""

FEAST_DAYS: Final[dict[str, tuple[str, ...]]] = {
    "ramadan": (
        "2011-08-01",
        "2012-07-20",
        "2013-07-09",
        "2014-06-28",
        "2015-06-18",
        "2016-06-06",
        "2017-05-27",
        "2018-05-17",
        "2019-05-06",
        "2020-04-24",
    ),
    "fitr": (
        "2011-08-30",
        "2012-08-19",
        "2013-08-08",
        "2014-07-28",
        "2015-07-17",
        "2016-07-06",
        "2017-06-25",
        "2018-06-15",
        "2019-06-04",
        "2020-05-24",
    ),
    "adha": (
        "2011-11-06",
        "2012-10-26",
        "2013-10-15",
        "2014-10-04",
        "2015-09-24",
        "2016-09-12",
        "2017-09-01",
        "2018-08-21",
        "2019-08-11",
        "2020-07-31",
    ),
    "ashura": (
        "2011-12-06",
        "2012-11-25",
        "2013-11-14",
        "2014-11-03",
        "2015-10-24",
        "2016-10-12",
        "2017-10-01",
        "2018-09-20",
        "2019-09-10",
        "2020-08-30",
    ),
    "nowruz": tuple(f"{year}-03-21" for year in range(2011, 2021)),
}
"""First days by the Saudi announcement; the moon was seen a day earlier or later elsewhere."""

FEAST_LENGTHS: Final[dict[str, int]] = {"ramadan": 30, "fitr": 3, "adha": 4, "ashura": 1, "nowruz": 1}
"""Days a feast lasts."""

PLANS: Final[frozenset[str]] = frozenset(
    [
        "is",
        "are",
        "due",
        "scheduled",
        "expected",
        "planned",
        "plans",
        "set",
        "agreed",
        "ready",
        "likely",
        "vowed",
        "pledged",
        "promised",
        "intends",
        "hopes",
        "aims",
        "going",
        "about",
        "ordered",
    ]
)
"""Words that make the infinitive behind them a plan: "due to resume on Friday"."""

ZONES: Final[frozenset[str]] = frozenset(
    ["est", "edt", "gmt", "utc", "local", "time", "ist", "cet", "pst", "pdt"]
)
"""Names of time zones behind a time of the day."""

BEFORE_YEAR: Final[frozenset[str]] = frozenset(
    [
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "during",
        "from",
        "before",
        "after",
        "between",
        "through",
        "to",
        "early",
        "late",
        "mid",
        "and",
        "circa",
        "fiscal",
        "around",
        "year",
        "summer",
        "autumn",
        "winter",
        "spring",
        "fall",
        "the",
        "(",
        ",",
        "about",
        "post",
        "pre",
        "or",
    ]
)
"""Words before four figures that make them a year."""

BEFORE_BARE_UNITS: Final[frozenset[str]] = frozenset(
    ["for", "in", "after", "within", "over", "of", "during", "last"]
)
"""Words before a plural unit without a number that make it a time ("for years")."""

NOT_YEAR_AFTER: Final[frozenset[str]] = frozenset(
    [
        "people",
        "civilians",
        "fighters",
        "dead",
        "killed",
        "troops",
        "soldiers",
        "km",
        "kilometres",
        "kilometers",
        "metres",
        "miles",
        "men",
        "women",
        "children",
        "families",
        "rebels",
        "militants",
        "refugees",
        "wounded",
        "points",
        "shares",
        "dollars",
        "euros",
        "percent",
        "%",
        "victims",
        "members",
        "prisoners",
        "detainees",
        "casualties",
        "deaths",
        "tons",
        "tonnes",
        "barrels",
        "million",
        "billion",
    ]
)
"""Words behind four figures that make them a count."""
