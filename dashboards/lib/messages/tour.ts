import { triples } from "./triples.ts";

/** The site in one screen, for who comes for the first time. */
export const tour = triples({
  "nav.decouvrir": ["Découvrir Bayan", "اكتشاف بيان", "Discover Bayan"],
  "tour.title": ["Bayan en une page", "بيان في صفحة واحدة", "Bayan in one page"],
  "tour.lede": ["Six gestes suffisent.", "ست حركات تكفي.", "Six gestures are enough."],
  "tour.find": ["Trouver un territoire", "إيجاد مجال ترابي", "Find a territory"],
  "tour.find.text": [
    "Une commune, une province, une région : par son nom en français ou en arabe, avec ou sans accents, ou par son code.",
    "جماعة أو إقليم أو جهة: باسمها بالعربية أو بالفرنسية، أو برمزها.",
    "A commune, a province, a region: by its name in French or in Arabic, accents or not, or by its code.",
  ],
  "tour.tabs": ["Changer de sujet", "تغيير الموضوع", "Change the subject"],
  "tour.tabs.text": [
    "Sous le titre, les onglets changent le sujet et gardent le territoire. Un nom dans un tableau ouvre le niveau suivant.",
    "تحت العنوان، تغير علامات التبويب الموضوع وتحتفظ بالمجال الترابي. ويفتح الاسم في الجدول المستوى الموالي.",
    "Under the title, tabs change the subject and keep the territory. A name in a table opens the next level.",
  ],
  "tour.chart": ["Lire un graphique", "قراءة مبيان", "Read a chart"],
  "tour.chart.text": [
    "Le titre dit ce qui est trouvé. Dessous : le tableau des mêmes chiffres, la source, la livraison, les fichiers CSV, SVG et PNG. Au clavier, les flèches passent d’un point à l’autre.",
    "يقول العنوان ما تم العثور عليه. وتحته: جدول الأرقام نفسها والمصدر والإصدار وملفات CSV وSVG وPNG. وتنقل الأسهم بلوحة المفاتيح من نقطة إلى أخرى.",
    "The title says what is found. Under it: the table of the same figures, the source, the release, the files. By keyboard, arrows go from point to point.",
  ],
  "tour.compare": ["Comparer", "المقارنة", "Compare"],
  "tour.compare.text": [
    "La fiche d’une collectivité la met à côté de quatre autres et de ses pairs : même population, même région, ou tout le pays.",
    "تضع بطاقة الجماعة الترابية هذه الأخيرة إلى جانب أربع أخرى ونظيراتها: نفس السكان أو نفس الجهة أو البلاد كلها.",
    "A collectivity’s profile puts it beside four others and its peers: same population, same region, or the whole country.",
  ],
  "tour.ask": ["Poser sa question", "طرح سؤال", "Ask one’s own question"],
  "tour.ask.text": [
    "L’explorateur combine les indicateurs et les découpages ; l’adresse de la page garde la question et se partage.",
    "تجمع صفحة الاستكشاف بين المؤشرات والتوزيعات؛ ويحفظ عنوان الصفحة السؤال ويمكن مشاركته.",
    "Explore combines figures and cuts; the page’s address keeps the question and can be shared.",
  ],
  "tour.check": ["Vérifier, contester", "التحقق والاعتراض", "Check, contest"],
  "tour.check.text": [
    "Ce que chaque système a livré, ce que les contrôles ont trouvé, comment chaque chiffre est calculé ; et un guichet pour signaler une erreur.",
    "ما سلمه كل نظام وما عثرت عليه المراقبات وكيف يحسب كل رقم؛ ومكتب للتبليغ عن خطأ.",
    "What each system delivered, what the checks found, how each figure is computed; and a desk to report an error.",
  ],
  "tour.sample": [
    "La bande jaune signale des données d’exemple : elles ne se citent pas.",
    "يدل الشريط الأصفر على بيانات تجريبية لا يجوز الاستشهاد بها.",
    "The yellow band marks sample data: they are not to be quoted.",
  ],
});
