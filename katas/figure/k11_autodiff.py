"""Above, one formula as a graph: at every Value its data and grad, at every arrow the local slope. Below,
the slopes of each operator as its number moves, and the time that a walk takes for each Value.

What is right lies below in grey, or stands in red beside what is not.
"""

import gc
import math
from time import perf_counter

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from dojo.figure import RED, taken

BLUE, ORANGE, GREEN, GREY, DARK = "#0072b2", "#d55e00", "#009e73", "0.75", "0.4"
LEAVES = {"w": 0.5, "x": 2.4, "b": -0.6}
STEPS = {"p": "w * x", "z": "p + b", "h": "z.tanh()", "q": "h ** 2", "y": "q + z"}
PLACES = {"w": (0, 2), "x": (0, 1), "b": (0, 0), "p": (1, 1.6), "z": (2, 1)}
PLACES |= {"h": (3, 1.75), "q": (4, 1.75), "y": (5, 1)}
BOX = 0.68, 0.74  # width and height of a Value in the graph
OPERATORS = {  # the formula, the same in plain numbers, the numbers, which of them is moved, and how far
    "__add__": ("x + y", lambda x, y: x + y, {"x": 0, "y": 1.5}, "x", (-2, 2)),
    "__mul__": ("x * y", lambda x, y: x * y, {"x": 0, "y": -1.5}, "x", (-2, 2)),
    "__truediv__": ("x / y", lambda x, y: x / y, {"x": 2, "y": 0}, "y", (0.7, 3)),
    "__pow__": ("x ** 3", lambda x: x**3, {"x": 0}, "x", (-1.3, 1.3)),
    "exp": ("x.exp()", math.exp, {"x": 0}, "x", (-2, 1.5)),
    "log": ("x.log()", math.log, {"x": 0}, "x", (0.3, 3)),
    "relu": ("x.relu()", lambda x: max(x, 0), {"x": 0}, "x", (-2, 2)),
    "tanh": ("x.tanh()", math.tanh, {"x": 0}, "x", (-3, 3)),
}
POINTS, NUDGE = 30, 1e-5  # an even number of points misses the kink of relu
PROGRAMS = {  # of n rounds, each of three Values
    "chain": "y = x\nfor _ in range({n}): y = y * 0.5 + x\ny.backward()",
    "diamonds": "y = x\nfor _ in range({n}): y = 0.5 * (y + y)\ny.backward()",
}
SIZES = 12, 15, 18, 30, 100, 200, 500, 1000
ENOUGH = 0.2  # seconds

WORDS = {
    "en": {
        "graph": "data and grad of every Value in y = tanh(z)² + z, z = w x + b; × the local slope",
        "__add__": "__add__: x + 1.5",
        "__mul__": "__mul__: x · (-1.5)",
        "__truediv__": "__truediv__: 2 / y",
        "__pow__": "__pow__: x³",
        "exp": "exp(x)",
        "log": "log(x)",
        "relu": "relu(x)",
        "tanh": "tanh(x)",
        "time": "backward: the time",
        "rule": "A Value's grad: over all arrows that leave it,\nadd up local slope × grad at the tip.",
        "measured": "right: measured with plain numbers",
        "data": "your data",
        "x": "your slope along x",
        "y": "your slope along y",
        "chain": "chain",
        "diamonds": "diamonds",
        "values": "Values in the graph",
        "each": "µs for each Value (level is right)",
    },
    "ko": {
        "graph": "y = tanh(z)² + z, z = w x + b에서 각 Value의 data와 grad, ×는 국소 기울기",
        "__add__": "__add__: x + 1.5",
        "__mul__": "__mul__: x · (-1.5)",
        "__truediv__": "__truediv__: 2 / y",
        "__pow__": "__pow__: x³",
        "exp": "exp(x)",
        "log": "log(x)",
        "relu": "relu(x)",
        "tanh": "tanh(x)",
        "time": "backward: 걸리는 시간",
        "rule": "Value의 grad는 나가는 화살표마다\n국소 기울기 × 화살표 끝의 grad를 구해 모두 더한 값",
        "measured": "맞는 값(보통 숫자로 잰 것)",
        "data": "내 data",
        "x": "x에 대한 내 기울기",
        "y": "y에 대한 내 기울기",
        "chain": "사슬",
        "diamonds": "마름모",
        "values": "그래프에 있는 Value의 수",
        "each": "Value 하나에 드는 시간(µs), 수평이면 맞음",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(11, 8)
    axes = sheet.figure.subplot_mosaic(
        "GGGGG;ABCDT;EFHIT", width_ratios=[2, 2, 2, 2, 3], height_ratios=[2, 1.2, 1.2]
    )
    with sheet.panel(axes["G"], "graph") as ax:
        ax.text(3.5, 0.1, sheet.say("rule"), color=DARK, ha="center")
        graph(ax, kata)
    for letter, key in zip("ABCDEFHI", OPERATORS):
        with sheet.panel(axes[letter], key) as ax:
            operator(ax, kata.slopes, *OPERATORS[key])
    with sheet.panel(axes["T"], "time") as ax:
        time(sheet, ax, kata)
    colors = {"data": ORANGE, "x": BLUE, "y": GREEN}
    handles = [Line2D([], [], color=GREY, lw=6)] + [Line2D([], [], color=color) for color in colors.values()]
    words = [sheet.say(key) for key in ("measured", *colors)]
    sheet.figure.legend(handles, words, loc="outside upper left", ncols=4)


def graph(ax, kata):
    """A box for each Value, an arrow for each input. Grads come last: the rest is there without backward."""
    ax.set(xlim=(-0.5, 5.5), ylim=(-0.45, 2.45))
    ax.set_axis_off()
    data, local, grads = by_hand(**LEAVES)
    boxes = {name: box(ax, name) for name in PLACES}
    for name, given in local:
        patches = {"patchA": boxes[given], "patchB": boxes[name], "shrinkA": 0, "shrinkB": 0}
        arrow = {"arrowstyle": "-|>", "color": GREY, **patches}
        ax.annotate("", PLACES[name], PLACES[given], arrowprops=arrow, zorder=0)
    program = "; ".join(f"{name} = {expression}" for name, expression in STEPS.items())
    got = kata.run(program, **LEAVES)
    for name, (x, y) in PLACES.items():
        number(ax, x, y, "data {}", got[name][0], data[name])
    for name, expression in STEPS.items():
        inputs = {given: data[given] for step, given in local if step == name}
        _, along = kata.slopes(expression, **inputs)
        for given, slope in along.items():
            x, y = (np.array(PLACES[name]) + PLACES[given]) / 2
            number(ax, x, y + 0.13, "× {}", slope, local[name, given], "\n")
    got = kata.run(f"{program}; y.backward()", **LEAVES)
    for name, (x, y) in PLACES.items():
        number(ax, x, y - 0.23, "grad {}", got[name][1], grads[name])


def by_hand(w, x, b):
    """Data, local slopes by (step, input), and grads of the formula."""
    z, h = w * x + b, math.tanh(w * x + b)
    data = {"w": w, "x": x, "b": b, "p": w * x, "z": z, "h": h, "q": h * h, "y": h * h + z}
    local = {("p", "w"): x, ("p", "x"): w, ("z", "p"): 1, ("z", "b"): 1, ("h", "z"): 1 - h * h}
    local |= {("q", "h"): 2 * h, ("y", "q"): 1, ("y", "z"): 1}
    along_z = 1 + 2 * h * (1 - h * h)
    grads = {"y": 1, "q": 1, "h": 2 * h, "z": along_z, "p": along_z, "b": along_z}
    return data, local, grads | {"w": along_z * x, "x": along_z * w}


def box(ax, name):
    (x, y), (width, height) = PLACES[name], BOX
    corner, form = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=0.1"
    words = f"{name} = {STEPS[name]}" if name in STEPS else name
    ax.text(x, y + 0.23, words, ha="center", va="center", size=11)
    return ax.add_patch(FancyBboxPatch(corner, width, height, boxstyle=form, fc="white", ec=DARK))


def number(ax, x, y, words, got, right, between=" "):
    """The learner's number; where it is wrong, in red and with the right one."""
    good = np.isclose(got, right)
    words = words.format(f"{got:.3g}") + ("" if good else f"{between}≠ {right:.3g}")
    ax.text(x, y, words, ha="center", va="center", size=9, color="black" if good else RED)


def operator(ax, slopes, expression, f, numbers, moved, ends):
    """The data of one operator and its slopes along each number, as one of them moves."""
    at = np.linspace(*ends, POINTS)
    points = [numbers | {moved: float(x)} for x in at]
    ax.plot(at, [f(**p) if p.keys() & {"y"} else f(p["x"]) for p in points], color=GREY, lw=6)
    for name in numbers:
        ax.plot(at, [measured(f, p, name) for p in points], color=GREY, lw=6)
    got = [slopes(expression, **p) for p in points]
    lines = np.array([[data, *along.values()] for data, along in got])
    for line, color, style in zip(lines.T, (ORANGE, BLUE, GREEN), (":", "-", "--")):
        ax.plot(at, line, style, color=color, lw=2)
        cross(ax, at[~np.isfinite(line)])


def measured(f, numbers, name):
    """The slope of f along one of its numbers."""
    above, below = (f(*(numbers | {name: numbers[name] + h}).values()) for h in (NUDGE, -NUDGE))
    return (above - below) / (2 * NUDGE)


def time(sheet, ax, kata):
    """How long each Value takes, in graphs of growing size; a line ends where one run takes too long."""
    ax.set(xscale="log", yscale="log", ylim=(0.3, 300), xlim=(20, 6e3))
    ax.set(xlabel=sheet.say("values"), ylabel=sheet.say("each"))
    taken(kata.run("x.backward()", x=1.0)["x"], [(), ()])
    for (key, program), marker in zip(PROGRAMS.items(), ("o-", "s--")):
        times = {}
        for n in SIZES:
            times[3 * n] = min(seconds(kata.run, program.format(n=n)) for _ in range(3))
            if times[3 * n] > ENOUGH:
                break
        each = [1e6 * t / n for n, t in times.items()]
        ax.plot(list(times), each, marker, mfc="none", label=sheet.say(key))
    ax.legend(loc="upper right")


def seconds(run, program):
    """The time of one run, without Python's search for garbage, which grows with all that is in memory."""
    gc.disable()
    start = perf_counter()
    try:
        run(program, x=1.0)
        return perf_counter() - start
    finally:
        gc.enable()


def cross(ax, x):
    """A red cross at the upper edge wherever the learner's number is none."""
    ax.plot(x, np.full(x.size, 0.97), "x", color=RED, transform=ax.get_xaxis_transform())
