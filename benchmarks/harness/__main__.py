"""`python -m harness PART`, in the folder `benchmarks`."""

import argparse
import signal
import sys

from harness import bench, check, embedded, embedding, growth, instructions, latency, operations, report, servers


def main() -> int:
    # Told to end, it still stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = parser().parse_args()
    status: int = options.run(options)
    return status


def parser() -> argparse.ArgumentParser:
    """What each part is told."""
    made = argparse.ArgumentParser(prog="harness", description=__doc__)
    parts = made.add_subparsers(dest="part", required=True)
    for part in (bench, embedding, embedded, growth, instructions, latency, operations, servers):
        name = part.__name__.rpartition(".")[2]
        subparser = parts.add_parser(name, help=part.__doc__)
        subparser.set_defaults(run=part.run)
        _dataset_arguments(subparser)
        part.arguments(subparser)
    for reader in (check, report):
        subparser = parts.add_parser(reader.__name__.rpartition(".")[2], help=reader.__doc__)
        subparser.set_defaults(run=reader.run)
        reader.arguments(subparser)
    return made


def _dataset_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--properties", type=int, default=100_000, help="how many there are (default: %(default)s)")
    parser.add_argument("--source", choices=("real", "generated"), help="default: real listings where they are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report-only", action="store_true", help="end with 0 whatever the ratios are")


if __name__ == "__main__":
    sys.exit(main())
