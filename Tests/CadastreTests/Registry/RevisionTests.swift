import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Revisions") struct RevisionTests {
    @Test(
        "A revision is its version and its moment in base 36",
        arguments: [
            (1, 0, "1-0"), (12, 1_772_366_400_000, "12-mm7p6yo0"),
            (UInt64.max, Int64.max, "18446744073709551615-1y2p0ij32e8e7"),
            (3, -36, "3--10"),
        ])
    func text(_ version: UInt64, _ milliseconds: Int64, _ text: String) {
        let revision = Revision(version: version, updatedAt: Timestamp(milliseconds: milliseconds))
        #expect(revision.description == text)
        #expect(Revision(text) == revision)
    }

    @Test(
        "One revision has one text",
        arguments: ["", "1", "1-", "-1", "+1-0", "01-0", "1-00", "1-A", "1-a ", "1-0-0", "é-0"])
    func strict(_ text: String) {
        #expect(Revision(text) == nil)
    }

    @Test("A change is conditional on the revision that is there")
    func preconditions() throws {
        let header = RecordHeader(version: 3, updatedAt: Timestamp(milliseconds: 5))
        let current = Revision(header)
        let otherMoment = Revision(version: 3, updatedAt: Timestamp(milliseconds: 6))
        for welcome in [Precondition.none, .exists, .revision(current), .oneOf([otherMoment, current])] {
            try welcome.require(header)
        }
        for refused in [
            Precondition.oneOf([]), .revision(otherMoment),
            .revision(Revision(version: 2, updatedAt: current.updatedAt)),
        ] {
            #expect(throws: RegistryError.stale) { try refused.require(header) }
        }
    }

    @Test("The moment of a change is later than that of the state before, whatever the clock says")
    func monotonic() throws {
        let register = try TemporaryRegister()
        let ada = try register.user("ada")
        var stored = try register.house(of: ada)
        for (number, step) in [Int64(0), 1, -86_400_000, 0, 7].enumerated() {
            register.clock.advance(milliseconds: step)
            let patch = MergePatch(["name": .string("name \(number)")])
            let changed = try register.registry.patchProperty(stored.id, with: patch, as: ada).commit()
            #expect(changed.header.version == stored.header.version + 1)
            #expect(changed.header.updatedAt > stored.header.updatedAt)
            #expect(try changed.decoded().createdAt == stored.decoded().createdAt)
            stored = changed
        }
    }
}
