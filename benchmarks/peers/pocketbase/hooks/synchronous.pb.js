/// Lets SQLite sync at each commit, as Cadastre does, where the environment asks for it: on the one connection that
/// PocketBase writes with, and again each minute, as a connection that was idle for long is closed and made anew.

onBootstrap((event) => {
  event.next();
  if ($os.getenv("BENCH_SYNCHRONOUS") === "FULL") {
    $app.nonconcurrentDB().newQuery("PRAGMA synchronous = FULL").execute();
  }
});

cronAdd("synchronous", "* * * * *", () => {
  if ($os.getenv("BENCH_SYNCHRONOUS") === "FULL") {
    $app.nonconcurrentDB().newQuery("PRAGMA synchronous = FULL").execute();
  }
});

/// What is in force, so that the harness can see it: 1 is NORMAL, 2 is FULL.
routerAdd("GET", "/bench/synchronous", (event) => {
  const found = new DynamicModel({ synchronous: 0 });
  $app.nonconcurrentDB().newQuery("PRAGMA synchronous").one(found);
  return event.json(200, { synchronous: found.synchronous });
});
