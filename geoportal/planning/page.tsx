import { formatDate } from "#dashboards/lib/dates.ts";
import { formatNumber } from "#dashboards/lib/format.ts";
import { PostForm } from "#dashboards/lib/forms.tsx";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { unitName } from "#dashboards/lib/territory.ts";
import { Code, Num, rich, T, useLang } from "#dashboards/lib/text.tsx";
import { href, queryString, readQuery } from "#dashboards/lib/url.ts";
import { type Layer, layersOf } from "#geoportal/layers/load.ts";
import { PATH } from "#geoportal/map/state.ts";
import { inRings } from "#geoportal/ogc/geometry.ts";
import { ownUnits } from "#geoportal/scope.ts";
import { type Point, pointOf } from "#geoportal/search/point.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import type { Lang } from "#warehouse/text.ts";
import { type Checked, checkPlan } from "./check.ts";
import { PLAN_FAULTS } from "./faults.ts";
import { KINDS, type Plan, stateOn, USES, type Zone } from "./model.ts";
import { examplePlan, keepPlan, keptPlans } from "./store.ts";
import { ZonesFigure } from "./zones.tsx";

export const PLANNING_PATH = `${PATH}/urbanisme`;
export const CHECK_PATH = `${PLANNING_PATH}/controle`;

/** Documents of this installation; in the sample an invented one where there is none. */
function plansOf(page: PageView, communes: Layer): readonly Plan[] {
  const kept = keptPlans(page.ctx.home.root);
  const example = kept.length === 0 && page.release.sample ? examplePlan(communes) : null;
  return example === null ? kept : [example];
}

const holds = ({ parts }: Zone, [x, y]: Point): boolean =>
  inRings(
    parts.flat().map((ring) => [...ring]),
    x,
    y,
  );

/** The register of planning documents, one of them drawn, and what applies at a point. */
export async function planningPage(page: PageView): Promise<PageResult> {
  const { lang, ctx } = page;
  const { values, unknown } = readQuery(page.req.originalUrl, ["document", "point"]);
  const { commune: communes } = layersOf(page.handle);
  const plans = plansOf(page, communes);
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const point = pointOf(values.get("point") ?? "");
  const here =
    point === null
      ? []
      : plans.flatMap((plan) =>
          plan.zones.filter((zone) => holds(zone, point)).map((zone) => ({ plan, zone })),
        );
  const shown = plans.find(({ id }) => id === values.get("document")) ?? here[0]?.plan ?? plans[0] ?? null;
  const word = page.asker.role === "public" ? null : formWordOf(page.req.res);
  return {
    title: t(lang, "carte.plans.title"),
    breadcrumb: [{ label: t(lang, "map.title"), href: href(lang, PATH) }],
    lede: t(lang, "carte.plans.lede"),
    unknown,
    keep: false,
    scripts: ["geoportal/client/map.ts"],
    body: (
      <div class="stack">
        {page.release.sample && (
          <Notice tone="warn">
            <T k="carte.plans.invented" />
          </Notice>
        )}
        <form class="filters" method="get" action={href(lang, PLANNING_PATH)}>
          <div class="field">
            <label for="f-point">{rich(t(lang, "carte.plans.point"))}</label>
            <input
              id="f-point"
              name="point"
              type="text"
              dir="ltr"
              maxLength={60}
              value={values.get("point") ?? ""}
            />
          </div>
          <button type="submit" class="button">
            <T k="carte.search.go" />
          </button>
        </form>
        {point !== null && (
          <section>
            <h2>
              <T k="carte.plans.here" />
            </h2>
            {here.length === 0 ? (
              <p>
                <T k="carte.plans.nothing" />
              </p>
            ) : (
              <Rules lines={here} today={today} />
            )}
          </section>
        )}
        <section>
          <h2>
            <T k="carte.plans.register" />
          </h2>
          <Register plans={plans} communes={communes} today={today} />
        </section>
        {shown !== null && (
          <section>
            <h2>
              <Code>{shown.id}</Code>
            </h2>
            <ZonesFigure plan={shown} point={point} sample={page.release.sample} />
            <Rules lines={shown.zones.map((zone) => ({ plan: shown, zone }))} today={today} />
          </section>
        )}
        {word !== null && <CheckForm word={word} given="" />}
      </div>
    ),
  };
}

/** Checks a document that a signed-in reader gives; kept where nothing stops it and they govern all of its communes. */
export async function checkPage(page: PageView): Promise<PageResult> {
  const { lang, ctx, asker, req } = page;
  const word = formWordOf(req.res);
  if (asker.role === "public" || word === null) return null;
  const body: unknown = Reflect.get(req, "body");
  const field = (name: string): string => {
    const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : "";
    return typeof value === "string" ? value : "";
  };
  const given = field("plan");
  const { commune: communes } = layersOf(page.handle);
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const inForce = keptPlans(ctx.home.root).filter((plan) => stateOn(plan, today) === "approved");
  const checked = checkPlan(given, communes, inForce);
  const own = await ownUnits(page.handle, asker);
  const governs = checked.plan?.communes.every((code) => own.has(code)) ?? false;
  const wanted = field("garder") === "oui" ? checked.plan : null;
  const kept = wanted !== null && governs;
  if (wanted !== null) {
    ctx.audit.record({
      ...{ kind: governs ? "plan_kept" : "plan_refused", actor: asker.user },
      detail: {
        plan: wanted.id,
        of: wanted.kind,
        communes: wanted.communes.join(" "),
        zones: wanted.zones.length,
      },
    });
    // What is kept leaves its trace first: none may stand without one.
    if (governs) keepPlan(ctx.home.root, wanted);
  }
  return {
    title: t(lang, "carte.plans.check"),
    breadcrumb: [{ label: t(lang, "carte.plans.title"), href: href(lang, PLANNING_PATH) }],
    keep: false,
    scripts: ["geoportal/client/map.ts"],
    body: (
      <div class="stack">
        <Notice tone={checked.plan === null ? "error" : "ok"}>
          <T
            k={
              checked.plan === null
                ? "carte.plans.refused"
                : kept
                  ? "carte.plans.kept"
                  : governs
                    ? "carte.plans.fine"
                    : "carte.plans.notyours"
            }
          />
        </Notice>
        <Faults checked={checked} />
        <CheckForm word={word} given={given} />
      </div>
    ),
  };
}

function CheckForm({ word, given }: { word: string; given: string }) {
  const lang = useLang();
  return (
    <section class="card">
      <h2>
        <T k="carte.plans.check" />
      </h2>
      <PostForm action={href(lang, CHECK_PATH)} word={word}>
        <div class="field">
          <label for="f-plan">{t(lang, "carte.plans.file")}</label>
          <textarea id="f-plan" name="plan" rows={8} dir="ltr" spellcheck={false} required>
            {given}
          </textarea>
        </div>
        <div class="map-checks">
          <label>
            <input type="checkbox" name="garder" value="oui" />
            {t(lang, "carte.plans.keep")}
          </label>
        </div>
        <button type="submit" class="button">
          {t(lang, "carte.plans.run")}
        </button>
      </PostForm>
    </section>
  );
}

function Faults({ checked }: { checked: Checked }) {
  const lang = useLang();
  const title = t(lang, "carte.plans.faults");
  return (
    <DataTable
      caption={title}
      label={title}
      rows={checked.faults.slice(0, 200)}
      rowKey={(_, index) => String(index)}
      empty={t(lang, "carte.plans.nofault")}
      columns={[
        {
          key: "kind",
          label: t(lang, "carte.plans.fault"),
          header: true,
          cell: ({ kind }) => PLAN_FAULTS[kind][lang],
        },
        {
          key: "zone",
          label: t(lang, "carte.plans.zone"),
          cell: ({ zone }) => (zone === null ? "–" : <Code>{zone}</Code>),
        },
        {
          key: "at",
          label: t(lang, "carte.plans.place"),
          cell: ({ at }) => (at === null ? "–" : <Code>{`${at[1].toFixed(5)}, ${at[0].toFixed(5)}`}</Code>),
        },
        {
          key: "detail",
          label: t(lang, "carte.plans.detail"),
          wideOnly: true,
          cell: ({ detail }) => <bdi>{detail}</bdi>,
        },
      ]}
    />
  );
}

const stateWord = (lang: Lang, plan: Plan, today: string): string =>
  t(lang, `carte.plans.state.${stateOn(plan, today) ?? "none"}`);

function Register({ plans, communes, today }: { plans: readonly Plan[]; communes: Layer; today: string }) {
  const lang = useLang();
  const title = t(lang, "carte.plans.register");
  const date = (value: string | null): string => (value === null ? "–" : formatDate(lang, value));
  return (
    <DataTable
      caption={title}
      captionHidden
      label={title}
      rows={plans}
      rowKey={({ id }) => id}
      empty={t(lang, "carte.plans.none")}
      columns={[
        {
          key: "id",
          label: t(lang, "carte.plans.document"),
          header: true,
          cell: ({ id }) => (
            <a href={`${href(lang, PLANNING_PATH)}${queryString({ document: id })}`}>
              <Code>{id}</Code>
            </a>
          ),
        },
        { key: "kind", label: t(lang, "carte.plans.kind"), cell: ({ kind }) => KINDS[kind]?.[lang] ?? kind },
        {
          key: "communes",
          label: t(lang, "map.levels.commune"),
          cell: (plan) =>
            plan.communes
              .map((code) => {
                const unit = communes.byCode.get(code);
                return unit === undefined ? code : unitName(lang, unit.properties);
              })
              .join(", "),
        },
        { key: "state", label: t(lang, "carte.plans.state"), cell: (plan) => stateWord(lang, plan, today) },
        {
          key: "approved",
          label: t(lang, "carte.plans.state.approved"),
          wideOnly: true,
          cell: ({ approved }) => date(approved),
        },
        {
          key: "expires",
          label: t(lang, "carte.plans.until"),
          wideOnly: true,
          cell: ({ expires }) => date(expires),
        },
      ]}
    />
  );
}

/** Zones and what may be built in them. */
function Rules({
  lines,
  today,
}: {
  lines: readonly { readonly plan: Plan; readonly zone: Zone }[];
  today: string;
}) {
  const lang = useLang();
  const title = t(lang, "carte.plans.rules");
  const number = (value: number | null, digits: number) =>
    value === null ? "–" : <Num>{formatNumber(lang, value, { digits })}</Num>;
  return (
    <DataTable
      caption={title}
      captionHidden
      label={title}
      rows={lines}
      rowKey={({ plan, zone }) => `${plan.id} ${zone.zone}`}
      columns={[
        {
          key: "zone",
          label: t(lang, "carte.plans.zone"),
          header: true,
          cell: ({ zone }) => <Code>{zone.zone}</Code>,
        },
        {
          key: "use",
          label: t(lang, "carte.plans.use"),
          cell: ({ zone }) => USES[zone.use]?.[lang] ?? zone.use,
        },
        {
          key: "cos",
          label: t(lang, "carte.plans.cos"),
          kind: "number",
          cell: ({ zone }) => number(zone.cos, 2),
        },
        {
          key: "ces",
          label: t(lang, "carte.plans.ces"),
          kind: "number",
          cell: ({ zone }) => number(zone.ces, 2),
        },
        {
          key: "hmax",
          label: t(lang, "carte.plans.hmax"),
          kind: "number",
          cell: ({ zone }) => number(zone.hmax, 1),
        },
        {
          key: "state",
          label: t(lang, "carte.plans.state"),
          wideOnly: true,
          cell: ({ plan }) => stateWord(lang, plan, today),
        },
        {
          key: "regulation",
          label: t(lang, "carte.plans.regulation"),
          wideOnly: true,
          cell: ({ plan }) =>
            plan.regulation === null ? (
              "–"
            ) : (
              <a href={plan.regulation}>{t(lang, "carte.plans.regulation")}</a>
            ),
        },
      ]}
    />
  );
}
