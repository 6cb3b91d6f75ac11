import CEmbedded
import Cadastre
import EntityStore

/// What the calls are made on.
///
/// The address space is small: a process under valgrind has little.
struct Subject {
    private static let addressSpace = 512 << 20
    private static let pageSize = 20

    private let registry: Registry
    private let ids: [ID<Property>]
    /// The largest.
    private let city: String
    /// One of the smallest.
    private let smallCity: String
    private let lmdb: UnsafeMutablePointer<gets>

    init(register: String, lmdb: String, pack path: String) throws {
        var options = RegistryOptions()
        options.store.addressSpace = Self.addressSpace
        registry = try Registry.open(at: register, options: options)
        let pack = pack_open(path)
        let records = UnsafeBufferPointer(start: pack.records, count: pack.count)
        ids = records.map { ID(RecordID($0.id)) }
        let cities = Dictionary(grouping: records.indices) { records[$0].cityName }
        let bySize = cities.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
        city = bySize.last?.key ?? ""
        smallCity = bySize.first?.key ?? ""
        self.lmdb = .allocate(capacity: 1)
        let store = store_open_within(lmdb, Self.addressSpace)
        self.lmdb.initialize(to: gets_drawn(pack, store, 1, 1))
        let order = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
        order.initialize(to: UInt32(bySize.last?.value.first ?? 0))
        (order + 1).initialize(to: UInt32(bySize.first?.value.first ?? 0))
        self.lmdb.pointee.order = UnsafePointer(order)
    }

    /// What makes one call.
    func body(of call: Call) throws -> (_ number: Int) throws -> Void {
        switch call {
        case .get: get
        case .page: { _ in try page(of: city) }
        case .pageInC: { _ in pageInC(0) }
        case .shortPage: { _ in try page(of: smallCity) }
        case .shortPageInC: { _ in pageInC(1) }
        case .create: try create()
        case .read: try read()
        case .write: try write()
        }
    }
}

extension Subject {
    private func get(_ number: Int) throws {
        _ = try registry.property(ids[number % ids.count], as: .anonymous)
    }

    private func page(of city: String) throws {
        let query = try PropertyQuery(city: city, limit: Self.pageSize)
        _ = try registry.properties(query, as: .anonymous)
    }

    private func pageInC(_ place: Int) {
        _ = page_first(lmdb, place)
    }

    private func create() throws -> (Int) throws -> Void {
        let (draft, owner) = try (draft(), owner())
        return { _ in _ = try registry.createProperty(draft, ownedBy: owner, as: .operator).commit() }
    }

    private func read() throws -> (Int) throws -> Void {
        let stored = try ids.prefix(100).map { try registry.property($0, as: .anonymous) }
        return { number in _ = try stored[number % stored.count].decoded() }
    }

    private func write() throws -> (Int) throws -> Void {
        let properties = try ids.prefix(100).map { try registry.property($0, as: .anonymous).decoded() }
        return { number in _ = try PreparedInsert(properties[number % properties.count]) }
    }

    private func owner() throws -> ID<User> { try registry.property(ids[0], as: .anonymous).decoded().ownerID }

    private func draft() throws -> PropertyDraft {
        let model = try registry.property(ids[0], as: .anonymous).decoded()
        let rooms = try ["Séjour", "Chambre 1", "Chambre 2", "Cuisine"].map {
            try RoomDraft(name: $0, kind: "room", area: 12.5)
        }
        return try PropertyDraft(
            name: model.name, description: model.description, type: model.type.description, city: model.city,
            rooms: rooms)
    }
}

extension record {
    fileprivate var cityName: String {
        String(decoding: UnsafeRawBufferPointer(start: city, count: city_length), as: UTF8.self)
    }
}

extension RecordID {
    fileprivate init(_ bytes: UnsafePointer<UInt8>) {
        let halves = UnsafeRawPointer(bytes)
        self.init(
            high: UInt64(bigEndian: halves.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: halves.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}
