import type { Text } from "#warehouse/text.ts";
import { BUDGET_LAW, PEFA_SOURCE, pefa, TAX_LAW } from "./basis.ts";
import type { RatioCard, Sum, Threshold } from "./types.ts";

const NO_60: Text = {
  fr: "Le chapitre 60 (résultats reportés, excédent d’une partie à l’autre) ouvre des crédits que personne ne peut mandater : il n’entre ni au numérateur ni au dénominateur.",
  ar: "يفتح الباب 60 (النتائج المرحّلة والفائض من جزء إلى آخر) اعتمادات لا يمكن لأحد الأمر بصرفها: فلا يدخل في البسط ولا في المقام.",
  en: "Chapter 60 (results carried over, surplus from one part to the other) opens credits that nobody can order: it stands on neither side.",
};

const executed = (
  name: string,
  label: Text,
  scope: Text,
  symbols: string,
  over: Sum,
  under: Sum,
): RatioCard => ({
  name,
  group: "execution",
  label,
  meaning: {
    fr: `Part des crédits ouverts ${scope.fr} qui a été mandatée.`,
    ar: `حصة الاعتمادات المفتوحة ${scope.ar} التي تم الأمر بصرفها.`,
    en: `Share of the credits open ${scope.en} that has been ordered.`,
  },
  words: {
    fr: `dépenses mandatées ${scope.fr} ÷ crédits définitifs ${scope.fr}, hors chapitre 60`,
    ar: `النفقات المأمور بصرفها ${scope.ar} ÷ الاعتمادات النهائية ${scope.ar}، دون الباب 60`,
    en: `ordered ${scope.en} ÷ final credits ${scope.en}, without chapter 60`,
  },
  symbols,
  over,
  under,
  unit: "ratio",
  direction: 1,
  basis: BUDGET_LAW,
  thresholds: [],
  unless: [],
  note: NO_60,
});

const letters = (
  bands: readonly (readonly [value: number, letter: string])[],
  fr: string,
  ar: string,
  en: string,
): Threshold[] =>
  bands.map(([value, letter]) => ({
    value,
    meaning: { fr: `${letter} : ${fr}`, ar: `${letter}: ${ar}`, en: `${letter}: ${en}` },
    source: PEFA_SOURCE,
  }));

const TWO_OF_THREE: Text = {
  fr: "La note demande que la bande soit tenue au moins deux des trois derniers exercices clos.",
  ar: "يشترط للتنقيط احترام النطاق في سنتين على الأقل من آخر ثلاث سنوات مقفلة.",
  en: "The letter asks that the band be kept in at least two of the last three closed years.",
};

export const execution: readonly RatioCard[] = [
  executed(
    "functioning_execution",
    { fr: "Exécution du fonctionnement", ar: "تنفيذ التسيير", en: "Functioning execution" },
    { fr: "en fonctionnement", ar: "في التسيير", en: "for functioning" },
    "M₁ ÷ C₁",
    ["functioning_ordered_mad"],
    ["functioning_credit_mad"],
  ),
  executed(
    "equipment_execution",
    { fr: "Exécution de l’équipement", ar: "تنفيذ التجهيز", en: "Equipment execution" },
    { fr: "en équipement", ar: "في التجهيز", en: "for equipment" },
    "M₂ ÷ C₂",
    ["equipment_ordered_mad"],
    ["equipment_credit_mad"],
  ),
  executed(
    "total_execution",
    { fr: "Exécution du budget", ar: "تنفيذ الميزانية", en: "Budget execution" },
    { fr: "des deux parties", ar: "في الجزأين", en: "in both parts" },
    "(M₁ + M₂) ÷ (C₁ + C₂)",
    ["functioning_ordered_mad", "equipment_ordered_mad"],
    ["functioning_credit_mad", "equipment_credit_mad"],
  ),
  {
    name: "total_commitment",
    group: "execution",
    label: { fr: "Engagement du budget", ar: "الالتزام بالميزانية", en: "Budget commitment" },
    meaning: {
      fr: "Part des crédits ouverts qui a été engagée.",
      ar: "حصة الاعتمادات المفتوحة التي تم الالتزام بها.",
      en: "Share of open credits that has been committed.",
    },
    words: {
      fr: "dépenses engagées ÷ crédits définitifs, hors chapitre 60",
      ar: "النفقات الملتزم بها ÷ الاعتمادات النهائية، دون الباب 60",
      en: "committed ÷ final credits, without chapter 60",
    },
    symbols: "E ÷ (C₁ + C₂)",
    over: ["committed_mad"],
    under: ["functioning_credit_mad", "equipment_credit_mad"],
    unit: "ratio",
    direction: 1,
    basis: BUDGET_LAW,
    thresholds: [],
    unless: [],
    note: NO_60,
  },
  {
    name: "receipts_recovery",
    group: "execution",
    label: { fr: "Taux de recouvrement", ar: "نسبة التحصيل", en: "Recovery rate" },
    meaning: {
      fr: "Part de ce qui était à recouvrer dans l’année, restes compris, qui l’a été.",
      ar: "حصة ما تم تحصيله مما كان واجب التحصيل خلال السنة بما فيه الباقي استخلاصه.",
      en: "Share of what was to be collected in the year, arrears included, that was.",
    },
    words: {
      fr: "recettes recouvrées ÷ (restes à recouvrer au 1er janvier + constatations − réductions)",
      ar: "المداخيل المحصلة ÷ (الباقي استخلاصه في فاتح يناير + الإثباتات − التخفيضات)",
      en: "collected ÷ (outstanding at 1 January + raised − reductions)",
    },
    symbols: "R ÷ (RAR₋₁ + T − Q)",
    over: ["receivable_collected_mad"],
    under: ["receivable_mad"],
    unit: "ratio",
    direction: 1,
    basis: TAX_LAW,
    thresholds: [],
    unless: ["opening_unknown"],
  },
  {
    name: "pefa_pi_1",
    group: "pefa",
    label: {
      fr: "PI-1 : dépenses exécutées sur prévues",
      ar: "PI-1: النفقات المنفذة إلى المتوقعة",
      en: "PI-1: expenditure outturn",
    },
    meaning: {
      fr: "Dépenses mandatées, rapportées au budget initialement approuvé : 100 % est un budget tenu.",
      ar: "النفقات المأمور بصرفها منسوبة إلى الميزانية الأولية: 100 % تعني ميزانية محترمة.",
      en: "Expenditure ordered against the budget first approved: 100% is a budget kept.",
    },
    words: {
      fr: "dépenses mandatées ÷ crédits initiaux, hors capital de la dette et chapitre 60",
      ar: "النفقات المأمور بصرفها ÷ الاعتمادات الأولية، دون أصل الدين والباب 60",
      en: "ordered ÷ initial credits, without loan principal and chapter 60",
    },
    symbols: "A ÷ B",
    over: ["actual_expenditure_mad"],
    under: ["budgeted_expenditure_mad"],
    unit: "ratio",
    direction: 0,
    basis: pefa("PI-1"),
    thresholds: [
      ...letters([[0.95, "A"]], "de 95 % à 105 %", "من 95 % إلى 105 %", "95% to 105%"),
      ...letters([[0.9, "B"]], "de 90 % à 110 %", "من 90 % إلى 110 %", "90% to 110%"),
      ...letters([[0.85, "C"]], "de 85 % à 115 %", "من 85 % إلى 115 %", "85% to 115%"),
    ],
    unless: ["year_open"],
    note: TWO_OF_THREE,
  },
  {
    name: "pefa_pi_2_1",
    group: "pefa",
    label: {
      fr: "PI-2.1 : variance de la composition",
      ar: "PI-2.1: تباين التركيبة",
      en: "PI-2.1: composition variance",
    },
    meaning: {
      fr: "Ampleur des écarts entre chapitres, une fois neutralisé l’écart d’ensemble.",
      ar: "حجم الفوارق بين الأبواب بعد تحييد الفارق الإجمالي.",
      en: "How far chapters moved among themselves, the overall gap set aside.",
    },
    words: {
      fr: "somme des écarts absolus entre l’exécuté et le prévu ajusté de chaque chapitre ÷ total exécuté, hors intérêts, capital et chapitre 60",
      ar: "مجموع الفوارق المطلقة بين المنفذ والمتوقع المعدل لكل باب ÷ مجموع المنفذ، دون الفوائد وأصل الدين والباب 60",
      en: "sum of absolute gaps between each chapter’s outturn and adjusted budget ÷ total outturn, without interest, principal and chapter 60",
    },
    symbols: "Σ|aᵢ − bᵢ·A/B| ÷ A",
    over: ["actual_expenditure_mad"],
    under: "composition",
    unit: "ratio",
    direction: -1,
    basis: pefa("PI-2.1"),
    thresholds: [
      ...letters([[0.05, "A"]], "moins de 5 %", "أقل من 5 %", "under 5%"),
      ...letters([[0.1, "B"]], "moins de 10 %", "أقل من 10 %", "under 10%"),
      ...letters([[0.15, "C"]], "moins de 15 %", "أقل من 15 %", "under 15%"),
    ],
    unless: ["year_open", "no_data"],
    note: TWO_OF_THREE,
  },
  {
    name: "pefa_pi_3",
    group: "pefa",
    label: {
      fr: "PI-3 : recettes réalisées sur prévues",
      ar: "PI-3: المداخيل المنجزة إلى المتوقعة",
      en: "PI-3: revenue outturn",
    },
    meaning: {
      fr: "Recettes recouvrées, rapportées à la prévision du budget initial.",
      ar: "المداخيل المحصلة منسوبة إلى توقعات الميزانية الأولية.",
      en: "Revenue collected against the forecast of the initial budget.",
    },
    words: {
      fr: "recettes recouvrées ÷ recettes prévues au budget initial, hors emprunts et chapitre 60",
      ar: "المداخيل المحصلة ÷ المداخيل المتوقعة في الميزانية الأولية، دون القروض والباب 60",
      en: "collected ÷ forecast of the initial budget, without loans and chapter 60",
    },
    symbols: "R ÷ P",
    over: ["revenue_collected_mad"],
    under: ["revenue_forecast_mad"],
    unit: "ratio",
    direction: 0,
    basis: pefa("PI-3"),
    thresholds: [
      ...letters([[0.97, "A"]], "de 97 % à 106 %", "من 97 % إلى 106 %", "97% to 106%"),
      ...letters([[0.94, "B"]], "de 94 % à 112 %", "من 94 % إلى 112 %", "94% to 112%"),
      ...letters([[0.92, "C"]], "de 92 % à 116 %", "من 92 % إلى 116 %", "92% to 116%"),
    ],
    unless: ["year_open"],
    note: TWO_OF_THREE,
  },
];
