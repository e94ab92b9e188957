import { expect, it } from "vitest";
import { billOfMaterials, npmPackages, PYTHON_LOCKS, pythonPackages } from "./sbom.ts";

it("every package of every lock is pinned by its hash", () => {
  const all = [...npmPackages(), ...PYTHON_LOCKS.flatMap(pythonPackages)];
  expect(all.length).toBeGreaterThan(800);
  expect(all.filter(({ version, hashes }) => version === "" || hashes.length === 0)).toEqual([]);
});

it("the bill of materials names each of them once, the same every time", () => {
  const text = billOfMaterials();
  expect(text).toBe(billOfMaterials());
  const { components }: { components: { purl: string; hashes: { content: string }[] }[] } = JSON.parse(text);
  expect(new Set(components.map(({ purl }) => purl)).size).toBe(components.length);
  const express = components.find(({ purl }) => purl.startsWith("pkg:npm/express@"));
  expect(express?.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
  expect(components.some(({ purl }) => purl.startsWith("pkg:npm/%40duckdb/node-api@"))).toBe(true);
  for (const each of ["pyspark@4.3.0", "duckdb-extension-httpfs@1.5.5"])
    expect(components.some(({ purl }) => purl === `pkg:pypi/${each}`)).toBe(true);
});
