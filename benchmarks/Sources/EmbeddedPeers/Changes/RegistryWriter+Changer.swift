import Cadastre
import EntityStore
import Synchronization

extension RegistryWriter: Changer {
    func stock(_ count: Int) throws {
        made.ids.withLock { $0.removeAll() }
        try create(count, by: min(count, 64))
    }

    func change(_ change: Change, _ count: Int, by writers: Int) throws {
        let (registry, ids, owner) = (registry, made.ids.withLock { $0 }, Caller.operator)
        // Another name each time: where nothing changes, nothing is written.
        renaming += 1
        let patch = try MergePatch(json: Array(#"{"name":"Renamed for the \#(renaming)th time"}"#.utf8))
        let room = try RoomDraft(json: Array(Changed.roomDraft.utf8))
        try Crew.run(writers) { member in
            for id in ids[(member * count / writers)..<((member + 1) * count / writers)] {
                switch change {
                case .rename: _ = try registry.patchProperty(id, with: patch, as: owner).commit()
                case .addRoom: _ = try registry.createRoom(room, of: id, as: owner).commit()
                case .delete: try registry.deleteProperty(id, as: owner).commit()
                }
            }
        }
    }
}
