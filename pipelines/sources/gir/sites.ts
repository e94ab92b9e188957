import { factTable } from "../cases.ts";
import { column, date, decimal, integer, money, notNegative, oneOf, say, territory } from "../contract.ts";
import { identifier } from "../labels.ts";

const site = column("site_id", "site_id", identifier, say("Site", "الموقع", "Site"));
const place = column(
  "ct_code",
  "collectivity_code",
  territory("commune"),
  say("Commune", "الجماعة", "Commune"),
);
const day = column("date", "worked_on", date, say("Journée", "اليوم", "Day"));
const tonnage = column(
  "tonnage",
  "weight_t",
  decimal(12, 3),
  say("Tonnage (t)", "الوزن (بالطن)", "Weight (t)"),
);
const value = column(
  "valeur",
  "value_mad",
  money,
  say("Valeur des ventes", "قيمة المبيعات", "Value of sales"),
);
const tax = column("taxe", "tax_mad", money, say("Taxe perçue", "الرسم المستخلص", "Tax taken"));

export const mgfl = factTable({
  name: "mgfl",
  title: say(
    "Marchés de gros de fruits et légumes",
    "أسواق الجملة للخضر والفواكه",
    "Wholesale markets of fruit and vegetables",
  ),
  columns: [
    site,
    place,
    day,
    column(
      "produit",
      "product",
      oneOf({
        FRUITS: say("Fruits", "الفواكه", "Fruit"),
        LEGUMES: say("Légumes", "الخضر", "Vegetables"),
        AGRUMES: say("Agrumes", "الحوامض", "Citrus"),
        POMMES_DE_TERRE: say("Pommes de terre", "البطاطس", "Potatoes"),
      }),
      say("Produit", "المنتوج", "Product"),
    ),
    tonnage,
    value,
    tax,
  ],
  key: ["site_id", "worked_on", "product"],
  dated: "worked_on",
  rules: [notNegative("value_mad"), notNegative("tax_mad")],
});

export const abattoir = factTable({
  name: "abattoir",
  title: say("Abattoirs", "المجازر", "Slaughterhouses"),
  columns: [
    site,
    place,
    day,
    column(
      "espece",
      "species",
      oneOf({
        BOVINS: say("Bovins", "الأبقار", "Cattle"),
        OVINS: say("Ovins", "الأغنام", "Sheep"),
        CAPRINS: say("Caprins", "الماعز", "Goats"),
        EQUINS: say("Équidés", "الخيليات", "Equines"),
      }),
      say("Espèce", "الصنف", "Species"),
    ),
    column("tetes", "heads", integer(0, 100000), say("Têtes", "عدد الرؤوس", "Heads"), { unit: "count" }),
    tonnage,
    tax,
  ],
  key: ["site_id", "worked_on", "species"],
  dated: "worked_on",
  rules: [notNegative("tax_mad")],
});
