import { z } from "zod";
import type { SettingSpec } from "./settings-limits.ts";
import { addressSchema, type StateSettings } from "./state/address.ts";

const path = z.string().min(1).nullable();

/** Where accounts, sessions, ledgers and the log are kept, when not in the home's own file. */
export const STATE_SPECS: Readonly<Record<keyof StateSettings, SettingSpec>> = {
  stateUrl: {
    kind: "text",
    schema: addressSchema,
    default: null,
    doc: {
      fr: "Base PostgreSQL des comptes, sessions, registres et journal, `postgres://compte@hôte:5432/base` ; par défaut state.sqlite dans le dossier des données",
      ar: "قاعدة PostgreSQL للحسابات والجلسات والسجلات، `postgres://account@host:5432/database`؛ وإلا فالملف state.sqlite في مجلد البيانات",
      en: "PostgreSQL database of accounts, sessions, ledgers and the log, `postgres://account@host:5432/database`; by default state.sqlite in the data folder",
    },
  },
  statePasswordFile: {
    kind: "path",
    schema: path,
    default: null,
    doc: {
      fr: "Fichier du mot de passe de cette base ; par défaut la variable PGPASSWORD",
      ar: "ملف كلمة مرور هذه القاعدة؛ وإلا فالمتغير PGPASSWORD",
      en: "File of that database’s password; by default the variable PGPASSWORD",
    },
  },
  stateCaFile: {
    kind: "path",
    schema: path,
    default: null,
    doc: {
      fr: "Autorité qui signe le certificat de cette base, si le système ne la connaît pas",
      ar: "السلطة التي وقّعت شهادة هذه القاعدة إن كان النظام لا يعرفها",
      en: "Authority that signs that database’s certificate, where the system does not know it",
    },
  },
};
