/** A browser as far as forms go: keeps cookies, follows nothing by itself. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** Opens a page and sends one of its forms, with the form's own word. */
  submit(page: string, path: string, fields: Record<string, string>): Promise<Response>;
}

/** Two visitors with the same cookies are one browser that two servers answer. */
export function visitor(base: string, cookies = new Map<string, string>()): Visitor {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const address = new URL(path, base).href;
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (!headers.has("accept")) headers.set("accept", "text/html");
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (value === "" || /expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const post: Visitor["post"] = (path, fields, headers = {}) =>
    send(path, { method: "POST", body: new URLSearchParams(fields), headers });
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post,
    async submit(page, path, fields) {
      const html = await (await send(page, {})).text();
      const jeton = /name="jeton" value="([0-9a-f]+)"/.exec(html)?.[1] ?? "";
      return post(path, { jeton, ...fields });
    },
  };
}
