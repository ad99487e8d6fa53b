"""Wrong answers to k10_backprop that people really write."""

import numpy as np

from dojo.mistake import mistake

# -- a dense layer -----------------------------------------------------------------------------


@mistake(
    "dense_gradients",
    caught_by="test_dense_gradients_of_a_hand_example",
    en="W has shape (D, H). Which shape has your dW? Square layers would never have told you.",
    ko="W의 모양은 (D, H)입니다. dW의 모양은 무엇인가요? 정사각형 층이었다면 눈치채지 못했을 것입니다.",
)
def weights_transposed(x, dout):
    return dout.T @ x, dout.sum(axis=0)


@mistake(
    "dense_gradients",
    caught_by="test_dense_gradients_have_the_shapes_of_W_and_b",
    en="There is one b for the whole batch. How can its gradient have N rows?",
    ko="b는 배치 전체에 하나뿐입니다. 그런데 왜 그 기울기에 행이 N개 있을까요?",
)
def a_bias_for_every_row(x, dout):
    return x.T @ dout, dout.copy()


@mistake(
    "dense_gradients",
    caught_by="test_dense_gradients_have_the_shapes_of_W_and_b",
    en="Over which axis do you add – the rows of the batch, or the outputs of the layer?",
    ko="어느 축을 따라 더하고 있나요? 배치의 행인가요, 층의 출력인가요?",
)
def bias_added_over_the_outputs(x, dout):
    return x.T @ dout, dout.sum(axis=1)


@mistake(
    "dense_gradients",
    caught_by="test_dense_gradients_add_up_what_every_row_says",
    en="The loss is already a mean, and dout knows it. Who divides by N a second time?",
    ko="손실은 이미 평균이고 dout에 그 사실이 담겨 있습니다. N으로 또 한 번 나누는 곳이 어디인가요?",
)
def averaged_again(x, dout):
    return x.T @ dout / len(x), dout.mean(axis=0)


@mistake(
    "dense_gradients",
    caught_by="test_dense_gradients_of_a_hand_example",
    en="Does every row of the batch leave its mark on dW, or only the last one? Is it = or +=?",
    ko="배치의 모든 행이 dW에 더해지나요, 아니면 마지막 행만 남나요? =인가요, +=인가요?",
)
def last_row_only(x, dout):
    for row, d in zip(x, dout, strict=True):
        dW, db = np.outer(row, d), d.copy()
    return dW, db


@mistake(
    "dense_gradients",
    caught_by="test_speed_against_walks_forward",
    en="You add one outer product for each row. Which single matrix product is that sum?",
    ko="행마다 외적을 하나씩 더하고 있습니다. 그 합은 어떤 행렬 곱 하나와 같을까요?",
)
def one_row_at_a_time(x, dout):
    dW = np.zeros((x.shape[1], dout.shape[1]), x.dtype)
    db = np.zeros(dout.shape[1], x.dtype)
    for row, d in zip(x, dout, strict=True):
        dW += np.outer(row, d)
        db += d
    return dW, db


@mistake(
    "dense_backward",
    caught_by="test_dense_backward_of_a_hand_example",
    en="W turns D inputs into H outputs. What turns H gradients back into D?",
    ko="W는 입력 D개를 출력 H개로 바꿉니다. 기울기 H개를 다시 D개로 바꾸려면 무엇이 필요할까요?",
)
def the_way_forward_again(W, dout):
    return dout @ W


@mistake(
    "dense_backward",
    caught_by="test_dense_backward_of_a_hand_example",
    en="Input j reaches every output, each by its own weight. Does each path count by its weight in your sum?",
    ko="입력 j는 모든 출력에 저마다 다른 가중치로 이어집니다. 더할 때 그 가중치가 곱해지나요?",
)
def gradient_times_sum_of_weights(W, dout):
    return dout.sum(axis=1, keepdims=True) * W.sum(axis=1)


@mistake(
    "dense_backward",
    caught_by="test_dense_backward_of_a_hand_example",
    en="Write ((1, 2), (3, 4), (5, 6)) as two rows of three: once by reshape, once as the transpose. Which joins input 0 to output 1?",
    ko="((1, 2), (3, 4), (5, 6))을 reshape로 한 번, 전치로 한 번 두 행 세 열로 바꾸어 적어 보세요. 입력 0과 출력 1을 잇는 가중치가 제자리에 있는 것은 어느 쪽인가요?",
)
def reshaped_not_transposed(W, dout):
    return dout @ W.reshape(W.shape[1], W.shape[0])


# -- relu --------------------------------------------------------------------------------------


@mistake(
    "relu_backward",
    caught_by="test_relu_backward_of_a_hand_example",
    en="What decides whether the gradient passes – the sign of what went in, or the sign of the gradient?",
    ko="기울기가 지나갈지는 무엇이 정하나요? 들어간 값의 부호인가요, 기울기의 부호인가요?",
)
def mask_from_the_gradient(z, dout):
    return dout * (dout > 0)


@mistake(
    "relu_backward",
    caught_by="test_relu_backward_of_a_hand_example",
    en="relu gives z where it is open. Does its slope there depend on how large z is?",
    ko="relu는 열려 있을 때 z를 그대로 내보냅니다. 그때 기울기가 z의 크기에 따라 달라지나요?",
)
def value_for_slope(z, dout):
    return dout * np.maximum(z, 0)


@mistake(
    "relu_backward",
    caught_by="test_relu_backward_lets_nothing_pass_at_zero",
    en="Which slope does the stub choose at exactly 0, and which does your comparison choose?",
    ko="정확히 0일 때의 기울기를 설명에서는 얼마로 정했나요? 비교 연산자는 얼마로 정하고 있나요?",
)
def open_at_zero(z, dout):
    return dout * (z >= 0)


@mistake(
    "relu_backward",
    caught_by="test_relu_backward_of_a_hand_example",
    en="What relu gives is never below 0. How many entries does `>= 0` close, when you ask it of the output?",
    ko="relu의 출력은 0보다 작을 수 없습니다. 출력에 `>= 0`을 물으면 몇 개나 닫힐까요?",
)
def mask_from_the_output(z, dout):
    return dout * (np.maximum(z, 0) >= 0)


@mistake(
    "relu_backward",
    caught_by="test_inputs_are_left_alone_and_a_second_call_repeats_the_first",
    en="Whose array do you write zeros into? Someone else may still need it.",
    ko="0을 써넣는 배열은 누구의 것인가요? 다른 누군가가 아직 쓰고 있을지도 모릅니다.",
)
def zeros_written_into_dout(z, dout):
    dout[z <= 0] = 0
    return dout


# -- the loss ----------------------------------------------------------------------------------


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_is_the_slope_of_a_mean",
    en="The loss divides by N. Where has this N gone on the way back?",
    ko="손실은 N으로 나눈 값입니다. 되돌아오는 길에 그 N은 어디로 갔나요?",
)
def mean_forgotten(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_of_a_hand_example",
    en="Over how many terms is the loss a mean: over the N rows, or over all N × C logits?",
    ko="손실은 몇 개의 평균인가요? N개 행의 평균인가요, 로짓 N × C개의 평균인가요?",
)
def mean_over_classes_too(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits / logits.size


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_of_a_hand_example",
    en="Your gradient pushes every class down. Which part of the loss speaks for the true one?",
    ko="지금 기울기는 모든 클래스를 끌어내립니다. 손실의 어느 부분이 정답 클래스의 편을 드나요?",
)
def one_hot_forgotten(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True) / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_of_a_hand_example",
    en="If the logit of the true class grows, does the loss grow? What sign has its slope?",
    ko="정답 클래스의 로짓이 커지면 손실도 커지나요? 그 기울기의 부호는 무엇일까요?",
)
def sign_turned(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = -powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] += 1
    return dlogits / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_of_a_hand_example",
    en="A probability depends on all logits of its row. Do the logits of the other classes have no slope?",
    ko="확률은 그 행의 모든 로짓에 따라 변합니다. 다른 클래스의 로짓에는 기울기가 없을까요?",
)
def true_class_only(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    dlogits = np.zeros_like(logits)
    rows = np.arange(len(y))
    dlogits[rows, y] = (probs[rows, y] - 1) / len(y)
    return dlogits


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_of_a_hand_example",
    en="The probabilities of a row always add up to 1. What slope has their sum – and is their sum your loss?",
    ko="한 행의 확률을 더하면 언제나 1입니다. 그 합의 기울기는 얼마일까요? 그리고 그 합이 손실인가요?",
)
def ones_sent_through_softmax(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    dout = np.ones_like(probs) / len(y)
    return probs * (dout - (dout * probs).sum(axis=1, keepdims=True))


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_is_the_slope_along_the_logits",
    en="probs[:, y] -= 1 picks columns for every row. How do you pick one entry in each row?",
    ko="probs[:, y] -= 1은 모든 행에서 여러 열을 고릅니다. 행마다 한 값만 고르려면 어떻게 할까요?",
)
def one_subtracted_in_every_row(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[:, y] -= 1
    return dlogits / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_survives_logits_of_any_size",
    en="What is exp(1000) in floating point? Which number may you subtract from a row before?",
    ko="부동소수점에서 exp(1000)은 얼마일까요? 그 전에 행에서 어떤 수를 빼도 될까요?",
)
def exponential_of_anything(logits, y):
    powers = np.exp(logits)
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_survives_logits_of_any_size",
    en="Whose maximum do you subtract: the row's own, or that of the whole batch?",
    ko="어떤 최댓값을 빼고 있나요? 그 행의 최댓값인가요, 배치 전체의 최댓값인가요?",
)
def maximum_of_the_whole_batch(logits, y):
    powers = np.exp(logits - logits.max())
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Which dtype has the one-hot matrix that you subtract from float32 probabilities?",
    ko="float32 확률에서 빼는 원-핫 행렬의 dtype은 무엇인가요?",
)
def one_hot_in_float64(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    return (probs - np.eye(logits.shape[1])[y]) / len(y)


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_keeps_the_shape_of_the_logits",
    en="What does squeeze do to a batch of one row?",
    ko="행이 하나뿐인 배치에 squeeze를 쓰면 모양이 어떻게 되나요?",
)
def squeezed(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return (dlogits / len(y)).squeeze()


@mistake(
    "cross_entropy_backward",
    caught_by="test_cross_entropy_backward_keeps_the_shape_of_the_logits",
    en="Do the labels of one batch know how many classes there are? Which array does?",
    ko="한 배치의 정답만 보고 클래스가 몇 개인지 알 수 있나요? 어느 배열을 보면 알 수 있나요?",
)
def classes_counted_in_the_labels(logits, y):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    return (probs - np.eye(y.max() + 1, dtype=logits.dtype)[y]) / len(y)


# -- the network -------------------------------------------------------------------------------


def _softmax_minus_one_hot(logits, y):
    powers = np.exp(logits)
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits / len(y)


def _forward(params, x):
    inputs, outputs = [x], []
    for W, b in params:
        outputs.append(inputs[-1] @ W + b)
        inputs.append(np.maximum(outputs[-1], 0))
    return inputs[:-1], outputs


@mistake(
    "gradients",
    caught_by="test_gradients_are_one_pair_a_layer_in_the_order_of_params",
    en="You meet the last layer first. In which order does the caller expect the pairs?",
    ko="마지막 층을 가장 먼저 만나게 됩니다. 호출한 쪽에서는 어떤 순서를 기대할까요?",
)
def in_the_order_of_meeting(params, x, y):
    inputs, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return grads


@mistake(
    "gradients",
    caught_by="test_gradients_of_a_hand_example",
    en="How many relus does a network of L layers have? Does one stand behind the logits?",
    ko="층이 L개인 신경망에 relu는 몇 개인가요? 로짓 뒤에도 relu가 있나요?",
)
def relu_behind_the_logits(params, x, y):
    inputs, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        dout = dout * (outputs[l] > 0)
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        dout = dout @ params[l][0].T
    return grads[::-1]


@mistake(
    "gradients",
    caught_by="test_gradients_are_one_pair_a_layer_in_the_order_of_params",
    en="reversed(...) hands its items out once, then it is empty. Is that the list the stub asks for?",
    ko="reversed(...)는 값을 한 번 내주고 나면 비어 버립니다. 설명에서 돌려 달라고 한 리스트인가요?",
)
def an_iterator_for_a_list(params, x, y):
    inputs, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return reversed(grads)


@mistake(
    "gradients",
    caught_by="test_float32_stays_float32_and_float64_stays_float64",
    en="Which dtype has an array of zeros when you do not say it? What becomes of float32 weights there?",
    ko="dtype을 적지 않고 0으로 채운 배열의 dtype은 무엇인가요? 가중치가 float32라면 어떻게 되나요?",
)
def collected_in_float64(params, x, y):
    inputs, outputs = _forward(params, x)
    dout = _softmax_minus_one_hot(outputs[-1], y)
    grads = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in params]
    for l in reversed(range(len(params))):
        grads[l][0][:] = inputs[l].T @ dout
        grads[l][1][:] = dout.sum(axis=0)
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return grads


@mistake(
    "gradients",
    caught_by="test_gradients_of_a_hand_example",
    en="Between two dense layers stands a relu. Does the gradient pass through it on the way back?",
    ko="두 밀집층 사이에는 relu가 있습니다. 되돌아오는 기울기가 그 relu를 지나나요?",
)
def relu_passed_by(params, x, y):
    inputs, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        dout = dout @ params[l][0].T
    return grads[::-1]


@mistake(
    "gradients",
    caught_by="test_gradients_of_a_hand_example",
    en="What did this layer receive on the way forward – what the layer before gave, or the relu of it?",
    ko="앞으로 갈 때 이 층이 받은 것은 무엇인가요? 앞 층의 출력인가요, 그 출력의 relu인가요?",
)
def outputs_taken_for_inputs(params, x, y):
    _, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        received = outputs[l - 1] if l > 0 else x
        grads.append((received.T @ dout, dout.sum(axis=0)))
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return grads[::-1]


@mistake(
    "gradients",
    caught_by="test_gradients_are_one_pair_a_layer_in_the_order_of_params",
    en="You wrote out two layers. What does your code do with one, or with four?",
    ko="층 두 개를 하나하나 적었습니다. 층이 하나이거나 넷이면 어떻게 되나요?",
)
def exactly_two_layers(params, x, y):
    (W, b), (V, c) = params[0], params[-1]
    z = x @ W + b
    h = np.maximum(z, 0)
    dout = _softmax_minus_one_hot(h @ V + c, y)
    dz = (dout @ V.T) * (z > 0)
    return [(x.T @ dz, dz.sum(axis=0)), (h.T @ dout, dout.sum(axis=0))]


@mistake(
    "gradients",
    caught_by="test_gradients_are_the_slopes_along_every_weight_and_bias",
    en="With which W did the layer compute its output – the one from before your update, or from after it?",
    ko="이 층은 어떤 W로 출력을 계산했나요? 갱신하기 전의 W인가요, 갱신한 뒤의 W인가요?",
)
def weights_updated_on_the_way(params, x, y):
    inputs, outputs = _forward(params, x)
    dout, grads = _softmax_minus_one_hot(outputs[-1], y), []
    for l in reversed(range(len(params))):
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        if l > 0:
            W = params[l][0] - 0.1 * grads[-1][0]
            dout = (dout @ W.T) * (outputs[l - 1] > 0)
    return grads[::-1]


@mistake(
    "gradients",
    caught_by="test_inputs_are_left_alone_and_a_second_call_repeats_the_first",
    en="A default value is made once, with the function. What is in your list when the second call begins?",
    ko="기본값은 함수가 정의될 때 한 번만 만들어집니다. 두 번째 호출이 시작될 때 그 리스트에 무엇이 들어 있나요?",
)
def list_kept_between_calls(params, x, y, grads=[]):  # noqa: B006
    inputs, outputs = _forward(params, x)
    dout = _softmax_minus_one_hot(outputs[-1], y)
    for l in reversed(range(len(params))):
        grads.insert(0, (inputs[l].T @ dout, dout.sum(axis=0)))
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return list(grads)


@mistake(
    "gradients",
    caught_by="test_speed_against_numerical_gradients",
    en="How many losses do you compute for one gradient? And for a network of a million weights?",
    ko="기울기를 한 번 구하려고 손실을 몇 번 계산하나요? 가중치가 백만 개라면요?",
)
def every_number_nudged(params, x, y):
    params = [(W.copy(), b.copy()) for W, b in params]

    def loss():
        z = _forward(params, x)[1][-1]
        z = z - z.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])

    grads = [(np.empty_like(W), np.empty_like(b)) for W, b in params]
    for pair, slopes in zip(params, grads, strict=True):
        for p, slope in zip(pair, slopes, strict=True):
            for at in np.ndindex(p.shape):
                kept = p[at]
                p[at] = kept + 1e-5
                above = loss()
                p[at] = kept - 1e-5
                slope[at] = (above - loss()) / 2e-5
                p[at] = kept
    return grads


@mistake(
    "gradients",
    caught_by="test_speed_against_walks_forward",
    en="How often does the first layer compute its output while you walk back through L layers?",
    ko="층 L개를 되돌아가는 동안 첫째 층의 출력을 몇 번이나 다시 계산하나요?",
)
def forward_again_for_every_layer(params, x, y):
    dout, grads = _softmax_minus_one_hot(_forward(params, x)[1][-1], y), []
    for l in reversed(range(len(params))):
        inputs, outputs = _forward(params[: l + 1], x)
        grads.append((inputs[l].T @ dout, dout.sum(axis=0)))
        if l > 0:
            dout = (dout @ params[l][0].T) * (outputs[l - 1] > 0)
    return grads[::-1]
