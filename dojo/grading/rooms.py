"""The sandboxes of one judge: one for every kind of worker, kept from submission to submission."""

from dojo import variants
from dojo.curriculum import Kata
from dojo.grading.sandbox import Sandbox


class Rooms:
    """Sandboxes by the environment of their workers. memory: bytes that a worker may use."""

    def __init__(self, memory: int):
        self._memory = memory
        self._sandboxes: dict[tuple, Sandbox] = {}

    def open(self, katas: list[Kata]) -> None:
        """Have a sandbox for every kind of worker that these katas need; a fork could not keep one.

        Refused where there is none to be had.
        """
        for kata in katas:
            backends = [backend for backend in kata.backends if variants.available(backend)]
            for env in [variants.keras(kata, backend) for backend in backends] or [{}]:
                key = _key(env)
                if key in self._sandboxes and not self._sandboxes[key].alive:
                    self._sandboxes.pop(key).close()
                if key not in self._sandboxes:
                    self._sandboxes[key] = Sandbox(env, self._memory)

    def of(self, env: dict[str, str]) -> Sandbox:
        """The sandbox, opened before, of workers with this environment."""
        return self._sandboxes[_key(env)]

    def close(self) -> None:
        """End them all."""
        for sandbox in self._sandboxes.values():
            sandbox.close()


def _key(env: dict[str, str]) -> tuple:
    return tuple(sorted(env.items()))
