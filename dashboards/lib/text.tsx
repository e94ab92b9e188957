import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lang } from "#warehouse/text.ts";
import { isolateNumbers, LRI, splitIsolates } from "./bidi.ts";
import { type Params, t } from "./i18n.ts";

/** The page's language, for every component below `renderPage`. */
export const LangContext = createContext<Lang>("fr");
/** Path and query of a page for everyone, whose figures other sites may show; null on any other. */
export const AddressContext = createContext<string | null>(null);
export const useLang = (): Lang => useContext(LangContext);

/** Text whose isolates (U+2066…U+2069) become `<bdi dir="ltr">`. */
export function rich(text: string): ComponentChildren {
  if (!text.includes(LRI)) return text;
  return splitIsolates(text).map((part, index) =>
    index % 2 === 1 ? (
      <bdi dir="ltr" key={index}>
        {part}
      </bdi>
    ) : (
      part
    ),
  );
}

/** A formatted figure: its numbers, signs and % are isolated where the language runs right to left. */
export function Num({ children }: { children: string }) {
  const lang = useLang();
  return <span class="num">{lang === "ar" ? rich(isolateNumbers(children)) : children}</span>;
}

/** A code, file name, address or phone: left to right in every language. */
export function Code({ children }: { children: string }) {
  return (
    <bdi dir="ltr" class="code">
      {children}
    </bdi>
  );
}

/** A message in the page's language. */
export function T({ k, ...params }: { k: string } & Params) {
  return <>{rich(t(useLang(), k, params))}</>;
}

/** A name told in another language than the page's. */
export function Foreign({ lang, children }: { lang: Lang; children: string }) {
  return (
    <bdi lang={lang} dir={lang === "ar" ? "rtl" : "ltr"}>
      {children}
    </bdi>
  );
}
