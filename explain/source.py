"""The program's text: what a name stands for, where it got its value, and what a function that has returned would give.

Nothing is run. A value is taken from a frame or an object where one is at hand; otherwise the text is followed:
assignments, loops, parameters to the calls that filled them, calls to the ``return`` of the program's own functions.
"""

from __future__ import annotations

import ast
import functools
import linecache
import operator
import sys
import types

import explain.reading as reading
from explain.frames import Level, is_reader, short
from explain.reading import MISSING

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)
PATHS = (ast.Name, ast.Attribute, ast.Subscript)
_COMPARE = {
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Eq: operator.eq,
    ast.NotEq: operator.ne, ast.Is: operator.is_, ast.IsNot: operator.is_not,
}  # fmt: skip
EACH = ("each",)  # any element of a container


class Exhausted(Exception):
    """The search took more steps than it may."""


class Binding:
    """A place that gives a name its value: ``path`` leads from ``value`` to it."""

    __slots__ = ("column", "kind", "line", "path", "statement", "target", "value")

    def __init__(self, kind, target, value, path, statement, at):
        self.kind, self.target, self.value, self.path, self.statement = kind, target, value, path, statement
        self.line, self.column = at


class File:
    """A source file with its tree. ``tree`` is None if there is no text, or it is not Python (a cell with magics)."""

    def __init__(self, path: str, names: dict | None):
        self.path = path
        self.lines = linecache.getlines(path, names)
        self.tree = None
        self.parents: dict[int, ast.AST] = {}
        self._bindings: dict[int, list[Binding]] = {}
        self._texts: dict[int, str] = {}
        self.calls: dict[str, list[ast.Call]] = {}  # by the name that is called
        self.stores: dict[str, list[ast.stmt]] = {}  # assignments to an attribute, by its name
        try:
            self.tree = ast.parse("".join(self.lines)) if self.lines else None
        except (SyntaxError, ValueError, RecursionError):
            return
        if self.tree is not None:
            todo = [self.tree]
            while todo:
                parent = todo.pop()
                if isinstance(parent, ast.Call):
                    self.calls.setdefault(called(parent), []).append(parent)
                elif isinstance(parent, (ast.Assign, ast.AugAssign)):
                    target = parent.target if isinstance(parent, ast.AugAssign) else parent.targets[0]
                    if isinstance(target, ast.Attribute):
                        self.stores.setdefault(target.attr, []).append(parent)
                for child in ast.iter_child_nodes(parent):
                    self.parents[id(child)] = parent
                    todo.append(child)

    def above(self, node):
        """The nodes around a node, innermost first."""
        node = self.parents.get(id(node))
        while node is not None:
            yield node
            node = self.parents.get(id(node))

    def scope_around(self, node):
        """The function, class or module that a node belongs to."""
        inner = node
        for outer in self.above(node):
            if isinstance(outer, FUNCTIONS) and not self._in_signature(outer, inner):
                return outer
            if isinstance(outer, (ast.ClassDef, ast.Module)):
                return outer
            inner = outer
        return self.tree

    @staticmethod
    def _in_signature(function, child) -> bool:
        """Decorators and defaults belong to what is around the function."""
        if child is function.args:
            return True
        return not isinstance(function, ast.Lambda) and (child in function.decorator_list or child is function.returns)

    def statement_around(self, node):
        while node is not None and not isinstance(node, ast.stmt):
            node = self.parents.get(id(node))
        return node

    def class_around(self, scope):
        return next((node for node in self.above(scope) if isinstance(node, ast.ClassDef)), None)

    def within(self, scope):
        """All nodes of a scope, without those of functions and classes inside it."""
        todo = list(ast.iter_child_nodes(scope))
        if isinstance(scope, FUNCTIONS) and not isinstance(scope, ast.Lambda):
            todo = list(scope.body)
        while todo:
            node = todo.pop()
            yield node
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                continue
            todo += ast.iter_child_nodes(node)

    def key(self, node) -> str:
        """A node's text in one spelling, to compare names by."""
        if id(node) not in self._texts:
            self._texts[id(node)] = ast.unparse(node)
        return self._texts[id(node)]

    def text(self, node) -> str:
        """A node as it is written, on one line."""
        piece = ast.get_source_segment("".join(self.lines), node)
        return " ".join(piece.split()) if piece else ast.unparse(node)

    def line(self, number: int) -> str:
        return self.lines[number - 1].rstrip("\r\n") if 0 < number <= len(self.lines) else ""

    def bindings(self, scope) -> list[Binding]:
        if id(scope) not in self._bindings:
            found = []
            for node in self.within(scope):
                self._bind(node, found)
            self._bindings[id(scope)] = found
        return self._bindings[id(scope)]

    def _bind(self, node, found):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._unpack(target, node.value, (), node, (node.end_lineno, node.end_col_offset), "assign", found)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self._unpack(node.target, node.value, (), node, (node.end_lineno, node.end_col_offset), "assign", found)
        elif isinstance(node, ast.NamedExpr):
            self._unpack(node.target, node.value, (), node, (node.end_lineno, node.end_col_offset), "assign", found)
        elif isinstance(node, ast.AugAssign):
            at = (node.end_lineno, node.end_col_offset)
            found.append(Binding("augment", self.key(node.target), node, (), node, at))
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self._unpack(node.target, node.iter, (EACH,), node, (node.lineno, node.col_offset), "for", found)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for entry in node.items:
                if entry.optional_vars is not None:
                    self._unpack(
                        entry.optional_vars, entry.context_expr, (("entered",),), node, (node.lineno, 0), "with", found
                    )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                at = (node.lineno, node.col_offset)
                found.append(Binding("import", alias.asname or alias.name, alias, (), node, at))

    def _unpack(self, target, value, path, statement, at, kind, found):
        if isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, (ast.Tuple, ast.List)) and not path and len(value.elts) == len(target.elts):
                for one, part in zip(target.elts, value.elts):
                    self._unpack(one, part, (), statement, at, kind, found)
                return
            for index, one in enumerate(target.elts):
                if isinstance(one, ast.Starred):
                    continue
                self._unpack(one, value, (*path, ("item", index)), statement, at, kind, found)
        elif isinstance(target, PATHS):
            found.append(Binding(kind, self.key(target), value, path, statement, at))


class Env:
    """The names of one run of a scope.

    ``values`` are those that are known; ``arguments`` say, for parameters, with which expression the caller filled
    them.
    """

    def __init__(
        self, file: File, scope, values: dict, names: dict, arguments: dict | None = None, caller=None, outer=None
    ):
        self.file, self.scope, self.values, self.globals = file, scope, values, names
        self.arguments = arguments or {}
        self.caller = caller  # () -> the Expr of the call, for a frame that is still there
        self.spot: tuple[int, int] | None = None  # where such a frame is; None for one that has returned
        self.outer = outer  # the Env around a function that is defined in a function
        self.kind: type | None = None  # the class of the first parameter, where the object itself is gone
        self.identity = (id(scope), tuple(sorted((name, id(value)) for name, value in self.arguments.items())))


class Expr:
    """An expression at its place in the program."""

    __slots__ = ("at", "env", "node")

    def __init__(self, node, env: Env, at=None):
        self.node, self.env = node, env
        self.at = at or (node.lineno, node.col_offset)

    def sibling(self, node, at=None) -> Expr:
        return Expr(node, self.env, at or self.at)

    @property
    def file(self) -> str:
        return self.env.file.path

    @property
    def line(self) -> int:
        return self.node.lineno

    @property
    def text(self) -> str:
        return self.env.file.text(self.node)

    @property
    def is_reader(self) -> bool:
        return is_reader(self.file)

    @property
    def place(self) -> str:
        return f"{short(self.file)}:{self.line}"

    @property
    def statement(self):
        return self.env.file.statement_around(self.node)

    def __repr__(self):
        return f"<{self.place} {self.text}>"


def _identity(call: Expr, *inside) -> int:
    """Tells one run of a function from another: by the call, and by the run that the call stands in."""
    return hash((id(call.node), call.env.identity, *map(id, inside)))


@functools.cache
def unplaced(text: str):
    """An expression that stands nowhere in the program, to be read with the values of now.

    One for each text: nodes are told apart by where they are in memory, so none of them may go.
    """
    node = ast.parse(text, mode="eval").body
    for one in ast.walk(node):
        for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            if hasattr(one, name):
                delattr(one, name)
    return node


def called(call) -> str:
    """The last name of what is called."""
    if not isinstance(call, ast.Call):
        return ""
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


_placed: list = []  # the same of those


def placed(node, like):
    """An expression that is put where another one stands."""
    _placed.append(ast.copy_location(node, like))
    return node


def keyword(call: ast.Call, name: str):
    return next((one.value for one in call.keywords if one.arg == name), None)


class Program:
    """All that is known of a program's text. One for each explanation."""

    def __init__(self, budget: int = 60_000):
        self.files: dict[str, File] = {}
        self.budget = budget
        self._attributes: dict = {}
        self._entering: set[int] = set()

    def step(self):
        self.budget -= 1
        if self.budget < 0:
            raise Exhausted

    # ------------------------------------------------------------------------------------------ files and scopes

    def file(self, path: str, names: dict | None = None) -> File:
        if path not in self.files:
            self.files[path] = File(path, names)
        return self.files[path]

    def reader_files(self) -> list[tuple[File, dict]]:
        """The program's own modules, each with its names."""
        if "files" not in self._attributes:
            found = {}
            for module in list(sys.modules.values()):
                names = reading.fields(module) if type(module) is types.ModuleType else {}
                path = names.get("__file__")
                if type(path) is str and path not in found and is_reader(path):
                    file = self.file(path, names)
                    if file.tree is not None:
                        found[path] = (file, names)
            self._attributes["files"] = list(found.values())
        return self._attributes["files"]

    def scope_of(self, code: types.CodeType, names: dict | None):
        """The part of the tree that a code object was made from, or None."""
        file = self.file(code.co_filename, names)
        if file.tree is None or code.co_name == "<module>":
            return file.tree
        if code.co_name in ("<listcomp>", "<genexpr>", "<setcomp>", "<dictcomp>", "<lambda>"):
            kinds = (ast.Lambda,) if code.co_name == "<lambda>" else COMPREHENSIONS
            found = [n for n in ast.walk(file.tree) if isinstance(n, kinds) and n.lineno == code.co_firstlineno]
            if not found:
                return None
            return found[0] if code.co_name == "<lambda>" else file.scope_around(found[0])
        for node in ast.walk(file.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == code.co_name:
                if code.co_firstlineno in (node.lineno, *(one.lineno for one in node.decorator_list)):
                    return node
        return None

    def env_of(self, level: Level, caller=None) -> Env | None:
        scope = self.scope_of(level.code, level.globals)
        if scope is None:
            return None
        env = Env(self.file(level.file), scope, level.local, level.globals, caller=caller)
        env.spot = (level.span[0], level.span[2]) if level.span else (level.line, 0)
        return env

    def module_env(self, env: Env) -> Env:
        return Env(env.file, env.file.tree, env.globals, env.globals)

    def statement_at(self, level: Level, env: Env):
        """The innermost statement that a level of the traceback was in."""
        best = None
        for node in env.file.within(env.scope) if not isinstance(env.scope, ast.Lambda) else [env.scope.body]:
            if isinstance(node, ast.stmt) and node.lineno <= level.line <= node.end_lineno:
                if level.span and not hasattr(node, "body"):
                    first, last = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
                    if not first <= (level.span[0], level.span[2]) < last:
                        continue  # a = f(x); a.backward()
                if best is None or (node.lineno, node.col_offset) >= (best.lineno, best.col_offset):
                    best = node
        return best

    def statement_on(self, line: int, env: Env):
        """The innermost statement of a scope on a line."""
        found = [
            one
            for one in env.file.within(env.scope)
            if isinstance(one, ast.stmt) and one.lineno <= line <= one.end_lineno
        ]
        return max(found, key=lambda one: (one.lineno, one.col_offset), default=None)

    def call_at(self, level: Level, env: Env, names: tuple[str, ...] = ()):
        """The call that a level was in: exactly where Python kept its place, else by the name that was called."""
        statement = self.statement_at(level, env)
        root = statement if statement is not None else env.scope if isinstance(env.scope, ast.Lambda) else None
        if root is None:
            return None
        nodes = [node for node in ast.walk(root) if isinstance(node, ast.Call)]
        if level.span:
            for node in nodes:
                if (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == level.span:
                    return node
        named = [node for node in nodes if called(node) in names]
        on_line = [node for node in named if node.lineno <= level.line <= node.end_lineno]
        return (on_line or named or ([] if names else nodes) or [None])[0]

    # ------------------------------------------------------------------------------------------ values

    def value(self, expr: Expr):
        """What an expression is at the moment, or MISSING: names, attributes and constant indices alone are read."""
        return self._value(expr.node, expr.env, 0)

    def _value(self, node, env: Env, depth: int):
        if depth > 20:
            return MISSING
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            if node.id in env.values:
                return MISSING if self._stale(node, env) else env.values[node.id]
            if self._is_local(node.id, env):
                argument = env.arguments.get(node.id)
                if argument is not None:
                    return self._value(argument.node, argument.env, depth + 1)
                return MISSING
            if env.outer is not None:
                return self._value(node, env.outer, depth + 1)
            for names in (env.globals, reading.BUILTINS):
                if node.id in names:
                    return names[node.id]
            return MISSING
        if isinstance(node, ast.Attribute):
            base = self._value(node.value, env, depth + 1)
            return MISSING if reading.is_tensor(base) else reading.member(base, node.attr)
        if isinstance(node, ast.Subscript):
            base = self._value(node.value, env, depth + 1)
            if base is MISSING or reading.is_tensor(base):
                return MISSING
            key = node.slice
            if isinstance(key, ast.UnaryOp) and isinstance(key.op, ast.USub) and isinstance(key.operand, ast.Constant):
                index = -key.operand.value if type(key.operand.value) is int else MISSING
            else:
                index = self._value(key, env, depth + 1)
            return reading.item(base, index) if reading.exactly(index, int, str) else MISSING
        return MISSING

    @staticmethod
    def _stale(node: ast.Name, env: Env) -> bool:
        """Whether the name had another value at that place than the one that is known.

        A frame knows the value of now: bindings between the place and its line have changed it. Of a function that has
        returned, the arguments are known: bindings above the place have changed them.
        """
        line = getattr(node, "lineno", None)
        if line is None or (env.scope is env.file.tree and env.spot is None):
            return False
        spot = (line, node.col_offset)
        for binding in env.file.bindings(env.scope):
            if binding.target != node.id or binding.kind == "import":
                continue
            at = (binding.line, binding.column)
            if env.spot is not None and spot < at <= env.spot:
                return True
            if env.spot is None and at <= spot:
                return True
        return False

    def _is_local(self, name: str, env: Env) -> bool:
        if env.scope is env.file.tree:
            return False
        return (
            name in env.arguments
            or name in parameters(env.scope)
            or any(b.target == name for b in env.file.bindings(env.scope))
        )

    # ------------------------------------------------------------------------------------------ where values come from

    def definitions(self, expr: Expr) -> list[tuple[str, Expr, tuple]]:
        """(kind, expression, path) of each place that may have given a name or attribute its value, likeliest first.

        ``path`` leads from the expression to the value: an element, an attribute. Kinds: assign, augment, for,
        with, argument,
        default, attribute.
        """
        self.step()
        node, env = expr.node, expr.env
        found = []
        if isinstance(node, ast.Name):
            found += self._comprehension(node, env, expr.at)
            if found:
                return found
        key = env.file.key(node)
        found += self._bound_here(key, expr)
        if isinstance(node, ast.Name):
            local = self._is_local(node.id, env)
            if not found and node.id in env.arguments:
                found.append(("argument", env.arguments[node.id], ()))
            elif not found and local and node.id in parameters(env.scope):
                found += self._from_caller(node.id, env)
            elif not local and env.scope is not env.file.tree:
                if env.outer is not None:
                    return self.definitions(Expr(node, env.outer, _END))
                module = self.module_env(env)
                return self.definitions(Expr(node, module, _END))
        elif isinstance(node, ast.Attribute):
            if not found:
                found += self._bound_in_class(node, expr)
            found += self._bound_elsewhere(node, expr)
        return found

    def _bound_here(self, key: str, expr: Expr) -> list:
        env = expr.env
        above, below = [], []
        loops = (
            {id(node) for node in env.file.above(expr.node) if isinstance(node, LOOPS)}
            if hasattr(expr.node, "lineno")
            else set()
        )
        around = {id(node) for node in env.file.above(expr.node)}
        for binding in env.file.bindings(env.scope):
            if binding.target != key:
                continue
            if self._other_branch(binding.statement, expr, around) or self.dead(binding.statement, env):
                continue
            if (binding.line, binding.column) <= expr.at:
                above.append(binding)
            elif any(id(node) in loops for node in env.file.above(binding.statement)):
                below.append(binding)
        above.sort(key=lambda one: (one.line, one.column), reverse=True)
        below.sort(key=lambda one: (one.line, one.column), reverse=True)
        chosen, carried = [], below
        for binding in above:
            chosen.append(binding)
            parent = env.file.parents.get(id(binding.statement))
            certain = binding.kind != "augment" and (
                id(parent) in around or parent is env.scope or binding.kind == "for"
            )
            if certain:
                inside = {id(node) for node in env.file.above(binding.statement) if isinstance(node, LOOPS)}
                inside |= {id(binding.statement)} if binding.kind == "for" else set()
                carried = [one for one in carried if self._round(one, env, loops) not in inside]  # else it is made anew
                break
        return [self._of(binding, expr) for binding in [*chosen, *carried]]

    @staticmethod
    def _round(binding: Binding, env: Env, loops: set[int]) -> int | None:
        """The innermost loop that a later binding shares with the place."""
        return next((id(node) for node in env.file.above(binding.statement) if id(node) in loops), None)

    def _of(self, binding: Binding, expr: Expr):
        if binding.kind == "import":
            return self._imported(binding, expr)
        at = (binding.statement.lineno, binding.statement.col_offset)
        return binding.kind, Expr(binding.value, expr.env, at), binding.path

    def _imported(self, binding: Binding, expr: Expr):
        """A name that another module of the program defines."""
        statement = binding.statement
        package = expr.env.globals.get("__package__") or ""
        name = statement.module or ""
        if statement.level:
            parts = package.split(".")
            name = ".".join([*parts[: len(parts) - statement.level + 1], *([name] if name else [])])
        module = sys.modules.get(name)
        names = reading.fields(module) if module is not None else {}
        path = names.get("__file__")
        if not path or not is_reader(path):
            return "import", Expr(binding.value, expr.env, (statement.lineno, 0)), (("imported",),)
        file = self.file(path, names)
        env = Env(file, file.tree, names, names)
        node = placed(ast.Name(binding.value.name, ast.Load()), statement)
        return "import", Expr(node, env, _END), ()

    @staticmethod
    def _other_branch(statement, expr: Expr, around: set[int]) -> bool:
        """Whether a statement is in a branch of an ``if`` that was not taken when the expression was reached."""
        parents = expr.env.file.parents
        child = statement
        parent = parents.get(id(child))
        while parent is not None:
            if isinstance(parent, ast.If) and id(parent) in around:
                mine = next(
                    (
                        part
                        for part in (parent.body, parent.orelse)
                        if any(_same_or_in(expr, one, around) for one in part)
                    ),
                    None,
                )
                theirs = next(
                    (part for part in (parent.body, parent.orelse) if any(one is child for one in part)), None
                )
                return mine is not None and theirs is not None and mine is not theirs
            child, parent = parent, parents.get(id(parent))
        return False

    def _comprehension(self, node: ast.Name, env: Env, at) -> list:
        for outer in env.file.above(node):
            if isinstance(outer, COMPREHENSIONS):
                for generator in outer.generators:
                    found: list[Binding] = []
                    env.file._unpack(generator.target, generator.iter, (EACH,), outer, (0, 0), "for", found)
                    for binding in found:
                        if binding.target == node.id:
                            return [("for", Expr(binding.value, env, at), binding.path)]
            if isinstance(outer, (*FUNCTIONS, ast.stmt)):
                break
        return []

    def _from_caller(self, name: str, env: Env) -> list:
        """A parameter of a frame that is still there: what its caller passed, or the default."""
        if env.caller is not None:
            call = env.caller()
            if call is not None:
                arguments = self.bind(env.scope, call, None)
                if name in arguments:
                    return [("argument", arguments[name], ())]
        elif isinstance(env.scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
            arguments = self._only_call(env).get(name)
            if arguments is not None:
                return [("argument", arguments, ())]
        default = default_of(env.scope, name)
        if default is not None:
            return [("default", Expr(default, self.module_env(env), _END), ())]
        return []

    def _only_call(self, env: Env) -> dict[str, Expr]:
        """The arguments of the only call of a function in its file, for one whose run is not known."""
        key = ("call", id(env.scope))
        if key not in self._attributes:
            name = env.scope.name
            if name == "__init__":
                name = getattr(env.file.class_around(env.scope), "name", name)
            calls = []
            for file, names in self.reader_files():
                calls += [(file, names, node) for node in file.calls.get(name, [])]
            found = {}
            if len(calls) == 1:
                file, names, node = calls[0]
                scope = file.scope_around(node)
                outside = Env(file, scope, names if scope is file.tree else {}, names)
                found = self.bind(env.scope, Expr(node, outside), None)
            self._attributes[key] = found
        return self._attributes[key]

    def _bound_in_class(self, node: ast.Attribute, expr: Expr) -> list:
        """``self.name`` and ``thing.name``: what the methods of its class assign to it."""
        base = self._value(node.value, expr.env, 0)
        if base is not MISSING and not reading.is_tensor(base) and type(base) is not types.ModuleType:
            return self.attributes(self.methods(base), node.attr)
        if type(base) is types.ModuleType:
            names = reading.fields(base)
            path = names.get("__file__")
            if path and is_reader(path):
                file = self.file(path, names)
                if file.tree is not None:
                    name = placed(ast.Name(node.attr, ast.Load()), node)
                    return self.definitions(Expr(name, Env(file, file.tree, names, names), _END))
            return []
        kind = self.class_of(expr.sibling(node.value))
        if kind is not None:
            own = [env for env in self.methods_of(kind) if env.scope is not expr.env.scope]
            return self.attributes(own, node.attr)
        around = expr.env.file.class_around(expr.env.scope)
        first = (parameters(expr.env.scope) or [None])[0]
        if around is not None and isinstance(node.value, ast.Name) and node.value.id == first:
            found = []
            for scope in around.body:
                if (
                    isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef))
                    and scope is not expr.env.scope
                    and parameters(scope)
                ):
                    env = Env(expr.env.file, scope, {}, expr.env.globals)
                    found += self._assigned(env, f"{parameters(scope)[0]}.{node.attr}")
            return found
        return []

    def _bound_elsewhere(self, node: ast.Attribute, expr: Expr) -> list:
        """``learner.loss = …`` in a callback: an attribute that is assigned under another name of its object."""
        key = ("elsewhere", node.attr)
        if key not in self._attributes:
            found = []
            for file, names in self.reader_files():
                for one in file.stores.get(node.attr, []):
                    target = one.target if isinstance(one, ast.AugAssign) else one.targets[0]
                    scope = file.scope_around(one)
                    if isinstance(scope, FUNCTIONS) and ast.unparse(target.value) != (parameters(scope) or [None])[0]:
                        env = Env(file, scope, {}, names)
                        at = (one.lineno, one.col_offset)
                        augmented = isinstance(one, ast.AugAssign)
                        value = Expr(one if augmented else one.value, env, at)
                        found.append(("augment" if augmented else "attribute", value, ()))
            self._attributes[key] = found if len(found) <= 4 else []
        return [one for one in self._attributes[key] if one[1].env.scope is not expr.env.scope]

    def attributes(self, methods: list[Env], name: str) -> list:
        """Where methods give an attribute of their object a value."""
        found = []
        for env in methods:
            if parameters(env.scope):
                found += self._assigned(env, f"{parameters(env.scope)[0]}.{name}")
        return found

    def methods(self, thing) -> list[Env]:
        """The program's own methods of an object, behind their decorators: of the most special class first."""
        return self._methods(reading.classes(thing), thing)

    def methods_of(self, kind: type) -> list[Env]:
        """The same of an object that is gone."""
        found = self._methods(reading.classes_of(kind), MISSING)
        for env in found:
            env.kind = kind
        return found

    def _methods(self, kinds: tuple[type, ...], thing) -> list[Env]:
        found = []
        for kind in kinds:
            for raw in list(reading.fields_of_class(kind).values()):
                if reading.exactly(raw, property, functools.cached_property):
                    function = raw.fget if type(raw) is property else raw.func
                elif reading.exactly(raw, types.FunctionType, staticmethod, classmethod):
                    function = reading.function_of(reading._plain(raw))[0]
                else:
                    continue
                if type(function) is types.FunctionType and is_reader(function.__code__.co_filename):
                    env = self.env_in(function, thing)
                    if env is not None:
                        found.append(env)
        return found

    def class_of(self, expr: Expr) -> type | None:
        """The class of an object, which may be gone: of the call that made it, or of the method that is read."""
        value = self.value(expr)
        if value is not MISSING:
            return None if reading.is_class(value) or type(value) is types.ModuleType else type(value)
        node, env = expr.node, expr.env
        if env.kind is not None and isinstance(node, ast.Name) and node.id == (parameters(env.scope) or [None])[0]:
            return env.kind
        key = ("class", id(node), env.identity)
        if key not in self._attributes:
            self._attributes[key] = None  # what is made of itself
            asked = self._asked_for(expr)
            if asked is not None:
                self._attributes[key] = asked
                return asked
            for made in self.made_by(expr) if isinstance(node, (*PATHS, ast.Call)) else ():
                kind = self.value(made.sibling(made.node.func)) if isinstance(made.node, ast.Call) else MISSING
                if kind is not MISSING and reading.is_class(kind):
                    self._attributes[key] = kind
                    break
        return self._attributes[key]

    def _asked_for(self, expr: Expr) -> type | None:
        """The class of a name by ``isinstance()``: in a condition around it, or of its comprehension."""
        node, file = expr.node, expr.env.file
        if not isinstance(node, ast.Name):
            return None
        tests, child = [], node
        for around in file.above(node):
            if isinstance(around, COMPREHENSIONS):
                tests += [test for generator in around.generators for test in generator.ifs]
            elif isinstance(around, (ast.If, ast.IfExp)) and child is not around.test:
                body = around.body if isinstance(around, ast.If) else [around.body]
                tests += [around.test] if any(one is child for one in body) else []
            child = around
        for test in tests:
            both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
            for one in test.values if both else [test]:
                if called(one) == "isinstance" and len(one.args) == 2 and file.key(one.args[0]) == node.id:
                    kind = self.value(expr.sibling(one.args[1]))
                    if kind is not MISSING and reading.is_class(kind):
                        return kind
        return None

    def _assigned(self, env: Env, key: str) -> list:
        bindings = [one for one in env.file.bindings(env.scope) if one.target == key]
        bindings.sort(key=lambda one: (one.line, one.column), reverse=True)
        return [
            (
                "attribute" if one.kind == "assign" else one.kind,
                Expr(one.value, env, (one.statement.lineno, one.statement.col_offset)),
                one.path,
            )
            for one in bindings
        ]

    # ------------------------------------------------------------------------------------------ into functions

    def env_in(self, function: types.FunctionType, bound=MISSING, arguments: dict | None = None) -> Env | None:
        """The names inside a function of the program: of its parameters, the first if it is bound."""
        scope = self.scope_of(function.__code__, function.__globals__)
        if scope is None:
            return None
        values = reading.closure_of(function)
        if bound is not MISSING and parameters(scope):
            values[parameters(scope)[0]] = bound
        file = self.file(function.__code__.co_filename, function.__globals__)
        return Env(file, scope, values, function.__globals__, arguments)

    def bind(self, scope, call: Expr, bound: bool | None) -> dict[str, Expr]:
        """Which expression of a call fills which parameter.

        ``bound``: whether the first one is the object; None: find out.
        """
        names = parameters(scope)
        if bound is None:
            bound = bool(names) and names[0] in ("self", "cls")
        names = names[1:] if bound else names
        found = {}
        for name, argument in zip(names, call.node.args):
            if isinstance(argument, ast.Starred):
                break
            found[name] = call.sibling(argument)
        for one in call.node.keywords:
            if one.arg is not None:
                found[one.arg] = call.sibling(one.value)
        for one in call.node.keywords:
            if one.arg is None:  # **config
                for name in names:
                    given = list(self.expand(call.sibling(one.value), (("item", name),))) if name not in found else []
                    if len(given) == 1:
                        found[name] = given[0]
        return found

    def enter(self, call: Expr, libraries: bool = False) -> Env | None:
        """The inside of a function that an expression calls, if it is the program's own, with the call's arguments."""
        self.step()
        node = call.node
        value = self._value(node.func, call.env, 0)
        receiver = MISSING
        if value is MISSING and isinstance(node.func, ast.Attribute):
            base = self._value(node.func.value, call.env, 0)
            if base is MISSING:
                return self._enter_by_text(call)
            return None
        if isinstance(node.func, ast.Attribute) and type(value) is types.FunctionType:
            base = self._value(node.func.value, call.env, 0)
            if base is not MISSING and type(base) is not types.ModuleType and not reading.is_class(base):
                receiver = base
            elif reading.is_class(base):
                raw = reading.raw_of_class(base, node.func.attr)
                if type(raw) is classmethod:
                    receiver = base
            if receiver is not MISSING and (
                type(reading.raw_member(receiver, node.func.attr)) is staticmethod
                or node.func.attr in reading.fields(receiver)  # a function that is stored is not a method
            ):
                receiver = MISSING
        if value is MISSING and isinstance(node.func, ast.Call):  # a factory: make_loss(cfg)(out, y)
            return self._enter_made(call)
        if value is MISSING:
            return self._enter_by_text(call)
        function, bound, given, named = reading.function_of(value)
        if function is None:
            return None
        if not is_reader(function.__code__.co_filename) and not libraries:
            return None
        bound = receiver if bound is MISSING else bound
        env = self.env_in(function, bound)
        if env is None:
            return None
        if given or named:
            names = parameters(env.scope)
            names = names[1:] if bound is not MISSING else names
            for name, one in zip(names, given):
                env.values[name] = one
            env.values.update({name: one for name, one in named.items() if type(name) is str})
            rest = names[len(given) :]
            env.arguments = {
                name: call.sibling(one) for name, one in zip(rest, node.args) if not isinstance(one, ast.Starred)
            }
            env.arguments.update({one.arg: call.sibling(one.value) for one in node.keywords if one.arg})
        else:
            env.arguments = self.bind(env.scope, call, bound is not MISSING)
        for name, argument in env.arguments.items():
            known = self.value(argument)
            if known is not MISSING:
                env.values.setdefault(name, known)
        env.identity = _identity(call, env.scope)
        return env

    def enters(self, call: Expr) -> list[Env]:
        """The same where one of several functions may be meant: ``terms[name](…)``, ``for fn in terms: fn(…)``."""
        function = call.sibling(call.node.func)
        others = self._of_others(function)
        env = None if others else self.enter(call)
        if env is not None:
            return [env]
        if not others and (not isinstance(function.node, PATHS) or self.value(function) is not MISSING):
            return []
        found = []
        for value in others or self.samples(function):
            inner, bound, given, named = reading.function_of(value)
            if inner is None or given or named or not is_reader(inner.__code__.co_filename):
                continue
            env = self.env_in(inner, bound)
            if env is not None:
                env.arguments = self.bind(env.scope, call, bound is not MISSING)
                env.identity = _identity(call, env.scope, bound)
                found.append(env)
        return found

    def _of_others(self, function: Expr) -> list:
        """``for part in parts: part(…)``, ``part.method(…)``: what all of them run, not the last one alone."""
        node = function.node
        if isinstance(node, ast.Name) and any(kind == "for" for kind, _, _ in self.definitions(function)[:1]):
            found = []
            for one in self.samples(function, known=False):
                raw = reading.raw_member(one, "forward") if reading.is_module(one) else MISSING
                if type(raw) is types.FunctionType:
                    found.append(types.MethodType(raw, one))
                elif type(one) in (types.FunctionType, types.MethodType):
                    found.append(one)
            return found if len(found) > 1 else []  # for criterion in criteria: criterion(…)
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return []
        base = function.sibling(node.value)
        if not any(kind == "for" for kind, _, _ in self.definitions(base)[:1]):
            return []
        found = []
        for one in self.samples(base, known=False):
            raw = reading.MISSING if reading.is_class(one) else reading.raw_member(one, node.attr)
            if type(raw) is types.FunctionType:
                found.append(types.MethodType(raw, one))
        return found

    def samples(self, expr: Expr, depth: int = 0, known: bool = True) -> list:
        """Values that a name or an element may stand for: of a loop over a known container, of an unknown index."""
        node = expr.node
        value = self.value(expr) if known else MISSING
        if value is not MISSING:
            return [value]
        if depth > 6:
            return []
        if isinstance(node, ast.Subscript):
            index = self._value(node.slice, expr.env, 0)
            paths = [(("item", index),)] if reading.exactly(index, int, str) else [(EACH,)]
            return self._parts_of(self.samples(expr.sibling(node.value), depth + 1), paths[0])
        if isinstance(node, ast.Name):
            found = []
            for kind, source, path in self.definitions(expr):
                if kind == "augment":
                    continue
                one = source
                if (
                    isinstance(one.node, ast.Call)
                    and isinstance(one.node.func, ast.Attribute)
                    and called(one.node) in ("items", "values")
                ):
                    base = self.samples(one.sibling(one.node.func.value), depth + 1)
                    if called(one.node) == "items":
                        if path[1:2] == (("item", 1),):
                            found += self._parts_of(base, (EACH, *path[2:]))
                    else:
                        found += self._parts_of(base, path)
                elif called(one.node) in ("zip", "enumerate") and path[1:2] and path[1][0] == "item":
                    index = path[1][1] if called(one.node) == "zip" else path[1][1] - 1
                    if 0 <= index < len(one.node.args):
                        base = self.samples(one.sibling(one.node.args[index]), depth + 1)
                        found += self._parts_of(base, (EACH, *path[2:]))
                elif isinstance(one.node, PATHS):
                    found += self._parts_of(self.samples(one, depth + 1), path)
            return found
        return []

    @staticmethod
    def _parts_of(values: list, path: tuple) -> list:
        for selector in path:
            found = []
            for value in values:
                if selector == EACH:
                    if reading.is_a(value, dict):
                        found += list(dict.values(value))[:20]
                    elif reading.is_a(value, list, tuple):
                        found += [
                            one for one in (reading.item(value, index) for index in range(20)) if one is not MISSING
                        ]
                    elif reading.is_module(value):
                        found += list(dict.values(reading.fields(value).get("_modules") or {}))[:20]
                elif selector[0] == "item":
                    found.append(reading.item(value, selector[1]))
                elif selector[0] == "attr":
                    found.append(reading.member(value, selector[1]))
            values = [one for one in found if one is not MISSING]
        return values

    def _enter_by_text(self, call: Expr) -> Env | None:
        """A function that is defined in a function that has returned, or a method of an object that is gone."""
        node = call.node
        file = call.env.file
        if isinstance(node.func, ast.Name):
            for scope in file.within(call.env.scope):
                if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)) and scope.name == node.func.id:
                    env = Env(file, scope, {}, call.env.globals, self.bind(scope, call, False), outer=call.env)
                    env.identity = _identity(call, scope)
                    return env
        if isinstance(node.func, ast.Attribute):
            kind = self.class_of(call.sibling(node.func.value))
            raw = MISSING if kind is None else reading.raw_of_class(kind, node.func.attr)
            function = reading.function_of(MISSING if raw is MISSING else reading._plain(raw))[0]
            if function is not None and is_reader(function.__code__.co_filename):
                env = self.env_in(function)
                if env is not None:
                    env.kind = None if type(raw) is staticmethod else kind
                    env.arguments = self.bind(env.scope, call, type(raw) is not staticmethod)
                    env.identity = _identity(call, env.scope, kind)
                return env
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            around = file.class_around(call.env.scope)
            first = (parameters(call.env.scope) or [None])[0]
            if around is not None and node.func.value.id == first:
                for scope in around.body:
                    if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)) and scope.name == node.func.attr:
                        env = Env(file, scope, {}, call.env.globals, self.bind(scope, call, True))
                        env.identity = _identity(call, scope)
                        return env
        return self._enter_made(call)

    def _enter_made(self, call: Expr) -> Env | None:
        if id(call.node) in self._entering:  # what is called there comes from the call itself
            return None
        self._entering.add(id(call.node))
        try:
            for made in self.made_by(Expr(call.node.func, call.env, call.at)):
                return self._enter_class(made, call)
            return None
        finally:
            self._entering.discard(id(call.node))

    def _enter_class(self, made: Expr, call: Expr) -> Env | None:
        """``Loss(…)(out, y)``: the forward of a class of the program, with no object at hand."""
        if isinstance(made.node, ast.Lambda):
            env = Env(made.env.file, made.node, {}, made.env.globals, self.bind(made.node, call, False), outer=made.env)
            env.identity = _identity(call, made.node)
            return env
        kind = self.value(made.sibling(made.node.func))
        if kind is MISSING or not reading.is_class(kind):
            return None
        for name in ("forward", "__call__"):
            function = reading.raw_of_class(kind, name)
            if type(function) is types.FunctionType and is_reader(function.__code__.co_filename):
                env = self.env_in(function)
                if env is not None:
                    env.kind = kind
                    env.arguments = self.bind(env.scope, call, True)
                    env.identity = _identity(call, env.scope)
                return env
        return None

    def made_by(self, expr: Expr, depth: int = 0) -> list[Expr]:
        """The calls that may have made a value: constructors, behind names, attributes, registries and factories."""
        if depth > 12:
            return []
        found = []
        for one in self.expand(expr, (), depth):
            if isinstance(one.node, ast.Call):
                env = self.enter(one)
                inner = []
                if env is not None and not reading.is_class(self.value(one.sibling(one.node.func))):
                    for result in self.results(env):
                        inner += self.made_by(result, depth + 1)
                found += inner or [one]
            elif isinstance(one.node, ast.Lambda):
                found.append(one)
        return found

    def dead(self, node, env: Env) -> bool:
        """Whether a node is in a branch that cannot have run: of an ``if`` about a constant, an option, a default."""
        child = node
        for parent in env.file.above(node):
            if parent is env.scope:
                return False
            if isinstance(parent, ast.If):
                known = self._truth(parent.test, env)
                taken = parent.body if known else parent.orelse
                if known is not None and not any(one is child for one in taken):
                    return True
            child = parent
        return False

    def _truth(self, test, env: Env) -> bool | None:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            inner = self._truth(test.operand, env)
            return None if inner is None else not inner
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            sides = [self._fixed(one, env) for one in (test.left, test.comparators[0])]
            compare = _COMPARE.get(type(test.ops[0]))
            if compare is None or any(one is MISSING for one in sides):
                return None
            try:
                return compare(*sides)
            except TypeError:
                return None
        if not isinstance(test, (ast.Name, ast.Constant)):
            return None
        value = self._value(test, env, 0)
        if value is MISSING and isinstance(test, ast.Name) and test.id not in env.arguments and env.caller is None:
            default = default_of(env.scope, test.id)
            if isinstance(default, ast.Constant) and not any(
                one.target == test.id for one in env.file.bindings(env.scope)
            ):
                value = default.value
        return bool(value) if reading.exactly(value, bool, int, str, type(None)) else None

    def _fixed(self, node, env: Env):
        """A number, string or None that is the same in all of the run: a constant, or an option that is set once."""
        if isinstance(node, ast.Constant):
            return node.value
        if not isinstance(node, ast.Attribute):
            return MISSING
        stores = [one for file, _ in self.reader_files() for one in file.stores.get(node.attr, [])]
        if len(stores) > 1 or any(isinstance(one, ast.AugAssign) for one in stores):
            return MISSING
        value = self._value(node, env, 0)
        return value if reading.exactly(value, bool, int, float, str, type(None)) else MISSING

    def results(self, env: Env) -> list[Expr]:
        """What a function may give back."""
        if isinstance(env.scope, ast.Lambda):
            return [Expr(env.scope.body, env)]
        found = [
            node
            for node in env.file.within(env.scope)
            if isinstance(node, ast.Return) and node.value is not None and not self.dead(node, env)
        ]
        found.sort(key=lambda node: node.lineno, reverse=True)
        return [Expr(node.value, env) for node in found]

    # ------------------------------------------------------------------------------------------ parts of containers

    def expand(self, expr: Expr, path: tuple, depth: int = 0, seen: set | None = None):
        """The expressions behind the part of an expression that a path leads to."""
        seen = set() if seen is None else seen
        key = (id(expr.node), expr.env.identity, path)
        if depth > 30 or key in seen:
            return
        seen.add(key)
        self.step()
        node = expr.node

        def go(one, rest):
            return self.expand(one, rest, depth + 1, seen)

        if isinstance(node, ast.IfExp):
            yield from go(expr.sibling(node.body), path)
            yield from go(expr.sibling(node.orelse), path)
            return
        if isinstance(node, ast.BoolOp):
            for one in node.values:
                yield from go(expr.sibling(one), path)
            return
        if isinstance(node, ast.NamedExpr):
            yield from go(expr.sibling(node.value), path)
            return
        if isinstance(node, ast.Await):
            yield from go(expr.sibling(node.value), path)
            return
        if isinstance(node, PATHS):
            yield from self._expand_path(expr, path, go)
            return
        if not path:
            yield expr
            return
        first, rest = path[0], path[1:]
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            if first == EACH:
                for one in node.elts:
                    yield from go(
                        expr.sibling(one.value if isinstance(one, ast.Starred) else one),
                        path if isinstance(one, ast.Starred) else rest,
                    )
            elif first[0] == "item" and type(first[1]) is int and -len(node.elts) <= first[1] < len(node.elts):
                yield from go(expr.sibling(node.elts[first[1]]), rest)
        elif isinstance(node, ast.Dict):
            for key_node, one in zip(node.keys, node.values):
                if key_node is None:
                    yield from go(expr.sibling(one), path)
                elif first == EACH or (
                    first[0] == "item" and (not isinstance(key_node, ast.Constant) or key_node.value == first[1])
                ):
                    if first == EACH and rest[:1] == (("key",),):
                        continue
                    yield from go(expr.sibling(one), rest)
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
            if first == EACH or first[0] == "item":
                yield from go(expr.sibling(node.elt), rest)
        elif isinstance(node, ast.DictComp):
            if first == EACH or first[0] == "item":
                yield from go(expr.sibling(node.value), rest)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):  # lists are joined
            yield from go(expr.sibling(node.left), path)
            yield from go(expr.sibling(node.right), path)
        elif isinstance(node, ast.Call):
            yield from self._expand_call(expr, first, rest, go)

    def _expand_path(self, expr: Expr, path, go):
        node = expr.node
        found = False
        for kind, source, inner in self.definitions(expr):
            if kind == "augment":
                if path and isinstance(source.node.op, ast.Add):
                    yield from go(source.sibling(source.node.value), path)
                    continue
                found = True
                if not path:
                    yield source
                continue
            if kind in ("import",) and inner:
                continue
            found = True
            if inner and inner[0] == ("entered",):
                continue
            yield from go(source, inner + path)
        if isinstance(node, ast.Subscript) and not found:
            index = node.slice
            selector = ("item", index.value) if isinstance(index, ast.Constant) else EACH
            if isinstance(index, ast.UnaryOp):
                selector = (
                    ("item", -index.operand.value)
                    if isinstance(index.operand, ast.Constant) and type(index.operand.value) is int
                    else EACH
                )
            elif not isinstance(index, ast.Constant):
                known = self._value(index, expr.env, 0)
                selector = ("item", known) if reading.exactly(known, int, str) else EACH
            yield from go(expr.sibling(node.value), (selector, *path))
        elif isinstance(node, ast.Attribute) and not found:
            base = self._value(node.value, expr.env, 0)
            kind = None if reading.is_tensor(base) else self.class_of(expr.sibling(node.value))
            function = reading.property_of(kind, node.attr) if kind is not None else None
            if function is not None and is_reader(function.__code__.co_filename):
                env = self.env_in(function, base)
                if env is not None:
                    env.kind = kind
                    for result in self.results(env):
                        yield from go(result, path)
                return
            yield from go(expr.sibling(node.value), (("attr", node.attr), *path))
        if path and isinstance(node, (ast.Name, ast.Attribute)):
            yield from self._stored(expr, path, go)
        if not found and not path and isinstance(node, ast.Name):
            yield expr

    def _stored(self, expr: Expr, path, go):
        """Elements that are put into a container after it was made: append, an index, update."""
        first, rest = path[0], path[1:]
        envs = [expr.env]
        if isinstance(expr.node, ast.Attribute):
            base = self._value(expr.node.value, expr.env, 0)
            if base is not MISSING and not reading.is_tensor(base):
                envs += [one for one in self.methods(base) if one.scope is not expr.env.scope]
        for env in envs:
            written = [one for one in env.file.within(env.scope) if isinstance(one, (ast.Call, ast.Assign))]
            for node in sorted(written, key=lambda one: (one.lineno, one.col_offset)):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.args
                    and self._same_place(node.func.value, env, expr)
                ):
                    argument = Expr(node.args[-1], env)
                    if node.func.attr in ("append", "add", "insert", "appendleft") and first[0] in ("each", "item"):
                        yield from go(argument, rest)
                    elif node.func.attr in ("extend", "update"):
                        yield from go(argument, path)
                elif isinstance(node, ast.Assign):
                    for target in node.targets:
                        if isinstance(target, ast.Subscript) and self._same_place(target.value, env, expr):
                            index = target.slice
                            if (
                                first == EACH
                                or not isinstance(index, ast.Constant)
                                or (first[0] == "item" and index.value == first[1])
                            ):
                                yield from go(Expr(node.value, env), rest)

    @staticmethod
    def _same_place(node, env: Env, expr: Expr) -> bool:
        """Whether a node means the container of an expression: by its text, or as an attribute of the same object."""
        if env.file.key(node) == expr.env.file.key(expr.node) and env.scope is expr.env.scope:
            return True
        first = (parameters(env.scope) or [None])[0]
        if isinstance(expr.node, ast.Attribute) and isinstance(node, ast.Attribute) and node.attr == expr.node.attr:
            return env.scope is not expr.env.scope and isinstance(node.value, ast.Name) and node.value.id == first
        return False

    def _expand_call(self, expr: Expr, first, rest, go):
        node = expr.node
        name = called(node)
        path = (first, *rest)
        if isinstance(node.func, ast.Attribute):
            if name == "values":
                yield from go(expr.sibling(node.func.value), path)
                return
            if name == "items" and first == EACH:
                if rest[:1] == (("item", 1),):
                    yield from go(expr.sibling(node.func.value), (EACH, *rest[1:]))
                return
            if name in ("get", "pop", "setdefault") and node.args and isinstance(node.args[0], ast.Constant):
                yield from go(expr.sibling(node.func.value), (("item", node.args[0].value), *path))
                return
            if name in ("copy", "unbind"):
                yield from go(expr.sibling(node.func.value), path)
                return
        elif name in ("list", "tuple", "reversed", "sorted", "iter", "set") and node.args:
            yield from go(expr.sibling(node.args[0]), path)
            return
        elif name == "enumerate" and node.args and first == EACH:
            if rest[:1] == (("item", 1),):
                yield from go(expr.sibling(node.args[0]), (EACH, *rest[1:]))
            return
        elif name == "zip" and first == EACH and rest and rest[0][0] == "item":
            index = rest[0][1]
            if type(index) is int and index < len(node.args):
                yield from go(expr.sibling(node.args[index]), (EACH, *rest[1:]))
            return
        elif name == "map" and first == EACH and len(node.args) > 1:
            return
        if name in ("dict", "OrderedDict"):
            for one in node.args[:1]:
                yield from go(expr.sibling(one), path)
            for one in node.keywords:
                if one.arg is None:
                    yield from go(expr.sibling(one.value), path)
                elif first == EACH or first == ("item", one.arg):
                    yield from go(expr.sibling(one.value), rest)
            return
        value = self.value(expr.sibling(node.func))
        if value is not MISSING and reading.is_class(value):
            yield from self._expand_made(expr, value, first, rest, go)
            return
        env = self.enter(expr)
        if env is not None:
            for result in self.results(env):
                yield from go(result, path)
            if first == EACH:
                for one in env.file.within(env.scope):
                    if isinstance(one, ast.Yield) and one.value is not None:
                        yield from go(Expr(one.value, env), rest)
            return
        if first[0] == "attr" or first[0] == "item":  # a class that is not at hand, with the keyword
            given = keyword(node, first[1]) if type(first[1]) is str else None
            if given is not None:
                yield from go(expr.sibling(given), rest)

    def _expand_made(self, expr: Expr, kind: type, first, rest, go):
        """A field of an object that is made here: dataclasses, named tuples, and what ``__init__`` stores."""
        node = expr.node
        order = list(
            reading.fields_of_class(kind).get("__dataclass_fields__")
            or reading.fields_of_class(kind).get("_fields")
            or ()
        )
        wanted = first[1] if first[0] in ("attr", "item") else None
        if type(wanted) is int and wanted < len(order):
            wanted = order[wanted]
        if type(wanted) is not str:
            return
        given = keyword(node, wanted)
        if given is None and wanted in order and order.index(wanted) < len(node.args):
            given = node.args[order.index(wanted)]
        if given is not None:
            yield from go(expr.sibling(given), rest)
            return
        function = reading.raw_of_class(kind, "__init__")
        if type(function) is types.FunctionType and is_reader(function.__code__.co_filename):
            env = self.env_in(function)
            if env is not None and parameters(env.scope):
                env.kind = kind
                env.arguments = self.bind(env.scope, expr, True)
                env.identity = _identity(expr, env.scope)
                for _, source, inner in self._assigned(env, f"{parameters(env.scope)[0]}.{wanted}"):
                    yield from go(source, inner + rest)
                return
        for one in reading.classes_of(kind):  # the default of a field
            module = sys.modules.get(reading.fields_of_class(one).get("__module__", ""))
            names = reading.fields(module) if module is not None else {}
            path = names.get("__file__")
            if path and is_reader(path):
                file = self.file(path, names)
                for scope in ast.walk(file.tree) if file.tree is not None else ():
                    if isinstance(scope, ast.ClassDef) and scope.name == type.__dict__["__name__"].__get__(one):
                        for binding in file.bindings(scope):
                            if binding.target == wanted:
                                yield from go(
                                    Expr(binding.value, Env(file, file.tree, names, names), _END), binding.path + rest
                                )

    # ------------------------------------------------------------------------------------------ constants

    def constants(self, expr: Expr):
        """The constants that an expression may stand for: behind names, parameters, configurations, argparse."""
        for one in self.expand(expr, ()):
            if isinstance(one.node, ast.Constant):
                yield one
            elif (
                isinstance(one.node, ast.Call)
                and isinstance(one.node.func, ast.Attribute)
                and called(one.node) in ("get", "pop")
                and one.node.args
            ):
                key = one.node.args[0]
                if isinstance(key, ast.Constant):
                    found = [
                        inner
                        for inner in self.expand(one.sibling(one.node.func.value), (("item", key.value),))
                        if isinstance(inner.node, ast.Constant)
                    ]
                    yield from found
                    if not found and len(one.node.args) > 1 and isinstance(one.node.args[1], ast.Constant):
                        yield one.sibling(one.node.args[1])
        if isinstance(expr.node, ast.Attribute):  # args.reduction
            for node in ast.walk(expr.env.file.tree):
                if called(node) == "add_argument" and node.args and isinstance(node.args[0], ast.Constant):
                    flag = node.args[-1].value if isinstance(node.args[-1], ast.Constant) else ""
                    default = keyword(node, "default")
                    if str(flag).lstrip("-").replace("-", "_") == expr.node.attr and isinstance(default, ast.Constant):
                        yield Expr(default, self.module_env(expr.env))


_END = (1 << 30, 0)


def _same_or_in(expr: Expr, statement, around: set[int]) -> bool:
    return statement is expr.node or id(statement) in around


def parameters(scope) -> list[str]:
    if not isinstance(scope, FUNCTIONS):
        return []
    arguments = scope.args
    return [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def default_of(scope, name: str):
    """The default value of a parameter, as a node, or None."""
    if not isinstance(scope, FUNCTIONS):
        return None
    arguments = scope.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for one, default in zip(reversed(positional), reversed(arguments.defaults)):
        if one.arg == name:
            return default
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        if one.arg == name and default is not None:
            return default
    return None
