import { z } from "zod";
import type { SettingSpec } from "./settings-limits.ts";

/** How reports and notices leave the house, and where copies of it are kept. */
export interface DeliverySettings {
  readonly smtpUrl: string | null;
  readonly smtpPasswordFile: string | null;
  readonly smtpCaFile: string | null;
  readonly mailFrom: string | null;
  readonly operatorMail: string | null;
  readonly sourceOwners: string | null;
  readonly deliveryFolder: string | null;
  readonly deliveryHosts: string | null;
  readonly sftpKeyFile: string | null;
  readonly sftpHostKey: string | null;
  readonly webhookKeyFile: string | null;
  readonly linkDays: number;
  readonly backupTarget: string | null;
  readonly backupKeyFile: string | null;
  readonly backupKeep: number;
  readonly backupCronUtc: string;
}

/** Each system with its owner's address, out of `gid=a@b.example, gir=c@d.example`; a part that is neither stays as it is. */
export const ownersIn = (
  text: string | null,
): readonly { readonly system: string; readonly address: string }[] =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return { system: part.slice(0, Math.max(0, at)).trim(), address: part.slice(at + 1).trim() };
    });

const owners = z
  .string()
  .refine(
    (text) => {
      const given = ownersIn(text);
      const systems = new Set(given.map(({ system }) => system));
      return (
        given.length > 0 &&
        systems.size === given.length &&
        given.every(
          ({ system, address }) => /^[a-z][a-z0-9_]*$/.test(system) && z.email().safeParse(address).success,
        )
      );
    },
    { message: "expected system=address, each system once, separated by commas" },
  )
  .nullable();
const path = z.string().min(1).nullable();
const mail = z.email().nullable();
const cron = z.string().regex(/^(\S+\s+){4}\S+$/, "expected five cron fields, in UTC");
const spec = (
  kind: SettingSpec["kind"],
  schema: SettingSpec["schema"],
  value: SettingSpec["default"],
  fr: string,
  ar: string,
  en: string,
): SettingSpec => ({ kind, schema, default: value, doc: { fr, ar, en } });

export const DELIVERY_SPECS: Readonly<Record<keyof DeliverySettings, SettingSpec>> = {
  smtpUrl: spec(
    "text",
    z.url({ protocol: /^smtps?$/ }).nullable(),
    null,
    "Serveur de courrier, `smtps://compte@hôte:465` ou `smtp://compte@hôte:587` (STARTTLS exigé) ; son certificat est vérifié",
    "خادم البريد، ‎smtps://compte@hote:465‎ أو ‎smtp://compte@hote:587‎ (مع STARTTLS إلزامي)؛ وتفحص شهادته",
    "Mail server, `smtps://account@host:465` or `smtp://account@host:587` (STARTTLS required); its certificate is checked",
  ),
  smtpPasswordFile: spec(
    ...(["path", path, null] as const),
    "Fichier du mot de passe du courrier",
    "ملف كلمة مرور البريد",
    "File of the mail server’s password",
  ),
  smtpCaFile: spec(
    ...(["path", path, null] as const),
    "Autorité qui signe le certificat du courrier, si le système ne la connaît pas",
    "سلطة توقيع شهادة البريد إن كان النظام لا يعرفها",
    "Authority that signs the mail server’s certificate, where the system does not know it",
  ),
  mailFrom: spec(
    ...(["text", mail, null] as const),
    "Adresse d’expédition des courriels",
    "عنوان إرسال الرسائل",
    "Address that mail is sent from",
  ),
  operatorMail: spec(
    ...(["text", mail, null] as const),
    "Adresse de l’exploitant, prévenu des échecs, des retards et du disque",
    "عنوان المستغل الذي يخبر بالأعطاب والتأخر والقرص",
    "Address of the operator, who is told of failures, late sources and the disk",
  ),
  sourceOwners: spec(
    ...(["text", owners, null] as const),
    "Adresse du propriétaire de chaque système source, `gid=adresse,gir=adresse` : chaque semaine il reçoit la qualité de ses données ; sans elle, personne",
    "عنوان صاحب كل نظام مصدر، ‎gid=adresse,gir=adresse‎: تصله كل أسبوع جودة معطياته؛ وبدونه لا يرسل شيء",
    "Address of each source system’s owner, `gid=address,gir=address`: every week they get the quality of their data; without it nobody does",
  ),
  deliveryFolder: spec(
    ...(["path", path, null] as const),
    "Dossier sous lequel des rapports peuvent être déposés",
    "المجلد الذي يمكن إيداع التقارير تحته",
    "Folder below which reports may be delivered",
  ),
  deliveryHosts: spec(
    ...(["text", z.string().min(1).nullable(), null] as const),
    "Hôtes à qui des rapports peuvent être envoyés (SFTP, webhook), séparés par des virgules",
    "المضيفون الذين يمكن إرسال التقارير إليهم (SFTP وwebhook) مفصولين بفواصل",
    "Hosts that reports may be sent to (SFTP, webhook), separated by commas",
  ),
  sftpKeyFile: spec(
    ...(["path", path, null] as const),
    "Clé privée pour les dépôts SFTP",
    "المفتاح الخاص للإيداع عبر SFTP",
    "Private key for SFTP deliveries",
  ),
  sftpHostKey: spec(
    ...(["text", z.string().min(1).nullable(), null] as const),
    "Empreintes SHA256 admises des serveurs SFTP, séparées par des virgules",
    "بصمات SHA256 المقبولة لخوادم SFTP مفصولة بفواصل",
    "SHA256 fingerprints of SFTP servers that are accepted, separated by commas",
  ),
  webhookKeyFile: spec(
    ...(["path", path, null] as const),
    "Clé qui signe les webhooks ; à défaut keys/webhook.key du dossier de données",
    "مفتاح توقيع webhook؛ وإلا keys/webhook.key في مجلد البيانات",
    "Key that signs webhooks; by default keys/webhook.key in the data folder",
  ),
  linkDays: spec(
    "number",
    z.number().int().min(1).max(365),
    14,
    "Jours pendant lesquels un lien de rapport reste ouvert",
    "عدد أيام صلاحية رابط التقرير",
    "Days that a link to a report stays open",
  ),
  backupTarget: spec(
    "text",
    z.string().min(1).nullable(),
    null,
    "Où vont les sauvegardes : un dossier, ou `sftp://compte@hôte/dossier` ; sans lui, pas de sauvegarde",
    "وجهة النسخ الاحتياطية: مجلد أو ‎sftp://compte@hote/dossier‎؛ وبدونها لا نسخ",
    "Where backups go: a folder, or `sftp://account@host/folder`; without it there are none",
  ),
  backupKeyFile: spec(
    ...(["path", path, null] as const),
    "Clé des sauvegardes ; à garder ailleurs ; à défaut keys/backup.key du dossier de données",
    "مفتاح النسخ الاحتياطية، يحفظ في مكان آخر؛ وإلا keys/backup.key في مجلد البيانات",
    "Key of the backups, to be kept elsewhere; by default keys/backup.key in the data folder",
  ),
  backupKeep: spec(
    "number",
    z.number().int().min(1).max(1000),
    14,
    "Sauvegardes gardées",
    "عدد النسخ الاحتياطية المحفوظة",
    "Backups kept",
  ),
  backupCronUtc: spec(
    ...(["text", cron, "15 2 * * *"] as const),
    "Heure de la sauvegarde, cinq champs cron en UTC",
    "موعد النسخ الاحتياطي، خمسة حقول cron بالتوقيت العالمي",
    "When backups are made, five cron fields in UTC",
  ),
};
