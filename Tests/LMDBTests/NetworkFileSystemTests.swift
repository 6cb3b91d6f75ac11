import CLMDB
import Testing

@testable import LMDB

@Suite("Network file systems") struct NetworkFileSystemTests {
    let place = TemporaryDirectory()

    private func open(on type: Int, _ options: Environment.Options) throws {
        let files = EnvironmentFiles(directory: place.path, options: options) { _ in UInt32(truncatingIfNeeded: type) }
        mdb_env_close(try files.open().raw)
    }

    @Test(
        "They are refused, unless the option allows them",
        arguments: [
            0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x00C3_6400, 0x5346_414F, 0x7461_636F, 0x0102_1997, 0x0BD0_0BD0,
            0x4750_4653,
        ])
    func refused(type: Int) throws {
        #expect(failure { try open(on: type, .small) } == .networkFileSystem)
        var options = Environment.Options.small
        options.allowsNetworkFileSystem = true
        try open(on: type, options)
        #expect(failure { try open(on: type, .small) } == .networkFileSystem)
    }

    @Test(
        "Local ones are not: ext4, btrfs, XFS, tmpfs, overlay, ZFS, FUSE",
        arguments: [
            0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1, 0x6573_5546,
        ])
    func local(type: Int) throws {
        try open(on: type, .small)
    }

    @Test("The system tells the type of a file system, and nothing of what is not there")
    func types() {
        #expect(NetworkFileSystem.type(of: "/proc") == 0x9FA0)
        #expect(NetworkFileSystem.type(of: place.path) == nil)
    }
}
