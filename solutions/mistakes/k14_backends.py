"""Wrong answers to k14_backends that people really write."""

import pickle
import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import ops

from dojo.mistake import mistake

# -- build -------------------------------------------------------------------------------------


def weights(self, shape, first="ones", **how):
    self.scale = self.add_weight(name="scale", shape=shape, initializer=first, **how)
    self.offset = self.add_weight(name="offset", shape=shape, initializer="zeros", **how)


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="With input_shape (None, 28, 5), which entry is the length of a row? How do you find it however many axes there are?",
    ko="input_shape가 (None, 28, 5)일 때 행의 길이는 어느 값인가요? 축의 수와 상관없이 그 값을 찾으려면 어떻게 해야 할까요?",
)
def second_axis_for_the_last(self, input_shape):
    weights(self, (input_shape[1],))


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="Should the number of weights depend on how many rows come in a batch? Which part of input_shape is left?",
    ko="배치에 행이 몇 개 들어오는지에 따라 가중치의 수가 달라져도 될까요? 그렇다면 input_shape에서 무엇이 남나요?",
)
def weights_for_the_whole_batch(self, input_shape):
    weights(self, input_shape)


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="What does add_weight begin with where nobody tells it an initializer?",
    ko="add_weight에 initializer를 알려 주지 않으면 가중치는 어떤 값에서 시작할까요?",
)
def first_values_left_to_chance(self, input_shape):
    self.scale = self.add_weight(name="scale", shape=input_shape[-1:])
    self.offset = self.add_weight(name="offset", shape=input_shape[-1:])


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="Your first weight begins with zeros. Is it the scale, and what would be left of a row multiplied by it?",
    ko="첫 번째 가중치가 0에서 시작합니다. 그것이 scale인가요? scale이 0이라면 행에 곱했을 때 무엇이 남나요?",
)
def scale_of_zeros(self, input_shape):
    weights(self, input_shape[-1:], first="zeros")


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="Can two columns have different scales if there is only one number for all of them?",
    ko="모든 열이 숫자 하나를 같이 쓴다면, 두 열의 scale이 서로 다를 수 있을까요?",
)
def one_number_for_all_columns(self, input_shape):
    weights(self, ())


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="How would Keras know that this array is a weight, to be trained and saved? What does add_weight do that an array does not?",
    ko="이 배열이 훈련하고 저장해야 할 가중치라는 것을 Keras가 어떻게 알 수 있을까요? add_weight는 배열과 무엇이 다를까요?",
)
def arrays_that_are_no_weights(self, input_shape):
    self.scale, self.offset = ops.ones(input_shape[-1:]), ops.zeros(input_shape[-1:])


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="Who moves the weights later? Are these among the ones it may move?",
    ko="나중에 가중치를 바꾸는 것은 누구인가요? 이 가중치도 바꿔도 되는 것에 들어 있나요?",
)
def weights_that_never_learn(self, input_shape):
    weights(self, input_shape[-1:], trainable=False)


@mistake(
    "RowNorm.build",
    caught_by="test_build_makes_a_scale_of_ones_and_an_offset_of_zeros",
    en="get_weights lists weights as they were made. Which comes first?",
    ko="get_weights는 만든 차례대로 가중치를 늘어놓습니다. 어느 것이 먼저여야 할까요?",
)
def offset_made_first(self, input_shape):
    self.offset = self.add_weight(name="offset", shape=input_shape[-1:], initializer="zeros")
    self.scale = self.add_weight(name="scale", shape=input_shape[-1:], initializer="ones")


# -- call: the arithmetic ----------------------------------------------------------------------


def centered(x):
    return x - ops.mean(x, axis=-1, keepdims=True)


def variance_of(x):
    return ops.mean(ops.square(centered(x)), axis=-1, keepdims=True)


def finish(self, x, mean, variance):
    """The rest of a right call."""
    flat = variance <= self.epsilon
    unit = (x - mean) / ops.sqrt(ops.where(flat, 1.0, variance))
    return self.scale * ops.where(flat, 0.0, unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="Is a weight a tensor, or an object that holds one? What makes a tensor of it before it goes into where?",
    ko="가중치는 텐서인가요, 텐서를 담고 있는 객체인가요? where에 넣기 전에 텐서로 바꾸려면 무엇을 쓰면 될까요?",
)
def weight_given_to_where(self, x):
    variance = variance_of(x)
    flat = variance <= self.epsilon
    unit = centered(x) / ops.sqrt(ops.where(flat, 1.0, variance))
    return ops.where(flat, self.offset, self.scale * unit + self.offset)


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="Along which axis do the numbers of one row lie? Do several rows share a mean in your code?",
    ko="한 행의 숫자들은 어느 축을 따라 놓여 있나요? 여러분의 코드에서는 여러 행이 평균을 함께 쓰고 있지 않나요?",
)
def columns_for_rows(self, x):
    return finish(self, x, ops.mean(x, 0), ops.var(x, 0))


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="How many means does your code work out: one for each row, or one for all numbers together?",
    ko="평균을 몇 개 구하고 있나요? 행마다 하나인가요, 전체 숫자에 대해 하나뿐인가요?",
)
def one_mean_for_everything(self, x):
    return finish(self, x, ops.mean(x), ops.var(x))


@mistake(
    "RowNorm.call",
    caught_by="test_every_row_is_brought_to_mean_zero_and_variance_one",
    en="Axis 1 is the last one for (N, D). Which is it for (2, 3, 5)?",
    ko="(N, D)에서는 축 1이 마지막 축입니다. (2, 3, 5)에서는 어느 축이 마지막인가요?",
)
def axis_one_for_the_last(self, x):
    return finish(self, x, ops.mean(x, 1, keepdims=True), ops.var(x, 1, keepdims=True))


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="What shape does a mean over the last axis have, and how does that line up with (N, D)? What does keepdims keep?",
    ko="마지막 축으로 평균을 내면 모양이 어떻게 되나요? 그 모양이 (N, D)와 맞물리나요? keepdims는 무엇을 남겨 두나요?",
)
def axis_lost_by_the_mean(self, x):
    mean = ops.mean(x, -1)
    return finish(self, x, mean, ops.mean(ops.square(x - mean), -1))


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="The variance is a mean of squares: of how many numbers, D or D - 1?",
    ko="분산은 제곱한 값의 평균입니다. 몇으로 나누어야 하나요? D인가요, D - 1인가요?",
)
def one_number_less(self, x):
    variance = ops.sum(ops.square(centered(x)), -1, keepdims=True) / (x.shape[-1] - 1)
    return finish(self, x, ops.mean(x, -1, keepdims=True), variance)


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="Is the variance the sum of the squares, or their mean?",
    ko="분산은 제곱한 값의 합인가요, 평균인가요?",
)
def length_for_deviation(self, x):
    variance = ops.sum(ops.square(centered(x)), -1, keepdims=True)
    return finish(self, x, ops.mean(x, -1, keepdims=True), variance)


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="By what is a row divided, its variance or the square root of that?",
    ko="행을 무엇으로 나누어야 하나요? 분산인가요, 분산의 제곱근인가요?",
)
def divided_by_the_variance(self, x):
    variance = ops.square(variance_of(x))
    return finish(self, x, ops.mean(x, -1, keepdims=True), variance)


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    en="What is the mean of a row of your answer? What was to be taken away before dividing?",
    ko="결과로 나온 행의 평균은 얼마인가요? 나누기 전에 무엇을 빼야 했나요?",
)
def mean_not_taken_away(self, x):
    return finish(self, x, 0.0, variance_of(x))


@mistake(
    "RowNorm.call",
    caught_by="test_every_column_has_its_own_scale_and_offset",
    en="What are the two weights for, and where in your call do they come in?",
    ko="두 가중치는 무엇에 쓰나요? call의 어디에서 쓰고 있나요?",
)
def weights_left_out(self, x):
    variance = variance_of(x)
    flat = variance <= self.epsilon
    return ops.where(flat, 0.0, centered(x) / ops.sqrt(ops.where(flat, 1.0, variance)))


@mistake(
    "RowNorm.call",
    caught_by="test_every_column_has_its_own_scale_and_offset",
    en="Which comes first, the scale or the offset? Is the offset itself scaled in your code?",
    ko="scale과 offset 가운데 어느 것이 먼저인가요? 여러분의 코드에서는 offset에도 scale이 곱해지지 않나요?",
)
def offset_before_scale(self, x):
    variance = variance_of(x)
    flat = variance <= self.epsilon
    unit = ops.where(flat, 0.0, centered(x) / ops.sqrt(ops.where(flat, 1.0, variance)))
    return (unit + self.offset) * self.scale


@mistake(
    "RowNorm.call",
    caught_by="test_a_row_far_from_zero_keeps_its_digits",
    en="How many digits has float32, and how many does 4000² need before the small part begins? What if you subtract the mean first?",
    ko="float32의 유효 숫자는 몇 자리인가요? 4000²에 붙은 작은 값까지 담으려면 몇 자리가 필요할까요? 평균을 먼저 빼면 어떨까요?",
)
def mean_of_squares_less_square_of_mean(self, x):
    mean = ops.mean(x, -1, keepdims=True)
    variance = ops.mean(ops.square(x), -1, keepdims=True) - ops.square(mean)
    return finish(self, x, mean, variance)


@mistake(
    "RowNorm.call",
    caught_by="test_a_row_far_from_zero_keeps_its_digits",
    backend="numpy",
    en="Which formula for the variance stands behind the ready-made function you call, and is it the same on every backend?",
    ko="지금 부르는 함수는 분산을 어떤 식으로 구하나요? 모든 백엔드에서 같은 식을 쓰나요?",
)
def moments_of_another_backend(self, x):
    return finish(self, x, *ops.moments(x, axes=[-1], keepdims=True))


# -- call: flat rows ---------------------------------------------------------------------------


@mistake(
    "RowNorm.call",
    caught_by="test_a_flat_row_becomes_the_offset",
    en="What is 0 / 0 for a row whose numbers are all the same?",
    ko="값이 모두 같은 행에서는 0 / 0이 됩니다. 그 결과는 무엇인가요?",
)
def nothing_done_about_flat_rows(self, x):
    return self.scale * centered(x) / ops.sqrt(variance_of(x)) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_a_flat_row_becomes_the_offset",
    en="A flat row becomes zeros before the scale and the offset. Do your zeros still get their offset?",
    ko="값이 모두 같은 행은 scale과 offset을 쓰기 전에 0이 됩니다. 그 0에도 offset이 더해지나요?",
)
def flat_rows_without_offset(self, x):
    variance = variance_of(x)
    flat = variance <= self.epsilon
    unit = centered(x) / ops.sqrt(ops.where(flat, 1.0, variance))
    return ops.where(flat, 0.0, self.scale * unit + self.offset)


@mistake(
    "RowNorm.call",
    caught_by="test_a_flat_row_becomes_the_offset",
    en="May an array be written to on every backend? Which function chooses between two values, number by number, and makes a new array?",
    ko="배열에 값을 써 넣는 일이 모든 백엔드에서 될까요? 숫자마다 두 값 가운데 하나를 골라 새 배열을 만드는 함수는 무엇인가요?",
)
def zeros_written_in_place(self, x):
    variance = variance_of(x)
    unit = centered(x) / ops.sqrt(variance)
    unit[ops.squeeze(variance, -1) <= self.epsilon] = 0.0
    return self.scale * unit + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_a_flat_row_sends_no_gradient",
    en="The slope of √ is infinite at 0, and 0 · ∞ is NaN: does the root meet that 0, even if where throws its answer away afterwards?",
    ko="√의 기울기는 0에서 무한대이고 0 · ∞는 NaN입니다. where가 나중에 그 값을 버리더라도, 제곱근이 이미 0을 만나고 있지 않나요?",
)
def zero_chosen_too_late(self, x):
    variance = variance_of(x)
    unit = ops.where(variance <= self.epsilon, 0.0, centered(x) / ops.sqrt(variance))
    return self.scale * unit + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="Does epsilon change your answer for rows that are far from flat? By what exactly is (1, 7) divided when epsilon is 4?",
    ko="값이 서로 다른 행의 결과도 epsilon에 따라 달라지나요? epsilon이 4일 때 (1, 7)은 정확히 얼마로 나누어지나요?",
)
def epsilon_added_to_the_variance(self, x):
    return self.scale * centered(x) / ops.sqrt(variance_of(x) + self.epsilon) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="Does epsilon change your answer for rows that are far from flat? By what exactly is (1, 7) divided when epsilon is 4?",
    ko="값이 서로 다른 행의 결과도 epsilon에 따라 달라지나요? epsilon이 4일 때 (1, 7)은 정확히 얼마로 나누어지나요?",
)
def epsilon_added_to_the_deviation(self, x):
    return self.scale * centered(x) / (ops.sqrt(variance_of(x)) + self.epsilon) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="A row whose variance lies below epsilon: does it become zeros in your code, or is it divided by something larger?",
    ko="분산이 epsilon보다 작은 행은 어떻게 되나요? 0이 되나요, 아니면 더 큰 값으로 나누어질 뿐인가요?",
)
def variance_at_least_epsilon(self, x):
    return self.scale * centered(x) / ops.sqrt(ops.maximum(variance_of(x), self.epsilon)) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="With epsilon 4, (0, 4) counts as flat. What is x - mean there, and what replaces it by zeros?",
    ko="epsilon이 4이면 (0, 4)도 값이 모두 같은 행으로 봅니다. 이 행에서 x - 평균은 얼마인가요? 그것을 0으로 바꾸는 것은 무엇인가요?",
)
def flat_rows_only_centered(self, x):
    variance = variance_of(x)
    unit = centered(x) / ops.sqrt(ops.where(variance <= self.epsilon, 1.0, variance))
    return self.scale * unit + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="What becomes of a row whose variance is exactly epsilon?",
    ko="분산이 epsilon과 똑같은 행은 어떻게 되어야 하나요?",
)
def flat_only_below_epsilon(self, x):
    variance = variance_of(x)
    flat = variance < self.epsilon
    unit = centered(x) / ops.sqrt(ops.where(flat, 1.0, variance))
    return self.scale * ops.where(flat, 0.0, unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="Somebody makes a RowNorm(epsilon=4). Where in your call does that 4 come in?",
    ko="누군가 RowNorm(epsilon=4)를 만들었습니다. call의 어디에서 그 4를 쓰고 있나요?",
)
def epsilon_of_its_own(self, x):
    variance = variance_of(x)
    flat = variance <= 1e-6
    unit = centered(x) / ops.sqrt(ops.where(flat, 1.0, variance))
    return self.scale * ops.where(flat, 0.0, unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_epsilon_only_decides_what_is_flat",
    en="What is compared with epsilon, the variance or its square root?",
    ko="epsilon과 비교하는 것은 분산인가요, 분산의 제곱근인가요?",
)
def deviation_against_epsilon(self, x):
    deviation = ops.sqrt(variance_of(x))
    flat = deviation <= self.epsilon
    return self.scale * ops.where(flat, 0.0, centered(x) / ops.where(flat, 1.0, deviation)) + self.offset


# -- call: what only one backend understands ---------------------------------------------------


@mistake(
    "RowNorm.call",
    caught_by="test_a_model_takes_any_number_of_rows",
    en="While a model is built or compiled, x has a shape but no values. Can NumPy work with that?",
    ko="모델을 만들거나 컴파일하는 동안 x에는 모양만 있고 값은 없습니다. NumPy가 그런 x로 계산할 수 있을까요?",
)
def numpy_within(self, x):
    centered = x - np.mean(x, axis=-1, keepdims=True)
    variance = np.mean(centered**2, axis=-1, keepdims=True)
    flat = variance <= self.epsilon
    unit = centered / np.sqrt(np.where(flat, 1.0, variance))
    return self.scale * np.where(flat, 0.0, unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_a_model_takes_any_number_of_rows",
    en="Which rows are flat is not known while a model is built or compiled. What would your `if` decide then, and what chooses without an `if`?",
    ko="모델을 만들거나 컴파일하는 동안에는 어느 행의 값이 모두 같은지 알 수 없습니다. 그때 `if`는 무엇을 보고 정할까요? `if` 없이 고르는 방법은 무엇일까요?",
)
def a_question_about_values(self, x):
    unit = centered(x)
    if not ops.all(variance_of(x) <= self.epsilon):
        return finish(self, x, ops.mean(x, -1, keepdims=True), variance_of(x))
    return self.scale * ops.zeros_like(unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_a_model_takes_any_number_of_rows",
    en="Is there a number to be had from a tensor while a model is built or compiled? Does a tensor of every backend have the method `numpy`?",
    ko="모델을 만들거나 컴파일하는 동안 텐서에서 숫자를 꺼낼 수 있을까요? 모든 백엔드의 텐서에 `numpy`라는 메서드가 있을까요?",
)
def values_taken_out(self, x):
    variance = variance_of(x).numpy()
    flat = variance <= self.epsilon
    unit = centered(x) / ops.sqrt(ops.where(flat, 1.0, variance))
    return self.scale * ops.where(flat, 0.0, unit) + self.offset


@mistake(
    "RowNorm.call",
    caught_by="test_a_model_takes_any_number_of_rows",
    en="convert_to_numpy needs values. Are there any while a model is built or compiled?",
    ko="convert_to_numpy는 값이 있어야 쓸 수 있습니다. 모델을 만들거나 컴파일하는 동안 값이 있을까요?",
)
def converted_within(self, x):
    variance = ops.convert_to_numpy(variance_of(x))
    return finish(self, x, ops.mean(x, -1, keepdims=True), variance)


@mistake(
    "RowNorm.call",
    caught_by="test_rows_of_a_hand_example",
    backend="torch",
    en="Whose arrays do the functions you call understand: those of one backend, or those of all?",
    ko="지금 부르는 함수들은 어떤 배열을 받을 수 있나요? 한 백엔드의 배열인가요, 모든 백엔드의 배열인가요?",
)
def jax_within(self, x):
    import jax.numpy as jnp

    variance = jnp.var(x, axis=-1, keepdims=True)
    return finish(self, x, jnp.mean(x, axis=-1, keepdims=True), variance)


@mistake(
    "RowNorm.call",
    caught_by="test_gradients_flow_through_the_layer",
    en="If one number of a row grows, its mean and variance grow too. Do your gradients know that?",
    ko="행의 숫자 하나가 커지면 평균과 분산도 달라집니다. 기울기에 그것까지 들어 있나요?",
)
def statistics_taken_for_constants(self, x):
    mean = ops.stop_gradient(ops.mean(x, -1, keepdims=True))
    return finish(self, x, mean, ops.stop_gradient(variance_of(x)))


# -- get_config --------------------------------------------------------------------------------


@mistake(
    "RowNorm.get_config",
    caught_by="test_the_config_tells_all_that_made_the_layer",
    en="Who tells a layer that is made from this config which epsilon it had?",
    ko="이 설정으로 새로 만든 층은 epsilon이 얼마였는지를 어디에서 알 수 있나요?",
)
def epsilon_not_told(self):
    return super(type(self), self).get_config()


@mistake(
    "RowNorm.get_config",
    caught_by="test_the_config_tells_all_that_made_the_layer",
    en="__init__ hands **kwargs on to the base class. Who tells of those?",
    ko="__init__은 **kwargs를 기반 클래스에 넘깁니다. 그 값들은 누가 알려 주나요?",
)
def only_its_own(self):
    return {"epsilon": self.epsilon}


@mistake(
    "RowNorm.get_config",
    caught_by="test_the_config_tells_all_that_made_the_layer",
    en="from_config passes each entry to __init__ under its key. What is that argument called?",
    ko="from_config는 항목마다 키를 인수 이름으로 삼아 __init__에 넘깁니다. 그 인수의 이름은 무엇인가요?",
)
def another_name_for_epsilon(self):
    return super(type(self), self).get_config() | {"eps": self.epsilon}


@mistake(
    "RowNorm.get_config",
    caught_by="test_the_config_tells_all_that_made_the_layer",
    en="What does dict.update return?",
    ko="dict.update는 무엇을 반환하나요?",
)
def what_update_returns(self):
    return super(type(self), self).get_config().update({"epsilon": self.epsilon})


@mistake(
    "RowNorm.get_config",
    caught_by="test_the_config_tells_all_that_made_the_layer",
    en="Is the epsilon you tell that of this layer, or the one that every layer begins with?",
    ko="지금 알려 주는 epsilon은 이 층의 값인가요, 모든 층의 기본값인가요?",
)
def epsilon_as_it_is_by_default(self):
    return super(type(self), self).get_config() | {"epsilon": 1e-6}


@mistake(
    "RowNorm.get_config",
    caught_by="test_a_config_makes_a_layer_that_is_as_frozen_and_as_wide",
    en="Besides the name, what may somebody hand to a layer through **kwargs, and who knows all of it?",
    ko="이름 말고도 **kwargs로 층에 넘길 수 있는 것이 무엇인가요? 그것을 모두 아는 것은 누구인가요?",
)
def name_and_epsilon_alone(self):
    return {"name": self.name, "epsilon": self.epsilon}


# -- save --------------------------------------------------------------------------------------


@mistake(
    "save",
    caught_by="test_save_gives_the_bytes_of_a_keras_file",
    en="What can somebody on another machine do with the name of a file on yours?",
    ko="다른 컴퓨터에 있는 사람이 이 컴퓨터의 파일 이름만 받아서 무엇을 할 수 있을까요?",
)
def name_of_the_file(model):
    path = Path(tempfile.mkdtemp(), "model.keras")
    model.save(path)
    return str(path)


@mistake(
    "save",
    caught_by="test_save_gives_the_bytes_of_a_keras_file",
    en="Do the weights alone tell which layers they belong to? What does a `.keras` file hold besides them?",
    ko="가중치만 보고 어떤 층의 것인지 알 수 있을까요? `.keras` 파일에는 가중치 말고 무엇이 더 들어 있나요?",
)
def weights_alone(model):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.weights.h5")
        model.save_weights(path)
        return path.read_bytes()


@mistake(
    "save",
    caught_by="test_save_gives_the_bytes_of_a_keras_file",
    en="The architecture is there. Where are the numbers that training found?",
    ko="구조는 들어 있습니다. 훈련으로 얻은 숫자들은 어디에 있나요?",
)
def architecture_alone(model):
    return model.to_json().encode()


@mistake(
    "save",
    caught_by="test_save_gives_the_bytes_of_a_keras_file",
    en="Are these the bytes of a `.keras` file, or Python's own way to keep objects, which may run any code when it is read?",
    ko="이것은 `.keras` 파일의 바이트인가요, 아니면 읽을 때 어떤 코드든 실행할 수 있는, 파이썬 객체를 담는 형식인가요?",
)
def pickled(model):
    return pickle.dumps(model)


@mistake(
    "save",
    caught_by="test_saving_leaves_no_file_behind",
    en="After your bytes have been read, who takes the file away?",
    ko="바이트를 다 읽은 뒤에 그 파일은 누가 치우나요?",
)
def file_left_behind(model):
    model.save("k14-left-behind.keras")
    return Path("k14-left-behind.keras").read_bytes()


# -- load --------------------------------------------------------------------------------------


def loaded(data, **how):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.keras")
        path.write_bytes(data)
        return keras.saving.load_model(path, **how)


@mistake(
    "load",
    caught_by="test_a_loaded_model_is_not_compiled",
    en="What does load_model do, unless it is asked not to, with what the file says about training?",
    ko="파일에는 훈련에 관한 내용도 적혀 있습니다. 따로 말하지 않으면 load_model은 그것으로 무엇을 하나요?",
)
def compiled_again(data):
    return loaded(data)


@mistake(
    "load",
    caught_by="test_loading_leaves_no_file_behind",
    en="Who takes the file away after load_model has read it? Does mkdtemp, or delete=False?",
    ko="load_model이 읽은 파일은 누가 치우나요? mkdtemp나 delete=False를 쓰면 저절로 지워지나요?",
)
def temporary_file_left(data):
    path = Path(tempfile.mkdtemp(), "model.keras")
    path.write_bytes(data)
    return keras.saving.load_model(path, compile=False)


@mistake(
    "load",
    caught_by="test_load_makes_the_model_again",
    en="The layers are the same. Are the weights those of the file, or new ones?",
    ko="층은 같습니다. 가중치는 파일에 있던 것인가요, 새로 만든 것인가요?",
)
def architecture_with_new_weights(data):
    return keras.models.clone_model(loaded(data, compile=False))


@mistake(
    "load",
    caught_by="test_load_makes_the_model_again",
    en="Who gets the model that you have loaded? What does a function without return give?",
    ko="불러온 모델은 누가 받나요? return이 없는 함수는 무엇을 돌려주나요?",
)
def loaded_for_nobody(data):
    loaded(data, compile=False)


# -- predict -----------------------------------------------------------------------------------


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Can a probability be negative? What turns logits into probabilities?",
    ko="확률이 음수일 수 있나요? 로짓을 확률로 바꾸는 것은 무엇인가요?",
)
def logits_returned(model, images):
    return ops.convert_to_numpy(model(images))


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Along which axis do your numbers sum to 1: over the ten digits, or over the images?",
    ko="어느 축을 따라 더하면 1이 되나요? 숫자 열 개인가요, 이미지들인가요?",
)
def softmax_over_the_images(model, images):
    return ops.convert_to_numpy(ops.softmax(model(images), axis=0))


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Ten separate questions, or one with ten answers? What must your numbers sum to?",
    ko="따로따로 묻는 열 개의 질문인가요, 답이 열 개인 질문 하나인가요? 확률을 모두 더하면 얼마여야 하나요?",
)
def sigmoid_for_softmax(model, images):
    return ops.convert_to_numpy(ops.sigmoid(model(images)))


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Is the answer asked for the digit itself, or how probable each of the ten is?",
    ko="원하는 결과는 숫자 하나인가요, 열 개의 숫자가 저마다 얼마나 그럴듯한가인가요?",
)
def digits_for_probabilities(model, images):
    return ops.convert_to_numpy(ops.argmax(model(images), axis=-1))


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Of which dtype is your answer? Which step has made it wider?",
    ko="결과의 dtype은 무엇인가요? 어느 단계에서 더 넓어졌나요?",
)
def probabilities_of_float64(model, images):
    powers = np.exp(ops.convert_to_numpy(model(images)).astype(float))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    en="Has a tensor of every backend a method `numpy`? What does keras.ops offer for it?",
    ko="모든 백엔드의 텐서에 `numpy`라는 메서드가 있을까요? keras.ops에는 그 일을 하는 무엇이 있나요?",
)
def method_of_one_backend(model, images):
    return ops.softmax(model(images)).numpy()


@mistake(
    "predict",
    caught_by="test_every_prediction_is_ten_probabilities",
    backend="torch",
    en="Does NumPy take a tensor that still remembers how to find its gradient? What does keras.ops offer for it?",
    ko="기울기를 구하는 길을 아직 기억하고 있는 텐서를 NumPy가 그대로 받을 수 있을까요? keras.ops에는 그 일을 하는 무엇이 있나요?",
)
def numpy_asked_directly(model, images):
    return np.asarray(ops.softmax(model(images)))


@mistake(
    "predict",
    caught_by="test_probabilities_are_the_softmax_of_the_logits",
    en="Does the model take pixels from 0 to 255 as they are, or must somebody divide them first? What does its own Rescaling do?",
    ko="모델은 0부터 255까지의 픽셀을 그대로 받나요, 먼저 나누어 주어야 하나요? 모델 안의 Rescaling은 무슨 일을 하나요?",
)
def pixels_divided_again(model, images):
    return ops.convert_to_numpy(ops.softmax(model(images / 255)))


@mistake(
    "predict",
    caught_by="test_probabilities_are_the_softmax_of_the_logits",
    en="How large is e to the power of 100, and has float32 room for it? Does a softmax change if the largest logit is subtracted first?",
    ko="e의 100제곱은 얼마나 큰가요? float32에 담을 수 있나요? 가장 큰 로짓을 먼저 빼면 소프트맥스의 값이 달라지나요?",
)
def powers_too_large(model, images):
    powers = np.exp(ops.convert_to_numpy(model(images)))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(
    "predict",
    caught_by="test_probabilities_are_the_softmax_of_the_logits",
    en="What does a softmax make of probabilities?",
    ko="확률에 소프트맥스를 다시 취하면 어떻게 될까요?",
)
def softmax_twice(model, images):
    return ops.convert_to_numpy(ops.softmax(ops.softmax(model(images))))
