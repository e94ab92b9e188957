import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { SettingSpec } from "./settings-limits.ts";

/** Where raw Parquet lives when it does not live below the home, and who keeps the list of it for several writers. */
export interface StoreSettings {
  readonly rawStore: string | null;
  readonly rawEndpoint: string | null;
  readonly rawRegion: string;
  readonly rawKeyFile: string | null;
  readonly rawCaFile: string | null;
  readonly rawNetworks: string | null;
  readonly rawCatalogue: string | null;
  readonly rawCataloguePasswordFile: string | null;
  readonly sparkJars: string | null;
}

/** The networks of a list such as `10.0.0.0/8, fd00::/8`. */
export const networksIn = (text: string | null): readonly string[] =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const path = z.string().min(1).nullable();
const networks = z
  .string()
  .refine((text) => networksIn(text).every((network) => ipaddr.isValidCIDR(network)), {
    message: "expected networks such as 10.0.0.0/8, separated by commas",
  })
  .nullable();
const spec = (
  kind: SettingSpec["kind"],
  schema: SettingSpec["schema"],
  value: SettingSpec["default"],
  fr: string,
  ar: string,
  en: string,
): SettingSpec => ({ kind, schema, default: value, doc: { fr, ar, en } });

export const STORE_SPECS: Readonly<Record<keyof StoreSettings, SettingSpec>> = {
  rawStore: spec(
    "text",
    z
      .string()
      // Nothing that a pattern of file names or an address would read as more than itself.
      .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[A-Za-z0-9._-]+)*$/, "expected s3://bucket/prefix")
      .nullable(),
    null,
    "Où sont gardés les exports chargés : `s3://compartiment/préfixe` ; à défaut, le dossier de données",
    "مكان حفظ الإيداعات المحمّلة: ‎s3://bucket/prefix‎؛ وإلا فمجلد البيانات",
    "Where loaded exports are kept: `s3://bucket/prefix`; by default the data folder",
  ),
  rawEndpoint: spec(
    "text",
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).pathname === "/" && new URL(url).username === "", {
        message: "expected an address without path or account, such as https://s3.example",
      })
      .nullable(),
    null,
    "Adresse du serveur S3 de rawStore, `https://s3.example` ; `http://` seulement dans un réseau de rawNetworks",
    "عنوان خادم S3 الخاص بـ rawStore، ‎https://s3.example‎؛ و‎http://‎ داخل شبكات rawNetworks فقط",
    "Address of rawStore’s S3 server, `https://s3.example`; `http://` only inside a network of rawNetworks",
  ),
  rawRegion: spec(
    "text",
    z.string().regex(/^[a-z0-9-]{1,40}$/, "expected a region such as us-east-1"),
    "us-east-1",
    "Région du serveur S3",
    "منطقة خادم S3",
    "Region of the S3 server",
  ),
  rawKeyFile: spec(
    "path",
    path,
    null,
    "Fichier de la clé S3 : son identifiant, puis son secret, une ligne chacun ; à défaut AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY",
    "ملف مفتاح S3: معرّفه ثم سرّه، كل في سطر؛ وإلا AWS_ACCESS_KEY_ID وAWS_SECRET_ACCESS_KEY",
    "File of the S3 key: its id, then its secret, one line each; by default AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  ),
  rawCaFile: spec(
    "path",
    path,
    null,
    "Autorité qui signe les certificats du serveur S3 et du catalogue, si le système ne la connaît pas",
    "سلطة توقيع شهادات خادم S3 والفهرس إن كان النظام لا يعرفها",
    "Authority that signs the certificates of the S3 server and of the catalogue, where the system does not know it",
  ),
  rawNetworks: spec(
    "text",
    networks,
    null,
    "Réseaux privés où le serveur S3 et le catalogue peuvent se trouver, `10.0.0.0/8`, séparés par des virgules ; aucun par défaut",
    "الشبكات الخاصة التي يجوز أن يوجد فيها خادم S3 والفهرس، ‎10.0.0.0/8‎، مفصولة بفواصل؛ لا شيء افتراضا",
    "Private networks in which the S3 server and the catalogue may stand, `10.0.0.0/8`, separated by commas; none by default",
  ),
  rawCatalogue: spec(
    "text",
    z
      .url({ protocol: /^postgres(?:ql)?$/ })
      .refine((url) => /^\/[A-Za-z0-9_-]+$/.test(new URL(url).pathname) && new URL(url).password === "", {
        message: "expected postgres://account@host:5432/database, without a password",
      })
      .nullable(),
    null,
    "Catalogue DuckLake des exports chargés, partagé par plusieurs chargeurs : `postgres://compte@hôte:5432/base` ; son certificat est vérifié, sauf avec `?sslmode=disable` dans un réseau de rawNetworks",
    "فهرس DuckLake للإيداعات المحمّلة، تشترك فيه عدة أجهزة تحميل: ‎postgres://account@host:5432/database‎؛ وتفحص شهادته إلا مع ‎?sslmode=disable‎ داخل شبكات rawNetworks",
    "DuckLake catalogue of loaded exports, shared by several loaders: `postgres://account@host:5432/database`; its certificate is checked, save with `?sslmode=disable` inside a network of rawNetworks",
  ),
  rawCataloguePasswordFile: spec(
    "path",
    path,
    null,
    "Fichier du mot de passe du catalogue",
    "ملف كلمة مرور الفهرس",
    "File of the catalogue’s password",
  ),
  sparkJars: spec(
    "path",
    path,
    null,
    "Dossier d’autres archives Java de Spark sur cette machine : hadoop-aws et ce qu’il demande, quand rawStore est un serveur S3",
    "مجلد أرشيفات Java إضافية لـ Spark على هذا الجهاز: hadoop-aws وما يحتاجه، إذا كان rawStore خادم S3",
    "Folder of further Java archives of Spark on this machine: hadoop-aws and what it asks for, where rawStore is an S3 server",
  ),
};
