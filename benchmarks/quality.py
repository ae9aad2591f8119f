"""What was learned, at equal epochs: equation (4) on held-out text, similarity and analogy scores, over several seeds.

One function judges everybody's W and C, on the same pairs and over the same words. The word2vec program keeps C for
itself; our replica, which equals it bit for bit, stands for it. Its seed is fixed, so it gets the sentences in another
order each time.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import processes
from benchmarks.processes import Peers
from benchmarks.report import Section, Spread, spread
from benchmarks.text import Text, shuffled
from benchmarks.trainers import Settings
from w2vexplained.training.estimator.settings import cores

ROWS_AT_ONCE = 500
THINNINGS = 4  # the held-out text is thinned so often, each time by other draws
FROM_FILES = ("WordSim-353", "SimLex-999", "analogies")
JUDGED = ("nats a pair", *FROM_FILES)


class HeldOut(NamedTuple):
    """The words that count, pairs of the held-out text as expected counts (|V|, |V|), sparse, and the law of noise."""

    words: tuple
    counts: object
    noise: np.ndarray
    k: int


class Files(NamedTuple):
    """Test sets that the reader has; empty where not."""

    similarities: tuple[str, ...] = ()
    questions: str | None = None


def held_out(text: Text, settings: Settings) -> HeldOut:
    """Count pairs in the held-out text as training meets them: words thinned out, nearer words more often."""
    from w2vexplained.corpus.counting import count_matrix
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.subsampling import keep_probability, subsample
    from w2vexplained.corpus.tokens import encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.statistics.noise import unigram

    vocabulary = Vocabulary.from_sentences(TextFile(text.train), settings.min_count)
    tokens = encode_text(TextFile(text.held_out), vocabulary)
    keep = keep_probability(vocabulary.counts, settings.sample, "program")
    rng = np.random.default_rng(0)
    thinned = (subsample(tokens, keep, rng) for _ in range(THINNINGS))
    counts = sum(count_matrix(part, settings.window, len(vocabulary), "expected") for part in thinned)
    return HeldOut(vocabulary.words, counts.tocsr(), unigram(vocabulary.counts, 0.75), settings.negative)


def objective(W: np.ndarray, C: np.ndarray, judged: HeldOut) -> float:
    r"""Equation (4), expected over its noise, in nats for each held-out pair: NS7 of the ledger, rows at a time.

    Observed pairs are few and are summed one by one. For those that noise draws, a row of weights k·#(w)·P_n(c) is a
    number times the law, so that a block of all scores is reduced by one product.
    """
    from w2vexplained.functions import log_sigmoid, softplus

    of_words = judged.counts.sum(axis=1)
    met = np.flatnonzero(of_words)
    W, C = W.astype(np.float32), C.astype(np.float32)
    law = (judged.k * judged.noise).astype(np.float32)
    value = 0.0
    for start in range(0, len(met), ROWS_AT_ONCE):
        rows = met[start : start + ROWS_AT_ONCE]
        X = W[rows] @ C.T  # (rows, |V|)
        observed = judged.counts[rows].tocoo()
        value += observed.data @ log_sigmoid(X[observed.coords].astype(float))
        value -= of_words[rows] @ (softplus(X) @ law).astype(float)
    return float(value / of_words.sum())


def similarity(words: tuple, W: np.ndarray, path: str) -> float | None:
    """Spearman's correlation of cosines with what people say, over the pairs of known words; None below three."""
    from scipy.stats import spearmanr

    from w2vexplained.corpus.public import read_similarities
    from w2vexplained.vectors import WordVectors

    vectors = WordVectors(words, W)
    known = [(a, b, x) for a, b, x in _lower(read_similarities(path)) if a in vectors.numbers and b in vectors.numbers]
    if len(known) < 3:
        return None
    return float(spearmanr([vectors.similarity(a, b) for a, b, _ in known], [x for _, _, x in known]).statistic)


def analogies(words: tuple, W: np.ndarray, path: str) -> float:
    """The share of questions answered as expected, counted as the program counts."""
    from w2vexplained.corpus.public import read_analogies
    from w2vexplained.vectors import WordVectors
    from w2vexplained.vectors.evaluation import evaluate, total

    return total(evaluate(WordVectors(words, W), read_analogies(path))).accuracy


def judge(path: Path, judged: HeldOut, files: Files) -> dict[str, float]:
    """All scores of one training; its words may stand in another order, and more of them than count."""
    with np.load(path) as found:
        place = {word: i for i, word in enumerate(found["words"].tolist())}
        order = [place[word] for word in judged.words]
        W, C = found["W"][order], found["C"][order]
    scores = {"nats a pair": objective(W, C, judged)}
    told = {name: similarity(judged.words, W, file) for name, file in named(files.similarities)}
    scores |= {name: score for name, score in told.items() if score is not None}
    if files.questions:
        scores["analogies"] = analogies(judged.words, W, files.questions)
    return scores


def measure(
    text: Text, folder: Path, peers: Peers, files: Files, seeds: int, epochs: int, say=print
) -> tuple[dict[str, list[dict]], dict[str, str]]:
    """Train with each seed, as many at once as there are cores, and judge: scores by trainer, a dictionary a seed.

    Who fails is left out, and the reason is kept.
    """
    reasons = {name: peers.reason(name) for name in ("ours", "gensim", "replica")}
    skipped = {f"quality of {name}": reason for name, reason in reasons.items() if reason}
    judged = held_out(text, Settings("", ""))
    jobs = [(name, seed) for seed in range(1, seeds + 1) for name, reason in reasons.items() if not reason]

    def one(job: tuple[str, int]) -> dict[str, float] | None:
        name, seed = job
        say(f"quality, {name}, seed {seed} of {seeds}")
        read = shuffled(text, folder, seed) if name == "replica" else text.train
        save = folder / f"{name}_{seed}.npz"
        what = Settings(str(read), str(save.with_suffix(".bin")), epochs=epochs, seed=seed, save=str(save))
        try:
            processes.train(name, what, peers)
        except processes.Failed as error:
            skipped[f"quality of {name}"] = str(error)
            return None
        scores = judge(save, judged, files)
        save.unlink()
        return scores

    with ThreadPoolExecutor(cores()) as pool:
        found: dict[str, list[dict]] = {}
        for (name, _), scores in zip(jobs, pool.map(one, jobs), strict=True):
            found.setdefault(name, []).append(scores)
    return {name: many for name, many in found.items() if None not in many}, skipped


def section(found: dict, text: Text, seeds: int, epochs: int) -> Section:
    """The table of scores."""
    columns = [name for name in JUDGED if any(name in scores for many in found.values() for scores in many)]
    forms = {"nats a pair": "nats", "analogies": "percent"}
    rows = [(NAMES.get(name, name), *(scores_of(found, name, column) for column in columns)) for name in found]
    notes = (
        f"{seeds} seeds, {epochs} epoch(s) of {text.words:,} words, one thread: median, least and most. Objective of "
        "equation (4), expected over the noise, for each pair of the tenth of the text that nobody trained on; "
        "higher is better. Similarity is Spearman's correlation, analogies are the share answered.",
    )
    heads = (("trainer", "words"), *((column, forms.get(column, "score")) for column in columns))
    return Section("Quality at equal epochs", heads, rows, notes)


NAMES = {"replica": "word2vec program, by its replica"}


def scores_of(found: dict, name: str, column: str) -> Spread | None:
    """The spread of one score of one trainer over the seeds; None where it was not measured."""
    values = [scores[column] for scores in found.get(name, ()) if column in scores]
    return spread(values) if values else None


def named(similarities: tuple[str, ...]) -> list[tuple[str, str]]:
    """The files with their titles: SimLex is told by its name; any other file goes under WordSim's."""
    return [("SimLex-999" if "simlex" in Path(file).name.lower() else "WordSim-353", file) for file in similarities]


def _lower(judged) -> list:
    return [(a.lower(), b.lower(), x) for a, b, x in judged]
