import ArgumentParser
import Cadastre
import EntityStore
import StrictJSON

/// `cadastre doctor`: what is wrong, and what to do.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say on one screen what is wrong with the store and the machine around it, and what to do.",
        discussion: """
            Looks at the disk, the map, the readers, permissions, owners, versions, the clock, and a few records of each \
            kind; check reads all. Changes nothing, and works while a server runs on the store, and where the store can't \
            be opened. Run it as the user of the server, with its settings. Exits with status 1 where anything is wrong; \
            what may be meant so is told, and is none.
            """
    )

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let settings = try store.settings()
        let diagnosis = Store.diagnose(try store.path(in: settings), options: try store.options(in: settings))
        if json {
            try Console.answer(JSONLine.text(of: Self.json(of: diagnosis)))
        } else {
            for line in Self.table(of: diagnosis) { try Console.answer(line) }
            for finding in diagnosis.findings {
                let mark = finding.severity == .wrong ? "WRONG " : "notice"
                try Console.answer("\(mark) \(finding.code): \(CommandFailure.withFlags("\(finding)"))")
            }
            if diagnosis.findings.isEmpty { try Console.answer("nothing wrong") }
        }
        if !diagnosis.isFine {
            let count = diagnosis.findings.count { $0.severity == .wrong }
            throw CommandFailure(
                .wrong, "\(Quantity.counted(count, "thing is", "things are")) wrong with \(diagnosis.path).")
        }
    }

    private static func table(of diagnosis: Diagnosis) -> [String] {
        var rows = [("store", diagnosis.path), ("cadastre, LMDB", "\(Version.current), \(diagnosis.engineVersion)")]
        if let disk = diagnosis.fileSystem {
            rows.append(
                (
                    "disk",
                    "\(disk.type), \(Quantity.bytes(disk.freeBytes)) of \(Quantity.bytes(disk.totalBytes)) free"
                        + (disk.freeFiles.map { ", \(Quantity.grouped($0)) more files" } ?? "")
                ))
        }
        if let size = diagnosis.fileSize { rows.append(("file", Quantity.bytes(size))) }
        if let store = diagnosis.store {
            rows += [
                (
                    "in use",
                    "\(Quantity.bytes(store.usedBytes)) of \(Quantity.bytes(store.addressSpace)) of address space"
                ),
                (
                    "readers",
                    "\(store.readers) of \(Quantity.grouped(store.maximumReaders)), the oldest \(Quantity.counted(store.oldestReadLag, "commit", "commits")) behind"
                ), ("format", "\(store.format), index generation \(store.indexGeneration)"),
            ]
        }
        let newest = diagnosis.newestRecord.map { ", the newest record is of \($0)" } ?? ""
        rows.append(("clock", "\(diagnosis.time)\(newest)"))
        if let descriptors = diagnosis.descriptors { rows.append(("open files", Quantity.grouped(descriptors))) }
        let width = rows.reduce(0) { max($0, $1.0.count) }
        return rows.map { $0 + String(repeating: " ", count: width - $0.count + 2) + $1 }
    }

    private static func json(of diagnosis: Diagnosis) -> JSONValue {
        func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
        let findings = diagnosis.findings.map { finding -> JSONValue in
            [
                "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
                "text": .string(CommandFailure.withFlags("\(finding)")),
            ]
        }
        let store = diagnosis.store
        return [
            "path": .string(diagnosis.path), "fine": .bool(diagnosis.isFine), "findings": .array(findings),
            "version": .string("\(Version.current)"), "engineVersion": .string(diagnosis.engineVersion),
            "fileSystem": diagnosis.fileSystem.map { .string($0.type) } ?? .null,
            "freeBytes": number(diagnosis.fileSystem?.freeBytes), "freeFiles": number(diagnosis.fileSystem?.freeFiles),
            "fileBytes": number(diagnosis.fileSize), "usedBytes": number(store?.usedBytes),
            "addressSpaceBytes": number(store?.addressSpace), "readers": number(store?.readers),
            "maximumReaders": number(store?.maximumReaders), "oldestReaderLag": number(store?.oldestReadLag),
            "format": number(store?.format), "time": .string("\(diagnosis.time)"),
            "newestRecord": diagnosis.newestRecord.map { .string("\($0)") } ?? .null,
            "openFiles": number(diagnosis.descriptors),
        ]
    }
}
