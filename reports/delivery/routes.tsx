import { type Request, type RequestHandler, type Response, Router } from "express";
import { addMessages, t } from "#dashboards/lib/i18n.ts";
import { renderPage } from "#dashboards/lib/page.tsx";
import { personOf, posted } from "#dashboards/lib/posted.ts";
import { choice, href, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import { deskOf } from "./deliver.ts";
import { SubscriptionsPage } from "./page.tsx";
import { wishOf } from "./wish.ts";

const DONE = ["added", "removed", "refused"] as const;
const MOST = 100;
const SHOWN = 5;

/** A person's subscriptions: only theirs, and only under their own name. */
export function subscriptions(ctx: Context): Router {
  const router = Router();
  addMessages(ctx.messages);
  type Person = NonNullable<ReturnType<typeof personOf>>;
  const forPerson =
    (answer: (req: Request, res: Response, person: Person) => void | Promise<void>): RequestHandler =>
    async (req, res, next) => {
      const person = personOf(res, langOf(req.path));
      if (person === null) next();
      else await answer(req, res, person);
    };

  router.get(
    localized("/rapports/abonnements"),
    forPerson((req, res, person) => {
      const lang = langOf(req.path);
      const { deliveries } = deskOf(ctx);
      const { values, unknown } = readQuery(req.originalUrl, ["fait"]);
      const own = deliveries
        .subscriptions(person.user)
        .map((wish) => ({ wish, sent: deliveries.of(wish.id, SHOWN) }));
      const done = values.has("fait") ? `subs.${choice(values.get("fait"), DONE)}` : null;
      res.set("Cache-Control", "private, no-store").type("html");
      res.send(
        renderPage(ctx, req, {
          title: t(lang, "subs.title"),
          lede: t(lang, "subs.lede"),
          release: null,
          unknown,
          breadcrumb: [{ label: t(lang, "reports.title"), href: href(lang, "/rapports") }],
          body: (
            <SubscriptionsPage
              word={formWordOf(res) ?? ""}
              own={own}
              territory={person.territory ?? "MA"}
              done={done}
            />
          ),
        }),
      );
    }),
  );

  router.post(
    localized("/rapports/abonnements"),
    forPerson(async (req, res, person) => {
      const lang = langOf(req.path);
      const { deliveries } = deskOf(ctx);
      const back = (done: (typeof DONE)[number]) =>
        res.redirect(303, `${href(lang, "/rapports/abonnements")}?fait=${done}`);
      const remove = posted(req, "retirer", 60);
      if (remove !== "") {
        back(deliveries.unsubscribe(remove, person.user) ? "removed" : "refused");
        return;
      }
      const names = ["report", "territory", "lang", "format", "channel", "target"] as const;
      const wish = wishOf(Object.fromEntries(names.map((name) => [name, posted(req, name)])), ctx.settings);
      const known =
        wish !== null &&
        (
          await ctx.door.territories(
            { code: wish.territory },
            { ...person, role: "national", territory: null },
          )
        ).length > 0;
      if (wish === null || !known || deliveries.subscriptions(person.user).length >= MOST) {
        back("refused");
        return;
      }
      deliveries.subscribe({ ...wish, account: person.user });
      back("added");
    }),
  );
  return router;
}
