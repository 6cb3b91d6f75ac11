"""All that is tried."""

from ..case import Case
from .killed_server import KilledServer
from .power_loss import PowerLoss, RelaxedPowerLoss

CASES: dict[str, Case] = {case.name: case for case in [KilledServer(), PowerLoss(), RelaxedPowerLoss()]}
