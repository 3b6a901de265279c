"""Why did backward() fail? Run your program through this file, and read the answer.

    python explain.py train.py --your --arguments       also  python explain.py -m package.module
    torchrun --nproc-per-node 2 explain.py train.py
    %run explain.py                                     in a notebook, after the error
    import explain                                      in the program: explains what ends it

Options, before the script: --lang en|zh    --more    --record    --json FILE

It reads the frames, the source and the autograd graph of the failed run. It calls none of your functions, prints no
values, and changes nothing: the traceback, the output and the exit status of your program stay as they were.
"""

from __future__ import annotations

import builtins
import errno
import importlib.machinery
import json
import os
import sys
import threading
import traceback
import types

from explain.explanation import explain
from explain.frames import whose
from explain.recorder import start
from explain.rendering import as_dict, sentence, text, word


class Settings:
    """What was asked for on the command line or by the environment."""

    language = "zh" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("zh") else "en"
    more = False
    json: str | None = None
    told: BaseException | None = None  # what was explained last: hooks may be chained
    recorder = None
    held = None  # the socket by whose name the processes of a job know which of them speaks


def why(error: BaseException | None = None, language: str | None = None) -> str | None:
    """The explanation of an error, by default of the last one that nobody caught, as text. None if there is none."""
    found = explain(error if error is not None else _last(), Settings.recorder)
    return None if found is None else text(found, language or Settings.language, Settings.more)


def facts(error: BaseException | None = None) -> dict:
    """The same as a dictionary: error, name, shape, terms, fix, page. ``error`` is None if there is no explanation."""
    return as_dict(explain(error if error is not None else _last(), Settings.recorder))


def _last() -> BaseException | None:
    found = getattr(sys, "last_exc", None)
    return found if found is not None else getattr(sys, "last_value", None)


def tell(error: BaseException) -> None:
    """Print the explanation behind the traceback, if there is one; never raise."""
    if Settings.told is error:
        return
    Settings.told = error
    try:
        found = explain(error, Settings.recorder)
        if Settings.json is not None:
            _write(as_dict(found))
        if found is None:
            return
        rank = os.environ.get("LOCAL_RANK")
        if rank is not None and not _first_of_node():
            said = f"[rank{rank}] {sentence(Settings.language, *found.said[0])}"
        else:
            said = "\n" + text(found, Settings.language, Settings.more)
    except Exception as failed:
        if os.environ.get("EXPLAIN_DEBUG"):
            traceback.print_exc()
        said = word(Settings.language, "internal", error=f"{type(failed).__name__}: {failed}".splitlines()[0][:200])
    stream = sys.stderr
    if stream is None:
        return
    try:
        print(said, file=stream, flush=True)
    except UnicodeEncodeError:
        print(said.encode("ascii", "replace").decode(), file=stream, flush=True)
    except (OSError, ValueError):  # closed
        return


def _first_of_node() -> bool:
    """Whether no other process of this job that has spoken is still there: it says all, the others one line.

    Any rank may be the one that fails. They know by a name that one of them alone can hold, until it ends: of a socket
    that nothing connects to, with the number of the process that started them all. It is no file. Where there are no
    such names (Linux has them), it is rank 0 that says all.
    """
    try:
        import _socket

        Settings.held = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        Settings.held.bind(f"\0explain.{os.getppid()}")
    except (ImportError, AttributeError, OSError) as error:
        return getattr(error, "errno", None) != errno.EADDRINUSE and os.environ.get("LOCAL_RANK") == "0"
    return True


def _write(found: dict) -> None:
    rank = int(os.environ.get("LOCAL_RANK", "0") or 0)
    path = Settings.json if rank == 0 else f"{Settings.json}.{rank}"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False, indent=1)


def _chained(previous):
    def hook(kind, error, trace):
        previous(kind, error, trace)
        tell(error)

    return hook


def _thread_hook(previous):
    def hook(arguments):
        previous(arguments)
        if arguments.exc_value is not None:
            tell(arguments.exc_value)

    return hook


def _without_tool(trace):
    """A traceback without the levels of this tool, and of what it starts the program with."""
    while trace is not None and whose(trace.tb_frame.f_code.co_filename) == "tool":
        trace = trace.tb_next
    return trace


def _clean(error: BaseException) -> None:
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        trace = BaseException.__traceback__
        trace.__set__(error, _without_tool(trace.__get__(error)))
        cause = BaseException.__cause__.__get__(error)
        error = cause if cause is not None else BaseException.__context__.__get__(error)


def run(arguments: list[str], record: bool = False) -> None:
    """Run a program as ``python arguments…`` would, and explain what ends it."""
    main = types.ModuleType("__main__")
    main.__builtins__ = builtins
    main.__annotations__ = {}
    sys.modules["__explain__"] = sys.modules["__main__"]  # so that nothing of this file is lost with its name
    begin = _module(arguments, main) if arguments[0] == "-m" else _script(arguments, main)
    threading.excepthook = _thread_hook(threading.excepthook)
    if Settings.json is not None:
        _write(as_dict(None))
    if record:
        Settings.recorder = start()
    try:
        begin()
    except SystemExit as stop:
        context = BaseException.__context__.__get__(stop)
        if stop.code is not None and stop.code != 0 and context is not None:
            tell(context)
        raise
    except BaseException as error:
        if Settings.recorder is not None:
            Settings.recorder.stop()
        _clean(error)
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        sys.excepthook(type(error), error, error.__traceback__)
        if isinstance(error, Exception):
            tell(error)
        sys.excepthook = _silent  # it was shown; Python still ends with it, and with its exit status
        raise


def _silent(*_) -> None:
    return


def _script(arguments: list[str], main: types.ModuleType):
    sys.argv = arguments
    path = os.path.abspath(arguments[0])
    if os.path.isdir(path) or path.endswith((".zip", ".pyz")):
        import runpy

        sys.path[0] = path
        sys.modules["__main__"] = main
        return lambda: runpy._run_module_as_main("__main__", alter_argv=False)
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(f"{sys.executable}: can't open file {path!r}: [Errno {error.errno}] {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from None
    sys.path[0] = os.path.dirname(path)
    sys.modules["__main__"] = main
    main.__file__, main.__spec__, main.__cached__ = path, None, None
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    return lambda: exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)


def _module(arguments: list[str], main: types.ModuleType):
    import runpy

    if len(arguments) < 2:
        print("Argument expected for the -m option", file=sys.stderr)
        raise SystemExit(2)
    sys.argv = arguments[1:]
    sys.path[0] = os.getcwd()
    sys.modules["__main__"] = main
    return lambda: runpy._run_module_as_main(arguments[1], alter_argv=True)


def _notebook():
    shell = sys.modules.get("IPython")
    return shell.get_ipython() if shell is not None else None


def _options(arguments: list[str]) -> tuple[list[str], bool]:
    record = False
    while arguments and arguments[0].startswith("--"):
        option, equals, value = arguments.pop(0).partition("=")
        if option in ("--lang", "--json") and not equals:
            if not arguments:
                raise SystemExit(f"explain.py: expected {option} and a value, got nothing behind it")
            value = arguments.pop(0)
        if option == "--lang":
            if value not in ("en", "zh"):
                raise SystemExit(f"explain.py: expected --lang en or --lang zh, got {value!r}")
            Settings.language = value
        elif option == "--json":
            Settings.json = os.path.abspath(value)
            if not os.path.isdir(os.path.dirname(Settings.json)):
                raise SystemExit(f"explain.py: expected --json and a file in a folder that exists, got {value!r}")
        elif option == "--more":
            Settings.more = True
        elif option == "--record":
            record = True
        elif option == "--help":
            print(__doc__)
            raise SystemExit(0)
        else:
            raise SystemExit(
                f"explain.py: expected --lang, --json, --more, --record or --help before the script, got {option!r}"
            )
    return arguments, record


def main() -> None:
    arguments, record = _options(sys.argv[1:])
    if arguments:
        run(arguments, record)
    elif _notebook() is not None or _last() is not None:
        print(why() or word(Settings.language, "nothing"))
    else:
        print(__doc__)


def attach() -> None:
    """Explain what is not caught from now on: in a program, in its threads, in the cells of a notebook."""
    if "__explain__" in sys.modules:  # the program is run through this file already
        return
    shell = _notebook()
    if shell is not None:
        Settings.told = _last()
        shell.events.register("post_run_cell", _after_cell)
    else:
        sys.excepthook = _chained(sys.excepthook)
        threading.excepthook = _thread_hook(threading.excepthook)


def _after_cell(result) -> None:
    error = result.error_in_exec if result.error_in_exec is not None else _last()  # %run shows its error itself
    if error is not None:
        tell(error)
