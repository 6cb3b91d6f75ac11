"""All that is tried."""

from ..case import Case
from .failing_disk import FailingDisk
from .flipped_bytes import FlippedBytes
from .killed_import import KilledImport
from .killed_making import KilledMaking
from .killed_server import KilledServer
from .mutated_requests import MutatedRequests
from .power_loss import PowerLoss, RelaxedPowerLoss
from .slow_disk import SlowDisk
from .terminated import Terminated

CASES: dict[str, Case] = {
    case.name: case
    for case in [
        FailingDisk(),
        FlippedBytes(),
        KilledImport(),
        KilledMaking(),
        KilledServer(),
        MutatedRequests(),
        PowerLoss(),
        RelaxedPowerLoss(),
        SlowDisk(),
        Terminated(),
    ]
}
