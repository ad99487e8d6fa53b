"""Above, eight numbers: where a rule can draw its line, and what it says on both sides. Below, real
zeros and ones: how many answers are right for every threshold, for every pixel, and the rule found.

What is right lies below in grey.
"""

from itertools import pairwise

import numpy as np
from matplotlib.lines import Line2D

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

TOY = np.array([1.0, 3, 3, 4, 6, 6.5, 8, 4])
CUT, STEPS = 4.0, np.linspace(0.5, 8.5, 17)  # the rule of the panel on predict; one step is on its threshold
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "0.75"
LINES = {1: (BLUE, "-"), -1: (ORANGE, "--")}  # by polarity
EVERY = 8  # of the 12,665 training digits that are 0 or 1

WORDS = {
    "en": {
        "thresholds": "thresholds: of these values",
        "predict": "predict: above 4, or not above 4",
        "scores": "scores: of one pixel",
        "map": "scores: the best of every pixel",
        "rule": "best_rule: where it looks",
        "reach": "pixel ({row}, {column})\n{n:g} right, {best:g} possible",
        "value": "value",
        "threshold": "threshold of pixel ({row}, {column})",
        "right": "right answers of {n}",
        "digits": "digits",
        "dark": "darker: up to {n} right",
        "polarity": "polarity {sign}",
        "grey": "right code",
        "yours": "your code",
        "yes": "says yes",
        "no": "says no",
        "wrong": "is wrong",
        "zeros": "zeros",
        "ones": "ones",
        "shade": "best_rule: yes, a one",
    },
    "ko": {
        "thresholds": "thresholds: 아래 값들의 문턱값",
        "predict": "predict: 4보다 큰가, 크지 않은가",
        "scores": "scores: 픽셀 하나의 점수",
        "map": "scores: 픽셀별 최고 점수",
        "rule": "best_rule: 규칙이 보는 곳",
        "reach": "픽셀 ({row}, {column})\n{n:g}개 맞힘, 최고는 {best:g}개",
        "value": "값",
        "threshold": "픽셀 ({row}, {column})의 문턱값",
        "right": "맞힌 답의 수(전체 {n})",
        "digits": "숫자의 수",
        "dark": "진할수록 높음, 최고 {n}개",
        "polarity": "극성 {sign}",
        "grey": "맞는 코드",
        "yours": "내 코드",
        "yes": "'예'라고 함",
        "no": "'아니요'라고 함",
        "wrong": "틀림",
        "zeros": "숫자 0",
        "ones": "숫자 1",
        "shade": "best_rule이 1이라고 한 곳",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 7)
    axes = sheet.figure.subplot_mosaic("AAABBB;CCDDEE", height_ratios=[1, 1.7])
    x, y = zeros_and_ones()
    counts = [right(values, y) for values in x.T]
    best = int(np.argmax([pair.max() for pair in counts]))
    with sheet.panel(axes["A"], "thresholds") as ax:
        toy(sheet, ax, kata.thresholds)
    with sheet.panel(axes["B"], "predict") as ax:
        answers(sheet, ax, kata.predict)
    with sheet.panel(axes["C"], "scores") as ax:
        curves(sheet, ax, kata.scores, x[:, best], y, best, counts[best])
    with sheet.panel(axes["D"], "map") as ax:
        pixels(sheet, ax, kata.scores, x, y, counts)
    with sheet.panel(axes["E"], "rule") as ax:
        ink(sheet, ax, kata.best_rule, x, y, max(pair.max() for pair in counts))
    legend(sheet)


def rung(kata):
    """A rule has two answers. It learns zeros from ones, and so every digit is one of these to it."""
    x, y = zeros_and_ones()
    return kata.predict(kata.best_rule(x, y), mnist().x_test.reshape(-1, 784))


def zeros_and_ones():
    """Every eighth training digit that is 0 or 1, as 784 pixels; True for a 1."""
    x, y = mnist().x_train, mnist().y_train
    chosen = np.flatnonzero(y < 2)[::EVERY]
    return x[chosen].reshape(-1, 784), y[chosen] == 1


def limits(values):
    return np.array([-np.inf, *((low + high) / 2 for low, high in pairwise(np.unique(values).astype(float)))])


def right(values, y):
    """(2, K) right answers, from how often each brightness comes with yes and with no."""
    both = np.bincount(values, 1 - 2.0 * y, 256)[np.unique(values)]
    above = y.sum() + np.append(0, np.cumsum(both)[:-1])
    return np.stack([above, len(y) - above])


def toy(sheet, ax, thresholds):
    for value in np.unique(TOY):
        heights = 0.2 + 0.25 * np.arange(np.sum(value == TOY))
        ax.plot(np.full(len(heights), value), heights, "o", color="black")
    ax.set(xlim=(-1.2, 9), ylim=(0, 1), yticks=[], xlabel=sheet.say("value"))
    ax.set_xticks([-0.5, *range(1, 9)], ["-inf", *range(1, 9)])
    ax.vlines(np.maximum(limits(TOY), -0.5), 0, 1, color=GREY, lw=6, zorder=0)
    got = taken(thresholds(TOY), limits(TOY).shape)
    ax.vlines(np.maximum(finite(got, at=slice(1, None)), -0.5), 0, 1, color=BLUE, lw=2, zorder=1)


def answers(sheet, ax, predict):
    """What predict says on and beside the threshold: filled for yes, a cross where it is wrong."""
    x = np.stack([STEPS[::-1], STEPS], axis=1)
    ax.set(xlim=(0, 9), ylim=(-0.5, 1.5), xlabel=sheet.say("value"), xticks=range(1, 9))
    ax.set_yticks([1, 0], [sheet.say("polarity", sign=sign) for sign in ("+1", "-1")])
    for sign, row, ends in ((1, 1, (CUT + 0.1, 9)), (-1, 0, (0, CUT + 0.1))):
        ax.fill_between(ends, row - 0.3, row + 0.3, color="0.88", zorder=0)
        said = taken(predict((1, CUT, sign), x), STEPS.shape) != 0
        wrong = said != ((STEPS > CUT) == (sign == 1))
        for yes in (True, False):
            ax.plot(
                STEPS[said == yes],
                np.full(sum(said == yes), row),
                "o",
                color=BLUE,
                mfc=BLUE if yes else "white",
            )
        ax.plot(STEPS[wrong], np.full(sum(wrong), row), "x", color=RED, ms=11, mew=2)


def curves(sheet, ax, scores, values, y, best, expected):
    at = np.maximum(limits(values), -12)
    ax.set(xlabel=sheet.say("threshold", **place(best)), ylabel=sheet.say("right", n=len(y)))
    ax.set_xticks([-12, 50, 100, 150, 200, 250], ["-inf", 50, 100, 150, 200, 250])
    for sign in (0, 1):
        ax.plot(at, expected[sign], color=GREY, lw=6)
    got = finite(taken(scores(values, y), expected.shape))
    for (color, style), row, sign in zip(LINES.values(), got, ("+1", "-1")):
        ax.plot(at, row, style, color=color, lw=2, label=sheet.say("polarity", sign=sign))
    ax.legend(loc="center")


def pixels(sheet, ax, scores, x, y, counts):
    """A map of the picture: how far a rule on each pixel alone gets; a frame around the best."""
    frame(ax, int(np.argmax([pair.max() for pair in counts])), GREY, 5)
    ax.set(xticks=[0, 14, 27], yticks=[0, 14, 27], xlim=(-0.5, 27.5), ylim=(27.5, -0.5), aspect="equal")
    best = [finite(taken(scores(v, y), pair.shape)).max() for v, pair in zip(x.T, counts)]
    ax.imshow(np.reshape(best, (28, 28)), cmap="Purples", vmin=len(y) / 2)
    ax.set_xlabel(sheet.say("dark", n=f"{max(best):g}"))
    frame(ax, int(np.argmax(best)), BLUE, 2)


def frame(ax, pixel, color, width):
    row, column = divmod(pixel, 28)
    around = np.array([-1, 1, 1, -1, -1]), np.array([-1, -1, 1, 1, -1])
    ax.plot(column + around[0], row + around[1], color=color, lw=width)


def ink(sheet, ax, best_rule, x, y, best):
    """Where the learner's rule looks: how bright zeros and ones are there, and where it says yes."""
    feature, threshold, polarity = taken(best_rule(x, y), [(), (), ()])
    if feature not in range(784) or np.isnan(threshold) or polarity not in (1, -1):
        raise Wrong("value", got=f"({feature}, {threshold}, {polarity})")
    values, cut = x[:, int(feature)], np.clip(threshold, -12, 268)
    ends = (cut, 268) if polarity > 0 else (-12, cut)
    ax.axvspan(*ends, fc="0.92", ec="0.6", zorder=0, label=sheet.say("shade"))
    ax.axvline(cut, ymax=0.7, color="black", lw=1)
    for (color, style), answer, word in zip(LINES.values(), (y, ~y), ("ones", "zeros")):
        many, edges = np.histogram(values[answer], range(0, 273, 16))
        ax.stairs(many, edges, baseline=0.5, color=color, ls=style, lw=2, label=sheet.say(word))
    ax.set(yscale="log", xlim=(-14, 270), ylim=(0.5, 5e4), ylabel=sheet.say("digits"))
    ax.set_yticks([1, 10, 100, 1000], [1, 10, 100, 1000])
    n = np.sum(((values > threshold) == y) == (polarity > 0))
    color = "black" if n == best else RED
    ax.set_xlabel(sheet.say("reach", **place(int(feature)), n=n, best=best), color=color)
    ax.legend(loc="upper left")


def place(pixel):
    return {"row": pixel // 28, "column": pixel % 28}


def finite(array, at=...):
    if not np.isfinite(array[at]).all():
        raise Wrong("finite")
    return array


def legend(sheet):
    handles = {
        "grey": Line2D([], [], color=GREY, lw=6),
        "yours": Line2D([], [], color=BLUE, lw=2),
        "yes": Line2D([], [], marker="o", color=BLUE, ls=""),
        "no": Line2D([], [], marker="o", color=BLUE, mfc="white", ls=""),
        "wrong": Line2D([], [], marker="x", color=RED, ls="", ms=9, mew=2),
    }
    words = [sheet.say(key) for key in handles]
    sheet.figure.legend(handles.values(), words, loc="outside upper left", ncols=5)
