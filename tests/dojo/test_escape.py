"""Learners' text is seen and does nothing, wherever it is shown: told by the readers of each place."""

import csv
import io
import random
import re
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from dojo.grading import escape
from dojo.grading.report.element import element

PIECES = [
    *(
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x1b]8;;http://x.example\x1b\\link",
        "\x1b]52;c;cm0=",
        "\x9b2J",
        "\x1b",
    ),
    *(
        "\x00",
        "\x08",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\x7f",
        "\ufeff",
        "\ufffe",
        "\ud800",
    ),
    *("\u202e", "\u2066", "\u200f", "\u200b", "\U000e0041", "\u00a0", "\u3000"),
    *(
        "::error::no",
        "::set-output name=a::b",
        "  ::stop-commands::x",
        "##[error]",
        "##vso[task]",
        "###[group]",
        ":",
        "#",
    ),
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", ' =HYPERLINK("http://x")', '"', ",", ";", "'"),
    *("<script>alert(1)</script>", "</td>", "<!--", "]]>", "&amp;", "&#x3c;", "<img src=x onerror=y>"),
    *(
        "|",
        "\\",
        "`",
        "````",
        "~~~",
        "**b**",
        "__",
        "![i](http://x)",
        "[a]: http://x",
        "http://x.example",
        "www.x.example",
    ),
    *("# h", "- i", "1. i", "===", "---", "> q", "$x$", "    code", "{", "한글", "é", "🙂", "x", " "),
]
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def hostile():
    """Each of the pieces, and many of them together."""
    random_ = random.Random(1)
    mixtures = ["".join(random_.choices(PIECES, k=random_.randint(2, 12))) for _ in range(2_000)]
    return ["", *PIECES, *mixtures]


def is_seen(text):
    return text.replace("\n", "").replace("\t", "").isprintable()


def test_nothing_for_a_terminal_moves_the_cursor_or_hides():
    for text in hostile():
        assert is_seen(escape.terminal(text)), text
        assert not re.search(r"[\n\t]|  ", escape.line(text)), text


def test_harmless_text_stays_as_it_is():
    text = "값이 아직 맞지 않습니다.\n\tgot: -3.5 ≠ 3½ 🙂 ::x C:\\dir <b>"
    assert escape.terminal(text) == escape.xml(text) == text
    assert escape.workflow("a::b\n# one") == "a::b\n# one"
    assert escape.cell("lee.minho-3") == escape.markdown("lee.minho-3") == "lee.minho-3"


def test_what_would_hide_is_written_out_and_colours_are_dropped():
    assert escape.terminal("\x1b[1;31mred\x1b[0m\x1b]0;title\x07!") == "red!"
    assert escape.terminal("a\u202eb\x00c\ud800") == r"a\u202eb\x00c\ud800"
    assert escape.terminal("a\r\nb\rc") == "a\nb\nc"
    assert escape.line("a\u3000b\u00a0 c") == "a b c"


def test_an_escape_sequence_without_an_end_hides_no_other_line():
    assert escape.terminal("\x1b]0;title\nseen") == "\nseen"


def test_megabytes_are_cut_with_a_sign():
    for text in ("x" * 10**7, "\x00" * 10**7, "\x1b]" * 10**6, "\x1b[" * 10**6, "#" * 10**6, "`" * 10**6):
        for function in (escape.terminal, escape.line, escape.cell, escape.xml, escape.workflow):
            shown = function(text, 100)
            assert len(shown) <= 200
            assert shown.endswith("[…]")
    assert escape.terminal("x" * 100, 100) == "x" * 100
    assert len(escape.terminal("x" * 101, 100)) == 100


def test_markdown_renders_as_nothing_but_the_text():
    for text in hostile():
        for before in ("", "### "):
            tokens = GFM.parse(before + escape.markdown(text))
            inline = [child for token in tokens for child in token.children or []]
            assert {child.type for child in inline} <= {"text", "text_special"}, text
            assert "".join(child.content for child in inline) == escape.line(text), text
            assert {t.type for t in tokens} <= {
                "inline",
                *(f"{tag}_{end}" for tag in ("paragraph", "heading") for end in ("open", "close")),
            }


def test_a_cell_of_a_markdown_table_stays_one_cell():
    for text in hostile():
        tokens = GFM.parse(f"| a | b |\n|---|---|\n| {escape.markdown(text)} | end |\n")
        cells = [token.children for token in tokens if token.type == "inline"]
        assert ["".join(c.content for c in cell) for cell in cells] == ["a", "b", escape.line(text), "end"], (
            text
        )


def test_no_bare_address_becomes_a_link():
    for text in ("http://x.example", "www.x.example", "HTTPS://x", "WWW.x"):
        assert not re.search(r"(?i)://|www\.", escape.markdown(text).replace("\\:", "").replace("\\.", ""))


def test_a_block_of_code_is_not_ended_by_what_is_in_it():
    for text in hostile():
        tokens = GFM.parse("before\n\n" + escape.fenced(text) + "\n\nafter")
        assert [t.type for t in tokens if t.type in ("fence", "inline")] == ["inline", "fence", "inline"], (
            text
        )
        assert next(t.content for t in tokens if t.type == "fence") == escape.terminal(text) + "\n"


def test_no_cell_is_a_formula():
    for text in hostile():
        shown = escape.cell(text)
        assert not re.match(r"\s*[=+\-@＝＋－＠]", shown), text
        file = io.StringIO(newline="")
        csv.writer(file, quoting=csv.QUOTE_ALL).writerow([shown, "end"])
        assert file.getvalue().count("\n") == 1
        assert list(csv.reader([file.getvalue()])) == [[shown, "end"]]


def test_no_line_of_a_workflow_log_is_a_command():
    for text in hostile():
        for row in re.split(r"[\n\r\x0b\x0c\x85\u2028\u2029]", escape.workflow(text)):
            assert not row.strip().startswith("::"), text
            assert "##" not in row, text


def test_xml_is_read_back_whatever_was_in_it():
    for text in hostile():
        document = ElementTree.tostring(element("a", text, b=text), "utf-8")
        root = ElementTree.fromstring(document)
        assert (root.text or "", root.get("b"), len(root)) == (escape.xml(text), escape.xml(text), 0), text
