"""Wrong answers to k20_next_token that people really write."""

import numpy as np

from dojo.mistake import mistake


def softmax(logits, axis=-1):
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def one_hot(y, V):
    return np.eye(V)[y]


# -- encode ------------------------------------------------------------------------------------


@mistake(
    "encode",
    caught_by="test_encode_uses_the_vocabulary_it_is_given",
    en="Your tokens count the symbols of this text only. What are they for, if the next text has others?",
    ko="이 글에 나온 기호만으로 번호를 매기고 있습니다. 다른 글에 다른 기호가 나오면 번호가 서로 맞을까요?",
)
def a_vocabulary_of_its_own(text, symbols):
    if not set(text) <= set(symbols):
        raise ValueError("unknown symbol")
    token = {symbol: i for i, symbol in enumerate(sorted(set(text)))}
    return np.array([token[symbol] for symbol in text], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_uses_the_vocabulary_it_is_given",
    en="You count code points from the first symbol on. Does every code point in between have a place in symbols?",
    ko="첫 기호의 코드 포인트에서 몇 칸 떨어졌는지 세고 있습니다. 그 사이의 문자가 모두 symbols에 있나요?",
)
def distance_between_code_points(text, symbols):
    if not set(text) <= set(symbols):
        raise ValueError("unknown symbol")
    return np.array([ord(symbol) - ord(symbols[0]) for symbol in text], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_refuses_an_unknown_symbol",
    en="An unknown symbol gets the token -1 and no error. Which symbol does -1 stand for when you decode it?",
    ko="모르는 기호가 오류 없이 -1이 됩니다. -1을 다시 글로 바꾸면 어떤 기호가 되나요?",
)
def minus_one_for_unknown(text, symbols):
    token = {symbol: i for i, symbol in enumerate(symbols)}
    return np.array([token.get(symbol, -1) for symbol in text], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_refuses_an_unknown_symbol",
    en="Symbols that are not in the vocabulary are left out. Who will notice that the text has become another one?",
    ko="어휘에 없는 기호를 말없이 빼고 있습니다. 글이 달라졌다는 것을 누가 알아챌 수 있을까요?",
)
def unknown_symbols_dropped(text, symbols):
    token = {symbol: i for i, symbol in enumerate(symbols)}
    return np.array([token[symbol] for symbol in text if symbol in token], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_refuses_an_unknown_symbol",
    en="Which error does a dict raise for a key it does not have, and which one does the docstring ask for?",
    ko="딕셔너리에 없는 키를 찾으면 어떤 오류가 나나요? docstring에서 말한 오류는 무엇인가요?",
)
def a_key_error(text, symbols):
    token = {symbol: i for i, symbol in enumerate(symbols)}
    return np.array([token[symbol] for symbol in text], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_of_an_empty_text",
    en="What dtype does np.array give to an empty list?",
    ko="빈 리스트를 np.array로 바꾸면 dtype은 무엇이 되나요?",
)
def an_empty_array_of_floats(text, symbols):
    if not set(text) <= set(symbols):
        raise ValueError("unknown symbol")
    return np.array([symbols.index(symbol) for symbol in text])


@mistake(
    "encode",
    caught_by="test_encode_keeps_every_symbol_of_the_text",
    en="Something trims the text before it is encoded. Are spaces and line breaks not symbols as well?",
    ko="글을 토큰으로 바꾸기 전에 앞뒤가 잘려 나갑니다. 빈칸과 줄바꿈도 기호가 아닌가요?",
)
def blanks_stripped(text, symbols):
    token = {symbol: i for i, symbol in enumerate(symbols)}
    if not set(text) <= token.keys():
        raise ValueError("unknown symbol")
    return np.array([token[symbol] for symbol in text.strip()], dtype=int)


@mistake(
    "encode",
    caught_by="test_encode_refuses_an_unknown_symbol",
    en="What does searchsorted say of a symbol that is not there?",
    ko="searchsorted는 어휘에 없는 기호에 대해 무엇을 돌려주나요?",
)
def where_it_would_stand(text, symbols):
    return np.searchsorted(symbols, np.array(list(text), dtype=str))


# -- pairs -------------------------------------------------------------------------------------


@mistake(
    "pairs",
    caught_by="test_pairs_of_a_hand_example",
    en="Which of your two arrays begins at the first token of the text, and which one should: the question or the answer?",
    ko="두 배열 가운데 글의 첫 토큰에서 시작하는 것은 어느 쪽인가요? 질문인가요, 답인가요?",
)
def answers_first(tokens):
    return tokens[1:], tokens[:-1]


@mistake(
    "pairs",
    caught_by="test_pairs_of_a_hand_example",
    en="What follows the last token of the text? Is it the first one?",
    ko="글의 마지막 토큰 다음에는 무엇이 오나요? 다시 첫 토큰인가요?",
)
def the_end_joined_to_the_beginning(tokens):
    return tokens, np.roll(tokens, -1)


@mistake(
    "pairs",
    caught_by="test_pairs_of_a_hand_example",
    en="Question and answer are the same token. What can be learned from a question that contains its answer?",
    ko="질문과 답이 같은 토큰입니다. 답이 들어 있는 질문에서 무엇을 배울 수 있을까요?",
)
def the_answer_is_the_question(tokens):
    return tokens[:-1], tokens[:-1]


@mistake(
    "pairs",
    caught_by="test_pairs_of_a_hand_example",
    en="Does a token that has been an answer ask for the next one as well, or is it used up?",
    ko="답으로 쓰인 토큰은 그다음 토큰을 묻는 질문도 되나요, 아니면 한 번만 쓰이나요?",
)
def every_token_used_once(tokens):
    whole = len(tokens) // 2 * 2
    return tokens[:whole:2], tokens[1:whole:2]


# -- windows -----------------------------------------------------------------------------------


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="rng.integers leaves out its upper end. Does the last possible passage ever come?",
    ko="rng.integers의 위쪽 끝은 나오지 않습니다. 맨 마지막 구간이 뽑힐 수 있나요?",
)
def the_last_start_missing(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    starts = rng.integers(0, max(len(tokens) - length - 1, 1), n)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="Is there still a token after the last passage you may draw? Where would its answer come from?",
    ko="마지막으로 뽑힐 수 있는 구간 뒤에 토큰이 남아 있나요? 그 답은 어디에서 오나요?",
)
def a_start_too_many(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    starts = rng.integers(0, len(tokens) - length + 1, n)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="How long is tokens[i + 1 : i + length + 1] at the last place where you may start?",
    ko="뽑힐 수 있는 마지막 자리에서 tokens[i + 1 : i + length + 1]의 길이는 얼마인가요?",
)
def a_slice_too_many(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    starts = rng.integers(0, len(tokens) - length + 1, n)
    x = np.array([tokens[i : i + length] for i in starts])
    return x, np.array([tokens[i + 1 : i + length + 1] for i in starts])


@mistake(
    "windows",
    caught_by="test_windows_are_passages_and_their_answers_one_token_further",
    en="How many different passages are in your batch?",
    ko="뽑은 구간 가운데 서로 다른 것은 몇 개인가요?",
)
def tokens_drawn_one_by_one(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    at = rng.integers(0, len(tokens) - length, (n, length))
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_are_passages_and_their_answers_one_token_further",
    en="Where does y begin: one token after x begins, or where x ends?",
    ko="y는 어디에서 시작하나요? x가 시작한 다음 토큰인가요, x가 끝난 자리인가요?",
)
def the_passage_after_it(rng, tokens, length, n):
    starts = rng.integers(0, len(tokens) - length, n)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[(at + length) % len(tokens)]


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="May a passage begin in the middle of another one, or only where the one before it has ended?",
    ko="구간은 다른 구간의 중간에서도 시작할 수 있나요, 아니면 앞 구간이 끝난 자리에서만 시작하나요?",
)
def only_starts_at_multiples(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    starts = rng.integers(0, (len(tokens) - 1) // length, n) * length
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_draw_from_the_generator_they_are_given",
    en="Whose random numbers do you draw – those of the rng that was passed in?",
    ko="난수를 어디에서 뽑고 있나요? 인자로 받은 rng에서 뽑나요?",
)
def starts_from_elsewhere(rng, tokens, length, n):
    starts = np.random.default_rng(0).integers(0, len(tokens) - length, n)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="How many random numbers do you draw for n passages?",
    ko="구간 n개를 뽑으면서 난수는 몇 개를 뽑고 있나요?",
)
def one_passage_n_times(rng, tokens, length, n):
    starts = np.full(n, rng.integers(0, len(tokens) - length))
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_wherever_the_others_do",
    en="Does where one passage starts say anything about where the next one does?",
    ko="한 구간이 시작한 자리를 알면 다음 구간이 시작할 자리도 알 수 있나요?",
)
def one_after_the_other(rng, tokens, length, n):
    room = len(tokens) - length
    starts = (rng.integers(0, room) + np.arange(n)) % room
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_everywhere_equally_often",
    en="May two passages start at the same place?",
    ko="두 구간이 같은 자리에서 시작해도 되나요?",
)
def no_start_twice(rng, tokens, length, n):
    if len(tokens) <= length:
        raise ValueError("the text is too short")
    starts = rng.choice(len(tokens) - length, n, replace=False)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_start_wherever_the_others_do",
    en="May two passages start at the same place, also where there is room for others?",
    ko="다른 자리가 남아 있어도 두 구간이 같은 자리에서 시작할 수 있나요?",
)
def no_start_twice_while_there_is_room(rng, tokens, length, n):
    room = len(tokens) - length
    starts = rng.choice(room, n, replace=n > room)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


@mistake(
    "windows",
    caught_by="test_windows_are_passages_and_their_answers_one_token_further",
    en="Is only the last token of a passage a question, or every one? How many answers are there then?",
    ko="구간의 마지막 토큰만 질문인가요, 모든 토큰이 질문인가요? 그러면 답은 몇 개인가요?",
)
def one_answer_for_a_passage(rng, tokens, length, n):
    starts = rng.integers(0, len(tokens) - length, n)
    return tokens[starts[:, None] + np.arange(length)], tokens[starts + length]


@mistake(
    "windows",
    caught_by="test_windows_draw_from_the_generator_they_are_given",
    en="Whose random numbers do you draw – those of the rng that was passed in?",
    ko="난수를 어디에서 뽑고 있나요? 인자로 받은 rng에서 뽑나요?",
)
def starts_from_numpy(rng, tokens, length, n):
    starts = np.random.randint(0, len(tokens) - length, n)
    at = starts[:, None] + np.arange(length)
    return tokens[at], tokens[at + 1]


# -- bigram counts -----------------------------------------------------------------------------


@mistake(
    "bigram_counts",
    caught_by="test_bigram_counts_of_a_hand_example",
    en="How much does counts[x, y] += 1 add when the same pair is twice in x and y? What does np.add.at do?",
    ko="x와 y에 같은 쌍이 두 번 있으면 counts[x, y] += 1은 얼마를 더하나요? np.add.at은 어떤가요?",
)
def each_pair_counted_once(x, y, V):
    counts = np.zeros((V, V), int)
    counts[x, y] += 1
    return counts


@mistake(
    "bigram_counts",
    caught_by="test_bigram_counts_of_a_hand_example",
    en="Row i should say what comes after i. What do your rows say?",
    ko="i번 행은 i 다음에 무엇이 오는지 말해야 합니다. 지금 행은 무엇을 말하고 있나요?",
)
def rows_and_columns_swapped(x, y, V):
    return np.bincount(y * V + x, minlength=V * V).reshape(V, V)


@mistake(
    "bigram_counts",
    caught_by="test_bigram_counts_of_a_hand_example",
    en="How large is the table if the last symbols of the vocabulary are not in this text?",
    ko="어휘의 마지막 기호들이 이 글에 나오지 않으면 표의 크기는 어떻게 되나요?",
)
def a_table_as_large_as_the_largest_token(x, y, V):
    V = max(x.max(initial=0), y.max(initial=0)) + 1
    return np.bincount(x * V + y, minlength=V * V).reshape(V, V)


@mistake(
    "bigram_counts",
    caught_by="test_speed_of_bigram_counts",
    en="Your loop goes through Python once for every pair. Which NumPy function counts them all in one call?",
    ko="쌍마다 파이썬 반복문을 한 번씩 돌고 있습니다. 한 번의 호출로 모두 세는 NumPy 함수는 무엇일까요?",
)
def one_pair_at_a_time(x, y, V):
    counts = np.zeros((V, V), int)
    for i, j in zip(x, y):
        counts[i, j] += 1
    return counts


@mistake(
    "bigram_counts",
    caught_by="test_bigram_counts_of_a_hand_example",
    en="How many numbers does bincount return if the last pairs of the table never come?",
    ko="표의 마지막 쌍들이 나오지 않으면 bincount는 숫자를 몇 개 돌려주나요?",
)
def a_row_that_ends_too_early(x, y, V):
    return np.bincount(x * V + y).reshape(V, V)


# -- bigram probs ------------------------------------------------------------------------------


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_hand_example",
    en="Which sums are 1 in your table, those of the rows or those of the columns?",
    ko="표에서 합이 1인 것은 행인가요, 열인가요?",
)
def columns_with_the_sum_one(counts, alpha):
    smoothed = counts + float(alpha)
    sums = smoothed.sum(axis=0)
    return np.where(sums > 0, smoothed, 1 / len(counts)) / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_hand_example",
    en="The sums of the rows are an array of shape (V,). Along which axis does (V, V) / (V,) spread them?",
    ko="행의 합은 모양이 (V,)인 배열입니다. (V, V) / (V,)는 그 합을 어느 축으로 늘어놓나요?",
)
def row_sums_spread_over_columns(counts, alpha):
    smoothed = counts + float(alpha)
    sums = smoothed.sum(axis=1)
    return np.where(sums > 0, smoothed, 1 / len(counts)) / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_without_smoothing_are_shares",
    en="Your whole table has the sum 1. If token 0 has just come, what do its V probabilities add up to?",
    ko="표 전체의 합이 1입니다. 방금 0번 토큰이 나왔다면 그다음 확률 V개의 합은 얼마인가요?",
)
def one_sum_for_the_whole_table(counts, alpha):
    return (counts + alpha) / (counts.sum() + alpha * counts.size)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_hand_example",
    en="alpha is added to V counts of a row. By how much does their sum grow?",
    ko="alpha를 행의 횟수 V개에 더했습니다. 합은 얼마나 커지나요?",
)
def alpha_added_once_to_the_sum(counts, alpha):
    sums = counts.sum(axis=1, keepdims=True) + alpha
    return np.where(sums > 0, counts + alpha, 1 / len(counts)) / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_hand_example",
    en="You divide by the sum of the counts as they were. Is the sum of each row still 1 after adding alpha?",
    ko="더하기 전 횟수의 합으로 나누고 있습니다. alpha를 더한 뒤에도 행의 합이 1인가요?",
)
def divided_by_the_old_sum(counts, alpha):
    sums = counts.sum(axis=1, keepdims=True)
    return np.where(sums > 0, counts + alpha, 1 / len(counts)) / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_hand_example",
    en="alpha is for every pair. Which counts do you leave without it?",
    ko="alpha는 모든 쌍에 더합니다. 어떤 횟수에는 더하지 않고 있나요?",
)
def alpha_for_zeros_only(counts, alpha):
    smoothed = np.where(counts == 0, float(alpha), counts)
    sums = smoothed.sum(axis=1, keepdims=True)
    return np.where(sums > 0, smoothed, 1 / len(counts)) / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_row_never_seen_are_uniform",
    en="With alpha = 0, what is the sum of a row that was never seen, and what do you divide?",
    ko="alpha가 0이면 한 번도 못 본 행의 합은 얼마이고, 무엇을 무엇으로 나누게 되나요?",
)
def nothing_divided_by_nothing(counts, alpha):
    smoothed = counts + alpha
    return smoothed / smoothed.sum(axis=1, keepdims=True)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_of_a_row_never_seen_are_uniform",
    en="Your row of a token that was never seen is all zeros. What do its probabilities add up to?",
    ko="한 번도 못 본 토큰의 행이 모두 0입니다. 그 확률을 모두 더하면 얼마인가요?",
)
def zeros_for_what_was_never_seen(counts, alpha):
    smoothed = counts + float(alpha)
    sums = smoothed.sum(axis=1, keepdims=True)
    return smoothed / np.where(sums > 0, sums, 1)


@mistake(
    "bigram_probs",
    caught_by="test_bigram_probs_without_smoothing_are_shares",
    en="With alpha = 0, may a pair that never came have a probability? What do you add besides alpha?",
    ko="alpha가 0일 때 한 번도 나오지 않은 쌍에 확률이 있어도 되나요? alpha 말고 무엇을 더하고 있나요?",
)
def a_tiny_number_added(counts, alpha):
    smoothed = counts + alpha + 1e-9
    return smoothed / smoothed.sum(axis=1, keepdims=True)


# -- perplexity --------------------------------------------------------------------------------


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="You have the mean surprise in nats. What turns it into a number of symbols?",
    ko="평균 놀라움(-ln p의 평균)까지 구했습니다. 이것을 기호의 개수로 바꾸려면 무엇을 해야 하나요?",
)
def the_cross_entropy(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float(-np.log(given).mean()) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="Is the exponent the sum over the pairs or their mean? What would a text twice as long have?",
    ko="지수는 쌍에 대한 합인가요, 평균인가요? 글이 두 배로 길어지면 값이 어떻게 되나요?",
)
def exp_of_the_sum(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float(np.exp(-np.log(given).sum())) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="In which order: first the logarithm and then the mean, or first the mean? Does it make a difference?",
    ko="로그를 먼저 취하고 평균을 내나요, 평균을 먼저 내나요? 순서에 따라 값이 달라질까요?",
)
def log_of_the_mean(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float(np.exp(-np.log(given.mean()))) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="The logarithm and the power that undoes it: do both have the same base?",
    ko="로그와 그 로그를 되돌리는 거듭제곱의 밑이 같은가요?",
)
def two_to_the_nats(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float(2 ** -np.log(given).mean()) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="Row y, column x: which token has come first, and whose row says what follows?",
    ko="y번 행의 x번 열을 보고 있습니다. 먼저 나온 토큰은 어느 것이고, 다음을 말해 주는 것은 누구의 행인가요?",
)
def the_answer_asked_for_the_question(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[y, x]
    return float(np.exp(-np.log(given).mean())) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_long_text",
    en="How small is the product of thousands of probabilities? Is there a float for it?",
    ko="확률 수천 개를 곱하면 얼마나 작아지나요? 그런 실수를 나타낼 수 있나요?",
)
def root_of_the_product(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    product = float(np.prod(probs[x, y]))
    return product ** (-1 / len(x)) if product else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_the_impossible_is_infinite",
    en="You keep the logarithm away from 0 with a tiny number. Is a text that cannot be still said to be impossible?",
    ko="로그에 0이 들어가지 않도록 아주 작은 수를 쓰고 있습니다. 있을 수 없는 글이 여전히 불가능하다고 나오나요?",
)
def a_tiny_number_for_zero(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    return float(np.exp(-np.log(np.maximum(probs[x, y], 1e-12)).mean()))


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_the_impossible_is_infinite",
    en="What does np.log do with a probability of 0, and what should the answer be then?",
    ko="확률이 0이면 np.log는 무엇을 하나요? 그때 답은 무엇이어야 하나요?",
)
def log_of_zero(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    return float(np.exp(-np.log(probs[x, y]).mean()))


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="The logarithm and the power that undoes it: do both have the same base?",
    ko="로그와 그 로그를 되돌리는 거듭제곱의 밑이 같은가요?",
)
def e_to_the_bits(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float(np.exp(-np.log2(given).mean())) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="You take the mean of 1/p. Of what is the mean in the docstring?",
    ko="1/p의 평균을 구하고 있습니다. docstring에서는 무엇의 평균인가요?",
)
def a_mean_of_inverses(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return float((1 / given).mean()) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_a_hand_example",
    en="How many numbers does probs[x][:, y] hold for N pairs?",
    ko="쌍이 N개일 때 probs[x][:, y]에는 숫자가 몇 개 들어 있나요?",
)
def every_question_with_every_answer(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x][:, y]
    return float(np.exp(-np.log(given).mean())) if given.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_the_impossible_is_infinite",
    en="Is a text impossible because the table has a 0 for a pair that never comes in it?",
    ko="표에 0이 있어도 이 글에 그 쌍이 나오지 않는다면, 이 글은 있을 수 없는 글인가요?",
)
def any_zero_of_the_table(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    return float(np.exp(-np.log(probs[x, y]).mean())) if probs.all() else np.inf


@mistake(
    "perplexity",
    caught_by="test_perplexity_of_the_nearly_impossible_is_finite",
    en="From which probability on do you call a pair impossible?",
    ko="확률이 얼마일 때부터 있을 수 없는 쌍으로 보고 있나요?",
)
def tiny_taken_for_zero(probs, x, y):
    if len(x) == 0:
        raise ValueError("no pairs")
    given = probs[x, y]
    return np.inf if np.isclose(given, 0).any() else float(np.exp(-np.log(given).mean()))


# -- neural step -------------------------------------------------------------------------------


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="The loss is a mean over the pairs. Where does their number come into the gradient?",
    ko="손실은 쌍에 대한 평균입니다. 기울기에서 쌍의 개수는 어디에 들어가나요?",
)
def gradient_of_the_sum(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, softmax(W[x]) - one_hot(y, len(W)))
    return W - learning_rate * gradient


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="Does your step make the answer more likely or less likely?",
    ko="이 걸음을 가면 답의 확률이 커지나요, 작아지나요?",
)
def uphill(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, softmax(W[x]) - one_hot(y, len(W)))
    return W + learning_rate * gradient / len(x)


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="When a token asks several times, how many of its gradients does gradient[x] += … add to its row?",
    ko="같은 토큰이 여러 번 나오면 gradient[x] += …는 그 행에 기울기를 몇 개나 더하나요?",
)
def one_gradient_for_each_row(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    gradient[x] += softmax(W[x]) - one_hot(y, len(W))
    return W - learning_rate * gradient / len(x)


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="You divide each row by how often its own token asks. Over which pairs is the loss a mean?",
    ko="행마다 그 토큰이 나온 횟수로 나누고 있습니다. 손실은 어떤 쌍들에 대한 평균인가요?",
)
def a_mean_for_each_row(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, softmax(W[x]) - one_hot(y, len(W)))
    asked = np.maximum(np.bincount(x, minlength=len(W)), 1)
    return W - learning_rate * gradient / asked[:, None]


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="Along which axis do the probabilities of one question add up to 1?",
    ko="질문 하나에 대한 확률은 어느 축을 따라 더해야 1이 되나요?",
)
def softmax_over_the_pairs(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, softmax(W[x], axis=0) - one_hot(y, len(W)))
    return W - learning_rate * gradient / len(x)


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="The answer's logit goes up. What becomes of the logits of all the other symbols?",
    ko="답의 로짓은 올라갑니다. 다른 기호들의 로짓은 어떻게 되어야 하나요?",
)
def only_the_answers_logit(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, (x, y), softmax(W)[x, y] - 1)
    return W - learning_rate * gradient / len(x)


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="You divide by the size of a whole (N, V) array. Over how many pairs is the loss a mean?",
    ko="(N, V) 배열의 크기로 나누고 있습니다. 손실은 몇 개의 쌍에 대한 평균인가요?",
)
def a_mean_over_symbols_too(W, x, y, learning_rate):
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, softmax(W[x]) - one_hot(y, len(W)))
    return W - learning_rate * gradient / (len(x) * len(W))


@mistake(
    "neural_step",
    caught_by="test_neural_step_with_large_logits",
    en="How large is e to the power of 1000? What could be taken from all logits of a row first?",
    ko="e의 1000제곱은 얼마나 큰가요? 한 행의 로짓에서 먼저 무엇을 빼 주면 될까요?",
)
def powers_of_large_logits(W, x, y, learning_rate):
    powers = np.exp(W[x])
    gradient = np.zeros_like(W)
    np.add.at(gradient, x, powers / powers.sum(axis=1, keepdims=True) - one_hot(y, len(W)))
    return W - learning_rate * gradient / len(x)


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="W moves between one pair and the next. At which W should the gradients of all pairs be taken?",
    ko="쌍 하나를 볼 때마다 W가 바뀝니다. 모든 쌍의 기울기는 어떤 W에서 구해야 하나요?",
)
def one_small_step_for_each_pair(W, x, y, learning_rate):
    W = W.copy()
    for i, j in zip(x, y):
        W[i] -= learning_rate * (softmax(W[i]) - one_hot(j, len(W))) / len(x)
    return W


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="You take a whole step for each pair, from wherever the last one led. How many steps does one call ask for?",
    ko="쌍마다 앞 걸음이 끝난 자리에서 한 걸음씩 가고 있습니다. 한 번의 호출에서 몇 걸음을 가야 하나요?",
)
def one_step_for_each_pair(W, x, y, learning_rate):
    W = W.copy()
    for i, j in zip(x, y):
        W[i] -= learning_rate * (softmax(W[i]) - one_hot(j, len(W)))
    return W


@mistake(
    "neural_step",
    caught_by="test_neural_step_of_a_hand_example",
    en="What do the probabilities of one question add up to, if the softmax is taken over the whole of W?",
    ko="softmax를 W 전체에 대해 구하면, 질문 하나에 대한 확률의 합은 얼마가 되나요?",
)
def softmax_over_the_whole_table(W, x, y, learning_rate):
    gradient, powers = np.zeros_like(W), np.exp(W - W.max())
    np.add.at(gradient, x, (powers / powers.sum())[x] - one_hot(y, len(W)))
    return W - learning_rate * gradient / len(x)


# -- sample ------------------------------------------------------------------------------------


@mistake(
    "sample",
    caught_by="test_sample_draws_each_token_from_the_row_of_the_one_before",
    en="You take the likeliest token every time. What of the others, which have a probability as well?",
    ko="매번 확률이 가장 큰 토큰을 고르고 있습니다. 확률이 있는 다른 토큰들은 언제 나오나요?",
)
def always_the_likeliest(rng, probs, start, n):
    tokens = [start]
    for _ in range(n):
        tokens.append(int(probs[tokens[-1]].argmax()))
    return np.array(tokens[1:], dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_follows_a_table_without_choice",
    en="From whose row do you draw the second token?",
    ko="두 번째 토큰은 누구의 행에서 뽑고 있나요?",
)
def always_the_row_of_start(rng, probs, start, n):
    return rng.choice(len(probs), n, p=probs[start])


@mistake(
    "sample",
    caught_by="test_sample_follows_a_table_without_choice",
    en="Is start part of the answer? How many new tokens are there?",
    ko="start도 답에 들어가나요? 새로 뽑은 토큰은 몇 개인가요?",
)
def start_comes_first(rng, probs, start, n):
    tokens = [start]
    while len(tokens) < n:
        tokens.append(rng.choice(len(probs), p=probs[tokens[-1]]))
    return np.array(tokens[:n], dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_follows_a_table_without_choice",
    en="Do you look into the row of the last token, or into its column?",
    ko="마지막 토큰의 행을 보고 있나요, 열을 보고 있나요?",
)
def from_the_column(rng, probs, start, n):
    tokens = [start]
    for _ in range(n):
        column = probs[:, tokens[-1]]
        tokens.append(rng.choice(len(probs), p=column / column.sum()))
    return np.array(tokens[1:], dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_draws_from_the_generator_it_is_given",
    en="Whose random numbers do you draw – those of the rng that was passed in?",
    ko="난수를 어디에서 뽑고 있나요? 인자로 받은 rng에서 뽑나요?",
)
def drawn_from_elsewhere(rng, probs, start, n):
    tokens = [start]
    for _ in range(n):
        tokens.append(np.random.choice(len(probs), p=probs[tokens[-1]]))
    return np.array(tokens[1:], dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_draws_from_the_generator_it_is_given",
    en="You make a generator with a seed of your own. Why should two texts that are drawn one after the other differ?",
    ko="시드를 직접 정해 새 생성기를 만들고 있습니다. 글을 두 번 뽑으면 두 글이 어떻게 달라질 수 있을까요?",
)
def the_same_text_each_time(rng, probs, start, n):
    rng, tokens = np.random.default_rng(0), [start]
    for _ in range(n):
        tokens.append(rng.choice(len(probs), p=probs[tokens[-1]]))
    return np.array(tokens[1:], dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_follows_a_table_without_choice",
    en="Is start part of the answer? How many new tokens are there?",
    ko="start도 답에 들어가나요? 새로 뽑은 토큰은 몇 개인가요?",
)
def start_and_n_more(rng, probs, start, n):
    tokens = [start]
    for _ in range(n):
        tokens.append(rng.choice(len(probs), p=probs[tokens[-1]]))
    return np.array(tokens, dtype=int)


@mistake(
    "sample",
    caught_by="test_sample_draws_each_token_from_the_row_of_the_one_before",
    en="Whatever is possible comes equally often. What are the probabilities in the row for?",
    ko="나올 수 있는 토큰이 모두 똑같이 자주 나옵니다. 행에 적힌 확률은 어디에 쓰이나요?",
)
def all_that_is_possible_equally_often(rng, probs, start, n):
    tokens = [start]
    for _ in range(n):
        tokens.append(rng.choice(np.flatnonzero(probs[tokens[-1]])))
    return np.array(tokens[1:], dtype=int)
