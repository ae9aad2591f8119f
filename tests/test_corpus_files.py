import bz2
import gzip
import lzma
import os
import re
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2vexplained.corpus import files
from w2vexplained.corpus.files import chunks, place, whole_words, written_whole

PACK = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
TEXT = "".join(f"{n} cats\n" for n in range(4000)).encode()

archives = pytest.mark.parametrize("suffix", PACK)


def written(path, content):
    path.write_bytes(content)
    return path


def read(path, **options):
    return b"".join(chunks(path, **options))


@pytest.mark.parametrize("size", [1, 7, 2**20])
def test_a_plain_file_is_read_in_pieces(tmp_path, size):
    path = written(tmp_path / "a.txt", TEXT[:100])
    pieces = list(chunks(path, size=size))
    assert b"".join(pieces) == TEXT[:100]
    assert max(map(len, pieces)) == min(size, 100)


@archives
@pytest.mark.parametrize("size", [999, 2**20])
def test_an_archive_is_unpacked_in_pieces_of_bounded_size(tmp_path, suffix, size):
    path = written(tmp_path / f"a{suffix}", PACK[suffix](TEXT))
    pieces = list(chunks(path, size=size))
    assert b"".join(pieces) == TEXT
    assert max(map(len, pieces)) <= size


@archives
def test_an_archive_is_known_by_what_it_begins_with(tmp_path, suffix):
    assert read(written(tmp_path / "no_suffix", PACK[suffix](TEXT))) == TEXT
    assert read(written(tmp_path / f"none{suffix}", PACK[suffix](b""))) == b""


@archives
def test_archives_one_after_the_other_are_read_as_one(tmp_path, suffix):
    assert read(written(tmp_path / f"a{suffix}", PACK[suffix](b"one ") + PACK[suffix](b"two"))) == b"one two"


@archives
def test_an_archive_that_ends_too_early_is_named(tmp_path, suffix):
    whole = PACK[suffix](TEXT)
    for end in (12, 13, len(whole) // 2, len(whole) - 1):
        path = written(tmp_path / f"a{suffix}", whole[:end])
        with pytest.raises(ValueError, match=f"a whole {suffix} archive in .*a{suffix}; got one that ends too early"):
            read(path)


@archives
def test_a_damaged_archive_is_named(tmp_path, suffix):
    content = bytearray(PACK[suffix](TEXT))
    content[len(content) // 2] ^= 0x55
    path = written(tmp_path / "a", bytes(content))
    with pytest.raises(ValueError, match=f"a sound {suffix} archive in .*a; got a damaged one"):
        read(path)


@archives
def test_a_name_that_promises_an_archive_must_keep_it(tmp_path, suffix):
    path = written(tmp_path / f"A{suffix.upper()}", b"the cat")
    with pytest.raises(ValueError, match=f"expected a {suffix} archive in .*, by its name; got bytes 74 68 65 20"):
        read(path)


def test_a_zip_archive_is_to_be_unzipped_first(tmp_path):
    with pytest.raises(ValueError, match="got a .zip archive: unzip it"):
        read(written(tmp_path / "text8", b"PK\x03\x04 and so on"))


@pytest.mark.parametrize("name", ["a", "a.txt", "a.gz", "a.bz2", "a.xz"])
def test_an_empty_file_has_no_pieces(tmp_path, name):
    assert list(chunks(written(tmp_path / name, b""))) == []


def test_a_text_that_begins_like_an_archive_is_a_text(tmp_path):
    assert read(written(tmp_path / "a.txt", b"BZh9 is how bzip2 begins")) == b"BZh9 is how bzip2 begins"


@pytest.mark.parametrize("suffix", ["", *PACK])
def test_what_is_appended_while_a_file_is_read_is_left_out(tmp_path, suffix):
    pack = PACK.get(suffix, bytes)
    path = written(tmp_path / f"a{suffix}", pack(TEXT))
    pieces = chunks(path, size=1000)
    first = next(pieces)
    with open(path, "ab") as file:
        file.write(pack(b"later"))
    assert b"".join([first, *pieces]) == TEXT
    assert read(path) == TEXT + b"later"


def test_a_file_that_becomes_shorter_while_it_is_read_is_named(tmp_path):
    path = written(tmp_path / "a", TEXT * 100)
    pieces = chunks(path, size=2**18)
    next(pieces)
    os.truncate(path, 2**18 + 10)
    with pytest.raises(ValueError, match="more bytes in .*a; it was cut short while it was read"):
        list(pieces)


def test_what_is_no_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a text file at .*absent; got nothing"):
        read(tmp_path / "absent")
    with pytest.raises(FileNotFoundError, match="got a folder"):
        read(tmp_path)
    with pytest.raises(FileNotFoundError, match="got something that is no file"):
        read(os.devnull)


def test_what_follows_an_archive_is_an_error_for_gz_and_ignored_for_the_others(tmp_path):
    for suffix, following in ((".bz2", b"trailing"), (".xz", b"trailing"), (".gz", bytes(8))):
        assert read(written(tmp_path / f"a{suffix}", PACK[suffix](TEXT) + following)) == TEXT
    with pytest.raises(ValueError, match="expected a sound .gz archive in .*; got a damaged one"):
        read(written(tmp_path / "a.gz", gzip.compress(TEXT) + b"trailing"))


def test_pieces_have_a_size(tmp_path):
    with pytest.raises(ValueError, match="at least 1 byte; got size = 0"):
        read(written(tmp_path / "a", b"text"), size=0)


def test_an_error_of_the_disk_stays_what_it_is(tmp_path, monkeypatch):
    def fails(self, buffer):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files._Held, "readinto", fails)
    with pytest.raises(OSError, match="Input/output error"):
        read(written(tmp_path / "a.bz2", bz2.compress(TEXT)))


@pytest.mark.parametrize("suffix", ["", *PACK])
def test_progress_goes_to_the_end_of_the_file(tmp_path, capsys, suffix):
    path = written(tmp_path / f"a{suffix}", PACK.get(suffix, bytes)(TEXT))
    read(path, progress=True)
    assert f"a{suffix}: 100%" in capsys.readouterr().err
    read(path)
    assert capsys.readouterr().err == ""


@given(st.binary(max_size=60), st.sampled_from(["", *PACK]), st.integers(1, 70))
def test_pieces_of_any_size_make_the_file(tmp_path_factory, content, suffix, size):
    path = written(tmp_path_factory.mktemp("a") / "a", PACK.get(suffix, bytes)(b"-" + content))
    assert read(path, size=size) == b"-" + content


# Writing


def test_a_file_takes_its_name_when_it_is_complete(tmp_path):
    path = tmp_path / "a.bin"
    with written_whole(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["a.bin"]


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_interrupt_leaves_nothing_half_written(tmp_path, interruption):
    path = tmp_path / "a.bin"
    with pytest.raises(interruption):
        with written_whole(path) as file:
            file.write(b"half")
            raise interruption
    assert os.listdir(tmp_path) == []


def test_an_interrupt_leaves_the_file_that_was_there(tmp_path):
    path = written(tmp_path / "a.bin", b"before")
    with pytest.raises(KeyboardInterrupt):
        with written_whole(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a.bin"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_end_leaves_nothing_half_written(tmp_path, monkeypatch, step):
    def fails(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, fails)
    with pytest.raises(OSError, match="No space left"):
        with written_whole(tmp_path / "a.bin") as file:
            file.write(b"whole")
    assert os.listdir(tmp_path) == []


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = written(tmp_path / "a.bin", b"before")
    with written_whole(str(path)) as file:
        file.write(b"after")
    assert path.read_bytes() == b"after"


def test_a_written_file_has_the_rights_of_any_new_file(tmp_path):
    with written_whole(tmp_path / "a.bin") as file:
        file.write(b"whole")
    usual = written(tmp_path / "b.bin", b"usual")
    assert stat.S_IMODE(os.stat(tmp_path / "a.bin").st_mode) == stat.S_IMODE(os.stat(usual).st_mode)


def test_places_where_no_file_can_be_written_are_named_at_once(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a folder at .*absent, to write a.bin in; got nothing"):
        with written_whole(tmp_path / "absent" / "a.bin"):
            pytest.fail("it let us write")
    with pytest.raises(IsADirectoryError, match="got the folder"):
        with written_whole(tmp_path):
            pytest.fail("it let us write")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_neither_file_nor_folder_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileExistsError, match="expected the name of a file to write; got .*pipe, something that is no"):
        with written_whole(pipe):
            raise AssertionError("nothing should have been written")
    assert os.listdir(tmp_path) == ["pipe"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_and_the_file_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "text", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with written_whole(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_longest_names_can_be_written(tmp_path):
    for name in ("n" * 255, "日" * 85):
        with written_whole(tmp_path / name) as file:
            file.write(b"new")
    assert len(os.listdir(tmp_path)) == 2


def test_a_folder_that_must_not_be_written_is_named_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda folder, mode: not (folder == tmp_path and mode == os.W_OK))
    with pytest.raises(PermissionError, match=f"for out.txt; got {re.escape(str(tmp_path))}"):
        place(tmp_path / "out.txt")


@given(st.lists(st.text("ab \n", max_size=4), max_size=8))
def test_no_word_is_cut_wherever_the_text_was(pieces):
    cut = list(whole_words(pieces, " \n", kept=str))
    assert "".join(cut) == "".join(pieces)
    assert all(piece[-1] in " \n" for piece in cut[:-1])
    assert "" not in cut


def test_bytes_are_cut_like_text_and_of_a_long_word_only_so_much_is_held():
    seen = []

    def kept(word):
        seen.append(word)
        return word[:3]

    pieces = [b"ab cd", b"efg", b"hij\tk", b"l"]
    assert list(whole_words(pieces, (b" ", b"\t"), kept)) == [b"ab ", b"cdehij\t", b"kl"]
    assert seen == [b"cd", b"cdefg", b"k", b"kl"]
