import { say, type Text } from "#warehouse/text.ts";

/** Why a file could not be fetched. */
export const FETCH_FAULTS = {
  url_forbidden: say(
    "L'adresse n'est pas une adresse HTTPS simple.",
    "العنوان ليس عنوان HTTPS بسيطا.",
    "The address is not a plain HTTPS one.",
  ),
  host_forbidden: say(
    "Cet hôte n'est pas sur la liste de la connexion.",
    "هذا المضيف غير وارد في لائحة الاتصال.",
    "This host is not on the connection's list.",
  ),
  host_unknown: say("Cet hôte est introuvable.", "تعذر العثور على هذا المضيف.", "This host cannot be found."),
  address_forbidden: say(
    "L'hôte mène à un réseau privé ou réservé.",
    "يقود المضيف إلى شبكة خاصة أو محجوزة.",
    "The host leads to a private or reserved network.",
  ),
  too_many_redirects: say("Trop de redirections.", "عمليات إعادة توجيه كثيرة.", "Too many redirects."),
  too_large: say(
    "Le fichier dépasse la taille permise.",
    "الملف يتجاوز الحجم المسموح به.",
    "The file is larger than allowed.",
  ),
  too_slow: say(
    "Le temps permis est dépassé.",
    "تم تجاوز الوقت المسموح به.",
    "It takes longer than allowed.",
  ),
  refused: say("Le serveur a refusé la demande.", "رفض الخادم الطلب.", "The server refused the request."),
  unreachable: say("Le serveur ne répond pas.", "الخادم لا يستجيب.", "The server does not answer."),
  incomplete: say("Le fichier est arrivé incomplet.", "وصل الملف غير كامل.", "The file arrived incomplete."),
  host_key_mismatch: say(
    "La clé du serveur n'est pas celle qui est connue.",
    "مفتاح الخادم ليس المفتاح المعروف.",
    "The server's key is not the known one.",
  ),
  answer_unclear: say(
    "La réponse du catalogue ne se lit pas.",
    "تتعذر قراءة جواب الدليل.",
    "The catalogue's answer cannot be read.",
  ),
  name_unknown: say(
    "Aucun contrat ne connaît ce nom de fichier.",
    "لا يوجد عقد لاسم هذا الملف.",
    "No contract knows this file name.",
  ),
} as const satisfies Record<string, Text>;
export type FetchFault = keyof typeof FETCH_FAULTS;

/** `what` is a host, a status or a file name: never a secret, never a whole address with its query. */
export class FetchError extends Error {
  readonly code: FetchFault;
  readonly what: string;
  constructor(code: FetchFault, what: string, cause?: unknown) {
    super(`${code}: ${what}`, cause === undefined ? undefined : { cause });
    this.name = "FetchError";
    this.code = code;
    this.what = what;
  }
}
