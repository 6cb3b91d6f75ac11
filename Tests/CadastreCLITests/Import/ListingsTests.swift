import Foundation
import SharedData
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("Real listings", .needsSharedData) struct ListingsTests {
    /// A file of listings, and how its columns are to be read.
    struct Listings: Sendable, CustomTestStringConvertible {
        let file: String
        let city: String
        let arguments: [String]
        let rows: Int
        let rejected: Int
        let owners: Int
        var testDescription: String { file }
    }

    static let all = [
        Listings(
            file: "bordeaux_2021.csv.gz", city: "neighbourhood_group",
            arguments: ["--map", "name=name,city=neighbourhood_group,type=room_type"], rows: 9_471, rejected: 3,
            owners: 7_596),
        Listings(
            file: "menorca_2024.csv.gz", city: "neighbourhood_cleansed",
            arguments: [
                "--map", "name=name,description=description,city=neighbourhood_cleansed,type=property_type", "--rooms",
                "bedroom=bedrooms,bathroom=bathrooms",
            ], rows: 3_772, rejected: 0, owners: 1_569),
    ]

    @Test("They import whole, in little memory, count by city as Python counts, and once only", arguments: all)
    func importing(_ listings: Listings) throws {
        let store = CommandStore()
        let file = try store.directory.file(listings.file, Array(SharedData.bytes(of: "listings/\(listings.file)")))
        let command =
            ["import", file, "--owner-column", "host_id", "--id-column", "id", "--create-types", "--json"]
            + listings.arguments
        let first = try MeasuredRun(command + ["--store", store.path])
        let added = listings.rows - listings.rejected
        #expect(
            first.output
                == "{\"added\":\(added),\"updated\":0,\"unchanged\":0,\"rejected\":\(listings.rejected),\"users\":\(listings.owners)}\n"
        )
        #expect(first.peakPrivateMemory < 100 << 20, "\(first.peakPrivateMemory) bytes")
        #expect(try store.run("check").exit == .done)
        #expect(try cities(in: store) == python(countOf: listings.city, in: file))

        let before = try store.run("export").output
        let second = try store.run(command + ["--update"])
        #expect(
            second.output
                == "{\"added\":0,\"updated\":0,\"unchanged\":\(added),\"rejected\":\(listings.rejected),\"users\":0}\n")
        #expect(try store.run("export").output == before)

        let other = CommandStore()
        let copy = try store.directory.file("export.ndjson", before)
        #expect(try other.run("import", copy).exit == .done)
        #expect(try other.run("export").output == before)
    }

    /// How many properties each city has, as the register says.
    private func cities(in store: CommandStore) throws -> [String: Int] {
        let server = try ServerProcess(on: store)
        var counts: [String: Int] = [:]
        for item in try server.request("GET", "/v1/cities?limit=100").1.items {
            guard case .integer(let count) = item["count"] else { continue }
            counts[item["city"]?.string ?? ""] = Int(count)
        }
        return counts
    }

    /// How many rows with a good name each city has, as Python's csv module reads the file.
    private func python(countOf column: String, in file: String) throws -> [String: Int] {
        let script = """
            import collections, csv, gzip, json, sys
            rows = csv.DictReader(gzip.open(sys.argv[2], "rt", encoding="utf-8", newline=""))
            counts = collections.Counter()
            for row in rows:
                name = row["name"].replace("\\r\\n", " ").replace("\\n", " ")
                if name.strip() and len(name) <= 200:
                    counts[row[sys.argv[1]]] += 1
            json.dump(counts, sys.stdout)
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, column, file]
        process.standardOutput = output
        try process.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String: Int].self, from: json)
    }
}

/// A run of the command whose memory is watched.
private struct MeasuredRun {
    let output: String
    /// The most anonymous memory that it was seen to have, in bytes.
    let peakPrivateMemory: Int

    init(_ arguments: [String]) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = CommandRun.executable
        process.arguments = arguments
        process.environment = ["CADASTRE_DURABILITY": "relaxed"]
            .merging(CommandRun.sanitizerOptions) { own, _ in own }
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var peak = 0
        while process.isRunning {
            peak = max(peak, Self.privateMemory(of: process.processIdentifier))
            // Between samples the core belongs to the command.
            usleep(2_000)
        }
        output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        peakPrivateMemory = peak
        #expect(peak > 0)
    }

    /// `RssAnon` of a process, in bytes; 0 where it has gone.
    private static func privateMemory(of process: Int32) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
            let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return kilobytes * 1_024
    }
}
