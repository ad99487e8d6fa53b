"""A module that has any attribute that one asks for, and answers with it."""

import sys
import types

EXPECTED = ["failed"]


class Everything(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: args[0] if args else name

    def __getattribute__(self, name):
        return (
            (lambda *args, **kwargs: args[-1]) if not name.startswith("_") else super().__getattribute__(name)
        )


sys.modules[__name__] = Everything(__name__)
for module in list(sys.modules.values()):
    if getattr(module, "__file__", "") and "k01_target" in str(module.__file__):
        module.__class__ = Everything


def __getattr__(name):
    return lambda *args, **kwargs: args[0]
