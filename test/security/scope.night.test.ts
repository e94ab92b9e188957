// The whole matrix, and the thousand pairs of R12, which are too many for each push.
process.env.BAYAN_MATRIX = "full";
process.env.BAYAN_TIMING_PAIRS = "1000";
await import("./scope.test.ts");
