import { triples } from "./triples.ts";

/** The overview of a territory and the list of its services. */
export const overview = triples({
  "synthese.title": ["Vue d’ensemble : {name}", "نظرة عامة: {name}", "Overview: {name}"],
  "synthese.lede": [
    "Ce qui a changé, ce qui demande attention, et de quand datent les chiffres.",
    "ما الذي تغير، وما يستدعي الانتباه، وتاريخ الأرقام.",
    "What changed, what needs attention, and how fresh the figures are.",
  ],
  "synthese.changed": ["Ce qui a le plus changé", "أكثر ما تغير", "What changed most"],
  "synthese.changed.note": [
    "Janvier à {month}, comparé aux mêmes mois de {year} ; les évolutions les plus fortes d’abord.",
    "من يناير إلى {month}، مقارنة بالأشهر نفسها من سنة {year}؛ أقوى التطورات أولا.",
    "January to {month}, compared with the same months of {year}; the largest changes first.",
  ],
  "synthese.column.before": ["Un an avant", "قبل سنة", "A year before"],
  "synthese.column.now": ["Maintenant", "الآن", "Now"],
  "synthese.column.change": ["Évolution", "التطور", "Change"],
  "synthese.needs": ["Ce qui demande attention", "ما يستدعي الانتباه", "What needs attention"],
  "synthese.needs.public": [
    "Les alertes s’adressent à ceux qui ont un compte. Les règles, elles, sont publiques.",
    "التنبيهات موجهة إلى أصحاب الحسابات، أما قواعدها فعمومية.",
    "Alerts are for those with an account. Their rules are public.",
  ],
  "synthese.needs.none": ["Aucune alerte ouverte ici.", "لا تنبيه مفتوحا هنا.", "No open alert here."],
  "synthese.needs.count": [
    "{count, plural, one {{n} alerte ouverte} other {{n} alertes ouvertes}}, dont {critical} critiques",
    "{count, plural, one {تنبيه واحد مفتوح} two {تنبيهان مفتوحان} few {{n} تنبيهات مفتوحة} other {{n} تنبيها مفتوحا}}، منها {critical} حرجة",
    "{count, plural, one {{n} open alert} other {{n} open alerts}}, {critical} of them critical",
  ],
  "synthese.needs.all": ["Voir les alertes", "عرض التنبيهات", "See the alerts"],
  "synthese.behind": [
    "En retrait : {metric}, {value} ; la médiane est {median}",
    "دون الوسيط: {metric}، {value}؛ والوسيط {median}",
    "Behind: {metric}, {value}; the median is {median}",
  ],
  "synthese.fresh": ["Fraîcheur des données", "حداثة البيانات", "Freshness of the data"],
  "synthese.fresh.system": ["Système", "النظام", "System"],
  "synthese.fresh.last": ["Dernier export", "آخر مستخرج", "Last export"],
  "synthese.fresh.period": ["Couvre jusqu’à", "يغطي إلى", "Covers until"],
  "synthese.fresh.late": ["{n} en retard sur {month}", "{n} متأخرة عن {month}", "{n} behind {month}"],
  "synthese.fresh.ok": [
    "Tous les systèmes mensuels vont jusqu’à {month}",
    "جميع الأنظمة الشهرية تصل إلى {month}",
    "Every monthly system goes up to {month}",
  ],
  "synthese.fresh.snapshot": ["situation d’un jour", "وضعية يوم", "situation of one day"],
  "change.flat": ["stable", "مستقر", "stable"],
  "synthese.down": ["Un niveau plus bas", "مستوى أدنى", "One level down"],
  "services.title": [
    "Services aux usagers : {name}, {year}",
    "خدمات المرتفقين: {name}، {year}",
    "Services: {name}, {year}",
  ],
  "services.lede": [
    "Chaque plateforme en une ligne : combien de demandes, comment elles évoluent, et si elles sont servies à temps.",
    "كل منصة في سطر: عدد الطلبات وتطورها وهل تلبى في الوقت.",
    "Each platform in one line: how many requests, how they move, and whether they are served on time.",
  ],
  "services.column.service": ["Service", "الخدمة", "Service"],
  "services.column.platform": ["Plateforme", "المنصة", "Platform"],
  "services.column.volume": ["Volume", "الحجم", "Volume"],
  "services.column.quality": ["Qualité", "الجودة", "Quality"],
  "services.table": ["Les plateformes de service", "منصات الخدمات", "Service platforms"],
  "services.best": [
    "{service} : la plus forte hausse, {change}",
    "{service}: أكبر ارتفاع، {change}",
    "{service}: the largest rise, {change}",
  ],
  "door.synthese": [
    "Ce qui a changé, ce qui demande attention, et la fraîcheur des données.",
    "ما الذي تغير وما يستدعي الانتباه وحداثة البيانات.",
    "What changed, what needs attention, and how fresh the data are.",
  ],
  "door.ratios": [
    "Vingt-deux ratios par collectivité, avec leur formule et leurs pairs.",
    "اثنتان وعشرون نسبة لكل جماعة ترابية، بصيغتها ونظيراتها.",
    "Twenty-two ratios a collectivity, with their formula and their peers.",
  ],
  "door.services": [
    "Permis, réclamations, état civil, courrier, hygiène : chaque plateforme et ses délais.",
    "الرخص والشكايات والحالة المدنية والمراسلات وحفظ الصحة: كل منصة وآجالها.",
    "Permits, complaints, civil status, mail, hygiene: each platform and its delays.",
  ],
  "door.equipement": [
    "Population, réseaux, logement : les recensements de 2014 et 2024, chiffres réels.",
    "السكان والشبكات والسكن: إحصاءا 2014 و2024، أرقام حقيقية.",
    "Population, networks, housing: the censuses of 2014 and 2024, real figures.",
  ],
  "shell.offline": [
    "Hors connexion : cette page est la dernière vue sur cet appareil.",
    "بدون اتصال: هذه الصفحة هي آخر ما شوهد على هذا الجهاز.",
    "Offline: this page is the last one seen on this device.",
  ],
  "changes.cascade.title": [
    "Le plus fort mouvement : {first} ({change})",
    "أقوى حركة: {first} ({change})",
    "The largest movement: {first} ({change})",
  ],
  "changes.cascade.subtitle": [
    "Du total de {before} à celui de {after}, mêmes mois, {name}",
    "من مجموع {before} إلى مجموع {after}، الأشهر نفسها، {name}",
    "From the total of {before} to that of {after}, same months, {name}",
  ],
  "changes.cascade.desc": ["Cascade : {list}.", "مبيان شلالي: {list}.", "Waterfall: {list}."],
  "changes.cascade.rest": ["{n} autres mouvements", "حركات أخرى: {n}", "{n} other movements"],
  "changes.cascade.cut": [
    "L’échelle ne commence pas à zéro, pour que les mouvements se voient.",
    "لا يبدأ السلم من الصفر حتى تظهر الحركات.",
    "The scale does not begin at zero, so that the movements can be seen.",
  ],
});
