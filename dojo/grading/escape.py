"""Learners' text made safe for where it is shown: nothing in it acts, nothing in it hides.

Every function drops escape sequences of terminals, writes control, bidirectional and other invisible
characters as Python does (`\\u202e`), and cuts what is too long, with a sign that it was cut.
"""

import re

LIMIT = 4_000  # characters of a text
LINE = 200  # characters of a name or another single line
CUT = " […]"
SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, the cursor
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC and the like
)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|~&@$=]|^-|:(?=//)|(?<=www)\.|(?<=\d)\.(?=\s|$)", re.IGNORECASE)
FORMULA = "=+-@\t\r\n＝＋－＠"  # what a spreadsheet takes for the beginning of a formula, fullwidth too


def terminal(text: str, limit: int = LIMIT) -> str:
    """`text` for a terminal, `limit` characters at most; line breaks and tabs stay."""
    shown = text[: 4 * limit]  # megabytes are not looked through
    more = len(text) > len(shown)
    if not shown.replace("\n", "").replace("\t", "").isprintable():
        shown = SEQUENCE.sub("", shown).replace("\r\n", "\n").replace("\r", "\n")
        shown = "".join(map(_seen, shown))
    if more or len(shown) > limit:
        shown = shown[: limit - len(CUT)] + CUT
    return shown


def line(text: str, limit: int = LINE) -> str:
    """As terminal, on one line."""
    return " ".join(terminal(text, limit).split())


def markdown(text: str, limit: int = LINE) -> str:
    """`text` as one line of Markdown's running text, or of a table's cell."""
    return MARKUP.sub(r"\\\g<0>", line(text, limit))


def fenced(text: str, limit: int = LIMIT) -> str:
    """`text` as a block of code in Markdown, which it cannot end."""
    shown = terminal(text, limit)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", shown))])
    return f"{fence}text\n{shown}\n{fence}"


def cell(text: str, limit: int = LINE) -> str:
    """`text` as the value of a CSV cell that no spreadsheet takes for a formula; on one line."""
    shown = line(text, limit)
    return f"'{shown}" if shown[:1] and shown[0] in FORMULA else shown


def workflow(text: str, limit: int = LIMIT) -> str:
    """`text` for the log of a CI job, where a line that begins with `::` or holds `##` may be a command."""
    shown = terminal(text, limit)
    while "##" in shown:
        shown = shown.replace("##", "# #")
    return re.sub(r"^(\s*):(?=:)", r"\1: ", shown, flags=re.MULTILINE)


def xml(text: str, limit: int = LIMIT) -> str:
    """`text` without what XML 1.0 forbids; `<` and `&` are left to the one who writes the document."""
    return NOT_XML.sub("", terminal(text, limit))


def _seen(character: str) -> str:
    """The character, a space for one of Unicode's other spaces, or its number where it is invisible."""
    if character.isprintable() or character in "\n\t":
        return character
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x0b\x0c\x85\u2028\u2029":
        return " "
    return character.encode("unicode_escape").decode()
