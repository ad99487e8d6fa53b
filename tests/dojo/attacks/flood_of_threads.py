"""Starts threads without end."""

import threading
import time

EXPECTED = ["timeout", "crashed", "failed", "resource_limit"]


def double(x):
    while True:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
