/** `stubble skin`: the colour of a skin, bare or over a sheet of pigment, and the light on any stack of layers. */
import {
  type CarbonKind,
  type Deposit,
  dotColours,
  info,
  itaDegrees,
  lightOnStack,
  type Note,
  ok,
  parseStack,
  type Result,
  type Skin,
  type SkinColour,
  sheetColour,
  skinColour,
  skinOfType,
  WAVELENGTHS_NM,
  warning,
} from '@stubble/engine';
import type { Answer } from './answer.ts';
import { readText, within } from './inputs.ts';
import type { SkinFlags } from './options.ts';
import { notesText, rows } from './text.ts';

/** A thousand layers are about 100 kB; a file of millions is read as well, to say that it has too many. */
const STACK_LIMIT_BYTES = 200e6;

const KINDS: Readonly<Record<NonNullable<SkinFlags['pigment']>, CarbonKind>> = { carbon: 'fine', 'carbon-aggregated': 'aggregated' };

export async function skin(_: string, flags: SkinFlags): Promise<Result<Answer>> {
  if (flags.stack !== undefined) return stack(flags.stack, flags.streams);
  const made = skinOf(flags);
  const { pigment, loadGPerM2, depthMm, thicknessUm, streams } = flags;
  if (pigment === undefined || loadGPerM2 === undefined || depthMm === undefined) {
    const bare = skinColour(made, streams);
    return ok({ json: { skin: made, ...colourJson(bare), notes: [] }, text: rows(colourRows('skin', bare)) });
  }
  if (flags.dotDiameterMm !== undefined) return dot(made, { kind: KINDS[pigment], loadGPerM2, depthMm, diameterMm: flags.dotDiameterMm });
  const tinted = sheetColour(made, { kind: KINDS[pigment], loadGPerM2, depthMm, thicknessUm }, streams);
  const { deltaE00, deltaBOverDeltaL } = tinted;
  return ok({
    json: { skin: made, ...colourJson(tinted), bare: colourJson(tinted.bare), deltaE00, deltaBOverDeltaL, notes: SHEET_NOTES },
    text: [
      rows([
        ...colourRows('skin', tinted.bare),
        ...colourRows('with pigment', tinted),
        ['ΔE00', deltaE00.toFixed(1)],
        ['Δb/ΔL', deltaBOverDeltaL === null ? 'nothing darkens' : deltaBOverDeltaL.toFixed(2)],
      ]),
      notesText(SHEET_NOTES),
    ].join('\n'),
  });
}

/** A single dot: its middle, and how it passes into the skin. */
function dot(made: Skin, deposit: Deposit): Result<Answer> {
  const { bare, centre, deltaE00, deltaBOverDeltaL, profile, clamped } = dotColours(made, deposit);
  const notes: Note[] = [
    SHEET_NOTES[0],
    ...clamped.map(({ of, value, used }) =>
      warning('outside-the-table', `${of} of ${value} lies outside what was computed: the answer is that for ${used}`),
    ),
  ];
  const ita = itaDegrees(centre.lab);
  return ok({
    json: { skin: made, ...colourJson({ ...centre, ita }), bare: colourJson(bare), deltaE00, deltaBOverDeltaL, profile, notes },
    text: [
      rows([
        ...colourRows('skin', bare),
        ...colourRows('middle of the dot', { ...centre, ita }),
        ['ΔE00', deltaE00.toFixed(1)],
        ['Δb/ΔL', deltaBOverDeltaL === null ? 'nothing darkens' : deltaBOverDeltaL.toFixed(2)],
      ]),
      notesText(notes),
    ].join('\n'),
  });
}

const SHEET_NOTES: readonly Note[] = [
  info('depth-uncertain', 'scattering differs between people: the same colour belongs to depths up to 30 % smaller or larger'),
  info('sheet', 'this is an even sheet; a small dot of the same load is paler, as light reaches it from the side'),
];

function skinOf({ type, melanin, blood }: SkinFlags): Skin {
  const typical = skinOfType(type ?? 'II');
  return { ...typical, melanin: melanin ?? typical.melanin, blood: blood ?? typical.blood };
}

function colourJson({ reflectance, lab, srgb, ita }: SkinColour): object {
  return { nm: WAVELENGTHS_NM, reflectance: Array.from(reflectance), lab, srgb, ita };
}

function colourRows(name: string, { lab, srgb, ita }: SkinColour): (readonly [string, string])[] {
  return [
    [name, srgb],
    ['L* a* b*', lab.map((v) => v.toFixed(1)).join('  ')],
    ['ITA', `${ita.toFixed(0)} °`],
  ];
}

async function stack(path: string, streams: number): Promise<Result<Answer>> {
  const text = await readText(path, STACK_LIMIT_BYTES);
  if (!text.ok) return text;
  const parsed = parseStack(text.value);
  if (!parsed.ok) return within(path, parsed.problem);
  const { layers, nAbove, nBelow } = parsed.value;
  const { UR1, URU, UT1, UTU } = lightOnStack(layers, { streams, nAbove, nBelow });
  const shown = (v: number): string => v.toFixed(5);
  return ok({
    json: { UR1, URU, UT1, UTU, layers: layers.length, streams, notes: [] },
    text: rows([
      ['layers', String(layers.length)],
      ['UR1', `${shown(UR1)}  reflected of light straight down`],
      ['URU', `${shown(URU)}  reflected of diffuse light`],
      ['UT1', `${shown(UT1)}  let through of light straight down`],
      ['UTU', `${shown(UTU)}  let through of diffuse light`],
    ]),
  });
}
