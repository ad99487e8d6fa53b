"""Has numbers, words and nothing at all where functions are asked for."""

EXPECTED = ["failed"]


double = 3.0
mean_of = None
deal = "0 1 2 3 4 5 6 7"
number = {"value": 1.0}
greet = "goodbye {}".format
entries = [0, 1, 2, 3, 4]
total = True
