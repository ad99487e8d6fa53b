"""Black and white points on the old axes, and seen from the new ones, where x > 0 tells them apart.

Below, the search for such axes: the share of right answers for every way the axes can turn.
"""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D

from dojo.fault import Wrong
from dojo.figure import RED, taken

ORIGIN, ANGLE = np.array([1.0, 0.6]), np.radians(-35)
AXES = np.array([[np.cos(ANGLE), np.sin(ANGLE)], [-np.sin(ANGLE), np.cos(ANGLE)]])  # a row each: x', y'
N = 28
BLACK = np.arange(N) % 2 == 0
PLACES = np.random.default_rng(556).uniform([0.25, -2.8], [2.6, 2.8], (N, 2))
SEEN = np.where(BLACK, 1, -1)[:, None] * PLACES  # from the new axes
POINTS = ORIGIN + SEEN @ AXES
LETTERS = "abcd"  # of every seventh point, to be found again
TURNS = np.radians(np.arange(-180, 181, 5))
BLUE, GREY = "#0072b2", "0.75"

WORDS = {
    "en": {
        "before": "Before: the old axes",
        "after": "change_coordinates: seen from the new axes",
        "turn": "The search: the same origin, axes turned by any angle",
        "black": "black point",
        "white": "white point",
        "rule": "is_black says black",
        "missed": "is_black is wrong here",
        "place": "where change_coordinates should put it",
        "share": "accuracy of x > 0: {share}",
        "angle": "angle in degrees; dotted: the axes above",
        "accuracy": "accuracy",
        "yours": "your code",
        "right": "what geometry gives",
        "always": "always “black”",
    },
    "ko": {
        "before": "바꾸기 전: 옛 축에서 본 점",
        "after": "change_coordinates: 새 축에서 본 점",
        "turn": "축 찾기: 원점은 그대로 두고 축만 돌려 볼 때",
        "black": "검은 점",
        "white": "흰 점",
        "rule": "is_black이 검다고 한 곳",
        "missed": "is_black이 틀린 점",
        "place": "change_coordinates가 놓아야 할 곳",
        "share": "x > 0 규칙의 정확도: {share}",
        "angle": "각도(도), 점선은 위 그림의 축",
        "accuracy": "정확도",
        "yours": "내 코드",
        "right": "기하로 구한 값",
        "always": "모두 검다고 할 때",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 8)
    axes = sheet.figure.subplot_mosaic("AB;CC", height_ratios=[2.2, 1])
    with sheet.panel(axes["A"], "before") as ax:
        square(ax, ORIGIN, 3.9, "x", "y")
        arrow = {"arrowstyle": "->", "color": BLUE}
        for name, way in zip(("x′", "y′"), AXES):
            ax.annotate("", ORIGIN + 3.2 * way, ORIGIN - 3.2 * way, arrowprops=arrow)
            ax.text(*(ORIGIN + 3.5 * way), name, color=BLUE, ha="center", va="center", size=12)
        points(ax, POINTS)
        rule(sheet, ax, kata, POINTS)
    with sheet.panel(axes["B"], "after") as ax:
        ax.plot(*SEEN.T, "o", color=GREY, ms=14, mfc="none", mew=2, zorder=1)
        letters(ax, SEEN, "0.6")
        square(ax, np.zeros(2), 3.9, "x′", "y′")
        seen = taken(kata.change_coordinates(POINTS, ORIGIN, ANGLE), (N, 2))
        half = max(3.9, 1.1 * np.abs(finite(seen)).max())
        ax.set(xlim=(-half, half), ylim=(-half, half))
        points(ax, seen)
        rule(sheet, ax, kata, seen)
    with sheet.panel(axes["C"], "turn") as ax:
        turn(sheet, ax, kata)
    legend(sheet)


def square(ax, middle, half, x, y):
    """Axes that cross at 0 and reach as far to each side of `middle`."""
    ax.set(aspect="equal", xlim=middle[0] + [-half, half], ylim=middle[1] + [-half, half])
    ax.axhline(0, color="0.4", lw=1, zorder=1)
    ax.axvline(0, color="0.4", lw=1, zorder=1)
    ax.text(0.98, -0.1, x, transform=ax.get_yaxis_transform(), ha="right", va="top", size=12)
    ax.text(-0.1, 0.98, y, transform=ax.get_xaxis_transform(), ha="right", va="top", size=12)


def finite(array):
    if not np.isfinite(array).all():
        raise Wrong("finite")
    return array


def points(ax, places):
    for black, color in ((True, "black"), (False, "white")):
        ax.plot(*places[black == BLACK].T, "o", color=color, mec="black", ms=8)
    letters(ax, places, "black")


def letters(ax, places, color):
    for letter, place in zip(LETTERS, places[::7]):
        ax.annotate(letter, place, (6, 6), textcoords="offset points", color=color, size=12)


def rule(sheet, ax, kata, places):
    """Where the learner's rule says black, which points it gets wrong, and the share of the others."""
    answer = kata.is_black(places)
    black = taken(answer, (N,)) != 0
    edges = [np.linspace(*limits, 161) for limits in (ax.get_xlim(), ax.get_ylim())]
    x, y = np.meshgrid(*((e[1:] + e[:-1]) / 2 for e in edges))
    grid = taken(kata.is_black(np.stack([x.ravel(), y.ravel()], axis=1)), (x.size,))
    ax.pcolormesh(*edges, grid.reshape(x.shape) != 0, cmap=ListedColormap(["white", "0.88"]), zorder=0)
    missed = places[black != BLACK]
    ax.plot(*missed.T, "x", color=RED, ms=11, mew=2)
    share = taken(kata.accuracy(BLACK, answer), ())
    ax.set_xlabel(sheet.say("share", share=f"{share:.0%}"))


def turn(sheet, ax, kata):
    """The accuracy of the rule on axes turned by every angle."""

    def share(angle):
        answer = kata.is_black(kata.change_coordinates(POINTS, ORIGIN, angle))
        return taken(kata.accuracy(BLACK, answer), ())

    degrees = np.degrees(TURNS)
    right = [((((POINTS - ORIGIN) @ [np.cos(a), np.sin(a)]) > 0) == BLACK).mean() for a in TURNS]
    ax.plot(degrees, right, color=GREY, lw=6)
    ax.axvline(np.degrees(ANGLE), color="0.4", ls=":")
    ax.set(xlabel=sheet.say("angle"), ylabel=sheet.say("accuracy"), xticks=range(-180, 181, 45))
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.axhline(taken(kata.accuracy(BLACK, BLACK | True), ()), color=BLUE, ls="--", lw=1)
    ax.plot(degrees, finite([share(a) for a in TURNS]), ".-", color=BLUE)


def legend(sheet):
    dots = {"ls": "", "mec": "black", "ms": 8}
    handles = {
        "black": Line2D([], [], marker="o", color="black", **dots),
        "white": Line2D([], [], marker="o", color="white", **dots),
        "rule": Line2D([], [], marker="s", color="0.88", ls="", ms=12),
        "missed": Line2D([], [], marker="x", color=RED, ls="", ms=9, mew=2),
        "place": Line2D([], [], marker="o", color=GREY, mfc="none", ls="", ms=12, mew=2),
        "yours": Line2D([], [], color=BLUE, marker="."),
        "always": Line2D([], [], color=BLUE, ls="--", lw=1),
        "right": Line2D([], [], color=GREY, lw=6),
    }
    words = [sheet.say(key) for key in handles]
    sheet.figure.legend(handles.values(), words, loc="outside upper left", ncols=4)
