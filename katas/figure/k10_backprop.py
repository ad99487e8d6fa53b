"""The learner's gradients against slopes that are measured: every number nudged up and down, one by one.

On the diagonal they agree. First each step of the way back alone, then the whole network.
"""

from itertools import pairwise

import numpy as np

from dojo.figure import RED, taken

WIDTHS = (5, 6, 4, 3)  # from the inputs to the logits
N, NUDGE = 12, 1e-5
REACHED = 1e-7  # right gradients differ from measured ones by less, relative to the largest of their array
MARKERS = "osv^DX"
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#000000"]
GREY, DARK = "0.75", "0.4"

WORDS = {
    "en": {
        "cross_entropy": "cross_entropy_backward",
        "relu": "relu_backward",
        "dense_x": "dense_backward",
        "dense_W": "dense_gradients",
        "network": "gradients: a network of three layers",
        "error": "gradients: relative error of each array",
        "dW0": "gradients: dW0",
        "dW1": "gradients: dW1",
        "dW2": "gradients: dW2",
        "measured": "measured slope",
        "yours": "yours",
        "z": "z",
        "off": "off by",
        "true": "the true class",
        "others": "the others",
        "reached": "right code\nstays below",
    },
    "ko": {
        "cross_entropy": "cross_entropy_backward",
        "relu": "relu_backward",
        "dense_x": "dense_backward",
        "dense_W": "dense_gradients",
        "network": "gradients: 층이 셋인 신경망",
        "error": "gradients: 배열별 상대 오차",
        "dW0": "gradients: dW0",
        "dW1": "gradients: dW1",
        "dW2": "gradients: dW2",
        "measured": "측정한 기울기",
        "yours": "내 코드",
        "z": "z",
        "off": "상대 오차",
        "true": "정답 클래스",
        "others": "나머지 클래스",
        "reached": "맞는 코드는\n이 선 아래",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 9)
    axes = sheet.figure.subplot_mosaic("AAABBBCCCDDD;EEEEEEFFFFFF;GGGGHHHHIIII", height_ratios=[2, 3, 2])
    rng = np.random.default_rng(8)
    params = [(rng.normal(size=(d, h)) / np.sqrt(d / 2), rng.normal(size=h) / 2) for d, h in pairwise(WIDTHS)]
    x, y, (W, b) = rng.normal(size=(N, 5)), rng.integers(0, 3, N), params[0]
    logits, dout = rng.normal(size=(N, 3)), rng.normal(size=(N, 6))
    with sheet.panel(axes["A"], "cross_entropy") as ax:
        true = np.eye(3, dtype=bool)[y]
        slopes = diagonal(sheet, ax, lambda: cross_entropy(logits, y), [logits])[0]
        got = taken(kata.cross_entropy_backward(logits, y), logits.shape)
        scatter(
            ax,
            [sheet.say("true"), sheet.say("others")],
            [got[true], got[~true]],
            [slopes[true], slopes[~true]],
        )
    with sheet.panel(axes["B"], "relu") as ax:
        relu(sheet, ax, kata.relu_backward)
    with sheet.panel(axes["C"], "dense_x") as ax:
        slopes = diagonal(sheet, ax, lambda: np.sum(dout * (x @ W + b)), [x])
        scatter(ax, ["dx"], [taken(kata.dense_backward(W, dout), x.shape)], slopes)
    with sheet.panel(axes["D"], "dense_W") as ax:
        slopes = diagonal(sheet, ax, lambda: np.sum(dout * (x @ W + b)), [W, b])
        scatter(ax, ["dW", "db"], taken(kata.dense_gradients(x, dout), [W.shape, b.shape]), slopes)
    network(sheet, axes, kata, params, x, y)


def network(sheet, axes, kata, params, x, y):
    form = [[a.shape for a in pair] for pair in params]
    names = [f"{kind}{l}" for l in range(len(params)) for kind in ("dW", "db")]
    with sheet.panel(axes["E"], "network") as ax:
        slopes = diagonal(sheet, ax, lambda: loss(params, x, y), [a for pair in params for a in pair])
        got = taken(kata.gradients(params, x, y), form)
        scatter(ax, names, [a for pair in got for a in pair], slopes)
    with sheet.panel(axes["F"], "error") as ax:
        scale(sheet, ax, names)
        got = taken(kata.gradients(params, x, y), form)
        bars(ax, [a for pair in got for a in pair], slopes)
    for l, letter in enumerate("GHI"):
        with sheet.panel(axes[letter], names[2 * l]) as ax:
            heat(sheet, ax, slopes[2 * l])
            only = [[form[l][0], ...] if k == l else ... for k in range(len(params))]
            heat(sheet, ax, slopes[2 * l], taken(kata.gradients(params, x, y), only)[l][0])


def cross_entropy(logits, y):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y])


def loss(params, x, y):
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
    return cross_entropy(x @ params[-1][0] + params[-1][1], y)


def measured(f, a):
    """The slope of f() along each entry of a, which is nudged to both sides and put back."""
    slopes = np.empty_like(a)
    for i in np.ndindex(a.shape):
        kept = a[i]
        a[i] = kept + NUDGE
        above = f()
        a[i] = kept - NUDGE
        slopes[i] = (above - f()) / (2 * NUDGE)
        a[i] = kept
    return slopes


def diagonal(sheet, ax, f, arrays):
    """The measured slopes of f along each array, and the line on which right ones lie."""
    slopes = [measured(f, a) for a in arrays]
    ends = [min(a.min() for a in slopes), max(a.max() for a in slopes)]
    ax.plot(ends, ends, color=GREY, lw=6)
    ax.set(xlabel=sheet.say("measured"), ylabel=sheet.say("yours"))
    return slopes


def scatter(ax, names, got, slopes):
    for name, g, s, marker, color in zip(names, got, slopes, MARKERS, COLORS):
        ax.plot(s.ravel(), g.ravel(), marker, mfc="none", color=color, label=name)
        cross(ax, s[~np.isfinite(g)])
    ax.legend(loc="best", handletextpad=0, borderpad=0)


def relu(sheet, ax, backward):
    z, kinds = np.linspace(-3, 2, 21), [1.0, -1.0]
    for dout in kinds:
        ax.plot([-3, 0, 0, 2], [0, 0, dout, dout], color=GREY, lw=6)
    ax.set(xlabel=sheet.say("z"), ylabel=sheet.say("yours"))
    got = [taken(backward(z, np.full(z.shape, dout)), z.shape) for dout in kinds]
    scatter(ax, [f"dout {dout:+g}" for dout in kinds], got, [z, z])


def scale(sheet, ax, names):
    ax.axhline(REACHED, color=GREY, lw=2)
    ax.text(len(names) - 0.4, REACHED, sheet.say("reached"), color=DARK, va="bottom")
    ax.set(yscale="log", ylim=(1e-12, 1), xlim=(-0.6, len(names) + 1), ylabel=sheet.say("off"))
    ax.set_xticks(range(len(names)), names)


def bars(ax, got, slopes):
    off = np.array([np.abs(g - s).max() / np.abs(s).max() for g, s in zip(got, slopes)])
    ax.bar(range(len(off)), off, color=COLORS)
    ax.set_ylim(1e-12, max(1, *2 * off[np.isfinite(off)]))
    cross(ax, np.flatnonzero(~np.isfinite(off)))


def heat(sheet, ax, slopes, got=None):
    """The measured slopes of a dW as colours on the right, the learner's on the left once they are there."""
    d, h = slopes.shape
    images = [(slopes, h + 1)] if got is None else [(slopes, h + 1), (got, 0)]
    top = max(np.abs(a[np.isfinite(a)]).max(initial=0) for a, _ in images)
    for a, left in images:
        ax.imshow(a, extent=(left, left + h, d, 0), cmap="PuOr", vmin=-top, vmax=top)
        ax.plot(*np.argwhere(~np.isfinite(a)).T[::-1] + 0.5, "x", color=RED)
    ax.set(xlim=(0, 2 * h + 1), ylim=(d, 0), aspect="auto", yticks=[])
    ax.set_xticks([h / 2, h + 1 + h / 2], [sheet.say("yours"), sheet.say("measured")])
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def cross(ax, x):
    """A red cross at the upper edge wherever the learner's number is none."""
    ax.plot(x, np.full(x.size, 0.97), "x", color=RED, transform=ax.get_xaxis_transform())
