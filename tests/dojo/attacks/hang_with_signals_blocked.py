"""Never ends, blocks every signal there is and catches every exception."""

import signal

EXPECTED = ["timeout"]


signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))


def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
