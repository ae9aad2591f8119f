import pytest

from w2vexplained.commands.places import places


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text").write_text("a")
    (tmp_path / "link").symlink_to("text")


@pytest.mark.usefixtures("here")
def test_other_files_may_be_written_also_those_that_are_there():
    places(["text"], "out", None, "vocabulary")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("outputs", [("text",), ("./text",), ("link",), (None, "text"), ("out", "./out")])
def test_a_file_that_is_read_or_written_already_is_named(outputs):
    with pytest.raises(ValueError, match=f"expected different names .*; got {outputs[-1]} again"):
        places(["text"], *outputs)


@pytest.mark.usefixtures("here")
def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match="expected a folder at none"):
        places(["text"], "none/out")
