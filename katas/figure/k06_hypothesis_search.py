"""Above, the space: a grid in it, how good each view of real ones and threes is, and the view that search
finds. Below, a search by chance, and a choice made on twenty digits only, with its exam.

What is right lies below in grey.
"""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

FULL, REACH = 2 * np.pi, 2.0
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "0.75"
ANGLES, SHIFTS = np.arange(72) * FULL / 72, np.linspace(-REACH, REACH, 41)
VIEWS = np.stack([np.repeat(ANGLES, 41), np.tile(SHIFTS, 72)], axis=1)
COARSE = VIEWS.reshape(72, 41, 2)[::3, ::2].reshape(-1, 2)
DRAWS, FEW, SHOWN = 200, 20, 6  # draws at random; development digits to choose by; one point in so many

WORDS = {
    "en": {
        "grid": "grid(8, 5, 2): the space, row by row",
        "scores": "scores: how good every view is",
        "search": "search: the best view and the worst",
        "draws": "random_search: what it tried (grey: 90% and more)",
        "history": "random_search: the best so far",
        "choose": "choose: by 20 digits, of 504 views",
        "angle": "angle in degrees",
        "shift": "shift",
        "width": "width",
        "lean": "lean",
        "best": "best: {share:.1%}",
        "worst": "worst: {share:.1%}",
        "found": "{angle:.0f}°, {shift:.2f}: {score:.1%}, {best:.1%} possible",
        "top": "angle in degrees (best: {top:.1%}; grey: 50% and 90%)",
        "tried": "tried so far",
        "accuracy": "accuracy",
        "all": "best on the grid",
        "development": "right of 20 development digits",
        "exam": "right of all test digits",
        "asked": "development: {score:.0%}\nexam: {mark:.1%}, asked {n}×",
        "grey": "right code",
        "yours": "your code",
        "one": "a 1",
        "three": "a 3",
        "says": "best view says 1",
        "wrong": "is wrong",
    },
    "ko": {
        "grid": "grid(8, 5, 2): 가설 공간을 한 행씩",
        "scores": "scores: 가설마다 얼마나 좋은지",
        "search": "search: 가장 좋은 축과 가장 나쁜 축",
        "draws": "random_search: 시도해 본 가설(회색은 90% 이상)",
        "history": "random_search: 지금까지의 최고",
        "choose": "choose: 숫자 20개로 고른 가설",
        "angle": "각도(도)",
        "shift": "이동량",
        "width": "너비",
        "lean": "기울기",
        "best": "최고: {share:.1%}",
        "worst": "최저: {share:.1%}",
        "found": "{angle:.0f}°, {shift:.2f}: {score:.1%}, 최고는 {best:.1%}",
        "top": "각도(도), 최고 {top:.1%}, 회색 선은 50%와 90%",
        "tried": "시도한 횟수",
        "accuracy": "정확도",
        "all": "격자에서 가장 좋은 점수",
        "development": "개발용 숫자 20개에서 맞힌 비율",
        "exam": "테스트 숫자 전체에서 맞힌 비율",
        "asked": "개발: {score:.0%}\n시험: {mark:.1%}, {n}번",
        "grey": "맞는 코드",
        "yours": "내 코드",
        "one": "숫자 1",
        "three": "숫자 3",
        "says": "가장 좋은 축이 1이라고 한 곳",
        "wrong": "틀림",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(13, 8)
    axes = sheet.figure.subplot_mosaic("ABC;DEF")
    development, test = ones_and_threes()
    right = shares(VIEWS, *development)
    with sheet.panel(axes["A"], "grid") as ax:
        rows(sheet, ax, kata.grid)
    with sheet.panel(axes["B"], "scores") as ax:
        landscape(sheet, ax, kata.scores, development, right)
    with sheet.panel(axes["C"], "search") as ax:
        views(sheet, ax, kata.search, development, right)
    with sheet.panel(axes["D"], "draws") as ax:
        draws(sheet, ax, kata.random_search, development, right)
    with sheet.panel(axes["E"], "history") as ax:
        history(sheet, ax, kata.random_search, development, right.max())
    with sheet.panel(axes["F"], "choose") as ax:
        exam(sheet, ax, kata.choose, [part[:FEW] for part in development], test)
    legend(sheet)


def ones_and_threes():
    """((points, one) of the last 10,000 training digits, the same of the test digits): width and lean."""
    data = mnist()
    parts = (data.x_train[-10_000:], data.y_train[-10_000:]), (data.x_test, data.y_test)
    return [(measured(x[(y == 1) | (y == 3)]), y[(y == 1) | (y == 3)] == 1) for x, y in parts]


def measured(x):
    ink, at = x / 255, np.arange(28) - 13.5
    total = ink.sum(axis=(1, 2))
    row, column = ink.sum(axis=2) @ at / total, ink.sum(axis=1) @ at / total
    lean = row * column - np.einsum("nij,i,j->n", ink, at, at) / total
    lean /= ink.sum(axis=2) @ at**2 / total - row**2
    return np.stack([((ink > 0.5).any(axis=1).sum(axis=1) - 11.65) / 5.05, (lean - 0.15) / 0.275], axis=1)


def along(hypotheses, points):
    """(N, H) the new x of every point for every hypothesis."""
    angle, shift = np.transpose(hypotheses)
    return points @ np.stack([np.cos(angle), np.sin(angle)]) - shift


def shares(hypotheses, points, black):
    return np.mean((along(hypotheses, points) > 0) == black[:, None], axis=0)


def space(sheet, ax):
    ax.set(xlim=(-8, 368), ylim=(-2.15, 2.15), xlabel=sheet.say("angle"), ylabel=sheet.say("shift"))
    ax.set_xticks(range(0, 361, 90))


def rows(sheet, ax, grid):
    """Every hypothesis of a small grid, joined in their order."""
    space(sheet, ax)
    ways = [(angle, shift) for angle in range(0, 360, 45) for shift in range(-2, 3)]
    ax.plot(*np.transpose(ways), "o-", color=GREY, ms=13, lw=5)
    angle, shift = finite(taken(grid(8, 5, 2.0), (40, 2))).T
    ax.plot(np.degrees(angle), shift, "o-", color=BLUE, ms=5, lw=1)
    ax.set(xlim=(min(-8, *np.degrees(angle)), max(368, *np.degrees(angle))))


def landscape(sheet, ax, scores, development, right):
    """The score over angle and shift; in grey where it should be 50 and 90 %."""
    space(sheet, ax)
    heights = np.degrees(ANGLES), SHIFTS, right.reshape(72, 41).T, [0.5, 0.9]
    ax.contour(*heights, colors=GREY, linewidths=4)
    got = finite(taken(scores(VIEWS, *development), right.shape))
    table = np.clip(got, 0, 1).reshape(72, 41).T
    ax.pcolormesh(np.degrees(ANGLES), SHIFTS, table, cmap="Blues", vmin=0, vmax=1, alpha=0.9, zorder=0)
    color = "black" if np.allclose(got, right) else RED
    ax.set_xlabel(sheet.say("top", top=got.max()), color=color)


def views(sheet, ax, search, development, right):
    """Points, and the axes that search finds for them; and for the opposite answers, which are the worst."""
    points, one = (part[::SHOWN] for part in development)
    ax.set(aspect="equal", xlim=(-2.4, 3.4), ylim=(-2.8, 3))
    ax.set(ylabel=sheet.say("lean"), xlabel=sheet.say("width"))
    for black, color in ((True, "black"), (False, "white")):
        ax.plot(*points[one == black].T, "o", color=color, mec="black", mew=0.6, ms=4)
    for name, flip, color, style in (("worst", True, ORANGE, "--"), ("best", False, BLUE, "-")):
        best, score = taken(search(VIEWS, development[0], development[1] ^ flip), [(2,), ()])
        share = shares(finite(best)[None], *development)[0]
        way = np.array([np.cos(best[0]), np.sin(best[0])])
        foot, side = best[1] * way, np.array([-way[1], way[0]])
        ax.plot(*np.transpose([foot - 9 * side, foot + 9 * side]), style, color=color, lw=2)
        tip = foot + 0.8 * way + (side if flip else -side)
        arrow = {"arrowstyle": "-|>", "color": color, "lw": 2, "ls": style}
        ax.annotate("", tip, tip - 0.8 * way, arrowprops=arrow)
        corner = {"x": 0.98, "y": 0.92, "ha": "right"} if flip else {"x": 0.03, "y": 0.92}
        ax.text(s=sheet.say(name, share=share), color=color, transform=ax.transAxes, **corner)
    x, y = np.meshgrid(np.linspace(-2.4, 3.4, 200), np.linspace(-2.8, 3, 200))
    says = along(best[None], np.stack([x.ravel(), y.ravel()], axis=1)).reshape(x.shape) > 0
    ax.pcolormesh(x, y, says, cmap=ListedColormap(["white", "0.88"]), zorder=0)
    ax.plot(*points[(along(best[None], points)[:, 0] > 0) != one].T, "x", color=RED, ms=6)
    place = {"angle": np.degrees(best[0]), "shift": best[1], "score": score, "best": right.max()}
    ax.set_xlabel(sheet.say("found", **place), color="black" if share == score == right.max() else RED)


def searched(random_search, development):
    """The learner's answer, what it was told, and about which hypotheses."""
    tried, told = [], []

    def feedback(hypothesis):
        tried.append(taken(np.array(hypothesis, float), (2,)))
        told.append(float(shares(tried[-1][None], *development)[0]))
        return told[-1]

    best, so_far = taken(random_search(DRAWS, REACH, np.random.default_rng(6), feedback), [(2,), (DRAWS,)])
    if len(told) != DRAWS:
        raise Wrong("length", got=f"feedback × {len(told)}", expected=DRAWS)
    return finite(best), finite(so_far), np.array(tried), np.array(told)


def draws(sheet, ax, random_search, development, right):
    """The draws in the space, each that was better than all before joined to the next."""
    space(sheet, ax)
    ax.contourf(np.degrees(ANGLES), SHIFTS, right.reshape(72, 41).T, [0.9, 1], colors="0.85")
    best, _, tried, told = searched(random_search, development)
    degrees = np.degrees(tried[:, 0])
    ax.scatter(degrees, tried[:, 1], c=told, cmap="Blues", vmin=0, vmax=1, s=14, ec="0.4", lw=0.4)
    better = np.flatnonzero(told > np.append(-np.inf, np.maximum.accumulate(told)[:-1]))
    ax.plot(degrees[better], tried[better, 1], color=GREY, lw=4, zorder=0)
    ax.plot(degrees[told.argmax()], tried[told.argmax(), 1], "o", color=GREY, ms=16)
    ax.plot(np.degrees(best[0]), best[1], "*", color=BLUE, ms=12)


def history(sheet, ax, random_search, development, top):
    _, so_far, _, told = searched(random_search, development)
    steps = {"drawstyle": "steps-post"}
    ax.set(xscale="log", xlabel=sheet.say("tried"), ylabel=sheet.say("accuracy"), ylim=(0, 1.05))
    ax.set_xticks([1, 10, 100], [1, 10, 100])
    ax.plot(range(1, len(told) + 1), np.maximum.accumulate(told), color=GREY, lw=6, **steps)
    ax.plot(range(1, len(told) + 1), told, ".", color="0.6", ms=4)
    ax.plot(range(1, DRAWS + 1), so_far, color=BLUE, **steps)
    ax.axhline(top, color="black", ls="--", lw=1)
    ax.text(1, top + 0.01, sheet.say("all"))
    ax.yaxis.set_major_formatter("{x:.0%}")


def exam(sheet, ax, choose, few, test):
    """All views by their scores on few digits and on all test digits, and the one that is chosen."""
    shown, marks = shares(COARSE, *few), shares(COARSE, *test)
    ax.plot(shown, marks, "o", color=GREY, ms=4)
    ax.plot([0, 1], [0, 1], color="0.4", lw=1, ls=":")
    ax.plot(shown.max(), marks[shown.argmax()], "o", color=GREY, ms=16)
    ax.set(ylabel=sheet.say("exam"), xlabel=sheet.say("development"))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:.0%}")
    asked = []

    def marked(hypothesis):
        asked.append(taken(np.array(hypothesis, float), (2,)))
        return float(shares(asked[-1][None], *test)[0])

    def developed(hypothesis):
        return float(shares(np.array(hypothesis, float)[None], *few)[0])

    _, score, mark = taken(choose(COARSE, developed, marked), [(2,), (), ()])
    ax.plot(finite(score), finite(mark), "*", color=BLUE, ms=12)
    fair = len(asked) == 1 and score == shown.max() and mark == marks[shown.argmax()]
    told = sheet.say("asked", score=score, mark=mark, n=len(asked))
    ax.text(0.98, 0.03, told, color="black" if fair else RED, ha="right", transform=ax.transAxes)


def finite(array):
    if not np.isfinite(array).all():
        raise Wrong("finite")
    return array


def legend(sheet):
    handles = {
        "grey": Line2D([], [], color=GREY, lw=6),
        "yours": Line2D([], [], color=BLUE, marker="*", lw=2),
        "one": Line2D([], [], marker="o", color="black", ls="", ms=6),
        "three": Line2D([], [], marker="o", color="white", mec="black", ls="", ms=6),
        "says": Line2D([], [], marker="s", color="0.88", ls="", ms=12),
        "wrong": Line2D([], [], marker="x", color=RED, ls="", ms=7),
    }
    words = [sheet.say(key) for key in handles]
    sheet.figure.legend(handles.values(), words, loc="outside upper left", ncols=6)
