"""Above, a sick plant: what follows from three facts, and why it will recover. Below, two rules
read a real zero, and the same zero with one pixel erased; and your own read 6,000 training digits.
"""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from dojo.data import mnist
from dojo.fault import Wrong
from dojo.figure import RED, taken

BLUE, ORANGE, GREY, LIGHT = "#0072b2", "#d55e00", "0.6", "0.85"
FACTS = ["yellow", "wet", "dark"]
RULES = [
    (["yellow", "wet"], "rot"),
    (["dark"], "thin"),
    (["rot"], "repot"),
    (["rot"], "less"),
    (["thin"], "less"),
    (["thin"], "move"),
    (["repot", "less", "move"], "recovers"),
    (["yellow", "dry"], "thirst"),
    (["thirst"], "more"),
    (["webs"], "mites"),
    (["mites"], "weak"),
    (["weak"], "mites"),
]
HOLDS = {"yellow", "wet", "dark", "rot", "thin", "repot", "less", "move", "recovers"}
PLANT = {  # each symbol's place, and its name in both languages
    "dark": (0, 4, "dark\ncorner", "어두운\n구석"),
    "wet": (0, 3, "wet\nsoil", "젖은\n흙"),
    "yellow": (0, 2, "yellow\nleaves", "노란\n잎"),
    "dry": (0, 1, "dry\nsoil", "마른\n흙"),
    "webs": (0, 0, "fine\nwebs", "가는\n거미줄"),
    "thin": (1, 4, "little\nlight", "빛\n부족"),
    "rot": (1, 3, "roots\nrot", "뿌리\n썩음"),
    "thirst": (1, 2, "thirst", "목마름"),
    "mites": (1, 1, "mites", "응애"),
    "weak": (1, 0, "weakness", "허약"),
    "move": (2, 4, "move\nit", "자리\n옮기기"),
    "less": (2, 3, "water\nless", "물\n줄이기"),
    "repot": (2, 2, "repot\nit", "분갈이"),
    "more": (2, 1, "water\nmore", "물\n더 주기"),
    "recovers": (3, 3, "it\nrecovers", "회복"),
}
PLACE = {symbol: place for symbol, (*place, _, _) in PLANT.items()}
GOAL = "recovers"
RING = [
    (["one hole", "no hole above", "no hole below"], "ring"),
    (["ring", "lower: two strokes"], "digit 0"),
]
ZERO, ERASED = 118, (8, 20)  # a training digit whose ring one pixel holds together
CUT = slice(3, 25)  # of its rows and columns, what is not all paper
EVERY = 10  # of the 60,000 training digits

WORDS = {
    "en": {symbol: name for symbol, (*_, name, _) in PLANT.items()}
    | {
        "derive": "derive: what is the matter with this plant?",
        "explain": "explain: why will it recover?",
        "read": "read: a ring, and one pixel less",
        "score": "digit_rules: what is shown, and what is read",
        "given": "given",
        "follows": "follows",
        "missing": "follows, but is missing",
        "wrong": "does not follow",
        "step": "step of the explanation",
        "as": "read as {digit}",
        "not": "not read",
        "none": "none or\nseveral",
        "shown": "shown",
        "right": "read as (% of each row): {share} of {n} training digits right",
    },
    "ko": {symbol: name for symbol, (*_, name) in PLANT.items()}
    | {
        "derive": "derive: 이 화초는 왜 아플까?",
        "explain": "explain: 왜 나을까?",
        "read": "read: 고리에서 픽셀 하나를 지우면",
        "score": "digit_rules: 어떤 숫자를 무엇으로 읽나",
        "given": "주어진 사실",
        "follows": "나온 결론",
        "missing": "나와야 하는데 빠짐",
        "wrong": "나올 수 없는데 나옴",
        "step": "설명의 단계",
        "as": "읽은 답: {digit}",
        "not": "읽지 못함",
        "none": "없거나\n여럿",
        "shown": "보여 준 숫자",
        "right": "읽은 숫자(행마다 %): 훈련 숫자 {n}개 중 {share} 맞힘",
    },
}


def draw(sheet, kata):
    sheet.figure.set_size_inches(11, 8.6)
    axes = sheet.figure.subplot_mosaic("AAABBB;CCDDDD", height_ratios=[1, 1.15])
    with sheet.panel(axes["A"], "derive") as ax:
        derived(sheet, ax, kata.derive)
    with sheet.panel(axes["B"], "explain") as ax:
        explained(sheet, ax, kata.explain)
    with sheet.panel(axes["C"], "read") as ax:
        brittle(sheet, ax, kata)
    with sheet.panel(axes["D"], "score") as ax:
        table(sheet, ax, kata)
    legend(sheet)


def rung(kata):
    """(10000,) what the learner's rules read in each test digit, -1 where no digit follows or several do."""
    return answers(kata, mnist().x_test)


def answers(kata, images):
    rules = kata.digit_rules()
    facts = [tuple(those) for those in kata.features(images)]
    digits = {those: digit(kata.read(list(those), rules)) for those in set(facts)}
    return np.array([digits[those] for those in facts])


def digit(answer):
    if float(taken(answer, ())) not in range(-1, 10):
        raise Wrong("value", got=str(answer))
    return int(answer)


def of(answer, *kinds):
    """The answer, if it is of one of these kinds."""
    if answer is None:
        raise Wrong("none")
    if not isinstance(answer, kinds):
        raise Wrong("value", got=repr(answer)[:60])
    return answer


def chain(steps):
    """The steps of an explanation, each a list of symbols and a symbol."""
    for step in of(steps, list, tuple):
        match step:
            case [[*premises], str(conclusion)] if all(isinstance(premise, str) for premise in premises):
                yield premises, conclusion
            case _:
                raise Wrong("value", got=repr(step)[:60])


def derived(sheet, ax, derive):
    graph(sheet, ax)
    found = of(derive(FACTS, RULES), set, frozenset)
    for symbol in PLACE:
        if symbol in found:
            known = symbol in HOLDS
            fill = "black" if symbol in FACTS else BLUE if known else RED
            node(sheet, ax, symbol, fc=fill, ec=fill, color="white")
        elif symbol in HOLDS:
            node(sheet, ax, symbol, fc=LIGHT, ec=GREY, color=RED, ls="--")
    strange = sorted(map(repr, found - PLACE.keys()))
    ax.set_xlabel(", ".join(strange)[:60], color=RED)


def explained(sheet, ax, explain):
    graph(sheet, ax)
    known = set(FACTS)
    for fact in FACTS:
        node(sheet, ax, fact, fc="black", ec="black", color="white")
    for number, (premises, conclusion) in enumerate(chain(explain(GOAL, FACTS, RULES)), 1):
        if conclusion not in PLACE:
            raise Wrong("value", got=repr(conclusion))
        right = (premises, conclusion) in RULES and known >= set(premises) and conclusion not in known
        color = ORANGE if right else RED
        edge(ax, premises, conclusion, color=color, lw=2.2, zorder=2)
        node(sheet, ax, conclusion, fc="white", ec=color, color="black", lw=2)
        x, y = PLACE[conclusion]
        badge = {"boxstyle": "circle,pad=0.25", "fc": color, "ec": "white"}
        how = {"size": 8, "ha": "center", "va": "center", "zorder": 6}
        ax.text(x + 0.19, y + 0.32, number, color="white", bbox=badge, **how)
        known.add(conclusion)
    if GOAL not in known:
        node(sheet, ax, GOAL, fc=LIGHT, ec=GREY, color=RED, ls="--")


def graph(sheet, ax):
    ax.set(xlim=(-0.35, 3.3), ylim=(-0.45, 4.5), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    for premises, conclusion in RULES:
        edge(ax, premises, conclusion, color=LIGHT, lw=1.5, zorder=1)
    for symbol in PLACE:
        node(sheet, ax, symbol, fc="white", ec=LIGHT, color=GREY)


def edge(ax, premises, conclusion, **how):
    """An arrow from a premise to the conclusion; from several, by way of a knot."""
    x, y = PLACE[conclusion]
    ends = [PLACE[premise] for premise in premises if premise in PLACE]
    start, shrink = (ends or [(x - 0.4, y)])[0], 11
    if len(ends) > 1:
        start, shrink = (x - 0.42, y + 0.3 * (np.mean(ends, axis=0)[1] - y)), 0
        for a, b in ends:
            ax.plot([a, start[0]], [b, start[1]], **how)
    aside = start[0] == x
    bend = {"connectionstyle": f"arc3,rad={0.4 * aside}", "shrinkA": shrink, "shrinkB": 11 if aside else 20}
    arrow = {"arrowstyle": "-|>", **bend, **how}
    ax.annotate("", (x, y), start, arrowprops=arrow)


def node(sheet, ax, symbol, *, fc, ec, color, **how):
    box = {"boxstyle": "round,pad=0.35", "fc": fc, "ec": ec, **how}
    style = {"ha": "center", "va": "center", "size": 8, "linespacing": 0.95, "zorder": 5}
    ax.text(*PLACE[symbol], sheet.say(symbol), color=color, bbox=box, **style)


def brittle(sheet, ax, kata):
    """A zero and its chain of reasons, and what is left of both without one pixel."""
    ax.set(xlim=(0, 2), ylim=(0, 2.05), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    whole = mnist().x_train[ZERO]
    torn = whole.copy()
    torn[ERASED] = 0
    for x, image in enumerate([whole, torn]):
        ax.imshow(image[CUT, CUT], cmap="Greys", extent=(x, x + 0.9, 1.1, 2), aspect="auto")
    row, column = (0.9 * (at - CUT.start + 0.5) / (CUT.stop - CUT.start) for at in ERASED)
    ax.plot(1 + column, 2 - row, "o", ms=15, mfc="none", color=ORANGE, mew=1.5)
    for x, facts in enumerate(kata.features(np.stack([whole, torn]))):
        said, right = digit(kata.read(facts, RING)), (0, -1)[x]
        lines = facts[:8]
        if said >= 0:
            steps = chain(kata.explain(f"digit {said}", facts, RING))
            lines = [line for premises, conclusion in steps for line in (*premises, f"→ {conclusion}")]
        ax.text(x + 0.05, 0.92, "\n".join(lines), va="top", size=8.5)
        answer = sheet.say("as", digit=said) if said >= 0 else sheet.say("not")
        ax.text(x + 0.05, 1.02, answer, va="top", size=9, color="black" if said == right else RED)


def table(sheet, ax, kata):
    """Of 100 digits of each kind, how many are read as what; the last column is for none or several."""
    y = mnist().y_train[::EVERY]
    read = answers(kata, mnist().x_train[::EVERY])
    share = np.array([np.bincount(read[y == d] % 11, minlength=11) / np.sum(y == d) for d in range(10)])
    ax.imshow(np.where(np.eye(10, 11) > 0, 0, share), cmap="Oranges", vmax=0.6, aspect="auto")
    ax.imshow(np.ma.masked_where(np.eye(10, 11) == 0, share), cmap="Blues", vmin=0, vmax=1.2, aspect="auto")
    for (row, column), part in np.ndenumerate(share):
        if part >= 0.005:
            color = "white" if part > (0.6 if row == column else 0.35) else "black"
            ax.text(column, row, f"{100 * part:.0f}", ha="center", va="center", color=color, size=9)
    ax.set_xticks(range(11), [*range(10), sheet.say("none")])
    ax.set(yticks=range(10), ylabel=sheet.say("shown"))
    ax.set_xlabel(sheet.say("right", share=f"{np.mean(read == y):.1%}", n=f"{len(y):,}"))


def legend(sheet):
    fills = {
        "given": ("black", "black"),
        "follows": (BLUE, BLUE),
        "missing": (LIGHT, GREY),
        "wrong": (RED, RED),
    }
    handles = [Patch(fc=fc, ec=ec, ls="--" if key == "missing" else "-") for key, (fc, ec) in fills.items()]
    handles.append(Line2D([], [], color=ORANGE, lw=2.2))
    words = [sheet.say(key) for key in [*fills, "step"]]
    sheet.figure.legend(handles, words, loc="outside upper left", ncols=5)
