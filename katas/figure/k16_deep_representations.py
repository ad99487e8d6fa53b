"""A network of four hidden layers learns 5,000 digits. Above, what its layers make of three new ones; then
how far apart they hold a thousand, and how many a simple reader gets right; below, the thousand in a plane.
"""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

SHOWN = 4, 6, 7  # of the test digits: two fours that look different, and a nine
N, KNOWN = 1000, 2000  # test digits that are measured, and training digits that the means are of
LEARNED = 5000  # training digits
WIDTHS = 64, 64, 64, 64
SIDE, WIDE, HIGH = 28, 43, 34  # of a picture, and of its place
BLUE, ORANGE, GREY, DARK = "#0072b2", "#d55e00", "0.8", "0.4"
DIGITS = [
    BLUE,
    ORANGE,
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#000000",
    "#8c564b",
    "#7f7f7f",
    "#6a3d9a",
]

WORDS = {
    "en": {
        "activations": "activations: two fours and a nine on their way through the layers",
        "by_layer": "separability_by_layer",
        "nearest": "nearest_mean: read right",
        "separability": "separability: two clouds",
        "pixels_flat": "project: {n:,} digits as pixels",
        "last_flat": "project: the same digits as logits",
        "pixels": "pixels",
        "layer": "layer {i}",
        "logits": "logits",
        "trained": "trained",
        "untrained": "untrained",
        "grey": "grey: right code",
        "differs": "grey: right code; ×: yours differs",
        "share": "share of variance between digits",
        "between": "share of variance between clouds",
        "apart": "distance of the clouds",
        "wrong": "grey: where they should be",
        "start": "Training on {n:,} digits …",
    },
    "ko": {
        "activations": "activations: 4 두 개와 9 하나가 층을 지나며 바뀌는 모습",
        "by_layer": "separability_by_layer",
        "nearest": "nearest_mean: 맞힌 비율",
        "separability": "separability: 두 무리의 점",
        "pixels_flat": "project: 픽셀로 본 숫자 {n:,}개",
        "last_flat": "project: 로짓으로 본 같은 숫자들",
        "pixels": "픽셀",
        "layer": "{i}층",
        "logits": "로짓",
        "trained": "훈련한 신경망",
        "untrained": "훈련하지 않은 신경망",
        "grey": "회색: 맞는 코드",
        "differs": "회색: 맞는 코드, ×: 값이 다름",
        "share": "숫자 사이의 분산이 차지하는 비율",
        "between": "무리 사이의 분산이 차지하는 비율",
        "apart": "두 무리 사이의 거리",
        "wrong": "회색: 있어야 할 자리",
        "start": "숫자 {n:,}개로 훈련합니다 …",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 11)
    axes = sheet.figure.subplot_mosaic("AAAAAA;BBCCSS;PPPLLL", height_ratios=[4.4, 3, 4.6])
    data, model = mnist(), None
    images, y = data.x_test[:N], data.y_test[:N]
    with sheet.panel(axes["A"], "activations") as ax:
        sheet.tell(sheet.say("start", n=LEARNED))
        model, new = kata.trained(data.x_train[:LEARNED], data.y_train[:LEARNED]), kata.network(WIDTHS, 0)
        layers(sheet, ax, kata.activations, model)
    with sheet.panel(axes["S"], "separability") as ax:
        clouds(sheet, ax, kata.separability)
    if model is None:
        return
    with sheet.panel(axes["B"], "by_layer") as ax:
        rise(sheet, ax, kata.separability_by_layer, [(model, "trained"), (new, "untrained")], images, y)
    with sheet.panel(axes["C"], "nearest") as ax:
        reading(sheet, ax, kata.nearest_mean, forward(model, data.x_train[:KNOWN]), forward(model, images))
    for letter, key, points in zip(
        "PL", ("pixels_flat", "last_flat"), forward(model, images)[:: len(WIDTHS) + 1]
    ):
        with sheet.panel(axes[letter], "activations") as ax:
            ax.set_title(sheet.say(key, n=N))
            plane(sheet, ax, kata.project, points, y)


def rung(kata):
    """The digit whose mean is nearest in the last layer, for each test image, after learning 5,000 digits."""
    data = mnist()
    x, y = data.x_train[:LEARNED], data.y_train[:LEARNED]
    model = kata.trained(x, y)
    known, new = (
        taken(kata.activations(model, images)[-1], (len(images), 10)) for images in (x, data.x_test)
    )
    return taken(kata.nearest_mean(known, y, new), (len(new),)).astype(int)


def forward(model, images):
    """What the layers give, from the weights."""
    weights, kept = model.get_weights(), [images.reshape(len(images), -1) / np.float32(255)]
    for W, b in zip(weights[::2], weights[1::2]):
        kept.append(np.maximum(kept[-1] @ W + b, 0))
    return [*kept[:-1], kept[-2] @ W + b]


def share(points, y):
    """The separability: one less the share within the classes."""
    within = sum(np.sum((points[y == c] - points[y == c].mean(axis=0)) ** 2) for c in np.unique(y))
    return 1 - within / np.sum((points - points.mean(axis=0)) ** 2)


def names(sheet):
    return [
        sheet.say("pixels"),
        *(sheet.say("layer", i=i + 1) for i in range(len(WIDTHS))),
        sheet.say("logits"),
    ]


def layers(sheet, ax, activations, model):
    """A row for each digit, a column for each layer; a red frame where the values are wrong."""
    images = mnist().x_test[list(SHOWN)]
    right = forward(model, images)
    ax.set(xlim=(-2, 5 * WIDE + SIDE + 2), ylim=(3 * HIGH - 4, -7), aspect="equal")
    ax.set_axis_off()
    for column, name in enumerate(names(sheet)):
        ax.text(column * WIDE + SIDE / 2, -2, name, ha="center", va="bottom")
    got = taken(activations(model, images), [x.shape for x in right])
    for column, (layer, known) in enumerate(zip(got, right)):
        limit = np.abs(known).max()
        how = {"cmap": "PuOr_r", "vmin": -limit} if column == len(right) - 1 else {"cmap": "Greys", "vmin": 0}
        for row, (units, expected) in enumerate(zip(layer, known)):
            left, top = column * WIDE, row * HIGH
            extent = (left, left + SIDE, top + SIDE, top)
            ax.imshow(grid(units), extent=extent, vmax=limit, **how)
            wrong = not np.allclose(units, expected, atol=1e-3 * limit)
            edge = {"ec": RED, "lw": 3} if wrong else {"ec": "0.6", "lw": 0.8}
            ax.add_patch(Rectangle((left, top), SIDE, SIDE, fill=False, **edge))
            if column < len(right) - 1:
                ax.text(left + (SIDE + WIDE) / 2, top + SIDE / 2, "→", ha="center", va="center", color=DARK)
            else:
                numbered(ax, left, top)


def grid(units):
    """The units as a small picture: as square as may be, ten of them as two rows of five."""
    rows = max(n for n in range(1, int(len(units) ** 0.5) + 1) if len(units) % n == 0)
    return units.reshape(rows, -1)


def numbered(ax, left, top):
    for digit in range(10):
        x, y = left + (digit % 5 + 0.5) * SIDE / 5, top + (digit // 5 + 0.5) * SIDE / 2
        halo = [withStroke(linewidth=2, foreground="white")]
        ax.text(x, y, digit, ha="center", va="center", size=9, path_effects=halo)


def line(sheet, ax, x, got, right, color, **how):
    """The learner's values on the right ones in grey; a cross where they differ, which is then said."""
    ax.plot(x, right, color=GREY, lw=7, solid_capstyle="round", zorder=1)
    if not np.isfinite(got).all():
        raise Wrong("finite")
    ax.plot(x, got, "o-", ms=4, color=color, zorder=2, **how)
    wrong = ~np.isclose(got, right, rtol=1e-3, atol=1e-3)
    ax.plot(x[wrong], got[wrong], "x", color=RED, ms=10, mew=2, zorder=3)
    key, ink = ("differs", RED) if wrong.any() else ("grey", DARK)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    ax.text(0.98, 0.03, sheet.say(key), ha="right", color=ink, bbox=box, transform=ax.transAxes)


def by_column(sheet, ax, low):
    ax.set(ylim=(low, 1), xlim=(-0.3, 5.3))
    ax.set_xticks(range(6), names(sheet), rotation=30, ha="right")


def rise(sheet, ax, by_layer, models, images, y):
    by_column(sheet, ax, 0)
    ax.set_ylabel(sheet.say("share"))
    for (model, key), color in zip(models, (BLUE, ORANGE)):
        right = np.array([share(points, y) for points in forward(model, images)])
        got = taken(by_layer(model, images, y), right.shape)
        line(sheet, ax, np.arange(6), got, right, color, label=sheet.say(key))
    ax.legend(loc="upper left")


def reading(sheet, ax, nearest_mean, known, new):
    """The share of test digits that the nearest mean of training digits reads right, by layer."""
    by_column(sheet, ax, 0.5)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    y, labels, right, got = mnist().y_train[:KNOWN], mnist().y_test[:N], [], []
    for points, others in zip(known, new):
        means = np.stack([points[y == c].mean(axis=0) for c in range(10)])
        read = np.linalg.norm(others[:, None] - means, axis=2).argmin(axis=1)
        right.append(np.mean(read == labels))
        got.append(np.mean(taken(nearest_mean(points, y, others), (N,)) == labels))
    line(sheet, ax, np.arange(6), np.array(got), np.array(right), BLUE)
    for at in (0, 5):
        ax.annotate(f"{got[at]:.0%}", (at, got[at]), (3, -16), textcoords="offset points", ha="center")


def clouds(sheet, ax, separability):
    """Twelve points and five others that move away from them."""
    rng = np.random.default_rng(3)
    points, y, far = rng.normal(size=(17, 2)), np.arange(17) % 7 < 2, np.linspace(0, 8, 17)
    ax.set(ylim=(0, 1), xlabel=sheet.say("apart"), ylabel=sheet.say("between"))
    moved = [points + y[:, None] * [d, 0] for d in far]
    got = np.array([taken(separability(x, y.astype(int)), ()) for x in moved])
    line(sheet, ax, far, got, np.array([share(x, y) for x in moved]), BLUE)


def plane(sheet, ax, project, points, y):
    """The learner's coordinates, coloured by digit; below them in grey the right ones, where they differ."""
    x = points.astype(float) - points.mean(axis=0, dtype=float)
    right = x @ np.linalg.svd(x, full_matrices=False)[2][:2].T
    right *= np.where(right.max(axis=0) < -right.min(axis=0), -1, 1)
    ax.set(xticks=[], yticks=[], aspect="equal")
    ax.spines[:].set_visible(False)
    got = taken(project(points), right.shape)
    if not np.isfinite(got).all():
        raise Wrong("finite")
    if not np.allclose(got, right, atol=1e-3 * np.abs(right).max()):
        ax.scatter(*right.T, s=9, color=GREY)
        ax.set_xlabel(sheet.say("wrong"), color=RED)
    ax.scatter(*got.T, s=7, c=[DIGITS[digit] for digit in y], alpha=0.55, lw=0)
    halo = [withStroke(linewidth=3, foreground="white")]
    for digit, color in enumerate(DIGITS):
        at = np.median(got[y == digit], axis=0)
        ax.text(*at, digit, color=color, size=16, ha="center", va="center", path_effects=halo)
