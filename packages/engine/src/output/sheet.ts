/**
 * Pages at true size. Coordinates are millimetres from the top left corner of the paper, y down; every page carries a bar of 100 mm along
 * both axes, registration marks and the identity of its plan.
 */
import type * as Pdf from '@cantoo/pdf-lib';
import type { Point, Polygon } from '../polygon.ts';

export type Paper = 'a4' | 'letter';
/** Red, green, blue, 0..1. */
export type Ink = readonly [number, number, number];

export const INK: Readonly<Record<'black' | 'grey' | 'pale' | 'blue' | 'red', Ink>> = {
  black: [0.1, 0.1, 0.12],
  grey: [0.42, 0.42, 0.45],
  pale: [0.8, 0.8, 0.82],
  blue: [0.1, 0.32, 0.62],
  red: [0.72, 0.22, 0.12],
};

export const PAPER_MM: Readonly<Record<Paper, readonly [number, number]>> = { a4: [210, 297], letter: [215.9, 279.4] };
const POINTS_PER_MM = 72 / 25.4;
const BAR_MM = 100;

/** What the bars of 100 mm measured on this printer's paper. */
export interface Printed {
  readonly acrossMm: number;
  readonly alongMm: number;
}
/** Printers that are farther off are set wrongly, and correcting them would push the content off the page. */
export const PRINTED_MM = { least: 96, most: 104 } as const;

export interface Style {
  readonly ink?: Ink;
  readonly widthMm?: number;
  readonly dashMm?: readonly number[];
  readonly fill?: Ink;
}

export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
  /** What lies inside the frame of bars and marks. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** `size` in points; `at` is the baseline's start, or its end with `align: 'right'`, or its middle. Returns the width in mm. */
  text(at: Point, text: string, style?: { size?: number; bold?: boolean; ink?: Ink; align?: 'left' | 'right' | 'centre' }): number;
  /** Text broken to a width; returns the y of the line below the last. */
  paragraph(at: Point, text: string, widthMm: number, style?: { size?: number; bold?: boolean; ink?: Ink }): number;
  line(points: Polygon, style?: Style): void;
  polygon(points: Polygon, style?: Style): void;
  circle(centre: Point, radiusMm: number, style?: Style): void;
  rectangle(at: Point, widthMm: number, heightMm: number, style?: Style): void;
  /** Round dots: far smaller in the file than circles. */
  dots(xMm: ArrayLike<number>, yMm: ArrayLike<number>, diameterMm: ArrayLike<number>, ink: Ink): void;
}

export interface Print {
  /** A new page with its title. */
  sheet(title: string): Sheet;
  save(): Promise<Uint8Array>;
}

/**
 * @param identity printed at the foot of every page
 * @param printed pages are stretched about their middle against what this printer does; null: drawn true
 */
export async function newPrint(paper: Paper, documentTitle: string, identity: string, printed: Printed | null = null): Promise<Print> {
  // the largest library of all, and only a print needs it
  const pdf = await import('@cantoo/pdf-lib');
  const document = await pdf.PDFDocument.create({ updateMetadata: false });
  document.setTitle(documentTitle, { showInWindowTitleBar: true });
  document.setProducer('Stubble');
  const preferences = document.catalog.getOrCreateViewerPreferences();
  preferences.setPrintScaling(pdf.PrintScaling.None);
  preferences.setPickTrayByPDFSize(true);
  const regular = document.embedStandardFont(pdf.StandardFonts.Helvetica);
  const bold = document.embedStandardFont(pdf.StandardFonts.HelveticaBold);
  const made: Sheet[] = [];
  const pages: Pdf.PDFPage[] = [];
  return {
    sheet(title) {
      const [widthMm, heightMm] = PAPER_MM[paper];
      const page = document.addPage([widthMm * POINTS_PER_MM, heightMm * POINTS_PER_MM]);
      pages.push(page);
      if (printed !== null) {
        const [sx, sy] = [BAR_MM / printed.acrossMm, BAR_MM / printed.alongMm];
        const [cx, cy] = [(widthMm * POINTS_PER_MM) / 2, (heightMm * POINTS_PER_MM) / 2];
        page.pushOperators(pdf.pushGraphicsState(), pdf.concatTransformationMatrix(sx, 0, 0, sy, cx * (1 - sx), cy * (1 - sy)));
      }
      const sheet = sheetOn(pdf, page, widthMm, heightMm, regular, bold);
      frame(sheet, title);
      made.push(sheet);
      return sheet;
    },
    async save() {
      made.forEach((sheet, i) => {
        const y = sheet.heightMm - 6;
        sheet.text([sheet.left, y], identity, { size: 7, ink: INK.grey });
        sheet.text([sheet.right - 4, y], `${i + 1} of ${made.length}`, { size: 7, ink: INK.grey, align: 'right' });
      });
      if (printed !== null) for (const page of pages) page.pushOperators(pdf.popGraphicsState());
      return document.save();
    },
  };
}

/** Characters that the standard fonts lack, as what they can write. */
const REPLACED: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  Δ: 'delta ',
  '₀': '0',
  '→': 'to',
  '′': "'",
  '−': '-',
  '≈': 'about ',
};

function writable(text: string, font: Pdf.PDFFont): string {
  const known = new Set(font.getCharacterSet());
  let result = '';
  for (const char of text.replace(/\s+/g, ' ')) result += known.has(char.codePointAt(0) ?? 0) ? char : (REPLACED[char] ?? '?');
  return result;
}

function sheetOn(pdf: typeof Pdf, page: Pdf.PDFPage, widthMm: number, heightMm: number, regular: Pdf.PDFFont, bold: Pdf.PDFFont): Sheet {
  const px = (x: number): number => Math.round(x * POINTS_PER_MM * 1000) / 1000;
  const py = (y: number): number => px(heightMm - y);
  const colour = (ink: Ink) => pdf.rgb(ink[0], ink[1], ink[2]);
  const path = (points: Polygon, close: boolean): string =>
    points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join(' ') + (close ? ' Z' : '');
  const draw = (svg: string, { ink = INK.black, widthMm: w = 0.25, dashMm, fill }: Style, filledOnly: boolean): void =>
    page.drawSvgPath(svg, {
      x: 0,
      y: py(0), // SVG paths run down from there
      ...(filledOnly && fill !== undefined ? {} : { borderColor: colour(ink), borderWidth: w * POINTS_PER_MM }),
      ...(fill === undefined ? {} : { color: colour(fill) }),
      ...(dashMm === undefined ? {} : { borderDashArray: dashMm.map(px) }),
    });
  const sheet: Sheet = {
    widthMm,
    heightMm,
    left: 20,
    right: widthMm - 12,
    top: 26,
    bottom: heightMm - 20,
    text([x, y], text, { size = 9, bold: heavy = false, ink = INK.black, align = 'left' } = {}) {
      const font = heavy ? bold : regular;
      const shown = writable(text, font);
      const width = font.widthOfTextAtSize(shown, size) / POINTS_PER_MM;
      const shift = align === 'left' ? 0 : align === 'right' ? width : width / 2;
      page.drawText(shown, { x: px(x - shift), y: py(y), size, font, color: colour(ink) });
      return width;
    },
    paragraph([x, y], text, width, { size = 9, bold: heavy = false, ink = INK.black } = {}) {
      const font = heavy ? bold : regular;
      const fits = (line: string): boolean => font.widthOfTextAtSize(writable(line, font), size) / POINTS_PER_MM <= width;
      let at = y;
      let line = '';
      const flush = (): void => {
        sheet.text([x, at], line, { size, bold: heavy, ink });
        at += size * 0.47;
      };
      for (const word of text.split(/\s+/)) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && !fits(longer)) {
          flush();
          line = word;
        } else line = longer;
      }
      if (line !== '') flush();
      return at;
    },
    line: (points, style = {}) => {
      if (points.length > 1) draw(path(points, false), style, false);
    },
    polygon: (points, style = {}) => draw(path(points, true), style, style.ink === undefined),
    rectangle: ([x, y], w, h, style = {}) =>
      sheet.polygon(
        [
          [x, y],
          [x + w, y],
          [x + w, y + h],
          [x, y + h],
        ],
        style,
      ),
    circle([x, y], radiusMm, { ink = INK.black, widthMm: w = 0.25, fill } = {}) {
      page.drawCircle({
        x: px(x),
        y: py(y),
        size: radiusMm * POINTS_PER_MM,
        borderColor: colour(ink),
        borderWidth: w * POINTS_PER_MM,
        ...(fill === undefined ? {} : { color: colour(fill) }),
      });
    },
    dots(xMm, yMm, diameterMm, ink) {
      const operators: Pdf.PDFOperator[] = [
        pdf.pushGraphicsState(),
        pdf.setLineCap(pdf.LineCapStyle.Round),
        pdf.setStrokingRgbColor(ink[0], ink[1], ink[2]),
      ];
      // a line without length and with round ends is a dot; dots of one width, to 0.02 mm, share an operator
      const byWidth = new Map<number, number[]>();
      for (let i = 0; i < xMm.length; i++) {
        const width = Math.max(1, Math.round(diameterMm[i] / 0.02));
        const same = byWidth.get(width);
        if (same === undefined) byWidth.set(width, [i]);
        else same.push(i);
      }
      for (const [width, dots] of [...byWidth].sort((p, q) => p[0] - q[0])) {
        operators.push(pdf.setLineWidth(px(width * 0.02)));
        for (const i of dots) operators.push(pdf.moveTo(px(xMm[i]), py(yMm[i])), pdf.lineTo(px(xMm[i]), py(yMm[i])));
        operators.push(pdf.stroke());
      }
      operators.push(pdf.popGraphicsState());
      page.pushOperators(...operators);
    },
  };
  return sheet;
}

/** Title, bars with their ends, registration marks in the corners. */
function frame(sheet: Sheet, title: string): void {
  const { widthMm, heightMm, left } = sheet;
  sheet.text([left, 15], title, { size: 14, bold: true });
  for (const [x, y] of [
    [8, 8],
    [widthMm - 8, 8],
    [8, heightMm - 8],
    [widthMm - 8, heightMm - 8],
  ]) {
    sheet.circle([x, y], 1.8, { widthMm: 0.15 });
    sheet.line(
      [
        [x - 3, y],
        [x + 3, y],
      ],
      { widthMm: 0.15 },
    );
    sheet.line(
      [
        [x, y - 3],
        [x, y + 3],
      ],
      { widthMm: 0.15 },
    );
  }
  const y = heightMm - 13;
  const along: Polygon = [
    [left, y],
    [left + BAR_MM, y],
  ];
  const down: Polygon = [
    [8, 30],
    [8, 30 + BAR_MM],
  ];
  for (const bar of [along, down]) sheet.line(bar, { widthMm: 0.3 });
  for (let mm = 0; mm <= BAR_MM; mm += 10) {
    const tick = mm % 50 === 0 ? 2 : 1.2;
    sheet.line(
      [
        [left + mm, y],
        [left + mm, y - tick],
      ],
      { widthMm: 0.2 },
    );
    sheet.line(
      [
        [8, 30 + mm],
        [8 + tick, 30 + mm],
      ],
      { widthMm: 0.2 },
    );
  }
  sheet.text([left + BAR_MM + 3, y], '100 mm. Print at 100 %; measure this bar and the one on the left.', { size: 6.5, ink: INK.grey });
}
