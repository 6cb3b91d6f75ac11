import CLMDB
import Glibc
import Testing

@testable import LMDB

@Suite("Errors") struct LMDBErrorTests {
    @Test(
        "Each code of LMDB has a kind of its own, or one that says the same",
        arguments: [
            (MDB_KEYEXIST, .keyExists), (MDB_NOTFOUND, .notFound), (MDB_PAGE_NOTFOUND, .pageNotFound),
            (MDB_CORRUPTED, .corrupted), (MDB_PANIC, .panic), (MDB_VERSION_MISMATCH, .versionMismatch),
            (MDB_INVALID, .invalidFile), (MDB_MAP_FULL, .mapFull), (MDB_DBS_FULL, .databasesFull),
            (MDB_READERS_FULL, .readersFull), (MDB_TXN_FULL, .transactionFull), (MDB_CURSOR_FULL, .corrupted),
            (MDB_PAGE_FULL, .corrupted), (MDB_MAP_RESIZED, .mapResized), (MDB_INCOMPATIBLE, .incompatible),
            (MDB_BAD_RSLOT, .badReaderSlot), (MDB_BAD_TXN, .badTransaction), (MDB_BAD_VALSIZE, .badValueSize),
            (MDB_BAD_DBI, .badDatabase), (MDB_TLS_FULL, .other),
        ] as [(Int32, LMDBError.Kind)])
    func codesOfLMDB(code: Int32, kind: LMDBError.Kind) {
        let error = LMDBError(code: code, during: .put)
        #expect(error.kind == kind)
        #expect(error.code == code)
    }

    @Test("No code of LMDB was forgotten")
    func allCodes() {
        let other = (MDB_KEYEXIST...MDB_LAST_ERRCODE).filter { LMDBError(code: $0, during: .get).kind == .other }
        #expect(other == [MDB_TLS_FULL])
    }

    @Test(
        "Codes of the system that a user can meet have a kind",
        arguments: [
            (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EFBIG, .diskFull), (EIO, .inputOutput),
            (EROFS, .readOnlyFileSystem),
            (EACCES, .noPermission), (EPERM, .noPermission), (ENOENT, .missing), (ENOTDIR, .notDirectory),
            (EEXIST, .alreadyExists), (EMFILE, .tooManyFiles), (ENFILE, .tooManyFiles), (EAGAIN, .busy), (EBUSY, .busy),
            (ENOMEM, .noMemory), (EINVAL, .other),
        ] as [(Int32, LMDBError.Kind)])
    func codesOfTheSystem(code: Int32, kind: LMDBError.Kind) {
        #expect(LMDBError(code: code, during: .commit).kind == kind)
    }

    @Test("A lack of memory while opening is one of address space, and the advice speaks of it")
    func addressSpace() {
        let error = LMDBError(code: ENOMEM, during: .openEnvironment, subject: "register")
        #expect(error.kind == .noAddressSpace)
        #expect(error.advice.contains("smaller address space"))
    }

    @Test("Each kind says what happened and what to do, each in its own words")
    func sentences() {
        let errors = LMDBError.Kind.allCases.map { LMDBError($0, during: .put) }
        for error in errors {
            #expect(error.advice.hasSuffix("."))
            #expect(error.advice.first?.isUppercase == true)
            #expect(!error.kind.summary.hasSuffix("."))
            // It is read by programs in C and people at a terminal: they know no names of ours.
            #expect(!error.advice.contains("`") || error.advice.contains("`ulimit -"))
        }
        #expect(Set(errors.map(\.kind.summary)).count == errors.count)
    }

    @Test("The description holds the operation, the subject, the code and the advice")
    func description() {
        let error = LMDBError(code: MDB_MAP_FULL, during: .put, subject: "register")
        #expect(
            error.description == """
                While writing a value (register): the map is full [-30792]. Delete something, or open with a larger \
                address space.
                """)
        #expect(
            LMDBError(.closed, during: .beginRead).description
                == "While beginning a read transaction: the environment is closed. Open it again.")
    }
}
