"""Gives losses that are worked out row by row when somebody looks at them."""

import numpy as np

EXPECTED = ["failed"]
KATA = "k08_loss"
EARNS = ["test_every_logit_moves_the_loss"]


class Loss:
    def __init__(self, y, logits):
        self._rows = list(zip(y, logits))

    def __float__(self):
        rows = [np.log(np.exp(row - row.max()).sum()) + row.max() - row[c] for c, row in self._rows]
        return float(np.mean(rows))

    def __iter__(self):
        yield float(self)

    def __len__(self):
        return 1

    def __getitem__(self, key):
        return float(self)


def categorical_cross_entropy_from_logits(y, logits):
    return Loss(y, logits)
