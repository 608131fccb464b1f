"""Worker processes: they answer, die, hang and lie, and the pool goes on."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library.workers import Answer, WorkerPool
from tests.library.fakes import WORKER, Bench, article, until

SAYS = '"We are ready," said Hulusi Akar.'


@pytest.fixture
def answers() -> queue.SimpleQueue[Answer | None]:
    return queue.SimpleQueue()


@pytest.fixture
def pool(answers: queue.SimpleQueue[Answer | None]) -> Iterator[WorkerPool]:
    pool = WorkerPool(answers, size=2, command=WORKER, idle_seconds=0.3)
    yield pool
    pool.close()
    until(lambda: pool.running() == 0)


def answer(answers: queue.SimpleQueue[Answer | None]) -> Answer:
    found = answers.get(timeout=20)
    assert found is not None
    return found


def test_articles_go_in_and_statements_come_out(pool: WorkerPool, answers: queue.SimpleQueue[Answer | None]) -> None:
    texts = [f"Title {number}\n{SAYS} é𝒳" for number in range(20)]
    for text in texts:
        pool.submit(article(text))
    found = [answer(answers) for _ in texts]
    assert {a.article.text for a in found} == set(texts)
    for a in found:
        (statement,) = a.statements
        assert a.article.text[slice(*statement.content[0])] == "We are ready"
        assert statement.speaker is not None
        assert statement.speaker.name == "Hulusi Akar"


def test_workers_start_when_needed_and_end_when_idle(
    pool: WorkerPool, answers: queue.SimpleQueue[Answer | None]
) -> None:
    assert pool.running() == 0
    pool.submit(article(SAYS))
    answer(answers)
    assert pool.running() == 1, "one article needs one worker"
    until(lambda: pool.running() == 0)
    pool.submit(article(SAYS + " Again."))
    assert answer(answers).statements


def test_a_worker_that_dies_is_replaced_and_the_article_tried_again(
    pool: WorkerPool, answers: queue.SimpleQueue[Answer | None], tmp_path: Path
) -> None:
    pool.submit(article(f"{SAYS} [[die-once {tmp_path / 'died'}]]"))
    found = answer(answers)
    assert (tmp_path / "died").exists()
    assert found.error is None
    assert found.statements


def test_an_article_that_kills_twice_is_given_up_in_one_sentence(
    pool: WorkerPool, answers: queue.SimpleQueue[Answer | None]
) -> None:
    pool.submit(article("[[die]]", "bad.txt"))
    pool.submit(article(SAYS))
    found = {a.article.path: a for a in (answer(answers), answer(answers))}
    assert found["a.txt"].statements
    assert found["bad.txt"].died
    assert found["bad.txt"].error == (
        "No statements could be found in bad.txt: the worker process ended on it (the model fell over ␛[2J)."
    )


@pytest.mark.parametrize("order", ["garbage", "outside"])
def test_an_answer_that_makes_no_sense_is_no_answer(
    pool: WorkerPool, answers: queue.SimpleQueue[Answer | None], order: str
) -> None:
    pool.submit(article(f"{SAYS} [[{order}]]"))
    found = answer(answers)
    assert found.died
    assert found.statements == ()


def test_an_error_that_the_worker_tells_is_told(pool: WorkerPool, answers: queue.SimpleQueue[Answer | None]) -> None:
    pool.submit(article("[[error]]"))
    found = answer(answers)
    assert found.error == "a.txt: the text is no language."
    assert not found.died


def test_a_worker_is_told_the_language(pool: WorkerPool, answers: queue.SimpleQueue[Answer | None]) -> None:
    pool.submit(article("[[language]]").model_copy(update={"language": "de"}))
    assert answer(answers).error == "a.txt: the text is in de."


def test_a_worker_that_hangs_is_ended(answers: queue.SimpleQueue[Answer | None], tmp_path: Path) -> None:
    pool = WorkerPool(answers, command=WORKER, patience=0.5)
    pool.submit(article(f"[[hang {tmp_path / 'hung'}]]"))
    found = answer(answers)
    pool.close()
    assert found.error is not None
    assert "no answer in" in found.error
    until(lambda: pool.running() == 0)


def test_a_worker_that_cannot_start_is_a_sentence(answers: queue.SimpleQueue[Answer | None]) -> None:
    pool = WorkerPool(answers, command=("/nowhere/at/all",))
    pool.submit(article(SAYS))
    found = answer(answers)
    pool.close()
    assert found.died
    assert found.error is not None
    assert "could not be started" in found.error


def test_what_a_worker_complains_of_stays_off_the_terminal(
    pool: WorkerPool, answers: queue.SimpleQueue[Answer | None], capfd: pytest.CaptureFixture[str]
) -> None:
    pool.submit(article("[[die]]"))
    answer(answers)
    assert capfd.readouterr() == ("", "")


def test_closing_a_library_does_not_wait_for_a_worker_that_hangs(bench: Bench, tmp_path: Path) -> None:
    bench.write("one.txt", f"[[hang {tmp_path / 'hung'}]]")
    library = bench.open(workers=1)
    library.ingest.start()
    until((tmp_path / "hung").exists)
    pool = library.ingest._rounds._pool
    assert isinstance(pool, WorkerPool)
    began = time.monotonic()
    library.close()
    assert time.monotonic() - began < 0.5
    assert library.ingest.wait(5)
    until(lambda: pool.running() == 0)


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """A worker sees the end of its input when its parent is gone, however it went."""
    import subprocess

    script = (
        "import queue, sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from briefing.library.workers import WorkerPool\n"
        "from tests.library.fakes import WORKER, article\n"
        "answers = queue.SimpleQueue(); pool = WorkerPool(answers, command=WORKER, idle_seconds=60)\n"
        "pool.submit(article('A')); answers.get(); (process,) = pool._processes\n"
        "print(process._process.pid, flush=True); sys.stdin.read()\n"
    )
    here = str(Path(__file__).parents[2])
    with subprocess.Popen(
        (sys.executable, "-c", script, here), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=here
    ) as parent:
        assert parent.stdout is not None
        worker = Path("/proc") / parent.stdout.readline().decode().strip()
        if not Path("/proc").is_dir():
            pytest.skip("needs /proc to look for a process by its number")
        assert worker.exists()
        parent.kill()
    until(lambda: not worker.exists() or "Z" in (worker / "stat").read_text(encoding="utf-8").split()[2])


def test_an_article_on_which_workers_die_fails_alone(bench: Bench) -> None:
    bench.write("a.txt", f"Good\ndate: 2021-03-02\n{SAYS}")
    bench.write("b.txt", "Bad\ndate: 2021-03-01\n[[die]]")
    library = bench.run(workers=1)
    counts = library.store.counts(0.5)
    assert (counts.articles, counts.pending, counts.statements) == (2, 0, 1)
    (problem,) = library.ingest.problems()
    assert "b.txt" in problem


def test_workers_that_never_work_fail_no_article(bench: Bench) -> None:
    for number in range(5):
        bench.write(f"{number}.txt", f"Bad {number}\n[[die]]")
    library = bench.run(workers=1)
    assert library.store.counts(0.5).pending == 5, "the next start tries again"
    (problem,) = library.ingest.problems()
    assert problem.startswith("Finding statements was given up until the next start. ")
