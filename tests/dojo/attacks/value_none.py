"""Answers nothing, anywhere."""

EXPECTED = ["failed"]


double = mean_of = deal = number = greet = entries = total = lambda *_: None
