"""What an expert knows, written down as rules, and a machine that follows them: symbolic AI.

For decades this was artificial intelligence: people put facts and rules in, and an engine derives
all that follows and gives its reasons. Nothing is learned. Here you write the engine, and then the
rules of an expert in handwritten digits – which is you.

Chapter 1, section 1.1.1.
Run:   pytest -k k01, or dojo watch k01, and dojo hint k01 when you are stuck
Guide: katas/guide/en/k01_symbolic_rules.md (한국어: katas/guide/ko/k01_symbolic_rules.md)

A symbol is a str, and equal strings are the same symbol; nothing inside a string means anything.
facts: a list of symbols that hold. rules: a list of pairs (premises, conclusion); if every symbol in
the list premises holds, so does the symbol conclusion. No premises, and the conclusion always holds.
Both lists may be empty. The order of facts, rules and premises does not matter, nor whether a fact,
a rule or a premise stands there twice. Rules may run in circles: no symbol holds because of itself.
Inputs must not be changed, and nothing may be remembered from one call to the next.

Take time in proportion to the length of all lists together, in whichever order they stand: in a
chain of 100,000 rules, with thousands of premises in one rule, with one premise in thousands of rules.
A recursion that goes down 100,000 steps ends in a RecursionError.
"""

from collections import defaultdict

import numpy as np

Rule = tuple[list[str], str]


def reasons(facts: list[str], rules: list[Rule]) -> dict[str, Rule | None]:
    """All that holds, in the order in which it was found, with the rule that found it; facts have None."""
    missing, waiting = [], defaultdict(list)
    for number, (premises, _) in enumerate(rules):
        needed = {None, *premises}  # None holds from the start: each rule waits for something
        missing.append(len(needed))
        for symbol in needed:
            waiting[symbol].append(number)

    found = dict.fromkeys(facts)
    news = [None, *found]
    for symbol in news:  # grows on the way
        for number in waiting[symbol]:
            missing[number] -= 1
            _, conclusion = rules[number]
            if missing[number] == 0 and conclusion not in found:
                found[conclusion] = rules[number]
                news.append(conclusion)
    return found


def derive(facts: list[str], rules: list[Rule]) -> set[str]:
    """All that holds: the facts, and whatever follows from them by the rules, however many steps away.

    Returns a set: the smallest that has all facts in it, and with all premises of a rule its
    conclusion as well. So it has every fact, also one that no rule mentions.
    derive(["rain", "cold"], [(["snow"], "sledge"), (["cold", "rain"], "snow")])
        = {"rain", "cold", "snow", "sledge"}
    """
    return set(reasons(facts, rules))


def explain(goal: str, facts: list[str], rules: list[Rule]) -> list[Rule]:
    """Why goal holds: the rules that lead to it from the facts, each after those it builds on.

    Returns a list of steps, each equal to one of `rules`. Every premise of a step is a fact or the
    conclusion of an earlier step. No step concludes a fact, or what an earlier step has concluded.
    No step is beside the point: the last concludes goal, and the conclusion of every other is a
    premise of some later one. Where there are several such lists any will do, it need not be the
    shortest. If goal is a fact the list is empty. ValueError if goal does not hold.
    explain("sledge", ["rain", "cold"], [(["snow"], "sledge"), (["cold", "rain"], "snow")])
        = [(["cold", "rain"], "snow"), (["snow"], "sledge")]
    """
    found = reasons(facts, rules)
    if goal not in found:
        raise ValueError(f"{goal!r} does not follow")
    needed, steps = {goal}, []
    for symbol, rule in reversed(found.items()):
        if symbol in needed and rule is not None:
            steps.append(rule)
            needed.update(rule[0])
    return steps[::-1]


def read(facts: list[str], rules: list[Rule]) -> int:
    """The digit that an image shows, from its facts: 3 if of "digit 0" … "digit 9" only "digit 3" holds.

    Returns an int from 0 to 9; -1 if none of these ten symbols holds, or more than one.
    read(["round", "hole"], [(["hole", "round"], "digit 0"), (["flat"], "digit 1")]) = 0
    """
    known = derive(facts, rules)
    digits = [digit for digit in range(10) if f"digit {digit}" in known]
    return digits[0] if len(digits) == 1 else -1


LINES = ["upper", "middle", "lower"]  # they run across the digit, at 1/4, 1/2 and 3/4 of its height
STROKES = ["no stroke", "one stroke", "two strokes", "three strokes"]  # that a line meets; three or more
SEEN = [  # of every image exactly one fact of each row holds
    ["no hole", "one hole", "two holes"],  # two or more
    ["no hole above", "hole above"],  # hole above: the upper half alone has a hole
    ["no hole below", "hole below"],  # hole below: the lower half alone has one
    ["wide", "narrow"],  # narrow: less than half as wide as high
    *[[f"{line}: {n}" for n in STROKES] for line in [*LINES, "down"]],  # down: upright, in the middle
    *[[f"{line}: ink {side}" for side in ("left", "center", "right")] for line in LINES],
]  # on average, the ink that the line meets; left as well if it meets none


def features(images: np.ndarray) -> list[list[str]]:
    """What there is to see in each image, one fact of every row of SEEN; given, finished.

    images: (N, 28, 28) uint8, 0 is paper and 255 is ink, some ink in each. Returns N lists of facts.
    The second training digit, a 0, gives ["one hole", "no hole above", "no hole below", "wide",
    "upper: two strokes", "middle: two strokes", "lower: two strokes", "down: two strokes",
    "upper: ink center", "middle: ink center", "lower: ink center"].
    """
    ink = images > 100
    rows, columns = ink.any(axis=2), ink.any(axis=1)
    top, left = rows.argmax(axis=1), columns.argmax(axis=1)
    height, width = 27 - rows[:, ::-1].argmax(axis=1) - top, 27 - columns[:, ::-1].argmax(axis=1) - left
    above = (np.arange(28) <= (top + height / 2)[:, None])[:, :, None]
    each = np.arange(len(ink))
    lines = [ink[each, np.rint(top + height * k / 4).astype(int)] for k in (1, 2, 3)]
    down = ink[each, :, np.rint(left + width / 2).astype(int)]
    seen = [holes(ink), holes(ink & above).clip(0, 1), holes(ink & ~above).clip(0, 1), 2 * width < height]
    for line in [*lines, down]:
        seen.append((np.diff(line.astype(int), axis=1, prepend=0) > 0).sum(axis=1).clip(0, 3))
    for line in lines:
        middle = line @ np.arange(28) / line.sum(axis=1).clip(1) - left
        seen.append(np.digitize(middle / width.clip(1), [0.4, 0.6]))
    return [[words[i] for words, i in zip(SEEN, row)] for row in np.stack(seen, axis=1)]


def holes(ink: np.ndarray) -> np.ndarray:
    """How many holes each image has, 0 to 2, if its ink is in one piece: given, finished.

    Euler: corners - edges + squares = pieces - holes, where every pixel of ink is a square.
    """
    ink = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    level, upright = ink[:, 1:] | ink[:, :-1], ink[:, :, 1:] | ink[:, :, :-1]
    corners = level[:, :, 1:] | level[:, :, :-1]
    corners, level, upright, squares = (a.sum(axis=(1, 2)) for a in (corners, level, upright, ink))
    return (1 - (corners - level - upright + squares)).clip(0, 2)


def digit_rules() -> list[Rule]:
    """Your own rules for reading digits, from the facts of `features` to "digit 0" … "digit 9".

    Every premise is a fact of SEEN or the conclusion of one of your rules. Every conclusion is one of
    the ten digits or a premise of one of your rules: none leads nowhere. In between, name shapes
    as you like. MNIST's 10,000 test digits go through features, and are read as `read` says: more
    than 1,135 must be read right, which is what "digit 1" for everything would get. How much
    further you go is up to you; your score is shown, and `dojo fig k01` shows it digit by digit.
    A first rule might be (["two holes"], "digit 8").
    """
    return [
        (["no hole", "narrow"], "digit 1"),
        (["no hole", "wide"], "open"),
        (["open", "upper: one stroke", "down: one stroke"], "line"),
        (["open", "upper: one stroke", "down: two strokes"], "hook"),
        (["open", "upper: one stroke", "down: three strokes"], "bars"),
        (["open", "upper: two strokes", "lower: one stroke"], "fork"),
        (["line", "middle: ink center"], "digit 1"),
        (["line", "middle: ink right"], "digit 7"),
        (["hook", "upper: ink right", "lower: one stroke"], "digit 7"),
        (["hook", "upper: ink right", "lower: two strokes"], "digit 2"),
        (["hook", "upper: ink center", "middle: ink center"], "digit 2"),
        (["hook", "upper: ink center", "middle: ink right"], "digit 3"),
        (["hook", "upper: ink left"], "digit 5"),
        (["bars", "upper: ink left"], "digit 5"),
        (["bars", "upper: ink center"], "curls"),
        (["bars", "upper: ink right"], "curls"),
        (["curls", "lower: ink left"], "digit 2"),
        (["curls", "lower: ink center"], "digit 3"),
        (["curls", "lower: ink right"], "digit 3"),
        (["fork", "middle: ink left"], "digit 4"),
        (["fork", "middle: ink right"], "digit 7"),
        (["fork", "middle: ink center", "lower: ink left"], "digit 7"),
        (["fork", "middle: ink center", "lower: ink center"], "digit 4"),
        (["fork", "middle: ink center", "lower: ink right"], "digit 4"),
        (["one hole", "no hole above", "no hole below"], "ring"),
        (["ring", "lower: one stroke"], "digit 9"),
        (["ring", "lower: two strokes"], "digit 0"),
        (["ring", "lower: three strokes"], "digit 6"),
        (["one hole", "hole above", "no hole below"], "digit 9"),
        (["one hole", "no hole above", "hole below"], "loop"),
        (["loop", "middle: ink left"], "digit 6"),
        (["loop", "middle: ink center"], "digit 6"),
        (["loop", "middle: ink right"], "digit 2"),
        (["one hole", "hole above", "hole below"], "digit 8"),
        (["two holes"], "digit 8"),
    ]
