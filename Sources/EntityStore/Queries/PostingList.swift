/// A sorted list of ids that is walked in one direction.
///
/// "Past" means greater in a walk of the oldest first, and less in a walk of the newest first.
protocol PostingList: AnyObject {
    /// Moves to the first posting at or past `place`, which must not lie before the place of an earlier call.
    ///
    /// - Returns: That posting; `nil` where there is none, then and in all later calls.
    func seek(_ place: RecordID) throws(StoreError) -> RecordID?

    /// Appends the postings at and past `place`, at most `count` of them.
    func take(_ count: Int, from place: RecordID, into ids: inout [RecordID]) throws(StoreError)
}
