import unicodedata
from collections import Counter
from functools import cache
from math import exp, log

import numpy as np
import pytest
from judge.check import check, check_each
from judge.gradients import RTOL, central
from judge.race import race
from judge.symmetry import check_mean, check_repeatable

from dojo.data import text

V, N = 5, 60
BOOKS = ["en", "ko"]
# a right answer falls outside of one such band about once in a million times; no test has more than 25
SIGMAS = 5


@cache
def book(lang):
    """The symbols of a real text and its tokens: lower case in English, jamo in Korean."""
    symbols_in_order = unicodedata.normalize("NFD", text(lang)).lower()
    symbols = sorted(set(symbols_in_order))
    return symbols, np.array([symbols.index(symbol) for symbol in symbols_in_order])


def some_pairs(rng, n=N):
    """Pairs of tokens: token 3 never asks, token 1 never answers, and many pairs come again."""
    return rng.choice([0, 1, 2, 4], n), rng.choice([0, 2, 3, 4], n)


def counted(x, y, size=V):
    """Pairs counted one by one."""
    counts = np.zeros((size, size), int)
    for i, j in zip(x.tolist(), y.tolist()):
        counts[i, j] += 1
    return counts


def some_probs(rng, size=V):
    """A table whose rows all differ, with a zero in the first and in the last column."""
    table = rng.uniform(0.4, 1, (size, size))
    table[1, 0] = table[2, -1] = 0
    return table / table.sum(axis=1, keepdims=True)


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(W, x, y):
    """The mean of -ln softmax(W[x])[y], pair by pair."""
    return sum(log(np.exp(W[i] - W[i, j]).sum()) for i, j in zip(x.tolist(), y.tolist())) / len(x)


def ints(got, expected):
    """As check, and an empty array must be one of integers as well."""
    check(got, np.asarray(expected, int))


# -- encode ------------------------------------------------------------------------------------


def test_encode_of_a_hand_example(kata):
    """In a, b, c, d the tokens of "cab" are 2, 0 and 1, and those of "dada" are 3, 0, 3, 0.
    기호가 a, b, c, d일 때 "cab"의 토큰은 2, 0, 1이고 "dada"의 토큰은 3, 0, 3, 0입니다."""
    ints(kata.encode("cab", ["a", "b", "c", "d"]), [2, 0, 1])
    ints(kata.encode("dada", ["a", "b", "c", "d"]), [3, 0, 3, 0])


def test_encode_uses_the_vocabulary_it_is_given(kata):
    """The vocabulary may come from a longer text: then "fee" is not 1, 0, 0.
    어휘는 더 긴 글에서 만든 것일 수 있습니다. 그때 "fee"의 토큰은 1, 0, 0이 아닙니다."""
    ints(kata.encode("fee", list("abcdef")), [5, 4, 4])
    ints(kata.encode("나 가", ["\n", " ", "가", "나"]), [3, 1, 2])


def test_encode_keeps_every_symbol_of_the_text(kata):
    """Spaces, line breaks and capital letters are symbols too: decoded, the text is as it was.
    빈칸도 줄바꿈도 대문자도 기호입니다. 다시 글로 바꾸면 원래 글과 똑같아야 합니다."""
    passage = " Oh dear!\n\n  Oh dear! "
    symbols = sorted(set(passage))
    got = kata.encode(passage, symbols)
    check(got, np.zeros(22, int), atol=len(symbols))  # 22 integers; which ones, the next line asks
    assert "".join(symbols[token] for token in got) == passage


def test_encode_of_an_empty_text(kata):
    """No symbols, no tokens: an array of no integers.
    기호가 없으면 토큰도 없습니다. 빈 정수 배열을 돌려주세요."""
    ints(kata.encode("", ["a", "b"]), [])


def test_encode_refuses_an_unknown_symbol(kata):
    """A symbol that is not in the vocabulary has no token: raise ValueError, wherever it stands.
    어휘에 없는 기호에는 토큰이 없습니다. 어디에 있든 ValueError를 발생시키세요."""
    for passage in ("zab", "azb", "abz", "A", "b a"):
        with pytest.raises(ValueError):
            kata.encode(passage, ["a", "b"])


# -- pairs -------------------------------------------------------------------------------------


def test_pairs_of_a_hand_example(kata):
    """In 3, 1, 4, 1, 5 the answer to 3 is 1, to 1 it is 4, to 4 it is 1, to 1 it is 5.
    3, 1, 4, 1, 5에서 3의 답은 1, 1의 답은 4, 4의 답은 1, 그다음 1의 답은 5입니다."""
    check_each(kata.pairs(np.array([3, 1, 4, 1, 5])), (np.array([3, 1, 4, 1]), np.array([1, 4, 1, 5])))


def test_pairs_asks_for_what_follows_every_token_but_the_last(kata, rng):
    """N + 1 tokens make N pairs, an odd number of tokens or an even one.
    토큰이 N + 1개면 짝수든 홀수든 쌍은 N개입니다."""
    for n in (2, 7, 8):
        tokens = rng.permutation(50)[:n].tolist()
        expected = np.array(tokens[: n - 1]), np.array(tokens[1:n])
        check_each(kata.pairs(np.array(tokens)), expected)


def test_pairs_of_less_than_two_tokens(kata):
    """A single token is a question without an answer: no pairs, as where there is no token at all.
    토큰이 하나뿐이면 답이 없으니 쌍도 없습니다. 토큰이 없을 때도 마찬가지입니다."""
    for tokens in (np.array([2]), np.array([], int)):
        check_each(kata.pairs(tokens), (np.array([], int), np.array([], int)))


# -- windows -----------------------------------------------------------------------------------


def test_windows_are_passages_and_their_answers_one_token_further(kata, rng):
    """Every row of x is a passage of the text as it stands there; y is the same one token further on.
    x의 행은 모두 글에 그대로 나오는 구간이고, y는 거기에서 한 칸 뒤로 간 구간입니다."""
    tokens = rng.permutation(30)
    x, y = kata.windows(rng, tokens, 4, 9)
    starts = [tokens.tolist().index(row[0]) for row in np.asarray(x).tolist()]
    check(x, [tokens[start : start + 4] for start in starts])
    check(y, [tokens[start + 1 : start + 5] for start in starts])


def test_windows_start_everywhere_equally_often(kata, rng):
    """10 tokens leave room for 4 and one more at 6 places: each starts 1,000 of 6,000 passages.
    토큰이 10개면 4개와 그다음 하나까지 들어갈 곳은 여섯 군데이고, 6,000개 중 1,000개씩 시작합니다."""
    tokens = rng.permutation(10)
    x, _ = kata.windows(rng, tokens, 4, 6000)
    check(x, np.zeros((6000, 4), int), atol=10)  # integers in that shape; which ones, the last line asks
    started = np.array([np.sum(np.asarray(x)[:, 0] == token) for token in tokens])
    # 1000 times, with a standard deviation of √(6000 · 1/6 · 5/6) = 29; never at the last four
    check(started, [1000] * 6 + [0] * 4, rtol=SIGMAS * 0.029)


def test_windows_start_wherever_the_others_do(kata, rng):
    """Two passages with 3 places to start: all 9 pairs of starts come equally often, equal ones too.
    시작할 자리가 세 군데인 구간 두 개라면, 같은 자리끼리를 포함해 아홉 가지 조합이 고르게 나와야 합니다."""
    starts = np.zeros((3, 3), int)
    for _ in range(900):
        x, _ = kata.windows(rng, np.arange(4), 1, 2)
        starts[tuple(np.ravel(x))] += 1
    # 100 times each, with a standard deviation of √(900 · 1/9 · 8/9) = 9.4
    check(starts, np.full((3, 3), 100), atol=SIGMAS * 9.4)


def test_windows_of_the_only_passage_there_is(kata, rng):
    """3, 1, 4 has one passage of two tokens that is followed by a token: 3, 1, and its answers 1, 4.
    3, 1, 4에서 토큰 2개와 그다음 토큰까지 들어갈 구간은 하나뿐입니다. 3, 1이고 답은 1, 4입니다."""
    tokens = np.array([3, 1, 4])
    check_each(kata.windows(rng, tokens, 2, 1), (np.array([[3, 1]]), np.array([[1, 4]])))
    check_each(kata.windows(rng, tokens, 2, 9), (np.array([[3, 1]] * 9), np.array([[1, 4]] * 9)))


def test_windows_draw_from_the_generator_they_are_given(kata):
    """The same seed draws the same passages; the next call with the same generator draws others.
    시드가 같으면 같은 구간을 뽑고, 같은 rng로 다시 호출하면 다른 구간을 뽑습니다."""
    np.random.seed(0)  # so that drawing from there can be told from other mistakes
    tokens, rng = np.arange(1000), np.random.default_rng(1)
    first, second = (kata.windows(rng, tokens, 3, 20)[0] for _ in range(2))
    check(kata.windows(np.random.default_rng(1), tokens, 3, 20)[0], np.array(first))
    assert not np.array_equal(first, second)


def test_windows_refuse_a_text_without_room(kata, rng):
    """3 tokens have no passage of 3 that is followed by a token: raise ValueError.
    토큰이 3개면 3개짜리 구간 뒤에 올 토큰이 없습니다. ValueError를 발생시키세요."""
    for n in (3, 2, 0):
        with pytest.raises(ValueError):
            kata.windows(rng, np.arange(n), 3, 2)


# -- bigram counts -----------------------------------------------------------------------------


def test_bigram_counts_of_a_hand_example(kata):
    """In 0, 1, 0, 1, 1 the pair 0, 1 comes twice, 1, 0 and 1, 1 come once; 2 never comes.
    0, 1, 0, 1, 1에서 0 다음에 1은 두 번, 1 다음에 0과 1은 한 번씩 나옵니다. 2는 나오지 않습니다."""
    got = kata.bigram_counts(np.array([0, 1, 0, 1]), np.array([1, 0, 1, 1]), 3)
    check(got, np.array([[0, 2, 0], [1, 1, 0], [0, 0, 0]]))


def test_bigram_counts_every_pair_each_time_it_comes(kata, rng):
    """As counted one by one: rows for what asks, columns for what answers, V of each.
    하나씩 센 것과 같아야 합니다. 행은 앞 토큰, 열은 뒤 토큰이며 각각 V개입니다."""
    x, y = some_pairs(rng)
    for size in (V, V + 3):
        check(kata.bigram_counts(x, y, size), counted(x, y, size))


def test_bigram_counts_of_no_pairs(kata):
    """Where nothing was seen every count is 0.
    쌍이 없으면 모든 횟수가 0입니다."""
    nothing = np.array([], int)
    check(kata.bigram_counts(nothing, nothing, V), np.zeros((V, V), int))


# -- bigram probs ------------------------------------------------------------------------------


def test_bigram_probs_of_a_hand_example(kata):
    """With alpha = 1, seen 1, 0 and 3 times of three symbols becomes 2/7, 1/7 and 4/7.
    alpha가 1이고 기호 세 개가 1번, 0번, 3번 나왔다면 확률은 2/7, 1/7, 4/7입니다."""
    # (1 + 1) / (4 + 3), (0 + 1) / (4 + 3), (3 + 1) / (4 + 3); then 3/10, 6/10, 1/10
    got = kata.bigram_probs(np.array([[1, 0, 3], [2, 5, 0], [0, 0, 0]]), 1)
    check(got, np.array([[2 / 7, 1 / 7, 4 / 7], [3 / 10, 6 / 10, 1 / 10], [1 / 3, 1 / 3, 1 / 3]]))


def test_bigram_probs_without_smoothing_are_shares(kata):
    """With alpha = 0 the probabilities are the shares of the row's own sum, zeros included.
    alpha가 0이면 확률은 그 행의 합에서 차지하는 비율이고, 횟수가 0이면 확률도 0입니다."""
    counts = np.array([[1, 3, 0], [1, 0, 1], [0, 4, 1]])
    got = kata.bigram_probs(counts, 0)
    check(np.shape(got), (3, 3))
    check(np.asarray(got)[counts == 0], np.zeros(3))
    check(got, np.array([[0.25, 0.75, 0], [0.5, 0, 0.5], [0, 0.8, 0.2]]))


def test_bigram_probs_add_alpha_to_every_count(kata, rng):
    """alpha = 0.3 is added to each of the V counts of a row, so alpha V to their sum.
    alpha = 0.3을 행의 횟수 V개에 모두 더하므로 합에는 alpha V가 더해집니다."""
    counts = rng.integers(0, 9, (V, V))
    expected = [[(n + 0.3) / (sum(row) + 0.3 * V) for n in row] for row in counts.tolist()]
    check(kata.bigram_probs(counts, 0.3), expected, dtype="float64")


def test_bigram_probs_of_a_row_never_seen_are_uniform(kata):
    """Of a token that was never followed by anything nothing is known: 1/V each, also with alpha = 0.
    다음에 무엇이 오는지 한 번도 못 본 토큰은 아는 것이 없으니 모두 1/V입니다. alpha가 0이어도 그렇습니다."""
    counts = np.array([[2, 0, 2, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]])
    for alpha in (0, 0.5):
        got = kata.bigram_probs(counts, alpha)
        check(got, got, dtype="float64")
        check(np.shape(got), (4, 4))
        check(np.asarray(got)[[1, 3]], np.full((2, 4), 0.25))


# -- perplexity --------------------------------------------------------------------------------


def test_perplexity_of_a_hand_example(kata):
    """Two pairs with the probabilities 1/2 and 1/8 make a perplexity of 4.
    확률이 1/2과 1/8인 쌍이 하나씩 있으면 퍼플렉시티는 4입니다."""
    # exp((ln 2 + ln 8) / 2) = √16
    probs = np.array([[0.5, 0.375, 0.125], [0.25, 0.625, 0.125], [0.125, 0.5, 0.375]])
    check(kata.perplexity(probs, np.array([0, 1]), np.array([0, 2])), 4.0)


def test_perplexity_of_knowing_nothing_is_the_number_of_symbols(kata, rng):
    """A table that holds every symbol for equally likely wavers between all V of them, whatever the text.
    모든 기호를 똑같이 그럴듯하게 보는 표의 퍼플렉시티는 글이 무엇이든 정확히 V입니다."""
    for size in (V, 41):
        x, y = some_pairs(rng)
        check(kata.perplexity(np.full((size, size), 1 / size), x, y), float(size))


def test_perplexity_is_a_mean_over_pairs(kata, rng):
    """A text twice as long with the same pairs is no harder, and their order does not matter.
    같은 쌍이 두 번씩 나오는 긴 글이라고 더 어렵지는 않습니다. 쌍의 순서도 상관없습니다."""
    probs, (x, y) = some_probs(rng), some_pairs(rng)
    probs = (probs + 0.1) / 1.5
    expected = exp(-sum(log(probs[i, j]) for i, j in zip(x.tolist(), y.tolist())) / N)
    check(kata.perplexity(probs, x, y), expected)
    check_mean(lambda x, y: kata.perplexity(probs, x, y), x, y)


def test_perplexity_of_a_long_text(kata, rng):
    """The probabilities of 2,000 pairs have a product too small for any float; their mean log has not.
    쌍 2,000개의 확률을 곱하면 실수로 나타낼 수 없을 만큼 작지만, 로그의 평균은 그렇지 않습니다."""
    probs = np.array([[0.25, 0.75], [0.5, 0.5]])
    x, y = rng.permutation([0] * 1000 + [1] * 1000), np.zeros(2000, int)
    check(kata.perplexity(probs, x, y), 8**0.5)  # one half with 1/4, one half with 1/2


def test_perplexity_of_the_impossible_is_infinite(kata):
    """One pair with probability 0 and the whole text is impossible: inf, without a warning.
    확률이 0인 쌍이 하나라도 있으면 있을 수 없는 글입니다. 경고 없이 inf를 돌려주세요."""
    probs = np.array([[0.5, 0.5, 0], [0.25, 0.5, 0.25], [1, 0, 0]])
    check(kata.perplexity(probs, np.array([1, 0, 1]), np.array([1, 2, 0])), float("inf"))
    check(kata.perplexity(probs, np.array([1, 0, 1]), np.array([1, 1, 1])), 2.0)


def test_perplexity_of_the_nearly_impossible_is_finite(kata):
    """Probabilities of 10⁻¹² and 1 make a perplexity of a million: however small, it is not 0.
    확률이 10⁻¹²과 1이면 퍼플렉시티는 100만입니다. 아무리 작아도 0은 아닙니다."""
    # exp((12 ln 10 + 0) / 2) = 10⁶
    probs = np.array([[1 - 1e-12, 1e-12], [1.0, 0.0]])
    check(kata.perplexity(probs, np.array([0, 1]), np.array([1, 0])), 1e6)


def test_perplexity_refuses_a_text_without_pairs(kata):
    """Without pairs there is no mean: raise ValueError.
    쌍이 없으면 평균도 없습니다. ValueError를 발생시키세요."""
    nothing = np.array([], int)
    with pytest.raises(ValueError):
        kata.perplexity(np.full((V, V), 1 / V), nothing, nothing)


# -- neural step -------------------------------------------------------------------------------


def test_neural_step_of_a_hand_example(kata):
    """From zeros, after 0 to 1, 0 to 2 and twice 2 to 0, the logits of rows 0 and 2 have moved.
    0에서 출발해 0 다음 1, 0 다음 2를 한 번씩, 2 다음 0을 두 번 보면 0번 행과 2번 행의 로짓이 움직입니다."""
    # Row 0, two pairs: 2 · (1/3, 1/3, 1/3) - (0, 1, 1) = (2/3, -1/3, -1/3), over four pairs: / 4.
    # Row 2, two pairs: 2 · (1/3, 1/3, 1/3) - (2, 0, 0) = (-4/3, 2/3, 2/3), / 4. The step: · 1.2 / 4 = · 0.3
    got = kata.neural_step(np.zeros((3, 3)), np.array([0, 0, 2, 2]), np.array([1, 2, 0, 0]), 1.2)
    check(got, np.array([[-0.2, 0.1, 0.1], [0, 0, 0], [0.4, -0.2, -0.2]]))


def test_neural_step_goes_down_the_measured_gradient(kata, rng):
    """The step is the learning rate times the slope of the loss, measured by nudging every logit.
    한 걸음은 로짓을 하나씩 움직여 잰 손실의 기울기에 학습률을 곱한 만큼 내려가야 합니다."""
    W, (x, y) = rng.normal(size=(V, V)), some_pairs(rng)
    slope = central(lambda W: cross_entropy(W, x, y), W)
    for rate in (0.3, 7.0):
        # the solution is off by 9e-11 of the rate at most, over 300 seeds
        check(kata.neural_step(W, x, y, rate), W - rate * slope, dtype="float64", rtol=RTOL, atol=1e-8)


def test_neural_step_is_a_mean_over_pairs(kata, rng):
    """All pairs twice over make the same step, and so do the pairs in another order.
    모든 쌍이 두 번씩 나와도 걸음은 같습니다. 순서를 바꾸어도 같습니다."""
    W, (x, y) = rng.normal(size=(V, V)), some_pairs(rng)
    check_mean(lambda x, y: kata.neural_step(W, x, y, 0.7), x, y)


def test_neural_step_leaves_what_it_has_not_seen(kata, rng):
    """Of a token that never asks nothing is learned: its row stays; so does the W that came in.
    한 번도 나오지 않은 토큰에 대해서는 배우는 것이 없습니다. 그 행도, 받은 W도 그대로 두세요."""
    W, (x, y) = rng.normal(size=(V, V)), some_pairs(rng)
    kept = W.copy()
    got = kata.neural_step(W, x, y, 0.7)
    check(np.asarray(got)[3], kept[3], rtol=0, atol=0)
    check(W, kept, rtol=0, atol=0)
    check_repeatable(kata.neural_step, W, x, y, 0.7)


def test_neural_step_stays_where_the_network_says_what_the_table_says(kata, rng):
    """Where softmax(W) is the table of shares, the gradient is zero: there is nothing left to learn.
    softmax(W)가 횟수의 비율과 같아지면 기울기는 0입니다. 더 배울 것이 없습니다."""
    x, y = (np.concatenate([a, b]) for a, b in zip(some_pairs(rng), np.indices((V, V)).reshape(2, -1)))
    W = np.log(counted(x, y)) + rng.normal(size=(V, 1))
    check(kata.neural_step(W, x, y, 0.7), W, atol=1e-9)  # the solution moves by 3e-17


def test_neural_step_with_large_logits(kata):
    """Logits of 1000 and -1000 are nothing special: softmax makes 1 and 0 of them.
    로짓이 1000이나 -1000이어도 별일이 아닙니다. softmax를 거치면 1과 0이 됩니다."""
    # row 0 answers (1, 0); seen: 0 once, 1 once. 2 · (1, 0) - (1, 1) = (1, -1), / 4 pairs, · 0.4 = 0.1
    W = np.array([[1000.0, 0.0], [0.0, -1000.0]])
    got = kata.neural_step(W, np.array([0, 0, 1, 1]), np.array([0, 1, 0, 0]), 0.4)
    check(got, np.array([[999.9, 0.1], [0, -1000]]))


# -- sample ------------------------------------------------------------------------------------


def test_sample_follows_a_table_without_choice(kata, rng):
    """Where 2 is followed by 0, 0 by 3, 3 by 1 and 1 by 2, the text from 2 on is 0, 3, 1, 2, 0.
    2 다음은 0, 0 다음은 3, 3 다음은 1, 1 다음은 2뿐이면 2에서 시작하는 글은 0, 3, 1, 2, 0입니다."""
    probs = np.eye(4)[[3, 2, 0, 1]]
    ints(kata.sample(rng, probs, 2, 5), [0, 3, 1, 2, 0])


def test_sample_draws_each_token_from_the_row_of_the_one_before(kata, rng):
    """The pairs in 4,000 drawn tokens, counted, are as many as the table says, and never an impossible one.
    뽑은 토큰 4,000개에서 쌍마다 세어 보면 표의 확률만큼 나오고, 확률이 0인 쌍은 한 번도 나오지 않습니다."""
    probs = rng.permuted(np.tile([0, 0.1, 0.2, 0.3, 0.4], (V, 1)), axis=1)
    got = kata.sample(rng, probs, 1, 4000)
    check(got, np.zeros(4000, int), atol=V)  # 4,000 integers; which ones, the last line asks
    counts = counted(np.append(1, got), got)
    expected = counts.sum(axis=1, keepdims=True) * probs
    # each count within five standard deviations, √(n p (1 - p)); where p is 0, not a single one
    near = np.abs(counts - expected) <= SIGMAS * np.sqrt(expected * (1 - probs))
    check(counts, np.where(near, counts, expected.round().astype(int)))


def test_sample_draws_from_the_generator_it_is_given(kata):
    """The same seed writes the same text; the next call with the same generator writes another.
    시드가 같으면 같은 글이 나오고, 같은 rng로 다시 호출하면 다른 글이 나옵니다."""
    np.random.seed(0)  # so that drawing from there can be told from other mistakes
    probs, rng = np.full((V, V), 1 / V), np.random.default_rng(1)
    first, second = (kata.sample(rng, probs, 0, 50) for _ in range(2))
    check(kata.sample(np.random.default_rng(1), probs, 0, 50), np.array(first))
    assert not np.array_equal(first, second)


def test_sample_of_no_tokens(kata, rng):
    """n = 0 asks for nothing: an array of no integers.
    n이 0이면 빈 정수 배열을 돌려주세요."""
    ints(kata.sample(rng, np.full((V, V), 1 / V), 0, 0), [])


# -- real texts --------------------------------------------------------------------------------


def held_out(lang):
    """The tokens of a book that are learned from, and the last tenth, which nobody has seen."""
    symbols, tokens = book(lang)
    cut = len(tokens) * 9 // 10
    return symbols, tokens[:cut], tokens[cut:]


def alone(symbols, seen, unseen):
    """The perplexity of a guess that looks at no symbol at all: how often each came, and 1/10 more."""
    times = Counter(seen.tolist())
    share = [log((times[token] + 0.1) / (len(seen) + 0.1 * len(symbols))) for token in range(len(symbols))]
    return exp(-sum(share[token] for token in unseen[1:].tolist()) / (len(unseen) - 1))


def surprise(probs, x, y):
    """The mean of -ln probs[x, y]."""
    return -np.log(probs[x, y]).mean()


@pytest.mark.parametrize("lang", BOOKS)
def test_one_symbol_back_helps_on_pages_nobody_has_seen(kata, lang):
    """On the last tenth of a real book the table wavers between half as many symbols as a guess without it.
    실제 책의 마지막 10분의 1에서, 앞 기호를 보는 표의 퍼플렉시티는 아무것도 안 볼 때의 절반쯤입니다."""
    symbols, seen, unseen = held_out(lang)
    counts = kata.bigram_counts(*kata.pairs(seen), len(symbols))
    probs, (x, y) = kata.bigram_probs(counts, 0.1), kata.pairs(unseen)
    # a few pairs first: what makes a table of all x and all y would fill the memory with 14,000
    check(kata.perplexity(probs, x[:200], y[:200]), exp(surprise(probs, x[:200], y[:200])))
    got = kata.perplexity(probs, x, y)
    # of the table, and of a guess that looks at nothing: Alice 10.365 and 20.697, 메밀꽃 9.654 and 31.832
    check(got, {"en": 10.365, "ko": 9.654}[lang], rtol=1e-4)
    without = alone(symbols, seen, unseen)
    assert got < 0.51 * without, f"{got:.3f} >= 0.51 · {without:.3f}"


@pytest.mark.parametrize("lang", BOOKS)
def test_a_network_that_never_counts_comes_to_the_same_table(kata, lang):
    """After 200 steps from zeros on 1,000 tokens of a book it is within 10 % of the table's perplexity.
    책의 토큰 1,000개로 0에서 200걸음을 가면 퍼플렉시티가 횟수로 만든 표와 10 % 안쪽으로 가까워집니다."""
    symbols, tokens = book(lang)
    x, y = tokens[:999], tokens[1:1000]
    counts = counted(x, y, len(symbols))
    asked = counts.sum(axis=1, keepdims=True)
    W = kata.neural_step(np.zeros(counts.shape), x, y, 50.0)
    check(W, 50 / 999 * (counts - asked / len(symbols)))  # a wrong step is not worth another 199
    for _ in range(199):
        W = kata.neural_step(W, x, y, 50.0)
    times = exp(surprise(softmax(np.asarray(W)), x, y) - surprise(counts / np.maximum(asked, 1), x, y))
    # 1.022 in English, 1.036 in Korean; after 50 steps 1.113 and 1.235, before the first 5.3 and 10.9
    assert times < 1.10, f"{times:.3f} >= 1.10"


def test_a_sampled_text_has_only_pairs_that_the_book_has(kata, rng):
    """Drawn from Alice without smoothing, every two neighbours of the new text are neighbours in Alice.
    평활 없이 앨리스에서 뽑은 글에서는, 이웃한 두 기호가 모두 앨리스에서도 이웃한 적이 있습니다."""
    symbols, tokens = book("en")
    counts = counted(tokens[:-1], tokens[1:], len(symbols))
    probs = kata.bigram_probs(counts, 0)
    got = np.asarray(kata.sample(rng, probs, symbols.index("\n"), 300))
    check(np.shape(got), (300,))
    assert counts[np.append(symbols.index("\n"), got[:-1]), got].all()


# -- speed -------------------------------------------------------------------------------------


def test_speed_of_bigram_counts(kata, rng, benchmark):
    """50,000 pairs: at least twice as fast as a Python loop that adds to an array pair by pair.
    쌍 50,000개를 셀 때, 파이썬 반복문으로 배열에 하나씩 더하는 것보다 2배 이상 빨라야 합니다."""
    inputs = lambda: (*rng.integers(0, 12, (2, 50_000)), 12)  # noqa: E731
    race(benchmark, kata.bigram_counts, yardstick=counted, inputs=inputs, at_least=2)
