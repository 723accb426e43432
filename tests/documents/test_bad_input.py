"""Whatever is put in, it is coded or refused in one line, and what stands beside it is read."""

import json
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from contested import documents, sentences
from contested.documents import ReadLimits
from contested.errors import UsageError
from contested.records import Document, Refusal
from contested.records.codec import encode

STORY = (
    "Fighters of the brigade took the village of Kafr Sama on Monday. Nine people were killed, medics said."
)
TODAY = date(2026, 1, 15)


def run(*inputs: Path, **limits: object) -> tuple[list[Document], list[Refusal]]:
    items = list(documents.read(inputs, ReadLimits(**({"today": TODAY} | limits))))  # type: ignore[arg-type]
    for item in items:
        encode(item).decode("utf-8")
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert all("\n" not in refusal.reason and refusal.place for refusal in refusals)
    return [item for item in items if isinstance(item, Document)], refusals


def rows(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def refused(path: Path, body: bytes) -> Refusal:
    path.write_bytes(body)
    found, refusals = run(path)
    assert found == []
    assert len(refusals) == 1
    assert refusals[0].place == path.as_posix()
    return refusals[0]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name, b"").kind == "empty"


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7 ...", b"\x89PNG\r\n", bytes(range(256)) * 40, b"\x00\x01\x02" * 999]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_binary_file_is_refused(tmp_path: Path, body: bytes, name: str) -> None:
    assert refused(tmp_path / name, body).kind == "binary"


def test_a_binary_file_that_calls_itself_json_lines_is_refused_once(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.jsonl", b"\x00\x01\n" * 5000).kind == "binary"


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_of_50_mb_is_refused_unopened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as handle:
        handle.truncate(50_000_000)
    found, refusals = run(path)
    assert not found
    assert refusals[0].kind == "too_large"
    assert "50.0 MB" in refusals[0].reason


def test_a_file_that_is_white_space_has_no_text(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt", b" \n\t\n ").kind == "no_text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_decoded(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    words = "Les forces ont repris le village après l’assaut. " + STORY * 3
    path.write_bytes(words.encode(encoding))
    found, refusals = run(path)
    assert not refusals
    assert found[0].text == words


def test_arabic_of_windows_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = (
        "سيطرت فصائل المعارضة على بلدة خان شيخون في ريف إدلب الجنوبي بعد اشتباكات عنيفة استمرت ثلاثة أيام. "
        * 4
    )
    path.write_bytes(words.encode("cp1256", "replace"))
    found, _ = run(path)
    assert "فصائل المعارضة" in found[0].text
    assert found[0].language == "ar"


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = "<p>" + "Les combattants ont été tués près de l'école. " * 8 + "</p>"
    path.write_bytes(f"<html><head><meta charset='cp1252'></head><body>{body}</body></html>".encode("cp1252"))
    found, _ = run(path)
    assert "été tués près" in found[0].text


def test_a_broken_line_in_the_middle_costs_only_itself(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl", {"id": "1", "text": STORY}, '{"id": "2", "text": ', {"id": "3", "text": STORY}
    )
    found, refusals = run(path)
    assert [document.external_id for document in found] == ["1", "3"]
    assert refusals[0].place == f"{path} line 2"
    assert refusals[0].kind == "broken_json"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[1, 2]", "broken_json"),
        ('"words"', "broken_json"),
        ("[" * 200_000, "broken_json"),
        ('{"text": ' + "9" * 5000 + "}", "broken_json"),
        ('{"title": "x"}', "no_text"),
        ('{"text": ""}', "no_text"),
        ('{"text": 7}', "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": "\\u200b\\u200b"}', "no_text"),
        ('{"text": "... !!! ..."}', "no_text"),
    ],
)
def test_a_line_that_is_no_report_is_refused(tmp_path: Path, line: str, kind: str) -> None:
    found, refusals = run(rows(tmp_path / "a.jsonl", line, {"id": "z", "text": STORY}))
    assert [refusal.kind for refusal in refusals] == [kind]
    assert len(found) == 1


def test_bytes_that_are_no_utf8_cost_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "\xe9t\xe9"}\n' + json.dumps({"text": STORY}).encode())
    found, refusals = run(path)
    assert refusals[0].kind == "encoding"
    assert found[0].external_id == "a.jsonl#line 2"


def test_a_line_over_the_limit_is_passed_over_without_holding_it(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": "x" * 300_000}, {"id": "b", "text": STORY})
    found, refusals = run(path, max_line_bytes=1000)
    assert refusals[0].kind == "too_large"
    assert refusals[0].place.endswith("line 1")
    assert [document.external_id for document in found] == ["b"]


@pytest.mark.parametrize(
    "printed", ["2087-01-01", "1066-10-14", "yesterday", "2017-02-31", "03/04/2017", "0000"]
)
def test_a_date_that_cannot_be_is_said_and_the_report_stands(tmp_path: Path, printed: str) -> None:
    found, refusals = run(rows(tmp_path / "a.jsonl", {"id": "1", "text": STORY, "published": printed}))
    assert found[0].published.basis == "unknown"
    assert found[0].published.days is None
    assert refusals[0].kind == "date"
    assert refusals[0].document_id == found[0].document_id


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2017-01-26", date(2017, 1, 26), date(2017, 1, 26)),
        ("2017-01-26T23:10:00+03:00", date(2017, 1, 26), date(2017, 1, 26)),
        ("2017-01-26 10:00:00", date(2017, 1, 26), date(2017, 1, 26)),
        ("26 January 2017", date(2017, 1, 26), date(2017, 1, 26)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_a_given_date_is_taken(tmp_path: Path, printed: str, first: date, last: date) -> None:
    found, refusals = run(rows(tmp_path / "a.jsonl", {"text": STORY, "published": printed}))
    assert not refusals
    assert found[0].published.basis == "given"
    assert found[0].published.days
    assert (found[0].published.days.first, found[0].published.days.last) == (first, last)


def test_fields_of_the_wrong_kind_are_named_and_not_used(tmp_path: Path) -> None:
    found, refusals = run(
        rows(tmp_path / "a.jsonl", {"id": 12, "text": STORY, "title": ["x"], "source": "The Daily"})
    )
    assert found[0].external_id == "12"
    assert found[0].title is None
    assert found[0].source == "The Daily"
    assert [refusal.kind for refusal in refusals] == ["field"]


def test_two_reports_with_one_id_are_told_apart(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl",
        {"id": "same", "text": STORY},
        {"id": "same", "text": STORY},
        {"id": "same", "text": "Another story. It is told in other words."},
        {"id": "next", "text": STORY},
    )
    found, refusals = run(path)
    assert [document.external_id for document in found] == ["same", "next"]
    assert [refusal.kind for refusal in refusals] == ["repeated", "duplicate_id"]
    assert all("line 1" in refusal.reason for refusal in refusals)
    assert "line 3" in refusals[1].place


def test_one_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    found, refusals = run(path, path)
    assert len(found) == 1
    assert [refusal.kind for refusal in refusals] == ["repeated"]


def test_hidden_characters_go_and_letters_of_every_script_stay(tmp_path: Path) -> None:
    text = (
        "Ja\u200bish al-\u202eNa\u202csr took\x00 it.\ud800 قال المتحدث باسم الجيش."
        " می\u200cخواهد\r\nMore\ufeff words."
    )
    found, _ = run(rows(tmp_path / "a.jsonl", {"text": text}))
    assert found[0].text == "Jaish al-Nasr took it. قال المتحدث باسم الجيش. می\u200cخواهد\nMore words."
    assert sum(len(one.text) for one in found[0].removed) == 6


def test_a_tree_of_elements_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<div>" * 90_000 + STORY
    assert refused(tmp_path / "a.html", f"<html><body>{deep}</body></html>".encode()).kind == "hostile"


def test_a_page_of_nothing_but_tags_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.html", b"<html><body>" + b"<b>" * 200_000).kind == "hostile"


def test_attributes_without_end_are_refused(tmp_path: Path) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(20_000))
    assert refused(tmp_path / "a.html", f"<html><p {attributes}>{STORY}</p>".encode()).kind == "hostile"


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>'
    )
    assert refused(tmp_path / "a.html", page.encode()).kind == "hostile"


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.html", b"<html><body></body></html>").kind == "no_text"


@pytest.mark.parametrize(
    "line",
    ["a" * 1_000_000, "a b " * 250_000, "." * 1_000_000, '"x": ' * 200_000, "<a " * 333_000,
     "string(1) " * 99_000,
     "[[[" * 333_000, "https://" * 125_000, "\u200b" * 1_000_000, "(" * 1_000_000, " ." * 500_000,
     "." + " " * 999_998 + "x",
     "A." * 500_000, "{a:b;" * 200_000],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_a_line_of_a_million_characters_is_read_or_refused_in_linear_time(tmp_path: Path, line: str) -> None:
    path = rows(tmp_path / "a.jsonl", {"id": "long", "text": line}, {"id": "next", "text": STORY})
    found, refusals = run(path, max_text_chars=2_000_000)
    assert found[-1].external_id == "next"
    assert len(found) + len(refusals) == 2
    for document in found:
        assert all(len(sentence.span) <= sentences.LONGEST for sentence in sentences.split(document))


def test_more_text_than_a_report_can_have_is_refused(tmp_path: Path) -> None:
    found, refusals = run(rows(tmp_path / "a.jsonl", {"text": STORY * 5000}))
    assert not found
    assert refusals[0].kind == "too_large"


def test_a_folder_is_walked_in_order_and_every_file_accounted_for(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.docx", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text(STORY)
    (tmp_path / "link.txt").symlink_to(outside)
    (tmp_path / "round").symlink_to(tmp_path)
    found, refusals = run(tmp_path)
    assert [document.external_id for document in found] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert [(Path(one.place).name, one.kind) for one in refusals] == [
        ("c.docx", "unsupported"),
        ("link.txt", "unsupported"),
        ("round", "unsupported"),
    ]
    assert run(tmp_path) == (found, refusals)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    _, refusals = run(tmp_path)
    assert refusals[0].kind == "unsupported"


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt").chmod(0)
    assert run(tmp_path)[1][0].kind == "unreadable"


def test_a_path_that_is_not_there_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.txt"):
        documents.read([tmp_path / "none.txt"])


def test_reading_holds_one_report_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as handle:
        for number in range(50):
            handle.write(json.dumps({"id": str(number), "text": f"{STORY} {number}"}) + "\n")
        handle.write("{broken\n")
    reading = documents.read([path])
    first = next(reading)
    assert isinstance(first, Document)
    path.write_text("")  # what was read stands, whatever happens to the file
    assert first.external_id == "0"


def test_a_huge_line_never_stands_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as handle:
        for _ in range(30):
            handle.write(b"x" * 1_000_000)
        handle.write(b"\n" + json.dumps({"text": STORY}).encode())
    run(rows(tmp_path / "first.jsonl", {"text": STORY}))  # what is loaded once is not counted
    tracemalloc.start()
    try:
        found, refusals = run(path, max_line_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found) == len(refusals) == 1
    assert peak < 10_000_000
