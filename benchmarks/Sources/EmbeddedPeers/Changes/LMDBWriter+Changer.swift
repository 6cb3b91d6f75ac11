import CEmbedded

extension LMDBWriter: Changer {
    func stock(_ count: Int) {
        stock_free(&made)
        made = stock_made(&writes, count)
    }

    func change(_ change: Change, _ count: Int, by writers: Int) {
        writes.batch = writers
        switch change {
        case .rename: stock_replace(&writes, &made, count, 0)
        case .addRoom: stock_replace(&writes, &made, count, Changed.room.utf8.count)
        case .delete: stock_delete(&writes, &made, count)
        }
    }
}
