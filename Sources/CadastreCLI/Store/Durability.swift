import ArgumentParser
import EntityStore

/// When a write is acknowledged.
enum Durability: String, CaseIterable, ExpressibleByArgument {
    /// After it has reached the disk.
    case full
    /// Before its last page is known to have reached the disk.
    case relaxed

    var option: StoreOptions.Durability {
        switch self {
        case .full: .full
        case .relaxed: .relaxed
        }
    }
}
