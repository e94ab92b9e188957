import { type Request, type RequestHandler, type Response, Router } from "express";
import { addMessages, t } from "#dashboards/lib/i18n.ts";
import { renderPage } from "#dashboards/lib/page.tsx";
import { personOf, posted } from "#dashboards/lib/posted.ts";
import { choice, href, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import { AlertWishesPage, PATH } from "./page.tsx";
import { alertDesk, newsNow } from "./send.ts";
import { alertWishOf } from "./wish.ts";

const DONE = ["added", "removed", "refused"] as const;
const FIELDS = ["channel", "target", "lang", "severity", "pace", "de", "a"] as const;
const MOST = 20;

/** How a person is told of alerts: their own wishes only, and only under their own name. */
export function alertWishes(ctx: Context): Router {
  const router = Router();
  addMessages(ctx.messages);
  type Person = NonNullable<ReturnType<typeof personOf>>;
  const forPerson =
    (answer: (req: Request, res: Response, person: Person) => void): RequestHandler =>
    (req, res, next) => {
      const person = personOf(res, langOf(req.path));
      if (person === null) next();
      else answer(req, res, person);
    };
  router.get(
    localized(PATH),
    forPerson((req, res, person) => {
      const lang = langOf(req.path);
      const { values, unknown } = readQuery(req.originalUrl, ["fait"]);
      res.set("Cache-Control", "private, no-store").type("html");
      res.send(
        renderPage(ctx, req, {
          title: t(lang, "wish.title"),
          lede: t(lang, "wish.lede"),
          release: null,
          unknown,
          breadcrumb: [{ label: t(lang, "nav.alertes"), href: href(lang, "/tableaux/alertes") }],
          body: (
            <AlertWishesPage
              word={formWordOf(res) ?? ""}
              own={alertDesk(ctx).wishes.of(person.user)}
              done={values.has("fait") ? `wish.${choice(values.get("fait"), DONE)}` : null}
            />
          ),
        }),
      );
    }),
  );
  router.post(
    localized(PATH),
    forPerson((req, res, person) => {
      const { wishes } = alertDesk(ctx);
      const back = (done: (typeof DONE)[number]) =>
        res.redirect(303, `${href(langOf(req.path), PATH)}?fait=${done}`);
      const remove = posted(req, "retirer", 60);
      if (remove !== "") {
        back(wishes.remove(remove, person.user) ? "removed" : "refused");
        return;
      }
      const wish = alertWishOf(
        Object.fromEntries(FIELDS.map((name) => [name, posted(req, name)])),
        ctx.settings,
      );
      if (wish === null || wishes.of(person.user).length >= MOST) {
        back("refused");
        return;
      }
      wishes.add({ ...wish, account: person.user, upTo: newsNow(ctx) });
      back("added");
    }),
  );
  return router;
}
