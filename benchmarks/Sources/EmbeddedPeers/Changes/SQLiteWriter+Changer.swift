import CEmbedded

extension SQLiteWriter: Changer {
    func stock(_ count: Int) throws { try turn.stock(count) }

    func change(_ change: Change, _ count: Int, by writers: Int) throws {
        let turn = turn
        try Crew.run(writers) { member in
            for number in (member * count / writers)..<((member + 1) * count / writers) {
                try turn.change(change, number)
            }
        }
    }
}
