import type { RequestHandler } from "express";
import { alertPlaces } from "#warehouse/alerts/index.ts";
import { dismissalsOf } from "#warehouse/desk/index.ts";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { formWordOf, signedInOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Empty, Notice, Pagination } from "../../lib/parts.tsx";
import { personOf, posted, reasonOf } from "../../lib/posted.ts";
import { unitName } from "../../lib/territory.ts";
import { rich } from "../../lib/text.tsx";
import { href, intParam, langOf, queryString, readQuery } from "../../lib/url.ts";
import { anomaliesOf, RULES, ruleRates } from "./data.ts";
import { ANOMALIES, Found, REASON, Rules } from "./table.tsx";

export { ANOMALIES } from "./table.tsx";

const STATES = ["open", "dismissed"] as const;
const PAGE_SIZE = 25;
const MOST = 2_000;

/** How common each rule is, for everyone; what it found in the reader's own territory, to set aside with a reason. */
export async function anomaliesPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, req, asker } = view;
  const { values, unknown } = readQuery(req.originalUrl, ["annee", "regle", "etat", "page"]);
  const rates = await ruleRates(ctx);
  const years = [...new Set(rates.map(({ year }) => year))].sort((a, b) => b - a);
  const asked = intParam(values.get("annee"), years[0] ?? 0, 2000, 2100);
  const year = years.includes(asked) ? asked : (years[0] ?? asked);
  const rule = RULES.find((one) => one === values.get("regle"));
  const state = STATES.find((one) => one === values.get("etat")) ?? "open";
  const title = t(lang, "anomalies.title", { year: String(year) });
  const frame = { ...{ title, unknown, keep: false as const }, lede: t(lang, "anomalies.lede") };
  const rules = <Rules lang={lang} rates={rates.filter((one) => one.year === year)} />;
  const own = asker.role === "public" ? null : await anomaliesOf(ctx, asker, year, rule, MOST);
  if (own === null)
    return {
      ...frame,
      body: (
        <>
          <Notice tone="info">
            <p>{t(lang, "anomalies.public")}</p>
          </Notice>
          {rules}
        </>
      ),
    };
  const found = own.filter(({ dismissal }) => (dismissal === null) === (state === "open"));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, intParam(values.get("page"), 1, 1, pages));
  const units = await ctx.door.territories({}, PUBLIC_VIEWER);
  const names = new Map(units.map((unit) => [unit.code, unitName(lang, unit)]));
  const at = (to: number): string =>
    `${href(lang, ANOMALIES)}${queryString({ annee: year, regle: rule ?? "", etat: state, page: to }, { page: 1, etat: "open", regle: "" })}`;
  return {
    ...frame,
    body: (
      <>
        <FilterForm action={href(lang, ANOMALIES)}>
          <Select
            name="annee"
            label={t(lang, "anomalies.year")}
            value={String(year)}
            options={years.map((value) => ({ value: String(value), label: String(value) }))}
          />
          <Select
            name="regle"
            label={t(lang, "anomalies.rule")}
            value={rule ?? ""}
            options={[
              { value: "", label: t(lang, "anomalies.rule.all") },
              ...RULES.map((value) => ({ value, label: t(lang, `anomalies.${value}`) })),
            ]}
          />
          <Select
            name="etat"
            label={t(lang, "anomalies.state")}
            value={state}
            options={STATES.map((value) => ({ value, label: t(lang, `anomalies.state.${value}`) }))}
          />
        </FilterForm>
        <section class="section" id="liste">
          <h2>{t(lang, "anomalies.list")}</h2>
          {own.length === MOST && (
            <p class="muted">{rich(t(lang, "anomalies.shown", { n: formatNumber(lang, MOST) }))}</p>
          )}
          {found.length === 0 ? (
            <Empty title={t(lang, "anomalies.none")} />
          ) : (
            <>
              <Found
                lang={lang}
                rows={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
                names={names}
                word={formWordOf(req.res)}
                back={at(page)}
              />
              <Pagination page={page} size={PAGE_SIZE} total={found.length} href={at} />
            </>
          )}
        </section>
        {rules}
      </>
    ),
  };
}

/** `POST /tableaux/anomalies/{ecarter,retablir}`: sets an anomaly of the asker's territory aside with a reason, or takes that back. */
export function anomalyAction(ctx: Context, action: "ecarter" | "retablir"): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const field = (name: string): string => posted(req, name);
    const key = {
      ...{ rule: field("regle"), council: field("conseil"), subject: field("objet") },
      year: Number(field("exercice")),
    };
    const handle = await ctx.release();
    try {
      const rule = RULES.find((one) => one === key.rule);
      if (person === null || rule === undefined) throw noAnomaly(key.council);
      const places = await alertPlaces(handle, person);
      const found =
        places === null || places.has(key.council)
          ? await anomaliesOf(ctx, person, key.year, rule, MOST)
          : [];
      if (!found.some(({ council, subject }) => council === key.council && subject === key.subject))
        throw noAnomaly(key.council);
      const store = dismissalsOf(ctx);
      if (action === "retablir") store.restore(key);
      else {
        store.dismiss(key, reasonOf(req, REASON), signedInOf(res)?.display ?? "");
      }
      ctx.audit.record({
        kind: action === "ecarter" ? "anomaly_dismissed" : "anomaly_restored",
        actor: person.user,
        detail: { rule: key.rule, council: key.council, year: key.year, subject: key.subject },
      });
    } finally {
      handle.release();
    }
    const back = field("retour");
    const list = href(lang, ANOMALIES);
    res.redirect(303, back === list || back.startsWith(`${list}?`) ? back : list);
  };
}

const noAnomaly = (council: string): BayanError =>
  new BayanError(
    "unknown_anomaly",
    {
      fr: "Cette anomalie n’est pas de votre territoire",
      ar: "هذا المؤشر خارج مجالكم",
      en: "No such anomaly in your territory",
    },
    { status: 404, place: { value: council.slice(0, 40) } },
  );
