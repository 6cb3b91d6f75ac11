import Glibc
import Testing

@testable import CadastreCLI

@Suite("The files that the server may open") struct OpenFilesTests {
    @Test("It takes as many as the system lets it")
    func raise() {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var files = rlimit()
        #expect(getrlimit(kind, &files) == 0)
        // Fewer than may be, and enough for the tests beside.
        files.rlim_cur = max(files.rlim_max / 2, min(files.rlim_max, 4096))
        #expect(setrlimit(kind, &files) == 0)
        OpenFiles.raiseLimit()
        #expect(getrlimit(kind, &files) == 0)
        #expect(files.rlim_cur == files.rlim_max)
    }
}
