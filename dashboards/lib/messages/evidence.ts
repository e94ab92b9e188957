import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

export const evidence: Record<Lang, Messages> = {
  fr: {
    "nav.pieces": "Pièces",
    "evidence.title": "Derrière ce chiffre : {metric}, {name}, {year}",
    "evidence.lede": "Chaque chiffre remonte aux lignes des fichiers reçus.",
    "evidence.tables": "Tables d’où il vient",
    "evidence.rows": "Lignes de {table}",
    "evidence.files": "Fichiers d’où il vient",
    "evidence.public":
      "Les lignes se montrent aux comptes qui y ont accès ; le public voit les fichiers et leur empreinte.",
    "evidence.column.table": "Table",
    "evidence.column.rows": "Lignes",
    "evidence.column.by": "Reliées par",
    "evidence.column.file": "Fichier",
    "evidence.column.line": "Ligne",
    "evidence.column.values": "Valeurs",
  },
  ar: {
    "nav.pieces": "المستندات",
    "evidence.title": "ما وراء هذا الرقم: {metric}، {name}، {year}",
    "evidence.lede": "كل رقم يعود إلى سطور الملفات المتوصل بها.",
    "evidence.tables": "الجداول التي يأتي منها",
    "evidence.rows": "سطور {table}",
    "evidence.files": "الملفات التي يأتي منها",
    "evidence.public": "تعرض السطور على الحسابات المخول لها؛ ويرى العموم الملفات وبصماتها.",
    "evidence.column.table": "الجدول",
    "evidence.column.rows": "السطور",
    "evidence.column.by": "مرتبطة بـ",
    "evidence.column.file": "الملف",
    "evidence.column.line": "السطر",
    "evidence.column.values": "القيم",
  },
  en: {
    "nav.pieces": "Evidence",
    "evidence.title": "Behind this figure: {metric}, {name}, {year}",
    "evidence.lede": "Every figure goes back to the lines of the files received.",
    "evidence.tables": "Tables that it comes from",
    "evidence.rows": "Rows of {table}",
    "evidence.files": "Files that it comes from",
    "evidence.public":
      "Rows are shown to accounts with access to them; the public sees the files and their fingerprints.",
    "evidence.column.table": "Table",
    "evidence.column.rows": "Rows",
    "evidence.column.by": "Tied by",
    "evidence.column.file": "File",
    "evidence.column.line": "Line",
    "evidence.column.values": "Values",
  },
};
