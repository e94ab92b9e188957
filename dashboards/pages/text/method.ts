import type { Lang } from "#warehouse/text.ts";
import type { Section } from "./types.ts";

/** How the figures come to be, subject by subject, and under which terms they may be used. */
export const method: Record<Lang, readonly Section[]> = {
  fr: [
    {
      id: "chemin",
      title: "D’un export à un chiffre",
      blocks: [
        "Chaque système remet des exports. Ils sont contrôlés ligne par ligne selon un contrat ; une ligne fautive est mise de côté avec sa place et la raison, jamais corrigée en silence. Lignes reçues = lignes chargées + lignes refusées.",
        "Les lignes chargées alimentent des tables, puis des mesures définies une seule fois. Un même chiffre est donc identique sur une page, dans un fichier, sur la carte et dans un rapport.",
        "Chaque livraison est figée et porte un identifiant. Les totaux des niveaux inférieurs donnent exactement celui du niveau supérieur.",
      ],
    },
    {
      id: "budget",
      title: "Budget",
      blocks: [
        {
          list: [
            "Crédits définitifs : crédits initiaux, plus reports, virements nets et modifications.",
            "Engagé : engagements visés, moins les annulations.",
            "Mandaté : montant brut des mandats visés ou payés.",
            "Payé : paiements effectués.",
          ],
        },
        { formula: "taux d’exécution = mandaté ÷ crédits définitifs" },
        "Un taux dont le dénominateur est nul n’est pas un zéro : il est sans objet. En cours d’année, la comparaison porte sur les mêmes mois de l’année précédente.",
        "Les montants d’un conseil de niveau supérieur (région, province) ne se répartissent pas entre les territoires qu’il couvre : ils forment une ligne à part.",
      ],
    },
    {
      id: "recettes",
      title: "Recettes",
      blocks: [
        { formula: "taux de recouvrement = encaissé ÷ (restes au 1er janvier + constaté − réductions)" },
        "Les recettes sont transférées par l’État, gérées par l’État pour les collectivités, ou gérées par les collectivités. Les restes à recouvrer sont un stock : deux états ne s’additionnent jamais.",
      ],
    },
    {
      id: "projets",
      title: "Projets",
      blocks: [
        { formula: "SPI = valeur acquise ÷ valeur prévue" },
        { formula: "CPI = valeur acquise ÷ coût réel" },
        "La valeur prévue est ce que le calendrier de référence demandait à cette date ; la valeur acquise, ce que l’avancement physique constaté vaut au budget. Un SPI de 1 : au rythme prévu ; sous 1 : en retard. L’indice d’un ensemble est le rapport des sommes, jamais la moyenne des indices.",
      ],
    },
    {
      id: "reclamations",
      title: "Réclamations",
      blocks: [
        "Le délai court de la réception à la clôture. Une réclamation encore ouverte au-delà du délai légal compte comme hors délai.",
      ],
    },
    {
      id: "territoires",
      title: "Territoires",
      blocks: [
        "Codes, noms et population viennent du Haut-Commissariat au Plan : 12 régions, 75 préfectures et provinces, 1 503 communes. Les 8 préfectures d’arrondissements de Casablanca n’ont pas de conseil. Les arrondissements ne s’ajoutent jamais aux communes.",
      ],
    },
    {
      id: "licence",
      title: "Licence et réutilisation",
      blocks: [
        "Les données publiées se réutilisent aux conditions de la loi 31-13 relative au droit d’accès à l’information : usage légitime, mention de la source et de la date, sans altération. Citez aussi la livraison. Les données du HCP sont à créditer au Haut-Commissariat au Plan.",
        "Une livraison d’exemple ne se cite pas : ses chiffres sont fictifs, et chaque page, fichier et image le dit.",
      ],
    },
    {
      id: "erreur",
      title: "Signaler une erreur",
      blocks: [
        "Chaque figure porte une ancre « Lien » et l’identifiant de sa livraison. Donnez les deux au guichet : ils suffisent à retrouver le chiffre, sa définition et les exports dont il vient. La décision, motivée, y est publiée.",
      ],
    },
    {
      id: "accessibilite",
      title: "Accessibilité",
      blocks: [
        "Les pages visent le niveau AA des règles WCAG 2.2. Elles se lisent sans JavaScript, au clavier, en grand caractère et à l’impression. Chaque graphique a son tableau, avec les mêmes valeurs. Aucune information ne tient à la seule couleur.",
        "L’essai avec des lecteurs d’écran reste à faire ; il sera décrit ici.",
      ],
    },
  ],
  ar: [
    {
      id: "chemin",
      title: "من المستخرج إلى الرقم",
      blocks: [
        "يسلم كل نظام مستخرجاته، وتراقب سطرا سطرا وفق عقد محدد. يوضع السطر الخاطئ جانبا مع موضعه والسبب، ولا يصحح أبدا في صمت. الأسطر الواردة = الأسطر المحملة + الأسطر المرفوضة.",
        "تغذي الأسطر المحملة جداول ثم مقاييس معرفة مرة واحدة. لذلك يكون الرقم نفسه متطابقا في الصفحة والملف والخريطة والتقرير.",
        "كل إصدار ثابت وله رمز. ومجاميع المستويات الدنيا تعطي بالضبط مجموع المستوى الأعلى.",
      ],
    },
    {
      id: "budget",
      title: "الميزانية",
      blocks: [
        {
          list: [
            "الاعتمادات النهائية: الاعتمادات الأولية زائد المرحلة وصافي التحويلات والتعديلات.",
            "الملتزم به: الالتزامات المؤشر عليها ناقص الإلغاءات.",
            "المأمور بصرفه: المبلغ الإجمالي للحوالات المؤشر عليها أو المؤداة.",
            "المؤدى: الأداءات المنجزة.",
          ],
        },
        { formula: "نسبة التنفيذ = المأمور بصرفه ÷ الاعتمادات النهائية" },
        "النسبة التي ينعدم مقامها ليست صفرا، بل لا تنطبق. وخلال السنة تتم المقارنة بالأشهر نفسها من السنة السابقة.",
        "لا توزع مبالغ مجلس من مستوى أعلى (جهة أو إقليم) على المجالات التي يشملها، بل ترد في سطر خاص بها.",
      ],
    },
    {
      id: "recettes",
      title: "المداخيل",
      blocks: [
        { formula: "نسبة الاستخلاص = المستخلص ÷ (الباقي في فاتح يناير + المثبت − التخفيضات)" },
        "المداخيل إما محولة من الدولة، أو تدبرها الدولة لفائدة الجماعات الترابية، أو تدبرها هذه الجماعات. والباقي استخلاصه رصيد: لا يجمع بيانان أبدا.",
      ],
    },
    {
      id: "projets",
      title: "المشاريع",
      blocks: [
        { formula: "SPI = القيمة المنجزة ÷ القيمة المبرمجة" },
        { formula: "CPI = القيمة المنجزة ÷ الكلفة الفعلية" },
        "القيمة المبرمجة هي ما كان يقتضيه الجدول الزمني المرجعي في ذلك التاريخ، والقيمة المنجزة هي قيمة التقدم المادي المعاين حسب الميزانية. إذا بلغ SPI واحدا فالوتيرة كما هو مبرمج، ودونه تأخر. ومؤشر المجموعة هو نسبة المجاميع لا متوسط المؤشرات.",
      ],
    },
    {
      id: "reclamations",
      title: "الشكايات",
      blocks: [
        "يحتسب الأجل من التوصل إلى الإغلاق. والشكاية التي ما زالت مفتوحة بعد الأجل القانوني تعد خارج الأجل.",
      ],
    },
    {
      id: "territoires",
      title: "المجالات الترابية",
      blocks: [
        "الرموز والأسماء والسكان من المندوبية السامية للتخطيط: 12 جهة و75 عمالة وإقليما و1503 جماعات. وليس لعمالات المقاطعات الثماني بالدار البيضاء مجالس. ولا تضاف المقاطعات أبدا إلى الجماعات.",
      ],
    },
    {
      id: "licence",
      title: "الرخصة وإعادة الاستعمال",
      blocks: [
        "يعاد استعمال المعطيات المنشورة وفق القانون 31.13 المتعلق بالحق في الحصول على المعلومات: استعمال مشروع مع ذكر المصدر والتاريخ ودون تحريف. ويذكر الإصدار كذلك. وتنسب معطيات المندوبية السامية للتخطيط إليها.",
        "لا يستشهد بإصدار تجريبي: أرقامه غير حقيقية، وتنص على ذلك كل صفحة وملف وصورة.",
      ],
    },
    {
      id: "erreur",
      title: "التبليغ عن خطأ",
      blocks: [
        "لكل رسم رابط خاص ورمز إصدار. قدمهما إلى مكتب الملفات: فهما يكفيان للعثور على الرقم وتعريفه والمستخرجات التي جاء منها. وينشر القرار معللا في المكتب.",
      ],
    },
    {
      id: "accessibilite",
      title: "إمكانية الولوج",
      blocks: [
        "تستهدف الصفحات المستوى AA من قواعد WCAG 2.2. وتقرأ دون جافاسكريبت وبلوحة المفاتيح وبخط كبير وعند الطباعة. ولكل مبيان جدوله بالقيم نفسها. ولا تعتمد أي معلومة على اللون وحده.",
        "ما زال الاختبار بقارئات الشاشة غير منجز، وسيوصف هنا.",
      ],
    },
  ],
  en: [
    {
      id: "chemin",
      title: "From an export to a figure",
      blocks: [
        "Each system hands over exports. They are checked row by row against a contract; a faulty row is set aside with its place and the reason, never corrected in silence. Rows received = rows loaded + rows refused.",
        "Loaded rows feed tables, then measures that are defined once. A figure is therefore the same on a page, in a file, on the map and in a report.",
        "Each release is fixed and has an identifier. Totals of lower levels give the upper level exactly.",
      ],
    },
    {
      id: "budget",
      title: "Budget",
      blocks: [
        {
          list: [
            "Final credits: initial credits, plus those carried over, net transfers and amendments.",
            "Committed: approved commitments, less annulments.",
            "Ordered: gross amount of payment orders approved or paid.",
            "Paid: payments made.",
          ],
        },
        { formula: "execution rate = ordered ÷ final credits" },
        "A rate whose denominator is zero is not a zero: it does not apply. During a year, the comparison is with the same months of the year before.",
        "Money of a higher council (region, province) is not divided among the territories it covers: it stands in a row of its own.",
      ],
    },
    {
      id: "recettes",
      title: "Receipts",
      blocks: [
        { formula: "recovery rate = collected ÷ (outstanding on 1 January + raised − reductions)" },
        "Receipts are transferred by the State, managed by the State for the authorities, or managed by the authorities. Outstanding amounts are a stock: two statements are never added.",
      ],
    },
    {
      id: "projets",
      title: "Projects",
      blocks: [
        { formula: "SPI = earned value ÷ planned value" },
        { formula: "CPI = earned value ÷ actual cost" },
        "Planned value is what the reference schedule asked for by that date; earned value is what the observed physical progress is worth in the budget. An SPI of 1 is on schedule; under 1 is late. The index of a group is the ratio of sums, never the mean of indices.",
      ],
    },
    {
      id: "reclamations",
      title: "Complaints",
      blocks: [
        "Time runs from receipt to closure. A complaint still open after the legal time counts as late.",
      ],
    },
    {
      id: "territoires",
      title: "Territories",
      blocks: [
        "Codes, names and population come from the Haut-Commissariat au Plan: 12 regions, 75 prefectures and provinces, 1,503 communes. The 8 prefectures of arrondissements of Casablanca have no council. Arrondissements are never added to communes.",
      ],
    },
    {
      id: "licence",
      title: "Licence and reuse",
      blocks: [
        "Published data may be reused under law 31-13 on the right of access to information: legitimate use, source and date cited, content unaltered. Cite the release too. HCP data are to be credited to the Haut-Commissariat au Plan.",
        "A sample release must not be quoted: its figures are not real, and every page, file and image says so.",
      ],
    },
    {
      id: "erreur",
      title: "Report an error",
      blocks: [
        "Every figure has a “Link” anchor and the identifier of its release. Give both to the desk: they are enough to find the figure, its definition and the exports it comes from. The reasoned decision is published there.",
      ],
    },
    {
      id: "accessibilite",
      title: "Accessibility",
      blocks: [
        "Pages aim at level AA of WCAG 2.2. They read without JavaScript, by keyboard, in large type and in print. Each chart has its table with the same values. No information rests on colour alone.",
        "The trial with screen readers is still to be done; it will be described here.",
      ],
    },
  ],
};
