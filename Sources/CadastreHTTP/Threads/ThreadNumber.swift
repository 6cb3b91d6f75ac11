import Glibc
import Synchronization

/// A number that each thread has of its own, from 0 on, by which threads take different places of an array.
enum ThreadNumber {
    private static let next = Atomic(1)

    /// What a thread has under this key is its number and one more. `nil` where all keys of the process are in use.
    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        return pthread_key_create(&key, nil) == 0 ? key : nil
    }()

    /// That of the thread that asks, the same as long as it lives; where the system has no room for it, another each time.
    static var current: Int {
        guard let key else { return new - 1 }
        let known = Int(bitPattern: pthread_getspecific(key))
        if known != 0 { return known - 1 }
        let number = new
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: number))
        return number - 1
    }

    private static var new: Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}
