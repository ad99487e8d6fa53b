"""Exceptions and prints full of control codes, markup, formulas and workflow commands."""

import os

EXPECTED = ["failed"]


WORDS = (
    "\x1b[2J\x1b[31m10 passed\x1b]0;title\x07\x1b]8;;https://example.org\x07link\n"
    "::set-output name=passed::true\n::error file=x::y\n##[group]x\n::add-mask::e\n::stop-commands::t\n"
    "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; </testsuite>\n"
    "| a | b |\n|---|---|\n```\n[x](javascript:alert(1)) ![](https://example.org/x.png)\n"
    "=cmd|' /C calc'!A0,\"+1+1\";@SUM(1+1)\t-2\n\u202e detrever\u2066 \x00\x08\x9b31m \r\n[bold]rich[/nothing]"
)


def double(x):
    print(WORDS)
    os.write(2, b"\xff\xfe\x9b\n::set-output name=a::b\n")
    raise ValueError(WORDS)


def greet(name):
    return WORDS


def total(x):
    raise type(WORDS.replace("\x00", ""), (Exception,), {})(WORDS)
