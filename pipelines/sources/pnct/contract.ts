import { council, DGCT, factTable, firstDay } from "../cases.ts";
import { boolean, type Contract, code, column, integer, oneOf, say, text } from "../contract.ts";
import { fiscalYear } from "../labels.ts";

const publication = factTable({
  name: "publication",
  title: say(
    "États comptables et financiers publiés",
    "البيانات المحاسبية والمالية المنشورة",
    "Published financial statements",
  ),
  columns: [
    council(),
    fiscalYear,
    column(
      "doc_type",
      "document",
      oneOf({
        BUDGET: say("Budget approuvé", "الميزانية المصادق عليها", "Approved budget"),
        PROGRAMMATION: say(
          "Programmation triennale",
          "البرمجة الممتدة على ثلاث سنوات",
          "Three-year programme",
        ),
        RECETTES: say(
          "Compte administratif : recettes",
          "الحساب الإداري: المداخيل",
          "Administrative account: receipts",
        ),
        DEPENSES: say(
          "Compte administratif : dépenses",
          "الحساب الإداري: النفقات",
          "Administrative account: expenditure",
        ),
        RAR: say("Restes à recouvrer", "الباقي استخلاصه", "Outstanding receipts"),
        DETTE: say("État de la dette", "وضعية المديونية", "Statement of debt"),
        RESULTAT: say("Résultat et excédent", "النتيجة والفائض", "Result and surplus"),
        MARCHES: say("Marchés attribués", "الصفقات المسندة", "Contracts awarded"),
      }),
      say("État", "البيان", "Statement"),
    ),
    column("version", "version", integer(1, 99), say("Version", "النسخة", "Version")),
    firstDay("published_on", "published_on", "Publié le", "تاريخ النشر", "Published on"),
    column("url", "address", text(500), say("Adresse", "العنوان", "Address")),
    column(
      "format",
      "format",
      oneOf({
        PDF: say("PDF", "PDF", "PDF"),
        PDF_IMAGE: say("PDF scanné", "PDF ممسوح ضوئيا", "Scanned PDF"),
        XLSX: say("Tableur", "جدول إلكتروني", "Spreadsheet"),
        CSV: say("CSV", "CSV", "CSV"),
      }),
      say("Format", "الصيغة", "Format"),
    ),
    column(
      "bytes",
      "bytes",
      integer(1, 2000000000),
      say("Taille (octets)", "الحجم (بالبايت)", "Size (bytes)"),
      {
        unit: "count",
      },
    ),
    column("sha256", "file_sha256", code("[0-9a-f]{64}"), say("Empreinte", "البصمة", "Hash")),
    column(
      "machine_readable",
      "machine_readable",
      boolean,
      say("Lisible par machine", "مقروء آليا", "Machine-readable"),
    ),
  ],
  key: ["collectivity_code", "fiscal_year", "document", "version"],
  dated: "published_on",
});

export const contract: Contract = {
  system: "pnct",
  title: say(
    "Portail national des collectivités territoriales : publications",
    "البوابة الوطنية للجماعات الترابية: المنشورات",
    "National portal of collectivities: publications",
  ),
  owner: DGCT,
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14 ; circulaire D2879 du 1er juillet 2019",
    "القوانين التنظيمية 111.14 و112.14 و113.14؛ الدورية D2879 بتاريخ فاتح يوليوز 2019",
    "Organic laws 111-14, 112-14 and 113-14; circular D2879 of 1 July 2019",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [publication],
};
