import { triples } from "./triples.ts";

/** Planning and equipment of territories: the censuses of 2014 and 2024. */
export const equipment = triples({
  "equipement.title": [
    "Population et équipement : {name}",
    "السكان والتجهيز: {name}",
    "Population and equipment: {name}",
  ],
  "equipement.lede.grew": [
    "{population} habitants en 2024, {change} depuis 2014 ; {electricity} des ménages ont l’électricité, {water} l’eau courante.",
    "{population} نسمة سنة 2024، {change} منذ 2014؛ تتوفر {electricity} من الأسر على الكهرباء و{water} على الماء الجاري.",
    "{population} inhabitants in 2024, {change} since 2014; {electricity} of households have electricity, {water} running water.",
  ],
  "equipement.lede": [
    "Ce que les recensements de 2014 et 2024 disent de ce territoire.",
    "ما يقوله إحصاءا 2014 و2024 عن هذا المجال الترابي.",
    "What the censuses of 2014 and 2024 say of this territory.",
  ],
  "equipement.real": [
    "Chiffres réels : recensements généraux de la population et de l’habitat de 2014 et 2024, Haut-Commissariat au Plan. Toutes les questions n’ont pas été posées deux fois.",
    "أرقام حقيقية: الإحصاء العام للسكان والسكنى لسنتي 2014 و2024، المندوبية السامية للتخطيط. لم تطرح جميع الأسئلة مرتين.",
    "Real figures: general censuses of population and housing of 2014 and 2024, Haut-Commissariat au Plan. Not every question was asked twice.",
  ],
  "equipement.divided": [
    "En 2014, cette ville n’est décrite que par arrondissement : voir le tableau au bas de la page.",
    "في سنة 2014، لم توصف هذه المدينة إلا حسب المقاطعات: انظر الجدول أسفل الصفحة.",
    "In 2014 this city was told by arrondissement alone: see the table at the foot of the page.",
  ],
  "children.arrondissement": ["Les arrondissements", "المقاطعات", "Arrondissements"],
  "column.territory.arrondissement": ["Arrondissement", "المقاطعة", "Arrondissement"],
  "equipement.area": ["Milieu", "الوسط", "Area"],
  "equipement.area.total": ["Ensemble", "المجموع", "All"],
  "equipement.area.urban": ["Urbain", "حضري", "Urban"],
  "equipement.area.rural": ["Rural", "قروي", "Rural"],
  "equipement.group.people": ["Population et ménages", "السكان والأسر", "Population and households"],
  "equipement.group.networks": [
    "Réseaux et services de base",
    "الشبكات والخدمات الأساسية",
    "Networks and basic services",
  ],
  "equipement.group.housing": ["Logement", "السكن", "Housing"],
  "equipement.group.homes": ["Équipement des ménages", "تجهيز الأسر", "Household equipment"],
  "equipement.group.learning": ["Instruction et emploi", "التعليم والشغل", "Education and employment"],
  "equipement.group.economy": ["Établissements", "المؤسسات", "Establishments"],
  "equipement.column.indicator": ["Indicateur", "المؤشر", "Indicator"],
  "equipement.column.change": ["Écart", "الفرق", "Change"],
  "equipement.not-asked": [
    "Question non posée, ou valeur non publiée, à ce recensement.",
    "سؤال لم يطرح أو قيمة لم تنشر في هذا الإحصاء.",
    "Not asked, or not published, in this census.",
  ],
  "equipement.slope.title": [
    "{name} : de {before} à {after} en dix ans",
    "{name}: من {before} إلى {after} خلال عشر سنوات",
    "{name}: from {before} to {after} in ten years",
  ],
  "equipement.slope.subtitle": [
    "Part des ménages raccordés ou collectés, {area}, {place}, 2014 et 2024",
    "نسبة الأسر المرتبطة بالشبكة أو المستفيدة من جمع النفايات، {area}، {place}، 2014 و2024",
    "Share of households connected or collected, {area}, {place}, 2014 and 2024",
  ],
  "equipement.slope.desc": [
    "Une ligne par réseau, de 2014 à 2024 : {list}.",
    "خط لكل شبكة، من 2014 إلى 2024: {list}.",
    "One line a network, from 2014 to 2024: {list}.",
  ],
  "equipement.children.note": [
    "Un nom ouvre le niveau suivant. Population légale ; taux des ménages en 2024.",
    "يفتح الاسم المستوى الموالي. السكان القانونيون، ونسب الأسر سنة 2024.",
    "A name opens the next level. Legal population; rates of households in 2024.",
  ],
  "equipement.source": [
    "HCP, RGPH 2014 et 2024",
    "المندوبية السامية للتخطيط، إحصاء 2014 و2024",
    "HCP, censuses of 2014 and 2024",
  ],
  "equipement.sectors.title": [
    "{top} : {share} des entreprises",
    "{top}: {share} من المقاولات",
    "{top}: {share} of businesses",
  ],
  "equipement.sectors.subtitle": [
    "Entreprises géoréférencées hors agriculture, par secteur, nombre, 2024, {place}",
    "المقاولات المحددة جغرافيا خارج الفلاحة، حسب القطاع، بالعدد، 2024، {place}",
    "Businesses mapped, outside farming, by sector, count, 2024, {place}",
  ],
  "shell.real": [
    "Chiffres réels sur cette page : recensements du HCP. Le reste du site contient des données d’exemple.",
    "أرقام هذه الصفحة حقيقية: إحصاءات المندوبية السامية للتخطيط. باقي الموقع يتضمن بيانات تجريبية.",
    "Real figures on this page: HCP’s censuses. The rest of the site contains sample data.",
  ],
});
