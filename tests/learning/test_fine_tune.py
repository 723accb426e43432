"""Weights taught from a ledger's judgements: one pass over few reports, to see that the parts fit."""

import json

import pytest
from typer.testing import CliRunner

from contested import ontology
from contested.cli import app
from contested.errors import DataFileError
from contested.inference import SHIPPED, EncoderReader
from contested.inference.features import Marked, Pieces
from contested.learning.examples import KINDS, ROLES, STATUSES, Example
from judged_war import judged_ledger, report, verdicts

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'contested[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'contested[train]'")
if not (SHIPPED / "tokenizer.json").exists():
    pytest.skip("the shipped weights are not in this checkout", allow_module_level=True)

import numpy as np  # noqa: E402  (not without torch)

from contested.learning import export, from_onnx, model  # noqa: E402
from contested.learning.tensors import rows  # noqa: E402

TYPES = sorted(ontology.load().types)
TEXT = report(0).text


def run(*arguments, status=0):
    result = CliRunner().invoke(app, [str(it) for it in arguments])
    assert result.exit_code == status, (result.output, result.exception)
    return result.output


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Weights that have learned nothing, of one layer."""
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("weights")
    reader = model.Reader(len(TYPES), len(KINDS), len(ROLES), len(STATUSES), layers=1)
    made = {"version": "small", "reliability": {"error": 0.0}}
    export.write(reader, TYPES, SHIPPED / "tokenizer.json", folder, made)
    return folder


def pieces(folder):
    return Pieces(folder / "tokenizer.json", TYPES)


def computed(folder):
    """What the network and the written graph make of one chunk, and of a trigger at its third piece."""
    at = TEXT.index("attacked")
    chunk = pieces(folder).chunks(
        TEXT, [(0, len(TEXT))], [Marked("attack", at, at + 8), Marked("actor", 0, 6)]
    )[0]
    reader, _ = from_onnx.load(folder)
    reader.eval()
    inputs = [torch.tensor([getattr(chunk, name)]) for name in export.INPUTS]
    with torch.no_grad():
        ours = reader(*inputs, torch.ones_like(inputs[0]))
        roles = torch.sigmoid(reader.arguments(ours[3], torch.tensor([0]), torch.tensor([3])))[0]
    written = EncoderReader(folder)
    theirs = written.run(chunk)
    pairs = [(it[0].numpy(), other) for it, other in zip(ours, theirs, strict=True)]
    return [*pairs, (roles.numpy(), written.roles(theirs[3], 3))]


def test_written_weights_come_back_as_the_network_that_they_are(small):
    assert all(np.abs(ours - theirs).max() < 1e-3 for ours, theirs in computed(small))


def test_shipped_weights_come_back_as_the_network_that_they_are():
    if not (SHIPPED / "reader.onnx").exists():
        pytest.skip("the shipped weights are not in this checkout")
    assert all(np.abs(ours - theirs).max() < 1e-3 for ours, theirs in computed(SHIPPED))


def test_weights_with_other_labels_are_no_start(small, tmp_path):
    for it in small.iterdir():
        (tmp_path / it.name).write_bytes(it.read_bytes())
    meta = json.loads((tmp_path / "reader.json").read_text())
    (tmp_path / "reader.json").write_text(json.dumps(meta | {"roles": ["side_a"]}))
    with pytest.raises(DataFileError, match="its roles are others"):
        from_onnx.load(tmp_path)
    with pytest.raises(DataFileError, match="no weights to start from"):
        from_onnx.load(tmp_path / "none")


def test_words_told_to_be_nothing_are_labelled_so_and_no_others(small):
    at = TEXT.index("arrested")
    bare = ("r", "judged", TEXT, ((0, len(TEXT)),), (), frozenset(), ())
    (untold,) = rows(Example(*bare, elsewhere=None), pieces(small), ["attack", "arrest"])
    assert bool(untold.types.all())
    told = Example(*bare, elsewhere=None, nothing=((at, at + 8),))
    (row,) = rows(told, pieces(small), ["attack", "arrest"])
    closed = [n for n in range(len(row.chunk)) if not bool(row.types[n].all())]
    assert {TEXT[row.chunk.starts[n] : row.chunk.ends[n]] for n in closed} == {"arrested"}
    assert all(row.types[n].tolist() == [True, False, False] for n in closed)


@pytest.fixture
def judged(tmp_path):
    ledger = judged_ledger(tmp_path / "war.ledger", 3)
    (tmp_path / "v.csv").write_text(verdicts(3))
    run("judge", ledger, "--from", tmp_path / "v.csv")
    return ledger


def test_few_judgements_are_refused_in_one_line(judged, small, tmp_path):
    said = run("train", "--from", judged, "--out", tmp_path / "mine", "--start", small, status=2)
    assert "6 judged claims teach nothing that holds" in said
    assert len(said.strip().splitlines()) == 1


def test_three_reports_and_replayed_text_teach_weights_that_code(judged, small, tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "own.txt").write_text(
        "[Gunmen|a1] [stormed|!1:attack] [Tiro|p1].\n---\nIt rained.\n"
    )
    options = [
        "--start",
        small,
        "--epochs",
        1,
        "--threads",
        1,
        "--at-least",
        3,
        "--replay",
        tmp_path / "text",
    ]
    said = run("train", "--from", judged, "--out", tmp_path / "mine", *options)
    made = json.loads((tmp_path / "mine" / "reader.json").read_text())
    assert made["version"].startswith("own-")
    assert made["version"] in said
    assert (made["made_from"]["accept"], made["made_from"]["start"]) == (3, "small")
    assert "reliability" not in made
    written = {it.name for it in (tmp_path / "mine").iterdir()}
    assert written == {"reader.onnx", "heads.npz", "tokenizer.json", "reader.json"}
    assert all(np.abs(ours - theirs).max() < 1e-3 for ours, theirs in computed(tmp_path / "mine"))
    assert "is not empty" in run("train", "--from", judged, "--out", tmp_path / "mine", *options, status=2)
    (tmp_path / "r.txt").write_text(report(5).text)
    weights = ["--weights", tmp_path / "mine"]
    run("code", tmp_path / "r.txt", "--ledger", tmp_path / "new.ledger", *weights, "--threads", 1)
    assert made["version"] in run("evaluate", judged, *weights)
