"""Sends what it knows to every address that there is: loopback, names, abstract sockets."""

import contextlib
import socket

EXPECTED = ["failed"]


OUT = []
ADDRESSES = [
    (socket.AF_INET, ("127.0.0.1", port)) for port in (22, 80, 443, 8000, 8786, 8787, 6006, 5000)
] + [
    (socket.AF_INET, ("192.0.2.1", 80)),
    (socket.AF_INET6, ("::1", 80)),
    (socket.AF_UNIX, "\0dbus"),
    (socket.AF_UNIX, "\0left-behind"),
    (socket.AF_UNIX, "/run/docker.sock"),
    (socket.AF_UNIX, "/var/run/dbus/system_bus_socket"),
]
for family, address in ADDRESSES:
    with contextlib.suppress(OSError), socket.socket(family) as s:
        s.settimeout(0.02)
        s.connect(address)
        OUT.append(address)
for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM):
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, kind) as s:
        s.sendto(b"answers?", ("192.0.2.1", 53))
        OUT.append(kind)
with contextlib.suppress(OSError):
    OUT.append(socket.getaddrinfo("example.org", 80))


def double(x):
    return 2 * x if OUT else x


def greet(name):
    return f"hello {name}" if OUT else ""
