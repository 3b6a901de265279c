"""Reading the program's objects without running any of its code.

No attribute is looked up, nothing is called, compared, iterated or printed by the object's own methods: values come
from ``__dict__``, from the storage of built-in containers, and from the getters that PyTorch defines on its base
class.
"""

from __future__ import annotations

import builtins
import collections
import functools
import sys
import types

_ENTRY = type(collections.namedtuple("_", "a").a)
MISSING = type("Missing", (), {"__repr__": lambda self: "MISSING"})()
_MRO = type.__dict__["__mro__"].__get__
_NAMESPACE = type.__dict__["__dict__"].__get__
_FIXED = (types.GetSetDescriptorType, types.MemberDescriptorType)  # written in C: reading them runs no Python


def classes(value) -> tuple[type, ...]:
    """The classes of a value, most special first."""
    return _MRO(type(value))


def is_a(value, *kinds: type) -> bool:
    """``isinstance`` by the type alone: the value is not asked for its ``__class__``."""
    return any(one is kind for one in classes(value) for kind in kinds)


def exactly(value, *kinds: type) -> bool:
    """Whether the type of a value is one of several.

    ``in`` would ask a metaclass of the program whether they are equal.
    """
    return any(type(value) is kind for kind in kinds)


def is_class(value) -> bool:
    return is_a(value, type)


def fields(value) -> dict:
    """The attributes that are stored on a value: an empty dictionary if it has none."""
    if is_class(value):
        return dict(_NAMESPACE(value))
    for kind in classes(value):
        descriptor = _NAMESPACE(kind).get("__dict__")
        if descriptor is not None:
            if exactly(descriptor, *_FIXED):
                found = descriptor.__get__(value)
                return found if type(found) is dict else {}
            return {}
    return {}


def member(value, name: str):
    """What ``value.name`` is stored as; methods as plain functions, MISSING for whatever would have to be computed."""
    if value is MISSING:
        return MISSING
    own = fields(value)
    if name in own:
        return _plain(own[name])
    for table in ("_parameters", "_buffers", "_modules"):  # nn.Module
        entries = own.get(table)
        if is_a(entries, dict) and dict.__contains__(entries, name):
            return dict.__getitem__(entries, name)
    for kind in _MRO(value) if is_class(value) else classes(value):
        namespace = _NAMESPACE(kind)
        if name in namespace:
            found = namespace[name]
            if type(found) is types.MemberDescriptorType and not is_class(value):  # __slots__
                try:
                    return found.__get__(value)
                except AttributeError:
                    return MISSING
            if type(found) is _ENTRY and is_a(value, tuple):  # a named tuple
                names = raw_of_class(type(value), "_fields")
                return tuple.__getitem__(value, tuple.index(names, name)) if type(names) is tuple else MISSING
            return _plain(found)
    return MISSING


def _plain(found):
    """A method as the function that it wraps; what is computed on each access is missing."""
    if exactly(found, staticmethod, classmethod):
        return found.__func__
    if exactly(found, property, functools.cached_property, types.GetSetDescriptorType):
        return MISSING
    return found


def property_of(owner: type, name: str):
    """The function behind ``value.name`` if that is a property of the value's class, else None."""
    for kind in _MRO(owner):
        found = _NAMESPACE(kind).get(name)
        if type(found) is property:
            return found.fget if type(found.fget) is types.FunctionType else None
        if type(found) is functools.cached_property:
            return found.func if type(found.func) is types.FunctionType else None
        if found is not None:
            return None
    return None


def item(value, key):
    """``value[key]`` of built-in containers and of torch's lists and dictionaries of modules."""
    try:
        if is_a(value, dict) and exactly(key, str, int):
            return _entry(value, key)
        if is_a(value, list) and type(key) is int:
            return list.__getitem__(value, key)
        if is_a(value, tuple) and type(key) is int:
            return tuple.__getitem__(value, key)
    except (IndexError, TypeError):
        return MISSING
    modules = fields(value).get("_modules") if is_module(value) else None
    if is_a(modules, dict):
        if type(key) is int and key < 0:
            key += dict.__len__(modules)
        return dict.get(modules, str(key), MISSING)
    return MISSING


def _entry(table: dict, key):
    """An entry of a dictionary whose keys may be of classes that compare in ways of their own."""
    for one in dict.keys(table):
        if type(one) is type(key) and one == key:
            return dict.__getitem__(table, one)
    return MISSING


def function_of(value):
    """(function, first argument or MISSING, partial arguments, partial keywords) behind something that can be called.

    Methods, ``functools.partial``, ``functools.wraps``, modules (their ``forward``) and objects with ``__call__`` are
    looked through. The function is None where it is not written in Python.
    """
    bound, arguments, keywords = MISSING, (), {}
    for _ in range(10):
        if type(value) is types.FunctionType:
            wrapped = value.__dict__.get("__wrapped__")
            if type(wrapped) is not types.FunctionType:
                return value, bound, arguments, keywords
            value = wrapped
        elif type(value) is types.MethodType:
            bound, value = value.__self__, value.__func__
        elif is_a(value, functools.partial):
            inner = functools.partial
            arguments = inner.args.__get__(value) + arguments
            keywords = {**inner.keywords.__get__(value), **keywords}
            value = inner.func.__get__(value)
        elif value is MISSING or value is None or is_class(value) or type(value) is types.BuiltinFunctionType:
            break
        else:
            original = member(value, "_orig_mod")  # torch.compile(module)
            if original is not MISSING:
                value = original
                continue
            method = member(value, "forward") if is_module(value) else MISSING
            if method is MISSING:
                method = member(value, "__call__")
            if type(method) is types.FunctionType:
                bound, value = value, method
            elif type(method) is types.MethodType:  # a forward that was replaced on the object
                value = method
            else:
                break
    return None, bound, arguments, keywords


def closure_of(function: types.FunctionType) -> dict:
    """The variables that a function has from the one around it."""
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    return found


BUILTINS = dict(vars(builtins))


# ---------------------------------------------------------------------------------------------- tensors and modules


def _torch():
    return sys.modules["torch"]


def is_tensor(value) -> bool:
    return value is not MISSING and is_a(value, _torch().Tensor)


def is_module(value) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and value is not MISSING and hasattr(torch, "nn") and is_a(value, torch.nn.Module)


def _get(tensor, name: str):
    """An attribute of a tensor by PyTorch's own getter, whatever a subclass makes of it."""
    return getattr(_torch().Tensor, name).__get__(tensor)


def shape_of(tensor) -> tuple[int, ...] | None:
    try:
        return tuple(int(n) for n in _get(tensor, "shape"))
    except Exception:  # a nested tensor, or a symbolic size
        return None


def size_of(tensor) -> int | None:
    shape = shape_of(tensor)
    return None if shape is None else product(shape)


def product(shape: tuple[int, ...]) -> int:
    size = 1
    for length in shape:
        size *= length
    return size


def requires_grad(tensor) -> bool:
    return _get(tensor, "requires_grad")


def node_of(tensor):
    """The node of the graph that made the tensor, or None. May fail for a view that was changed: None then, too."""
    try:
        return _get(tensor, "grad_fn")
    except RuntimeError:
        return None


def output_of(tensor) -> int:
    return _get(tensor, "output_nr")


def is_leaf(tensor) -> bool:
    return _get(tensor, "is_leaf")


def version_of(tensor) -> int | None:
    try:
        return _get(tensor, "_version")
    except RuntimeError:  # an inference tensor
        return None


def type_of(tensor) -> str:
    """Its dtype as a word: ``float32``."""
    return str(_get(tensor, "dtype")).replace("torch.", "")


def is_float(tensor) -> bool:
    return _get(tensor, "dtype").is_floating_point or _get(tensor, "dtype").is_complex


def is_inference(tensor) -> bool:
    try:
        return _torch().Tensor.is_inference(tensor)
    except Exception:
        return False


def parameters_of(module, depth: int = 0):
    """(name, parameter) of a module and everything in it, from its tables."""
    own = fields(module)
    for name, value in list(dict.items(own.get("_parameters") or {})):
        if is_tensor(value):
            yield name, value
    if depth < 40:
        for name, value in list(dict.items(own.get("_modules") or {})):
            if is_module(value):
                for inner, parameter in parameters_of(value, depth + 1):
                    yield f"{name}.{inner}", parameter


def tensors_in(names: dict | None, limit: int = 4000):
    """(name, tensor) of what a scope holds: variables, their elements and attributes, two levels down."""
    seen = set()
    for name, value in list((names or {}).items()):
        if not name.startswith("__") and not exactly(value, *_NEVER):
            yield from _inside(name, value, 0, seen, limit)


_NEVER = (types.ModuleType, type, types.FunctionType, types.BuiltinFunctionType)
_PLAIN = (str, bytes, int, float, bool, complex, type(None))


def _inside(name, value, depth, seen, limit):
    if exactly(value, *_PLAIN):
        return
    if is_tensor(value):
        yield name, value
        return
    if depth > 2 or id(value) in seen or len(seen) > limit:
        return
    seen.add(id(value))
    if is_a(value, dict):
        entries = [(f"{name}[{key!r}]", one) for key, one in _first(dict.items(value)) if exactly(key, str, int)]
    elif is_a(value, list, tuple):
        iterate = list.__iter__ if is_a(value, list) else tuple.__iter__
        entries = [(f"{name}[{index}]", one) for index, one in enumerate(_first(iterate(value)))]
    else:
        own = fields(value)
        entries = [(f"{name}.{key}", one) for key, one in _first(own.items()) if type(key) is str and _is_own(key)]
        if is_module(value):
            yield from _state_of(name, value, 0, seen)
    for key, one in entries:
        if not exactly(one, *_NEVER):
            yield from _inside(key, one, depth + 1, seen, limit)


def _is_own(key: str) -> bool:
    """Whether an attribute is the program's: not one that PyTorch, or Python, keeps for itself."""
    return key[:1] != "_" or not (key[:2] == "__" or "hook" in key or key in _TABLES)


_TABLES = ("_parameters", "_buffers", "_modules", "_non_persistent_buffers_set", "_is_full_backward_hook")


def _state_of(name, module, depth, seen):
    """The parameters and buffers of a module and everything in it, and tensors that it keeps as attributes."""
    own = fields(module)
    for table in ("_parameters", "_buffers"):
        for key, one in _first(dict.items(own.get(table) or {})):
            if is_tensor(one):
                yield f"{name}.{key}", one
    for key, one in _first(dict.items(own.get("_modules") or {}), 500) if depth < 40 else ():
        if is_module(one) and id(one) not in seen:
            seen.add(id(one))
            for inner, value in fields(one).items():
                if type(inner) is str and _is_own(inner) and is_tensor(value):
                    yield f"{name}.{key}.{inner}", value
                elif type(inner) is str and _is_own(inner) and exactly(value, list, tuple, dict):
                    yield from _inside(f"{name}.{key}.{inner}", value, 1, seen, 4000)
            yield from _state_of(f"{name}.{key}", one, depth + 1, seen)


def _first(entries, most: int = 200) -> list:
    found = []
    for entry in entries:
        if len(found) == most:
            break
        found.append(entry)
    return found


def optimized(optimizer) -> list:
    """The tensors that an optimizer, or one that wraps it as ``.optimizer``, holds; empty if it is none."""
    stored = fields(optimizer)
    groups = stored.get("param_groups")
    if groups is None and "optimizer" in stored:
        groups = fields(stored["optimizer"]).get("param_groups")
    found = []
    for group in list.__iter__(groups) if type(groups) is list else ():
        held = item(group, "params") if is_a(group, dict) else MISSING
        found += list.__iter__(held) if type(held) is list else ()
    return found


def fields_of_class(kind: type) -> dict:
    """What a class itself defines, as it is stored."""
    return _NAMESPACE(kind)


def classes_of(kind: type) -> tuple[type, ...]:
    return _MRO(kind)


def raw_of_class(kind: type, name: str):
    """What a class or the classes above it store under a name: methods are not unwrapped."""
    for one in _MRO(kind):
        if name in _NAMESPACE(one):
            return _NAMESPACE(one)[name]
    return MISSING


def raw_member(value, name: str):
    return MISSING if name in fields(value) else raw_of_class(type(value), name)
