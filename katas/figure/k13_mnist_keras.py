"""The learner's own network learns all of MNIST: its loss epoch by epoch, and digits it still gets wrong."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from dojo.data import mnist
from dojo.figure import RED, taken

ROWS, COLUMNS = 4, 6
SIDE, HIGH, WIDE = 28, 41, 38  # pixels of a digit, and of its place on the page
BLUE, GREY, DARK = "#0072b2", "0.75", "0.4"
RETURNED = {"marker": ".", "color": BLUE}
TOLD = {"marker": "o", "ms": 11, "mfc": "none", "ls": "", "color": "#d55e00"}

WORDS = {
    "en": {
        "curve": "train: mean loss of each epoch",
        "epoch": "epoch",
        "loss": "loss",
        "told": "told to on_epoch",
        "returned": "returned",
        "chance": "knows nothing: ln 10",
        "lost": "{what}: no positive number",
        "digits": "predict: the digits it reads wrong",
        "wrong": "predict: {wrong:,} of {all:,} test digits wrong; true → read, the surest first",
        "evaluate": "evaluate",
        "goal": "of the test digits read right; 98% is the goal",
        "untrained": "There is no trained network to ask.",
        "start": "Training on {images:,} digits, {epochs} epochs …",
        "line": "epoch {epoch:g} of {epochs}: loss {loss:.4f}",
    },
    "ko": {
        "curve": "train: 에포크별 평균 손실",
        "epoch": "에포크",
        "loss": "손실",
        "told": "on_epoch에 알린 값",
        "returned": "돌려준 값",
        "chance": "아무것도 모를 때: ln 10",
        "lost": "{what}: 양수가 아님",
        "digits": "predict: 잘못 읽은 숫자",
        "wrong": "predict: {all:,}개 중 {wrong:,}개 틀림(정답 → 읽은 숫자, 확신이 큰 순서)",
        "evaluate": "evaluate",
        "goal": "테스트 숫자를 맞힌 비율, 목표는 98%",
        "untrained": "훈련된 신경망이 없어 물어볼 수 없습니다.",
        "start": "숫자 {images:,}개로 {epochs}에포크 동안 훈련합니다 …",
        "line": "에포크 {epoch:g}/{epochs}: 손실 {loss:.4f}",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(10, 5.4)
    axes = sheet.figure.subplot_mosaic("ABB;CBB", height_ratios=[4, 1], width_ratios=[1.1, 1, 1])
    model = None
    with sheet.panel(axes["A"], "curve") as ax:
        model, losses = train(sheet, ax, kata)
        curve(sheet, ax, np.arange(kata.EPOCHS) + 1, taken(losses, (kata.EPOCHS,)), "returned", **RETURNED)
    for letter, key, part in [("B", "digits", digits), ("C", "evaluate", evaluate)]:
        with sheet.panel(axes[letter], key) as ax:
            ax.set_axis_off()
            if model is None:
                ax.text(0.5, 0.5, sheet.say("untrained"), ha="center", va="center", color=DARK)
            else:
                part(sheet, ax, kata, model)


def rung(kata):
    data, model = mnist(), kata.build(0)
    kata.train(model, data.x_train, data.y_train, kata.EPOCHS)
    return taken(kata.predict(model, data.x_test), (len(data.x_test), 10)).argmax(axis=1)


def train(sheet, ax, kata):
    """The learner's network, trained, and what train returns; the losses it tells on the way are drawn."""
    ax.axhline(np.log(10), color=GREY, lw=6)
    how = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points", "color": DARK, "va": "bottom"}
    ax.annotate(sheet.say("chance"), (0.02, np.log(10)), (0, 3), **how)
    ax.set(xlabel=sheet.say("epoch"), ylabel=sheet.say("loss"), yscale="log")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.update_datalim([(1, 0.02)])  # where a good training ends is always in sight
    model, epochs, data, told = kata.build(0), kata.EPOCHS, mnist(), []
    sheet.tell(sheet.say("start", images=len(data.x_train), epochs=epochs))

    def on_epoch(epoch, loss):
        told.append((float(epoch), float(loss)))
        sheet.tell(sheet.say("line", epoch=told[-1][0], epochs=epochs, loss=told[-1][1]))

    try:
        return model, kata.train(model, data.x_train, data.y_train, epochs, on_epoch=on_epoch)
    finally:
        curve(sheet, ax, *np.reshape(told, (-1, 2)).T, "told", **TOLD)


def curve(sheet, ax, epochs, losses, key, **how):
    ax.plot(epochs, losses, label=sheet.say(key), **how)
    lost = epochs[~(np.isfinite(losses) & (losses > 0))]
    if len(lost):
        edge = {"transform": ax.get_xaxis_transform(), "label": sheet.say("lost", what=sheet.say(key))}
        ax.plot(lost, np.full(len(lost), 0.97), "x", color=RED, **edge)
    ax.legend()


def digits(sheet, ax, kata, model):
    images, labels = mnist().x_test, mnist().y_test
    probs = taken(kata.predict(model, images), (len(images), 10))
    read, sure = probs.argmax(axis=1), probs.max(axis=1)
    wrong = np.flatnonzero(read != labels)
    page = np.zeros((ROWS * HIGH, COLUMNS * WIDE))
    for place, i in enumerate(wrong[np.argsort(-sure[wrong])][: ROWS * COLUMNS]):
        row, column = divmod(place, COLUMNS)
        top, left = row * HIGH + HIGH - SIDE, column * WIDE + (WIDE - SIDE) // 2
        page[top : top + SIDE, left : left + SIDE] = images[i]
        words = f"{labels[i]} → {read[i]}  {sure[i]:.0%}"
        ax.text(left + SIDE / 2, top - 2, words, ha="center", va="bottom", size=9)
    ax.imshow(page, cmap="Greys", vmin=0, vmax=255)
    ax.set_title(sheet.say("wrong", wrong=len(wrong), all=len(labels)))


def evaluate(sheet, ax, kata, model):
    accuracy = taken(kata.evaluate(model, mnist().x_test, mnist().y_test), ())
    ax.text(0, 0.9, f"{accuracy:.2%}", size=24, va="top", color=BLUE)
    ax.text(0, 0.2, sheet.say("goal"), color=DARK)
