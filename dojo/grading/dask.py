"""The batch on Dask: the task of a thread, on many machines. Strings travel, and nothing else.

Every worker sees the submissions, the repository and the instructor's tests under the same paths, and
has the sandbox. A worker that is lost means that its tasks run again elsewhere, and never a grade.
"""

import logging
from concurrent.futures import Future

from dojo.grading import task
from dojo.spoken import Problem

LOCAL = "local"
PATIENCE = 10  # seconds until a scheduler answers
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)"  # Ctrl-C is for the parent: it ends them


class Cluster:
    """A client of the scheduler at `address`, or of processes on this machine, one for each job."""

    def __init__(self, address: str, jobs: int):
        try:
            import dask
            from distributed import Client, LocalCluster
        except ModuleNotFoundError:
            raise Problem("grade.no_distributed") from None
        dask.config.set({"logging.distributed": "critical"})
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._cluster = None
        if address == LOCAL:
            self._cluster = LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                processes=True,
                memory_limit=0,  # a worker holds verdicts; what a learner may use is the sandbox's affair
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
                preload=[DEAF],
            )
        try:
            self._client = Client(self._cluster or address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Problem("grade.no_scheduler", address=address, why=str(error)) from None

    @property
    def width(self) -> int:
        """Two tasks for each thread of the workers that are there now."""
        return 2 * max(1, sum(self._client.nthreads().values()))

    def submit(self, text: str) -> Future:
        return self._client.submit(task.grade, text, pure=False, retries=2)

    def close(self, run: str) -> None:
        """End the judges of this run, and the workers where they are ours."""
        if self._cluster is None:
            self._client.run(task.end, run, on_error="ignore")
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
