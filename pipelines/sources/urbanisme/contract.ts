import { DGCT, day, firstDay, snapshotTable } from "../cases.ts";
import {
  type Contract,
  column,
  decimal,
  listOf,
  notBefore,
  oneOf,
  refers,
  say,
  territory,
} from "../contract.ts";
import { identifier } from "../labels.ts";

const docId = column("doc_id", "document_id", identifier, say("Document", "الوثيقة", "Document"));
const share = decimal(6, 3);

const document = snapshotTable({
  name: "document",
  title: say("Documents d'urbanisme", "وثائق التعمير", "Planning documents"),
  columns: [
    docId,
    column(
      "kind",
      "kind",
      oneOf({
        SDAU: say(
          "Schéma directeur d'aménagement urbain",
          "المخطط التوجيهي للتهيئة العمرانية",
          "Urban master plan",
        ),
        PA: say("Plan d'aménagement", "تصميم التهيئة", "Development plan"),
        PDAR: say(
          "Plan de développement de l'agglomération rurale",
          "تصميم تنمية التجمعات القروية",
          "Rural settlement plan",
        ),
        PZ: say("Plan de zonage", "تصميم التنطيق", "Zoning plan"),
      }),
      say("Type", "النوع", "Kind"),
    ),
    column(
      "ct_codes",
      "commune_codes",
      listOf(territory("commune")),
      say("Communes couvertes", "الجماعات المشمولة", "Communes covered"),
    ),
    firstDay("approved_on", "approved_on", "Homologué le", "تاريخ المصادقة", "Approved on"),
    day("expires_on", "expires_on", "Valable jusqu'au", "صالح إلى غاية", "Valid until"),
  ],
  key: ["document_id"],
  rules: [notBefore("expires_on", "approved_on")],
});

const zone = snapshotTable({
  name: "zone",
  title: say("Zones des documents d'urbanisme", "مناطق وثائق التعمير", "Zones of planning documents"),
  columns: [
    docId,
    column("zone", "zone", identifier, say("Zone", "المنطقة", "Zone")),
    column(
      "reglement",
      "use",
      oneOf({
        HABITAT: say("Habitat", "السكن", "Housing"),
        ACTIVITE: say("Activités", "الأنشطة", "Business"),
        EQUIPEMENT: say("Équipements", "التجهيزات", "Public facilities"),
        ESPACE_VERT: say("Espaces verts", "المساحات الخضراء", "Green space"),
        AGRICOLE: say("Agricole", "فلاحي", "Farmland"),
        RESERVE: say("Réserve", "احتياطي", "Reserve"),
      }),
      say("Vocation", "التخصيص", "Use"),
    ),
    column("cos", "floor_area_ratio", share, say("COS", "معامل استعمال الأرض", "Floor area ratio")),
    column("ces", "coverage_ratio", share, say("CES", "معامل الاستيلاء على الأرض", "Coverage ratio")),
    column(
      "hmax",
      "height_m",
      decimal(6, 2),
      say("Hauteur maximale (m)", "العلو الأقصى (متر)", "Height limit (m)"),
    ),
  ],
  key: ["document_id", "zone"],
  rules: [
    {
      code: "coverage_above_one",
      sql: `"coverage_ratio" BETWEEN 0 AND 1`,
      column: "coverage_ratio",
      says: say(
        "Le coefficient d'emprise au sol n'est pas entre 0 et 1.",
        "معامل الاستيلاء على الأرض ليس بين 0 و1.",
        "The coverage ratio is not between 0 and 1.",
      ),
      prevents: "a percentage read as a ratio: rights to build a hundred times the ground",
    },
  ],
  references: [refers(["document_id"], "urbanisme.document")],
});

export const contract: Contract = {
  system: "urbanisme",
  title: say("Documents d'urbanisme", "وثائق التعمير", "Planning documents"),
  owner: DGCT,
  law: say(
    "Loi 12-90 relative à l'urbanisme ; dahir 1-60-063 sur les agglomérations rurales",
    "القانون 12.90 المتعلق بالتعمير؛ الظهير الشريف 1.60.063 المتعلق بالعمارات القروية",
    "Law 12-90 on planning; dahir 1-60-063 on rural settlements",
  ),
  frequency: "quarterly",
  retentionDays: 730,
  tables: [document, zone],
};
