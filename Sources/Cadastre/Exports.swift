// What the register takes and gives is made of the store's words: ids, stored records, statistics. Whoever imports
// Cadastre has them, and need not know of the layer below.
@_exported public import EntityStore
