import { openState } from "../state.ts";

/** One of several processes that read a counter and write it back, a thousand times. */
const [file = "", times = "0"] = process.argv.slice(2);
const state = openState(file);
state.migrate("counter", [
  "CREATE TABLE counter (n INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (0)",
]);
for (let round = 0; round < Number(times); round += 1) {
  state.immediate((tx) => {
    const n = Number(tx.get("SELECT n FROM counter")?.n);
    tx.run("UPDATE counter SET n = ?", n + 1);
  });
}
state.close();
