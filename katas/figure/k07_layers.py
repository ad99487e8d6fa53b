"""A digit on its way through an untrained network, and what each function does on that way.

What the definitions give lies below in grey. In images, a red cross marks every number that differs.
"""

from itertools import pairwise

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from dojo.data import mnist
from dojo.figure import RED, taken

WIDTHS, SHAPES = (784, 64, 32, 10), [(28, 28), (8, 8), (4, 8)]
DEEP = (784, *[128] * 8, 10)
SCALES = {"half": 0.5, "he": 1, "double": 2}
W, B = np.array([[1.0, 0.4], [-0.6, 0.8]]), np.array([1.5, 0.5])
LOGITS = np.concatenate([-np.logspace(3, -1, 60), [0], np.logspace(-1, 3, 60)])
COLORS = BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
GREY, LIGHT, DARK = "0.75", "0.9", "0.4"

WORDS = {
    "en": {
        "forward": "forward: each layer makes a new representation; untrained, the network knows nothing yet",
        "input": "input: {n} pixels",
        "layer": "layer {l}: {n} numbers",
        "probs": "probabilities",
        "dense": "dense: a grid, moved and sheared",
        "relu": "relu",
        "softmax": "softmax of (0, z, 1)",
        "z": "z",
        "class": "class {c}",
        "initialize": "initialize: weights by layer",
        "inputs": "{d} inputs",
        "weight": "weight",
        "share": "density",
        "depth": "forward: size, layer by layer",
        "number": "layer",
        "size": "size (band: 10 to 90 %)",
        "half": "He × ½",
        "he": "He",
        "double": "He × 2",
        "count": "count_parameters",
        "all": "all",
        "right": "what the definitions give",
    },
    "ko": {
        "forward": "forward: 층마다 만들어지는 새 표현(훈련 전이라 아직 아무것도 모르는 신경망)",
        "input": "입력: 픽셀 {n}개",
        "layer": "{l}층: 값 {n}개",
        "probs": "확률",
        "dense": "dense: 옮겨지고 기울어진 격자",
        "relu": "relu",
        "softmax": "softmax: 로짓 (0, z, 1)",
        "z": "z",
        "class": "클래스 {c}",
        "initialize": "initialize: 층별 가중치",
        "inputs": "입력 {d}개",
        "weight": "가중치",
        "share": "밀도",
        "depth": "forward: 층을 지날 때 값의 크기",
        "number": "층",
        "size": "크기(띠: 10~90 %)",
        "half": "He × ½",
        "he": "He",
        "double": "He × 2",
        "count": "count_parameters",
        "all": "전체",
        "right": "정의대로 구한 값",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 9)
    axes = sheet.figure.subplot_mosaic("AAA;BCD;EFG")
    rng = np.random.default_rng(7)
    with sheet.panel(axes["A"], "forward") as ax:
        journey(sheet, ax, kata.forward, network(rng, WIDTHS))
    with sheet.panel(axes["B"], "dense") as ax:
        grid(ax, kata.dense)
    with sheet.panel(axes["C"], "relu") as ax:
        z = np.linspace(-3, 3, 61)
        ax.set(xlabel=sheet.say("z"), aspect="equal", ylim=(-3.2, 3.2))
        curves(ax, z, np.where(z > 0, z, 0)[:, None], lambda: taken(kata.relu(z), z.shape)[:, None])
    with sheet.panel(axes["D"], "softmax") as ax:
        rows = np.stack([np.zeros_like(LOGITS), LOGITS, np.ones_like(LOGITS)], axis=1)
        ax.set(xlabel=sheet.say("z"), xscale="asinh", xticks=[-1000, -30, 0, 30, 1000], ylim=(-0.05, 1.15))
        ax.xaxis.set_major_formatter("{x:g}")
        ax.minorticks_off()
        labels = [sheet.say("class", c=c) for c in range(3)]
        curves(ax, LOGITS, softmax(rows), lambda: taken(kata.softmax(rows), rows.shape), labels)
    with sheet.panel(axes["E"], "initialize") as ax:
        weights(sheet, ax, kata.initialize)
    with sheet.panel(axes["F"], "depth") as ax:
        depth(sheet, ax, kata)
    with sheet.panel(axes["G"], "count") as ax:
        count(sheet, ax, kata.count_parameters)
    grey = Line2D([], [], color=GREY, lw=6)
    sheet.figure.legend([grey], [sheet.say("right")], loc="outside upper right")


def network(rng, widths):
    return [(rng.normal(0, np.sqrt(2 / d), (d, h)), np.zeros(h)) for d, h in pairwise(widths)]


def softmax(logits):
    return np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))


def journey(sheet, ax, forward, params):
    """The representations of one digit side by side, the probabilities as bars."""
    x, bars = mnist().x_train[2:3].reshape(1, 784) / 255, 126 + 2.7 * np.arange(10)
    right = [x]
    for V, v in params[:-1]:
        right.append(np.maximum(right[-1] @ V + v, 0))
    right.append(softmax(right[-1] @ params[-1][0] + params[-1][1]))
    names = [sheet.say("layer", l=l, n=n) for l, n in enumerate(WIDTHS)]
    names = [sheet.say("input", n=784), *names[1:3], "\n" + sheet.say("probs")]
    ax.set_xticks([14, 54, 94, 138], names)
    ax.set_xticks(bars, range(10), minor=True, size=8)
    ax.tick_params(length=0, which="both")
    ax.spines[:].set_visible(False)
    ax.bar(bars, 100 * right[-1][0], width=2.4, color=GREY)
    ax.set(xlim=(0, 160), ylim=(-1, 29), yticks=[], aspect="equal")
    got = taken(forward(params, x), [r.shape for r in right])
    for l, shape in enumerate(SHAPES):
        image, pixel, left = got[l].reshape(shape), 28 / shape[1], 40 * l
        low, top = (28 - pixel * shape[0]) / 2, (28 + pixel * shape[0]) / 2
        ax.imshow(image, cmap="Greys", vmin=0, extent=(left, left + 28, low, top))
        ax.add_patch(Rectangle((left, low), 28, top - low, fill=False, ec=GREY))
        i, j = np.nonzero(~np.isclose(image, right[l].reshape(shape)))
        ax.plot(left + pixel * (j + 0.5), top - pixel * (i + 0.5), "x", color=RED)
        ax.annotate("", (left + 38, 14), (left + 30, 14), arrowprops={"arrowstyle": "->", "color": DARK})
    ax.bar(bars, 100 * got[-1][0], width=1.2, color=BLUE)
    ax.set(xlim=(0, 160), ylim=(-1, 29))


def grid(ax, dense):
    """The lines of a grid in grey, and where the layer takes them; dashed, where it should."""
    t, k = np.meshgrid(np.linspace(-2, 2, 9), np.arange(-2, 3))
    lines = np.concatenate([np.stack([t, k], axis=2), np.stack([k, t], axis=2)])
    ax.plot(*lines.T, color=LIGHT)
    right = lines @ W + B
    ax.plot(*right.T, color=GREY, lw=6)
    ax.set_aspect("equal", "datalim")
    got = taken(dense(lines.reshape(-1, 2), W, B), (lines.size // 2, 2)).reshape(lines.shape)
    ax.plot(*got[:5].T, color=BLUE)
    ax.plot(*got[5:].T, color=ORANGE)


def curves(ax, x, right, answer, labels=(None,)):
    ax.plot(x, right, color=GREY, lw=6)
    got = answer()
    for column, color, style, label in zip(got.T, COLORS, ["-", "--", ":"], labels):
        ax.plot(x, column, style, color=color, lw=2, label=label)
        cross(ax, x[~np.isfinite(column)])
    if labels[0]:
        ax.legend(loc="upper left", handlelength=1.5, borderpad=0)


def weights(sheet, ax, initialize):
    """Histograms of the weights of three layers over the bell curves they should follow."""
    widths, w = (784, 100, 25, 200), np.linspace(-0.8, 0.8, 321)
    for d in widths[:-1]:
        ax.plot(w, np.exp(-(w**2) * d / 4) * np.sqrt(d / 4 / np.pi), color=GREY, lw=6)
    ax.set(xlabel=sheet.say("weight"), ylabel=sheet.say("share"), xlim=(w[0], w[-1]))
    got = taken(initialize(list(widths), np.random.default_rng(3)), [[p, p[1:]] for p in pairwise(widths)])
    for (V, _), d, color in zip(got, widths, COLORS):
        values = V[np.isfinite(V)]
        how = {"density": True, "histtype": "step", "color": color, "lw": 1.5}
        ax.hist(values, w[::4], label=sheet.say("inputs", d=d), **how)
    ax.legend(loc="upper left", handlelength=1, borderpad=0)


def depth(sheet, ax, kata):
    """How large the numbers of each representation are, for three scales of the learner's weights."""
    x, layers = mnist().x_train[:100].reshape(100, 784) / 255, np.arange(len(DEEP) - 1)
    size = np.sqrt(np.mean(x * x))
    for scale in SCALES.values():
        ax.plot(layers, size * scale**layers, color=GREY, lw=6)
    ax.set(xlabel=sheet.say("number"), ylabel=sheet.say("size"), yscale="log")
    form = [[pair, pair[1:]] for pair in pairwise(DEEP)]
    params = taken(kata.initialize(list(DEEP), np.random.default_rng(5)), form)
    for (key, scale), color, style in zip(SCALES.items(), [ORANGE, BLUE, GREEN], ["--", "-", ":"]):
        got = taken(kata.forward([(scale * V, v) for V, v in params], x), [(100, n) for n in DEEP])[:-1]
        ax.plot(layers, [np.sqrt(np.mean(a * a)) for a in got], style, color=color, label=sheet.say(key))
        bands = [np.percentile(a[a > 0], [10, 90]) if (a > 0).any() else [np.nan] * 2 for a in got]
        ax.fill_between(layers, *np.transpose(bands), color=color, alpha=0.2, lw=0)
    ax.legend(loc="upper left", handlelength=1.5, borderpad=0)


def count(sheet, ax, count_parameters):
    """Parameters of each layer alone and of all together, on a scale of powers of ten."""
    params = network(np.random.default_rng(1), WIDTHS)
    parts = [*([pair] for pair in params), params]
    right = [sum(a.size for pair in part for a in pair) for part in parts]
    names = [*(f"{d} → {h}" for d, h in pairwise(WIDTHS)), sheet.say("all")]
    ax.barh(names, right, color=GREY)
    ax.set(xscale="log", xlim=(100, 2e6))
    ax.invert_yaxis()
    for row, part in enumerate(parts):
        number = float(taken(count_parameters(part), ()))
        color = "k" if number == right[row] else RED
        ax.barh(row, number, height=0.4, color=BLUE)
        ax.text(1.3 * max(right[row], number), row, f"{number:,.10g}", va="center", color=color)


def cross(ax, x):
    """A red cross at the upper edge wherever the learner's number is none."""
    ax.plot(x, np.full(x.size, 0.97), "x", color=RED, transform=ax.get_xaxis_transform())
