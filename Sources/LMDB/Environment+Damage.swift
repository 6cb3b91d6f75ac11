extension Environment {
    /// Looks at every page that the newest snapshot uses or has free, and tells which are damaged.
    ///
    /// It reads the file by plain calls, so it can't fault where LMDB does, which trusts what pages say. Where nothing is
    /// found, LMDB can walk through everything. What values hold is not looked at. While it runs, a read transaction
    /// does; a second call for the same snapshot in one process costs nothing where the first found nothing.
    public func damagedPages() throws(LMDBError) -> [PageDamage] {
        try checkOpen(.examine)
        return try shared.damagedPages()
    }
}
