"""Fetching from a small server of our own: right, wrong, interrupted, absent, and packed files."""

import hashlib
import io
import re
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from w2vexplained.corpus import fetching
from w2vexplained.corpus.fetching import Content, fetch

TEXT = b"the cat sleeps " * 10_000


def content(data):
    return Content(hashlib.sha256(data).hexdigest(), len(data))


def packed(**members):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("UP_", "../"), data)
    return archive.getvalue()


@contextmanager
def serving(data, status=200, promised=None):
    """A server that gives `data` to whoever asks, having promised so many bytes; the address, and who asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.headers["User-Agent"])
            self.send_response(status)
            self.send_header("Content-Length", str(len(data) if promised is None else promised))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/file", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def without_a_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")


def left(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_a_file_arrives_whole_in_a_folder_that_is_made(tmp_path):
    with serving(TEXT) as (url, asked):
        path = fetch(url, tmp_path / "new" / "text", content(TEXT))
    assert path.read_bytes() == TEXT
    assert left(tmp_path) == ["new", "text"]
    assert asked == ["w2vexplained"]


def test_a_wrong_checksum_names_both_sums_and_leaves_nothing(tmp_path):
    other = TEXT.replace(b"cat", b"dog", 1)
    with serving(other) as (url, _), pytest.raises(ValueError, match="and kept nothing") as caught:
        fetch(url, tmp_path / "text", content(TEXT))
    assert content(TEXT).sha256 in str(caught.value)
    assert content(other).sha256 in str(caught.value)
    assert left(tmp_path) == []


def test_a_wrong_checksum_leaves_the_file_that_was_to_be_replaced(tmp_path):
    (tmp_path / "text").write_bytes(b"mine")
    with serving(TEXT[::-1]) as (url, _), pytest.raises(ValueError, match="expected SHA-256"):
        fetch(url, tmp_path / "text", content(TEXT), overwrite=True)
    assert left(tmp_path) == ["text"]
    assert (tmp_path / "text").read_bytes() == b"mine"


def test_an_interrupted_transfer_names_both_sizes_and_leaves_nothing(tmp_path):
    with serving(TEXT[:100_000], promised=len(TEXT)) as (url, _):
        with pytest.raises(ConnectionError, match="expected 150,000 bytes .*; got .*broke off; try again, or by hand"):
            fetch(url, tmp_path / "text", content(TEXT))
    assert left(tmp_path) == []


def test_what_is_longer_than_expected_is_not_read_to_its_end(tmp_path):
    with serving(TEXT * 20) as (url, _), pytest.raises(ValueError, match="expected 150,000 bytes from .*; got more"):
        fetch(url, tmp_path / "text", content(TEXT))
    assert left(tmp_path) == []


def test_a_refusal_of_the_server_is_told_with_the_way_by_hand(tmp_path):
    with serving(b"sorry", status=404) as (url, _), pytest.raises(ConnectionError) as caught:
        fetch(url, tmp_path / "text", content(TEXT))
    for part in (f"expected {url} to be there", "404 Not Found", f"download {url} yourself", str(tmp_path / "text")):
        assert part in str(caught.value)
    assert left(tmp_path) == []


@pytest.mark.parametrize(("unpacked", "what"), [(None, "put it at"), (content(TEXT), "put text out of it at")])
def test_without_a_network_the_message_says_how_to_do_it_by_hand(tmp_path, unpacked, what):
    with serving(TEXT) as (url, _):
        pass  # from here on nobody listens there
    place = re.escape(str(tmp_path / "text"))
    with pytest.raises(ConnectionError, match=f"expected an answer from {url}; got: .*{what} {place}"):
        fetch(url, tmp_path / "text", content(TEXT), unpacked)
    assert left(tmp_path) == []


def test_a_silent_server_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    waiting = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self):
            waiting.wait(5)

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.handle_request).start()
        with pytest.raises(ConnectionError, match="timed out"):
            fetch(f"http://127.0.0.1:{server.server_port}/", tmp_path / "text", content(TEXT))
        waiting.set()
    assert left(tmp_path) == []


def test_a_full_disk_is_not_taken_for_a_fault_of_the_network(tmp_path, monkeypatch):
    def full(blocks, file, content, origin):
        next(iter(blocks))
        raise OSError("no space left on device")

    monkeypatch.setattr(fetching, "_copy", full)
    with serving(TEXT) as (url, _), pytest.raises(OSError, match="^no space left on device$"):
        fetch(url, tmp_path / "text", content(TEXT))


def test_the_right_file_is_kept_and_nobody_asked(tmp_path):
    (tmp_path / "text").write_bytes(TEXT)
    with serving(b"other") as (url, asked):
        assert fetch(url, tmp_path / "text", content(TEXT)).read_bytes() == TEXT
        assert fetch(url, tmp_path / "text", content(b"archive"), unpacked=content(TEXT)).read_bytes() == TEXT
    assert asked == []


def test_a_file_with_other_content_is_kept_unless_it_may_be_replaced(tmp_path):
    (tmp_path / "text").write_bytes(b"mine")
    with serving(TEXT) as (url, asked):
        with pytest.raises(FileExistsError, match="move it away, or ask to overwrite it") as caught:
            fetch(url, tmp_path / "text", content(TEXT))
        assert content(TEXT).sha256 in str(caught.value)
        assert content(b"mine").sha256 in str(caught.value)
        assert asked == []
        assert (tmp_path / "text").read_bytes() == b"mine"
        assert fetch(url, tmp_path / "text", content(TEXT), overwrite=True).read_bytes() == TEXT


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_the_file_s_name_is_named(tmp_path, overwrite):
    (tmp_path / "text").mkdir()
    with pytest.raises(IsADirectoryError, match="or a file; got a folder"):
        fetch("http://nowhere.invalid", tmp_path / "text", content(TEXT), overwrite=overwrite)


@pytest.mark.parametrize("folder", ["taken", "taken/deeper"])
def test_a_file_of_the_folder_s_name_is_named(tmp_path, folder):
    (tmp_path / "taken").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError, match="expected a folder at .*; got a file in its place"):
        fetch("http://nowhere.invalid", tmp_path / folder / "text", content(TEXT))
    assert (tmp_path / "taken").read_bytes() == b"mine"


def test_a_zip_is_unpacked_and_only_the_member_wanted(tmp_path):
    archive = packed(text=TEXT, README=b"read me", UP_evil=b"gotcha")
    folder = tmp_path / "data"
    with serving(archive) as (url, _):
        assert fetch(url, folder / "text", content(archive), content(TEXT)).read_bytes() == TEXT
    assert left(tmp_path) == ["data", "text"]


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (packed(other=TEXT), "expected a member text in the archive .*; got other"),
        (packed(UP_text=TEXT), r"expected a member text in the archive .*; got \.\./text"),
        (packed(), "got nothing"),
        (packed(text=TEXT[::-1]), "expected SHA-256 .* of what text in http"),
        (packed(text=TEXT + b"!"), "expected 150,000 bytes from text in .*; got more"),
        (packed(text=TEXT[:-1]), "expected SHA-256"),
        (TEXT, "expected a whole zip archive"),
    ],
)
def test_an_archive_that_holds_something_else_leaves_nothing(tmp_path, archive, said):
    with serving(archive) as (url, _), pytest.raises(ValueError, match=said):
        fetch(url, tmp_path / "data" / "text", content(archive), content(TEXT))
    assert left(tmp_path) == ["data"]


def test_progress_is_counted_in_bytes_up_to_the_end(tmp_path, capsys):
    with serving(TEXT) as (url, _):
        fetch(url, tmp_path / "text", content(TEXT), progress=True)
        fetch(url, tmp_path / "quiet", content(TEXT))
    shown = capsys.readouterr().err
    assert "text: 100%" in shown
    assert "150k/150k" in shown
    assert "quiet" not in shown
