import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { mapBody } from "#geoportal/map/page.tsx";
import { readState } from "#geoportal/map/state.ts";
import { homeOf, viewOf } from "#geoportal/map/view.ts";
import { readStory, type Step, storyHref } from "./steps.ts";

/** A story: views of the map one after the other, each with what its author says of it. All of it is in the address. */
export async function storyPage(page: PageView): Promise<PageResult> {
  const { lang } = page;
  const { steps, at } = readStory(page.req.originalUrl);
  const step = steps[at - 1];
  if (step === undefined) return { redirect: href(lang, "/carte") };
  const { state, unknown } = readState(step.query, homeOf(page.asker));
  const drawn = await mapBody(page, await viewOf(page, state, unknown));
  return {
    ...drawn,
    unknown,
    breadcrumb: [{ label: t(lang, "map.title"), href: href(lang, "/carte") }],
    crumb: t(lang, "carte.story.title"),
    lede: undefined,
    body: (
      <>
        <StoryBar steps={steps} at={at} step={step} />
        {drawn.body}
      </>
    ),
  };
}

function StoryBar({ steps, at, step }: { steps: readonly Step[]; at: number; step: Step }) {
  const lang = useLang();
  return (
    <nav class="card map-story" aria-labelledby="story-step">
      <p class="muted" id="story-step">
        {t(lang, "carte.story.step", { n: String(at), of: String(steps.length) })}
      </p>
      {step.text !== "" && (
        <p class="map-story-text" dir="auto">
          {step.text}
        </p>
      )}
      <p class="muted">{t(lang, "carte.story.author")}</p>
      <ul class="map-links">
        {at > 1 && (
          <li>
            <a href={storyHref(lang, steps, at - 1)} rel="prev">
              {t(lang, "carte.story.before")}
            </a>
          </li>
        )}
        {at < steps.length && (
          <li>
            <a href={storyHref(lang, steps, at + 1)} rel="next">
              {t(lang, "carte.story.next")}
            </a>
          </li>
        )}
        <li>
          <a href={`${href(lang, "/carte")}${step.query}${step.hash}`}>{t(lang, "carte.story.leave")}</a>
        </li>
      </ul>
    </nav>
  );
}

/** Views that a reader keeps on their own device, and the story that they make; the script fills it. */
export function KeptViews() {
  const lang = useLang();
  return (
    <section
      class="card map-views"
      data-views=""
      aria-labelledby="views-title"
      hidden
      data-words={JSON.stringify(
        Object.fromEntries(
          ["kept", "full", "remove", "up", "none"].map((key) => [key, t(lang, `carte.views.${key}`)]),
        ),
      )}
    >
      <h2 class="card-title" id="views-title">
        {t(lang, "carte.views.title")}
      </h2>
      <p class="muted">{t(lang, "carte.views.note")}</p>
      <form class="map-views-form">
        <label for="view-text">{t(lang, "carte.views.text")}</label>
        <input id="view-text" name="text" type="text" dir="auto" maxLength={300} autocomplete="off" />
        <button type="submit" class="button">
          {t(lang, "carte.views.keep")}
        </button>
      </form>
      <ol />
      <p>
        <a data-story="" href={href(lang, "/carte/recit")} rel="nofollow" hidden>
          {t(lang, "carte.views.story")}
        </a>
      </p>
      <p role="status" />
    </section>
  );
}
