import type { Row } from "#warehouse/door/types.ts";

/** Lines of the bulletin with what each gains a month, millions: the parts of a table add up to its trend. */
const MONTHLY: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  trend: {
    ...{ ordinary_receipts: 60, ordinary_expenditure: 40, ordinary_balance: 20, equipment_receipts: 5 },
    ...{ investment: 20, principal: 3, surplus: 2 },
  },
  receipts_management: { transfere: 35, etat: 15, ct: 10 },
  receipts_nature: { direct: 20, indirect: 30, non_fiscal: 10 },
  receipts_council: { region: 10, province: 10, commune: 40 },
  receipts_region: { "01": 30, "02": 30 },
  ordinary_expenditure: { personnel: 18, goods: 20, interest: 2 },
  investment_council: { region: 8, province: 4, commune: 8 },
  expenditure_region: { "01": 30, "02": 33 },
  debt: { loan: 1, interest: 2, principal: 3 },
  budgets: { main: 60, annexed: 1, special: 2 },
};
const MONTHS: Readonly<Record<number, number>> = { 2025: 12, 2026: 10 };
const money = (millions: number): string => `${millions}000000.00`;

export function* bulletinTable(): Generator<Row> {
  for (const [section, lines] of Object.entries(MONTHLY))
    for (const [line, monthly] of Object.entries(lines))
      for (const [year, months] of Object.entries(MONTHS))
        for (let month = 1; month <= months; month += 1)
          yield {
            ...{ section, line, fiscal_year: Number(year), month_no: month },
            ...{ month_mad: money(monthly), amount_mad: money(monthly * month) },
            before_mad: year === "2025" ? null : money(monthly * month),
            ...{ growth: year === "2025" ? null : 0, sample: true },
          };
}

export function* bulletinChecks(): Generator<Row> {
  for (const aggregate of ["RECETTES_ORDINAIRES", "DEPENSES_ORDINAIRES"])
    yield {
      ...{ territory_code: "MA", aggregate, month_start: "2026-10-01", published_mad: money(590) },
      ...{ computed_mad: money(600), gap_mad: money(10), gap_ratio: 0.016949, agrees: true, sample: true },
    };
}
