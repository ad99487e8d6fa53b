"""Wrong answers to k13_mnist_keras that people really write."""

import keras
import numpy as np

from dojo.mistake import mistake


def network(*, scale=1 / 255, bend="relu", last=None, from_logits=True, **compiled):
    """The network that the mistakes of build spoil, each in one place."""
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Rescaling(scale),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation=bend),
            keras.layers.Dense(256, activation=bend),
            keras.layers.Dense(10, activation=last),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    model.compile("adam", loss, **compiled)
    return model


@mistake(
    "build",
    caught_by="test_the_loss_comes_near_zero",
    en="How often do the outputs go through a softmax before the loss? from_logits=True takes one more.",
    ko="손실을 구하기 전에 출력이 소프트맥스를 몇 번 거치나요? from_logits=True면 한 번이 더해집니다.",
)
def softmax_and_from_logits(seed):
    keras.utils.set_random_seed(seed)
    return network(last="softmax")


@mistake(
    "build",
    caught_by="test_the_loss_comes_near_zero",
    en="What does the last layer give, logits or probabilities, and which does the loss believe it gets?",
    ko="마지막 층이 내놓는 것은 로짓인가요, 확률인가요? 손실 함수는 무엇을 받는다고 알고 있나요?",
)
def logits_taken_for_probabilities(seed):
    keras.utils.set_random_seed(seed)
    return network(from_logits=False)


@mistake(
    "build",
    caught_by="test_the_network_is_no_straight_line",
    en="Two linear layers on top of each other: what can they do that one cannot?",
    ko="선형 층 두 개를 쌓으면, 하나로는 할 수 없는 일을 할 수 있을까요?",
)
def no_activation(seed):
    keras.utils.set_random_seed(seed)
    return network(bend=None)


@mistake(
    "build",
    caught_by="test_an_untrained_network_is_sure_of_nothing",
    en="How large are the numbers that reach your first Dense layer?",
    ko="첫 Dense 층에 들어가는 값은 얼마나 큰가요?",
)
def pixels_not_scaled(seed):
    keras.utils.set_random_seed(seed)
    return network(scale=1)


@mistake(
    "build",
    caught_by="test_a_seed_fixes_the_first_weights",
    en="Where do the first weights come from, and does your seed reach that place?",
    ko="처음 가중치는 어디에서 나오나요? 시드가 그곳까지 전해지나요?",
)
def seed_ignored(seed):
    return network()


@mistake(
    "build",
    caught_by="test_speed_of_a_gradient_step",
    en="Is every step compiled once and then run, or walked through in Python again and again?",
    ko="한 번 컴파일한 스텝을 실행하나요, 아니면 매번 파이썬이 한 줄씩 다시 지나가나요?",
)
def run_eagerly(seed):
    keras.utils.set_random_seed(seed)
    return network(run_eagerly=True)


def fitted(model, images, labels, epochs, batch_size, on_epoch, first=1, **how):
    """The loop that the mistakes of train spoil, each in one place."""

    def report(epoch, logs):
        if on_epoch is not None:
            on_epoch(epoch + first, logs["loss"])

    told = keras.callbacks.LambdaCallback(on_epoch_end=report)
    how = {"verbose": 0, "callbacks": [told]} | how
    return model.fit(images, labels, batch_size, epochs, **how).history["loss"]


@mistake(
    "train",
    caught_by="test_it_reads_digits_it_has_never_seen",
    en="After you shuffle the images, does each of them still have its own label?",
    ko="이미지를 섞은 뒤에도 이미지마다 제 레이블이 붙어 있나요?",
)
def labels_lose_their_images(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    shuffled = np.random.default_rng(seed).permutation(images)
    return fitted(model, shuffled, labels, epochs, batch_size, on_epoch)


@mistake(
    "train",
    caught_by="test_every_digit_is_learned_from_sorted_images",
    en="Which digits does validation_split hold back: random ones, or the last ones?",
    ko="validation_split은 어떤 이미지를 떼어 놓나요? 무작위로 고른 것인가요, 맨 뒤의 것인가요?",
)
def last_fifth_held_back(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    return fitted(model, images, labels, epochs, batch_size, on_epoch, validation_split=0.2)


@mistake(
    "train",
    caught_by="test_every_digit_is_learned_from_sorted_images",
    en="Does the model see all the digits you were given, or a first few that were enough for a trial?",
    ko="받은 숫자를 모두 보여 주나요, 아니면 시험 삼아 앞쪽 일부만 보여 주고 있나요?",
)
def first_thousand_only(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    return fitted(model, images[:1000], labels[:1000], epochs, batch_size, on_epoch)


@mistake(
    "train",
    caught_by="test_every_digit_is_learned_from_sorted_images",
    en="If the images come sorted, what are the last hundred steps of every epoch about?",
    ko="이미지가 정렬되어 들어오면, 에포크마다 마지막 백 번의 스텝에서는 무엇을 배우게 될까요?",
)
def never_shuffled(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    return fitted(model, images, labels, epochs, batch_size, on_epoch, shuffle=False)


@mistake(
    "train",
    caught_by="test_training_reports_every_epoch",
    en="How often does fit see every digit when nobody tells it epochs?",
    ko="fit에 epochs를 알려 주지 않으면 모든 숫자를 몇 번 볼까요?",
)
def one_epoch_only(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    return fitted(model, images, labels, 1, batch_size, on_epoch)


@mistake(
    "train",
    caught_by="test_training_reports_every_epoch",
    en="Keras counts epochs from 0. What number should the first one be reported with?",
    ko="Keras는 에포크를 0부터 셉니다. 첫 에포크는 몇 번이라고 알려야 할까요?",
)
def epochs_counted_from_zero(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    return fitted(model, images, labels, epochs, batch_size, on_epoch, first=0)


@mistake(
    "train",
    caught_by="test_training_reports_every_epoch",
    en="Is the loss you report that of one digit, or of a whole batch added up?",
    ko="알려 주는 손실은 숫자 하나의 평균인가요, 배치 전체를 더한 값인가요?",
)
def losses_added_up(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    steps = -(-len(images) // batch_size)
    told = on_epoch and (lambda epoch, loss: on_epoch(epoch, steps * batch_size * loss))
    losses = fitted(model, images, labels, epochs, batch_size, told)
    return [steps * batch_size * loss for loss in losses]


@mistake(
    "train",
    caught_by="test_training_reports_while_it_goes_on",
    en="Who learns of an epoch while the next one is still to come: is on_epoch called by the loop, or after it?",
    ko="다음 에포크가 시작되기 전에 소식을 들을 수 있나요? on_epoch를 반복문 안에서 호출하나요, 끝난 뒤에 호출하나요?",
)
def reports_after_the_end(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    losses = fitted(model, images, labels, epochs, batch_size, None)
    for epoch, loss in enumerate(losses, 1):
        if on_epoch is not None:
            on_epoch(epoch, loss)
    return losses


@mistake(
    "train",
    caught_by="test_training_moves_the_model_it_was_given",
    en="Which model has learned at the end: the one you were given, or a copy that nobody else holds?",
    ko="훈련이 끝났을 때 배운 것은 어느 모델인가요? 받은 모델인가요, 아무도 모르는 복사본인가요?",
)
def trains_a_copy(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return fitted(copy, images, labels, epochs, batch_size, on_epoch)


@mistake(
    "train",
    caught_by="test_training_moves_the_model_it_was_given",
    en="Ten digits in batches of four: how many batches are there, and how many does your loop take?",
    ko="숫자 열 개를 네 개씩 나누면 배치는 몇 개인가요? 반복문은 몇 개를 처리하나요?",
)
def last_batch_dropped(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    rng, losses = np.random.default_rng(seed), []
    for epoch in range(1, epochs + 1):
        order, total = rng.permutation(len(images)), 0.0
        for step in range(len(images) // batch_size):
            batch = order[step * batch_size : (step + 1) * batch_size]
            total += float(model.train_on_batch(images[batch], labels[batch])) * batch_size
        losses.append(total / len(images))
        if on_epoch is not None:
            on_epoch(epoch, losses[-1])
    return losses


@mistake(
    "train",
    caught_by="test_a_seed_repeats_a_training",
    en="Who decides the order of the digits in each epoch, and does your seed reach it?",
    ko="에포크마다 숫자를 보는 순서는 누가 정하나요? 시드가 그곳까지 전해지나요?",
)
def training_seed_ignored(model, images, labels, epochs=7, batch_size=512, seed=0, on_epoch=None):
    return fitted(model, images, labels, epochs, batch_size, on_epoch)


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Can a probability be negative? What turns logits into probabilities?",
    ko="확률이 음수일 수 있나요? 로짓을 확률로 바꾸는 것은 무엇인가요?",
)
def logits_returned(model, images):
    return model.predict(images, verbose=0)


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Along which axis do your numbers sum to 1: over the ten digits, or over the images?",
    ko="어느 축을 따라 더하면 1이 되나요? 숫자 열 개인가요, 이미지들인가요?",
)
def softmax_over_the_images(model, images):
    logits = model.predict(images, verbose=0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(logits, axis=0))


@mistake(
    "predict",
    caught_by="test_predicting_is_not_training",
    en="Is a part of the network that belongs to training still at work when you predict?",
    ko="훈련할 때만 필요한 부분이 예측할 때도 움직이고 있지 않나요?",
)
def dropout_left_on(model, images):
    return keras.ops.convert_to_numpy(keras.ops.softmax(model(images, training=True)))


@mistake(
    "predict",
    caught_by="test_predictions_are_as_sure_as_the_loss_says",
    en="What does a softmax make of probabilities? No answer above e / (e + 9) = 0.232 gives it away.",
    ko="확률에 소프트맥스를 다시 취하면 어떻게 될까요? 어떤 값도 e / (e + 9) = 0.232를 넘지 못한다면 의심해 보세요.",
)
def softmax_twice(model, images):
    probs = keras.ops.softmax(model.predict(images, verbose=0))
    return keras.ops.convert_to_numpy(keras.ops.softmax(probs))


@mistake(
    "predict",
    caught_by="test_the_model_itself_takes_raw_pixels",
    en="The model divides the pixels by 255. Does anyone else?",
    ko="모델이 픽셀을 255로 나눕니다. 다른 곳에서 또 나누고 있지 않나요?",
)
def scaled_twice(model, images):
    logits = model.predict(images / 255, verbose=0)
    return keras.ops.convert_to_numpy(keras.ops.softmax(logits))


@mistake(
    "evaluate",
    caught_by="test_accuracy_is_the_share_of_digits_read_right",
    en="What is the first number that model.evaluate gives?",
    ko="model.evaluate가 주는 첫 번째 값은 무엇인가요?",
)
def loss_for_accuracy(model, images, labels):
    return float(model.evaluate(images, labels, verbose=0))


@mistake(
    "evaluate",
    caught_by="test_accuracy_is_the_share_of_digits_read_right",
    en="What shape does (N, 1) == (N,) have, and how many comparisons is that?",
    ko="(N, 1) == (N,)의 모양은 무엇인가요? 비교를 모두 몇 번 하게 되나요?",
)
def every_digit_against_every_label(model, images, labels):
    read = model.predict(images, verbose=0).argmax(axis=1, keepdims=True)
    return float(np.mean(read == labels))
