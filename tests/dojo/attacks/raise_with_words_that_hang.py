"""An exception whose words never end being written."""

EXPECTED = ["timeout"]


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def double(x):
    raise Endless
