"""`grad can be implicitly created only for scalar outputs`: which term is not one number, why, and where."""

from __future__ import annotations

import ast
import re

import explain.reading as reading
from explain.data import CAUSES
from explain.edits import Changes, indent_of
from explain.facts import CERTAIN, FILL_IN, PROBABLE, Facts, Fix, Term
from explain.failure import Failure
from explain.graph import BINARY, LAYERS, Op, chain, describe, linear, passed, summands, through
from explain.losses import class_name, loss_call, loss_name, switched_off
from explain.reading import MISSING
from explain.source import COMPREHENSIONS, PATHS, Expr, called, keyword
from explain.tracing import LOSS_NAMES, Trace, Traced, flattened

# Of these losses the graph always has an operation of their own.
_ALWAYS_SHOWN = {
    "MseLoss",
    "BinaryCrossEntropy",
    "BinaryCrossEntropyWithLogits",
    "SmoothL1Loss",
    "HuberLoss",
    "CtcLoss",
}
_COUNT = re.compile(
    r"(?i)^(n|num|count|total)(_\w+|[a-z]?)$|\bn_|num|count|\blen\(|avg_factor|normali[sz]er|size\(0\)|shape\[0\]"
)
_WEIGHT = re.compile(r"(?i)weight|mask|\bw\b|coef")
_ALIKE = ("reduction-none", "constant")  # of several terms in turn it is said once, below the last
SURE = ("reduction-none", "partial", "gather", "gather-vectors", "stack")


class Label:
    """What the program calls an output of the graph.

    ``use`` is where it stands, ``made`` the innermost expression of it.
    """

    def __init__(self, name: str, use: Expr | None, made: Expr | None, places: list[Expr]):
        self.name, self.use, self.made, self.places = name, use, made, places


class Scalar(Traced):
    """The explanation of one tensor that is not a single number."""

    # ------------------------------------------------------------------------------------------ the explanation

    def explain(self) -> None:
        facts, tensor = self.facts, self.tensor
        facts.name = self.failure.name(tensor) or "loss"
        facts.shape = reading.shape_of(tensor)
        if facts.shape is None:  # a nested tensor
            return
        if reading.size_of(tensor) == 0:
            facts.cause = "empty"
            facts.say("is-empty", name=facts.name, shape=facts.shape)
        else:
            facts.say("is-many", name=facts.name, shape=facts.shape, n=reading.size_of(tensor))
        if self.root is None:
            facts.cause = facts.cause or "leaf"
            facts.terms.append(Term(facts.name, facts.shape, "leaf", *self._made_at(self.expr)))
            facts.say("is-leaf", name=facts.name)
            self._fix_leaf()
            facts.page = CAUSES[facts.cause]
            return
        terms, siblings = summands(self.root, self._losses(), self.trace.mapped)
        self._siblings = siblings
        found = []
        self._reduced_too = set()  # outputs of an expression that a loop runs: said, and changed, once
        for term in terms:
            label, made = self.label(term), None
            cause = self.cause(term, label)
            if label is not None and label.made is not None:
                made = label.made.node
            if made is not None and any(
                one is not None and one.made is not None and one.made.node is made for _, one, *_ in found
            ):
                self._reduced_too.add(through(term).key)
            else:
                found.append((term, label, *cause))
        if len(found) > 1:
            facts.terms.append(
                Term(facts.name, facts.shape, "follows", *self._made_at(self._at_root(self.label(self.root))))
            )
            facts.say("terms-many")
        for index, (term, label, cause, op, details) in enumerate(found):
            again = any(later[2] == cause and later[4].get("op") == details.get("op") for later in found[index + 1 :])
            self._say_term(term, label, cause, op, details, many=len(found) > 1, said_below=again and cause in _ALIKE)
        said = {facts.name, *(term.name for term in facts.terms)}
        labels = [self.label(one, search=False) for one in siblings]
        shown = {id(place.node) for _, label, *_ in found if label is not None for place in label.places}
        names = [
            one.name
            for one in labels
            if one is not None and one.name not in said and not any(id(place.node) in shown for place in one.places[:1])
        ]
        if names and len(found) == 1:
            facts.say("siblings", names=list(dict.fromkeys(names))[:6])
        facts.cause = facts.cause or found[0][2]
        facts.page = CAUSES[self._page_of(found[0][2])]
        self._fix(found)

    def _losses(self) -> set:
        """The keys of what calls of losses gave whose reduction is off: l1_loss leaves only the operations in it."""
        found = set()
        for key, places in self.trace.places.items():
            loss = loss_call(self.program, places)
            if loss is not None and switched_off(self.program, loss) is not None:
                found.add(key)
        return found

    def _page_of(self, cause: str) -> str:
        """The cause whose page says most: of a vector that weights or a zero were multiplied with, that of those."""
        if self.facts.cause in ("formula", "leaf", "other", "broadcast"):
            for one in self.trace.of(self.root):
                if self._is_zero(one.node):
                    return "skipped"
                if isinstance(one.node, ast.BinOp) and isinstance(one.node.op, ast.Mult):
                    for side in (one.node.left, one.node.right):
                        if _WEIGHT.search(one.sibling(side).text) and isinstance(side, PATHS):
                            return "weighted"
            if self.facts.cause != "broadcast" and self._wants_sum(cause):
                return "per-element"
        return self.facts.cause if self.facts.cause in CAUSES else "other"

    def label(self, op: Op, search: bool = True) -> Label | None:
        inner = through(op)
        places = [self._added(one) for part in passed(op) for one in self.trace.of(part) if not _is_target(one)]
        places = [one for one in places if one.is_reader] or places
        live = None
        for candidate in (inner, op):
            variable = candidate.variable
            key = ("leaf", id(variable)) if variable is not None else candidate.key
            live = live or self.failure.names().get(key)
        if not places and live is not None:
            places = self._stored_as(live)
        if not places and search and op.key != self.root.key:
            places = self._search(inner)
        entry = re.search(r"\['(\w+)'\]$", live or "")
        if entry is not None:  # of the entries of a dictionary, this one
            places = [one for one in places if _entry_of(one) in (None, entry[1])] or places
        paths = [one for one in places if isinstance(one.node, PATHS)]
        leaf = inner.kind == "AccumulateGrad"  # what made the leaf is not what made the term
        own = [one for one in self.trace.of(op) if one.is_reader] if leaf else []
        made = next((one for one in [*reversed(own), *reversed(places)] if not isinstance(one.node, PATHS)), None)
        if live is not None and (live.isidentifier() or not paths):
            name = live
        elif paths:
            name = paths[-1].text if op.key == self.root.key else paths[0].text
        elif places:
            name = places[0].text
        else:
            return None
        return Label(name, paths[0] if paths else (places[0] if places else None), made, places)

    def _stored_as(self, name: str) -> list[Expr]:
        """What the program puts into an element or attribute of this name, if one statement alone does."""
        if name.isidentifier():
            return []
        found = [
            Expr(node.value, env)
            for env in self.failure.reader_functions()
            for node in env.file.within(env.scope)
            if isinstance(node, ast.Assign) and any(env.file.key(one) == name for one in node.targets)
        ]
        return found if len(found) == 1 else []

    def _search(self, op: Op) -> list[Expr]:
        """Where in all of the program an operation may have been written, if only one place fits."""
        if op.kind == "AccumulateGrad":
            return []
        best, score, tie = None, 0, False
        for env in self.failure.reader_functions():
            for node in env.file.within(env.scope):
                if not isinstance(node, (ast.BinOp, ast.Call)):
                    continue
                trace = Trace(self.program)
                trace.start(Expr(node, env), op)
                match = trace.result(node, env, op)
                if match is None or match[0] < 3:
                    continue
                if match[0] > score:
                    best, score, tie = match[1], match[0], False
                elif match[0] == score:
                    tie = True
        if best is None or tie:
            return []
        return [expr for key, expr in flattened(best) if key == op.key]

    def cause(self, term: Op, label: Label | None) -> tuple[str, Op, dict]:
        """What the graph says of a term, and what only the source says: a reduction switched off, a constant."""
        cause, op, details = describe(term)
        own = list(label.places) if label is not None else []
        places = own + [one for one in self.trace.of(op) if one not in own]
        if cause in ("formula", "other", "output", "partial"):
            for one in places if op.key in linear(term) else own:
                if self._counted(one) is not None and isinstance(one.node, ast.BinOp) and one.is_reader:
                    return "counted", op, {**details, "counted": one}
        loss = loss_call(self.program, [one for one in places if self._may_have_made(one, op)])
        if cause in ("formula", "other", "output", "reduction-none", "broadcast") and loss is not None:
            off = switched_off(self.program, loss)
            if off is not None:
                details = {
                    **details,
                    "loss": loss,
                    "given": off if off.node not in (keyword(loss.node, "reduction"), loss.node) else None,
                }
                if cause != "broadcast":
                    details["op"] = loss_name(self.program, loss)
                    spread = self._spread_loss(loss, op)
                    cause = "broadcast" if spread else "reduction-none"
                    details.update(spread or {})
                    return cause, op, details
        if cause in ("constant", "expand"):
            constant = self._constant(op, details)
            if constant is None:
                return ("expand" if cause == "expand" else "formula"), op, {"source": details.get("source") or op}
            return "constant", op, {**details, **constant}
        if cause == "output" and term.key != self.root.key and label is not None and label.made is not None:
            if called(label.made.node) in ("einsum", "matmul", "bmm", "mv", "dot", "mm"):
                return "partial", op, {"op": called(label.made.node) + "()", "dims": None, "from": op.shape}
        if cause == "broadcast":
            return cause, op, {**details, **(self._spread([*places, *self.trace.of(op)]) or {})}
        if cause in ("formula", "other") and op.kind != "AccumulateGrad":
            spread = self._spread(places)
            if spread is not None:
                return "broadcast", op, {**details, **spread}
        return cause, op, details

    @staticmethod
    def _may_have_made(place: Expr, op: Op) -> bool:
        """Whether a place is no call of a function of torch's whose operation the graph would show, and does not."""
        kinds = LOSS_NAMES.get(called(place.node), set()) & _ALWAYS_SHOWN
        return not kinds or any(one.kind in kinds for one in chain(op, 200))

    def _spread_loss(self, loss: Expr, op: Op) -> dict | None:
        """Prediction and target of a loss that were broadcast against each other."""
        if len(loss.node.args) < 2 or op.kind.startswith("NllLoss"):  # whose target holds classes
            return None
        return self._spread_pair(loss.sibling(loss.node.args[0]), loss.sibling(loss.node.args[1]), op.shape, op)

    def _spread(self, places: list[Expr]) -> dict | None:
        """Two sides of an operator whose shapes were broadcast to more than both."""
        for one in reversed(places):
            for node in ast.walk(one.node):
                if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.Mult, ast.Add, ast.Div)):
                    found = self._spread_pair(one.sibling(node.left), one.sibling(node.right), None, None)
                    if found is not None:
                        return found
        return None

    def _shape(self, expr: Expr) -> tuple | None:
        value = self.program.value(expr)
        if reading.is_tensor(value):
            return reading.shape_of(value)
        for key, places in self.trace.places.items():
            if any(one.node is expr.node for one in places):
                for op in chain(self.root, 3000):
                    if op.key == key:
                        return op.shape
        return None

    def _spread_pair(self, left: Expr, right: Expr, shape, op: Op | None) -> dict | None:
        a, b = self._shape(left), self._shape(right)
        if op is not None and (a is None or b is None):
            expanded = [one.parents[0].shape for one in op.parents if one.kind == "Expand" and one.parents]
            plain = [one.shape for one in op.parents if one.kind != "Expand"]
            a = a or (expanded[0] if expanded else plain[0] if plain else None)
        if a is None or b is None or a == b:
            return None
        whole = _broadcast(a, b)
        if whole is None or reading.product(whole) <= max(reading.product(a), reading.product(b)):
            return None
        return {"shapes": [a, b], "sides": (left, right), "shape": whole}

    def _constant(self, op: Op, details: dict) -> dict | None:
        """The constant vector that a single number was multiplied with."""
        for one in reversed(self.trace.of(op)):
            sides = []
            if isinstance(one.node, ast.BinOp):
                sides = [one.node.left, one.node.right]
            elif isinstance(one.node, ast.AugAssign):
                sides = [one.node.value]
            elif called(one.node) in ("mul", "div", "multiply", "add", "sub"):
                sides = [*one.node.args, *([one.node.func.value] if isinstance(one.node.func, ast.Attribute) else [])]
            for side in sides:
                value = self.program.value(one.sibling(side))
                if reading.is_tensor(value) and not reading.requires_grad(value) and reading.size_of(value) != 1:
                    other = next((s for s in sides if s is not side), None)
                    return {
                        "constant": one.sibling(side),
                        "of": reading.shape_of(value),
                        "product": one,
                        "scalar": one.sibling(other) if other is not None else None,
                    }
            unknown = [
                side
                for side in sides
                if not isinstance(side, ast.Constant) and self.program.value(one.sibling(side)) is MISSING
            ]
            inner = details.get("source")
            matched = [
                side
                for side in unknown
                if inner is not None
                and any(place.node is side for place in self.trace.places.get(op.parents[0].key, []))
            ]
            rest = [side for side in unknown if side not in matched]
            if len(rest) == 1 and isinstance(one.node, ast.BinOp):
                other = one.node.left if rest[0] is one.node.right else one.node.right
                return {"constant": one.sibling(rest[0]), "of": op.shape, "product": one, "scalar": one.sibling(other)}
        return None

    # ------------------------------------------------------------------------------------------ sentences

    def _made_at(self, expr: Expr | None) -> tuple[str | None, int | None]:
        return (expr.file, expr.line) if expr is not None else (None, None)

    def _say_term(
        self, term: Op, label: Label | None, cause: str, op: Op, details: dict, many: bool, said_below: bool
    ) -> None:
        facts = self.facts
        name = label.name if label is not None else term.raw
        source = self.label(op) if op.key not in (term.key, through(term).key) and cause in SURE else None
        made = (
            details.get("loss")
            or (source.made if source is not None else None)
            or (label.made if label is not None else None)
        )
        if cause == "counted":
            made = details["counted"]
        elif cause == "broadcast" and "sides" in details:
            side = details["sides"][0]
            around = side.env.file.parents.get(id(side.node))
            made = side.sibling(around) if isinstance(around, (ast.BinOp, ast.Call)) else side
        elif cause == "constant":
            made = details["product"]
        is_root = through(term).key == through(self.root).key
        parts: set = set()
        own = [one for one in self.trace.of(self.root) if one.is_reader and not isinstance(one.node, PATHS)]
        if is_root and own and cause in ("formula", "leaf", "other"):
            made = own[-1]  # the whole: no part of it is to blame
            parts = set(ast.walk(made.node))
        made = made if made is not None and made.is_reader else None
        given = details.get("given")
        at = self._made_at(given or made)
        if is_root and label is not None and self.expr is not None and not isinstance(self.expr.node, PATHS):
            name = label.name
        elif is_root and label is not None and label.made is not None:
            inner = [
                one
                for one in label.places
                if isinstance(one.node, PATHS) and one.env.scope is not self.failure_scope and one.node not in parts
            ]
            name = facts.name if not inner else inner[-1].text
        if source is not None and source.name != name:
            facts.terms.append(Term(name, term.shape, "follows", *self._made_at(label.made if label else None)))
            facts.terms.append(Term(source.name, op.shape, cause, *at))
        else:
            facts.terms.append(Term(name, term.shape, cause, *at))
        place = (
            made.place if made is not None and (made.file, made.line) != (self.failure.at or (None, None))[:2] else None
        )
        if many:
            facts.say("term-line", name=name, shape=term.shape, place=place)
        elif not is_root or name != facts.name:
            facts.say("term", name=name, shape=term.shape, place=place)
        elif made is not None and place is not None:
            facts.say("made", expr=made.text, place=place)
        if source is not None and source.name not in (name, facts.name, made.text if made is not None else None):
            facts.say(
                "from", name=source.name, shape=op.shape, place=source.made.place if source.made is not None else None
            )
        if not said_below:
            self._say_cause(cause, term, op, details)
        if given is not None:
            facts.say("given", place=given.place)

    @property
    def failure_scope(self):
        env = self.failure.site_env
        return env.scope if env is not None else None

    def _say_cause(self, cause: str, term: Op, op: Op, details: dict) -> None:
        say = self.facts.say
        if cause == "reduction-none":
            say("cause-reduction-none", op=details["op"], per="samples" if len(term.shape or ()) < 2 else "elements")
        elif cause == "partial" and op.shape == details["from"]:
            say("cause-unreduced", op=details["op"], left=op.shape)
        elif cause == "partial":
            say(
                "cause-partial" if details["dims"] is not None else "cause-partial-somehow",
                op=details["op"],
                dims=details["dims"],
                left=op.shape,
                all=details["from"],
            )
        elif cause == "counted":
            say("cause-counted", expr=details["counted"].sibling(details["counted"].node.right).text)
        elif cause == "output":
            say("cause-output", layer=LAYERS.get(op.kind, "layer"))
        elif cause == "broadcast":
            shapes = details["shapes"]
            if len(shapes) > 1:
                say("cause-broadcast", a=shapes[0], b=shapes[1], shape=details.get("shape") or op.shape)
            else:
                say("cause-broadcast-one", a=shapes[0], shape=op.shape)
        elif cause == "constant":
            say("cause-constant", name=details["constant"].text, shape=details["of"])
        elif cause == "formula":
            source = details["source"]
            leaf = self._use_of(source.variable)
            if source.size not in (1, term.size):
                say("cause-formula-shape", shape=source.shape)
            elif leaf is not None and leaf.text != self.facts.name:
                self.facts.terms.append(Term(leaf.text, source.shape, "leaf", leaf.file, leaf.line))
                say("cause-formula-named", name=leaf.text, shape=source.shape, place=leaf.place)
            else:
                say("cause-formula-leaf" if source.kind == "AccumulateGrad" else "cause-formula", shape=source.shape)
        elif cause in ("gather", "gather-vectors", "stack"):
            say(f"cause-{cause}", op=details.get("op"), n=details["n"])
        elif cause in ("custom", "other"):
            say(f"cause-{cause}", op=details["op"])
        else:
            say(f"cause-{cause}", shape=op.shape)

    def _use_of(self, variable) -> Expr | None:
        """Where the expression that failed reads a leaf tensor as a whole, if it does so in its own text."""
        for one in self.trace.of(self.root) if variable is not None else ():
            for node in ast.walk(one.node):
                if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load):
                    parent = one.env.file.parents.get(id(node))
                    whole = not isinstance(parent, (ast.Attribute, ast.Subscript)) or parent.value is not node
                    if whole and self.program.value(one.sibling(node)) is variable and one.is_reader:
                        return one.sibling(node)
        return None

    @staticmethod
    def _other_return(label: Label | None) -> tuple[Expr, str] | None:
        """What a function returned that makes it one number where it returns elsewhere, and how, if in one way only."""
        for one in reversed(label.places if label is not None else []):
            if not one.is_reader or not isinstance(one.statement, ast.Return) or one.statement.value is not one.node:
                continue
            ways = {
                called(node.value)
                for node in one.env.file.within(one.env.scope)
                if isinstance(node, ast.Return)
                and node is not one.statement
                and called(node.value) in ("sum", "mean")
                and isinstance(node.value.func, ast.Attribute)
                and not node.value.args
                and not node.value.keywords
            }
            return (one, f".{ways.pop()}()") if len(ways) == 1 else None
        return None

    def _left_out(self, details: dict) -> tuple[Expr, str] | None:
        """A use of a whole leaf tensor, and how the same statement takes an element of it elsewhere."""
        use = self._use_of(details["source"].variable) if "source" in details else None
        if use is None and "source" in details:
            return self._of_the_loop(details["source"])
        if use is None or use.statement is None:
            return None
        for node in ast.walk(use.statement):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.slice, ast.Name)
                and use.env.file.text(node.value) == use.text
            ):
                return use, use.env.file.text(node)
        return None

    def _of_the_loop(self, source: Op) -> tuple[Expr, str] | None:
        """``s = self.s`` in ``for i, … in enumerate(…)``: a leaf with one number for each round, taken whole."""
        shape = source.shape
        if source.variable is None or shape is None or len(shape) != 1:
            return None
        for use in self.trace.of(source):
            if not use.is_reader or not isinstance(use.node, PATHS) or self.program.value(use) is not source.variable:
                continue
            if isinstance(use.env.file.parents.get(id(use.node)), (ast.Subscript, ast.Attribute)):
                continue  # an element of it, or something else of it
            loop = next((one for one in use.env.file.above(use.node) if isinstance(one, ast.For)), None)
            name = called(loop.iter) if loop is not None else None
            index = None
            if name == "range" and len(loop.iter.args) == 1:
                rounds = self.program.value(use.sibling(loop.iter.args[0]))
                index = loop.target if reading.exactly(rounds, int) and rounds == shape[0] else None
            if name == "enumerate" and isinstance(loop.target, ast.Tuple):
                index = loop.target.elts[0]
            if isinstance(index, ast.Name) and any(use.node is one for part in loop.body for one in ast.walk(part)):
                return use, f"{use.text}[{index.id}]"
        return None

    # ------------------------------------------------------------------------------------------ the change

    def _fix(self, found) -> None:
        facts = self.facts
        if facts.cause == "empty":
            place = self._at_root(self.label(self.root))
            if place is not None:
                text = place.text if isinstance(place.node, (ast.Name, ast.Attribute)) else None
                changes = Changes()
                if text is not None:
                    changes.replace(place, f"{text}.sum() / max({text}.numel(), 1)")
                    changes = Changes().replace(place, f"({text}.sum() / max({text}.numel(), 1))")
                else:
                    changes.behind(place, ".sum()")
                facts.fix = Fix(PROBABLE, changes.edits, "caveat-empty")
            return
        if self.call is not None and called(self.call.node) == "grad" and self._wants_seed(found):
            self._fix_grad()
            return
        if self._unreached():
            return
        causes = [cause for _, _, cause, _, _ in found]
        if len(found) == 1 and causes[0] in ("output", "leaf") and through(found[0][0]).key == through(self.root).key:
            self._fix_output()
            return
        changes, caveat = Changes(), None
        confidence = CERTAIN
        if (len(found) > 1 and not self._siblings) or any(
            cause in SURE and self._spread_by(term, found) for term, _, cause, _, _ in found
        ):  # something else spreads it
            made = [one for one in self.trace.of(self.root) if one.is_reader and isinstance(one.node, ast.BinOp)]
            counted = next(filter(None, map(self._counted, made)), None)
            if counted is not None:
                facts.fix = Fix(PROBABLE, changes.behind(counted, ".sum()").edits, "caveat-counted")
                return
            place = self._at_spread(found) or self._at_root(self.label(self.root))
            if place is not None:
                if not self._reduced_below(changes, place, ".mean()"):
                    changes.behind(place, ".mean()")
                weighted = "constant" in causes  # after the mean: it runs, and the weights do not reach their samples
                facts.fix = Fix(
                    PROBABLE if weighted else CERTAIN,
                    changes.edits,
                    "caveat-constant" if weighted else "caveat-mean",
                )
            return
        for term, label, cause, op, details in found:
            if cause == "broadcast":
                confidence, caveat = PROBABLE, "caveat-broadcast"
                self._reshape(changes, details)
            elif cause == "constant":
                start = self._start_vector(details)
                if start is not None:
                    confidence, caveat = PROBABLE, "caveat-start"
                    changes.replace(start, "()")
                    continue
                confidence, caveat = PROBABLE, "caveat-constant"
                self._unreduce(changes, details)
                if not changes.edits:
                    caveat = "caveat-constant-whole"
                product = details["product"]
                if details.get("whole"):
                    caveat = "caveat-class-weights"
                    continue
                if isinstance(product.node, ast.BinOp):
                    changes.behind(product, ".mean()")
                    continue
            elif cause not in SURE:
                confidence = PROBABLE
            left_out = self._left_out(details) if cause == "formula" else None
            if left_out is not None:
                changes.replace(*left_out)
                caveat = "caveat-of-loop" if self._use_of(details["source"].variable) is None else "caveat-left-out"
                continue
            returned = self._other_return(label) if cause in ("partial", "formula", "other") else None
            if returned is not None:
                changes.behind(*returned)
                caveat = "caveat-other-return"
                continue
            place = self._at_root(label) if through(term).key == through(self.root).key else self._at_term(label)
            if place is None:
                continue
            counted = self._counted(details.get("counted") or place)
            if counted is not None and cause in ("formula", "other", "output", "counted"):
                changes.behind(counted, ".sum()")
                caveat = "caveat-counted"
                continue
            penalty = cause in ("partial", "formula", "stack", "other") and self._is_penalty(term)
            reduction = ".sum()" if penalty or self._wants_sum(cause) else ".mean()"
            if not self._reduced_below(changes, place, reduction):
                changes.behind(place, reduction)
            caveat = caveat or {
                "gather": "caveat-gather",
                "gather-vectors": "caveat-gather",
                "stack": "caveat-stack",
                "partial": "caveat-partial",
                "formula": "caveat-formula",
            }.get(cause, "caveat-mean")
            if self._wants_sum(cause):
                caveat = "caveat-sum"
            elif penalty:
                caveat = "caveat-penalty"
        if not changes.edits and self.expr is not None and self.expr.is_reader:
            target = self._unscaled(self.expr)
            if isinstance(target.node, PATHS) and self._read_as_number(target):
                kind, source, path = (self.program.definitions(target) or [("", target, ())])[0]
                target = source if kind == "assign" and not path and source.is_reader else target
            changes.behind(target, ".mean()")
            confidence, caveat = PROBABLE, caveat or "caveat-mean"
        if changes.edits:
            facts.fix = Fix(confidence, changes.edits, caveat)

    def _unreached(self) -> bool:
        """``if several: loss = loss.mean()`` stands above backward(), and was not run."""
        expr = self.expr
        if expr is None or not expr.is_reader or not isinstance(expr.node, PATHS):
            return False
        file, key = expr.env.file, expr.env.file.key(expr.node)
        for binding in file.bindings(expr.env.scope):
            value, condition = binding.value, file.parents.get(id(binding.statement))
            if (
                binding.target == key
                and binding.line < expr.line
                and called(value) in ("mean", "sum")
                and isinstance(value.func, ast.Attribute)
                and file.key(value.func.value) == key
                and isinstance(condition, ast.If)
                and any(one is binding.statement for one in condition.body)
                and condition.test.lineno == condition.test.end_lineno
            ):
                place = expr.sibling(binding.statement)
                self.facts.terms.append(Term(key, self.facts.shape, "unreached", file.path, condition.lineno))
                self.facts.say("unreached", expr=place.text, place=place.place)
                changes = Changes().replace(expr.sibling(condition.test), f"{key}.dim() > 0")
                self.facts.fix = Fix(PROBABLE, changes.edits)
                return True
        return False

    def _spread_by(self, term: Op, found) -> list[Op]:
        """What keeps the whole from being one number once this term is: products with constants of many numbers.

        The outermost on each way to the term.
        """
        target = through(term).key
        if target == through(self.root).key and target == self.root.key:
            return []
        terms = {through(one).key for one, *_ in found}
        spread, todo, seen = [], [self.root], set()
        while todo:
            op = todo.pop()
            if op.key in terms or op.key in self._reduced_too or op.key in seen or not op.many:
                continue
            seen.add(op.key)
            if len(op.parents) == 1 and op.kind in BINARY and not self._constant_number(op):
                spread.append(op)
                continue
            todo += op.parents
        return spread

    def _at_spread(self, found) -> Expr | None:
        """The product with a constant of many numbers, if that alone spreads a term: one number from there on."""
        spread = self._spread_by(found[0][0], found) if len(found) == 1 else []
        if len(spread) != 1 or spread[0].key in [one.key for one in passed(self.root)]:
            return None
        places = [one for one in self.trace.of(spread[0]) if one.is_reader and isinstance(one.node, ast.BinOp)]
        place = places[-1] if places else None
        if place is None:
            return None
        name = getattr(place.env.scope, "name", None)
        if sum(len(file.calls.get(name, ())) for file, _ in self.program.reader_files()) > 1:
            return self._at_term(self.label(found[0][0]))  # others need the vector
        if isinstance(place.statement, ast.Return):
            return place
        returned = [node for node in place.env.file.within(place.env.scope) if isinstance(node, ast.Return)]
        if any(called(node) in ("mean", "sum") for one in returned for node in ast.walk(one)):
            return None  # a loss with a reduction of its own, which was not asked for
        return place

    def _constant_number(self, op: Op) -> bool:
        """Whether the constant operand of an operation is one number."""
        for name in ("other", "self"):
            kept = op.saved(name)
            if reading.is_tensor(kept):
                return reading.size_of(kept) == 1
            if reading.exactly(kept, int, float):
                return True
        for one in self.trace.of(op):
            sides = [one.node.left, one.node.right] if isinstance(one.node, ast.BinOp) else []
            sides = [one.node.value, one.node.target] if isinstance(one.node, ast.AugAssign) else sides
            for side in sides:
                if isinstance(side, ast.Constant):
                    return True
                value = self.program.value(one.sibling(side))
                if reading.exactly(value, int, float):
                    return True
                if reading.is_tensor(value) and not reading.requires_grad(value):
                    return reading.size_of(value) == 1
        return op.kind in ("Mul", "Div") or self._starts_empty(op)

    def _starts_empty(self, op: Op) -> bool:
        """``total = 0`` or ``sum()``: the first term is added to a number."""
        for one in self.trace.of(op):
            if called(one.node) == "sum":
                return True
            left = one.node.target if isinstance(one.node, ast.AugAssign) else getattr(one.node, "left", None)
            if left is None:
                continue
            starts = list(self.program.expand(one.sibling(left), ()))
            if any(
                isinstance(start.node, ast.Constant) or called(start.node) in ("zeros", "tensor") for start in starts
            ):
                return True
        return False

    def _wants_sum(self, cause: str) -> bool:
        """Whether a gradient per element is meant: nothing in the graph is a parameter of a module."""
        if cause not in ("formula", "leaf", "other", "custom"):
            return False
        leaves = [op.variable for op in chain(self.root, 2000) if op.variable is not None]
        parameter = getattr(getattr(reading._torch(), "nn", None), "Parameter", None)
        if not leaves or any(reading.is_a(one, parameter) for one in leaves if parameter is not None):
            return False
        return any(reading.shape_of(one) == self.root.shape for one in leaves)

    @staticmethod
    def _is_penalty(term: Op) -> bool:
        """Whether a term is computed from parameters alone: no layer, and so no batch, has a part in it."""
        parameter = getattr(getattr(reading._torch(), "nn", None), "Parameter", None)
        ops = list(chain(term, 3000))
        leaves = [op.variable for op in ops if op.variable is not None]
        return (
            bool(leaves)
            and parameter is not None
            and all(reading.is_a(one, parameter) for one in leaves)
            and not any(op.kind in LAYERS or op.unreduced for op in ops)
        )

    def _counted(self, place: Expr) -> Expr | None:
        """Of ``values / count``, or of the whole of it, the values: they are to be added up before."""

        def divides(node) -> bool:
            if (
                not isinstance(node, ast.BinOp)
                or not isinstance(node.op, ast.Div)
                or not _COUNT.search(text(node.right))
            ):
                return False
            values = place.sibling(node.left)
            for kind, source, _ in self.program.definitions(values) if isinstance(values.node, PATHS) else ():
                if isinstance(source.node, ast.BinOp) and isinstance(source.node.op, (ast.Mult, ast.Div)):
                    continue  # weighted
                names = [one for one in ast.walk(source.node) if isinstance(one, PATHS)]
                if kind == "augment" or any(text(one) == values.text for one in names):
                    return False  # a loop has added them up
            divisor = self.program.value(place.sibling(node.right))
            if divisor is MISSING:  # for each row, perhaps
                return called(node.left) not in ("sum", "mean")
            return reading.exactly(divisor, int, float) or (
                reading.is_tensor(divisor) and reading.size_of(divisor) == 1
            )

        text = place.env.file.text
        if divides(place.node):
            return place.sibling(place.node.left)
        child = place.node
        for parent in place.env.file.above(child):
            if not isinstance(parent, (ast.BinOp, ast.UnaryOp)):
                return None
            if divides(parent) and parent.left is child:
                return place
            child = parent
        return None

    def _at_root(self, label: Label | None) -> Expr | None:
        """The expression to reduce where the whole tensor is what is too many."""
        places = [one for one in (self.trace.of(self.root)) if one.is_reader]
        if not places and label is not None:
            places = [one for one in label.places if one.is_reader]
        if not places and self.root is not None:
            places = self._search(self.root)
        if self.expr is not None and self.expr.is_reader and not isinstance(self.expr.node, PATHS):
            return self._unscaled(self.expr)
        if any(self._scales(one) for one in places):
            places += [one for op in passed(self.root)[1:] for one in self.trace.of(op) if one.is_reader]
        skipped = next((one for one in places if self._is_zero(one.node)), None)  # of a batch that gives no loss
        if skipped is not None and len(self.program.results(skipped.env)) > 1:
            return skipped
        for one in places:
            if isinstance(one.node, PATHS) and self._needed_as_vector(one):
                return one
            if self._is_shared(one) or self._scales(one):
                continue
            if not isinstance(one.node, (*PATHS, ast.AugAssign)) and not self._is_argument(one):
                return self._unscaled(self._added(one))
        element = next(
            (
                one
                for one in reversed(places)
                if isinstance(one.node, (ast.Attribute, ast.Subscript)) and not self._is_shared(one)
            ),
            None,
        )
        if element is not None:
            return element
        if self.expr is not None and self.expr.is_reader:
            return self.expr
        return places[0] if places else None

    def _scales(self, expr: Expr) -> bool:
        """``loss = loss / steps``: a name that is only scaled is reduced where it is made."""
        node = expr.node
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)):
            return False
        target = expr.statement.targets if isinstance(expr.statement, ast.Assign) else []
        key = expr.env.file.key
        return any(key(one) == key(node.left) for one in target) and reading.exactly(
            self.program.value(expr.sibling(node.right)), int, float
        )

    @staticmethod
    def _is_zero(node) -> bool:
        """A product with the constant zero."""
        return (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mult)
            and any(isinstance(one, ast.Constant) and one.value == 0 for one in (node.left, node.right))
        )

    @staticmethod
    def _added(expr: Expr) -> Expr:
        """Of ``total += loss`` and ``total = total + loss`` what is added; of anything else, the expression."""
        if isinstance(expr.node, ast.AugAssign):
            return expr.sibling(expr.node.value)
        file, statement = expr.env.file, expr.statement
        if not isinstance(statement, ast.Assign) or statement.value is not expr.node:
            return expr
        if not isinstance(expr.node, ast.BinOp):
            return expr
        targets = {file.key(one) for one in statement.targets if isinstance(one, PATHS)}
        if isinstance(expr.node.op, ast.Add):
            for mine, other in ((expr.node.left, expr.node.right), (expr.node.right, expr.node.left)):
                if isinstance(mine, PATHS) and file.key(mine) in targets:
                    return expr.sibling(other)
        return expr

    @staticmethod
    def _is_shared(expr: Expr) -> bool:
        """Whether an expression makes several things: the element of a comprehension."""
        return any(isinstance(one, COMPREHENSIONS) for one in _until_statement(expr))

    @staticmethod
    def _needed_as_vector(use: Expr) -> bool:
        """Whether the program uses the name as many numbers elsewhere: an element, ``tolist()``, a mean of its own."""
        file = use.env.file
        key = file.key(use.node)
        for node in file.within(use.env.scope):
            if (
                isinstance(node, PATHS)
                and node is not use.node
                and file.key(node) == key
                and isinstance(node.ctx, ast.Load)
            ):
                parent = file.parents.get(id(node))
                if isinstance(parent, ast.Subscript) and parent.value is node:
                    return True
                if isinstance(parent, ast.Attribute) and parent.attr in (
                    "tolist",
                    "mean",
                    "sum",
                    "topk",
                    "max",
                    "min",
                    "numpy",
                ):
                    statement = file.statement_around(node)
                    targets = statement.targets if isinstance(statement, ast.Assign) else []
                    if not any(file.key(one) == key for one in targets):  # loss = loss.mean()
                        return True
                outer = [one for one in file.above(node)][:3]
                if any(isinstance(one, ast.Call) and called(one) == "append" for one in outer) and not any(
                    isinstance(one, ast.Attribute) and one.attr == "item" for one in outer
                ):
                    return True  # what becomes of it there cannot be seen: it stays as it is
                if isinstance(parent, ast.Attribute) and parent.attr == "detach":
                    above = [one for one in file.above(parent)][:4]
                    if any(
                        isinstance(one, ast.Attribute) and one.attr in ("tolist", "mean", "sum", "numpy")
                        for one in above
                    ):
                        return True
                if isinstance(parent, (ast.For, ast.comprehension)) and parent.iter is node:
                    return True
        return False

    def _is_argument(self, expr: Expr) -> bool:
        return isinstance(expr.env.file.parents.get(id(expr.node)), ast.Starred)

    def _unscaled(self, expr: Expr) -> Expr:
        """Inside ``scaler.scale(…)``: what is scaled.

        A scaled vector would be reduced as well, but nobody writes that.
        """
        while isinstance(expr.node, ast.Call) and called(expr.node) == "scale" and expr.node.args:
            inner = expr.sibling(expr.node.args[0])
            for kind, source, path in self.program.definitions(inner) if isinstance(inner.node, PATHS) else []:
                if not path and kind == "assign" and source.is_reader:
                    return source
            return inner
        return expr

    def _at_term(self, label: Label | None) -> Expr | None:
        if label is None:
            return None
        use = label.use
        if use is None or not use.is_reader:
            return label.made
        if isinstance(use.node, PATHS):
            for kind, source, path in self.program.definitions(use):
                if kind == "for":  # an element: where it is made, not where it is used
                    inner = [one for one in reversed(label.places) if not isinstance(one.node, PATHS) and one.is_reader]
                    inner = [one for one in inner if all(node is not use.node for node in ast.walk(one.node))]
                    if inner:
                        return inner[0]
                if (
                    kind in ("assign", "attribute")
                    and not path
                    and source.is_reader
                    and (self._read_as_number(use) or kind == "attribute")
                ):
                    return source
                break
        return use

    def _reduced_below(self, changes: Changes, place: Expr, reduction: str) -> bool:
        """``a, b = f()``, and ``b.item()`` later: a statement below it makes a number of ``b``."""
        if not isinstance(place.node, ast.Name) or not self._read_as_number(place):
            return False
        if self.expr is not None and place.node is self.expr.node:  # loss.backward(), and loss.item() later
            file, number, name = place.env.file, place.line, place.text
            if place.statement is None or place.statement.lineno != number:
                return False
            changes.line(file, number, f"{indent_of(file, number)}{name} = {name}{reduction}\n{file.line(number)}")
            return True
        kind, source, path = (self.program.definitions(place) or [("", place, ())])[0]
        statement = source.statement
        if kind != "assign" or not path or source.env is not place.env or not isinstance(statement, ast.Assign):
            return False
        file, name = place.env.file, place.text
        text = f"{file.line(statement.end_lineno)}\n{indent_of(file, statement.lineno)}{name} = {name}{reduction}"
        changes.line(file, statement.end_lineno, text)
        return True

    def _read_as_number(self, use: Expr) -> bool:
        """Whether the program uses the name as a number elsewhere: ``kl.item()``, ``float(kl)``, ``f"{kl:.3f}"``."""
        key = use.env.file.key(use.node)
        for node in use.env.file.within(use.env.scope):
            text = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) else None
            if isinstance(node, ast.Call) and called(node) == "format" and isinstance(node.func, ast.Attribute):
                text = node.func.value
            if isinstance(text, ast.Constant) and type(text.value) is str and "f" in text.value:
                if any(isinstance(one, PATHS) and use.env.file.key(one) == key for one in ast.walk(node)):
                    return True
            if isinstance(node, ast.Call) and called(node) in ("item", "float"):
                inner = node.func.value if isinstance(node.func, ast.Attribute) else node.args[0] if node.args else None
                if inner is not None and any(
                    use.env.file.key(one) == key for one in ast.walk(inner) if isinstance(one, PATHS)
                ):
                    return True
            if (
                isinstance(node, ast.FormattedValue)
                and node.format_spec is not None
                and use.env.file.key(node.value) == key
            ):
                return True
        return False

    def _reshape(self, changes: Changes, details: dict) -> None:
        """Give the two sides of a broadcast one shape: the one with a last dimension of 1 loses it."""
        if "sides" not in details:
            return
        (left, right), (a, b) = details["sides"], details["shapes"]
        if a[-1:] == (1,) and a[:-1] == b:
            changes.behind(left, ".squeeze(-1)")
        elif b[-1:] == (1,) and b[:-1] == a:
            changes.behind(right, ".squeeze(-1)")
        elif a[:1] == (1,) and len(a) == len(b) + 1:
            changes.behind(left, ".squeeze(0)")
        elif len(a) == len(b) and reading.product(a) == reading.product(b):
            changes.behind(right, f".view_as({left.text})" if isinstance(left.node, PATHS) else ".transpose(-1, -2)")

    def _start_vector(self, details: dict) -> Expr | None:
        """The size in ``total = torch.zeros(n)``, if that is the vector which numbers are added to."""
        product, constant = details["product"].node, details["constant"]
        added = isinstance(product, (ast.BinOp, ast.AugAssign)) and isinstance(product.op, ast.Add)
        if not added or not isinstance(constant.node, PATHS):
            return None
        for kind, source, path in self.program.definitions(constant):
            if kind == "assign" and not path and called(source.node) == "zeros" and len(source.node.args) == 1:
                return source.sibling(source.node.args[0]) if source.is_reader else None
        return None

    def _unreduce(self, changes: Changes, details: dict) -> None:
        """Weights that come after the mean: keep the loss of each sample until they are applied."""
        scalar = details.get("scalar")
        if scalar is None:
            return
        for one in self.program.expand(scalar, ()):
            if (
                isinstance(one.node, ast.Call)
                and called(one.node) == "mean"
                and isinstance(one.node.func, ast.Attribute)
                and not one.node.args
                and not one.node.keywords
            ):
                inner = self._shape(one.sibling(one.node.func.value))
                if inner is None or inner == details["of"]:
                    changes.without(one, one.node.func.value)
                return
            loss = loss_call(self.program, [one])
            if loss is None or not loss.is_reader:
                continue
            if self._is_function(loss) and self._weighs_classes(loss, details):
                product = details["product"]
                changes.argument(loss, f"weight={details['constant'].text}")
                changes.without(product, scalar.node)
                details["whole"] = True
                return
            if (
                called(loss.node) in LOSS_NAMES
                and isinstance(loss.node.func, (ast.Attribute, ast.Name))
                and self._is_function(loss)
            ):
                if keyword(loss.node, "reduction") is None:
                    changes.argument(loss, 'reduction="none"')
                return
            for made in self.program.made_by(loss.sibling(loss.node.func)):
                if isinstance(made.node, ast.Call) and made.is_reader and keyword(made.node, "reduction") is None:
                    changes.argument(made, 'reduction="none"')
                    return

    def _weighs_classes(self, loss: Expr, details: dict) -> bool:
        """Whether the constant has a number for each class rather than for each sample."""
        if called(loss.node) not in ("cross_entropy", "nll_loss") or len(loss.node.args) < 2:
            return False
        if loss.statement is not details["product"].statement or keyword(loss.node, "weight") is not None:
            return False
        scores = self._shape(loss.sibling(loss.node.args[0]))
        named = re.search(r"(?i)class|\bcls", details["constant"].text) is not None
        size = details["of"]
        return len(size) == 1 and (named if scores is None else scores[1:2] == size and scores[:1] != size)

    def _is_function(self, loss: Expr) -> bool:
        value = self.program.value(loss.sibling(loss.node.func))
        return value is MISSING or not reading.is_module(value)

    def _wants_seed(self, found) -> bool:
        """Whether ``grad()`` was asked for a gradient per element, rather than for that of a loss."""
        inputs = keyword(self.call.node, "inputs") or (self.call.node.args[1] if len(self.call.node.args) > 1 else None)
        if inputs is None:
            return True
        if called(inputs) in ("parameters", "list", "tuple") or ".parameters()" in ast.unparse(inputs):
            return False
        value = self.program.value(self.call.sibling(inputs))
        parameter = reading._torch().nn.Parameter
        if reading.is_a(value, list, tuple):
            value = reading.item(value, 0)
        if value is not MISSING and reading.is_a(value, parameter):
            return False
        return not (value is MISSING and all(cause in SURE for _, _, cause, _, _ in found))

    def _fix_grad(self) -> None:
        facts, call, expr = self.facts, self.call, self.expr
        facts.page = CAUSES["autograd-grad"]
        if not call.is_reader or expr is None:
            return
        value = self.program.value(expr)
        several = value is not MISSING and reading.is_a(value, list, tuple)
        text = expr.text
        seed = f"[torch.ones_like(o) for o in {text}]" if several else f"torch.ones_like({text})"
        if not isinstance(expr.node, PATHS) and not several:
            changes = Changes().behind(expr, ".sum()")
        else:
            name = self._torch_name(call)
            changes = Changes().argument(call, f"grad_outputs={seed.replace('torch.', name)}")
        facts.fix = Fix(PROBABLE, changes.edits, "caveat-grad")

    def _torch_name(self, expr: Expr) -> str:
        """How the program calls torch's functions: ``torch.``, or another name that it imported torch under."""
        torch = reading._torch()
        names = expr.env.globals
        if names.get("torch") is torch:
            return "torch."
        for name, value in list(names.items()):
            if value is torch:
                return f"{name}."
        return "torch."

    def _fix_leaf(self) -> None:
        if self.expr is not None and self.expr.is_reader:
            self.facts.fix = Fix(PROBABLE, Changes().behind(self.expr, ".sum()").edits, "caveat-sum")

    def _fix_output(self) -> None:
        """The output of a network itself: a loss with the target that fits, if the program has both at hand."""
        facts, expr = self.facts, self.expr
        if expr is None or not expr.is_reader:
            return
        leaves = [op.variable for op in chain(self.root, 4000) if op.variable is not None]
        parameter = reading._torch().nn.Parameter
        inputs = [one for one in leaves if not reading.is_a(one, parameter)]
        if inputs:  # the gradient of an input: saliency
            facts.page = "situations/saliency/"
            facts.fix = Fix(PROBABLE, Changes().behind(expr, ".sum()").edits, "caveat-saliency")
            return
        target = self._target_for(facts.shape)
        if target is not None:
            name, loss = target
            call = self._without_labels(expr)
            if call is not None:
                facts.say("no-labels", expr=call.text, place=call.place)
                facts.terms.append(Term(call.text, None, "output", call.file, call.line))
                facts.fix = Fix(PROBABLE, Changes().argument(call, f"labels={name}").edits)
                return
            if isinstance(expr.node, PATHS) and self._read_as_number(expr):
                sources = self.program.definitions(expr)
                if sources and sources[0][0] == "assign" and not sources[0][2] and sources[0][1].is_reader:
                    expr = sources[0][1]
            facts.fix = Fix(PROBABLE, Changes().replace(expr, f"{loss}({expr.text}, {name})").edits, "caveat-output")
        else:
            facts.fix = Fix(FILL_IN, Changes().replace(expr, f"criterion({expr.text}, …)").edits, "caveat-output")

    def _without_labels(self, expr: Expr) -> Expr | None:
        """``model(ids)[0]`` of a model that computes its loss from ``labels``, which the call does not give."""
        todo, seen = [expr], 0
        while todo and seen < 20:
            one, seen = todo.pop(), seen + 1
            if isinstance(one.node, ast.Call):
                value = self.program.value(one.sibling(one.node.func))
                function = reading.function_of(value)[0] if reading.is_module(value) else None
                if function is None or any(given.arg in (None, "labels") for given in one.node.keywords):
                    continue
                names = function.__code__.co_varnames[1 : function.__code__.co_argcount]
                if "labels" in names[len(one.node.args) :]:
                    return one
            elif isinstance(one.node, PATHS):
                todo += [source for kind, source, _ in self.program.definitions(one) if kind == "assign"]
                if isinstance(one.node, (ast.Subscript, ast.Attribute)):
                    todo.append(one.sibling(one.node.value))
        return None

    def _target_for(self, shape) -> tuple[str, str] | None:
        """(name of a target, how to call a loss) that fit an output of this shape."""
        level = self.failure.site
        names = {**level.globals, **level.local}
        losses = [name for name, value in names.items() if reading.is_module(value) and class_name(value) in LOSS_NAMES]
        targets = []
        for name, value in list(names.items()):
            if reading.is_tensor(value) and not reading.requires_grad(value) and name[:1] != "_":
                size = reading.shape_of(value)
                if size == shape and reading.is_float(value):
                    targets.append((name, "mse"))
                elif shape and len(shape) == 2 and size == shape[:1] and not reading.is_float(value):
                    targets.append((name, "ce"))
        if len(targets) != 1:
            return None
        if losses:
            return targets[0][0], losses[0]
        prefix = self._torch_name(self.expr) + "nn.functional."
        return targets[0][0], prefix + ("mse_loss" if targets[0][1] == "mse" else "cross_entropy")


def _entry_of(expr: Expr) -> str | None:
    """The key of the dictionary in which an expression stands: ``dict(key=…)``, ``{"key": …}``, ``d["key"] = …``."""
    child = expr.node
    for parent in expr.env.file.above(child):
        key = None
        if isinstance(parent, ast.keyword):
            call = expr.env.file.parents.get(id(parent))
            return parent.arg if called(call) == "dict" else None
        if isinstance(parent, ast.Dict):
            key = next((one for one, value in zip(parent.keys, parent.values) if value is child), None)
        elif isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Subscript):
            key = parent.targets[0].slice
        if isinstance(key, ast.Constant) and type(key.value) is str:
            return key.value
        if isinstance(parent, ast.stmt):
            return None
        child = parent
    return None


def _until_statement(expr: Expr):
    for node in expr.env.file.above(expr.node):
        if isinstance(node, ast.stmt):
            return
        yield node


def _is_target(expr: Expr) -> bool:
    """Whether a name is the total that a statement adds to: what is added is to be changed, not the total."""
    file = expr.env.file
    statement = file.statement_around(expr.node)
    if isinstance(statement, ast.AugAssign):
        return statement.target is expr.node
    if isinstance(statement, ast.Assign):  # total = total + term
        return any(file.key(one) == file.key(expr.node) for one in statement.targets if isinstance(one, PATHS))
    return False


def _broadcast(a: tuple, b: tuple) -> tuple | None:
    shape = []
    for index in range(1, max(len(a), len(b)) + 1):
        x, y = a[-index] if index <= len(a) else 1, b[-index] if index <= len(b) else 1
        if x != y and 1 not in (x, y):
            return None
        shape.append(max(x, y))
    return tuple(reversed(shape))


def explain_scalar(failure: Failure, facts: Facts) -> None:
    tensor = failure.target()
    if tensor is not None:
        Scalar(failure, facts, tensor).explain()
