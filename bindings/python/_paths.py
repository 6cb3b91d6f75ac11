"""Where the package is made from."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]

HEADER = ROOT / "Include" / "cadastre.h"
# Where `make library` leaves it, unless somebody says where else it is.
LIBRARY = Path(os.environ.get("CADASTRE_LIBRARY_DIR", ROOT / "build" / "lib")) / "libcadastre.so.1"
