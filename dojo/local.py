"""A kata in this process: `--pdb` and breakpoints work. Also how a kata's file becomes a module."""

import importlib.util
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, reduce
from pathlib import Path
from types import CodeType, ModuleType

from dojo import call
from dojo.fault import BadKata, NotText
from dojo.source import text


class Local:
    """The kata's module; every call is recorded and has a time limit."""

    def __init__(self, path: Path, seconds: float, mistake: tuple[Path, str, str] | None):
        self._path, self._seconds = path, seconds
        with call.time_limit(seconds):
            self._module = load(path, mistake)

    def __getattr__(self, name: str) -> object:
        value = attribute(self._module, name)
        if callable(value):
            return self._recorded(name, value)
        call.read.add(name)
        return value

    def laid(self, mistake: tuple[Path, str, str]) -> AbstractContextManager["Local"]:
        """The same kata with a mistake laid over it."""
        return nullcontext(Local(self._path, self._seconds, mistake))

    def _recorded(self, name: str, function: Callable) -> Callable:
        def answer(*args, **kwargs):
            args, kwargs = call.frozen(args), call.frozen(kwargs)
            record = call.recorded(name, args, kwargs)
            with call.time_limit(self._seconds):
                return record.made(lambda: call.guarded(name, function, args, kwargs))

        answer.kept = answer  # as of a handle: here nothing is ever sent
        return answer


def attribute(module: ModuleType, name: str) -> object:
    """`module.name`, or BadKata where the kata lacks it."""
    try:
        return getattr(module, name)
    except AttributeError:
        raise BadKata(f"no_function: {name}") from None


def load(path: Path, mistake: tuple[Path, str, str] | None) -> ModuleType:
    """Run the subject's file as a fresh module, with its mistake laid over it."""
    module = run_file(path)
    if mistake:
        file, name, function = mistake
        *owners, last = function.split(".")
        setattr(reduce(attribute, owners, module), last, getattr(run_file(file), name))
    return module


def run_file(path: Path) -> ModuleType:
    """A fresh module from `path`; BadKata, with the learner's line, where it does not import."""
    try:
        code = _compiled(text(path), str(path))
        spec = importlib.util.spec_from_file_location(f"kata_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        exec(code, module.__dict__)
    except OSError:
        raise BadKata(f"no_file: {path.name}") from None
    except NotText as error:
        raise BadKata(error.msg, error.lineno) from None
    except SyntaxError as error:
        raise BadKata(f"does_not_import: SyntaxError: {error.msg}", error.lineno or 1) from None
    except (Exception, SystemExit) as error:
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
        raise BadKata(_import_words(error), lines[-1] if lines else 1) from error
    return module


@lru_cache(maxsize=8)
def _compiled(text: str, path: str) -> CodeType:
    return compile(text, path, "exec")


def _import_words(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"no_package: {error.name.partition('.')[0]}"
    return f"does_not_import: {type(error).__name__}: {error}"
