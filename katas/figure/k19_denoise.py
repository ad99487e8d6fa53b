"""Above: the noise, the filter's numbers, decibels, and the three guesses compared. Below: one epoch and
the next, digits that the network has never seen, and how it came to clean them.

What is right lies below in grey. The network is smaller than that of the tests, and is trained for less.
"""

from itertools import islice

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from dojo import show
from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

SIGMA, HIDDEN, DIGITS, EPOCHS, BATCH, RATE = 0.5, 64, 2000, 6, 10, 10.0
RIGHT_ERRORS = [0.0486, 0.0364, 0.0331, 0.0313, 0.0300, 0.0291]  # mean of 8 seeds, s.d. 0.0005 at most
RIGHT_LEFT = 0.029  # on new digits
FEW, OTHERS, SHOWN, HIGH = 5, 500, (3, 2, 1, 44, 4, 53, 11), 40
SPOT = np.array([[0.0, 36, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 72]])
OFF = [0, 0.01, 0.03, 0.1, 0.3, 1, 3]
TOP = 62  # of the panel on psnr: there stands what is infinite
BLUE, ORANGE, GREEN, GREY, DARK = "#0072b2", "#d55e00", "#009e73", "0.78", "0.4"
BELOW = {"color": GREY, "lw": 7, "solid_capstyle": "round"}

WORDS = {
    "en": {
        "noise": "add_noise: with σ = 0.5",
        "filter": "mean_filter: of one 36, one 72",
        "psnr": "psnr: every pixel off by the same",
        "compare": "compare: on digits never seen",
        "pairs": "pairs: two epochs",
        "digits": "denoise: digits never seen",
        "train": "train: error of each epoch",
        "paper": "paper",
        "ink": "ink",
        "value": "pixel after the noise",
        "off": "off by",
        "noisy": "noisy",
        "clean": "clean",
        "filtered": "mean filter",
        "denoised": "denoised",
        "again": "the same noise in both epochs",
        "strange": "red: not the picture it should be",
        "epoch": "epoch of 2,000 digits",
        "judged": "of the network that your train made",
        "new": "on new digits",
        "grey": "right code",
        "yours": "your code",
        "wrong": "is wrong",
    },
    "ko": {
        "noise": "add_noise: σ = 0.5일 때",
        "filter": "mean_filter: 36 하나와 72 하나",
        "psnr": "psnr: 모든 픽셀이 똑같이 틀릴 때",
        "compare": "compare: 처음 보는 숫자",
        "pairs": "pairs: 두 에포크",
        "digits": "denoise: 처음 보는 숫자",
        "train": "train: 에포크별 오차",
        "paper": "종이",
        "ink": "잉크",
        "value": "잡음을 더한 픽셀의 값",
        "off": "틀린 크기",
        "noisy": "잡음",
        "clean": "원본",
        "filtered": "평균 필터",
        "denoised": "신경망",
        "again": "두 에포크의 잡음이 같음",
        "strange": "빨간색: 있어야 할 그림이 아님",
        "epoch": "에포크(숫자 2,000개)",
        "judged": "내 train으로 훈련한 신경망",
        "new": "처음 보는 숫자",
        "grey": "맞는 코드",
        "yours": "내 코드",
        "wrong": "틀림",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(13, 8)
    layout = [["noise", "filter", "psnr", "compare"], ["pairs", "digits", "digits", "train"]]
    axes = sheet.figure.subplot_mosaic(layout, height_ratios=[1, 1.35])
    x, new = (images / np.float32(255) for images in (mnist().x_train[:DIGITS], mnist().x_test[:OTHERS]))
    noisy = new + np.random.default_rng(3).normal(0, SIGMA, new.shape).astype("float32")
    params = kata.initialize([784, HIDDEN, 784], np.random.default_rng(2))
    with sheet.panel(axes["noise"], "noise") as ax:
        spread(sheet, ax, kata.add_noise)
    with sheet.panel(axes["filter"], "filter") as ax:
        numbers(ax, kata.mean_filter)
    with sheet.panel(axes["psnr"], "psnr") as ax:
        decibels(sheet, ax, kata.psnr, x[:1])
    with sheet.panel(axes["pairs"], "pairs") as ax:
        two_epochs(sheet, ax, kata.pairs, x[:FEW])
    with sheet.panel(axes["train"], "train") as ax:
        params = course(sheet, ax, kata.train, params, x, new, noisy)
    with sheet.panel(axes["digits"], "digits") as ax:
        page(sheet, ax, kata.denoise, params, new, noisy)
    with sheet.panel(axes["compare"], "compare") as ax:
        bars(sheet, ax, kata.compare, params, new, noisy)
    legend(sheet)


def form(params):
    return [[W.shape, b.shape] for W, b in params]


@np.errstate(all="ignore")
def answers(params, noisy):
    rows = noisy.reshape(len(noisy), -1)
    for W, b in params[:-1]:
        rows = np.maximum(rows @ W + b, 0)
    return np.clip(rows @ params[-1][0] + params[-1][1], 0, 1).reshape(noisy.shape)


def smoothed(images):
    total, count = (
        sum(np.pad(a, [(0, 0), (i, 2 - i), (j, 2 - j)]) for i in range(3) for j in range(3))[:, 1:-1, 1:-1]
        for a in (images, np.ones_like(images[:1]))
    )
    return total / count


def error(images, reference):
    return float(np.mean((images - reference) ** 2))


def mean_psnr(images, reference):
    return float(np.mean(-10 * np.log10(np.mean((images - reference) ** 2, axis=(1, 2)))))


def finite(array):
    if not np.isfinite(array).all():
        raise Wrong("finite")
    return array


def spread(sheet, ax, add_noise):
    """How often each value comes on paper and on ink, above the bells that it should have."""
    edges = np.linspace(-2, 3, 51)
    ax.set(xlim=(-1.8, 2.8), ylim=(0, 1.25), yticks=[], xlabel=sheet.say("value"))
    sheets = np.stack([np.zeros((60, 60)), np.ones((60, 60))])
    for value, color, word in ((0, BLUE, "paper"), (1, ORANGE, "ink")):
        bell = np.exp(-((edges - value) ** 2) / (2 * SIGMA**2)) / (SIGMA * np.sqrt(2 * np.pi))
        ax.plot(edges, bell, **BELOW)
        ax.text(value + (value - 0.5) * 1.3, 0.95, sheet.say(word), color=color, ha="center")
    got = finite(taken(add_noise(sheets, SIGMA, np.random.default_rng(1)), sheets.shape))
    for picture, color in zip(got, (BLUE, ORANGE)):
        many, _ = np.histogram(picture, edges)
        ax.stairs(many / (picture.size * (edges[1] - edges[0])), edges, color=color, zorder=3)


def numbers(ax, mean_filter):
    """The filter's answer as numbers; one that is wrong is red."""
    ax.set_axis_off()
    ax.imshow(np.zeros_like(SPOT), cmap="Blues", vmin=0, vmax=40)
    right = smoothed(SPOT[None])[0]
    got = taken(mean_filter(SPOT[None]), (1, *SPOT.shape))[0]
    ax.imshow(got, cmap="Blues", vmin=0, vmax=40)
    for at, value in np.ndenumerate(got):
        color = "black" if np.isclose(value, right[at]) else RED
        ax.text(*at[::-1], f"{value:.3g}", ha="center", va="center", color=color, size=12)


def decibels(sheet, ax, psnr, picture):
    places = np.arange(len(OFF))
    right = np.array([TOP, *(-20 * np.log10(OFF[1:]))])
    ax.plot(places[1:], right[1:], **BELOW)
    ax.plot(0, TOP, "o", color=GREY, ms=12)
    ax.set(xlabel=sheet.say("off"), ylim=(-18, 68), ylabel="dB", yticks=[0, 20, 40, TOP])
    ax.set_yticklabels([0, 20, 40, "∞"])
    ax.set_xticks(places, OFF)
    wrong = np.concatenate([picture + off for off in OFF])
    got = taken(psnr(wrong, np.repeat(picture, len(OFF), axis=0)), (len(OFF),))
    ax.plot(places, np.clip(np.where(np.isnan(got), -18, got), -18, TOP), "o", color=BLUE)
    bad = ~np.isclose(got, [np.inf, *right[1:]], rtol=1e-2, atol=1e-2)
    ax.plot(places[bad], np.clip(np.nan_to_num(got[bad], nan=-18), -18, TOP), "x", color=RED, ms=11, mew=2)


def two_epochs(sheet, ax, pairs, images):
    """Two epochs of pairs, a row of questions above a row of answers; an answer that is none is framed."""
    ax.set_axis_off()
    rng, rows, noises = np.random.default_rng(4), [], []
    for _ in range(2):
        noisy, clean = whole(pairs(images, 3, SIGMA, rng), images.shape)
        rows += [noisy, clean]
        order = [int(np.argmin([error(guess, image) for guess in clean])) for image in images]
        noises.append((noisy - clean)[order])
    tiled(ax, rows, [sheet.say("noisy"), sheet.say("clean")] * 2)
    bad = False
    for k, row in enumerate(rows):
        for place, picture in enumerate(row):
            answer = rows[k | 1][place]
            fits = min(error(answer, image) for image in images) < 1e-9
            noise = error(picture, answer) / SIGMA**2
            if not (fits if k % 2 else 0.7 < noise < 1.4):
                frame(ax, 32 * place, 32 * k)
                bad = True
    words = "strange" if bad else "again" if error(*noises) < SIGMA**2 / 10 else None
    if words:
        ax.text(0.5, -0.02, sheet.say(words), color=RED, ha="center", va="top", transform=ax.transAxes)


def whole(answer, shape):
    """(noisy, clean) of an epoch, from pairs in any container."""
    if answer is None:
        raise Wrong("none")
    try:
        noisy, clean = zip(*islice(answer, FEW + 1))
        parts = [np.concatenate([np.asarray(part, float) for part in side]) for side in (noisy, clean)]
    except Exception as wrong:
        how = f"{type(wrong).__name__}: {wrong}"
        raise Wrong("unusable", got=show.value(answer), line=how) from None
    return [taken(part, shape) for part in parts]


def tiled(ax, rows, words, high=32):
    """Rows of pictures, each row `high` with what stands below it, and a word beside it."""
    ax.set_axis_off()
    bands = [np.hstack([np.pad(picture, [(2, high - 30), (2, 2)]) for picture in row]) for row in rows]
    ax.imshow(np.vstack(bands), cmap="Greys", vmin=0, vmax=1)
    for k, word in enumerate(words):
        ax.text(-2, high * k + 16, word, ha="right", va="center", color=DARK)


def frame(ax, left, top):
    sides = np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]]) * 29
    ax.plot(left + 1 + sides[0], top + 1 + sides[1], color=RED)


def course(sheet, ax, train, params, x, new, noisy):
    """The errors that the learner's training tells, what the filter leaves, and the error on new digits."""
    epochs = np.arange(1, EPOCHS + 1)
    ax.plot(epochs, RIGHT_ERRORS, **BELOW)
    for word, guess in (("noisy", noisy), ("filtered", smoothed(noisy))):
        rest = error(guess, new)
        ax.axhline(rest, color=DARK, ls=":")
        ax.text(3.5, rest * 1.02, sheet.say(word), color=DARK, ha="center", va="bottom")
    ax.set(xlabel=sheet.say("epoch"), yscale="log", ylim=(0.015, 0.6))
    ax.set_yticks([0.02, 0.05, 0.1, 0.2], [0.02, 0.05, 0.1, 0.2])
    ax.minorticks_off()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    got = train(params, x, EPOCHS, BATCH, SIGMA, RATE, np.random.default_rng(5))
    errors = finite(taken(got, [form(params), (EPOCHS,)])[1])
    ax.plot(EPOCHS, RIGHT_LEFT, "*", ms=22, color=GREY)
    ax.plot(epochs, errors, ".-", color=BLUE)
    left = error(answers(got[0], noisy), new)
    ax.plot(EPOCHS, left, "*", ms=13, color=ORANGE, label=sheet.say("new"))
    ax.legend(loc="upper right")
    return got[0]


def page(sheet, ax, denoise, params, new, noisy):
    """Digits row by row, each with its decibels; where denoise is not what the network answers: a frame."""
    shown = list(SHOWN)
    got = finite(taken(denoise(params, noisy[shown]), (len(shown), 28, 28)))
    rows = [noisy[shown], smoothed(noisy)[shown], got, new[shown]]
    tiled(ax, rows, [sheet.say(word) for word in ("noisy", "filtered", "denoised", "clean")], HIGH)
    for k, row in enumerate(rows[:3]):
        for place, (picture, clean) in enumerate(zip(row, new[shown])):
            words = f"{mean_psnr(picture[None], clean[None]):.1f} dB"
            ax.text(32 * place + 16, HIGH * k + 31, words, ha="center", va="top", size=8, color=DARK)
    for place in np.flatnonzero(np.abs(got - answers(params, noisy[shown])).max(axis=(1, 2)) > 1e-3):
        frame(ax, 32 * place, 2 * HIGH)


def bars(sheet, ax, compare, params, new, noisy):
    """The learner's three numbers on bars of what is right for this network."""
    right = [mean_psnr(guess, new) for guess in (noisy, smoothed(noisy), answers(params, noisy))]
    ax.bar(range(3), right, color=GREY, width=0.8)
    ax.set_xticks(range(3), [sheet.say(word) for word in ("noisy", "filtered", "denoised")])
    ax.set(ylabel="dB", xlabel=sheet.say("judged"))
    got = taken(compare(params, new, SIGMA, np.random.default_rng(3)), [()] * 3)
    ax.bar(range(3), got, color=BLUE, width=0.4)


def legend(sheet):
    handles = [
        Line2D([], [], **BELOW),
        Line2D([], [], color=BLUE, marker="."),
        Line2D([], [], color=RED, marker="x", ls="", ms=9, mew=2),
    ]
    words = [sheet.say(key) for key in ("grey", "yours", "wrong")]
    sheet.figure.legend(handles, words, loc="outside upper left", ncols=3)
