import { triples } from "./triples.ts";

/** A figure shown on another site. */
export const embed = triples({
  "figure.embed": ["Intégrer", "إدراج", "Embed"],
  "embed.title": ["Intégrer une figure", "إدراج مبيان", "Embed a figure"],
  "embed.lede": [
    "La figure, sa source et son tableau s’affichent sur votre site et suivent chaque nouvelle version des données.",
    "يظهر المبيان ومصدره وجدوله في موقعكم ويتجدد مع كل إصدار جديد للبيانات.",
    "The figure, its source and its table show on your site and follow each new release of the data.",
  ],
  "embed.host": ["Site qui l’affichera", "الموقع الذي سيعرضه", "Site that will show it"],
  "embed.host.hint": [
    "Un nom comme www.exemple.ma. Aucun autre site ne pourra l’afficher.",
    "اسم مثل www.exemple.ma. لن يتمكن أي موقع آخر من عرضه.",
    "A name such as www.exemple.ma. No other site can show it.",
  ],
  "embed.host.wrong": [
    "Ce n’est pas le nom d’un site : écrivez par exemple www.exemple.ma.",
    "هذا ليس اسم موقع: اكتبوا مثلا www.exemple.ma.",
    "This is not the name of a site: write www.exemple.ma, for example.",
  ],
  "embed.days": ["Durée", "المدة", "For how long"],
  "embed.days.30": ["30 jours", "30 يوما", "30 days"],
  "embed.days.365": ["Un an", "سنة", "One year"],
  "embed.days.1095": ["Trois ans", "ثلاث سنوات", "Three years"],
  "embed.make": ["Obtenir le code", "الحصول على الشفرة", "Get the code"],
  "embed.code": ["Code à coller dans votre page", "الشفرة التي تلصق في صفحتكم", "Code to paste in your page"],
  "embed.until": [
    "Valable jusqu’au {day}, sur {host} seulement.",
    "صالحة إلى غاية {day}، في {host} فقط.",
    "Valid until {day}, on {host} alone.",
  ],
  "embed.see": ["Voir la figure seule", "عرض المبيان وحده", "See the figure alone"],
  "embed.page": ["Retour à la page", "العودة إلى الصفحة", "Back to the page"],
});
