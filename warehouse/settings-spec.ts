import { z } from "zod";
import type { DeskSettings } from "./desk/types.ts";
import type { DoorLimits } from "./door/limits.ts";
import { SIGN_IN_SPECS, type SignInSettings } from "./settings-access.ts";
import { DELIVERY_SPECS, type DeliverySettings } from "./settings-delivery.ts";
import { DESK_SPECS } from "./settings-desk.ts";
import { LIMIT_SPECS, type ServerLimits, type SettingSpec } from "./settings-limits.ts";
import { STATE_SPECS } from "./settings-state.ts";
import { STORE_SPECS, type StoreSettings } from "./settings-store.ts";
import type { StateSettings } from "./state/address.ts";
import { LANGS, type Lang } from "./text.ts";

/** Everything that an installation can choose. Sizes are texts such as `3GiB`; instants are UTC. */
export interface Settings
  extends DoorLimits,
    ServerLimits,
    SignInSettings,
    DeliverySettings,
    DeskSettings,
    StoreSettings,
    StateSettings {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly lang: Lang;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly sampleScale: number;
  readonly sampleSeed: number;
  readonly sampleUntil: string;
  readonly serverMemory: string;
  readonly buildMemory: string;
  readonly threads: number;
  readonly sparkRemote: string | null;
  readonly tempMax: string;
  /** Key of the licence of what the law publishes; what others license keeps theirs. */
  readonly openLicence: "loi-31-13" | "cc-by-4.0" | "odbl-1.0";
  readonly keepReleases: number;
  readonly dailyRunCronUtc: string;
  readonly pseudonymKeyFile: string;
  readonly landingKeyFile: string;
  readonly signingKeyFile: string;
}
export type { SettingSpec } from "./settings-limits.ts";
export type SettingName = keyof Settings;

const size = z.string().regex(/^\d+(\.\d+)?(MiB|GiB|TiB)$/, "expected a size such as 512MiB or 3GiB");
const path = z.string().min(1);
const cron = z.string().regex(/^(\S+\s+){4}\S+$/, "expected five cron fields, in UTC");

export const SETTING_SPECS: Readonly<Record<SettingName, SettingSpec>> = {
  home: {
    kind: "path",
    schema: path,
    default: "var",
    doc: {
      fr: "Dossier de toutes les données : dépôts, versions publiées, état",
      ar: "مجلد جميع البيانات: الإيداعات والإصدارات والحالة",
      en: "Folder of all data: inbox, releases, state",
    },
  },
  host: {
    kind: "text",
    schema: z.string().min(1),
    default: "127.0.0.1",
    doc: {
      fr: "Adresse d’écoute du serveur",
      ar: "عنوان استماع الخادم",
      en: "Address the server listens on",
    },
  },
  port: {
    kind: "number",
    schema: z.number().int().min(0).max(65_535),
    default: 8080,
    doc: {
      fr: "Port du serveur ; 0 : un port libre",
      ar: "منفذ الخادم؛ 0: منفذ حر",
      en: "Port of the server; 0 takes a free one",
    },
  },
  publicUrl: {
    kind: "text",
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ""))
      .nullable(),
    default: null,
    doc: {
      fr: "Adresse publique du site, pour les liens absolus ; à défaut, celle de la requête",
      ar: "العنوان العمومي للموقع للروابط المطلقة؛ وإلا فعنوان الطلب",
      en: "Public address of the site, for absolute links; by default the request's own",
    },
  },
  lang: {
    kind: "text",
    schema: z.enum(LANGS).nullable(),
    default: null,
    doc: {
      fr: "Langue des commandes : fr, ar ou en ; à défaut celle de LANG, sinon le français",
      ar: "لغة الأوامر: fr أو ar أو en؛ وإلا فلغة LANG، وإلا الفرنسية",
      en: "Language of the commands: fr, ar or en; by default that of LANG, else French",
    },
  },
  logLevel: {
    kind: "text",
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    default: "warn",
    doc: { fr: "Niveau du journal", ar: "مستوى السجل", en: "Log level" },
  },
  sampleScale: {
    kind: "number",
    schema: z.number().gt(0).max(1),
    default: 0.05,
    doc: {
      fr: "Échelle de l’échantillon national : 1 donne environ 30 millions de lignes",
      ar: "مقياس العينة الوطنية: 1 يعطي نحو 30 مليون سطر",
      en: "Scale of the national sample: 1 gives about 30 million rows",
    },
  },
  sampleSeed: {
    kind: "number",
    schema: z.number().int().min(0),
    default: 1,
    doc: { fr: "Graine de l’échantillon", ar: "بذرة العينة", en: "Seed of the sample" },
  },
  sampleUntil: {
    kind: "text",
    schema: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "expected a month such as 2026-10"),
    default: "2026-10",
    doc: { fr: "Dernier mois de l’échantillon", ar: "آخر شهر في العينة", en: "Last month of the sample" },
  },
  serverMemory: {
    kind: "text",
    schema: size,
    default: "2GiB",
    doc: { fr: "Mémoire du serveur au plus", ar: "أقصى ذاكرة للخادم", en: "Most memory the server may take" },
  },
  buildMemory: {
    kind: "text",
    schema: size,
    default: "3GiB",
    doc: {
      fr: "Mémoire d’une construction au plus",
      ar: "أقصى ذاكرة لعملية البناء",
      en: "Most memory a build may take",
    },
  },
  threads: {
    kind: "number",
    schema: z.number().int().min(1).max(256),
    default: 2,
    doc: {
      fr: "Fils d’exécution de chaque moteur",
      ar: "عدد خيوط التنفيذ لكل محرك",
      en: "Threads of each engine",
    },
  },
  sparkRemote: {
    kind: "text",
    schema: z
      .string()
      .regex(/^sc:\/\/[^\s]+$/, "expected a Spark Connect address such as sc://spark.example:15002")
      .nullable(),
    default: null,
    doc: {
      fr: "Serveur Spark (Spark Connect) de bayan build --target spark ; à défaut, Spark sur cette machine",
      ar: "خادم Spark (Spark Connect) للأمر bayan build --target spark؛ وإلا فيعمل Spark على هذا الجهاز",
      en: "Spark server (Spark Connect) of bayan build --target spark; by default Spark runs on this machine",
    },
  },
  tempMax: {
    kind: "text",
    schema: size,
    default: "20GiB",
    doc: {
      fr: "Fichiers temporaires au plus, dans le dossier de données",
      ar: "أقصى حجم للملفات المؤقتة داخل مجلد البيانات",
      en: "Most space for temporary files, inside the data folder",
    },
  },
  keepReleases: {
    kind: "number",
    schema: z.number().int().min(7).max(1000),
    default: 7,
    doc: {
      fr: "Versions gardées au moins par bayan gc",
      ar: "أقل عدد من الإصدارات يحتفظ به bayan gc",
      en: "Releases that bayan gc keeps at least",
    },
  },
  openLicence: {
    kind: "text",
    schema: z.enum(["loi-31-13", "cc-by-4.0", "odbl-1.0"]),
    default: "loi-31-13",
    doc: {
      fr: "Licence des jeux de données de l’administration : conditions de la loi 31-13, CC BY 4.0 ou ODbL 1.0",
      ar: "رخصة مجموعات بيانات الإدارة: شروط القانون 31.13 أو CC BY 4.0 أو ODbL 1.0",
      en: "Licence of the administration’s datasets: the terms of law 31-13 (`loi-31-13`), `cc-by-4.0` or `odbl-1.0`",
    },
  },
  dailyRunCronUtc: {
    kind: "text",
    schema: cron,
    default: "30 3 * * *",
    doc: {
      fr: "Heure du passage quotidien, cinq champs cron en UTC",
      ar: "موعد التشغيل اليومي، خمسة حقول cron بالتوقيت العالمي",
      en: "When the daily run starts, five cron fields in UTC",
    },
  },
  ...STORE_SPECS,
  ...STATE_SPECS,
  ...LIMIT_SPECS,
  ...DELIVERY_SPECS,
  ...DESK_SPECS,
  ...SIGN_IN_SPECS,
  pseudonymKeyFile: {
    kind: "path",
    schema: path.nullable(),
    default: null,
    doc: {
      fr: "Clé des pseudonymes ; à défaut keys/pseudonym.key du dossier de données",
      ar: "مفتاح الأسماء المستعارة؛ وإلا keys/pseudonym.key في مجلد البيانات",
      en: "Key of the pseudonyms; by default keys/pseudonym.key in the data folder",
    },
  },
  landingKeyFile: {
    kind: "path",
    schema: path.nullable(),
    default: null,
    doc: {
      fr: "Clé de chiffrement des dépôts ; à défaut keys/landing.key du dossier de données",
      ar: "مفتاح تشفير الإيداعات؛ وإلا keys/landing.key في مجلد البيانات",
      en: "Key that encrypts landed files; by default keys/landing.key in the data folder",
    },
  },
  signingKeyFile: {
    kind: "path",
    schema: path.nullable(),
    default: null,
    doc: {
      fr: "Clé Ed25519 qui signe les livraisons ; à défaut keys/release.key du dossier de données",
      ar: "مفتاح Ed25519 الذي يوقع الإصدارات؛ وإلا keys/release.key في مجلد البيانات",
      en: "Ed25519 key that signs releases; by default keys/release.key in the data folder",
    },
  },
};
