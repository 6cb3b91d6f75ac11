"""`python -m harness PART`, in the folder `benchmarks`."""

import argparse
import signal
import sys

from harness import embedding


def main() -> int:
    # Told to end, it still stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(prog="harness", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    embedding.arguments(parts.add_parser("embedding", help=embedding.__doc__))
    options = parser.parse_args()
    return embedding.run(options)


if __name__ == "__main__":
    sys.exit(main())
