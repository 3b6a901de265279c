"""The process that programs are run in: it loads torch and ``explain.py`` once, and forks a child for each program.

    python -c "exec(compile(…, '<inside>', 'exec'))" TOOL    answers requests on stdin, a JSON line each

It is run without a file of its own, since the tool takes any other file for the reader's. A request is {"program":
path, "explain": bool, "tool": path or null}: the program is run in its folder, through the tool (or another one) or
plainly. The reply is {"status", "printed"} of it, and if the tool was asked:

    facts       as ``--json`` writes them
    texts       the explanation: by language, and ``en more`` and ``zh more`` with all that is known
    runs        each Python function that was entered while explaining, as ``file:name``, without the tool's own
    events      each audit event while explaining that reaches beyond the process
    kept        what was not as before when the tool was done: environment, working directory, modules
    failed      the tool's own failure, or null
"""

import atexit
import contextlib
import gc
import importlib.util
import io
import json
import os
import resource
import runpy
import signal
import sys
import tempfile
import threading
import traceback

SECONDS = 60
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What starts, writes or tells something. To look at a folder or read a source file is no more than a traceback does.
FAR = ("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "ctypes.dlopen", "urllib.", "http.")
LOOKING = {"os.listdir", "os.scandir", "os.walk", "os.fwalk"}
KEPT = ("environment", "working directory", "sys.path", "sys.argv", "modules")


class Watch:
    """What happens in this thread between ``with`` and its end."""

    def __init__(self, tool):
        self.tool, self.on, self.runs, self.events = tool, False, set(), []
        sys.addaudithook(self._audit)

    def _audit(self, event, arguments):
        if not self.on:
            return
        if event == "open":
            path, mode, flags = arguments
            if flags & WRITING or set(mode or "r") & set("wax+"):
                self.events.append(f"open {path} {mode}")
        elif event.startswith(FAR) and event not in LOOKING:
            self.events.append(event)

    def _profile(self, frame, event, _):
        if event == "call" and frame.f_code.co_filename not in (self.tool, "<inside>"):
            self.runs.add(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")

    @staticmethod
    def _state():
        """What must stay as it is. The tool may need a further module of the standard library."""
        modules = {name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names}
        return dict(os.environ), os.getcwd(), list(sys.path), list(sys.argv), modules

    def __enter__(self):
        self.before = self._state()
        self.on = True
        sys.setprofile(self._profile)

    def __exit__(self, *_):
        sys.setprofile(None)
        self.on = False
        self.kept = [name for name, one, other in zip(KEPT, self.before, self._state()) if one != other]  # noqa: B905


MOST_MEMORY = 16 << 30  # an explanation without bound fails here, and does not take the machine along


def load(tool):
    """The tool as a module that is not attached to anything."""
    hooks = sys.excepthook, threading.excepthook
    spec = importlib.util.spec_from_file_location("explain", tool)
    module = importlib.util.module_from_spec(spec)
    sys.modules["explain"] = module
    spec.loader.exec_module(module)
    sys.excepthook, threading.excepthook = hooks
    return module


def run_explained(module, program):
    """Run the program through the tool. Returns what it did; the exit status is among it."""
    watch = Watch(module.__file__)
    explain = module.explain
    told = {"facts": module.as_dict(None), "texts": {}, "runs": [], "events": [], "kept": [], "failed": None}

    def watched(error, recorder=None):
        try:
            with watch:
                found = explain(error, recorder)
                if found is not None:
                    for language in ("en", "zh"):
                        told["texts"][language] = module.text(found, language)
                        told["texts"][f"{language} more"] = module.text(found, language, True)
        except Exception:
            told["failed"] = traceback.format_exc()
            raise
        told.update(facts=module.as_dict(found), runs=sorted(watch.runs), events=watch.events, kept=watch.kept)
        return found

    module.explain = watched
    told["status"] = status_of(lambda: module.run([os.path.basename(program)]))
    return told


def run_plainly(program):
    return {"status": status_of(lambda: runpy.run_path(program, run_name="__main__"), show=True)}


def status_of(begin, show=False):
    """What the interpreter would exit with; a failure is shown only if nobody else does."""
    try:
        begin()
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            return (stop.code or 0) & 0xFF
        print(stop.code, file=sys.stderr)
        return 1
    except BaseException as error:
        if show:
            sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0


def child(module, request, output, answer):
    """Take on the program's streams, run it, and leave. Never returns."""
    os.setsid()  # its own group, so that whatever it starts ends with it
    signal.alarm(SECONDS)
    sys.dont_write_bytecode = True  # beside the programs
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, output, output)):
        os.dup2(file, number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    atexit._clear()  # torch's own: they tidy a process that ends here
    program = request["program"]
    os.chdir(os.path.dirname(program))
    sys.argv, sys.path[0] = [os.path.basename(program)], os.path.dirname(program)
    if request["tool"]:
        module = load(request["tool"])
    told = run_explained(module, program) if request["explain"] else run_plainly(program)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    with open(answer, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)
    os._exit(0)


def answer(module, request):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as told:
        number = os.fork()
        if not number:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
                child(module, request, output.fileno(), told.fileno())
            finally:
                os._exit(99)
        _, status = os.waitpid(number, 0)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(number, signal.SIGKILL)  # whatever it left running
        output.seek(0)
        told.seek(0)
        text = output.read().decode("utf-8", errors="backslashreplace")
        found = json.loads(told.read() or b"{}")
        return {"status": os.waitstatus_to_exitcode(status), **found, "printed": text}


def serve(tool):
    import numpy  # noqa: F401
    import torch
    import torch._dynamo  # what the first optimizer brings in

    x = torch.ones(2, requires_grad=True)
    (x * x).backward(gradient=torch.ones(2))
    torch.nn.functional.mse_loss(x, x.detach()).backward()
    module = load(tool)
    for one in list(sys.modules.values()):  # its memory of whose file is whose
        path = getattr(one, "__file__", None)
        if isinstance(path, str):
            module.whose(path)
    gc.freeze()
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(answer(module, json.loads(line))), file=replies, flush=True)
    os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
