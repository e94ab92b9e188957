import type { Dataset } from "../types.ts";
import { ACCOUNT, AMOUNTS, dataset, placed, sum, sums, type Three, WHO, WHO_ROW, WHO_SQL } from "./define.ts";

const AS_PUBLISHED: Three = [
  "La liste officielle des états à publier n'a pas été trouvée : celle que suit ce catalogue est proposée. Exercice en cours : mois publiés seulement.",
  "لم يُعثر على اللائحة الرسمية للقوائم الواجب نشرها: واللائحة المعتمدة في هذا الفهرس مقترحة. السنة الجارية: الأشهر المنشورة فقط.",
  "The official list of statements to publish was not found: the one that this catalogue follows is proposed. Year in progress: published months only.",
];
const KEYWORDS: Three = [
  "compte administratif|états comptables et financiers|restes à réaliser|restes à recouvrer",
  "الحساب الإداري|القوائم المحاسبية والمالية|الباقي إنجازه|الباقي استخلاصه",
  "administrative account|financial statements|remaining to realise|arrears",
];
const FUNDS: Three = [
  "autorisations de programme|CAS|part de la TVA|crédits de paiement|déblocages",
  "رخص البرامج|الحسابات الخصوصية|حصة الضريبة على القيمة المضافة|اعتمادات الأداء",
  "programme authorisations|special accounts|VAT share|payment credits",
];
const WHOSE = "collectivity_code collectivity_type";
/** The states of accounts and of finance that collectivities publish, each with the columns of its form. */
export const ACCOUNTS: readonly Dataset[] = [
  dataset({
    slug: "budgets-annexes-comptes-speciaux",
    title: [
      "Budgets annexes et comptes spéciaux",
      "الميزانيات الملحقة والحسابات الخصوصية",
      "Annexed budgets and special accounts",
    ],
    about: [
      "Crédits et exécution de chaque budget annexe et compte spécial d'une collectivité, par exercice.",
      "اعتمادات وتنفيذ كل ميزانية ملحقة وحساب خصوصي لجماعة ترابية، حسب السنة المالية.",
      "Credits and execution of each annexed budget and special account of a collectivity, by fiscal year.",
    ],
    keywords: KEYWORDS,
    limits: AS_PUBLISHED,
    frequency: "ANNUAL",
    marts: "fct_budget_year dim_territory",
    columns: `fiscal_year ${WHO} budget_id direction ${ACCOUNT} sample`,
    key: "fiscal_year collectivity_code budget_id direction",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${WHO_SQL("f")}, f.budget_id, f.direction, ${sums(ACCOUNT, "f")}, bool_or(f.sample) as sample
      ${placed("fct_budget_year")} where f.budget_id <> 'PRINCIPAL'
      group by f.fiscal_year, f.collectivity_code, f.budget_id, f.direction`,
  }),
  dataset({
    slug: "subventions-aux-associations",
    title: ["Subventions aux associations", "الإعانات المقدمة للجمعيات", "Grants to associations"],
    about: [
      "Crédits ouverts, engagés et payés par chaque collectivité au titre des subventions aux associations.",
      "الاعتمادات المفتوحة والملتزم بها والمؤداة من طرف كل جماعة ترابية برسم الإعانات المقدمة للجمعيات.",
      "Credits opened, committed and paid by each collectivity for grants to associations.",
    ],
    keywords: [
      "subventions|associations|société civile",
      "إعانات|جمعيات|المجتمع المدني",
      "grants|associations|civil society",
    ],
    limits: [
      "Montants par collectivité : aucun export reçu ne nomme les associations bénéficiaires.",
      "المبالغ حسب الجماعة الترابية: لا يسمي أي إيداع متوصل به الجمعيات المستفيدة.",
      "Amounts by collectivity: no export received names the associations that receive them.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_year dim_territory",
    columns: `fiscal_year ${WHO} ${AMOUNTS} sample`,
    key: "fiscal_year collectivity_code",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${WHO_SQL("f")}, ${sums(AMOUNTS, "f")},
      bool_or(f.sample) as sample
      ${placed("fct_budget_year")} where f.line_code = '1220201011' group by f.fiscal_year, f.collectivity_code`,
  }),
  dataset({
    slug: "etat-de-la-dette",
    title: ["État de la dette par emprunt", "بيان الدين حسب القرض", "Statement of debt by loan"],
    about: [
      "Chaque emprunt de chaque collectivité : prêteur, date, capital, taux, encours au 1er janvier, tirages, remboursements, intérêts et encours en fin de période.",
      "كل قرض لكل جماعة ترابية: المقرض والتاريخ والرأسمال والسعر والجاري في فاتح يناير والسحوبات والتسديدات والفوائد والجاري عند نهاية الفترة.",
      "Each loan of each collectivity: lender, date, capital, rate, outstanding at 1 January, drawn, repaid, interest and outstanding at the end.",
    ],
    keywords: [
      "dette|emprunts|encours|FEC|annuité",
      "الدين|القروض|الجاري|صندوق التجهيز الجماعي",
      "debt|loans|outstanding|annuity",
    ],
    limits: [
      "Exercice en cours : situation au dernier jour couvert. Une collectivité absente d'un état reçu ne doit rien.",
      "السنة الجارية: الوضعية في آخر يوم مشمول. والجماعة الغائبة عن بيان متوصل به ليس عليها دين.",
      "Year in progress: as at the last day covered. A collectivity that is not in a statement received owes nothing.",
    ],
    frequency: "ANNUAL",
    marts: "fct_debt dim_territory",
    columns: `fiscal_year ${WHO} loan_no lender signed_on capital_mad interest_rate opening_mad drawn_mad repaid_mad interest_mad closing_mad sample`,
    key: "fiscal_year loan_no",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${WHO_ROW("f")}, f.loan_no, f.lender, f.signed_on, f.capital_mad,
      f.interest_rate, f.opening_mad, f.drawn_mad, f.repaid_mad, f.interest_mad, f.closing_mad, f.sample
      ${placed("fct_debt")}`,
  }),
  dataset({
    slug: "marches-attribues",
    title: [
      "Marchés attribués par collectivité",
      "الصفقات المسندة حسب الجماعة الترابية",
      "Contracts awarded by collectivity",
    ],
    about: [
      "Chaque marché de chaque collectivité, dans l'exercice qui l'engage d'abord : ligne budgétaire principale, premier engagement, montants engagés, mandatés et payés depuis.",
      "كل صفقة لكل جماعة ترابية، في أول سنة مالية التزمت بها: السطر الميزانياتي الرئيسي وأول التزام والمبالغ الملتزم بها والمأمور بصرفها والمؤداة منذئذ.",
      "Each contract of each collectivity, in the fiscal year that first commits it: main budget line, first commitment, amounts committed, ordered and paid since.",
    ],
    keywords: [
      "marchés publics|commande publique|attribution",
      "صفقات عمومية|طلبيات عمومية|إسناد",
      "public contracts|procurement|award",
    ],
    limits: [
      "Vus des engagements visés : la procédure, l'objet et le titulaire n'y sont pas. Les bons de commande et conventions sont dans l'exécution budgétaire.",
      "كما تظهر في الالتزامات المؤشر عليها: دون المسطرة والموضوع وصاحب الصفقة. أما سندات الطلب والاتفاقيات فتوجد في تنفيذ الميزانية.",
      "As approved commitments tell them: procedure, subject and holder are not here. Purchase orders and agreements stand in budget execution.",
    ],
    marts: "fct_contract dim_territory dim_budget_line",
    columns: `fiscal_year ${WHO} contract_no budget_id line_code line_label_fr line_label_ar project_id first_committed_on commitments committed_mad ordered_mad paid_mad sample`,
    key: "fiscal_year collectivity_code contract_no",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${WHO_ROW("f")}, f.contract_no, f.budget_id, f.line_code,
      l.label_fr as line_label_fr, l.label_ar as line_label_ar, f.project_id, f.first_committed_on, f.commitments,
      f.committed_mad, f.ordered_mad, f.paid_mad, f.sample
      ${placed("fct_contract")} left join dim_budget_line l on l.line_code = f.line_code`,
  }),
  dataset({
    slug: "paiements-aux-fournisseurs",
    title: [
      "Paiements aux fournisseurs par collectivité",
      "الأداءات للموردين حسب الجماعة الترابية",
      "Payments to suppliers by collectivity",
    ],
    about: [
      "Nombre de fournisseurs payés par chaque collectivité dans l'année, et montant brut des mandats qui leur ont été payés.",
      "عدد الموردين الذين أدت لهم كل جماعة ترابية خلال السنة، والمبلغ الخام للأوامر بالصرف المؤداة لهم.",
      "How many suppliers each collectivity paid in the year, and the gross amount of the orders paid to them.",
    ],
    keywords: [
      "fournisseurs|commande publique|mandats payés|secret statistique",
      "الموردون|الطلبيات العمومية|الأوامر بالصرف المؤداة|السر الإحصائي",
      "suppliers|procurement|orders paid|statistical secret",
    ],
    limits: [
      "Le montant est masqué (« status » vaut c) quand il dirait ce qu'une entreprise a reçu : moins de trois fournisseurs, ou l'un d'eux prépondérant ; « withheld_for » dit pourquoi. Les mandats sans fournisseur identifié n'y sont pas.",
      "يُحجب المبلغ (قيمة status هي c) متى كان يكشف ما تلقته مقاولة بعينها: أقل من ثلاثة موردين، أو هيمنة أحدهم؛ وتبين withheld_for السبب. ولا تدخل الأوامر بالصرف التي لا يُعرف موردها.",
      "The amount is withheld (“status” is c) where it would tell what one firm got: fewer than three suppliers, or one that dominates; “withheld_for” says which. Orders without a known supplier are not in it.",
    ],
    frequency: "ANNUAL",
    marts: "fct_supplier dim_territory",
    columns: `fiscal_year ${WHO} suppliers paid_mad status withheld_for sample`,
    key: "fiscal_year collectivity_code",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${WHO_ROW("f")}, f.suppliers, f.paid_mad, f.status, f.withheld_for, f.sample
      ${placed("fct_supplier")}`,
  }),
  dataset({
    slug: "credits-de-paiement",
    title: [
      "Programmation pluriannuelle : crédits de paiement par année",
      "البرمجة المتعددة السنوات: اعتمادات الأداء حسب السنة",
      "Programming over several years: payment credits by year",
    ],
    about: [
      "Crédits de paiement que les autorisations de programme et spéciales d'une collectivité ouvrent pour l'année et les suivantes.",
      "اعتمادات الأداء التي تفتحها رخص البرامج والرخص الخاصة لجماعة ترابية للسنة والسنوات الموالية.",
      "Payment credits that a collectivity's programme and special authorisations open for the year and those after.",
    ],
    keywords: FUNDS,
    limits: [
      "La programmation triennale votée n'est dans aucun export : ceci est ce que les autorisations engagent sur trois ans.",
      "البرمجة الثلاثية المصادق عليها غير واردة في أي إيداع: وهذا ما تلتزم به الرخص على ثلاث سنوات.",
      "The three-year programming that councils vote is in no export: this is what authorisations bind over three years.",
    ],
    frequency: "ANNUAL",
    marts: "fct_payment_credit",
    columns: `fiscal_year ${WHOSE} kind cas_code credit_year stage credit_mad sample`,
    key: "fiscal_year collectivity_code kind cas_code credit_year stage",
    splitBy: "fiscal_year",
    sql: `select fiscal_year, collectivity_code, any_value(collectivity_type) as collectivity_type, kind, cas_code, credit_year, stage,
      ${sum("credit_mad")}, bool_or(sample) as sample from fct_payment_credit group by fiscal_year, collectivity_code, kind, cas_code, credit_year, stage`,
  }),
  dataset({
    slug: "autorisations-programme",
    title: [
      "Autorisations de programme et spéciales",
      "رخص البرامج والرخص الخاصة",
      "Programme and special authorisations",
    ],
    about: [
      "Chaque autorisation, de sa notification au paiement : prise en charge, engagé, mandaté, payé, déblocages demandés et reçus.",
      "كل رخصة من تبليغها إلى الأداء: التكفل والملتزم به والمأمور بصرفه والمؤدى والإفراجات المطلوبة والمحصلة.",
      "Each authorisation from notification to payment: taken in charge, committed, ordered, paid, funds requested and released.",
    ],
    keywords: FUNDS,
    limits: AS_PUBLISHED,
    marts: "fct_authorisation",
    columns: `fiscal_year ${WHOSE} act_no kind cas_code status notified_on taken_charge_on charge_days amount_mad credit_y0_mad credit_y1_mad credit_y2_mad credit_later_mad committed_mad ordered_mad paid_mad requested_mad released_mad sample`,
    key: "fiscal_year act_no",
    splitBy: "fiscal_year",
    sql: "select * from fct_authorisation",
  }),
  dataset({
    slug: "part-tva-et-comptes-affectation",
    title: [
      "Part de la TVA et comptes d'affectation : la chaîne complète",
      "حصة الضريبة على القيمة المضافة والحسابات المرصدة: السلسلة كاملة",
      "VAT share and special accounts of the State: the whole chain",
    ],
    about: [
      "Notifié, pris en charge, engagé, mandaté, payé, demandé et débloqué, par collectivité, exercice et compte d'affectation spéciale.",
      "المبلغ والمتكفل به والملتزم به والمأمور بصرفه والمؤدى والمطلوب والمفرج عنه، حسب الجماعة الترابية والسنة والحساب.",
      "Notified, taken in charge, committed, ordered, paid, requested and released, by collectivity, fiscal year and special account.",
    ],
    keywords: FUNDS,
    limits: AS_PUBLISHED,
    marts: "fct_funding_chain",
    columns: `fiscal_year ${WHOSE} cas_code kind acts acts_taken notified_mad taken_mad committed_mad ordered_mad paid_mad requested_mad released_mad charge_days releases release_days sample`,
    key: "fiscal_year collectivity_code cas_code kind",
    splitBy: "fiscal_year",
    sql: "select * from fct_funding_chain",
  }),
  dataset({
    slug: "campagne-budgetaire",
    title: [
      "Campagne budgétaire : du vote au visa",
      "حملة الميزانية: من التصويت إلى التأشيرة",
      "Budget campaign: from vote to visa",
    ],
    about: [
      "Où en est chaque budget, ses dates de vote, de transmission et de visa contre les dates limites, et son équilibre.",
      "وضعية كل ميزانية وتواريخ التصويت والإحالة والتأشيرة مقارنة بالآجال، وتوازنها.",
      "Where each budget stands, its dates of vote, transmission and visa against the deadlines, and whether it balances.",
    ],
    keywords: [
      "vote du budget|visa|équilibre|calendrier",
      "التصويت على الميزانية|التأشيرة|التوازن",
      "budget vote|visa|balance|calendar",
    ],
    limits: [
      "La date limite du vote est celle de la loi ; celles de la transmission et du visa sont des repères proposés.",
      "أجل التصويت هو المحدد في القانون؛ أما أجلا الإحالة والتأشيرة فمقترحان.",
      "The deadline of the vote is the law's; those of transmission and visa are proposed marks.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_campaign",
    columns: `fiscal_year ${WHOSE} budget_id authority_code step voted_on vote_due_on transmitted_on transmission_due_on approved_on approval_due_on vote_late_days transmission_late_days approval_late_days approval_days functioning_receipts_mad functioning_expenditure_mad equipment_receipts_mad equipment_expenditure_mad balance_mad balanced sample`,
    key: "fiscal_year collectivity_code budget_id",
    splitBy: "fiscal_year",
    sql: "select * from fct_budget_campaign",
  }),
];
