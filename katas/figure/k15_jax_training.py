"""Above: the loss of one example, a weight that rolls, holes by key. In the middle: trainings with and
without holes, what a step costs, a Keras model. Below: which digits have the largest gradients.

What is right lies below in grey.
"""

from time import perf_counter

import numpy as np
from matplotlib.lines import Line2D

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

DIGITS, EPOCHS, BATCH, RATE = 6000, 6, 50, 0.1
SHAPES = ((784, 64), (64, 10))
SIZES = 2, 16, 128
BLUE, ORANGE, DARK = "#0072b2", "#d55e00", "0.4"
RIGHT = {"color": "0.78", "lw": 7}
DIFFICULT, ROWS, COLUMNS = (
    600,
    2,
    10,
)  # test digits looked at, and a page of the digits with the longest gradients

WORDS = {
    "en": {
        "loss": "loss: by how far the true class is ahead",
        "update": "update: a weight that rolls downhill",
        "dropout": "dropout: three times the same digit",
        "epoch": "epoch: mean loss of each epoch",
        "time": "epoch: what a step costs",
        "keras": "keras_update: loss before each step",
        "norms": "per_example_gradients: their lengths",
        "digits": "per_example_gradients: the longest; label → read",
        "ahead": "logit of the true class, the other is 0",
        "step": "step",
        "weight": "weight",
        "first": "key 1",
        "same": "key 1",
        "other": "key 2",
        "rate": "rate {rate:g}",
        "number": "epoch",
        "none": "dropout rate 0",
        "some": "dropout rate {rate:g}",
        "chance": "knows nothing: ln 10",
        "size": "batch size",
        "micro": "microseconds for each step",
        "scan": "epoch: all steps in one call",
        "calls": "update: a call for each step",
        "length": "length of the gradient of one digit",
        "many": "digits",
        "grey": "right code",
        "yours": "your code",
        "lost": "NaN or infinite",
    },
    "ko": {
        "loss": "loss: 정답 클래스가 앞선 정도에 따라",
        "update": "update: 내리막을 구르는 가중치",
        "dropout": "dropout: 같은 숫자를 세 번",
        "epoch": "epoch: 에포크별 평균 손실",
        "time": "epoch: 스텝 하나에 드는 시간",
        "keras": "keras_update: 스텝 전의 손실",
        "norms": "per_example_gradients: 기울기의 길이",
        "digits": "per_example_gradients: 기울기가 가장 긴 숫자, 레이블 → 읽은 숫자",
        "ahead": "정답 클래스의 로짓(다른 로짓은 0)",
        "step": "스텝",
        "weight": "가중치",
        "first": "키 1",
        "same": "키 1",
        "other": "키 2",
        "rate": "비율 {rate:g}",
        "number": "에포크",
        "none": "드롭아웃 비율 0",
        "some": "드롭아웃 비율 {rate:g}",
        "chance": "아무것도 모를 때: ln 10",
        "size": "배치 크기",
        "micro": "스텝당 마이크로초",
        "scan": "epoch: 호출 한 번에 모든 스텝",
        "calls": "update: 스텝마다 호출 한 번",
        "length": "숫자 하나의 기울기의 길이",
        "many": "숫자의 수",
        "grey": "맞는 코드",
        "yours": "내 코드",
        "lost": "NaN이나 무한대",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(12, 9.6)
    rows = [["loss", "update", "dropout"], ["epoch", "time", "keras"], ["norms", "digits", "digits"]]
    axes = sheet.figure.subplot_mosaic(rows)
    panels = {"loss": losses, "update": ball, "dropout": holes, "time": cost, "keras": twin}
    for key, part in panels.items():
        with sheet.panel(axes[key], key) as ax:
            part(sheet, ax, kata)
    params, found = stay(kata.initialize)(kata.jax.random.key(0), SHAPES)[0], None
    with sheet.panel(axes["epoch"], "epoch") as ax:
        params = course(sheet, ax, kata)
    with sheet.panel(axes["norms"], "norms") as ax:
        found = norms(sheet, ax, kata, params)
    with sheet.panel(axes["digits"], "digits") as ax:
        ax.set_axis_off()
        if found is not None:
            longest(ax, kata, params, found)
    legend(sheet)


def rung(kata):
    """The digit that the learner's network reads in each test image, after three looks at all of MNIST."""
    params, _ = train(kata, ((784, 128), (128, 10)), 60_000, 3, 128, 0.2, 0.1)
    return np.asarray(kata.logits(params, pixels(mnist().x_test))).argmax(axis=1)


def pixels(images):
    return images.reshape(-1, 784) / np.float32(255)


def stay(function):
    """The function, whose arrays stay on the device where the kata runs."""
    return getattr(function, "kept", function)


def train(kata, shapes, n, epochs, size, rate, dropout_rate):
    """(params, losses) of the learner's epochs, at a falling rate."""
    key, *keys = (kata.jax.random.key(seed) for seed in range(epochs + 1))
    x, y = map(stay(kata.jax.device_put), (pixels(mnist().x_train[:n]), mnist().y_train[:n]))
    state, told = stay(kata.initialize)(key, shapes), []
    for i, key in enumerate(keys):
        answer = stay(kata.epoch)(state, key, x, y, size, rate * (1 - i / epochs), dropout_rate)
        state, value = pair(answer)
        told.append(float(taken(read(value), ())))
    return state[0], told


def read(value):
    """A number that has stayed with the kata, or not."""
    return value[()] if hasattr(value, "shape") else value


def pair(answer):
    if not isinstance(answer, list | tuple) or len(answer) != 2 or not isinstance(answer[0], list | tuple):
        raise Wrong("length", got=f"{answer!r:.60}", expected=2)
    return answer


def curve(ax, x, y, **how):
    """The learner's numbers, and a red cross at the upper edge for every one that is not finite."""
    x, y = np.array(x, float), np.array(y, float)
    ax.plot(x, y, **{"marker": ".", "color": BLUE, **how})
    lost = ~np.isfinite(y)
    ax.plot(x[lost], np.full(lost.sum(), 0.97), "x", color=RED, transform=ax.get_xaxis_transform())


def losses(sheet, ax, kata):
    ahead = np.linspace(-200, 100, 31)
    ax.plot(ahead, np.logaddexp(0, -ahead), **RIGHT)
    ax.set(xlabel=sheet.say("ahead"))
    ones, none = np.ones((1, 1), np.float32), np.zeros(2, np.float32)
    weights = (np.array([[z, 0]], np.float32) for z in ahead)
    curve(ax, ahead, [taken(kata.loss([(W, none)], ones, np.array([0])), ()) for W in weights])


def ball(sheet, ax, kata):
    """One weight between two classes, already rolling when examples that disagree push it: past, and back."""
    steps, rate, m = 40, 0.2, kata.MOMENTUM
    x, y = np.array([[1], [1], [1]], np.float32), np.array([0, 0, 1])
    w, v, right = 0.0, 0.3, [0.0]
    for _ in range(steps):
        p = 1 / (1 + np.exp(-4 * w))  # logits ±w from W and ±w from b: both begin at 0 and move alike
        v = m * v - rate * (p - 2 / 3)
        w += v
        right.append(w)
    ax.plot(right, **RIGHT)
    ax.set(xlabel=sheet.say("step"), ylabel=sheet.say("weight"))
    pairs = lambda v: [(np.array([[v, -v]], np.float32), np.array([v, -v], np.float32))]  # noqa: E731
    state, path, form = (pairs(0.0), pairs(0.3)), [0.0], [[[[(1, 2), (2,)]]] * 2, ()]
    for _ in range(steps):
        state, _ = taken(kata.update(state, x, y, rate), form)
        path.append(state[0][0][0][0, 0])
    curve(ax, range(steps + 1), path)


def holes(sheet, ax, kata):
    """Columns: the rate. Rows: key 1, key 1 again, key 2."""
    digit, rates = mnist().x_train[0] / np.float32(255), (0, 0.25, 0.5, 0.75)
    page = np.full((3 * 30, 4 * 30), np.nan)
    ax.set_xticks([14 + 30 * i for i in range(4)], [sheet.say("rate", rate=rate) for rate in rates])
    ax.set_yticks([14 + 30 * i for i in range(3)], [sheet.say(key) for key in ("first", "same", "other")])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    for row, seed in enumerate((1, 1, 2)):
        for column, rate in enumerate(rates):
            got = taken(kata.dropout(kata.jax.random.key(seed), digit, float(rate)), (28, 28))
            page[row * 30 : row * 30 + 28, column * 30 : column * 30 + 28] = got
    ax.imshow(page, cmap="Greys", vmin=-0.4, vmax=4)


def course(sheet, ax, kata):
    """Two trainings; gives the params of the first."""
    ax.axhline(np.log(10), color="0.75", lw=1)
    ax.text(1, np.log(10) * 1.05, sheet.say("chance"), color=DARK, va="bottom")
    ax.set(xlabel=sheet.say("number"), yscale="log", ylim=(0.02, 4), yticks=[0.1, 1], yticklabels=[0.1, 1])
    params, told = train(kata, SHAPES, DIGITS, EPOCHS, BATCH, RATE, 0.0)
    numbers = np.arange(1, EPOCHS + 1)
    curve(ax, numbers, told, label=sheet.say("none"))
    rate = 0.3
    _, told = train(kata, SHAPES, DIGITS, EPOCHS, BATCH, RATE, rate)
    curve(ax, numbers, told, label=sheet.say("some", rate=rate), color=ORANGE, ls="--")
    ax.legend(loc="lower left")
    return params


def best(call, rounds=5):
    """Seconds of the fastest of some calls, the first left out: it compiles."""
    call()
    times = []
    for _ in range(rounds):
        begin = perf_counter()
        call()
        times.append(perf_counter() - begin)
    return min(times)


def cost(sheet, ax, kata):
    """The time of a step within the learner's epoch, and of one that Python asks for by itself."""
    n, jax = 4096, kata.jax
    state, key = stay(kata.initialize)(jax.random.key(0), ((64, 32), (32, 10))), jax.random.key(1)
    x, y = np.random.default_rng(0).normal(size=(n, 64)).astype(np.float32), np.arange(n) % 10
    whole, *batches = ([*map(stay(jax.device_put), (x[:size], y[:size]))] for size in (n, *SIZES))
    # calls that do nothing: what it takes to hand over as much, and to read one number
    pipe = best(lambda: stay(jax.tree.leaves)((state, whole)), 50) + best(jax.local_device_count, 50)
    ready = lambda answer: taken(read(pair(answer)[1]), ())  # noqa: E731
    epochs = [best(lambda s=size: ready(stay(kata.epoch)(state, key, *whole, s, 0.1, 0.0))) for size in SIZES]
    ax.set(xlabel=sheet.say("size"), ylabel=sheet.say("micro"), xscale="log", yscale="log")
    ax.set_xticks(SIZES, SIZES)
    ax.set(ylim=(5, 2000), yticks=[10, 100, 1000], yticklabels=[10, 100, 1000])
    ax.minorticks_off()
    each = [max(seconds - pipe, 1e-6) / (n // size) for seconds, size in zip(epochs, SIZES)]
    curve(ax, SIZES, np.multiply(each, 1e6), label=sheet.say("scan"))
    calls = [best(lambda b=batch: ready(stay(kata.update)(state, *b, 0.1)), 50) for batch in batches]
    alone = np.maximum(np.subtract(calls, pipe), 1e-6)
    curve(ax, SIZES, 1e6 * alone, label=sheet.say("calls"), color=ORANGE, ls="--")
    ax.legend()


def twin(sheet, ax, kata):
    """Ten steps of the learner's, over those that Keras takes itself with a model just like it."""
    keras, x, y = kata.keras, pixels(mnist().x_train[:320]), mnist().y_train[:320].astype(int)

    def model():
        keras.utils.set_random_seed(1)
        layers = [keras.Input((784,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dropout(0.3)]
        return keras.Sequential([*layers, keras.layers.BatchNormalization(), keras.layers.Dense(10)])

    first, second, optimizers = model(), model(), [keras.optimizers.Adam(0.01) for _ in range(2)]
    first.compile(optimizers[0], keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    batches = [(x[i : i + 32], y[i : i + 32]) for i in range(0, 320, 32)]
    ax.plot([float(first.train_on_batch(*batch)) for batch in batches], **RIGHT)
    ax.set(xlabel=sheet.say("step"))
    variables, told = kata.keras_variables(second, optimizers[1]), []
    for batch in batches:
        variables, value = pair(kata.keras_update(second, optimizers[1], variables, *batch))
        told.append(taken(value, ()))
    curve(ax, range(10), told)


def lengths(params, x, y):
    """The right ones: the gradient by W of one example is an outer product, and those lengths multiply."""
    (W1, b1), (W2, b2) = params
    hidden = np.maximum(x @ W1 + b1, 0)
    scores = hidden @ W2 + b2
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    d = powers / powers.sum(axis=1, keepdims=True) - np.eye(10)[y]
    squares = [
        ((inputs**2).sum(axis=1) + 1) * (back**2).sum(axis=1)
        for inputs, back in ((hidden, d), (x, d @ W2.T * (hidden > 0)))
    ]
    return np.sqrt(np.sum(squares, axis=0))


def norms(sheet, ax, kata, params):
    """Gives the numbers of the test digits whose gradients are longest, the longest first."""
    x, y, bins = pixels(mnist().x_test[:DIFFICULT]), mnist().y_test[:DIFFICULT], np.logspace(-5, 2, 36)
    ax.set(xscale="log", xlabel=sheet.say("length"), ylabel=sheet.say("many"))
    right = np.histogram(lengths(kata.jax.device_get(params), x, y), bins)[0]
    ax.stairs(right, bins, fill=True, color="0.85")
    n, form, found = 100, [[(100, 784, 64), (100, 64)], [(100, 64, 10), (100, 10)]], []
    for start in range(0, DIFFICULT, n):
        got = taken(kata.per_example_gradients(params, x[start : start + n], y[start : start + n]), form)
        found.append(np.sqrt(sum((g.reshape(n, -1) ** 2).sum(axis=1) for layer in got for g in layer)))
    found = np.concatenate(found)
    if not np.isfinite(found).all():
        raise Wrong("finite")
    ax.stairs(np.histogram(found, bins)[0], bins, color=BLUE, lw=1.5)
    return np.argsort(-found)[: ROWS * COLUMNS]


def longest(ax, kata, params, found):
    images, labels = mnist().x_test[found], mnist().y_test[found]
    said = np.asarray(kata.logits(params, pixels(images))).argmax(axis=1)
    page = np.zeros((ROWS * 42, COLUMNS * 34))
    for i, image in enumerate(images):
        top, left = 42 * (i // COLUMNS) + 12, 34 * (i % COLUMNS) + 3
        page[top : top + 28, left : left + 28] = image
        ax.text(left + 14, top - 2, f"{labels[i]} → {said[i]}", ha="center", va="bottom")
    ax.imshow(page, cmap="Greys", vmin=0, vmax=255)


def legend(sheet):
    handles = [
        Line2D([], [], **RIGHT),
        Line2D([], [], color=BLUE, marker="."),
        Line2D([], [], color=RED, marker="x", ls=""),
    ]
    words = [sheet.say(key) for key in ("grey", "yours", "lost")]
    sheet.figure.legend(handles, words, loc="outside upper left", ncols=3)
