import type { Lang } from "#warehouse/text.ts";
import type { Section } from "./types.ts";

/** How the index is worked out, and what it cannot say. */
export const rokhasMethod: Record<Lang, readonly Section[]> = {
  fr: [
    {
      id: "statut",
      title: "Un indice reconstitué",
      blocks: [
        "L’indice Rokhas, trimestriel, compare régions, provinces et communes par cinq sous-indices de 100 points au plus : Délai, Attractivité, Digital, Écosystème, Fiscalité. Sa normalisation et ses pondérations ne sont pas publiées.",
        "Les scores présentés ici sont donc une reconstitution, faite des dossiers eux-mêmes, selon les formules ci-dessous. Deux indices sont publiés côte à côte, à partir des mêmes sous-indices.",
        {
          head: ["Indice", "Formule", "Usage"],
          rows: [
            ["R500", "somme des cinq sous-indices", "le cadre officiel"],
            [
              "R100",
              "moyenne géométrique : délai 35 %, écosystème 25 %, digital 15 %, fiscalité 15 %, attractivité 10 %",
              "un délai faible ne se compense pas",
            ],
            ["Service", "R100 sans attractivité ni fiscalité", "ce qui dépend du service"],
          ],
        },
      ],
    },
    {
      id: "horloge",
      title: "L’horloge d’un dossier",
      blocks: [
        "Le temps court du dépôt complet à la décision signée, moins les jours de suspension. Une décision, favorable ou non, arrête l’horloge. Le silence qui vaut accord compte comme une décision en retard, à la limite légale.",
        "Un dossier encore ouvert n’est pas ignoré : on sait seulement qu’il dure au moins jusqu’à ce jour (censure à droite). Un dossier retiré est censuré le jour du retrait.",
        "Pourquoi ne pas faire la moyenne des dossiers clos ? Elle récompense ceux qui ferment d’abord les plus simples, et baisse chaque fin d’année pendant que le stock grossit.",
      ],
    },
    {
      id: "delai",
      title: "Le sous-indice Délai",
      blocks: [
        "Pour chaque unité et chaque catégorie de dossier, on estime par Kaplan–Meier la part décidée dans la limite légale L.",
        { formula: "F = 1 − KM(L)", where: "KM(L) : part des dossiers encore sans décision à la limite L." },
        "Avec peu de dossiers, cette part varie au hasard. Elle est rapprochée de celle des unités semblables (même strate de population, même catégorie), d’autant plus que les dossiers sont peu nombreux.",
        {
          formula: "θ̃ = (x + α) ÷ (n + α + β)",
          where: "n : nombre effectif de dossiers, x = F · n ; α et β viennent de la strate.",
        },
        "La durée moyenne, limitée à quatre fois la limite légale (RMST), complète la part dans le délai.",
        {
          formula: "S = 100 · [0,6 · θ̃ + 0,4 · (ln 4 − r̃) ÷ (ln 4 − ln 0,5)]",
          where: "r = ln(RMST à 4L ÷ L), rapproché de la strate ; le second terme est borné entre 0 et 1.",
        },
        "Les catégories sont pesées selon leur part nationale, pour qu’une unité ne soit pas jugée sur la nature des dossiers qu’elle reçoit.",
      ],
    },
    {
      id: "autres",
      title: "Les quatre autres sous-indices",
      blocks: [
        {
          list: [
            "Attractivité : dossiers pour 1 000 habitants et par an, sur une échelle bornée et fixe.",
            "Digital : part des procédures en ligne, des décisions signées et des taxes payées par voie électronique.",
            "Écosystème : part des avis extérieurs rendus dans leur propre délai ; un avis manquant est en retard.",
            "Fiscalité : taxe due rapportée au plafond légal de la surface autorisée ; urbanisme seulement.",
          ],
        },
      ],
    },
    {
      id: "rang",
      title: "Qui est classé",
      blocks: [
        {
          head: ["Dossiers sur douze mois", "Score", "Rang"],
          rows: [
            ["30 et plus", "oui", "oui"],
            ["de 10 à 29", "provisoire", "non"],
            ["moins de 10", "non", "non"],
          ],
        },
        "La liste montre toujours toutes les unités, avec leur rang ou la raison de son absence. Les scores d’une province ou d’une région viennent de ses dossiers, jamais de la moyenne des scores de ses communes.",
      ],
    },
    {
      id: "incertitude",
      title: "À quel point on en est sûr",
      blocks: [
        "Le score d’une commune de quarante dossiers doit beaucoup au hasard de ces quarante-là. On refait donc l’indice mille fois : à chaque tirage, chaque dossier compte zéro, une ou plusieurs fois, les lois a priori sont réestimées, et ce qu’elles apportent au score est tiré lui aussi.",
        {
          formula: "θ* = (x* + (α + β) · θ₀) ÷ (n* + α + β)",
          where:
            "x*, n* : dossiers retirés au sort ; θ₀ : une valeur de la loi a priori, la même pour tous les actes d’une unité.",
        },
        "L’intervalle va de 5 % à 95 % des tirages, pour le score et pour le rang. Le groupe (A à E) est le cinquième de la liste où la plupart des tirages placent l’unité. « En hausse » ou « en baisse » ne se dit que si l’intervalle de l’écart avec la période précédente (l’année d’avant pour douze mois) laisse zéro dehors.",
        "Sur des pays simulés dont la vérité est connue, ces intervalles contiennent la vérité près de neuf fois sur dix. Ils sont calculés par mille tirages pour les deux derniers trimestres et les douze derniers mois, par cent pour douze mois à la même date des quatre années d’avant ; ailleurs, le score est donné sans rang.",
      ],
    },
    {
      id: "choix",
      title: "Ce que changent nos choix",
      blocks: [
        "L’échelle, l’agrégation, les pondérations (à 25 % près), la force des lois a priori, l’horizon et le seuil de dossiers auraient pu être autres. On les fait tous varier (6 144 calculs) et l’on mesure, par les indices de Sobol, la part de chacun dans le déplacement moyen des rangs.",
        {
          formula: "S = moyenne(y_B · (y_ABi − y_A)) ÷ V ; S_T = Σ (y_A − y_ABi)² ÷ (2 N V)",
          where: "y : déplacement moyen des rangs ; V : sa variance ; N = 512.",
        },
        "Les corrélations des sous-indices, leur poids effectif (part de la variance de R500) et l’alpha de Cronbach sont calculés à chaque période. La page « Choisissez vos pondérations » permet à chacun de refaire le classement.",
      ],
    },
    {
      id: "limites",
      title: "Limites",
      blocks: [
        {
          list: [
            "Le délai légal du permis d’habiter et de la démolition n’est pas sourcé : 15 jours sont proposés, et marqués comme tels.",
            "Une suspension mal enregistrée change l’horloge ; les dossiers incohérents sont refusés au chargement et comptés dans « Sources et qualité ».",
            "Deux scores proches ne disent pas un écart réel : comparez leurs intervalles. Ceux-ci disent le hasard des dossiers, pas une erreur de saisie ni un choix de méthode.",
          ],
        },
      ],
    },
  ],
  ar: [
    {
      id: "statut",
      title: "مؤشر معاد التركيب",
      blocks: [
        "يقارن مؤشر رخص كل فصل بين الجهات والعمالات والأقاليم والجماعات من خلال خمسة مؤشرات فرعية، لكل منها 100 نقطة على الأكثر: الأجل والجاذبية والرقمنة والمنظومة والجبايات. ولم تنشر طريقة معايرته ولا أوزانه.",
        "لذلك فالنتائج المعروضة هنا إعادة تركيب تنطلق من الملفات نفسها وفق الصيغ أدناه. وينشر مؤشران جنبا إلى جنب انطلاقا من المؤشرات الفرعية ذاتها.",
        {
          head: ["المؤشر", "الصيغة", "الغاية"],
          rows: [
            ["R500", "مجموع المؤشرات الفرعية الخمسة", "الإطار الرسمي"],
            [
              "R100",
              "متوسط هندسي: الأجل 35 %، المنظومة 25 %، الرقمنة 15 %، الجبايات 15 %، الجاذبية 10 %",
              "لا يعوض ضعف الأجل",
            ],
            ["الخدمة", "R100 دون الجاذبية والجبايات", "ما يرتبط بالخدمة وحدها"],
          ],
        },
      ],
    },
    {
      id: "horloge",
      title: "حساب مدة الملف",
      blocks: [
        "تحتسب المدة من الإيداع الكامل إلى القرار الموقع، مع خصم أيام التوقيف. ويوقف الحساب كل قرار، بالقبول أو بالرفض. أما السكوت الذي يعد موافقة فيحتسب قرارا متأخرا عند الأجل القانوني.",
        "لا يهمل الملف الذي ما زال مفتوحا: نعلم فقط أن مدته لا تقل عما انقضى منها إلى اليوم. والملف المسحوب يتوقف حسابه يوم سحبه.",
        "لماذا لا نحتسب متوسط الملفات المغلقة؟ لأنه يكافئ من يغلق الملفات السهلة أولا، وينخفض في نهاية كل سنة بينما يتراكم المخزون.",
      ],
    },
    {
      id: "delai",
      title: "المؤشر الفرعي «الأجل»",
      blocks: [
        "لكل وحدة ولكل صنف من الملفات، نقدر بطريقة كابلان - ماير نسبة ما تقرر داخل الأجل القانوني L.",
        { formula: "F = 1 − KM(L)", where: "KM(L): نسبة الملفات التي لم يصدر فيها قرار عند الأجل L." },
        "عندما تقل الملفات تتقلب هذه النسبة بالصدفة، فنقربها من نسبة الوحدات المماثلة (نفس فئة السكان ونفس الصنف)، ويزداد التقريب كلما قل عدد الملفات.",
        {
          formula: "θ̃ = (x + α) ÷ (n + α + β)",
          where: "n: العدد الفعلي للملفات، وx = F · n؛ وα وβ من فئة السكان.",
        },
        "وتكمل النسبة داخل الأجل مدة متوسطة محدودة في أربعة أضعاف الأجل القانوني (RMST).",
        {
          formula: "S = 100 · [0,6 · θ̃ + 0,4 · (ln 4 − r̃) ÷ (ln 4 − ln 0,5)]",
          where: "r = ln(RMST ÷ L) بعد تقريبه من الفئة؛ والحد الثاني محصور بين 0 و1.",
        },
        "توزن الأصناف بحصتها الوطنية حتى لا تحاسب وحدة على طبيعة الملفات التي تتوصل بها.",
      ],
    },
    {
      id: "autres",
      title: "المؤشرات الفرعية الأربعة الأخرى",
      blocks: [
        {
          list: [
            "الجاذبية: عدد الملفات لكل 1000 نسمة في السنة، على سلم محصور وثابت.",
            "الرقمنة: حصة المساطر على الخط والقرارات الموقعة إلكترونيا والرسوم المؤداة إلكترونيا.",
            "المنظومة: حصة الآراء الخارجية المدلى بها داخل أجلها؛ والرأي الغائب رأي متأخر.",
            "الجبايات: الرسم المستحق مقارنة بالسقف القانوني للمساحة المرخصة، في التعمير فقط.",
          ],
        },
      ],
    },
    {
      id: "rang",
      title: "من يدخل الترتيب",
      blocks: [
        {
          head: ["الملفات خلال اثني عشر شهرا", "النتيجة", "الرتبة"],
          rows: [
            ["30 فأكثر", "نعم", "نعم"],
            ["من 10 إلى 29", "مؤقتة", "لا"],
            ["أقل من 10", "لا", "لا"],
          ],
        },
        "تعرض اللائحة دائما جميع الوحدات برتبتها أو بسبب غيابها. وتحتسب نتيجة الإقليم أو الجهة من ملفاتهما، لا من متوسط نتائج الجماعات.",
      ],
    },
    {
      id: "incertitude",
      title: "إلى أي حد نحن متأكدون",
      blocks: [
        "نتيجة جماعة لها أربعون ملفا مدينة كثيرا لصدفة تلك الملفات. لذلك نعيد حساب المؤشر ألف مرة: في كل سحب يحتسب كل ملف صفرا أو مرة أو أكثر، ويعاد تقدير القوانين القبلية، ويسحب كذلك ما تضيفه إلى النتيجة.",
        {
          formula: "θ* = (x* + (α + β) · θ₀) ÷ (n* + α + β)",
          where: "x* وn*: الملفات المسحوبة؛ θ₀: قيمة من القانون القبلي، واحدة لجميع أصناف الوحدة.",
        },
        "يمتد المجال من 5 % إلى 95 % من السحوبات، للنتيجة وللرتبة. والمجموعة (من A إلى E) هي خمس اللائحة الذي تضع فيه أغلب السحوبات الوحدة. ولا نقول «في ارتفاع» أو «في انخفاض» إلا إذا ترك مجال الفرق مع الفترة السابقة (السنة السابقة لاثني عشر شهرا) الصفر خارجه.",
        "في بلدان محاكاة حقيقتها معروفة، تتضمن هذه المجالات الحقيقة في نحو تسع حالات من عشر. وهي محسوبة بألف سحب للفصلين الأخيرين وللاثني عشر شهرا الأخيرة، وبمائة سحب لاثني عشر شهرا في التاريخ نفسه من السنوات الأربع السابقة؛ وفي ما عدا ذلك تعطى النتيجة دون رتبة.",
      ],
    },
    {
      id: "choix",
      title: "أثر اختياراتنا",
      blocks: [
        "كان يمكن أن يكون السلم والتجميع والأوزان (في حدود 25 %) وقوة القوانين القبلية والأفق وعتبة الملفات غير ما هي عليه. نغيرها كلها (6144 حسابا) ونقيس بمؤشرات سوبول نصيب كل منها في متوسط تغير الرتب.",
        {
          formula: "S = mean(y_B · (y_ABi − y_A)) ÷ V ; S_T = Σ (y_A − y_ABi)² ÷ (2 N V)",
          where: "y: متوسط تغير الرتب؛ V: تباينه؛ N = 512.",
        },
        "تحسب في كل فترة ارتباطات المؤشرات الفرعية وأوزانها الفعلية (نصيبها من تباين R500) ومعامل ألفا لكرونباخ. وتتيح صفحة «اختر أوزانك» للجميع إعادة الترتيب.",
      ],
    },
    {
      id: "limites",
      title: "الحدود",
      blocks: [
        {
          list: [
            "الأجل القانوني لرخصة السكن والهدم غير موثق: يقترح 15 يوما ويشار إلى ذلك.",
            "يغير التسجيل الخاطئ للتوقيف مدة الملف؛ وترفض الملفات غير المتسقة عند التحميل وتحصى في «المصادر والجودة».",
            "لا تعني نتيجتان متقاربتان فرقا حقيقيا: قارن مجاليهما. وهذه المجالات تعبر عن صدفة الملفات، لا عن خطأ في الإدخال ولا عن اختيار في الطريقة.",
          ],
        },
      ],
    },
  ],
  en: [
    {
      id: "statut",
      title: "A reconstituted index",
      blocks: [
        "The quarterly Rokhas Index compares regions, provinces and communes by five sub-indices of up to 100 points each: Delay, Attractiveness, Digital, Ecosystem, Taxation. Its normalisation and weights are not published.",
        "The scores shown here are therefore a reconstitution, made from the files themselves with the formulas below. Two indices are published side by side, from the same sub-indices.",
        {
          head: ["Index", "Formula", "Use"],
          rows: [
            ["R500", "sum of the five sub-indices", "the official frame"],
            [
              "R100",
              "geometric mean: delay 35%, ecosystem 25%, digital 15%, taxation 15%, attractiveness 10%",
              "a weak delay cannot be bought back",
            ],
            ["Service", "R100 without attractiveness and taxation", "what the service decides"],
          ],
        },
      ],
    },
    {
      id: "horloge",
      title: "The clock of a file",
      blocks: [
        "Time runs from complete deposit to signed decision, less the days suspended. A decision, favourable or not, stops the clock. Silence that means agreement counts as a late decision, at the legal limit.",
        "A file still open is not ignored: we know that it has lasted at least until today (right-censoring). A withdrawn file is censored on the day it was withdrawn.",
        "Why not a mean over closed files? It rewards those who close the easy ones first, and falls at the end of each year while the stock grows.",
      ],
    },
    {
      id: "delai",
      title: "The Delay sub-index",
      blocks: [
        "For each unit and category of file, the share decided within the legal limit L is estimated by Kaplan–Meier.",
        { formula: "F = 1 − KM(L)", where: "KM(L): share of files still without a decision at limit L." },
        "With few files this share varies by chance. It is drawn towards that of similar units (same population segment, same category), the more so the fewer the files.",
        {
          formula: "θ̃ = (x + α) ÷ (n + α + β)",
          where: "n: effective number of files, x = F · n; α and β come from the segment.",
        },
        "Mean time, restricted to four times the legal limit (RMST), completes the share on time.",
        {
          formula: "S = 100 · [0.6 · θ̃ + 0.4 · (ln 4 − r̃) ÷ (ln 4 − ln 0.5)]",
          where:
            "r = ln(RMST at 4L ÷ L), drawn towards the segment; the second term is kept between 0 and 1.",
        },
        "Categories are weighed by their national share, so that a unit is not judged on the kind of files it receives.",
      ],
    },
    {
      id: "autres",
      title: "The four other sub-indices",
      blocks: [
        {
          list: [
            "Attractiveness: files per 1,000 inhabitants and year, on a capped and fixed scale.",
            "Digital: share of procedures online, of decisions signed and of taxes paid electronically.",
            "Ecosystem: share of outside opinions given within their own time; a missing opinion is late.",
            "Taxation: tax due against the legal ceiling for the authorised area; urban planning only.",
          ],
        },
      ],
    },
    {
      id: "rang",
      title: "Who is ranked",
      blocks: [
        {
          head: ["Files in twelve months", "Score", "Rank"],
          rows: [
            ["30 or more", "yes", "yes"],
            ["10 to 29", "provisional", "no"],
            ["fewer than 10", "no", "no"],
          ],
        },
        "The list always shows every unit, with its rank or the reason why it has none. Scores of a province or region come from its files, never from a mean of its communes’ scores.",
      ],
    },
    {
      id: "incertitude",
      title: "How sure it is",
      blocks: [
        "The score of a commune with forty files owes much to the chance of those forty. So the index is made a thousand times over: in each draw every file counts zero, one or several times, the priors are fitted again, and what they bring to the score is drawn too.",
        {
          formula: "θ* = (x* + (α + β) · θ₀) ÷ (n* + α + β)",
          where: "x*, n*: redrawn files; θ₀: a value of the prior, the same for all acts of a unit.",
        },
        "The interval goes from 5 % to 95 % of the draws, for the score and for the rank. The tier (A to E) is the fifth of the list in which most draws put the unit. “Up” or “down” is said only when the interval of the change since the period before (the year before for twelve months) leaves out zero.",
        "On simulated countries whose truth is known, these intervals hold the truth close to nine times in ten. They are computed by a thousand draws for the last two quarters and the last twelve months, by a hundred for twelve months on the same date of the four years before; elsewhere the score comes without a rank.",
      ],
    },
    {
      id: "choix",
      title: "What our choices change",
      blocks: [
        "The scale, the way to add up, the weights (within 25 %), the strength of the priors, the horizon and the least number of files could have been others. All are varied (6,144 runs), and Sobol’s indices say what share each has in the mean shift of ranks.",
        {
          formula: "S = mean(y_B · (y_ABi − y_A)) ÷ V; S_T = Σ (y_A − y_ABi)² ÷ (2 N V)",
          where: "y: mean shift of ranks; V: its variance; N = 512.",
        },
        "Correlations of the sub-indices, their effective weights (share of the variance of R500) and Cronbach’s alpha are computed for every period. The page “Choose your weights” lets anyone make the ranking anew.",
      ],
    },
    {
      id: "limites",
      title: "Limits",
      blocks: [
        {
          list: [
            "The legal time for an occupancy permit and for demolition is not sourced: 15 days are proposed, and marked so.",
            "A suspension recorded wrongly changes the clock; inconsistent files are refused on loading and counted under “Sources and quality”.",
            "Two close scores need not mean a real difference: compare their intervals. These tell the chance of the files, not an error of entry nor a choice of method.",
          ],
        },
      ],
    },
  ],
};
