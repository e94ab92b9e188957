import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openapi } from "./openapi.ts";
import { typesOf } from "./typescript.ts";

/** `node api/client-types.ts` writes the client's types anew; a test says when that is due. */
export const CLIENT_TYPES = join(import.meta.dirname, "client/types.generated.ts");

if (import.meta.main) writeFileSync(CLIENT_TYPES, typesOf(openapi("1", "en")));
