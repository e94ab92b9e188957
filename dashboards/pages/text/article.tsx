import { isolateNumbers } from "../../lib/bidi.ts";
import { t } from "../../lib/i18n.ts";
import { rich, useLang } from "../../lib/text.tsx";
import type { Block, Section } from "./types.ts";

/** A page to read: its contents first, then its sections. */
export function Article({ sections }: { sections: readonly Section[] }) {
  const lang = useLang();
  const say = (text: string) => (lang === "ar" ? rich(isolateNumbers(text)) : text);
  return (
    <div class="article">
      <nav class="contents card" aria-label={t(lang, "article.contents")}>
        <p class="footer-title">{t(lang, "article.contents")}</p>
        <ol>
          {sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{say(section.title)}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div class="prose">
        {sections.map((section) => (
          <section key={section.id} id={section.id}>
            <h2>{say(section.title)}</h2>
            {section.blocks.map((block, index) => (
              <Part key={`${section.id}${index}`} block={block} say={say} label={section.title} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function Part({
  block,
  say,
  label,
}: {
  block: Block;
  say: (text: string) => ReturnType<typeof rich>;
  label: string;
}) {
  if (typeof block === "string") return <p>{say(block)}</p>;
  if ("list" in block) {
    return (
      <ul>
        {block.list.map((item) => (
          <li key={item}>{say(item)}</li>
        ))}
      </ul>
    );
  }
  if ("formula" in block) {
    return (
      <div class="formula">
        {/* A formula of letters runs left to right; one of Arabic words runs as they do. */}
        <p dir={/\p{Script=Arabic}/u.test(block.formula) ? "rtl" : "ltr"}>{block.formula}</p>
        {block.where !== undefined && <p class="muted small">{say(block.where)}</p>}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {say(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={cell} scope="row">
                    {say(cell)}
                  </th>
                ) : (
                  <td key={`${index}${cell}`}>{say(cell)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
