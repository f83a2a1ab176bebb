"""From a loop in Python to object code that runs without numba. Imported for a loop that was not compiled before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import llvmlite.binding as llvm
import numba
from numba.extending import register_jitable

from peil.stats.kept import SYMBOL, prepared

_known: set[Callable[..., Any]] = set()
# What LLVM knows itself or asks of the C library (exp, log, sqrt), and the moving of memory that every process has.
_EVERYWHERE = ("llvm.", "mem", "sqrt")


def object_code(
    function: Callable[..., None], signature: str, exact: bool, helpers: Mapping[Callable[..., Any], bool], kinds: str
) -> bytes:
    """The loop as object code for this processor, its function called `SYMBOL`.

    `helpers`: functions it may call, and which of them are exact. `kinds`: what it is going to be called with, a letter
    an argument: an address (p), a whole number (i), a number (d). TypeError for a loop that cannot be called so, or
    that calls what is not there.
    """
    for helper, exactly in helpers.items():
        if helper not in _known:
            # Whatever its size: a call within a loop would keep LLVM from making several turns of it at once.
            register_jitable(forceinline=True, **_options(exactly))(helper)
            _known.add(helper)
    njit: Any = numba.njit  # its overloads do not know that options may be given by a mapping
    made = njit(signature, no_cpython_wrapper=True, no_cfunc_wrapper=True, **_options(exact))(function)
    (types,) = made.signatures
    module = llvm.parse_assembly(made.inspect_llvm(types))
    module.get_function(made.overloads[types].fndesc.llvm_func_name).name = SYMBOL
    _check(function.__name__, module, kinds)
    return bytes(prepared().emit_object(module))


def _options(exact: bool) -> dict[str, Any]:
    # `_nrt`: without what counts the owners of arrays. What is not told here a helper has from the loop that it joins.
    return {"error_model": "numpy", "_nrt": False, "fastmath": False if exact else {"contract", "reassoc", "nsz"}}


def _check(name: str, module: Any, kinds: str) -> None:
    """How numba hands arrays on between its own functions is no promise of its makers. And a loop that allocates
    calls on numba, which is not there when the code is linked again, as other calls may not be."""
    found = "".join(
        {"i64": "i", "double": "d"}.get(str(one.type), "p") for one in module.get_function(SYMBOL).arguments
    )
    if found != kinds:
        raise TypeError(f"loop {name}: found arguments {found}, expected {kinds}: numba hands them on in another way")
    for one in module.functions:
        if one.is_declaration and not one.name.startswith(_EVERYWHERE):
            raise TypeError(f"loop {name}: found a call of {one.name}, expected none but of arithmetic")
