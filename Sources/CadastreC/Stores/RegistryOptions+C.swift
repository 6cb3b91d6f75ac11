import Cadastre
import CCadastre

extension RegistryOptions {
    /// Reads the options of a caller.
    ///
    /// - Throws: `.misuse` for a value that is none of its member's.
    init(_ options: cadastre_store_options) throws(RegistryError) {
        self.init()
        if options.address_space != 0 { store.addressSpace = Int(clamping: options.address_space) }
        if options.maximum_readers != 0 { store.maximumReaders = Int(options.maximum_readers) }
        switch UInt32(bitPattern: options.durability) {
        case CADASTRE_DURABILITY_FULL.rawValue: store.durability = .full
        case CADASTRE_DURABILITY_RELAXED.rawValue: store.durability = .relaxed
        default: throw .misuse("durability is \(options.durability), which is no cadastre_durability.")
        }
        store.createsMissing = options.must_exist == 0
        store.isReadOnly = options.read_only != 0
        store.allowsNetworkFileSystem = options.allow_network_file_system != 0
        switch options.sign_ups_per_hour {
        case 0: break
        case -1: signUpsPerHour = nil
        case 1...: signUpsPerHour = Int(options.sign_ups_per_hour)
        default: throw .misuse("sign_ups_per_hour is \(options.sign_ups_per_hour); -1 is for any number.")
        }
        switch options.maximum_properties_per_user {
        case 0: break
        case -1: maximumPropertiesPerUser = nil
        case 1...: maximumPropertiesPerUser = Int(options.maximum_properties_per_user)
        default:
            throw .misuse(
                "maximum_properties_per_user is \(options.maximum_properties_per_user); -1 is for any number.")
        }
    }
}

extension ImportOptions {
    /// Reads the options of a caller.
    ///
    /// - Throws: `.misuse` where a member is set that this library does not know.
    init(_ options: cadastre_import_options) throws(RegistryError) {
        self.init()
        guard options.reserved == 0 else { throw .misuse("reserved is \(options.reserved), and must be 0.") }
        updates = options.updates != 0
        createsTypes = options.creates_types != 0
        trustsSecrets = options.trusts_secrets != 0
        stopsAtRejection = options.stops_at_rejection != 0
        isDryRun = options.dry_run != 0
        // Callbacks may fork while the import is outside the gate, and the store's thread is not counted there.
        readsAhead = false
    }
}
