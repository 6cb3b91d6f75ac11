/// What LMDB's pages 0 and 1 say of a snapshot.
struct PageMeta {
    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let version: UInt32 = 1
    /// LMDB's flag of the tree of free pages, whose keys are numbers.
    private static let numberKeys: UInt16 = 0x08
    /// What is kept beside it of a file that was made by its own path and not by its directory's (`MDB_NOSUBDIR`).
    private static let madeByPath: UInt16 = 0x4000
    private static let byteCount = 152

    let freePages: PageTree
    let databases: PageTree
    let lastPage: Int

    /// What is found of a snapshot.
    enum Finding {
        case found(PageMeta)
        case damaged([PageDamage])
        /// Two transactions were committed since it was the newest.
        case overwritten
    }

    /// Looks for the description of a snapshot.
    static func find(_ snapshot: Int, in file: PageFile) -> Finding {
        let before = (bytes(ofPage: 0, in: file), bytes(ofPage: 1, in: file))
        // Somebody may be writing one of them.
        let after = (bytes(ofPage: 0, in: file), bytes(ofPage: 1, in: file))
        guard before == after else { return .overwritten }
        return find(snapshot, in: before)
    }

    private static func find(_ snapshot: Int, in pages: ([UInt8], [UInt8])) -> Finding {
        guard let first = Fields(pages.0), let second = Fields(pages.1) else {
            let number = Fields(pages.0) == nil ? 0 : 1
            return .damaged([damage(number, "it does not describe the file")])
        }
        guard takeTurns(first.transaction, second.transaction) else {
            let newer = first.transaction > second.transaction ? 0 : 1
            return .damaged([damage(newer, "its transaction does not follow that of page \(1 - newer)")])
        }
        let number = snapshot % 2
        let fields = number == 0 ? first : second
        guard fields.transaction == UInt(bitPattern: snapshot) else { return .overwritten }
        guard let meta = PageMeta(fields) else { return .damaged([damage(number, "it describes no trees of pages")]) }
        return .found(meta)
    }

    /// Whether the transactions that wrote the two pages last are one after the other, the even one's on page 0; on new
    /// pages both are 0.
    private static func takeTurns(_ first: UInt, _ second: UInt) -> Bool {
        if first == 0, second == 0 { return true }
        return first % 2 == 0 && second % 2 == 1 && max(first, second) - min(first, second) == 1
    }

    private static func damage(_ page: Int, _ reason: String) -> PageDamage {
        PageDamage(page: page, database: nil, reason: reason)
    }

    private static func bytes(ofPage number: Int, in file: PageFile) -> [UInt8] {
        file.withBytes(byteCount, ofPage: number) { $0.copy } ?? []
    }

    private init?(_ fields: Fields) {
        guard let freePages = fields.freePages, let databases = fields.databases,
            freePages.flags & ~Self.madeByPath == Self.numberKeys, databases.flags == 0
        else { return nil }
        self.freePages = freePages
        self.databases = databases
        lastPage = fields.lastPage
    }

    /// The numbers of one of the two pages. `nil` where it is not one of them.
    private struct Fields {
        let freePages: PageTree?
        let databases: PageTree?
        let lastPage: Int
        let transaction: UInt

        init?(_ page: [UInt8]) {
            let fields = page.withUnsafeBytes { bytes -> (PageTree?, PageTree?, UInt, UInt)? in
                let bytes = PageBytes(bytes)
                guard let flags = bytes.load(UInt16.self, at: 10), flags == PageLayout.meta,
                    bytes.load(UInt32.self, at: 16) == PageMeta.magic,
                    bytes.load(UInt32.self, at: 20) == PageMeta.version,
                    let last = bytes.load(UInt.self, at: 136), let transaction = bytes.load(UInt.self, at: 144)
                else { return nil }
                return (PageTree(bytes, at: 40), PageTree(bytes, at: 88), last, transaction)
            }
            guard let fields else { return nil }
            (freePages, databases) = (fields.0, fields.1)
            (lastPage, transaction) = (Int(clamping: fields.2), fields.3)
        }
    }
}
