"""What the attacks are made for: a small kata with every kind of conversation, and one that runs Keras."""

CURRICULUM = """
[[kata]]
id = "k01_target"
section = "1"
title = { en = "Target", ko = "과녁" }
functions = ["double", "mean_of", "deal", "number", "greet", "entries", "total"]
seconds = 1.0

[[kata]]
id = "k02_network"
section = "2"
title = { en = "Network", ko = "신경망" }
functions = ["build", "predict"]
backends = ["jax"]
seconds = 30.0
"""
TESTS = '''
import numpy as np
from judge.check import check
from judge.race import race


def test_double_of_a_hand_example(kata):
    """Twice (1, 2) is (2, 4).
    (1, 2)의 두 배는 (2, 4)입니다."""
    check(kata.double(np.array([1.0, 2.0])), np.array([2.0, 4.0]))


def test_double_of_random_numbers(kata, rng):
    """Twice whatever comes.
    무엇이 오든 두 배입니다."""
    for _ in range(5):
        x = rng.normal(size=(3, 4))
        check(kata.double(x), 2 * x)


def test_double_keeps_the_dtype(kata, rng):
    """Twice a float32 is a float32.
    float32의 두 배는 float32입니다."""
    x = rng.normal(size=5).astype("f4")
    check(kata.double(x), 2 * x, dtype="f4")


def test_mean_of_a_function(kata, rng):
    """The function is asked once for each number, in their order.
    숫자마다 차례대로 한 번씩 함수를 부릅니다."""
    xs, seen = rng.normal(size=6), []

    def f(x, scale=1.0):
        check(x, xs[len(seen)])
        seen.append(x)
        return scale * x**2

    check(kata.mean_of(f, xs), np.mean(xs**2))
    check(len(seen), 6)


def test_deal_and_what_is_drawn_after_it(kata, rng):
    """The cards from 0 to n - 1 in random order; the generator goes on from there.
    0부터 n - 1까지의 카드를 섞어서 줍니다."""
    hands = [kata.deal(rng, 8) for _ in range(3)]
    check([sorted(hand) for hand in hands], [list(range(8))] * 3)
    check(hands[0] != hands[1] or hands[1] != hands[2], True)
    x = rng.normal(size=4)
    check(kata.double(x), 2 * x)


def test_numbers_add_and_multiply(kata, rng):
    """Objects with + and * and a value.
    +와 *를 할 수 있는 객체입니다."""
    p, q = (float(n) for n in rng.normal(size=2))
    a, b = kata.number(p), kata.number(q)
    check((a * b + a).value, p * q + p)


def test_greeting(kata, rng):
    """The greeting of Ada is "hello Ada".
    Ada에게 하는 인사는 "hello Ada"입니다."""
    name = "".join(rng.choice([*"abcdef"], 6))
    check(kata.greet(name), f"hello {name}")


def test_entries_one_by_one(kata):
    """The numbers from 0 to n - 1, one after the other.
    0부터 n - 1까지 하나씩 나옵니다."""
    check(list(kata.entries(5)), [0, 1, 2, 3, 4])


def loop(x):
    xs, total = x.tolist(), 0.0
    for a in xs:
        for b in xs:
            total += abs(a - b)
    return total


def test_total_of_random_numbers(kata, rng):
    """The sum of the distances between all pairs.
    모든 쌍의 거리를 더한 값입니다."""
    x = rng.normal(size=20)
    check(kata.total(x), loop(x))


def test_speed_of_total(kata, rng, benchmark):
    """At least three times as fast as two loops.
    반복문 두 개보다 세 배 이상 빠릅니다."""
    race(benchmark, kata.total, yardstick=loop, inputs=lambda: (rng.normal(size=800),), at_least=3, rounds=3)
'''
NETWORK_TESTS = '''
import numpy as np
from judge.check import check


def test_network_gives_probabilities(kata, rng):
    """Rows of three probabilities that sum to 1.
    합이 1인 확률 세 개씩입니다."""
    model = kata.build(3)
    x = rng.normal(size=(5, 4)).astype("f4")
    probs = kata.predict(model, x)
    check(np.shape(probs), (5, 3))
    check(np.sum(probs, axis=1), np.ones(5), rtol=1e-5)
    # each row's answer is its own
    check(kata.predict(model, x[::-1]), np.asarray(probs)[::-1], rtol=1e-4, atol=1e-6)
    check(np.ptp(np.asarray(probs), axis=0) > 1e-4, np.ones(3, bool))
'''


def build(project):
    """The project with these two katas in place of its own."""
    for name in ("k01_double", "k02_greet"):
        (project.root / "katas" / f"{name}.py").unlink()
        (project.root / "tests" / f"test_{name}.py").unlink()
    project.write("dojo/curriculum.toml", CURRICULUM)
    project.write("tests/test_k01_target.py", TESTS)
    project.write("tests/test_k02_network.py", NETWORK_TESTS)
    return project
