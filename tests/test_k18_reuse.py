from functools import cache
from itertools import pairwise
from time import perf_counter

import numpy as np
import pytest
from judge.check import check, check_each
from judge.kept import kept
from judge.symmetry import labels as some_labels

from dojo import call, show
from dojo.data import mnist
from dojo.fault import TooSlow

BATCH = {"rtol": 1e-4, "atol": 1e-5}  # float32 against float64: measured 5e-6 on three backends


def stack(kata, *layers, shape=(2, 3)):
    """A compiled model of these layers, for images of that shape."""
    return kata.compiled(kata.keras.Sequential([kata.keras.Input(shape), *layers]))


def small(kata, rng, dropout=0.0):
    """A model for (2, 3) pixels: they are halved, maybe dropped; 4 hidden units; a head for 3 classes."""
    kata.keras.utils.set_random_seed(0)  # of what is dropped
    layers = kata.keras.layers
    trunk = [layers.Rescaling(1 / 2), layers.Flatten(), layers.Dropout(dropout)]
    model = stack(kata, *trunk, layers.Dense(4, activation="relu"), layers.Dense(3))
    shapes = [w.shape for w in model.get_weights()]
    model.set_weights([rng.uniform(0.1, 1, shape) * rng.choice([-1, 2], shape) for shape in shapes])
    return model


def pictures(rng, n, classes=3):
    """n images (2, 3) uint8, small enough to follow, and their labels."""
    return rng.integers(0, 9, (n, 2, 3)).astype(np.uint8), some_labels(rng, n, classes)


def headed(rng, model):
    """The model with other weights in its head, so that its seed does not matter."""
    head = model.layers[-1]
    head.set_weights([rng.normal(size=w.shape) for w in head.get_weights()])
    return model


def by_hand(weights, images):
    """The four features that `small` makes of the images: half the pixels, times W, plus b, not below 0."""
    return np.maximum(images.reshape(-1, 6) / 2 @ weights[0] + weights[1], 0)


def same(first, second):
    """Two lists of weights are equal to the last bit."""
    check_each(list(second), list(first), rtol=0, atol=0)


def moved(first, second):
    """For each array of weights whether anything in it has changed."""
    return [bool((a != b).any()) for a, b in zip(first, second, strict=True)]


# -- reuse -------------------------------------------------------------------------------------


def test_the_new_model_has_the_old_trunk_under_a_new_head(kata, rng):
    """The weights of the trunk are the old ones to the last bit; then W (4, 2) and b (2,) for two classes.
    몸통의 가중치는 마지막 비트까지 옛것과 같고, 그 뒤에 클래스 두 개를 위한 W (4, 2)와 b (2,)가 옵니다."""
    model = small(kata, rng)
    *trunk, W, b = kata.reuse(model, 2, 0).get_weights()
    same(model.get_weights()[:-2], trunk)
    check(np.shape(W), (4, 2))
    check(np.shape(b), (2,))


def test_the_new_model_sees_what_the_old_trunk_sees(kata, rng):
    """On raw images: all that the old trunk does to them, then two logits, W @ features + b and no more.
    이미지가 옛 몸통이 하던 일을 모두 거친 뒤, 특성에 W를 곱하고 b를 더한 로짓 두 개가 나옵니다."""
    model, (images, labels) = small(kata, rng), pictures(rng, 7, classes=2)
    new = headed(rng, kata.reuse(model, 2, 0))
    W, b = new.layers[-1].get_weights()
    check(np.shape(W), (4, 2))
    logits = new.predict(images, verbose=0)
    kata.train(new, images, labels, 1)
    check(logits, by_hand(model.get_weights(), images) @ W + b, **BATCH)


def test_the_head_is_fresh(kata, rng):
    """Even for as many classes as before, no weight of the old head is left in the new one.
    클래스 수가 전과 같더라도 새 머리에 옛 머리의 가중치가 남아 있으면 안 됩니다."""
    model = small(kata, rng)
    W, b = kata.reuse(model, 3, 0).layers[-1].get_weights()
    check(b, np.zeros(3))
    old = model.get_weights()[-2]
    assert not np.equal(W, old).any()


def test_a_seed_fixes_the_first_weights_of_the_head(kata, rng):
    """The same seed gives the same head, whatever was built in between; another seed gives another.
    시드가 같으면 그사이에 무엇을 만들었든 머리가 같고, 시드가 다르면 머리도 다릅니다."""
    model = small(kata, rng)
    first, other, again = (kata.reuse(model, 5, seed).layers[-1].get_weights()[0] for seed in (3, 4, 3))
    check(again, first)
    assert (first != other).any()


def test_the_given_model_keeps_its_head_and_its_weights(kata, rng):
    """After reuse the old model answers as before: its three logits, to the last bit.
    reuse를 부른 뒤에도 옛 모델은 전과 똑같이 답합니다. 로짓 세 개가 마지막 비트까지 같습니다."""
    model, images = small(kata, rng), pictures(rng, 7)[0]
    weights, logits = model.get_weights(), model.predict(images, verbose=0)
    kata.reuse(model, 2, 0)
    same(weights, model.get_weights())
    check(model.predict(images, verbose=0), logits, rtol=0, atol=0)


def test_the_given_model_keeps_its_optimizer(kata, rng):
    """A model that was compiled with an SGD named "own" still has that when it has been reused.
    이름이 "own"인 SGD로 컴파일한 모델은 재사용한 뒤에도 그 옵티마이저를 그대로 가지고 있습니다."""
    model = small(kata, rng)
    model.compile(kata.keras.optimizers.SGD(0.25, name="own"), "mse")
    kata.reuse(model, 2, 0)
    check(model.optimizer.get_config()["name"], "own")


def test_the_given_model_can_still_learn_as_a_whole(kata, rng):
    """Freezing is for the copy: when the old model trains on, its trunk moves as well as its head.
    얼리는 것은 복사본입니다. 옛 모델을 더 훈련하면 머리뿐 아니라 몸통도 움직여야 합니다."""
    model, data = small(kata, rng), pictures(rng, 9)
    kata.reuse(model, 2, 0)
    before = model.get_weights()
    kata.train(model, *data, 3)
    check(moved(before, model.get_weights()), [True] * 4)


def test_the_two_models_share_no_weights(kata, rng):
    """What the old model learns after it was reused does not reach the new one.
    재사용한 뒤에 옛 모델이 배운 것은 새 모델에 전해지지 않습니다."""
    model = small(kata, rng)
    new = kata.reuse(model, 2, 0)
    before = new.get_weights()
    model.set_weights([w + 1 for w in model.get_weights()])
    same(before, new.get_weights())


def test_training_moves_the_head_alone(kata, rng):
    """Train the new model: the trunk stays to the last bit, the head's W and b move.
    새 모델을 훈련하면 몸통은 마지막 비트까지 그대로이고, 머리의 W와 b만 움직입니다."""
    new = headed(rng, kata.reuse(small(kata, rng), 3, 0))
    before = new.get_weights()
    kata.train(new, *pictures(rng, 9), 3)
    check(moved(before, new.get_weights()), [False, False, True, True])


def test_a_frozen_trunk_takes_no_statistics(kata, rng):
    """The running mean and variance of a BatchNormalization in the trunk stay, too, while the head learns.
    머리가 배우는 동안 몸통에 있는 BatchNormalization의 이동 평균과 이동 분산도 그대로여야 합니다."""
    layers = kata.keras.layers
    trunk = layers.Rescaling(1 / 2), layers.Flatten(), layers.BatchNormalization()
    new = headed(rng, kata.reuse(stack(kata, *trunk, layers.Dense(3)), 3, 0))
    before = new.get_weights()
    kata.train(new, *pictures(rng, 9), 3)
    check(moved(before, new.get_weights()), [False] * 4 + [True] * 2)


# -- features ----------------------------------------------------------------------------------


def test_features_of_a_hand_example(kata):
    """Pixels 2, 4, 6 and 8, halved: 1, 2, 3, 4. Two units: 1 + 4 = 5, and 2 - 3 = -1, which relu makes 0.
    2, 4, 6, 8의 반은 1, 2, 3, 4입니다. 두 유닛은 1 + 4 = 5와 2 - 3 = -1이고, ReLU가 -1을 0으로 만듭니다."""
    layers = kata.keras.layers
    trunk = layers.Rescaling(1 / 2), layers.Flatten(), layers.Dense(2, activation="relu")
    model = stack(kata, *trunk, layers.Dense(3), shape=(2, 2))
    W = np.array([[1, 0], [0, 1], [0, -1], [1, 0]], np.float32)
    model.set_weights([W, np.zeros(2), np.ones((2, 3)), np.ones(3)])
    images = np.array([[[2, 4], [6, 8]], [[2, 8], [6, 0]]], np.uint8)
    # the second: 1, 4, 3, 0 gives 1 + 0 = 1 and 4 - 3 = 1
    check(kata.features(model, images), [[5.0, 0], [1, 1]], dtype=np.float32, rtol=1e-6)


def test_features_are_a_numpy_array(kata, rng):
    """What comes back is a NumPy array, whatever backend has computed it.
    어느 백엔드로 계산하든 돌려주는 것은 NumPy 배열입니다."""
    found = kept(kata.features)(small(kata, rng), pictures(rng, 7)[0])  # as it is in the worker
    # only NumPy's have strides: those of jax, tensorflow and torch do not
    check("numpy" if hasattr(found, "strides") else "other", "numpy")


def test_features_are_those_of_each_image_alone(kata, rng):
    """N images give N rows of four features, however many they are, each from its own image.
    이미지가 몇 장이든 N장이면 특성 네 개짜리 행도 N개이고, 각 행은 자기 이미지에서만 나옵니다."""
    model, images = small(kata, rng), pictures(rng, 70)[0]
    for some in (images, images[4:5]):
        check(kata.features(model, some), by_hand(model.get_weights(), some), **BATCH)


def test_features_are_taken_as_in_prediction(kata, rng):
    """Dropout in the trunk draws nothing: the features are the same each time, and no weight moves.
    몸통에 드롭아웃이 있어도 아무것도 버리지 않습니다. 특성은 매번 같고, 가중치는 움직이지 않습니다."""
    model, images = small(kata, rng, dropout=0.5), pictures(rng, 7)[0]
    before = model.get_weights()
    check(kata.features(model, images), by_hand(before, images), **BATCH)
    same(before, model.get_weights())


def test_features_of_a_reused_model_are_those_of_the_old_one(kata, rng):
    """reuse keeps the trunk, so both models have the same features; there are 576 for a digit.
    reuse는 몸통을 그대로 두므로 두 모델의 특성은 같습니다. 숫자 하나에 특성이 576개입니다."""
    model, images = kata.network(0), mnist().x_test[:5]
    old = kata.features(model, images)
    check(np.shape(old), (5, 576))
    check(kata.features(kata.reuse(model, 5, 1), images), old, **BATCH)


# -- train_head --------------------------------------------------------------------------------

# measured 0 to 3e-8 on three backends; another order of the examples moves the weights by 8e-5 to 1e-2
HEAD = {"rtol": 1e-5, "atol": 2e-6}


def test_the_head_ends_where_training_with_a_frozen_trunk_ends(kata, rng):
    """Same epochs, same seed: `train` on the frozen model and train_head give one and the same head.
    에포크 수와 시드가 같으면 train_head의 머리는 몸통을 얼린 모델을 `train`으로 훈련한 머리와 같습니다."""
    model, data = small(kata, rng), pictures(rng, 90)
    whole, head = kata.reuse(model, 3, 1), kata.reuse(model, 3, 1)
    losses = kata.train(whole, *data, 3, 5)
    check(kata.train_head(head, *data, 3, 5), losses, **HEAD)
    check_each(list(head.layers[-1].get_weights()), list(whole.layers[-1].get_weights()), **HEAD)


def test_the_trunk_stays_even_where_it_is_not_frozen(kata, rng):
    """train_head moves the head of any model in place, and nothing else in it.
    train_head는 어떤 모델을 받든 그 모델의 머리를 직접 바꾸고, 다른 것은 아무것도 건드리지 않습니다."""
    model = small(kata, rng)
    before = model.get_weights()
    kata.train_head(model, *pictures(rng, 9), 3)
    check(moved(before, model.get_weights()), [False, False, True, True])


def test_what_was_frozen_is_frozen_after_the_head_is_trained(kata, rng):
    """Of a model with one frozen layer exactly that one is frozen afterwards.
    층 하나만 얼려 둔 모델이라면 훈련한 뒤에도 바로 그 층만 얼어 있어야 합니다."""
    model = small(kata, rng)
    model.layers[1].trainable = False
    kata.train_head(model, *pictures(rng, 9), 1)
    check([layer.trainable for layer in model.layers], [True, False, True, True, True])


def test_the_head_learns_from_features_taken_as_in_prediction(kata, rng):
    """With dropout in the trunk the head learns what a lone Dense learns from the features without it.
    몸통에 드롭아웃이 있어도, 머리는 드롭아웃 없이 구한 특성으로 따로 훈련한 Dense 층과 똑같이 배웁니다."""
    model, data = small(kata, rng, dropout=0.5), pictures(rng, 9)
    model.set_weights([np.abs(w) / 10 for w in model.get_weights()])  # no unit silent, no probability near 1
    lone = stack(kata, kata.keras.layers.Dense(3), shape=(4,))
    lone.set_weights(model.get_weights()[-2:])
    kata.train(lone, by_hand(model.get_weights(), data[0]), data[1], 3, 5)
    kata.train_head(model, *data, 3, 5)
    check_each(list(model.layers[-1].get_weights()), list(lone.get_weights()), **HEAD)


def test_training_the_head_reports_every_epoch(kata, rng):
    """on_epoch gets (1, loss), (2, loss), (3, loss), and a list of the same losses comes back.
    on_epoch는 (1, 손실), (2, 손실), (3, 손실)을 받고, 같은 손실의 리스트가 반환됩니다."""
    reports = []
    told = lambda *report: reports.append(report)  # noqa: E731
    losses = kata.train_head(small(kata, rng), *pictures(rng, 9), 3, on_epoch=told)
    check([epoch for epoch, _ in reports], [1, 2, 3])
    check(losses, np.array([loss for _, loss in reports], float))


def seconds_per_epoch(training, epochs):
    """The shortest time from one epoch's end to the next: compiling and features are over by then."""
    ends = []
    training(epochs, on_epoch=lambda *_: ends.append(perf_counter()))
    check(len(ends), epochs)
    return min(end - start for start, end in pairwise(ends))


def too_slow(seconds, yardstick, at_least):
    """What is said of a right answer whose epochs take too long."""
    last = next(c for c in reversed(call.log) if c.name == "train_head")
    got, expected = (
        ("speed", {"ms": f"{s * 1e3:.3g}", "times": f"{yardstick / s:.2g}"})
        for s in (seconds, yardstick / at_least)
    )
    made = show.call(last.name, last.args, last.kwargs)
    share = yardstick / seconds / at_least
    return TooSlow("slow", seconds=seconds, share=share, call=made, got=got, expected=expected)


# Measured on busy cores: jax 3.4 to 6.9, torch 2.2 to 3.3, tensorflow, which needs long to begin an
# epoch, 1.5 to 2.2; where the trunk looks again 0.4 to 1.6.
AT_LEAST = {"jax": 2, "tensorflow": 1.1, "torch": 1.4}


def test_speed_of_an_epoch_of_the_head(kata):
    """On JAX an epoch of the head alone is twice as fast as one that sends every image through the trunk.
    JAX에서 머리만 훈련하는 에포크는 이미지를 매번 몸통에 통과시키는 에포크보다 두 배 넘게 빠릅니다."""
    images, labels = mnist().x_train[:2048], mnist().y_train[:2048]
    models = [kata.reuse(kata.network(0), 10, 0) for _ in range(2)]
    whole = lambda *a, **k: kata.train(models[0], images, labels, *a, **k)  # noqa: E731
    before = seconds_per_epoch(whole, 4)
    head = seconds_per_epoch(lambda *a, **k: kata.train_head(models[1], images, labels, *a, **k), 8)
    full = min(before, seconds_per_epoch(whole, 4))
    at_least = AT_LEAST[kata.keras.config.backend()]
    if full < at_least * head:
        raise too_slow(head, full, at_least)


# -- few ---------------------------------------------------------------------------------------


def test_few_takes_equally_many_of_every_class(kata, rng):
    """Of classes with 4, 6 and 12 examples, be they 2, 5, 9 or -3, 0, 9, exactly four each, none twice.
    예시가 4, 6, 12개인 클래스 셋(2, 5, 9 또는 -3, 0, 9)에서 정확히 네 개씩, 겹치지 않게 뽑습니다."""
    for names in (np.array([2, 5, 9], np.uint8), np.array([-3, 0, 9])):
        labels = rng.permutation(np.repeat(names, [4, 6, 12]))
        chosen = np.asarray(kata.few(rng, labels, 4))
        check(np.sort(labels[chosen]), np.repeat(names, 4))
        check(len(set(chosen.tolist())), 12)


def test_few_may_take_any_example(kata, rng):
    """In 600 draws of two from three sevens and of two from five fours, each is there as often as is due.
    7 세 개 중 두 개, 4 다섯 개 중 두 개를 600번 뽑으면 어느 예시든 나와야 할 만큼 나옵니다."""
    labels = np.array([7, 4, 4, 7, 4, 4, 7, 4])
    counts = np.bincount(np.ravel([kata.few(rng, labels, 2) for _ in range(600)]), minlength=8)
    due = np.where(labels == 7, 400, 240)  # 600 · 2/3 and 600 · 2/5
    # s.d. √(600 · 2/9) = 11.5 and √(600 · 6/25) = 12: five of them fail for nothing once in 200,000 runs
    check(counts, due, rtol=0, atol=60)


def test_few_repeats_itself_with_the_same_random_numbers(kata):
    """Two generators with one seed choose the same sample of 40 from 400, and then the same other one.
    시드가 같은 두 생성기는 400개 중 똑같은 40개를 고르고, 다음에는 똑같이 다른 표본을 고릅니다."""
    labels, one, two = np.arange(400) % 4, np.random.default_rng(6), np.random.default_rng(6)
    first, then = kata.few(one, labels, 10), kata.few(one, labels, 10)
    check(kata.few(two, labels, 10), first)
    check(kata.few(two, labels, 10), then)
    assert set(np.ravel(first).tolist()) != set(np.ravel(then).tolist())


def test_few_refuses_a_class_with_too_few_examples(kata, rng):
    """Five are asked for, but there are only four of class 1: ValueError.
    다섯 개를 달라고 했는데 클래스 1에는 네 개뿐이라면 ValueError를 발생시킵니다."""
    labels = rng.permutation(np.repeat([0, 1, 3], [5, 4, 6]))
    with pytest.raises(ValueError):
        kata.few(rng, labels, 5)


# -- replay ------------------------------------------------------------------------------------


def told_apart(n, first):
    """n images (2, 3) uint8, each filled with a number of its own, and the label that follows from it."""
    numbers = np.arange(first, first + n, dtype=np.uint8)
    return np.repeat(numbers, 6).reshape(n, 2, 3), (numbers % 7).astype(np.uint8)


OLD, NEW = told_apart(100, 0), told_apart(70, 120)  # old images are filled with 0 to 99, new with 120 to 189
# where only the number counts: one image over and over, so that it is all one which are drawn
PLAIN = [(np.ones((n, 2, 3), np.uint8), np.ones(n, np.uint8)) for n in (100, 70)]


def numbers(data):
    """The number that each image is filled with."""
    return np.asarray(data[0])[:, 0, 0].astype(int)


def test_replay_makes_old_examples_the_share_of_the_whole(kata, rng):
    """70 new examples become 100 with a share of 0.3, 78 with 0.1, 93 with 0.25, and stay 70 with 0.
    새 예시 70개는 비율이 0.3이면 100개, 0.1이면 78개, 0.25이면 93개가 되고, 0이면 70개 그대로입니다."""
    # 0.3 / 0.7 · 70 = 30; 0.1 / 0.9 · 70 = 7.8, nearest is 8; 0.25 / 0.75 · 70 = 23.3, nearest is 23
    for share, whole in [(0.3, 100), (0.5, 140), (0.1, 78), (0.25, 93), (0, 70)]:
        images, labels = kata.replay(rng, *PLAIN, share)
        check(len(images), whole)
        check(len(labels), whole)


def test_replay_keeps_all_the_new_examples(kata, rng):
    """Whatever the share, each of the 70 new examples is there once.
    비율이 얼마이든 새 예시 70개가 모두 한 번씩 들어갑니다."""
    for share in (0.3, 0.5, 0):
        found = numbers(kata.replay(rng, OLD, NEW, share))
        check(np.sort(found[found >= 100]), np.arange(120, 190))


def test_replay_keeps_shape_and_dtype(kata, rng):
    """Images (n, 2, 3) and labels (n,) come back, both uint8 as they were.
    이미지는 (n, 2, 3), 레이블은 (n,)이고, dtype은 둘 다 받은 대로 uint8입니다."""
    images, labels = kata.replay(rng, *PLAIN, 0.25)
    n = len(images)  # whether that is right, another test says
    check(images, np.ones((n, 2, 3)), dtype=np.uint8)
    check(labels, np.ones(n), dtype=np.uint8)


def test_replay_keeps_every_image_with_its_label(kata, rng):
    """However the examples are mixed, the label beside an image is its own.
    예시를 어떻게 섞든 이미지 옆에는 그 이미지의 레이블이 있어야 합니다."""
    data = kata.replay(rng, OLD, NEW, 0.5)
    check(data[1], numbers(data) % 7)


def test_replay_takes_no_old_example_twice(kata, rng):
    """Beside 70 new examples, with a share of 0.5, the old ones that come along are all different.
    새 예시가 70개이고 비율이 0.5일 때, 들어가는 옛 예시는 모두 서로 다릅니다."""
    found = numbers(kata.replay(rng, OLD, NEW, 0.5))
    olds = found[found < 100]
    check(len(set(olds.tolist())), len(olds))


def test_replay_samples_the_old_examples(kata, rng):
    """In 200 calls with a share of 0.3 each of the 100 old examples comes along about 60 times.
    비율 0.3으로 200번 부르면 옛 예시 100개가 저마다 60번쯤 나옵니다."""
    calls = [numbers(kata.replay(rng, OLD, NEW, 0.3)) for _ in range(200)]
    counts = np.bincount(np.concatenate(calls), minlength=100)[:100]
    # s.d. √(200 · 0.3 · 0.7) = 6.5: 36 are five and a half of them, once in 250,000 runs
    check(counts, np.full(100, 60), rtol=0, atol=36)


def test_replay_mixes_old_and_new(kata, rng):
    """In 200 calls the first, the middle and the last example are old ones as often as any, about 100 times.
    200번 부르면 맨 앞과 한가운데, 맨 뒤의 예시가 다른 자리와 똑같이 100번쯤은 옛 예시입니다."""
    calls = np.array([numbers(kata.replay(rng, OLD, NEW, 0.5)) < 100 for _ in range(200)])
    olds, half = calls.sum(axis=0), calls.shape[1] // 2
    # s.d. √200 / 2 = 7.1: five of them fail for nothing once in 600,000 runs
    check(olds[[0, half - 1, half, -1]], np.full(4, round(olds.mean())), rtol=0, atol=36)
    turns = (calls[:, 1:] != calls[:, :-1]).mean()  # from old to new and back: half of the neighbours
    assert turns > 0.3, f"{turns:.2f} of the neighbours differ"


def test_replay_repeats_itself_with_the_same_random_numbers(kata):
    """Two generators with one seed give the same training set, and then the same other one.
    시드가 같은 두 생성기는 똑같은 훈련 세트를 만들고, 다음에는 똑같이 다른 훈련 세트를 만듭니다."""
    one, two = np.random.default_rng(6), np.random.default_rng(6)
    first, then = (numbers(kata.replay(one, OLD, NEW, 0.5)) for _ in range(2))
    check(numbers(kata.replay(two, OLD, NEW, 0.5)), first)
    check(numbers(kata.replay(two, OLD, NEW, 0.5)), then)
    assert (first != then).any()


@pytest.mark.parametrize("share", [1.0, 1.5, -0.1, -0.001])
def test_replay_refuses_what_is_no_share(kata, rng, share):
    """1, 1.5, -0.1 and -0.001 cannot be the share of old examples beside 70 new ones: ValueError.
    1, 1.5, -0.1, -0.001은 새 예시 70개 곁의 옛 예시의 비율이 될 수 없으므로 ValueError입니다."""
    with pytest.raises(ValueError):
        kata.replay(rng, *PLAIN, share)


def test_replay_refuses_to_make_do_with_fewer_old_examples(kata, rng):
    """A share of 0.6 beside 70 new examples needs 105 old ones; there are 100: ValueError.
    새 예시가 70개이고 비율이 0.6이면 옛 예시 105개가 필요한데 100개뿐이므로 ValueError를 발생시킵니다."""
    with pytest.raises(ValueError):
        kata.replay(rng, *PLAIN, 0.6)


# -- accuracy_matrix ---------------------------------------------------------------------------


def always(kata, *logits):
    """A model that gives every image of 2 × 2 pixels these logits, plus the pixels 0, 1 and 2."""
    model = stack(kata, kata.keras.layers.Flatten(), kata.keras.layers.Dense(3), shape=(2, 2))
    model.set_weights([np.eye(4, 3), np.array(logits, float)])
    return model


def test_accuracy_matrix_of_a_hand_example(kata):
    """Two models on three tasks: the first reads the brightest pixel, the second says 2 whatever it sees.
    모델 두 개와 과제 세 개입니다. 첫 모델은 가장 밝은 픽셀을 읽고, 둘째 모델은 무엇을 보든 2라고 합니다."""
    pixel = np.eye(4, dtype=np.uint8).reshape(4, 2, 2)  # image k has ink in pixel k only
    tasks = [
        (pixel[[0, 1, 2, 2]], np.array([0, 1, 2, 0])),  # the first reads 0, 1, 2, 2: 3 of 4; there is one 2
        (pixel[[1, 0]], np.array([2, 2])),  # the first reads 1, 0: none; both are 2s
        (pixel[[2, 1, 0, 0, 1]], np.array([2, 1, 1, 1, 2])),  # 2, 1, 0, 0, 1: 2 of 5; two are 2s
    ]
    expected = [[0.75, 0, 0.4], [0.25, 1, 0.4]]
    got = kata.accuracy_matrix([always(kata, 0, 0, 0), always(kata, 0, 0, 9)], tasks)
    check(got, expected, dtype=np.float64)


def test_accuracy_matrix_is_taken_as_in_prediction(kata):
    """A BatchNormalization goes by the statistics it has kept, not by those of the images it is asked about.
    BatchNormalization은 물어보는 이미지의 통계가 아니라 간직해 둔 통계로 값을 맞춥니다."""
    layers = kata.keras.layers
    model = stack(kata, layers.Flatten(), layers.BatchNormalization(), layers.Dense(2), shape=(2, 2))
    # kept are mean 0 and variance 1; less the mean of 40 equal images no pixel is left, and 0 is read
    model.layers[-1].set_weights([np.eye(4, 2), np.array([0.5, 0])])
    images = np.tile(np.array([[0, 1], [0, 0]], np.uint8), (40, 1, 1))
    check(kata.accuracy_matrix([model], [(images, np.ones(40, int))]), [[1.0]])


def test_accuracy_matrix_takes_any_number_of_models_and_tasks(kata):
    """Three models and one task give a column, one model and two tasks a row.
    모델 세 개에 과제 하나면 열 하나, 모델 하나에 과제 두 개면 행 하나입니다."""
    images = np.zeros((40, 2, 2), np.uint8)
    labels = np.repeat([0, 1, 2], [2, 8, 30])
    models = [always(kata, *logits) for logits in np.eye(3)]
    check(kata.accuracy_matrix(models, [(images, labels)]), [[0.05], [0.2], [0.75]])
    check(kata.accuracy_matrix(models[2:], [(images, labels), (images[:4], labels[:4])]), [[0.75, 0]])


# -- real digits -------------------------------------------------------------------------------


def digits(which, part="train", n=None):
    """The first n digits of these classes and their labels."""
    images, labels = getattr(mnist(), f"x_{part}"), getattr(mnist(), f"y_{part}")
    chosen = np.flatnonzero(np.isin(labels, which))[:n]
    return images[chosen], labels[chosen]


LOW, HIGH = range(5), range(5, 10)


@pytest.fixture(scope="module")
def pupil(kata):
    """Gives a network that has read 12,288 digits from 0 to 4 twice; trained when first asked."""

    @cache
    def trained():
        model = kata.network(0)
        kata.train(model, *digits(LOW, n=12_288), 2)
        return model

    return trained


# What a trained trunk gains on 32 seeds of the solution, each with a trunk and samples of its own (jax),
# as the mean of three samples: mean 0.113, s.d. 0.032, lowest 0.042. The s.d. of five, 0.025, is reckoned.
SAMPLES, GAIN = 5, 0.0
# On the same seeds the digits 0 to 4 fall from 0.992 to 0.000, always. With replay the worse half of
# the digits is read at 0.927, s.d. 0.011, lowest 0.905; less four of them is 0.88.
FORGOTTEN, KEPT = 0.1, 0.87


def accuracy(model, images, labels):
    """The share of the images that the model reads right."""
    return float(np.mean(model.predict(images, batch_size=1000, verbose=0).argmax(axis=1) == labels))


def lesson(kata, rng):
    """Five examples of each of the digits 5 to 9, which are the classes 0 to 4 here."""
    images, labels = digits(HIGH)
    chosen = kata.few(rng, labels, 5)
    return images[chosen], labels[chosen] - 5


def test_a_trained_trunk_learns_new_digits_from_few_examples(kata, pupil, rng):
    """From five examples each of 5 to 9, a new head learns to read more digits than a network from scratch.
    5부터 9까지 다섯 개씩만 보아도, 새 머리는 처음부터 배우는 신경망보다 숫자를 더 많이 읽게 됩니다."""
    unseen, truth = digits(HIGH, "test", 2000)
    gains = []
    for seed in range(SAMPLES):
        data = lesson(kata, rng)
        reused, scratch = kata.reuse(pupil(), 5, seed), kata.network(seed, 5)
        kata.train_head(reused, *data, 30)
        kata.train(scratch, *data, 30)
        gains.append(accuracy(reused, unseen, truth - 5) - accuracy(scratch, unseen, truth - 5))
    assert np.mean(gains) > GAIN, f"{np.mean(gains):.3f} <= {GAIN}"


def test_replay_keeps_what_training_on_new_digits_alone_forgets(kata, pupil, rng, record_property):
    """Trained on 5 to 9 alone, the network forgets 0 to 4; with a quarter of old digits it reads all ten.
    5부터 9까지만 더 배우면 0부터 4까지를 잊습니다. 옛 숫자를 4분의 1 섞으면 열 가지를 모두 읽습니다."""
    old, new = digits(LOW, n=12_288), digits(HIGH, n=4096)
    tasks = [digits(LOW, "test"), digits(HIGH, "test")]
    alone, mixed = (kata.network(0) for _ in range(2))
    for model, data in (alone, new), (mixed, kata.replay(rng, old, new, 0.25)):
        model.set_weights(pupil().get_weights())
        kata.train(model, *data, 1)
    R = kata.accuracy_matrix([pupil(), alone, mixed], tasks)
    record_property("score", float(R[2] @ [len(labels) for _, labels in tasks]) / 10_000)
    assert R[0, 0] > 0.9 and R[1, 0] < FORGOTTEN and R[2].min() > KEPT, str(R)
