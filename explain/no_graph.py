"""`element 0 of tensors does not require grad and does not have a grad_fn`: where the graph was lost, from the source.

There is no graph to read. The text is read backwards from the tensor: each expression has a graph, or has none for a
reason that is found in it, or in what it is made of.
"""

from __future__ import annotations

import ast
import re
import sys
import types

import explain.reading as reading
from explain.data import CAUSES
from explain.edits import Changes, indent_of
from explain.facts import CERTAIN, PROBABLE, Facts, Fix, Term
from explain.failure import Failure
from explain.reading import MISSING
from explain.source import (
    COMPREHENSIONS,
    EACH,
    FUNCTIONS,
    PATHS,
    Env,
    Exhausted,
    Expr,
    called,
    keyword,
    placed,
    unplaced,
)
from explain.tracing import CREATORS

DETACHING = {"detach", "detach_"}
INTEGERS = {
    "argmax", "argmin", "argsort", "long", "int", "bool", "byte", "short", "nonzero", "gt", "lt", "ge", "le",
    "eq", "ne", "bincount",
    "searchsorted", "bucketize", "isnan", "unique", "multinomial", "sign_", "equal", "one_hot", "bernoulli",
    "isclose", "logical_and", "logical_or",
}  # fmt: skip
COPIES = {"tensor", "as_tensor", "from_numpy", "FloatTensor", "DoubleTensor", "Tensor", "asarray"}
OPTIMIZERS = {
    "SGD",
    "Adam",
    "AdamW",
    "LBFGS",
    "RMSprop",
    "Adagrad",
    "NAdam",
    "RAdam",
    "Adadelta",
    "Adamax",
    "Rprop",
    "ASGD",
}
OFF = ("no_grad", "inference_mode")
_TARGET = re.compile(r"(?i)target|tgt|teacher|label|truth|_true\b|\bema|baseline|\bold")  # meant to be without a graph
GRAPH, NONE, UNKNOWN = "graph", "none", "unknown"


class Cut:
    """Where a graph ends. ``expr`` is the expression, ``reason`` a word for it, ``inner`` what had a graph before."""

    def __init__(
        self, cause: str, expr: Expr, reason: str = "", inner: Expr | None = None, mode: Expr | None = None, thing=None
    ):
        self.cause, self.expr, self.reason, self.inner, self.mode, self.thing = cause, expr, reason, inner, mode, thing
        self.sure = False  # what was lost there is known to have had a graph
        self.copies: list[Expr] = []  # torch.tensor(…) around it


class Search:
    def __init__(self, failure: Failure):
        self.failure, self.program = failure, failure.program
        self.data: list[Expr] = []  # where plain data is made
        self.unknown = False  # whether the origin of something without a graph could not be read
        self.frozen: list[Cut] = []  # calls of modules that have no parameter to train
        self._seen: dict = {}

    def status(self, expr: Expr, depth: int = 0) -> tuple[str, Cut | None]:
        key = (id(expr.node), expr.env.identity)
        if depth > 40:
            return UNKNOWN, None
        if key in self._seen:
            return self._seen[key]
        self._seen[key] = (NONE, None)  # what a loop adds to itself
        self.program.step()
        self._seen[key] = found = self._status(expr, depth)
        return found

    def _status(self, expr: Expr, depth: int):
        node = expr.node
        if isinstance(node, ast.Constant):
            return NONE, None
        if isinstance(
            node,
            (
                ast.BinOp,
                ast.BoolOp,
                ast.UnaryOp,
                ast.List,
                ast.Tuple,
                ast.Dict,
                ast.Set,
                ast.JoinedStr,
                ast.Starred,
                ast.Await,
            ),
        ):
            return self._all([expr.sibling(one) for one in _operands(node)], depth)
        if isinstance(node, ast.Compare):
            inner = self._all([expr.sibling(one) for one in (node.left, *node.comparators)], depth)
            if inner[0] == NONE:
                return inner
            cut = Cut("cut", expr, "comparison", expr.sibling(node.left))
            cut.sure = inner[0] == GRAPH
            return NONE, cut
        if isinstance(node, ast.IfExp):
            return self._all([expr.sibling(node.body), expr.sibling(node.orelse)], depth)
        if isinstance(node, COMPREHENSIONS):
            return self.status(expr.sibling(node.value if isinstance(node, ast.DictComp) else node.elt), depth + 1)
        if isinstance(node, ast.NamedExpr):
            return self.status(expr.sibling(node.value), depth + 1)
        if isinstance(node, PATHS):
            return self._path(expr, depth)
        if isinstance(node, ast.AugAssign):
            return self._all(
                [expr.sibling(node.value), Expr(node.target, expr.env, (node.lineno, node.col_offset))], depth
            )
        if isinstance(node, ast.Call):
            return self._call(expr, depth)
        return UNKNOWN, None

    def _all(self, parts: list[Expr], depth: int):
        found = [self.status(one, depth + 1) for one in parts]
        if any(state == GRAPH for state, _ in found):
            return GRAPH, None
        cuts = [(one, cut) for one, (_, cut) in zip(parts, found) if cut is not None]
        if cuts:  # of several, the one that cut a graph for certain, and rather a prediction's than a target's
            # rather an output that has no graph than a weight that is left out on purpose
            off = any(cut.cause.startswith("off") for _, cut in cuts)
            return NONE, min(
                cuts,
                key=lambda pair: (
                    off and pair[1].reason == "detach",
                    not pair[1].sure,
                    bool(_TARGET.search(pair[0].text)),
                ),
            )[1]
        return (UNKNOWN, None) if any(state == UNKNOWN for state, _ in found) else (NONE, None)

    # ------------------------------------------------------------------------------------------ names

    def _path(self, expr: Expr, depth: int):
        node = expr.node
        value = self.program.value(expr)
        if reading.is_tensor(value) and reading.requires_grad(value):
            return GRAPH, None
        if isinstance(node, ast.Attribute) and node.attr == "data" and not self._holds_data(expr):
            inner = self.status(expr.sibling(node.value), depth + 1)
            return (NONE, Cut("cut", expr, "detach", expr.sibling(node.value))) if inner[0] != NONE else inner
        if isinstance(node, ast.Attribute) and node.attr == "grad" and value is MISSING:
            return NONE, Cut("slope", expr, "grad-attribute")
        if isinstance(node, ast.Attribute) and node.attr == "shape":  # of a view, say: not where a graph would be
            return NONE, None
        if isinstance(node, ast.Attribute) and node.attr == "indices":
            return NONE, Cut("cut", expr, "integers", expr.sibling(node.value))
        found = []
        for kind, source, path in self.program.definitions(expr):
            off = self._off(source) if kind not in ("argument", "import") else None
            if kind == "augment":
                state = self.status(source, depth + 1)
            elif path and path[0] == ("entered",):
                continue
            elif (
                path
                and isinstance(source.node, ast.Call)
                and called(source.node) in ("max", "min", "topk", "sort", "median", "mode", "kthvalue")
                and path[0] == ("item", 1)
            ):
                state = (NONE, Cut("cut", source, "integers"))
            elif path:
                parts = [one for one in self.program.expand(source, path) if one.node is not expr.node]
                state = (
                    self._first([self.status(one, depth + 1) for one in parts])
                    if parts
                    else self.status(source, depth + 1)
                )
                if not parts and path[0] == EACH:
                    state = (UNKNOWN, None) if state[0] == GRAPH else state
            else:
                state = self.status(source, depth + 1)
            if (
                off is not None
                and (state[1] is None or state[1].cause not in ("off", "off-decorated"))
                and state[0] in (GRAPH, UNKNOWN)
            ):
                lost = Cut("off", source, mode=off)
                lost.sure = state[0] == GRAPH
                state = (NONE, lost)
            found.append(state)
            if kind == "assign" and state[1] is not None:
                break
        if found:
            state = self._first(found)
            if state[0] == UNKNOWN and depth and self._known_flat(value):
                self.unknown = True  # it has no graph, but may have lost one
                return NONE, None
            return state
        if self._known_flat(value) and not reading.is_tensor(value):
            return NONE, None
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            parts = [one for one in self.program.expand(expr, ()) if one.node is not node]
            if parts:
                return self._first([self.status(one, depth + 1) for one in parts])
            base = self.program.value(expr.sibling(node.value))
            if isinstance(node, ast.Subscript) or base is MISSING or reading.is_tensor(base):
                inner = self.status(expr.sibling(node.value), depth + 1)
                if isinstance(node, ast.Subscript) and inner == (NONE, None):
                    inner = self._all(
                        [expr.sibling(one) for one in ast.walk(node.slice) if isinstance(one, ast.Name)], depth
                    )
                    inner = inner if inner[1] is not None else (NONE, None)
                if inner[0] != UNKNOWN:
                    return inner
        if not self._known_flat(value):
            return UNKNOWN, None
        self.unknown = self.unknown or reading.is_tensor(value)
        return NONE, None

    @staticmethod
    def _known_flat(value) -> bool:
        """A tensor without a graph, a number, or a list of numbers."""
        if reading.is_tensor(value):
            return not reading.requires_grad(value)
        if reading.is_a(value, list, tuple):
            first = reading.item(value, 0)
            return reading.exactly(first, int, float) or (
                type(first) is list and reading.exactly(reading.item(first, 0), int, float)
            )
        array = reading.fields(sys.modules.get("numpy")).get("ndarray")
        return reading.exactly(value, int, float) or (array is not None and reading.is_a(value, array))

    def _holds_data(self, expr: Expr) -> bool:
        """``batch.data`` of a container is an attribute like any other."""
        base = self.program.value(expr.sibling(expr.node.value))
        return base is not MISSING and not reading.is_tensor(base)

    @staticmethod
    def _first(found):
        cuts = [one for one in found if one[1] is not None]
        if cuts:
            return next((one for one in cuts if one[1].sure), cuts[0])
        for state in found:
            if state[0] == GRAPH:
                return state
        return found[0] if found else (UNKNOWN, None)

    # ------------------------------------------------------------------------------------------ calls

    def _call(self, expr: Expr, depth: int):
        node, name = expr.node, called(expr.node)
        receiver = expr.sibling(node.func.value) if isinstance(node.func, ast.Attribute) else None
        module = self.program.value(receiver) if receiver is not None else MISSING
        of_torch = type(module) is types.ModuleType
        operands = [expr.sibling(one) for one in node.args]
        if receiver is not None and not of_torch:
            operands.insert(0, receiver)
        flag = keyword(node, "requires_grad")
        if name == "requires_grad_" and not (
            node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value is False
        ):
            return GRAPH, None
        if isinstance(flag, ast.Constant) and flag.value is True:
            return GRAPH, None
        if name in ("Parameter",):
            return (
                (NONE, Cut("frozen-parameter", expr))
                if isinstance(flag, ast.Constant) and flag.value is False
                else (GRAPH, None)
            )
        if name in DETACHING and receiver is not None and not node.args:
            return self._cut_unless_none(expr, "detach", receiver, depth)
        if name == "grad" and receiver is not None and node.args:
            create = keyword(node, "create_graph")
            if create is None or (isinstance(create, ast.Constant) and not create.value):
                return NONE, Cut("slope", expr, "grad")
            return GRAPH, None
        if isinstance(node.func, ast.Name) and name == "map" and len(node.args) > 1:
            each = placed(ast.Call(node.args[0], [node.args[1]], []), node)
            return self._function(expr.sibling(each), operands[1:], depth)
        if isinstance(node.func, ast.Name) and name in ("float", "int", "round", "abs", "sum", "max", "min", "len"):
            if name in ("float", "int") and operands:
                return self._cut_unless_none(expr, "exit", operands[0], depth)
            if name == "len":
                return NONE, None
            if name == "sum" and operands:
                return self._elements(operands[0], depth)
            return self._all(operands, depth)
        if receiver is not None and name in ("item", "tolist", "numpy", "__array__"):
            return self._cut_unless_none(expr, "exit", receiver, depth)
        if type(module) is types.ModuleType and str(reading.fields(module).get("__name__", "")).startswith(
            ("numpy", "scipy", "math", "sklearn")
        ):
            inner = self._all(operands, depth)
            return (NONE, Cut("cut", expr, "numpy", operands[0] if operands else None)) if inner[0] == GRAPH else inner
        if name in COPIES and (of_torch or receiver is None):
            inner = (
                self._first([self._put(one, depth) for part in operands[:1] for one in self._elements_of(part)])
                if operands
                else (NONE, None)
            )
            if inner[1] is not None:
                inner[1].copies.append(expr)
                return inner
            if inner[0] == GRAPH or (inner[0] == UNKNOWN and not self._is_number(operands[:1])):
                cut = Cut("cut", expr, "copy", operands[0])
                cut.sure = inner[0] == GRAPH
                return NONE, cut
            self.data.append(expr)
            return NONE, None
        if name in CREATORS and (of_torch or (isinstance(node.func, ast.Name) and name not in ("normal", "empty"))):
            self.data.append(expr)
            return NONE, None
        if name in INTEGERS and receiver is not None and not (name in ("int", "bool", "long") and of_torch):
            inner = self._all(operands[:1], depth)
            return (
                (NONE, Cut("cut", expr, "integers", operands[0] if operands else None)) if inner[0] != NONE else inner
            )
        if name == "checkpoint":
            return self._checkpoint(expr, depth)
        if name in ("stack", "cat", "concat", "vstack", "hstack") and operands:
            return self._elements(operands[0], depth)
        return self._function(expr, operands, depth)

    def _is_number(self, operands: list[Expr]) -> bool:
        return all(
            isinstance(one.node, (ast.Constant, ast.List, ast.UnaryOp))
            and not any(isinstance(n, (ast.Name, ast.Call)) for n in ast.walk(one.node))
            for one in operands
        )

    def _elements_of(self, expr: Expr) -> list[Expr]:
        if isinstance(expr.node, (ast.Name, ast.Attribute)):
            value = self.program.value(expr)
            if value is MISSING or reading.is_a(value, list, tuple, dict):
                found = list(self.program.expand(expr, (EACH,)))
                if found:
                    return found
        return [expr]

    def _elements(self, expr: Expr, depth: int):
        parts = self._elements_of(expr)
        return self._first([self._put(one, depth) for one in parts])

    def _put(self, one: Expr, depth: int):
        """The status of what was put into a container, perhaps by a function that ran with gradients off."""
        state = self.status(one, depth + 1)
        off = self._off(one)
        if off is not None and state[1] is None:
            return NONE, Cut("off", one, mode=off)
        return state

    def _cut_unless_none(self, expr: Expr, reason: str, inner: Expr, depth: int):
        state = self.status(inner, depth + 1)
        if state[0] == NONE:
            return state
        cut = Cut("cut", expr, reason, inner)
        cut.sure = state[0] == GRAPH
        return NONE, cut

    def _function(self, expr: Expr, operands: list[Expr], depth: int):
        """A call of the program's own function or module, or of a library's."""
        function = self.program.value(expr.sibling(expr.node.func))
        envs = self.program.enters(expr)
        if envs:
            off = self._decorator(envs[0])
            results = [self._result(one, depth) for env in envs for one in self.program.results(env)]
            state = self._first(results) if results else (UNKNOWN, None)
            if off is not None and state[1] is None:
                return NONE, Cut("off-decorated", expr, mode=off)
            if (
                reading.is_module(function)
                and state[0] in (GRAPH, UNKNOWN)
                and self._frozen(function)
                and self._all(operands, depth)[0] == NONE
            ):
                return NONE, Cut("frozen", expr, thing=function)
            return state
        if reading.is_module(function):
            if any(reading.requires_grad(one) for _, one in reading.parameters_of(function)):
                return GRAPH, None
            state = self._all(operands, depth)
            if self._frozen(function):
                self.frozen.append(Cut("frozen", expr, thing=function))
                if state[0] == NONE and state[1] is None:
                    return NONE, self.frozen[-1]
            return state
        library = self.program.enter(expr, libraries=True)
        if library is not None:
            off = self._decorator(library)
            if off is not None:
                return NONE, Cut("off-library", expr, mode=off)
            for one in self.program.results(library):
                off = self._off(one)
                if off is not None:
                    return NONE, Cut("off-library", expr, mode=off)
        state = self._all(operands, depth)
        if state == (NONE, None) and not self._computes(expr, function):
            return UNKNOWN, None
        return state

    def _computes(self, expr: Expr, function) -> bool:
        """Whether a call is torch's, or of a tensor's method: its result has a graph only if an operand has."""
        node = expr.node.func
        if not isinstance(node, ast.Attribute):
            name = str(getattr(function, "__module__", "") or "") if type(function) is types.FunctionType else ""
            return name.startswith("torch") or "torch" in str(type(function))
        base = self.program.value(expr.sibling(node.value))
        if type(base) is types.ModuleType:
            return str(reading.fields(base).get("__name__", "")).startswith("torch")
        return base is MISSING or reading.is_tensor(base)

    def _result(self, one: Expr, depth: int):
        state = self.status(one, depth + 1)
        off = self._off(one, decorators=False)
        if off is not None and state[1] is None and state[0] != NONE:
            return NONE, Cut("off", one, mode=off)
        return state

    @staticmethod
    def _frozen(module) -> bool:
        parameters = [one for _, one in reading.parameters_of(module)]
        return bool(parameters) and not any(reading.requires_grad(one) for one in parameters)

    def _checkpoint(self, expr: Expr, depth: int):
        node = expr.node
        reentrant = keyword(node, "use_reentrant")
        inputs = self._all([expr.sibling(one) for one in node.args[1:]], depth)
        if isinstance(reentrant, ast.Constant) and reentrant.value is False:
            return (GRAPH, None) if inputs[0] == GRAPH else (UNKNOWN, None)
        if inputs[0] == GRAPH:
            return GRAPH, None
        return NONE, Cut("checkpointed", expr)

    # ------------------------------------------------------------------------------------------ gradients switched off

    def _off(self, expr: Expr, decorators: bool = True) -> Expr | None:
        """The ``with`` around an expression that switches gradients off, or a function's decorator."""
        file = expr.env.file
        for node in file.above(expr.node):
            if isinstance(node, (ast.With, ast.AsyncWith)):
                for entry in node.items:
                    found = self._switches_off(Expr(entry.context_expr, expr.env))
                    if found is not None:
                        return found
                    if called(entry.context_expr) == "enable_grad":
                        return None
            if isinstance(node, FUNCTIONS):
                if isinstance(node, ast.Lambda) or not decorators:
                    return None
                return self._decorator(Env(file, node, {}, expr.env.globals))
        return None

    def _switches_off(self, expr: Expr) -> Expr | None:
        node = expr.node
        if isinstance(node, ast.IfExp):
            sides = [self._switches_off(expr.sibling(one)) for one in (node.body, node.orelse)]
            return next((one for one in sides if one is not None), None)
        name = called(node) or (
            node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        )
        if name in OFF:
            if (
                isinstance(node, ast.Call)
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value is False
            ):
                return None
            return expr
        if name == "set_grad_enabled" and isinstance(node, ast.Call):
            given = node.args[0] if node.args else keyword(node, "mode")
            if isinstance(given, ast.Constant) and given.value is True:
                return None
            return expr
        if isinstance(node, ast.Call):  # a context manager of the program's own
            env = self.program.enter(expr)
            if env is not None:
                for inner in env.file.within(env.scope):
                    if isinstance(inner, ast.Call) and called(inner) in (*OFF, "set_grad_enabled"):
                        found = self._switches_off(Expr(inner, env))
                        if found is not None:
                            return found
        return None

    def _decorator(self, env: Env) -> Expr | None:
        outside = self.program.module_env(env)
        for one in getattr(env.scope, "decorator_list", []):
            expr = Expr(one, outside)
            found = self._switches_off(expr)
            if found is not None:
                return found
            target = one.func if isinstance(one, ast.Call) else one
            function = reading.function_of(self.program.value(Expr(target, outside)))[0]
            if function is not None:
                inner = self.program.env_in(function)
                if inner is not None and inner.scope is not env.scope and expr.is_reader:
                    for node in ast.walk(inner.scope):
                        if isinstance(node, ast.Call) and called(node) in OFF:
                            return Expr(node, inner)
        return None


class NoGraph:
    def __init__(self, failure: Failure, facts: Facts, tensor):
        self.failure, self.facts, self.tensor, self.program = failure, facts, tensor, failure.program
        self.expr, self.call = failure.expression(tensor)
        self.search = Search(failure)

    def explain(self) -> None:
        facts, tensor = self.facts, self.tensor
        facts.name = self.failure.name(tensor) or "loss"
        facts.shape = reading.shape_of(tensor)
        facts.say("no-graph", name=facts.name)
        cut = self._recorded()
        state = UNKNOWN
        if cut is None and self.expr is not None:
            try:
                state, cut = self.search.status(self.expr)
                cut = cut or self._around() or self._handed()
            except (Exhausted, RecursionError):
                cut = None
        torch = reading._torch()
        if cut is None and not torch.is_grad_enabled():
            cut = self._globally()
        if cut is not None:
            self._say(cut)
            return
        module = self.search.frozen[0] if self.search.frozen else self._frozen_module()
        if module is not None:
            self._say(module)
        elif state == NONE and (self._trainable(self.search.data)[1] or not self.search.unknown):
            self._say_data()
        elif self.failure.recorder is not None:
            self._numbers()
        else:
            facts.say("no-graph-unknown")
        if facts.cause is None:
            alive = [
                name
                for name, one in self.failure.tensors()
                if reading.requires_grad(one) and reading.node_of(one) is not None
            ]
            if alive:
                facts.say("alive", names=list(dict.fromkeys(alive))[:5])

    def _handed(self) -> Cut | None:
        """In what the program gave to a library that called backward()."""
        if self.failure.is_handed:
            for one in self.failure.handed():
                cut = self.search.status(one)[1]
                if cut is not None:
                    return cut
        return None

    def _recorded(self) -> Cut | None:
        recorder = self.failure.recorder
        if recorder is None:
            return None
        loss = recorder.loss_of(self.tensor)
        if loss is None or not loss.spots:
            return None
        places = [place for place in map(self._expr_at, loss.spots) if place is not None]
        if not places:
            return None
        operation = loss.operation.strip("_")
        call = next((one for one in ast.walk(places[0].node) if called(one) == operation), places[0].node)
        expr = places[0].sibling(call)
        if loss.reason == "off":
            mode = next((off for off in map(self.search._off, places) if off is not None), None)
            return Cut("off", expr, mode=mode)
        inner = call.func.value if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else None
        return Cut("cut", expr, loss.reason, expr.sibling(inner) if inner is not None else None)

    def _numbers(self) -> None:
        """Where a tensor was made into numbers last: what is made of them cannot be followed."""
        recorder = self.failure.recorder
        loss = recorder.exits[-1] if recorder is not None and recorder.exits else None
        place = self._expr_at(loss.spots[0]) if loss is not None and loss.spots else None
        if place is not None:
            self.facts.say("cut-perhaps", expr=place.text, place=place.place)

    def _expr_at(self, spot) -> Expr | None:
        """The statement that a recorded spot was in."""
        scope = self.program.scope_of(spot.code, spot.globals)
        if scope is None:
            return None
        env = Env(self.program.file(spot.code.co_filename, spot.globals), scope, {}, spot.globals)
        node = self.program.statement_on(spot.line, env)
        return Expr(node, env) if node is not None else None

    def _around(self) -> Cut | None:
        """Gradients may be off where the tensor is made although what it is made of could not be read."""
        for level in reversed(self.failure.own):
            env = self.failure.env(level)
            statement = self.program.statement_at(level, env) if env is not None else None
            if statement is not None:
                off = self.search._off(Expr(statement, env))
                if off is not None:
                    return Cut("off", Expr(statement, env), mode=off)
        return None

    def _globally(self) -> Cut | None:
        for env in self.failure.reader_functions():
            for node in env.file.within(env.scope):
                if isinstance(node, ast.Expr) and called(node.value) == "set_grad_enabled":
                    call = Expr(node.value, env)
                    return Cut("off-globally", call, mode=call)
        self.facts.say("off-globally-unknown")
        return None

    def _frozen_module(self) -> Cut | None:
        for level in reversed(self.failure.own):
            for names in (level.local, level.globals):
                for name, value in list(names.items()):
                    if reading.is_module(value) and name[:1] != "_" and Search._frozen(value):
                        env = self.failure.env(level)
                        if env is not None:
                            here = ast.Pass(lineno=level.line, col_offset=0)
                            node = placed(ast.Name(name, ast.Load()), here)
                            return Cut("frozen", Expr(node, env), thing=value)
        return None

    # ------------------------------------------------------------------------------------------ what is said

    def _outer(self, cut: Cut) -> Cut:
        """Of a frozen module, the frozen one around it that has a name: the model rather than a layer."""
        best, most = cut, len(list(reading.parameters_of(cut.thing)))
        for level in self.failure.own:
            env = self.failure.env(level)
            for name, value in list(level.local.items()) if env is not None else ():
                if not reading.is_module(value) or name[:1] == "_" or not Search._frozen(value):
                    continue
                count = len(list(reading.parameters_of(value)))
                if count > most and any(one is cut.thing for one in _modules_of(value)):
                    node = placed(ast.Name(name, ast.Load()), ast.Pass(lineno=level.line, col_offset=0))
                    best, most = Cut("frozen", Expr(node, env), thing=value), count
        return best

    def _say(self, cut: Cut) -> None:
        facts = self.facts
        wanted = self._wanted_input(cut) if cut.cause == "frozen" else None
        if cut.cause == "frozen" and wanted is None:
            cut = self._outer(cut)
        if wanted is not None:
            name, made = wanted
            facts.cause, facts.page = "data", CAUSES["data"]
            facts.terms.append(Term(name, None, "data", made.file, made.line))
            facts.say("data-input", name=name, place=made.place)
            facts.fix = Fix(PROBABLE, Changes().behind(made, ".requires_grad_()").edits, "caveat-input")
            return
        facts.cause = cut.cause
        mode = cut.mode
        if mode is not None and called(mode.node) == "inference_mode":
            facts.page = CAUSES["off-inference"]
        else:
            facts.page = CAUSES.get(cut.cause, CAUSES["cut"])
        name = cut.expr.text
        target = self._name_of(cut.expr)
        self.facts.terms.append(Term(target or name, None, cut.cause, (mode or cut.expr).file, (mode or cut.expr).line))
        if cut.cause == "off" and mode is None:
            facts.say("cut-off-somehow", name=target or name, place=cut.expr.place)
        elif cut.cause == "off":
            facts.say("cut-off", name=target or name, mode=mode.text, where=mode.place, place=cut.expr.place)
        elif cut.cause == "off-decorated":
            facts.say("cut-decorated", name=name, mode=mode.text, where=mode.place)
        elif cut.cause == "off-library":
            facts.say("cut-library", name=name, mode=mode.text, place=cut.expr.place)
        elif cut.cause == "off-globally":
            facts.say("cut-globally", mode=cut.expr.text, place=cut.expr.place)
        elif cut.cause == "frozen":
            facts.say("cut-frozen", name=self._module_name(cut), n=len(list(reading.parameters_of(cut.thing))))
        elif cut.cause == "checkpointed":
            facts.say("cut-checkpoint", expr=name, place=cut.expr.place)
        elif cut.cause == "frozen-parameter":
            facts.say("cut-parameter", expr=name, place=cut.expr.place)
        else:
            facts.say("cut", expr=name, place=cut.expr.place)
            facts.say(f"cut-{cut.reason or 'somehow'}", op=called(cut.expr.node) or name)
        self._fix(cut)

    def _wanted_input(self, cut: Cut) -> tuple[str, Expr] | None:
        """The input of a frozen module, if the program reads its ``.grad``: an attack, a saliency map."""
        node = cut.expr.node
        if not isinstance(node, ast.Call):
            return None
        file = cut.expr.env.file
        for argument in node.args:
            if not isinstance(argument, ast.Name):
                continue
            if not any(
                isinstance(one, ast.Attribute) and one.attr == "grad" and file.key(one.value) == argument.id
                for one in file.within(cut.expr.env.scope)
            ):
                continue
            for kind, source, path in self.program.definitions(cut.expr.sibling(argument)):
                if kind == "assign" and not path and source.is_reader:
                    return argument.id, source
        return None

    def _name_of(self, expr: Expr) -> str | None:
        """The name that an expression is assigned to."""
        parent = expr.env.file.parents.get(id(expr.node))
        if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0], PATHS):
            return expr.env.file.text(parent.targets[0])
        return None

    def _module_name(self, cut: Cut) -> str:
        node = cut.expr.node
        if isinstance(node, ast.Call):
            return cut.expr.sibling(node.func).text
        return node.id if isinstance(node, ast.Name) else cut.expr.text

    def _say_data(self) -> None:
        """Nothing that the tensor was made from requires a gradient."""
        facts = self.facts
        facts.cause = "data"
        facts.page = CAUSES["data"]
        found, sure = self._trainable(self.search.data)
        if not found:
            facts.say("data")
            return
        changes = Changes()
        for made in found:
            name = self._name_of(made) or made.text
            facts.terms.append(Term(name, None, "data", made.file, made.line))
            if made is found[0]:
                facts.say("data-from", name=name, place=made.place)
            self._require(changes, made)
        if changes.edits and (sure or len(self.search.data) == 1):
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-data")

    def _require(self, changes: Changes, made: Expr) -> None:
        """Where a tensor is made: it is to require a gradient, and to be a parameter if a module keeps it."""
        around = made.env.file.class_around(made.env.scope)
        parent = made.env.file.parents.get(id(made.node))
        target = parent.targets[0] if isinstance(parent, ast.Assign) else None
        if (
            around is not None
            and isinstance(target, ast.Attribute)
            and called(made.node) not in COPIES - {"tensor"}
            and self._in_module(made)
        ):
            changes.replace(made, f"torch.nn.Parameter({made.text})")
        elif called(made.node) in ("from_numpy", "as_tensor", "asarray", "normal") or (
            called(made.node) in ("arange", "tensor") and self._whole(made)
        ):
            changes.behind(made, ".float().requires_grad_()" if self._whole(made) else ".requires_grad_()")
        else:
            changes.argument(made, "requires_grad=True")

    def _in_module(self, made: Expr) -> bool:
        around = made.env.file.class_around(made.env.scope)
        value = made.env.globals.get(around.name)
        module = reading._torch().nn.Module
        return value is not None and reading.is_class(value) and any(one is module for one in reading.classes_of(value))

    @staticmethod
    def _whole(made: Expr) -> bool:
        numbers = [
            one.value
            for one in ast.walk(made.node)
            if isinstance(one, ast.Constant) and reading.exactly(one.value, int, float)
        ]
        return bool(numbers) and all(type(one) is int for one in numbers) and keyword(made.node, "dtype") is None

    def _trainable(self, data: list[Expr]) -> tuple[list[Expr], bool]:
        """Those that are meant to be trained, and whether that is certain.

        It is for those whose ``.grad`` is read, and that an optimizer or ``grad()`` is given.
        """
        data = [one for one in data if one.is_reader]
        wanted: set[int] = set()
        for env in self.failure.reader_functions():
            for node in env.file.within(env.scope):
                given = []
                if isinstance(node, ast.Attribute) and node.attr == "grad":
                    given = [node.value]
                elif called(node) in OPTIMIZERS or (called(node) == "grad" and len(node.args) > 1):
                    given = [
                        inner
                        for one in node.args
                        for inner in ([*one.elts] if isinstance(one, (ast.List, ast.Tuple)) else [one])
                    ]
                for one in given:
                    if isinstance(one, PATHS):
                        wanted |= {id(made.node) for made in self.program.expand(Expr(one, env), ())}
                        wanted |= {id(made.node) for made in self.program.expand(Expr(one, env), (EACH,))}
        chosen = [one for one in data if id(one.node) in wanted]
        named = [one for one in data if self._name_of(one) is not None]
        return chosen or named[:1] or data[:1], bool(chosen)

    # ------------------------------------------------------------------------------------------ the change

    def _fix(self, cut: Cut) -> None:
        facts, expr, changes = self.facts, cut.expr, Changes()
        confidence, caveat = PROBABLE, None
        if not (cut.mode or expr).is_reader:
            return
        if cut.cause == "off" and cut.mode is None:
            return
        if cut.cause in ("off", "off-decorated", "off-globally"):
            mode = cut.mode
            parent = mode.env.file.parents.get(id(mode.node))
            if isinstance(parent, FUNCTIONS):  # a decorator
                if not self._called_plainly(changes, cut, parent):
                    changes.line(mode.env.file, mode.line, "")
            elif self._moved_out(changes, cut):
                pass
            elif called(mode.node) == "set_grad_enabled":
                changes.replace(mode, mode.text.split("(")[0] + "(True)")
            else:
                module = mode.text.rpartition("(")[0] or mode.text
                changes.replace(mode, f"{module.rpartition('.')[0] or 'torch'}.enable_grad()")
            caveat = "caveat-globally" if cut.cause == "off-globally" else "caveat-off"
        elif cut.cause == "checkpointed":
            given = keyword(expr.node, "use_reentrant")
            if given is not None:
                changes.replace(expr.sibling(given), "False")
            else:
                changes.argument(expr, "use_reentrant=False")
            confidence, caveat = CERTAIN, "caveat-checkpoint"
        elif cut.cause == "slope":
            if isinstance(expr.node, ast.Call):
                given = keyword(expr.node, "create_graph")
                if given is not None:
                    changes.replace(expr.sibling(given), "True")
                else:
                    changes.argument(expr, "create_graph=True")
                confidence, caveat = CERTAIN, "caveat-slope"
        elif cut.cause == "frozen-parameter":
            changes.replace(expr.sibling(keyword(expr.node, "requires_grad")), "True")
        elif cut.cause == "frozen":
            self._unfreeze(changes, cut)
            caveat = "caveat-frozen"
        elif cut.reason in ("detach", "exit", "numpy") and (
            self._without_numpy(changes, cut) or self._past_numpy(changes, cut)
        ):
            caveat = "caveat-numpy-cut"
        elif cut.reason in ("detach", "exit", "comparison") and cut.inner is not None and not self._into_numpy(cut):
            changes.without(expr, cut.inner.node)
            if cut.reason == "comparison":
                caveat = "caveat-comparison"
            elif cut.reason == "detach":
                caveat = "caveat-detach"
            for copy in cut.copies:
                self._uncopy(changes, copy)
        elif cut.reason == "copy":
            self._uncopy(changes, expr)
        elif (
            cut.reason == "integers"
            and called(cut.expr.node) in ("long", "int", "round", "bool")
            and cut.inner is not None
        ):
            changes.without(cut.expr, cut.inner.node)
            caveat = "caveat-integers"
        if changes.edits:
            facts.fix = Fix(confidence, changes.edits, caveat)

    def _called_plainly(self, changes: Changes, cut: Cut, function) -> bool:
        """``net.predict(x)`` where predict is ``return self(x)`` without gradients: call the module itself."""
        node = cut.expr.node
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or node.func.attr != getattr(function, "name", "")
        ):
            return False
        calls = sum(len(file.calls.get(function.name, [])) for file, _ in self.program.reader_files())
        body = [one for one in function.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
        value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
        if (
            calls < 2
            or not isinstance(value, ast.Call)
            or not isinstance(value.func, ast.Name)
            or value.func.id != "self"
        ):
            return False
        changes.cut(
            cut.expr.env.file,
            node.func.value.end_lineno,
            node.func.value.end_col_offset,
            node.func.end_lineno,
            node.func.end_col_offset,
        )
        return True

    def _moved_out(self, changes: Changes, cut: Cut) -> bool:
        """The statement goes behind its ``with`` block, if other statements stay in that."""
        file, statement = cut.expr.env.file, cut.expr.statement
        block = file.parents.get(id(statement)) if statement is not None else None
        if (
            not isinstance(block, ast.With)
            or len(block.body) < 2
            or len(block.items) != 1
            or statement.lineno != statement.end_lineno
        ):
            return False
        if block is not file.statement_around(cut.mode.node) or not isinstance(statement, ast.Assign):
            return False
        names = {node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)}
        later = block.body[block.body.index(statement) + 1 :]
        if any(isinstance(node, ast.Name) and node.id in names for one in later for node in ast.walk(one)):
            return False
        text = f"{indent_of(file, block.lineno)}{file.line(statement.lineno).strip()}"
        last = block.body[-1]
        if last is statement:
            changes.line(file, statement.lineno, text)
        else:
            changes.line(file, statement.lineno, "")
            changes.line(file, last.end_lineno, f"{file.line(last.end_lineno)}\n{text}")
        return True

    @staticmethod
    def _into_numpy(cut: Cut) -> bool:
        """Whether NumPy or plain Python takes what is cut there: without the cut it would raise another error."""
        if called(cut.expr.node) in ("numpy", "tolist", "__array__"):
            return True
        for one in cut.expr.env.file.above(cut.expr.node):
            if isinstance(one, ast.stmt):
                return False
            if (
                called(one) in ("numpy", "tolist", "asarray", "array", "dumps")
                or "np." in ast.unparse(getattr(one, "func", one))[:3]
            ):
                return True
        return False

    def _uncopy(self, changes: Changes, copy: Expr) -> None:
        """``torch.tensor([a, b])`` of tensors becomes ``torch.stack([a, b])``; of one tensor, the tensor."""
        if not copy.is_reader or not copy.node.args:
            return
        inner = copy.node.args[0]
        several = (
            isinstance(inner, (ast.List, ast.Tuple, ast.ListComp))
            or reading.is_a(self.program.value(copy.sibling(inner)), list, tuple)
            or self._is_list(copy.sibling(inner))
        )
        if several:
            prefix = copy.text[: len(copy.text.split("(")[0]) - len(called(copy.node))]
            changes.cut(
                copy.env.file, inner.end_lineno, inner.end_col_offset, copy.node.end_lineno, copy.node.end_col_offset
            )
            changes.put(copy.env.file, inner.end_lineno, inner.end_col_offset, inner.end_col_offset, ")")
            changes.put(
                copy.env.file,
                copy.node.lineno,
                copy.node.col_offset,
                copy.node.func.end_col_offset,
                f"{prefix or 'torch.'}stack",
            )
        else:
            changes.without(copy, inner)

    def _without_numpy(self, changes: Changes, cut: Cut) -> bool:
        """``torch.from_numpy(np.diff(x.detach().numpy()))`` becomes ``torch.diff(x)``, where torch has the function."""
        copy = cut.copies[0] if cut.copies else None
        torch = reading._torch()
        if copy is None or not copy.is_reader or not copy.node.args or not isinstance(copy.node.args[0], ast.Call):
            return False
        inner = copy.node.args[0]
        base = self.program.value(copy.sibling(inner.func.value)) if isinstance(inner.func, ast.Attribute) else MISSING
        if type(base) is not types.ModuleType or str(reading.fields(base).get("__name__", "")) != "numpy":
            return False
        if called(inner) not in reading.fields(torch) or not inner.args or isinstance(inner.args[0], PATHS):
            return False
        given = inner.args[0]
        while isinstance(given, ast.Call):
            if isinstance(given.func, ast.Attribute) and called(given) in ("numpy", "cpu", "detach", "tolist"):
                given = given.func.value
            elif self.program.enter(copy.sibling(given)) is not None and len(given.args) == 1:
                given = given.args[0]
            else:
                return False
        text = copy.env.file.text
        rest = [text(one) for one in inner.args[1:]] + [
            f"{'dim' if one.arg == 'axis' else one.arg}={text(one.value)}" for one in inner.keywords
        ]
        changes.replace(copy, f"{self._torch_prefix(copy)}{called(inner)}({', '.join([text(given), *rest])})")
        return True

    def _past_numpy(self, changes: Changes, cut: Cut) -> bool:
        """``torch.as_tensor(f(x.detach().numpy()))`` of a function that only calculates becomes ``f(x)``."""
        copy, file = (cut.copies[0] if cut.copies else None), cut.expr.env.file
        if copy is None or not copy.is_reader or not copy.node.args or not isinstance(copy.node.args[0], ast.Call):
            return False
        env = self.program.enter(copy.sibling(copy.node.args[0]))
        if env is None or any(isinstance(one, ast.Call) for one in env.file.within(env.scope)):
            return False
        chain, leaves = cut.expr.node, called(cut.expr.node) == "numpy"
        while isinstance(file.parents.get(id(chain)), ast.Attribute):  # .detach().cpu().numpy()
            call = file.parents.get(id(file.parents[id(chain)]))
            if called(call) not in ("cpu", "numpy", "detach"):
                return False
            chain, leaves = call, leaves or called(call) == "numpy"
        inner = cut.inner.node if cut.inner is not None else None
        while called(inner) in ("detach", "cpu") and isinstance(inner.func, ast.Attribute):
            inner = inner.func.value
        if not leaves or inner is None or isinstance(file.parents.get(id(chain)), ast.Call):
            return False
        changes.without(cut.expr.sibling(chain), inner)
        changes.without(copy, copy.node.args[0])
        return True

    @staticmethod
    def _torch_prefix(expr: Expr) -> str:
        return next(
            (f"{name}." for name, value in list(expr.env.globals.items()) if value is reading._torch()), "torch."
        )

    def _is_list(self, expr: Expr) -> bool:
        return any(isinstance(one.node, (ast.List, ast.ListComp)) for one in self.program.expand(expr, ()))

    def _unfreeze(self, changes: Changes, cut: Cut) -> None:
        """Behind the line that freezes: the last layer is to be trained again."""
        if self._flagged(changes, cut):
            return
        found = sorted(self._freezings(cut.thing), key=lambda one: (one[0], one[1].line))
        if not found:
            self._made_frozen(changes, cut)
            return
        rank, place, spot, base = found[0]
        file = place.env.file
        self.facts.say("frozen-at", place=place.place)
        self.facts.terms[-1].file, self.facts.terms[-1].line = place.file, place.line
        flag = place.node.value if isinstance(place.node, ast.Assign) else (place.node.value.args or [None])[0]
        call = self._called_with(place.env, base)
        if flag is not None and not isinstance(flag, ast.Constant):  # a condition that none of the names meets
            self.facts.say("frozen-condition", expr=file.text(flag))
            by = self._only_call_of(place.env)
            if by is not None:
                self.facts.say("frozen-by", place=by.place)
                self.facts.terms.append(Term(by.text, None, "frozen", by.file, by.line))
            argument, statement = call if call is not None else (None, None)
            module = self._module_now(argument) if argument is not None else MISSING
            child = self._last_child(module) if reading.is_module(module) else ""
            if child:
                line = f"{indent_of(argument.env.file, statement.lineno)}{argument.text}{child}.requires_grad_(True)"
                last = argument.env.file.line(statement.end_lineno)
                changes.line(argument.env.file, statement.end_lineno, f"{last}\n{line}")
            return
        chosen = self._say_condition(place)
        by = self._only_call_of(place.env) if call is None and isinstance(place.env.scope, FUNCTIONS) else None
        if by is not None:
            self.facts.say("frozen-by", place=by.place)
            self.facts.terms.append(Term(by.text, None, "frozen", by.file, by.line))
        if call is not None:  # in a function: behind its call, where the module has a name
            argument, statement = call
            self.facts.say("frozen-by", place=argument.place)
            if not chosen:
                self.facts.terms[-1].file, self.facts.terms[-1].line = argument.file, argument.line
            file, spot, text = argument.env.file, statement, argument.text
            module = self._module_now(argument)
        else:
            text = file.text(base)
            module = self.program.value(Expr(base, place.env))
        child = self._last_child(module) if reading.is_module(module) else ""
        if chosen and not child:
            return
        line = f"{indent_of(file, spot.lineno)}{text}{child}.requires_grad_(True)"
        if call is None and spot is place.node and not child:  # it would be undone at once
            changes.line(file, spot.lineno, line if spot.lineno == spot.end_lineno else file.line(spot.lineno))
            return
        changes.line(file, spot.end_lineno, f"{file.line(spot.end_lineno)}\n{line}")

    def _module_now(self, argument: Expr):
        """What a function was given, or what has that name in a function that runs now."""
        found = self.program.value(argument)
        for level in reversed(self.failure.own):
            env = self.failure.env(level)
            if found is MISSING and env is not None:
                found = self.program.value(Expr(unplaced(argument.text), env, (level.line, 0)))
        return found

    def _only_call_of(self, env: Env) -> Expr | None:
        """The only call of the function that a line stands in, but for those in its own class."""
        around = env.file.class_around(env.scope)
        found = []
        for file, names in self.program.reader_files():
            for call in file.calls.get(getattr(env.scope, "name", ""), []):
                if around is None or file.class_around(call) is not around:
                    found.append(Expr(call, Env(file, file.scope_around(call), {}, names)))
        return found[0] if len(found) == 1 else None

    def _say_condition(self, place: Expr) -> bool:
        """The ``if`` in the loop that freezes: it held for every parameter. Says whether there is one."""
        condition = place.env.file.parents.get(id(place.node))
        if not isinstance(condition, ast.If) or not any(one is place.node for one in condition.body):
            return False
        test = place.sibling(condition.test)
        self.facts.say("frozen-if", expr=test.text, place=test.place)
        self.facts.terms[-1].file, self.facts.terms[-1].line = test.file, test.line
        return True

    def _made_frozen(self, changes: Changes, cut: Cut) -> None:
        """No line of the program freezes it: it is made so, as an adapter that PEFT loads for inference."""
        for made in self.program.made_by(cut.expr) if isinstance(cut.expr.node, PATHS) else ():
            if not made.is_reader or not isinstance(made.node, ast.Call):
                continue
            self.facts.terms[-1].file, self.facts.terms[-1].line = made.file, made.line
            self.facts.say("made", expr=made.text, place=made.place)
            owner = made.node.func.value if isinstance(made.node.func, ast.Attribute) else None
            kind = self.program.value(made.sibling(owner)) if owner is not None else MISSING
            module = str(reading.fields_of_class(kind).get("__module__")) if reading.is_class(kind) else ""
            if called(made.node) == "from_pretrained" and module.startswith("peft."):
                changes.argument(made, "is_trainable=True")
            return

    def _called_with(self, env: Env, base) -> tuple[Expr, ast.stmt] | None:
        """The argument of the only call of a freezing function, and the statement of that call."""
        if not isinstance(base, ast.Name):
            return None
        for kind, source, path in self.program.definitions(Expr(base, env)):
            statement = source.statement
            if (
                kind == "argument"
                and not path
                and isinstance(source.node, PATHS)
                and isinstance(statement, (ast.Expr, ast.Assign))
            ):
                return source, statement
        return None

    def _freezings(self, module):
        """(rank, place, statement or loop, expression of the module) of each line that may have frozen it."""
        for env in self.failure.reader_functions():
            for node in env.file.within(env.scope):
                target = node.targets[0] if isinstance(node, ast.Assign) else None
                call = node.value if isinstance(node, ast.Expr) and called(node.value) == "requires_grad_" else None
                if isinstance(target, ast.Attribute) and target.attr == "requires_grad":
                    given, base = node.value, target.value
                elif call is not None and isinstance(call.func, ast.Attribute):
                    given, base = (call.args[0] if call.args else ast.Constant(True)), call.func.value
                else:
                    continue
                if isinstance(given, ast.Constant) and given.value is not False:
                    continue
                loop = next((one for one in env.file.above(node) if isinstance(one, ast.For)), None)
                base = loop.iter if loop is not None else base
                while isinstance(base, ast.Call):
                    base = base.func.value if isinstance(base.func, ast.Attribute) else (base.args or [base.func])[0]
                value = self.program.value(Expr(base, env))
                inside = (
                    value is not MISSING
                    and reading.is_module(value)
                    and any(one is value for one in _modules_of(module))
                )
                rank = 0 if value is module else 1 if value is MISSING else 2 if inside else 3
                if rank < 3:
                    yield rank, Expr(node, env), loop if loop is not None else node, base

    def _flagged(self, changes: Changes, cut: Cut) -> bool:
        """``module.requires_grad = True`` sets an attribute that nothing reads: the method was meant."""
        if not any("requires_grad" in reading.fields(one) for one in _modules_of(cut.thing)):
            return False
        for env in self.failure.reader_functions():
            for node in env.file.within(env.scope):
                target = node.targets[0] if isinstance(node, ast.Assign) else None
                if (
                    not isinstance(target, ast.Attribute)
                    or target.attr != "requires_grad"
                    or not isinstance(node.value, ast.Constant)
                    or node.value.value is not True
                ):
                    continue
                loop = next((one for one in env.file.above(node) if isinstance(one, ast.For)), None)
                if loop is not None and "parameters" in ast.unparse(loop.iter):
                    continue
                place = Expr(node, env)
                self.facts.say("flagged", expr=place.text, place=place.place)
                self.facts.terms[-1] = Term(env.file.text(target.value), None, "frozen", place.file, place.line)
                changes.replace(place, f"{env.file.text(target.value)}.requires_grad_(True)")
                return True
        return False

    @staticmethod
    def _last_child(module) -> str:
        children = reading.fields(module).get("_modules") or {}
        best = ""
        for name, child in list(dict.items(children)):
            if reading.is_module(child) and any(True for _ in reading.parameters_of(child)):
                best = f"[{name}]" if name.isdigit() else f".{name}"
        return best


def _modules_of(module, depth: int = 0) -> list:
    """A module and everything in it."""
    found = [module]
    if depth < 40:
        for child in list(dict.values(reading.fields(module).get("_modules") or {})):
            if reading.is_module(child):
                found += _modules_of(child, depth + 1)
    return found


def _operands(node) -> list:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.Dict):
        return [one for one in node.values if one is not None]
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return node.elts
    if isinstance(node, (ast.Starred, ast.Await)):
        return [node.value]
    return []


def explain_no_graph(failure: Failure, facts: Facts) -> None:
    tensor = failure.target()
    if tensor is not None:
        NoGraph(failure, facts, tensor).explain()
