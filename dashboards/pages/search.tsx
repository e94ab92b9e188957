import type { TerritoryItem } from "#warehouse/door/types.ts";
import { formatNumber } from "../lib/format.ts";
import { SearchBox } from "../lib/forms.tsx";
import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { Empty } from "../lib/parts.tsx";
import { foldName } from "../lib/search.ts";
import { SUBJECTS } from "../lib/subjects.ts";
import { unitName } from "../lib/territory.ts";
import { Code, Foreign, rich } from "../lib/text.tsx";
import { href, readQuery } from "../lib/url.ts";

const SHOWN = 40;
const HOME = "/tableaux/fiche";
const TARGETS = [HOME, "/votre-commune", ...SUBJECTS.map((subject) => `/tableaux/${subject}`)];
const RANK: Partial<Record<TerritoryItem["level"], number>> = { region: 0, province: 1, commune: 2 };

/** Territories whose name or code matches, in either script; homonyms with their province. */
export async function searchPage({ ctx, req, lang, viewer }: PageView): Promise<PageResult> {
  const { values, unknown } = readQuery(req.originalUrl, ["q", "vers"]);
  const q = (values.get("q") ?? "").trim().slice(0, 80);
  const to = TARGETS.find((target) => target === values.get("vers")) ?? HOME;
  const [regions, provinces, communes] = await Promise.all(
    (["region", "province", "commune"] as const).map((level) => ctx.door.territories({ level }, viewer)),
  );
  const all = [...(regions ?? []), ...(provinces ?? []), ...(communes ?? [])];
  const byCode = new Map(all.map((unit) => [unit.code, unit]));
  const wanted = foldName(q);
  const found =
    wanted.length < 2
      ? []
      : all
          .filter((unit) => matches(unit, wanted, q))
          .sort(
            (a, b) =>
              score(a, wanted) - score(b, wanted) ||
              (b.population ?? 0) - (a.population ?? 0) ||
              (a.code < b.code ? -1 : 1),
          );
  const above = (unit: TerritoryItem): string =>
    [unit.province, unit.region]
      .flatMap((code) => {
        const one = code === null || code === unit.code ? undefined : byCode.get(code);
        return one === undefined ? [] : [unitName(lang, one)];
      })
      .join(" · ");
  const link = (unit: TerritoryItem): string => href(lang, `${to}/${unit.code}`);
  return {
    title: t(lang, "search.title"),
    unknown,
    body: (
      <div class="stack">
        <div class="narrow">
          <SearchBox id="page-search" value={q} big {...(values.has("vers") ? { to } : {})} />
        </div>
        {wanted.length < 2 && <p class="muted">{t(lang, "search.start")}</p>}
        {wanted.length >= 2 && (
          <p class="result-count" role="status">
            {rich(t(lang, "search.results", { count: found.length, n: formatNumber(lang, found.length), q }))}
          </p>
        )}
        {found.length > 0 && (
          <ul class="results">
            {found.slice(0, SHOWN).map((unit) => (
              <li key={unit.code} class="card result">
                <a class="result-name" href={link(unit)}>
                  {unitName(lang, unit)}
                </a>{" "}
                <span class="muted">
                  {lang === "ar" ? (
                    <Foreign lang="fr">{unit.name_fr}</Foreign>
                  ) : (
                    <Foreign lang="ar">{unit.name_ar}</Foreign>
                  )}
                </span>
                <span class="result-meta">
                  {[t(lang, `level.${unit.level}`), above(unit)].filter(Boolean).join(" · ")}
                  {unit.population !== null && (
                    <> · {rich(t(lang, "search.population", { n: formatNumber(lang, unit.population) }))}</>
                  )}
                  {" · "}
                  <Code>{unit.code}</Code>
                </span>
              </li>
            ))}
          </ul>
        )}
        {found.length > SHOWN && (
          <p class="muted">{rich(t(lang, "search.more", { n: formatNumber(lang, SHOWN) }))}</p>
        )}
        {wanted.length >= 2 && found.length === 0 && (
          <Empty title={t(lang, "search.results", { count: 0, n: "0", q })}>
            <p>{t(lang, "search.empty.hint")}</p>
          </Empty>
        )}
        {found.length === 0 && (
          <section>
            <h2>{t(lang, "search.regions")}</h2>
            <ul class="picker-list">
              {(regions ?? []).map((unit) => (
                <li key={unit.code}>
                  <a href={link(unit)}>{unitName(lang, unit)}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    ),
  };
}

const names = (unit: TerritoryItem): string[] => [unit.name_fr, unit.name_ar, unit.name_en].map(foldName);
const matches = (unit: TerritoryItem, wanted: string, q: string): boolean =>
  unit.code === q || names(unit).some((name) => name.includes(wanted));

/** A whole name first, then a name that starts so, then regions before provinces before communes. */
function score(unit: TerritoryItem, wanted: string): number {
  const all = names(unit);
  const place = all.includes(wanted) ? 0 : all.some((name) => name.startsWith(wanted)) ? 10 : 20;
  return place + (RANK[unit.level] ?? 3);
}
