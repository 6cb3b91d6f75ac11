import Cadastre
import EntityStore

extension CommandFailure {
    /// What an error of the register means to whoever typed the command.
    init(_ error: RegistryError) {
        self.init(CommandStatus(error.kind), Self.withFlags(Self.sentence(for: error)))
    }

    /// What an error of a store that is opened without a register means.
    init(_ error: StoreError) {
        let status: CommandStatus =
            switch error {
            case .busy, .incompatible, .indexBuilding: .unavailable
            case .full, .unavailable, .corrupt, .undecodable, .damaged: .inputOutput
            default: .fault
            }
        self.init(status, Self.withFlags(error.description))
    }

    /// `sentence` with the flags of the command where it speaks of what they set.
    static func withFlags(_ sentence: String) -> String {
        sentence
            .replacing("larger address space", with: "larger --address-space")
            .replacing("smaller address space", with: "smaller --address-space")
            .replacing("allow network file systems", with: "use --network-file-system")
    }

    private static func sentence(for error: RegistryError) -> String {
        switch error {
        case .invalid(let errors): errors.map { "\($0)" }.joined(separator: "; ") + "."
        case .internal(let detail): "Something went wrong inside: \(detail)"
        default: error.description
        }
    }
}

extension CommandStatus {
    /// The status that stands for a kind of error.
    init(_ kind: RegistryError.Kind) {
        self =
            switch kind {
            case .malformed, .invalid, .unauthenticated, .forbidden, .conflict, .stale, .tooLarge: .refused
            case .notFound: .missing
            case .throttled, .busy, .incompatible: .unavailable
            case .full, .unavailable, .corrupt: .inputOutput
            case .internal, .misuse: .fault
            }
    }
}

/// Runs `body` and throws what the register throws as the command's failure.
func attempt<Result>(_ body: () throws(RegistryError) -> Result) throws(CommandFailure) -> Result {
    do throws(RegistryError) {
        return try body()
    } catch {
        throw CommandFailure(error)
    }
}

/// Runs `body`, which throws what the register throws, or failures of the command.
func attemptAny<Result>(_ body: () throws -> Result) throws(CommandFailure) -> Result {
    do {
        return try body()
    } catch let failure as CommandFailure {
        throw failure
    } catch let error as RegistryError {
        throw CommandFailure(error)
    } catch let error as StoreError {
        throw CommandFailure(error)
    } catch {
        throw CommandFailure(.fault, "Something went wrong inside: \(error).")
    }
}
