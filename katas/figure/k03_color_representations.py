"""The wheel of all hues and saturations, known colours read back as HSV, and a photograph three times told.

Finding red is easy in RGB, finding one hue in light and shadow and making colours paler is easy in HSV.
"""

from colorsys import hsv_to_rgb

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle

from dojo.data import photograph
from dojo.figure import RED, taken

PHOTO = photograph()[::2, ::2]
PALE = np.repeat(150 + 0.4 * PHOTO.mean(axis=2, keepdims=True), 3, axis=2)  # of what is not chosen
AMOUNTS = {0: "0", 0.5: "½", 1: "1"}  # of fading, from left to right
HUES = np.arange(60) / 60
WALK = np.stack([HUES, 0.25 + 0.5 * HUES, 1 - 0.5 * HUES], axis=1)  # HSV
COLORS = np.rint([255 * np.array(hsv_to_rgb(*hsv)) for hsv in WALK]).astype(np.uint8)
NAMES = ("red", "yellow", "green", "cyan", "blue", "magenta")
GREY = "0.75"

WORDS = {
    "en": {
        "wheel": "hsv_to_rgb: the color wheel",
        "walk": "rgb_to_hsv: the colors below, read back",
        "photograph": "The photograph",
        "select_red": "select_red",
        "select_hue": "select_hue: 0.65 ± 0.09",
        "desaturate": "desaturate",
        "red": "red",
        "yellow": "yellow",
        "green": "green",
        "cyan": "cyan",
        "blue": "blue",
        "magenta": "magenta",
        "polar": "hue: the angle\nsaturation: the way to the rim",
        "hue": "hue",
        "saturation": "saturation",
        "value": "value",
        "grey": "grey: what the definition gives",
        "pixels": "RGB, bytes",
        "chosen": "{share} of the pixels chosen",
        "amount": "amount",
        "range": "{low} to {high}, not {least} to {most}",
    },
    "ko": {
        "wheel": "hsv_to_rgb: 색상 원",
        "walk": "rgb_to_hsv: 아래 색에서 읽어 낸 값",
        "photograph": "원래 사진",
        "select_red": "select_red",
        "select_hue": "select_hue: 0.65 ± 0.09",
        "desaturate": "desaturate",
        "red": "빨강",
        "yellow": "노랑",
        "green": "초록",
        "cyan": "청록",
        "blue": "파랑",
        "magenta": "자홍",
        "polar": "각도는 색상,\n중심에서 멀수록 높은 채도",
        "hue": "색상",
        "saturation": "채도",
        "value": "명도",
        "grey": "회색 선: 정의대로 구한 값",
        "pixels": "RGB 바이트",
        "chosen": "고른 픽셀: {share}",
        "amount": "amount",
        "range": "{low}~{high} (기대 {least}~{most})",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 7)
    axes = sheet.figure.subplot_mosaic(
        [["wheel"] * 5 + ["walk"] * 7, [p for p in ("photo", "red", "hue", "fade") for _ in "123"]]
    )
    with sheet.panel(axes["wheel"], "wheel") as ax:
        wheel(sheet, ax, kata)
    with sheet.panel(axes["walk"], "walk") as ax:
        walk(sheet, ax, kata)
    with sheet.panel(axes["photo"], "photograph") as ax:
        image(sheet, ax, PHOTO, 255)
        ax.set_xlabel(sheet.say("pixels"))
    with sheet.panel(axes["red"], "select_red") as ax:
        chosen(sheet, ax, lambda: kata.select_red(PHOTO))
    with sheet.panel(axes["hue"], "select_hue") as ax:
        chosen(sheet, ax, lambda: kata.select_hue(PHOTO, hue=0.65, distance=0.09))
    with sheet.panel(axes["fade"], "desaturate") as ax:
        faded(sheet, ax, kata)


def wheel(sheet, ax, kata):
    """Hue round the circle, saturation from its middle to its rim, at value 1."""
    for i, name in enumerate(NAMES):
        x, y = np.cos(np.pi * i / 3), np.sin(np.pi * i / 3)
        ax.text(1.06 * x, 1.13 * y, sheet.say(name), ha="left" if x > 0 else "right", va="center")
    ax.set(xlim=(-1.5, 1.5), ylim=(-1.2, 1.2), aspect="equal", anchor="N", xlabel=sheet.say("polar"))
    bare(ax)
    x, y = np.meshgrid(np.linspace(-1, 1, 301), np.linspace(-1, 1, 301))
    saturation = np.minimum(np.hypot(x, y), 1)
    hsv = np.stack([np.arctan2(y, x) / (2 * np.pi) % 1, saturation, np.ones_like(x)], axis=-1)
    rim = ax.add_patch(Circle((0, 0), 1, fill=False, color=GREY))
    shown = image(sheet, ax, taken(kata.hsv_to_rgb(hsv), hsv.shape), 1, extent=(-1, 1, -1, 1), origin="lower")
    shown.set_clip_path(rim)


def walk(sheet, ax, kata):
    """Colours of known hue, saturation and value, and what the learner reads out of them."""
    ax.scatter(
        HUES,
        np.full(60, -0.05),
        c=COLORS / 255,
        marker="s",
        s=90,
        clip_on=False,
        transform=ax.get_xaxis_transform(),
    )
    ax.plot(HUES, WALK, color=GREY, lw=6)
    ax.set(xlim=(-0.01, 1), xticks=[])
    ax.set_xlabel(sheet.say("grey"), labelpad=24)
    got = taken(kata.rgb_to_hsv(COLORS), WALK.shape)
    for key, values, right, style in zip(("hue", "saturation", "value"), got.T, WALK.T, ("-", "--", ":")):
        (line,) = ax.plot(HUES, values, style, lw=2)
        place = {"x": 1.01, "y": right[-1], "va": "center", "transform": ax.transAxes}
        ax.text(s=sheet.say(key), color=line.get_color(), **place)
    lost = ~np.isfinite(got).all(axis=1)
    ax.plot(HUES[lost], np.full(lost.sum(), 0.97), "x", color=RED, transform=ax.get_xaxis_transform())


def chosen(sheet, ax, select):
    """The photograph with only the chosen pixels in colour."""
    image(sheet, ax, PALE, 255)
    mask = taken(select(), PHOTO.shape[:2]) != 0
    image(sheet, ax, np.where(mask[..., None], PHOTO, PALE), 255)
    ax.set_xlabel(sheet.say("chosen", share=f"{mask.mean():.1%}"))


def faded(sheet, ax, kata):
    """The photograph in three strips, each with an amount of its own."""
    image(sheet, ax, PALE, 255)
    strips = np.array_split(PHOTO, len(AMOUNTS), axis=1)
    pale = [taken(kata.desaturate(part, amount), part.shape) for part, amount in zip(strips, AMOUNTS)]
    image(sheet, ax, np.concatenate(pale, axis=1), 255)
    ends = np.cumsum([part.shape[1] for part in strips])
    ax.vlines(ends[:-1], 0, len(PHOTO) - 1, color="white", lw=1)
    ax.set_xticks(ends - ends[0] / 2, AMOUNTS.values(), size=12)
    ax.set_xlabel(sheet.say("amount"))


def image(sheet, ax, rgb, top, **how):
    """Pixels whose channels go from 0 to `top`; where they do not, a note says so, and NaN is red."""
    bare(ax)
    seen = np.clip(rgb / top, 0, 1)
    seen[np.isnan(seen).any(axis=2)] = to_rgb(RED)
    low, high = rgb.min(), rgb.max()
    if not -1e-6 * top < low <= high < (1 + 1e-6) * top:
        words = sheet.say("range", low=f"{low:.3g}", high=f"{high:.3g}", least=0, most=top)
        box = {"facecolor": "white", "edgecolor": "none"}
        ax.text(0.5, 0.02, words, color=RED, ha="center", va="bottom", bbox=box, transform=ax.transAxes)
    return ax.imshow(seen, **how)


def bare(ax):
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
