import type { Viewer } from "#warehouse/door/types.ts";
import type { SignedIn } from "#warehouse/door/viewer.ts";
import { t } from "./i18n.ts";
import { Icon } from "./icon.tsx";
import { T, useLang } from "./text.tsx";
import { href } from "./url.ts";

/** A way in for the public; for who is signed in, their account and the way out. */
export function AccountMenu({ signedIn, originalUrl }: { signedIn: SignedIn | null; originalUrl: string }) {
  const lang = useLang();
  if (signedIn === null) {
    const back = originalUrl === `/${lang}/` ? "" : `?retour=${encodeURIComponent(originalUrl)}`;
    return (
      <a class="sign-in" href={`${href(lang, "/connexion")}${back}`} rel="nofollow">
        <Icon name="user" />
        <span>{t(lang, "shell.signin")}</span>
      </a>
    );
  }
  return (
    <details class="menu" data-menu="">
      <summary aria-label={t(lang, "shell.account")} title={signedIn.display}>
        <Icon name="user" />
      </summary>
      <ul>
        <li class="menu-title">
          <bdi>{signedIn.display}</bdi>
        </li>
        <li>
          <a href={href(lang, "/compte")}>
            <Icon name="user" size={18} />
            {t(lang, "shell.account")}
          </a>
        </li>
        <li>
          <form method="post" action={href(lang, "/deconnexion")}>
            <button type="submit">
              <Icon name="leave" size={18} />
              {t(lang, "shell.signout")}
            </button>
          </form>
        </li>
      </ul>
    </details>
  );
}

/** Nobody forgets that they look through another's eyes. */
export function ViewingAs({ viewer }: { viewer: Viewer }) {
  const lang = useLang();
  const territory = viewer.territory === null ? "" : ` (${viewer.territory})`;
  return (
    <aside class="viewing-as">
      <Icon name="info" />
      <span>
        <T k="shell.as" role={viewer.role} territory={territory} />
      </span>
      <form method="post" action={href(lang, "/compte/voir-comme/fin")}>
        <button type="submit" class="button">
          {t(lang, "shell.as.stop")}
        </button>
      </form>
    </aside>
  );
}
