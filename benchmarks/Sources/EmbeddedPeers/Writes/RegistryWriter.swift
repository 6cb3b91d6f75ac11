import Cadastre
import EntityStore
import Foundation
import Synchronization

/// The register: checks its rules, and encodes.
final class RegistryWriter: SubmittingWriter {
    let name = "registry"
    let registry: Registry
    /// What was made, and may be changed.
    let made = Made()
    var renaming = 0
    private let owner: ID<User>
    private let drafts: [PropertyDraft]

    /// - Parameter drafts: Bodies of requests, one a line.
    init(_ directory: String, drafts: String) throws {
        registry = try Registry.open(at: directory)
        let lines = try String(contentsOfFile: drafts, encoding: .utf8).split(separator: "\n")
        self.drafts = try lines.map { try PropertyDraft(json: Array($0.utf8)) }
        guard let owner = ID<User>("018cc251-fbd0-7d8e-91b7-584a2265b1f5") else { throw BenchmarkError("no owner") }
        self.owner = owner
        let furnishing = RegisterImport(into: registry)
        let types = Set(self.drafts.map(\.type.description))
        for (number, line) in (types.sorted().map(Self.type) + [Self.user(owner)]).enumerated() {
            for rejection in try furnishing.add(Array(line.utf8), at: number + 1) {
                throw BenchmarkError("\(rejection)")
            }
        }
        for rejection in try furnishing.finish() { throw BenchmarkError("\(rejection)") }
    }

    func create(_ count: Int, by writers: Int) throws {
        let (registry, drafts, owner) = (registry, drafts, owner)
        try Crew.run(writers) { [made] member in
            var ids: [ID<Property>] = []
            for number in 0..<count / writers {
                let draft = drafts[(number * writers + member) % drafts.count]
                ids.append(try registry.createProperty(draft, ownedBy: owner, as: .operator).commit().id)
            }
            made.ids.withLock { $0 += ids }
        }
    }

    func submit(_ count: Int, at once: Int) throws {
        let (registry, drafts, owner) = (registry, drafts, owner)
        try Chains.run(once, of: count / once) { chain, number, done in
            let draft = drafts[(number * once + chain) % drafts.count]
            registry.createProperty(draft, ownedBy: owner, as: .operator).submit { outcome in
                if case .failure(let error) = outcome { done(error) } else { done(nil) }
            }
        }
    }

    final class Made: Sendable {
        let ids = Mutex<[ID<Property>]>([])
    }

    private static func type(_ slug: String) -> String { #"{"type":{"id":"\#(slug)","label":"\#(slug)"}}"# }

    private static func user(_ id: ID<User>) -> String {
        #"{"user":{"id":"\#(id)","email":"owner@bench.example.org","firstName":"Camille","lastName":"Banc","role":"user","#
            + #""createdAt":"2024-01-01T00:00:02.000Z","updatedAt":"2024-01-01T00:00:02.000Z","version":1}}"#
    }
}
