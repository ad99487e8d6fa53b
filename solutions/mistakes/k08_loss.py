"""Wrong answers to k08_loss that people really write."""

import numpy as np

from dojo.mistake import mistake


@mistake(
    "mean_squared_error",
    caught_by="test_mean_squared_error_averages_over_every_entry",
    en="Does your loss grow with the size of the batch? A sum does, a mean does not.",
    ko="배치가 커지면 손실도 커지나요? 합은 커지지만 평균은 그렇지 않습니다.",
)
def sum_of_squares(y, prediction):
    if y.shape != prediction.shape:
        raise ValueError
    return np.sum((prediction - y) ** 2)


@mistake(
    "mean_squared_error",
    caught_by="test_mean_squared_error_averages_over_every_entry",
    en="By how many numbers do you divide – the examples, or every entry of every example?",
    ko="무엇으로 나누고 있나요? 샘플 수인가요, 아니면 모든 샘플에 든 값의 개수인가요?",
)
def squares_over_examples_only(y, prediction):
    if y.shape != prediction.shape:
        raise ValueError
    return np.sum((prediction - y) ** 2) / len(y)


@mistake(
    "mean_squared_error",
    caught_by="test_mean_squared_error_of_a_hand_example",
    en="What happens to an error of -3 next to one of +3: do you square them or take their size?",
    ko="-3과 +3인 오차를 제곱하고 있나요, 아니면 절댓값을 취하고 있나요?",
)
def absolute_error(y, prediction):
    if y.shape != prediction.shape:
        raise ValueError
    return np.mean(np.abs(prediction - y))


@mistake(
    "mean_squared_error",
    caught_by="test_mean_squared_error_refuses_unequal_shapes",
    en="What shape does (N,) minus (N, 1) have?",
    ko="(N,)에서 (N, 1)을 빼면 모양이 어떻게 될까요?",
)
def broadcast_error(y, prediction):
    return np.mean((prediction - y) ** 2)


@mistake(
    "binary_cross_entropy",
    caught_by="test_binary_cross_entropy_of_a_hand_example",
    en="What does a 0 that was believed to be a 1 cost in your formula?",
    ko="정답이 0인데 1이라고 확신했을 때, 그 식에서는 손실이 얼마인가요?",
)
def only_the_ones_count(y, probs):
    return np.mean(-y.astype(probs.dtype) * np.log(probs))


@mistake(
    "binary_cross_entropy",
    caught_by="test_binary_cross_entropy_of_a_hand_example",
    en="The logarithm of a probability is never positive. Which sign makes it a cost?",
    ko="확률의 로그는 양수가 될 수 없습니다. 손실이 되려면 부호가 어때야 할까요?",
)
def sign_forgotten(y, probs):
    return np.mean(np.log(np.where(y == 1, probs, 1 - probs)))


@mistake(
    "binary_cross_entropy",
    caught_by="test_binary_cross_entropy_of_a_hand_example",
    en="Which base does your logarithm have? ln 2 is 0.693.",
    ko="로그의 밑이 무엇인가요? ln 2는 0.693입니다.",
)
def logarithm_to_base_two(y, probs):
    return np.mean(-np.log2(np.where(y == 1, probs, 1 - probs)))


@mistake(
    "binary_cross_entropy",
    caught_by="test_losses_keep_the_dtype_and_repeat_themselves",
    en="What is the dtype of an int64 array times a float32 array? Could y choose instead of multiply?",
    ko="int64 배열에 float32 배열을 곱하면 dtype이 무엇이 되나요? y를 곱하는 대신 둘 중 하나를 고르는 데 쓸 수는 없을까요?",
)
def labels_multiply(y, probs):
    return np.mean(-y * np.log(probs) - (1 - y) * np.log(1 - probs))


@mistake(
    "binary_cross_entropy_from_logits",
    caught_by="test_binary_cross_entropy_from_logits_survives_confident_errors",
    en="What is exp(1000) in floating point? Which of exp(z) and exp(-z) is safe, and when?",
    ko="부동소수점에서 exp(1000)은 얼마일까요? exp(z)와 exp(-z) 중 언제 어느 쪽이 안전할까요?",
)
def sigmoid_then_logarithm(y, logits):
    probs = 1 / (1 + np.exp(-logits))
    return np.mean(-np.log(np.where(y == 1, probs, 1 - probs)))


@mistake(
    "binary_cross_entropy_from_logits",
    caught_by="test_binary_cross_entropy_from_logits_survives_confident_errors",
    en="Clipping hides the overflow – but what should a logit of -1000 cost, and what does it cost now?",
    ko="값을 자르면 오버플로는 사라집니다. 하지만 로짓 -1000의 손실은 얼마여야 하고, 지금은 얼마인가요?",
)
def clipped_probabilities(y, logits):
    probs = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return np.mean(-np.log(np.where(y == 1, probs, 1 - probs)))


@mistake(
    "categorical_cross_entropy",
    caught_by="test_categorical_cross_entropy_is_a_mean_over_the_batch",
    en="Does the same batch twice over cost twice as much?",
    ko="같은 배치를 두 번 이어 붙이면 손실이 두 배가 되나요?",
)
def summed_surprise(y, probs):
    if y.min() < 0 or y.max() >= probs.shape[1]:
        raise ValueError
    return -np.log(probs[np.arange(len(y)), y]).sum()


@mistake(
    "categorical_cross_entropy",
    caught_by="test_categorical_cross_entropy_reads_each_row_at_its_own_class",
    en="probs[:, y] picks columns for every row. How do you pick one entry in each row?",
    ko="probs[:, y]는 모든 행에서 여러 열을 고릅니다. 행마다 한 값만 고르려면 어떻게 할까요?",
)
def columns_for_every_row(y, probs):
    if y.min() < 0 or y.max() >= probs.shape[1]:
        raise ValueError
    return np.mean(-np.log(probs[:, y]))


@mistake(
    "categorical_cross_entropy",
    caught_by="test_categorical_cross_entropy_of_a_hand_example",
    en="Do you count every class of the row, or the true one only?",
    ko="행의 모든 클래스를 더하고 있나요, 정답 클래스만 보고 있나요?",
)
def mean_over_classes_too(y, probs):
    if y.min() < 0 or y.max() >= probs.shape[1]:
        raise ValueError
    truth = np.eye(probs.shape[1], dtype=probs.dtype)[y]
    return np.mean(-truth * np.log(probs))


@mistake(
    "categorical_cross_entropy",
    caught_by="test_labels_that_name_no_class_are_refused",
    en="Which column does the index -1 read?",
    ko="인덱스 -1은 어느 열을 읽을까요?",
)
def negative_labels_read_from_the_end(y, probs):
    return np.mean(-np.log(probs[np.arange(len(y)), y]))


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_categorical_cross_entropy_from_logits_agrees_with_probabilities",
    en="How often do your logits go through softmax? A floor of 1.4612 for ten classes gives it away.",
    ko="로짓이 소프트맥스를 몇 번 거치나요? 클래스 열 개에서 손실이 1.4612 아래로 내려가지 않으면 의심해 보세요.",
)
def softmax_twice(y, logits):
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError
    probs = logits
    for _ in range(2):
        powers = np.exp(probs - probs.max(axis=1, keepdims=True))
        probs = powers / powers.sum(axis=1, keepdims=True)
    return np.mean(-np.log(probs[np.arange(len(y)), y]))


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_categorical_cross_entropy_from_logits_survives_confident_errors",
    en="A probability rounded to 0 has no logarithm. Can you take the logarithm before anything is rounded away?",
    ko="0으로 반올림된 확률에는 로그가 없습니다. 값이 사라지기 전에 로그를 취할 수 있을까요?",
)
def logarithm_of_softmax(y, logits):
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = powers / powers.sum(axis=1, keepdims=True)
    return np.mean(-np.log(probs[np.arange(len(y)), y]))


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_categorical_cross_entropy_from_logits_survives_confident_errors",
    en="Whose maximum do you subtract: the row's own, or that of the whole batch?",
    ko="어떤 최댓값을 빼고 있나요? 그 행의 최댓값인가요, 배치 전체의 최댓값인가요?",
)
def maximum_of_the_whole_batch(y, logits):
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError
    shifted = logits - logits.max()
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y])


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_every_logit_moves_the_loss",
    en="If a logit moves by a hair, does your loss move? The share of wrong answers does not.",
    ko="로짓이 아주 조금 움직이면 손실도 움직이나요? 오답의 비율은 움직이지 않습니다.",
)
def share_of_wrong_answers(y, logits):
    return np.mean(logits.argmax(axis=1) != y).astype(logits.dtype)


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_losses_keep_the_dtype_and_repeat_themselves",
    en="Which dtype do your intermediate arrays have when the logits are float32?",
    ko="로짓이 float32일 때 중간 배열의 dtype은 무엇인가요?",
)
def always_float64(y, logits):
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError
    shifted = logits.astype(float) - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y])


@mistake(
    "categorical_cross_entropy_from_logits",
    caught_by="test_speed_of_categorical_cross_entropy_from_logits",
    en="Do you visit the rows one by one? NumPy can take them all at once along axis 1.",
    ko="행을 하나씩 돌고 있나요? NumPy는 axis=1을 따라 모든 행을 한꺼번에 계산할 수 있습니다.",
)
def one_row_at_a_time(y, logits):
    if y.min() < 0 or y.max() >= logits.shape[1]:
        raise ValueError
    total = logits.dtype.type(0)
    for c, row in zip(y, logits, strict=True):
        row = row - row.max()
        total += np.log(np.exp(row).sum()) - row[c]
    return total / logits.dtype.type(len(y))
