"""The derivations of PM5 and PM7: what few components can reach."""

import random
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.cells import summed
from w2vexplained.ledger.derivations.instances import fractions
from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.record import Line


def _value(cell, x):
    return cell.a * log_sigma(x) + cell.b * log_sigma(-x)


def _cross_entropy(y, p):
    return -y * mp.log(p) - (1 - y) * mp.log(1 - p)


PM5 = (
    Line(
        r"\ell(X)=\sum_{w,c}a\,\log\sigma(x)+b\,\log\sigma(-x)",
        "What is asked: NS7, as a function of its scores $X=WC^\\top$, which have rank $d$ at most.",
        summed(lambda t: _value(t, t.x)),
    ),
    Line(
        r"=\sum_{w,c}(a+b)\Big(y\,\log\sigma(x)+(1-y)\,\log\big(1-\sigma(x)\big)\Big),\qquad y=\frac{a}{a+b}",
        "Take $a+b$ out: a logistic regression of the responses $y$ with the weights $a+b$, whose scores form a "
        "matrix of low rank. This is weighted logistic PCA.",
        summed(
            lambda t: (
                (t.a + t.b) * (t.a / (t.a + t.b) * mp.log(sigma(t.x)) + t.b / (t.a + t.b) * mp.log(1 - sigma(t.x)))
            )
        ),
    ),
    Line(
        r"\ell(X^*)-\ell(X)",
        "What do the scores lose against the best free ones?",
        summed(lambda t: _value(t, t.best) - _value(t, t.x)),
    ),
    Line(
        r"=\sum_{w,c}(a+b)\Big(y\log\frac{y}{\sigma(x)}+(1-y)\log\frac{1-y}{1-\sigma(x)}\Big)",
        "PM2: at the optimum $\\sigma(x^*)=y$; subtract logarithm from logarithm.",
        summed(
            lambda t: (
                (t.a + t.b)
                * (_cross_entropy(t.a / (t.a + t.b), sigma(t.x)) - _cross_entropy(t.a / (t.a + t.b), t.a / (t.a + t.b)))
            )
        ),
    ),
    Line(
        r"=\sum_{w,c}(a+b)\,\mathrm{KL}\big(\sigma(x^*)\,\big\|\,\sigma(x)\big)",
        "The bracket is the divergence between two coins, which show heads with probability $\\sigma(x^*)$ and "
        "$\\sigma(x)$. No approximation so far.",
        summed(
            lambda t: (
                (t.a + t.b)
                * (
                    sigma(t.best) * mp.log(sigma(t.best) / sigma(t.x))
                    + sigma(-t.best) * mp.log(sigma(-t.best) / sigma(-t.x))
                )
            )
        ),
    ),
    Line(
        r"=\sum_{w,c}(a+b)\int_{x^*}^{x}(x-t)\,\sigma(t)\,\sigma(-t)\,dt",
        "Taylor's formula with its remainder: the divergence and its slope vanish at $x^*$, and its second derivative "
        "in $x$ is $\\sigma\\,(1-\\sigma)$. Near $x^*$ the factor is $\\sigma(x^*)\\sigma(-x^*)=ab/(a+b)^2$: "
        "a squared error with the weight $\\tfrac12\\,ab/(a+b)$.",
        summed(lambda t: (t.a + t.b) * _remainder(t.best, t.x)),
    ),
)


def _remainder(best, x):
    return mp.quad(lambda t: (x - t) * sigma(t) * sigma(-t), mp.linspace(best, x, 3), method="gauss-legendre")


# PM7: a matrix and how many of its singular values are kept


class Matrix(NamedTuple):
    """A matrix that is to be factorised.

    Attributes
    ----------
    M : mp.matrix, (|V|, n)
        Its entries are sevenths.
    d : int
        How many components are kept.
    """

    M: mp.matrix
    d: int

    @property
    def svd(self):
        """U, the singular values, and V transposed."""
        U, S, VT = mp.svd_r(self.M)
        return U, list(S), VT

    @property
    def factors(self):
        """W and C, with the root of each singular value on either side."""
        U, S, VT = self.svd
        root = mp.diag([mp.sqrt(s) for s in S[: self.d]])
        return U[:, : self.d] * root, VT[: self.d, :].T * root


def matrices(seed=5):
    """Draw matrices of sevenths, tall and wide.

    Parameters
    ----------
    seed : int
        The same seed gives the same matrices.

    Returns
    -------
    list of Matrix
        One with d = 1, one with d = 2.
    """
    rng = random.Random(seed)
    with mp.workdps(60):
        return [
            Matrix(mp.matrix([fractions(rng, n) for _ in range(words)]), d) for words, n, d in ((4, 3, 2), (3, 4, 1))
        ]


def _squares(A):
    return mp.fsum(x * x for x in A)


def _left_out(t):
    U, S, VT = t.svd
    rest = mp.zeros(t.M.rows, t.M.cols)
    for i in range(t.d, len(S)):
        rest += S[i] * U[:, i] * VT[i, :]
    return rest


PM7 = (
    Line(
        r"\big\|M-WC^\top\big\|_F^2\qquad\text{with}\quad W=U_d\Sigma_d^{1/2},\;\;C=V_d\Sigma_d^{1/2}",
        "What is asked: how far the product of the two factors is from $M=U\\Sigma V^\\top$.",
        lambda t: _squares(t.M - t.factors[0] * t.factors[1].T),
    ),
    Line(
        r"=\Big\|\sum_{i>d}\sigma_i\,u_iv_i^\top\Big\|_F^2",
        "$WC^\\top=U_d\\Sigma_dV_d^\\top$ is the sum of the first $d$ terms; the others are left.",
        lambda t: _squares(_left_out(t)),
    ),
    Line(
        r"=\sum_{i>d}\sigma_i^2",
        "The matrices $u_iv_i^\\top$ have length 1 and are orthogonal to each other. Eckart and Young: no matrix of "
        "rank $d$ comes nearer.",
        lambda t: mp.fsum(s**2 for s in t.svd[1][t.d :]),
    ),
    Line(
        r"W^\top W",
        "How is the length shared between the two sides?",
        lambda t: list(t.factors[0].T * t.factors[0]),
    ),
    Line(
        r"=\Sigma_d^{1/2}\,U_d^\top U_d\,\Sigma_d^{1/2}",
        "Put the factor in.",
        lambda t: list(
            mp.diag([mp.sqrt(s) for s in t.svd[1][: t.d]])
            * (t.svd[0][:, : t.d].T * t.svd[0][:, : t.d])
            * mp.diag([mp.sqrt(s) for s in t.svd[1][: t.d]])
        ),
    ),
    Line(
        r"=\Sigma_d",
        "The columns of $U_d$ are orthonormal.",
        lambda t: list(mp.diag(t.svd[1][: t.d])),
    ),
    Line(
        r"=C^\top C",
        "So are those of $V_d$: the same on the other side. Nothing is left for SG9 to conserve: "
        "$W^\\top W-C^\\top C=0$.",
        lambda t: list(t.factors[1].T * t.factors[1]),
    ),
)
