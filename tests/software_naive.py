"""The program's way through a text, said again in the plainest NumPy: what the compiled functions are held against.

It looks up the tables and the tree of the library, which have tests of their own, and shares nothing else with it.
"""

import math

import numpy as np


def sigma(x, table, switches):
    if switches.clipping and abs(x) > 6:
        return float(x > 0)
    if switches.sigmoid == "exact" or abs(x) > 6:
        return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))
    per_unit = 83 if switches.sigmoid == "table as shipped" else 1000 / 12
    return table[min(int((x + 6) * per_unit), 999)]


def dot(v, u):
    """From left to right: a table turns a difference in the last bit into one that can be seen."""
    return float(np.cumsum(v * u)[-1])


class Naive:
    """One training in double precision."""

    def __init__(self, text, plan, options, switches):
        self.ids, self.plan, self.o, self.s = text.ids.tolist(), plan, options, switches
        self.x, n, d = 1, len(text.words), options.size
        self.W = np.array([(self.draw() % 65536 / 65536 - 0.5) / d for _ in range(n * d)]).reshape(n, d)
        self.C, self.U, self.x = np.zeros((n, d)), np.zeros((n - 1, d)), 0

    def draw(self):
        self.x = (25214903917 * self.x + 11) % 2**64
        return self.x

    def sentences(self):
        """Yield each sentence with the number of words read when it ends."""
        words = []
        for read, w in enumerate(self.ids, start=1):
            if w and (self.o.sample == 0 or self.draw() % 65536 / 65536 <= self.plan.keep[w]):
                words.append(w)
            if w == 0 or (self.s.sentence_cut and len(words) == 1000):
                yield words, read
                words = []
        if words and not self.s.sentence_cut:
            yield words, len(self.ids)

    def train(self):
        first = alpha = float(self.o.alpha)
        before = 0
        for _ in range(1 if self.s.end_of_file_kept else self.o.iterations):
            counted = 0
            for words, read in self.sentences():
                for i in range(max(1, len(words))):
                    reach = self.o.window - (self.draw() % self.o.window if self.s.window_per_word else 0)
                    around = [j for j in range(i - reach, i + reach + 1) if 0 <= j < len(words) and j != i]
                    self.centre(words[i] if words else None, [words[j] for j in around], alpha)
                    if read - counted > 10000:
                        before, counted = before + read - counted, read
                        if self.s.falling_learning_rate:
                            alpha = max(first * (1 - before / self.plan.total), first * 0.0001)
            before += len(self.ids) - counted
        return self.W, self.C, self.U

    def centre(self, word, neighbours, alpha):
        if not self.o.cbow:
            for neighbour in neighbours:
                w, c = (neighbour, word) if self.s.swapped_roles else (word, neighbour)
                self.W[w] += self.step(self.W[w].copy(), c, alpha)
        elif neighbours:
            move = self.step(self.W[neighbours].mean(axis=0), word, alpha)
            share = 1 if self.s.cbow_without_mean_backwards else 1 / len(neighbours)
            np.add.at(self.W, neighbours, share * move)

    def step(self, v, c, alpha):
        """Move the output vectors; return what v moves by."""
        move = np.zeros_like(v)
        if self.o.hs:
            for node, bit in zip(*self.path(c), strict=True):
                x = dot(v, self.U[node])
                if self.s.clipping and abs(x) >= 6:
                    continue
                g = alpha * (1 - bit - sigma(x, self.plan.sigmoid, self.s))
                move, self.U[node] = move + g * self.U[node], self.U[node] + g * v
        targets = [(c, 1)] + [(self.negative(), 0) for _ in range(self.o.negative)] if self.o.negative else []
        C = self.C if self.s.updates_at_once else self.C.copy()  # where the gradient is taken
        for j, (target, label) in enumerate(targets):
            if j and target == c and self.s.skipped_collisions:
                continue
            g = alpha * (label - sigma(dot(v, C[target]), self.plan.sigmoid, self.s))
            move = move + g * C[target]
            self.C[target] += g * v
        return move

    def path(self, c):
        length = self.plan.lengths[c]
        return self.plan.points[c, :length].tolist(), self.plan.codes[c, :length].tolist()

    def negative(self):
        x = self.draw()
        word = int(np.searchsorted(self.plan.noise.starts, (x >> 16) % 10**8, side="right")) - 1
        return x % (len(self.W) - 1) + 1 if word == 0 and self.s.redrawn_zero else word
