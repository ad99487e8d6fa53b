import colorsys

import numpy as np
import pytest
from judge.check import check
from judge.race import race
from judge.symmetry import check_repeatable

from dojo.data import photograph

# red, yellow, green, cyan, blue, magenta: hues of 0 to 5 sixths
PURE = np.array([[1.0, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1]])
# 4,096 colors as bytes: black, white, greys, every order of the channels, every tie
CUBE = np.stack(np.meshgrid(*3 * [np.arange(0, 256, 17, dtype=np.uint8)]), axis=-1)
# right answers are off by up to 7e-7 in float32 and 2e-15 in float64, where HSV must have room for
# a divisor kept from 0 by adding 1e-8; wrong answers are off by 1e-3 and more
ATOL = {"uint8": 1e-5, "float32": 1e-5, "float64": 1e-6}
# the way back divides by nothing: right answers are off by 6e-16, those through float32 by 3e-8
EXACT = {"float32": 1e-5, "float64": 1e-12}


def pixel_by_pixel(convert, image):
    """An image through a function of the standard library's `colorsys`, in plain Python floats."""
    pixels = (image / 255 if image.dtype == np.uint8 else image).reshape(-1, 3).tolist()
    return np.array([convert(*pixel) for pixel in pixels]).reshape(image.shape)


def as_dtype(image, dtype):
    """The bytes of `image` as they are, or as floats from 0 to 1."""
    return image if dtype == "uint8" else (image / 255).astype(dtype)


def given(answer):
    """The answer, if there is one; a forgotten `return` is told here, not where None is used."""
    check(answer, answer)
    return answer


# -- from RGB to HSV ---------------------------------------------------------------------------


def test_rgb_to_hsv_of_the_six_pure_colors(kata):
    """Red, yellow, green, cyan, blue and magenta are 0 to 5 sixths of the way round the circle.
    빨강, 노랑, 초록, 청록, 파랑, 자홍은 색상 원의 0/6부터 5/6까지 차례로 놓입니다."""
    check(kata.rgb_to_hsv(PURE), [[k / 6, 1, 1] for k in range(6)])


def test_rgb_to_hsv_of_pale_and_dark_red(kata):
    """Pale red (1, 1/2, 1/2) is half saturated and fully bright, dark red (1/2, 0, 0) the reverse.
    연한 빨강 (1, 1/2, 1/2)은 채도 1/2에 명도 1이고, 어두운 빨강 (1/2, 0, 0)은 그 반대입니다."""
    # saturation c / max: (1 - 1/2) / 1 = 1/2 and (1/2 - 0) / (1/2) = 1
    check(kata.rgb_to_hsv(np.array([[1, 0.5, 0.5], [0.5, 0, 0]])), [[0, 0.5, 1], [0, 1, 0.5]])


def test_rgb_to_hsv_of_black_grey_and_white(kata):
    """Black, grey and white have hue 0 and saturation 0, and nothing is divided by zero.
    검정, 회색, 흰색은 색상과 채도가 모두 0입니다. 0으로 나누는 일이 없어야 합니다."""
    greys = np.array([[0.0, 0, 0], [0.25, 0.25, 0.25], [1, 1, 1]])
    check(kata.rgb_to_hsv(greys), [[0, 0, 0], [0, 0, 0.25], [0, 0, 1]])


def test_rgb_to_hsv_goes_round_at_red(kata):
    """Hue is a circle: red with a little green lies just above 0, red with a little blue below 1.
    색상은 원입니다. 초록이 조금 섞인 빨강은 0 바로 위에, 파랑이 조금 섞인 빨강은 1 바로 아래에 있습니다."""
    # (1/4 - 0) / 1 / 6 = 1/24 and (0 - 1/4) / 1 / 6 + 1 = 23/24
    image = np.array([[1, 0.25, 0], [1, 0, 0.25]])
    check(kata.rgb_to_hsv(image), [[1 / 24, 1, 1], [23 / 24, 1, 1]])


def test_rgb_to_hsv_of_bytes_subtracts_below_zero(kata):
    """The bytes (250, 10, 200) have saturation 0.96 and hue 125/144: 10 - 200 is -190, not 66.
    바이트 (250, 10, 200)의 채도는 0.96, 색상은 125/144입니다. 10 - 200은 66이 아니라 -190입니다."""
    # c = 240; hue -190 / 240 / 6 + 1 = 125/144, saturation 240 / 250 = 0.96
    got = kata.rgb_to_hsv(np.array([[250, 10, 200]], np.uint8))
    check(got, [[125 / 144, 0.96, 250 / 255]], atol=ATOL["uint8"])


def test_rgb_to_hsv_reads_the_scale_from_the_dtype(kata):
    """The bytes (1, 1, 0) are an almost black yellow of value 1/255, the floats a bright one of 1.
    바이트 (1, 1, 0)은 명도가 1/255인 거의 검은 노랑이고, 실수 (1, 1, 0)은 명도가 1인 밝은 노랑입니다."""
    for dtype, value in [("uint8", 1 / 255), ("float32", 1), ("float64", 1)]:
        got = kata.rgb_to_hsv(np.array([[1, 1, 0]], dtype))
        check(got, [[1 / 6, 1, value]], atol=ATOL[dtype])


def test_rgb_to_hsv_keeps_every_pixel_apart(kata, rng):
    """A pixel's answer is its own, in a row of pixels, in a picture and in a batch of pictures.
    픽셀이 한 줄이든 사진 한 장이든 사진 여러 장이든, 픽셀의 결과는 그 픽셀의 세 값으로만 정해집니다."""
    for shape in [(7, 3), (2, 5, 3), (2, 4, 5, 3)]:
        image = rng.uniform(size=shape)
        expected = pixel_by_pixel(colorsys.rgb_to_hsv, image)
        check(kata.rgb_to_hsv(image), expected, atol=ATOL["float64"])


def test_rgb_to_hsv_agrees_with_the_standard_library(kata, rng):
    """Of 4,096 colors each is as `colorsys` has it, in float64 for float64 and in float32 otherwise.
    4,096가지 색이 모두 `colorsys`와 일치합니다. 결과는 float64 입력이면 float64, 아니면 float32입니다."""
    image = rng.permutation(CUBE)
    expected = pixel_by_pixel(colorsys.rgb_to_hsv, image)
    for dtype, wanted in [("uint8", "float32"), ("float32", "float32"), ("float64", "float64")]:
        check(kata.rgb_to_hsv(as_dtype(image, dtype)), expected, atol=ATOL[dtype], dtype=wanted)


def test_rgb_to_hsv_keeps_the_digits_of_float64(kata, rng):
    """The value of a float64 pixel is its largest channel to the last digit: do not go through float32.
    float64 픽셀의 명도는 가장 큰 채널의 값과 끝자리까지 같습니다. 중간에 float32를 거치지 마세요."""
    image = rng.uniform(0.1, 1, (7, 3))
    values = np.asarray(given(kata.rgb_to_hsv(image)))[:, 2]
    check(values, [max(pixel) for pixel in image.tolist()], rtol=1e-12)


# -- and back ----------------------------------------------------------------------------------


def test_hsv_to_rgb_of_the_six_pure_colors(kata):
    """At saturation 1 and value 1 the sixths of the circle are red, yellow, green, cyan, blue, magenta.
    채도와 명도가 1이면 원의 0/6부터 5/6까지는 빨강, 노랑, 초록, 청록, 파랑, 자홍입니다."""
    check(kata.hsv_to_rgb(np.array([[k / 6, 1, 1] for k in range(6)])), PURE)


def test_hsv_to_rgb_between_the_pure_colors(kata):
    """A quarter of the way to the next pure color, one channel has risen or fallen by a quarter.
    다음 순색까지 1/4만큼 가면 한 채널이 1/4만큼 올라가거나 내려가 있습니다."""
    hsv = np.array([[k / 6 + 1 / 24, 0.5, 0.8] for k in range(6)])
    expected = [  # max 0.8, min 0.8 × (1 - 0.5) = 0.4; a quarter up from 0.4 is 0.5, down from 0.8 is 0.7
        [0.8, 0.5, 0.4],  # red to yellow: green rises
        [0.7, 0.8, 0.4],  # yellow to green: red falls
        [0.4, 0.8, 0.5],
        [0.4, 0.7, 0.8],
        [0.5, 0.4, 0.8],
        [0.8, 0.4, 0.7],
    ]
    check(kata.hsv_to_rgb(hsv), expected)


def test_hsv_to_rgb_of_greys_ignores_the_hue(kata, rng):
    """Saturation 0 is the grey (v, v, v), and value 0 is black, whatever the hue.
    채도가 0이면 색상과 상관없이 회색 (v, v, v)이고, 명도가 0이면 언제나 검정입니다."""
    hues, values = rng.uniform(size=(2, 7))
    greys = np.stack([hues, np.zeros(7), values], axis=-1)
    check(kata.hsv_to_rgb(greys), [[v, v, v] for v in values])
    check(kata.hsv_to_rgb(greys[:, [0, 2, 1]]), np.zeros((7, 3)))


def test_hsv_to_rgb_closes_the_circle(kata):
    """Hue 1 is hue 0, red again: there is no seventh sixth.
    색상 1은 다시 빨강, 곧 색상 0입니다. 일곱 번째 구간은 없습니다."""
    # saturation 1/4 of value 0.8: min is 0.8 × (1 - 1/4) = 0.6
    check(kata.hsv_to_rgb(np.array([[1.0, 1, 1], [1, 0.25, 0.8]])), [[1, 0, 0], [0.8, 0.6, 0.6]])


def test_hsv_to_rgb_agrees_with_the_standard_library(kata, rng):
    """Pixels, pictures and batches are as `colorsys` has them, in the dtype that came in.
    픽셀 한 줄이든 사진 한 장이든 사진 배치든 `colorsys`와 일치하고, 결과는 입력과 같은 dtype입니다."""
    for shape in [(7, 3), (2, 5, 3), (2, 4, 5, 3)]:
        for dtype in ["float32", "float64"]:
            hsv = rng.uniform(size=shape).astype(dtype)
            expected = pixel_by_pixel(colorsys.hsv_to_rgb, hsv)
            check(kata.hsv_to_rgb(hsv), expected, rtol=0, atol=EXACT[dtype], dtype=dtype)


def test_there_and_back_again(kata):
    """The way back undoes the way there, for each of 4,096 colors.
    4,096가지 색은 모두 HSV로 바꾸었다가 되돌려도 처음 그대로입니다."""
    for dtype in ["float32", "float64"]:
        image = as_dtype(CUBE, dtype)
        check(kata.hsv_to_rgb(given(kata.rgb_to_hsv(image))), image, atol=ATOL[dtype])


# -- what is easy in RGB -----------------------------------------------------------------------


def test_select_red_wants_red_above_both_others(kata):
    """Red must exceed green and blue, each of them: white, yellow, magenta and orange do not count.
    빨강 값이 초록보다도, 파랑보다도 커야 합니다. 흰색, 노랑, 자홍, 주황은 고르지 않습니다."""
    no_reds = [[1.0, 1, 1], [1, 1, 0], [1, 0, 1], [1, 0.8, 0], [0.3, 0, 0], [0, 0, 0], [0, 1, 0]]
    check(kata.select_red(np.array(no_reds), margin=0.5), [False] * 7)
    reds = [[1.0, 0, 0], [1, 0.4, 0.3], [0.6, 0, 0.05]]
    check(kata.select_red(np.array(reds), margin=0.5), [True] * 3)


def test_select_red_draws_the_line_at_the_margin(kata):
    """A red that is 0.5 above both others is selected with a margin of 0.499, not with one of 0.501.
    나머지 두 값보다 0.5만큼 큰 빨강은 기준이 0.499이면 고르고, 0.501이면 고르지 않습니다."""
    image = np.array([[0.75, 0.25, 0.125], [0.75, 0.125, 0.25], [0.5, 0, 0], [0.9, 0.4, 0.4]])
    check(kata.select_red(image, margin=0.499), [True] * 4)
    check(kata.select_red(image, margin=0.501), [False] * 4)


def test_select_red_of_bytes_subtracts_below_zero(kata):
    """In bytes, too, 100 - 200 is -100, not 156: there is no red in it.
    바이트에서도 100 - 200은 156이 아니라 -100입니다. 빨강이 아닙니다."""
    image = np.array([[[100, 200, 30], [200, 40, 30]], [[100, 30, 200], [50, 100, 100]]], np.uint8)
    check(kata.select_red(image, margin=0.5), [[False, True], [False, False]])


def test_select_red_of_bytes_scales_the_margin(kata):
    """Bytes end at 255: a margin of 0.1 means 25.5, and one of 0.999 means 254.745, so that 255 is enough.
    바이트의 최댓값은 255입니다. 기준 0.1은 25.5, 0.999는 254.745를 뜻하므로 255이면 고릅니다."""
    reds = np.zeros((256, 3), np.uint8)
    reds[:, 0] = np.arange(256)
    for margin in 0.1, 0.3, 0.42, 0.7, 0.999:  # 25.5, 76.5, 107.1, 178.5, 254.745: no byte lies there
        check(kata.select_red(reds, margin=margin), [r > 255 * margin for r in range(256)])


def test_select_red_without_a_margin_means_two_fifths(kata):
    """Where no margin is given it is 0.4: 0.41 above both others is enough, 0.39 is not.
    margin을 주지 않으면 0.4입니다. 나머지 두 값보다 0.41만큼 크면 고르고, 0.39만큼 크면 고르지 않습니다."""
    image = np.array([[0.91, 0.5, 0.2], [0.91, 0.2, 0.5], [0.89, 0.5, 0.2], [0.89, 0.2, 0.5]])
    check(kata.select_red(image), [True, True, False, False])


def test_select_red_finds_the_stripe_in_the_photograph(kata):
    """In the portrait the flag's stripe and the ribbons are red, the blue backdrop nowhere is.
    인물 사진에서 성조기의 줄과 훈장은 빨강이고, 파란 배경에는 빨강이 한 점도 없습니다."""
    mask = kata.select_red(photograph(), margin=0.42)
    # in whole numbers: 0.42 × 255 = 107.1, so that 108 is enough and 107 is not
    check(mask, [[r - max(g, b) >= 108 for r, g, b in row] for row in photograph().tolist()])
    stripe, backdrop = np.asarray(mask)[330:360, 70:90], np.asarray(mask)[:100, 400:]
    assert stripe.mean() > 0.95 and not backdrop.any()  # 0.99 of the stripe


# -- what is easy in HSV -----------------------------------------------------------------------


def test_select_hue_finds_one_hue_in_light_and_shadow(kata):
    """Light blue, bright blue and dark blue are of one hue; near black and near grey do not count.
    밝은 파랑, 선명한 파랑, 어두운 파랑은 색상이 같습니다. 검정이나 회색에 가까우면 고르지 않습니다."""
    # all of hue 2/3; saturations 0.5, 1, 1, 1, 0.1; values 1, 1, 0.3, 0.1, 1
    blues = np.array([[0.5, 0.5, 1], [0, 0, 1], [0, 0, 0.3], [0, 0, 0.1], [0.9, 0.9, 1]])
    limits = {"distance": 0.05, "min_saturation": 0.4, "min_value": 0.2}
    check(kata.select_hue(blues, hue=0.65, **limits), [True, True, True, False, False])
    check(kata.select_hue(blues, hue=0.55, **limits), [False] * 5)


def test_select_hue_takes_the_shorter_way_round(kata):
    """From hue 0.95 to 1/24 it is 0.09 over the top, not 0.91 back round.
    색상 0.95에서 1/24까지는 1을 지나가면 0.09, 거꾸로 돌면 0.91입니다. 짧은 쪽으로 잽니다."""
    # hues 1/24, 23/24, 1/6 and 5/6
    image = np.array([[1, 0.25, 0], [1, 0, 0.25], [1, 1, 0], [1, 0, 1]])
    check(kata.select_hue(image, hue=0.95, distance=0.1), [True, True, False, False])
    check(kata.select_hue(image, hue=0.05, distance=0.1), [True, True, False, False])
    for red in 0.0, 1.0:  # both ends of the scale are the same place
        check(kata.select_hue(image, hue=red, distance=0.1), [True, True, False, False])


def test_select_hue_draws_the_line_at_each_limit(kata):
    """Of hue 1/12, saturation 1/2 and value 1/2, a pixel is let in or kept out by each limit alone.
    색상 1/12, 채도 1/2, 명도 1/2인 픽셀은 세 기준 가운데 하나만 벗어나도 고르지 않습니다."""
    # c = 1/4; hue (3/8 - 1/4) / (1/4) / 6 = 1/12 = 0.0833..., saturation (1/4) / (1/2) = 1/2
    image, wide = np.array([[0.5, 0.375, 0.25]]), {"distance": 0.2, "min_saturation": 0.1, "min_value": 0.1}
    check(kata.select_hue(image, hue=0.0, **wide | {"distance": 0.084}), [True])
    check(kata.select_hue(image, hue=0.0, **wide | {"distance": 0.083}), [False])
    for limit in "min_saturation", "min_value":
        check(kata.select_hue(image, hue=0.0, **wide | {limit: 0.499}), [True])
        check(kata.select_hue(image, hue=0.0, **wide | {limit: 0.501}), [False])


def test_select_hue_without_limits_leaves_out_the_pale_and_the_dark(kata):
    """Where no limits are given, saturation must reach 0.4 and value 0.2.
    기준을 주지 않으면 채도는 0.4, 명도는 0.2에 이르러야 고릅니다."""
    # reds of saturations 0.41, 0.39, 1, 1 and values 1, 1, 0.21, 0.19
    image = np.array([[1, 0.59, 0.59], [1, 0.61, 0.61], [0.21, 0, 0], [0.19, 0, 0]])
    check(kata.select_hue(image, hue=0.0, distance=0.1), [True, False, True, False])


def test_select_hue_finds_the_blues_of_the_photograph(kata):
    """One hue finds the bright backdrop and the dark field of the flag, and nothing of the face.
    색상 하나로 밝은 배경과 성조기의 어두운 남색을 함께 찾고, 얼굴에서는 아무것도 고르지 않습니다."""
    limits = {"hue": 0.65, "distance": 0.09, "min_saturation": 0.41, "min_value": 0.21}
    few = pixel_by_pixel(colorsys.rgb_to_hsv, photograph()[::7, ::5])
    # none of these pixels is closer than 2e-4 to a limit
    expected = [[abs(h - 0.65) <= 0.09 and s >= 0.41 and v >= 0.21 for h, s, v in r] for r in few]
    check(kata.select_hue(photograph()[::7, ::5], **limits), expected)
    mask = np.asarray(kata.select_hue(photograph(), **limits))
    backdrop, flag, face = mask[:100, 400:], mask[120:150, 60:90], mask[200:300, 200:320]
    assert backdrop.mean() > 0.99 and flag.mean() > 0.95 and not face.any()  # 0.9999 and 1


def test_desaturate_of_a_hand_example(kata):
    """Half as saturated, the bytes (200, 100, 40) become (200, 150, 120): the largest stays.
    채도를 절반으로 줄이면 바이트 (200, 100, 40)은 (200, 150, 120)이 됩니다. 가장 큰 값은 그대로입니다."""
    # each channel comes half the way to the largest: 200 - 100/2 and 200 - 160/2
    image = np.array([[[200, 100, 40]]], np.uint8)
    check(kata.desaturate(image, 0.5), [[[200, 150, 120]]], dtype="uint8")


def test_desaturate_by_nothing_and_by_everything(kata):
    """Amount 0 changes no byte, amount 1 leaves the grey of the same value, in float64 to the last digit.
    amount가 0이면 바이트가 그대로이고, 1이면 명도가 같은 회색이 됩니다. float64라면 끝자리까지 같습니다."""
    check(kata.desaturate(CUBE, 0.0), CUBE)
    greys = CUBE.max(axis=-1, keepdims=True).repeat(3, axis=-1)
    check(kata.desaturate(CUBE, 1.0), greys)
    # a right answer is off by 2e-16 at most, one through float32 by 3e-8
    check(kata.desaturate(CUBE / 255, 1.0), greys / 255, rtol=1e-12)


def test_desaturate_keeps_hue_value_and_dtype(kata, rng):
    """Only the saturation of a pixel changes, to 1 - amount of what it was, in the image's dtype.
    픽셀의 채도만 원래의 (1 - amount)배가 되고, 색상과 명도와 dtype은 그대로입니다."""
    for dtype in ["float32", "float64"]:
        image = rng.uniform(size=(2, 4, 5, 3)).astype(dtype)
        hsv = pixel_by_pixel(colorsys.rgb_to_hsv, image) * [1, 0.7, 1]
        expected = pixel_by_pixel(colorsys.hsv_to_rgb, hsv)
        check(kata.desaturate(image, 0.3), expected, atol=ATOL[dtype], dtype=dtype)


def test_desaturate_rounds_bytes_to_the_nearest(kata):
    """Bytes are rounded, up or down, not cut off: 36.67 becomes 37.
    바이트는 버리지 않고 가까운 쪽으로 반올림합니다. 36.67은 37이 됩니다."""
    # two thirds of the way to the largest remain: 90 - 80 × 2/3 = 36.67, 90 - 70 × 2/3 = 43.33
    image = np.array([[90, 10, 20]], np.uint8)
    check(kata.desaturate(image, 1 / 3), [[90, 37, 43]], dtype="uint8")


# -- all five ----------------------------------------------------------------------------------


def test_the_photograph_survives_the_round_trip(kata):
    """All 921,600 bytes of the portrait come back from HSV exactly.
    인물 사진의 921,600바이트가 HSV로 바꾸었다가 되돌려도 하나도 바뀌지 않습니다."""
    back = given(kata.hsv_to_rgb(given(kata.rgb_to_hsv(photograph()))))
    check(np.rint(255 * np.asarray(back)), photograph().astype(float), rtol=0, atol=0)


def test_the_photograph_turns_pale(kata):
    """In the portrait desaturated by a third each byte comes a third closer to its pixel's largest.
    사진의 채도를 1/3만큼 줄이면 모든 바이트가 그 픽셀의 가장 큰 값에 1/3만큼 가까워집니다."""
    largest, image = photograph().max(axis=-1, keepdims=True).astype(int), photograph().astype(int)
    # in whole numbers: (2 image + largest) / 3 to the nearest; a third is never halfway
    check(kata.desaturate(photograph(), 1 / 3), (2 * image + largest + 1) // 3, dtype="uint8")


def every_function(kata):
    """(function, a pixel, its answer, further arguments), worked by hand."""
    pale_red, its_hsv = np.array([1, 0.5, 0.5]), np.array([0, 0.5, 1])
    return [
        (kata.rgb_to_hsv, pale_red, its_hsv),
        (kata.hsv_to_rgb, its_hsv, pale_red),
        (kata.select_red, pale_red, True, 0.4),
        (kata.select_hue, pale_red, True, 0.95, 0.1),
        (kata.desaturate, pale_red, np.array([1, 0.75, 0.75]), 0.5),
    ]


def test_one_pixel_is_an_image_and_so_is_none(kata):
    """The last axis is the pixel, whatever stands before it: (3,) is an image of one, (0, 3) of none.
    마지막 축이 픽셀이고 그 앞은 무엇이든 괜찮습니다. 픽셀이 하나인 (3,)도, 없는 (0, 3)도 이미지입니다."""
    for function, pixel, answer, *arguments in every_function(kata):
        check(function(pixel, *arguments), answer)
        for before in (0,), (0, 4):
            nothing = np.empty((*before, *np.shape(answer)), np.asarray(answer).dtype)
            check(function(np.empty((*before, 3)), *arguments), nothing)


def test_images_without_three_channels_are_refused(kata, rng):
    """One, two, four or five channels are not three: raise ValueError, and drop none in silence.
    채널이 하나, 둘, 넷, 다섯인 이미지는 받지 않습니다. 말없이 버리지 말고 ValueError를 발생시키세요."""
    for function, _, _, *arguments in every_function(kata):
        for channels in 1, 2, 4, 5:
            image = rng.uniform(size=(2, 3, channels))
            with pytest.raises(ValueError):
                function(image, *arguments)


def test_images_are_left_alone(kata, rng):
    """The image stays as it was, so that a second call gives what the first gave.
    입력 이미지는 바뀌지 않으므로, 다시 호출해도 같은 결과가 나옵니다."""
    for dtype in ["uint8", "float32", "float64"]:
        image = as_dtype(rng.permutation(CUBE), dtype)
        check_repeatable(kata.rgb_to_hsv, image)
        check_repeatable(kata.select_red, image, 0.4)
        check_repeatable(kata.select_hue, image, 0.5, 0.1)
        check_repeatable(kata.desaturate, image, 0.3)
    check_repeatable(kata.hsv_to_rgb, image)


def crop(rng):
    """A square of 96 × 96 pixels from anywhere in the photograph."""
    top, left = rng.integers(0, 416, 2)
    return photograph()[top : top + 96, left : left + 96]


def test_speed_of_rgb_to_hsv(kata, rng, benchmark):
    """Whole channels at a time are at least twice as fast as `colorsys` on 9,216 pixels one by one.
    채널을 통째로 계산하면 9,216픽셀을 `colorsys`로 하나씩 변환할 때보다 2배 이상 빠릅니다."""
    # measured: the solution 32, boolean masks or extremes along the last axis 4.5 to 8, a loop 1.0;
    # in another process, where the pixels have to be carried, 6 to 9, 3.4 to 4.8, and 0.9
    race(
        benchmark,
        kata.rgb_to_hsv,
        yardstick=lambda image: pixel_by_pixel(colorsys.rgb_to_hsv, image),
        inputs=lambda: (crop(rng),),
        at_least=2,
        rtol=ATOL["uint8"],
    )
