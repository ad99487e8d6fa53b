"""Above: digits that were moved, turned and inverted, and what two networks read in them. Below: where
augment moves a digit to, how far accuracy falls, and what was won back of it.

One network was trained on digits as they are, the other on digits that augment has moved. What is right
lies below in grey; a pixel that is wrong is red. A digit that is misread is the network's
mistake, not the learner's.
"""

from functools import cache

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

DIGITS, OTHERS, REACH, FAR, WAYS = 2500, 300, 3, 6, 49
SHOWN = [3, 2, 1, 18, 4, 8]  # of the test digits: 0, 1, 2, 3, 4, 5
DY, DX = np.array([0, 0, 4, -4, 3, -5]), np.array([4, -4, 0, 0, 3, 2])
ANGLES = np.array([30.0, -30, 60, 90, 20, -45])
STEPS = range(-6, 7, 2)
PLAIN, PREPARED, GREY, MISREAD = "#0072b2", "#d55e00", "0.8", "#e41a1c"
HAND = 0.9, 0.5, 0.8  # three of the four tenths that were lost

WORDS = {
    "en": {
        "shift": "shift: digits moved",
        "rotate": "rotate: digits turned",
        "invert": "invert: digits inverted",
        "augment": "augment: where it moves 980 digits",
        "curve": "accuracies: digits moved by shift",
        "won": "won_back: share of the fall won back",
        "down": "dy, down",
        "right": "dx, to the right",
        "often": "{most} times at most; 20 is the mean",
        "alike": "a second call draws the same again",
        "pixels": "pixels to the right",
        "share": "digits read right",
        "foreseen": "foreseen",
        "same": "as they\nare",
        "moved": "moved\nby 4",
        "turned": "turned\nby 30°",
        "inverted": "inverted",
        "plain": "trained on {n:,} digits as they are",
        "prepared": "trained on {n:,} digits moved by augment",
        "grey": "right code",
        "misread": "misread",
        "wrong": "wrong pixel",
        "start": "Training two networks on {n:,} digits …",
    },
    "ko": {
        "shift": "shift: 옮긴 숫자",
        "rotate": "rotate: 돌린 숫자",
        "invert": "invert: 뒤집은 숫자",
        "augment": "augment: 숫자 980개를 옮긴 곳",
        "curve": "accuracies: shift로 옮긴 숫자의 정확도",
        "won": "won_back: 되찾은 비율",
        "down": "dy, 아래쪽",
        "right": "dx, 오른쪽",
        "often": "가장 많은 칸은 {most}번, 평균은 20번",
        "alike": "두 번째 호출에서도 똑같이 뽑음",
        "pixels": "오른쪽으로 옮긴 픽셀 수",
        "share": "맞힌 숫자의 비율",
        "foreseen": "예상한 범위",
        "same": "그대로",
        "moved": "4픽셀\n옮김",
        "turned": "30도\n돌림",
        "inverted": "흑백\n뒤집음",
        "plain": "그대로인 숫자 {n:,}개로 훈련",
        "prepared": "augment로 옮긴 숫자 {n:,}개로 훈련",
        "grey": "맞는 코드",
        "misread": "잘못 읽음",
        "wrong": "틀린 픽셀",
        "start": "숫자 {n:,}개로 신경망 두 개를 훈련합니다 …",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(12, 6.4)
    axes = sheet.figure.subplot_mosaic(
        [["shift", "rotate", "invert"], ["augment", "curve", "won"]], height_ratios=[1, 2.2]
    )
    sheet.tell(sheet.say("start", n=DIGITS))
    reader = readers(kata)
    images = mnist().x_test[SHOWN]
    with sheet.panel(axes["shift"], "shift") as ax:
        ways = [f"{arrow(dy, '↓↑')}{arrow(dx, '→←')}" for dy, dx in zip(DY, DX)]
        digits(ax, reader, lambda: kata.shift(images, DY, DX), moved(images, DY, DX), ways)
    with sheet.panel(axes["rotate"], "rotate") as ax:
        ways = [f"{angle:+g}°" for angle in ANGLES]
        digits(ax, reader, lambda: kata.rotate(images, ANGLES), turned(images, ANGLES), ways)
    with sheet.panel(axes["invert"], "invert") as ax:
        digits(ax, reader, lambda: kata.invert(images), 255 - images, [""] * len(SHOWN))
    with sheet.panel(axes["augment"], "augment") as ax:
        places(sheet, ax, kata.augment)
    with sheet.panel(axes["curve"], "curve") as ax:
        curves(sheet, ax, kata, reader)
    with sheet.panel(axes["won"], "won") as ax:
        bars(sheet, ax, kata, reader)
    legend(sheet)


def readers(kata):
    """Gives the network trained on digits as they are, or moved by augment; trained when first asked for."""

    def change(batch, rng):
        answer = kata.augment(batch, REACH, rng)
        taken(answer, batch.shape)
        return answer

    @cache
    def trained(prepared):
        x, y, rng = mnist().x_train[:DIGITS], mnist().y_train[:DIGITS], np.random.default_rng(0)
        return kata.train(x, y, rng, change if prepared else None)

    return trained


def moved(images, dy, dx):
    result = np.zeros_like(images)
    amounts = (np.broadcast_to(d, len(images)) for d in (dy, dx))
    for image, paper, down, right in zip(images, result, *amounts):
        seen = image[max(-down, 0) : 28 - max(down, 0), max(-right, 0) : 28 - max(right, 0)]
        paper[max(down, 0) :, max(right, 0) :][: len(seen), : seen.shape[1]] = seen
    return result


def turned(images, degrees):
    """Every point is a complex number, with the middle at 0 and up as i."""
    points = np.arange(28) - 13.5 - 1j * (np.arange(28)[:, None] - 13.5)
    places = points * np.exp(-1j * np.deg2rad(np.broadcast_to(degrees, len(images))))[:, None, None]
    i, j = (
        np.maximum(1 - np.abs(at[..., None] - np.arange(28)), 0)
        for at in (13.5 - places.imag, 13.5 + places.real)
    )
    return np.rint(np.sum((i @ images[:, None].astype(float)) * j, axis=-1))


def arrow(amount, signs):
    return f"{signs[int(amount < 0)]}{abs(amount)}" if amount else ""


def digits(ax, reader, change, right, ways):
    """A row of changed digits, wrong pixels in red, and below each what both networks read in it."""
    ax.set(xlim=(-1, 30 * len(right)), ylim=(42, -9))
    ax.set_axis_off()
    got = taken(change(), right.shape)
    off = ~(np.abs(got - right) <= 1)
    got = np.nan_to_num(got, posinf=255).clip(0, 255)
    for n, (pixels, wrong, way) in enumerate(zip(got, off, ways)):
        picture = np.repeat(1 - pixels[..., None] / 255, 3, axis=-1)
        picture[wrong] = picture[wrong] * 0.4 + np.array([0.69, 0, 0.13]) * 0.6
        ax.imshow(picture, extent=(30 * n, 30 * n + 28, 28, 0), aspect="equal")
        ax.add_patch(Rectangle((30 * n, 0), 28, 28, fc="none", ec=GREY, lw=0.8))
        ax.text(30 * n + 14, -2, way, ha="center", size=9)
    for prepared, x, color in ((False, 8, PLAIN), (True, 20, PREPARED)):
        for n, read in enumerate(reader(prepared)(got.astype(np.uint8))):
            right = read == mnist().y_test[SHOWN[n]]
            ax.text(30 * n + x, 37, read, ha="center", size=11, color="black" if right else MISREAD)
            ax.plot([30 * n + x - 4, 30 * n + x + 4], [40, 40], color=color, lw=3)


def places(sheet, ax, augment):
    """How often a dot in the middle lands on each place: red where none may land."""
    side, rng = 2 * FAR + 1, np.random.default_rng(1)
    dots = np.zeros((20 * WAYS, side, side), np.uint8)
    dots[:, FAR, FAR] = 255
    ax.set(xlabel=sheet.say("right"), ylabel=sheet.say("down"), xticks=STEPS, yticks=STEPS)
    ax.set(xlim=(-FAR - 0.5, FAR + 0.5), ylim=(FAR + 0.5, -FAR - 0.5), aspect="equal")
    edge = REACH + 0.5
    ax.add_patch(Rectangle((-edge, -edge), 2 * edge, 2 * edge, fc="none", ec=GREY, lw=6))
    first, second = (taken(augment(dots, REACH, rng), dots.shape) for _ in range(2))
    counts = (first > 127).sum(axis=0)
    within = np.maximum(*np.abs(np.indices(counts.shape) - FAR)) <= REACH
    ends = (-FAR - 0.5, FAR + 0.5, FAR + 0.5, -FAR - 0.5)
    ax.imshow(np.where(within & (counts > 0), counts, np.nan), cmap="Oranges", vmin=0, vmax=45, extent=ends)
    for y, x in np.argwhere(~within & (counts > 0)) - FAR:
        ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, fc=RED))
    same = np.array_equal(first, second)
    words = sheet.say("alike") if same else sheet.say("often", most=counts.max())
    ax.text(0, -FAR + 0.6, words, ha="center", color=RED if same else "black", size=9)


def curves(sheet, ax, kata, reader):
    images, labels, steps = mnist().x_test[:OTHERS], mnist().y_test[:OTHERS], np.arange(-FAR, FAR + 1)
    ax.axvspan(-REACH, REACH, color="0.95", zorder=0)
    ax.text(0, 0.02, sheet.say("foreseen"), ha="center")
    ax.set(ylim=(0, 1), xlabel=sheet.say("pixels"), ylabel=sheet.say("share"), xticks=STEPS)
    for prepared, color in ((False, PLAIN), (True, PREPARED)):
        predict = reader(prepared)
        right = [np.mean(predict(moved(images, 0, dx)) == labels) for dx in steps]
        ax.plot(steps, right, color=GREY, lw=7, zorder=1)
        changes = [lambda x, dx=dx: usable(kata.shift(x, 0, int(dx)), x) for dx in steps]
        got = taken(kata.accuracies(predict, images, labels, changes), steps.shape)
        ax.plot(steps, finite(got), ".-", color=color)


def bars(sheet, ax, kata, reader):
    """The share won back above each pair of bars; below, one worked by hand."""
    images, labels = mnist().x_test[:OTHERS], mnist().y_test[:OTHERS]
    worlds = [images, moved(images, 0, 4), turned(images, 30).astype(np.uint8), 255 - images]
    ax.set(ylim=(0, 1.05), xlim=(-0.6, 3.6), ylabel=sheet.say("share"))
    ax.set_xticks(range(4), [sheet.say(name) for name in ("same", "moved", "turned", "inverted")])
    share, color = won(kata, *HAND)
    ax.set_xlabel("won_back({}, {}, {}): {}".format(*HAND, share), color=color)
    predicts = reader(False), reader(True)
    right = np.array([[np.mean(predict(world) == labels) for world in worlds] for predict in predicts])
    for n in (1, 2, 3):
        share, color = won(kata, right[0, 0], *right[:, n])
        ax.text(n, right[:, n].max() + 0.04, share, ha="center", size=12, color=color)
    changes = [lambda _, world=world: world for world in worlds]
    for predict, shares, side, color in zip(predicts, right, (-0.2, 0.2), (PLAIN, PREPARED)):
        ax.bar(np.arange(4) + side, shares, 0.4, color="none", ec=GREY, lw=5)
        got = taken(kata.accuracies(predict, images, labels, changes), (4,))
        ax.bar(np.arange(4) + side, finite(got), 0.34, color=color)


def won(kata, clean, before, after):
    """What won_back says, in words, and the color of it."""
    share = float(taken(kata.won_back(clean, before, after), ()))
    right = np.isclose(share, (after - before) / (clean - before))
    return f"{share:+.0%}", "black" if right else RED


def usable(answer, images):
    taken(answer, images.shape)
    return answer


def finite(array):
    if not np.isfinite(array).all():
        raise Wrong("finite")
    return array


def legend(sheet):
    handles = {
        "plain": Line2D([], [], color=PLAIN, lw=4),
        "prepared": Line2D([], [], color=PREPARED, lw=4),
        "grey": Line2D([], [], color=GREY, lw=7),
        "misread": Line2D([], [], color=MISREAD, marker="$7$", ms=9, ls=""),
        "wrong": Patch(color=RED),
    }
    words = [sheet.say(key, n=DIGITS) for key in handles]
    sheet.figure.legend(handles.values(), words, loc="outside upper left", ncols=5)
