"""Following the source and the graph together: which expression of the program made which node.

A name leads to its definitions, a sum to its two sides, a call to the ``return`` of the program's own function; the
node leads to its inputs. Where the two do not fit, another definition or another ``return`` is tried. So a function
that has returned is read as if its frame were still there.
"""

from __future__ import annotations

import ast
import types

import explain.reading as reading
from explain.graph import LAYERS, LOSSES, Op, passed
from explain.reading import MISSING
from explain.source import EACH, PATHS, Env, Exhausted, Expr, Program, called, placed

OPERATORS = {
    ast.Add: ("Add", "Sum"),
    ast.Sub: ("Sub", "Rsub"),
    ast.Mult: ("Mul",),
    ast.Div: ("Div",),
    ast.Pow: ("Pow",),
    ast.MatMult: ("Mm", "Mv", "Dot", "Bmm", "UnsafeView", "Squeeze", "View", "MatMul"),
}
METHODS = {  # functions that leave one node of a name of their own
    "mean": ("Mean", "Nanmean"), "sum": ("Sum", "Nansum"), "pow": ("Pow",), "square": ("Pow",), "exp": ("Exp",),
    "log": ("Log",),
    "sqrt": ("Sqrt",), "abs": ("Abs",), "neg": ("Neg",), "logsumexp": ("Logsumexp",),
    "norm": ("LinalgVectorNorm", "Norm", "LinalgMatrixNorm"),
    "vector_norm": ("LinalgVectorNorm",), "clamp": ("Clamp", "ClampMin", "ClampMax"), "clamp_min": ("ClampMin",),
    "clamp_max": ("ClampMax",),
    "relu": ("Relu",), "sigmoid": ("Sigmoid",), "tanh": ("Tanh",), "softplus": ("Softplus",),
    "logsigmoid": ("LogSigmoid",), "softmax": ("Softmax",),
    "log_softmax": ("LogSoftmax",), "stack": ("Stack",), "cat": ("Cat",), "squeeze": ("Squeeze",),
    "unsqueeze": ("Unsqueeze",),
    "view": ("View", "UnsafeView", "Reshape", "ReshapeAlias", "Alias"), "reshape": ("View", "UnsafeView",
    "Reshape", "ReshapeAlias", "Alias", "Clone"),
    "flatten": ("View", "UnsafeView", "Reshape", "ReshapeAlias", "Alias", "Clone"), "max": ("Max", "Maximum"),
    "min": ("Min", "Minimum"), "maximum": ("Maximum",),
    "minimum": ("Minimum",), "gather": ("Gather",), "mul": ("Mul",), "add": ("Add",), "sub": ("Sub",),
    "div": ("Div",), "where": ("Where",),
    "cosine_similarity": ("CosineSimilarity", "Sum", "Div"), "amax": ("Amax",), "amin": ("Amin",),
    "prod": ("Prod",), "var": ("Var",), "std": ("Std",),
    "expand": ("Expand",), "repeat": ("Repeat",), "float": ("ToCopy",), "double": ("ToCopy",),
    "half": ("ToCopy",), "to": ("ToCopy",),
    "masked_select": ("MaskedSelect",), "transpose": ("Transpose",), "permute": ("Permute",),
    "clone": ("Clone",), "log1p": ("Log1P",),
}  # fmt: skip
CREATORS = {
    "zeros", "ones", "randn", "rand", "full", "arange", "linspace", "eye", "empty", "randint", "zeros_like",
    "ones_like", "randn_like",
    "rand_like", "full_like", "normal", "logspace", "tensor", "as_tensor", "from_numpy",
}  # fmt: skip
LOSS_NAMES: dict[str, set[str]] = {}
for _kind, _loss_names in LOSSES.items():
    for _loss in _loss_names:
        LOSS_NAMES.setdefault(_loss, set()).add(_kind)
_FUNCTIONS = {name for name in LOSS_NAMES if name.islower()}
SKIPPED = ("ToCopy", "Alias", "Clone", "View", "Squeeze", "Unsqueeze", "Reshape", "UnsafeView", "AsStrided")
DEPTH = 45
MOST_ORDERED = 12  # elements of a container that are held against the graph in their order


class Trace:
    """The pairs that were found: for each output of the graph, the expressions that made it, innermost last."""

    def __init__(self, program: Program):
        self.program = program
        self.places: dict[tuple, list[Expr]] = {}
        self.mapped: set = set()  # what calls of vmap() gave: inside, no dimension of the batch is seen
        self._deepest = DEPTH
        self._memo: dict = {}

    def start(self, expr: Expr, op: Op) -> bool:
        """Follow an expression that is known to have made ``op``. Says whether the two fit."""
        found = None
        for self._deepest in (DEPTH, DEPTH // 3):  # through a network, each level of ours takes several of Python's
            try:
                found = self._match(expr, op, 0)
                break
            except Exhausted:
                break
            except RecursionError:
                self._memo.clear()  # what was begun there counts as a contradiction
        for key, one in flattened(found[1]) if found else [(op.key, expr)]:
            self.places.setdefault(key, []).append(one)
        return bool(found and found[0])

    def result(self, node, env: Env, op: Op):
        """What was found for an expression: (how many nodes fit, pairs), or None."""
        return self._memo.get((id(node), env.identity, op.key))

    def of(self, op: Op) -> list[Expr]:
        return self.places.get(op.key, [])

    # A match is (how many nodes fit by their kind, [(key, expression)]), or None where the two contradict each other.

    def _match(self, expr: Expr, op: Op | None, depth: int):
        if op is None or depth > self._deepest:
            return None
        memo = (id(expr.node), expr.env.identity, op.key)
        if memo in self._memo:
            return self._memo[memo]
        self._memo[memo] = None  # a name that is defined by itself, in a loop
        self.program.step()
        found = self._try(expr, op, depth)
        if found is None and op.kind in SKIPPED and len(op.parents) == 1:  # a cast, or a view that nobody wrote
            found = self._match(expr, op.parents[0], depth + 1)
        self._memo[memo] = found
        return found

    def _try(self, expr: Expr, op: Op, depth: int):
        node = expr.node
        here = (op.key, expr)
        if isinstance(node, PATHS):
            return self._path(expr, op, depth)
        if isinstance(node, ast.BinOp):
            return self._operator(expr, op, node.left, node.right, type(node.op), depth)
        if isinstance(node, ast.AugAssign):
            return self._operator(expr, op, node.target, node.value, type(node.op), depth)
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.USub) and op.kind == "Neg":
                return _joined(1, [here], self._match(expr.sibling(node.operand), op.parents[0], depth + 1))
            return None
        if isinstance(node, ast.IfExp):
            return _best(self._match(expr.sibling(one), op, depth + 1) for one in (node.body, node.orelse))
        if isinstance(node, ast.NamedExpr):
            return self._match(expr.sibling(node.value), op, depth + 1)
        if isinstance(node, ast.Await):
            return self._match(expr.sibling(node.value), op, depth + 1)
        if isinstance(node, ast.Call):
            return self._call(expr, op, depth)
        return None

    def _path(self, expr: Expr, op: Op, depth: int):
        here = (op.key, expr)
        value = self.program.value(expr)
        if value is not MISSING and not reading.is_tensor(value):
            return None
        candidates = []
        for kind, source, path in self.program.definitions(expr):
            if kind == "augment":
                candidates.append(self._match(source, op, depth + 1))
                continue
            if not path:
                candidates.append(self._match(source, op, depth + 1))
                continue
            for one in self.program.expand(source, path):
                candidates.append(self._match(one, op, depth + 1))
        if not candidates and isinstance(expr.node, (ast.Attribute, ast.Subscript)):
            for one in self.program.expand(expr, ()):
                if one.node is not expr.node:
                    candidates.append(self._match(one, op, depth + 1))
        elif all(one is None for one in candidates) and isinstance(expr.node, (ast.Attribute, ast.Subscript)):
            base = expr.sibling(expr.node.value)
            selector = ("attr", expr.node.attr) if isinstance(expr.node, ast.Attribute) else None
            if selector:
                for one in self.program.expand(base, (selector,)):
                    candidates.append(self._match(one, op, depth + 1))
        best = _best(candidates)
        if best is not None:
            return best[0], [here, best[1]]
        if isinstance(expr.node, ast.Subscript) and op.kind in (
            "Select",
            "Index",
            "Slice",
            "Unbind",
        ):  # a tensor that is indexed
            inner = self._match(expr.sibling(expr.node.value), op.parents[0] if op.parents else None, depth + 1)
            return _joined(1, [here], inner)
        # no definition fits: perhaps one that cannot be read, but anything else that fits is likelier
        return (-2 if candidates else 0, [here])

    def _operator(self, expr: Expr, op: Op, left, right, operator, depth: int):
        kinds = OPERATORS.get(operator)
        if kinds is None or op.kind not in kinds:
            return None
        here = [(op.key, expr)]
        inputs = op.inputs
        if len(op.parents) == 2 and len(inputs) >= 2 and op.kind != "Rsub":
            sides = ((left, inputs[0]), (right, inputs[1]))
            result = (1, here)
            for side, parent in sides:
                inner = self._match(expr.sibling(side), parent, depth + 1)
                if inner is None and self._contradicts(expr.sibling(side)):
                    return None
                result = _joined(result[0], result[1], inner)
            return result
        if len(op.parents) == 1:
            sides = [right] if op.kind == "Rsub" else [left, right]
            options = [
                self._match(expr.sibling(side), op.parents[0], depth + 1)
                for side in sides
                if not self.flat(expr.sibling(side))
            ]
            calls = [isinstance(side, ast.Call) for side in sides if not self.flat(expr.sibling(side))]
            if len(options) == 2 and options[0] and options[1] and options[0][0] == options[1][0] and calls[1]:
                options.reverse()  # of two that cannot be read, it is likelier the call that has a graph
            return _joined(1 if _best(options) or not options else 0, here, _best(options))
        return (1, here)

    @staticmethod
    def _contradicts(expr: Expr) -> bool:
        """Only a constant is certain not to have made a node."""
        return isinstance(expr.node, ast.Constant)

    def flat(self, expr: Expr) -> bool:
        """A constant of the graph: a number, or a tensor that requires no gradient."""
        if isinstance(expr.node, ast.Constant):
            return True
        value = self.program.value(expr)
        if value is MISSING:
            if isinstance(expr.node, PATHS) and self._counts(expr):
                return True
            samples = self.program.samples(expr) if isinstance(expr.node, PATHS) else []
            return bool(samples) and all(reading.exactly(one, int, float, bool) for one in samples)
        return reading.exactly(value, int, float, bool) or (
            reading.is_tensor(value) and not reading.requires_grad(value)
        )

    def _counts(self, expr: Expr) -> bool:
        """Whether a name is a size: ``n = len(x)``, ``b, c = x.shape``, ``x.size(0)``."""
        sources = [source.node for _, source, _ in self.program.definitions(expr)]
        for index, node in enumerate(sources):
            while isinstance(node, ast.Subscript):
                node = node.value
            sources[index] = node
        return bool(sources) and all(
            called(node) in ("len", "size", "numel") or (isinstance(node, ast.Attribute) and node.attr == "shape")
            for node in sources
        )

    def _call(self, expr: Expr, op: Op, depth: int):
        node = expr.node
        here = (op.key, expr)
        name = called(node)
        if isinstance(node.func, ast.Name) and name == "sum" and node.args:
            return self._sum(expr, op, depth)
        if called(node.func) == "vmap" or self._maps(self.program.value(expr.sibling(node.func))):
            self.mapped.add(op.key)
            return (1, [here])
        if name in ("scale",) and op.kind == "Mul" and node.args:  # GradScaler
            return _joined(1, [here], self._match(expr.sibling(node.args[0]), op.parents[0], depth + 1))
        if name == "checkpoint" and node.args:
            inner = placed(ast.Call(node.args[0], node.args[1:], []), node)
            envs = self.program.enters(expr.sibling(inner))
        else:
            envs = self.program.enters(expr)
        if envs:
            best = _best(self._match(result, op, depth + 1) for env in envs for result in self.program.results(env))
            if best is None or best[0] < 0:  # compiled, not to be followed, or another function than the one that ran
                return (-1, [here])
            return best[0], [here, best[1]]
        value = self.program.value(expr.sibling(node.func))
        if reading.is_class(value) if value is not MISSING else False:
            return None
        if isinstance(node.func, ast.Attribute) and name == "apply":
            return (1, [here])
        if name in CREATORS and self._is_torch(expr) and "requires_grad" not in ast.unparse(node):
            return None
        kinds = METHODS.get(name)
        if kinds is not None and self._is_torch(expr):
            if op.kind not in kinds:
                return None
            return self._operands(expr, op, depth)
        kind = self.program.class_of(expr.sibling(node.func)) if name not in LOSS_NAMES else None
        kinds = LOSS_NAMES.get(name) or (LOSS_NAMES.get(_name_of(kind)) if kind is not None else None)
        if kinds is not None and op.many and self._reduces(expr, value):
            return None
        if (
            reading.is_module(value)
            and op.kind in LAYERS
            and str(reading.fields_of_class(type(value)).get("__module__")).startswith("torch.")
        ):
            return (1, [here])
        if kinds is not None:  # some losses leave the operations that they are made of
            return (
                2 if op.kind in kinds else 1 if op.kind in ("Mean", "Sum", "Div", "Abs", "Pow", "Mul") else 0,
                [here],
            )
        return (0, [here])

    @staticmethod
    def _maps(value) -> bool:
        """Whether a decorator, which ``function_of`` looks through, calls vmap()."""
        if type(value) is not types.FunctionType or "__wrapped__" not in value.__dict__:
            return False
        return any(name.startswith("vmap") for name in value.__code__.co_names)

    @staticmethod
    def _reduces(expr: Expr, value) -> bool:
        """Whether a loss of torch's is certain to give one number."""
        if reading.is_module(value):
            return reading.fields(value).get("reduction") in ("mean", "sum", "batchmean")
        given = {one.arg for one in expr.node.keywords}
        off = given & {None, "reduction", "reduce", "size_average"} or len(expr.node.args) > 3
        return called(expr.node) in _FUNCTIONS and not off

    def _is_torch(self, expr: Expr) -> bool:
        """Whether a function of this name is torch's: a method of a tensor, or one of its modules'."""
        function = expr.node.func
        if isinstance(function, ast.Name):
            value = self.program.value(expr.sibling(function))
            return value is MISSING or str(getattr(type(value), "__name__", "")).startswith("builtin")
        base = self.program.value(expr.sibling(function.value))
        return base is MISSING or reading.is_tensor(base) or _torch_module(base)

    def _operands(self, expr: Expr, op: Op, depth: int):
        node = expr.node
        operands = []
        if isinstance(node.func, ast.Attribute) and not _torch_module(
            self.program.value(expr.sibling(node.func.value))
        ):
            operands.append(expr.sibling(node.func.value))
        operands += [expr.sibling(one) for one in node.args if not isinstance(one, (ast.Starred, ast.Constant))]
        here = [(op.key, expr)]
        if op.kind in ("Stack", "Cat") and operands:
            result = (1, here)
            options = list(self.program.expand(operands[0], (EACH,)))
            for match in self._in_order(options, op.parents, depth):
                result = _joined(result[0], result[1], match)
            return result
        if len(op.parents) == 1:
            return _joined(
                1, here, _best(self._match(one, op.parents[0], depth + 1) for one in operands if not self.flat(one))
            )
        result = (1, here)
        for one, parent in zip(operands, op.inputs):
            result = _joined(result[0], result[1], self._match(one, parent, depth + 1) if parent is not None else None)
        return result

    def _sum(self, expr: Expr, op: Op, depth: int):
        """Python's ``sum``: a chain of additions, beginning with 0."""
        here = [(op.key, expr)]
        terms, rest = [], op
        while rest is not None and rest.kind == "Add" and len(terms) < 200:
            if len(rest.parents) == 1:
                terms.append(rest.parents[0])
                if rest is not op:
                    here.append((rest.key, expr))  # 0 plus the first
                break
            if len(rest.inputs) != 2:
                break
            terms.append(rest.inputs[1])
            rest = rest.inputs[0]
        if not terms:
            return None
        terms.reverse()
        options = list(self.program.expand(expr.sibling(expr.node.args[0]), (EACH,)))
        result = (len(terms), here)
        for match in self._in_order(options, terms, depth):
            result = _joined(result[0], result[1], match)
        return result

    def _in_order(self, options: list[Expr], ops: list[Op], depth: int) -> list:
        """The matches of the elements of a container with what became of them: both are in the same order.

        Some of the expressions may have made no element, as under a condition. Where one of them made several, as in
        a loop, the best is taken for each.
        """
        options = [one for one in options if not isinstance(one.node, ast.Constant)]
        of_each = [_best(self._match(one, op, depth + 1) for one in options) for op in ops]
        if not len(ops) <= len(options) <= MOST_ORDERED:
            return of_each
        best: list = [(0, [])]  # for each count of ops that are matched so far: the score and the matches
        for option in options:
            grown = list(best)
            for count, (score, matches) in enumerate(best[: len(ops)]):
                match = self._match(option, ops[count], depth + 1)
                total = score + (match[0] if match is not None else -1)
                if count + 1 == len(grown):
                    grown.append((total, [*matches, match]))
                elif total > grown[count + 1][0]:
                    grown[count + 1] = (total, [*matches, match])
            best = grown
        return [match or other for match, other in zip(best[len(ops)][1], of_each)]


class Traced:
    """A tensor of the failed run: the expression for it, the call that failed, its graph, and both followed together.

    ``expr`` is given for another tensor than the one that backward() was called on: there is no call then.
    """

    def __init__(self, failure, facts, tensor, expr: Expr | None = None):
        self.failure, self.facts, self.tensor, self.program = failure, facts, tensor, failure.program
        self.expr, self.call = (expr, None) if expr is not None else failure.expression(tensor)
        self.root = failure.root(tensor)
        self.trace = Trace(self.program)
        if self.expr is not None and self.root is not None:
            self.trace.start(self.expr, self.root)
        if self.root is not None and (self.expr is None or not self.expr.is_reader):
            self._follow_handed()

    def _follow_handed(self) -> None:
        """A library called backward(): what the program gave it is found by the result that fits the graph best."""
        best, score = None, 0
        for expr in self.failure.handed():
            for op in passed(self.root):  # libraries divide by the number of steps
                trace = Trace(self.program)
                trace.start(expr, op)
                match = trace.result(expr.node, expr.env, op)
                if match is not None and match[0] > score:
                    best, score = (expr, op), match[0]
        if best is not None:
            self.root = best[1]  # the division is the library's
            self.trace.start(*best)


def _best(candidates):
    best = None
    for one in candidates:
        if one is not None and (best is None or one[0] > best[0]):
            best = one
    return best


def _joined(score: int, pairs: list, inner):
    """One match with another inside it. The pairs stay a tree: parts that are used twice are not copied."""
    return (score, pairs) if inner is None else (min(score + inner[0], 1_000_000), [*pairs, inner[1]])


def flattened(tree: list) -> list:
    """The pairs of a match, outermost first, each part once."""
    found, seen, todo = [], set(), [tree]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            if id(one) not in seen:
                seen.add(id(one))
                todo += reversed(one)
        else:
            found.append(one)
    return found


def class_name(value) -> str:
    return _name_of(type(value))


def _name_of(kind: type) -> str:
    return type.__dict__["__name__"].__get__(kind)


def _torch_module(value) -> bool:
    return type(value) is types.ModuleType and str(reading.fields(value).get("__name__", "")).startswith("torch")
