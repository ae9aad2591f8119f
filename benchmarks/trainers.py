"""One training in a process of its own: ``python -m benchmarks.trainers NAME SETTINGS`` prints its seconds as JSON.

Every trainer does the same: it reads a text file, trains, and writes vectors in the program's binary format. Where the
context vectors are asked for, too, an .npz file with words, W and C is written after the clock has stopped.
"""

import json
import sys
import time
from typing import NamedTuple


class Settings(NamedTuple):
    """What is trained, alike for all trainers; the names of the library's estimator."""

    text: str
    output: str
    size: int = 100
    window: int = 5
    negative: int = 5
    sample: float = 1e-3
    min_count: int = 5
    epochs: int = 1
    learning_rate: float = 0.025
    objective: str = "negative_sampling"
    architecture: str = "skip-gram"
    threads: int = 1
    seed: int = 1
    save: str = ""


class Seconds(NamedTuple):
    """How long reading and training took by the clock; what the processor spent on the training; pairs, if known."""

    reading: float
    training: float
    cpu: float


def library(settings: Settings) -> Seconds:
    """Our estimator; compiled code is fetched before the clock runs, on a text of ten words.

    It measures no objective as it goes on, for nobody else does.
    """
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.tokens import encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.vectors import WordVectors
    from w2vexplained.vectors.formats import write_vectors

    few = tuple("abcdefghij")
    whole = settings._replace(sample=0, threads=1)  # of so short a text nothing would be left
    _estimator(whole, Vocabulary(few, [9] * len(few))).fit([list(few)] * 9)
    start = time.perf_counter()
    text = TextFile(settings.text)
    vocabulary = Vocabulary.from_sentences(text, settings.min_count)
    tokens = encode_text(text, vocabulary)
    read, cpu = time.perf_counter(), time.process_time()
    model = _estimator(settings, vocabulary).fit(tokens)
    seconds = Seconds(read - start, time.perf_counter() - read, time.process_time() - cpu)
    write_vectors(settings.output, WordVectors(vocabulary.words, model.vectors_))
    _save(settings.save, vocabulary.words, model.vectors_, model.context_vectors_)
    return seconds


def from_a_file(settings: Settings) -> Seconds:
    """Our estimator on a text as it is, nothing fetched before: reading and training are one call."""
    from w2vexplained.training.estimator import SkipGram  # noqa: F401

    start, cpu = time.perf_counter(), time.process_time()
    _estimator(settings, None).fit(settings.text)
    return Seconds(0.0, time.perf_counter() - start, time.process_time() - cpu)


def library_without_numba(settings: Settings) -> Seconds:
    """The same where numba is missing."""
    from w2vexplained import compiled

    compiled.missing = lambda: "left out to be compared with"
    compiled.warn_if_missing = lambda what: None
    return library(settings)


def gensim(settings: Settings) -> Seconds:
    """gensim, from a file of sentences, which is its fastest way; it reads the file again as it trains."""
    from gensim.models import Word2Vec

    start = time.perf_counter()
    hierarchical = settings.objective == "hierarchical_softmax"
    model = Word2Vec(
        vector_size=settings.size,
        window=settings.window,
        min_count=settings.min_count,
        sample=settings.sample,
        sg=int(settings.architecture == "skip-gram"),
        hs=int(hierarchical),
        negative=0 if hierarchical else settings.negative,
        epochs=settings.epochs,
        alpha=settings.learning_rate,
        workers=settings.threads,
        seed=settings.seed,
    )
    model.build_vocab(corpus_file=settings.text)
    read, cpu = time.perf_counter(), time.process_time()
    model.train(
        corpus_file=settings.text,
        total_words=model.corpus_total_words,
        total_examples=model.corpus_count,
        epochs=settings.epochs,
    )
    seconds = Seconds(read - start, time.perf_counter() - read, time.process_time() - cpu)
    model.wv.save_word2vec_format(settings.output, binary=True)
    _save(settings.save, model.wv.index_to_key, model.wv.vectors, None if hierarchical else model.syn1neg)
    return seconds


def replica(settings: Settings) -> Seconds:
    """Our replica of the word2vec program, with all its iterations; it equals the program, and keeps C."""
    from w2vexplained.training import software
    from w2vexplained.vectors import WordVectors
    from w2vexplained.vectors.formats import write_vectors

    start, cpu = time.perf_counter(), time.process_time()
    hierarchical = settings.objective == "hierarchical_softmax"
    options = software.Options(
        size=settings.size,
        window=settings.window,
        negative=0 if hierarchical else settings.negative,
        hs=hierarchical,
        cbow=settings.architecture == "cbow",
        sample=settings.sample,
        min_count=settings.min_count,
        alpha=settings.learning_rate,
        iterations=settings.epochs,
    )
    trained = software.train(settings.text, options, software.DOCUMENTED)
    seconds = Seconds(0.0, time.perf_counter() - start, time.process_time() - cpu)
    vectors = WordVectors(trained.words, trained.vectors)
    write_vectors(settings.output, vectors)
    _save(settings.save, vectors.words, trained.vectors, trained.outputs)
    return seconds


def _estimator(settings: Settings, vocabulary):
    from w2vexplained.training.estimator import SkipGram

    return SkipGram(
        size=settings.size,
        window=settings.window,
        negative=settings.negative,
        sample=settings.sample,
        min_count=settings.min_count,
        epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        objective=settings.objective,
        architecture=settings.architecture,
        threads=settings.threads,
        random_state=settings.seed,
        held_out=0,
        vocabulary=vocabulary,
    )


def _save(path: str, words, W, C) -> None:
    """Keep both matrices, for the objective is measured on both."""
    if path:
        import numpy as np

        np.savez(path, words=np.array(list(words)), W=W, C=W[:0] if C is None else C)


TRAINERS = {
    "ours": library,
    "from a file": from_a_file,
    "ours, NumPy only": library_without_numba,
    "gensim": gensim,
    "replica": replica,
}


def main(words: list[str]) -> int:
    """Train once; print the seconds."""
    name, settings = words
    found = TRAINERS[name](Settings(**json.loads(settings)))
    print(json.dumps(found._asdict()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
