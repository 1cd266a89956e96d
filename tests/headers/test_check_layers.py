#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_layers.py finds each kind of fault, and none where there is none."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_layers  # noqa: E402

SOUND = {
    "core/api/result.h": "#include <string>\n",
    "core/support/assert.h": "#include <cstdlib>\n",
    "core/store/store.h": '#include "core/api/result.h"\n#include "core/support/assert.h"\n#include <vector>\n',
    "core/store/store.cpp": '#include "core/store/store.h"\n#include <nlohmann/json.hpp>\n',
    "core/config/names.h": "#include <string>\n",
    "core/training/trainer.cpp": '#include "core/store/store.h"\n#include <ATen/ATen.h>\n',
    "core/recording/recorder.cpp": '#include "core/store/store.h"\n#include <hdf5.h>\n',
    "ui/plots/plot.h": '#include "core/store/store.h"\n#include <QWidget>\n',
    "app/main.cpp": '#include "ui/plots/plot.h"\n#include "core/store/store.h"\n',
}


class Layers(unittest.TestCase):
    def faults(self, **changed):
        """Faults of the sound tree with one file replaced or added: name=..., text=..."""
        files = dict(SOUND)
        if changed:
            files[changed["name"]] = changed["text"]
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return check_layers.check(root)

    def assert_fault(self, words, **changed):
        faults = self.faults(**changed)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(words, faults[0])

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(self.faults(), [])

    def test_core_without_qt(self):
        for header in ("QString", "QtCore/QString", "qcustomplot.h"):
            self.assert_fault("nothing of Qt", name="core/series/x.cpp", text=f"#include <{header}>\n")

    def test_ui_without_libtorch_and_hdf5(self):
        self.assert_fault("LibTorch belongs", name="ui/plots/x.cpp", text="#include <torch/torch.h>\n")
        self.assert_fault("HDF5 belongs", name="ui/plots/x.cpp", text="  #  include <hdf5.h>\n")

    def test_ui_includes_only_the_contract(self):
        self.assert_fault("ui includes only", name="ui/plots/x.cpp",
                          text='#include "core/training/trainer.cpp"\n')

    def test_libraries_stay_in_their_folders(self):
        self.assert_fault("LibTorch belongs", name="core/session/x.cpp", text="#include <c10/util/Exception.h>\n")
        self.assert_fault("HDF5 belongs", name="app/x.cpp", text="#include <H5Fpublic.h>\n")

    def test_headers_of_api_and_store_are_standard_only(self):
        self.assert_fault("standard library only", name="core/api/x.h", text="#include <nlohmann/json.hpp>\n")
        self.assert_fault("include only those", name="core/store/x.h", text='#include "core/config/names.h"\n')

    def test_core_does_not_include_ui(self):
        faults = self.faults(name="core/series/x.cpp", text='#include "ui/plots/plot.h"\n')
        self.assertEqual(len(faults), 1, faults)
        self.assertIn("core includes only core", faults[0])

    def test_includes_start_at_the_root(self):
        self.assert_fault("no such file", name="core/store/x.cpp", text='#include "store.h"\n')

    def test_a_source_begins_with_its_header(self):
        self.assert_fault("must be the first include", name="core/store/store.cpp",
                          text='#include <vector>\n#include "core/store/store.h"\n')

    def test_circles_between_folders(self):
        self.assert_fault("include one another", name="core/support/x.cpp", text='#include "core/store/store.h"\n')


if __name__ == "__main__":
    unittest.main()
