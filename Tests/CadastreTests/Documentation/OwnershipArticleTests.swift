import Cadastre
import EntityStore
import StrictJSON
import TestSupport
import Testing

@Suite("The code in the article on ownership") struct OwnershipArticleTests {
    @Test("It is the code of this file", arguments: ["Cadastre", "Ownership"])
    func isThisCode(_ article: String) throws {
        let missing = try DocumentedCode.missing(from: #filePath, of: "Sources/Cadastre/Cadastre.docc/\(article).md")
        #expect(missing.isEmpty)
    }

    @Test("It does what the article says")
    func runs() throws {
        let register = try TemporaryRegister()
        let ada = try register.user("ada")
        let bob = try register.user("bob")
        let registry = register.registry

        let draft = try PropertyDraft(name: "Échoppe", type: "house", city: "Bordeaux")
        let home = try registry.createProperty(draft, as: ada).commit()
        let list = try registry.properties(PropertyQuery(city: "bordeaux"), as: .anonymous)
        #expect(try list.json.parsed.items.count == 1)

        let patch = MergePatch(["name": "Échoppe, renovated"])
        let renamed = try registry.patchProperty(home.id, with: patch, as: ada).commit()
        #expect(renamed.revision.version == 2)

        var said = ""
        func print(_ text: String) { said = text }
        do throws(RegistryError) {
            _ = try registry.patchProperty(home.id, with: patch, as: bob).commit()
        } catch {
            print(error.detail)  // Only the owner can change this property.
        }
        #expect(said == "Only the owner can change this property.")

        let seen = try registry.property(home.id, as: ada)
        let write = registry.patchProperty(home.id, with: patch, ifMatch: .revision(seen.revision), as: ada)
        #expect(try write.commit().revision == seen.revision)
    }

    @Test("A register is opened as the article says")
    func opens() throws {
        let temporary = TemporaryDirectory()
        let directory = temporary.path + "/register"
        let registry = try Registry.open(at: directory)
        #expect(try registry.types(as: .anonymous).json.parsed.items.count == 10)
        registry.close()
    }
}
