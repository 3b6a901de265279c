"""The neighbours of the error: seeds, numbers, types, inputs of grad(), leaf tensors, functions given to torch.func."""

from __future__ import annotations

import ast
import re

import explain.reading as reading
from explain.data import CAUSES
from explain.edits import Changes, indent_of
from explain.facts import CERTAIN, PROBABLE, Facts, Fix, Term
from explain.failure import CALLS, Failure, message_of
from explain.frames import whose
from explain.graph import Private, reaches
from explain.losses import loss_call, switched_off
from explain.reading import MISSING
from explain.scalar import Scalar
from explain.source import EACH, PATHS, Expr, called, keyword, placed


def _site_call(failure: Failure, names: tuple[str, ...] = ()) -> Expr | None:
    env = failure.site_env
    node = failure.program.call_at(failure.site, env, names) if env is not None else None
    return Expr(node, env) if node is not None else None


def _statement(failure: Failure) -> Expr | None:
    node = failure.statement()
    return Expr(node, failure.site_env) if node is not None else None


def _term(facts: Facts, name: str, shape, why: str, expr: Expr | None) -> None:
    facts.terms.append(Term(name, shape, why, expr.file if expr else None, expr.line if expr else None))


def _defined(failure: Failure, expr: Expr) -> Expr | None:
    """The expression that a name was assigned, if that is in the program."""
    for kind, source, path in failure.program.definitions(expr) if isinstance(expr.node, PATHS) else []:
        if kind in ("assign", "attribute") and source.is_reader and not path:
            return source
    return None


def explain_complex(failure: Failure, facts: Facts) -> None:
    tensor = failure.target()
    if tensor is None:
        return
    expr, _ = failure.expression(tensor)
    facts.name, facts.shape, facts.cause = failure.name(tensor) or "loss", reading.shape_of(tensor), "complex"
    facts.say("complex", name=facts.name, dtype=reading.type_of(tensor))
    place = (_defined(failure, expr) or expr) if expr is not None else None
    root = failure.root(tensor)
    if root is None or expr is None:
        _term(facts, facts.name, facts.shape, "complex", place)
        return
    found = Scalar(failure, facts, tensor, expr)
    op, term = root, None
    while op.kind in ("Add", "Sub", "Mul", "Div", "Neg", "Rsub", "Mean", "Sum", "Pow"):
        places = [one for one in found.trace.of(op) if one.is_reader and not isinstance(one.node, PATHS)]
        term = places[-1] if places else term
        if op.kind == "Pow" and places and isinstance(places[-1].node, ast.BinOp):
            base = places[-1].sibling(places[-1].node.left)
            _term(facts, places[-1].text, op.shape, "complex", places[-1])
            facts.say("complex-term", name=places[-1].text, place=places[-1].place)
            facts.fix = Fix(PROBABLE, Changes().behind(base, ".abs()").edits, "caveat-complex")
            return
        if op.kind in ("Mean", "Sum") and op.parents and op.parents[0].many:
            reduced = next((one for one in places if called(one.node) in ("mean", "sum") and _receiver(one.node)), None)
            if reduced is not None:  # what it reduces is to be real
                inner = _receiver(reduced.node)
                if called(inner) in ("pow", "square") and _receiver(inner):
                    inner = _receiver(inner)
                term = reduced.sibling(inner)
                break
        parents = [one for one in op.parents if Private.is_complex(one.node, one.number) is not False]
        if not parents:
            break
        op = parents[0]  # of several complex terms, the first
    place = term or place
    _term(facts, place.text if term is not None else facts.name, facts.shape, "complex", place)
    if place is not None and place.is_reader:
        facts.fix = Fix(
            PROBABLE, Changes().behind(place, ".real" if "conj" in place.text else ".abs()").edits, "caveat-complex"
        )


def _receiver(call):
    """``x`` of ``x.mean()``, or of ``torch.mean(x)``."""
    if not isinstance(call, ast.Call):
        return None
    if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) not in ("torch", "th", "F"):
        return call.func.value
    return call.args[0] if call.args else None


def explain_mismatch(failure: Failure, facts: Facts) -> None:
    tensor = failure.target()
    if tensor is None:
        return
    expr, call = failure.expression(tensor)
    facts.name, facts.shape, facts.cause = failure.name(tensor) or "loss", reading.shape_of(tensor), "mismatch"
    given = tuple(int(one) for one in re.findall(r"\d+", failure.match.group(2)))
    facts.say("mismatch", given=given, name=facts.name, shape=facts.shape)
    if call is None or not call.is_reader:
        return
    node = call.node
    seed = keyword(node, "gradient") or keyword(node, "grad_outputs") or keyword(node, "grad_tensors")
    if seed is None:
        rest = (
            node.args[1:]
            if called(node) == "backward" and expr is not None and any(one is expr.node for one in node.args)
            else node.args
        )
        seed = (
            node.args[2]
            if called(node) == "grad" and len(node.args) > 2
            else (rest[0] if rest and called(node) == "backward" else None)
        )
    if isinstance(seed, (ast.List, ast.Tuple)) and seed.elts:
        index = int(failure.match.group(1))
        seed = seed.elts[index] if index < len(seed.elts) else seed.elts[0]
    if seed is None:
        return
    seed = call.sibling(seed)
    _term(facts, seed.text, given, "mismatch", seed)
    if expr is None:
        return
    name = expr.text
    if reading.product(given) == reading.product(facts.shape or ()):
        facts.fix = Fix(PROBABLE, Changes().behind(seed, f".reshape({name}.shape)").edits, "caveat-mismatch")
    else:
        _fix_seed(failure, facts, seed, name)


def _fix_seed(failure: Failure, facts: Facts, seed: Expr, output: str) -> None:
    """A seed of the output's shape: in the call, or in a line above it if the seed has a name that is used again."""
    made = _defined(failure, seed) if isinstance(seed.node, PATHS) else None
    random = {called(node) for node in ast.walk(made.node)} if made is not None else set()
    kind = "randn_like" if "randn" in random else "ones_like"
    file, statement = seed.env.file, seed.statement
    uses = [
        node
        for node in file.within(seed.env.scope)
        if isinstance(node, PATHS) and isinstance(node.ctx, ast.Load) and file.key(node) == file.key(seed.node)
    ]
    text, changes = f"torch.{kind}({output})", Changes()
    if isinstance(seed.node, PATHS) and len(uses) > 1 and statement is not None:
        above = f"{indent_of(file, statement.lineno)}{seed.text} = {text}"
        changes.line(file, statement.lineno, f"{above}\n{file.line(statement.lineno)}")
    else:
        changes.replace(seed, text)
    facts.fix = Fix(PROBABLE, changes.edits, "caveat-seed")


def explain_grown(failure: Failure, facts: Facts) -> None:
    statement = _statement(failure)
    if statement is None or not isinstance(statement.node, ast.AugAssign):
        return
    node = statement.node
    value = statement.sibling(node.value)
    facts.name = statement.env.file.text(node.target)
    total = failure.program.value(statement.sibling(node.target))
    facts.shape = (
        reading.shape_of(total)
        if reading.is_tensor(total)
        else tuple(int(n) for n in re.findall(r"\d+", failure.match.group(1)))
    )
    shape = tuple(int(one) for one in re.findall(r"\d+", failure.match.group(2)))
    facts.cause = "grown"
    sign = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}.get(type(node.op), "op=")
    facts.say("grown", name=facts.name, op=sign, shape=shape)
    place = _defined(failure, value) or value
    _term(facts, value.text, shape, "grown", place)
    facts.say("grown-term", name=value.text, place=place.place)
    part = _many_part(failure, value)
    if part is not None:
        inner = Facts("scalar", facts.page)
        found = Scalar(failure, inner, failure.program.value(part), part)
        found.explain()
        facts.terms, facts.cause, facts.page = inner.terms, inner.cause, inner.page
        facts.said += [one for one in inner.said if one[0] not in ("is-many", "siblings")][:2]
        facts.fix = inner.fix if inner.fix is not None and inner.fix.confidence != "fill-in" else None
        if facts.fix is not None and not _is_scaled(failure, value, part):
            reduction = ".sum()" if facts.fix.caveat in ("caveat-penalty", "caveat-sum") else ".mean()"
            facts.fix = Fix(PROBABLE, Changes().behind(value, reduction).edits, facts.fix.caveat)
    if facts.fix is None:
        for one in failure.program.expand(value, ()):
            loss = loss_call(failure.program, [one]) if isinstance(one.node, ast.Call) else None
            off = switched_off(failure.program, loss) if loss is not None else None
            if off is not None:
                facts.say("given", place=off.place)
                facts.terms[-1].file, facts.terms[-1].line = off.file, off.line
                facts.cause, facts.page = "reduction-none", CAUSES["reduction-none"]
            elif one.is_reader and one.node is not value.node:
                facts.terms[-1].file, facts.terms[-1].line = one.file, one.line
            break
        facts.fix = Fix(CERTAIN, Changes().behind(value, ".mean()").edits, "caveat-mean")


def _is_scaled(failure: Failure, value: Expr, part: Expr) -> bool:
    """Whether what is added is a part of it, but for factors and terms that are single numbers."""
    node = value.node
    while node is not part.node:
        if not isinstance(node, ast.BinOp) or isinstance(node.op, ast.Pow):
            return False
        inside = any(one is part.node for one in ast.walk(node.left))
        node, other = (node.left, node.right) if inside else (node.right, node.left)
        number = failure.program.value(value.sibling(other))
        if not reading.exactly(number, int, float) and not (reading.is_tensor(number) and reading.size_of(number) == 1):
            return False
    return True


def _many_part(failure: Failure, value: Expr) -> Expr | None:
    """The operand that is a tensor of many numbers with a graph, if it is at hand."""
    todo = [value.node]
    while todo:
        node = todo.pop()
        if not isinstance(node, ast.Call):  # what goes into a call is no term of the sum
            todo += ast.iter_child_nodes(node)
        if isinstance(node, PATHS):
            one = value.sibling(node)
            tensor = failure.program.value(one)
            if (
                reading.is_tensor(tensor)
                and reading.size_of(tensor) not in (0, 1, None)
                and reading.node_of(tensor) is not None
            ):
                return one
    return None


NO_LOSSES = {
    "float",
    "int",
    "bool",
    "str",
    "tuple",
    "list",
    "dict",
    "NoneType",
    "set",
    "generator",
    "function",
    "method",
}


def explain_no_backward(failure: Failure, facts: Facts) -> None:
    statement = _statement(failure)
    kind = failure.match.group(1)
    node = (
        next(
            (
                one.value
                for one in ast.walk(statement.node)
                if isinstance(one, ast.Attribute) and one.attr == "backward"
            ),
            None,
        )
        if statement is not None
        else None
    )
    facts.cause = kind
    facts.page = CAUSES.get(kind, facts.page)
    if failure.library is not None:
        call = _site_call(failure, CALLS)
        node = call.node.args[0] if call is not None and call.node.args else None
    if node is None:
        return
    expr = Expr(node, statement.env, statement.at)
    value = failure.program.value(expr)
    if (
        kind not in NO_LOSSES
        and not kind.startswith(("numpy", "torch"))
        and not reading.is_module(value)
        and not _has_loss(value)
    ):
        facts.silent = True  # an object of the program's own
        return
    facts.name = expr.text
    source = _defined(failure, expr)
    origin = source or next((one for one in failure.program.expand(expr, ()) if one.node is not node), None)
    _term(facts, facts.name, None, kind, origin or expr)
    facts.say("no-backward", name=facts.name, type=kind)
    if origin is not None and origin.node is not node:
        facts.say("made", expr=origin.text, place=origin.place)
    changes = Changes()
    if (
        reading.is_module(value)
        and isinstance(origin.node if origin is not None else None, ast.Call)
        and origin.node.args
    ):
        facts.cause, facts.page = "loss-class", CAUSES["loss-class"]
        facts.say("loss-class", name=origin.sibling(origin.node.func).text)
        changes.put(
            origin.env.file,
            origin.node.func.end_lineno,
            origin.node.func.end_col_offset,
            origin.node.func.end_col_offset,
            "()",
        )
        facts.fix = Fix(CERTAIN, changes.edits)
        return
    if kind in ("float", "int") or kind.startswith("numpy"):
        _uncount(failure, facts, expr, changes)
    elif kind in ("tuple", "list") or reading.is_a(value, tuple, list):
        found = _which(value)
        comma = next(
            (
                one
                for one in failure.program.expand(expr, ())
                if isinstance(one.node, ast.Tuple) and len(one.node.elts) == 1 and one.is_reader
            ),
            None,
        )
        if comma is not None:
            facts.say("trailing-comma", place=comma.place)
            facts.terms[-1].file, facts.terms[-1].line = comma.file, comma.line
            inner = comma.node.elts[0]
            changes.cut(
                comma.env.file, inner.end_lineno, inner.end_col_offset, comma.node.end_lineno, comma.node.end_col_offset
            )
            facts.fix = Fix(CERTAIN, changes.edits)
        elif found is not None:
            changes.behind(source if source is not None and isinstance(source.node, ast.Call) else expr, f"[{found}]")
            facts.say("element", name=facts.name, index=found)
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-element")
        elif kind == "list":
            changes.replace(expr, f"sum({expr.text})")
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-list")
    elif reading.is_a(value, dict) or _has_loss(value):
        key = _loss_key(value)
        if key is not None:
            changes.behind(expr, f"[{key!r}]".replace("'", '"') if reading.is_a(value, dict) else f".{key}")
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-element")
        elif reading.is_a(value, dict):
            changes.replace(expr, f"sum({expr.text}.values())")
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-list")
    elif kind == "NoneType":
        _no_return(failure, facts, expr, origin, changes)
    elif kind.startswith("torch.return_types"):
        changes.behind(expr, ".values")
        facts.fix = Fix(PROBABLE, changes.edits)


def _uncount(failure: Failure, facts: Facts, expr: Expr, changes: Changes) -> None:
    """Where the number was taken out of a tensor: ``.item()``, ``float()``, in whatever it is made of."""
    todo, seen = [expr], set()
    while todo and len(seen) < 80:
        one = todo.pop(0)
        key = (id(one.node), one.env.identity)
        if key in seen:
            continue
        seen.add(key)
        for node in ast.walk(one.node):
            if not isinstance(node, ast.Call):
                continue
            inner = (
                node.func.value
                if isinstance(node.func, ast.Attribute) and called(node) in ("item", "tolist")
                else node.args[0]
                if isinstance(node.func, ast.Name) and called(node) == "float" and node.args
                else None
            )
            if inner is not None:
                place = one.sibling(node)
                facts.say("counted", expr=place.text, place=place.place)
                facts.terms[-1].file, facts.terms[-1].line = place.file, place.line
                while isinstance(inner, ast.Call) and called(inner) in ("detach", "cpu") and not inner.args:
                    inner = inner.func.value
                changes.without(place, inner)
                facts.fix = Fix(PROBABLE, changes.edits, "caveat-logged")
                return
        for node in ast.walk(one.node):
            if isinstance(node, PATHS) and isinstance(getattr(node, "ctx", None), ast.Load):
                inner = one.sibling(node)
                todo += [part for part in failure.program.expand(inner, ()) if part.node is not node]
                if isinstance(node, ast.Name):
                    todo += list(failure.program.expand(inner, (EACH,)))
            elif isinstance(node, ast.Call):
                env = failure.program.enter(one.sibling(node))
                if env is not None:
                    todo += failure.program.results(env)


def _which(value) -> int | None:
    """Which element of a tuple or list is the loss: the only tensor of one number with a graph, else the first."""
    found = []
    for index in range(8):
        one = reading.item(value, index)
        if one is MISSING:
            break
        if reading.is_tensor(one) and reading.requires_grad(one):
            found.append((index, reading.size_of(one)))
    single = [index for index, size in found if size == 1]
    return single[0] if len(single) == 1 else None


def _has_loss(value) -> bool:
    return value is not MISSING and reading.is_tensor(reading.fields(value).get("loss", MISSING))


def _loss_key(value) -> str | None:
    entries = dict.items(value) if reading.is_a(value, dict) else reading.fields(value).items()
    scalars = [
        key
        for key, one in list(entries)
        if type(key) is str and reading.is_tensor(one) and reading.requires_grad(one) and reading.size_of(one) == 1
    ]
    if len(scalars) == 1:
        return scalars[0]
    return next((key for key in scalars if key in ("loss", "total", "total_loss", "loss_total")), None)


def _no_return(failure: Failure, facts: Facts, expr: Expr, origin: Expr | None, changes: Changes) -> None:
    call = origin if origin is not None else expr
    if not isinstance(call.node, ast.Call):
        return
    env = failure.program.enter(call)
    if env is None or isinstance(env.scope, ast.Lambda):
        return
    names = [
        one for one in env.file.bindings(env.scope) if one.kind in ("assign", "augment") and one.target.isidentifier()
    ]
    dropped = [
        one
        for one in env.file.within(env.scope)
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call) and _gives_value(failure, Expr(one.value, env))
    ]
    if any(isinstance(one, ast.Return) for one in env.file.within(env.scope)) and len(dropped) == 1:
        place = Expr(dropped[0].value, env)
        facts.say("no-return", name=getattr(env.scope, "name", ""), place=f"{Expr(env.scope, env).place}")
        facts.say("dropped", expr=place.text, place=place.place)
        facts.terms.append(Term(place.text, None, "NoneType", place.file, place.line))
        changes.put(env.file, place.line, place.node.col_offset, place.node.col_offset, "return ")
        facts.fix = Fix(PROBABLE, changes.edits, "caveat-return")
        return
    wanted = [one for one in names if "loss" in one.target or one.target in ("total", "L", "l")] or names
    facts.say("no-return", name=getattr(env.scope, "name", ""), place=f"{Expr(env.scope, env).place}")
    if not wanted:
        return
    last = max(wanted, key=lambda one: one.line)
    end = env.scope.body[-1]
    bare = next((one for one in env.file.within(env.scope) if isinstance(one, ast.Return) and one.value is None), None)
    facts.terms[-1].file, facts.terms[-1].line = env.file.path, end.end_lineno
    if bare is not None:
        changes.line(env.file, bare.lineno, f"{indent_of(env.file, bare.lineno)}return {last.target}")
    else:
        changes.line(
            env.file,
            end.end_lineno,
            f"{env.file.line(end.end_lineno)}\n{indent_of(env.file, env.scope.body[0].lineno)}return {last.target}",
        )
    facts.fix = Fix(PROBABLE, changes.edits, "caveat-return")


def _gives_value(failure: Failure, call: Expr) -> bool:
    """Whether what is called returns something, as far as the program shows."""
    env = failure.program.enter(call)
    return env is not None and bool(failure.program.results(env))


def explain_not_a_number(failure: Failure, facts: Facts) -> None:
    names = ("item", "float", "int", "bool", "tensor", "as_tensor", "array", "index")
    call = _site_call(failure, names)
    if call is None:
        return
    node = call.node
    inner = (
        node.func.value
        if isinstance(node.func, ast.Attribute) and called(node) == "item"
        else node.args[0]
        if node.args
        else None
    )
    if inner is None:
        return
    expr = call.sibling(inner)
    value = failure.program.value(expr)
    facts.name = expr.text
    if reading.is_a(value, list, tuple) or isinstance(inner, (ast.List, ast.Tuple, ast.ListComp)):
        _copied_vectors(failure, facts, call, expr, value)
        return
    facts.cause = "not-a-number"
    if reading.is_tensor(value):
        facts.shape = reading.shape_of(value)
        facts.say("not-a-number", name=facts.name, n=reading.size_of(value), shape=facts.shape, op=called(node))
        if reading.requires_grad(value) and reading.node_of(value) is not None and reading.size_of(value) != 0:
            _why_many(failure, facts, value, expr)
            return
    else:
        facts.say("not-a-number-somehow", name=facts.name, op=called(node))
    place = _defined(failure, expr) or expr
    made = [
        one
        for one in failure.program.expand(expr, ())
        if one.is_reader and not isinstance(one.node, (*PATHS, ast.Constant))
    ]
    if (
        facts.shape is not None
        and reading.product(facts.shape) != 0
        and 0 < len(made) <= 3
        and all(_reduces_part(one.node) for one in made)
    ):
        changes = Changes()
        for one in made:
            _term(facts, _assigned_to(one) or one.text, facts.shape, "partial", one)
            changes.behind(one, ".mean()")
        facts.say("made", expr=made[0].text, place=made[0].place)
        facts.fix = Fix(PROBABLE, changes.edits, "caveat-partial")
        return
    _term(facts, facts.name, facts.shape, "not-a-number", place)
    if facts.shape is not None and reading.product(facts.shape) == 0:
        return
    whole = reading.is_tensor(value) and not reading.is_float(value)
    given = _passed_in(failure, expr)
    if given is not expr and given.is_reader:  # to a meter, which others give numbers
        facts.say("passed-in", expr=given.text, place=given.place)
        _term(facts, given.text, facts.shape, "not-a-number", given)
        expr = given
    facts.fix = Fix(PROBABLE, Changes().behind(expr, ".float().mean()" if whole else ".mean()").edits, "caveat-number")


def _reduces_part(node) -> bool:
    """Whether an expression reduces some dimensions: ``hit.sum(1) * 100``."""
    return any(
        isinstance(one, ast.Call)
        and called(one) in ("sum", "mean", "norm", "amax", "logsumexp")
        and (one.args or keyword(one, "dim") or keyword(one, "axis"))
        for one in ast.walk(node)
    )


def _assigned_to(expr: Expr) -> str | None:
    parent = expr.env.file.parents.get(id(expr.node))
    return (
        expr.env.file.text(parent.targets[0]) if isinstance(parent, ast.Assign) and len(parent.targets) == 1 else None
    )


def _why_many(failure: Failure, facts: Facts, value, expr: Expr) -> None:
    """A loss that is logged before backward(): the cause is that of the main error, and so is the change."""
    inner = Facts("scalar", facts.page)
    scalar = Scalar(failure, inner, value, expr)
    scalar.explain()
    facts.said += [one for one in inner.said if one[0] != "is-many"]
    facts.terms, facts.fix = inner.terms, inner.fix
    facts.cause = inner.cause


def _copied_vectors(failure: Failure, facts: Facts, call: Expr, expr: Expr, value) -> None:
    """``torch.tensor(list of tensors)`` of more than one number each."""
    facts.cause = "copied"
    facts.page = "reference/type-errors/#float-vector"
    first = reading.item(value, 0) if value is not MISSING else MISSING
    shape = reading.shape_of(first) if reading.is_tensor(first) else None
    if isinstance(expr.node, (ast.List, ast.Tuple)):
        for one in expr.node.elts:
            part = expr.sibling(one)
            inner = failure.program.value(part)
            if reading.is_tensor(inner) and reading.size_of(inner) != 1:
                facts.name, facts.shape = part.text, reading.shape_of(inner)
                facts.say(
                    "not-a-number", name=part.text, n=reading.size_of(inner), shape=facts.shape, op=called(call.node)
                )
                place = _defined(failure, part) or part
                _term(facts, part.text, facts.shape, "copied", place)
                facts.fix = Fix(PROBABLE, Changes().behind(part, ".mean()").edits, "caveat-number")
                return
    facts.say("copied-vectors", name=facts.name, op=called(call.node))
    _term(facts, facts.name, shape, "copied", call)
    prefix = call.sibling(call.node.func).text.rpartition(".")[0] or "torch"
    if called(call.node) in ("tensor", "as_tensor"):
        facts.fix = Fix(PROBABLE, Changes().replace(call, f"{prefix}.stack({expr.text})").edits, "caveat-stacked")


def explain_ambiguous(failure: Failure, facts: Facts) -> None:
    inner = failure.levels[-1]
    if inner.file.replace("\\", "/").endswith("torch/nn/_reduction.py"):
        call = _site_call(failure)
        if call is None:
            return
        facts.cause, facts.page = "loss-class", CAUSES["loss-class"]
        name = call.sibling(call.node.func).text
        facts.say("loss-class", name=name)
        _term(facts, call.text, None, "loss-class", call)
        node = call.node.func
        facts.fix = Fix(
            CERTAIN, Changes().put(call.env.file, node.end_lineno, node.end_col_offset, node.end_col_offset, "()").edits
        )
        return
    statement = _statement(failure)
    if statement is None:
        return
    test = getattr(statement.node, "test", None) or statement.node
    named = [statement.sibling(one) for one in ast.walk(test) if isinstance(one, PATHS)]
    for one in named:
        value = failure.program.value(one)
        if reading.is_tensor(value) and reading.size_of(value) != 1:
            facts.name, facts.shape = one.text, reading.shape_of(value)
            facts.say("ambiguous", name=one.text, shape=facts.shape, n=reading.size_of(value))
            _term(facts, one.text, facts.shape, "ambiguous", _defined(failure, one) or one)
            if reading.requires_grad(value):
                facts.fix = Fix(PROBABLE, Changes().behind(one, ".mean()").edits, "caveat-ambiguous")
            elif isinstance(test, (ast.Compare, *PATHS)):
                facts.fix = Fix(PROBABLE, Changes().behind(statement.sibling(test), ".all()").edits, "caveat-ambiguous")
            return


def explain_numpy(failure: Failure, facts: Facts) -> None:
    call = _site_call(failure, ("numpy", "array", "asarray"))
    if call is None:
        return
    node = call.node
    inner = node.func.value if isinstance(node.func, ast.Attribute) and called(node) in ("numpy", "__array__") else None
    if inner is None:
        for one in node.args:
            value = failure.program.value(call.sibling(one))
            if reading.is_tensor(value) and reading.requires_grad(value):
                inner = one
    if inner is None:
        return
    expr = call.sibling(inner)
    value = failure.program.value(expr)
    facts.name, facts.shape, facts.cause = (
        expr.text,
        reading.shape_of(value) if reading.is_tensor(value) else None,
        "numpy",
    )
    facts.say("numpy", name=facts.name)
    _term(facts, facts.name, facts.shape, "numpy", expr)
    facts.fix = Fix(CERTAIN, Changes().behind(expr, ".detach()").edits, "caveat-numpy")


def explain_format(failure: Failure, facts: Facts) -> None:
    statement = _statement(failure)
    for node in ast.walk(statement.node) if statement is not None else ():
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            expr = statement.sibling(node.value)
            value = failure.program.value(expr)
            if reading.is_tensor(value) and reading.size_of(value) != 1:
                facts.name, facts.shape, facts.cause = expr.text, reading.shape_of(value), "format"
                facts.say("not-a-number", name=facts.name, n=reading.size_of(value), shape=facts.shape, op="format")
                if reading.requires_grad(value) and reading.node_of(value) is not None:
                    _why_many(failure, facts, value, expr)
                else:
                    _term(facts, facts.name, facts.shape, "format", _defined(failure, expr) or expr)
                return


def _inputs(failure: Failure):
    """(index, input, first output) of the failed call of grad()."""
    inputs, outputs = failure.local("t_inputs", "inputs"), failure.local("t_outputs", "outputs", "tensors")
    outputs = (
        outputs
        if reading.is_tensor(outputs)
        else reading.item(outputs, 0)
        if reading.is_a(outputs, tuple, list)
        else MISSING
    )
    if reading.is_tensor(inputs):
        inputs = (inputs,)
    for index in range(200):
        one = reading.item(inputs, index) if reading.is_a(inputs, tuple, list) else MISSING
        if one is MISSING:
            return
        yield index, one, outputs


def _input_expr(call: Expr | None, index: int) -> Expr | None:
    if call is None:
        return None
    given = keyword(call.node, "inputs") or (call.node.args[1] if len(call.node.args) > 1 else None)
    if isinstance(given, (ast.List, ast.Tuple)):
        given = given.elts[index] if index < len(given.elts) else None
    return call.sibling(given) if given is not None else None


def explain_unused(failure: Failure, facts: Facts) -> None:
    for index, one, output in _inputs(failure):
        root = failure.root(output) if reading.is_tensor(output) else None
        if not reading.is_tensor(one) or (root is not None and reaches(root, one)):
            continue
        expr, call = failure.expression(output) if reading.is_tensor(output) else (None, None)
        given = _passed_in(failure, _input_expr(call, index))
        expr = _passed_in(failure, expr)
        names = [name for name, tensor in failure.tensors() if tensor is one]
        facts.name = failure.name(output) if reading.is_tensor(output) else None
        facts.shape = reading.shape_of(output) if reading.is_tensor(output) else None
        name = (
            given.text
            if given is not None and isinstance(given.node, PATHS) and failure.program.value(given) is one
            else (min(names, key=len) if names else (given.text if given is not None else f"inputs[{index}]"))
        )
        facts.cause = "unused"
        facts.say("unused", name=name, out=facts.name or "output")
        place = (_defined(failure, given) if given is not None else None) or given or expr
        _term(facts, name, reading.shape_of(one), "unused", place)
        if given is not None and _sliced(failure, facts, given, place, expr, call, root):
            return
        twin = _stand_in(failure, one, root)
        if twin is not None:
            facts.say("unused-twin", name=twin)
        if call is not None and call.is_reader:
            if twin is not None and given is not None and isinstance(given.node, PATHS):
                facts.fix = Fix(PROBABLE, Changes().replace(given, twin).edits, "caveat-twin")
            else:
                argument, caveat = "materialize_grads=True", "caveat-unused-zeros"
                if _asks_for_none(call) or not _has_zeros():
                    argument, caveat = "allow_unused=True", "caveat-unused"
                changes = Changes().argument(call, argument)
                for other in _calls_for_same(failure, call):
                    changes.argument(other, argument)
                facts.fix = Fix(PROBABLE, changes.edits, caveat)
        return


def _calls_for_same(failure: Failure, call: Expr) -> list[Expr]:
    """The other calls of ``grad`` in the file that ask for the gradients of the same name, and would fail next."""

    def asked(node) -> str | None:
        inputs = keyword(node, "inputs") or (node.args[1] if len(node.args) > 1 else None)
        return call.env.file.text(inputs) if isinstance(inputs, ast.Name) else None

    wanted = asked(call.node)
    return [
        call.sibling(node)
        for node in ast.walk(call.env.file.tree)
        if wanted is not None
        and isinstance(node, ast.Call)
        and node is not call.node
        and called(node) == "grad"
        and asked(node) == wanted
        and not any(one.arg in (None, "allow_unused", "materialize_grads") for one in node.keywords)
    ]


def _asks_for_none(call: Expr) -> bool:
    """Whether the function that asks for the gradients knows what to do with one that is None."""
    return any(
        isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Name)  # not self.first, or another thing that may be None
        and isinstance(node.ops[0], (ast.Is, ast.IsNot))
        and isinstance(node.comparators[0], ast.Constant)
        and node.comparators[0].value is None
        for node in call.env.file.within(call.env.scope)
    )


def _has_zeros() -> bool:
    """Whether this torch has ``materialize_grads``: it came with 2.1."""
    version = getattr(reading._torch(), "__version__", "0.0")
    return tuple(int(part) for part in re.findall(r"\d+", str.__str__(version))[:2]) >= (2, 1)


def _passed_in(failure: Failure, expr: Expr | None) -> Expr | None:
    """Of a helper's parameter, what its caller gave."""
    for _ in range(3):
        if expr is None or not isinstance(expr.node, ast.Name):
            break
        sources = failure.program.definitions(expr)
        if len(sources) != 1 or sources[0][0] != "argument" or sources[0][2]:
            break
        expr = sources[0][1]
    return expr


def _sliced(
    failure: Failure, facts: Facts, given: Expr, made: Expr | None, output: Expr | None, call: Expr | None, root
) -> bool:
    """``x = xt[:, 0:1]`` is a new tensor; the output was computed from ``xt``: put it together from the slices."""
    if made is None or root is None or not isinstance(given.node, ast.Name):
        return False
    node = made.node
    base = (
        node.value
        if isinstance(node, ast.Subscript)
        else node.func.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        else None
    )
    if not isinstance(base, PATHS):
        return False
    value = failure.program.value(made.sibling(base))
    if not reading.is_tensor(value) or not reaches(root, value):
        return False
    name = made.env.file.text(base)
    facts.say("unused-copy", name=given.text, base=name, place=made.place)
    key = made.env.file.key(base)
    if isinstance(node, ast.Subscript):
        parts = [
            one
            for one in made.env.file.bindings(made.env.scope)
            if one.kind == "assign"
            and isinstance(one.value, ast.Subscript)
            and made.env.file.key(one.value.value) == key
        ]
        parts.sort(key=lambda one: (one.line, one.column))
        order = [one.target for one in parts]
        size = [
            reading.shape_of(made.env.values.get(one, MISSING))
            if reading.is_tensor(made.env.values.get(one, MISSING))
            else None
            for one in order
        ]
        whole = reading.shape_of(value)
        fits = (
            None not in size
            and all(len(one) == len(whole) for one in size)
            and sum(one[-1] for one in size) == whole[-1]
        )
        if fits:
            last = max(one.line for one in parts)
            for use in made.env.file.within(made.env.scope):
                if (
                    isinstance(use, PATHS)
                    and isinstance(use.ctx, ast.Load)
                    and made.env.file.key(use) == key
                    and use.lineno > last
                    and isinstance(made.env.file.parents.get(id(use)), ast.Call)
                ):
                    facts.terms[-1].line = made.line
                    facts.fix = Fix(
                        PROBABLE,
                        Changes().replace(made.sibling(use), f"torch.cat([{', '.join(order)}], dim=-1)").edits,
                        "caveat-slices",
                    )
                    return True
    if call is not None and call.is_reader:
        facts.fix = Fix(PROBABLE, Changes().replace(given, name).edits, "caveat-twin")
    return True


def _stand_in(failure: Failure, tensor, root) -> str | None:
    """A tensor of the same shape that the output does depend on: made from the input, or the other way round."""
    if root is None:
        return None
    shape = reading.shape_of(tensor)
    for name, one in failure.tensors():
        if (
            one is not tensor
            and reading.shape_of(one) == shape
            and reading.requires_grad(one)
            and reading.is_leaf(one)
            and reaches(root, one)
            and name.isidentifier()
        ):
            return name
    return None


def explain_not_required(failure: Failure, facts: Facts) -> None:
    for index, one, output in _inputs(failure):
        if not reading.is_tensor(one) or reading.requires_grad(one):
            continue
        expr, call = failure.expression(output) if reading.is_tensor(output) else (None, None)
        given = _input_expr(call, index)
        facts.name = failure.name(output) if reading.is_tensor(output) else None
        facts.shape = reading.shape_of(output) if reading.is_tensor(output) else None
        names = [name for name, tensor in failure.tensors() if tensor is one]
        name = given.text if given is not None else min(names, key=len) if names else f"inputs[{index}]"
        facts.cause = "not-required"
        facts.say("not-required", name=name)
        place = _defined(failure, given) if given is not None else None
        _term(facts, name, reading.shape_of(one), "not-required", place or given or expr)
        if place is not None and reading.is_float(one):
            changes = Changes()
            if isinstance(place.node, ast.Call) and called(place.node) in (
                "tensor",
                "randn",
                "rand",
                "zeros",
                "ones",
                "linspace",
                "full",
                "arange",
            ):
                changes.argument(place, "requires_grad=True")
            else:
                changes.behind(place, ".requires_grad_()")
            facts.fix = Fix(PROBABLE, changes.edits, "caveat-not-required")
        return


def explain_leaf_in_place(failure: Failure, facts: Facts) -> None:
    statement = _statement(failure)
    if statement is None:
        return
    node = statement.node
    target = (
        node.target if isinstance(node, ast.AugAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    if (
        target is None
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
    ):
        target = node.value.func.value
    if target is None:
        return
    base = target
    while isinstance(base, ast.Subscript) or (called(base).endswith("_") and isinstance(base.func, ast.Attribute)):
        base = base.value if isinstance(base, ast.Subscript) else base.func.value  # p.mul_(m).add_(q)
    facts.name = statement.env.file.text(base)
    value = failure.program.value(statement.sibling(base))
    facts.shape = reading.shape_of(value) if reading.is_tensor(value) else None
    facts.cause = "leaf-in-place"
    facts.say("leaf-in-place", name=facts.name)
    _term(facts, facts.name, facts.shape, "leaf-in-place", statement)
    file = statement.env.file
    if node.lineno == node.end_lineno:
        indent = indent_of(file, node.lineno)
        text = file.line(node.lineno).strip()
        facts.fix = Fix(
            PROBABLE,
            Changes().line(file, node.lineno, f"{indent}with torch.no_grad():\n{indent}    {text}").edits,
            "caveat-leaf",
        )


def explain_view_in_place(failure: Failure, facts: Facts) -> None:
    statement = _statement(failure)
    if statement is None:
        return
    facts.cause = "view-in-place"
    facts.say("view-in-place", op=failure.match.group(1).removesuffix("Backward0"), expr=statement.text)
    _term(facts, statement.text, None, "view-in-place", statement)
    node = statement.node
    signs = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and type(node.op) in signs:
        name, value = node.target.id, statement.env.file.text(node.value)
        facts.name = name
        facts.fix = Fix(
            CERTAIN,
            Changes().replace(statement, f"{name} = {name} {signs[type(node.op)]} {value}").edits,
            "caveat-in-place",
        )


def explain_inference(failure: Failure, facts: Facts) -> None:
    for env in failure.reader_functions():
        for node in ast.walk(env.scope):
            if (
                isinstance(node, ast.Call)
                and called(node) == "inference_mode"
                and env.file.scope_around(node) in (env.scope, env.file.tree)
            ):
                expr = Expr(node, env)
                facts.cause = "inference"
                facts.say("inference", place=expr.place)
                _term(facts, expr.text, None, "inference", expr)
                facts.fix = Fix(
                    PROBABLE,
                    Changes().replace(expr, expr.text.replace("inference_mode", "no_grad")).edits,
                    "caveat-inference",
                )
                return


def explain_integers(failure: Failure, facts: Facts) -> None:
    call = _site_call(failure)
    if call is None:
        return
    facts.cause = "integers"
    facts.say("integers", expr=call.text)
    _term(facts, call.text, None, "integers", call)
    node = call.node
    if called(node) == "requires_grad_" and isinstance(node.func, ast.Attribute):
        facts.fix = Fix(
            PROBABLE, Changes().behind(call.sibling(node.func.value), ".float()").edits, "caveat-integers-data"
        )
    elif keyword(node, "requires_grad") is not None and keyword(node, "dtype") is None:
        facts.fix = Fix(PROBABLE, Changes().argument(call, "dtype=torch.float32").edits, "caveat-integers-data")


def explain_function(failure: Failure, facts: Facts) -> None:
    """A function that torch.func or torch.autograd.functional differentiates, and that gives a vector."""
    call = _site_call(failure)
    if call is None:
        return
    node = call.node
    given = keyword(node, "func") or (node.args[0] if node.args else None)
    outer = [call.sibling(node.func)] if called(node) not in ("hessian", "hvp", "vhp", "grad", "jacrev") else []
    function = call.sibling(given) if given is not None and not outer else None
    for one in outer:
        for made in failure.program.made_by(one):
            if isinstance(made.node, ast.Call) and made.node.args:
                function = made.sibling(made.node.args[0])
    if function is None:
        return
    facts.name, facts.cause = function.text, "function"
    call_of = placed(ast.Call(function.node, [], []), node)
    env = failure.program.enter(Expr(call_of, function.env, function.at))
    facts.say("function", name=function.text)
    if env is None:
        return
    results = [one for one in failure.program.results(env) if one.is_reader]
    if results:
        _term(facts, results[0].text, None, "function", results[0])
        facts.fix = Fix(PROBABLE, Changes().behind(results[0], ".sum()").edits, "caveat-function")


def explain_own_function(failure: Failure, facts: Facts) -> None:
    """An ``autograd.Function`` of the program whose ``backward`` gives the wrong gradients."""
    name = failure.match.group(1).removesuffix("Backward")
    facts.cause = facts.error
    tensor = failure.target()
    if tensor is not None:
        facts.name, facts.shape = failure.name(tensor), reading.shape_of(tensor)
    for env in failure.reader_functions():
        around = env.file.class_around(env.scope)
        if around is not None and around.name == name and getattr(env.scope, "name", "") == "backward":
            results = failure.program.results(env)
            place = results[0] if results else Expr(env.scope, env)
            if facts.error == "invalid-gradient" and results and isinstance(results[0].node, ast.Tuple):
                index = int(failure.match.group(2))
                if index < len(results[0].node.elts):
                    place = results[0].sibling(results[0].node.elts[index])
            named = place.text
            place = _defined(failure, place) or place
            _term(facts, named, None, facts.error, place)
            if facts.error == "invalid-gradient":
                facts.say(
                    "invalid-gradient",
                    name=name,
                    index=failure.match.group(2),
                    got=_shape(failure.match.group(3)),
                    wanted=_shape(failure.match.group(4)),
                    place=place.place,
                )
            else:
                facts.say(
                    "number-of-gradients",
                    name=name,
                    wanted=failure.match.group(2),
                    got=failure.match.group(3),
                    place=place.place,
                )
            return
    facts.say("own-function", name=name)


def _shape(text: str) -> tuple:
    return tuple(int(one) for one in re.findall(r"\d+", text))


def explain_text(failure: Failure, facts: Facts) -> None:
    """Another process failed: its traceback came as text."""
    for path, line in reversed(re.findall(r'File "([^"]+)", line (\d+)', message_of(failure.error))):
        if whose(path) == "reader":
            file = failure.program.file(path)
            facts.say("other-process", code=file.line(int(line)).strip())
            facts.at = (path, int(line), file.line(int(line)).strip())
            facts.terms.append(Term(facts.at[2], None, "other-process", path, int(line)))
            return
