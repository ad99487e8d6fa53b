"""Five losses as the prediction moves: low where it is right, rising without limit where it is surely wrong.

What the formulas give lies below in grey. A cross marks where the learner's code gave no number.
"""

from itertools import groupby

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import SymmetricalLogLocator

from dojo.figure import RED, taken

N = 3  # every point is the mean over three examples that cost the same: a sum is three times as high
PROBS = np.linspace(0.005, 0.995, 67)
WAY = np.linspace(0, 2, 61)  # from class 0 over class 1 to class 2
SIZES = np.logspace(-1, 3, 49)
LOGITS = np.concatenate([-SIZES[::-1], [0], SIZES])
LINES = {0: ("#d55e00", "--"), 1: ("#0072b2", "-"), 2: ("#009e73", ":")}  # by the answer
GREY = "0.75"
SIGNS = ("overflow", "divide", "invalid")  # of a FloatingPointError

WORDS = {
    "en": {
        "answer": "your code, answer {y}",
        "right": "what the formula gives",
        "none": "no number",
        "squares": "mean_squared_error",
        "binary": "binary_cross_entropy",
        "classes": "categorical_cross_entropy",
        "binary_logits": "binary_cross_entropy_from_logits",
        "logits": "categorical_cross_entropy_from_logits",
        "prediction": "prediction",
        "probability": "probability of a 1",
        "way": "the class that gets 96 %",
        "logit": "logit",
        "logit_of_one": "logit of class 1; those of classes 0 and 2 are 0",
        "loss": "loss, the mean of {n} examples",
        "overflow": "answer {y}: too large",
        "divide": "answer {y}: ÷ 0 or ln 0",
        "invalid": "answer {y}: 0/0, ∞ − ∞",
        "nan": "answer {y}: NaN",
        "inf": "answer {y}: infinite",
    },
    "ko": {
        "answer": "내 코드, 정답 {y}",
        "right": "식으로 구한 값",
        "none": "숫자가 나오지 않음",
        "squares": "mean_squared_error",
        "binary": "binary_cross_entropy",
        "classes": "categorical_cross_entropy",
        "binary_logits": "binary_cross_entropy_from_logits",
        "logits": "categorical_cross_entropy_from_logits",
        "prediction": "예측",
        "probability": "1일 확률",
        "way": "확률 96 %를 받는 클래스",
        "logit": "로짓",
        "logit_of_one": "클래스 1의 로짓(클래스 0과 2의 로짓은 0)",
        "loss": "손실(샘플 {n}개의 평균)",
        "overflow": "정답 {y}: 오버플로",
        "divide": "정답 {y}: ÷ 0 또는 ln 0",
        "invalid": "정답 {y}: 0/0, ∞ − ∞",
        "nan": "정답 {y}: NaN",
        "inf": "정답 {y}: 무한대",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 7)
    axes = sheet.figure.subplot_mosaic("AABBCC;DDDEEE")
    with sheet.panel(axes["A"], "squares") as ax:
        ax.set(xlabel=sheet.say("prediction"), ylabel=sheet.say("loss", n=N))
        loss = lambda y, p: kata.mean_squared_error(np.full((N, 2), float(y)), np.full((N, 2), p))  # noqa: E731
        curves(sheet, ax, loss, PROBS, {y: (PROBS - y) ** 2 for y in (0, 1)})
    with sheet.panel(axes["B"], "binary") as ax:
        ax.set(xlabel=sheet.say("probability"))
        loss = lambda y, p: kata.binary_cross_entropy(np.full(N, y), np.full(N, p))  # noqa: E731
        curves(sheet, ax, loss, PROBS, {0: -np.log(1 - PROBS), 1: -np.log(PROBS)})
    with sheet.panel(axes["C"], "classes") as ax:
        ax.set(xlabel=sheet.say("way"), xticks=[0, 1, 2])
        loss = lambda y, t: kata.categorical_cross_entropy(*renamed(y, probs(t)))  # noqa: E731
        curves(sheet, ax, loss, WAY, {y: -np.log([probs(t)[y] for t in WAY]) for y in (0, 1, 2)})
    with sheet.panel(axes["D"], "binary_logits") as ax:
        ax.set(xlabel=sheet.say("logit"), ylabel=sheet.say("loss", n=N))
        loss = lambda y, z: kata.binary_cross_entropy_from_logits(np.full(N, y), np.full(N, z))  # noqa: E731
        wide(ax)
        curves(sheet, ax, loss, LOGITS, {0: np.logaddexp(0, LOGITS), 1: np.logaddexp(0, -LOGITS)})
    with sheet.panel(axes["E"], "logits") as ax:
        ax.set(xlabel=sheet.say("logit_of_one"))
        loss = lambda y, z: kata.categorical_cross_entropy_from_logits(*renamed(y, np.array([0, z, 0])))  # noqa: E731
        wide(ax)
        total = np.logaddexp(np.log(2), LOGITS)
        curves(sheet, ax, loss, LOGITS, {0: total, 1: total - LOGITS})
    legend(sheet)


def probs(t):
    """Probabilities of three classes, on the way from class 0 at t = 0 over class 1 to class 2."""
    return 0.02 + 0.94 * np.clip(1 - np.abs(t - np.arange(3)), 0, 1)


def renamed(y, row):
    """Three examples that cost the same: the classes go round, and the answer with them."""
    return (y + np.arange(N)) % 3, np.stack([np.roll(row, k) for k in range(N)])


def wide(ax):
    """Axes that show 1 and 1000 alike, on both sides of 0."""
    ax.set(xscale="asinh", yscale="asinh", xticks=[-1000, -100, -10, 0, 10, 100, 1000])
    ax.yaxis.set_major_locator(SymmetricalLogLocator(base=10, linthresh=1))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:g}")
    ax.minorticks_off()


def curves(sheet, ax, loss, x, right):
    """A curve for every answer, its right values in grey; loss(y, x) is the learner's."""
    for values in right.values():
        ax.plot(x, values, color=GREY, lw=6)
    signs = {}
    for y in right:
        color, style = LINES[y]
        values, signs[y] = zip(*[value(loss, y, at) for at in x])
        ax.plot(x, values, style, color=color, lw=2)
    if any(map(any, signs.values())):  # room above for the crosses
        ax.autoscale_view()
        ax.set_ylim(top=ax.transData.inverted().transform(ax.transAxes.transform((0, 1.35)))[1])
    for row, y in enumerate(right):
        crosses(sheet, ax, x, signs[y], y, 0.95 - 0.09 * row)


def value(loss, y, x):
    """The learner's loss, and what it is instead of a number: a key, or None."""
    try:
        found = taken(loss(y, x), ())
    except FloatingPointError as error:
        return np.nan, next(sign for sign in SIGNS if sign in str(error))
    return found, "nan" if np.isnan(found) else "inf" if np.isinf(found) else None


def crosses(sheet, ax, x, signs, y, height):
    """Crosses where there is no number, and beside each row of them why."""
    for sign, group in groupby(range(len(x)), key=signs.__getitem__):
        if sign is None:
            continue
        run = list(group)
        how = {"color": RED, "transform": ax.get_xaxis_transform()}
        ax.plot(x[run], np.full(len(run), height), "x", **how)
        middle = len(x) // 2
        side = "left" if run[-1] < middle else "right" if run[0] > middle else "center"
        place = x[{"left": run[-1], "right": run[0], "center": run[len(run) // 2]}[side]]
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.text(place, height, f"  {sheet.say(sign, y=y)}  ", ha=side, va="center", size=9, bbox=box, **how)


def legend(sheet):
    mine = [Line2D([], [], color=color, ls=style, lw=2) for color, style in LINES.values()]
    others = [Line2D([], [], color=GREY, lw=6), Line2D([], [], color=RED, marker="x", ls="")]
    words = [*(sheet.say("answer", y=y) for y in LINES), sheet.say("right"), sheet.say("none")]
    sheet.figure.legend([*mine, *others], words, loc="outside upper left", ncols=5)
