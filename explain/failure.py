"""The failed run: its error, the levels of its traceback, the tensor in question and what the program calls it."""

from __future__ import annotations

import ast
import builtins
import linecache
import re
import types

import explain.reading as reading
from explain.data import MESSAGES
from explain.frames import Level, is_reader, levels_of, whose
from explain.graph import Op, passed
from explain.reading import MISSING
from explain.source import PATHS, Env, Expr, Program, called

CALLS = ("backward", "grad", "manual_backward", "jacobian", "hessian", "hvp", "vhp", "vjp", "jvp")
HANDED = ("training_step", "compute_loss", "train_step", "loss", "forward")  # methods that give a library its loss
_PATTERNS = [(entry, re.compile(entry["pattern"], re.DOTALL)) for entry in MESSAGES]


def message_of(error: BaseException) -> str:
    """What the error says, from its arguments: its own ``__str__`` may be the program's."""
    arguments = BaseException.args.__get__(error)
    return " ".join(one for one in arguments if type(one) is str) or (
        repr(arguments[0]) if arguments and reading.exactly(arguments[0], int, float) else ""
    )


def known(error: BaseException):
    """(message, match) of an error that is explained here, else (None, None)."""
    text = message_of(error)
    for entry, pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            return entry, match
    return None, None


def related(error: BaseException | None) -> BaseException | None:
    """The error itself, or one that it was raised from or during, that is explained here."""
    seen, found = set(), None
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        inner = [one for one in map(related, _grouped(error)) if one is not None]
        if inner:
            found = inner[0]
        elif known(error)[0] is not None and (not _raised_by_reader(error) or 'File "' in message_of(error)):
            found = error  # the first one that was raised says most: the others may repeat its message
        cause = BaseException.__cause__.__get__(error)
        if cause is not None:
            error = cause
        elif BaseException.__suppress_context__.__get__(error) or not _raised_by_reader(error):
            error = None  # raised from None, or while another error was handled: that one did not end the program
        else:
            error = BaseException.__context__.__get__(error)
    return found


def _grouped(error: BaseException) -> tuple:
    """The errors of a group, as ``asyncio.TaskGroup`` raises one."""
    group = getattr(builtins, "BaseExceptionGroup", None)  # Python 3.11
    return group.exceptions.__get__(error) if group is not None and reading.is_a(error, group) else ()


def _raised_by_reader(error: BaseException) -> bool:
    """Whether a ``raise`` of the program itself raised the error."""
    trace = BaseException.__traceback__.__get__(error)
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return False
    path = trace.tb_frame.f_code.co_filename
    line = linecache.getline(path, trace.tb_lineno, trace.tb_frame.f_globals).strip()
    return is_reader(path) and line.startswith("raise")


class Failure:
    """``site`` is the reader's level that the explanation is about; ``levels`` are outermost first."""

    def __init__(self, error: BaseException, recorder=None):
        self.error, self.recorder = error, recorder
        self.message, self.match = known(error)
        self.program = Program()
        self.levels = levels_of(BaseException.__traceback__.__get__(error))
        self.own = [level for level in self.levels if level.is_reader]
        self._envs: dict[int, Env | None] = {}
        self.site = self._choose_site()
        self._names: dict | None = None
        self.shapes: dict = {}

    # ------------------------------------------------------------------------------------------ levels

    def env(self, level: Level) -> Env | None:
        if id(level) not in self._envs:
            self._envs[id(level)] = self.program.env_of(level, caller=lambda: self._caller(level))
        return self._envs[id(level)]

    def _caller(self, level: Level) -> Expr | None:
        """The call in the level above that led into this one, if it called it directly."""
        index = self.levels.index(level)
        for above in reversed(self.levels[:index]):
            if whose(above.file) in ("torch", "python") or above.code.co_name in ("<listcomp>", "<genexpr>"):
                continue
            env = self.env(above)
            if env is None:
                return None
            scope = self.env(level).scope
            names = (getattr(scope, "name", ""), level.code.co_name)
            call = self.program.call_at(above, env, tuple(name for name in names if name))
            if call is None:
                return None
            if level.code.co_name not in (called(call), "forward", "__call__", "wrapper", "inner", "<lambda>"):
                return None  # something between them called it in another way
            return Expr(call, env)
        return None

    def _choose_site(self) -> Level | None:
        if self.message is not None and self.message["error"] in (
            "scalar",
            "complex",
            "no-graph",
            "second-backward",
            "in-place",
            "mismatch",
            "unused",
            "not-required",
        ):
            for level in reversed(self.own):
                env = self.env(level)
                call = self.program.call_at(level, env, CALLS) if env is not None else None
                if call is not None and called(call) in CALLS:
                    return level
        return (self.own or self.levels or [None])[-1]

    @property
    def site_env(self) -> Env | None:
        return self.env(self.site) if self.site is not None else None

    @property
    def at(self) -> tuple[str, int, str] | None:
        if self.site is None:
            return None
        file = self.program.file(self.site.file, self.site.globals)
        line = file.line(self.site.line)
        statement = self.statement()
        if statement is not None and statement.end_lineno == self.site.line:  # without the comment behind it
            last = max(
                (
                    one.end_col_offset
                    for one in ast.walk(file.tree)
                    if isinstance(one, ast.stmt) and one.end_lineno == self.site.line
                ),
                default=0,
            )
            line = line.encode()[:last].decode()
        return self.site.file, self.site.line, line.strip()

    @property
    def library(self) -> str | None:
        """The file of the library that called backward(), if it was not the program."""
        if self.site is None:
            return None
        after = self.levels[self.levels.index(self.site) + 1 :]
        return after[0].file if after and whose(after[0].file) == "library" else None

    def handed(self):
        """What the program's own methods gave to a library that called backward(): results, and the loss in them."""
        levels = [level for level in reversed(self.levels) if whose(level.file) == "library"]
        things = [thing for level in levels for thing in list(level.local.values())]
        things = {id(thing): thing for thing in [*things, *(one for thing in things for one in _held(thing))]}
        for thing in things.values():
            given = reading.fields(thing).get("compute_loss_func") if not reading.is_class(thing) else None
            function, _, _, named = reading.function_of(given)
            if function is not None and is_reader(function.__code__.co_filename):
                env = self.program.env_in(function)
                if env is not None:
                    env.values.update(named)
                    yield from self.program.results(env)
        for name in HANDED:
            for thing in things.values():
                function = reading.raw_of_class(type(thing), name)
                if type(function) is not types.FunctionType or not is_reader(function.__code__.co_filename):
                    continue
                env = self.program.env_in(function, thing)
                for result in self.program.results(env) if env is not None else ():
                    yield result
                    for path in (("item", "loss"), ("item", 0), ("attr", "loss")):
                        yield from self.program.expand(result, (path,))

    @property
    def is_handed(self) -> bool:
        """Whether a library got the tensor from a method that it called, not from the line that the program is at."""
        if self.library is None:
            return False
        call = self.program.call_at(self.site, self.site_env, CALLS) if self.site_env is not None else None
        return called(call) not in CALLS

    @property
    def call_level(self) -> Level | None:
        """The level that calls ``backward`` or ``grad``: the program's, or a library's."""
        best = None
        for level in self.levels:
            if whose(level.file) in ("reader", "library"):
                best = level
        return best

    def statement(self):
        env = self.site_env
        return None if env is None else self.program.statement_at(self.site, env)

    # ------------------------------------------------------------------------------------------ the tensor

    def local(self, *names: str):
        """A local variable of torch's innermost frame that has one of these names, or MISSING."""
        for level in reversed(self.levels):
            if whose(level.file) == "torch":
                for name in names:
                    if name in level.local:
                        return level.local[name]
        return MISSING

    def target(self):
        """The tensor that backward() or grad() was called on, or None.

        Where a library divided the program's tensor first, it is the program's.
        """
        found = self._target()
        if found is None or self.library is None or self.site_env is None:
            return found
        call = self.program.call_at(self.site, self.site_env, CALLS)
        for one in self._candidates(Expr(call, self.site_env)) if called(call) in CALLS else ():
            value = self.program.value(one)
            if not reading.is_tensor(value):
                continue
            node = reading.node_of(value)
            if node is None and reading.node_of(found) is None and reading.shape_of(value) == reading.shape_of(found):
                return value
            key = (id(node), reading.output_of(value))
            if node is not None and any(op.key == key for op in passed(Op.of(found, {}))):
                return value
        return found

    def _target(self):
        error = self.message["error"]
        if error in ("scalar", "complex"):
            out = self.local("out")
            if reading.is_tensor(out):
                return out
        tensors = self.local("tensors", "outputs", "t_outputs", "self")
        if not reading.is_tensor(tensors) and not reading.is_a(tensors, list, tuple):
            tensors = self.local("tensors", "outputs", "t_outputs")  # that was the node of an autograd.Function
        if reading.is_tensor(tensors):
            return tensors
        if reading.is_a(tensors, list, tuple):
            index = int(self.match.group(1)) if error in ("no-graph", "mismatch") else 0
            found = reading.item(list(tensors) if reading.is_a(tensors, list) else tensors, index)
            return found if reading.is_tensor(found) else None
        return None

    def expression(self, tensor) -> tuple[Expr | None, Expr | None]:
        """(the expression for the tensor, the call that it stands in): in the program, else in the calling library."""
        levels = [self.site] if self.site is not None else []
        if self.call_level is not None and self.call_level is not self.site:
            levels.append(self.call_level)
        backup = (None, None)
        for level in levels:
            env = self.env(level)
            if env is None:
                continue
            call = self.program.call_at(level, env, CALLS)
            if call is None:
                continue
            call = Expr(call, env)
            for one in self._candidates(call):
                if self.program.value(one) is tensor:
                    return one, call
            if called(call.node) in CALLS and backup[0] is None:
                backup = (self._likely(call, tensor), call)
        return backup

    @staticmethod
    def _candidates(call: Expr):
        node = call.node
        if isinstance(node.func, ast.Attribute):
            yield call.sibling(node.func.value)
        for one in [*node.args, *(entry.value for entry in node.keywords)]:
            for inner in one.elts if isinstance(one, (ast.Tuple, ast.List)) else [one]:
                yield call.sibling(inner)

    def _likely(self, call: Expr, tensor) -> Expr | None:
        node = call.node
        base = call.sibling(node.func.value) if isinstance(node.func, ast.Attribute) else None
        if base is not None and called(node) in ("backward",):
            value = self.program.value(base)
            if value is MISSING or reading.is_tensor(value):
                return base
        first = next((one.value for one in node.keywords if one.arg in ("outputs", "tensors", "loss")), None) or (
            node.args[0] if node.args else None
        )
        if first is None:
            return None
        if isinstance(first, (ast.Tuple, ast.List)) and len(first.elts) == 1:
            first = first.elts[0]
        return call.sibling(first)

    def name(self, tensor) -> str | None:
        expr, _ = self.expression(tensor)
        if expr is not None and self.program.value(expr) is tensor:
            return expr.text
        if expr is not None and not isinstance(expr.node, PATHS):
            return expr.text
        names = [name for name, one in self.tensors() if one is tensor]
        if names:
            return min(names, key=len)
        return expr.text if expr is not None else None

    def tensors(self, libraries: bool = False):
        """(name, tensor) of everything that a short name reaches from the program's frames, innermost first."""
        seen = set()
        for level in reversed(self.levels if libraries else self.own):
            if whose(level.file) in ("reader", "library"):
                for names in (level.local, level.globals if level.is_reader else {}):
                    if id(names) not in seen:
                        seen.add(id(names))
                        yield from reading.tensors_in(names)

    def names(self) -> dict[tuple, str]:
        """The program's names for outputs of the graph: by node and number, and by identity for leaf tensors."""
        if self._names is None:
            self._names, self._kept = {}, []
            for name, tensor in self.tensors():
                node = reading.node_of(tensor)
                self._kept.append(node)  # so that its address stays its own
                key = (id(node), reading.output_of(tensor)) if node is not None else ("leaf", id(tensor))
                self._names.setdefault(key, name)
                self.shapes.setdefault(key, reading.shape_of(tensor))
        return self._names

    def root(self, tensor) -> Op | None:
        self.names()
        return Op.of(tensor, self.shapes)

    def reader_functions(self):
        """Every function and method of the program's own modules, as environments."""
        for file, names in self.program.reader_files():
            for node in ast.walk(file.tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield Env(file, node, {}, names)
            yield Env(file, file.tree, names, names)


def _held(thing) -> list:
    """What an object keeps in its attributes, and a module in its table of modules."""
    if reading.is_tensor(thing) or reading.is_class(thing) or reading.is_a(thing, dict, list, tuple):
        return []
    own = reading.fields(thing)
    modules = own.get("_modules")
    return [*own.values(), *(dict.values(modules) if reading.is_a(modules, dict) else ())][:200]
