"""`Trying to backward through the graph a second time`: which part was used twice, and where the first time was."""

from __future__ import annotations

import ast
import functools
import re

import explain.reading as reading
from explain.data import CAUSES
from explain.edits import Changes, indent_of
from explain.facts import PROBABLE, Facts, Fix, Term
from explain.failure import Failure
from explain.frames import is_reader
from explain.graph import Op, chain, reaches
from explain.reading import MISSING
from explain.source import LOOPS, PATHS, Env, Exhausted, Expr, called, keyword, parameters, unplaced
from explain.tracing import Traced

_MEANT_FIXED = re.compile(r"(?i)^(adv|ret|gae|target|baseline|old|value)")  # meant to be constants of the loop


class Second(Traced):
    """The explanation of a tensor that leads into a graph that was freed."""

    def explain(self) -> None:
        facts = self.facts
        facts.name = self.failure.name(self.tensor) or "loss"
        facts.shape = reading.shape_of(self.tensor)
        facts.say("second", name=facts.name)
        if self.expr is None or self.root is None:
            return
        try:
            for attempt in (
                self._checkpointed,
                self._running_total,
                self._state,
                self._same,
                self._inside_call,
                self._earlier,
                self._siblings,
                self._before_loop,
                self._kept,
            ):
                if attempt():
                    break
            else:
                facts.say("second-unknown")
        except (Exhausted, RecursionError):
            facts.say("second-unknown")
        facts.page = CAUSES.get(facts.cause or "", facts.page)

    def _checkpointed(self) -> bool:
        """It failed in the backward() of a reentrant checkpoint: what its function reads besides was differentiated."""
        files = [level.file.replace("\\", "/") for level in self.failure.levels]
        places = [index for index, file in enumerate(files) if file.endswith("torch/utils/checkpoint.py")]
        if not places or places[-1] == len(files) - 1:  # its own saved tensors are gone: it is the outer graph
            return False
        self.facts.cause = "checkpoint-shared"
        self.facts.say("second-checkpoint")
        changes = Changes()
        for file, names in self.program.reader_files():
            for call in file.calls.get("checkpoint", []):
                flag = keyword(call, "use_reentrant")
                place = Expr(call, Env(file, file.scope_around(call), {}, names))
                if flag is None:
                    changes.argument(place, "use_reentrant=False")
                elif isinstance(flag, ast.Constant) and flag.value is True:
                    changes.replace(place.sibling(flag), "False")
        if changes.edits:
            self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-reentrant")
        return True

    # ------------------------------------------------------------------------------------------ loops

    def _loops(self) -> list[tuple[Env, ast.AST]]:
        """The loops around the failing line, innermost first, in all of the program's levels."""
        found = []
        for level in reversed(self.failure.own):
            env = self.failure.env(level)
            statement = self.program.statement_at(level, env) if env is not None else None
            if statement is not None:
                found += [
                    (env, node)
                    for node in env.file.above(statement)
                    if isinstance(node, LOOPS) and env.file.scope_around(node) is env.scope
                ]
        return found

    def _running_total(self) -> bool:
        """``total += loss; total.backward()`` in each round."""
        expr = self.expr
        if not isinstance(expr.node, PATHS):
            return False
        key = expr.env.file.key(expr.node)
        for env, loop in self._loops():
            if env is not expr.env:
                continue
            bindings = [
                one
                for one in env.file.bindings(env.scope)
                if one.target == key and _stands_in(env, one.statement, loop)
            ]
            own = [
                one
                for one in bindings
                if one.kind == "augment"
                or (
                    one.kind == "assign"
                    and any(isinstance(n, PATHS) and env.file.key(n) == key for n in ast.walk(one.value))
                )
            ]
            if not own or any(one.kind == "assign" and one not in own for one in bindings):
                continue
            statement = own[0].statement
            place = Expr(statement, env)
            self.facts.cause = "running-total"
            self.facts.terms.append(Term(key, self.facts.shape, "running-total", env.file.path, statement.lineno))
            self.facts.say("second-total", name=key, expr=place.text, place=place.place)
            changes = Changes()
            if isinstance(statement, ast.AugAssign):
                sign = {ast.Add: "+", ast.Sub: "-"}.get(type(statement.op))
                if sign is None:
                    return True
                value = env.file.text(statement.value)
                changes.replace(
                    Expr(statement, env),
                    f"{key} = {key}.detach() {sign} {value}"
                    if self._tensor_first(env, key, loop)
                    else f"{key} = {value}",
                )
            else:
                for node in ast.walk(own[0].value):
                    if isinstance(node, PATHS) and env.file.key(node) == key:
                        changes.behind(Expr(node, env), ".detach()")
            self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-total")
            return True
        return False

    def _tensor_first(self, env: Env, key: str, loop) -> bool:
        """Whether the total is a tensor from the start: a number has no detach()."""
        for one in env.file.bindings(env.scope):
            if one.target == key and one.kind == "assign" and not _stands_in(env, one.statement, loop):
                return not isinstance(one.value, ast.Constant)
        return True

    def _state(self) -> bool:
        """A name that a loop both reads and writes, and that has a graph: ``h = rnn(x, h)``."""
        for env, loop in self._loops():
            written: dict[str, list] = {}
            for binding in env.file.bindings(env.scope):
                if binding.kind in ("assign", "augment") and _stands_in(env, binding.statement, loop):
                    written.setdefault(binding.target, []).append(binding)
            for key, bindings in written.items():
                bindings.sort(key=lambda one: (one.line, one.column))
                first = bindings[0]
                read = self._read_before(env, loop, key, first)
                if read is None:
                    continue
                value = self.program.value(Expr(unplaced(key), env, (first.line, 0)))
                parts = (
                    [value]
                    if reading.is_tensor(value)
                    else [reading.item(value, index) for index in (0, 1)]
                    if reading.is_a(value, tuple, list)
                    else []
                )
                parts = [one for one in parts if reading.is_tensor(one) and reading.node_of(one) is not None]
                if not parts:
                    continue
                if not self._shares(parts[0]):
                    continue
                place = Expr(read, env)
                self.facts.cause = "state"
                self.facts.terms.append(Term(key, reading.shape_of(parts[0]), "state", env.file.path, read.lineno))
                self.facts.say("second-state", name=key, place=place.place)
                lost = self._thrown_away(env, loop)
                if lost is not None:
                    self.facts.say("thrown-away", expr=lost.text, place=lost.place)
                    self.facts.terms[-1].file, self.facts.terms[-1].line = lost.file, lost.line
                    column = lost.node.func.end_col_offset
                    changes = Changes().put(env.file, lost.node.func.end_lineno, column, column, "_")
                    self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-state")
                    return True
                new = (
                    f"tuple(s.detach() for s in {key})"
                    if reading.is_a(value, tuple)
                    else f"[s.detach() for s in {key}]"
                    if reading.is_a(value, list)
                    else f"{key}.detach()"
                )
                self.facts.fix = Fix(PROBABLE, self._detached(env, read, first, key, new), "caveat-state")
                return True
        return False

    @staticmethod
    def _thrown_away(env: Env, loop) -> Expr | None:
        """``state.detach()`` as a statement: it gives a new tensor, which nothing keeps."""
        for node in ast.walk(loop):
            if isinstance(node, ast.Expr) and called(node.value) == "detach" and not node.value.args:
                return Expr(node.value, env)
        return None

    def _read_before(self, env: Env, loop, key: str, first):
        """Where the loop reads a name before it gives it a new value."""
        best = None
        for node in ast.walk(loop):
            if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load) and env.file.key(node) == key:
                if env.file.scope_around(node) is not env.scope:
                    continue
                spot = (node.lineno, node.col_offset)
                inside = _stands_in(env, node, first.statement)
                if (spot < (first.statement.lineno, first.statement.col_offset) or inside) and (
                    best is None or spot < (best.lineno, best.col_offset)
                ):
                    best = node
        return best

    def _detached(self, env: Env, read, first, key: str, new: str):
        """``.detach()`` wherever a statement reads the state; a start of None stays as it is."""
        statement = env.file.statement_around(read)
        if hasattr(statement, "body"):  # the condition of an if: what is given to the network is meant
            statement = first.statement
        loop = next((one for one in env.file.above(statement) if isinstance(one, LOOPS)), None)
        outside = [
            one
            for one in env.file.bindings(env.scope)
            if one.target == key
            and one.kind == "assign"
            and loop is not None
            and not _stands_in(env, one.statement, loop)
        ]
        if any(isinstance(one.value, ast.Constant) and one.value.value is None for one in outside):
            new = f"({new} if {key} is not None else None)"
        changes = Changes()
        for node in ast.walk(statement):
            if (
                isinstance(node, PATHS)
                and isinstance(node.ctx, ast.Load)
                and env.file.key(node) == key
                and env.file.scope_around(node) is env.scope
            ):
                parent = env.file.parents.get(id(node))
                if isinstance(parent, ast.Starred):
                    continue
                changes.replace(Expr(node, env), new)
        return changes.edits

    def _shares(self, tensor) -> bool:
        """Whether the failing tensor is computed from another, or from what that was computed from."""
        node = reading.node_of(tensor)
        theirs = {op.node for op in chain(Op.of(tensor, self.failure.shapes), 3000) if op.kind != "AccumulateGrad"}
        for op in chain(self.root, 8000):
            if op.node is node or op.node in theirs:
                return True
        return False

    # ------------------------------------------------------------------------------------------ twice

    def _backwards(self) -> list[Expr]:
        """The calls of backward() and grad() that the program has, besides the failing one: in its order."""
        found = []
        for level in reversed(self.failure.own):
            env = self.failure.env(level)
            if env is None:
                continue
            around = env.file.class_around(env.scope)
            scopes = [env.scope]
            if around is not None:
                scopes += [
                    one
                    for one in around.body
                    if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one is not env.scope
                ]
            for scope in scopes:
                inner = env if scope is env.scope else Env(env.file, scope, self._self_of(env, scope), env.globals)
                for node in env.file.within(scope):
                    if (
                        isinstance(node, ast.Call)
                        and not self.program.dead(node, inner)
                        and called(node) in ("backward", "grad", "manual_backward")
                        and (self.call is None or node is not self.call.node)
                    ):
                        found.append(Expr(node, inner))
        return found

    @staticmethod
    def _self_of(env: Env, scope) -> dict:
        mine, theirs = parameters(env.scope), parameters(scope)
        if mine and theirs and mine[0] == theirs[0] and mine[0] in env.values:
            return {theirs[0]: env.values[mine[0]]}
        return {}

    def _object(self, call: Expr) -> Expr | None:
        """What goes backward: before ``.backward()``, else in the brackets, as of ``accelerator.backward(loss)``."""
        node = call.node
        if called(node) == "backward" and isinstance(node.func, ast.Attribute):
            receiver = call.sibling(node.func.value)
            value = self.program.value(receiver)
            if not node.args or value is MISSING or reading.is_tensor(value):
                return receiver
        return call.sibling(node.args[0]) if node.args else None

    def _keeps(self, call: Expr) -> bool:
        return any(
            one.arg in ("retain_graph", "create_graph")
            and not (isinstance(one.value, ast.Constant) and one.value.value is False)
            for one in call.node.keywords
        )

    def _same(self) -> bool:
        """The same tensor goes backward twice: another call, or a loop that does not make it anew."""
        key = self.expr.env.file.key(self.expr.node)
        for other in self._backwards():
            what = self._object(other)
            if (
                what is None
                or not other.is_reader
                or other.env.scope is not self.expr.env.scope
                or self._keeps(other)
                or what.env.file.key(what.node) != key
            ):
                continue
            if (other.line, 0) > (self.expr.line, self.expr.node.col_offset) and not self._loops():
                continue
            between = [
                one
                for one in other.env.file.bindings(other.env.scope)
                if one.target == key and other.line < one.line <= self.expr.line
            ]
            if between or other.line >= self.expr.line:
                continue
            self.facts.cause = "twice"
            self.facts.terms.append(Term(self.facts.name, self.facts.shape, "twice", other.file, other.line))
            self.facts.say("second-same", name=self.facts.name, place=other.place)
            statement = self.call.statement
            changes = Changes()
            if isinstance(statement, ast.Expr) and statement.value is self.call.node and self.call.is_reader:
                changes.line(self.call.env.file, self.call.line, indent_of(self.call.env.file, self.call.line) + "pass")
                self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-twice")
            else:
                self.facts.fix = Fix(PROBABLE, Changes().argument(other, "retain_graph=True").edits, "caveat-twice")
            return True
        return False

    def _inside_call(self) -> bool:
        """A function that made the tensor has called backward() on it already, and given it back."""
        for place in self.trace.of(self.root):
            if place.env.scope is self.expr.env.scope or not isinstance(place.node, PATHS) or not place.is_reader:
                continue
            key = place.env.file.key(place.node)
            for node in place.env.file.within(place.env.scope):
                if (
                    isinstance(node, ast.Call)
                    and called(node) in ("backward", "manual_backward")
                    and node is not self.call.node
                ):
                    what = self._object(Expr(node, place.env))
                    if what is None or what.env.file.key(what.node) != key or self._keeps(Expr(node, place.env)):
                        continue
                    other = Expr(node, place.env)
                    self.facts.cause = "twice"
                    self.facts.terms.append(Term(place.text, self.facts.shape, "twice", other.file, other.line))
                    self.facts.say("second-same", name=self.facts.name, place=other.place)
                    statement = other.statement
                    if (
                        isinstance(statement, ast.Expr)
                        and statement.value is node
                        and statement.lineno == statement.end_lineno
                    ):
                        file = place.env.file
                        changes = Changes().put(file, node.lineno, node.col_offset, node.end_col_offset, "pass")
                        self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-twice")
                    return True
        return False

    def _siblings(self) -> bool:
        """A loop over losses that share a part: each round's backward() frees it for the next."""
        for env, loop in self._loops():
            if not isinstance(loop, (ast.For, ast.AsyncFor)) or env is not self.expr.env:
                continue
            values = [
                self.program.value(Expr(node, env, (loop.lineno, 0)))
                for node in ast.walk(loop.iter)
                if isinstance(node, PATHS)
            ]
            values += [
                env.values.get(name, MISSING)
                for name in {node.id for part in loop.body for node in ast.walk(part) if isinstance(node, ast.Name)}
            ]
            for node in ast.walk(loop.iter):
                whole = self.program.value(Expr(node, env, (loop.lineno, 0))) if isinstance(node, PATHS) else MISSING
                if reading.is_tensor(whole) and reading.node_of(whole) is not None and reaches(self.root, whole):
                    self._say_siblings(env.file.text(node), env, loop)  # its elements
                    return True
            for value in values:
                if not reading.is_a(value, dict, list, tuple):
                    continue
                tensors = [one for _, one in reading.tensors_in({"x": value}) if reading.node_of(one) is not None]
                if len(tensors) < 2:
                    continue
                shared = [one for one in tensors if self._common(one) is not None]
                if len(shared) < 2:
                    continue
                op = self._common(
                    next((one for one in shared if reading.node_of(one) is not self.root.node), shared[0])
                )
                label = self._label(op) if op is not None else None
                self._say_siblings(label[0] if label else op.raw, env, loop)
                return True
        return False

    def _say_siblings(self, shared: str, env: Env, loop) -> None:
        self.facts.cause = "several"
        self.facts.terms.append(Term(self.facts.name, self.facts.shape, "several", self.expr.file, self.expr.line))
        self.facts.say("second-siblings", name=shared, place=Expr(loop, env).place)
        self.facts.fix = Fix(PROBABLE, Changes().argument(self.call, "retain_graph=True").edits, "caveat-siblings")

    def _before_loop(self) -> bool:
        """Something was computed once, above a loop, and each round goes backward through it."""
        for env, loop in self._loops():
            spot = (loop.lineno, loop.col_offset)
            for op in chain(self.root, 4000):
                if op.kind == "AccumulateGrad" or not op.parents:
                    continue
                places = [one for one in self.trace.of(op)]
                for one in places:
                    value = one.node
                    statement = one.statement
                    if one.env.scope is not env.scope or statement is None or not isinstance(statement, ast.Assign):
                        continue
                    if isinstance(value, PATHS) or statement.value is not value or (statement.end_lineno, 0) > spot:
                        continue
                    return self._say_before(env, loop, statement, op.shape)
            # what could not be traced: names that were made above, with a graph, and are read inside
            for binding in env.file.bindings(env.scope):
                if (
                    binding.kind == "assign"
                    and (binding.line, binding.column) <= spot
                    and not any(
                        one.target == binding.target and _stands_in(env, one.statement, loop)
                        for one in env.file.bindings(env.scope)
                    )
                ):
                    if not any(
                        isinstance(node, PATHS) and env.file.key(node) == binding.target for node in ast.walk(loop)
                    ):
                        continue
                    value = env.values.get(binding.target, MISSING)
                    if reading.is_tensor(value) and reading.node_of(value) is not None and self._shares(value):
                        return self._say_before(env, loop, binding.statement, reading.shape_of(value))
        return False

    def _say_before(self, env: Env, loop, statement, shape) -> bool:
        facts = self.facts
        name = env.file.text(statement.targets[0])
        place = Expr(statement, env)
        facts.cause = "survived"
        facts.terms.append(Term(name, shape, "survived", env.file.path, statement.lineno))
        facts.say("second-before", name=name, place=place.place, loop=f"{Expr(loop, env).place}")
        if statement.lineno != statement.end_lineno:
            return True
        target = statement.targets[0]
        read = any(
            isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and node.id == name
            and statement.lineno < node.lineno < loop.lineno
            for node in env.file.within(env.scope)
        )
        if isinstance(target, ast.Name) and (read or _MEANT_FIXED.search(name)):  # an advantage, a target
            changes = Changes().behind(Expr(statement.value, env), ".detach()")
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-fixed")
            return True
        first = loop.body[0]
        changes = Changes()
        changes.line(env.file, statement.lineno, "")
        indent = indent_of(env.file, first.lineno)
        if first.lineno > loop.lineno:
            changes.line(
                env.file,
                first.lineno,
                f"{indent}{env.file.line(statement.lineno).strip()}\n{env.file.line(first.lineno)}",
            )
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-before")
        return True

    # ------------------------------------------------------------------------------------------ two losses

    def _earlier(self) -> bool:
        """Another loss went backward before, and shares a part of the graph."""
        best = None
        for other in self._backwards():
            what = self._object(other)
            if what is None or self._keeps(other):
                continue
            if other.env.scope is self.expr.env.scope and other.line > self.expr.line and not self._loops():
                continue
            value = self.program.value(what)
            if value is MISSING and isinstance(what.node, ast.Call):
                continue
            if not reading.is_tensor(value) or reading.node_of(value) is None or value is self.tensor:
                continue
            shared = self._common(value)
            if shared is None:
                continue
            rank = (other.env.scope is self.expr.env.scope, other.line < self.expr.line, other.line)
            if best is None or rank > best[0]:
                best = (rank, other, what, shared)
        if best is None:
            return self._earlier_by_text()
        _, other, what, shared = best
        label = self._label(shared)
        facts = self.facts
        facts.cause = "several"
        name = label[0] if label else shared.raw
        facts.terms.append(Term(name, shared.shape, "shared", *(label[1] if label else (other.file, other.line))))
        facts.say("second-shared", name=name, other=what.text, place=other.place)
        self._fix_several(other, what, shared, name)
        return True

    def _earlier_by_text(self) -> bool:
        """The other loss is gone, or has been given a new value: the last call above, if it is alone."""
        above = [
            one
            for one in self._backwards()
            if one.env.scope is self.expr.env.scope and one.line < self.expr.line and not self._keeps(one)
        ]
        if not above:
            return False
        other = max(above, key=lambda one: one.line)
        what = self._object(other)
        mine = _names(self.program, self.expr)
        theirs = _names(self.program, what) if what is not None else {}
        shared = [key for key in mine if key in theirs]
        for key in shared:
            value = self.program.value(mine[key])
            if reading.is_tensor(value) and reading.node_of(value) is not None:
                facts = self.facts
                facts.cause = "several"
                place = next((source for kind, source, _ in self.program.definitions(mine[key])), mine[key])
                facts.terms.append(Term(key, reading.shape_of(value), "shared", place.file, place.line))
                facts.say("second-shared", name=key, other=what.text, place=other.place)
                op = Op.of(value, self.failure.shapes)
                self._fix_several(other, what, op, key)
                return True
        return False

    def _common(self, tensor) -> Op | None:
        """The newest operation that both tensors are computed from."""
        theirs = {op.key[0] for op in chain(Op.of(tensor, self.failure.shapes), 20_000) if op.kind != "AccumulateGrad"}
        shared = [
            op for op in chain(self.root, 20_000) if op.key[0] in theirs and op.kind != "AccumulateGrad" and op.parents
        ]
        if not shared:
            return None
        return max(shared, key=lambda op: op.order if op.order is not None else -1)

    def _label(self, op: Op):
        names = self.failure.names()
        places = [one for one in self.trace.of(op) if one.is_reader]
        made = next((one for one in reversed(places) if not isinstance(one.node, PATHS)), None)
        path = next((one for one in places if isinstance(one.node, PATHS)), None)
        name = names.get(op.key) or (path.text if path is not None else made.text if made is not None else None)
        if name is None:
            return None
        place = made or path
        if place is None:
            for level in reversed(self.failure.own):
                env = self.failure.env(level)
                if env is None:
                    continue
                for binding in env.file.bindings(env.scope):
                    if binding.target == name:
                        return name, (env.file.path, binding.statement.lineno)
        return name, ((place.file, place.line) if place is not None else (self.expr.file, self.expr.line))

    def _fix_several(self, other: Expr, what: Expr, shared: Op | None, name: str) -> None:
        """Both losses go backward at once; with a step between them, the first must not use the shared part."""
        facts = self.facts
        same_scope = other.env.scope is self.expr.env.scope and other.line < self.expr.line
        statement, mine = other.statement, self.call.statement if self.call is not None else None
        plain = (
            same_scope
            and called(other.node) == "backward"
            and isinstance(statement, ast.Expr)
            and statement.value is other.node
            and not other.node.args
            and not other.node.keywords
        )
        plain = (
            plain
            and isinstance(mine, ast.Expr)
            and not self.call.node.args
            and not self.call.node.keywords
            and called(self.call.node) == "backward"
        )
        file = self.expr.env.file
        stepped = same_scope and any(
            isinstance(node, ast.Call) and called(node) == "step" and other.line < node.lineno < self.expr.line
            for node in file.within(self.expr.env.scope)
        )
        if plain and not stepped and file.parents.get(id(statement)) is file.parents.get(id(mine)):
            changes = Changes()
            left = what.text if isinstance(what.node, (*PATHS, ast.Call)) else f"({what.text})"
            right = self.expr.text if isinstance(self.expr.node, (*PATHS, ast.Call)) else f"({self.expr.text})"
            changes.line(file, self.call.line, f"{indent_of(file, self.call.line)}({left} + {right}).backward()")
            changes.line(file, other.line, "")
            between = [
                one
                for one in file.bindings(self.expr.env.scope)
                if one.target == file.key(what.node) and other.line < one.line < self.expr.line
            ]
            if not between:
                facts.fix = Fix(PROBABLE, changes.edits, "caveat-several")
                return
        if self._trains(other, shared) and not self._trains(self.call, shared):  # the generator came first
            detach, caveat = self._detachable(self.expr, name) or self._read_of(self.expr, name), "caveat-gan-second"
        else:
            detach, caveat = self._detachable(what, name), "caveat-gan"
        if detach is not None:
            facts.cause = "gan"
            facts.fix = Fix(PROBABLE, Changes().behind(detach, ".detach()").edits, caveat)
            return
        if stepped:  # kept weights that a step changes would fail next
            self._compute_again(other, name)
        elif other.is_reader:
            facts.fix = Fix(PROBABLE, Changes().argument(other, "retain_graph=True").edits, "caveat-retain")

    def _compute_again(self, other: Expr, name: str) -> None:
        """``score = net(fake)`` that two losses read: the first one without what made ``fake``, the second one anew."""
        env, file = self.expr.env, self.expr.env.file
        sources = self.program.definitions(Expr(unplaced(name), env, (other.line, 0))) if name.isidentifier() else []
        kind, source, path = sources[0] if sources else ("", None, ())
        if kind != "assign" or path or not isinstance(source.node, ast.Call) or source.env is not env:
            return
        statement, mine = source.statement, None
        for node in file.within(env.scope):  # the statement behind the step that reads it
            if isinstance(node, ast.Assign) and other.line < node.lineno <= self.expr.line:
                if any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node.value)):
                    mine = node if mine is None or node.lineno < mine.lineno else mine
        if (
            mine is None
            or statement.lineno != statement.end_lineno
            or not reading.is_module(self.program.value(source.sibling(source.node.func)))
        ):
            return
        changes = Changes()
        for argument in source.node.args:
            value = self.program.value(source.sibling(argument)) if isinstance(argument, PATHS) else MISSING
            if reading.is_tensor(value) and reading.node_of(value) is not None:
                changes.behind(source.sibling(argument), ".detach()")
        again = f"{indent_of(file, mine.lineno)}{file.line(statement.lineno).strip()}\n{file.line(mine.lineno)}"
        changes.line(file, mine.lineno, again)
        self.facts.cause = "gan"
        self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-gan")

    def _trains(self, call: Expr | None, shared: Op | None) -> bool:
        """Whether the first step() below a backward() is of an optimizer of what the shared part is computed from."""
        if call is None or shared is None:
            return False
        steps = [
            node
            for node in call.env.file.within(call.env.scope)
            if called(node) == "step" and isinstance(node.func, ast.Attribute) and node.lineno >= call.line
        ]
        if not steps:
            return False
        step = min(steps, key=lambda one: one.lineno)
        held = {id(one) for one in reading.optimized(self.program.value(Expr(step.func.value, call.env)))}
        return any(id(op.variable) in held for op in chain(shared, 8000) if op.variable is not None)

    def _read_of(self, what: Expr, name: str) -> Expr | None:
        """Where a tensor is computed from a name, as an argument of a call."""
        todo, seen = [what], set()
        while todo and len(seen) < 60:
            expr = todo.pop()
            if id(expr.node) in seen:
                continue
            seen.add(id(expr.node))
            for node in ast.walk(expr.node):
                if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load):
                    parent = expr.env.file.parents.get(id(node))
                    argument = isinstance(parent, ast.Call) and parent.func is not node
                    if expr.env.file.key(node) == name and (argument or isinstance(parent, ast.BinOp)):
                        return expr.sibling(node)
                    sources = self.program.definitions(Expr(node, expr.env, expr.at))
                    todo += [source for kind, source, _ in sources if kind == "assign"]
        return None

    def _detachable(self, what: Expr, name: str) -> Expr | None:
        """Where the first loss reads the shared tensor as an input of a network: ``netD(fake)``."""
        seen = set()
        todo = [what]
        while todo and len(seen) < 60:
            expr = todo.pop()
            if id(expr.node) in seen:
                continue
            seen.add(id(expr.node))
            for node in ast.walk(expr.node):
                if isinstance(node, ast.Call):
                    for argument in node.args:
                        if (
                            isinstance(argument, PATHS)
                            and (expr.env.file.key(argument) == name or self._joins(expr.sibling(argument), name))
                            and reading.is_module(self.program.value(expr.sibling(node.func)))
                        ):
                            return expr.sibling(argument)
                    env = self.program.enter(expr.sibling(node))
                    if env is not None and any(
                        isinstance(one, PATHS) and expr.env.file.key(one) == name for one in node.args
                    ):
                        parameter = next(
                            (
                                key
                                for key, one in env.arguments.items()
                                if isinstance(one.node, PATHS) and one.env.file.key(one.node) == name
                            ),
                            None,
                        )
                        for inner in env.file.within(env.scope):
                            if isinstance(inner, ast.Call) and any(
                                isinstance(one, ast.Name) and one.id == parameter for one in inner.args
                            ):
                                if reading.is_module(self.program.value(Expr(inner.func, env))):
                                    return Expr(
                                        next(
                                            one
                                            for one in inner.args
                                            if isinstance(one, ast.Name) and one.id == parameter
                                        ),
                                        env,
                                    )
                if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                    parent = expr.env.file.parents.get(id(node))
                    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult):  # an advantage, a weight
                        return expr.sibling(node)
                if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load):
                    todo += [
                        source
                        for kind, source, _ in self.program.definitions(Expr(node, expr.env, expr.at))
                        if kind in ("assign", "attribute")
                    ]
        return None

    def _joins(self, argument: Expr, name: str) -> bool:
        """Whether a local name is ``torch.cat((real, fake), 1)`` or another join of the named tensor with others."""
        return isinstance(argument.node, ast.Name) and any(
            kind == "assign"
            and not path
            and called(source.node) in ("cat", "concat", "concatenate", "stack", "hstack", "vstack")
            and any(isinstance(one, PATHS) and source.env.file.key(one) == name for one in ast.walk(source.node))
            for kind, source, path in self.program.definitions(argument)
        )

    def _kept(self) -> bool:
        """A tensor that an object keeps from one call to the next: ``self.memory = …``, read before it is written."""
        for level in reversed(self.failure.levels):
            for name, tensor in reading.tensors_in(level.local):
                if (
                    "." not in name
                    or reading.node_of(tensor) is None
                    or tensor is self.tensor
                    or not self._shares(tensor)
                ):
                    continue
                base, _, attribute = name.partition("[")[0].rpartition(".")
                owner = self._owner(level, base)
                if owner is MISSING or reading.is_tensor(owner):
                    continue
                if self._cached(owner, attribute, tensor):
                    return True
                places = self._stores(owner, attribute)
                for env, statement, value in places:
                    key = f"{(parameters(env.scope) or ['self'])[0]}.{attribute}"
                    place = Expr(statement, env)
                    self.facts.cause = "kept"
                    self.facts.terms.append(
                        Term(key, reading.shape_of(tensor), "kept", env.file.path, statement.lineno)
                    )
                    if env.scope.name == "__init__":
                        self.facts.say("second-once", name=key, place=place.place)
                        self._fix_once(Expr(value, env), statement, attribute)
                    else:
                        self.facts.say("second-kept", name=key, place=place.place)
                        self._fix_kept(env, statement, value, key, owner, attribute)
                    return True
        return False

    def _cached(self, owner, attribute: str, tensor) -> bool:
        """A ``cached_property`` that is computed from parameters."""
        raw = reading.raw_of_class(type(owner), attribute)
        if type(raw) is not functools.cached_property or not is_reader(raw.func.__code__.co_filename):
            return False
        env = self.program.env_in(raw.func, owner)
        if env is None:
            return False
        for one in env.scope.decorator_list:
            name = one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "")
            if name == "cached_property":
                place = Expr(one, env)
                key = f"{parameters(env.scope)[0]}.{attribute}"
                self.facts.cause = "kept"
                self.facts.terms.append(Term(key, reading.shape_of(tensor), "kept", place.file, place.line))
                self.facts.say("second-cached", name=key, place=place.place)
                self.facts.fix = Fix(PROBABLE, Changes().replace(place, "property").edits, "caveat-cached")
                return True
        return False

    def _stores(self, owner, attribute: str):
        """(environment, statement, value) of what an object's methods put into an attribute, or an element of it."""
        found = []
        for env in self.program.methods(owner):
            if not parameters(env.scope):
                continue
            key = f"{parameters(env.scope)[0]}.{attribute}"
            for node in env.file.within(env.scope):
                if not isinstance(node, (ast.Assign, ast.AugAssign)):
                    continue
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    for one in _elements(target):
                        base = one.value if isinstance(one, ast.Subscript) else one
                        if isinstance(base, PATHS) and env.file.key(base) == key and not _starts(node.value):
                            found.append((env, node, node.value))
        found = [one for one in found if called(one[2]) not in ("detach", "item", "float", "tolist")]
        return sorted(
            found,
            key=lambda one: (one[0].scope.name == "__init__", not _reads(one[0], one[2], attribute), one[1].lineno),
        )

    def _fix_kept(self, env: Env, statement, value, key: str, owner, attribute: str) -> None:
        """Detach what is kept: where it is read in the statement that writes it, else what is written."""
        reads = [
            node
            for node in ast.walk(value)
            if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load) and env.file.key(node) == key
        ]
        kept = reading.member(owner, attribute)
        changes = Changes()
        if not reads and self._anew(changes, env, statement):
            self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-cached")
            return
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], (ast.Tuple, ast.List)) and not reads:
            return
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], (ast.Tuple, ast.List)):
            new = f"tuple(s.detach() for s in {key})" if reading.is_a(kept, tuple) else f"{key}.detach()"
            if self._may_be_none(env, attribute):
                new = f"({new} if {key} is not None else None)"
            for node in reads:
                changes.replace(Expr(node, env), new)
            others = {env.file.key(one) for one in _elements(statement.targets[0]) if isinstance(one, ast.Attribute)}
            for node in ast.walk(value):  # the cell of an LSTM beside its state
                if isinstance(node, ast.Attribute) and env.file.key(node) in others - {key}:
                    changes.behind(Expr(node, env), ".detach()")
        else:
            changes.behind(Expr(value, env), ".detach()")
        self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-state")

    @staticmethod
    def _anew(changes: Changes, env: Env, statement) -> bool:
        """``if self.kept is None: self.kept = …``: it is computed from nothing that is kept, so it can be each time."""
        file = env.file
        condition = file.parents.get(id(statement))
        if not isinstance(condition, ast.If) or len(condition.body) != 1 or condition.orelse:
            return False
        if statement.lineno != statement.end_lineno or statement.lineno == condition.lineno:
            return False
        if condition.test.lineno != condition.test.end_lineno:
            return False
        text = f"{indent_of(file, condition.lineno)}{file.line(statement.lineno).strip()}"
        changes.line(file, condition.lineno, "")
        changes.line(file, statement.lineno, text)
        return True

    def _may_be_none(self, env: Env, attribute: str) -> bool:
        around = env.file.class_around(env.scope)
        return around is not None and any(
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and node.value.value is None
            and any(isinstance(one, ast.Attribute) and one.attr == attribute for one in node.targets)
            for node in ast.walk(around)
        )

    def _fix_once(self, source: Expr, statement, attribute: str) -> None:
        """What the constructor computes from parameters becomes a property: it is computed whenever it is read."""
        env, file = source.env, source.env.file
        names = parameters(env.scope)
        value = _over_attributes(source)
        if value is None:
            return
        if statement.lineno != statement.end_lineno:
            return
        outer = indent_of(file, env.scope.lineno)
        inner = indent_of(file, statement.lineno)
        added = f"\n{outer}@property\n{outer}def {attribute}({names[0]}):\n{inner}return {value}"
        last = env.scope.body[-1]
        changes = Changes()
        if last is statement:
            changes.line(file, statement.lineno, (f"{inner}pass" if len(env.scope.body) == 1 else "") + added)
        else:
            changes.line(file, statement.lineno, "")
            changes.line(file, last.end_lineno, file.line(last.end_lineno) + added)
        self.facts.fix = Fix(PROBABLE, changes.edits, "caveat-once")

    def _owner(self, level, base: str):
        env = self.failure.env(level)
        if env is None:
            return MISSING
        try:
            node = unplaced(base)
        except SyntaxError:
            return MISSING
        return self.program.value(Expr(node, env, (level.line, 0)))


def _over_attributes(source: Expr) -> str | None:
    """An expression of a constructor in terms of what it stores, without its arguments and local names."""
    file, scope = source.env.file, source.env.scope
    first, *given = parameters(scope)
    stored, local = {}, {}
    for one in file.within(scope):
        if not isinstance(one, ast.Assign) or len(one.targets) != 1:
            continue
        targets, values = _elements(one.targets[0]), [one.value]
        if len(targets) > 1:
            values = one.value.elts if isinstance(one.value, ast.Tuple) else []
        for target, value in zip(targets, values):
            if isinstance(target, ast.Attribute) and isinstance(value, ast.Name):
                stored[value.id] = file.text(target)
            elif isinstance(target, ast.Name):
                local.setdefault(target.id, []).append(value)
    bound = {one.target for one in file.bindings(scope)}

    class Known(ast.NodeTransformer):
        depth = 0

        def visit_Name(self, node):
            name = node.id
            if name in stored and name != first:
                return ast.Name(stored[name], ast.Load())
            if name in local and len(local[name]) == 1 and self.depth < 5:
                self.depth += 1
                return self.visit(ast.parse(ast.unparse(local[name][0]), mode="eval").body)
            if name in given or name in bound:
                raise LookupError(name)
            return node

    try:
        known = Known()
        tree = known.visit(ast.parse(source.text, mode="eval").body)
    except (LookupError, SyntaxError):
        return None
    return ast.unparse(tree) if known.depth or stored else source.text


def _reads(env: Env, value, attribute: str) -> bool:
    """Whether a value is computed from the attribute itself."""
    return any(isinstance(node, ast.Attribute) and node.attr == attribute for node in ast.walk(value))


def _elements(target) -> list:
    """What an assignment gives values to: ``out, (self.h, self.c)`` has three."""
    if isinstance(target, (ast.Tuple, ast.List)):
        return [inner for one in target.elts for inner in _elements(one)]
    return [target]


def _starts(value) -> bool:
    """A start value rather than a result: None, a number, an empty container, ``[None] * n``, zeros."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return isinstance(value.left, ast.List) or isinstance(value.right, ast.List)
    return isinstance(value, (ast.Constant, ast.Dict, ast.List)) or called(value) in (
        "zeros",
        "dict",
        "list",
        "defaultdict",
        "zeros_like",
    )


def _stands_in(env: Env, node, outer) -> bool:
    return node is outer or any(one is outer for one in env.file.above(node))


def _names(program, expr: Expr, depth: int = 0, found: dict | None = None) -> dict:
    """The names that an expression is computed from, behind those names too."""
    found = {} if found is None else found
    if depth > 8 or expr is None:
        return found
    for node in ast.walk(expr.node):
        if isinstance(node, ast.Name) and isinstance(getattr(node, "ctx", None), ast.Load):
            one = Expr(node, expr.env, expr.at)
            if node.id not in found:
                found[node.id] = one
                for kind, source, _ in program.definitions(one):
                    if kind == "assign":
                        _names(program, source, depth + 1, found)
    return found


def explain_second(failure: Failure, facts: Facts) -> None:
    tensor = failure.target()
    if tensor is not None:
        Second(failure, facts, tensor).explain()
