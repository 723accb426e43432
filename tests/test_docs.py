"""The documents, held to the program: commands run, links lead somewhere, lists are complete."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from contested import exports
from contested.documents.readers import READERS
from contested.languages.en import numbers
from contested.ontology import EventType

ROOT = Path(__file__).resolve().parent.parent
AGAIN = "run `make docs`, and read what it changed"


def _load_live():
    spec = importlib.util.spec_from_file_location("live", ROOT / "docs" / "live.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


live = _load_live()
PAGES = live.pages()
RUNNING = [page for page in PAGES if live.runs_something(page.read_text(encoding="utf-8"))]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def after_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live.with_demo(tmp_path_factory.mktemp("clone"))


@pytest.mark.parametrize("page", RUNNING, ids=named)
def test_a_page_shows_what_its_commands_print(page: Path, after_demo: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert live.replayed(text, after_demo) == text, AGAIN


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_generated_parts_are_those_of_the_program(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert live.with_parts(text) == text, AGAIN


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{named(page)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(aim), f"{named(page)} links to {target}, a heading that is not there"


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_index_names_every_page() -> None:
    index = text_of("docs/index.md")
    for page in (ROOT / "docs").rglob("*.md"):
        name = str(page.relative_to(ROOT / "docs"))
        assert name == "index.md" or f"]({name})" in index, f"docs/index.md does not name {name}"


def test_every_target_that_a_page_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for page in PAGES:
        spoken = set(re.findall(r"(?:`|^\$ )make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
        assert spoken <= targets, named(page)


def test_a_contributor_runs_what_ci_runs() -> None:
    steps = re.findall(r"^step ([a-z]+)$", text_of(".ci/run"), re.MULTILINE)
    told = re.findall(r"^\$ make ([a-z]+)", text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert [name for name in told if name in steps] == steps
    assert len(told) == 5


def test_the_demo_is_one_script() -> None:
    recipe = re.search(r"^demo: .*\n((?:\t.*\n)+)", text_of("Makefile"), re.MULTILINE)
    assert recipe
    assert "sh examples/demo.sh" in recipe.group(1)


@pytest.mark.parametrize("name", ["documents", "mentions", "claims", "incidents", "relations"])
def test_the_contract_names_every_field_of_a_file(name: str) -> None:
    page = text_of("docs/records.md")
    section = re.search(rf"^## `?{name}\.jsonl`?\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/records.md has no section {name}.jsonl"
    cells = re.findall(r"^\| (`[^|]*`) \|", section.group(1), re.MULTILINE)
    told = [field for cell in cells for field in re.findall(r"`(\w+)`", cell)]
    assert sorted(told) == sorted(exports.schema(name)["properties"])


def test_the_page_on_event_types_names_every_field() -> None:
    section = text_of("docs/event-types.md").split("| field | what |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]*`) \|", section, re.MULTILINE)
    told = {field for cell in cells for field in re.findall(r"`(\w+)`", cell)}
    assert told == {field.name for field in fields(EventType)}


def test_the_contract_names_every_ending_that_is_read() -> None:
    section = re.search(r"^## What goes in\n(.*?)```", text_of("docs/records.md"), re.MULTILINE | re.DOTALL)
    assert section
    assert set(re.findall(r"`(\.\w+)`", section.group(1))) == set(READERS)


def test_figures_are_read_as_the_page_on_figures_says() -> None:
    rows = re.findall(r"^\| ([a-z][\w ]+) \| (\d+) \| (\d+|open) \|$", text_of("docs/tolls.md"), re.MULTILINE)
    assert len(rows) == 6
    for printed, low, high in rows:
        (found,) = numbers.find(f"{printed} people")
        told = "open" if found.count.high is None else str(found.count.high)
        assert (str(found.count.low), told) == (low, high), printed


def required(name: str) -> list[str]:
    """The packages that the project asks for ("runtime"), or that its development does ("dev")."""
    project = tomllib.loads(text_of("pyproject.toml"))
    asked = {"runtime": project["project"]["dependencies"], "dev": project["dependency-groups"]["dev"]}
    return [re.match(r"[\w-]+", one).group(0) for one in asked[name]]


def locked(name: str) -> set[str]:
    """The packages that a lock file pins, each with a hash."""
    return set(
        re.findall(r"^([\w-]+)==\S+.* \\\n +--hash=", text_of(f"requirements/{name}.txt"), re.MULTILINE)
    )


def test_every_dependency_is_named_with_its_licence_in_a_note() -> None:
    notes = "\n".join(note.read_text(encoding="utf-8") for note in (ROOT / "changelog.d").glob("*.md"))
    named_in_a_row = set(re.findall(r"^\| ([\w-]+) \|[^|]+\| [\d.]+ MB \|", notes, re.MULTILINE))
    assert {*required("runtime"), *required("dev")} <= named_in_a_row


def test_every_dependency_is_locked_with_hashes() -> None:
    assert set(required("runtime")) <= locked("runtime")
    assert locked("runtime") | set(required("dev")) <= locked("dev")


def test_a_page_that_leaves_lines_out_shows_as_many_paragraphs_as_before() -> None:
    printed = ["a 2", "b", "", "c", "", "head", "d", "", "e", "", "last", "f"]
    assert live.abridged(printed, ["a 1", "...", "head", "...", "last", "gone"]) == [
        *["a 2", "b", "...", "head", "d", "...", "last", "f"]
    ]
    assert live.abridged(printed, ["head", "", "x", "..."]) == ["a 2", "b", "", "c", "..."]


def test_a_page_that_leaves_nothing_out_shows_all() -> None:
    assert live.abridged(["a", "b"], ["a"]) == ["a", "b"]


def test_a_line_that_is_printed_no_more_ends_what_the_page_shows() -> None:
    assert live.abridged(["a", "", "b"], ["a", "...", "gone", "...", "b"]) == ["a", "..."]
