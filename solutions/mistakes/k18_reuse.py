"""Wrong answers to k18_reuse that people really write."""

import keras
import numpy as np

from dojo.mistake import mistake


def compiled(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(4e-3), loss)
    return model


def copied(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


def under(representation, model, classes, seed, **head):
    """A new head on `representation`, a tensor somewhere in `model`."""
    keras.utils.set_random_seed(seed)
    return compiled(keras.Model(model.inputs, keras.layers.Dense(classes, **head)(representation)))


def frozen(model, kinds=keras.Layer):
    """The model with the layers of these kinds below its head frozen."""
    for layer in model.layers[:-1]:
        layer.trainable = not isinstance(layer, kinds)
    return model


# -- reuse -------------------------------------------------------------------------------------


@mistake(
    "reuse",
    caught_by="test_training_moves_the_head_alone",
    en="The trunk is copied, but who has told Keras that its weights are not to be trained?",
    ko="몸통을 복사했지만, 그 가중치를 훈련하지 말라고 Keras에 알려 준 곳이 있나요?",
)
def trunk_not_frozen(model, classes, seed):
    copy = copied(model)
    return under(copy.layers[-1].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_training_moves_the_head_alone",
    en="You have frozen a whole model. Is the new head in it as well? What is left that can learn?",
    ko="모델을 통째로 얼렸나요? 새 머리까지 그 안에 들어 있지 않나요? 배울 수 있는 것이 남아 있나요?",
)
def head_frozen_too(model, classes, seed):
    copy = copied(model)
    new = under(copy.layers[-1].input, copy, classes, seed)
    new.trainable = False
    return compiled(new)


@mistake(
    "reuse",
    caught_by="test_a_frozen_trunk_takes_no_statistics",
    en="Which layers have you frozen? Is there one without a kernel that still takes notes of what passes through it?",
    ko="어떤 층을 얼렸나요? 커널이 없는데도 지나가는 값을 기록해 두는 층이 있지 않나요?",
)
def only_kernels_frozen(model, classes, seed):
    copy = frozen(copied(model), (keras.layers.Dense, keras.layers.Conv2D))
    return under(copy.layers[-1].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_the_given_model_can_still_learn_as_a_whole",
    en="Whose layers have you frozen: those of the copy, or those of the model that you were given?",
    ko="누구의 층을 얼렸나요? 복사본의 층인가요, 받은 모델의 층인가요?",
)
def given_model_frozen(model, classes, seed):
    copy = copied(frozen(model))
    return under(copy.layers[-1].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_the_two_models_share_no_weights",
    en="Is a layer that stands in two models copied, or is it one layer with one set of weights?",
    ko="두 모델에 함께 들어 있는 층은 복사된 것인가요, 가중치가 한 벌뿐인 같은 층인가요?",
)
def layers_shared(model, classes, seed):
    new = under(model.layers[-1].input, model, classes, seed)
    before = [layer.trainable for layer in model.layers]
    compiled(frozen(new))
    for layer, trainable in zip(model.layers, before):
        layer.trainable = trainable
    return new


@mistake(
    "reuse",
    caught_by="test_the_new_model_has_the_old_trunk_under_a_new_head",
    en="clone_model copies the layers. Does it copy what they have learned?",
    ko="clone_model은 층을 복사합니다. 층이 배운 것까지 복사하나요?",
)
def layers_copied_without_weights(model, classes, seed):
    copy = frozen(keras.models.clone_model(model))
    return under(copy.layers[-1].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_the_new_model_sees_what_the_old_trunk_sees",
    en="Layers without weights work too: who scales the pixels in your new model as the old one did?",
    ko="가중치가 없는 층도 하는 일이 있습니다. 새 모델에서는 누가 픽셀 값의 범위를 옛 모델처럼 맞추나요?",
)
def scaling_lost(model, classes, seed):
    copy = frozen(copied(model))
    x = image = keras.Input(model.input_shape[1:])
    for layer in copy.layers[:-1]:
        if not isinstance(layer, keras.layers.Rescaling):
            x = layer(x)
    keras.utils.set_random_seed(seed)
    return compiled(keras.Model(image, keras.layers.Dense(classes)(x)))


@mistake(
    "reuse",
    caught_by="test_the_new_model_has_the_old_trunk_under_a_new_head",
    en="What does your new head read: the input of the old head, or its output, which knows the old classes only?",
    ko="새 머리는 무엇을 읽나요? 옛 머리의 입력인가요, 옛 클래스만 아는 옛 머리의 출력인가요?",
)
def head_on_top_of_the_old_head(model, classes, seed):
    copy = copied(model)
    copy.trainable = False
    return under(copy.outputs[0], copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_the_new_model_has_the_old_trunk_under_a_new_head",
    en="How many layers have you taken off? The representation that the old head read comes from the last one below it.",
    ko="층을 몇 개 떼어 냈나요? 옛 머리가 읽던 표현은 바로 아래층에서 나옵니다.",
)
def trunk_cut_too_low(model, classes, seed):
    copy = frozen(copied(model))
    return under(copy.layers[-2].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_the_new_model_sees_what_the_old_trunk_sees",
    en="`compiled` has the loss take logits. What does your head's activation make of them?",
    ko="`compiled`의 손실 함수는 로짓을 받습니다. 머리에 붙인 활성화 함수는 로짓을 무엇으로 바꾸나요?",
)
def head_with_softmax(model, classes, seed):
    copy = frozen(copied(model))
    return under(copy.layers[-1].input, copy, classes, seed, activation="softmax")


@mistake(
    "reuse",
    caught_by="test_the_head_is_fresh",
    en="If the number of classes is the same, does the old head stay? What has it learned to say?",
    ko="클래스 수가 같으면 옛 머리를 그대로 두나요? 그 머리는 무엇이라고 답하도록 배웠나요?",
)
def old_head_kept(model, classes, seed):
    copy = frozen(copied(model))
    if classes == model.output_shape[-1]:
        return compiled(copy)
    return under(copy.layers[-1].input, copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_a_seed_fixes_the_first_weights_of_the_head",
    en="Where do the first weights of the head come from, and does your seed reach that place in time?",
    ko="머리의 처음 가중치는 어디에서 나오나요? 시드가 늦지 않게 그곳까지 전해지나요?",
)
def seed_ignored(model, classes, seed):
    copy = frozen(copied(model))
    return compiled(keras.Model(copy.inputs, keras.layers.Dense(classes)(copy.layers[-1].input)))


@mistake(
    "reuse",
    caught_by="test_the_given_model_keeps_its_head_and_its_weights",
    en="From which model does pop() take the last layer: from a copy, or from the one that others still use?",
    ko="pop()은 어느 모델에서 마지막 층을 떼어 내나요? 복사본인가요, 다른 사람도 쓰고 있는 그 모델인가요?",
)
def head_taken_off_the_given_model(model, classes, seed):
    model.pop()
    copy = copied(model)
    copy.trainable = False
    return under(copy.outputs[0], copy, classes, seed)


@mistake(
    "reuse",
    caught_by="test_training_moves_the_head_alone",
    en="What must happen to a new model before Keras can train it?",
    ko="새로 만든 모델을 Keras가 훈련하려면 먼저 무엇을 해야 하나요?",
)
def not_compiled(model, classes, seed):
    keras.utils.set_random_seed(seed)
    copy = frozen(copied(model))
    return keras.Model(copy.inputs, keras.layers.Dense(classes)(copy.layers[-1].input))


@mistake(
    "reuse",
    caught_by="test_the_given_model_keeps_its_optimizer",
    en="Which model do you compile: the new one alone? What becomes of the optimizer the old one had?",
    ko="어느 모델을 컴파일하나요? 새 모델뿐인가요? 옛 모델이 쓰던 옵티마이저는 어떻게 되나요?",
)
def given_model_compiled_anew(model, classes, seed):
    copy = frozen(copied(compiled(model)))
    return under(copy.layers[-1].input, copy, classes, seed)


# -- features ----------------------------------------------------------------------------------


def trunk(model):
    return keras.Model(model.inputs, model.layers[-1].input)


@mistake(
    "features",
    caught_by="test_features_of_a_hand_example",
    en="Do you look at what goes into the head, or at what comes out of it?",
    ko="머리에 들어가는 것을 보고 있나요, 머리에서 나오는 것을 보고 있나요?",
)
def logits_for_features(model, images):
    return model.predict(images, verbose=0)


@mistake(
    "features",
    caught_by="test_features_of_a_hand_example",
    en="Between which two layers do you listen? The trunk has one more layer above that point.",
    ko="어느 두 층 사이에서 꺼냈나요? 몸통의 층이 그 위에 하나 더 있지 않나요?",
)
def one_layer_too_low(model, images):
    return keras.Model(model.inputs, model.layers[-2].input).predict(images, verbose=0)


@mistake(
    "features",
    caught_by="test_features_of_a_hand_example",
    en="The trunk scales the pixels itself. Has somebody done it before?",
    ko="픽셀 값의 범위는 몸통이 직접 맞춥니다. 그 전에 이미 나누지 않았나요?",
)
def scaled_twice(model, images):
    return trunk(model).predict(images / np.float32(255), verbose=0)


@mistake(
    "features",
    caught_by="test_features_are_taken_as_in_prediction",
    en="Is a layer that belongs to training at work while you take the features?",
    ko="특성을 구하는 동안 훈련할 때만 필요한 층이 움직이고 있지 않나요?",
)
def dropout_left_on(model, images):
    trunk = keras.Model(model.inputs, model.layers[-1].input)
    return keras.ops.convert_to_numpy(trunk(images, training=True))


@mistake(
    "features",
    caught_by="test_features_are_those_of_each_image_alone",
    en="70 images in batches of 32: how many batches are there, and how many does your loop take?",
    ko="이미지 70장을 32장씩 나누면 배치는 몇 개인가요? 반복문은 몇 개를 처리하나요?",
)
def full_batches_only(model, images):
    whole = len(images) // 32
    below, batches = trunk(model), (images[32 * i : 32 * i + 32] for i in range(whole))
    return np.concatenate([below.predict(batch, verbose=0) for batch in batches])


@mistake(
    "features",
    caught_by="test_features_are_those_of_each_image_alone",
    en="Whose mean have you taken away? What is left of an image that comes alone?",
    ko="누구의 평균을 뺐나요? 이미지가 한 장뿐이면 무엇이 남나요?",
)
def centred(model, images):
    x = trunk(model).predict(images, verbose=0)
    return x - x.mean(axis=0)


@mistake(
    "features",
    caught_by="test_features_are_a_numpy_array",
    en="What does a model give back when you call it, and what when you ask it to predict?",
    ko="모델을 함수처럼 부르면 무엇이 나오고, predict를 부르면 무엇이 나오나요?",
)
def tensor_of_the_backend(model, images):
    return keras.Model(model.inputs, model.layers[-1].input)(images, training=False)


# -- train_head --------------------------------------------------------------------------------


def train(model, images, labels, epochs, seed=0, on_epoch=None):
    """As the kata gives it."""
    keras.utils.set_random_seed(seed)

    def report(epoch, logs):
        if on_epoch is not None:
            on_epoch(epoch + 1, logs["loss"])

    told = keras.callbacks.LambdaCallback(on_epoch_end=report)
    return model.fit(images, labels, 64, epochs, verbose=0, callbacks=[told]).history["loss"]


def headed(model, images):
    """The features of the images, and the model's own head as a model."""
    x = trunk(model).predict(images, verbose=0)
    return compiled(keras.Sequential([keras.Input(x.shape[1:]), model.layers[-1]])), x


@mistake(
    "train_head",
    caught_by="test_speed_of_an_epoch_of_the_head",
    en="How often does the trunk look at one and the same image, and what is different the second time?",
    ko="몸통은 같은 이미지를 몇 번이나 보나요? 두 번째로 볼 때는 무엇이 달라지나요?",
)
def trunk_in_every_step(model, images, labels, epochs, seed=0, on_epoch=None):
    was = [layer.trainable for layer in model.layers]
    compiled(frozen(model))
    losses = train(model, images, labels, epochs, seed, on_epoch)
    for layer, trainable in zip(model.layers, was):
        layer.trainable = trainable
    return losses


@mistake(
    "train_head",
    caught_by="test_the_trunk_stays_even_where_it_is_not_frozen",
    en="If nobody has frozen the trunk, what does training the whole model do to it?",
    ko="몸통을 얼려 둔 적이 없다면, 모델을 통째로 훈련할 때 몸통은 어떻게 되나요?",
)
def whole_model_trained(model, images, labels, epochs, seed=0, on_epoch=None):
    return train(model, images, labels, epochs, seed, on_epoch)


@mistake(
    "train_head",
    caught_by="test_the_trunk_stays_even_where_it_is_not_frozen",
    en="The head has learned, but which one: the model's own, or one that nobody will ever ask?",
    ko="머리가 배우기는 했는데, 그 머리가 모델의 것인가요, 아무도 쓰지 않을 다른 머리인가요?",
)
def another_head_learns(model, images, labels, epochs, seed=0, on_epoch=None):
    _, x = headed(model, images)
    W, b = model.layers[-1].get_weights()
    lone = compiled(keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(len(b))]))
    lone.set_weights([W, b])
    return train(lone, x, labels, epochs, seed, on_epoch)


@mistake(
    "train_head",
    caught_by="test_the_head_ends_where_training_with_a_frozen_trunk_ends",
    en="From which weights does your head set out: from those that the model's head has, or from new ones?",
    ko="머리는 어떤 가중치에서 출발하나요? 모델의 머리에 있던 가중치인가요, 새로 뽑은 가중치인가요?",
)
def begins_with_other_weights(model, images, labels, epochs, seed=0, on_epoch=None):
    _, x = headed(model, images)
    classes = model.layers[-1].get_weights()[1].size
    lone = compiled(keras.Sequential([keras.Input(x.shape[1:]), keras.layers.Dense(classes)]))
    losses = train(lone, x, labels, epochs, seed, on_epoch)
    model.layers[-1].set_weights(lone.get_weights())
    return losses


@mistake(
    "train_head",
    caught_by="test_the_head_ends_where_training_with_a_frozen_trunk_ends",
    en="Who decides the order of the examples, and does your seed reach it?",
    ko="예시의 순서는 누가 정하나요? 시드가 그곳까지 전해지나요?",
)
def training_seed_not_passed_on(model, images, labels, epochs, seed=0, on_epoch=None):
    head, x = headed(model, images)
    return train(head, x, labels, epochs, on_epoch=on_epoch)


@mistake(
    "train_head",
    caught_by="test_the_head_learns_from_features_taken_as_in_prediction",
    en="Does dropout draw while you take the features, or while the head learns? Neither is wanted here.",
    ko="특성을 구하거나 머리가 배우는 동안 드롭아웃이 작동하고 있지 않나요? 여기서는 어느 쪽도 필요하지 않습니다.",
)
def features_with_dropout(model, images, labels, epochs, seed=0, on_epoch=None):
    keras.utils.set_random_seed(seed)
    head, _ = headed(model, images)
    trunk = keras.Model(model.inputs, model.layers[-1].input)
    x = keras.ops.convert_to_numpy(trunk(images, training=True))
    return train(head, x, labels, epochs, seed, on_epoch)


@mistake(
    "train_head",
    caught_by="test_training_the_head_reports_every_epoch",
    en="Somebody wants to hear of every epoch as it ends. Who calls on_epoch?",
    ko="에포크가 끝날 때마다 소식을 기다리는 사람이 있습니다. on_epoch는 누가 부르나요?",
)
def nobody_is_told(model, images, labels, epochs, seed=0, on_epoch=None):
    head, x = headed(model, images)
    return train(head, x, labels, epochs, seed)


@mistake(
    "train_head",
    caught_by="test_training_the_head_reports_every_epoch",
    en="Do you return the loss of the last epoch, or a list with the loss of each?",
    ko="마지막 에포크의 손실만 돌려주나요, 에포크마다의 손실을 담은 리스트를 돌려주나요?",
)
def last_loss_only(model, images, labels, epochs, seed=0, on_epoch=None):
    head, x = headed(model, images)
    return train(head, x, labels, epochs, seed, on_epoch)[-1]


@mistake(
    "train_head",
    caught_by="test_what_was_frozen_is_frozen_after_the_head_is_trained",
    en="After your training, which layers of the model are frozen? Which were before?",
    ko="훈련이 끝난 뒤 모델의 어떤 층이 얼어 있나요? 그전에는 어떤 층이 얼어 있었나요?",
)
def trunk_left_frozen(model, images, labels, epochs, seed=0, on_epoch=None):
    head, x = headed(frozen(model), images)
    return train(head, x, labels, epochs, seed, on_epoch)


@mistake(
    "train_head",
    caught_by="test_the_head_ends_where_training_with_a_frozen_trunk_ends",
    en="How often do you call `train`? What does it do with the seed every time?",
    ko="`train`을 몇 번 부르나요? 부를 때마다 시드로 무엇을 하나요?",
)
def trained_anew_every_epoch(model, images, labels, epochs, seed=0, on_epoch=None):
    head, x = headed(model, images)
    return [train(head, x, labels, 1, seed, on_epoch)[0] for _ in range(epochs)]


# -- few ---------------------------------------------------------------------------------------


def enough(labels, per_class):
    """The classes; ValueError where one has too few examples."""
    classes, counts = np.unique(labels, return_counts=True)
    if counts.min() < per_class:
        raise ValueError
    return classes


@mistake(
    "few",
    caught_by="test_few_may_take_any_example",
    en="Which of a class's examples can your sample never hold?",
    ko="표본에 절대로 들어갈 수 없는 예시가 있지 않나요?",
)
def first_of_each_class(rng, labels, per_class):
    return np.concatenate([np.flatnonzero(labels == c)[:per_class] for c in enough(labels, per_class)])


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="Can an example be drawn a second time? What does choice do when nobody tells it otherwise?",
    ko="한 번 뽑은 예시가 또 뽑힐 수 있나요? choice는 따로 알려 주지 않으면 어떻게 뽑나요?",
)
def with_repeats(rng, labels, per_class):
    classes = enough(labels, per_class)
    return np.concatenate([rng.choice(np.flatnonzero(labels == c), per_class) for c in classes])


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="If you draw from all examples at once, who makes sure that every class comes up equally often?",
    ko="전체 예시에서 한꺼번에 뽑으면, 클래스마다 개수가 같다는 것을 누가 보장하나요?",
)
def drawn_from_all_at_once(rng, labels, per_class):
    return rng.choice(len(labels), per_class * len(enough(labels, per_class)), replace=False)


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="Is your number a place in labels, or a place among the examples of one class?",
    ko="구한 번호는 labels 안의 자리인가요, 한 클래스의 예시들 안에서의 자리인가요?",
)
def places_within_the_class(rng, labels, per_class):
    counts = [int((labels == c).sum()) for c in enough(labels, per_class)]
    return np.concatenate([rng.choice(count, per_class, replace=False) for count in counts])


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="Must the classes be 0, 1, 2, … without a gap? Which labels really occur?",
    ko="클래스가 반드시 0, 1, 2, …처럼 빈틈없이 이어져야 하나요? 실제로 나오는 레이블은 무엇인가요?",
)
def classes_counted_from_zero(rng, labels, per_class):
    classes = range(len(enough(labels, per_class)))
    return np.concatenate([rng.permutation(np.flatnonzero(labels == c))[:per_class] for c in classes])


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="With which label does your loop begin? May a label be less than that?",
    ko="반복문은 어느 레이블부터 시작하나요? 그보다 작은 레이블은 없을까요?",
)
def no_label_below_zero(rng, labels, per_class):
    enough(labels, per_class)
    places = [np.flatnonzero(labels == c) for c in range(labels.max() + 1)]
    return np.concatenate([rng.choice(p, per_class, replace=False) for p in places if len(p)])


@mistake(
    "few",
    caught_by="test_few_takes_equally_many_of_every_class",
    en="What should come back: the places of the examples, or their labels?",
    ko="돌려주어야 하는 것은 예시의 자리인가요, 예시의 레이블인가요?",
)
def labels_for_places(rng, labels, per_class):
    return np.repeat(enough(labels, per_class), per_class)


@mistake(
    "few",
    caught_by="test_few_refuses_a_class_with_too_few_examples",
    en="What does a slice give that is longer than what it cuts from? Does anybody notice?",
    ko="남은 것보다 길게 자르면 무엇이 나오나요? 모자란다는 것을 누가 알아차리나요?",
)
def fewer_without_a_word(rng, labels, per_class):
    classes = np.unique(labels)
    return np.concatenate([rng.permutation(np.flatnonzero(labels == c))[:per_class] for c in classes])


@mistake(
    "few",
    caught_by="test_few_repeats_itself_with_the_same_random_numbers",
    en="Where do your random numbers come from? What will the next call draw?",
    ko="난수는 어디에서 오나요? 다음번에 부르면 무엇을 뽑게 되나요?",
)
def generator_of_its_own(rng, labels, per_class):
    rng = np.random.default_rng(0)
    places = [np.flatnonzero(labels == c) for c in enough(labels, per_class)]
    return np.concatenate([rng.choice(p, per_class, replace=False) for p in places])


# -- replay ------------------------------------------------------------------------------------


def needed(old, new, share, whole=None):
    """How many old examples are needed; ValueError where that cannot be."""
    if not 0 <= share < 1:
        raise ValueError
    wanted = round(share / (1 - share) * len(new[1])) if whole is None else whole
    if wanted > len(old[1]):
        raise ValueError
    return wanted


def sample(rng, old, wanted):
    return rng.choice(len(old[1]), wanted, replace=False)


def joined(rng, old, new, kept, mixed=True):
    order = rng.permutation(len(kept) + len(new[1])) if mixed else slice(None)
    images, labels = (np.concatenate([o[kept], n])[order] for o, n in zip(old, new))
    return images, labels


@mistake(
    "replay",
    caught_by="test_replay_makes_old_examples_the_share_of_the_whole",
    en="A quarter of what: of the new examples, or of everything that comes back?",
    ko="무엇의 4분의 1인가요? 새 예시의 4분의 1인가요, 돌려주는 전체의 4분의 1인가요?",
)
def share_of_the_new(rng, old, new, share):
    return joined(rng, old, new, sample(rng, old, needed(old, new, share, round(share * len(new[1])))))


@mistake(
    "replay",
    caught_by="test_replay_makes_old_examples_the_share_of_the_whole",
    en="A quarter of what: of the old examples, or of everything that comes back?",
    ko="무엇의 4분의 1인가요? 옛 예시의 4분의 1인가요, 돌려주는 전체의 4분의 1인가요?",
)
def share_of_the_old(rng, old, new, share):
    return joined(rng, old, new, sample(rng, old, needed(old, new, share, round(share * len(old[1])))))


@mistake(
    "replay",
    caught_by="test_replay_makes_old_examples_the_share_of_the_whole",
    en="What do int and floor make of 7.78, and which integer is the nearest?",
    ko="int나 floor는 7.78을 얼마로 바꾸나요? 가장 가까운 정수는 얼마인가요?",
)
def cut_off_instead_of_rounded(rng, old, new, share):
    needed(old, new, share, 0)
    wanted = needed(old, new, share, int(share / (1 - share) * len(new[1])))
    return joined(rng, old, new, sample(rng, old, wanted))


@mistake(
    "replay",
    caught_by="test_replay_makes_old_examples_the_share_of_the_whole",
    en="What does ceil make of 23.3, and which integer is the nearest?",
    ko="ceil은 23.3을 얼마로 바꾸나요? 가장 가까운 정수는 얼마인가요?",
)
def rounded_up(rng, old, new, share):
    needed(old, new, share, 0)
    wanted = int(np.ceil(round(share / (1 - share) * len(new[1]), 9)))
    return joined(rng, old, new, sample(rng, old, needed(old, new, share, wanted)))


@mistake(
    "replay",
    caught_by="test_replay_makes_old_examples_the_share_of_the_whole",
    en="Have old examples taken the places of new ones? How many of the new ones should be there?",
    ko="옛 예시가 새 예시의 자리를 차지하고 있지 않나요? 새 예시는 몇 개가 들어가야 하나요?",
)
def new_ones_give_way(rng, old, new, share):
    olds = needed(old, new, share, round(share * len(new[1])))
    kept = rng.permutation(len(old[1]))[:olds]
    fresh = rng.permutation(len(new[1]))[olds:]
    return joined(rng, old, (new[0][fresh], new[1][fresh]), kept)


@mistake(
    "replay",
    caught_by="test_replay_keeps_every_image_with_its_label",
    en="Are images and labels put into one and the same order?",
    ko="이미지와 레이블을 같은 순서로 섞었나요?",
)
def labels_mixed_on_their_own(rng, old, new, share):
    kept = sample(rng, old, needed(old, new, share))
    images, labels = joined(rng, old, new, kept, mixed=False)
    return rng.permutation(images), rng.permutation(labels)


@mistake(
    "replay",
    caught_by="test_replay_keeps_every_image_with_its_label",
    en="Do the labels of the old examples come from the places where their images come from?",
    ko="옛 예시의 레이블을 이미지와 같은 자리에서 가져왔나요?",
)
def labels_drawn_on_their_own(rng, old, new, share):
    wanted = needed(old, new, share)
    kept = [rng.choice(len(old[1]), wanted, replace=False) for _ in old]
    order = rng.permutation(wanted + len(new[1]))
    images, labels = (np.concatenate([o[k], n])[order] for o, k, n in zip(old, kept, new))
    return images, labels


@mistake(
    "replay",
    caught_by="test_replay_mixes_old_and_new",
    en="In which order do old and new examples come, and who sees to it that they are mixed?",
    ko="옛 예시와 새 예시는 어떤 순서로 나오나요? 둘을 섞는 곳이 있나요?",
)
def old_ones_first(rng, old, new, share):
    kept = rng.choice(len(old[1]), needed(old, new, share), replace=False)
    return joined(rng, old, new, kept, mixed=False)


@mistake(
    "replay",
    caught_by="test_replay_samples_the_old_examples",
    en="Which old examples never come along? If they are sorted, which digits does the model never see again?",
    ko="한 번도 나오지 않는 옛 예시가 있지 않나요? 옛 예시가 정렬되어 있다면 어떤 숫자를 다시는 보지 못할까요?",
)
def first_old_ones(rng, old, new, share):
    return joined(rng, old, new, np.arange(needed(old, new, share)))


@mistake(
    "replay",
    caught_by="test_replay_takes_no_old_example_twice",
    en="Can an old example come along twice? What does choice or integers do when nobody tells it otherwise?",
    ko="옛 예시 하나가 두 번 나올 수 있나요? choice나 integers는 따로 알려 주지 않으면 어떻게 뽑나요?",
)
def old_ones_repeat(rng, old, new, share):
    return joined(rng, old, new, rng.choice(len(old[1]), needed(old, new, share)))


@mistake(
    "replay",
    caught_by="test_replay_refuses_to_make_do_with_fewer_old_examples",
    en="What happens to the share if there are not as many old examples as it needs?",
    ko="필요한 만큼 옛 예시가 없으면 비율은 어떻게 되나요?",
)
def as_many_as_there_are(rng, old, new, share):
    if not 0 <= share < 1:
        raise ValueError
    wanted = round(share / (1 - share) * len(new[1]))
    return joined(rng, old, new, rng.permutation(len(old[1]))[:wanted])


@mistake(
    "replay",
    caught_by="test_replay_refuses_what_is_no_share",
    en="How many old ones are wanted for a share of 1, or of less than 0? Who says that this cannot be?",
    ko="비율이 1이거나 0보다 작으면 옛 예시가 몇 개 필요한가요? 그럴 수 없다고 누가 알려 주나요?",
)
def any_share_will_do(rng, old, new, share):
    if share == 1:
        raise ZeroDivisionError("division by zero")
    wanted = round(share / (1 - share) * len(new[1]))
    if wanted > len(old[1]):
        raise ValueError
    return joined(rng, old, new, rng.permutation(len(old[1]))[: max(0, wanted)])


@mistake(
    "replay",
    caught_by="test_replay_repeats_itself_with_the_same_random_numbers",
    en="Where do your random numbers come from? What will the next call draw?",
    ko="난수는 어디에서 오나요? 다음번에 부르면 무엇을 뽑게 되나요?",
)
def mixed_by_a_generator_of_its_own(rng, old, new, share):
    rng = np.random.default_rng(0)
    return joined(rng, old, new, sample(rng, old, needed(old, new, share)))


@mistake(
    "replay",
    caught_by="test_replay_keeps_shape_and_dtype",
    en="In what do you collect the examples, and which dtype does that give the pixels?",
    ko="예시를 어디에 모으나요? 그러면 픽셀의 dtype은 무엇이 되나요?",
)
def pixels_become_floats(rng, old, new, share):
    images, labels = joined(rng, old, new, rng.permutation(len(old[1]))[: needed(old, new, share)])
    return images.astype(float), labels


# -- accuracy_matrix ---------------------------------------------------------------------------


def right(model, images, labels):
    return model.predict(images, verbose=0).argmax(axis=1) == labels


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="Which is the row, the model or the task?",
    ko="행은 모델인가요, 과제인가요?",
)
def tasks_in_rows(models, tasks):
    return np.array([[right(model, *task).mean() for model in models] for task in tasks])


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="Do you count the right answers, or take their share of the task's images?",
    ko="맞힌 개수를 셌나요, 그 과제의 이미지 가운데 맞힌 비율을 구했나요?",
)
def counts_for_shares(models, tasks):
    return np.array([[float(right(model, *task).sum()) for task in tasks] for model in models])


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="Is a model asked only about what it has learned last? Then who would notice that it has forgotten?",
    ko="모델에게 마지막으로 배운 것만 묻고 있나요? 그러면 잊어버린 것을 누가 알아차릴까요?",
)
def own_task_only(models, tasks):
    R = np.zeros((len(models), len(tasks)))
    for i, (model, task) in enumerate(zip(models, tasks)):
        R[i, i] = right(model, *task).mean()
    return R


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="What shape does (N, 1) == (N,) have, and how many comparisons is that?",
    ko="(N, 1) == (N,)의 모양은 무엇인가요? 비교를 모두 몇 번 하게 되나요?",
)
def every_answer_against_every_label(models, tasks):
    def accuracy(model, images, labels):
        return np.mean(model.predict(images, verbose=0).argmax(axis=1)[:, None] == labels)

    return np.array([[accuracy(model, *task) for task in tasks] for model in models])


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="Which model answers in the first row: the first, or the last one?",
    ko="첫 행에서 답하는 것은 어느 모델인가요? 첫 모델인가요, 마지막 모델인가요?",
)
def last_model_in_every_row(models, tasks):
    return np.array([[right(models[-1], *task).mean() for task in tasks] for _ in models])


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_of_a_hand_example",
    en="Are the numbers shares from 0 to 1, or percentages?",
    ko="값이 0부터 1까지의 비율인가요, 퍼센트인가요?",
)
def percentages(models, tasks):
    return np.array([[100 * right(model, *task).mean() for task in tasks] for model in models])


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_takes_any_number_of_models_and_tasks",
    en="Must there be as many tasks as models? How large is your matrix before you fill it?",
    ko="과제의 수와 모델의 수가 반드시 같아야 하나요? 채우기 전의 행렬은 얼마나 큰가요?",
)
def square_matrix(models, tasks):
    R = np.zeros((len(tasks), len(tasks)))
    for i, model in enumerate(models):
        for j, task in enumerate(tasks):
            R[i, j] = right(model, *task).mean()
    return R


@mistake(
    "accuracy_matrix",
    caught_by="test_accuracy_matrix_is_taken_as_in_prediction",
    en="Is a layer that belongs to training at work while the models are asked?",
    ko="모델에게 물어보는 동안 훈련할 때만 필요한 층이 움직이고 있지 않나요?",
)
def asked_while_training(models, tasks):
    def accuracy(model, images, labels):
        logits = keras.ops.convert_to_numpy(model(images, training=True))
        return np.mean(logits.argmax(axis=1) == labels)

    return np.array([[accuracy(model, *task) for task in tasks] for model in models])
