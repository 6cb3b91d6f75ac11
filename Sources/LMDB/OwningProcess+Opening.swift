internal import CLMDB
internal import Glibc
internal import Synchronization

/// What LMDB has opened.
struct OpenedFile {
    let raw: OpaquePointer
    let path: String
    let identity: FileIdentity
    /// The file of LMDB's locks. `nil` where there is none, as on a file system that is read-only.
    let lockIdentity: FileIdentity?
}

extension OwningProcess {
    /// Opens the environment in `directory`, or adds a handle to the one that is open.
    func open(_ directory: String, _ options: Environment.Options) throws(LMDBError) -> SharedEnvironment {
        // One at a time: nothing may come between the look for an open one and the opening.
        try environments.withLock { (environments) throws(LMDBError) in
            let dataPath = EnvironmentFiles.dataPath(in: directory)
            if let found = FileIdentity.status(of: dataPath)?.identity, let open = environments[found] {
                guard options.agrees(with: open.options) else {
                    throw LMDBError(.optionsDiffer, during: .openEnvironment, subject: directory)
                }
                open.handles += 1
                open.gate.reopen()
                return open
            }
            let opened = try EnvironmentFiles(directory: directory, options: options).open()
            let environment = SharedEnvironment(opened: opened, options: options, process: self)
            environments[opened.identity] = environment
            return environment
        }
    }
}
