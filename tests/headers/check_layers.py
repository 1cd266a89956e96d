#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the project's files include: check_layers.py ROOT.

Prints one line for every include that its layer may not have, and every circle of folders that include one another.
Exit code 0: none, 1: some.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)

STANDARD = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits clocale
cmath compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring
ctime cuchar cwchar cwctype deque exception execution filesystem format forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new
numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
source_location span sstream stack stdexcept stop_token streambuf string string_view strstream syncstream system_error
thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
""".split())

QT = re.compile(r"(Q[A-Z]\w*|Qt\w*)(/|$)|qcustomplot\.h$|q[a-z]+\.h$")
LIBTORCH = re.compile(r"(ATen|c10|torch|caffe2)/")
HDF5 = re.compile(r"hdf5(_hl)?\.h$|H5\w+\.h$|hdf5/")

# Folders of the project that a folder may include, beside itself; None: all.
ALLOWED = {
    "app": None,
    "ui": {"core/api", "core/store", "core/series", "core/config", "core/support"},
}
LIBTORCH_FOLDERS = {"core/estimators", "core/nn", "core/training"}
HDF5_FOLDERS = {"core/arrays", "core/recording"}
STANDARD_ONLY_FOLDERS = {"core/api", "core/store"}  # their headers


def folder_of(path):
    """core/store, ui/plots, app: the unit of which the layers speak."""
    parts = pathlib.PurePosixPath(path).parts
    return "/".join(parts[:2]) if parts[0] in ("core", "ui") and len(parts) > 2 else parts[0]


def includes_of(text):
    """(name, is_own) of every include; own ones stand in quotes."""
    return [(own or system, bool(own)) for own, system in INCLUDE.findall(text)]


def faults_of_system_include(path, name):
    top, folder = path.split("/")[0], folder_of(path)
    if top == "core" and QT.match(name):
        yield "core knows nothing of Qt"
    if LIBTORCH.match(name) and folder not in LIBTORCH_FOLDERS:
        yield "LibTorch belongs to " + ", ".join(sorted(LIBTORCH_FOLDERS))
    if HDF5.match(name) and folder not in HDF5_FOLDERS:
        yield "HDF5 belongs to " + ", ".join(sorted(HDF5_FOLDERS))
    if folder in STANDARD_ONLY_FOLDERS and path.endswith(".h") and name not in STANDARD:
        yield "headers of " + folder + " use the standard library only"


def faults_of_own_include(path, name, root):
    top, target = path.split("/")[0], folder_of(name)
    if not (root / name).is_file():
        yield "there is no such file below the root"
        return
    if top == "core" and not name.startswith(("core/", "resources/")):
        yield "core includes only core"
    if top == "resources" and not name.startswith("resources/"):
        yield "resources include nothing"
    allowed = ALLOWED.get(top)
    if top == "ui" and not name.startswith("ui/") and target not in allowed:
        yield "ui includes only ui and " + ", ".join(sorted(allowed))
    standard_only = folder_of(path) in STANDARD_ONLY_FOLDERS and path.endswith(".h")
    if standard_only and target not in STANDARD_ONLY_FOLDERS | {"core/support"}:
        yield "headers of core/api and core/store include only those, and core/support"


def find_circle(edges):
    """A list of folders that include one another in a circle, or None."""
    state = {}  # 1: being visited, 2: done

    def visit(folder, trail):
        state[folder] = 1
        for target in sorted(edges.get(folder, ())):
            if state.get(target) == 1:
                return trail[trail.index(target):] + [target]
            if target not in state:
                circle = visit(target, trail + [target])
                if circle:
                    return circle
        state[folder] = 2
        return None

    for folder in sorted(edges):
        if folder not in state:
            circle = visit(folder, [folder])
            if circle:
                return circle
    return None


def faults_of_order(path, includes, root):
    """A source that begins with the header of its name proves that the header compiles alone."""
    header = path[: -len(".cpp")] + ".h"
    if path.endswith(".cpp") and (root / header).is_file() and includes[:1] != [(header, True)]:
        yield f"{path}: {header}: must be the first include"


def check(root):
    """All faults of the tree below root, as lines of text."""
    faults, edges = [], {}
    for top in ("app", "core", "resources", "ui"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in (".h", ".cpp"):
                continue
            path = file.relative_to(root).as_posix()
            includes = includes_of(file.read_text(encoding="utf-8"))
            faults += faults_of_order(path, includes, root)
            for name, is_own in includes:
                found = faults_of_own_include(path, name, root) if is_own else faults_of_system_include(path, name)
                faults += [f"{path}: {name}: {fault}" for fault in found]
                if is_own and folder_of(name) != folder_of(path):
                    edges.setdefault(folder_of(path), set()).add(folder_of(name))
    circle = find_circle(edges)
    if circle:
        faults.append("these folders include one another: " + " -> ".join(circle))
    return faults


def main():
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "core").is_dir():
        print("check_layers.py ROOT: ROOT is the project's folder", file=sys.stderr)
        return 2
    faults = check(pathlib.Path(sys.argv[1]))
    print("\n".join(faults) if faults else "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
