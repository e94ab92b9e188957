/** An action's refusal, as clients of CKAN tell them apart. */
export class CkanError extends Error {
  readonly type: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  constructor(
    type: string,
    status: number,
    message: string,
    fields: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(message);
    this.type = type;
    this.status = status;
    this.fields = fields;
  }
}
export const notFound = (what: string) => new CkanError("Not Found Error", 404, `Not found: ${what}`);
export const invalid = (field: string, message: string) =>
  new CkanError("Validation Error", 409, "", { [field]: [message] });
export const badSearch = (message: string) =>
  new CkanError("Search Query Error", 400, `Search error: ${message}`);
