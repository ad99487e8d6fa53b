"""Gives objects that can be iterated over for ever, and whose entries are such objects again."""

EXPECTED = ["failed", "timeout"]


class Endless:
    shape = (2,)

    def __iter__(self):
        while True:
            yield Endless()

    def __len__(self):
        return 2

    def __getitem__(self, key):
        return Endless()

    def __float__(self):
        return 2.0


def double(x):
    return Endless()


def entries(n):
    return Endless()


def total(x):
    return Endless()
