import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("What a server says when it listens") struct AnnouncementTests {
    private let main = ListenAddress(host: "127.0.0.1", port: 8_080)

    @Test("Nothing is said before each listener takes connections, whichever is first", arguments: [true, false])
    func last(mainIsFirst: Bool) {
        let said = Said()
        let announcement = Announcement(ofListeners: 2) { said.add($0) }
        announcement.note(main: mainIsFirst ? main : nil)
        #expect(said.addresses.isEmpty)
        announcement.note(main: mainIsFirst ? nil : main)
        #expect(said.addresses == [main])
    }

    @Test("A single listener is announced at once")
    func single() {
        let said = Said()
        Announcement(ofListeners: 1) { said.add($0) }.note(main: main)
        #expect(said.addresses == [main])
    }
}

/// The addresses that were announced.
private final class Said: Sendable {
    private let list = Mutex<[ListenAddress]>([])
    var addresses: [ListenAddress] { list.withLock { $0 } }
    func add(_ address: ListenAddress) { list.withLock { $0.append(address) } }
}
