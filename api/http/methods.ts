import type { RequestHandler } from "express";
import { HttpError } from "./problem.ts";

interface Known {
  readonly path: RegExp;
  readonly methods: readonly string[];
}

/**
 * Says which methods an address has, to who used another: the addresses are those of the contract. Stands after every
 * route, so that only what none of them answered comes here.
 */
export function otherMethods(paths: Readonly<Record<string, object>>): RequestHandler {
  const known: readonly Known[] = Object.entries(paths).map(([path, operations]) => {
    const methods = Object.keys(operations).map((method) => method.toUpperCase());
    return {
      path: new RegExp(
        `^${path
          .split(/\{[^}]+\}/)
          .map(literal)
          .join("[^/]+")}$`,
      ),
      methods: [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort(),
    };
  });
  return (req, res, next) => {
    const found = known.filter(({ path }) => path.test(req.path));
    const methods = [...new Set(found.flatMap((one) => one.methods))];
    if (methods.length === 0 || methods.includes(req.method)) {
      next();
      return;
    }
    const allow = methods.join(", ");
    res.set("Allow", allow);
    throw new HttpError(405, "method_not_allowed", {
      fr: `Méthodes admises ici : ${allow}`,
      ar: `الطرق المقبولة هنا: ${allow}`,
      en: `Methods allowed here: ${allow}`,
    });
  };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
