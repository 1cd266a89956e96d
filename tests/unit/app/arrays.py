# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes lists of numbers as files of arrays, byte by byte, for tests that have no NumPy."""
import io
import struct
import zipfile
import zlib


def npy(descr, shape, values):
    """A .npy file: descr is NumPy's ('<f8'), values a flat list in C order."""
    text = repr({"descr": descr, "fortran_order": False, "shape": tuple(shape)}).encode()
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    codes = {"f8": "d", "f4": "f", "i8": "q", "i4": "i", "u1": "B", "b1": "?"}
    order = "<" if descr[0] == "|" else descr[0]
    return (b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text +
            struct.pack(order + str(len(values)) + codes[descr[1:]], *values))


def npz(packed=True, **members):
    """A .npz file of members in the .npy format."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name + ".npy", content)
    return file.getvalue()


def _element(kind, content):
    return struct.pack("<II", kind, len(content)) + content + b"\0" * (-len(content) % 8)


def mat(**columns):
    """A MATLAB 5 file of columns of doubles, packed as MATLAB packs them."""
    file = b"MATLAB 5.0 MAT-file".ljust(124) + b"\0\1IM"
    for name, values in columns.items():
        matrix = _element(14, _element(6, struct.pack("<II", 6, 0)) + _element(5, struct.pack("<ii", len(values), 1)) +
                          _element(1, name.encode()) + _element(9, struct.pack(f"<{len(values)}d", *values)))
        packed = zlib.compress(matrix)
        file += struct.pack("<II", 15, len(packed)) + packed
    return file


def csv(**columns):
    """A table with names in its first row."""
    rows = [",".join(columns)] + [",".join(map(str, row)) for row in zip(*columns.values())]
    return ("\n".join(rows) + "\n").encode()
