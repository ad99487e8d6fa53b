"""Above: who comes in which batch, what one step does to the loss, what one epoch does to a network.
Below: a training at three learning rates, and what `accuracy` says of networks that were trained here.

What is right lies below in grey. Another order of the same digits leads nearly to the same places.
"""

from itertools import islice

import numpy as np
from matplotlib.lines import Line2D

from dojo import show
from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

FEW, SIZE, ROWS = 10, 3, 7  # examples, batch size and epochs in the panel on batches
DIGITS, OTHERS, HIDDEN, BATCH, EPOCHS = 2000, 1000, 32, 50, 6
RATES = {"small": (0.01, "#e69f00", "v"), "good": (0.5, "#0072b2", "o"), "large": (4.0, "#cc79a7", "s")}
SIZES = 2000, 500, 100, 20  # of the batches in the panel on epoch
BLUE, ORANGE, DARK = "#0072b2", "#d55e00", "0.4"
RIGHT = {"color": "0.78", "lw": 7}
RING = {"ls": "", "marker": "o", "ms": 10, "mfc": "none"}

WORDS = {
    "en": {
        "batches": "batches: ten examples, three at a time",
        "step": "step: the loss after one step",
        "epoch": "epoch: after one look at the digits",
        "loss": "train: loss of each epoch",
        "seen": "train: accuracy on digits not learned from",
        "accuracy": "accuracy: of 18 networks",
        "row": "epoch",
        "absent": "without {numbers}",
        "alike": "the same order in every epoch",
        "rate": "learning rate",
        "told": "the loss it tells",
        "after": "loss afterwards",
        "size": "batch size",
        "share": "test digits read right",
        "said": "accuracy says",
        "counted": "share of test digits, counted one by one",
        "mean": "the mean loss it tells",
        "grey": "right code",
        "small": "rate {rate:g}: too small",
        "good": "rate {rate:g}: good",
        "large": "rate {rate:g}: too large",
        "ring": "told to on_epoch",
        "lost": "NaN or infinite",
        "untrained": "There is no training to show.",
        "start": "Training on {n:,} digits, {epochs} epochs, at the learning rate {rate:g} …",
    },
    "ko": {
        "batches": "batches: 예시 열 개를 세 개씩",
        "step": "step: 한 걸음 뒤의 손실",
        "epoch": "epoch: 숫자를 한 번 보고 나면",
        "loss": "train: 에포크별 손실",
        "seen": "train: 배우지 않은 숫자의 정확도",
        "accuracy": "accuracy: 신경망 18개의 정확도",
        "row": "에포크",
        "absent": "빠진 번호: {numbers}",
        "alike": "모든 에포크의 순서가 같음",
        "rate": "학습률",
        "told": "알려 준 손실",
        "after": "걸음을 뗀 뒤의 손실",
        "size": "배치 크기",
        "share": "맞힌 테스트 숫자의 비율",
        "said": "accuracy의 값",
        "counted": "하나씩 세어 구한 비율",
        "mean": "알려 준 평균 손실",
        "grey": "맞는 코드",
        "small": "학습률 {rate:g}: 너무 작음",
        "good": "학습률 {rate:g}: 알맞음",
        "large": "학습률 {rate:g}: 너무 큼",
        "ring": "on_epoch에 알린 값",
        "lost": "NaN이나 무한대",
        "untrained": "보여 줄 훈련이 없습니다.",
        "start": "숫자 {n:,}개로 {epochs}에포크 동안 훈련합니다. 학습률은 {rate:g} …",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(12, 7.4)
    axes = sheet.figure.subplot_mosaic([["batches", "step", "epoch"], ["loss", "seen", "accuracy"]])
    x, y, *others = digits(DIGITS, OTHERS)
    start = kata.initialize([784, HIDDEN, 10], np.random.default_rng(2))
    with sheet.panel(axes["batches"], "batches") as ax:
        deal(sheet, ax, kata.batches)
    with sheet.panel(axes["step"], "step") as ax:
        one_step(sheet, ax, kata, start, x[:200], y[:200])
    with sheet.panel(axes["epoch"], "epoch") as ax:
        one_epoch(sheet, ax, kata, start, x, y, others)
    falling = (1 - np.arange(EPOCHS) / EPOCHS).tolist()
    right = [loop(kata, start, x, y, BATCH, [rate * f for f in falling]) for rate, *_ in RATES.values()]
    got = {}
    with sheet.panel(axes["loss"], "loss") as ax:
        below(sheet, ax, [losses for losses, _ in right])
        ax.set(yscale="log", ylim=(0.1, 15), yticks=[0.1, 1, 10], yticklabels=[0.1, 1, 10])
        for key in RATES:
            got[key] = train(sheet, kata, (start, x, y, *others), RATES[key][0])
            course(ax, key, got[key], 1)
    with sheet.panel(axes["seen"], "seen") as ax:
        below(sheet, ax, [[share(params, *others) for params in trained] for _, trained in right])
        ax.set_ylim(0, 1)
        for key in got:
            course(ax, key, got[key], 2)
        if not got:
            ax.text(1, 0.5, sheet.say("untrained"), color=DARK)
    with sheet.panel(axes["accuracy"], "accuracy") as ax:
        compare(sheet, ax, kata.accuracy, [trained for _, trained in right], others)
    legend(sheet)


def rung(kata):
    """The digit that the learner's network reads in each test image, after training on all of MNIST."""
    x, y, *others = digits(60_000, 10_000)
    rng = np.random.default_rng(0)
    start = kata.initialize([784, kata.HIDDEN, 10], rng)
    params, *_ = kata.train(start, x, y, *others, kata.EPOCHS, kata.BATCH_SIZE, kata.LEARNING_RATE, rng)
    return logits(params, others[0]).argmax(axis=1)


def digits(n, m):
    """(x, y, x_test, y_test): n training digits and m test digits, float32 from 0 to 1."""
    x, y, x_test, y_test = mnist()
    x, x_test = (images.reshape(-1, 784) / np.float32(255) for images in (x[:n], x_test[:m]))
    return x, y[:n], x_test, y_test[:m]


def logits(params, x):
    for W, b in params[:-1]:
        x = np.maximum(x @ W + b, 0)
    return x @ params[-1][0] + params[-1][1]


@np.errstate(all="ignore")
def cost(params, x, y):
    z = logits(params, x).astype(float)
    z -= z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


@np.errstate(all="ignore")
def share(params, x, y):
    return np.mean(logits(params, x).argmax(axis=1) == y)


def down(params, grads, rate):
    return [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(params, grads)]


def loop(kata, params, x, y, batch_size, rates):
    """The losses of an epoch at each of these rates, and the params that each has led to."""
    rng, losses, trained = np.random.default_rng(6), [], []
    for rate in rates:
        order, total = rng.permutation(len(x)), 0.0
        for batch in np.split(order, range(batch_size, len(x), batch_size)):
            loss, grads = kata.loss_and_gradients(params, x[batch], y[batch])
            params = down(params, grads, rate)
            total += float(loss) * len(batch)
        losses.append(total / len(x))
        trained.append(params)
    return losses, trained


def form(params):
    return [[W.shape, b.shape] for W, b in params]


def deal(sheet, ax, batches):
    """Every epoch a row, every batch a block; what comes twice is red, and what is missing is named."""
    rng, orders = np.random.default_rng(4), []
    ax.set(xlim=(-0.6, FEW + 5), ylim=(ROWS + 0.5, 0.4), xticks=[], yticks=range(1, ROWS + 1))
    ax.set_ylabel(sheet.say("row"))
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(left=False)
    for row in range(1, ROWS + 1):
        left, order = 0.0, []
        for batch in listed(batches(FEW, SIZE, rng)):
            for number in batch:
                wrong = number in order or not 0 <= number < FEW
                fill = (0.93 - 0.06 * number, 0.96 - 0.04 * number, 1 - 0.02 * number)  # darker to 9
                box = {
                    "boxstyle": "square,pad=0.37",
                    "fc": "w" if wrong else fill,
                    "ec": RED if wrong else "w",
                }
                ax.text(left, row, number, ha="center", va="center", color=RED if wrong else "k", bbox=box)
                order.append(number)
                left += 1
            left += 0.6
        orders.append(order)
        absent = ", ".join(str(number) for number in range(FEW) if number not in order)
        if absent:
            ax.text(left, row, sheet.say("absent", numbers=absent), va="center", color=RED)
    if all(order == orders[0] for order in orders):
        ax.set_xlabel(sheet.say("alike"), color=RED)


def listed(answer):
    """At most FEW + 1 batches, each a list of ints."""
    if answer is None:
        raise Wrong("none")
    try:
        return [[int(number) for number in batch] for batch in islice(answer, FEW + 1)]
    except Exception as error:
        how = f"{type(error).__name__}: {error}"
        raise Wrong("unusable", got=show.value(answer), line=how) from None


def one_step(sheet, ax, kata, start, x, y):
    rates = 10.0 ** np.arange(-2, 1.01, 0.25)
    loss, grads = kata.loss_and_gradients(start, x, y)
    ax.loglog(rates, [cost(down(start, grads, rate), x, y) for rate in rates], **RIGHT)
    ax.axhline(loss, **RIGHT)
    ax.set(xlabel=sheet.say("rate"), yticks=[2, 5, 10], yticklabels=[2, 5, 10])
    ax.minorticks_off()
    got = [taken(kata.step(start, x, y, float(rate)), [form(start), ()]) for rate in rates]
    curve(ax, rates, [cost(params, x, y) for params, _ in got], color=BLUE, label=sheet.say("after"))
    curve(ax, rates, [told for _, told in got], color=ORANGE, ls="--", label=sheet.say("told"))
    ax.legend(loc="upper left")


def one_epoch(sheet, ax, kata, start, x, y, others):
    other, rate = ax.twinx(), 0.2
    other.spines["right"].set_visible(True)
    for size, (told, trained) in ((size, loop(kata, start, x, y, size, [rate])) for size in SIZES):
        ax.plot(size, share(trained[0], *others), "o", ms=12, mec="none", color=RIGHT["color"])
        other.plot(size, told[0], "o", ms=12, mec="none", color=RIGHT["color"])
    ax.set(
        xscale="log", xlabel=sheet.say("size"), ylim=(0, 1), xlim=(3000, 13), xticks=SIZES, xticklabels=SIZES
    )
    ax.minorticks_off()
    ax.set_ylabel(sheet.say("share"), color=BLUE)
    other.set_ylim(0, 2.6)
    other.set_ylabel(sheet.say("mean"), color=ORANGE)
    epoch = lambda size: kata.epoch(start, x, y, size, rate, np.random.default_rng(6))  # noqa: E731
    got = [taken(epoch(size), [form(start), ()]) for size in SIZES]
    curve(ax, SIZES, [share(params, *others) for params, _ in got], color=BLUE)
    curve(other, SIZES, [told for _, told in got], color=ORANGE, ls="--")


def train(sheet, kata, given, rate):
    """What on_epoch is told, as rows, and what train returns."""
    sheet.tell(sheet.say("start", n=DIGITS, epochs=EPOCHS, rate=rate))
    told = []
    on_epoch = lambda *report: told.append(taken(report, [()] * 3))  # noqa: E731
    answer = kata.train(*given, EPOCHS, BATCH, rate, np.random.default_rng(6), on_epoch)
    return np.reshape(told, (-1, 3)), *taken(answer, [form(given[0]), (EPOCHS,), (EPOCHS,)])[1:]


def below(sheet, ax, right):
    numbers = np.arange(1, EPOCHS + 1)
    ax.plot(numbers, np.transpose(right), **RIGHT)
    ax.set(xlabel=sheet.say("row"), xticks=numbers)


def course(ax, key, got, column):
    """One of the three trainings: the loss (column 1) or the accuracy (2) of each epoch."""
    (told, *lists), (_, color, marker) = got, RATES[key]
    curve(ax, np.arange(1, EPOCHS + 1), lists[column - 1], color=color, marker=marker)
    ax.plot(told[:, 0], told[:, column], **RING, color=color)


def compare(sheet, ax, accuracy, right, others):
    ax.plot([0, 1], [0, 1], **RIGHT)
    ax.set(xlabel=sheet.say("counted"), ylabel=sheet.say("said"), xlim=(0, 1))
    for trained, (_, color, marker) in zip(right, RATES.values()):
        said = [taken(accuracy(params, *others), ()) for params in trained]
        curve(ax, [share(params, *others) for params in trained], said, color=color, marker=marker, ls="")


def curve(ax, x, y, **how):
    """The learner's numbers, and a red cross at the upper edge for every one that is not finite."""
    x, y = np.array(x), np.array(y, float)
    ax.plot(x, y, **{"marker": ".", **how})
    lost = ~np.isfinite(y)
    ax.plot(x[lost], np.full(lost.sum(), 0.97), "x", color=RED, transform=ax.get_xaxis_transform())


def legend(sheet):
    handles = [Line2D([], [], **RIGHT)]
    handles += [Line2D([], [], color=color, marker=marker) for _, color, marker in RATES.values()]
    handles += [Line2D([], [], color=DARK, **RING), Line2D([], [], color=RED, marker="x", ls="")]
    words = [sheet.say("grey"), *(sheet.say(key, rate=rate) for key, (rate, *_) in RATES.items())]
    words += [sheet.say("ring"), sheet.say("lost")]
    sheet.figure.legend(handles, words, loc="outside upper left", ncols=6)
