"""Runs one program in this process, as the interpreter would: ``program.py FILE.py`` becomes ``FILE.py``.

``program.py FILE.py TOOL.py OPTION…`` becomes ``TOOL.py OPTION… FILE.py``, in the folder of ``FILE.py``.
"""

import builtins
import contextlib
import os
import signal
import socket
import struct
import sys
import types

# What a process exits with after the program's last line, so that an early ``sys.exit(0)`` or ``os._exit(0)`` is told
# from the end.
RAN_TO_END = 93
MOST_OUTPUT = 2**20


def run_program(path, through=()):
    """Run the program ``path`` in this process as ``python NAME.py`` would in its folder; return the exit status.

    ``through`` is a program that is run in its place, as ``python TOOL.py OPTION… NAME.py``: its path and the options.

    An uncaught exception is printed by ``sys.excepthook`` without our own frames and gives 1; ``SystemExit`` gives the
    status that the interpreter would give; the end of the file gives ``RAN_TO_END``.
    """
    folder, name = os.path.split(path)
    os.chdir(folder)
    sys.argv = [*through, name]
    path = through[0] if through else path
    sys.path[0] = os.path.dirname(path)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = builtins  # the module, as only the main one has it
    sys.modules["__main__"] = main
    status = RAN_TO_END
    try:
        with open(path, "rb") as file:
            program = compile(file.read(), path, "exec", dont_inherit=True)
        exec(program, vars(main))
    except SystemExit as request:
        status = exit_status(request.code)
    except BaseException as error:
        error.__traceback__ = error.__traceback__.tb_next  # the first frame is ours; a syntax error has no other
        sys.excepthook(type(error), error, error.__traceback__)
        status = 1
    return status


def exit_status(code):
    """What the interpreter makes of ``SystemExit(code)``; a code that is not a number is printed to stderr."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
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


def limit_output():
    """Bound what the program may write to a file, its output among them. Python would ignore the signal."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def limit_memory(extra_bytes):
    """Bound the memory that a child may take beyond what it was forked with."""
    import resource

    if sys.platform == "linux":  # elsewhere RLIMIT_DATA does not count mapped memory
        with open("/proc/self/status") as file:
            taken = next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:"))
        resource.setrlimit(resource.RLIMIT_DATA, (taken + extra_bytes,) * 2)


if __name__ == "__main__":
    if hasattr(signal, "SIGXFSZ"):
        limit_output()
    raise_loopback()
    sys.exit(run_program(sys.argv[1], sys.argv[2:]))
