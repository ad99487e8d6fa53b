"""Measured slopes, steps down a valley at three learning rates and with momentum, and the loss on the way.

What calculus gives lies below in grey: the learner's blue should cover it.
"""

import numpy as np
from matplotlib.lines import Line2D

from dojo.figure import RED, taken

BEND = np.array([1.0, 12.0])  # of the valley: its loss is Σ BEND x² / 2
START = np.array([-4.0, 1.0])
STEPS, FEW = 30, 9
SMALL, GOOD, LARGE = 0.01, 0.14, 0.18  # learning rates; above 2 / 12 the steps grow
MOMENTUM = 0.9
X, Y = (-4.6, 2.2), (-2.2, 2.2)  # what is seen of the valley
COLORS = BLUE, ORANGE, *_ = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]
GREY, LIGHT, DARK = "0.75", "0.9", "0.4"
XY = {"angles": "xy", "scale_units": "xy", "zorder": 3}  # arrows in the units of the axes

WORDS = {
    "en": {
        "right": "what calculus gives",
        "yours": "your code",
        "velocity": "your velocity, × 4",
        "lost": "NaN or infinite",
        "slopes": "numerical_gradient: it points uphill",
        "error": "numerical_gradient: how far off, for each h",
        "small": "gradient_step, η = 0.01: too small",
        "good": "gradient_step, η = 0.14: good",
        "large": "gradient_step, η = 0.18: too large",
        "momentum": "momentum_step, η = 0.01, μ = 0.9",
        "minimize": "minimize: the loss on the way, ○ at its answer",
        "end": "loss after {steps} steps: {loss}",
        "out": "leaves the picture at step {step}",
        "h": "h (★: your default)",
        "off": "error",
        "one": "one side",
        "both": "both sides",
        "rounding": "rounding",
        "step": "step",
        "loss": "loss",
    },
    "ko": {
        "right": "미분으로 구한 값",
        "yours": "내 코드",
        "velocity": "내 코드의 속도 × 4",
        "lost": "NaN이나 무한대",
        "slopes": "numerical_gradient: 오르막 방향",
        "error": "numerical_gradient: h에 따른 오차",
        "small": "gradient_step, η = 0.01: 너무 작음",
        "good": "gradient_step, η = 0.14: 알맞음",
        "large": "gradient_step, η = 0.18: 너무 큼",
        "momentum": "momentum_step, η = 0.01, μ = 0.9",
        "minimize": "minimize: 걸음마다 기록한 손실, ○는 돌려준 자리",
        "end": "{steps}걸음 뒤의 손실: {loss}",
        "out": "{step}번째 걸음에서 그림을 벗어남",
        "h": "h(★는 내 코드의 기본값)",
        "off": "오차",
        "one": "한쪽",
        "both": "양쪽",
        "rounding": "반올림 오차",
        "step": "걸음",
        "loss": "손실",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 7.8)
    axes = sheet.figure.subplot_mosaic(
        [["slopes", "error", "error"], ["small", "good", "large"], ["momentum", "minimize", "minimize"]]
    )
    with sheet.panel(axes["slopes"], "slopes") as ax:
        slopes(ax, kata.numerical_gradient)
    with sheet.panel(axes["error"], "error") as ax:
        error(sheet, ax, kata.numerical_gradient)
    for key, rate, steps in [("small", SMALL, STEPS), ("good", GOOD, STEPS), ("large", LARGE, FEW)]:
        with sheet.panel(axes[key], key) as ax:
            step = lambda w, v, g, rate=rate: (kata.gradient_step(w, g, rate), v)  # noqa: E731
            walk(sheet, ax, step, right(rate, 0, steps))
    with sheet.panel(axes["momentum"], "momentum") as ax:
        step = lambda w, v, g: kata.momentum_step(w, v, g, SMALL, MOMENTUM)  # noqa: E731
        walk(sheet, ax, step, right(SMALL, MOMENTUM, STEPS))
    with sheet.panel(axes["minimize"], "minimize") as ax:
        minimize(sheet, ax, kata.minimize)
    grey, blue = Line2D([], [], color=GREY, lw=6), Line2D([], [], color=BLUE, marker=".")
    arrow = Line2D([], [], color=ORANGE, marker=">")
    lost = Line2D([], [], color=RED, marker="x", ls="")
    words = [sheet.say(key) for key in ("right", "yours", "velocity", "lost")]
    sheet.figure.legend([grey, blue, arrow, lost], words, loc="outside upper left", ncols=4)


def valley(x):
    return float((BEND * x * x).sum() / 2)


def right(rate, momentum, steps):
    """The places of the right steps: each is the start times a power of the matrix that makes one step."""
    each = [np.array([[1 - rate * a, momentum], [-rate * a, momentum]]) for a in BEND]
    powers = [[np.linalg.matrix_power(step, k)[0, 0] for step in each] for k in range(steps + 1)]
    return START * powers


def slopes(ax, numerical_gradient):
    contours(ax)
    places = np.stack(np.meshgrid(np.linspace(-4, 1.6, 8), np.linspace(-1.4, 1.4, 5)), -1).reshape(-1, 2)
    tips = places + BEND * places / 30
    ax.plot(*np.stack([places, tips]).transpose(2, 0, 1), color=GREY, lw=6)
    got = np.array([taken(numerical_gradient(valley, place), (2,)) for place in places])
    ax.quiver(*places.T, *got.T, color=BLUE, width=0.007, scale=30, **XY)
    ax.plot(*places[~np.isfinite(got).all(axis=1)].T, "x", color=RED)


def error(sheet, ax, numerical_gradient):
    x, sizes = np.array([0.5, 1.2]), 10.0 ** np.arange(-13, 0.5, 0.5)
    known = [("one", sizes / 2, 2, "top"), ("both", sizes**2 / 6, 13, "top")]
    for key, curve, at, va in [*known, ("rounding", 1e-16 / sizes, 20, "bottom")]:
        ax.loglog(sizes, curve, color=GREY, lw=2)
        ax.text(sizes[at], curve[at], sheet.say(key), color=DARK, va=va)
    ax.set(xlabel=sheet.say("h"), ylabel=sheet.say("off"), ylim=(1e-17, None))

    def off(*h):
        got = numerical_gradient(lambda x: float(np.sin(x).sum()), x, *h)
        return np.maximum(np.abs(taken(got, (2,)) - np.cos(x)).max(), 1e-16)

    errors = np.array([off(h) for h in sizes])
    ax.plot(sizes, errors, "o-", color=BLUE, ms=4)
    ax.plot(1e-5, off(), "*", color=BLUE, ms=16)
    cross(ax, sizes, errors)


def walk(sheet, ax, step, known):
    contours(ax)
    ax.plot(*known.T, color=GREY, lw=6)
    ax.plot(*START, "ks")
    places, velocities = [START], [np.zeros(2)]
    for _ in known[1:]:
        arrays = [np.split(a, 2) for a in (places[-1], velocities[-1], BEND * places[-1])]
        moved = taken(step(*arrays), [[(1,), (1,)]] * 2)
        for kept, array in zip((places, velocities), moved):
            kept.append(np.concatenate(array))
    places, velocities = np.array(places), np.array(velocities)
    ax.plot(*places.T, ".-", color=BLUE)
    if velocities.any():
        ax.quiver(*places[1::4].T, *velocities[1::4].T, color=ORANGE, scale=0.25, **XY)
    out = np.flatnonzero(~((places >= [X[0], Y[0]]) & (places <= [X[1], Y[1]])).all(axis=1))
    note = [sheet.say("end", steps=len(known) - 1, loss=f"{valley(places[-1]):.3g}")]
    note += [sheet.say("out", step=out[0])] if len(out) else []
    ax.set_xlabel("\n".join(note), color="k" if np.allclose(places, known) else RED)


def minimize(sheet, ax, run):
    kinds = [(LARGE, 0, "x"), (SMALL, 0, "o"), (SMALL, MOMENTUM, "s"), (GOOD, 0, "^")]
    for rate, momentum, _ in kinds:
        ax.semilogy([valley(x) for x in right(rate, momentum, STEPS)], color=GREY, lw=6)
    ax.set(xlabel=sheet.say("step"), ylabel=sheet.say("loss"), xlim=(-1, 1.5 * STEPS))
    for (rate, momentum, marker), color in zip(kinds, COLORS):
        end, losses = taken(run(valley, START, rate, STEPS, momentum), [(2,), (STEPS + 1,)])
        ax.plot(losses, marker=marker, ms=4, color=color, label=f"η = {rate}, μ = {momentum}")
        ax.plot(STEPS, valley(end), "o", mfc="none", ms=10, color=color)
        cross(ax, np.arange(STEPS + 1), losses)
    ax.legend(loc="center right")


def contours(ax):
    x, y = np.meshgrid(np.linspace(*X, 80), np.linspace(*Y, 60))
    ax.contour(x, y, (BEND[0] * x * x + BEND[1] * y * y) / 2, 2.0 ** np.arange(-2, 6), colors=LIGHT)
    ax.set(xlim=X, ylim=Y, aspect="equal", xticks=[], yticks=[])


def cross(ax, x, y):
    """A red cross at the upper edge for every value that is no finite number."""
    lost = ~np.isfinite(y)
    ax.plot(x[lost], np.full(lost.sum(), 0.97), "x", color=RED, transform=ax.get_xaxis_transform())
