import { triples } from "#dashboards/lib/messages/triples.ts";

/** Views that a reader keeps, and stories made of them. */
export const viewMessages = triples({
  "carte.views.title": ["Mes vues", "مشاهدي", "My views"],
  "carte.views.note": [
    "Gardées sur cet appareil seulement, avec le lieu à l’écran et la ligne mesurée. Ensemble elles font un récit, que son adresse partage.",
    "محفوظة في هذا الجهاز فقط، مع المكان المعروض والخط المقيس. وهي معا تؤلف سردا يُشارَك بعنوانه.",
    "Kept on this device alone, with the place on the screen and the line measured. Together they make a story, shared by its address.",
  ],
  "carte.views.text": ["Ce que montre cette vue", "ما يظهره هذا المشهد", "What this view shows"],
  "carte.views.keep": ["Garder cette vue", "حفظ هذا المشهد", "Keep this view"],
  "carte.views.kept": ["Vue gardée.", "تم حفظ المشهد.", "View kept."],
  "carte.views.full": [
    "Vingt vues au plus : retirez-en une pour garder celle-ci.",
    "عشرون مشهدا على الأكثر: احذفوا واحدا لحفظ هذا.",
    "Twenty views at most: remove one to keep this one.",
  ],
  "carte.views.remove": ["Retirer", "حذف", "Remove"],
  "carte.views.up": ["Monter", "رفع", "Move up"],
  "carte.views.none": ["Aucune vue gardée.", "لا يوجد مشهد محفوظ.", "No view kept."],
  "carte.views.story": ["Ouvrir comme récit", "فتحها كسرد", "Open as a story"],
  "carte.story.title": ["Récit", "سرد", "Story"],
  "carte.story.step": ["Étape {n} sur {of}", "المرحلة {n} من {of}", "Step {n} of {of}"],
  "carte.story.author": [
    "Les textes du récit sont de qui l’a composé ; les chiffres et la carte sont de Bayan.",
    "نصوص السرد لمن ألّفه، أما الأرقام والخريطة فمن بيان.",
    "The story’s texts are by whoever composed it; the figures and the map are Bayan’s.",
  ],
  "carte.story.before": ["Étape précédente", "المرحلة السابقة", "Previous step"],
  "carte.story.next": ["Étape suivante", "المرحلة الموالية", "Next step"],
  "carte.story.leave": ["Ouvrir cette vue", "فتح هذا المشهد", "Open this view"],
});
