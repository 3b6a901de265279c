"""Runs one program in this process, as the interpreter would: ``program.py REPORT FILE.py`` becomes ``FILE.py``.

``program.py REPORT FILE.py TOOL.py OPTION…`` becomes ``TOOL.py OPTION… FILE.py``, in the folder of ``FILE.py``.
When it ends, what ``run_program`` tells is written to the file ``REPORT``.
"""

import builtins
import contextlib
import json
import os
import signal
import socket
import struct
import sys
import types
from traceback import format_exception_only, walk_tb

if __name__ == "__main__":  # a script finds what lies beside it, not its own package
    sys.path[0] = os.path.dirname(sys.path[0])

from running.limits import limit_output

MOST_TOLD = 2**14  # characters of an exception


def run_program(path, through=(), tell=lambda told: None):
    """Run the program ``path`` in this process as ``python NAME.py`` would in its folder; return the exit status.

    ``through`` is a program that is run in its place, as ``python TOOL.py OPTION… NAME.py``: its path and the options.

    An uncaught exception is printed by ``sys.excepthook`` without our own frames and gives 1; ``SystemExit`` gives the
    status that the interpreter would give; the end of the file gives 0.

    ``tell`` takes, as JSON, how it ended: ``{"finished": bool, "exception": str}``, whether it reached its last line,
    and ``Type: message (line N)`` of what it raised, or nothing. That is told of the exception itself: a program can
    print what it likes. Nothing is told of one that leaves by ``os._exit`` or is killed, nor by a copy that it forked.
    """
    process = os.getpid()
    told = {"finished": False, "exception": ""}
    folder, name = os.path.split(path)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs behind it ignore Ctrl-C
    sys.argv = [*through, name]
    path = through[0] if through else path
    sys.path[0] = os.path.dirname(path)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = builtins  # the module, as only the main one has it
    sys.modules["__main__"] = main
    status = 0
    try:
        with open(path, "rb") as file:
            program = compile(file.read(), path, "exec", dont_inherit=True)
        exec(program, vars(main))
        told["finished"] = True
    except SystemExit as request:
        status = exit_status(request.code)
    except BaseException as error:
        error.__traceback__ = error.__traceback__.tb_next  # the first frame is ours; a syntax error has no other
        told["exception"] = in_words(error, path)
        show(error)
        status = 1
    if os.getpid() == process:
        tell(json.dumps(told).encode())
    return status


def in_words(error, path):
    """``Type: message (line N)`` of an exception, N being the last line of the file ``path`` that its traceback names.

    A class of the program's own that has the name of a built-in one is told with its module.
    """
    kind = type(error)
    text = "".join(format_exception_only(kind, error)).strip("\n")
    if kind.__module__ == "__main__" and hasattr(builtins, kind.__qualname__):
        text = "__main__." + text
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    return text[:MOST_TOLD] + (f" (line {lines[-1]})" if lines else "")


def show(error):
    """Have ``sys.excepthook`` print an exception. If that fails, print what the interpreter would print then."""
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except BaseException as own:
        with contextlib.suppress(Exception):  # stderr may be closed
            own.__traceback__ = own.__traceback__.tb_next
            print("Error in sys.excepthook:", file=sys.stderr)
            sys.__excepthook__(type(own), own, own.__traceback__)
            print("\nOriginal exception was:", file=sys.stderr)
            sys.__excepthook__(type(error), error, error.__traceback__)


def exit_status(code):
    """What the interpreter makes of ``SystemExit(code)``; a code that is not a number is printed to stderr."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF if -(2**63) <= code < 2**63 else 0xFF
    with contextlib.suppress(Exception):  # it may not let itself be printed
        print(code, file=sys.stderr)
    return 1


def raise_loopback():
    """Where there is no network at all, not even within the machine, give programs that talk to each other one.

    Linux starts a network namespace with its loopback down. Elsewhere, or without the right to do it, nothing happens.
    """
    SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
    with contextlib.suppress(OSError, ImportError), socket.socket() as sock:
        from fcntl import ioctl

        name, flags = struct.unpack("16sh", ioctl(sock, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))
        if not flags & IFF_UP:
            ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh", name, flags | IFF_UP))


def write_to(report):
    """What writes to the file ``report`` how the program ended. On a full disk, nothing is told."""

    def write(told):
        with contextlib.suppress(OSError), open(report, "wb") as file:
            file.write(told)

    return write


if __name__ == "__main__":
    if hasattr(signal, "SIGXFSZ"):
        limit_output()
    raise_loopback()
    _, report, program, *through = sys.argv
    sys.exit(run_program(program, through, write_to(report)))
