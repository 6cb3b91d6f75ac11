extension Finding {
    /// How bad it is.
    public var severity: Severity {
        switch self {
        case .missing, .cannotOpen, .halfMade, .damaged, .indexUnbuilt, .writesRefused, .diskLow, .filesLow,
            .addressSpaceLow, .readHeld, .readersLow, .notPrivate, .foreignFile, .clockBehind, .clockWrong,
            .networkFileSystem:
            .wrong
        case .addressSpaceReduced, .relaxedDurability, .volatileFileSystem, .fewDescriptors, .leftover: .notice
        }
    }

    /// A name that stays, for scripts.
    public var code: String {
        switch self {
        case .missing: "missing"
        case .cannotOpen: "cannot-open"
        case .halfMade: "half-made"
        case .damaged: "damaged"
        case .indexUnbuilt: "index-unbuilt"
        case .writesRefused: "writes-refused"
        case .diskLow: "disk-low"
        case .filesLow: "files-low"
        case .addressSpaceLow: "address-space-low"
        case .addressSpaceReduced: "address-space-reduced"
        case .readHeld: "read-held"
        case .readersLow: "readers-low"
        case .notPrivate: "not-private"
        case .foreignFile: "foreign-file"
        case .clockBehind: "clock-behind"
        case .clockWrong: "clock-wrong"
        case .relaxedDurability: "relaxed-durability"
        case .networkFileSystem: "network-file-system"
        case .volatileFileSystem: "volatile-file-system"
        case .fewDescriptors: "few-descriptors"
        case .leftover: "leftover"
        }
    }
}

extension Finding: CustomStringConvertible {
    /// What is so, and what to do: a sentence or two.
    public var description: String {
        switch self {
        case .missing: "There is no store here. Check the path."
        case .cannotOpen(let error): "It can't be opened: \(error)"
        case .halfMade:
            "Its making was stopped before anything was in it. The next program that opens it makes it anew."
        case .damaged(let detail): "\(detail) Run check, and restore a backup."
        case .indexUnbuilt(let collection, let index):
            "\(collection)/\(index) is not built yet. Wait for the upgrade that runs, or run upgrade."
        case .writesRefused(let refusal): "\(refusal)"
        case .diskLow(let free, let needed): Self.diskLow(free, needed)
        case .filesLow(let free): "The file system takes \(free) more files. Remove some: a backup could not be made."
        case .addressSpaceLow(let used, let all):
            "\(used >> 20) of \(all >> 20) MiB of address space are used. Open with a larger address space."
        case .addressSpaceReduced(let got, let wanted):
            "The system gives \(got >> 20) of \(wanted >> 20) MiB of address space. Raise the limit (ulimit -v)."
        case .readHeld(let process, let commits): Self.readHeld(process, commits)
        case .readersLow(let used, let all):
            "\(used) of \(all) slots for reads are taken. End reads that run for long."
        case .notPrivate: "Others on this machine can read it. Run chmod 700 on the directory, and 600 on its files."
        case .foreignFile(let name, let owner, let directoryOwner): Self.foreignFile(name, owner, directoryOwner)
        case .clockBehind(let seconds): Self.clockBehind(seconds)
        case .clockWrong:
            "The clock says a time before this program was written. Set it: tokens and times depend on it."
        case .relaxedDurability: "Durability is relaxed: a power cut may take the last writes that were acknowledged."
        case .networkFileSystem(let type):
            "It is on \(type), a file system of other machines, where locks can't be trusted. Move it to a local disk."
        case .volatileFileSystem(let type): "It is on \(type): it goes with the machine's power."
        case .fewDescriptors(let limit):
            "A process may open \(limit) files: as many connections at most. Raise the limit (ulimit -n, LimitNOFILE=)."
        case .leftover(let path): "\(path) is left of a backup or restore that was stopped. Remove it."
        }
    }

    private static func diskLow(_ free: Int, _ needed: Int) -> String {
        "\(free >> 20) MiB are free on the disk; \(needed >> 20) should be. Free space, or move the store."
    }

    private static func readHeld(_ process: Int?, _ commits: Int) -> String {
        let holder = process.map { " of process \($0)" } ?? ""
        return """
            A read\(holder) lags \(commits) commits behind, and the file grows meanwhile. Let it end, or end the process.
            """
    }

    private static func foreignFile(_ name: String, _ owner: UInt32, _ directoryOwner: UInt32) -> String {
        """
        \(name) belongs to user \(owner), the directory to user \(directoryOwner): one of them can't open the store. Run \
        chown, and commands as the user of the service.
        """
    }

    private static func clockBehind(_ seconds: Int) -> String {
        """
        The newest record is \(seconds) s ahead of the clock. Set the clock: meanwhile new ids stay in order, and the times \
        in them run ahead.
        """
    }
}
