"""Where compiled loops are kept: object code, in the package's __pycache__ or, where that may not be written, with the
user; and how it is linked to be run."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

# What a loop is called in its object code.
SYMBOL = "loop"
_DIGEST = hashlib.sha256().digest_size
_engines: list[Any] = []


def key_of(folder: Path, *about: object) -> str:
    """What machine code rests on: the sources of all loops in the folder, how they are compiled and with what, this
    processor, and `about`."""
    made = hashlib.sha256()
    for file in (*sorted(folder.glob("*.py")), Path(__file__).with_name("compiling.py")):
        made.update(file.read_bytes())
    made.update(repr([llvmlite.__version__, *processor(), *about]).encode())
    return made.hexdigest()[:24]


def processor() -> tuple[str, str]:
    """Its name and what it can do, as LLVM calls it."""
    return llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


def read(folder: Path, name: str, key: str) -> bytes | None:
    """The object code of a loop; None where it was not kept, or is not what was written."""
    for place in _places(folder):
        try:
            found = (place / f"{name}-{key}.o").read_bytes()
        except OSError:
            continue
        digest, code = found[:_DIGEST], found[_DIGEST:]
        if hashlib.sha256(code).digest() == digest:
            return code
    return None


def write(folder: Path, name: str, key: str, code: bytes) -> bool:
    """Keep it for the next process; False where no folder may be written."""
    for place in _places(folder):
        half = place / f"{name}-{key}.{os.getpid()}"
        try:
            place.mkdir(parents=True, exist_ok=True)
            half.write_bytes(hashlib.sha256(code).digest() + code)
            half.replace(place / f"{name}-{key}.o")
        except OSError:
            with suppress(OSError):
                half.unlink()
            continue
        return True
    return False


def _places(folder: Path) -> Iterator[Path]:
    yield folder / "__pycache__"
    try:
        home = Path.home()
    except RuntimeError:
        # A user without a home, as in some containers.
        return
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA", home)) / "peil" / "cache"
    elif sys.platform == "darwin":
        yield home / "Library" / "Caches" / "peil"
    else:
        yield Path(os.environ.get("XDG_CACHE_HOME", home / ".cache")) / "peil"


def linked(code: bytes) -> int:
    """The address of the loop."""
    target = prepared()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    return int(engine.get_function_address(SYMBOL))


def prepared() -> Any:
    """This processor as LLVM's target, for code that is run where it is made."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    name, features = processor()
    # On x86 code that is run in place expects fixed addresses.
    model = "static" if target.name.startswith("x86") else "default"
    return target.create_target_machine(
        cpu=name, features=features, opt=3, reloc=model, codemodel="jitdefault", jit=True
    )
