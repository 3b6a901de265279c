"""The process that runs programs: it imports torch once and forks a child for each program that it is sent.

Run as a script, never imported by the hooks:

    worker.py SOCKET…    serve requests, a JSON line in and a JSON line out on each of these file descriptors, a process
                         for each

A request is ``{"path": str, "through": list, "seconds": float, "bytes": int}``: the program's absolute path, what runs
it if not itself (see ``run_program``; it may be left out), the wall-clock time and the memory, beyond what torch itself
takes, that it may use. The reply is ``{"status": int, "timed_out": bool, "output": str, "told": dict}``: the status as
in ``subprocess.Popen.returncode``, stdout and stderr in the order written, and how it ended, as ``run_program`` tells
it, or nothing.
"""

import atexit
import contextlib
import gc
import json
import mmap
import os
import signal
import socket
import sys
import tempfile
import threading

if __name__ == "__main__":  # a script finds what lies beside it, not its own package
    sys.path[0] = os.path.dirname(sys.path[0])

from running.killing import adopt_orphans, children, die_with_parent, kill_child, kill_group, kill_orphans
from running.limits import MOST_OUTPUT, limit_memory, limit_output, limit_processes
from running.program import raise_loopback, run_program

ENDING = {signal.SIGTERM}  # what the hooks send
REPORT = 2**18  # bytes: more than run_program tells


def warm_up():
    """Import torch and take the first, slow steps once: each brings in modules that a child would import by itself."""
    import resource  # noqa: F401 - for the limits

    import torch

    x = torch.ones(2, requires_grad=True)
    (x * x).backward(gradient=torch.ones(2))
    repr(x.grad)
    if hasattr(torch, "func"):  # since 2.0
        torch.func.jacrev(torch.sum)(x.grad)
        torch.func.jacfwd(torch.sum)(x.grad)
    gc.freeze()  # a collection in a child would touch, and so copy, all of this


def run_child(request, output, report, parent):
    """In the forked child: take on the program's streams and limits, run it, and leave. Never returns."""
    os.setsid()  # its own group, so that whatever it starts ends with it
    die_with_parent(parent)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(3, 256)  # the worker's own
    limit_output()
    limit_memory(request["bytes"])
    limit_processes()
    atexit._clear()  # torch's own, 30 ms in all: they tidy a process that ends here
    status = 1
    try:
        status = run_program(request["path"], request.get("through", ()), report.write)
        threading._shutdown()
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):  # which may be the program's own
            with contextlib.suppress(Exception):
                stream.flush()
    finally:
        os._exit(status)  # never to the worker's own code


def fork_and_wait(request):
    """Run one program in a forked child and return the reply. SIGTERM ends the child, and then this process.

    Neither handler raises: os.fork() runs handlers inside callbacks whose exceptions are lost. And SIGTERM waits from
    before the fork until we know the child that it must end as well.
    """
    timed_out = False

    def stop(signum, frame):
        nonlocal timed_out
        timed_out = True
        kill_child(child)

    def end(signum, frame):
        kill_child(child)
        os._exit(0)

    # The report is memory that we share: no descriptor that a program could see, close or write to.
    with tempfile.TemporaryFile() as output, mmap.mmap(-1, REPORT) as report:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        parent, others = os.getpid(), children()
        child = os.fork()
        if not child:
            run_child(request, output.fileno(), report, parent)
        signal.signal(signal.SIGALRM, stop)
        signal.signal(signal.SIGTERM, end)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"])
        _, status = os.waitpid(child, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        kill_group(child)  # whatever it left running
        kill_orphans(others)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        output.seek(0)
        text = output.read(MOST_OUTPUT).decode("utf-8", errors="backslashreplace")
        told = json.loads(report[:].rstrip(b"\0") or b"{}")
    return {"status": os.waitstatus_to_exitcode(status), "timed_out": timed_out, "output": text, "told": told}


def serve(sockets):
    """Answer requests until our socket closes or SIGTERM comes. Once torch is there, we split: a process a socket."""
    for name in ("GLIBC_TUNABLES", "PYTHONMALLOC"):  # they were for this process
        os.environ.pop(name, None)
    raise_loopback()
    warm_up()
    ours, *others = sockets
    for other in others:
        if not os.fork():
            ours = other
            break
    adopt_orphans()
    for other in sockets:
        if other != ours:  # it must close when its own process ends
            os.close(other)
    try:
        with socket.socket(fileno=ours) as channel, channel.makefile("rw", encoding="utf-8") as file:
            for line in file:
                print(json.dumps(fork_and_wait(json.loads(line))), file=file, flush=True)
    finally:
        os._exit(0)  # to tidy up takes torch most of a second


if __name__ == "__main__":
    serve([int(number) for number in sys.argv[1:]])
