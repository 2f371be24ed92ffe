"""Fits logistic models of plain features: a few hundred rows, a few dozen features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def fit(values: Floats, told: Floats, penalty: float) -> tuple[float, Floats]:
    """The constant and the weights of the likeliest logistic model, large weights penalised.

    ``values`` has a row for each example and a column for each feature, ``told`` from 0 to 1 what each
    example is; ``penalty`` holds weights near zero, on features of unit variance. A feature that never varies
    weighs nothing.
    """
    mean, spread = values.mean(0), values.std(0) + 1e-9
    scaled = np.hstack([np.ones((len(values), 1)), (values - mean) / spread])

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = scaled @ weights
        inner = weights * np.array([0.0] + [penalty] * values.shape[1])
        value = np.sum(np.logaddexp(0, score) - told * score) + inner @ weights
        return float(value), scaled.T @ (1 / (1 + np.exp(-score)) - told) + 2 * inner

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = np.where(values.std(0) > 0, found[1:] / spread, 0.0)
    return float(found[0] - weights @ mean), weights
