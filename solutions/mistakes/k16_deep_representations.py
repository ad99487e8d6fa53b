"""Wrong answers to k16_deep_representations that people really write."""

from itertools import groupby

import keras
import numpy as np

from dojo.mistake import mistake


def counted(model):
    """The layers that count: Flatten and every Dense."""
    kinds = keras.layers.Flatten | keras.layers.Dense
    return [layer for layer in model.layers if isinstance(layer, kinds)]


def seen(model, images, layers):
    """What these layers give."""
    outputs = [layer.output for layer in layers]
    return [keras.ops.convert_to_numpy(x) for x in keras.Model(model.inputs[0], outputs)(images)]


def multiplied(model, x, with_bias=True, relu="hidden"):
    """The layers in NumPy, from the weights: what the mistakes in it spoil, each in one place."""
    weights, kept = model.get_weights(), [np.asarray(x, "float32")]
    for W, b in zip(weights[::2], weights[1::2]):
        z = kept[-1] @ W + (b if with_bias else 0)
        bent = relu == "all" or (relu == "hidden" and len(kept) < len(weights) // 2)
        kept.append(np.maximum(z, 0) if bent else z)
    return kept


def flat(images):
    return images.reshape(len(images), -1).astype("float32") / 255


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="What is the very first representation of a digit, before any Dense layer has seen it?",
    ko="Dense 층을 하나도 지나기 전, 숫자의 맨 처음 표현은 무엇인가요?",
)
def pixels_left_out(model, images):
    return seen(model, images, counted(model)[1:])


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Which layers make a new representation? Does a Dropout that drops nothing, or a Rescaling?",
    ko="새로운 표현을 만드는 층은 무엇인가요? 아무것도 빠뜨리지 않는 Dropout이나 Rescaling도 그런가요?",
)
def every_layer_kept(model, images):
    return seen(model, images, model.layers)


@mistake(
    "activations",
    caught_by="test_one_float32_array_for_the_pixels_and_each_dense_layer",
    en="What does NumPy make of uint8 divided by 255, and which dtype is asked for?",
    ko="NumPy에서 uint8을 255로 나누면 dtype이 무엇이 되나요? 약속한 dtype은 무엇인가요?",
)
def float64_all_the_way(model, images):
    return [x.astype(float) for x in multiplied(model, flat(images))]


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="What shape have the pixels when they reach the first Dense layer?",
    ko="첫 Dense 층에 들어갈 때 픽셀의 모양은 무엇인가요?",
)
def pixels_not_flattened(model, images):
    return [images.astype("float32") / 255, *multiplied(model, flat(images))[1:]]


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="How large is a pixel when it comes out of Flatten? What has Rescaling done to it by then?",
    ko="Flatten에서 나온 픽셀의 값은 얼마나 큰가요? 그 전에 Rescaling이 무엇을 했나요?",
)
def pixels_as_bytes(model, images):
    return multiplied(model, flat(images) * 255)


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="The model divides the pixels by 255. Does anyone else?",
    ko="모델이 픽셀을 255로 나눕니다. 다른 곳에서 또 나누고 있지 않나요?",
)
def scaled_twice(model, images):
    return seen(model, images / 255, counted(model))


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Can a hidden unit be negative once relu has been applied?",
    ko="relu를 거친 은닉 유닛이 음수일 수 있나요?",
)
def activation_left_out(model, images):
    return multiplied(model, flat(images), relu="none")


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Which is the representation: what a Dense layer has before its activation, or after it?",
    ko="표현은 무엇인가요? Dense 층에서 활성화 함수를 거치기 전의 값인가요, 거친 뒤의 값인가요?",
)
def before_the_activation(model, images):
    pixels, *hidden, _ = multiplied(model, flat(images))
    weights = model.get_weights()
    return [pixels, *(x @ W + b for x, W, b in zip([pixels, *hidden], weights[::2], weights[1::2]))]


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="How many hidden layers has the network in this test? How does your code know?",
    ko="이 테스트의 신경망에는 은닉층이 몇 개인가요? 그 수를 코드에서 어떻게 알아내나요?",
)
def always_four_hidden_layers(model, images):
    return seen(model, images, [model.layers[i] for i in (1, 2, 4, 6, 8, 10)])


@mistake(
    "activations",
    caught_by="test_the_arrays_are_those_of_numpy",
    en="What type has an array that a Keras model gives you? Who makes a NumPy array of it?",
    ko="Keras 모델이 주는 배열은 어떤 타입인가요? 그것을 누가 NumPy 배열로 바꾸나요?",
)
def arrays_of_the_backend(model, images):
    return [keras.ops.convert_to_tensor(x) for x in seen(model, images, counted(model))]


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Which activation does the last layer of `network` have? May a logit be negative?",
    ko="`network`의 마지막 층에는 어떤 활성화 함수가 있나요? 로짓은 음수여도 될까요?",
)
def relu_on_the_logits(model, images):
    return multiplied(model, flat(images), relu="all")


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Are these the logits as the last layer gives them, or has a softmax already been at them?",
    ko="마지막 층이 낸 로짓 그대로인가요, 아니면 소프트맥스를 이미 거쳤나요?",
)
def probabilities_for_logits(model, images):
    *hidden, logits = seen(model, images, counted(model))
    return [*hidden, keras.ops.convert_to_numpy(keras.ops.softmax(logits))]


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="A Dense layer has two kinds of weights. Which of them moves every answer by the same amount?",
    ko="Dense 층의 가중치는 두 가지입니다. 모든 값을 똑같은 만큼 옮기는 것은 어느 쪽인가요?",
)
def bias_forgotten(model, images):
    return multiplied(model, flat(images), with_bias=False)


@mistake(
    "activations",
    caught_by="test_every_layer_of_a_network_worked_by_hand",
    en="Where do the weights of a cloned or newly made model come from?",
    ko="복제하거나 새로 만든 모델의 가중치는 어디에서 오나요?",
)
def clone_without_its_weights(model, images):
    clone = keras.models.clone_model(model)
    return seen(clone, images, counted(clone))


@mistake(
    "activations",
    caught_by="test_no_dropout_is_at_work",
    en="Is a part of the network that belongs to training still at work while you look?",
    ko="훈련할 때만 필요한 부분이 들여다보는 동안에도 움직이고 있지 않나요?",
)
def dropout_left_on(model, images):
    x, kept = images, []
    for layer in model.layers:
        x = layer(x, training=True)
        if layer in counted(model):
            kept.append(keras.ops.convert_to_numpy(x))
    return kept


@mistake(
    "activations",
    caught_by="test_looking_leaves_the_model_as_it_was",
    en="Whose layers are you taking off: those of a model of your own, or those of the one you were given?",
    ko="떼어 내고 있는 층은 누구의 것인가요? 직접 만든 모델인가요, 건네받은 모델인가요?",
)
def layers_taken_off(model, images):
    kept = []
    while len(model.layers) > 1:
        if model.layers[-1] in counted(model):
            kept.insert(0, keras.ops.convert_to_numpy(model(images)))
        model.pop()
    return kept


@mistake(
    "activations",
    caught_by="test_looking_leaves_the_model_as_it_was",
    en="What have you set on the model or its layers? Will it learn as before when somebody trains it afterwards?",
    ko="모델이나 층의 설정에서 무엇을 바꾸었나요? 나중에 이 모델을 훈련하면 예전처럼 배울 수 있나요?",
)
def dropout_set_to_0(model, images):
    x, found = images, []
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0
        x = layer(x)
        if layer in counted(model):
            found.append(keras.ops.convert_to_numpy(x))
    return found


def groups(points, labels):
    return [points[labels == c] for c in np.unique(labels)]


def squares(x):
    return float(np.sum(x**2))


def fitting(points, labels):
    """Float64 points, moved near the origin; ValueError where the labels do not fit them."""
    if labels.shape != (len(points),):
        raise ValueError("one label for each point")
    return points.astype(float) - points[0].astype(float)


def share(between, total):
    return between / total if total else 0.0


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="A class of three points and a class of one: do their means weigh the same in your sum?",
    ko="점이 세 개인 클래스와 한 개인 클래스의 평균이 합에서 같은 무게를 갖나요?",
)
def classes_weigh_the_same(points, labels):
    x = fitting(points, labels)
    between = sum(squares(g.mean(axis=0) - x.mean(axis=0)) for g in groups(x, labels))
    return share(between, squares(x - x.mean(axis=0)))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="Where is the mean of all points when one class has three times as many: halfway between the class means?",
    ko="한 클래스의 점이 세 배 많을 때, 모든 점의 평균은 클래스 평균들의 한가운데에 있나요?",
)
def mean_of_the_means(points, labels):
    x = fitting(points, labels)
    mean = np.mean([g.mean(axis=0) for g in groups(x, labels)], axis=0)
    between = sum(len(g) * squares(g.mean(axis=0) - mean) for g in groups(x, labels))
    return share(between, squares(x - mean))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="Which share is asked for: the variance between the class means, or what is left within the classes?",
    ko="구하는 비율은 무엇인가요? 클래스 평균 사이의 분산인가요, 클래스 안에 남은 분산인가요?",
)
def share_within(points, labels):
    x = fitting(points, labels)
    within = sum(squares(g - g.mean(axis=0)) for g in groups(x, labels))
    return share(within, squares(x - x.mean(axis=0)))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="What stands below the line: the variance within the classes, or all there is? Can yours exceed 1?",
    ko="분모에 있는 것은 클래스 안의 분산인가요, 전체 분산인가요? 값이 1을 넘을 수 있나요?",
)
def between_by_within(points, labels):
    x = fitting(points, labels)
    within = sum(squares(g - g.mean(axis=0)) for g in groups(x, labels))
    return share(squares(x - x.mean(axis=0)) - within, within)


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="One share of everything, or the mean of a share for each column? What does a column of little width weigh?",
    ko="전체를 한 번에 잰 비율인가요, 열마다 구한 비율의 평균인가요? 거의 변하지 않는 열은 무게가 얼마여야 할까요?",
)
def mean_over_the_columns(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    between = sum(len(g) * g.mean(axis=0) ** 2 for g in groups(x, labels))
    total = np.sum(x**2, axis=0)
    return float(np.mean(np.where(total > 0, between / np.maximum(total, 1e-300), 0)))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="What is the mean of points in a plane: a number, or a point?",
    ko="평면에 있는 점들의 평균은 수 하나인가요, 점 하나인가요?",
)
def one_mean_for_all_columns(points, labels):
    x = fitting(points, labels)
    x = x - x.mean()
    between = sum(len(g) * squares(g.mean()) for g in groups(x, labels))
    return share(between, squares(x))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="Are lengths compared, or their squares? Variance is a matter of squares.",
    ko="길이끼리 비교하나요, 길이의 제곱끼리 비교하나요? 분산은 제곱으로 잽니다.",
)
def root_of_the_share(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    between = sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels))
    return share(between, squares(x)) ** 0.5


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="Do the points come sorted by class? What becomes of a class whose points do not follow one another?",
    ko="점들이 클래스별로 정렬되어 들어오나요? 한 클래스의 점이 여기저기 흩어져 있으면 어떻게 되나요?",
)
def runs_for_classes(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    runs = [[i for i, _ in run] for _, run in groupby(enumerate(labels), key=lambda pair: pair[1])]
    return share(sum(len(run) * squares(x[run].mean(axis=0)) for run in runs), squares(x))


@mistake(
    "separability",
    caught_by="test_classes_count_by_their_points",
    en="Which labels can there be? Is every class a number from 0 upwards?",
    ko="레이블로 어떤 값이 들어올 수 있나요? 클래스가 언제나 0부터 시작하는 번호인가요?",
)
def classes_from_0_to_9(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    groups = [x[labels == c] for c in range(10) if c in labels]
    return share(sum(len(g) * squares(g.mean(axis=0)) for g in groups), squares(x))


@mistake(
    "separability",
    caught_by="test_no_spread_is_no_separability",
    en="What do you divide by when all points are the same?",
    ko="모든 점이 똑같다면 무엇으로 나누게 되나요?",
)
def zero_by_zero(points, labels):
    x = fitting(points, labels)
    between = sum(len(g) * np.sum((g.mean(axis=0) - x.mean(axis=0)) ** 2) for g in groups(x, labels))
    return between / np.sum((x - x.mean(axis=0)) ** 2)


@mistake(
    "separability",
    caught_by="test_no_spread_is_no_separability",
    en="Is seven times 0.1, divided by 7, again 0.1? How will you know that all points are the same?",
    ko="0.1을 일곱 번 더해 7로 나누면 다시 0.1이 되나요? 모든 점이 같다는 것을 어떻게 알 수 있을까요?",
)
def rounding_by_rounding(points, labels):
    fitting(points, labels)
    x = points.astype(float)
    x = x - x.mean(axis=0)
    between = sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels))
    return share(between, squares(x))


@mistake(
    "separability",
    caught_by="test_neither_unit_nor_origin_matters",
    en="How many digits are left of 10¹⁶ + 1 - 10¹⁶? Do you subtract before you square, or after?",
    ko="10¹⁶ + 1 − 10¹⁶을 계산하면 몇 자리나 남나요? 빼고 나서 제곱하나요, 제곱하고 나서 빼나요?",
)
def difference_of_squares(points, labels):
    fitting(points, labels)
    x = points.astype(float)
    if (x == x[0]).all():
        return 0.0
    middle = len(x) * squares(x.mean(axis=0))
    between = sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)) - middle
    return between / (squares(x) - middle)


@mistake(
    "separability",
    caught_by="test_neither_unit_nor_origin_matters",
    en="How large is the number that keeps you from dividing by 0, beside points that are 10⁻⁹ apart?",
    ko="0으로 나누지 않으려고 넣은 작은 수는, 10⁻⁹만큼 떨어진 점들에 비하면 얼마나 큰가요?",
)
def a_little_below_the_line(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    between = sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels))
    return between / (squares(x) + 1e-12)


@mistake(
    "separability",
    caught_by="test_float32_points_are_added_up_in_float64",
    en="In which precision are float32 points added up, unless you ask for another?",
    ko="따로 정하지 않으면 float32 점들은 어떤 정밀도로 더해지나요?",
)
def added_up_in_float32(points, labels):
    fitting(points, labels)
    if (points == points[0]).all():
        return 0.0
    x = points - points.mean(axis=0)
    between = sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels))
    return between / squares(x)


@mistake(
    "separability",
    caught_by="test_labels_of_another_shape_are_refused",
    en="What if there is not one label for each point? Who says so?",
    ko="점과 레이블의 수가 맞지 않으면 어떻게 되나요? 누가 알려 주나요?",
)
def any_labels_accepted(points, labels):
    labels = np.resize(labels, len(points))
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    return share(sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)), squares(x))


@mistake(
    "separability",
    caught_by="test_separability_worked_by_hand",
    en="Which labels can there be? What is the mean of a class without points?",
    ko="레이블로 어떤 값이 들어올 수 있나요? 점이 하나도 없는 클래스의 평균은 무엇인가요?",
)
def mean_of_no_points(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    return share(
        sum(np.sum(labels == c) * squares(x[labels == c].mean(axis=0)) for c in range(10)), squares(x)
    )


@mistake(
    "separability",
    caught_by="test_no_spread_is_no_separability",
    en="Is seven times 0.1, divided by 7, again 0.1? How will you know that all points are the same?",
    ko="0.1을 일곱 번 더해 7로 나누면 다시 0.1이 되나요? 모든 점이 같다는 것을 어떻게 알 수 있을까요?",
)
def rounding_of_the_mean(points, labels):
    fitting(points, labels)
    x = points.astype(float)
    between = sum(len(g) * squares(g.mean(axis=0) - x.mean(axis=0)) for g in groups(x, labels))
    return share(between, squares(x - x.mean(axis=0)))


@mistake(
    "separability",
    caught_by="test_neither_unit_nor_origin_matters",
    en="How near is near? In another unit, or around another origin, are these still one and the same point?",
    ko="얼마나 가까워야 같은 점인가요? 단위나 원점을 바꾸어도 여전히 같은 점으로 볼 수 있나요?",
)
def a_small_sum_is_none(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    total = squares(x)
    if total < 1e-12:
        return 0.0
    return sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)) / total


@mistake(
    "separability",
    caught_by="test_neither_unit_nor_origin_matters",
    en="How near is near? In another unit, or around another origin, are these still one and the same point?",
    ko="얼마나 가까워야 같은 점인가요? 단위나 원점을 바꾸어도 여전히 같은 점으로 볼 수 있나요?",
)
def about_the_same_place(points, labels):
    x = fitting(points, labels)
    x = x - x.mean(axis=0)
    if np.allclose(points, points[0]):
        return 0.0
    return sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)) / squares(x)


@mistake(
    "separability",
    caught_by="test_labels_of_another_shape_are_refused",
    en="One label too few is refused. What of one too many?",
    ko="레이블이 하나 모자라면 거절하는데, 하나 남으면 어떻게 되나요?",
)
def too_many_labels(points, labels):
    if labels.ndim != 1 or len(labels) < len(points):
        raise ValueError("one label for each point")
    x = points.astype(float) - points[0].astype(float)
    x = x - x.mean(axis=0)
    return share(sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)), squares(x))


def by_layer(model, images, labels, layers=slice(None)):
    """The separability of those of the representations."""
    found = []
    for points in seen(model, images, counted(model)[layers]):
        x = fitting(points, labels)
        x = x - x.mean(axis=0)
        found.append(share(sum(len(g) * squares(g.mean(axis=0)) for g in groups(x, labels)), squares(x)))
    return found


@mistake(
    "separability_by_layer",
    caught_by="test_a_number_for_every_representation",
    en="How far apart are the digits before the first layer? What will you compare the layers with?",
    ko="첫 층을 지나기 전에는 숫자들이 얼마나 떨어져 있나요? 층들을 무엇과 비교할 건가요?",
)
def pixels_not_measured(model, images, labels):
    return by_layer(model, images, labels, slice(1, None))


@mistake(
    "separability_by_layer",
    caught_by="test_a_number_for_every_representation",
    en="The model divides the pixels by 255 itself. What does it get from you?",
    ko="픽셀은 모델이 알아서 255로 나눕니다. 모델에 넘긴 값은 무엇인가요?",
)
def images_scaled_before(model, images, labels):
    return by_layer(model, images / 255, labels)


@mistake(
    "separability_by_layer",
    caught_by="test_a_number_for_every_representation",
    en="Is it the separability of each layer that you list, or how much it rises from layer to layer?",
    ko="층마다의 분리도를 나열했나요, 아니면 층을 지날 때마다 늘어난 만큼을 나열했나요?",
)
def rises_for_values(model, images, labels):
    return np.diff(by_layer(model, images, labels)).tolist()


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="Nearest to what: to a mean, or to a single point that happens to lie there?",
    ko="무엇에 가장 가까운가요? 평균인가요, 마침 그 자리에 있는 점 하나인가요?",
)
def nearest_point(points, labels, others):
    return labels[np.linalg.norm(others[:, None] - points, axis=2).argmin(axis=1)]


def distances(points, labels, others, order=2):
    """Of every other point from every class mean."""
    means = [g.mean(axis=0, dtype=float) for g in groups(points, labels)]
    return np.stack([np.linalg.norm(others - mean, ord=order, axis=1) for mean in means], axis=1)


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="Is it the label that you return, or the place of its mean in your list?",
    ko="돌려주는 것이 레이블인가요, 평균을 모아 둔 목록에서의 자리인가요?",
)
def place_for_label(points, labels, others):
    return distances(points, labels, others).argmin(axis=1)


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="Over which axis do you look for the smallest: the classes, or the points?",
    ko="어느 축에서 가장 작은 것을 찾나요? 클래스들인가요, 점들인가요?",
)
def smallest_over_the_points(points, labels, others):
    return np.unique(labels)[distances(points, labels, others).argmin(axis=0) % len(np.unique(labels))]


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="A large product means that two points look the same way. Does it mean that they are near?",
    ko="내적이 크면 두 점이 같은 방향에 있다는 뜻입니다. 가까이 있다는 뜻도 될까요?",
)
def largest_product(points, labels, others):
    means = np.stack([g.mean(axis=0, dtype=float) for g in groups(points, labels)])
    return np.unique(labels)[(others @ means.T).argmax(axis=1)]


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="Is it the mean of a class that you take, or its median?",
    ko="클래스의 평균을 구했나요, 중앙값을 구했나요?",
)
def nearest_median(points, labels, others):
    middles = [np.median(g, axis=0) for g in groups(points, labels)]
    return np.unique(labels)[np.stack([np.linalg.norm(others - m, axis=1) for m in middles]).argmin(axis=0)]


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_worked_by_hand",
    en="Which labels can there be? What is the mean of a class without points?",
    ko="레이블로 어떤 값이 들어올 수 있나요? 점이 하나도 없는 클래스의 평균은 무엇인가요?",
)
def mean_of_an_empty_class(points, labels, others):
    means = np.stack([points[labels == c].mean(axis=0) for c in range(10)])
    return np.linalg.norm(others[:, None] - means, axis=2).argmin(axis=1)


@mistake(
    "nearest_mean",
    caught_by="test_nearest_mean_of_float32_points_is_found_in_float64",
    en="In which precision does NumPy add up float32 points to their mean, unless you ask for another?",
    ko="따로 정하지 않으면 NumPy는 float32 점들의 평균을 어떤 정밀도로 구하나요?",
)
def means_in_float32(points, labels, others):
    means = [g.mean(axis=0).astype(float) for g in groups(points, labels)]
    return np.unique(labels)[np.stack([np.linalg.norm(others - m, axis=1) for m in means]).argmin(axis=0)]


@mistake(
    "nearest_mean",
    caught_by="test_distances_are_euclidean",
    en="How far is it to (3, 4), along the streets or as the crow flies?",
    ko="(3, 4)까지의 거리는 길을 따라 잰 것인가요, 곧장 잰 것인가요?",
)
def along_the_streets(points, labels, others):
    return np.unique(labels)[distances(points, labels, others, 1).argmin(axis=1)]


@mistake(
    "nearest_mean",
    caught_by="test_in_a_tie_the_lower_label_wins",
    en="Two means are equally near. Which of them does your comparison keep, the first or the last?",
    ko="두 평균이 똑같이 가깝습니다. 비교할 때 먼저 나온 것을 남기나요, 나중에 나온 것을 남기나요?",
)
def tie_to_the_higher(points, labels, others):
    return np.unique(labels)[::-1][distances(points, labels, others)[:, ::-1].argmin(axis=1)]


@mistake(
    "nearest_mean",
    caught_by="test_in_a_tie_the_lower_label_wins",
    en="In which order are your means: by their labels, or as the labels happen to come?",
    ko="평균들이 어떤 순서로 놓여 있나요? 레이블 순서인가요, 레이블이 들어온 순서인가요?",
)
def tie_to_the_first_seen(points, labels, others):
    seen = np.array(list(dict.fromkeys(labels.tolist())))
    means = [points[labels == c].mean(axis=0) for c in seen]
    return seen[np.stack([np.linalg.norm(others - m, axis=1) for m in means]).argmin(axis=0)]


def turned(flat):
    """By the sign that the stub asks for."""
    return flat * np.where(flat.max(axis=0) < -flat.min(axis=0), -1, 1)


def axes(x):
    return np.linalg.svd(x, full_matrices=False)[2]


def centred(points):
    x = points.astype(float)
    return x - x.mean(axis=0)


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="From where do you look? If the points lie far from the origin, what does the first axis point at?",
    ko="어디에서 바라보고 있나요? 점들이 원점에서 멀리 있다면 첫째 축은 무엇을 가리키게 될까요?",
)
def not_centred(points):
    x = points.astype(float)
    return turned(x @ axes(x)[:2].T)


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="In which order does eigh give its values, the smallest first or the largest?",
    ko="eigh는 고윳값을 작은 것부터 주나요, 큰 것부터 주나요?",
)
def least_first(points):
    x = centred(points)
    return turned(x @ np.linalg.eigh(x.T @ x)[1][:, :2])


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="An axis may point either way. Who decides which way yours do?",
    ko="축은 어느 쪽을 가리켜도 됩니다. 여러분의 축은 누가 방향을 정하나요?",
)
def either_way(points):
    x = centred(points)
    return x @ axes(x)[:2].T


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="Which number shall be positive: the largest in the axis, or the one furthest from 0 in the column?",
    ko="양수여야 하는 것은 축의 성분 가운데 가장 큰 것인가요, 열에서 0과 가장 먼 수인가요?",
)
def sign_of_the_axis(points):
    x = centred(points)
    two = axes(x)[:2]
    largest = two[[0, 1], np.abs(two).argmax(axis=1)]
    return x @ (two * np.sign(largest)[:, None]).T


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="Is the picture still in the units of the points? What has become of wide and narrow?",
    ko="그림의 단위가 점들의 단위와 같은가요? 넓고 좁은 차이는 어디로 갔나요?",
)
def every_axis_as_wide(points):
    return turned(np.linalg.svd(centred(points), full_matrices=False)[0][:, :2])


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="Were the columns divided by something? Which of them varies most after that?",
    ko="열을 무엇으로 나누었나요? 그러고 나면 가장 많이 변하는 열은 무엇일까요?",
)
def columns_made_alike(points):
    x = centred(points)
    x = x / np.maximum(x.std(axis=0), 1e-12)
    return turned(x @ axes(x)[:2].T)


@mistake(
    "project",
    caught_by="test_a_flat_cloud_is_found_in_any_space",
    en="Where does svd keep the axes, in the rows of its last matrix or in the columns?",
    ko="svd가 주는 마지막 행렬에서 축은 행에 있나요, 열에 있나요?",
)
def rows_for_columns(points):
    x = centred(points)
    return turned(x @ np.linalg.svd(x)[2][:, :2])


@mistake(
    "project",
    caught_by="test_few_points_and_few_dimensions_will_do",
    en="Which dtype have your coordinates when the points are float32?",
    ko="점이 float32일 때 좌표의 dtype은 무엇인가요?",
)
def float32_stays(points):
    x = points - points.mean(axis=0)
    return turned(x @ axes(x)[:2].T).astype(points.dtype)


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="Is the mean taken away before you look for the axes, or only after?",
    ko="평균을 빼고 나서 축을 찾나요, 축을 찾고 나서 평균을 빼나요?",
)
def axes_before_centring(points):
    return turned(centred(points) @ axes(points.astype(float))[:2].T)


@mistake(
    "project",
    caught_by="test_project_worked_by_hand",
    en="Each column may be turned as a whole. Can a coordinate be negative after that?",
    ko="열은 통째로만 뒤집습니다. 그러고 나서도 음수인 좌표가 있을 수 있나요?",
)
def without_signs(points):
    x = centred(points)
    return np.abs(x @ axes(x)[:2].T)


@mistake(
    "project",
    caught_by="test_a_flat_cloud_is_found_in_any_space",
    en="Which point decides the way of an axis: the first, or the one furthest from 0 in its column?",
    ko="축의 방향을 정하는 점은 무엇인가요? 첫째 점인가요, 그 열에서 0과 가장 먼 점인가요?",
)
def first_point_positive(points):
    x = centred(points)
    found = x @ axes(x)[:2].T
    return found * np.where(found[0] < 0, -1, 1)


@mistake(
    "project",
    caught_by="test_a_flat_cloud_is_found_in_any_space",
    en="Can points vary most in a direction that lies between the columns?",
    ko="점들이 가장 크게 퍼진 방향이 열과 열 사이를 비스듬히 지날 수도 있지 않나요?",
)
def two_columns_that_vary_most(points):
    x = centred(points)
    return turned(x[:, np.argsort(-x.var(axis=0))[:2]])


@mistake(
    "project",
    caught_by="test_float32_points_are_projected_in_float64",
    en="In which precision are the mean and the axes found, when the points are float32?",
    ko="점이 float32일 때 평균과 축은 어떤 정밀도로 구하나요?",
)
def float64_at_the_end(points):
    x = points - points.mean(axis=0)
    return turned((x @ axes(x)[:2].T).astype(float))
