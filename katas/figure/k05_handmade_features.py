"""Above, real digits with their closed loops filled; then one digit with all that is measured of it; below,
the centroids of the ten classes, and what the nearest of them takes every digit for.

What is right lies below in grey.
"""

from itertools import pairwise

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

LOOPS = [3, 25, 7, 300, 84, 61, 47, 8, 197, 87]  # test digits: as a person would count, and otherwise
DIGIT = 61, slice(3, 25), slice(4, 24)  # it fills the middle of its picture from edge to edge
START = 23  # where bars begin
EVERY = 30  # of the training digits; and of the test digits every fifth
THREE = np.arange(3)
READ = 1689  # of these 2,000 are read right
BATCH = 1000
WIDE = 9  # columns that the loops take up, or nobody would see them
FIRST = [0, WIDE, *np.array([57, 113, 196, 279]) + WIDE - 1]  # of each kind of feature
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "0.8"
PALE = [0.95, 0.8, 0.8]  # of loops that do not add up to the count
FILLS = np.array([[0, 158, 115], [230, 159, 0], [86, 180, 233], [204, 121, 167]]) / 255

WORDS = {
    "en": {
        "loops": "count_loops: closed loops, in color",
        "histograms": "histograms: ink",
        "strokes": "count_strokes: strokes met",
        "predict": "predict: what is taken for what",
        "fit": "fit: the centroids, feature by feature",
        "count": "{n:g}",
        "not": "{n:g}\nnot {right}",
        "digit": "the digit",
        "answer": "answer",
        "read": "{n} of {all} right",
        "read_not": "{n} of {all} right, not {best}",
        "class": "class",
        "kinds": "loops|ink|strokes|strokes, leaning left|strokes, leaning right",
        "order": "of rows and then of columns",
        "wrong": "wrong",
        "scale": "scales above or below the middle",
        "grey": "right code",
        "ink": "ink",
        "stroke": "strokes",
    },
    "ko": {
        "loops": "count_loops: 닫힌 고리(색칠한 곳)",
        "histograms": "histograms: 잉크의 양",
        "strokes": "count_strokes: 만나는 획의 수",
        "predict": "predict: 무엇을 무엇으로 읽었나",
        "fit": "fit: 클래스마다의 중심",
        "count": "{n:g}개",
        "not": "{n:g}개\n정답 {right}개",
        "digit": "실제 숫자",
        "answer": "답",
        "read": "{all}개 중 {n}개 맞힘",
        "read_not": "{all}개 중 {n}개 맞힘(맞는 코드는 {best}개)",
        "class": "클래스",
        "kinds": "고리|잉크|획|왼쪽으로 기울였을 때의 획|오른쪽으로 기울였을 때의 획",
        "order": "행부터, 이어서 열",
        "wrong": "틀림",
        "scale": "가운데에서 벗어난 정도(단위: scale)",
        "grey": "맞는 코드",
        "ink": "잉크의 양",
        "stroke": "획의 수",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 8.4)
    axes = sheet.figure.subplot_mosaic("AAA;BCD;EEE", height_ratios=[1, 2, 1.9])
    x, picture = mnist().x_test, mnist().x_test[DIGIT]
    with sheet.panel(axes["A"], "loops") as ax:
        loops(sheet, ax, kata.count_loops, x[LOOPS])
    lines = [*picture, *picture.T]  # rows, then columns
    with sheet.panel(axes["B"], "histograms") as ax:
        beside(ax, picture, kata.histograms, [line.mean() / 255 for line in lines], 18, BLUE)
    with sheet.panel(axes["C"], "strokes") as ax:
        starts = [np.sum(np.diff((line >= 128).astype(int), prepend=0) > 0) for line in lines]
        beside(ax, picture, kata.count_strokes, starts, 3, ORANGE)
    with sheet.panel(axes["D"], "predict") as ax:
        confusion(sheet, ax, kata)
    with sheet.panel(axes["E"], "fit") as ax:
        centroids(sheet, ax, kata)
    legend(sheet)


def measured(kata, images):
    """The features of many pictures, batch by batch."""
    parts = [kata.features(images[i : i + BATCH]) for i in range(0, len(images), BATCH)]
    return np.concatenate(parts)


def learned(kata, every):
    return kata.fit(measured(kata, mnist().x_train[::every]), mnist().y_train[::every])


def rung(kata):
    """The digit read for each of the 10,000 test pictures."""
    return np.asarray(kata.predict(learned(kata, 6), measured(kata, mnist().x_test)), int)


def regions(picture):
    """The regions of paper of one picture, each a mask, in the order of their first pixels."""
    paper, found = picture < 128, []
    while paper.any():
        region = np.zeros_like(paper)
        todo = [tuple(np.argwhere(paper)[0])]
        while todo:
            r, c = todo.pop()
            if 0 <= r < len(paper) and 0 <= c < len(paper[0]) and paper[r, c]:
                paper[r, c], region[r, c] = False, True
                todo += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
        found.append(region)
    return found


def loops(sheet, ax, count_loops, images):
    """A region is filled where count_loops finds a loop in a picture in which all else is ink."""
    ax.set(xlim=(-1, 31 * len(images) - 2), ylim=(44, -1), aspect="equal", xticks=[], yticks=[])
    ax.axis("off")
    counts = taken(count_loops(images), (len(images),))
    for n, (image, count) in enumerate(zip(images, counts)):
        alone = regions(image)
        is_loop = taken(count_loops(np.where(alone, 0, 255).astype(np.uint8)), (len(alone),)) == 1
        shown = np.repeat(1 - image[..., None] / 255, 3, axis=2)
        for k, region in enumerate(mask for mask, loop in zip(alone, is_loop) if loop):
            shown[region] = FILLS[k % len(FILLS)] if count == is_loop.sum() else PALE
        ax.imshow(shown, extent=(31 * n - 0.5, 31 * n + 27.5, 27.5, -0.5))
        right = sum(not (mask[[0, -1]].any() or mask[:, [0, -1]].any()) for mask in alone)
        word = sheet.say("count", n=count) if count == right else sheet.say("not", n=count, right=right)
        ax.text(31 * n + 13.5, 31, word, ha="center", va="top", color="black" if count == right else RED)


def beside(ax, picture, measure, right, length, color):
    """A picture with a bar at every row and column. length: of a bar for 1, in pixels."""
    height, width = picture.shape
    ax.imshow(picture, cmap="Greys", alpha=0.55)
    ax.set(xlim=(-3, 36), ylim=(36, -3), aspect="equal")
    ax.axis("off")
    for way, values in zip(("horizontal", "vertical"), np.split(np.array(right), [height])):
        edges = np.arange(len(values) + 1) - 0.5
        ax.stairs(START + length * values, edges, baseline=START, orientation=way, color=GREY, lw=6, zorder=0)
    got = length * finite(taken(measure(picture[None]), (1, height + width)))[0]
    ax.barh(np.arange(height), got[:height], 1, START, color=color)
    ax.bar(np.arange(width), got[height:], 1, START, color=color)


def confusion(sheet, ax, kata):
    """How often each digit is taken for each: the diagonal is right."""
    ax.set(xlabel=sheet.say("answer"), ylabel=sheet.say("digit"), xticks=range(10), yticks=range(10))
    ax.set(xlim=(-0.5, 9.5), ylim=(9.5, -0.5), aspect="equal")
    kata.predict((THREE, np.eye(3), np.ones(3)), np.eye(3))  # if it is not written, this is said first
    y = mnist().y_test[::5].astype(int)
    answers = taken(kata.predict(learned(kata, EVERY), measured(kata, mnist().x_test[::5])), y.shape)
    if not np.isin(answers, range(10)).all():
        raise Wrong("value", got=f"{answers[~np.isin(answers, range(10))][0]:g}")
    many = np.zeros((10, 10), int)
    np.add.at(many, (y, answers.astype(int)), 1)
    ax.imshow(many / many.sum(axis=1, keepdims=True), cmap="Purples", vmin=0, vmax=1)
    for (row, column), n in np.ndenumerate(many):
        dark = n > 100
        ax.text(column, row, n or "", ha="center", va="center", size=7, color="white" if dark else "black")
    n = int(np.trace(many))
    words = sheet.say("read" if n == READ else "read_not", n=f"{n:,}", all=f"{len(y):,}", best=f"{READ:,}")
    ax.set_xlabel(f"{sheet.say('answer')}  –  {words}", color="black" if n == READ else RED)


def centroids(sheet, ax, kata):
    """Where each class lies, in units of the scale, seen from the middle of all centroids."""
    ax.set(xlim=(-0.5, FIRST[-1] - 0.5), ylim=(9.5, -1), yticks=range(10), ylabel=sheet.say("class"))
    ax.set_xticks([(a + b) / 2 for a, b in pairwise(FIRST)], sheet.say("kinds").split("|"))
    ax.set_xlabel(sheet.say("order"))
    kata.fit(np.eye(3), THREE)  # as in confusion
    x, y = measured(kata, mnist().x_train[::EVERY]), mnist().y_train[::EVERY]
    classes, middles, scale = map(finite, taken(kata.fit(x, y), [(10,), (10, 279), (279,)]))
    away = (middles - middles.mean(axis=0)) / np.where(scale == 0, np.nan, scale)
    image = ax.imshow(spread(away), cmap="RdBu_r", vmin=-1.5, vmax=1.5, aspect="auto")
    ax.set_yticks(range(10), [f"{c:g}" for c in classes])
    starts = np.array(FIRST[1:-1]) - 0.5
    ax.vlines(starts, -0.5, 9.5, color="black", lw=0.8)
    ax.vlines(starts + 28, -0.5, 9.5, color="black", lw=0.8, ls=":")
    deviation = np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), 1)
    right = np.isclose(scale, deviation) & np.isclose(middles, [x[y == c].mean(axis=0) for c in range(10)])
    wrong = np.flatnonzero(~spread(right).all(axis=0))
    ax.plot(wrong, np.full(len(wrong), -0.8), "|", color=RED)
    sheet.figure.colorbar(image, ax=ax, label=sheet.say("scale"), pad=0.01, aspect=12)


def spread(values):
    """The values of 279 features, those of the first WIDE times."""
    return np.repeat(values, [WIDE] + [1] * 278, axis=-1)


def finite(array):
    if not np.isfinite(array).all():
        raise Wrong("finite")
    return array


def legend(sheet):
    handles = {
        "grey": Line2D([], [], color=GREY, lw=6),
        "ink": Patch(color=BLUE),
        "stroke": Patch(color=ORANGE),
        "wrong": Line2D([], [], marker="|", color=RED, ls="", ms=9, mew=2),
    }
    words = [sheet.say(key) for key in handles]
    sheet.figure.legend(handles.values(), words, loc="outside upper left", ncols=4)
