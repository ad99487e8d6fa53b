"""A text as questions and answers, the table of what follows what, a network on its way to that table,
and what they write.

What is right lies below in grey, and what is not right is red.
"""

import unicodedata
from functools import cache

import numpy as np
from matplotlib.lines import Line2D

from dojo.data import text
from dojo.fault import Wrong
from dojo.figure import RED, taken

LINE = {"en": "a white rabbit", "ko": "메밀꽃 필"}  # what is cut into questions and answers
TOKENS, ALPHA, RATE = 5000, 0.1, 50.0  # of the book, for the table, for the network
STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256)
WRITES = (8, 32, 256)  # after so many steps the network writes a line
SHOWN, WRITTEN, WIDE = 18, 200, 78  # symbols on the heat maps; in a new text, and what of it fits on a line
PLACES, LENGTH, DRAWN = 12, 4, 4000  # tokens, and passages drawn from them
STRANGE = 0.25  # of the pairs the table writes it has never read 0.02 in English, 0.08 ± 0.03 in Korean
BLUE, GREY, DARK = "#0072b2", "0.75", "0.4"

WORDS = {
    "en": {
        "book": "en",
        "grey": "right code",
        "yours": "your code",
        "wrong": "is wrong",
        "encode": "encode: a text in numbers",
        "pairs": "pairs: each asks for the next",
        "windows": "windows: where 4,000 passages start",
        "start": "start, in a text of {places} tokens",
        "astray": "{n} rows of x or y are no passages",
        "counts": "bigram_counts: how often",
        "table": "bigram_probs: how probable",
        "neural": "neural_step: learned in 256 steps",
        "curve": "perplexity: the network comes to the table",
        "next": "next symbol",
        "before": "after this symbol",
        "off": "{n} entries are wrong",
        "step": "step",
        "counted": "table",
        "sample": "sample: what they write, and the share of pairs they never read",
        "nothing": "knows nothing",
        "network": "step {step}",
    },
    "ko": {
        "book": "ko",
        "grey": "맞는 코드",
        "yours": "내 코드",
        "wrong": "틀림",
        "encode": "encode: 번호로 바꾼 글",
        "pairs": "pairs: 기호마다 다음 기호를 묻는다",
        "windows": "windows: 구간 4,000개가 시작한 자리",
        "start": "시작한 자리(토큰 {places}개인 글)",
        "astray": "x나 y에서 구간이 아닌 행: {n}개",
        "counts": "bigram_counts: 몇 번 나왔나",
        "table": "bigram_probs: 얼마나 그럴듯한가",
        "neural": "neural_step: 256걸음 동안 배운 표",
        "curve": "perplexity: 표에 다가가는 신경망",
        "next": "다음 기호(-ㄴ은 받침 ㄴ)",
        "before": "앞의 기호",
        "off": "틀린 칸: {n}개",
        "step": "걸음",
        "counted": "표",
        "sample": "sample: 새로 쓴 글, 그리고 읽은 적 없는 쌍의 비율",
        "nothing": "아무것도 모름",
        "network": "{step}걸음",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(11, 9)
    axes = sheet.figure.subplot_mosaic("EEEEPPPPWWWW;CCCCTTTTNNNN;XXXXSSSSSSSS", height_ratios=[0.6, 1.6, 1])
    lang = sheet.say("book")
    symbols, tokens = book(lang)
    V, x, y = len(symbols), tokens[: TOKENS - 1], tokens[1:TOKENS]
    counts = np.bincount(x * V + y, minlength=V * V).reshape(V, V)
    often = np.bincount(x, minlength=V).argsort()[::-1][:SHOWN]
    known = walk(lambda W: W - RATE * (counts.sum(axis=1, keepdims=True) * softmax(W) - counts) / len(x), V)
    yours = cache(lambda: walk(lambda W: taken(kata.neural_step(W, x, y, RATE), (V, V)), V))
    with sheet.panel(axes["E"], "encode") as ax:
        numbers(ax, kata.encode, symbols, letters(LINE[lang]))
    with sheet.panel(axes["P"], "pairs") as ax:
        questions(ax, kata.pairs, symbols, letters(LINE[lang]))
    with sheet.panel(axes["W"], "windows") as ax:
        starts(sheet, ax, kata.windows)
    heats = [
        ("counts", "C", lambda: kata.bigram_counts(x, y, V), counts),
        ("table", "T", lambda: kata.bigram_probs(counts, ALPHA), shares(counts + ALPHA)),
        ("neural", "N", lambda: softmax(yours()[STEPS[-1]]), softmax(known[STEPS[-1]])),
    ]
    for key, place, got, right in heats:
        with sheet.panel(axes[place], key) as ax:
            heat(sheet, ax, got, right, often, [label(symbols[token]) for token in often])
    with sheet.panel(axes["X"], "curve") as ax:
        curve(sheet, ax, kata.perplexity, known, shares(counts), yours, x, y)
    with sheet.panel(axes["S"], "sample") as ax:
        table = lambda: taken(kata.bigram_probs(kata.bigram_counts(x, y, V), ALPHA), (V, V))  # noqa: E731
        lines(sheet, ax, kata.sample, symbols, counts, table, yours)
    grey, blue = Line2D([], [], color=GREY, lw=6), Line2D([], [], color=BLUE, lw=2)
    wrong = Line2D([], [], color=RED, marker="x", ls="")
    words = [sheet.say(key) for key in ("grey", "yours", "wrong")]
    sheet.figure.legend([grey, blue, wrong], words, loc="outside upper left", ncols=3)


def letters(words):
    """Lower case in English; in Korean every syllable taken apart."""
    return unicodedata.normalize("NFD", words).lower()


def book(lang):
    symbols, places = np.unique(list(letters(text(lang))), return_inverse=True)
    return symbols.tolist(), places


def label(symbol):
    """A symbol that can be seen; a Korean letter at the end of a syllable has a dash before it."""
    if unicodedata.name(symbol, "").startswith("HANGUL"):
        _, place, *name = unicodedata.name(symbol).split(" ")
        return "-" * (place == "JONGSEONG") + unicodedata.lookup("HANGUL LETTER " + " ".join(name))
    return {" ": "␣", "\n": "↵"}.get(symbol, symbol)


def readable(symbols):
    """A text from symbols, letters put together again; what does not make a syllable stands alone."""
    whole = unicodedata.normalize("NFC", "".join(symbols)).replace("\n", "↵")
    return "".join(c if c.isspace() or not "ᄀ" <= c <= "ᇿ" else label(c).lstrip("-") for c in whole)


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def shares(counts):
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-9)


def walk(step, V):
    """W after each of STEPS steps from zeros."""
    W, on_the_way = np.zeros((V, V)), {}
    for n in range(STEPS[-1] + 1):
        if n in STEPS:
            on_the_way[n] = W
        W = step(W) if n < STEPS[-1] else W
    return on_the_way


def row(ax, height, words, right, shift=0.0):
    """Words in a row of cells, red where they are not right."""
    for i, (word, known) in enumerate(zip(words, right)):
        ax.text(i + shift, height, word, ha="center", va="center", color=BLUE if word == known else RED)


def cells(ax, names, passage, first, last):
    """The passage on top, symbol by symbol, and the names of the rows at the left."""
    ax.set(xlim=(-0.7, len(passage) - 0.3), ylim=(last - 0.5, first + 0.5), xticks=[])
    ax.set_yticks(range(first, last - 1, -1), names)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)


def numbers(ax, encode, symbols, passage):
    cells(ax, ["", ""], passage, 1, 0)
    for i, symbol in enumerate(passage):
        ax.text(i, 1, label(symbol), ha="center", va="center", bbox={"fc": "0.93", "ec": "none"})
    right = [symbols.index(symbol) for symbol in passage]
    got = taken(encode(passage, symbols), (len(passage),))
    row(ax, 0, [f"{token:g}" for token in got], [f"{token:g}" for token in right])


def questions(ax, pairs, symbols, passage):
    cells(ax, ["x", "y"], passage, 1, 0)
    tokens = np.array([symbols.index(symbol) for symbol in passage])
    n = len(tokens) - 1
    got = taken(pairs(tokens), [(n,), (n,)])
    for height, part, right in zip((1, 0), got, (tokens[:-1], tokens[1:])):
        known = [label(symbols[token]) for token in right]
        row(
            ax,
            height,
            [label(symbols[int(t)]) if t in range(len(symbols)) else f"{t:g}" for t in part],
            known,
        )
    for i in range(n):
        ax.annotate("", (i, 0.28), (i, 0.72), arrowprops={"arrowstyle": "->", "color": DARK})


def starts(sheet, ax, windows):
    room, tokens = PLACES - LENGTH, np.arange(PLACES)
    expected, places = DRAWN / room, np.arange(PLACES)
    near = 5 * np.sqrt(expected * (1 - 1 / room))  # five standard deviations
    ax.fill_between([-0.5, room - 0.5], expected - near, expected + near, color=GREY, lw=0)
    ax.set(xlim=(-0.7, PLACES - 0.3), xticks=places, xlabel=sheet.say("start", places=PLACES))
    x, y = taken(windows(np.random.default_rng(0), tokens, LENGTH, DRAWN), [(DRAWN, LENGTH)] * 2)
    began = np.array([np.sum(x[:, 0] == place) for place in places])
    right = np.abs(began - np.where(places < room, expected, 0)) <= np.where(places < room, near, 0)
    ax.vlines(places, 0, began, colors=np.where(right, BLUE, RED), lw=9)
    ax.plot(places[~right], began[~right], "x", color=RED, ms=9, mew=2)
    astray = np.sum(~((x == x[:, :1] + np.arange(LENGTH)) & (y == x + 1)).all(axis=1))
    if astray:
        ax.set_xlabel(sheet.say("astray", n=astray), color=RED)


def heat(sheet, ax, got, right, often, labels):
    """The rows and columns of the commonest symbols; a red cross where the number is wrong."""
    ax.set_xticks(range(SHOWN), labels, size=8)
    ax.set_yticks(range(SHOWN), labels, size=8)
    ax.set(xlabel=sheet.say("next"), ylabel=sheet.say("before"))
    ax.tick_params(length=0)
    got, part = taken(got(), right.shape), np.ix_(often, often)
    shade, darkest = np.sqrt(np.maximum(got[part], 0)), np.sqrt(right[part].max())
    ax.imshow(shade, cmap="Blues", vmin=0, vmax=darkest, aspect="auto")
    wrong = ~np.isclose(got, right, rtol=1e-4, atol=1e-6)
    ax.plot(*np.nonzero(wrong[part])[::-1], "x", color=RED, ms=4)
    if wrong.any():
        ax.set_xlabel(sheet.say("off", n=wrong.sum()), color=RED)


def curve(sheet, ax, perplexity, known, table, yours, x, y):
    of = lambda probs: np.exp(-np.log(probs[x, y]).mean())  # noqa: E731
    at = np.maximum(STEPS, 0.5)
    ax.plot(at, [of(softmax(W)) for W in known.values()], color=GREY, lw=6)
    ax.axhline(of(table), color=GREY, lw=6)
    ax.set(xscale="log", yscale="log", xlabel=sheet.say("step"), xlim=(0.4, 300))
    ax.set_xticks(at[[0, 1, 3, 5, 7, 9]], [0, 1, 4, 16, 64, 256])
    ax.set_yticks([10, 20, len(table)], [10, 20, len(table)])
    ax.minorticks_off()
    got = [taken(perplexity(table, x, y), ())]
    ax.axhline(got[0], color=BLUE, ls="--", lw=2)
    ax.text(0.45, of(table) * 1.06, sheet.say("counted"), color=DARK)
    got = np.array([taken(perplexity(softmax(W), x, y), ()) for W in yours().values()])
    ax.plot(at, got, ".-", color=BLUE, lw=2)
    lost = ~np.isclose(got, [of(softmax(W)) for W in known.values()], rtol=1e-4)
    ax.plot(at[lost], np.full(lost.sum(), 0.97), "x", color=RED, transform=ax.get_xaxis_transform())


def lines(sheet, ax, sample, symbols, counts, table, yours):
    """A line of new text from everyone, and how many of its pairs were not in what was read."""
    V, start = len(symbols), symbols.index(" ")
    who = [(sheet.say("nothing"), lambda: np.full((V, V), 1 / V))]
    who += [(sheet.say("network", step=step), lambda step=step: softmax(yours()[step])) for step in WRITES]
    who += [(sheet.say("counted"), table)]
    ax.set(xlim=(0, 1), ylim=(len(who) - 0.4, -0.6))
    ax.set_axis_off()
    for height, (name, probs) in enumerate(who):
        ax.text(0, height, name, va="center", size=9)
        got = taken(sample(np.random.default_rng(7), probs(), start, WRITTEN), (WRITTEN,)).astype(int)
        if not ((got >= 0) & (got < V)).all():
            raise Wrong("value", got=f"{got.min()} … {got.max()}", expected=f"0 … {V - 1}")
        strange = np.mean(counts[np.append(start, got[:-1]), got] == 0)
        last = height == len(who) - 1
        color = RED if last and strange > STRANGE else BLUE
        words = readable(symbols[token] for token in got)
        ends = np.cumsum([1.8 if letter >= "ᄀ" else 1 for letter in words])
        ax.text(0.16, height, words[: np.sum(ends < WIDE)], va="center", size=9, color=color)
        ax.text(1, height, f"{strange:.0%}", va="center", ha="right", color=color)
