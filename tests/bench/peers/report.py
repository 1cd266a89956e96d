# SPDX-License-Identifier: GPL-3.0-or-later
"""The table and the JSON of a benchmark."""
import datetime
import importlib.metadata
import os
import pathlib

COLUMNS = ("case", "estimator", "ours_value", "peer", "peer_value", "truth", "ours_seconds", "peer_seconds", "ratio",
           "goal", "threads")


def processor():
    """The processor's name and its vector instructions, as Linux says."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown processor"
    fields = dict(reversed([line.split("\t", 1) for line in lines if "\t" in line]))
    word = {name.strip(): text.lstrip("\t: ") for name, text in fields.items()}
    flags = word.get("flags", "").split()
    widest = next((name for name in ("amx_tile", "avx512f", "avx2") if name in flags), None)
    family = f"family {word.get('cpu family', '?')} model {word.get('model', '?')}"
    return ", ".join(filter(None, (word.get("model name", "unknown processor"), family, widest)))


def blas():
    """The kernel that numpy's OpenBLAS chose."""
    try:
        import threadpoolctl
    except ImportError:
        return None
    kernels = {pool.get("architecture") for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}
    return "/".join(sorted(filter(None, kernels))) or None


def versions():
    found = {}
    for name in ("numpy", "scikit-learn", "infomeasure", "embo", "torch"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return found


def load():
    return [round(x, 2) for x in os.getloadavg()] if hasattr(os, "getloadavg") else None


def machine(before):
    """What a reader must know of the machine; `before` is the load before the benchmark itself made some."""
    return {"date": datetime.date.today().isoformat(), "processor": processor(), "processors": os.cpu_count(),
            "load_before": before, "load_after": load(), "blas": blas(), "versions": versions()}


def number(value, digits=4):
    return "-" if value is None else f"{value:.{digits}g}" if digits < 4 else f"{value:.4f}"


def seconds(value):
    return "-" if value is None else f"{value:.3g}"


def goal(row):
    if row["goal"] is None:
        return "-"
    return f"{row['goal']:g} {'met' if row['goal_met'] else 'MISSED'}"


def cells(row):
    return (row["case"], row["estimator"], number(row["ours_value"]), row["peer"] or "-", number(row["peer_value"]),
            number(row["truth"]), seconds(row["ours_seconds"]), seconds(row["peer_seconds"]), number(row["ratio"], 3),
            goal(row), str(row["threads"]))


def table(rows):
    """The rows as a Markdown table in columns of even width."""
    lines = [COLUMNS, *map(cells, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def heading(about):
    names = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    loads = ", ".join(f"{what} {' '.join(map(str, about[key]))}" for what, key in
                      (("before", "load_before"), ("after", "load_after")) if about[key])
    return (f"{about['date']}; {about['processors']} processors, {about['processor']}\n"
            f"load average {loads or 'unknown'}\n"
            f"{names}; BLAS kernel {about['blas'] or 'unknown'}")
