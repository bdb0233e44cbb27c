"""Reading on a Ray cluster: a task for each file, whose node reads it in a sandboxed child as this machine would.

The answers come back to the machine that asked and are kept there, so that a run that was broken off goes on where it
was, and nothing of a document depends on who read it. An extra, and the only home of Ray.
"""

import socket
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from generator.corpus import chunking, isolation, readers
from generator.corpus.isolation import Job, Limits
from generator.errors import BriefproofError
from generator.messages import from_data, say, some, to_data

TRIES = 5
"""So often a task is given to another worker when its own, or the node, is lost."""
WAIT = 10
"""Seconds that a cluster has to answer."""
NAMED = 3
"""Files that are named where many were lost."""


def read_all(
    jobs: Iterable[Job], *, address: str, limits: Limits = isolation.LIMITS
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the jobs on the cluster at `address` ("auto", HOST:PORT); yield (position, answer) as `isolation.read_all`.

    At most AHEAD jobs for each core of the cluster are under way. Raises BriefproofError where Ray is not installed,
    the cluster cannot be reached, a node runs another version of the readers, or, after all others were read, for
    files whose every try was lost.
    """
    waiting: dict[Any, tuple[int, str]] = {}
    lost: list[str] = []
    task = None
    for position, job in enumerate(jobs):
        task = task or _connected(address)
        waiting[task.remote(job, limits, versions(job.kind))] = position, job.name
        while len(waiting) >= _room():
            yield from _finished(waiting, lost)
    while waiting:
        yield from _finished(waiting, lost)
    if lost:
        raise BriefproofError(
            "the cluster lost every worker that read {lost}; all other files are kept; run it again, or without --ray",
            lost=some(lost, NAMED),
        )


def versions(kind: str) -> str:
    """Return the versions on which the text of a document of this kind depends."""
    return f"{readers.version(kind)}, chunks {chunking.VERSION}"


def _finished(waiting: dict[Any, tuple[int, str]], lost: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Wait for a task and yield its answer; where every try was lost, add the file's name to `lost`."""
    import ray

    done, _ = ray.wait(list(waiting), num_returns=1)
    for task in done:
        position, name = waiting.pop(task)
        try:
            answer = ray.get(task)
        except ray.exceptions.RayError:
            lost.append(name)
            continue
        if "failed" in answer:
            raise BriefproofError(from_data(answer["failed"]))
        yield position, answer


def _connected(address: str) -> Any:
    """Connect to the cluster and return the task that reads a file."""
    try:
        import ray
    except ImportError:
        raise BriefproofError("--ray: Ray is not installed; pip install 'briefproof[cluster]'") from None
    try:
        if address != "auto":  # Ray tries for minutes, and then ends the process
            host, _, port = address.rpartition(":")
            socket.create_connection((host, int(port)), timeout=WAIT).close()
        ray.init(address=address, ignore_reinit_error=True, log_to_driver=False, logging_level="ERROR")
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())[:160]
        raise BriefproofError(
            "no Ray cluster at {address}: {reason} (give auto or HOST:PORT; ray start --head starts one)",
            address=address,
            reason=reason,
        ) from None
    return ray.remote(num_cpus=1, max_retries=TRIES, scheduling_strategy="SPREAD")(_read)


def _room() -> int:
    """Return how many tasks may be under way; nodes come and go."""
    import ray

    return isolation.AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))


def _read(job: Job, limits: Limits, wanted: str) -> dict[str, Any]:
    """Read a file on a node."""
    here = versions(job.kind)
    if here != wanted:
        return {
            "failed": to_data(
                say(
                    "node {node} reads with {here}, not {wanted}; install the same version there",
                    node=socket.gethostname(),
                    here=here,
                    wanted=wanted,
                )
            )
        }
    try:
        return _child(limits).read(job)
    except BriefproofError as error:
        return {"failed": to_data(say("node {node}: {error}", node=socket.gethostname(), error=error))}


@cache
def _child(limits: Limits) -> isolation.Child:
    """Return the child of this worker, which reads one file after the other and ends with it."""
    return isolation.Child(limits)
