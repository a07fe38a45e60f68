/** The grid on which spectra stand, and how a table on an even grid is read between its entries. */

export const FIRST_NM = 380;
export const LAST_NM = 780;
export const STEP_NM = 5;

/** 380, 385, … 780 nm. */
export const WAVELENGTHS_NM: readonly number[] = Array.from(
  { length: (LAST_NM - FIRST_NM) / STEP_NM + 1 },
  (_, i) => FIRST_NM + i * STEP_NM,
);

/** A table from 380 to 780 nm in even steps, read at any wavelength: linear between entries, constant beyond the ends. */
export function tableAt(table: readonly number[], nm: number): number {
  const last = table.length - 1;
  const at = Math.min(last, Math.max(0, ((nm - FIRST_NM) / (LAST_NM - FIRST_NM)) * last));
  const i = Math.min(last - 1, Math.floor(at));
  return table[i] + (at - i) * (table[i + 1] - table[i]);
}
