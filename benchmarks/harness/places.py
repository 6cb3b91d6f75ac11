"""Where things lie."""

import os
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent

RESULTS = Path(os.environ.get("BENCH_RESULTS") or BENCHMARKS / "results").resolve()
# Data and what is built. A disk that syncs: no tmpfs, or durable writes would cost nothing.
WORK = Path(os.environ.get("BENCH_WORK") or BENCHMARKS / ".work").resolve()
DATASETS = WORK / "datasets"
RUNS = WORK / "runs"
PROGRAMS = WORK / "bin"

# Real listings, where the repository has its shared folder beside it.
LISTINGS = ROOT.parent / "shared" / "data" / "listings"

CADASTRE = Path(os.environ.get("BENCH_CADASTRE", ROOT / "build" / "cadastre"))
CLASSIC = BENCHMARKS / "peers" / "flask_restx"
CLASSIC_PYTHON = Path(os.environ.get("BENCH_CLASSIC_PYTHON", ROOT / ".venv-classic" / "bin" / "python"))
FLASK_DOOR_CONFIGURATION = ROOT / "bindings" / "python" / "gunicorn.conf.py"
