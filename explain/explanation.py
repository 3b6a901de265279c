"""From an error to facts: which explanation is for which message."""

from __future__ import annotations

import ast
import contextlib
import sys

from explain.facts import Facts, Fix
from explain.failure import Failure, message_of, related
from explain.frames import is_reader, library_of
from explain.in_place import explain_in_place
from explain.no_graph import explain_no_graph
from explain.others import (
    explain_ambiguous,
    explain_complex,
    explain_format,
    explain_function,
    explain_grown,
    explain_inference,
    explain_integers,
    explain_leaf_in_place,
    explain_mismatch,
    explain_no_backward,
    explain_not_a_number,
    explain_not_required,
    explain_numpy,
    explain_own_function,
    explain_text,
    explain_unused,
    explain_view_in_place,
)
from explain.scalar import explain_scalar
from explain.second_backward import explain_second

EXPLANATIONS = {
    "scalar": explain_scalar,
    "complex": explain_complex,
    "no-graph": explain_no_graph,
    "inference": explain_inference,
    "second-backward": explain_second,
    "in-place": explain_in_place,
    "leaf-in-place": explain_leaf_in_place,
    "view-in-place": explain_view_in_place,
    "mismatch": explain_mismatch,
    "no-backward": explain_no_backward,
    "not-a-number": explain_not_a_number,
    "ambiguous": explain_ambiguous,
    "format": explain_format,
    "numpy": explain_numpy,
    "integers": explain_integers,
    "unused": explain_unused,
    "not-required": explain_not_required,
    "grown": explain_grown,
    "invalid-gradient": explain_own_function,
    "number-of-gradients": explain_own_function,
    "func-scalar": explain_function,
    "hessian": explain_function,
}


@contextlib.contextmanager
def undisturbed():
    """No tensor subclass and no mode of the program sees what is read here."""
    torch = sys.modules["torch"]
    guards = [getattr(torch._C, name, None) for name in ("DisableTorchFunction", "_DisableTorchDispatch")]
    with contextlib.ExitStack() as stack:
        for guard in guards:
            if guard is None:
                continue
            guard = guard()
            if hasattr(guard, "__enter__"):
                stack.enter_context(guard)
            else:  # before 2.1 it holds for as long as the object lives
                stack.callback(lambda held: None, guard)
        yield


def _possible(failure: Failure, fix: Fix) -> bool:
    """Whether the change is in the program's own files, and they are still Python with it."""
    for path in {edit.file for edit in fix.edits}:
        if not is_reader(path):
            return False
        file = failure.program.file(path)
        lines = [line.rstrip("\r\n") for line in file.lines]
        for edit in fix.edits:
            if edit.file == path:
                lines[edit.line - 1] = edit.new.replace("…", "_")
        try:
            ast.parse("\n".join(lines))
        except SyntaxError:
            return False
    return True


def explain(error: BaseException | None, recorder=None) -> Facts | None:
    """What is known of an error, or None if it is not one of those that are explained here."""
    error = related(error)
    if error is None or "torch" not in sys.modules:
        return None
    with undisturbed():
        failure = Failure(error, recorder)
        facts = Facts(failure.message["error"], failure.message["page"], failure.at)
        if not failure.levels:
            return None
        library = failure.library
        if library is not None:
            facts.say("in-library-run" if failure.is_handed else "in-library", lib=library_of(library))
        explanation = EXPLANATIONS.get(facts.error)
        if explanation is not None:
            explanation(failure, facts)
        if not facts.said and 'File "' in message_of(error):
            explain_text(failure, facts)
        if facts.silent:
            return None
        if facts.fix is not None and not _possible(failure, facts.fix):
            facts.fix = None
        if not facts.said:
            facts.say("no-more")
        return facts
