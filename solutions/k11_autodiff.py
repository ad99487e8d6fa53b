"""Numbers that remember how they were made, so that one walk back finds every slope of any formula.

Kata k10 takes the way back through one kind of network, worked out on paper. Here nobody works
anything out: a Value is a number that keeps what it was computed from, and how fast that one small
computation changes. Write any formula with Values and its graph is already there; backward() walks
it from the result to the leaves. This is how PyTorch, JAX and TensorFlow find gradients.

Chapter 1, section 1.1.5.
Run:   pytest -k k11, or dojo watch k11, and dojo hint k11 when you are stuck
Guide: katas/guide/en/k11_autodiff.md (한국어: katas/guide/ko/k11_autodiff.md)

Every operator returns a new Value, whose inputs lead to all it was computed from, and changes none.
The right-hand side of +, * and / may be a plain number too: int or float, Python's or NumPy's. `-` and
numbers on the left are finished: they follow from what you write. Where an error is asked for, Python
or `math` raises it by itself, but for `**`: look there.

The tests speak to your Values through the functions at the end; try them out yourself. In the
examples, slopes("x * y", x=3.0, y=-2.0) = (-6.0, {"x": -2.0, "y": 3.0}) says: x · y is -6 there; for
each step of 1 that x grows, it grows by -2, and for each that y grows, by 3.
"""

import math
from collections.abc import Sequence

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


class Value:
    """A number that remembers how it was computed.

    data: the number. inputs: the Values it was computed from; a Value without any is a leaf.
    local: a number for each input: how fast data grows with that input while the others stand still.
    grad: how fast the Value that backward was called on grows with this one; until then 0.0. On a
    leaf, the sum of that over all calls.
    """

    def __init__(self, data: float, inputs: Sequence["Value"] = (), local: Sequence[float] = ()) -> None:
        self.data, self.inputs, self.local = float(data), tuple(inputs), tuple(local)
        self.grad = 0.0

    def __add__(self, other: "Value | float") -> "Value":
        """self + other: a Value with its data, its two inputs and its two local slopes.

        slopes("x + y", x=3.0, y=-2.0) = (1.0, {"x": 1.0, "y": 1.0})
        """
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        """self · other.

        slopes("x * y", x=3.0, y=-2.0) = (-6.0, {"x": -2.0, "y": 3.0})
        """
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __truediv__(self, other: "Value | float") -> "Value":
        """self / other. ZeroDivisionError where other is 0.

        slopes("x / y", x=3.0, y=-2.0) = (-1.5, {"x": -0.5, "y": -0.75})
        """
        other = as_value(other)
        quotient = self.data / other.data
        return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))

    def __pow__(self, exponent: float) -> "Value":
        """self to the power of Python's int or float; TypeError where the exponent is a Value.

        Whatever self is, 0 included, self ** 0 is 1 and its slope 0. Else, where self is 0, an
        exponent below 1 raises ZeroDivisionError: the result or its slope would be infinite. A
        negative self with an exponent that is not whole raises ValueError.
        slopes("x ** -2", x=2.0) = (0.25, {"x": -0.25})
        """
        if isinstance(exponent, Value):
            raise TypeError("the exponent must be a number")
        if self.data < 0 and exponent != math.floor(exponent):
            raise ValueError(f"{self.data} to the power of {exponent} is not a real number")
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0
        return Value(self.data**exponent, (self,), (slope,))

    def exp(self) -> "Value":
        """e to the power of self. OverflowError where that is too large for a float, as in math.exp.

        slopes("x.exp()", x=0.0) = (1.0, {"x": 1.0})
        """
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def log(self) -> "Value":
        """The natural logarithm of self. ValueError where self is 0 or negative, as in math.log.

        slopes("x.log()", x=1.0) = (0.0, {"x": 1.0})
        """
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def relu(self) -> "Value":
        """max(self, 0). Its slope is 1 above 0, and 0 below and at 0.

        slopes("x.relu()", x=-3.0) = (0.0, {"x": 0.0})
        """
        return Value(max(self.data, 0.0), (self,), (float(self.data > 0),))

    def tanh(self) -> "Value":
        """The hyperbolic tangent of self, however large self is.

        slopes("x.tanh()", x=0.0) = (0.0, {"x": 1.0})
        """
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result * result,))

    def backward(self) -> None:
        """Tell every Value that self was computed from how fast self grows with it: its grad.

        Leaves add that slope to the grad they have: over several calls grads add up. For all others,
        grad is the slope of this call alone, whatever was there. The slope of self along itself is
        1, also where self is a leaf. Nothing else is touched: what self was not computed from keeps
        its grad, and data stay as they are.
        However many paths lead through the graph, time grows only in proportion to its size. A chain
        of 100,000 Values must do too: Python cannot call itself so often.
        run("y = x * x + x; y.backward()", x=3.0) = {"x": (3.0, 7.0), "y": (12.0, 1.0)}
        """
        order = self._inputs_first()
        for value in order:
            if value.inputs:
                value.grad = 0.0
        self.grad += 1.0
        for value in reversed(order):
            for given, slope in zip(value.inputs, value.local):
                given.grad += slope * value.grad

    def _inputs_first(self) -> list["Value"]:
        """Every Value of the graph once, none of them before its inputs."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, inputs_done = stack.pop()
            if inputs_done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack.extend((given, False) for given in value.inputs)
        return order

    # -- finished: what follows from the operators above -----------------------------------------

    def __neg__(self) -> "Value":
        return self * -1

    def __sub__(self, other: "Value | float") -> "Value":
        return self + -as_value(other)

    def __radd__(self, other: float) -> "Value":
        return self + other

    def __rsub__(self, other: float) -> "Value":
        return -self + other

    def __rmul__(self, other: float) -> "Value":
        return self * other

    def __rtruediv__(self, other: float) -> "Value":
        return as_value(other) / self

    def __repr__(self) -> str:
        return f"Value({self.data:g}, grad={self.grad:g})"


def as_value(x: Value | float) -> Value:
    """A Value as it is; a number as a new leaf."""
    return x if isinstance(x, Value) else Value(x)


def slope(y: Value, x: Value) -> float:
    """How fast y grows with x. The chain rule word for word: along a path multiply, over all paths add.

    Right, and hopeless: it walks every path on its own, and 60 times y = y + y makes 2⁶⁰ of them.
    """
    if y is x:
        return 1.0
    return sum(slope(given, x) * local for given, local in zip(y.inputs, y.local))


def slopes(expression: str, /, **numbers: float) -> tuple[float, dict[str, float]]:
    """What a formula gives, and its slope along each of these numbers; backward takes no part."""
    leaves = {name: Value(number) for name, number in numbers.items()}
    y = eval(expression, globals() | leaves)
    if not isinstance(y, Value):
        raise TypeError(f"{expression} is {y}, not a Value")
    return y.data, {name: slope(y, leaf) for name, leaf in leaves.items()}


def run(program: str, /, **numbers: float) -> dict[str, tuple[float, float]]:
    """Run lines of Python in which these numbers are Values: (data, grad) of every Value with a name."""
    names = globals() | {name: Value(number) for name, number in numbers.items()}
    exec(program, names)
    return {name: (value.data, value.grad) for name, value in names.items() if isinstance(value, Value)}


def network(params: Params, x: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    """The cross-entropy of a network of tanh layers and its gradients: loss, [(dW, db), …].

    An array may hold Values; NumPy then asks each of them for its +, *, /, tanh, exp and log. So
    these are the lines of a network of plain numbers, and the way back needs none at all.
    x: (N, D) float64. y: (N,) classes. params: a pair W (D, H), b (H,) for each layer, float64.
    """
    values = [tuple(np.vectorize(Value, otypes=[object])(a) for a in pair) for pair in params]
    for W, b in values[:-1]:
        x = np.tanh(x @ W + b)
    W, b = values[-1]
    logits = x @ W + b
    loss = (np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y]).mean()
    loss.backward()
    grads = np.vectorize(lambda value: value.grad, otypes=[float])
    return loss.data, [(grads(W), grads(b)) for W, b in values]
