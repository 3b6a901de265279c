"""`modified by an inplace operation`: which tensor was needed, and which line wrote into it."""

from __future__ import annotations

import ast
import re

import explain.reading as reading
from explain.data import CAUSES
from explain.edits import Changes, indent_of
from explain.facts import CERTAIN, PROBABLE, Facts, Fix, Term
from explain.failure import Failure
from explain.graph import Op, Private, chain, reaches
from explain.reading import MISSING
from explain.source import LOOPS, PATHS, Env, Expr, called, keyword, unplaced
from explain.tracing import METHODS, OPERATORS

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@"}
_SAVE_RESULT = ("Exp", "Sigmoid", "Tanh", "Sqrt", "Softmax", "LogSoftmax", "Relu")
_HARMLESS = {"requires_grad_", "retain_grad_", "zero_grad_", "share_memory_", "zero_"}


METHODS_OF: dict[str, set[str]] = {}
for _method, _results in METHODS.items():
    for _result in _results:
        METHODS_OF.setdefault(_result, set()).add(_method)


class Writing:
    """A statement that changes a tensor where it is. ``kind`` is augment, index, method, argument."""

    def __init__(self, kind: str, key: str, expr: Expr):
        self.kind, self.key, self.expr = kind, key, expr


class InPlace:
    def __init__(self, failure: Failure, facts: Facts, tensor):
        self.failure, self.facts, self.tensor, self.program = failure, facts, tensor, failure.program
        _, dims, _, self.made, version, expected = failure.match.groups()
        self.shape = tuple(int(one) for one in re.findall(r"\d+", dims))
        self.version, self.expected = int(version), int(expected)
        self.root = failure.root(tensor) if tensor is not None else None

    def explain(self) -> None:
        facts = self.facts
        facts.name = self.failure.name(self.tensor) if self.tensor is not None else None
        facts.shape = reading.shape_of(self.tensor) if self.tensor is not None else None
        culprit = self._culprit()
        operation = culprit.kind.lower() if culprit is not None else None
        variables = self._variables()
        parameters = [(name, one) for name, one in variables if reading.is_leaf(one) and reading.requires_grad(one)]
        weight = self._weight(culprit)
        named = [name for name, one in parameters if one is weight] or [name for name, _ in parameters]
        if parameters and self._steps():
            self._say_stepped(named[0], operation)
            return
        writing = self._writing([name for name, _ in variables], culprit)
        if writing is None:
            if parameters:
                self._say_stepped(parameters[0][0], operation)
                return
            facts.say("in-place-any", shape=self.shape, op=operation)
            if variables:
                facts.terms.append(Term(variables[0][0], self.shape, "own-line"))
            return
        facts.cause = "own-index" if writing.kind == "index" else "own-line"
        facts.page = CAUSES[facts.cause]
        facts.terms.append(Term(writing.key, self.shape, facts.cause, writing.expr.file, writing.expr.line))
        if writing.kind == "argument" and not writing.key.isidentifier():
            facts.say("in-place-any", shape=self.shape, op=operation)
        else:
            facts.say("in-place", name=writing.key, shape=self.shape, op=operation)
        facts.say("in-place-by", expr=writing.expr.text, place=writing.expr.place)
        self._fix(writing)

    def _weight(self, culprit: Op | None):
        """The leaf tensor that the operation saved, perhaps transposed."""
        for op in culprit.parents if culprit is not None else ():
            while op.kind in ("T", "AsStrided", "Transpose", "Permute", "View", "Expand", "Unsqueeze") and op.parents:
                op = op.parents[0]
            if op.variable is not None and reading.size_of(op.variable) == reading.product(self.shape):
                return op.variable
        return None

    def _culprit(self) -> Op | None:
        """The operation whose saved tensor was changed."""
        if self.root is None:
            return None
        for op in chain(self.root, 6000):
            if any(
                "modified by an inplace" in reason and f"version {self.version};" in reason
                for reason in Private.unreadable(op.node)
            ):
                return op
        return None

    def _variables(self) -> list[tuple[str, object]]:
        """The program's tensors of that shape and that version; a view of a weight shares the version."""
        every = [(name, one) for name, one in self.failure.tensors() if reading.version_of(one) == self.version]
        found = [(name, one) for name, one in every if reading.shape_of(one) == self.shape]
        size = reading.product(self.shape)
        same_size = [(name, one) for name, one in every if reading.size_of(one) == size]
        view = (self.made or "") in (
            "",
            "TBackward0",
            "AsStridedBackward0",
            "TransposeBackward0",
            "ExpandBackward0",
            "UnsqueezeBackward0",
        )
        if view:  # of a parameter or a buffer, in another shape
            leaves = [(name, one) for name, one in same_size if reading.is_leaf(one)]
            if any(reading.requires_grad(one) for _, one in leaves) and self._steps():
                found = [(name, one) for name, one in leaves if reading.requires_grad(one)]
            found = found or leaves
        found = found or same_size
        return sorted(found, key=lambda one: (one[0].count("."), len(one[0])))

    # ------------------------------------------------------------------------------------------ who wrote

    def _writings(self) -> list[Writing]:
        """Every statement of the program that writes into a tensor, of the failing functions first."""
        found, seen = [], set()
        envs = [self.failure.env(level) for level in reversed(self.failure.own)]
        envs = [one for one in envs if one is not None] + list(self.failure.reader_functions())
        for env in envs:
            if id(env.scope) in seen:
                continue
            seen.add(id(env.scope))
            for node in env.file.within(env.scope):
                if not self.program.dead(node, env):
                    found += self._writes(node, env)
        return found

    def _writes(self, node, env: Env) -> list[Writing]:
        file = env.file
        if isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Subscript):
                return [Writing("index", file.key(node.target.value), Expr(node, env))]
            return [Writing("augment", file.key(node.target), Expr(node, env))]
        if isinstance(node, ast.Assign):
            return [
                Writing("index", file.key(one.value), Expr(node, env))
                for one in node.targets
                if isinstance(one, ast.Subscript)
            ]
        if isinstance(node, ast.Call):
            flag = keyword(node, "inplace")
            if flag is None:
                flag = next(
                    (
                        inner.node
                        for one in node.keywords
                        if one.arg is None
                        for inner in self.program.expand(Expr(one.value, env), (("item", "inplace"),))
                    ),
                    None,
                )
            if (
                flag is None
                and called(node) in ("ReLU", "LeakyReLU", "Dropout", "ELU", "SiLU", "Hardswish", "ReLU6")
                and len(node.args) == 1
                and called(node) != "Dropout"
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value is True
            ):
                flag = node.args[0]
            if flag is not None and not isinstance(flag, ast.Constant):
                flag = next(
                    (one.node for one in self.program.constants(Expr(flag, env)) if one.node.value is True), None
                )
            if isinstance(flag, ast.Constant) and flag.value is True:
                return [
                    Writing(
                        "argument",
                        file.key(node.args[0]) if node.args and isinstance(node.args[0], PATHS) else file.text(node),
                        Expr(node, env),
                    )
                ]
            name = called(node)
            if (
                isinstance(node.func, ast.Attribute)
                and re.fullmatch(r"[a-z][a-z0-9_]*[a-z0-9]_", name)
                and name not in _HARMLESS
            ):
                base = node.func.value
                while isinstance(base, ast.Subscript) and not _in_dictionary(base):
                    base = base.value
                root = file.key(base)
                if root in ("init", "nn.init", "torch.nn.init"):
                    return [Writing("init", file.key(node.args[0]) if node.args else root, Expr(node, env))]
                return [Writing("method", root, Expr(node, env))]
        return []

    def _writing(self, names: list[str], culprit: Op | None) -> Writing | None:
        """The statement that wrote: by the name of the tensor, by its operation, or because it is the only one."""
        every = [one for one in self._writings() if one.kind != "init" and not self._is_number(one)]
        applied = self._applied(every, culprit)
        if applied is not None:
            return applied
        by_name = [one for one in every if one.key in names]
        if not by_name:  # self.queue here, model.queue there
            last = {name.rpartition(".")[2] for name in names if "." in name}
            by_name = [one for one in every if "." in one.key and one.key.rpartition(".")[2] in last]
        if by_name:
            return self._latest([one for one in by_name if self._read_beside(one, culprit)] or by_name)
        beside = [one for one in every if one.kind != "argument" and self._read_beside(one, culprit)]
        if len(beside) == 1:
            return beside[0]
        kind = (self.made or "").removesuffix("Backward0").lower()
        if kind in ("relu", "leakyrelu", "elu", "silu", "dropout", "threshold", "hardtanh"):
            named = [one for one in every if one.kind == "argument"]
            if named:
                return named[0]
        shaped = [one for one in every if self._shape(one) == self.shape and not self._is_another(one)]
        if shaped:
            return self._latest(shaped)
        unknown = [one for one in every if self._shape(one) is None]
        inner = [
            one for one in unknown if kind and kind.rstrip("_0123456789") in one.expr.text.lower().replace("_", "")
        ]
        arguments = [one for one in unknown if one.kind == "argument"]
        if kind in ("select", "slice", "asstrided", "copyslices", "unbind", "index"):
            inner = [one for one in unknown if one.kind == "index"] or inner
        ranked = inner or [one for one in unknown if one.kind != "argument"] or arguments
        return self._latest(ranked) if ranked else None

    def _is_another(self, writing: Writing) -> bool:
        """Whether the name that is written has one value alone, and that was not changed as often as the tensor."""
        env = writing.expr.env
        made = [one for one in env.file.bindings(env.scope) if one.target == writing.key and one.kind != "augment"]
        if len(made) != 1 or made[0].kind != "assign" or writing.key not in env.values:
            return False
        value = env.values[writing.key]
        return reading.is_tensor(value) and reading.version_of(value) != self.version

    @staticmethod
    def _read_beside(writing: Writing, culprit: Op | None) -> bool:
        """Whether the function that writes also has the operation that saved the tensor, on that name."""
        if culprit is None:
            return False
        kinds = [kind for kind, names in OPERATORS.items() if culprit.kind in names]
        methods = METHODS_OF.get(culprit.kind, set())
        file = writing.expr.env.file
        for node in file.within(writing.expr.env.scope):
            operands = []
            if isinstance(node, ast.BinOp) and any(isinstance(node.op, kind) for kind in kinds):
                operands = [node.left, node.right]
            elif called(node) in methods:
                operands = [*node.args, getattr(node.func, "value", None)]
            if any(isinstance(one, PATHS) and file.key(one) == writing.key for one in operands):
                return True
        return False

    def _applied(self, every: list[Writing], culprit: Op | None) -> Writing | None:
        """What writes into the result of the operation that saved it: a statement, a module with ``inplace=True``."""
        wanted = set(METHODS_OF.get((self.made or "").removesuffix("Backward0"), ()))
        if culprit is not None and culprit.kind in _SAVE_RESULT:
            wanted |= METHODS_OF.get(culprit.kind, set())
        for writing in every:
            if writing.kind in ("method", "augment", "index") and writing.key.isidentifier():
                name = unplaced(writing.key)
                spot = (writing.expr.node.lineno, writing.expr.node.col_offset)
                for kind, source, path in self.program.definitions(Expr(name, writing.expr.env, spot)):
                    if kind == "assign" and not path and called(source.node) in wanted:
                        return writing
        for writing in every:
            if writing.kind != "argument" or writing.expr.statement is None:
                continue
            statement = writing.expr.statement
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            if not isinstance(target, ast.Attribute) or statement.value is not writing.expr.node:
                continue
            for file, names in self.program.reader_files():
                for call in file.calls.get(target.attr, []):
                    scope = file.scope_around(call)
                    if call.args and file.class_around(scope) is writing.expr.env.file.class_around(
                        writing.expr.env.scope
                    ):
                        argument = Expr(call.args[0], Env(file, scope, {}, names))
                        for one in [
                            argument,
                            *(
                                source
                                for _, source, _ in self.program.definitions(argument)
                                if isinstance(argument.node, PATHS)
                            ),
                        ]:
                            if called(one.node) in wanted:
                                return writing
        return None

    def _latest(self, found: list[Writing]) -> Writing:
        """Of several, the last of the innermost function: later writings raised the version to what it is."""
        first = found[0].expr.env.scope
        return max((one for one in found if one.expr.env.scope is first), key=lambda one: one.expr.line)

    def _shape(self, writing: Writing):
        try:
            node = unplaced(writing.key)
        except SyntaxError:
            return None
        value = self.program.value(Expr(node, writing.expr.env, (writing.expr.line, 0)))
        if reading.is_tensor(value):
            return reading.shape_of(value)
        return None if value is MISSING else "not a tensor"

    def _is_number(self, writing: Writing) -> bool:
        """``step += 1`` writes into no tensor."""
        if writing.kind not in ("augment", "index"):
            return False
        node = writing.expr.node
        value = self._shape(writing)
        if value == "not a tensor":
            return True
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute) and value is None:
            made = [one.node for one in self.program.expand(Expr(node.target, writing.expr.env, (node.lineno, 0)), ())]
            return bool(made) and all(isinstance(one, (ast.Constant, ast.AugAssign)) for one in made)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and value is None:
            starts = [
                one.value
                for one in writing.expr.env.file.bindings(writing.expr.env.scope)
                if one.target == writing.key and one.kind == "assign"
            ]
            return bool(starts) and all(isinstance(one, (ast.Constant, ast.List, ast.Dict)) for one in starts)
        if isinstance(node, ast.Assign) and value is None:
            starts = [
                one.value
                for one in writing.expr.env.file.bindings(writing.expr.env.scope)
                if one.target == writing.key and one.kind == "assign"
            ]
            return bool(starts) and all(
                isinstance(one, (ast.List, ast.Dict))
                or (isinstance(one, ast.Call) and called(one) in ("dict", "list", "defaultdict"))
                for one in starts
            )
        return False

    # ------------------------------------------------------------------------------------------ what is said

    def _steps(self) -> list[Expr]:
        """The calls of step() in the failing functions, above the failing line or in its loop."""
        found = []
        changed = {id(one) for _, one in self.failure.tensors() if reading.version_of(one) == self.version}
        for depth, level in enumerate(reversed(self.failure.own)):
            env = self.failure.env(level)
            if env is None:
                continue
            loops = self._loops_over_losses(env)
            for node in env.file.within(env.scope):
                if isinstance(node, ast.Call) and called(node) == "step" and isinstance(node.func, ast.Attribute):
                    around = any(id(one) in loops for one in env.file.above(node))  # of the round before
                    if (node.lineno < level.line or around) and "sched" not in ast.unparse(node.func.value):
                        call = Expr(node, env)
                        found.append((self._is_of_another(call, changed), depth, -call.line, call))
        return [call for *_, call in sorted(found, key=lambda one: one[:3])]

    def _is_of_another(self, call: Expr, changed: set[int]) -> int:
        """How far a step() is from what changed: 0 an optimizer of it, 1 one that cannot be read, 2 another, 3 none."""
        value = self.program.value(call.sibling(call.node.args[0] if call.node.args else call.node.func.value))
        if value is MISSING:
            value = self.program.value(call.sibling(call.node.func.value))
        held = reading.optimized(value)
        if held:
            return 0 if any(id(one) in changed for one in held) else 2
        return 1 if value is MISSING else 3

    def _loops_over_losses(self, env: Env) -> set[int]:
        """``for loss in losses: loss.backward(); optimizer.step()``: a step below is one of the round before."""
        expr, _ = self.failure.expression(self.tensor) if self.tensor is not None else (None, None)
        if expr is None or expr.env is not env or not isinstance(expr.node, ast.Name):
            return set()
        sources = self.program.definitions(expr)
        if not sources or sources[0][0] != "for":
            return set()
        return {id(one) for one in env.file.above(expr.node) if isinstance(one, LOOPS)}

    def _say_stepped(self, name: str, operation: str) -> None:
        facts = self.facts
        facts.cause = "stepped"
        facts.page = CAUSES["stepped"]
        steps = self._steps()
        step = next((one for one in steps if one.is_reader), None)
        facts.terms.append(Term(name, self.shape, "stepped", step.file if step else None, step.line if step else None))
        facts.say("in-place-step", name=name, op=operation, place=step.place if step else None)
        if step is None or self.failure.site_env is None or step.env.scope is not self.failure.site_env.scope:
            return
        env, file = step.env, step.env.file
        statement = step.statement
        failing = self.failure.statement()
        if failing is not None and step.line > failing.lineno:
            self._say_round(env, failing)
            return
        if (
            not isinstance(statement, ast.Expr)
            or failing is None
            or file.parents.get(id(statement)) is not file.parents.get(id(failing))
        ):
            return
        if statement.lineno != statement.end_lineno or failing.lineno != failing.end_lineno:
            return
        changes = Changes()
        carrier = self._carrier(env)
        if carrier is not None:
            facts.terms.append(Term(carrier.text, None, "carrier", carrier.file, carrier.line))
            facts.fix = Fix(PROBABLE, changes.behind(carrier, ".detach()").edits, "caveat-carrier")
            return
        again = self._computed_before(step, failing)
        if again:
            first = self._zeroed_before(env, step, failing)
            if self._behind is not None and self._behind.lineno < first.lineno:
                first = self._behind
            indent = indent_of(file, first.lineno)
            for one in again:
                if not self._read_between(env, one, failing, again):
                    changes.line(file, one.lineno, "")
            lines = [file.line(one.lineno).strip() for one in again]
            changes.line(file, first.lineno, "\n".join([*(indent + one for one in lines), file.line(first.lineno)]))
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-recomputed")
            return
        changes.line(file, statement.lineno, "")
        changes.line(
            file,
            failing.lineno,
            f"{file.line(failing.lineno)}\n{indent_of(file, failing.lineno)}{file.line(statement.lineno).strip()}",
        )
        facts.fix = Fix(PROBABLE, changes.edits, "caveat-step")

    def _say_round(self, env: Env, failing) -> None:
        """The losses of a loop were all computed before it: the step of one round changes the weights of the next."""
        loop = next((one for one in env.file.above(failing) if isinstance(one, (ast.For, ast.AsyncFor))), None)
        for node in ast.walk(loop.iter) if loop is not None else ():
            if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load):
                for kind, source, _ in self.program.definitions(Expr(node, env, (loop.lineno, 0))):
                    if kind == "assign" and source.is_reader and source.statement is not None:
                        name = env.file.text(node)
                        self.facts.terms.append(Term(name, None, "stepped", source.file, source.line))
                        self.facts.say("in-place-round", name=name, place=source.place)
                        return

    def _carrier(self, env: Env) -> Expr | None:
        """A factor of the failing loss that alone leads to the changed weights: an advantage, a target."""
        expr, _ = self.failure.expression(self.tensor) if self.tensor is not None else (None, None)
        if expr is None or expr.env is not env:
            return None
        changed = [one for _, one in self._variables() if reading.is_leaf(one)]
        for kind, source, path in self.program.definitions(expr) if isinstance(expr.node, PATHS) else []:
            if kind != "assign" or path:
                continue
            for node in ast.walk(source.node):
                if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
                    continue
                parent = env.file.parents.get(id(node))
                value = env.values.get(node.id, MISSING)
                if (
                    not isinstance(parent, ast.BinOp)
                    or not isinstance(parent.op, ast.Mult)
                    or not reading.is_tensor(value)
                    or reading.node_of(value) is None
                ):
                    continue
                root = Op.of(value, self.failure.shapes)
                leaves = [one.variable for one in chain(root) if one.variable is not None]
                mine = [one.variable for one in chain(self.root) if one.variable is not None]
                if any(reaches(root, leaf) for leaf in changed) and any(
                    all(one is not leaf for leaf in leaves) for one in mine
                ):
                    return source.sibling(node)
            break
        return None

    def _computed_before(self, step: Expr, failing) -> list:
        """The statements above the step that compute the failing loss with weights that it changed."""
        env = step.env
        block = env.file.parents.get(id(step.statement))
        expr, _ = self.failure.expression(self.tensor) if self.tensor is not None else (None, None)
        if expr is None or expr.env is not env:
            return []
        changed = [one for _, one in self._variables() if reading.is_leaf(one)]
        found, todo, seen = [], [expr], set()
        behind: list = []
        while todo:
            one = todo.pop()
            for node in ast.walk(one.node):
                if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node.id in seen:
                    continue
                seen.add(node.id)
                value = env.values.get(node.id, MISSING)
                if not reading.is_tensor(value) or reading.node_of(value) is None:
                    continue
                root = Op.of(value, self.failure.shapes)
                if not any(reaches(root, leaf) for leaf in changed):
                    continue
                for kind, source, path in self.program.definitions(Expr(node, env, one.at)):
                    statement = source.statement
                    if kind != "assign" or statement is None:
                        continue
                    if statement.lineno > step.line:  # computed after it, perhaps of what was computed before
                        todo.append(source)
                        behind.append(statement)
                        break
                    if statement.lineno != statement.end_lineno or env.file.parents.get(id(statement)) is not block:
                        return []
                    if statement not in found:
                        found.append(statement)
                    todo.append(source)
                    break
        self._behind = min(behind, key=lambda one: one.lineno, default=None)
        return sorted(found, key=lambda one: one.lineno)

    @staticmethod
    def _zeroed_before(env: Env, step: Expr, failing):
        """The line to compute before: that of ``zero_grad()`` between the two, else the failing one."""
        between = [
            one
            for one in env.file.within(env.scope)
            if isinstance(one, ast.Expr)
            and called(one.value) == "zero_grad"
            and step.line < one.lineno < failing.lineno
        ]
        return between[0] if between else failing

    @staticmethod
    def _read_between(env: Env, statement, failing, again) -> bool:
        """Whether a name that a statement computes is used before the failing line by anything else."""
        names = {
            node.id
            for target in getattr(statement, "targets", [])
            for node in ast.walk(target)
            if isinstance(node, ast.Name)
        }
        skipped = {id(node) for one in again for node in ast.walk(one)}
        return any(
            isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and node.id in names
            and statement.lineno < node.lineno < failing.lineno
            and id(node) not in skipped
            for node in env.file.within(env.scope)
        )

    def _fix(self, writing: Writing) -> None:
        node, env, changes = writing.expr.node, writing.expr.env, Changes()
        file = env.file
        confidence, caveat = CERTAIN, "caveat-in-place"
        if writing.kind == "augment" and type(node.op) in _SIGNS:
            value = file.text(node.value)
            if isinstance(node.value, (ast.BinOp, ast.IfExp)) and not isinstance(node.op, ast.Add):
                value = f"({value})"
            target = file.text(node.target)
            changes.replace(writing.expr, f"{target} = {target} {_SIGNS[type(node.op)]} {value}")
        elif writing.kind == "argument":
            given = keyword(node, "inplace")
            flag = Expr(given if given is not None else node.args[0] if node.args else node, env)
            if given is None and not node.args:
                place = next(
                    (
                        inner
                        for one in node.keywords
                        if one.arg is None
                        for inner in self.program.expand(Expr(one.value, env), (("item", "inplace"),))
                    ),
                    None,
                )
                if place is None:
                    return
                self.facts.say("given-inplace", place=place.place)
                self.facts.terms[-1].file, self.facts.terms[-1].line = place.file, place.line
                flag = place
            elif not isinstance(flag.node, ast.Constant):
                place = next((one for one in self.program.constants(flag) if one.node.value is True), None)
                if place is not None:
                    facts_term = self.facts.terms[-1]
                    self.facts.say("given-inplace", place=place.place)
                    facts_term.file, facts_term.line = place.file, place.line
                    flag = place
            changes.replace(flag, "False")
        elif writing.kind == "method":
            base, name = node.func.value, called(node)
            plain = name[:-1]
            element = isinstance(base, ast.Subscript)
            held = element and _in_dictionary(base)
            if name == "copy_" or plain in ("fill", "normal", "uniform") or (element and not held):
                self._clone_before(changes, writing)
                confidence = PROBABLE
            elif isinstance(file.statement_around(node), ast.Expr) and file.statement_around(node).value is node:
                target = file.text(base)
                arguments = file.text(node)[len(target) :]
                changes.replace(writing.expr, f"{target} = {target}{arguments.replace(name, plain, 1)}")
                if held:  # another name of the tensor stays as it is
                    confidence, caveat = PROBABLE, "caveat-index"
            else:
                column = node.func.end_col_offset
                changes.put(file, node.func.end_lineno, column - 1, column, "")
        elif writing.kind == "index":
            reads = [
                one
                for one in ast.walk(node.value)
                if isinstance(one, ast.Subscript) and file.key(one.value) == writing.key
            ]
            if reads:  # y[t] = f(y[t - 1]): what was read is saved as a view of y
                for one in reads:
                    changes.behind(Expr(one, env), ".clone()")
            else:
                self._clone_before(changes, writing)
            confidence, caveat = PROBABLE, "caveat-index"
        if changes.edits:
            self.facts.fix = Fix(confidence, changes.edits, caveat)

    def _clone_before(self, changes: Changes, writing: Writing) -> None:
        """``y = y.clone()`` above the line that writes."""
        file, node = writing.expr.env.file, writing.expr.statement
        if node is None:
            return
        indent = indent_of(file, node.lineno)
        changes.line(file, node.lineno, f"{indent}{writing.key} = {writing.key}.clone()\n{file.line(node.lineno)}")


def _in_dictionary(node: ast.Subscript) -> bool:
    """``kept["h"]`` is a tensor, ``h[0]`` a part of one."""
    return isinstance(node.slice, ast.Constant) and type(node.slice.value) is str


def explain_in_place(failure: Failure, facts: Facts) -> None:
    InPlace(failure, facts, failure.target()).explain()
