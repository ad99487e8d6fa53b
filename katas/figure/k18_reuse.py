"""Above, what is reused: the few examples, what training moves, how the old trunk sees digits it has
never met, and how far few examples go. Below, what is kept: the mixed training set, and who reads what.
"""

import numpy as np
from matplotlib.colors import to_rgb

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

LOW, HIGH = range(5), range(5, 10)
SIZES, SAMPLES, EPOCHS, SHARE = (1, 5, 20), 2, 30, 0.25
RIGHT = (0.48, 0.76, 0.86), (0.76, 0.88, 0.94)  # at SIZES, the solution's ten samples: mean -/+ 2 s.d.
BLUE, ORANGE, GREY, DARK = "#0072b2", "#d55e00", "0.75", "0.4"

WORDS = {
    "en": {
        "few": "few: the sample",
        "moves": "reuse: what training moves",
        "trunk": "the new model's trunk",
        "head": "its head",
        "given": "the old model",
        "still": "not one bit",
        "moved": "up to {by:.2g}",
        "features": "features: of digits it never saw",
        "curve": "train_head: what few examples teach",
        "reused": "new head on a trained trunk",
        "scratch": "from scratch",
        "grey": "right code",
        "sizes": "examples of each of the digits 5 to 9",
        "accuracy": "accuracy",
        "replay": "replay: in this order",
        "mixture": "orange is old: {share:.1%} of {n:,}",
        "matrix": "accuracy_matrix: right in %",
        "before": "after\n0 to 4",
        "alone": "then 5 to 9\nalone",
        "mixed": "then 5 to 9\nwith replay",
        "start": "Training on {n:,} digits from 0 to 4 …",
        "line": "{n} of each digit: {reused:.1%} with a trained trunk, {scratch:.1%} from scratch",
    },
    "ko": {
        "few": "few: 뽑은 표본",
        "moves": "reuse: 훈련하면 움직이는 것",
        "trunk": "새 모델의 몸통",
        "head": "새 모델의 머리",
        "given": "옛 모델",
        "still": "조금도 안 움직임",
        "moved": "최대 {by:.2g}",
        "features": "features: 처음 보는 숫자의 특성",
        "curve": "train_head: 적은 예시로 배운 결과",
        "reused": "훈련된 몸통에 새 머리",
        "scratch": "처음부터",
        "grey": "맞는 코드",
        "sizes": "5부터 9까지 숫자마다 본 예시 수",
        "accuracy": "정확도",
        "replay": "replay: 섞인 순서",
        "mixture": "주황은 옛 숫자: {n:,}개 중 {share:.1%}",
        "matrix": "accuracy_matrix: 숫자별 정확도(%)",
        "before": "0–4를\n배운 뒤",
        "alone": "5–9만\n더 배운 뒤",
        "mixed": "옛 숫자와 섞어\n5–9를 배운 뒤",
        "start": "0부터 4까지의 숫자 {n:,}개로 훈련합니다 …",
        "line": "숫자마다 {n}개: 훈련된 몸통 {reused:.1%}, 처음부터 {scratch:.1%}",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(12, 7)
    axes = sheet.figure.subplot_mosaic("FFFFMMMXXXX;CCCCRRRAAAA")
    old, new = digits(LOW, 12_288), digits(HIGH, 4096)
    sheet.tell(sheet.say("start", n=len(old[1])))
    pupil = kata.network(0)
    kata.train(pupil, *old, 2)
    mixed = None
    with sheet.panel(axes["F"], "few") as ax:
        sample(ax, kata)
    with sheet.panel(axes["M"], "moves") as ax:
        moves(sheet, ax, kata, pupil, new)
    with sheet.panel(axes["X"], "features") as ax:
        scatter(ax, kata, pupil)
    with sheet.panel(axes["C"], "curve") as ax:
        curve(sheet, ax, kata, pupil)
    with sheet.panel(axes["R"], "replay") as ax:
        mixed = mixture(sheet, ax, kata, old, new)
    with sheet.panel(axes["A"], "matrix") as ax:
        matrix(sheet, ax, kata, pupil, new, mixed)


def digits(which, n=None, part="train"):
    images, labels = getattr(mnist(), f"x_{part}"), getattr(mnist(), f"y_{part}")
    chosen = np.flatnonzero(np.isin(labels, which))[:n]
    return images[chosen], labels[chosen]


def model(answer):
    """What the kata has made, if it is a model at all."""
    if not hasattr(answer, "get_weights"):
        raise Wrong("none" if answer is None else "unusable")
    return answer


def few(kata, seed, n):
    """n examples of each high digit, as the learner draws them."""
    images, labels = digits(HIGH)
    chosen = taken(kata.few(np.random.default_rng(seed), labels, n), (5 * n,))
    places = np.clip(np.nan_to_num(chosen), 0, len(labels) - 1).astype(int)
    return images[places], labels[places]


def sample(ax, kata):
    images, labels = few(kata, 0, 6)
    for row, digit in enumerate(HIGH):
        for column, image in enumerate(images[labels == digit][:12]):
            ax.imshow(image, cmap="Greys", extent=(column, column + 0.9, -row - 0.9, -row))
        ax.text(-0.3, -row - 0.45, digit, ha="right", va="center", color=DARK)
    ax.set(xlim=(-0.6, max(6, np.bincount(labels).max())), ylim=(-5, 0), aspect="equal")
    ax.set_axis_off()


def moves(sheet, ax, kata, pupil, new):
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    given = pupil.get_weights()
    reused = model(kata.reuse(pupil, 5, 0))
    before = reused.get_weights()
    kata.train(reused, new[0][:256], new[1][:256] - 5, 2)
    by = [float(np.abs(a - b).max()) for a, b in zip(before, reused.get_weights())]
    by = {"trunk": max(by[:-2]), "head": max(by[-2:])}
    by["given"] = max(float(np.abs(a - b).max()) for a, b in zip(given, pupil.get_weights()))
    for y, (who, how_far) in zip((0.8, 0.5, 0.2), by.items()):
        right = (how_far > 0) == (who == "head")
        words = sheet.say("moved", by=how_far) if how_far else sheet.say("still")
        ax.text(0, y + 0.03, sheet.say(who), color=DARK)
        ax.text(0, y - 0.02, words, va="top", size=15, color=BLUE if right else RED)


def scatter(ax, kata, pupil):
    images, labels = digits(HIGH, 400, "test")
    width = pupil.layers[-1].get_weights()[0].shape[0]
    x = np.nan_to_num(taken(kata.features(pupil, images), (len(images), width)))
    x = x - x.mean(axis=0)
    x, y = (x @ np.linalg.svd(x, full_matrices=False)[2][:2].T).T
    for digit in HIGH:
        mine = labels == digit
        ax.scatter(x[mine], y[mine], s=14, marker=f"${digit}$", lw=0.3)
    ax.set(xticks=[], yticks=[])


def accuracy(network, images, labels):
    return float(np.mean(network.predict(images, batch_size=1000, verbose=0).argmax(axis=1) == labels))


def curve(sheet, ax, kata, pupil):
    unseen, truth = digits(HIGH, 2000, "test")
    ax.fill_between(SIZES, *RIGHT, color=GREY, lw=0, label=sheet.say("grey"))
    ax.set(xscale="log", xticks=SIZES, xticklabels=SIZES, ylim=(0.2, 1))
    ax.set(xlabel=sheet.say("sizes"), ylabel=sheet.say("accuracy"))
    ax.minorticks_off()
    found = {"reused": [], "scratch": []}
    for n in SIZES:
        reads = np.zeros(2)
        for seed in range(SAMPLES):
            images, labels = few(kata, seed, n)
            reused, scratch = model(kata.reuse(pupil, 5, seed)), kata.network(seed, 5)
            kata.train_head(reused, images, labels - 5, EPOCHS)
            kata.train(scratch, images, labels - 5, EPOCHS)
            reads += [accuracy(m, unseen, truth - 5) / SAMPLES for m in (reused, scratch)]
        for who, read in zip(found, reads):
            found[who].append(read)
        sheet.tell(sheet.say("line", n=n, reused=reads[0], scratch=reads[1]))
    for who, color in zip(found, (BLUE, ORANGE)):
        ax.plot(SIZES, found[who], marker="o", color=color, label=sheet.say(who))
    ax.legend(loc="lower right")


def mixture(sheet, ax, kata, old, new):
    """The learner's mixed training set, and its first examples in their order; what wears which color."""
    ax.set_axis_off()
    images, labels = taken(kata.replay(np.random.default_rng(0), old, new, SHARE), [..., ...])
    labels = taken(labels, np.shape(labels))
    olds = labels < 5
    first = np.resize(olds, (16, 16))[..., None]
    ax.imshow(np.where(first, to_rgb(ORANGE), to_rgb(BLUE)), extent=(0, 16, 16, 0))
    ax.hlines(range(1, 16), 0, 16, color="white", lw=1.5)
    ax.vlines(range(1, 16), 0, 16, color="white", lw=1.5)
    right = abs(olds.mean() - SHARE) < 0.001 and len(labels) == 5461  # 4,096 · 4 / 3
    words = sheet.say("mixture", share=olds.mean(), n=len(labels))
    ax.text(0, 16.4, words, va="top", size=9, color=DARK if right else RED)
    return images, labels.astype(int)


def matrix(sheet, ax, kata, pupil, new, mixed):
    rows, models = ["before"], [pupil]
    for row, data in ("alone", new), ("mixed", mixed):
        if data is not None:
            models.append(kata.network(0))
            models[-1].set_weights(pupil.get_weights())
            kata.train(models[-1], *data, 1)
            rows.append(row)
    tasks = [digits([digit], 200, "test") for digit in range(10)]
    R = 100 * taken(kata.accuracy_matrix(models, tasks), (len(models), 10))
    ax.imshow(R, cmap="Blues", vmin=0, vmax=100, aspect="auto")
    for (i, j), percent in np.ndenumerate(R):
        ax.text(j, i, f"{percent:.0f}", ha="center", va="center", color="white" if percent > 60 else "black")
    ax.set(xticks=range(10), yticks=range(len(rows)), yticklabels=[sheet.say(row) for row in rows])
    ax.tick_params(length=0)
    ax.axvline(4.5, color="white", lw=3)
