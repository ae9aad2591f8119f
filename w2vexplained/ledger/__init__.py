"""What is claimed: every equation and every statement as one record beside its witnesses."""

from difflib import get_close_matches

from w2vexplained.ledger import contexts, negative_sampling, noise, noise_contrastive, pmi, program, softmax, training
from w2vexplained.ledger.record import METHODS, Line, Record, Witness
from w2vexplained.ledger.verify import verify

CHAPTERS = {
    "softmax": softmax.RECORDS,
    "negative-sampling": negative_sampling.RECORDS,
    "noise": noise.RECORDS,
    "pmi": pmi.RECORDS,
    "noise-contrastive": noise_contrastive.RECORDS,
    "contexts": contexts.RECORDS,
    "program": program.RECORDS,
    "training": training.RECORDS,
}
RECORDS = {record.id: record for records in CHAPTERS.values() for record in records}

__all__ = ["CHAPTERS", "METHODS", "RECORDS", "Line", "Record", "Witness", "record", "records", "verify"]


def record(id):
    """Find one record.

    Parameters
    ----------
    id : str
        Such as "NS10".

    Returns
    -------
    Record
        The record.

    Raises
    ------
    KeyError
        Naming the nearest ids.
    """
    if id in RECORDS:
        return RECORDS[id]
    near = get_close_matches(str(id).upper(), RECORDS, n=3, cutoff=0.4) or list(RECORDS)[:3]
    raise KeyError(f"expected the id of a record, such as {', '.join(near)}; got {id!r}")


def records(ids=(), chapter=None):
    """Select records, in reading order.

    Parameters
    ----------
    ids : sequence of str
        Which; none means all.
    chapter : str, optional
        Only those of one chapter.

    Returns
    -------
    list of Record
        The selection.

    Raises
    ------
    KeyError
        If an id or the chapter is unknown, or none of the ids is of the chapter.
    """
    if chapter is not None and chapter not in CHAPTERS:
        raise KeyError(f"expected a chapter out of {', '.join(CHAPTERS)}; got {chapter!r}")
    chosen = [record(id) for id in dict.fromkeys(ids)] or list(RECORDS.values())
    selected = [r for r in chosen if chapter in (None, r.chapter)]
    if not selected:
        raise KeyError(f"expected records of the chapter {chapter}; got {', '.join(ids)}")
    return selected
