"""Where torch is not installed."""

from typer.testing import CliRunner

from contested.cli import app, teaching


def test_without_torch_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(teaching, "find_spec", lambda _: None)
    result = CliRunner().invoke(app, ["train", "--from", str(tmp_path / "x"), "--out", str(tmp_path / "y")])
    assert result.exit_code == 2
    assert "pip install 'contested[train]'" in result.output
    assert len(result.output.strip().splitlines()) == 1
