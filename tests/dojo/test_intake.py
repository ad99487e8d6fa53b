"""What is handed in: honest submissions in every packing, hostile ones that come to nothing."""

import errno
import io
import os
import random
import re
import socket
import stat
import struct
import subprocess
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from dojo import curriculum, words
from dojo.grading import intake
from dojo.grading.picked import ENTRIES, PACKED, SIZE
from dojo.grading.regular import File, opened
from dojo.spoken import Problem

KATAS = curriculum.load(Path(__file__).parents[2])
LOSS, LAYERS = "k08_loss", "k07_layers"
CODE = b"def mean_squared_error(): ...\n"
HONEST = {"katas/k07_layers.py": b"x = 7\n", f"katas/{LOSS}.py": CODE, "README.md": b"hello"}
FILES = {LAYERS: b"x = 7\n", LOSS: CODE}
TARS = {"tar": "w:", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}


def zipped(path: Path, entries: dict | list) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in entries.items() if isinstance(entries, dict) else entries:
            archive.writestr(name, raw)
    return path


def tarred(path: Path, entries: dict | list, mode: str = "w:", form: int = tarfile.PAX_FORMAT) -> Path:
    """A tar of name → bytes, or → (type, link name) of a member that is no file."""
    with tarfile.open(path, mode, format=form) as archive:
        for name, what in entries.items() if isinstance(entries, dict) else entries:
            member = tarfile.TarInfo(name)
            if isinstance(what, tuple):
                member.type, member.linkname = what
                archive.addfile(member)
            else:
                member.size, member.mtime = len(what), 0.5
                archive.addfile(member, io.BytesIO(what))
    return path


def laid(folder: Path, entries: dict) -> Path:
    for name, raw in entries.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder


def read(path: Path) -> intake.Submission:
    return intake.read("ada", path, KATAS, "en")


def key(submission: intake.Submission) -> str:
    """The key of its problem's sentence, or ""."""
    sentences = {k: s for k, s in words.catalogue("en").items() if k.startswith("intake.")}
    patterns = {k: re.sub(r"\\\{\w+\\\}", ".+", re.escape(s)) for k, s in sentences.items()}
    assert not (submission.problem and submission.files)
    return next((k for k, p in patterns.items() if re.fullmatch(p, submission.problem)), "")[7:]


def wrapped(entries: dict, folder: str) -> dict:
    return {f"{folder}/{name}": raw for name, raw in entries.items()}


@pytest.mark.parametrize("wrap", ["", "repo-main", "김민수_과제"])
@pytest.mark.parametrize("inner", ["katas/", ""])
def test_katas_are_found_at_the_top_or_wrapped_once(tmp_path, wrap, inner):
    entries = {name.replace("katas/", inner): raw for name, raw in HONEST.items()}
    entries = wrapped(entries, wrap) if wrap else entries
    assert read(laid(tmp_path / "folder", entries)).files == FILES
    assert read(zipped(tmp_path / "a.zip", entries)).files == FILES
    for ending, mode in TARS.items():
        got = read(tarred(tmp_path / f"a.{ending}", entries, mode))
        assert (got.name, got.files, got.problem) == ("ada", FILES, ""), ending


def test_what_the_first_bytes_say_counts_and_not_the_name(tmp_path):
    assert read(zipped(tmp_path / "a.tar.gz", HONEST)).files == FILES
    assert read(tarred(tmp_path / "a.zip", HONEST, "w:xz")).files == FILES
    (tmp_path / "b.zip").write_bytes(b"Rar!\x1a\7\0" * 100)
    assert key(read(tmp_path / "b.zip")) == "kind"


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_long_name_is_read_whole_in_every_format(tmp_path, form):
    wrap = "가" * 20 + "-" * 40
    assert read(tarred(tmp_path / "a.tar", wrapped(HONEST, wrap), form=form)).files == FILES


def test_a_whole_clone_has_its_katas_taken_and_not_its_solutions(tmp_path):
    others = {f"{way}/{LOSS}.py": b"no" for way in ("solutions", "solutions/mistakes", "katas/figure")}
    for entries in (others | HONEST, wrapped(others | HONEST, "clone")):
        assert read(zipped(tmp_path / "a.zip", entries)).files == FILES
        assert read(tarred(tmp_path / "a.tar", entries)).files == FILES
    assert read(laid(tmp_path / "folder", others | HONEST)).files == FILES


def test_names_of_archives_made_with_a_dot_are_as_good(tmp_path):
    entries = [("./", (tarfile.DIRTYPE, "")), *wrapped(HONEST, ".").items()]
    assert read(tarred(tmp_path / "a.tar", entries)).files == FILES


def test_without_katas_it_says_what_it_should_hold(tmp_path):
    for path in (
        laid(tmp_path / "folder", {"notes.txt": b""}),
        zipped(tmp_path / "a.zip", {}),
        tarred(tmp_path / "a.tar", {f"a/b/c/{LOSS}.py": CODE, f".git/{LOSS}.py": CODE}),
    ):
        assert key(read(path)) == "none" and f"katas/{KATAS[0].id}.py" in read(path).problem
    assert "카타" in intake.read("ada", path, KATAS, "ko").problem


def special(path: Path, kind: str) -> None:
    """Something at `path` that is no ordinary file."""
    if kind == "link":
        path.symlink_to("/etc/passwd")
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        here = os.getcwd()
        os.chdir(path.parent)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as line:
            line.bind(path.name)
        os.chdir(here)


@pytest.mark.parametrize("kind", ["link", "fifo", "folder", "socket"])
def test_what_is_no_file_in_a_folder_is_never_opened(tmp_path, kind):
    folder = laid(tmp_path / "folder", {"katas/k07_layers.py": CODE})
    special(folder / "katas" / f"{LOSS}.py", kind)
    assert key(read(folder)) == "special" and f"{LOSS}.py" in read(folder).problem


def test_no_link_on_the_way_is_followed(tmp_path):
    laid(tmp_path / "else", HONEST)
    for link, to in (("a/katas", "else/katas"), ("b/repo/katas", "else/katas"), ("c/repo", "else")):
        (tmp_path / link).parent.mkdir(parents=True)
        (tmp_path / link).symlink_to(tmp_path / to)
    (tmp_path / "d").symlink_to(tmp_path / "else")
    special(tmp_path / "e.zip", "fifo")
    found = [key(read(tmp_path / name)) for name in ("a", "b", "c", "d", "e.zip")]
    assert found == ["special", "special", "none", "special", "special"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK, stat.S_IFDIR])
def test_what_is_no_file_in_a_zip_is_refused(tmp_path, kind):
    member = zipfile.ZipInfo(f"katas/{LOSS}.py")
    member.external_attr = (kind | 0o777) << 16
    assert key(read(zipped(tmp_path / "a.zip", {member: b"/etc/passwd"}))) == "special"
    plain = zipfile.ZipInfo(f"katas/{LOSS}.py/")
    assert key(read(zipped(tmp_path / "b.zip", {plain: b""}))) == "special"


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.CONTTYPE],
)
def test_what_is_no_file_in_a_tar_is_refused(tmp_path, kind):
    member = {f"katas/{LOSS}.py": (kind, "/etc/passwd")}
    assert key(read(tarred(tmp_path / "a.tar", HONEST | member))) == "special"
    way = [("katas", (kind, "/etc")), *HONEST.items()]
    assert key(read(tarred(tmp_path / "b.tar", way))) == "special"


def test_a_sparse_file_is_refused_where_it_is_a_kata_alone(tmp_path):
    for name, expected in ((f"katas/{LOSS}.py", "special"), ("big.bin", "")):
        with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.PAX_FORMAT) as archive:
            member = tarfile.TarInfo("GNUSparseFile.0/k09_gradient_step.py")
            member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.name": name}
            archive.addfile(member)
        entries = {k: v for k, v in HONEST.items() if LOSS not in k}
        assert key(read(tarred(tmp_path / "a.tar", entries, "a:"))) == expected


@pytest.mark.parametrize(
    "name",
    [
        *(f"{way}{LOSS}.py" for way in ("../", "katas/../", "a/../../", "/", "//katas/", "C:/", "c:")),
        *(f"{way}{LOSS}.py" for way in ("katas\\", "\\", "..\\", "katas/\\", "C:\\katas\\")),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_written(tmp_path, name):
    archives = [zipped(tmp_path / "a.zip", HONEST | {name: b"evil"})]
    archives.append(tarred(tmp_path / "a.tar", HONEST | {name: b"evil"}))
    before = sorted(tmp_path.rglob("*"))
    assert [key(read(path)) for path in archives] == ["name", "name"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_nul_in_a_name_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {f"katas/{LOSS}.py#": b"evil"})
    path.write_bytes(path.read_bytes().replace(b".py#", b".py\0"))
    assert key(read(path)) == "name"
    path = tarred(tmp_path / "a.tar", {f"katas/{LOSS}.py#é": b"evil"})
    path.write_bytes(path.read_bytes().replace(b".py#\xc3", b".py\0\xc3"))
    assert key(read(path)) == "name"


def test_a_sentence_holds_nothing_of_a_name_that_a_terminal_obeys(tmp_path):
    name = f"..//\x1b[2J\u202e\n::error::{'x' * 999}/{LOSS}.py"
    for path in (zipped(tmp_path / "a.zip", {name: b""}), tarred(tmp_path / "a.tar", {name: b""})):
        said = read(path).problem
        assert key(read(path)) == "name" and said.isprintable() and len(said) < 300
    assert key(read(tarred(tmp_path / "b.tar", {f"../\udcff/{LOSS}.py": b""}))) == "name"
    assert read(tmp_path / "b.tar").problem.encode()


@pytest.mark.parametrize(
    "name", ["K08_loss.py", "katas/K08_LOSS.PY", "Katas/k08_loss.py", "k08_lo\u017fs.py"]
)
def test_letters_of_another_case_are_named(tmp_path, name):
    for path in (
        zipped(tmp_path / "a.zip", {name: CODE}),
        tarred(tmp_path / "a.tar", {name: CODE}),
        laid(tmp_path / "folder", {name: CODE}),
    ):
        assert key(read(path)) == "letters" and "katas/k08_loss.py" in read(path).problem


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_kata_twice_is_refused(tmp_path):
    for second in (f"katas/{LOSS}.py", f"./katas//{LOSS}.py", f"{LOSS}.py"):
        entries = [*HONEST.items(), (second, b"evil")]
        assert key(read(zipped(tmp_path / "a.zip", entries))) == "twice", second
        assert key(read(tarred(tmp_path / "a.tar", entries))) == "twice", second
    assert key(read(laid(tmp_path / "folder", HONEST | {f"{LOSS}.py": CODE}))) == "twice"


def test_two_wrapping_folders_are_refused(tmp_path):
    entries = wrapped(HONEST, "v1") | wrapped(HONEST, "v2")
    for path in (zipped(tmp_path / "a.zip", entries), laid(tmp_path / "folder", entries)):
        assert key(read(path)) == "several" and "v1, v2" in read(path).problem


def test_a_file_is_as_large_as_it_may_be_and_no_byte_larger(tmp_path):
    for size, expected in ((SIZE, ""), (SIZE + 1, "size"), (40 * SIZE, "size")):
        entries = {f"katas/{LOSS}.py": b"#" * size}
        for path in (
            zipped(tmp_path / "a.zip", entries),
            tarred(tmp_path / "a.tgz", entries, "w:gz"),
            laid(tmp_path / "folder", entries),
        ):
            assert key(read(path)) == expected and len(read(path).files) == (not expected)


def test_encrypted_and_unusual_methods_are_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {f"{LOSS}.py": CODE})
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\1\2") + 8] |= 1
    path.write_bytes(raw)
    assert key(read(path)) == "encrypted"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(f"{LOSS}.py", CODE)
    assert key(read(path)) == "method"


def zeros(mebibytes: int, head: bytes = b"") -> bytes:
    """Deflated `head` and zeros, 1:1000, made quickly: a block that stands alone, repeated."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = machine.compress(head) + machine.flush(zlib.Z_FULL_FLUSH)
    block = machine.compress(bytes(1024**2)) + machine.flush(zlib.Z_FULL_FLUSH)
    return first + block * mebibytes + machine.flush()


def peak(path: Path) -> tuple[str, int]:
    """The problem's key, and the bytes of memory that reading took at most."""
    tracemalloc.start()
    try:
        return key(read(path)), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("data.bin", tarfile.REGTYPE, "unpacked"),
        (f"{LOSS}.py", tarfile.REGTYPE, "unpacked"),
        ("long", tarfile.GNUTYPE_LONGNAME, "broken"),
    ],
)
def test_a_bomb_in_a_tar_is_stopped_and_takes_little_memory(tmp_path, name, kind, expected):
    member = tarfile.TarInfo(name)
    member.size, member.type = 300 * 1024**2, kind
    bomb = zeros(300, member.tobuf())
    (tmp_path / "a.tgz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + bomb + bytes(8))
    assert len(bomb) < member.size / 900
    problem, memory = peak(tmp_path / "a.tgz")
    assert problem == expected and memory < 4 * 1024**2  # measured: 0.9 MiB


@pytest.mark.parametrize(("claim", "expected"), [(None, "size"), (2**32 - 1, "size"), (100, "broken")])
def test_a_bomb_in_a_zip_is_stopped_whatever_size_it_claims(tmp_path, claim, expected):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(f"{LOSS}.py", zeros(300))
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    for signature, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        raw[raw.index(signature) + offset] = zipfile.ZIP_DEFLATED
    if claim:
        struct.pack_into("<L", raw, raw.index(b"PK\1\2") + 24, claim)
    (tmp_path / "a.zip").write_bytes(raw)
    problem, memory = peak(tmp_path / "a.zip")
    assert problem == expected and memory < 4 * 1024**2


def test_many_folders_of_large_katas_take_the_memory_of_one(tmp_path):
    entries = {f"{i}/{LOSS}.py": bytes(SIZE) for i in range(40)}
    problem, memory = peak(zipped(tmp_path / "a.zip", entries))
    assert problem == "several" and memory < 4 * 1024**2


def test_a_large_archive_is_not_even_begun(tmp_path):
    for path in (zipped(tmp_path / "a.zip", HONEST), tarred(tmp_path / "a.tgz", HONEST, "w:gz")):
        os.truncate(path, PACKED + 1)
        assert key(read(path)) == "packed"


def directory(n: int) -> bytes:
    """A zip of `n` members, as far as its directory says."""
    record = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[20] * 2, *[0] * 7, 6, *[0] * 6) + b"aaaaaa"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, n * len(record), 4, 0)
    return b"PK\3\4" + record * n + end


@pytest.mark.parametrize("n", [ENTRIES + 1, 100_000])
def test_too_many_members_are_counted_and_no_further(tmp_path, n):
    (tmp_path / "a.zip").write_bytes(directory(n))
    (tmp_path / "a.tar").write_bytes(tarfile.TarInfo("a").tobuf() * n + bytes(1024))
    assert key(read(tmp_path / "a.tar")) == "entries"
    problem, memory = peak(tmp_path / "a.zip")
    assert problem == "entries" and (n < 20_000 or memory < 1024**2)  # larger, it is not even parsed


def test_as_many_members_as_are_allowed_are_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(directory(ENTRIES))
    assert key(read(tmp_path / "a.zip")) == "none"


def test_headers_that_keep_tarfile_busy_for_hours_are_refused_at_once(tmp_path):
    pax = tarfile.TarInfo("pax")
    pax.type, pax.size = tarfile.XHDTYPE, 512 * 1024
    backwards = tarfile.TarInfo("back")
    backwards.size = -512
    empty = tarfile.TarInfo("empty")
    empty.type = tarfile.XGLTYPE
    name = tarfile.TarInfo("name")
    name.type, name.size = tarfile.GNUTYPE_LONGNAME, 2**30
    for raw in (
        pax.tobuf() + b"1" * pax.size,
        pax.tobuf() + b"4 =\n" * (pax.size // 4),
        backwards.tobuf(tarfile.GNU_FORMAT) * 3,
        name.tobuf(),
        empty.tobuf() * 10,
    ):
        (tmp_path / "a.tar").write_bytes(raw + bytes(1024))
        assert key(read(tmp_path / "a.tar")) == "broken"


def test_a_tar_that_may_be_read_in_two_ways_is_refused(tmp_path):
    body = tarred(tmp_path / "b.tar", HONEST).read_bytes()
    link = tarfile.TarInfo("link")
    link.type, link.size = tarfile.SYMTYPE, 512
    for_all = tarfile.TarInfo.create_pax_global_header({"path": f"{LOSS}.py"})
    sized = tarfile.TarInfo._create_pax_generic_header({"size": "0"}, tarfile.XHDTYPE, "utf-8")
    for head in (link.tobuf() + bytes(512), for_all, sized):
        (tmp_path / "a.tar").write_bytes(head + body)
        assert key(read(tmp_path / "a.tar")) == "broken"


def test_members_of_a_zip_that_overlap_are_broken(tmp_path):
    raw = bytearray(zipped(tmp_path / "a.zip", HONEST).read_bytes())
    second = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 1)
    struct.pack_into("<L", raw, second + 42, 0)  # its bytes are the first one's
    (tmp_path / "a.zip").write_bytes(raw)
    assert key(read(tmp_path / "a.zip")) == "broken"


@pytest.mark.parametrize("ending", ["zip", *TARS])
def test_cut_short_or_damaged_it_neither_raises_nor_changes_a_kata(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    mode = TARS.get(ending)
    raw = (tarred(path, HONEST, mode) if mode else zipped(path, HONEST)).read_bytes()
    draw = random.Random(8)
    tail = 0 if ending != "tar" else 1024 * 8  # where all katas are read, and zeros only follow
    for length in draw.sample(range(1, len(raw) - tail), 20):
        path.write_bytes(raw[:length])
        assert key(read(path)) in ("broken", "kind"), length
    for _ in range(50):
        hurt = bytearray(raw)
        hurt[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        path.write_bytes(hurt)
        got = read(path)
        assert bool(got.problem) != bool(got.files)
        assert ending == "tar" or got.files.items() <= FILES.items()  # a tar has no checksum of its files


def test_what_is_no_fault_of_the_learner_raises(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "gone.zip")
    path = zipped(tmp_path / "a.zip", HONEST)
    with pytest.raises(OSError, match="changed while it was read"), File(path) as file:
        file.read(4)
        path.write_bytes(b"longer, or shorter")
    zipped(path, HONEST)
    reads = iter([os.pread])  # the first one succeeds

    def fails(*arguments):
        for pread in reads:
            return pread(*arguments)
        raise OSError(errno.EIO, "disk")

    monkeypatch.setattr(os, "pread", fails)
    with pytest.raises(OSError, match="disk"):  # zipfile would call it a bad zip
        read(path)


def test_what_is_swapped_after_it_was_looked_at_is_not_followed(tmp_path):
    laid(tmp_path / "else", HONEST)
    (tmp_path / "link").symlink_to(tmp_path / "else")
    (tmp_path / "link.py").symlink_to(tmp_path / "else" / "README.md")
    special(tmp_path / "fifo", "fifo")
    for path in (tmp_path / "link.py", tmp_path / "fifo", Path("/dev/zero")):
        with pytest.raises(OSError), File(path):  # and at once: a pipe is not waited for
            pass
    with pytest.raises(OSError), opened(tmp_path / "link"):
        pass


def test_katas_within_katas_are_not_looked_for(tmp_path):
    entries = {f"katas/katas/{LOSS}.py": CODE}
    for path in (laid(tmp_path / "folder", entries), zipped(tmp_path / "a.zip", entries)):
        assert key(read(path)) == "none"
    deep = tmp_path / "deep"
    deep.mkdir()
    here = os.open(deep, os.O_RDONLY)
    for _ in range(1500):  # deeper than recursion goes, and than a path is long
        os.mkdir("katas", dir_fd=here)
        inner = os.open("katas", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    try:
        assert key(read(deep)) == "none"
    finally:
        subprocess.run(["rm", "-r", deep], check=True)  # shutil and pytest would recurse


def test_a_path_is_a_submission_or_a_folder_of_them(tmp_path, monkeypatch):
    batch = tmp_path / "batch"
    laid(batch, wrapped(HONEST, "bora") | wrapped(HONEST, "ada"))
    laid(batch, {"grades.csv": b"", ".cache/x": b"", "kim.tar.gz": b"", "lee.rar": b""})
    assert intake.find([batch], KATAS) == [
        ("ada", batch / "ada"),
        ("bora", batch / "bora"),
        ("kim", batch / "kim.tar.gz"),
        ("lee", batch / "lee.rar"),
    ]
    assert intake.find([batch / "ada", batch / "kim.tar.gz"], KATAS)[1] == ("kim", batch / "kim.tar.gz")
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    assert intake.find([tmp_path / "empty"], KATAS) == [("empty", tmp_path / "empty")]
    monkeypatch.chdir(batch / "ada")
    assert intake.find([Path(".")], KATAS) == [("ada", Path("."))]


def test_names_are_safe_and_distinct(tmp_path):
    names = ["kim", "KIM", "a b/c", "김민수", "..-=1+1", "x" * 200, "@@"]
    found = []
    for i, name in enumerate(names):
        found.append(laid(tmp_path / str(i) / name.replace("/", "⁄"), HONEST))
    found.append(zipped(tmp_path / "kim.zip", HONEST))
    found.append(laid(tmp_path / "8" / "\u1100\u1161", HONEST))  # as a Mac writes 가
    got = [name for name, _ in intake.find(found, KATAS)]
    assert got == ["kim", "KIM-2", "a_b_c", "김민수", "_1_1", "x" * 64, "_", "kim-3", "가"]


def test_a_path_that_is_not_there_or_empty_is_said(tmp_path):
    with pytest.raises(Problem, match=re.escape(str(tmp_path / "no"))):
        intake.find([tmp_path / "no"], KATAS)
    with pytest.raises(Problem, match=re.escape(str(tmp_path))):
        intake.find([tmp_path], KATAS)


def test_a_link_in_a_folder_of_submissions_is_found_and_refused(tmp_path):
    laid(tmp_path / "real", HONEST)
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "ada").symlink_to(tmp_path / "real")
    [(name, path)] = intake.find([tmp_path / "batch"], KATAS)
    assert name == "ada" and key(read(path)) == "special"
    (tmp_path / "typed").symlink_to(tmp_path / "real")
    [(name, path)] = intake.find([tmp_path / "typed"], KATAS)
    assert name == "real" and read(path).files == FILES
