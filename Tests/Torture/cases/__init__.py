"""All that is tried."""

from ..case import Case
from .clock_set_back import ClockSetBack
from .crowded_queue import CrowdedQueue
from .failing_disk import FailingDisk
from .few_files import FewFiles
from .flipped_bytes import FlippedBytes
from .floods import Floods
from .full_disk import FullDisk
from .full_disk_at_making import FullDiskAtMaking
from .full_map import FullMap
from .held_reader import HeldReader
from .idle_connections import IdleConnections
from .killed_import import KilledImport, KilledImportBesideWriters
from .killed_library import KilledLibrary
from .killed_making import KilledMaking
from .killed_server import KilledServer
from .lost_permission import LostPermission
from .lost_store import LostStore
from .making_power_loss import MakingPowerLoss
from .many_writers import ManyWriters
from .mutated_requests import MutatedRequests
from .power_loss import PowerLoss, RelaxedPowerLoss
from .read_only_files import ReadOnlyFiles
from .shortened_file import ShortenedFile
from .slow_clients import SlowClients
from .slow_disk import SlowDisk
from .slowhttptest import Slowhttptest
from .stuck_disk import StuckDisk
from .taken_readers import TakenReaders
from .terminated import Terminated
from .told_by_time import ToldByTime
from .two_servers import TwoServers
from .unreadable_disk import UnreadableDisk
from .wrong_file import WrongFile

CASES: dict[str, Case] = {
    case.name: case
    for case in [
        ClockSetBack(),
        CrowdedQueue(),
        FailingDisk(),
        FewFiles(),
        FlippedBytes(),
        Floods(),
        FullDisk(),
        FullDiskAtMaking(),
        FullMap(),
        HeldReader(),
        IdleConnections(),
        KilledImport(),
        KilledImportBesideWriters(),
        KilledLibrary(),
        KilledMaking(),
        KilledServer(),
        LostPermission(),
        LostStore(),
        MakingPowerLoss(),
        ManyWriters(),
        MutatedRequests(),
        PowerLoss(),
        ReadOnlyFiles(),
        RelaxedPowerLoss(),
        ShortenedFile(),
        SlowClients(),
        SlowDisk(),
        Slowhttptest(),
        StuckDisk(),
        TakenReaders(),
        Terminated(),
        ToldByTime(),
        TwoServers(),
        UnreadableDisk(),
        WrongFile(),
    ]
}
