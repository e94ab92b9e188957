import { readBuildManifest } from "#warehouse/release/index.ts";
import type { InputExport } from "#warehouse/release/types.ts";
import type { Listed } from "../catalogue.ts";
import { fileUrl } from "../files.ts";
import { LICENCES, licenceUrl } from "../licences.ts";
import { PUBLISHER } from "../publisher.ts";
import type { Edition } from "../shelf/shelf.ts";

export interface Origin {
  readonly release: string;
  readonly models_sha256: string;
  readonly code_sha256: string;
  readonly exports: readonly Pick<InputExport, "system" | "table" | "period" | "export_id" | "sha256">[];
}

/** What a release was made from, as far as it may be told: systems, periods and hashes, no machine. */
export function originOf(dir: string): Origin {
  const build = readBuildManifest(dir);
  return {
    release: build.id,
    models_sha256: build.models_sha256,
    code_sha256: build.code_sha256,
    exports: build.inputs.map(({ system, table, period, export_id, sha256 }) => ({
      system,
      table,
      period,
      export_id,
      sha256,
    })),
  };
}

/** PROV-O: each file, the activity that made it, the exports that it used, by their hashes. */
export function provenance(base: string, edition: Edition, origin: Origin | null): Record<string, unknown> {
  const { entry } = edition;
  const release = `${base}/releases/${edition.release}`;
  const activity = `${release}#build`;
  const used = (origin?.exports ?? []).map((each) => ({
    "@id": `urn:sha256:${each.sha256}`,
    "@type": "prov:Entity",
    "dct:title": `${each.system}.${each.table} ${each.period}`,
    "dct:identifier": each.export_id,
  }));
  return {
    "@context": {
      prov: "http://www.w3.org/ns/prov#",
      dct: "http://purl.org/dc/terms/",
      xsd: "http://www.w3.org/2001/XMLSchema#",
    },
    "@graph": [
      ...entry.files.map((file) => ({
        "@id": `${base}${fileUrl(entry.slug, entry.version, file.name)}`,
        "@type": "prov:Entity",
        "dct:title": file.name,
        "dct:identifier": `urn:sha256:${file.sha256}`,
        "prov:wasGeneratedBy": { "@id": activity },
        "prov:wasAttributedTo": { "@id": `${base}/#publisher` },
        "prov:generatedAtTime": { "@value": edition.published_at, "@type": "xsd:dateTime" },
      })),
      {
        "@id": activity,
        "@type": "prov:Activity",
        "dct:title": edition.release,
        "dct:description": `dataset SQL sha256 ${entry.sql_sha256}; tables ${entry.marts.join(", ")}${origin === null ? "" : `; models sha256 ${origin.models_sha256}; code sha256 ${origin.code_sha256}`}`,
        "prov:used": used.map((each) => ({ "@id": each["@id"] })),
      },
      ...used,
      { "@id": `${base}/#publisher`, "@type": "prov:Agent", "dct:title": PUBLISHER.name.fr },
    ],
  };
}

/** RO-Crate 1.1 of an edition: its files as parts, the release's build as the action that made them. */
export function roCrate(base: string, { dataset }: Listed, edition: Edition): Record<string, unknown> {
  const { entry } = edition;
  const files = entry.files.map((file) => ({
    "@id": `${base}${fileUrl(entry.slug, entry.version, file.name)}`,
    "@type": "File",
    name: file.name,
    encodingFormat: file.format === "csv" ? "text/csv" : "application/vnd.apache.parquet",
    contentSize: String(file.bytes),
    sha256: file.sha256,
  }));
  const action = `${base}/releases/${edition.release}#build`;
  const licence = licenceUrl(base, dataset.licence);
  return {
    "@context": "https://w3id.org/ro/crate/1.1/context",
    "@graph": [
      {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
        about: { "@id": "./" },
      },
      {
        "@id": "./",
        "@type": "Dataset",
        name: dataset.title.fr,
        description: dataset.description.fr,
        identifier: `${entry.slug}@${entry.version}`,
        datePublished: edition.published_at,
        license: { "@id": licence },
        publisher: { "@id": `${base}/#publisher` },
        hasPart: files.map((file) => ({ "@id": file["@id"] })),
        mentions: { "@id": action },
      },
      ...files,
      {
        "@id": action,
        "@type": "CreateAction",
        name: edition.release,
        result: files.map((file) => ({ "@id": file["@id"] })),
        agent: { "@id": `${base}/#publisher` },
      },
      { "@id": `${base}/#publisher`, "@type": "Organization", name: PUBLISHER.name.fr, url: `${base}/` },
      { "@id": licence, "@type": "CreativeWork", name: LICENCES[dataset.licence].title.fr },
    ],
  };
}
