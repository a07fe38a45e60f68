/**
 * Depth honesty in one picture: carbon as an epidermal dot, a papillary dot, a deep dot and an ordinary tattoo, on light and on dark skin: a cut
 * through the skin, and what is seen of it after six weeks and after five years. Everything is drawn from the light in skin and the kinetics of
 * loss; nothing is painted by hand.
 */
import { linearOfLab } from '../colour/lab.ts';
import { hexOfLinear } from '../colour/reflectance.ts';
import { depthLeftMm, retainedShare } from '../forecast/kinetics.ts';
import { lifeOf } from '../forecast/priors.ts';
import { layOut } from '../layout/layout.ts';
import { seededRandom } from '../random.ts';
import { type Deposit, depositContrast, dotColours } from '../skin/dot-contrast.ts';
import { sheetColour, skinColour } from '../skin/skin-colour.ts';
import { JUNCTION_UM, type Skin, STRATA, skinOfType } from '../skin/tissue.ts';
import { DAYS_PER_YEAR } from '../units.ts';

/** One way of putting ink into skin, fresh. */
export interface InkCase {
  readonly name: string;
  readonly words: string;
  readonly depthMm: number;
  readonly diameterMm: number;
  readonly thicknessUm: number;
  readonly loadGPerM2: number;
  /** A filled mark so wide that its edges do not matter, not a field of dots. */
  readonly filled: boolean;
}

/**
 * The founding idea puts the dot into the lowest layer of the epidermis; practice into the upper dermis; a heavy hand deeper, where the dot blows out;
 * a tattoo holds 25 g/m² through much of the dermis (Engel et al. 2008).
 */
export const INK_CASES: readonly InkCase[] = [
  { name: 'Epidermis', words: 'lowest layer, 0.06 mm', depthMm: 0.06, diameterMm: 0.25, thicknessUm: 80, loadGPerM2: 0.2, filled: false },
  { name: 'Upper dermis', words: 'papillary, 0.15 mm', depthMm: 0.15, diameterMm: 0.25, thicknessUm: 80, loadGPerM2: 0.2, filled: false },
  {
    name: 'Deep',
    words: '0.5 mm, blown out, 8 × the ink',
    depthMm: 0.5,
    diameterMm: 0.5,
    thicknessUm: 80,
    loadGPerM2: 0.4,
    filled: false,
  },
  {
    name: 'Ordinary tattoo',
    words: '0.3–0.9 mm, 125 × the ink a mm²',
    depthMm: 0.6,
    diameterMm: 2,
    thicknessUm: 600,
    loadGPerM2: 25,
    filled: true,
  },
];

export interface InkSeen {
  readonly skinLab: readonly [number, number, number];
  /** Middle of the mark. */
  readonly lab: readonly [number, number, number];
  readonly deltaE00: number;
  /** (b − b of skin)/(L − L of skin): how much bluer for how much darker; null where nothing is seen. */
  readonly deltaBOverDeltaL: number | null;
  /** Of the ink put in. */
  readonly left: number;
}

const WEEKS_DAYS = 42;
const YEARS_DAYS = 5 * DAYS_PER_YEAR;
/** Ink that cells have gathered tints about half as strongly, and neutrally. */
const LATER_KIND = 'aggregated';

const LIFE = lifeOf();

function leftOf({ depthMm }: InkCase, atDays: number): number {
  return retainedShare(depthMm, atDays, LIFE.lymphShare.value, LIFE.drainPerYear.value);
}

/** What is left of a case at a day, as the light meets it: paler by what is lost, wider as the plan's own dots grow. */
export function agedDeposit(ink: InkCase, atDays: number): Deposit {
  const left = leftOf(ink, atDays);
  const widened = Math.sqrt(1 + (32 * LIFE.migrationMm2PerYear.value * (atDays / DAYS_PER_YEAR)) / ink.diameterMm ** 2);
  return {
    kind: atDays > DAYS_PER_YEAR ? LATER_KIND : 'fine',
    depthMm: depthLeftMm(ink.depthMm, atDays),
    diameterMm: ink.diameterMm * widened,
    loadGPerM2: (ink.loadGPerM2 * left) / (ink.filled ? 1 : widened * widened),
  };
}

/** Figures of a case on a skin at a day: what the panel's pictures show. */
export function inkSeen(ink: InkCase, skin: Skin, atDays: number): InkSeen {
  const deposit = agedDeposit(ink, atDays);
  const left = leftOf(ink, atDays);
  if (ink.filled) {
    const { lab, bare, deltaE00, deltaBOverDeltaL } = sheetColour(skin, { ...deposit, thicknessUm: ink.thicknessUm });
    return { skinLab: bare.lab, lab, deltaE00, deltaBOverDeltaL, left };
  }
  const { bare, centre, deltaE00, deltaBOverDeltaL } = dotColours(skin, deposit);
  return { skinLab: bare.lab, lab: centre.lab, deltaE00, deltaBOverDeltaL, left };
}

const SKINS: readonly { readonly name: string; readonly skin: Skin }[] = [
  { name: 'light skin (type II)', skin: skinOfType('II') },
  { name: 'dark skin (type V)', skin: skinOfType('V') },
];

const CELL = { width: 268, height: 292 } as const;
const MARGIN = { left: 46, top: 74, right: 14, bottom: 54 } as const;
/** Views of the surface, in px per mm; cuts through the skin, deeper ones than broad. */
const VIEW = { radius: 58, pxPerMm: 27 } as const;
const CUT = { width: 236, height: 112, pxPerMm: 104 } as const;
/** Places of the dots in a view, mm from its middle: a patch laid out as follicular units lie, 75 on a cm². */
function dotsInView(): readonly (readonly [number, number])[] {
  const side = 10;
  const perCm2 = new Float64Array(side * side).fill(75);
  const none = new Float64Array(0);
  const { xMm, yMm } = layOut(
    {
      widthMm: side,
      heightMm: side,
      cellMm: 1,
      columns: side,
      rows: side,
      totalPerCm2: perCm2,
      newPerCm2: perCm2,
      existingXMm: none,
      existingYMm: none,
      clearanceMm: 0.36,
      count: 75,
      sessionShare: [1],
    },
    seededRandom(1, 'panel'),
  );
  const reachMm = VIEW.radius / VIEW.pxPerMm + 1;
  return Array.from(xMm, (x, i): readonly [number, number] => [x - side / 2, yMm[i] - side / 2]).filter(
    ([x, y]) => Math.hypot(x, y) < reachMm,
  );
}

/** The panel as SVG, 1120 px broad. */
export function depthPanelSvg(): string {
  const width = MARGIN.left + INK_CASES.length * CELL.width + MARGIN.right;
  const height = MARGIN.top + SKINS.length * CELL.height + MARGIN.bottom;
  const dots = dotsInView();
  const parts: string[] = [];
  const defs: string[] = [];
  INK_CASES.forEach((ink, c) => {
    const x = MARGIN.left + (c + 0.5) * CELL.width;
    parts.push(text(x, 34, ink.name, 20, '#1d1d1f', 600), text(x, 56, ink.words, 13.5, '#55555a'));
  });
  SKINS.forEach(({ name, skin }, r) => {
    const top = MARGIN.top + r * CELL.height;
    parts.push(
      `<text transform="translate(18 ${top + CELL.height / 2}) rotate(-90)" text-anchor="middle" font-size="13.5" fill="#55555a">${name}</text>`,
    );
    INK_CASES.forEach((ink, c) => {
      const left = MARGIN.left + c * CELL.width;
      const id = `${r}${c}`;
      [WEEKS_DAYS, YEARS_DAYS].forEach((day, k) => {
        const cx = left + CELL.width / 2 + (k === 0 ? -1 : 1) * (VIEW.radius + 5);
        const cy = top + VIEW.radius + 4;
        parts.push(
          view(ink, skin, day, [cx, cy], dots, `${id}${k}`, defs),
          text(cx, cy + VIEW.radius + 16, k === 0 ? '6 weeks' : '5 years', 12, '#55555a'),
        );
      });
      parts.push(cut(ink, skin, left + (CELL.width - CUT.width) / 2, top + 2 * VIEW.radius + 32, id, defs));
    });
  });
  parts.push(
    text(
      width / 2,
      height - 30,
      'Circles: the skin from above, 4 mm across. Below them: a cut through it, depths in mm; the paler the mark, the more of it six weeks carry off.',
      13,
      '#55555a',
    ),
    text(
      width / 2,
      height - 12,
      'Computed from the way of light in skin; loss and spread from literature, with wide margins. A model, no promise.',
      13,
      '#55555a',
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" role="img" aria-label="Carbon at four depths, on light and on dark skin, after six weeks and after five years"><rect width="100%" height="100%" fill="#ffffff"/><defs>${defs.join('')}</defs>${parts.join('')}</svg>\n`;
}

function text(x: number, y: number, words: string, size: number, fill: string, weight: number = 400): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="middle" font-size="${size}" font-weight="${weight}" fill="${fill}">${words}</text>`;
}

/** The surface after a time. Dots lie far enough apart that each is drawn over bare skin. */
function view(
  ink: InkCase,
  skin: Skin,
  atDays: number,
  [cx, cy]: readonly [number, number],
  places: readonly (readonly [number, number])[],
  id: string,
  defs: string[],
): string {
  const bare = skinColour(skin);
  const clip = `v${id}`;
  defs.push(`<clipPath id="${clip}"><circle cx="${round(cx)}" cy="${round(cy)}" r="${VIEW.radius}"/></clipPath>`);
  const ground = `<circle cx="${round(cx)}" cy="${round(cy)}" r="${VIEW.radius}" fill="${bare.srgb}"/>`;
  const deposit = agedDeposit(ink, atDays);
  if (ink.filled) {
    const colour = hexOfLinear(...linearOfLab(inkSeen(ink, skin, atDays).lab));
    const halfMm = ink.diameterMm / 2;
    defs.push(
      `<filter id="b${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${round((0.25 + deposit.diameterMm - ink.diameterMm) * VIEW.pxPerMm)}"/></filter>`,
    );
    const band = `<rect x="${round(cx - 90)}" y="${round(cy - halfMm * VIEW.pxPerMm)}" width="180" height="${round(ink.diameterMm * VIEW.pxPerMm)}" fill="${colour}" filter="url(#b${id})"/>`;
    return `${ground}<g clip-path="url(#${clip})"><g transform="rotate(-18 ${round(cx)} ${round(cy)})">${band}</g></g>`;
  }
  const { rMm, rgb } = depositContrast(skin, deposit);
  const end = 1.5;
  const stops: string[] = [];
  for (let i = 0; i < rMm.length && rMm[i] <= end; i++) {
    const colour = hexOfLinear(bare.linear[0] * rgb[3 * i], bare.linear[1] * rgb[3 * i + 1], bare.linear[2] * rgb[3 * i + 2]);
    // fades into the ground at the end: what is left of the veil there is less than the eye tells
    const opacity = Math.min(1, (end - rMm[i]) / 0.9);
    stops.push(`<stop offset="${round(rMm[i] / end, 4)}" stop-color="${colour}" stop-opacity="${round(opacity, 3)}"/>`);
  }
  defs.push(`<radialGradient id="g${id}">${stops.join('')}</radialGradient>`);
  const dots = places.map(
    ([x, y]) =>
      `<circle cx="${round(cx + x * VIEW.pxPerMm)}" cy="${round(cy + y * VIEW.pxPerMm)}" r="${round(end * VIEW.pxPerMm)}" fill="url(#g${id})" style="mix-blend-mode:darken"/>`,
  );
  return `${ground}<g clip-path="url(#${clip})" style="isolation:isolate">${ground}${dots.join('')}</g>`;
}

/** Layers to scale, and the mark in them: black what stays after six weeks, pale what went. */
function cut(ink: InkCase, skin: Skin, x: number, y: number, id: string, defs: string[]): string {
  const { width, height, pxPerMm } = CUT;
  const mm = (depth: number): number => y + depth * pxPerMm;
  defs.push(`<clipPath id="c${id}"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="6"/></clipPath>`);
  const junction = JUNCTION_UM / 1000;
  const corneum = STRATA[0].thicknessUm / 1000;
  const pigmented = hexOfLinear(...mixedWith(skinColour(skin).linear, 0.35));
  // ridges of the junction, 20 µm up and down
  const ridges = 12;
  const ridgePx = width / ridges;
  const wave = `M${round(x)} ${round(mm(junction))} ${Array.from({ length: ridges }, (_, k) => {
    const peak = mm(junction + (k % 2 === 0 ? 0.04 : -0.04));
    return `Q${round(x + (k + 0.5) * ridgePx)} ${round(peak)} ${round(x + (k + 1) * ridgePx)} ${round(mm(junction))}`;
  }).join(' ')}`;
  const epidermis = `${wave} L${round(x + width)} ${round(y)} L${round(x)} ${round(y)} Z`;
  const left = leftOf(ink, WEEKS_DAYS);
  const marks = ink.filled ? [0] : [-0.75, 0, 0.75];
  const body = marks.map((at) => {
    const cx = x + width / 2 + at * pxPerMm;
    const [rx, ry] = [((ink.filled ? 1.6 : ink.diameterMm) / 2) * pxPerMm, (ink.thicknessUm / 2000) * pxPerMm];
    return `<ellipse cx="${round(cx)}" cy="${round(mm(ink.depthMm))}" rx="${round(rx)}" ry="${round(Math.max(3, ry))}" fill="#17171a" fill-opacity="${round(0.12 + 0.85 * left, 2)}" stroke="#17171a" stroke-width="0.8"/>`;
  });
  // depth in mm at the left edge
  const scale = [0, 0.5, 1]
    .map(
      (depth) =>
        `<path d="M${round(x - 4)} ${round(mm(depth))}h4" stroke="#9a9aa0" stroke-width="1"/><text x="${round(x - 6)}" y="${round(mm(depth) + 3)}" text-anchor="end" font-size="9" fill="#77777c">${depth}</text>`,
    )
    .join('');
  return `<g clip-path="url(#c${id})"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" fill="#f3cfc3"/><rect x="${round(x)}" y="${round(mm(junction + 0.12))}" width="${width}" height="${height}" fill="#edbfb2"/><path d="${epidermis}" fill="${pigmented}"/><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${round(corneum * pxPerMm + 1)}" fill="#fff7ee"/>${body.join('')}</g>${scale}<text x="${round(x + width / 2)}" y="${round(y + height + 16)}" text-anchor="middle" font-size="12" fill="#55555a">${Math.round(100 * left)} % of the ink is left after six weeks</text>`;
}

function mixedWith([r, g, b]: readonly [number, number, number], share: number): [number, number, number] {
  return [r * (1 - share), g * (1 - share), b * (1 - share)];
}

function round(v: number, digits: number = 1): number {
  return Number(v.toFixed(digits));
}
