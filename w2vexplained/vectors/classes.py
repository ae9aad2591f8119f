"""Classes of words: k-means over their vectors, by scikit-learn or as the word2vec program does it."""

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.files import written_whole
from w2vexplained.vectors.word_bytes import as_bytes

ROUNDS = 10  # of the program, whatever has been reached
FLOOR = -10  # closev, the product that the program begins its search for the largest with
WORDS_AT_ONCE = 1024


def classes(vectors, n, seed=0, method="k-means"):
    """Put words into classes so that the vectors of a class point in like directions.

    Parameters
    ----------
    vectors : WordVectors
        Words with their vectors.
    n : int
        How many classes.
    seed : int
        Where the randomness of `k-means` comes from; one seed, one machine, one result.
    method : str
        `k-means`: scikit-learn's, over vectors scaled to length 1, the best of ten starts. The first word is in class
        0, the first word outside it in class 1, and so on.
        `program`: ten rounds from a start that deals the words out in turn; a class's centre is the direction of the
        sum of its vectors, and a word goes where the product with its vector is largest; or into class 0, where all
        products are −10 and less. Some classes may stay empty.

    Returns
    -------
    array of int, (|V|,)
        The class of each word, from 0 to n − 1.

    Raises
    ------
    ValueError
        If n is below 1 or above the number of words, the seed no whole number of 32 bits, or the method unknown.

    Examples
    --------
    >>> from w2vexplained.vectors import WordVectors
    >>> vectors = WordVectors(("cat", "castle", "dog"), np.array([[1.0, 0.2], [-0.2, 1.0], [1.0, 0.1]]))
    >>> classes(vectors, 2).tolist()
    [0, 1, 0]
    """
    n = arguments.whole("of classes, no more than words,", n, 1, len(vectors.words))
    seed = arguments.whole("seed", seed, 0, 2**32 - 1)
    if method == "program":
        return _as_the_program(vectors.matrix.astype(np.float32), n)
    if method != "k-means":
        raise ValueError(f"expected the method k-means or program; got {method!r}")
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # with more threads sums are added in another order
        found = KMeans(n, n_init=10, random_state=seed).fit_predict(vectors.directions)
    _, first, found = np.unique(found, return_index=True, return_inverse=True)
    return first.argsort().argsort()[found]


def _as_the_program(matrix, n):
    """Ten rounds of the program's own k-means, in its float arithmetic."""
    found = np.arange(len(matrix)) % n
    for _ in range(ROUNDS):
        centres = np.zeros((n, matrix.shape[1]), np.float32)
        np.add.at(centres, found, matrix)  # one word after another, as the program adds them
        centres /= 1 + np.bincount(found, minlength=n).astype(np.float32)[:, None]
        lengths = np.sqrt(_products(centres, centres, paired=True))
        np.divide(centres, lengths[:, None], out=centres, where=lengths[:, None] > 0)
        for start in range(0, len(matrix), WORDS_AT_ONCE):
            products = _products(matrix[start : start + WORDS_AT_ONCE], centres)
            # Neither a class without a direction nor a product below the floor is found; of nothing, argmax makes 0.
            products[~((lengths > 0) & (products > FLOOR))] = -np.inf
            found[start : start + WORDS_AT_ONCE] = products.argmax(axis=1)
    return found


def _products(x, y, paired=False):
    """The products of every row of x with every row of y, or with its own, summed from the first component on."""
    total = np.zeros(len(x) if paired else (len(x), len(y)), np.float32)
    for i in range(x.shape[1]):  # a matrix product sums in another order: equal centres would be told apart
        total += x[:, i] * y[:, i] if paired else x[:, i, None] * y[:, i]
    return total


def write_classes(path, vectors, found):
    """Write words and classes as the program does, a word, a space and a number on each line, whole or not at all.

    Parameters
    ----------
    path : str or path
        Where; a file that is there is replaced.
    vectors : WordVectors
        The words.
    found : array of int, (|V|,)
        Their classes.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ValueError
        If there is not one class for each word, or a word could not be read again.
    """
    lines = [b"%s %d\n" % (as_bytes(word), number) for word, number in zip(vectors.words, found, strict=True)]
    with written_whole(path) as file:
        file.writelines(lines)
