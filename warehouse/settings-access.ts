import { z } from "zod";
import type { SettingSpec } from "./settings-limits.ts";
import type { AccessSettings } from "./state/access.ts";

/** How people come in: the installation's own accounts, and an identity provider where one is named. */
export interface SignInSettings extends AccessSettings {
  readonly insecureSignIn: boolean;
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecretFile: string | null;
  readonly oidcRoleClaim: string;
  readonly oidcTerritoryClaim: string;
}

const whole = (min: number, max: number) => z.number().int().min(min).max(max);

export const SIGN_IN_SPECS: Readonly<Record<keyof SignInSettings, SettingSpec>> = {
  sessionIdleMinutes: {
    kind: "number",
    schema: whole(1, 1440),
    default: 60,
    doc: {
      fr: "Minutes sans requête après lesquelles une session prend fin",
      ar: "عدد الدقائق بلا أي طلب قبل انتهاء الجلسة",
      en: "Minutes without a request after which a session ends",
    },
  },
  sessionHours: {
    kind: "number",
    schema: whole(1, 168),
    default: 12,
    doc: {
      fr: "Heures après lesquelles une session prend fin en tout cas",
      ar: "عدد الساعات التي تنتهي بعدها الجلسة في كل الأحوال",
      en: "Hours after which a session ends in any case",
    },
  },
  signInAttempts: {
    kind: "number",
    schema: whole(1, 100),
    default: 5,
    doc: {
      fr: "Mots de passe faux admis pour un nom avant une attente ; dix fois plus pour une adresse",
      ar: "عدد كلمات المرور الخاطئة لاسم واحد قبل فرض الانتظار؛ وعشرة أضعافه لعنوان واحد",
      en: "Wrong passwords for one name before it has to wait; ten times as many for one address",
    },
  },
  signInLockMinutes: {
    kind: "number",
    schema: whole(1, 1440),
    default: 1,
    doc: {
      fr: "Minutes de la première attente ; chaque suivante est le double, un jour au plus",
      ar: "دقائق الانتظار الأول؛ ويتضاعف كل انتظار لاحق إلى يوم على الأكثر",
      en: "Minutes of the first wait; each next one is twice as long, a day at most",
    },
  },
  passwordMinLength: {
    kind: "number",
    schema: whole(8, 64),
    default: 12,
    doc: {
      fr: "Signes d’un mot de passe, au moins",
      ar: "أقل عدد لأحرف كلمة المرور",
      en: "Characters of a password, at least",
    },
  },
  insecureSignIn: {
    kind: "boolean",
    schema: z.boolean(),
    default: false,
    doc: {
      fr: "Admettre la connexion en HTTP depuis une autre machine (le mot de passe passe alors en clair)",
      ar: "قبول تسجيل الدخول عبر HTTP من جهاز آخر (تمر كلمة المرور حينها دون تشفير)",
      en: "Allow signing in over HTTP from another machine (the password then travels in clear)",
    },
  },
  oidcIssuer: {
    kind: "text",
    schema: z.url({ protocol: /^https?$/ }).nullable(),
    default: null,
    doc: {
      fr: "Adresse du fournisseur d’identité OpenID Connect ; sans elle, comptes locaux seulement",
      ar: "عنوان مزود الهوية OpenID Connect؛ وبدونه الحسابات المحلية فقط",
      en: "Address of the OpenID Connect identity provider; without it, local accounts only",
    },
  },
  oidcClientId: {
    kind: "text",
    schema: z.string().min(1).nullable(),
    default: null,
    doc: {
      fr: "Nom de ce site chez le fournisseur d’identité",
      ar: "معرف هذا الموقع لدى مزود الهوية",
      en: "What the identity provider calls this site",
    },
  },
  oidcClientSecretFile: {
    kind: "path",
    schema: z.string().min(1).nullable(),
    default: null,
    doc: {
      fr: "Fichier du secret partagé avec le fournisseur d’identité ; sans lui, client public avec PKCE",
      ar: "ملف السر المشترك مع مزود الهوية؛ وبدونه عميل عمومي مع PKCE",
      en: "File of the secret shared with the identity provider; without it, a public client with PKCE",
    },
  },
  oidcRoleClaim: {
    kind: "text",
    schema: z.string().min(1),
    default: "bayan_role",
    doc: {
      fr: "Attribut du fournisseur d’identité qui donne le rôle",
      ar: "خاصية مزود الهوية التي تحدد الدور",
      en: "Claim of the identity provider that gives the role",
    },
  },
  oidcTerritoryClaim: {
    kind: "text",
    schema: z.string().min(1),
    default: "bayan_territory",
    doc: {
      fr: "Attribut du fournisseur d’identité qui donne le code du territoire",
      ar: "خاصية مزود الهوية التي تحدد رمز المجال الترابي",
      en: "Claim of the identity provider that gives the territory’s code",
    },
  },
};
