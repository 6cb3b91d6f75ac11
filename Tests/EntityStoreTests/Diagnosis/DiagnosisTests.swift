import Foundation
import LMDB
import TestSupport
import Testing

@testable import EntityStore

@Suite("Diagnosis") struct DiagnosisTests {
    private let directory = TemporaryDirectory()

    /// What is found, but for what the machine that runs the tests is like.
    private func codes(_ path: String, _ options: StoreOptions = StoreOptions(), at time: Timestamp = .now) -> [String]
    {
        var examination = Examination(of: path, options: options, at: time)
        let machine = [
            "few-descriptors", "volatile-file-system", "disk-low", "address-space-reduced", "relaxed-durability",
        ]
        return examination.run().findings.map(\.code).filter { !machine.contains($0) }
    }

    @Test("A store that is well has nothing wrong")
    func fine() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { try $0.insert { Note(id: $0, slug: "a") } }
        temporary.store.close()
        #expect(codes(temporary.path, .quick) == [])
        let diagnosis = Store.diagnose(temporary.path, options: .quick)
        #expect(diagnosis.findings.contains(.relaxedDurability))
        #expect(diagnosis.store?.format == 2)
        #expect(diagnosis.fileSystem != nil && diagnosis.fileSize != nil && diagnosis.newestRecord != nil)
        #expect(diagnosis.engineVersion.hasPrefix("0.9."))
    }

    @Test("What can't be opened is told with the reason, and nothing is made of it")
    func closed() throws {
        #expect(codes(directory.path + "/none") == ["missing"])
        #expect(codes(directory.path) == ["missing"])
        let foreign = directory.path + "/foreign"
        try FileManager.default.createDirectory(
            atPath: foreign, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        for (bytes, code) in [(Data(), "half-made"), (Data("no store".utf8), "cannot-open")] {
            try bytes.write(to: URL(fileURLWithPath: foreign + "/data.mdb"))
            #expect(chmod(foreign + "/data.mdb", 0o600) == 0)
            #expect(codes(foreign) == [code])
        }
    }

    @Test("A store of another format is told, with what to do")
    func format() throws {
        let temporary = try TemporaryStore(holding: Note.self, isVerified: false)
        let environment = temporary.store.storage.environment
        let write = try environment.beginWrite()
        try write.put(UInt32(7).littleEndianBytes, for: StoreKeys.formatKey, in: temporary.store.storage.meta)
        try write.commit()
        temporary.store.close()
        let findings = Store.diagnose(temporary.path, options: .quick).findings
        guard case .cannotOpen(.incompatible(let sentence))? = findings.first else {
            Issue.record("\(findings)")
            return
        }
        #expect(sentence.contains("format 7"))
    }

    @Test("A clock that is behind the newest record, or can't be right, is told")
    func clock() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { try $0.insert { Note(id: $0, slug: "a") } }
        temporary.store.close()
        #expect(codes(temporary.path, .quick, at: Timestamp.now.adding(seconds: -60)) == ["clock-behind"])
        #expect(codes(temporary.path, .quick, at: Timestamp(milliseconds: 0)) == ["clock-wrong", "clock-behind"])
        #expect(codes(temporary.path, .quick, at: Timestamp.now.adding(seconds: 60)) == [])
    }

    @Test(
        "A store that others can read is told, one behind a closed directory is not",
        arguments: [
            (0o755, 0o644, true), (0o755, 0o600, false), (0o777, 0o600, true), (0o700, 0o644, false),
        ] as [(mode_t, mode_t, Bool)])
    func permissions(directory: mode_t, file: mode_t, isFound: Bool) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        #expect(try temporary.store.isPrivate())
        temporary.store.close()
        #expect(chmod(temporary.path, directory) == 0 && chmod(temporary.path + "/data.mdb", file) == 0)
        #expect(codes(temporary.path, .quick) == (isFound ? ["not-private"] : []))
    }

    @Test("A file of another user is told", .enabled(if: getuid() == 0, "Giving files away needs the rights of root."))
    func owner() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        temporary.store.close()
        #expect(chown(temporary.path + "/lock.mdb", 12_345, 12_345) == 0)
        let findings = Store.diagnose(temporary.path, options: .quick).findings
        #expect(findings.contains(.foreignFile(name: "lock.mdb", owner: 12_345, directoryOwner: getuid())))
    }

    @Test("What a backup that was stopped has left is told, what one that runs is making is not")
    func leftovers() throws {
        let store = try Store.open(at: directory.path + "/store", options: .quick, holding: Note.self)
        store.close()
        let process = try Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])
        process.waitUntilExit()
        let gone = process.processIdentifier
        for process in [getpid(), gone] {
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/copy\(NewStore.partialMark)\(process)-7", withIntermediateDirectories: false)
        }
        let findings = Store.diagnose(store.path, options: .quick).findings
        #expect(findings.filter { $0.code == "leftover" } == [.leftover("copy.partial-\(gone)-7")])
    }

    @Test("An address space that is used up is told, and one that nearly is")
    func addressSpace() throws {
        var options = StoreOptions.quick
        options.addressSpace = 1 << 20
        let temporary = try TemporaryStore(holding: Note.self, options: options)
        let text = String(repeating: "x", count: 3_000)
        #expect(throws: StoreError.self) {
            for number in 0..<1_000 {
                try temporary.store.write { try $0.insert { Note(id: $0, slug: "\(number)", text: text) } }
            }
        }
        temporary.store.close()
        #expect(Store.diagnose(temporary.path, options: options).findings.contains(.writesRefused(.addressSpaceFull)))
    }

    @Test("A read that is held is told with its process")
    func heldRead() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let store = temporary.store
            let id = try store.write { try $0.insert { Note(id: $0, slug: "a") }.id }
            try store.read { _ in
                let writing = BackgroundThread {
                    for number in 0..<1_001 {
                        _ = try? store.write { try $0.put(Note(id: id, slug: "\(number)")) }
                    }
                }
                writing.join()
                // Another process looks, as one has a store open in one way only.
                let parent = getpid()
                let child = Forking.child {
                    let findings = Store.diagnose(temporary.path, options: .quick).findings
                    let isFound = findings.contains { finding in
                        guard case .readHeld(let process, let commits) = finding else { return false }
                        return process == Int(parent) && commits > 1_000
                    }
                    return isFound ? 0 : 1
                }
                #expect(Forking.status(of: child) == 0)
            }
            temporary.store.close()
            let findings = Store.diagnose(temporary.path, options: .quick).findings
            #expect(!findings.contains { $0.code == "read-held" })
        }
    }

    @Test("Every finding has a code of its own, and a sentence")
    func texts() {
        let findings: [Finding] = [
            .missing, .cannotOpen(.busy), .halfMade, .damaged("A."), .indexUnbuilt(collection: "a", index: "b"),
            .writesRefused(.failing), .diskLow(freeBytes: 1 << 20, neededBytes: 2 << 20), .filesLow(free: 1),
            .addressSpaceLow(usedBytes: 1 << 20, ofBytes: 2 << 20),
            .addressSpaceReduced(gotBytes: 1 << 20, wantedBytes: 2 << 20), .readHeld(process: 1, commits: 2),
            .readersLow(used: 1, of: 2), .notPrivate, .foreignFile(name: "a", owner: 1, directoryOwner: 2),
            .clockBehind(seconds: 1), .clockWrong, .relaxedDurability, .networkFileSystem("nfs"),
            .volatileFileSystem("tmpfs"), .fewDescriptors(limit: 1), .leftover("a"),
        ]
        #expect(Set(findings.map(\.code)).count == findings.count)
        for finding in findings {
            #expect(finding.description.hasSuffix(".") && finding.description != finding.code, "\(finding.code)")
        }
    }
}
