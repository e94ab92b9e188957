import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

export const errors: Record<Lang, Messages> = {
  fr: {
    "error.missing.title": "Page introuvable",
    "error.missing.text":
      "Cette adresse ne mène à aucune page publiée. Cherchez un territoire, ou revenez à l’accueil.",
    "error.request.title": "Demande impossible",
    "error.request.text": "L’adresse contient une valeur que cette page ne comprend pas.",
    "error.server.title": "La page ne s’affiche pas",
    "error.server.text":
      "Une erreur est survenue de notre côté. Les autres pages et les fichiers restent disponibles.",
    "error.retry": "Réessayer",
    "error.home": "Revenir à l’accueil",
    "error.reference": "Référence à nous communiquer :",
  },
  ar: {
    "error.missing.title": "الصفحة غير موجودة",
    "error.missing.text":
      "لا يقود هذا العنوان إلى أي صفحة منشورة. ابحث عن مجال ترابي أو عد إلى صفحة الاستقبال.",
    "error.request.title": "تعذر تنفيذ الطلب",
    "error.request.text": "يتضمن العنوان قيمة لا تقبلها هذه الصفحة.",
    "error.server.title": "تعذر عرض الصفحة",
    "error.server.text": "وقع خطأ من جانبنا. تبقى الصفحات الأخرى والملفات متاحة.",
    "error.retry": "إعادة المحاولة",
    "error.home": "العودة إلى صفحة الاستقبال",
    "error.reference": "المرجع الواجب ذكره:",
  },
  en: {
    "error.missing.title": "Page not found",
    "error.missing.text":
      "This address leads to no published page. Search for a territory, or go back to the front page.",
    "error.request.title": "This request cannot be answered",
    "error.request.text": "The address holds a value that this page does not understand.",
    "error.server.title": "The page cannot be shown",
    "error.server.text": "Something went wrong on our side. The other pages and the files still work.",
    "error.retry": "Try again",
    "error.home": "Back to the front page",
    "error.reference": "Reference to quote:",
  },
};
