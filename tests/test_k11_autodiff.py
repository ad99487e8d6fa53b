import math

import numpy as np
import pytest
from judge.check import check, check_each
from judge.gradients import ATOL, RTOL, central
from judge.race import race

from dojo.data import mnist
from dojo.fault import Wrong

LN2, LN3 = math.log(2), math.log(3)
NEAR = {"rtol": RTOL, "atol": ATOL}


def check_part(got, part, expected, **how):
    """As check, for a part of what a call has returned; a message says which."""
    try:
        check(got, expected, **how)
    except Wrong as wrong:
        wrong.facts["part"] = part
        raise


def check_slopes(kata, expression, value, slopes, **numbers):
    """Raise Wrong unless the formula has this value, and these slopes along its numbers."""
    got, along = kata.slopes(expression, **numbers)
    check_part(got, "[0]", value)
    for name, slope in zip(numbers, slopes):
        check_part(along[name], f"[1]['{name}']", slope)


def check_run(kata, program, expected, part=1, **numbers):
    """Raise Wrong unless each named Value has the grad expected after the program; its data with part=0."""
    got = kata.run(program, **numbers)
    for name, number in expected.items():
        check_part(got[name][part], f"{name}.{('data', 'grad')[part]}", number)


# -- sum and product ---------------------------------------------------------------------------


def test_sum_of_a_hand_example(kata):
    """3 + (-2) is 1; it grows by 1 for each step of 1 that either of the two grows.
    3 + (-2)는 1입니다. 둘 중 어느 쪽이든 1만큼 커지면 합도 1만큼 커집니다."""
    check_slopes(kata, "x + y", 1.0, [1.0, 1.0], x=3.0, y=-2.0)


def test_sum_with_a_number(kata):
    """A plain number may stand on either side: 0.5 + 3 is 3.5 and 3 + 2 is 5, both with slope 1.
    양쪽 어디에나 보통 숫자가 올 수 있습니다. 0.5 + 3은 3.5, 3 + 2는 5이고 기울기는 모두 1입니다."""
    for expression, value in [("0.5 + x", 3.5), ("x + 2", 5.0), ("x + np.int64(4)", 7.0)]:
        check_slopes(kata, expression, value, [1.0], x=3.0)


def test_sum_of_a_value_and_itself(kata):
    """In x + x both sides grow at once: the slope is 2.
    x + x에서는 양쪽이 함께 커지므로 기울기는 2입니다."""
    check_slopes(kata, "x + x", 6.0, [2.0], x=3.0)


def test_product_of_a_hand_example(kata):
    """3 · (-2) is -6; it grows by -2 for each step of 1 that the 3 grows, and by 3 for the -2.
    3 · (-2)는 -6입니다. 3이 1만큼 커지면 곱은 -2만큼, -2가 1만큼 커지면 곱은 3만큼 커집니다."""
    # 4 · (-2) = -8 is -2 more than -6; 3 · (-1) = -3 is 3 more
    check_slopes(kata, "x * y", -6.0, [-2.0, 3.0], x=3.0, y=-2.0)


def test_product_with_a_number(kata):
    """A plain number may stand on either side: 4 · 3 and 3 · 4 are 12 and grow by 4 with the 3.
    양쪽 어디에나 보통 숫자가 올 수 있습니다. 4 · 3과 3 · 4는 12이고, 3에 대한 기울기는 4입니다."""
    for expression, value, slope in [
        ("x * 4", 12.0, 4.0),
        ("0.5 * x", 1.5, 0.5),
        ("x * np.float32(-2)", -6.0, -2.0),
    ]:
        check_slopes(kata, expression, value, [slope], x=3.0)


def test_product_of_a_value_and_itself(kata):
    """x · x has the slope 2x, and x · x · x has 3x²: both factors grow at once.
    x · x의 기울기는 2x, x · x · x의 기울기는 3x²입니다. 곱하는 두 수가 함께 커지기 때문입니다."""
    check_slopes(kata, "x * x", 9.0, [6.0], x=3.0)
    check_slopes(kata, "x * x * x", -8.0, [12.0], x=-2.0)


def test_product_with_zero_still_has_a_slope(kata):
    """0 · (-5) is 0, and yet it grows by -5 with the 0; with the -5 it does not grow at all.
    0 · (-5)는 0이지만 0이 커지면 -5의 빠르기로 변합니다. -5가 커질 때는 변하지 않습니다."""
    check_slopes(kata, "x * y", 0.0, [-5.0, 0.0], x=0.0, y=-5.0)


# -- quotient ----------------------------------------------------------------------------------


def test_quotient_of_a_hand_example(kata):
    """6 / (-4) is -1.5, with the slope -0.25 along the 6 and -0.375 along the -4.
    6 / (-4)는 -1.5이고, 기울기는 6에 대해 -0.25, -4에 대해 -0.375입니다."""
    # 1 / (-4) = -0.25; -6 / (-4)² = -6 / 16 = -0.375
    check_slopes(kata, "x / y", -1.5, [-0.25, -0.375], x=6.0, y=-4.0)


def test_quotient_with_a_number(kata):
    """A plain number may stand on either side: 4 / 5 grows by 1/5 with the 4, and 3 / 4 by -3/16.
    양쪽 어디에나 보통 숫자가 올 수 있습니다. 4에 대한 기울기는 4 / 5에서 1/5, 3 / 4에서 -3/16입니다."""
    for expression, value, slope in [
        ("x / 5", 0.8, 0.2),
        ("3 / x", 0.75, -3 / 16),
        ("x / np.int64(-8)", -0.5, -0.125),
    ]:
        check_slopes(kata, expression, value, [slope], x=4.0)


def test_quotient_of_a_value_and_itself(kata):
    """x / x is 1 and stays 1: above and below the line x pulls as strongly, and the slope is 0.
    x / x는 언제나 1입니다. 분자의 x와 분모의 x가 서로 상쇄되어 기울기는 0입니다."""
    check_slopes(kata, "x / x", 1.0, [0.0], x=-4.0)


def test_quotient_of_tiny_numbers(kata):
    """Small is not 0: 3 × 10⁻²⁰ divided by 10⁻²⁰ is 3, with slopes as steep as they are.
    작다고 0은 아닙니다. 3 × 10⁻²⁰을 10⁻²⁰으로 나누면 3이고, 기울기는 가파른 그대로입니다."""
    # 1 / 10⁻²⁰; -3 / 10⁻²⁰
    check_slopes(kata, "x / y", 3.0, [1e20, -3e20], x=3e-20, y=1e-20)


def test_quotient_by_zero_is_refused(kata):
    """Nothing can be divided by 0: raise ZeroDivisionError, whether it is a Value or a number.
    0으로는 나눌 수 없습니다. 0이 Value이든 숫자이든 ZeroDivisionError를 발생시키세요."""
    for expression in "y / x", "1 / x", "y / 0", "x / x":
        with pytest.raises(ZeroDivisionError):
            kata.slopes(expression, x=0.0, y=3.0)


# -- power -------------------------------------------------------------------------------------


def test_power_of_a_hand_example(kata):
    """5³ is 125 with slope 75; 9 to the power of -1.5 is 1/27 with slope -1/162.
    5³은 125이고 기울기는 75입니다. 9의 -1.5제곱은 1/27이고 기울기는 -1/162입니다."""
    # 3 · 5² = 75; 9^-1.5 = 1 / √9³ = 1/27; -1.5 · 9^-2.5 = -1.5 / 3⁵ = -1/162
    check_slopes(kata, "x ** 3", 125.0, [75.0], x=5.0)
    check_slopes(kata, "x ** -1.5", 1 / 27, [-1 / 162], x=9.0)


def test_power_of_a_negative_value(kata):
    """(-5)³ is -125 with slope 75, and (-5)⁻² is 1/25 with slope 2/125; a whole exponent may be a float.
    (-5)³은 -125이고 기울기는 75, (-5)⁻²은 1/25이고 기울기는 2/125입니다. 지수가 2.0처럼 float여도 됩니다."""
    # 3 · (-5)² = 75; -2 · (-5)⁻³ = -2 / -125; 2 · (-5) = -10
    check_slopes(kata, "x ** 3", -125.0, [75.0], x=-5.0)
    check_slopes(kata, "x ** -2", 0.04, [0.016], x=-5.0)
    check_slopes(kata, "x ** 2.0", 25.0, [-10.0], x=-5.0)


def test_power_at_zero(kata):
    """0² is 0 with slope 0, 0¹ is 0 with slope 1: here too the power rule holds.
    0²은 0이고 기울기는 0, 0¹은 0이고 기울기는 1입니다. 여기서도 거듭제곱의 미분 규칙은 그대로입니다."""
    check_slopes(kata, "x ** 2", 0.0, [0.0], x=0.0)
    check_slopes(kata, "x ** 1", 0.0, [1.0], x=0.0)
    check_slopes(kata, "x ** 1.5", 0.0, [0.0], x=0.0)


def test_power_of_exponent_zero_is_one_and_level(kata):
    """Anything to the power of 0 is 1 and stays 1: the slope is 0, also where the value itself is 0.
    어떤 수든 0제곱은 1이고 변하지 않습니다. 그래서 기울기는 0이고, 밑이 0일 때도 마찬가지입니다."""
    for x in (3.0, -2.5, 0.0):
        check_slopes(kata, "x ** 0", 1.0, [0.0], x=x)


def test_power_of_zero_to_an_exponent_below_one_is_refused(kata):
    """At 0 an exponent below 1, but for 0, has an infinite value or slope: raise ZeroDivisionError.
    밑이 0이고 지수가 1보다 작으면(0은 빼고) 값이나 기울기가 무한대이니 ZeroDivisionError를 발생시키세요."""
    for expression in "x ** -1", "x ** -2.5", "x ** 0.5":
        with pytest.raises(ZeroDivisionError):
            kata.slopes(expression, x=0.0)


def test_power_of_a_negative_value_to_a_broken_exponent_is_refused(kata):
    """The square root of -8 is no real number, nor is any power that is not whole: raise ValueError.
    -8의 제곱근은 실수가 아닙니다. 음수를 정수가 아닌 지수로 거듭제곱하면 ValueError를 발생시키세요."""
    for expression in "x ** 0.5", "x ** -1.5", "x ** (1 / 3)":
        with pytest.raises(ValueError):
            kata.slopes(expression, x=-8.0)


def test_power_with_a_value_as_exponent_is_refused(kata):
    """x ** y has a slope along y too, which ** does not find here: raise TypeError for such an exponent.
    x ** y의 y에 대한 기울기는 여기서 구하지 않습니다. 지수가 Value이면 TypeError를 발생시키세요."""
    for y in (2.0, 0.0):
        with pytest.raises(TypeError):
            kata.slopes("x ** y", x=3.0, y=y)


# -- exp and log -------------------------------------------------------------------------------


def test_exp_of_a_hand_example(kata):
    """e to the power of ln 2 is 2, and its slope is the same 2.
    e의 ln 2제곱은 2이고, 기울기도 똑같이 2입니다."""
    check_slopes(kata, "x.exp()", 2.0, [2.0], x=LN2)
    check_slopes(kata, "x.exp()", 1 / 3, [1 / 3], x=-LN3)


def test_exp_of_a_very_negative_number_is_zero(kata):
    """e to the power of -1000 is too small for a float: 0, with slope 0, and no error.
    e의 -1000제곱은 float로 나타내기에는 너무 작습니다. 오류 없이 값도 0, 기울기도 0입니다."""
    check_slopes(kata, "x.exp()", 0.0, [0.0], x=-1000.0)


def test_exp_that_is_too_large_is_refused(kata):
    """e to the power of 709 still fits in a float, 710 does not: raise OverflowError, as math.exp does.
    e의 709제곱은 float에 담기지만 710제곱은 담기지 않습니다. math.exp처럼 OverflowError를 발생시키세요."""
    for x in (710.0, 1e6):
        with pytest.raises(OverflowError):
            kata.slopes("x.exp()", x=x)
    largest = float(np.exp(709.0))  # 8.2e307
    check_slopes(kata, "x.exp()", largest, [largest], x=709.0)


def test_log_of_a_hand_example(kata):
    """The natural logarithm of 1/2 is -ln 2, and its slope there is 2.
    1/2의 자연로그는 -ln 2이고, 그곳의 기울기는 2입니다."""
    check_slopes(kata, "x.log()", -LN2, [2.0], x=0.5)
    check_slopes(kata, "x.log()", 2 * LN3, [1 / 9], x=9.0)


def test_log_of_zero_and_below_is_refused(kata):
    """0 and negative numbers have no logarithm: raise ValueError, as math.log does.
    0과 음수에는 로그가 없습니다. math.log처럼 ValueError를 발생시키세요."""
    for x in (0.0, -0.0, -3.0):
        with pytest.raises(ValueError):
            kata.slopes("x.log()", x=x)


# -- relu and tanh -----------------------------------------------------------------------------


def test_relu_of_a_hand_example(kata):
    """A positive number passes with slope 1; of a negative one, 0 is left, with slope 0.
    양수는 그대로 지나가고 기울기는 1입니다. 음수는 0이 되고 기울기도 0입니다."""
    check_slopes(kata, "x.relu()", 3.0, [1.0], x=3.0)
    check_slopes(kata, "x.relu()", 0.0, [0.0], x=-2.0)


def test_relu_at_zero_is_level(kata):
    """At exactly 0 the slope counts as 0; at the smallest number above 0 it is 1.
    정확히 0에서는 기울기를 0으로 칩니다. 0보다 큰 가장 작은 수에서는 1입니다."""
    for x, slope in [(0.0, 0.0), (-0.0, 0.0), (5e-324, 1.0), (-5e-324, 0.0)]:
        check_slopes(kata, "x.relu()", max(x, 0.0), [slope], x=x)


def test_tanh_of_a_hand_example(kata):
    """tanh(ln 2) is 0.6 with slope 0.64; tanh(-ln 3) is -0.8 with slope 0.36.
    tanh(ln 2)는 0.6이고 기울기는 0.64, tanh(-ln 3)은 -0.8이고 기울기는 0.36입니다."""
    # (2 - 1/2) / (2 + 1/2) = 0.6; 1 - 0.6² = 0.64; (1/3 - 3) / (1/3 + 3) = -0.8; 1 - 0.8² = 0.36
    check_slopes(kata, "x.tanh()", 0.6, [0.64], x=LN2)
    check_slopes(kata, "x.tanh()", -0.8, [0.36], x=-LN3)


def test_tanh_of_very_large_numbers(kata):
    """At 1000 and -1000 tanh is 1 and -1, and level; e to the power of 1000 must not come up.
    1000과 -1000에서 tanh는 1과 -1이고 기울기는 0입니다. 도중에 e의 1000제곱을 계산하면 안 됩니다."""
    for x in (1000.0, -1000.0):
        check_slopes(kata, "x.tanh()", math.copysign(1, x), [0.0], x=x)


# -- all operators -----------------------------------------------------------------------------

FORMULAS = {  # as the kata reads them, and the same in plain numbers
    "(x + 2.5 * y - z) / (y * y)": lambda x, y, z: (x + 2.5 * y - z) / (y * y),
    "x ** 3 * y ** -1.5 + 2 / z": lambda x, y, z: x**3 * y**-1.5 + 2 / z,
    "(x * z).exp() - (y + z * z).log()": lambda x, y, z: math.exp(x * z) - math.log(y + z * z),
    "(x * y).tanh() * z.relu()": lambda x, y, z: math.tanh(x * y) * max(z, 0),
    "(1 - (x - y).tanh() ** 2) / (z.exp() + 1)": lambda x, y, z: (
        (1 - math.tanh(x - y) ** 2) / (math.exp(z) + 1)
    ),
}


def point(rng):
    """x, y, z: where every formula is smooth; x may be negative."""
    return {"x": rng.uniform(-1.5, 1.5), "y": rng.uniform(0.5, 2), "z": rng.uniform(0.2, 1.5)}


def test_slopes_of_formulas_are_those_that_are_measured(kata, rng):
    """Put together, the operators agree with the formula in plain numbers, nudged up and down.
    연산들을 이어 붙인 식의 기울기는 보통 숫자로 값을 살짝 움직여 잰 기울기와 같습니다."""
    for expression, f in FORMULAS.items():
        numbers = point(rng)
        x = np.array(list(numbers.values()))
        value, along = kata.slopes(expression, **numbers)
        check_part(value, "[0]", f(*x))
        check_part([along[name] for name in "xyz"], "[1]", central(lambda x, f=f: f(*x), x), **NEAR)


def test_differences_and_minus_signs_follow(kata):
    """They are finished: x - y is x + (-1) · y, so they are right as soon as sum and product are.
    이미 완성되어 있습니다. x - y는 x + (-1) · y이므로 합과 곱이 맞으면 저절로 맞습니다."""
    check_slopes(kata, "x - y", 4.0, [1.0, -1.0], x=7.0, y=3.0)
    for expression, value, slope in [("x - 2", 5.0, 1.0), ("2 - x", -5.0, -1.0), ("-x", -7.0, -1.0)]:
        check_slopes(kata, expression, value, [slope], x=7.0)


def test_operators_leave_their_operands_alone(kata):
    """Every operator makes a new Value: those it was made from keep their data, and grad stays 0.0.
    연산은 언제나 새 Value를 만듭니다. 재료가 된 Value의 data는 그대로이고 grad도 0.0으로 남아 있습니다."""
    steps = ["x + y", "x * y", "x / y", "y ** 2", "y.exp()", "y.log()", "x.relu()", "y.tanh()"]
    for step in steps:
        check_run(kata, f"z = {step}", {"x": -3.0, "y": 2.0}, part=0, x=-3.0, y=2.0)
        check_run(kata, f"z = {step}", {"x": 0.0, "y": 0.0, "z": 0.0}, x=-3.0, y=2.0)


# -- backward ----------------------------------------------------------------------------------


def test_backward_of_a_hand_example(kata):
    """y = x · x + x at 3: x is used three times, and its grad is 3 + 3 + 1 = 7.
    y = x · x + x에서 x가 3이면, x는 세 번 쓰였으므로 grad는 3 + 3 + 1 = 7입니다."""
    check_run(kata, "y = x * x + x; y.backward()", {"x": 7.0}, x=3.0)


def test_backward_begins_with_one(kata):
    """Along itself every Value has the slope 1; a leaf that backward is called on has grad 1 as well.
    자기 자신에 대한 기울기는 1입니다. 잎에서 backward를 불러도 그 잎의 grad는 1입니다."""
    check_run(kata, "y = x * x; y.backward()", {"y": 1.0}, x=3.0)
    check_run(kata, "x.backward()", {"x": 1.0}, x=3.0)


def test_backward_hands_the_slope_on_through_every_step(kata):
    """On the way back the slope is multiplied at every step: by 5, by 2a, by 3.
    되돌아오는 동안 단계마다 기울기가 곱해집니다. 차례로 5, 2a, 3이 곱해집니다."""
    # a = 3 · 2 = 6, b = 36, c = 180: 1, 5, 5 · 2 · 6 = 60, 60 · 3 = 180
    expected = {"c": 1.0, "b": 5.0, "a": 60.0, "x": 180.0}
    check_run(kata, "a = 3 * x; b = a ** 2; c = 5 * b; c.backward()", expected, x=2.0)


def test_backward_adds_up_what_comes_on_several_paths(kata):
    """a is used twice further on: its grad is complete only when both have handed back their share.
    a는 뒤에서 두 번 쓰입니다. 양쪽에서 돌아온 몫을 모두 더해야 a의 grad가 완성됩니다."""
    # a = 2 · (-3) = -6, b = -6 + 2 = -4, c = b · a = 24: b gets a = -6, a gets b + (-6) = -10;
    # x gets -10 · (-3) + (-6) = 24, y gets -10 · 2 = -20
    program = "a = x * y; b = a + x; c = b * a; c.backward()"
    check_run(kata, program, {"b": -6.0, "a": -10.0, "x": 24.0, "y": -20.0}, x=2.0, y=-3.0)


def test_backward_waits_for_the_longest_path(kata):
    """A Value hands back only when all that was made from it has done so, on long paths and on short.
    길이 길든 짧든, 자기를 입력으로 쓴 모든 Value에게서 몫을 받은 뒤에야 입력 쪽으로 전해 줄 수 있습니다."""
    # a = 2x = 6, b = 3a = 18, c = 5b = 90: y = a + c or c + a, so a gets 1 + 5 · 3 = 16, x 2 · 16 = 32
    for last in "a + c", "c + a":
        program = f"a = 2 * x; b = 3 * a; c = 5 * b; y = {last}; y.backward()"
        check_run(kata, program, {"c": 1.0, "b": 5.0, "a": 16.0, "x": 32.0}, x=3.0)
    # and with b + c: b gets 1 + 5 = 6, a 18, x 36
    program = "a = 2 * x; b = 3 * a; c = 5 * b; y = b + c; y.backward()"
    check_run(kata, program, {"c": 1.0, "b": 6.0, "a": 18.0, "x": 36.0}, x=3.0)


def test_backward_counts_an_input_that_is_used_twice_at_once(kata):
    """b = a · a uses a twice, c = 3a once more: a hands on only when all three shares are there.
    b = a · a는 a를 두 번, c = 3a는 한 번 더 씁니다. a는 세 몫을 모두 받은 뒤에야 입력 쪽으로 전합니다."""
    # a = 6: b gives a 6 + 6, c gives 3: 15, and x 2 · 15 = 30
    for last in "b + c", "c + b":
        program = f"a = 2 * x; b = a * a; c = 3 * a; y = {last}; y.backward()"
        check_run(kata, program, {"a": 15.0, "x": 30.0}, x=3.0)


def test_backward_tells_equal_numbers_apart(kata):
    """x and y are both 3, but they are two Values: each has a grad of its own.
    x와 y는 값이 똑같이 3이지만 서로 다른 Value입니다. grad도 저마다 따로 있습니다."""
    # a = 9, b = 9, y: a gets 1, b gets 2; x gets 3 + 2 = 5, y gets 3 + 2 · 3 + 2 · 3 = 15
    program = "a = x * y; b = y * y; c = a + 2 * b + 2 * x; c.backward()"
    check_run(kata, program, {"a": 1.0, "b": 2.0, "x": 5.0, "y": 15.0}, x=3.0, y=3.0)


def test_backward_twice_adds_up_on_leaves_only(kata):
    """After three calls a leaf has three times the slope; a and y have what one call gives them.
    세 번 부르면 잎의 grad는 기울기의 세 배가 됩니다. a와 y의 grad는 한 번 불렀을 때와 같습니다."""
    # a = 9, y = 2a + x: a gets 2, x gets 2 · 6 + 1 = 13, three times 39
    program = "a = x * x; y = 2 * a + x; y.backward(); y.backward(); y.backward()"
    check_run(kata, program, {"y": 1.0, "a": 2.0, "x": 39.0}, x=3.0)


def test_backward_twice_on_a_leaf_itself(kata):
    """A leaf that backward is called on adds 1 to its grad each time: after two calls it has 2.
    잎에서 backward를 부르면 그때마다 grad에 1을 더합니다. 두 번 부르면 2가 됩니다."""
    check_run(kata, "x.backward(); x.backward()", {"x": 2.0}, x=3.0)


def test_backward_of_a_power_that_stands_still(kata):
    """x ** 0 never changes, and yet it was computed from x and is no leaf: its grad is 1 after two calls too.
    x ** 0은 변하지 않지만 x로 계산했으니 잎이 아닙니다. 그래서 두 번 불러도 grad는 1입니다."""
    check_run(kata, "y = x ** 0; y.backward(); y.backward()", {"y": 1.0, "x": 0.0}, x=3.0)


def test_backward_tells_a_leaf_by_its_inputs(kata):
    """A relu below 0 stands still, a relu above 0 is as large as x: neither is a leaf, so nothing adds up.
    음수의 relu는 변하지 않고 양수의 relu는 x와 똑같지만, 둘 다 잎이 아니므로 grad가 쌓이지 않습니다."""
    program = "a = x.relu(); y = a + a; y.backward(); y.backward()"
    check_run(kata, program, {"a": 2.0, "x": 4.0}, x=5.0)
    check_run(kata, program, {"a": 2.0, "x": 0.0}, x=-5.0)


def test_backward_of_two_results_adds_up_on_leaves_only(kata):
    """Two results share a: x keeps the sum of both slopes, a that of the last call alone.
    두 결과가 a를 함께 씁니다. x에는 두 기울기의 합이, a에는 마지막 호출의 기울기만 남습니다."""
    # a = 9: y gives a 2, x 2 · 6 = 12; z = a · x gives a 3, x 3 · 6 + 9 = 27; 12 + 27 = 39
    program = "a = x * x; y = 2 * a; z = a * x; y.backward(); z.backward()"
    check_run(kata, program, {"z": 1.0, "a": 3.0, "x": 39.0}, x=3.0)
    # a itself was the result of the first call: its 1 is forgotten, x has 6 + 12 = 18
    check_run(kata, "a = x * x; y = 2 * a; a.backward(); y.backward()", {"a": 2.0, "x": 18.0}, x=3.0)


def test_backward_leaves_alone_what_it_was_not_computed_from(kata):
    """What lies beyond the result, or beside it, keeps its grad; so do all data.
    결과보다 뒤에 있거나 결과와 상관없는 Value의 grad는 그대로이고, data는 모두 그대로입니다."""
    # a = 6, b = 12, c = 8: b.backward() gives b 1, a 2, x 2 · 2 = 4; then a.backward() a 1, x 4 + 2 = 6
    program = "a = 2 * x; b = 2 * a; c = b - 4; d = y * 7; b.backward(); a.backward()"
    check_run(kata, program, {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0, "x": 6.0, "y": 0.0}, x=3.0, y=5.0)
    check_run(kata, program, {"a": 6.0, "b": 12.0, "c": 8.0, "d": 35.0}, part=0, x=3.0, y=5.0)


def tangled(rng, n=12):
    """A program of n steps, each made from three earlier ones, often the same, as text and as a matrix."""
    weights, lines = np.zeros((n + 1, n + 1)), []
    for k in range(1, n + 1):
        factor, (i, j) = int(rng.choice([-2, 2, 3])), rng.integers(max(0, k - 3), k, 2)
        lines.append(f"v{k} = (v{i} + v{j}) + {factor} * v{k - 1}")
        np.add.at(weights[k], [i, j, k - 1], [1, 1, factor])
    return "; ".join(lines), weights


def test_backward_finds_its_way_through_any_tangle(kata, rng):
    """Twelve steps, each made from earlier ones, some used twice: every grad is the sum over all paths.
    앞선 단계로 만든 단계가 열두 개이고, 같은 것을 두 번 쓰기도 합니다. grad는 모든 길을 더한 값입니다."""
    for _ in range(20):
        program, weights = tangled(rng)
        # v = weights v + start: the slopes of v12 are the last row of (1 - weights)⁻¹, whole numbers
        grads = np.linalg.inv(np.eye(13) - weights)[-1].round()
        expected = {f"v{k}": grads[k] for k in rng.permutation(13)}
        check_run(kata, f"{program}; v12.backward()", expected, v0=1.5)


def test_backward_of_formulas_finds_the_slopes_that_are_measured(kata, rng):
    """With every operator on the way, each grad is what nudging that number up and down measures.
    어떤 연산을 지나오든 grad는 그 수를 살짝 움직여 잰 기울기와 같습니다."""
    for expression, f in FORMULAS.items():
        numbers = point(rng)
        got = kata.run(f"v = {expression}; v.backward()", **numbers)
        measured = central(lambda x, f=f: f(*x), np.array([*numbers.values()]))
        for name, slope in zip(numbers, measured):
            check_part(got[name][1], f"{name}.grad", slope, **NEAR)


def test_backward_through_a_chain_of_thousands(kata):
    """5,000 sums, each made from the one before: Python cannot call itself that often, so use a loop.
    합으로 다음 합을 만드는 일이 5,000번 이어집니다. 재귀는 그렇게 깊어질 수 없으니 반복문을 쓰세요."""
    # y = x and then 5,000 times x more
    check_run(kata, "y = x\nfor _ in range(5000): y = y + x\ny.backward()", {"x": 5001.0}, x=0.5)


def test_backward_through_a_wide_graph(kata):
    """One x, used in 2,048 products that are then added up two by two.
    x 하나로 곱 2,048개를 만들고, 둘씩 짝지어 모두 더합니다."""
    # the factors are 0, 1, … 2,047; their sum is 2,047 · 2,048 / 2
    program = "v = [k * x for k in range(2048)]\nwhile v[1:]: v = [a + b for a, b in zip(v[::2], v[1::2])]\n"
    check_run(kata, f"{program}y = v[0]; y.backward()", {"x": 2_096_128.0}, x=0.25)


# -- a network on real digits ------------------------------------------------------------------


def digits(n):
    """The first n test digits that are 0, 1 or 2, as means of 7 × 7 blocks from 0 to 1, (n, 16); labels."""
    data = mnist()
    first = np.flatnonzero(data.y_test < 3)[:n]
    blocks = data.x_test[first].reshape(n, 4, 7, 4, 7).mean(axis=(2, 4)) / 255
    return blocks.reshape(n, 16), data.y_test[first].astype(int)


def layers(rng):
    """Weights and biases, 16 → 5 → 3, as one vector and as pairs."""
    return rng.normal(size=16 * 5 + 5 + 5 * 3 + 3) / 2


def pairs(vector):
    """The vector's numbers as [(W, b), (W, b)]."""
    W1, b1, W2, b2 = np.split(vector, np.cumsum([80, 5, 15]))
    return [(W1.reshape(16, 5), b1), (W2.reshape(5, 3), b2)]


def loss(vector, x, y):
    """The network's cross-entropy in plain numbers."""
    (W1, b1), (W2, b2) = pairs(vector)
    logits = np.tanh(x @ W1 + b1) @ W2 + b2
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y])


def test_backward_through_a_network_on_real_digits(kata, rng):
    """All 103 weights and biases of a small network get the slope of its loss on real digits.
    작은 신경망의 가중치와 편향 103개 모두에 대해, 실제 숫자 이미지에서 계산한 손실의 기울기가 나옵니다."""
    x, y = digits(10)
    vector = layers(rng)
    got = kata.network(pairs(vector), x, y)
    slopes = pairs(central(lambda v: loss(v, x, y), vector))
    check_each(got, (loss(vector, x, y), slopes), rtol=RTOL, atol=ATOL)


def test_backward_teaches_a_network_real_digits(kata, rng):
    """Ten steps downhill by your grads lead where steps by measured slopes lead, and the loss falls.
    구한 grad를 따라 열 걸음 내려가면 재서 구한 기울기로 내려간 곳에 이르고, 손실은 줄어듭니다."""
    x, y = digits(10)
    vector = measured = layers(rng)
    losses = []
    for _ in range(10):
        now, grads = kata.network(pairs(vector), x, y)
        losses.append(now)
        vector = vector - 0.3 * np.concatenate([np.ravel(a) for pair in grads for a in pair])
        measured = measured - 0.3 * central(lambda v: loss(v, x, y), measured)
    check(losses[-1] < losses[0], True)
    check(vector, measured, rtol=RTOL, atol=1e-8)


# -- speed -------------------------------------------------------------------------------------

CHAIN = "y = x\nfor _ in range({n}): y = 0.999 * y + x\ny.backward()"
DIAMONDS = """y = x
for _ in range(20):
    a = x
    for _ in range(12): a = a + a
    y = y + a
y.backward()"""


def tape(x, n):
    """The slope of CHAIN along x from a plain list of its steps, written on the way there and read back."""
    data, steps = [x], [((), ())]
    for _ in range(n):
        steps += [((len(data) - 1,), (0.999,)), ((len(data), 0), (1.0, 1.0))]
        data.append(0.999 * data[-1])
        data.append(data[-1] + data[0])
    grads = [0.0] * len(data)
    grads[-1] = 1.0
    for k in range(len(data) - 1, 0, -1):
        for i, slope in zip(*steps[k]):
            grads[i] += slope * grads[k]
    return grads[0]


def timed(kata, program):
    """What race calls: x to x.grad after the program."""
    return lambda x: kata.run(program, x=x)["x"][1]


# the yardstick's time over that of fourteen right answers, here and in a worker, with and without busy
# cores: 0.8 to 4.6 on the chain, 0.22 to 0.73 on the diamonds. Visited Values kept in a list: 0.04 to 0.12
# on the chain; path by path: 0.0025 on the diamonds


def test_speed_on_a_long_chain(kata, rng, benchmark):
    """7,500 Values take less than 4 times as long as ten plain lists of their steps; 100,000 must do too.
    Value 7,500개는 단계 리스트를 열 번 처리하는 시간의 4배 안에 끝나고, 100,000개도 동작해야 합니다."""
    race(
        benchmark,
        timed(kata, CHAIN.format(n=2500)),
        yardstick=lambda x: max(tape(x, 2500) for _ in range(10)),  # about as long as a right answer
        inputs=lambda: (rng.uniform(-1, 1),),
        at_least=1 / 4,
        rounds=3,
    )
    # the slope is 1 + 0.999 + 0.999² + …, which tends to 1 / (1 - 0.999)
    check_run(kata, CHAIN.format(n=33_333), {"x": 1000.0}, x=0.5)


def test_speed_where_paths_multiply(kata, rng, benchmark):
    """81,920 paths lead through 260 steps: less than 30 times a list of them; then 2⁶⁰ through 60 steps.
    260단계에 길이 81,920개입니다. 단계 리스트를 처리하는 시간의 30배 안이어야 합니다. 다음은 2⁶⁰개입니다."""
    race(
        benchmark,
        timed(kata, DIAMONDS),
        yardstick=lambda x: tape(x, 250),
        inputs=lambda: (rng.uniform(-1, 1),),
        expected=lambda x: 20.0 * 2**12 + 1,
        at_least=1 / 30,
        rounds=3,
    )
    check_run(kata, "y = x\nfor _ in range(60): y = y + y\ny.backward()", {"x": 2.0**60}, x=0.5)
