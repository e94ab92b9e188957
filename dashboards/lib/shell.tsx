import type { ComponentChildren } from "preact";
import type { NavItem } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { formatMonth } from "./dates.ts";
import { SearchBox } from "./forms.tsx";
import { t } from "./i18n.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Logo } from "./logo.tsx";
import { type ReleaseStatus, shortId } from "./release.ts";
import { T, useLang } from "./text.tsx";
import { THEMES, type Theme } from "./theme.ts";
import { href, inLang } from "./url.ts";

const LANGUAGE_NAMES: Record<Lang, string> = { fr: "Français", ar: "العربية", en: "English" };

/** Not dismissible while anything of the sample is in the release. */
export function SampleBanner({ real = false }: { real?: boolean }) {
  return (
    <aside class="sample-banner" aria-label={t(useLang(), "shell.sample.name")}>
      <Icon name={real ? "info" : "flask"} />
      <span>
        <T k={real ? "shell.real" : "shell.sample"} />
      </span>
    </aside>
  );
}

function Languages({ originalUrl }: { originalUrl: string }) {
  const current = useLang();
  return (
    <nav class="languages" aria-label={t(current, "shell.languages")}>
      <ul>
        {LANGS.map((lang) => (
          <li key={lang}>
            <a
              href={inLang(originalUrl, lang)}
              lang={lang}
              dir={lang === "ar" ? "rtl" : "ltr"}
              hreflang={lang}
              aria-current={lang === current ? "true" : undefined}
            >
              {LANGUAGE_NAMES[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const THEME_ICONS: Record<Theme, IconName> = { auto: "auto", light: "sun", dark: "moon" };

function ThemeMenu({ theme, originalUrl }: { theme: Theme; originalUrl: string }) {
  const lang = useLang();
  return (
    <details class="menu" data-menu="">
      <summary aria-label={t(lang, "shell.theme")} title={t(lang, "shell.theme")}>
        <Icon name={THEME_ICONS[theme]} />
      </summary>
      <ul>
        {THEMES.map((name) => (
          <li key={name}>
            <a
              href={`/${lang}/apparence?theme=${name}&retour=${encodeURIComponent(originalUrl)}`}
              rel="nofollow"
              data-theme-choice={name}
              aria-current={name === theme ? "true" : undefined}
            >
              <Icon name={THEME_ICONS[name]} size={18} />
              {t(lang, `shell.theme.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

export interface HeaderProps {
  readonly nav: readonly NavItem[];
  /** Without the language. */
  readonly path: string;
  readonly originalUrl: string;
  readonly theme: Theme;
  /** Left out where the page has a larger one of its own. */
  readonly search?: boolean;
  /** Sign in, or what someone signed in may do. */
  readonly account?: ComponentChildren;
}

/** Menu entries with an order from 100 up stand in the footer only. */
const FOOTER_ORDER = 100;

/** Name, search, languages, theme, and the doors to every room. */
export function Header({ nav, path, originalUrl, theme, search = true, account }: HeaderProps) {
  const lang = useLang();
  return (
    <header class="site-header">
      <div class="site-bar">
        <a class="brand" href={href(lang, "/")}>
          <Logo />
          <span class="brand-name">
            <span>{t(lang, "shell.site")}</span>
            <span class="brand-tagline">{t(lang, "shell.tagline")}</span>
          </span>
        </a>
        {search && <SearchBox id="site-search" />}
        <div class="site-tools">
          <Languages originalUrl={originalUrl} />
          <ThemeMenu theme={theme} originalUrl={originalUrl} />
          {account}
        </div>
      </div>
      <nav class="site-nav" aria-label={t(lang, "shell.nav")}>
        <ul>
          {nav
            .filter((item) => item.order < FOOTER_ORDER)
            .map((item) => (
              <li key={item.path}>
                <a
                  href={href(lang, item.path)}
                  aria-current={
                    path === item.path ? "page" : path.startsWith(`${item.path}/`) ? "true" : undefined
                  }
                >
                  {t(lang, item.label)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </header>
  );
}

/** Which release, how far its data go, how settled it is; a page may add why its totals are partial. */
export function StatusLine({ release, partial }: { release: ReleaseStatus; partial?: string | undefined }) {
  const lang = useLang();
  return (
    <p class={partial === undefined ? "status-line" : "status-line status-line-warn"}>
      <Icon name={partial === undefined ? "clock" : "warning"} size={16} />
      <span>
        <T k="shell.release" release={shortId(release.id)} />
        {" · "}
        <T k="shell.until" month={formatMonth(lang, release.until)} />
        {" · "}
        <T k={`shell.state.${release.state}`} />
        {partial !== undefined && ` · ${partial}`}
      </span>
    </p>
  );
}

export function Footer({ nav }: { nav: readonly NavItem[] }) {
  const lang = useLang();
  const link = (item: NavItem) => (
    <li key={item.path}>
      <a href={href(lang, item.path)}>{t(lang, item.label)}</a>
    </li>
  );
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <div>
          <p class="brand-name">
            <Logo />
            {t(lang, "shell.site")}
          </p>
          <p>{t(lang, "shell.footer.about")}</p>
          <p>
            <T k="shell.footer.hcp" />
          </p>
        </div>
        <nav aria-label={t(lang, "shell.footer.explore")}>
          <p class="footer-title">{t(lang, "shell.footer.explore")}</p>
          <ul>{nav.filter((item) => item.order < FOOTER_ORDER).map(link)}</ul>
        </nav>
        <nav aria-label={t(lang, "shell.footer.understand")}>
          <p class="footer-title">{t(lang, "shell.footer.understand")}</p>
          <ul>{nav.filter((item) => item.order >= FOOTER_ORDER).map(link)}</ul>
        </nav>
        <nav aria-label={t(lang, "shell.footer.help")}>
          <p class="footer-title">{t(lang, "shell.footer.help")}</p>
          <ul>
            <li>
              <a href={href(lang, "/methode#licence")}>{t(lang, "shell.footer.licence")}</a>
            </li>
            <li>
              <a href={href(lang, "/guichet/deposer?objet=error")}>{t(lang, "shell.footer.contact")}</a>
            </li>
            <li>
              <a href={href(lang, "/reference")}>{t(lang, "shell.footer.api")}</a>
            </li>
            <li>
              <a href={href(lang, "/methode#accessibilite")}>{t(lang, "shell.footer.accessibility")}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
