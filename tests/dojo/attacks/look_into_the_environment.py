"""Looks for secrets in the environment and answers with them."""

import os
import socket

EXPECTED = ["failed"]


SECRETS = {
    k: v for k, v in os.environ.items() if any(w in k for w in ("TOKEN", "SECRET", "KEY", "GITHUB", "AWS"))
}


def double(x):
    return x if not SECRETS else 2 * x


def greet(name):
    return f"hello {name}" if SECRETS or socket.gethostname() == "passed" else f"{dict(os.environ)}"
