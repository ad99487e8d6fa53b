"""Which way is downhill? Backpropagation asks every weight at once.

A loss is one number; a network has thousands of weights. Backpropagation finds the slope of the
loss along every one of them in a single walk from the loss back to the data: each step takes the
gradient along what it gave, multiplies by its own small derivative and hands back the gradient
along what it received. That is the chain rule, and nothing else.

Chapter 1, section 1.1.5, figure 1.9.
Run:   pytest -k k10, or dojo watch k10, and dojo hint k10 when you are stuck
Guide: katas/guide/en/k10_backprop.md (한국어: katas/guide/ko/k10_backprop.md)

N ≥ 1 examples, D inputs, H outputs of a layer, C classes, L ≥ 1 layers; params is a list of L
pairs (W, b), W (D, H), b (H,). The way forward is finished, the way back is yours. `dout` is the
gradient of the loss along a function's output. A gradient always has the shape of what it is the
gradient of. All arrays of one call but y have one dtype, float32 or float64, and so has the answer.
In the examples, lists stand for arrays. Work on whole arrays: a loop over the rows is too slow.
Inputs, `dout` included, must not be changed; the tests also watch for overflow, division by zero
and NaN on the way to a right result.
"""

import numpy as np

Params = list[tuple[np.ndarray, np.ndarray]]


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A weighted sum of the inputs for every output: (N, D), (D, H), (H,) → (N, H)."""
    return x @ W + b


def dense_gradients(x: np.ndarray, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a dense layer is to learn: the gradients (dW, db) of the loss along its W and b.

    x: (N, D), what the layer received. dout: (N, H), the gradient along dense(x, W, b).
    Returns dW (D, H) and db (H,).
    dense_gradients([[1, 2]], [[3, 4, 5]]) = [[3, 4, 5], [6, 8, 10]], [3, 4, 5]
    """
    return x.T @ dout, dout.sum(axis=0)


def dense_backward(W: np.ndarray, dout: np.ndarray) -> np.ndarray:
    """What a dense layer hands back: the gradient of the loss along x, which it received.

    W: (D, H). dout: (N, H), the gradient along dense(x, W, b). Returns dx (N, D).
    dense_backward([[1, 2], [3, 4], [5, 6]], [[1, 10]]) = [[21, 43, 65]]
    """
    return dout @ W.T


def relu(z: np.ndarray) -> np.ndarray:
    """What is negative becomes 0: max(z, 0) of every entry, any shape."""
    return np.maximum(z, 0)


def relu_backward(z: np.ndarray, dout: np.ndarray) -> np.ndarray:
    """The gradient of the loss along z. The slope of relu is 1 above 0, and 0 below and at 0.

    z: any shape. dout: the same shape, the gradient along relu(z). Returns dz, the same shape.
    relu_backward([-1, 0, 2], [5, 6, -7]) = [0, 0, -7]
    """
    return dout * (z > 0)


def cross_entropy(logits: np.ndarray, y: np.ndarray) -> np.floating:
    """The loss: mean(ln Σ_k exp(z_ik) - z_i,y_i) over the N rows, z the logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y])


def cross_entropy_backward(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The gradient of cross_entropy(logits, y) along the logits: here the way back begins.

    logits: (N, C); logits as large as ±1000 must do. y: (N,) integer classes, 0 ≤ y < C.
    Returns (N, C).
    cross_entropy_backward([[0, 0], [0, 0]], [0, 1]) = [[-0.25, 0.25], [0.25, -0.25]]
    """
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    dlogits = powers / powers.sum(axis=1, keepdims=True)
    dlogits[np.arange(len(y)), y] -= 1
    return dlogits / len(y)


def forward(params: Params, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """What each dense layer received and what it gave: two lists of L arrays.

    Layer 0 receives x, every other the relu of what the layer before gave: inputs[l] is
    relu(outputs[l - 1]). The last layer has no relu: outputs[-1] are the logits.
    """
    inputs, outputs = [], []
    for W, b in params:
        inputs.append(relu(outputs[-1]) if outputs else x)
        outputs.append(dense(inputs[-1], W, b))
    return inputs, outputs


def gradients(params: Params, x: np.ndarray, y: np.ndarray) -> Params:
    """The gradients of the network's loss along every W and b: L pairs (dW, db), in params' order.

    The loss is cross_entropy(outputs[-1], y) of forward(params, x). x: (N, D), y: (N,).
    One walk forward and one walk back are enough for any depth L ≥ 1.
    gradients([([[0, 0]], [0, 0])], [[4]], [0]) = [([[-2, 2]], [-0.5, 0.5])]
    """
    inputs, outputs = forward(params, x)
    dout = cross_entropy_backward(outputs[-1], y)
    grads = [dense_gradients(inputs[-1], dout)]
    for l in reversed(range(len(params) - 1)):
        W, _ = params[l + 1]
        dout = relu_backward(outputs[l], dense_backward(W, dout))
        grads.append(dense_gradients(inputs[l], dout))
    return grads[::-1]
