import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

/** Words of the reference page; names of parameters and their descriptions are the contract's own, in English. */
export const messages: Readonly<Record<Lang, Messages>> = {
  fr: {
    "api.title": "Référence de l’API",
    "api.lede":
      "Chaque adresse du site, ce qu’elle prend et ce qu’elle rend. Le même contrat, pour les programmes : {link}.",
    "api.start": "Commencer",
    "api.start.text":
      "Aucune inscription pour ce qui est publié. Une question se pose en JSON ; la réponse vient en JSON, CSV ou Arrow selon l’en-tête Accept.",
    "api.token":
      "Pour ce que votre compte seul voit, créez un jeton sur la page « Mon compte » et envoyez-le dans l’en-tête Authorization : Bearer.",
    "api.limits":
      "Au-delà des limites, la réponse est 429 ou 503 avec Retry-After : attendez ce délai et recommencez.",
    "api.errors":
      "Une erreur est un document application/problem+json (RFC 9457) dans votre langue, avec un code stable et la référence de la requête.",
    "api.parameter": "Paramètre",
    "api.kind": "Valeur",
    "api.meaning": "Sens",
    "api.required": "obligatoire",
    "api.takes": "Prend",
    "api.gives": "Rend",
    "api.statuses": "Statuts",
    "api.tag.api": "Questions et métadonnées",
    "api.tag.dashboards": "Tableaux de bord",
    "api.tag.geoportal": "Carte et OGC API",
    "api.tag.opendata": "Données ouvertes",
    "api.tag.reports": "Rapports",
    "api.tag.access": "Connexion et compte",
    "api.tag.operations": "Exploitation",
  },
  ar: {
    "api.title": "مرجع الواجهة البرمجية",
    "api.lede": "كل عناوين الموقع، ما تقبله وما تعيده. العقد نفسه للبرامج: {link}.",
    "api.start": "البداية",
    "api.start.text":
      "لا حاجة إلى التسجيل للاطلاع على ما هو منشور. يُطرح السؤال بصيغة JSON، ويأتي الجواب بصيغة JSON أو CSV أو Arrow حسب الترويسة Accept.",
    "api.token":
      "للاطلاع على ما يراه حسابك وحده، أنشئ رمزا في صفحة «حسابي» وأرسله في الترويسة Authorization: Bearer.",
    "api.limits": "عند تجاوز الحدود يكون الجواب 429 أو 503 مع Retry-After: انتظر هذه المدة ثم أعد المحاولة.",
    "api.errors": "الخطأ وثيقة application/problem+json (RFC 9457) بلغتك، فيها رمز ثابت ومرجع الطلب.",
    "api.parameter": "المعلمة",
    "api.kind": "القيمة",
    "api.meaning": "المعنى",
    "api.required": "إلزامية",
    "api.takes": "يقبل",
    "api.gives": "يعيد",
    "api.statuses": "الحالات",
    "api.tag.api": "الأسئلة والبيانات الوصفية",
    "api.tag.dashboards": "لوحات القيادة",
    "api.tag.geoportal": "الخريطة و OGC API",
    "api.tag.opendata": "البيانات المفتوحة",
    "api.tag.reports": "التقارير",
    "api.tag.access": "الدخول والحساب",
    "api.tag.operations": "التشغيل",
  },
  en: {
    "api.title": "API reference",
    "api.lede":
      "Every address of the site, what it takes and what it gives. The same contract, for programs: {link}.",
    "api.start": "To begin",
    "api.start.text":
      "No registration for what is published. A question is JSON; its answer comes as JSON, CSV or Arrow, as the Accept header says.",
    "api.token":
      "For what only your account sees, make a token on the page “My account” and send it in the header Authorization: Bearer.",
    "api.limits":
      "Beyond the limits the answer is 429 or 503 with Retry-After: wait that long and try again.",
    "api.errors":
      "An error is an application/problem+json document (RFC 9457) in your language, with a stable code and the request’s reference.",
    "api.parameter": "Parameter",
    "api.kind": "Value",
    "api.meaning": "Meaning",
    "api.required": "required",
    "api.takes": "Takes",
    "api.gives": "Gives",
    "api.statuses": "Statuses",
    "api.tag.api": "Questions and metadata",
    "api.tag.dashboards": "Dashboards",
    "api.tag.geoportal": "Map and OGC API",
    "api.tag.opendata": "Open data",
    "api.tag.reports": "Reports",
    "api.tag.access": "Signing in and one’s account",
    "api.tag.operations": "Operations",
  },
};
