#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The architecture check can fail: plants one fault of each sort in a copy of an empty tree."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import check_architecture as check

PLANTED = {
    "core/A.cpp": '#include "dicom/Instance.h"\n',
    "viewers/B.cpp": '#include "storage/CaseStore.h"\n',
    "validation/C.cpp": '#include "dicom/Pixels.h"\n',
    "annotation/D.cpp": "#include <dcmtk/dcmdata/dctk.h>\n",
    "dicom/E.h": "#include <dcmtk/dcmdata/dctk.h>\n",
    "storage/F.cpp": "#include <QString>\n",
    "imaging/G.cpp": "cv::imread(path);\n",
    "dataset/H.cpp": "//\n" * 601,
    "app/gui/I.cpp": "#include <vtkRenderer.h>\n",
    "storage/J.cpp": '#include "tests/support/SealForTests.h"\n',
    "dicom/K.cpp": "#include <gdcmReader.h>\n",
}
ALLOWED = {
    "dicom/L.cpp": '#include <dcmtk/dcmdata/dctk.h>\n#include "core/Image.h"\n',
    "app/gui/M.cpp": '#include <QString>\n#include "viewers/ImageView.h"\n',
}
missed = []
with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    for name, text in {**PLANTED, **ALLOWED}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if bool(check.check_file(root, file)) != (name in PLANTED):
            missed.append(name)
print("missed:", missed)
sys.exit(1 if missed else 0)
