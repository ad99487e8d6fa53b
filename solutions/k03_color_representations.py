"""One photograph, two representations: what is hard in one is easy in the other.

A pixel can be stored as red, green and blue (RGB) or as hue, saturation and value (HSV). Neither
form knows more than the other, yet "find the red" is one comparison in RGB, and "make it paler" is
one multiplication in HSV. Much of machine learning is the search for such a form.

Chapter 1, section 1.1.3.
Run:   pytest -k k03, or dojo watch k03, and dojo hint k03 when you are stuck
Guide: katas/guide/en/k03_color_representations.md
       (한국어: katas/guide/ko/k03_color_representations.md)

An image is a NumPy array (..., 3): one pixel (3,), N pixels (N, 3), also N = 0, a picture
(H, W, 3), a batch (N, H, W, 3). Any other length of the last axis, such as the 4 of RGB with alpha,
is a ValueError. In the examples, lists stand for arrays.
RGB is uint8 from 0 to 255, or float32 or float64 from 0 to 1: the dtype tells, not the values.
HSV is float32 or float64, and each of its three numbers is 0 to 1. What comes in as float64 is
computed in float64.
Work on whole arrays: a loop over the pixels is too slow. Inputs must not be changed. The tests also
watch for overflow, division by zero and NaN on the way.
"""

import numpy as np


def rgb_to_hsv(image: np.ndarray) -> np.ndarray:
    """Hue, saturation and value (..., 3) of every pixel, from its r, g, b and c = max - min:

    value       max, on the scale 0 to 1
    saturation  c / max; 0 for black, where max is 0
    hue         a place on a circle, 0 = red, 1/3 = green, 2/3 = blue; 0 for grey, where c is 0:
                (g - b) / c / 6        where r is largest (below 0, go round: add 1)
                ((b - r) / c + 2) / 6  where g is
                ((r - g) / c + 4) / 6  where b is; where two are largest, both formulas agree

    The result is float64 for a float64 image, float32 otherwise.
    rgb_to_hsv([[0.5, 1, 0.5]]) = [[1/3, 1/2, 1]]
    """
    red, green, blue = _channels(image)
    value = np.maximum(np.maximum(red, green), blue)
    chroma = value - np.minimum(np.minimum(red, green), blue)
    divisor = np.where(chroma > 0, chroma, 1)
    sixths = np.select(
        [value == red, value == green],
        [(green - blue) / divisor, (blue - red) / divisor + 2],
        (red - green) / divisor + 4,
    )
    hue = np.where(sixths < 0, sixths + 6, sixths) / 6
    saturation = chroma / np.where(value > 0, value, 1)
    return np.stack([hue, saturation, value], axis=-1)


def hsv_to_rgb(hsv: np.ndarray) -> np.ndarray:
    """Red, green and blue (..., 3), each 0 to 1, in the dtype of `hsv`: the way back from rgb_to_hsv.

    Hue 1 is hue 0, the circle being closed. Saturation 0 is the grey (v, v, v), whatever the hue.
    hsv_to_rgb([[1/3, 1/2, 1]]) = [[0.5, 1, 0.5]]
    """
    hue, saturation, value = np.moveaxis(hsv, -1, 0)
    sixths = 6 * hue
    # the pure colour of a hue: each channel is a trapezium over the circle
    pure = np.clip([abs(sixths - 3) - 1, 2 - abs(sixths - 2), 2 - abs(sixths - 4)], 0, 1)
    return np.moveaxis(value * (1 - saturation * (1 - pure)), 0, -1)


def select_red(image: np.ndarray, margin: float = 0.4) -> np.ndarray:
    """A boolean mask (...) of the pixels whose red exceeds green and blue, each by `margin` or more.

    The margin is on the scale 0 to 1 for every dtype: 0.4 means 102 for uint8. A pixel exactly on
    the margin may be selected or not, as rounding decides.
    select_red([[1, 0.5, 0], [1, 0.75, 0]], margin=0.4) = [True, False]
    """
    red, green, blue = _channels(image)
    return red - np.maximum(green, blue) >= margin


def select_hue(
    image: np.ndarray,
    hue: float,
    distance: float,
    min_saturation: float = 0.4,
    min_value: float = 0.2,
) -> np.ndarray:
    """A boolean mask (...) of the pixels of one hue, be they in light or in shadow.

    Selected is what is at most `distance` from `hue`, the shorter way round the circle, and at least
    as saturated and as bright as the two limits. hue: 0 to 1; distance: 0 to 1/2. A pixel exactly
    on a limit may be selected or not, as rounding decides.
    select_hue([[0, 0, 1], [0.1, 0.1, 0.3]], hue=2/3, distance=0.1) = [True, True]
    """
    pixel_hue, saturation, value = np.moveaxis(rgb_to_hsv(image), -1, 0)
    apart = abs(pixel_hue - hue)
    near = np.minimum(apart, 1 - apart) <= distance
    return near & (saturation >= min_saturation) & (value >= min_value)


def desaturate(image: np.ndarray, amount: float) -> np.ndarray:
    """The image with every saturation multiplied by 1 - amount; hue and value stay as they are.

    amount: 0 (the same image) to 1 (grey). The result has the image's dtype; uint8 is rounded to
    the nearest.
    desaturate([[1, 0.5, 0]], amount=0.5) = [[1, 0.75, 0.5]]
    """
    hsv = rgb_to_hsv(image)
    hsv[..., 1] *= 1 - amount
    rgb = hsv_to_rgb(hsv)
    return np.rint(255 * rgb).astype(np.uint8) if image.dtype == np.uint8 else rgb


def _channels(image: np.ndarray) -> np.ndarray:
    """Red, green and blue as three float planes (3, ...) from 0 to 1, each in one piece of memory."""
    planes = np.moveaxis(image, -1, 0).astype(np.result_type(image, np.float32), order="C")
    return planes / 255 if image.dtype == np.uint8 else planes
