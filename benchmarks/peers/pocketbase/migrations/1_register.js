/// The register's collections, indexes and owner rules.
///
/// Rooms are a JSON field of their property: one read gives the whole, which is the fastest that PocketBase can do.
/// A city is found as it is written; folding it would need a hook at each write.
migrate((app) => {
  // With any other pattern than its own, PocketBase looks through the whole table at each create, for an id that differs
  // in case. So ids come without their hyphens, but for types, which nobody creates here.
  const id = (most, pattern = "^[a-z0-9]+$") => ({
    name: "id", type: "text", primaryKey: true, system: true, required: true, min: 1, max: most,
    pattern, autogeneratePattern: "[a-z0-9]{15}",
  });

  const types = new Collection({
    type: "base",
    name: "types",
    listRule: "",
    viewRule: "",
    fields: [id(64, "^[a-z0-9-]+$"), { name: "label", type: "text", required: true, max: 100 }],
  });
  app.save(types);

  const users = app.findCollectionByNameOrId("users");
  users.fields.getByName("id").min = 1;
  users.fields.getByName("id").max = 36;
  users.fields.add(new TextField({ name: "firstName", required: true, max: 100 }));
  users.fields.add(new TextField({ name: "lastName", required: true, max: 100 }));
  app.save(users);

  app.save(new Collection({
    type: "base",
    name: "properties",
    listRule: "",
    viewRule: "",
    createRule: '@request.auth.id != "" && @request.body.owner = @request.auth.id',
    updateRule: "owner = @request.auth.id && @request.body.owner:isset = false",
    deleteRule: "owner = @request.auth.id",
    fields: [
      id(36),
      { name: "name", type: "text", required: true, max: 200 },
      { name: "description", type: "text", max: 10000 },
      { name: "type", type: "relation", required: true, collectionId: types.id, maxSelect: 1 },
      { name: "city", type: "text", required: true, max: 120 },
      { name: "rooms", type: "json", maxSize: 262144 },
      { name: "owner", type: "relation", required: true, collectionId: users.id, maxSelect: 1, cascadeDelete: true },
      { name: "created", type: "autodate", onCreate: true },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
    indexes: [
      "CREATE INDEX properties_city ON properties (city, created)",
      "CREATE INDEX properties_type ON properties (type, created)",
      "CREATE INDEX properties_owner ON properties (owner, created)",
    ],
  }));

  // How it counts by a field: a view, which is a query with rules.
  app.save(new Collection({
    type: "view",
    name: "cities",
    listRule: "",
    viewRule: "",
    viewQuery: "SELECT city AS id, city, count(*) AS count FROM properties GROUP BY city",
  }));
});
