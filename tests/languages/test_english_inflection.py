"""English forms are made from lemmas: a form that no lemma makes is not found."""

from __future__ import annotations

import pytest

from contested.languages.en import lexicon
from contested.languages.en.inflection import Inflector


@pytest.fixture(scope="module")
def inflector() -> Inflector:
    return lexicon.load().inflector


VERBS = {
    "attack": "attack attacks attacked attacking",
    "capture": "capture captures captured capturing",
    "storm": "storm storms stormed storming",
    "kill": "kill kills killed killing",
    "seize": "seize seizes seized seizing",
    "clash": "clash clashes clashed clashing",
    "deny": "deny denies denied denying",
    "deploy": "deploy deploys deployed deploying",
    "kidnap": "kidnap kidnaps kidnapped kidnapping",
    "ram": "ram rams rammed ramming",
    "stab": "stab stabs stabbed stabbing",
    "bury": "bury buries buried burying",
    "die": "die dies died dying",
    "shoot": "shoot shoots shot shooting",
    "strike": "strike strikes struck striking",
    "take": "take takes took taken taking",
    "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
    "flee": "flee flees fled fleeing",
    "hit": "hit hits hitting",
    "overrun": "overrun overruns overran overrunning",
    "hang": "hang hangs hanged hanging",
    "burn": "burn burns burnt burned burning",
    "free": "free frees freed freeing",
    "besiege": "besiege besieges besieged besieging",
    "gun down": "gun down|guns down|gunned down|gunning down",
    "blow up": "blow up|blows up|blew up|blown up|blowing up",
    "take ~ control": "take ~ control|takes ~ control|took ~ control|taken ~ control|taking ~ control",
}


@pytest.mark.parametrize("lemma", VERBS)
def test_a_verb_has_its_forms_and_no_others(inflector: Inflector, lemma: str) -> None:
    expected = VERBS[lemma].split("|") if "|" in VERBS[lemma] else VERBS[lemma].split()
    assert sorted(inflector.verb_forms(lemma)) == sorted(expected)


@pytest.mark.parametrize(
    ("lemma", "form", "can_be"),
    [
        ("attack", "attacked", {"past", "participle"}),
        ("attack", "attack", {"base"}),
        ("take", "took", {"past"}),
        ("take", "taken", {"participle"}),
        ("hit", "hit", {"base", "past", "participle"}),
        ("overrun", "overrun", {"base", "participle"}),
        ("seize", "seizing", {"ing"}),
        ("clash", "clashes", {"s"}),
    ],
)
def test_a_form_says_what_it_can_be(inflector: Inflector, lemma: str, form: str, can_be: set[str]) -> None:
    assert inflector.verb_forms(lemma)[form] == can_be


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("soldier", "soldiers"),
        ("woman", "women"),
        ("child", "children"),
        ("gunman", "gunmen"),
        ("pregnant woman", "pregnant women"),
        ("militia", "militias"),
        ("body", "bodies"),
        ("ambush", "ambushes"),
        ("convoy", "convoys"),
        ("city", "cities"),
        ("aid worker", "aid workers"),
        ("knife", "knives"),
        ("gas", "gases"),
        ("businessman", "businessmen"),
    ],
)
def test_a_noun_has_its_plural(inflector: Inflector, one: str, many: str) -> None:
    assert inflector.plural(one) == many


def test_every_doubled_and_irregular_word_is_used_as_it_is_listed(inflector: Inflector) -> None:
    for lemma in inflector.doubling:
        forms = inflector.verb_forms(lemma)
        assert any(lemma + lemma[-1] in form for form in forms) or lemma in inflector.verbs, lemma
    for lemma, (past, participle, *_) in inflector.verbs.items():
        assert {lemma, past, participle} <= set(inflector.verb_forms(lemma))
