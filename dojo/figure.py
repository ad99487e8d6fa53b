"""Pictures of the learner's own code: `katas/figure/k08_loss.py` draws, this brings the kata and saves it."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rich.console import Console
from rich.text import Text

from dojo import call, explain, local, peer, show, subject, variants, whole
from dojo.curriculum import Kata
from dojo.elsewhere import Elsewhere
from dojo.fault import BadKata, Wrong
from dojo.subject import Subject
from dojo.words import say

KOREAN = (  # files of fonts that have Hangul, the preferred first
    "NanumGothic.ttf",
    "NotoSansKR-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "malgun.ttf",
    "AppleSDGothicNeo.ttc",
    "AppleGothic.ttf",
)
DOTS = 150  # per inch
RED = "#b00020"  # of what the kata gets wrong
LOOK = {
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": matplotlib.cycler(
        color=["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"]
    ),
    "image.interpolation": "nearest",
    "legend.frameon": False,
}


class Sheet:
    """One picture in the making.

    figure: to draw on. words: the labels of the kata's figure in the chosen language.
    tell: says a line on the terminal while something takes long. broken: why the kata does not import.
    elsewhere: the same kata on another Keras backend, elsewhere("torch"), while the picture is drawn.
    """

    def __init__(
        self,
        kata: Kata,
        lang: str,
        words: dict[str, str],
        tell: Callable[[str], None],
        elsewhere: Elsewhere | None = None,
    ):
        self._kata, self._lang, self._words = kata, lang, words
        self.tell, self.elsewhere = tell, elsewhere
        self.figure = Figure(layout="constrained")
        self._said: set[str] = set()
        self.broken = ""

    def say(self, key: str, **places: object) -> str:
        """The label `key`, its places filled."""
        return self._words[key].format(**places)

    @contextmanager
    def panel(self, ax: Axes, title: str) -> Iterator[Axes]:
        """Draw within: what goes wrong in the learner's code is written over what is there. title: a key."""
        call.log.clear()
        ax.set_title(self.say(title))
        try:
            yield ax
        except Exception as error:
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.9}
            how = {"ha": "center", "va": "center", "size": 9, "zorder": 10, "transform": ax.transAxes}
            ax.text(0.5, 0.5, wrapped(self._once(self.trouble(error)), ax), color=RED, bbox=box, **how)

    def _once(self, words: str) -> str:
        """`words`, or their headline alone where another panel has told the rest."""
        known, self._said = words in self._said, {*self._said, words}
        return words.partition("\n")[0] if known else words

    def trouble(self, error: Exception) -> str:
        """What `error` says about the learner's code; raises it again where it is the picture's own."""
        lines = peer.frames(error, self._kata.path)
        kind, (key, places), facts = explain.told(error, lines, self._kata)
        if kind == "fault" or not from_kata(error):
            raise error
        told = {label: facts.get(label) for label in ("got", "expected", "cause", "line")}
        told["line"] = told["line"] or (lines and lines[-1][0])
        more = [f"{label}: {fact}".replace("?:", "?") for label, fact in explain.labelled(told, self._lang)]
        return "\n".join([say(self._lang, key, **places), *more])


def taken(answer: object, form: object) -> object:
    """The learner's answer as floats; Wrong where it has not this form. NaN and infinity stay.

    form: the shape, () for a number; or a list of forms, for as many parts; or ... for anything.
    """
    if form is ...:
        return answer
    if answer is None:
        raise Wrong("none")
    if isinstance(form, list):
        if not isinstance(answer, list | tuple) or len(answer) != len(form):
            raise Wrong("length", got=show.value(answer), expected=len(form))
        return [taken(*part) for part in zip(answer, form)]
    try:
        array = np.asarray(answer, float)
    except (TypeError, ValueError):
        raise Wrong("not_numbers", got=show.value(answer)) from None
    if array.shape != form:
        raise Wrong("shape", got=f"shape {array.shape}", expected=f"shape {form}")
    return array


def from_kata(error: Exception) -> bool:
    """Whether `error` came out of a call of the kata or is about its answer, not from the picture's code."""
    files = {step.filename for step in traceback.extract_tb(error.__traceback__)}
    return isinstance(error, Wrong | BadKata) or not files.isdisjoint({call.__file__, peer.__file__})


def wrapped(words: str, ax: Axes) -> str:
    """`words` in lines no wider than the panel."""
    inches = ax.get_position().width * ax.get_figure().get_figwidth()
    lines = Text(words).wrap(Console(), int(14 * inches))  # an inch holds 14 letters, or 7 of Hangul
    return "\n".join(line.plain.rstrip() for line in lines)


def looks() -> AbstractContextManager:
    """What is drawn within has the look of all pictures here, and Hangul where a font has it."""
    return matplotlib.rc_context(LOOK | {"font.family": ["DejaVu Sans", *korean()]})


def draw(kata: Kata, judged: Subject, lang: str, tell: Callable[[str], None]) -> Sheet:
    """The kata's picture, drawn from the functions of `judged`."""
    module = local.run_file(kata.figure)
    with looks(), Elsewhere(judged, kata) as elsewhere:
        sheet = Sheet(kata, lang, module.WORDS[lang], tell, elsewhere)
        try:
            with subject.opened(judged) as functions:
                module.draw(sheet, functions)
        except BadKata as error:
            sheet.broken = sheet.trouble(error)
    return sheet


def save(picture: Figure, path: Path) -> None:
    """Write the PNG, all or nothing."""
    path.parent.mkdir(exist_ok=True)
    png = BytesIO()
    picture.savefig(png, format="png", dpi=DOTS)
    whole.write(path, png.getvalue())


def korean() -> list[str]:
    """The names of this machine's fonts that have Hangul; a font installed a minute ago counts."""
    files = {Path(file).name.lower(): file for file in font_manager.findSystemFonts()}
    found = [files[name.lower()] for name in KOREAN if name.lower() in files]
    for file in found:
        font_manager.fontManager.addfont(file)
    return [font_manager.FontProperties(fname=file).get_name() for file in found]


def learner(kata: Kata, backend: str | None = None) -> Subject:
    """The learner's file, in a worker where it needs Keras: on this backend, or on the kata's first."""
    env = variants.keras(kata, backend or kata.backends[0]) if kata.backends else None
    return Subject(kata.path, kata.seconds, env=env)
