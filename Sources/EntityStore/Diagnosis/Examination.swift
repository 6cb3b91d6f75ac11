import Glibc
import LMDB

/// One look at a store and at the machine around it.
struct Examination {
    let options: StoreOptions
    var diagnosis: Diagnosis
    /// Why there is no data file, by its `errno`.
    private(set) var absence: Int32 = 0
    private var path: String { diagnosis.path }

    /// No clock is right that is before this: 2026-01-01.
    private static let leastTime = Timestamp(milliseconds: 1_767_225_600_000)
    /// What should be free on the disk at least, and as a part of the data file: a backup is as large as that at most.
    private static let leastFree = 256 << 20
    private static let freeShare = 10
    private static let leastFiles = 100
    /// As many connections as a server takes at once, and some files.
    private static let fewDescriptors = 1_100

    init(of path: String, options: StoreOptions, at time: Timestamp) {
        self.options = options
        diagnosis = Diagnosis(path: path, time: time)
    }

    mutating func run() -> Diagnosis {
        diagnosis.engineVersion = Environment.libraryVersion
        if let data = Self.status(of: path + "/data.mdb") {
            diagnosis.fileSize = Int(data.st_size)
        } else {
            absence = errno
        }
        lookAtMachine()
        lookAtFiles()
        lookForLeftovers()
        lookInside()
        diagnosis.findings.sort { $0.severity == .wrong && $1.severity == .notice }
        return diagnosis
    }

    mutating func find(_ finding: Finding) {
        diagnosis.findings.append(finding)
    }

    // MARK: The machine

    private mutating func lookAtMachine() {
        if diagnosis.time < Self.leastTime { find(.clockWrong) }
        if options.durability == .relaxed { find(.relaxedDurability) }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            let count = Int(clamping: limit.rlim_cur)
            diagnosis.descriptors = count
            if count < Self.fewDescriptors { find(.fewDescriptors(limit: count)) }
        }
        guard let fileSystem = FileSystem(of: path) else { return }
        diagnosis.fileSystem = Diagnosis.FileSystemState(
            type: fileSystem.name, freeBytes: fileSystem.freeBytes, totalBytes: fileSystem.totalBytes,
            freeFiles: fileSystem.freeFiles)
        if fileSystem.isNetwork { find(.networkFileSystem(fileSystem.name)) }
        if fileSystem.isVolatile { find(.volatileFileSystem(fileSystem.name)) }
        let needed = max(Self.leastFree, (diagnosis.fileSize ?? 0) / Self.freeShare)
        if fileSystem.freeBytes < needed { find(.diskLow(freeBytes: fileSystem.freeBytes, neededBytes: needed)) }
        if let free = fileSystem.freeFiles, free < Self.leastFiles { find(.filesLow(free: free)) }
        if fileSystem.isReadOnly { find(.writesRefused(.readOnlyFileSystem)) }
    }

    // MARK: The files

    private mutating func lookAtFiles() {
        guard let directory = Self.status(of: path) else { return }
        for name in ["data.mdb", "lock.mdb", DecayingCounters.fileName] {
            guard let file = Self.status(of: "\(path)/\(name)"), file.st_uid != directory.st_uid else { continue }
            find(.foreignFile(name: name, owner: file.st_uid, directoryOwner: directory.st_uid))
        }
        if (try? Store.isPrivate(at: path)) == false { find(.notPrivate) }
    }

    static func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    /// Looks for what a backup or a restore into the directory around the store has left, whose process is gone.
    private mutating func lookForLeftovers() {
        let parent = path + "/.."
        guard let directory = opendir(parent) else { return }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let process = NewStore.process(inPartialName: name) else { continue }
            if kill(process, 0) != 0, errno == ESRCH { found.append(name) }
        }
        for name in found.sorted() { find(.leftover(name)) }
    }
}
