extension Store {
    /// Looks at a store, and at the machine around it, for what is wrong. Changes nothing that a store consists of, and
    /// works while others have it open, and where it can't be opened: then that is what it finds.
    ///
    /// It is quick: what is written down of the store, and the first and the last record of each collection, are read, and
    /// no more. ``verify(progress:)`` reads everything.
    ///
    /// - Parameters:
    ///   - path: The directory of the store.
    ///   - options: How programs open it. It is opened for reading here.
    public static func diagnose(_ path: String, options: StoreOptions = StoreOptions()) -> Diagnosis {
        var examination = Examination(of: path, options: options, at: .now)
        return examination.run()
    }
}
