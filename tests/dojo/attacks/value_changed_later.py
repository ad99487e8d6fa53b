"""Answers with its own input, which it changes once it has been answered."""

import threading
import time

import numpy as np

EXPECTED = ["failed"]


def double(x):
    def later():
        time.sleep(0.001)
        x.flags.writeable = True
        np.multiply(x, 2, out=x)

    threading.Thread(target=later).start()
    return x


def entries(n):
    answer = []
    threading.Thread(target=lambda: [time.sleep(0.001), answer.extend(range(n))]).start()
    return answer
