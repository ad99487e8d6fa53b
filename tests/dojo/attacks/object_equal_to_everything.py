"""Gives objects that are equal to everything, in every way that Python knows."""

EXPECTED = ["failed"]


class Equal:
    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __le__ = __ge__ = __eq__
    __hash__ = None

    def __bool__(self):
        return True

    def __add__(self, other):
        return self

    __mul__ = __radd__ = __rmul__ = __sub__ = __rsub__ = __add__
    value = property(lambda self: self)

    def __array_ufunc__(self, *_, **__):
        return True


def double(x):
    return Equal()


mean_of = deal = number = greet = entries = total = lambda *_: Equal()
