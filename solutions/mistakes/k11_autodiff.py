"""Wrong answers to k11_autodiff that people really write."""

import math
from collections import deque

import numpy as np

from dojo.mistake import mistake


def _value(self, x):
    return x if isinstance(x, type(self)) else type(self)(x)


def _inputs_first(self):
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        value, done = stack.pop()
        if done:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            stack.extend((given, False) for given in value.inputs)
    return order


def _reset(self, order):
    for value in order:
        if value.inputs:
            value.grad = 0.0
    self.grad += 1.0


def _hand_on(value):
    for given, slope in zip(value.inputs, value.local):
        given.grad += slope * value.grad


# -- sum ---------------------------------------------------------------------------------------


@mistake(
    "Value.__add__",
    caught_by="test_sum_of_a_hand_example",
    en="How does the sum know later what it was made of? What does a Value without inputs count as?",
    ko="합은 무엇으로 만들어졌는지를 나중에 어떻게 알 수 있나요? inputs가 없는 Value는 무엇으로 취급되나요?",
)
def sum_forgets_its_inputs(self, other):
    return type(self)(self.data + _value(self, other).data)


@mistake(
    "Value.__add__",
    caught_by="test_sum_of_a_hand_example",
    en="If x grows by 1, by how much does x + y grow? Does that depend on how large y is?",
    ko="x가 1만큼 커지면 x + y는 얼마나 커지나요? 그 값이 y의 크기에 따라 달라지나요?",
)
def sum_with_the_slopes_of_a_product(self, other):
    other = _value(self, other)
    return type(self)(self.data + other.data, (self, other), (other.data, self.data))


@mistake(
    "Value.__add__",
    caught_by="test_sum_with_a_number",
    en="Has a plain number an attribute `data`? What makes a Value of one?",
    ko="보통 숫자에도 `data`라는 속성이 있나요? 숫자를 Value로 만들어 주는 것은 무엇인가요?",
)
def sum_of_values_only(self, other):
    return type(self)(self.data + other.data, (self, other), (1.0, 1.0))


@mistake(
    "Value.__add__",
    caught_by="test_sum_with_a_number",
    en="Is a NumPy int64 a Python int or float? What do you do with a number of another type?",
    ko="NumPy의 int64는 파이썬의 int나 float인가요? 다른 타입의 숫자가 오면 어떻게 하고 있나요?",
)
def sum_with_python_numbers_only(self, other):
    if isinstance(other, int | float):
        other = type(self)(other)
    return type(self)(self.data + other.data, (self, other), (1.0, 1.0))


@mistake(
    "Value.__add__",
    caught_by="test_sum_of_a_value_and_itself",
    en="In x + x, how many inputs does the sum have? What becomes of two equal entries in a set or a dict?",
    ko="x + x에서 합의 입력은 몇 개인가요? 집합이나 딕셔너리에 똑같은 것을 두 번 넣으면 어떻게 되나요?",
)
def inputs_in_a_set(self, other):
    other = _value(self, other)
    return type(self)(self.data + other.data, {self, other}, (1.0, 1.0))


@mistake(
    "Value.__add__",
    caught_by="test_operators_leave_their_operands_alone",
    en="After z = x + y, may x have another value than before? What does += do to the object on its left?",
    ko="z = x + y를 계산한 뒤에 x의 값이 달라져도 될까요? +=는 왼쪽에 있는 객체를 어떻게 하나요?",
)
def sum_written_into_its_left_side(self, other):
    other = _value(self, other)
    self.data += other.data
    return type(self)(self.data, (self, other), (1.0, 1.0))


# -- product -----------------------------------------------------------------------------------


@mistake(
    "Value.__mul__",
    caught_by="test_product_of_a_hand_example",
    en="3 · (-2): if the 3 becomes a 4, by how much does the product change? Which of the two numbers is that?",
    ko="3 · (-2)에서 3이 4가 되면 곱은 얼마나 변하나요? 그 수는 둘 중 어느 쪽인가요?",
)
def each_factor_its_own_slope(self, other):
    other = _value(self, other)
    return type(self)(self.data * other.data, (self, other), (self.data, other.data))


@mistake(
    "Value.__mul__",
    caught_by="test_product_of_a_hand_example",
    en="Do a sum and a product change equally fast when one side grows by 1?",
    ko="한쪽이 1만큼 커질 때 합과 곱은 똑같은 빠르기로 변하나요?",
)
def product_with_the_slopes_of_a_sum(self, other):
    other = _value(self, other)
    return type(self)(self.data * other.data, (self, other), (1.0, 1.0))


@mistake(
    "Value.__mul__",
    caught_by="test_product_with_a_number",
    en="Has a plain number an attribute `data`? What makes a Value of one?",
    ko="보통 숫자에도 `data`라는 속성이 있나요? 숫자를 Value로 만들어 주는 것은 무엇인가요?",
)
def product_of_values_only(self, other):
    return type(self)(self.data * other.data, (self, other), (other.data, self.data))


@mistake(
    "Value.__mul__",
    caught_by="test_product_with_a_number",
    en="Is a NumPy float32 a Python int or float? What do you do with a number of another type?",
    ko="NumPy의 float32는 파이썬의 int나 float인가요? 다른 타입의 숫자가 오면 어떻게 하고 있나요?",
)
def product_with_python_numbers_only(self, other):
    if isinstance(other, int | float):
        other = type(self)(other)
    return type(self)(self.data * other.data, (self, other), (other.data, self.data))


@mistake(
    "Value.__mul__",
    caught_by="test_product_with_a_number",
    en="When x is multiplied by the number 4, how fast does 4 · x grow with x?",
    ko="x에 숫자 4를 곱하면 4 · x는 x에 대해 얼마나 빠르게 커지나요?",
)
def slope_along_a_number_taken_for_that_along_x(self, other):
    if isinstance(other, type(self)):
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))
    return type(self)(self.data * other, (self,), (self.data,))


@mistake(
    "Value.__mul__",
    caught_by="test_product_with_zero_still_has_a_slope",
    en="You get the other factor by dividing the product by one of them. What if that one is 0?",
    ko="곱을 한 인수로 나누어 다른 인수를 얻고 있습니다. 그 인수가 0이면 어떻게 되나요?",
)
def factor_found_by_division(self, other):
    other = _value(self, other)
    product = self.data * other.data
    return type(self)(product, (self, other), (product / self.data, product / other.data))


# -- quotient ----------------------------------------------------------------------------------


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_of_a_hand_example",
    en="If the denominator grows, does a quotient of positive numbers grow or shrink? Which sign has its slope?",
    ko="양수끼리 나눌 때 분모가 커지면 몫은 커지나요, 작아지나요? 그러면 기울기의 부호는 무엇인가요?",
)
def sign_of_the_denominator_forgotten(self, other):
    other = _value(self, other)
    return type(self)(self.data / other.data, (self, other), (1 / other.data, self.data / other.data**2))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_of_a_hand_example",
    en="x / y is x · y⁻¹. What does the power rule make of the exponent -1?",
    ko="x / y는 x · y⁻¹입니다. 거듭제곱의 미분 규칙을 쓰면 지수 -1은 얼마가 되나요?",
)
def denominator_not_squared(self, other):
    other = _value(self, other)
    return type(self)(self.data / other.data, (self, other), (1 / other.data, -self.data / other.data))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_of_a_hand_example",
    en="Does 600 / y change as slowly as 6 / y when y grows? What has the numerator to do with it?",
    ko="y가 커질 때 600 / y도 6 / y만큼 천천히 변하나요? 분자는 기울기에 어떤 영향을 주나요?",
)
def numerator_forgotten(self, other):
    other = _value(self, other)
    return type(self)(self.data / other.data, (self, other), (1 / other.data, -1 / other.data**2))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_with_a_number",
    en="Has a plain number an attribute `data`? What makes a Value of one?",
    ko="보통 숫자에도 `data`라는 속성이 있나요? 숫자를 Value로 만들어 주는 것은 무엇인가요?",
)
def quotient_of_values_only(self, other):
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, -quotient / other.data))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_of_tiny_numbers",
    en="You add a little to the denominator. Is it little beside 10⁻²⁰, and who finds out about a division by 0?",
    ko="분모에 작은 수를 더하고 있습니다. 10⁻²⁰에 비해도 작은 수인가요? 0으로 나눈 것을 누가 알아차릴 수 있나요?",
)
def denominator_kept_from_zero(self, other):
    other = _value(self, other)
    below = other.data + 1e-12
    return type(self)(self.data / below, (self, other), (1 / below, -self.data / below**2))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_with_a_number",
    en="Is a NumPy int64 a Python int or float? What do you do with a number of another type?",
    ko="NumPy의 int64는 파이썬의 int나 float인가요? 다른 타입의 숫자가 오면 어떻게 하고 있나요?",
)
def quotient_with_python_numbers_only(self, other):
    if isinstance(other, int | float):
        other = type(self)(other)
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, -quotient / other.data))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_of_tiny_numbers",
    en="From which size on does a denominator count as 0 in your code? Is 10⁻²⁰ the same as 0?",
    ko="지금 코드에서는 분모가 얼마나 작으면 0으로 치나요? 10⁻²⁰은 0과 같은가요?",
)
def tiny_taken_for_zero(self, other):
    other = _value(self, other)
    if abs(other.data) < 1e-12:
        raise ZeroDivisionError
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, -quotient / other.data))


@mistake(
    "Value.__truediv__",
    caught_by="test_quotient_by_zero_is_refused",
    en="Which slope would an infinite quotient have? What is asked for where the denominator is 0?",
    ko="무한대가 된 몫의 기울기는 얼마여야 할까요? 분모가 0일 때는 무엇을 하기로 되어 있나요?",
)
def infinity_for_division_by_zero(self, other):
    other = _value(self, other)
    if other.data == 0:
        return type(self)(math.inf, (self, other), (math.inf, -math.inf))
    quotient = self.data / other.data
    return type(self)(quotient, (self, other), (1 / other.data, -quotient / other.data))


# -- power -------------------------------------------------------------------------------------


def _power(self, exponent, slope):
    if isinstance(exponent, type(self)):
        raise TypeError
    if self.data < 0 and exponent != math.floor(exponent):
        raise ValueError
    return type(self)(self.data**exponent, (self,), (slope(self.data, exponent),))


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_hand_example",
    en="What is (self) in Python: a tuple with one entry, or just self? What does the comma in (self,) do?",
    ko="파이썬에서 (self)는 값이 하나 든 튜플인가요, 그냥 self인가요? (self,)의 쉼표는 무엇을 하나요?",
)
def power_without_the_comma(self, exponent):
    return type(self)(self.data**exponent, self, exponent * self.data ** (exponent - 1))


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_hand_example",
    en="The power rule brings something down in front. What is it for x³?",
    ko="거듭제곱을 미분하면 앞으로 내려오는 것이 있습니다. x³에서는 무엇인가요?",
)
def exponent_not_brought_down(self, exponent):
    return _power(self, exponent, lambda x, k: x ** (k - 1) if k else 0.0)


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_hand_example",
    en="What becomes of the exponent itself in the power rule? Which power of x is left of x³?",
    ko="거듭제곱을 미분하면 지수는 어떻게 되나요? x³에서는 x의 몇 제곱이 남나요?",
)
def exponent_not_lowered(self, exponent):
    return _power(self, exponent, lambda x, k: k * x**k)


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_hand_example",
    en="Is every exponent a whole number? What is left of -1.5 in yours?",
    ko="지수는 언제나 정수인가요? 지수 -1.5는 지금 코드에서 얼마가 되나요?",
)
def exponent_cut_to_an_integer(self, exponent):
    k = int(exponent)
    return type(self)(self.data**k, (self,), (k * self.data ** (k - 1) if k else 0.0,))


@mistake(
    "Value.__pow__",
    caught_by="test_power_at_zero",
    en="You divide by x to lower the exponent. What if x is 0?",
    ko="지수를 하나 낮추려고 x로 나누고 있습니다. x가 0이면 어떻게 되나요?",
)
def exponent_lowered_by_division(self, exponent):
    return _power(self, exponent, lambda x, k: k * x**k / x if k else 0.0)


@mistake(
    "Value.__pow__",
    caught_by="test_power_at_zero",
    en="0² is a perfectly good number. Which numbers at 0 do you have to refuse, and which not?",
    ko="0²은 아무 문제가 없는 수입니다. 밑이 0일 때 거절해야 하는 지수는 어떤 것이고, 아닌 것은 어떤 것인가요?",
)
def zero_refused_with_the_negative(self, exponent):
    if self.data <= 0 and exponent != math.floor(exponent):
        raise ValueError
    return _power(self, exponent, lambda x, k: k * x ** (k - 1) if k else 0.0)


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_exponent_zero_is_one_and_level",
    en="What does k · xᵏ⁻¹ compute where k and x are both 0? And how fast does x⁰ change?",
    ko="k와 x가 모두 0이면 k · xᵏ⁻¹은 무엇을 계산하게 되나요? x⁰은 얼마나 빠르게 변하나요?",
)
def power_rule_at_exponent_zero(self, exponent):
    return _power(self, exponent, lambda x, k: k * x ** (k - 1))


@mistake(
    "Value.__pow__",
    caught_by="test_backward_of_a_power_that_stands_still",
    en="x ** 0 was computed from x. Which inputs has your result, and what does a Value without any count as?",
    ko="x ** 0은 x로 계산한 것입니다. 지금 결과의 inputs에는 무엇이 있나요? inputs가 없으면 무엇으로 취급되나요?",
)
def constant_without_inputs(self, exponent):
    if not isinstance(exponent, type(self)) and exponent == 0:
        return type(self)(1.0)
    return _power(self, exponent, lambda x, k: k * x ** (k - 1))


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_negative_value",
    en="Has (-2)³ a value? Has the logarithm of -2? Which of the two do you need?",
    ko="(-2)³은 계산할 수 있나요? -2의 로그는요? 둘 중 무엇이 필요한가요?",
)
def power_by_logarithm(self, exponent):
    if isinstance(exponent, type(self)):
        raise TypeError
    if self.data == 0:
        return _power(self, exponent, lambda x, k: k * x ** (k - 1) if k else 0.0)
    power = math.exp(exponent * math.log(self.data))
    return type(self)(power, (self,), (exponent * power / self.data,))


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_negative_value",
    en="Which exponents does a negative number take well, and which not?",
    ko="음수를 거듭제곱할 수 있는 지수는 어떤 것이고, 할 수 없는 지수는 어떤 것인가요?",
)
def every_negative_value_refused(self, exponent):
    if self.data < 0:
        raise ValueError
    return _power(self, exponent, lambda x, k: k * x ** (k - 1) if k else 0.0)


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_a_negative_value_to_a_broken_exponent_is_refused",
    en="What kind of number does Python give for (-8) ** 0.5? Try it.",
    ko="파이썬에서 (-8) ** 0.5를 계산하면 어떤 수가 나오나요? 직접 해 보세요.",
)
def complex_numbers_let_in(self, exponent):
    slope = exponent * self.data ** (exponent - 1) if exponent else 0.0
    return type(self)(self.data**exponent, (self,), (slope,))


@mistake(
    "Value.__pow__",
    caught_by="test_power_of_zero_to_an_exponent_below_one_is_refused",
    en="How steep is the square root at 0? Is the slope 0 there?",
    ko="제곱근의 그래프는 0에서 얼마나 가파른가요? 그곳의 기울기가 정말 0인가요?",
)
def no_slope_at_zero(self, exponent):
    def slope(x, k):
        if x == 0:
            return 1.0 if k == 1 else 0.0
        return k * x ** (k - 1)

    return _power(self, exponent, slope)


@mistake(
    "Value.__pow__",
    caught_by="test_power_with_a_value_as_exponent_is_refused",
    en="If the exponent is a Value, should the result not also grow with the exponent? Which slope would that be?",
    ko="지수가 Value라면 결과는 지수에 대해서도 변하지 않을까요? 그 기울기는 어디에 있나요?",
)
def exponent_of_a_value_taken_for_a_number(self, exponent):
    k = _value(self, exponent).data
    return _power(self, k, lambda x, k: k * x ** (k - 1) if k else 0.0)


# -- exp and log -------------------------------------------------------------------------------


@mistake(
    "Value.exp",
    caught_by="test_exp_of_a_hand_example",
    en="What is (self) in Python: a tuple with one entry, or just self? What does the comma in (self,) do?",
    ko="파이썬에서 (self)는 값이 하나 든 튜플인가요, 그냥 self인가요? (self,)의 쉼표는 무엇을 하나요?",
)
def exp_without_the_comma(self):
    result = math.exp(self.data)
    return type(self)(result, self, result)


@mistake(
    "Value.exp",
    caught_by="test_exp_of_a_hand_example",
    en="The power rule is for xᵏ, where the exponent stands still. Does it stand still in eˣ?",
    ko="거듭제곱의 미분 규칙은 지수가 변하지 않는 xᵏ에 쓰는 것입니다. eˣ에서도 지수가 그대로인가요?",
)
def power_rule_for_exp(self):
    return type(self)(math.exp(self.data), (self,), (self.data * math.exp(self.data - 1),))


@mistake(
    "Value.exp",
    caught_by="test_exp_of_a_hand_example",
    en="Which function is its own slope? Have you noted what went in, or what came out?",
    ko="기울기가 자기 자신과 같은 함수는 무엇인가요? 들어온 값을 적었나요, 나온 값을 적었나요?",
)
def exp_with_its_input_as_slope(self):
    return type(self)(math.exp(self.data), (self,), (self.data,))


@mistake(
    "Value.exp",
    caught_by="test_exp_that_is_too_large_is_refused",
    en="What does math.exp do with 1000, and what does your code make of that?",
    ko="math.exp에 1000을 넣으면 어떻게 되나요? 지금 코드는 그것을 어떻게 처리하나요?",
)
def infinity_for_overflow(self):
    try:
        result = math.exp(self.data)
    except OverflowError:
        result = math.inf
    return type(self)(result, (self,), (result,))


@mistake(
    "Value.exp",
    caught_by="test_exp_that_is_too_large_is_refused",
    en="Is e to the power of 709 too large for a float? Who knows best where the limit lies?",
    ko="e의 709제곱은 float에 담을 수 없을 만큼 큰가요? 한계가 어디인지 가장 잘 아는 것은 무엇인가요?",
)
def limit_drawn_too_low(self):
    if self.data > 700:
        raise OverflowError
    result = math.exp(self.data)
    return type(self)(result, (self,), (result,))


@mistake(
    "Value.exp",
    caught_by="test_exp_that_is_too_large_is_refused",
    en="NumPy does not raise an OverflowError for a result that is too large. Which function does?",
    ko="NumPy는 결과가 너무 커도 OverflowError를 발생시키지 않습니다. 어떤 함수가 발생시키나요?",
)
def exp_of_numpy(self):
    result = np.exp(self.data)
    return type(self)(result, (self,), (result,))


@mistake(
    "Value.exp",
    caught_by="test_exp_of_a_very_negative_number_is_zero",
    en="e to the power of -1000 is small. Is every number that you compute on the way small as well?",
    ko="e의 -1000제곱은 작은 수입니다. 그것을 구하는 동안 나오는 수도 모두 작은가요?",
)
def one_over_exp(self):
    result = math.exp(self.data) if self.data >= 0 else 1 / math.exp(-self.data)
    return type(self)(result, (self,), (result,))


@mistake(
    "Value.log",
    caught_by="test_log_of_a_hand_example",
    en="Near a large number, does the logarithm rise steeply or slowly? Is your slope larger or smaller there?",
    ko="큰 수 근처에서 로그는 가파르게 커지나요, 천천히 커지나요? 지금 구한 기울기는 그곳에서 큰가요, 작은가요?",
)
def log_with_its_input_as_slope(self):
    return type(self)(math.log(self.data), (self,), (self.data,))


@mistake(
    "Value.log",
    caught_by="test_log_of_a_hand_example",
    en="The slope of the logarithm is one over something. Over what went in, or over what came out?",
    ko="로그의 기울기는 무언가의 역수입니다. 들어온 값의 역수인가요, 나온 값의 역수인가요?",
)
def one_over_the_logarithm(self):
    result = math.log(self.data)
    return type(self)(result, (self,), (1 / result if result else 0.0,))


@mistake(
    "Value.log",
    caught_by="test_log_of_a_hand_example",
    en="Which base has the natural logarithm? What is your logarithm of e?",
    ko="자연로그의 밑은 무엇인가요? 지금 구한 로그에 e를 넣으면 얼마가 나오나요?",
)
def log_to_another_base(self):
    return type(self)(math.log10(self.data), (self,), (1 / self.data,))


@mistake(
    "Value.log",
    caught_by="test_log_of_zero_and_below_is_refused",
    en="NumPy does not raise a ValueError for the logarithm of 0. Which function does?",
    ko="NumPy는 0의 로그를 구해도 ValueError를 발생시키지 않습니다. 어떤 함수가 발생시키나요?",
)
def log_of_numpy(self):
    return type(self)(np.log(self.data), (self,), (1 / self.data,))


@mistake(
    "Value.log",
    caught_by="test_log_of_zero_and_below_is_refused",
    en="You add a little before taking the logarithm. What comes out for 0, and is that a logarithm of 0?",
    ko="로그를 구하기 전에 작은 수를 더하고 있습니다. 0을 넣으면 무엇이 나오나요? 그것이 0의 로그인가요?",
)
def log_kept_from_zero(self):
    return type(self)(math.log(self.data + 1e-12), (self,), (1 / (self.data + 1e-12),))


# -- relu and tanh -----------------------------------------------------------------------------


@mistake(
    "Value.relu",
    caught_by="test_relu_of_a_hand_example",
    en="For a negative number the result is 0 and stays 0. Does it grow when the number grows a little?",
    ko="음수에서는 결과가 0이고 계속 0입니다. 그 수가 조금 커지면 결과도 커지나요?",
)
def slope_one_everywhere(self):
    return type(self)(max(self.data, 0.0), (self,), (1.0,))


@mistake(
    "Value.relu",
    caught_by="test_relu_of_a_hand_example",
    en="If 3 becomes 4, by how much does the relu grow? Is that its value, or its slope?",
    ko="3이 4가 되면 relu는 얼마나 커지나요? 적어 둔 것은 값인가요, 기울기인가요?",
)
def relu_for_its_own_slope(self):
    result = max(self.data, 0.0)
    return type(self)(result, (self,), (result,))


@mistake(
    "Value.relu",
    caught_by="test_backward_tells_a_leaf_by_its_inputs",
    en="Is your result a new Value with x as its input, or x itself, or a number made from nothing?",
    ko="지금 결과는 x를 입력으로 하는 새 Value인가요, x 자신인가요, 아무 입력도 없는 수인가요?",
)
def relu_that_passes_x_itself_on(self):
    return self if self.data > 0 else type(self)(0.0)


@mistake(
    "Value.relu",
    caught_by="test_relu_at_zero_is_level",
    en="Which slope do you take at exactly 0, and which does the kata ask for?",
    ko="정확히 0에서 기울기를 얼마로 하고 있나요? 얼마로 하기로 되어 있나요?",
)
def slope_at_zero_not_zero(self):
    return type(self)(max(self.data, 0.0), (self,), (float(self.data >= 0),))


@mistake(
    "Value.tanh",
    caught_by="test_tanh_of_a_hand_example",
    en="1 - tanh²: is it the square of what went in, or of what came out?",
    ko="1 - tanh²에서 제곱하는 것은 들어온 값인가요, 나온 값인가요?",
)
def tanh_slope_from_its_input(self):
    return type(self)(math.tanh(self.data), (self,), (1 - self.data**2,))


@mistake(
    "Value.tanh",
    caught_by="test_tanh_of_a_hand_example",
    en="t · (1 - t) belongs to another S-shaped curve, between 0 and 1. Which is the one of tanh?",
    ko="t · (1 - t)는 0과 1 사이를 오가는 다른 S자 곡선의 기울기입니다. tanh의 기울기는 무엇인가요?",
)
def tanh_slope_of_the_sigmoid(self):
    result = math.tanh(self.data)
    return type(self)(result, (self,), (result * (1 - result),))


@mistake(
    "Value.tanh",
    caught_by="test_tanh_of_a_hand_example",
    en="Is the slope of tanh the same at -1 and at 1? What is it in your formula?",
    ko="tanh의 기울기는 -1에서와 1에서 같을까요? 지금 쓴 식으로는 어떤가요?",
)
def tanh_not_squared(self):
    result = math.tanh(self.data)
    return type(self)(result, (self,), (1 - result,))


@mistake(
    "Value.tanh",
    caught_by="test_tanh_of_very_large_numbers",
    en="tanh never leaves -1 to 1. How large do the exponentials get on your way to it?",
    ko="tanh는 -1과 1 사이를 벗어나지 않습니다. 그것을 구하는 동안 지수 함수의 값은 얼마나 커지나요?",
)
def quotient_of_exponentials(self):
    up, down = math.exp(self.data), math.exp(-self.data)
    result = (up - down) / (up + down)
    return type(self)(result, (self,), (1 - result * result,))


# -- backward ----------------------------------------------------------------------------------


@mistake(
    "Value.backward",
    caught_by="test_backward_of_a_hand_example",
    en="When a second share arrives at x, what becomes of the first one?",
    ko="x에 두 번째 몫이 도착하면 첫 번째 몫은 어떻게 되나요?",
)
def last_share_only(self):
    self.grad = 1.0
    for value in reversed(_inputs_first(self)):
        for given, slope in zip(value.inputs, value.local):
            given.grad = slope * value.grad


@mistake(
    "Value.backward",
    caught_by="test_backward_of_a_hand_example",
    en="The walk multiplies and adds. What does it multiply if nothing has a grad yet: where does it begin?",
    ko="걷는 동안 하는 일은 곱하고 더하는 것뿐입니다. 아직 아무것도 grad가 없다면 무엇을 곱하나요? 어디서 시작하나요?",
)
def nothing_to_begin_with(self):
    for value in (order := _inputs_first(self)):
        if value.inputs:
            value.grad = 0.0
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_of_a_hand_example",
    en="Your list has the inputs first. At which end does the walk begin?",
    ko="지금 만든 리스트는 입력이 앞에 있습니다. 어느 쪽 끝에서부터 걸어야 할까요?",
)
def from_the_leaves_on(self):
    order = _inputs_first(self)
    _reset(self, order)
    for value in order:
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_of_a_hand_example",
    en="In x · x the same input comes twice. How many of the two does a dict or a set keep?",
    ko="x · x에는 같은 입력이 두 번 나옵니다. 딕셔너리나 집합에는 그중 몇 개가 남나요?",
)
def same_input_counted_once(self):
    order = _inputs_first(self)
    _reset(self, order)
    for value in reversed(order):
        for given, slope in dict(zip(value.inputs, value.local)).items():
            given.grad += slope * value.grad


@mistake(
    "Value.backward",
    caught_by="test_backward_begins_with_one",
    en="How fast does a Value grow with itself? Has a leaf with nothing behind it an answer too?",
    ko="Value는 자기 자신에 대해 얼마나 빠르게 커지나요? 뒤에 아무것도 없는 잎이라도 답이 있나요?",
)
def nothing_to_do_on_a_leaf(self):
    if not self.inputs:
        return
    order = _inputs_first(self)
    _reset(self, order)
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_hands_the_slope_on_through_every_step",
    en="Along a path, slopes multiply. By what do you multiply the local slope before you hand it on?",
    ko="한 길을 따라가면 기울기는 곱해집니다. 국소 기울기를 전하기 전에 무엇을 곱하고 있나요?",
)
def local_slopes_alone(self):
    order = _inputs_first(self)
    _reset(self, order)
    for value in reversed(order):
        for given, slope in zip(value.inputs, value.local):
            given.grad += slope


@mistake(
    "Value.backward",
    caught_by="test_backward_hands_the_slope_on_through_every_step",
    en="What do the Values between the result and the leaves still know once the walk is over?",
    ko="다 걷고 나면 결과와 잎 사이에 있는 Value의 grad에는 무엇이 남아 있나요?",
)
def grads_thrown_away_after_use(self):
    order = _inputs_first(self)
    _reset(self, order)
    for value in reversed(order):
        _hand_on(value)
        if value.inputs and value is not self:
            value.grad = 0.0


@mistake(
    "Value.backward",
    caught_by="test_backward_adds_up_what_comes_on_several_paths",
    en="A Value is reached on two paths and hands on its grad both times. What has it handed on the second time?",
    ko="한 Value에 두 길로 이르러 두 번 다 grad를 전했습니다. 두 번째에는 무엇을 전했나요?",
)
def handed_on_at_every_visit(self):
    _reset(self, _inputs_first(self))
    waiting = deque([self])
    while waiting:
        value = waiting.popleft()
        _hand_on(value)
        waiting.extend(value.inputs)


@mistake(
    "Value.backward",
    caught_by="test_backward_adds_up_what_comes_on_several_paths",
    en="You hand on as soon as you come to a Value. Can a share still arrive there afterwards?",
    ko="어떤 Value에 이르자마자 바로 앞으로 전하고 있습니다. 그 뒤에 또 다른 몫이 도착할 수도 있지 않나요?",
)
def handed_on_when_first_popped(self):
    _reset(self, _inputs_first(self))
    seen, stack = set(), [self]
    while stack:
        value = stack.pop()
        if value not in seen:
            seen.add(value)
            _hand_on(value)
            stack.extend(value.inputs)


@mistake(
    "Value.backward",
    caught_by="test_backward_waits_for_the_longest_path",
    en="The nearest first: is a Value that is one step from the result always complete before one that is three away?",
    ko="가까운 것부터 들르고 있습니다. 결과에서 한 걸음 떨어진 Value의 grad가 세 걸음 떨어진 것보다 언제나 먼저 완성될까요?",
)
def nearest_first(self):
    _reset(self, _inputs_first(self))
    seen, waiting = {self}, deque([self])
    while waiting:
        value = waiting.popleft()
        _hand_on(value)
        for given in value.inputs:
            if given not in seen:
                seen.add(given)
                waiting.append(given)


@mistake(
    "Value.backward",
    caught_by="test_backward_counts_an_input_that_is_used_twice_at_once",
    en="How many shares come to a from a · a? Do you wait for as many as will arrive?",
    ko="a · a에서 a로 오는 몫은 몇 개인가요? 도착할 몫의 수만큼 기다리고 있나요?",
)
def users_counted_once(self):
    waiting, seen, stack = {}, {self}, [self]
    while stack:
        for given in set(stack.pop().inputs):
            waiting[given] = waiting.get(given, 0) + 1
            if given not in seen:
                seen.add(given)
                stack.append(given)
    _reset(self, seen)
    ready = [self]
    while ready:
        value = ready.pop()
        for given, slope in zip(value.inputs, value.local):
            given.grad += slope * value.grad
            waiting[given] -= 1
            if waiting[given] == 0:
                ready.append(given)


@mistake(
    "Value.backward",
    caught_by="test_backward_tells_a_leaf_by_its_inputs",
    en="A relu below 0 has the local slope 0. Does that make a leaf of it? What is a leaf?",
    ko="음수의 relu는 국소 기울기가 0입니다. 그렇다고 잎이 될까요? 잎이란 무엇인가요?",
)
def leaf_told_by_its_slopes(self):
    order = _inputs_first(self)
    for value in order:
        if any(value.local):
            value.grad = 0.0
    self.grad = 1.0 if self.inputs else self.grad + 1.0
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_tells_equal_numbers_apart",
    en="How do you know that you have been at a Value before? May two different Values hold the same number?",
    ko="이미 들른 Value인지 무엇으로 알아보나요? 서로 다른 두 Value에 같은 수가 들어 있을 수도 있지 않나요?",
)
def seen_by_number(self):
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        value, done = stack.pop()
        if done:
            order.append(value)
        elif value.data not in seen:
            seen.add(value.data)
            stack.append((value, True))
            stack.extend((given, False) for given in value.inputs)
    _reset(self, order)
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_twice_adds_up_on_leaves_only",
    en="What do the Values between result and leaves still hold from the first call when the second begins?",
    ko="두 번째 호출을 시작할 때, 결과와 잎 사이의 Value에는 첫 번째 호출의 무엇이 남아 있나요?",
)
def grads_kept_from_the_call_before(self):
    self.grad = 1.0 if self.inputs else self.grad + 1.0
    for value in reversed(_inputs_first(self)):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_twice_adds_up_on_leaves_only",
    en="Which Values keep adding from call to call: all of them, the result too, or the leaves alone?",
    ko="호출할 때마다 grad가 쌓이는 것은 무엇인가요? 결과를 포함한 전부인가요, 잎뿐인가요?",
)
def everything_adds_up(self):
    self.grad += 1.0
    for value in reversed(_inputs_first(self)):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_twice_adds_up_on_leaves_only",
    en="Which Values do you set back to 0 before the walk? Should the leaves forget the call before?",
    ko="걷기 전에 어떤 Value를 0으로 되돌리나요? 잎이 앞선 호출을 잊어도 될까요?",
)
def leaves_reset_as_well(self):
    order = _inputs_first(self)
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_twice_on_a_leaf_itself",
    en="If backward is called twice on a leaf itself, what should its grad be? Do you add the 1, or set it?",
    ko="잎에서 backward를 두 번 부르면 grad는 얼마여야 할까요? 1을 더하고 있나요, 1로 정하고 있나요?",
)
def one_set_on_a_leaf(self):
    order = _inputs_first(self)
    for value in order:
        if value.inputs:
            value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_backward_through_a_chain_of_thousands",
    en="How deep may a Python function call itself? What could keep the Values that are still waiting instead?",
    ko="파이썬 함수는 자기 자신을 얼마나 깊이 호출할 수 있나요? 기다리는 Value를 대신 어디에 담아 둘 수 있을까요?",
)
def recursion(self):
    order, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for given in value.inputs:
                visit(given)
            order.append(value)

    visit(self)
    _reset(self, order)
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_speed_on_a_long_chain",
    en="How long does `in` take in a list of 7,500 Values? Which container knows at once?",
    ko="Value 7,500개가 든 리스트에서 `in`은 얼마나 걸리나요? 바로 알 수 있는 자료 구조는 무엇인가요?",
)
def seen_in_a_list(self):
    order, seen, stack = [], [], [(self, False)]
    while stack:
        value, done = stack.pop()
        if done:
            order.append(value)
        elif value not in seen:
            seen.append(value)
            stack.append((value, True))
            stack.extend((given, False) for given in value.inputs)
    _reset(self, order)
    for value in reversed(order):
        _hand_on(value)


@mistake(
    "Value.backward",
    caught_by="test_speed_where_paths_multiply",
    en="How many paths are there through twelve doublings? Could a Value wait and hand on all of its shares at once?",
    ko="두 배 하기를 열두 번 하면 길은 몇 개인가요? 받은 몫을 모아 두었다가 한꺼번에 전할 수는 없을까요?",
)
def path_by_path(self):
    for value in _inputs_first(self):
        if value.inputs:
            value.grad = 0.0
    stack = [(self, 1.0)]
    while stack:
        value, share = stack.pop()
        value.grad += share
        stack.extend((given, share * slope) for given, slope in zip(value.inputs, value.local))
