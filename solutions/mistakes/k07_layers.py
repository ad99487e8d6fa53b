"""Wrong answers to k07_layers that people really write."""

from itertools import pairwise

import numpy as np

from dojo.mistake import mistake

# -- dense -------------------------------------------------------------------------------------


@mistake(
    "dense",
    caught_by="test_dense_of_a_hand_example",
    en="What does a layer give when all its inputs are 0 – and what should it give?",
    ko="입력이 모두 0이면 층은 무엇을 내보내나요? 무엇을 내보내야 할까요?",
)
def bias_forgotten(x, W, b):
    return x @ W


@mistake(
    "dense",
    caught_by="test_dense_of_a_hand_example",
    en="W is (D, H) here: which of its axes counts the inputs? Would a W that is not square fit your product?",
    ko="여기서 W의 모양은 (D, H)입니다. 입력에 해당하는 축은 어느 쪽인가요? 정사각형이 아닌 W라면 그 곱을 계산할 수 있나요?",
)
def weights_transposed(x, W, b):
    return x @ W.T + b


@mistake(
    "dense",
    caught_by="test_dense_of_a_hand_example",
    en="How often does b[h] enter one output of yours – once, or once for every input?",
    ko="출력 하나에 b[h]가 몇 번 더해지나요? 한 번인가요, 입력마다 한 번씩인가요?",
)
def bias_inside_the_product(x, W, b):
    return x @ (W + b)


@mistake(
    "dense",
    caught_by="test_dense_of_a_hand_example",
    en="May a weighted sum be negative? Whose task is it to turn that into 0?",
    ko="가중합은 음수일 수 있지 않나요? 음수를 0으로 바꾸는 일은 누구의 몫인가요?",
)
def relu_included(x, W, b):
    return np.maximum(x @ W + b, 0)


@mistake(
    "dense",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Which dtype has an array of zeros when you do not say it? What becomes of float32 inputs there?",
    ko="dtype을 적지 않고 0으로 채운 배열의 dtype은 무엇인가요? 입력이 float32라면 결과는 어떻게 되나요?",
)
def added_up_in_float64(x, W, b):
    z = np.zeros((len(x), len(b)))
    z += x @ W + b
    return z


@mistake(
    "dense",
    caught_by="test_an_empty_batch_stays_empty",
    en="Your rows are gathered in a list. How many outputs does an empty list know of?",
    ko="행을 리스트에 모으고 있습니다. 빈 리스트를 보고 출력이 몇 개인지 알 수 있을까요?",
)
def rows_gathered_in_a_list(x, W, b):
    return np.array([row @ W + b for row in x])


@mistake(
    "dense",
    caught_by="test_speed_of_dense",
    en="You visit the rows one by one. What does x @ W do with all of them?",
    ko="행을 하나씩 돌고 있습니다. x @ W는 모든 행을 어떻게 처리하나요?",
)
def one_row_at_a_time(x, W, b):
    z = np.empty((len(x), len(b)), x.dtype)
    for i, row in enumerate(x):
        z[i] = row @ W + b
    return z


# -- relu --------------------------------------------------------------------------------------


@mistake(
    "relu",
    caught_by="test_relu_of_a_hand_example",
    en="Does -2 become 0, or does it become 2?",
    ko="-2가 0이 되나요, 2가 되나요?",
)
def size_without_sign(z):
    return np.abs(z)


@mistake(
    "relu",
    caught_by="test_relu_of_a_hand_example",
    en="How much of a negative number is to pass: a hundredth of it, or nothing?",
    ko="음수는 얼마나 통과시켜야 하나요? 100분의 1인가요, 전혀 통과시키지 말아야 하나요?",
)
def leaking(z):
    return np.where(z > 0, z, z * 0.01)


@mistake(
    "relu",
    caught_by="test_relu_of_a_hand_example",
    en="You say whether z is positive. What is asked is how much: where did the value go?",
    ko="z가 양수인지만 답하고 있습니다. 얼마인지를 물었는데, 원래 값은 어디로 갔나요?",
)
def open_or_shut(z):
    return (z > 0).astype(z.dtype)


@mistake(
    "relu",
    caught_by="test_relu_of_a_hand_example",
    en="np.vectorize takes the type of all its answers from the first one. Which type has yours where z is negative: 0 or 0.0?",
    ko="np.vectorize는 첫 결과의 자료형을 모든 결과에 씁니다. z가 음수일 때 돌려주는 값은 정수 0인가요, 실수 0.0인가요?",
)
def vectorized_to_integers(z):
    return np.vectorize(lambda value: max(0, value))(z)


@mistake(
    "relu",
    caught_by="test_an_empty_batch_stays_empty",
    en="np.vectorize calls your function once to learn what it answers. On what, when the batch is empty?",
    ko="np.vectorize는 결과의 자료형을 알아내려고 함수를 먼저 한 번 호출합니다. 배치가 비어 있으면 무엇으로 호출할까요?",
)
def vectorized(z):
    return np.vectorize(lambda value: max(value, 0 * value))(z)


@mistake(
    "relu",
    caught_by="test_relu_passes_what_is_positive_however_small_or_large",
    en="Is there a largest value that may pass? The definition names none.",
    ko="통과할 수 있는 값에 상한이 있나요? 정의 어디에 그런 말이 있나요?",
)
def cut_off_above(z):
    return np.clip(z, 0, 6)


@mistake(
    "relu",
    caught_by="test_inputs_are_left_alone_and_a_second_call_repeats_the_first",
    en="Whose array do you write zeros into? Someone else may still need it.",
    ko="0을 써넣는 배열은 어디서 온 배열인가요? 다른 누군가가 아직 쓰고 있을지도 모릅니다.",
)
def zeros_written_into_z(z):
    z[z < 0] = 0
    return z


@mistake(
    "relu",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Which dtype have the zeros that you compare a float32 z with?",
    ko="float32인 z와 비교하는 0 배열의 dtype은 무엇인가요?",
)
def zeros_in_float64(z):
    return np.maximum(z, np.zeros(z.shape))


@mistake(
    "relu",
    caught_by="test_speed_of_relu",
    en="You visit the entries one by one. Which NumPy function compares all of them with 0 at once?",
    ko="값을 하나씩 돌고 있습니다. 모든 값을 한꺼번에 0과 견주는 NumPy 함수는 무엇일까요?",
)
def one_entry_at_a_time(z):
    out = np.empty_like(z)
    for at in np.ndindex(z.shape):
        out[at] = max(0.0, z[at])
    return out


# -- softmax -----------------------------------------------------------------------------------


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="What adds up to 1 in your answer – each row, or each column?",
    ko="결과에서 합이 1이 되는 것은 행인가요, 열인가요?",
)
def along_the_columns(logits):
    if len(logits) == 0:
        return logits.copy()
    powers = np.exp(logits - logits.max(axis=0))
    return powers / powers.sum(axis=0)


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="Whose sum do you divide by: the row's own, or that of the whole batch?",
    ko="어떤 합으로 나누고 있나요? 그 행의 합인가요, 배치 전체의 합인가요?",
)
def divided_by_the_sum_of_all(logits):
    if len(logits) == 0:
        return logits.copy()
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="A maximum for each row has shape (N,). With which axis of (N, C) does NumPy line it up?",
    ko="행마다 구한 최댓값의 모양은 (N,)입니다. NumPy는 이것을 (N, C)의 어느 축에 맞추나요?",
)
def axis_dropped(logits):
    powers = np.exp(logits - logits.max(axis=1))
    return powers / powers.sum(axis=1)


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="Do the probabilities of one row add up to 1? Is each made from its own logit alone?",
    ko="한 행의 확률을 더하면 1이 되나요? 혹시 값마다 자기 로짓만 보고 계산하나요?",
)
def sigmoid_of_each(logits):
    return (1 + np.tanh(logits / 2)) / 2


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="Scores may be 0 or negative, and their sum too. What makes every one of them positive before you divide?",
    ko="점수는 0이거나 음수일 수 있고 합도 그렇습니다. 나누기 전에 모든 점수를 양수로 만들어 주는 것은 무엇인가요?",
)
def exponential_forgotten(logits):
    return logits / logits.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="Two logits that differ by ln 2: is one probability twice the other? Which base has your power?",
    ko="두 로짓의 차이가 ln 2이면 한 확률이 다른 확률의 두 배가 되나요? 거듭제곱의 밑이 무엇인가요?",
)
def powers_of_two(logits):
    powers = 2 ** (logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_of_a_hand_example",
    en="Which class is to get the largest probability – that of the largest logit, or of the smallest?",
    ko="가장 큰 확률을 받아야 하는 것은 로짓이 가장 큰 클래스인가요, 가장 작은 클래스인가요?",
)
def sign_turned(logits):
    powers = np.exp(logits.min(axis=1, keepdims=True) - logits)
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_keeps_both_axes",
    en="What does squeeze do to a batch of one row?",
    ko="행이 하나뿐인 배치에 squeeze를 쓰면 모양이 어떻게 되나요?",
)
def squeezed(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.squeeze(powers / powers.sum(axis=1, keepdims=True))


@mistake(
    "softmax",
    caught_by="test_softmax_is_exact_to_the_last_digits",
    en="Once the row's maximum is subtracted, its largest exponential is 1. Can the sum still be 0 – what does your ε guard against?",
    ko="행의 최댓값을 빼면 가장 큰 exp 값은 1입니다. 그래도 합이 0이 될 수 있나요? 그 ε은 무엇을 막아 주나요?",
)
def epsilon_added_to_the_sum(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / (powers.sum(axis=1, keepdims=True) + 1e-8)


@mistake(
    "softmax",
    caught_by="test_softmax_is_exact_to_the_last_digits",
    en="A probability of 1e-30 is a right answer. Which probability do you give instead?",
    ko="확률 1e-30도 올바른 답입니다. 그 대신 어떤 확률을 돌려주고 있나요?",
)
def probabilities_clipped(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.clip(powers / powers.sum(axis=1, keepdims=True), 1e-7, 1 - 1e-7)


@mistake(
    "softmax",
    caught_by="test_softmax_survives_logits_of_a_thousand",
    en="What is exp(1000) in floating point? Which number may you subtract from a whole row before?",
    ko="부동소수점에서 exp(1000)은 얼마일까요? 그 전에 행 전체에서 어떤 수를 빼도 될까요?",
)
def exponential_of_anything(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_survives_logits_of_a_thousand",
    en="Clipped, 1000 and 999 become the same logit. Do they have the same probability?",
    ko="값을 자르면 1000과 999가 같은 로짓이 됩니다. 둘의 확률이 정말 같은가요?",
)
def logits_clipped(logits):
    powers = np.exp(np.clip(logits, -80, 80))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_survives_logits_of_a_thousand",
    en="After subtracting the mean, how large can the largest logit of a row still be?",
    ko="평균을 뺀 뒤에도 행에서 가장 큰 로짓은 얼마나 클 수 있나요?",
)
def mean_subtracted(logits):
    powers = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_softmax_of_rows_of_very_different_size",
    en="Do you subtract each row's own largest logit, or a number that may lie far above it?",
    ko="행마다 무엇을 빼고 있나요? 그 행의 가장 큰 로짓인가요, 그보다 훨씬 클 수도 있는 수인가요?",
)
def maximum_of_the_whole_batch(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Which dtype do your exponentials have when the logits are float32?",
    ko="로짓이 float32일 때 exp 값의 dtype은 무엇인가요?",
)
def always_float64(logits):
    powers = np.exp(logits.astype(float) - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    caught_by="test_speed_of_softmax",
    en="You visit the rows one by one. What do max and sum do along axis 1, and what does keepdims keep?",
    ko="행을 하나씩 돌고 있습니다. max와 sum은 axis=1을 따라 무엇을 하고, keepdims는 무엇을 남겨 주나요?",
)
def one_softmax_at_a_time(logits):
    probs = np.empty_like(logits)
    for i, row in enumerate(logits):
        powers = np.exp(row - row.max())
        probs[i] = powers / powers.sum()
    return probs


# -- forward -----------------------------------------------------------------------------------


def _softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "forward",
    caught_by="test_forward_of_a_hand_example",
    en="How many relus does a network of L layers have? Does one stand before the softmax?",
    ko="층이 L개인 신경망에 relu는 몇 개인가요? 소프트맥스 앞에도 relu가 있나요?",
)
def relu_before_the_softmax(params, x):
    given = [x]
    for W, b in params:
        given.append(np.maximum(given[-1] @ W + b, 0))
    return [*given[:-1], _softmax(given[-1])]


@mistake(
    "forward",
    caught_by="test_forward_of_a_hand_example",
    en="Two dense layers with nothing between them: what single layer does the same?",
    ko="밀집층 두 개 사이에 아무것도 없다면, 층 하나로도 똑같은 계산을 할 수 있지 않을까요?",
)
def no_relu_between(params, x):
    given = [x]
    for W, b in params:
        given.append(given[-1] @ W + b)
    return [*given[:-1], _softmax(given[-1])]


@mistake(
    "forward",
    caught_by="test_forward_of_a_hand_example",
    en="Does every layer end in probabilities, or only the last one?",
    ko="모든 층이 확률로 끝나나요, 마지막 층만 그런가요?",
)
def softmax_in_every_layer(params, x):
    given = [x]
    for W, b in params:
        given.append(_softmax(given[-1] @ W + b))
    return given


@mistake(
    "forward",
    caught_by="test_forward_of_a_hand_example",
    en="The last array of yours holds logits. What turns them into probabilities?",
    ko="리스트의 마지막 배열에 로짓이 들어 있습니다. 로짓을 확률로 바꾸는 것은 무엇인가요?",
)
def logits_at_the_end(params, x):
    given = [x]
    for W, b in params[:-1]:
        given.append(np.maximum(given[-1] @ W + b, 0))
    return [*given, given[-1] @ params[-1][0] + params[-1][1]]


@mistake(
    "forward",
    caught_by="test_forward_of_a_hand_example",
    en="Do you put away what dense gives, or the relu of it? Which of the two is the layer's representation?",
    ko="리스트에 넣는 것은 dense의 결과인가요, 그 결과의 relu인가요? 둘 중 무엇이 층의 표현인가요?",
)
def sums_kept_instead_of_relus(params, x):
    given, out = [x], x
    for W, b in params[:-1]:
        given.append(out @ W + b)
        out = np.maximum(given[-1], 0)
    return [*given, _softmax(out @ params[-1][0] + params[-1][1])]


@mistake(
    "forward",
    caught_by="test_forward_gives_the_input_and_one_representation_for_each_layer",
    en="Only the probabilities come back. Where are the representations on the way to them?",
    ko="확률만 돌려주고 있습니다. 거기까지 가는 동안 거친 표현들은 어디에 있나요?",
)
def only_the_probabilities(params, x):
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
    return _softmax(x @ params[-1][0] + params[-1][1])


@mistake(
    "forward",
    caught_by="test_forward_gives_the_input_and_one_representation_for_each_layer",
    en="Which representation do the pixels themselves have? How many arrays do L layers make with it?",
    ko="픽셀 자체는 몇 번째 표현인가요? 그것까지 세면 층 L개에서 배열은 몇 개인가요?",
)
def input_left_out(params, x):
    given = []
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
        given.append(x)
    return [*given, _softmax(x @ params[-1][0] + params[-1][1])]


@mistake(
    "forward",
    caught_by="test_forward_gives_the_input_and_one_representation_for_each_layer",
    en="How many arrays do you give for each layer? Are the sums before relu and softmax asked for?",
    ko="층마다 배열을 몇 개씩 넣고 있나요? relu나 소프트맥스를 거치기 전의 합도 돌려 달라고 했나요?",
)
def sums_and_activations(params, x):
    given, out = [x], x
    for W, b in params[:-1]:
        z = out @ W + b
        out = np.maximum(z, 0)
        given += [z, out]
    logits = out @ params[-1][0] + params[-1][1]
    return [*given, logits, _softmax(logits)]


@mistake(
    "forward",
    caught_by="test_forward_gives_the_input_and_one_representation_for_each_layer",
    en="You wrote out two layers. What does your code do with one, or with four?",
    ko="층 두 개를 하나하나 적었습니다. 층이 하나이거나 넷이면 어떻게 되나요?",
)
def exactly_two_layers(params, x):
    (W, b), (V, c) = params[0], params[1]
    h = np.maximum(x @ W + b, 0)
    return [x, h, _softmax(h @ V + c)]


@mistake(
    "forward",
    caught_by="test_forward_makes_each_representation_from_the_one_before",
    en="What does the second layer receive: the pixels again, or what the first layer gave?",
    ko="둘째 층이 받는 것은 무엇인가요? 다시 픽셀인가요, 첫째 층이 내보낸 것인가요?",
)
def every_layer_receives_x(params, x):
    given = [x]
    for W, b in params[:-1]:
        given.append(np.maximum(x @ W + b, 0))
    return [*given, _softmax(x @ params[-1][0] + params[-1][1])]


@mistake(
    "forward",
    caught_by="test_inputs_are_left_alone_and_a_second_call_repeats_the_first",
    en="A default value is made once, with the function. What is in your list when the second call begins?",
    ko="기본값은 함수가 정의될 때 한 번만 만들어집니다. 두 번째 호출이 시작될 때 그 리스트에 무엇이 들어 있나요?",
)
def list_kept_between_calls(params, x, given=[]):  # noqa: B006
    given.append(x)
    for W, b in params[:-1]:
        given.append(np.maximum(given[-1] @ W + b, 0))
    given.append(_softmax(given[-1] @ params[-1][0] + params[-1][1]))
    return list(given)


@mistake(
    "forward",
    caught_by="test_inputs_are_left_alone_and_a_second_call_repeats_the_first",
    en="pop takes the last layer out of the caller's list. What is left of the network for the next call?",
    ko="pop은 호출한 쪽의 리스트에서 마지막 층을 꺼내 갑니다. 다음 호출 때 신경망에는 무엇이 남아 있나요?",
)
def last_layer_taken_away(params, x):
    V, c = params.pop()
    given = [x]
    for W, b in params:
        given.append(np.maximum(given[-1] @ W + b, 0))
    return [*given, _softmax(given[-1] @ V + c)]


@mistake(
    "forward",
    caught_by="test_speed_of_forward",
    en="You send the examples through one by one. Which of your lines would not take the whole batch as it is?",
    ko="샘플을 하나씩 통과시키고 있습니다. 배치를 통째로 넣으면 계산할 수 없는 줄이 있나요?",
)
def one_example_at_a_time(params, x):
    widths = [x.shape[1], *(len(b) for _, b in params)]
    given = [np.empty((len(x), width), x.dtype) for width in widths]
    for i, row in enumerate(x):
        given[0][i] = row
        for l, (W, b) in enumerate(params[:-1], 1):
            row = np.maximum(row @ W + b, 0)
            given[l][i] = row
        given[-1][i] = _softmax(row[None] @ params[-1][0] + params[-1][1])[0]
    return given


# -- initialize --------------------------------------------------------------------------------


@mistake(
    "initialize",
    caught_by="test_initialize_makes_a_pair_of_weights_and_zero_biases_for_each_layer",
    en="x is (N, D), and x @ W comes next. Which shape must W have?",
    ko="x는 (N, D)이고 다음에 x @ W를 계산합니다. W의 모양은 어때야 하나요?",
)
def outputs_before_inputs(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / d), (h, d)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_makes_a_pair_of_weights_and_zero_biases_for_each_layer",
    en="Does a bias need chance? What is said about it in the stub?",
    ko="편향도 난수로 뽑아야 하나요? 설명에는 어떻게 적혀 있나요?",
)
def biases_drawn_too(sizes, rng):
    return [
        (rng.normal(0, np.sqrt(2 / d), (d, h)), rng.normal(0, np.sqrt(2 / d), h)) for d, h in pairwise(sizes)
    ]


@mistake(
    "initialize",
    caught_by="test_initialize_makes_a_pair_of_weights_and_zero_biases_for_each_layer",
    en="How many axes has b: is it (H,) or (1, H)?",
    ko="b의 축은 몇 개인가요? (H,)인가요, (1, H)인가요?",
)
def bias_of_two_axes(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / d), (d, h)), np.zeros((1, h))) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs",
    en="2 / D is a variance. Which of the two does rng.normal take: the variance or the standard deviation?",
    ko="2 / D는 분산입니다. rng.normal은 분산을 받나요, 표준편차를 받나요?",
)
def variance_for_deviation(sizes, rng):
    return [(rng.normal(0, 2 / d, (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs",
    en="How many terms does one output add up – as many as the layer has inputs, or as many as it has outputs?",
    ko="출력 하나는 몇 개의 항을 더한 값인가요? 층의 입력 수만큼인가요, 출력 수만큼인가요?",
)
def spread_by_the_outputs(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / h), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs",
    en="Inputs and outputs both stand under your root, as Glorot has it. Which of them does He ask for?",
    ko="제곱근 안에 입력 수와 출력 수가 둘 다 들어 있습니다. 그것은 Glorot의 식입니다. He의 식에는 어느 것이 들어가나요?",
)
def as_glorot_has_it(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / (d + h)), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_real_digits_keep_their_size_through_eight_layers",
    en="A relu loses half of the mean square in every layer. What in your deviation gives it back?",
    ko="relu를 지날 때마다 제곱 평균이 반으로 줄어듭니다. 지금 표준편차의 식에서 이것을 되돌려 놓는 것은 무엇인가요?",
)
def without_the_two(sizes, rng):
    return [(rng.normal(0, np.sqrt(1 / d), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_an_untrained_network_is_as_unsure_as_ten_classes_allow",
    en="Add up 784 numbers of size 1 by weights of size 1: how large is the sum? What does softmax make of it?",
    ko="크기가 1쯤인 수 784개에 크기가 1쯤인 가중치를 곱해 더하면 얼마나 커지나요? 소프트맥스를 거치면 어떻게 될까요?",
)
def deviation_of_one(sizes, rng):
    return [(rng.normal(size=(d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs",
    en="Is 0.01 right for a layer of 10 inputs and for one of 10,000?",
    ko="입력이 10개인 층에도, 10,000개인 층에도 0.01이 알맞을까요?",
)
def a_hundredth_everywhere(sizes, rng):
    return [(0.01 * rng.normal(size=(d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_with_standard_deviation_sqrt_2_over_inputs",
    en="Whose inputs do you count: those of each layer, or those of the first one for all?",
    ko="어느 층의 입력 수를 쓰고 있나요? 층마다 자기 입력 수인가요, 모두 첫째 층의 입력 수인가요?",
)
def inputs_of_the_first_layer(sizes, rng):
    spread = np.sqrt(2 / sizes[0])
    return [(rng.normal(0, spread, (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_from_a_normal_distribution_around_zero",
    en="Which distribution do you draw from? Can a weight be three deviations away from 0?",
    ko="어떤 분포에서 뽑고 있나요? 0에서 표준편차의 세 배만큼 떨어진 가중치도 나올 수 있나요?",
)
def uniform_of_the_same_spread(sizes, rng):
    return [(rng.uniform(-np.sqrt(6 / d), np.sqrt(6 / d), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_every_weight_anew",
    en="If all units of a layer start with the same weights, what will ever make them differ?",
    ko="한 층의 유닛이 모두 같은 가중치로 시작한다면, 무엇이 이들을 서로 다르게 만들까요?",
)
def one_unit_for_all(sizes, rng):
    return [
        (np.repeat(rng.normal(0, np.sqrt(2 / d), (d, 1)), h, axis=1), np.zeros(h)) for d, h in pairwise(sizes)
    ]


@mistake(
    "initialize",
    caught_by="test_initialize_draws_every_weight_anew",
    en="What numbers does a generator give that is made anew, from one seed, for every layer?",
    ko="층마다 같은 시드로 생성기를 새로 만들면 어떤 난수가 나올까요?",
)
def seeded_again_for_every_layer(sizes, rng):
    seed, params = int(rng.integers(2**32)), []
    for d, h in pairwise(sizes):
        again = np.random.default_rng(seed)
        params.append((again.normal(0, np.sqrt(2 / d), (d, h)), np.zeros(h)))
    return params


@mistake(
    "initialize",
    caught_by="test_initialize_takes_its_random_numbers_from_rng_only",
    en="np.random.normal has a state of its own. Who can repeat your weights, given rng?",
    ko="np.random.normal은 자기만의 상태를 따로 갖고 있습니다. rng만 가지고 이 가중치를 다시 만들 수 있을까요?",
)
def from_the_global_generator(sizes, rng):
    return [(np.random.normal(0, np.sqrt(2 / d), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


@mistake(
    "initialize",
    caught_by="test_initialize_takes_its_random_numbers_from_rng_only",
    en="You make a generator with a fixed seed. What is the caller's rng for?",
    ko="시드가 고정된 생성기를 직접 만들고 있습니다. 호출한 쪽에서 넘겨준 rng는 어디에 쓰나요?",
)
def a_seed_of_its_own(sizes, rng):
    rng = np.random.default_rng(0)
    return [(rng.normal(0, np.sqrt(2 / d), (d, h)), np.zeros(h)) for d, h in pairwise(sizes)]


# -- parameters --------------------------------------------------------------------------------


@mistake(
    "count_parameters",
    caught_by="test_count_parameters_of_a_hand_example",
    en="Does training change the biases too?",
    ko="훈련할 때 편향도 바뀌지 않나요?",
)
def biases_not_counted(params):
    return sum(W.size for W, _ in params)


@mistake(
    "count_parameters",
    caught_by="test_count_parameters_of_a_hand_example",
    en="How many numbers are in W: the rows plus the columns, or the rows times the columns?",
    ko="W에는 수가 몇 개 들어 있나요? 행 수와 열 수를 더한 만큼인가요, 곱한 만큼인가요?",
)
def sides_added(params):
    return sum(sum(W.shape) + len(b) for W, b in params)


@mistake(
    "count_parameters",
    caught_by="test_count_parameters_of_a_hand_example",
    en="len(W) counts its rows. What counts its entries?",
    ko="len(W)는 행의 수를 셉니다. W에 든 값을 모두 세려면 무엇을 써야 할까요?",
)
def length_for_size(params):
    return sum(len(W) + len(b) for W, b in params)


@mistake(
    "count_parameters",
    caught_by="test_count_parameters_of_a_hand_example",
    en="Is a parameter that happens to be 0 no parameter? Fresh biases all are.",
    ko="값이 마침 0이면 파라미터가 아닌가요? 갓 만든 편향은 모두 0입니다.",
)
def zeros_not_counted(params):
    return sum(np.count_nonzero(W) + np.count_nonzero(b) for W, b in params)


@mistake(
    "count_parameters",
    caught_by="test_count_parameters_of_a_hand_example",
    en="Is it = or +=? Which layer's count is left at the end?",
    ko="=인가요, +=인가요? 반복문이 끝나면 어느 층의 수가 남아 있나요?",
)
def last_layer_only(params):
    for W, b in params:
        count = W.size + b.size
    return count
