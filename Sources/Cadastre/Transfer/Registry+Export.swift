import EntityStore
import StrictJSON

extension Registry {
    /// Gives out the whole register, as it is at one moment, as lines of NDJSON: a heading, every type, every user,
    /// every property, each record in the bytes that every door sends, with its external id where it has one.
    ///
    /// ``RegisterImport`` makes the same register of it. Passwords, refresh tokens and keys stay out. One read
    /// transaction lasts as long as the export does, and the file grows by what is written meanwhile.
    ///
    /// - Parameters:
    ///   - withSecrets: Whether users' password hashes are added.
    ///   - write: Takes each line with its line break, and how many records there are.
    /// What has been written when this returns is whole: no page of the store was damaged, each record was as it was
    /// written, and there were as many as the store counts. Where it throws, what was written is not the register.
    ///
    /// - Throws: ``RegistryError``, `.corrupt` for the first record or page that is damaged; what `write` throws.
    public func export(withSecrets: Bool, _ write: ([UInt8], _ total: Int) throws -> Void) throws {
        do {
            try store.requireSoundPages()
            try store.read { transaction in
                let total =
                    try transaction.count(of: PropertyType.self) + transaction.count(of: User.self)
                    + transaction.count(of: Property.self)
                let heading = ExportHeading(hasSecrets: withSecrets, hasAdmins: try transaction.hasAdmins)
                try write(heading.line, total)
                var count = 0
                func put(_ line: [UInt8]) throws {
                    count += 1
                    try write(line, total)
                }
                try transaction.exportTypes(put)
                try transaction.exportUsers(withSecrets: withSecrets, put)
                try transaction.exportProperties(put)
                guard count == total else {
                    throw StoreError.corrupt(
                        "\(store.path) says that it holds \(total) records, and \(count) were met. Restore a backup.")
                }
            }
        } catch let error as StoreError {
            throw RegistryError(error)
        }
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// How many records are copied from the store at once: enough to be quick, few enough to be small.
    private var exportPage: Int { 200 }

    fileprivate func exportTypes(_ write: ([UInt8]) throws -> Void) throws {
        var lines: [[UInt8]] = []
        try forEachType { lines.append(ExportLine.bytes(.type, Array($0.json))) }
        for line in lines { try write(line) }
    }

    fileprivate func exportProperties(_ write: ([UInt8]) throws -> Void) throws {
        try forEachPage(of: Property.self) { properties in
            for property in properties {
                try write(ExportLine.bytes(.property, property.json, externalID: property.header.externalID))
            }
        }
    }

    fileprivate func exportUsers(withSecrets: Bool, _ write: ([UInt8]) throws -> Void) throws {
        try forEachPage(of: User.self) { users in
            for user in users {
                let hash = withSecrets ? try passwordHash(of: user.id) : nil
                try write(ExportLine.bytes(.user, user.json, externalID: user.header.externalID, passwordHash: hash))
            }
        }
    }

    fileprivate var hasAdmins: Bool {
        get throws {
            var found = false
            var next: PageCursor?
            repeat {
                let place = next
                next = try page(of: User.self, order: .oldest, limit: exportPage, after: place) { user in
                    if !found { found = JSONSlice(user.json)?.member("role")?.isString(Role.admin.rawValue) ?? false }
                }
            } while next != nil && !found
            return found
        }
    }

    private func forEachPage<E: Entity>(of type: E.Type, _ body: ([Stored<E>]) throws -> Void) throws {
        var next: PageCursor?
        repeat {
            let page = try storedPage(of: type, order: .oldest, limit: exportPage, maximumBytes: 1 << 20, after: next)
            try body(page.items)
            next = page.next
        } while next != nil
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// The hash of a user's password; `nil` for a user who can't log in.
    func passwordHash(of user: ID<User>) throws -> String? {
        try get(Credential.id(of: user))?.hash.phc
    }
}
