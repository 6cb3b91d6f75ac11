import Foundation
import Testing

@testable import LMDB

@Suite("The memory that a process may use") struct MemoryLimitTests {
    let root = TemporaryDirectory()

    private func limit(physical: Int? = 1000, _ files: [String: String]) throws -> Int? {
        for (path, text) in files {
            let file = URL(fileURLWithPath: root.path + path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: false, encoding: .utf8)
        }
        return MemoryLimit(root: root.path, physical: physical).bytes
    }

    @Test(
        "It is the machine's, or the least of what bounds the group and those around it",
        arguments: [
            ("no groups", [:], 1000),
            ("no limit", ["/proc/self/cgroup": "0::/a\n", "/sys/fs/cgroup/a/memory.max": "max\n"], 1000),
            ("version 2", ["/proc/self/cgroup": "0::/a\n", "/sys/fs/cgroup/a/memory.max": "400\n"], 400),
            (
                "a group around it",
                [
                    "/proc/self/cgroup": "0::/a/b.service\n", "/sys/fs/cgroup/a/b.service/memory.max": "400\n",
                    "/sys/fs/cgroup/a/memory.max": "300\n",
                ], 300
            ),
            (
                "where it is slowed down",
                [
                    "/proc/self/cgroup": "0::/a\n", "/sys/fs/cgroup/a/memory.max": "400\n",
                    "/sys/fs/cgroup/a/memory.high": "200\n",
                ], 200
            ),
            ("more than there is", ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": "4000\n"], 1000),
            (
                "version 1, in a container that does not see the host's path",
                [
                    "/proc/self/cgroup": "5:cpu,cpuacct:/docker/1\n4:memory:/docker/1\n0::/docker/1\n",
                    "/sys/fs/cgroup/memory/memory.limit_in_bytes": "500\n",
                    "/sys/fs/cgroup/cpu,cpuacct/memory.limit_in_bytes": "1\n",
                ], 500
            ),
            (
                "version 1, without a limit",
                [
                    "/proc/self/cgroup": "4:memory:/a\n",
                    "/sys/fs/cgroup/memory/a/memory.limit_in_bytes": "9223372036854771712\n",
                ], 1000
            ),
            ("nonsense", ["/proc/self/cgroup": ":\n0:\n4:memory\n\n0::/a:b\n"], 1000),
        ] as [(String, [String: String], Int)])
    func limits(of name: String, files: [String: String], bytes: Int) throws {
        #expect(try limit(files) == bytes)
    }

    @Test("Where the system tells nothing, nobody knows")
    func unknown() throws {
        #expect(try limit(physical: nil, [:]) == nil)
        #expect(try limit(physical: nil, ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": "7\n"]) == 7)
    }

    @Test("This machine tells")
    func here() throws {
        #expect(try #require(MemoryLimit().bytes) > 1 << 20)
    }
}
