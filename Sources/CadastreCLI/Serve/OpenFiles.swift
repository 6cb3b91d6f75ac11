import Glibc

/// How many files, connections among them, this process may open at once.
enum OpenFiles {
    /// Takes as many as the system lets it: what it gives unasked, often 1,024, is meant for programs of old that can't
    /// tell more apart.
    static func raiseLimit() {
        var files = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &files) == 0, files.rlim_cur < files.rlim_max else { return }
        files.rlim_cur = files.rlim_max
        // Where that is refused it goes on with what it has.
        _ = setrlimit(kind, &files)
    }
}
