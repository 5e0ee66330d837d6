"""A real SLURM of one node, for a while: ``python tests/slurm/single_node.py COMMAND…``.

Everything that it writes lies in a temporary folder: keys, sockets, state and logs. It listens on
free ports of the loopback, needs neither systemd nor privileges, and ends what it started.
``COMMAND`` finds it by SLURM_CONF; ``sbatch``, ``squeue`` and Snakemake work as on a cluster.
"""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

#: The packages of Debian and Ubuntu that it is made of.
PACKAGES = "munge slurmctld slurmd slurm-client"
_COMMANDS = ("mungekey", "munged", "munge", "slurmctld", "slurmd", "sinfo", "sbatch", "srun")
#: How long a daemon may take to start or to end, in seconds.
_PATIENCE = 30.0
_CONF = """\
ClusterName=single
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory={memory} State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


class CannotStartError(RuntimeError):
    """SLURM cannot be started here; says why."""


@contextmanager
def single_node() -> Iterator[dict[str, str]]:
    """Start SLURM; the environment in which its commands find it.

    Raises:
        CannotStartError: when packages are missing, or a daemon does not answer.
    """
    path = f"{os.environ['PATH']}:/usr/local/sbin:/usr/sbin:/sbin"
    if missing := [name for name in _COMMANDS if shutil.which(name, path=path) is None]:
        raise CannotStartError(f"{', '.join(missing)} not found: apt-get install {PACKAGES}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="slurm-")))
        environment = {**os.environ, "SLURM_CONF": str(folder / "slurm.conf")}
        environment["PATH"] = f"{folder}/bin:{path}"
        _configure(folder)
        _wrap(folder, "srun", path)

        def run(*command: str) -> bool:
            done = subprocess.run(command, env=environment, capture_output=True, check=False)
            return done.returncode == 0

        def start(name: str, *command: str) -> None:
            log = stack.enter_context((folder / f"{name}.out").open("wb"))
            process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
            stack.callback(_end, process)

        def until(is_true: Callable[[], bool], what: str) -> None:
            end = time.monotonic() + _PATIENCE
            while not is_true():
                if time.monotonic() > end:
                    raise CannotStartError(f"{what} does not answer:\n{_said(folder)}")
                time.sleep(0.2)

        key, munge = str(folder / "munge.key"), f"--socket={folder}/munge.socket"
        files = [f"--{name}-file={folder}/munge.{name}" for name in ("log", "pid", "seed")]
        run("mungekey", "--create", f"--keyfile={key}")
        start("munged", "munged", "--foreground", "--force", munge, f"--key-file={key}", *files)
        until(lambda: run("munge", "--no-input", munge), "munged")
        start("slurmctld", "slurmctld", "-D")
        start("slurmd", "slurmd", "-D")
        # Jobs that are still there would outlive the daemons.
        stack.callback(run, "scancel", f"--user={getpass.getuser()}")
        until(lambda: _idle(environment), "SLURM")
        yield environment


def _configure(folder: Path) -> None:
    host = socket.gethostname().partition(".")[0]
    controller_port, node_port = _free_ports(2)
    text = _CONF.format(
        host=host,
        folder=folder,
        user=getpass.getuser(),
        controller_port=controller_port,
        node_port=node_port,
        cpus=os.cpu_count(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20 * 3 // 4,
    )
    (folder / "slurm.conf").write_text(text, encoding="utf-8")
    for name in ("state", "spool"):
        (folder / name).mkdir()


def _wrap(folder: Path, command: str, path: str) -> None:
    """Have a command find the configuration where SLURM_CONF is taken from its environment.

    Snakemake's executor does so for the step in a job: there are clusters with one configuration
    only, in /etc/slurm.
    """
    wrapper = folder / "bin" / command
    wrapper.parent.mkdir()
    real = shutil.which(command, path=path)
    text = f'#!/bin/sh\nSLURM_CONF={folder}/slurm.conf exec {real} "$@"\n'
    wrapper.write_text(text, encoding="utf-8")
    wrapper.chmod(0o755)


def _free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _idle(environment: dict[str, str]) -> bool:
    """Whether the node takes jobs."""
    command = ("sinfo", "--noheader", "--format=%T")
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return told.stdout.strip() == "idle"


def _said(folder: Path) -> str:
    logs = sorted([*folder.glob("*.log"), *folder.glob("*.out")])
    return "\n".join(log.read_text(encoding="utf-8", errors="replace")[-1000:] for log in logs)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: list[str]) -> int:
    """Run a command beside SLURM; its exit code, or 3 where SLURM cannot start."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with single_node() as environment:
            return subprocess.run(command or ["sinfo"], env=environment, check=False).returncode
    except CannotStartError as error:
        print(f"SLURM cannot start here: {error}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
