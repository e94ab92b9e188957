import { triples } from "./triples.ts";

/** Charts that filter each other. */
export const cross = triples({
  "nav.croiser": ["Croiser", "تقاطعات", "Cross"],
  "croiser.title": ["Croiser les dépenses", "تقاطع النفقات", "Cross expenditure"],
  "croiser.lede": [
    "Six graphiques qui se filtrent l’un l’autre : prenez une année, une région, un chapitre, les autres suivent. La médiane reste exacte.",
    "ستة مبيانات يصفي بعضها بعضا: اختاروا سنة أو جهة أو بابا فيتبعها الباقي. ويبقى الوسيط مضبوطا.",
    "Six charts that filter each other: take a year, a region, a chapter, and the others follow. The median stays exact.",
  ],
  "croiser.noscript": [
    "Cette page demande JavaScript. L’explorateur donne les mêmes chiffres sans lui.",
    "تتطلب هذه الصفحة جافاسكريبت. وتعطي صفحة الاستكشاف الأرقام نفسها بدونه.",
    "This page needs JavaScript. Explore gives the same figures without it.",
  ],
  "croiser.how": [
    "Cliquez sur une barre ou glissez sur plusieurs ; au clavier : flèches, Espace, Maj + flèches, Échap.",
    "انقروا على شريط أو اسحبوا على عدة أشرطة؛ وبلوحة المفاتيح: الأسهم والمسافة وShift مع الأسهم وEsc.",
    "Click a bar or drag over several; by keyboard: arrows, Space, Shift + arrows, Escape.",
  ],
  "croiser.loading": ["Chargement des années…", "جار تحميل السنوات…", "Loading the years…"],
  "croiser.failed": [
    "Les chiffres ne sont pas venus. Rechargez la page.",
    "لم تصل الأرقام. أعيدوا تحميل الصفحة.",
    "The figures did not come. Reload the page.",
  ],
  "croiser.clear": ["Tout effacer", "مسح الكل", "Clear all"],
  "croiser.all": ["Tout", "الكل", "Everything"],
  "croiser.said": [
    "{choice} : {ordered} mandatés, {councils} collectivités, taux médian {median}",
    "{choice}: مأمور بصرف {ordered}، عدد الجماعات الترابية {councils}، الوسيط {median}",
    "{choice}: {ordered} ordered, {councils} collectivities, median rate {median}",
  ],
  "croiser.ordered": ["Dépenses mandatées", "النفقات المأمور بصرفها", "Expenditure ordered"],
  "croiser.rate": ["Taux d’exécution", "نسبة التنفيذ", "Execution rate"],
  "croiser.median": [
    "Taux médian des collectivités",
    "وسيط نسب الجماعات الترابية",
    "Median rate of collectivities",
  ],
  "croiser.councils": ["Collectivités comptées", "الجماعات الترابية المحتسبة", "Collectivities counted"],
  "croiser.view.year": ["Année", "السنة", "Year"],
  "croiser.view.month": ["Mois", "الشهر", "Month"],
  "croiser.view.chapter": ["Chapitre", "الباب", "Chapter"],
  "croiser.view.region": ["Région", "الجهة", "Region"],
  "croiser.view.segment": ["Population de la commune", "سكان الجماعة", "Population of the commune"],
  "croiser.view.rate": [
    "Taux d’exécution : nombre de collectivités",
    "نسبة التنفيذ: عدد الجماعات الترابية",
    "Execution rate: number of collectivities",
  ],
  "croiser.from": ["de", "من", "from"],
  "croiser.to": ["à", "إلى", "to"],
  "croiser.other": ["Autres conseils", "مجالس أخرى", "Other councils"],
  "croiser.none": ["Sans crédit", "بدون اعتماد", "No credit"],
  "croiser.over": ["Plus de 100 %", "أكثر من 100 %", "Over 100%"],
  "croiser.note": [
    "Les crédits d’une année ne se découpent pas par mois : le taux d’un mois est sa part des crédits de l’année.",
    "لا توزع اعتمادات السنة على الأشهر: نسبة الشهر هي حصته من اعتمادات السنة.",
    "A year’s credits are not cut by month: a month’s rate is its share of the year’s credits.",
  ],
});
