import { type Attachment, MOST_OF_A_PROJECT } from "#warehouse/attachments/index.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import { PostForm } from "../../lib/forms.tsx";
import { t } from "../../lib/i18n.ts";
import { rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { addressOf, pathOf, TITLE } from "./attachments.ts";

/** Photos and documents of a project; for those whose project it is, a way to add to them and to take one away. */
export function Attachments(props: {
  readonly project: string;
  readonly attachments: readonly Attachment[];
  /** The word of forms, where the reader may change something. */
  readonly word: string | null;
  readonly mostBytes: number;
}) {
  const lang = useLang();
  const { project, attachments, word } = props;
  const photos = attachments.filter(({ width }) => width !== null);
  const documents = attachments.filter(({ width }) => width === null);
  if (attachments.length === 0 && word === null) return null;
  return (
    <section class="section card" id="pieces">
      <h2 class="card-title">{t(lang, "projet.pieces")}</h2>
      {attachments.length === 0 && <p class="muted">{t(lang, "projet.pieces.none")}</p>}
      {photos.length > 0 && (
        <ul class="photos">
          {photos.map((one) => (
            <li key={one.id}>
              <figure>
                <a href={addressOf(one)}>
                  <img
                    src={addressOf(one)}
                    alt={one.title}
                    width={one.width ?? undefined}
                    height={one.height ?? undefined}
                    loading="lazy"
                  />
                </a>
                <figcaption>
                  <Said one={one} />
                </figcaption>
              </figure>
              <Remove one={one} word={word} />
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <ul>
          {documents.map((one) => (
            <li key={one.id}>
              <a href={addressOf(one)}>
                <bdi>{one.title}</bdi>{" "}
                {rich(t(lang, "projet.pieces.size", { kb: formatNumber(lang, Math.ceil(one.bytes / 1024)) }))}
              </a>{" "}
              <Said one={one} bare />
              <Remove one={one} word={word} />
            </li>
          ))}
        </ul>
      )}
      {word !== null && attachments.length < MOST_OF_A_PROJECT && (
        <details>
          <summary>{t(lang, "projet.pieces.add")}</summary>
          <Add project={project} word={word} mostBytes={props.mostBytes} />
        </details>
      )}
    </section>
  );
}

function Said({ one, bare = false }: { one: Attachment; bare?: boolean }) {
  const lang = useLang();
  return (
    <>
      {!bare && <bdi>{one.title}</bdi>}
      <span class="cell-sub">
        {formatDate(lang, one.at)}
        {!one.isPublic && <> · {t(lang, "projet.pieces.restricted")}</>}
      </span>
    </>
  );
}

function Remove({ one, word }: { one: Attachment; word: string | null }) {
  const lang = useLang();
  if (word === null) return null;
  return (
    <PostForm action={href(lang, `${pathOf(one.project)}/${one.id}/retirer`)} word={word}>
      <button type="submit" class="button" aria-label={`${t(lang, "projet.pieces.remove")} – ${one.title}`}>
        {t(lang, "projet.pieces.remove")}
      </button>
    </PostForm>
  );
}

function Add(props: { readonly project: string; readonly word: string; readonly mostBytes: number }) {
  const lang = useLang();
  const size = formatNumber(lang, Math.floor(props.mostBytes / 2 ** 20));
  return (
    <PostForm action={href(lang, pathOf(props.project))} word={props.word} file>
      <div class="field">
        <label for="titre">{t(lang, "projet.pieces.title")}</label>
        <input
          id="titre"
          name="titre"
          type="text"
          dir="auto"
          required
          minLength={TITLE.least}
          maxLength={TITLE.most}
        />
      </div>
      <div class="field">
        <label for="fichier">{t(lang, "projet.pieces.file")}</label>
        <span class="hint" id="fichier-hint">
          {t(lang, "projet.pieces.hint", { size })}
        </span>
        <input
          id="fichier"
          name="fichier"
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          required
          aria-describedby="fichier-hint"
        />
      </div>
      <div class="field">
        <label>
          <input type="checkbox" name="public" value="oui" /> {t(lang, "projet.pieces.public")}
        </label>
      </div>
      <button type="submit" class="button">
        {t(lang, "projet.pieces.send")}
      </button>
    </PostForm>
  );
}
