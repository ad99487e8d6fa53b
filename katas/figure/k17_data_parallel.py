"""A batch of digits on four devices: who has which rows, what each finds, how far that is from one device."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Rectangle

from dojo import show
from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]  # of the four devices
GREY, DARK = "0.75", "0.4"
RATE, STEPS, ROUNDING = 0.5, 10, 1e-7
EDGES = [0, 3, 6, 8, 10]  # ten digits for four devices
FORM = [[(784, 10), (10,)]]
THREE = 3  # the digit whose weights are drawn

WORDS = {
    "en": {
        "shards": "shards: ten digits for four devices",
        "spread": "spread: equal pieces, filled up with rows of weight 0",
        "device": "device {i}",
        "gradients": "device_gradients: two digits each, on the weights of a 3 (red grows, blue shrinks)",
        "average": "average of 3, 3, 2, 2",
        "replicate": "replicate: W",
        "whole": "whole",
        "part": "in part",
        "off": "off by {error:.0e}",
        "parallel": "parallel_step",
        "sharded": "sharded_step",
        "keras": "keras_step",
        "steps": "steps of 50 digits",
        "batch": "a step of 48 digits",
        "distance": "off from one device by",
        "rounding": "rounding",
        "lies": "new W, whole on",
    },
    "ko": {
        "shards": "shards: 숫자 열 개를 장치 네 개에",
        "spread": "spread: 크기가 같은 조각, 남는 자리는 가중치가 0인 행",
        "device": "장치 {i}",
        "gradients": "device_gradients: 숫자 두 개씩 보고 3의 가중치를 키울 곳(빨강)과 줄일 곳(파랑)",
        "average": "average: 3, 3, 2, 2",
        "replicate": "replicate: W",
        "whole": "전체",
        "part": "일부",
        "off": "차이 {error:.0e}",
        "parallel": "parallel_step",
        "sharded": "sharded_step",
        "keras": "keras_step",
        "steps": "숫자 50개씩 간 걸음 수",
        "batch": "숫자 48개로 한 걸음",
        "distance": "장치 하나로 간 것과의 차이",
        "rounding": "반올림",
        "lies": "새 W 전체가 있는 장치",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 8.6)
    axes = sheet.figure.subplot_mosaic(
        [[*"AAAAAAAAA"], [*"BBBBBBBBB"], [*"CCCCCCCDD"], [*"EEEEEEEEE"], [*"FFFGGGHHH"]],
        height_ratios=[1, 1.15, 1, 0.45, 1.9],
    )
    parts = {"A": ("shards", shards), "B": ("spread", spread), "C": ("gradients", gradients)}
    parts |= {"D": ("average", average), "E": ("replicate", replicate), "F": ("parallel", parallel)}
    parts |= {"G": ("sharded", sharded), "H": ("keras", keras)}
    for letter, (title, part) in parts.items():
        with sheet.panel(axes[letter], title) as ax:
            part(sheet, ax, kata)


def digits(start, n):
    """n training digits from `start` on, as float32 rows, and their labels."""
    rows = slice(start, start + n)
    return mnist().x_train[rows].reshape(n, 784).astype(np.float32) / 255, mnist().y_train[rows].astype(int)


def zeros():
    return singles([(np.zeros((784, 10)), np.zeros(10))])


def singles(params):
    return [(np.asarray(W, np.float32), np.asarray(b, np.float32)) for W, b in params]


def gradient(params, x, y):
    """Of the mean cross-entropy of one layer, in float64."""
    ((W, b),) = params
    powers = np.exp(x.astype(float) @ W + b)
    delta = (powers / powers.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(y)
    return [(x.T @ delta, delta.sum(axis=0))]


def stepped(params, x, y):
    return [(W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(params, gradient(params, x, y))]


def distance(got, right):
    return float(max(np.abs(a - b).max() for pairs in zip(got, right) for a, b in zip(*pairs)))


def meshed(kata):
    return kata.jax.sharding.Mesh(kata.jax.devices(), ("batch",))


def placed(kata, tree, *axes):
    """JAX arrays on the mesh, put there by JAX itself."""
    how = kata.jax.sharding
    return kata.jax.device_put.kept(tree, how.NamedSharding(meshed(kata), how.PartitionSpec(*axes)))


def pieces(kata, answer, n):
    """For each of the n arrays of a kept answer, (device, what it holds) by device."""
    arrays = kata.jax.tree.leaves.kept(answer)
    if len(arrays) != n or not all(hasattr(array, "addressable_shards") for array in arrays):
        raise Wrong("not_numbers", got=show.value(answer))
    found = [[(int(s.device.id), np.asarray(s.data)) for s in a.addressable_shards] for a in arrays]
    return [sorted(array, key=lambda piece: piece[0]) for array in found]


def bare(ax, wide, high):
    ax.set(xlim=(-2, wide), ylim=(high, -2), xticks=[], yticks=[], aspect="equal", anchor="W")
    ax.spines[:].set_visible(False)


def picture(ax, image, left, top, edge, size=28, **how):
    """A digit, or the weights of one, in a frame."""
    where = {"extent": (left, left + size, top + size, top), "cmap": "Greys", "vmin": 0, "vmax": 1}
    ax.imshow(np.reshape(image, (28, 28)), **where | how)
    ax.add_patch(Rectangle((left, top), size, size, fill=False, ec=edge, lw=2))


def shards(sheet, ax, kata):
    bare(ax, 440, 46)
    x, _ = digits(0, 10)
    cut = taken(kata.shards(10, 4), (4, 2))
    for j in range(10):
        owners = [i for i, (start, stop) in enumerate(cut) if start <= j < stop]
        edge = COLORS[owners[0]] if len(owners) == 1 else RED
        picture(ax, x[j], 36 * j, 0, edge)
        ax.text(36 * j + 14, 39, ", ".join(map(str, owners)) or "–", ha="center", va="center", color=edge)
    for i, color in enumerate(COLORS):
        ax.text(372, 2 + 10 * i, sheet.say("device", i=i), color=color, va="center")


def spread(sheet, ax, kata):
    bare(ax, 440, 50)
    x, _, weight = pieces(kata, kata.spread.kept(*digits(0, 10), meshed(kata)), 3)
    weights, wide = dict(weight), min(32, 384 / max(1, sum(len(rows) for _, rows in x)))
    for i, rows in x:
        left, own = i * (3 * 32 + 14), weights.get(i, ())
        ax.text(left, 45, sheet.say("device", i=i), color=COLORS[i], va="center")
        for j, row in enumerate(rows):
            counts = own[j] if len(own) == len(rows) else np.nan
            color = {1: COLORS[i], 0: DARK}.get(float(counts), RED)
            picture(ax, row, left, 0, color, wide * 7 / 8)
            words = "?" if np.isnan(counts) else f"{counts:g}"
            ax.text(left + wide * 7 / 16, 35, words, ha="center", va="center", color=color, size=9)
            left += wide


def shown(sheet, ax, got, right, left, color):
    """The weights of one digit in a gradient: red where a step makes them larger, blue where smaller."""
    wrong = distance(got, right)
    picture(ax, got[0][0][:, THREE], left, 0, color, cmap="RdBu", vmin=-0.3, vmax=0.3)
    words = sheet.say("off", error=wrong)
    ax.text(left, 36, words, va="center", size=9, color=DARK if wrong < 1e-5 else RED)


def gradients(sheet, ax, kata):
    bare(ax, 345, 42)
    x, y = digits(4, 8)
    got = taken(kata.device_gradients(zeros(), x, y, kata.jax.devices()), [FORM] * 4)
    for i, part in enumerate(got):
        own = slice(2 * i, 2 * i + 2)
        shown(sheet, ax, part, gradient(zeros(), x[own], y[own]), 88 * i, COLORS[i])
        for top, digit in zip((0, 15), x[own]):
            picture(ax, digit, 88 * i + 34, top, COLORS[i], 13)


def average(sheet, ax, kata):
    bare(ax, 66, 42)
    x, y = digits(0, 10)
    parts = [singles(gradient(zeros(), x[a:b], y[a:b])) for a, b in pairwise(EDGES)]
    got = taken(kata.average(parts, np.diff(EDGES).tolist()), FORM)
    shown(sheet, ax, got, gradient(zeros(), x, y), 0, "k")


def replicate(sheet, ax, kata):
    bare(ax, 440, 16)
    held = dict(pieces(kata, kata.replicate.kept(zeros(), meshed(kata)), 2)[0])
    for i, color in enumerate(COLORS):
        whole = i in held and held[i].shape == (784, 10)
        words = "–" if i not in held else sheet.say("whole" if whole else "part")
        ax.add_patch(Rectangle((88 * i, 0), 70, 14, fc=color if whole else "w", ec=color if whole else RED))
        how = {"ha": "center", "va": "center", "color": "w" if whole else RED}
        ax.text(88 * i + 35, 7, f"{sheet.say('device', i=i)}: {words}", **how)


def curve(sheet, ax, step):
    """How far each step is from one device in float64, where all steps before it count too."""
    ax.set(yscale="log", ylim=(1e-9, 10), xlim=(0.5, STEPS + 0.5), xlabel=sheet.say("steps"))
    ax.axhline(ROUNDING, color=GREY, lw=6)
    ax.text(STEPS + 0.4, 1.5 * ROUNDING, sheet.say("rounding"), color=DARK, ha="right", va="bottom", size=9)
    got, right, off = zeros(), zeros(), []
    for x, y in (digits(50 * i, 50) for i in range(STEPS)):
        got, right = singles(taken(step(got, x, y), FORM)), stepped(right, x, y)
        off.append(distance(got, right))
    marks(ax, off)


def marks(ax, off):
    for n, wrong in enumerate(off, 1):
        good, seen = wrong < 1e-5, min(max(wrong, 2e-9), 5) if np.isfinite(wrong) else 5
        ax.plot(n, seen, "o" if good else "x", color=COLORS[0] if good else RED)


def parallel(sheet, ax, kata):
    ax.set_ylabel(sheet.say("distance"))
    step = lambda params, x, y: kata.parallel_step(params, x, y, RATE, kata.jax.devices())  # noqa: E731
    curve(sheet, ax, step)


def sharded(sheet, ax, kata):
    def given(params, x, y):
        rest = -len(x) % 4
        batch = np.pad(x, [(0, rest), (0, 0)]), np.pad(y, (0, rest)), np.arange(len(x) + rest) < len(x)
        return placed(kata, params), *(placed(kata, a, "batch") for a in (*batch[:2], np.float32(batch[2])))

    step = lambda params, x, y: kata.sharded_step(*given(params, x, y), RATE)  # noqa: E731
    curve(sheet, ax, step)
    W, _ = pieces(kata, kata.sharded_step.kept(*given(zeros(), *digits(0, 8)), RATE), 2)
    whole = [str(i) for i, part in W if part.shape == (784, 10)]
    words = f"{sheet.say('lies')} {' '.join(whole) or '–'}"
    ax.text(STEPS + 0.4, 3, words, ha="right", color=DARK if len(whole) == 4 else RED, size=9)


def keras(sheet, ax, kata):
    ax.set(yscale="log", ylim=(1e-9, 10), xlim=(0.5, 1.5), xticks=[], xlabel=sheet.say("batch"))
    ax.axhline(ROUNDING, color=GREY, lw=6)
    start, (x, y) = [], digits(0, 48)

    def build():
        model = kata.network([784, 10], RATE, 3)
        start.append(tuple(model.get_weights()))
        return model

    model, _ = taken(kata.keras_step(build, x, y, kata.jax.devices()), [..., ()])
    marks(ax, [distance([tuple(model.get_weights())], stepped(start[-1:], x, y))])
