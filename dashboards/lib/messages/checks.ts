import { triples } from "./triples.ts";

/** What the checks of a release look for, beyond the contracts of its files. */
export const checks = triples({
  "checks.title": ["Contrôles de la livraison", "مراقبات الإصدار", "Checks of the release"],
  "checks.lede": [
    "Au-delà du format : ce qui a été cherché entre les tables, et ce qui a été trouvé. Rien de ce qui est compté ici n’est retiré des sommes.",
    "أبعد من الشكل: ما بحث عنه بين الجداول وما عثر عليه. لا يحذف شيء مما عد هنا من المجاميع.",
    "Beyond the format: what was looked for across tables, and what was found. Nothing counted here is taken out of the sums.",
  ],
  "checks.clean": [
    "{clean} contrôles sur {all} ne trouvent rien.",
    "{clean} من {all} مراقبة لم تعثر على شيء.",
    "{clean} of {all} checks find nothing.",
  ],
  "checks.column.check": ["Ce qui est cherché", "ما يبحث عنه", "What is looked for"],
  "checks.column.checked": ["Lignes examinées", "الأسطر المفحوصة", "Rows looked at"],
  "checks.column.found": ["Lignes trouvées", "الأسطر المعثور عليها", "Rows found"],
  "checks.column.share": ["Part", "الحصة", "Share"],
  "checks.column.severity": ["Gravité", "الخطورة", "Severity"],
  "checks.severity.info": ["à savoir", "للعلم", "to know"],
  "checks.severity.warn": ["à corriger", "للتصحيح", "to correct"],
  "checks.severity.error": ["bloquant", "مانع", "blocking"],
  "check.budget_of_unknown_groupement": [
    "Budget d’un groupement inconnu",
    "ميزانية مجموعة غير معروفة",
    "Budget of an unknown groupement",
  ],
  "check.bulletin_disagrees": [
    "Somme nationale qui s’écarte du bulletin de la TGR",
    "مجموع وطني يبتعد عن نشرة الخزينة",
    "National sum that departs from the Treasury bulletin",
  ],
  "check.commitment_over_credit": [
    "Engagements au-delà des crédits de la ligne",
    "التزامات تفوق اعتمادات السطر",
    "Commitments beyond the line’s credits",
  ],
  "check.commitment_repeated": ["Engagement présent deux fois", "التزام مكرر", "Commitment present twice"],
  "check.commitment_without_authorisation": [
    "Engagement sur une autorisation jamais notifiée",
    "التزام على ترخيص لم يبلغ",
    "Commitment on an authorisation never notified",
  ],
  "check.complaint_with_impossible_dates": [
    "Réclamation aux dates impossibles",
    "شكاية بتواريخ مستحيلة",
    "Complaint with impossible dates",
  ],
  "check.decision_without_session": ["Décision sans session", "مقرر بدون دورة", "Decision of no session"],
  "check.item_without_session": [
    "Point d’ordre du jour sans session",
    "نقطة من جدول الأعمال بدون دورة",
    "Agenda item of no session",
  ],
  "check.order_repeated": ["Mandat présent deux fois", "أمر بالصرف مكرر", "Payment order present twice"],
  "check.order_without_commitment": [
    "Mandat qu’aucun engagement visé n’explique",
    "أمر بالصرف لا يفسره أي التزام مؤشر عليه",
    "Payment order that no approved commitment explains",
  ],
  "check.outstanding_identity": [
    "Restes à recouvrer que leur année n’explique pas",
    "باق استخلاصه لا تفسره سنته",
    "Outstanding amounts that their year does not explain",
  ],
  "check.payment_repeated": ["Paiement présent deux fois", "أداء مكرر", "Payment present twice"],
  "check.payment_without_order": [
    "Paiement qu’aucun mandat n’explique",
    "أداء لا يفسره أي أمر بالصرف",
    "Payment that no order explains",
  ],
  "check.permit_event_without_file": [
    "Étape d’un dossier d’autorisation inconnu",
    "مرحلة من ملف رخصة غير معروف",
    "Step of an unknown permit file",
  ],
  "check.permit_not_complete": [
    "Dossier d’autorisation incomplet du fait du demandeur",
    "ملف رخصة غير مكتمل بفعل صاحب الطلب",
    "Permit file kept incomplete by its applicant",
  ],
  "check.permit_tax_overpaid": [
    "Taxe d’autorisation payée au-delà du dû",
    "رسم رخصة أدي منه أكثر من المستحق",
    "Permit tax paid beyond what was due",
  ],
  "check.permit_with_impossible_dates": [
    "Autorisation aux dates impossibles",
    "رخصة بتواريخ مستحيلة",
    "Permit with impossible dates",
  ],
  "check.permit_without_legal_clock": [
    "Type d’autorisation sans délai légal connu",
    "صنف رخصة بدون أجل قانوني معروف",
    "Kind of permit without a known legal time",
  ],
  "check.project_done_not_received": [
    "Projet achevé et jamais réceptionné",
    "مشروع منته لم يتسلم",
    "Project finished and never handed over",
  ],
  "check.project_funding_not_budget": [
    "Financements qui ne font pas le budget du projet",
    "تمويلات لا تساوي ميزانية المشروع",
    "Funding that does not make the project’s budget",
  ],
  "check.project_part_without_project": [
    "Marché, plan ou avancement sans projet",
    "صفقة أو مخطط أو تقدم بدون مشروع",
    "Contract, plan or progress of no project",
  ],
  "check.project_without_baseline": [
    "Projet sans planning",
    "مشروع بدون برمجة زمنية",
    "Project without a plan",
  ],
  "check.project_without_place": ["Projet sans territoire", "مشروع بدون مجال ترابي", "Project of no place"],
  "check.receipt_order_repeated": [
    "Ordre de recettes présent deux fois",
    "أمر بالمداخيل مكرر",
    "Receipt order present twice",
  ],
  "check.receipt_repeated": ["Quittance présente deux fois", "وصل مكرر", "Receipt present twice"],
  "check.receipt_without_cash_office": [
    "Quittance d’une régie inconnue",
    "وصل من وكالة مداخيل غير معروفة",
    "Receipt of an unknown cash office",
  ],
  "check.receipt_without_order": [
    "Encaissement qu’aucun ordre de recettes n’explique",
    "استخلاص لا يفسره أي أمر بالمداخيل",
    "Amount collected that no receipt order explains",
  ],
  "check.recommendation_without_mission": [
    "Recommandation sans mission d’audit",
    "توصية بدون مهمة افتحاص",
    "Recommendation of no audit",
  ],
  "check.reduction_without_order": [
    "Réduction de ce qui n’a pas été constaté",
    "تخفيض لما لم يثبت",
    "Reduction of what was never raised",
  ],
  "check.release_without_authorisation": [
    "Déblocage sur une autorisation jamais notifiée",
    "تحرير أموال على ترخيص لم يبلغ",
    "Release of funds on an authorisation never notified",
  ],
  "check.spending_without_credit": [
    "Dépense sur une ligne sans crédit",
    "نفقة على سطر بدون اعتماد",
    "Expenditure on a line without credit",
  ],
  "check.zone_without_document": [
    "Zone sans document d’urbanisme",
    "منطقة بدون وثيقة تعمير",
    "Zone of no planning document",
  ],
});
