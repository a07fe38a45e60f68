/** Calendar days as people write them, without any clock: proleptic Gregorian, after Hinnant's "chrono-compatible low-level date algorithms". */

/** The day that lies so many days after one. @param iso "2026-03-01" @param days whole, from 0; years stay below 10,000 */
export function dayAfter(iso: string, days: number): string {
  const [year, month, day] = iso.split('-').map(Number);
  return written(dayNumber(year, month, day) + Math.round(days));
}

/** Days since 1 March of the year 0: years that begin in March have their leap day last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const m = (month + 9) % 12;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1;
}

const DAYS = { in400: 146_097, in100: 36_524, in4: 1461, in1: 365 };

function written(number: number): string {
  const era = Math.floor(number / DAYS.in400);
  const inEra = number - era * DAYS.in400;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / (DAYS.in4 - 1)) + Math.floor(inEra / DAYS.in100) - Math.floor(inEra / (DAYS.in400 - 1))) / DAYS.in1,
  );
  const inYear = inEra - (DAYS.in1 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + 400 * era + (month <= 2 ? 1 : 0);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
