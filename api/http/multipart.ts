import { HttpError } from "./problem.ts";

/** What a form with a file carries. */
export interface Posted {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly field: string; readonly name: string; readonly bytes: Buffer } | null;
}
/** A form of this site has a handful of fields, and one file. */
const MOST_PARTS = 20;
const MOST_FIELD = 16_384;
const MOST_HEADER = 2_048;

const malformed = (): HttpError =>
  new HttpError(400, "bad_request", {
    fr: "Formulaire illisible",
    ar: "استمارة غير مقروءة",
    en: "The form cannot be read",
  });

/**
 * Reads a `multipart/form-data` body (RFC 7578) whole, whose boundary is in its content type. At most one file; the parts
 * stand between boundaries and nothing but them. Throws 400 for whatever else.
 */
export function readMultipart(contentType: string, body: Buffer): Posted {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  if (boundary === null) throw malformed();
  const line = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`, "latin1");
  // The first boundary has no line before it.
  const whole = Buffer.concat([Buffer.from("\r\n"), body]);
  let at = whole.indexOf(line);
  const fields: Record<string, string> = {};
  let file: Posted["file"] = null;
  if (at !== 0) throw malformed();
  for (let parts = 0; ; parts += 1) {
    const from = at + line.length;
    const closing = whole.toString("latin1", from, from + 2);
    if (closing === "--") return { fields, file };
    const next = whole.indexOf(line, from);
    const head = whole.indexOf("\r\n\r\n", from, "latin1");
    if (closing !== "\r\n" || next < 0 || head < 0 || head > next || parts >= MOST_PARTS) throw malformed();
    if (head - from > MOST_HEADER) throw malformed();
    const said = /^content-disposition: *form-data *;(.*)$/im.exec(
      whole.toString("utf8", from + 2, head),
    )?.[1];
    const name = said === undefined ? undefined : parameter(said, "name");
    if (said === undefined || name === undefined || name === "") throw malformed();
    const filename = parameter(said, "filename");
    const bytes = whole.subarray(head + 4, next);
    if (filename === undefined) {
      if (bytes.length > MOST_FIELD || Object.hasOwn(fields, name) || name === "__proto__") throw malformed();
      fields[name] = bytes.toString("utf8");
    } else {
      if (file !== null) throw malformed();
      file = { field: name, name: filename, bytes };
    }
    at = next;
  }
}

/** A parameter of a part's disposition; browsers write quotes in it as %22. */
const parameter = (said: string, name: string): string | undefined =>
  new RegExp(`(?:^|;) *${name}="([^"]*)"`, "i").exec(said)?.[1]?.replaceAll("%22", '"');
