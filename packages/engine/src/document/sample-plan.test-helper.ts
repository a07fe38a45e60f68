/** A small whole plan for tests of what reads plans. */
import { between, withRelativeError } from '../estimate.ts';
import { seededRandom } from '../random.ts';
import { type DotColumns, packDots } from './packed.ts';
import { sealPlan } from './plan.ts';
import { PLAN_FORMAT, PLAN_VERSION, type Plan } from './schema.ts';

/** Dots in a square about the chart's centre, three sessions, four zones. */
export function sampleDots(count: number): DotColumns {
  const random = seededRandom(4, 'sample');
  const column = (from: number, to: number): Float32Array => Float32Array.from({ length: count }, () => from + (to - from) * random.next());
  const session = Uint8Array.from({ length: count }, (_, i) => 1 + (i % 3));
  return {
    count,
    xMm: column(-40, 40),
    yMm: column(-50, 60),
    diameterMm: column(0.2, 0.36),
    tone: column(0.8, 1.2),
    session,
    zone: Uint8Array.from({ length: count }, (_, i) => i % 4),
    order: Uint32Array.from({ length: count }, (_, i) => Math.floor(i / 3)),
  };
}

export function samplePlan(count: number = 300): Plan {
  const dots = sampleDots(count);
  const pxPerMm = withRelativeError(3, 0.04, 'px/mm');
  return sealPlan({
    format: PLAN_FORMAT,
    version: PLAN_VERSION,
    app: 'stubble test',
    seed: 7,
    date: '2026-03-01',
    stages: [{ name: 'scalp', version: 1 }],
    photo: { widthPx: 660, heightPx: 780, pixelsSha256: 'a'.repeat(64) },
    options: { view: 'top', style: 'soft', scale: { method: 'prior' } },
    mode: 'density',
    modeReason: 'The hair in the photo is about 9 mm long.',
    scale: { pxPerMm, method: 'prior', standardErrorPxPerMm: 0.12 },
    headPx: [
      [100, 100],
      [560, 100],
      [560, 700],
      [100, 700],
    ],
    surface: { centrePx: [330, 390], semiAcrossPx: 231, semiAlongPx: 298, semiDepthPx: 270, frontDegrees: 90, pxPerMm: 3 },
    measurement: {
      tier: 'T1',
      pxPerMm,
      zoneAreaMm2: withRelativeError(8800, 0.1, 'mm2'),
      skin: { lab: [62, 14, 18], ita: between(34, 28, 40, 'degrees') },
      hairCoverage: between(0.3, 0.2, 0.4, 'share'),
      hairsPerCm2: null,
      follicularUnitsPerCm2: null,
      shaftWidthUm: null,
      contrastDeltaE00: withRelativeError(25, 0.15, 'CIEDE2000'),
      notes: [{ code: 'hair-hides-roots', severity: 'warning', message: 'Hair lies over its roots.' }],
    },
    design: {
      origin: 'proposed',
      style: 'soft',
      featherMm: 8,
      age: 41,
      zonePx: [
        [
          [210, 240],
          [450, 240],
          [450, 570],
          [210, 570],
        ],
      ],
      zoneMm: [
        [
          [-40, -50],
          [40, -50],
          [40, 60],
          [-40, 60],
        ],
      ],
      excludeMm: [],
      hairlineMm: Array.from({ length: 31 }, (_, k): [number, number] => [2 * k - 30, 60 - ((2 * k - 30) / 10) ** 2]),
      hiddenHairlineMm: [
        [
          [32, 50],
          [34, 48],
          [36, 46],
        ],
      ],
      landmarks: [
        {
          name: 'mid-frontal point',
          atMm: [0, 60],
          visible: true,
          fromGlabellaMm: between(70, 60, 80, 'mm'),
          fromTragusMm: between(170, 160, 180, 'mm'),
        },
        {
          name: 'frontotemporal point, left',
          atMm: [36, 46],
          visible: false,
          fromGlabellaMm: between(90, 78, 102, 'mm'),
          fromTragusMm: between(120, 108, 132, 'mm'),
        },
      ],
      zones: (['hairline', 'frontal', 'mid-scalp', 'crown'] as const).map((name, k) => ({
        name,
        areaCm2: withRelativeError(22 + k, 0.1, 'cm2'),
        dots: count / 4,
        dotsPerCm2: withRelativeError(count / 4 / (22 + k), 0.1, '1/cm2'),
        targetPerCm2: between(60, 40, 80, '1/cm2'),
        needle: '3-point, 0.18–0.30 mm',
        dilution: '1:10 to 1:20',
        sessions: [1, 2, 3],
      })),
    },
    dots: packDots(dots),
    sessions: [1, 2, 3].map((session) => ({
      session,
      dots: count / 3,
      hours: between(0.4, 0.2, 0.8, 'h'),
      pathMm: 900 + session,
      handPathMm: 1100 + session,
    })),
    dotModel: {
      depthMm: between(0.15, 0.1, 0.3, 'mm'),
      freshDiameterMm: between(0.45, 0.35, 0.6, 'mm'),
      healedDiameterMm: between(0.28, 0.2, 0.4, 'mm'),
      skin: { melanin: 0.02, blood: 0.01, saturation: 0.7, scattering: 1 },
      depositDiameterMm: 0.25,
      loadGPerM2: between(0.12, 0.06, 0.24, 'g/m2'),
      sunSedPerYear: between(300, 170, 530, 'SED/year'),
      life: {
        lymphShare: between(0.15, 0.09, 0.22, 'share'),
        clumpDays: between(60, 43, 73, 'days'),
        clumpedTint: between(0.65, 0.53, 0.77, 'ratio'),
        drainPerYear: between(0.077, 0.052, 0.103, '1/year'),
        migrationMm2PerYear: between(0.0005, 0.00032, 0.0012, 'mm2/year'),
        sunFloor: between(0.2, 0.1, 0.35, 'ratio'),
        sunPower: between(0.6, 0.45, 0.75, 'power'),
        skinFactor: between(1, 0.9, 1.1, 'ratio'),
        palePhase: between(0.3, 0.12, 0.45, 'share'),
      },
    },
    recipes: [
      {
        zones: ['hairline', 'frontal', 'mid-scalp', 'crown'],
        hair: 'dark-brown',
        points: 3,
        wireMm: 0.25,
        throwMm: between(0.5, 0.3, 0.8, 'mm'),
        dwellS: 0.25,
        depthMm: between(0.15, 0.1, 0.24, 'mm'),
        diameterMm: between(0.26, 0.19, 0.36, 'mm'),
        loadGPerM2: between(0.1, 0.04, 0.25, 'g/m2'),
        waterParts: between(18, 7, 45, 'parts'),
        stubbleLab: [57, 10, 14],
        healedLab: [57, 9, 13],
        deltaE00: 0.9,
        depthErrors: [-0.1, 0, 0.1].map((offMm) => ({
          offMm,
          lab: [45 + 60 * offMm, 8, 6] as [number, number, number],
          deltaL: 60 * offMm,
          deltaB: -10 * offMm,
        })),
      },
    ],
    zoneAreaCm2: withRelativeError(94, 0.1, 'cm2'),
    notes: [
      { code: 'scale-prior', severity: 'warning', message: 'No scale was given.' },
      { code: 'colour-uncalibrated', severity: 'info', message: 'Colours are read from an uncalibrated photo.' },
    ],
  });
}
