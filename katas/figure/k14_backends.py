"""Above, the layer: a digit, every row of pixels normalized; its gradients; what training made of scale.
Below, the model: what lies in its file, how alike it reads on every backend, and what it reads.

What is right lies below in grey.
"""

import io
import zipfile

import matplotlib
import numpy as np

from dojo import variants
from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

SEED, TAUGHT, ASKED = 0, 4096, 200  # digits to learn from, and to be read everywhere
OTHERS = ("tensorflow", "torch", "numpy", "openvino")
SHOWN, WIDE = 12, 36  # digits of the last panel, and pixels from one to the next
ALIKE = 1e-5  # what the tests allow
BLUE, GREY, DARK = "#0072b2", "0.75", "0.4"
MISREAD = "#d55e00"  # no fault of the kata's: a right network misreads a digit in eleven

WORDS = {
    "en": {
        "call": "RowNorm.call: every row of a digit",
        "before": "pixels",
        "after": "normalized",
        "nan": "red: not a number",
        "slopes": "RowNorm.call: its gradients",
        "right": "right gradient",
        "got": "your gradient",
        "flat": "flat row",
        "lost": "NaN",
        "scale": "RowNorm.build: scale, trained",
        "range": "white: 1, red: up to {most:.2f}, blue: down to {least:.2f}",
        "save": "save: what the file holds",
        "bytes": "bytes",
        "load": "load: weights that changed: {n}",
        "everywhere": "load, predict: alike on every backend?",
        "off": "largest difference of a probability from {first}; grey: what is allowed",
        "missing": "not installed",
        "predict": "predict: what it reads, and how sure it is",
        "start": "Training on {n:,} digits …",
        "asking": "Reading on {backend} …",
        "untrained": "There is no trained network to ask.",
    },
    "ko": {
        "call": "RowNorm.call: 숫자 이미지의 모든 행",
        "before": "픽셀",
        "after": "정규화한 값",
        "nan": "빨강: 숫자가 아님(NaN)",
        "slopes": "RowNorm.call: 기울기",
        "right": "맞는 기울기",
        "got": "내 기울기",
        "flat": "값이 같은 행",
        "lost": "NaN",
        "scale": "RowNorm.build: 훈련된 scale",
        "range": "흰색은 1, 빨강은 최대 {most:.2f}, 파랑은 최소 {least:.2f}",
        "save": "save: 파일에 들어 있는 것",
        "bytes": "바이트",
        "load": "load: 달라진 가중치 {n}개",
        "everywhere": "load, predict: 백엔드마다 같은가",
        "off": "확률의 가장 큰 차이(기준: {first}), 회색은 허용 범위",
        "missing": "설치되지 않음",
        "predict": "predict: 읽은 숫자와 확신하는 정도",
        "start": "숫자 {n:,}개로 훈련합니다 …",
        "asking": "{backend}에서 읽습니다 …",
        "untrained": "훈련된 신경망이 없어 물어볼 수 없습니다.",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(11, 7)
    axes = sheet.figure.subplot_mosaic("AAAAABBBBCCC;DDDDDEEEEEEE;FFFFFFFFFFFF", height_ratios=[2.1, 1.4, 1])
    model = data = None
    with sheet.panel(axes["A"], "call") as ax:
        rows(sheet, ax, kata.normalize)
    with sheet.panel(axes["B"], "slopes") as ax:
        gradients(sheet, ax, kata.slopes)
    with sheet.panel(axes["C"], "scale") as ax:
        ax.set_axis_off()
        model = taught(sheet, kata)
        scale(sheet, ax, model.get_weights()[0])
    with sheet.panel(axes["D"], "save") as ax:
        ax.set_axis_off()
        if model is not None:
            data = kata.save(model)
            held(sheet, ax, data)
            kept(sheet, ax, kata.load(data).get_weights(), model.get_weights())
    with sheet.panel(axes["E"], "everywhere") as ax:
        if data is not None:
            everywhere(sheet, ax, kata, data)
    with sheet.panel(axes["F"], "predict") as ax:
        ax.set_axis_off()
        if model is not None:
            digits(ax, kata.predict, model)
    for letter, thing in {"D": model, "E": data, "F": model}.items():
        if thing is None and not axes[letter].texts:
            axes[letter].set_axis_off()
            axes[letter].text(0.5, 0.5, sheet.say("untrained"), ha="center", color=DARK)


def rows(sheet, ax, normalize):
    image = mnist().x_test[0].astype(np.float32) / 255
    ax.set_axis_off()
    for middle, word in ((14, "before"), (45, "after")):
        ax.text(middle, 30, sheet.say(word), ha="center", va="top", color=DARK)
    ax.imshow(image, cmap="Greys", extent=(0, 28, 28, 0))
    got = taken(normalize(image), image.shape)
    colors = matplotlib.colormaps["RdBu_r"].with_extremes(bad=RED)
    ax.imshow(np.ma.masked_invalid(got), cmap=colors, vmin=-3, vmax=3, extent=(31, 59, 28, 0))
    ax.set(xlim=(-1, 60), ylim=(33, -1))
    if not np.isfinite(got).all():
        ax.text(45, 32, sheet.say("nan"), ha="center", va="top", color=RED)


def gradients(sheet, ax, slopes):
    """Along every number of four rows, the third of them flat."""
    rng = np.random.default_rng(SEED)
    x, upstream = rng.normal(size=(2, 4, 6)).astype(np.float32)
    x[2] = 0.5
    away = x - x.mean(axis=1, keepdims=True)
    deviation = np.where(np.arange(4) == 2, np.inf, x.std(axis=1))[:, None]
    unit = away / deviation
    moved = (
        upstream - upstream.mean(axis=1, keepdims=True) - unit * (upstream * unit).mean(axis=1, keepdims=True)
    )
    ax.axvspan(11.5, 17.5, color="0.93", label=sheet.say("flat"))
    ax.stairs((moved / deviation).ravel(), np.arange(25) - 0.5, baseline=None, color=GREY, lw=6)
    ax.plot([], [], color=GREY, lw=6, label=sheet.say("right"))
    ax.set(xticks=[])
    got = taken(taken(slopes(x, upstream), [..., ..., ...])[0], x.shape).ravel()
    lost = np.flatnonzero(~np.isfinite(got))
    ax.plot(got, "o", ms=4, color=BLUE, label=sheet.say("got"))
    if len(lost):
        ax.plot(lost, 0 * lost, "x", color=RED, label=sheet.say("lost"))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2, fontsize=8)


def taught(sheet, kata):
    sheet.tell(sheet.say("start", n=TAUGHT))
    model = kata.network(SEED)
    images = mnist().x_train[:TAUGHT].copy()
    images[0] = 0  # blank: where its gradient is NaN, so is all that is learned
    kata.train(model, images, mnist().y_train[:TAUGHT])
    return model


def scale(sheet, ax, weights):
    """The first RowNorm sees a digit as one row, so its scale is a number for every pixel."""
    weights = taken(weights, (784,))
    if not np.isfinite(weights).all():
        raise Wrong("finite")
    reach = np.abs(weights - 1).max()
    ax.imshow(weights.reshape(28, 28), cmap="RdBu_r", vmin=1 - reach, vmax=1 + reach)
    words = sheet.say("range", most=weights.max(), least=weights.min())
    ax.text(0.5, -0.04, words, ha="center", va="top", color=DARK, size=9, transform=ax.transAxes)


def held(sheet, ax, data):
    """What lies in the file, and how long it is."""
    if not isinstance(data, bytes) or not zipfile.is_zipfile(io.BytesIO(data)):
        raise Wrong("value", got=repr(data)[:40], expected="zip")
    for line, entry in enumerate(zipfile.ZipFile(io.BytesIO(data)).infolist()):
        ax.text(0, 0.85 - 0.16 * line, entry.filename, family="monospace", transform=ax.transAxes)
        size = f"{entry.file_size:,} {sheet.say('bytes')}"
        ax.text(0.75, 0.85 - 0.16 * line, size, ha="right", color=DARK, transform=ax.transAxes)


def kept(sheet, ax, got, right):
    """How many weights another one than was saved has come back for."""
    got = taken(got, [np.shape(weight) for weight in right])
    changed = sum(int(np.sum(g != w)) for g, w in zip(got, right))
    color = RED if changed else DARK
    ax.text(0, 0.3, sheet.say("load", n=changed), color=color, transform=ax.transAxes)


def everywhere(sheet, ax, kata, data):
    """The largest difference to the backend that has trained, over 200 digits; dark grey where it is none."""
    first, images = kata.keras.config.backend(), mnist().x_test[:ASKED]
    here = taken(kata.predict(kata.load(data), images), (ASKED, 10))
    ax.set(xscale="log", xlim=(1e-8, 2), ylim=(len(OTHERS) - 0.4, -0.6))
    ax.set_xlabel(sheet.say("off", first=first))
    ax.set_yticks(range(len(OTHERS)), OTHERS)
    ax.axvspan(1e-8, ALIKE, color="0.9", zorder=0)
    for row, backend in enumerate(OTHERS):
        if not variants.available(backend):
            words = f"{sheet.say('missing')}: {variants.INSTALL.format(backend)}"
            ax.text(1.3e-8, row, words, va="center", color="0.55", size=7.5)
            continue
        sheet.tell(sheet.say("asking", backend=backend))
        there = sheet.elsewhere(backend)
        off = np.abs(taken(there.predict(there.load(data), images), here.shape) - here).max()
        color = BLUE if off <= ALIKE else RED
        ax.barh(row, np.nan_to_num(max(off, 2e-8), nan=1.0), 0.6, color=color)
        ax.text(np.nan_to_num(max(off, 2e-8), nan=1.0) * 1.2, row, f"{off:.1g}", va="center", color=color)


def digits(ax, predict, model):
    images, labels = mnist().x_test[:SHOWN], mnist().y_test[:SHOWN]
    probs = taken(predict(model, images), (SHOWN, 10))
    page = np.zeros((28, SHOWN * WIDE))
    for place, (image, label, row) in enumerate(zip(images, labels, probs)):
        page[:, place * WIDE : place * WIDE + 28] = image
        read = int(np.argmax(row))
        words = f"{read}  {row[read]:.0%}"
        ax.text(place * WIDE + 14, 31, words, ha="center", va="top", color=DARK if read == label else MISREAD)
    ax.imshow(page, cmap="Greys")
