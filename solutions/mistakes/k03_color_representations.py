"""Wrong answers to k03_color_representations that people really write."""

import colorsys

import numpy as np

from dojo.mistake import mistake

# -- right, so that each mistake below has one thing wrong ---------------------------------------


def channels(image):
    """Red, green and blue as floats from 0 to 1."""
    if image.shape[-1] != 3:
        raise ValueError
    planes = np.moveaxis(image, -1, 0).astype(np.result_type(image, np.float32))
    return planes / 255 if image.dtype == np.uint8 else planes


def or_one(x):
    """A divisor: x, and 1 in place of 0."""
    return np.where(x > 0, x, 1)


def hue_of(r, g, b):
    """Hue from 0 to 1."""
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = or_one(top - low)
    six = np.select([top == r, top == g], [(g - b) / c, (b - r) / c + 2], (r - g) / c + 4)
    return np.where(six < 0, six + 6, six) / 6


def to_hsv(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    return np.stack([hue_of(r, g, b), (top - low) / or_one(top), top], axis=-1)


def to_rgb(hsv):
    """By the formula with one index a channel: v - v s max(0, min(k, 4 - k, 1))."""
    if hsv.shape[-1] != 3:
        raise ValueError
    h, s, v = (hsv[..., i : i + 1] for i in range(3))
    k = (np.array([5, 3, 1], hsv.dtype) + 6 * h) % 6
    return v - v * s * np.clip(np.minimum(k, 4 - k), 0, 1)


def like(image, rgb):
    """Floats from 0 to 1 in the dtype of the image."""
    return np.rint(255 * rgb).astype(np.uint8) if image.dtype == np.uint8 else rgb


# -- rgb_to_hsv --------------------------------------------------------------------------------


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_black_grey_and_white",
    en="What is the largest channel of black, and what do you divide by it?",
    ko="검정에서 가장 큰 채널 값은 얼마인가요? 그 값으로 무엇을 나누고 있나요?",
)
def black_is_divided_by_zero(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    return np.stack([hue_of(r, g, b), (top - low) / top, top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_black_grey_and_white",
    en="In a grey the three channels are equal. What does your hue divide by then?",
    ko="회색은 세 채널이 같습니다. 그때 색상을 구하면서 무엇으로 나누게 되나요?",
)
def grey_is_divided_by_zero(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = top - low
    six = np.where(top == r, (g - b) / c % 6, np.where(top == g, (b - r) / c + 2, (r - g) / c + 4))
    return np.stack([six / 6, c / or_one(top), top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_pale_and_dark_red",
    en="There are two saturations, one of HSV and one of HSL. Which does pale red (1, 1/2, 1/2) get from you?",
    ko="채도에는 HSV의 채도와 HSL의 채도가 있습니다. 연한 빨강 (1, 1/2, 1/2)의 채도가 얼마로 나오나요?",
)
def saturation_of_hsl(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    saturation = (top - low) / or_one(1 - abs(top + low - 1))
    return np.stack([hue_of(r, g, b), saturation, top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_pale_and_dark_red",
    en="Is saturation the difference max - min itself, or its share of max? Try dark red (1/2, 0, 0).",
    ko="채도는 max - min 자체인가요, 아니면 max에서 차지하는 비율인가요? 어두운 빨강 (1/2, 0, 0)으로 해 보세요.",
)
def chroma_for_saturation(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    return np.stack([hue_of(r, g, b), top - low, top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_goes_round_at_red",
    en="Where on the circle is a hue below 0? What do you add to find it between 0 and 1?",
    ko="0보다 작은 색상은 원의 어디일까요? 0과 1 사이의 값으로 나타내려면 얼마를 더해야 할까요?",
)
def hue_below_zero(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = or_one(top - low)
    six = np.select([top == r, top == g], [(g - b) / c, (b - r) / c + 2], (r - g) / c + 4)
    return np.stack([six / 6, (top - low) / or_one(top), top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_the_six_pure_colors",
    en="In yellow red and green are equally large. Which of your three cases does it fall into?",
    ko="노랑은 빨강과 초록이 똑같이 큽니다. 세 경우 중 어디에 들어가나요?",
)
def ties_fall_through(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = or_one(top - low)
    red, green, blue = (r > g) & (r > b), (g > r) & (g > b), top > low
    six = np.select([red, green, blue], [(g - b) / c, (b - r) / c + 2, (r - g) / c + 4], 0)
    six = np.where(six < 0, six + 6, six).astype(c.dtype)
    return np.stack([six / 6, (top - low) / or_one(top), top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_the_six_pure_colors",
    en="Does each of the three largest channels start at its own third of the circle? Try pure blue.",
    ko="세 경우는 원에서 저마다 3분의 1씩 떨어진 곳에서 시작하나요? 순수한 파랑으로 확인해 보세요.",
)
def a_third_of_the_circle_is_missing(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = or_one(top - low)
    six = np.where(top == r, (g - b) / c, (b - r) / c + 2)
    six = np.where(six < 0, six + 6, six)
    return np.stack([six / 6, (top - low) / or_one(top), top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_the_six_pure_colors",
    en="Is your hue in degrees, from 0 to 360?",
    ko="색상을 0에서 360까지의 각도로 돌려주고 있나요?",
)
def hue_in_degrees(image):
    hsv = to_hsv(image)
    hsv[..., 0] *= 360
    return hsv


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_the_six_pure_colors",
    en="Which channel comes first? OpenCV stores blue first, this image red.",
    ko="어느 채널이 먼저인가요? OpenCV는 파랑을 먼저 두지만, 이 이미지는 빨강이 먼저입니다.",
)
def blue_comes_first(image):
    return to_hsv(image[..., ::-1])


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_of_bytes_subtracts_below_zero",
    en="What is 10 - 200 in uint8? Which dtype do the channels have when you subtract them?",
    ko="uint8에서 10 - 200은 얼마일까요? 채널을 뺄 때 dtype이 무엇인가요?",
)
def bytes_wrap_around(image):
    r, g, b = (image[..., k] for k in range(3))
    top, low = image.max(axis=-1), image.min(axis=-1)
    wide, scale = np.result_type(image, np.float32), 255 if image.dtype == np.uint8 else 1
    c = or_one(top - low).astype(wide)
    six = np.select([top == r, top == g], [(g - b) / c, (b - r) / c + 2], (r - g) / c + 4)
    six = np.where(six < 0, six + 6, six)
    return np.stack([six / 6, (top - low) / or_one(top).astype(wide), top / wide.type(scale)], -1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_reads_the_scale_from_the_dtype",
    en="Hue and saturation are ratios and do not mind the scale. Does value lie between 0 and 1?",
    ko="색상과 채도는 비율이라 눈금과 상관이 없습니다. 명도는 0과 1 사이에 있나요?",
)
def value_up_to_255(image):
    return to_hsv(image.astype(np.result_type(image, np.float32)))


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_reads_the_scale_from_the_dtype",
    en="Do you divide by 255 what is already between 0 and 1?",
    ko="이미 0과 1 사이인 값까지 255로 나누고 있나요?",
)
def floats_divided_by_255(image):
    return to_hsv(image.astype(np.result_type(image, np.float32)) / 255)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_reads_the_scale_from_the_dtype",
    en="Do you guess the scale from the brightest pixel? What if a photograph of bytes is almost black?",
    ko="가장 밝은 픽셀을 보고 눈금을 짐작하나요? 바이트로 된 사진이 거의 검정이라면 어떻게 될까요?",
)
def scale_guessed_from_the_brightest(image):
    floats = image.astype(np.result_type(image, np.float32))
    return to_hsv(floats / 255 if floats.max() > 1 else floats)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_keeps_every_pixel_apart",
    en="Along which axis do you take the largest value – over the pixels, or over the channels?",
    ko="어느 축을 따라 최댓값을 구하나요? 픽셀 방향인가요, 채널 방향인가요?",
)
def largest_of_the_whole_image(image):
    r, g, b = channels(image)
    hsv = to_hsv(image)
    top = np.stack([r, g, b]).max()
    c = hsv[..., 1] * hsv[..., 2]
    return np.stack([hsv[..., 0], c / or_one(top), np.full_like(c, top)], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_agrees_with_the_standard_library",
    en="Which dtype does uint8 divided by 255 have, and which is wanted?",
    ko="uint8을 255로 나누면 dtype이 무엇이 되나요? 어떤 dtype을 돌려줘야 하나요?",
)
def always_float64(image):
    return to_hsv(image / 255 if image.dtype == np.uint8 else image.astype(float))


@mistake(
    "rgb_to_hsv",
    caught_by="test_the_photograph_survives_the_round_trip",
    en="Are hue, saturation and value rounded to bytes on the way? How many of the photograph's 76,174 colors can come back then?",
    ko="색상, 채도, 명도를 중간에 바이트로 반올림하나요? 사진의 76,174가지 색 가운데 몇 가지나 그대로 돌아올까요?",
)
def rounded_to_bytes(image):
    return np.rint(255 * to_hsv(image)) / 255


@mistake(
    "rgb_to_hsv",
    caught_by="test_images_are_left_alone",
    en="Whose array do you write the answer into? The caller may still need the photograph.",
    ko="결과를 누구의 배열에 쓰고 있나요? 원래 사진이 아직 필요할 수도 있습니다.",
)
def written_into_the_photograph(image):
    image[...] = like(image, to_hsv(image))
    return image


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_keeps_the_digits_of_float64",
    en="How many digits has a float64 left once it has been a float32?",
    ko="float64를 float32로 바꾸었다가 되돌리면 몇 자리가 남을까요?",
)
def float64_through_float32(image):
    hsv = to_hsv(image if image.dtype == np.uint8 else image.astype(np.float32))
    return hsv.astype(np.result_type(image, np.float32))


@mistake(
    "rgb_to_hsv",
    caught_by="test_one_pixel_is_an_image_and_so_is_none",
    en="Which shape does the hue of one pixel (3,) have, and can you write into a part of it?",
    ko="픽셀 하나 (3,)의 색상은 모양이 무엇인가요? 그 일부에 값을 써넣을 수 있나요?",
)
def written_into_one_number(image):
    r, g, b = channels(image)
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    c = or_one(top - low)
    six = np.where(top == r, (g - b) / c, np.where(top == g, (b - r) / c + 2, (r - g) / c + 4))
    hue = six / 6
    hue[hue < 0] += 1
    return np.stack([hue, (top - low) / or_one(top), top], axis=-1)


@mistake(
    "rgb_to_hsv",
    caught_by="test_rgb_to_hsv_keeps_every_pixel_apart",
    en="What is image[:, 0] of N pixels, and what is it of a picture (H, W, 3)?",
    ko="image[:, 0]은 픽셀 N개에서는 무엇이고, 사진 (H, W, 3)에서는 무엇인가요?",
)
def columns_for_channels(image):
    r, g, b = image[:, 0], image[:, 1], image[:, 2]
    return to_hsv(np.stack([r, g, b], axis=-1))


@mistake(
    "rgb_to_hsv",
    caught_by="test_images_without_three_channels_are_refused",
    en="What becomes of a fourth channel when you read the channels 0, 1 and 2?",
    ko="채널 0, 1, 2만 읽으면 네 번째 채널은 어떻게 되나요?",
)
def alpha_is_dropped(image):
    return to_hsv(image[..., :3])


@mistake(
    "rgb_to_hsv",
    caught_by="test_speed_of_rgb_to_hsv",
    en="Do you visit the pixels one by one? A whole channel is an array, too.",
    ko="픽셀을 하나씩 돌고 있나요? 채널 하나를 통째로 배열로 다룰 수 있습니다.",
)
def one_pixel_at_a_time(image):
    planes = np.moveaxis(channels(image), 0, -1)
    rows = [colorsys.rgb_to_hsv(*pixel) for pixel in planes.reshape(-1, 3).tolist()]
    return np.array(rows, planes.dtype).reshape(image.shape)


# -- hsv_to_rgb --------------------------------------------------------------------------------


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_closes_the_circle",
    en="Into which of the six cases does a hue of exactly 1 fall?",
    ko="색상이 정확히 1이면 여섯 경우 중 어디에 들어가나요?",
)
def a_seventh_sixth(hsv):
    h, s, v = np.moveaxis(hsv, -1, 0)
    i = np.floor(6 * h)
    f = 6 * h - i
    p, q, t = v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))
    cases = [i == k for k in range(6)]
    red, green, blue = [v, q, p, p, t, v], [t, v, v, q, p, p], [p, p, t, v, v, q]
    return np.stack([np.select(cases, channel) for channel in (red, green, blue)], axis=-1)


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_between_the_pure_colors",
    en="From yellow to green red falls, from red to yellow green rises. Do you treat the two alike?",
    ko="노랑에서 초록으로 가면 빨강이 내려가고, 빨강에서 노랑으로 가면 초록이 올라갑니다. 둘을 똑같이 다루고 있지 않나요?",
)
def always_rising(hsv):
    h, s, v = np.moveaxis(hsv, -1, 0)
    i = np.floor(6 * h) % 6
    p, t = v * (1 - s), v * (1 - s * (1 - (6 * h - np.floor(6 * h))))
    cases = [i == k for k in range(6)]
    red, green, blue = [v, t, p, p, t, v], [t, v, v, t, p, p], [p, p, t, v, v, t]
    return np.stack([np.select(cases, channel) for channel in (red, green, blue)], axis=-1)


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_between_the_pure_colors",
    en="Less saturated is paler, not darker. How large is the smallest channel, if the largest stays v?",
    ko="채도가 낮으면 어두워지는 것이 아니라 옅어집니다. 가장 큰 채널이 v라면 가장 작은 채널은 얼마일까요?",
)
def pale_becomes_dark(hsv):
    h, s, v = np.moveaxis(hsv, -1, 0)
    pure = to_rgb(np.stack([h, np.ones_like(h), np.ones_like(h)], axis=-1))
    return pure * (s * v)[..., None]


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_of_greys_ignores_the_hue",
    en="What do you mix the pure color with when the saturation falls – with white, or with the grey of value v?",
    ko="채도가 낮아질 때 순색에 무엇을 섞고 있나요? 흰색인가요, 명도가 v인 회색인가요?",
)
def mixed_with_white(hsv):
    h, s, v = np.moveaxis(hsv, -1, 0)[..., None]
    pure = to_rgb(np.concatenate([h, np.ones_like(h), np.ones_like(h)], axis=-1))
    return s * v * pure + (1 - s)


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_agrees_with_the_standard_library",
    en="Which dtype do your intermediate arrays have when the HSV image is float32?",
    ko="HSV 이미지가 float32일 때 중간 배열의 dtype은 무엇인가요?",
)
def back_in_float64(hsv):
    return to_rgb(hsv.astype(float))


@mistake(
    "hsv_to_rgb",
    caught_by="test_hsv_to_rgb_agrees_with_the_standard_library",
    en="Is the dtype only right at the end? How exact were the numbers on the way?",
    ko="dtype을 마지막에만 맞추고 있나요? 중간 값들은 얼마나 정확했나요?",
)
def back_through_float32(hsv):
    return to_rgb(hsv.astype(np.float32)).astype(hsv.dtype)


@mistake(
    "hsv_to_rgb",
    caught_by="test_images_without_three_channels_are_refused",
    en="You refuse four channels. And five, or one?",
    ko="채널 네 개는 거르고 있습니다. 다섯 개나 하나이면 어떻게 되나요?",
)
def only_four_are_refused(hsv):
    if hsv.shape[-1] == 4:
        raise ValueError
    return to_rgb(hsv[..., :3])


# -- select_red --------------------------------------------------------------------------------


@mistake(
    "select_red",
    caught_by="test_select_red_wants_red_above_both_others",
    en="White has a lot of red in it. What makes a pixel red?",
    ko="흰색에도 빨강 값은 가득합니다. 무엇이 픽셀을 빨갛게 만드나요?",
)
def a_lot_of_red(image, margin=0.4):
    red, _, _ = channels(image)
    return red >= margin


@mistake(
    "select_red",
    caught_by="test_select_red_wants_red_above_both_others",
    en="Orange has much green and no blue. Is it enough to exceed their mean?",
    ko="주황에는 초록이 많고 파랑이 없습니다. 둘의 평균보다 크면 충분할까요?",
)
def above_the_mean_of_the_others(image, margin=0.4):
    red, green, blue = channels(image)
    return red - (green + blue) / 2 >= margin


@mistake(
    "select_red",
    caught_by="test_select_red_wants_red_above_both_others",
    en="Is it enough to exceed one of the two, or must it be both? Try yellow.",
    ko="둘 중 하나보다만 크면 되나요, 둘 다보다 커야 하나요? 노랑으로 해 보세요.",
)
def above_either_of_the_others(image, margin=0.4):
    red, green, blue = channels(image)
    return (red - green >= margin) | (red - blue >= margin)


@mistake(
    "select_red",
    caught_by="test_select_red_draws_the_line_at_the_margin",
    en="Where does your function read the argument `margin`?",
    ko="인자 `margin`을 어디에서 쓰고 있나요?",
)
def margin_unread(image, margin=0.4):
    red, green, blue = channels(image)
    return red - np.maximum(green, blue) >= 0.4


@mistake(
    "select_red",
    caught_by="test_select_red_without_a_margin_means_two_fifths",
    en="Which margin does your function take when none is given? Is it still the one of the stub?",
    ko="margin을 주지 않으면 얼마가 쓰이나요? 기본값이 처음 주어진 그대로인가요?",
)
def another_default(image, margin=0.5):
    red, green, blue = channels(image)
    return red - np.maximum(green, blue) >= margin


@mistake(
    "select_red",
    caught_by="test_images_without_three_channels_are_refused",
    en="You read the channels 0, 1 and 2. Who notices a fourth?",
    ko="채널 0, 1, 2만 읽고 있네요. 네 번째 채널이 있다는 것은 누가 알아차리나요?",
)
def first_three_channels(image, margin=0.4):
    red, green, blue = channels(image[..., :3])
    return red - np.maximum(green, blue) >= margin


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_subtracts_below_zero",
    en="What is 100 - 200 in uint8?",
    ko="uint8에서 100 - 200은 얼마일까요?",
)
def green_wraps_to_red(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0)
    scale = 255 if image.dtype == np.uint8 else 1
    return red - np.maximum(green, blue) >= margin * scale


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_subtracts_below_zero",
    en="What is 50 - 100 in uint8, and how far above the margin is it?",
    ko="uint8에서 50 - 100은 얼마일까요? 그 값은 기준보다 큰가요, 작은가요?",
)
def each_difference_wraps(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0)
    limit = margin * 255 if image.dtype == np.uint8 else margin
    return (red - green >= limit) & (red - blue >= limit)


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_scales_the_margin",
    en="A byte has 256 values. Which of them is the largest?",
    ko="바이트의 값은 256가지입니다. 그중 가장 큰 값은 얼마인가요?",
)
def margin_times_256(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0).astype(float)
    return red - np.maximum(green, blue) >= margin * (256 if image.dtype == np.uint8 else 1)


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_scales_the_margin",
    en="Is the margin a percentage? Which byte stands for 1?",
    ko="기준을 백분율로 보고 있나요? 1에 해당하는 바이트 값은 얼마인가요?",
)
def margin_in_percent(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0).astype(float)
    return red - np.maximum(green, blue) >= margin * (100 if image.dtype == np.uint8 else 1)


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_scales_the_margin",
    en="What does int() make of 76.5? Does 76 still reach the margin?",
    ko="int()는 76.5를 얼마로 바꾸나요? 76도 기준을 넘나요?",
)
def margin_cut_off(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0).astype(float)
    return red - np.maximum(green, blue) >= (int(margin * 255) if image.dtype == np.uint8 else margin)


@mistake(
    "select_red",
    caught_by="test_select_red_of_bytes_scales_the_margin",
    en="The margin is between 0 and 1. On which scale are your channels?",
    ko="margin은 0과 1 사이의 값입니다. 채널의 값은 어떤 범위에 있나요?",
)
def margin_on_another_scale(image, margin=0.4):
    red, green, blue = np.moveaxis(image, -1, 0).astype(float)
    return red - np.maximum(green, blue) >= margin


# -- select_hue --------------------------------------------------------------------------------


@mistake(
    "select_hue",
    caught_by="test_select_hue_takes_the_shorter_way_round",
    en="How far is it from 23 o'clock to 1 o'clock? And from a hue of 0.95 to one of 0.05?",
    ko="밤 11시에서 새벽 1시까지는 몇 시간인가요? 색상 0.95에서 0.05까지는요?",
)
def hue_on_a_line(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, s, v = np.moveaxis(to_hsv(image), -1, 0)
    return (abs(h - hue) <= distance) & (s >= min_saturation) & (v >= min_value)


@mistake(
    "select_hue",
    caught_by="test_select_hue_takes_the_shorter_way_round",
    en="The remainder of a difference goes round one way only. What of the hues on the other side?",
    ko="차이를 1로 나눈 나머지는 원을 한쪽으로만 돌며 잰 거리입니다. 반대쪽에 있는 색상은 어떻게 되나요?",
)
def one_way_round(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, s, v = np.moveaxis(to_hsv(image), -1, 0)
    return ((h - hue) % 1 <= distance) & (s >= min_saturation) & (v >= min_value)


@mistake(
    "select_hue",
    caught_by="test_select_hue_finds_one_hue_in_light_and_shadow",
    en="A white with a breath of blue has a hue as well. Would you call it blue?",
    ko="파랑이 아주 살짝 비치는 흰색에도 색상은 있습니다. 그것을 파랑이라고 부를 수 있을까요?",
)
def near_grey_counts(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, _, v = np.moveaxis(to_hsv(image), -1, 0)
    apart = abs(h - hue)
    return (np.minimum(apart, 1 - apart) <= distance) & (v >= min_value)


@mistake(
    "select_hue",
    caught_by="test_select_hue_finds_one_hue_in_light_and_shadow",
    en="How bright must a pixel be before its hue means anything?",
    ko="픽셀이 얼마나 밝아야 색상이 의미를 가질까요?",
)
def near_black_counts(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, s, _ = np.moveaxis(to_hsv(image), -1, 0)
    apart = abs(h - hue)
    return (np.minimum(apart, 1 - apart) <= distance) & (s >= min_saturation)


@mistake(
    "select_hue",
    caught_by="test_select_hue_draws_the_line_at_each_limit",
    en="Where do you read the arguments `min_saturation` and `min_value`?",
    ko="인자 `min_saturation`과 `min_value`를 어디에서 쓰고 있나요?",
)
def limits_unread(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, s, v = np.moveaxis(to_hsv(image), -1, 0)
    apart = abs(h - hue)
    return (np.minimum(apart, 1 - apart) <= distance) & (s >= 0.4) & (v >= 0.2)


@mistake(
    "select_hue",
    caught_by="test_select_hue_draws_the_line_at_each_limit",
    en="Does `distance` reach to both sides of the hue, or is it the width from side to side?",
    ko="`distance`는 색상에서 한쪽 끝까지의 거리인가요, 한쪽 끝에서 다른 쪽 끝까지의 너비인가요?",
)
def half_the_distance(image, hue, distance, min_saturation=0.4, min_value=0.2):
    h, s, v = np.moveaxis(to_hsv(image), -1, 0)
    apart = abs(h - hue)
    return (np.minimum(apart, 1 - apart) <= distance / 2) & (s >= min_saturation) & (v >= min_value)


@mistake(
    "select_hue",
    caught_by="test_select_hue_without_limits_leaves_out_the_pale_and_the_dark",
    en="Which limits hold when none are given? Does your signature still say what the stub said?",
    ko="기준을 주지 않으면 어떤 값이 쓰이나요? 기본값이 처음 주어진 그대로인가요?",
)
def limits_swapped(image, hue, distance, min_saturation=0.2, min_value=0.4):
    h, s, v = np.moveaxis(to_hsv(image), -1, 0)
    apart = abs(h - hue)
    return (np.minimum(apart, 1 - apart) <= distance) & (s >= min_saturation) & (v >= min_value)


# -- desaturate --------------------------------------------------------------------------------


@mistake(
    "desaturate",
    caught_by="test_desaturate_of_a_hand_example",
    en="Do you mix with the grey of the pixel's mean? Which of hue, saturation and value change then?",
    ko="픽셀 평균값의 회색을 섞고 있나요? 그러면 색상, 채도, 명도 중 무엇이 바뀌나요?",
)
def mixed_with_the_mean(image, amount):
    rgb = np.moveaxis(channels(image), 0, -1)
    return like(image, rgb + (rgb.mean(axis=-1, keepdims=True) - rgb) * amount)


@mistake(
    "desaturate",
    caught_by="test_desaturate_by_nothing_and_by_everything",
    en="Which image does an amount of 0 leave?",
    ko="amount가 0이면 어떤 이미지가 나와야 하나요?",
)
def amount_that_stays(image, amount):
    return like(image, to_rgb(to_hsv(image) * np.array([1, amount, 1], channels(image).dtype)))


@mistake(
    "desaturate",
    caught_by="test_desaturate_of_a_hand_example",
    en="Do you take the amount off the saturation, or that share of it?",
    ko="채도에서 amount를 빼고 있나요, 채도를 amount의 비율만큼 줄이고 있나요?",
)
def amount_subtracted(image, amount):
    hsv = to_hsv(image)
    hsv[..., 1] = np.maximum(hsv[..., 1] - amount, 0)
    return like(image, to_rgb(hsv))


@mistake(
    "desaturate",
    caught_by="test_desaturate_of_a_hand_example",
    en="Which channel of HSV do you scale? A paler picture is no darker.",
    ko="HSV의 어느 채널을 줄이고 있나요? 색이 옅어진다고 사진이 어두워지지는 않습니다.",
)
def darker_not_paler(image, amount):
    hsv = to_hsv(image)
    hsv[..., 2] *= 1 - amount
    return like(image, to_rgb(hsv))


@mistake(
    "desaturate",
    caught_by="test_desaturate_rounds_bytes_to_the_nearest",
    en="What does astype(np.uint8) do to 36.67?",
    ko="astype(np.uint8)은 36.67을 어떻게 바꾸나요?",
)
def bytes_cut_off(image, amount):
    hsv = to_hsv(image)
    hsv[..., 1] *= 1 - amount
    rgb = to_rgb(hsv)
    return (255 * rgb).astype(np.uint8) if image.dtype == np.uint8 else rgb


@mistake(
    "desaturate",
    caught_by="test_desaturate_of_a_hand_example",
    en="What does astype(np.uint8) make of numbers between 0 and 1?",
    ko="0과 1 사이의 수에 astype(np.uint8)을 쓰면 무엇이 되나요?",
)
def bytes_of_zero_and_one(image, amount):
    hsv = to_hsv(image)
    hsv[..., 1] *= 1 - amount
    return to_rgb(hsv).astype(image.dtype)


@mistake(
    "desaturate",
    caught_by="test_desaturate_keeps_hue_value_and_dtype",
    en="Bytes went in and bytes come out. And what comes out for floats?",
    ko="바이트를 넣으면 바이트가 나옵니다. 실수를 넣으면 무엇이 나오나요?",
)
def bytes_for_floats_too(image, amount):
    hsv = to_hsv(image)
    hsv[..., 1] *= 1 - amount
    return np.rint(255 * to_rgb(hsv)).astype(np.uint8)


@mistake(
    "desaturate",
    caught_by="test_desaturate_by_nothing_and_by_everything",
    en="How many digits has a float64 left once it has been a float32?",
    ko="float64를 float32로 바꾸었다가 되돌리면 몇 자리가 남을까요?",
)
def paler_through_float32(image, amount):
    hsv = to_hsv(image).astype(np.float32)
    hsv[..., 1] *= 1 - amount
    rgb = to_rgb(hsv)
    return like(image, rgb) if image.dtype == np.uint8 else rgb.astype(image.dtype)


@mistake(
    "desaturate",
    caught_by="test_images_without_three_channels_are_refused",
    en="Your formula fits any number of channels. What does it make of an alpha channel?",
    ko="그 식은 채널이 몇 개든 들어맞습니다. 알파 채널은 어떻게 되나요?",
)
def any_number_of_channels(image, amount):
    rgb = image / 255 if image.dtype == np.uint8 else image
    paler = rgb + (rgb.max(axis=-1, keepdims=True) - rgb) * amount
    return like(image, paler)
