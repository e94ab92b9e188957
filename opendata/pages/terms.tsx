import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Text } from "#warehouse/text.ts";
import type { Listed } from "../catalogue.ts";
import { LICENCES } from "../licences.ts";

/** The terms of each licence in use, and how many datasets stand under it. */
export function LicencePage({ listed }: { listed: readonly Listed[] }) {
  const lang = useLang();
  return (
    <>
      {Object.values(LICENCES).map((licence) => {
        const n = listed.filter(({ dataset }) => dataset.licence === licence.id).length;
        if (n === 0) return null;
        return (
          <section key={licence.id} id={licence.id} class="section">
            <h2>{licence.title[lang]}</h2>
            <p>{licence.terms[lang]}</p>
            <p>
              <T k="data.licence.used" n={n} />
              {licence.url !== null && (
                <>
                  {" · "}
                  <a href={licence.url}>
                    <T k="data.licence.text" />
                  </a>
                </>
              )}
            </p>
          </section>
        );
      })}
    </>
  );
}

const RULES: readonly (readonly [Text, Text])[] = [
  [
    { fr: "Effectifs de personnes", ar: "أعداد الأشخاص", en: "Counts of persons" },
    {
      fr: "Un effectif de un à quatre dossiers ou requêtes est masqué (loi 31-13, article 7 : vie privée ; loi 09-08). Zéro ne désigne personne et reste publié.",
      ar: "يُحجب كل عدد بين ملف واحد وأربعة ملفات أو طلبات (القانون 31.13، المادة 7: الحياة الخاصة؛ القانون 09.08). أما الصفر فلا يدل على أحد ويبقى منشورا.",
      en: "A count of one to four files or requests is withheld (law 31-13, article 7: private life; law 09-08). Zero tells of nobody and stays published.",
    },
  ],
  [
    { fr: "Effectifs d'entreprises", ar: "أعداد المقاولات", en: "Counts of firms" },
    {
      fr: "Moins de trois entreprises, ou une seule qui pèse plus de la moitié d'un montant : masqué (secret des affaires).",
      ar: "أقل من ثلاث مقاولات، أو مقاولة واحدة تمثل أكثر من نصف المبلغ: محجوب (سر الأعمال).",
      en: "Fewer than three firms, or one that holds more than half of an amount: withheld (business secrecy).",
    },
  ],
  [
    { fr: "Masquage secondaire", ar: "الحجب الثانوي", en: "Secondary suppression" },
    {
      fr: "D'autres valeurs sont masquées avec elles, pour qu'aucune soustraction entre lignes, colonnes, totaux, niveaux ou versions ne les retrouve à moins de 10 % près. Elles ne se distinguent pas des premières.",
      ar: "تُحجب معها قيم أخرى كي لا يكشفها أي طرح بين الأسطر أو الأعمدة أو المجاميع أو المستويات أو النسخ بهامش أقل من 10٪. ولا تتميز عن الأولى.",
      en: "Other values are withheld with them, so that no subtraction between rows, columns, totals, levels or versions finds them to within 10%. They cannot be told from the first.",
    },
  ],
  [
    { fr: "Jamais masqué", ar: "ما لا يُحجب أبدا", en: "Never withheld" },
    {
      fr: "Les budgets, recettes, dépenses et paiements des collectivités : ce sont les comptes d'organismes publics (loi 31-13, article 10).",
      ar: "ميزانيات الجماعات الترابية ومداخيلها ونفقاتها وأداءاتها: فهي حسابات هيئات عمومية (القانون 31.13، المادة 10).",
      en: "Budgets, receipts, expenditure and payments of collectivities: they are the accounts of public bodies (law 31-13, article 10).",
    },
  ],
  [
    { fr: "Jamais publié", ar: "ما لا يُنشر أبدا", en: "Never published" },
    {
      fr: "Noms, identifiants, numéros de dossier, objets et textes libres : ils ne quittent pas l'entrepôt, où ils sont déjà remplacés ou supprimés à l'arrivée.",
      ar: "الأسماء والمعرفات وأرقام الملفات والمواضيع والنصوص الحرة: لا تغادر المستودع، حيث تُستبدل أو تُحذف منذ وصولها.",
      en: "Names, identifiers, file numbers, subjects and free text: they never leave the warehouse, where they are replaced or dropped on arrival.",
    },
  ],
];

/** What is withheld, and why: the rules, then how many counts of each dataset they reach. */
export function WithheldPage({ listed }: { listed: readonly Listed[] }) {
  const lang = useLang();
  const guarded = listed.flatMap(({ dataset, entry }) =>
    entry.withheld === null ? [] : [{ dataset, withheld: entry.withheld }],
  );
  return (
    <>
      <dl class="facts card">
        {RULES.map(([name, rule]) => [
          <dt key={name.en}>{name[lang]}</dt>,
          <dd key={`${name.en}-`}>{rule[lang]}</dd>,
        ])}
      </dl>
      <section class="section">
        <DataTable
          caption={<T k="data.withheld" />}
          label={t(lang, "data.withheld")}
          rows={guarded}
          rowKey={({ dataset }) => dataset.slug}
          columns={[
            {
              key: "dataset",
              label: <T k="data.dataset" />,
              header: true,
              cell: ({ dataset }) => (
                <a href={href(lang, `/donnees/${dataset.slug}`)}>{dataset.title[lang]}</a>
              ),
            },
            {
              key: "n",
              label: <T k="data.withheld" />,
              kind: "number",
              cell: ({ withheld }) => <Num>{formatNumber(lang, withheld.rows)}</Num>,
            },
            {
              key: "of",
              label: <T k="data.rowsHeader" />,
              kind: "number",
              cell: ({ withheld }) => <Num>{formatNumber(lang, withheld.examined)}</Num>,
            },
          ]}
        />
      </section>
    </>
  );
}

const STEPS: readonly Text[] = [
  {
    fr: "Citez le jeu, sa version et la ligne (clé) en cause, ou décrivez l'information qui manque.",
    ar: "اذكر المجموعة ونسختها والسطر (المفتاح) المعني، أو صف المعلومة الناقصة.",
    en: "Name the dataset, its version and the row (key) in question, or describe the information that is missing.",
  },
  {
    fr: "Déposez votre demande au guichet de ce site, auprès de la personne chargée de l'information de la collectivité concernée, ou sur le portail national d'accès à l'information (chafafiya.ma).",
    ar: "قدم طلبك في مكتب هذا الموقع، أو لدى الشخص المكلف بالمعلومات في الجماعة الترابية المعنية، أو عبر البوابة الوطنية للحصول على المعلومات (chafafiya.ma).",
    en: "File your request at this site's desk, with the information officer of the collectivity concerned, or on the national portal of access to information (chafafiya.ma).",
  },
  {
    fr: "La réponse est due sous vingt jours ouvrables, prolongeables une fois de la même durée avec un motif ; un refus est écrit et motivé (loi 31-13, articles 16 et 18).",
    ar: "يجب الرد داخل عشرين يوما من أيام العمل، قابلة للتمديد مرة واحدة بالمدة نفسها مع التعليل؛ ويكون الرفض كتابيا ومعللا (القانون 31.13، المادتان 16 و18).",
    en: "The answer is due within twenty working days, which may be extended once by as many with a reason; a refusal is in writing and reasoned (law 31-13, articles 16 and 18).",
  },
];

/** How to ask for data, with the due dates of the law. */
export function RequestPage() {
  const lang = useLang();
  return (
    <>
      <ol>
        {STEPS.map((step) => (
          <li key={step.en}>{step[lang]}</li>
        ))}
      </ol>
      <p>
        <a class="button button-primary" href={href(lang, "/guichet/deposer?objet=request")}>
          <T k="data.request.file" />
        </a>{" "}
        <a class="button" href={href(lang, "/guichet?objet=request")}>
          <T k="data.request.cases" />
        </a>
      </p>
    </>
  );
}
