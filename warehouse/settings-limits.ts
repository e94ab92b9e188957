import { type ZodType, z } from "zod";
import { DOOR_LIMITS, type DoorLimits } from "./door/limits.ts";
import type { Text } from "./text.ts";

export interface SettingSpec {
  readonly kind: "text" | "number" | "boolean" | "path";
  readonly schema: ZodType;
  readonly default: string | number | boolean | null;
  readonly doc: Text;
}

/** What the server takes from its clients; the room `api` applies them, with these same defaults. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly uploadBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly maxConnections: number;
  readonly requestsInFlight: number;
  readonly requestsPerSecond: number;
  readonly pagesAhead: boolean;
}

const positive = z.number().int().min(1);

export const LIMIT_SPECS: Readonly<Record<keyof DoorLimits | keyof ServerLimits, SettingSpec>> = {
  queryMaxRows: {
    kind: "number",
    schema: positive,
    default: DOOR_LIMITS.queryMaxRows,
    doc: {
      fr: "Lignes d’une réponse sans « limit », au plus",
      ar: "أقصى عدد أسطر لجواب بلا ‎limit‎",
      en: "Rows of an answer without “limit”, at most",
    },
  },
  queryTimeoutMs: {
    kind: "number",
    schema: positive,
    default: DOOR_LIMITS.queryTimeoutMs,
    doc: {
      fr: "Millisecondes avant qu’une question soit interrompue",
      ar: "عدد الميلي ثانية قبل إيقاف السؤال",
      en: "Milliseconds before a question is interrupted",
    },
  },
  queryConcurrency: {
    kind: "number",
    schema: positive,
    default: DOOR_LIMITS.queryConcurrency,
    doc: {
      fr: "Questions calculées à la fois",
      ar: "عدد الأسئلة المحسوبة في آن واحد",
      en: "Questions computed at once",
    },
  },
  queryQueue: {
    kind: "number",
    schema: z.number().int().min(0),
    default: DOOR_LIMITS.queryQueue,
    doc: {
      fr: "Questions qui peuvent attendre leur tour",
      ar: "عدد الأسئلة التي يمكنها انتظار دورها",
      en: "Questions that may wait for their turn",
    },
  },
  queryCacheBytes: {
    kind: "number",
    schema: z.number().int().min(0),
    default: DOOR_LIMITS.queryCacheBytes,
    doc: {
      fr: "Octets de réponses gardées en mémoire",
      ar: "حجم الأجوبة المحفوظة في الذاكرة بالبايت",
      en: "Bytes of answers kept in memory",
    },
  },
  bodyBytes: {
    kind: "number",
    schema: positive,
    default: 2 ** 20,
    doc: {
      fr: "Octets du corps d’une requête, au plus",
      ar: "أقصى حجم لمتن الطلب بالبايت",
      en: "Bytes of a request’s body, at most",
    },
  },
  uploadBytes: {
    kind: "number",
    schema: positive,
    default: 8 * 2 ** 20,
    doc: {
      fr: "Octets d’un fichier joint à un formulaire (photo, document), au plus",
      ar: "أقصى حجم لملف مرفق باستمارة (صورة أو وثيقة) بالبايت",
      en: "Bytes of a file that a form carries (a photo, a document), at most",
    },
  },
  headersTimeoutMs: {
    kind: "number",
    schema: positive,
    default: 10_000,
    doc: {
      fr: "Millisecondes laissées à un client pour envoyer ses en-têtes",
      ar: "المهلة بالميلي ثانية لإرسال ترويسات الطلب",
      en: "Milliseconds a client has to send its headers",
    },
  },
  requestTimeoutMs: {
    kind: "number",
    schema: positive,
    default: 30_000,
    doc: {
      fr: "Millisecondes laissées à une requête entière",
      ar: "المهلة بالميلي ثانية للطلب كله",
      en: "Milliseconds a whole request may take",
    },
  },
  keepAliveTimeoutMs: {
    kind: "number",
    schema: positive,
    default: 65_000,
    doc: {
      fr: "Millisecondes pendant lesquelles une connexion ouverte peut rester sans requête",
      ar: "المدة بالميلي ثانية التي يمكن أن يبقى فيها اتصال مفتوح دون طلب",
      en: "Milliseconds an open connection may rest between two requests",
    },
  },
  maxConnections: {
    kind: "number",
    schema: positive,
    default: 4_000,
    doc: {
      fr: "Connexions ouvertes, au plus",
      ar: "أقصى عدد للاتصالات المفتوحة",
      en: "Open connections, at most",
    },
  },
  requestsInFlight: {
    kind: "number",
    schema: positive,
    default: 512,
    doc: {
      fr: "Requêtes traitées à la fois ; la suivante reçoit 503",
      ar: "عدد الطلبات المعالجة في آن واحد؛ وما زاد يُجاب بـ503",
      en: "Requests answered at once; the next gets 503",
    },
  },
  requestsPerSecond: {
    kind: "number",
    schema: z.number().min(0),
    default: 100,
    doc: {
      fr: "Requêtes par seconde et par adresse ; 0 : sans limite",
      ar: "عدد الطلبات في الثانية لكل عنوان؛ 0: بلا حد",
      en: "Requests a second for one address; 0: no limit",
    },
  },
  pagesAhead: {
    kind: "boolean",
    schema: z.boolean(),
    default: true,
    doc: {
      fr: "Dessiner d’avance les pages des menus de chaque version",
      ar: "رسم صفحات القوائم مسبقا عند كل إصدار",
      en: "Draw the pages of the menus ahead, for each release",
    },
  },
};
