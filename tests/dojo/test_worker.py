"""The worker: plain values both ways, and no harm from frames or code that misbehave."""

import io
import os
import signal
import struct
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import msgpack
import numpy as np
import pytest
from judge.blocked import blocked
from judge.kept import kept

from dojo import call, peer, room, variants, wire
from dojo.curriculum import Kata
from dojo.fault import BadKata, BadSignature, Crashed, InPlace, TimedOut, Wrong
from dojo.handle import Handle
from dojo.local import Local
from dojo.peer import Gone, Peer
from dojo.remote import Remote
from dojo.room import Here

ROOT = Path(__file__).parents[2]
KATA = """
import os, sys, time
import numpy as np

class Node:
    def __init__(self, value):
        self.value, self.grad = value, 0.0
    def __add__(self, other):
        return Node(self.value + getattr(other, "value", other))
    __radd__ = __add__
    def __mul__(self, other):
        return Node(self.value * getattr(other, "value", other))
    def __rsub__(self, other):
        return Node(other - self.value)
    def __getitem__(self, key):
        return key
    def __eq__(self, other):
        return True
    def backward(self):
        self.grad += 1.0

def same(x): return x
def are_one(a, b): return a is b
def node(x): return Node(x)
def draw(rng): return rng.normal(size=2)
def twice(f, x): return f(f(x)) if f else x
def count():
    yield 1
    yield (2, 3)
def divide(x): return 1 / x
def lookup(d): return d["missing"]
def leave(): sys.exit(0)
def todo(): raise NotImplementedError
def custom():
    class Odd(KeyError): pass
    raise Odd("odd")
def shout(): raise ValueError("\\x1b[1mbold\\x1b[0m")
def say(words): print(words); print("err", file=sys.stderr); os.system("echo shell")
def write_to(x): x[0] = 1
def append_to(xs): xs.append(1)
def ask(): return input()
def hang():
    while True:
        try: time.sleep(0.01)
        except BaseException: pass
def die(): os._exit(3)
def fault():
    import ctypes
    ctypes.string_at(0)
def child():
    pid = os.fork()
    if pid == 0:
        time.sleep(60)
    return pid
def deep():
    x = []
    for _ in range(1000): x = [x]
    return x
def raise_as(name, words): raise type(name, (Exception,), {})(words)
def speak_long(): raise ValueError("x" * 10**6)
def power(a, b): return a ** b
def set_back(rng):
    state = rng.bit_generator.state
    rng.bit_generator.state = state | {"state": state["state"] | {"state": 7}}
def reseed(rng): rng.bit_generator.state = np.random.PCG64(1).state
def try_it(f):
    try: return f(1)
    except BaseException: return "caught"
class Pretender:
    shape = (2,)
    def __len__(self): return 2
    def __iter__(self):
        while True: yield 1.0
    def __getitem__(self, key): return 1.0
    def __float__(self): return 1.0
def pretender(): return Pretender()
def many_long(): return ("x" * 400_000 for _ in range(10))
def objects(): return np.array([object()])
def pid(): return os.getpid()
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("kata") / "k99_any.py"
    path.write_text(KATA)
    return path


@pytest.fixture(scope="module")
def kata(path):
    remote = Remote(path, 5.0, None, Here({}))
    yield remote
    remote.close()


VALUES = [
    None,
    True,
    -7,
    2**63,
    -(2**200),
    0.1,
    float("inf"),
    "한글",
    b"\0\xff",
    [1, [2.5, "x"]],
    (1, (2, [3])),
    {"a": 1, 2: (3,), (4, 5): None},
    {1, 2},
    slice(1, None, -1),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_come_back_as_they_were(kata, value):
    got = kata.same(value)
    assert got == value and type(got) is type(value)


@pytest.mark.parametrize("dtype", sorted(wire.DTYPES))
@pytest.mark.parametrize("shape", [(), (0, 3), (2, 3, 1)], ids=str)
def test_arrays_come_back_with_dtype_and_shape(kata, dtype, shape):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    got = kata.same(array)
    assert got.dtype == array.dtype and got.shape == shape and np.array_equal(got, array)


def test_views_and_foreign_byte_orders_are_carried_by_value(kata):
    a = np.arange(12.0).reshape(3, 4)
    for view in (a.T, a[::-2], a[:, 1:3], a.astype(">f4"), np.asfortranarray(a)):
        assert np.array_equal(kata.same(view), view)


def test_numpy_scalars_are_plain_arrays(kata):
    got = kata.same(np.float32(1.5))
    assert type(got) is np.ndarray and got.shape == () and got.dtype == "f4" and got == 1.5


def test_arrays_of_objects_are_not_sent(kata):
    assert isinstance(kata.objects(), Handle)


def test_arrays_of_jax_are_plain_arrays(tmp_path):
    source = "import jax.numpy as jnp\ndef ones(): return jnp.ones((2, 3)), [jnp.int32(4)]\n"
    (tmp_path / "k.py").write_text(source)
    remote = Remote(tmp_path / "k.py", 60.0, None, Here({}))
    ones, (four,) = remote.ones()
    remote.close()
    assert type(ones) is np.ndarray and ones.dtype == "f4" and ones.shape == (2, 3)
    assert type(four) is np.ndarray and four == 4


def test_a_worker_sees_as_many_devices_as_its_kata_asks_for(tmp_path, monkeypatch):
    flags = "--xla_cpu_multi_thread_eigen=true", "--xla_force_host_platform_device_count=2"
    monkeypatch.setenv("XLA_FLAGS", " ".join(flags))
    kata = Kata(tmp_path, tmp_path, "k99_any", "1", {}, backends=("jax",), devices=3)
    kata.path.write_text("import jax\ndef seen(): return [(d.platform, d.id) for d in jax.devices()]\n")
    env = variants.keras(kata, "jax")
    assert flags[0] in env["XLA_FLAGS"].split()
    remote = Remote(kata.path, 60.0, None, Here(env))
    assert remote.seen() == [("cpu", 0), ("cpu", 1), ("cpu", 2)]
    remote.close()
    assert "XLA_FLAGS" not in variants.keras(replace(kata, devices=1), "jax")


@pytest.mark.parametrize("backend", ["torch", "tensorflow"])
def test_arrays_of_other_backends_are_plain_arrays(tmp_path, backend):
    if not find_spec(backend):
        blocked(backend, f"uv pip install -c constraints.txt -e '.[{backend}]'")
    (tmp_path / "k.py").write_text(
        f"import {backend} as b\n"
        "def ones():\n"
        "    x = b.ones((2, 3))\n"
        "    return x.requires_grad_() if hasattr(x, 'requires_grad_') else x\n"
    )
    remote = Remote(tmp_path / "k.py", 60.0, None, Here({"TF_CPP_MIN_LOG_LEVEL": "2"}))
    got = remote.ones()
    remote.close()
    assert type(got) is np.ndarray and got.dtype == "f4" and got.shape == (2, 3)


def test_a_generator_moves_on_here_as_it_does_there(kata):
    ours, theirs = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(2):
        assert np.array_equal(kata.draw(theirs), ours.normal(size=2))
    assert theirs.normal() == ours.normal()


def test_functions_are_called_back_and_may_call_the_kata(kata):
    assert kata.twice(lambda x: kata.same(x) + 1, 3) == 5
    f = lambda x: x * 2  # noqa: E731
    for _ in range(200):  # one and the same function, many times over
        assert kata.twice(f, 1) == 4


def test_what_a_callback_raises_comes_back(kata):
    def refuse(x):
        raise AssertionError("seen")

    with pytest.raises(AssertionError, match="seen"):
        kata.twice(refuse, 1)


def test_objects_have_attributes_methods_and_operators(kata):
    a, b = kata.node(2.0), kata.node(5.0)
    assert (a * b + a + 1.0).value == 13.0 and (1.0 + a).value == 3.0 and (1.0 - a).value == -1.0
    assert a[1:3] == slice(1, 3, None)
    a.backward()
    a.grad = a.grad + 1.0
    assert a.grad == 2.0 and kata.same(a).value == 2.0
    assert list(kata.count()) == [1, (2, 3)]


def test_objects_cannot_be_compared_and_have_no_truth(kata):
    a = kata.node(1.0)
    for question in (lambda: a == a, lambda: a != 1, lambda: a < a, lambda: bool(a), lambda: hash(a)):
        with pytest.raises(TypeError):
            question()


def test_a_kept_array_stays_there_and_comes_back_as_the_very_object(kata):
    array = kata.same.kept(np.arange(3.0))
    assert isinstance(array, Handle) and kata.are_one(array, kata.same.kept(array))
    assert array.shape == (3,) and array[1] == 1.0 and np.array_equal(array + 1, [1, 2, 3])
    with pytest.raises(ZeroDivisionError):
        kata.divide.kept(0)


def test_what_holds_kept_arrays_comes_as_itself(kata):
    [(W, b)], words = kata.same.kept(([(np.ones((2, 3)), np.zeros(3))], {"loss": 0.5, 1: None}))
    assert words == {"loss": 0.5, 1: None} and W.shape == (2, 3)
    assert np.array_equal(kata.same([(W, b)])[0][1], np.zeros(3))


def test_kept_in_this_process_is_the_plain_call(path):
    local = Local(path, 5.0, None)
    assert local.same.kept((1, 2)) == (1, 2)
    assert [record.name for record in call.log] == ["same"]


def test_a_function_of_a_module_keeps_in_a_worker_and_here(kata, path):
    for subject in (kata, Local(path, 5.0, None)):
        ones = kept(subject.np.ones)((2, 3))
        assert ones.shape == (2, 3) and np.array_equal(ones[()], np.ones((2, 3)))


def test_dropped_objects_are_freed_there(tmp_path):
    (tmp_path / "k.py").write_text(
        "import gc\nclass Big: pass\ndef big(): return Big()\n"
        "def alive(): return sum(type(o).__name__ == 'Big' for o in gc.get_objects())\n"
    )
    remote = Remote(tmp_path / "k.py", 5.0, None, Here({}))
    kept = [remote.big() for _ in range(5)]
    assert remote.alive() == 5
    call.log.clear()  # the record of calls holds results too
    del kept[1:]
    assert remote.alive() == 1
    remote.close()


@pytest.mark.parametrize(
    ("name", "args", "error", "words"),
    [
        ("divide", (0,), ZeroDivisionError, "division by zero"),
        ("divide", (np.zeros(2),), FloatingPointError, "divide by zero"),
        ("lookup", ({},), KeyError, "missing"),
        ("todo", (), NotImplementedError, "^$"),
        ("custom", (), KeyError, "odd"),
        ("shout", (), ValueError, "^bold$"),
        ("leave", (), RuntimeError, "SystemExit"),
        ("ask", (), EOFError, "EOF"),
        ("write_to", (np.zeros(2),), ValueError, "read-only"),
        ("append_to", ([],), InPlace, "read-only"),
        ("same", (), BadSignature, "missing a required argument: 'x'"),
        ("nosuch", (), BadKata, "no_function: nosuch"),
        ("deep", (), ValueError, "deep"),
    ],
)
def test_errors_come_back_as_what_they_were(kata, name, args, error, words):
    with pytest.raises(error, match=words) as caught:
        getattr(kata, name)(*args)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "name", ["Wrong", "TooSlow", "NotStarted", "NotRun", "TimedOut", "Crashed", "Skipped"]
)
def test_a_kata_cannot_raise_what_only_the_test_s_side_may_say(kata, name):
    with pytest.raises(Exception, match=r"^value$") as caught:
        kata.raise_as(name, "value")
    assert type(caught.value) is Exception


def test_a_kata_cannot_say_that_it_is_broken_for_a_reason_of_its_own(kata):
    with pytest.raises(Exception, match=r"^so there: x$") as caught:
        kata.raise_as("BadKata", "so there: x")
    assert type(caught.value) is Exception


def test_words_and_lines_of_an_error_are_cut(kata):
    with pytest.raises(ValueError) as caught:
        kata.speak_long()
    assert len(str(caught.value)) == peer.WORDS


def test_integers_that_nobody_could_read_are_refused(kata):
    assert kata.same(10**1000) == 10**1000
    with pytest.raises(ValueError, match="an integer of"):
        kata.power(10, 5000)


def test_a_generator_comes_back_from_where_it_was_and_from_nowhere_else(path):
    remote, rng = Remote(path, 5.0, None, Here({})), np.random.default_rng(5)
    remote.draw(rng)
    with pytest.raises(Crashed, match="no draws lead there"):
        remote.set_back(rng)
    before = rng.bit_generator.state
    with pytest.raises(Crashed, match="another generator"):
        remote.reseed(rng)
    assert rng.bit_generator.state == before
    remote.close()


def test_what_a_test_finds_in_a_callback_counts_even_if_the_kata_catches_it(kata):
    for error in (AssertionError("seen"), Wrong("value", got=1), KeyboardInterrupt()):

        def refuse(x, error=error):
            raise error

        with pytest.raises(type(error)) as caught:
            kata.try_it(refuse)
        assert caught.value is error
    assert kata.try_it(lambda x: [][0]) == "caught"


def test_an_object_is_no_array_whatever_it_says(kata):
    for question in (np.asarray, np.array, lambda x: np.asarray([x]), lambda x: np.isclose(1, x)):
        with pytest.raises(TypeError, match="no value here"):
            question(kata.pretender())


def test_an_object_that_never_ends_does_end(path):
    remote = Remote(path, 2.0, None, Here({}))
    began = time.monotonic()
    with pytest.raises(TimedOut):
        list(remote.pretender())
    assert time.monotonic() - began < 5 and remote.same(1) == 1
    remote.close()


def test_what_an_object_gives_bit_by_bit_is_counted(path, monkeypatch):
    monkeypatch.setattr(wire, "CAP", 10**6)
    remote = Remote(path, 5.0, None, Here({}))
    assert len(remote.same("x" * 900_000)) == len(remote.same("y" * 900_000))
    with pytest.raises(Crashed, match="in parts"):
        list(remote.many_long())
    remote.close()


def test_an_error_knows_the_learner_s_own_lines(kata):
    with pytest.raises(ZeroDivisionError) as caught:
        kata.divide(0)
    ((line, function, code),) = caught.value.frames
    assert (function, code) == ("divide", "def divide(x): return 1 / x")
    assert KATA.splitlines()[line - 1] == code


def test_what_a_kata_prints_is_shown_here(kata, capsys):
    kata.say("hello")
    assert sorted(capsys.readouterr().out.split()) == ["err", "hello", "shell"]
    kata.say("x" * 10**6)
    assert len(capsys.readouterr().out) <= 2**14


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("die", Crashed, "exit status 3"),
        ("fault", Crashed, "Segmentation fault"),
        ("hang", TimedOut, "0.5"),
    ],
)
def test_a_dead_or_hanging_worker_is_named_and_replaced(path, name, error, words):
    remote = Remote(path, 0.5, None, Here({}))
    old = remote.node(1.0)
    with pytest.raises(error, match=words):
        getattr(remote, name)()
    assert remote.same(1) == 1
    with pytest.raises(Crashed, match="has ended"):
        old.backward()
    remote.close()


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie that nobody has collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


linux = pytest.mark.skipif(sys.platform != "linux", reason="blocked: reads /proc, so it needs Linux")


def gone(pid: int, seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(pid)


@linux
def test_closing_ends_the_worker_and_what_it_started(path):
    remote = Remote(path, 5.0, None, Here({}))
    worker, child = remote.pid(), remote.child()
    assert alive(worker) and alive(child)
    remote.close()
    assert gone(worker) and gone(child)


@linux
def test_a_worker_ends_with_its_parent_also_in_a_hanging_call(path):
    code = (
        "import sys; from pathlib import Path; from dojo.remote import Remote; from dojo.room import Here\n"
        f"r = Remote(Path({str(path)!r}), 60.0, None, Here({{}})); print(r.pid(), flush=True); r.hang()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    worker = int(parent.stdout.readline())
    time.sleep(0.2)
    assert alive(worker)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(worker)


def frame(value: object) -> bytes:
    body = value if isinstance(value, bytes) else msgpack.packb(value)
    return struct.pack(">I", len(body)) + body


def array(dtype: object, shape: object, raw: bytes) -> msgpack.ExtType:
    head = msgpack.packb([dtype, shape])
    return msgpack.ExtType(wire.ARRAY, bytes([len(head)]) + head + raw)


def integer(value: int) -> msgpack.ExtType:
    return msgpack.ExtType(wire.INTEGER, hex(value).encode())


def raised(names: object, words: object, lines: object) -> bytes:
    return frame(["raise", names, words, lines])


def nested(depth: int) -> msgpack.ExtType:
    value = msgpack.ExtType(wire.TUPLE, msgpack.packb([]))
    for _ in range(depth):
        value = msgpack.ExtType(wire.TUPLE, msgpack.packb([value]))
    return value


HOSTILE = {
    "cut off in the length": b"\0\0",
    "cut off in the body": struct.pack(">I", 100) + b"short",
    "too long": struct.pack(">I", 2**32 - 1) + b"x",
    "not msgpack": frame(b"\xc1\xc1"),
    "bytes after the message": frame(msgpack.packb(1) + b"\0"),
    "not a list": frame(7),
    "an unknown kind": frame(["tell", 1]),
    "too few words": frame(["give"]),
    "deep lists": frame(b"\x91" * 5000 + b"\xc0"),
    "deep tuples": frame(["give", nested(200), []]),
    "an unknown type": frame(["give", msgpack.ExtType(99, b""), []]),
    "pickle as a type": frame(["give", msgpack.ExtType(0, b"cos\nsystem\n(S'x'\ntR."), []]),
    "an array of objects": frame(["give", array("O", [1], b"\0" * 8), []]),
    "an array too short": frame(["give", array("f8", [3], b"\0" * 8), []]),
    "an array of huge shape": frame(["give", array("f8", [2**40, 2**40], b""), []]),
    "an array of negative shape": frame(["give", array("f8", [-1], b""), []]),
    "an array without a head": frame(["give", msgpack.ExtType(wire.ARRAY, b""), []]),
    "a set of lists": frame(["give", msgpack.ExtType(wire.SET, msgpack.packb([[1]])), []]),
    "a number that is none": frame(["give", msgpack.ExtType(wire.INTEGER, b"zz"), []]),
    "an object of ours that never was": frame(["give", msgpack.ExtType(wire.OURS, msgpack.packb(9)), []]),
    "a call of what was never passed": frame(
        ["ask", "call", [msgpack.ExtType(wire.OURS, msgpack.packb(9)), [], {}], []]
    ),
    "a generator state that never was": frame(["give", 1, [[5, {}]]]),
    "a generator of no kind": frame(
        ["give", msgpack.ExtType(wire.GENERATOR, msgpack.packb([1, "BitGenerator", {}])), []]
    ),
    "more values than anybody sends": frame(
        b"\x93\xa4give\xdd\x00\x50\x00\x00" + b"\xc0" * 0x500000 + b"\x90"
    ),
    "more values in many lists": frame(["give", [[None] * 2**16] * 65, []]),
    "more lists than are there": frame(b"\x93\xa4give\xdd\xff\xff\xff\xff"),
    "a string of a hundred books": frame(["give", "x" * (wire.TEXT + 1), []]),
    "an integer of a million digits": frame(["give", msgpack.ExtType(wire.INTEGER, b"f" * 10**6), []]),
    "a dict of keys that collide": frame(
        b"\x93\xa4give\xde\x10\x00"
        + b"".join(msgpack.packb(integer((2**61 - 1) * (2**64 + i))) + b"\xc0" for i in range(4096))
        + b"\x90"
    ),
    "a set of members that collide": frame(
        [
            "give",
            msgpack.ExtType(
                wire.SET, msgpack.packb([integer((2**61 - 1) * (2**64 + i)) for i in range(4096)])
            ),
            [],
        ]
    ),
    "an object dropped that has no number": frame(["ask", "call", [], [[1]]]),
    "an exception whose name is none": raised([5], "", []),
    "an exception without words": raised(["ValueError"], 5, []),
    "an exception from no line": raised(["ValueError"], "", [[1, "f"]]),
    "an exception from a line that is none": raised(["ValueError"], "", [["1", [], {}]]),
    "an exception from a line beyond all": raised(["ValueError"], "", [[10**12, "f", "x"]]),
    "an exception from lines that are none": raised(["ValueError"], "", [5]),
    "a generator of another name": frame(
        ["give", msgpack.ExtType(wire.GENERATOR, msgpack.packb([1, "seed", {}])), []]
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_a_bad_frame_and_no_more(name):
    stream = io.BytesIO(HOSTILE[name])
    ours = Peer(lambda: wire.read(stream), io.BytesIO(), {"call": lambda *_: pytest.fail("called")})
    with pytest.raises((wire.BadFrame, Gone)):
        ours.request("load", "k.py", None)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_request_is_refused_and_nothing_is_called(name):
    stream = io.BytesIO(HOSTILE[name])
    ours = Peer(lambda: wire.read(stream), io.BytesIO(), {"call": lambda *_: pytest.fail("called")})
    with pytest.raises(wire.BadFrame):
        ours.serve()


def impostor(monkeypatch, code: str) -> None:
    """Have another program stand where the worker should."""
    start = room.Own
    monkeypatch.setattr(room, "Own", lambda _, **how: start([sys.executable, "-c", code], **how))


def test_a_worker_that_talks_nonsense_is_a_crash(monkeypatch, path):
    impostor(monkeypatch, "print('PASSED', flush=True); input()")
    with pytest.raises(Crashed, match="a frame of"):
        Remote(path, 5.0, None, Here({}))


def test_a_worker_may_ask_for_nothing_but_its_callbacks(monkeypatch, path):
    asked = frame(["ask", "find", ["__globals__"], []])
    code = (
        "import sys; read, out = sys.stdin.buffer, sys.stdout.buffer\n"
        f"out.write({asked!r}); out.flush()\n"
        "answer = b''\n"
        "while b'no request is called' not in answer: answer += read.read1(9)\n"
        "sys.exit(42)"
    )
    impostor(monkeypatch, code)
    with pytest.raises(Crashed, match="exit status 42"):
        Remote(path, 5.0, None, Here({}))
