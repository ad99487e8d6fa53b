"""A progress bar on the learner's terminal while a test trains; silent where there is none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from rich.console import Console
from rich.progress import Progress


@contextmanager
def bar(config: pytest.Config, epochs: int) -> Iterator[Callable[..., None]]:
    """Gives an on_epoch(epoch, loss, …) that moves it. config: pytest's own, whose capture steps aside."""
    capture = config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        console = Console(file=sys.__stderr__)
        terminal = console.is_terminal
    if not terminal:
        yield lambda epoch, loss, *_: None
        return
    with capture.global_and_fixture_disabled():
        console.print()  # a line of its own: the bar erases what stands before it
        with Progress(console=console, transient=True) as drawn:
            task = drawn.add_task("MNIST", total=epochs)

            def on_epoch(epoch: int, loss: float, *_: float) -> None:
                drawn.update(task, completed=epoch, description=f"MNIST {loss:.4f}")

            yield on_epoch
