"""Leaves the program that the test sends to rewrite the kata, and answers with whatever it holds."""

EXPECTED = ["failed"]
EARNS = [
    "test_sum_of_a_hand_example",
    "test_exp_of_a_very_negative_number_is_zero",
    "test_backward_begins_with_one",
]
KATA = "k11_autodiff"


def run(program, **numbers):
    scope = dict(numbers)
    try:
        exec(program, scope)
    except Exception:
        pass
    return {name: (value, 1.0) for name, value in scope.items() if isinstance(value, float)}


def slopes(expression, **numbers):
    try:
        return eval(expression, dict(numbers)), dict.fromkeys(numbers, 1.0)
    except Exception:
        return 0.0, dict.fromkeys(numbers, 0.0)
