"""The program's deviations from the papers, each a switch, and the three ways to set them all."""

from typing import NamedTuple

SIGMOIDS = ("exact", "table as intended", "table as shipped")


class Switches(NamedTuple):
    r"""What the program does otherwise than the papers: on as in the program, off as in the papers.

    Attributes
    ----------
    subsampling_formula : bool
        On: an occurrence of a word of frequency f is kept with probability √(t/f) + t/f. Off: √(t/f), MSCCD2013 (5).
    swapped_roles : bool
        On: the neighbour's input vector is trained to predict the centre. Off: the centre's to predict the neighbour.
        The pairs are the same, in another order. Of no effect in CBOW, where neighbours predict the centre anyway.
    sigmoid : str
        "exact": σ(x). "table as intended": the entry of a table of 1,000 at (x + 6)·1000/12.
        "table as shipped": the entry at (x + 6)·83, since 1000/6/2 was divided as integers; σ(0) reads 0.494.
    clipping : bool
        On: beyond ±6, σ is taken for 0 or 1 at a draw, and hierarchical softmax leaves the node alone.
        Off: σ is exact there.
    skipped_collisions : bool
        On: a negative equal to the context is passed over, so that fewer than k remain. Off: it repels.
    redrawn_zero : bool
        On: where the noise gives word 0, the end of a sentence, any other is drawn, all alike. Off: it repels.
    raw_count_noise : bool
        On: P_n is made of the counts of the text, ends of sentences included.
        Off: of the counts expected after subsampling, those of the words that are met in pairs; an end is in none.
    window_per_word : bool
        On: each centre draws how far its window reaches, from 1 to `window`, all alike. Off: it reaches `window`.
    sentence_cut : bool
        On: a sentence ends after 1,000 words at the latest, and one that the text's end breaks off is left out.
        Off: it ends where it ends.
    updates_at_once : bool
        On: each context vector moves before the next score is taken; a negative drawn twice is met where it moved to.
        Off: a pair's gradient is taken at one point, and all vectors move together.
    cbow_without_mean_backwards : bool
        On: CBOW adds the gradient of the mean whole to each of the m vectors in it. Off: 1/m of it, the chain rule.
    falling_learning_rate : bool
        On: whenever more than 10,000 words have passed, the rate is set anew on a line towards 0; it is never below
        1/10,000 of the first. Off: it stays.
    end_of_file_kept : bool
        On: after the first iteration the end of the text stays reached, so that all others read nothing, though the
        rate is planned for them. Off: each iteration reads the text.
    """

    subsampling_formula: bool
    swapped_roles: bool
    sigmoid: str
    clipping: bool
    skipped_collisions: bool
    redrawn_zero: bool
    raw_count_noise: bool
    window_per_word: bool
    sentence_cut: bool
    updates_at_once: bool
    cbow_without_mean_backwards: bool
    falling_learning_rate: bool
    end_of_file_kept: bool


PROGRAM = Switches(*[True] * 13)._replace(sigmoid="table as shipped")
DOCUMENTED = PROGRAM._replace(end_of_file_kept=False)
PAPERS = Switches(*[False] * 13)._replace(sigmoid="exact")


def numbered(switches):
    """Check all switches, and give the sigmoid by its number in `SIGMOIDS`, as compiled code takes it.

    Parameters
    ----------
    switches : Switches
        As a reader sets them.

    Returns
    -------
    Switches
        The same in numbers.

    Raises
    ------
    TypeError
        If these are no Switches, or one is neither on nor off.
    ValueError
        If there is no such sigmoid.
    """
    if not isinstance(switches, Switches):
        raise TypeError(f"expected Switches, such as PROGRAM._replace(clipping=False); got {switches!r}")
    if switches.sigmoid not in SIGMOIDS:
        raise ValueError(f"expected the sigmoid {', '.join(map(repr, SIGMOIDS))}; got {switches.sigmoid!r}")
    for name, value in switches._asdict().items():
        if name != "sigmoid" and not isinstance(value, bool):
            raise TypeError(f"expected the switch {name} to be True or False; got {value!r}")
    return switches._replace(sigmoid=SIGMOIDS.index(switches.sigmoid))
