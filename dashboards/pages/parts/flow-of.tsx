import type { Condition } from "#warehouse/door/types.ts";
import type { PageView } from "../../lib/handler.ts";
import { windowPhrase, type YearWindow } from "../../lib/periods.ts";
import { flowFigure, moneyFlows } from "./flows.tsx";

/** The flows of a place's money in the year shown. */
export async function flowFigureOf(
  view: PageView,
  where: readonly Condition[],
  name: string,
  window: YearWindow,
) {
  return flowFigure({
    view,
    flows: await moneyFlows(view, where, window.year),
    name,
    period: windowPhrase(view.lang, window),
  });
}
