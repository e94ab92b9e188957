import { triples } from "./triples.ts";

/** Building one's own question. */
export const explore = triples({
  "nav.explorer": ["Explorer", "استكشاف", "Explore"],
  "explorer.title": ["Explorer les chiffres", "استكشاف الأرقام", "Explore the figures"],
  "explorer.lede": [
    "Choisissez un ou plusieurs indicateurs et ce qui les découpe. L’adresse de la page garde la question.",
    "اختاروا مؤشرا أو أكثر وما يوزعها. يحفظ عنوان الصفحة السؤال.",
    "Choose one or more figures and what cuts them. The page’s address keeps the question.",
  ],
  "explorer.metric": ["Indicateur", "المؤشر", "Figure"],
  "explorer.metric2": ["Deuxième indicateur", "مؤشر ثان", "Second figure"],
  "explorer.metric3": ["Troisième indicateur", "مؤشر ثالث", "Third figure"],
  "explorer.none": ["aucun", "لا شيء", "none"],
  "explorer.by": ["Une ligne par", "سطر لكل", "One line a"],
  "explorer.across": ["En colonnes", "في الأعمدة", "In columns"],
  "explorer.year": ["Année", "السنة", "Year"],
  "explorer.year.all": ["Toutes", "جميعها", "All"],
  "explorer.place": ["Dans la région", "في الجهة", "In region"],
  "explorer.place.all": ["Tout le pays", "كل البلاد", "Whole country"],
  "explorer.filter": ["Seulement", "فقط", "Only"],
  "explorer.filter.all": ["Tout", "الكل", "Everything"],
  "explorer.view": ["Voir", "العرض", "View"],
  "explorer.view.graphique": ["Graphique", "مبيان", "Chart"],
  "explorer.view.tableau": ["Tableau", "جدول", "Table"],
  "explorer.go": ["Afficher", "عرض", "Show"],
  "explorer.dropped": [
    "Impossible de combiner : {names}. Le reste de la question est affiché.",
    "لا يمكن الجمع مع: {names}. يعرض باقي السؤال.",
    "Cannot be combined: {names}. The rest of the question is shown.",
  ],
  "explorer.failed": [
    "Cette combinaison n’a pas de réponse : {why}",
    "لا جواب عن هذه التوليفة: {why}",
    "This combination has no answer: {why}",
  ],
  "explorer.rows": [
    "{count, plural, =0 {Aucune ligne} one {{n} ligne} other {{n} lignes}}",
    "{count, plural, =0 {لا سطر} one {سطر واحد} two {سطران} few {{n} أسطر} other {{n} سطرا}}",
    "{count, plural, =0 {No line} one {{n} line} other {{n} lines}}",
  ],
  "explorer.cut": [
    "Les {n} premières lignes sont affichées ; les fichiers les contiennent toutes.",
    "تعرض الأسطر {n} الأولى، وتتضمن الملفات جميعها.",
    "The first {n} lines are shown; the files have them all.",
  ],
  "explorer.columns.cut": [
    "{n} colonnes de plus sont dans les fichiers.",
    "توجد {n} أعمدة أخرى في الملفات.",
    "{n} more columns are in the files.",
  ],
  "explorer.subtitle": [
    "{metric} par {dimension}, {unit}{more}",
    "{metric} حسب {dimension}، {unit}{more}",
    "{metric} by {dimension}, {unit}{more}",
  ],
  "explorer.desc.lines": [
    "Lignes dans le temps, de {from} à {to}.",
    "خطوط عبر الزمن، من {from} إلى {to}.",
    "Lines over time, {from} to {to}.",
  ],
  "explorer.desc.matrix": [
    "Matrice, plus foncé pour davantage, de {low} à {high}.",
    "مصفوفة، الأغمق هو الأكثر، من {low} إلى {high}.",
    "Matrix, darker for more, from {low} to {high}.",
  ],
  "explorer.files": ["Télécharger", "تنزيل", "Download"],
  "explorer.api": [
    "La même question par l’API",
    "السؤال نفسه عبر واجهة البرمجة",
    "The same question to the API",
  ],
  "explorer.examples": ["Exemples", "أمثلة", "Examples"],
  "explorer.example.1": [
    "Taux d’exécution des communes par strate et par année",
    "نسبة تنفيذ ميزانيات الجماعات حسب الفئة والسنة",
    "Execution rate by population segment and year",
  ],
  "explorer.example.2": [
    "Permis par mois et par région, en 2025",
    "الرخص حسب الشهر والجهة سنة 2025",
    "Permits by month and region in 2025",
  ],
  "explorer.example.3": [
    "Personnel et ingénieurs par province",
    "الموظفون والمهندسون حسب العمالة والإقليم",
    "Staff and engineers by province",
  ],
  "explorer.group.other": ["Autres", "أخرى", "Other"],
  "door.explorer": [
    "Votre propre question : indicateurs, découpages, tableau croisé, fichiers.",
    "سؤالكم الخاص: مؤشرات وتوزيعات وجدول تقاطعي وملفات.",
    "Your own question: figures, cuts, pivot, files.",
  ],
});
