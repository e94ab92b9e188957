// R18's hundred writers killed at any moment, which are too many for each push.
process.env.BAYAN_AUDIT_KILLS = "100";
await import("./audit.test.ts");
