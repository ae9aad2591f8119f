import pytest

from benchmarks import goals, throughput
from benchmarks.goals import Goal
from benchmarks.processes import Peers, Ran
from benchmarks.report import Spread, as_text
from benchmarks.text import Text
from benchmarks.throughput import Contest

TEXT = Text(None, None, 90_000, "a novel")


def ran(training, wall=2.0, peak=100.0):
    return Ran(wall, 1.0, peak, training, training)


OURS, LONG = Contest("skip-gram", "ours", 1), Contest("skip-gram, 5 epochs", "ours", 1)
GENSIM, REPLICA = OURS._replace(name="gensim"), OURS._replace(name="command")
PROGRAM = OURS._replace(name="program")
RUNS = {
    OURS: [ran(1.0, peak=90.0), ran(2.0, peak=90.0), ran(1.0, peak=90.0)],
    GENSIM: [ran(6.0), ran(6.0), ran(4.0)],
    LONG: [ran(5.0), ran(5.0), ran(6.0)],
    LONG._replace(threads=2): [ran(2.5), ran(2.5), ran(2.5)],
}


def test_a_ratio_is_taken_in_each_round():
    assert throughput.ratio(RUNS, OURS, GENSIM) == Spread(4.0, 3.0, 6.0)
    assert throughput.ratio(RUNS, OURS, PROGRAM) is None
    told_nothing = {PROGRAM: [ran(None), ran(6.0), ran(None)]}
    assert throughput.ratio(RUNS | told_nothing, OURS, PROGRAM) == Spread(3.0, 3.0, 3.0)


def test_goals_are_met_or_missed_by_the_median_and_open_where_nothing_was_measured():
    verdicts = {goal.what: goal.verdict for goal in goals.of_throughput(RUNS)}
    assert verdicts["training, one thread: times the word2vec program"] == "–"
    assert verdicts["training, one thread: times gensim"] == "missed"
    assert verdicts["training, five epochs, two threads: times one"] == "met"
    assert verdicts["peak memory: of gensim's"] == "met"


def test_the_replica_is_held_against_the_program_as_a_process():
    runs = {REPLICA: [ran(None, wall=1.0)], PROGRAM: [ran(9.0, wall=1.6)]}
    (goal,) = (goal for goal in goals.of_throughput(runs) if goal.reached)
    assert (goal.what, goal.verdict) == ("replica, skip-gram, whole process: times the program", "met")


@pytest.mark.parametrize(("sign", "reached", "verdict"), [
    ("≥", 2.0, "met"), ("≥", 1.9, "missed"), ("≤", 2.0, "met"), ("≤", 2.1, "missed"),
    ("≤", Spread(1.0, 0.0, 9.0), "met"),
    ("≥", None, "–"),
])  # fmt: skip
def test_a_bound_is_kept_or_broken(sign, reached, verdict):
    assert Goal("g", sign, 2.0, "ratio", reached).verdict == verdict


def test_the_objective_may_be_half_a_percent_worse_and_scores_not_below_the_least_of_gensim():
    found = {
        "ours": [{"nats a pair": -2.510, "analogies": 0.04}, {"nats a pair": -2.510, "analogies": 0.04}],
        "gensim": [{"nats a pair": -2.5, "analogies": 0.05}, {"nats a pair": -2.5, "analogies": 0.03}],
    }
    objective, analogies = goals.of_quality(found, ("nats a pair", "analogies"))
    assert objective.reached == pytest.approx(0.004)
    assert (objective.verdict, analogies.verdict) == ("met", "met")
    found["ours"] = [{"nats a pair": -2.52, "analogies": 0.02}]
    assert [goal.verdict for goal in goals.of_quality(found, ("nats a pair", "analogies"))] == ["missed", "missed"]
    del found["gensim"]
    assert [goal.verdict for goal in goals.of_quality(found, ("nats a pair", "analogies"))] == ["–", "–"]


def test_start_up_is_judged_by_the_median_call():
    found = {("ours", "cached"): [ran(0.9), ran(3.0), ran(1.0)], ("ours", "cold"): [ran(21.0)]}
    assert [goal.verdict for goal in goals.of_start_up(found)] == ["met", "missed"]
    (cold,) = goals.of_start_up({("ours", "cold"): [ran(21.0), ran(18.0)]})[1:]
    assert (cold.verdict, cold.reached) == ("met", Spread(19.5, 18.0, 21.0))
    assert [goal.verdict for goal in goals.of_start_up({})] == ["–", "–"]


def test_memory_of_a_long_text_must_not_grow():
    assert goals.of_a_long_text({})[0].verdict == "–"
    assert goals.of_a_long_text({10: ran(1.0, peak=300), 100: ran(9.0, peak=400)})[0].verdict == "met"
    assert goals.of_a_long_text({10: ran(1.0, peak=300), 100: ran(9.0, peak=3000)})[0].verdict == "missed"


def test_tables_have_a_row_for_each_contest_and_no_ratio_to_oneself():
    runs = {**RUNS, PROGRAM: [ran(9.0)] * 3, REPLICA: [ran(None)] * 3}
    training, whole = throughput.sections(runs, TEXT)
    assert [row[1] for row in training.rows] == ["ours", "gensim", "ours", "ours", "word2vec program"]
    assert [row[1] for row in whole.rows][-1] == "replica"
    assert training.rows[0][3] == Spread(90_000.0, 45_000.0, 90_000.0)
    assert training.rows[1][6] is None
    assert whole.rows[-1][6] is None  # the replica against gensim
    assert whole.rows[-1][7] is not None
    assert "90,000 words of a novel" in " ".join(training.notes)
    assert max(map(len, as_text(training).splitlines())) <= 120


def test_missing_peers_do_not_run_and_their_reason_is_kept(monkeypatch):
    monkeypatch.setattr(Peers, "reason", lambda self, name: None if name.startswith("ours") else "absent")
    running, skipped = throughput.contests(Peers())
    assert {contest.name for contest in running} == {"ours", "ours, NumPy only"}
    assert skipped == {"gensim": "absent", "program": "absent"}
    monkeypatch.setattr(Peers, "reason", lambda self, name: None)
    running, skipped = throughput.contests(Peers())
    assert skipped == {}
    assert Contest("skip-gram, hs", "program", 1) in running


def test_who_fails_in_a_round_is_left_out_and_the_others_go_on(monkeypatch, tmp_path):
    def train(name, settings, peers):
        if name == "gensim":
            raise throughput.processes.Failed("gensim: no")
        return ran(1.0)

    monkeypatch.setattr(throughput.processes, "train", train)
    monkeypatch.setattr(Peers, "reason", lambda self, name: None)
    runs, skipped = throughput.measure(TEXT, tmp_path, Peers(), 2, say=lambda what: None)
    assert all(len(found) == 2 for found in runs.values())
    assert not any(contest.name == "gensim" for contest in runs)
    assert skipped["CBOW, gensim, 1 thread"] == "gensim: no"


def test_all_trainers_of_a_task_are_told_the_same(tmp_path):
    told = [throughput.settings(OURS._replace(name=name), tmp_path / "a", tmp_path) for name in ("ours", "gensim")]
    assert told[0] == told[1]
    cbow = throughput.settings(Contest("CBOW", "ours", 2), tmp_path / "a", tmp_path)
    assert (cbow.architecture, cbow.learning_rate, cbow.threads) == ("cbow", 0.05, 2)


def test_a_known_reason_is_told_only_where_a_goal_is_missed():
    met, missed = (Goal("g", "≥", 2.0, "ratio", reached, "it rained") for reached in (3.0, 1.0))
    assert "Missed, g: it rained." in goals.section([missed]).notes
    assert "it rained" not in " ".join(goals.section([met]).notes)
