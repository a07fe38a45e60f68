/** The way of one hair over a head: out of the skin at its angle, along the field of directions, with its clump and curl, lit piece by piece. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { DirectionField } from './direction.ts';
import { dot, type HeadCamera, toPicture } from './head-camera.ts';
import type { HeadLook } from './head-look.ts';
import type { HeadShape } from './head-shape.ts';
import { lightOn } from './head-skin.ts';
import { type HeadStrand, MOST_JOINTS } from './head-strand.ts';
import type { Curl } from './make-phantom.ts';
import { smoothNoise } from './smooth-noise.ts';
import type { ShaftTone } from './tones.ts';

export interface HairStyle {
  readonly lengthMm: number;
  readonly curl: Curl;
  readonly parted: boolean;
  /** 0 fluffy .. 1 drawn together in locks. */
  readonly clumping: number;
}

/** Fills joints and light of a strand that leaves the skin at a chart point. @param layer 0..1 from the skin outwards; @param left hair around it; @param heading radians off the field, alike in a unit */
export type StrandWay = (
  xMm: number,
  yMm: number,
  lengthMm: number,
  layer: number,
  left: number,
  heading: number,
  tone: ShaftTone,
  random: Random,
  strand: HeadStrand,
) => void;

/** Hair bends over to the skin within this way [by eye]. */
const STIFF_MM = 9;
/** Light of gleams: along the surface and, tinted, from within (after Marschner et al. 2003: one shifted to the root, one to the tip). */
const GLEAM = { strength: 0.22, power: 42, shift: -0.09 };
const INNER = { strength: 1.1, power: 11, shift: 0.16 };
/** Share of the skin that a millimetre of full hair hides, for the shade inside the hair. */
const HIDDEN_PER_MM = 0.065;
const CLUMP_MM = 5.5;
const COIL = { radiusMm: 1.5, advance: 0.42, stepMm: 0.95 };
const WAVE = { lengthMm: 21, amplitudeMm: 2.1 };

/** Longer hair lies over skin beside its roots as much as it leaves. */
const SHADING_MM = 13;

/** Share of the light that hair of that length takes from the skin below. */
export function shadeOfHair(lengthMm: number, left: number): number {
  return 0.6 * (1 - Math.exp(-1.2 * HIDDEN_PER_MM * Math.min(SHADING_MM, lengthMm) * left));
}

export function strandWay(
  shape: HeadShape,
  camera: HeadCamera,
  look: HeadLook,
  field: DirectionField,
  style: HairStyle,
  random: Random,
): StrandWay {
  const wisp = smoothNoise(random.fork('wisp'), 4.2);
  const tuft = smoothNoise(random.fork('tuft'), 11);
  const phase = smoothNoise(random.fork('phase'), 9);
  const jitterX = smoothNoise(random.fork('jitter x'), 1);
  const jitterY = smoothNoise(random.fork('jitter y'), 1);
  const { curl, parted } = style;
  const coiled = curl === 'coiled';
  const spot = new Float64Array(6);
  const direction = new Float64Array(2);
  const lit = new Float64Array(3);
  const { key, keyLight, sky } = look.light;
  const { towards } = camera;
  return (x0, y0, lengthMm, layer, left, heading, tone, each, strand) => {
    const buried = 1 - Math.exp(-HIDDEN_PER_MM * style.lengthMm * left);
    const loose = (parted ? 0.1 : 0.15) * each.normal() + heading;
    const own = loose + 1.1 * wisp(x0 + 300, y0 + 300) * (0.35 + 0.5 * style.clumping) + 0.5 * tuft(x0 + 300, y0 + 300);
    const exit =
      (parted ? 0.3 : 0.38 + 0.34 * smoothstep(-20, -60, y0) + 0.3 * smoothstep(100, 40, Math.abs(x0) + 40) * smoothstep(90, 40, y0)) *
      (0.75 + 0.5 * each.next());
    const stepMm = coiled ? Math.min(COIL.stepMm, lengthMm / 3) : Math.max(lengthMm / 16, Math.min(1.3, lengthMm / 3));
    const cellX = Math.floor(x0 / CLUMP_MM);
    const cellY = Math.floor(y0 / CLUMP_MM);
    const pull = style.clumping * (0.5 + 0.5 * each.next());
    const toClumpX = ((cellX + 0.5 + 0.9 * jitterX(cellX + 200, cellY + 200)) * CLUMP_MM - x0) * pull;
    const toClumpY = ((cellY + 0.5 + 0.9 * jitterY(cellX + 200, cellY + 200)) * CLUMP_MM - y0) * pull;
    const coilMm = COIL.radiusMm * (0.7 + 0.6 * each.next());
    const start = 6.28 * each.next();
    const wave = 6.28 * phase(x0 + 300, y0 + 300) + 1.2 * each.next();
    const volume = parted || style.lengthMm > 8 ? layer * 0.09 * Math.min(30, style.lengthMm) : 0;
    const bend = (coiled ? 0.02 : 0.012) * each.normal();
    field(x0, y0, direction);
    let [dx, dy] = turned(direction[0], direction[1], own);
    let [x, y, gone, above] = [x0, y0, 0, 0];
    let [px3, py3, pz3] = [0, 0, 0];
    strand.joints = 0;
    for (let k = 0; k < MOST_JOINTS; k++) {
      const t = gone / lengthMm;
      const drawn = t * t * (3 - 2 * Math.min(1, t));
      if (!shape.at(x + toClumpX * drawn, y + toClumpY * drawn, spot)) break;
      let lift = above + volume * Math.min(1, gone / 14);
      let aside = 0;
      if (coiled) {
        const turn = gone / coilMm;
        const grown = Math.min(1, gone / (2 * coilMm));
        aside = coilMm * grown * (Math.sin(turn + start) - Math.sin(start));
        lift += coilMm * grown * (1 - Math.cos(turn + start)) * 0.9;
      } else if (curl === 'wavy') {
        aside = WAVE.amplitudeMm * Math.min(1, gone / 15) * Math.sin((6.28 * gone) / WAVE.lengthMm + wave);
      }
      const [nx, ny, nz] = [spot[3], spot[4], spot[5]];
      // sideways on the skin: across the heading and the normal, near enough in chart axes
      const qx = spot[0] + nx * lift - dy * aside;
      const qy = spot[1] + ny * lift + dx * aside;
      const qz = spot[2] + nz * lift;
      const [u, v] = toPicture(camera, qx, qy, qz);
      const j = strand.joints;
      strand.xPx[j] = u;
      strand.yPx[j] = v;
      if (j > 0) {
        const [tx, ty, tz] = [qx - px3, qy - py3, qz - pz3];
        const length = Math.sqrt(tx * tx + ty * ty + tz * tz) + 1e-9;
        shadePiece(strand, j, tx / length, ty / length, tz / length, nx, ny, nz, t);
      }
      [px3, py3, pz3] = [qx, qy, qz];
      strand.joints++;
      if (gone >= lengthMm - 1e-6) break;
      const step = Math.min(stepMm, lengthMm - gone);
      const angle = exit * Math.exp(-gone / STIFF_MM);
      above += step * Math.sin(angle) * (coiled ? 0.5 : 1);
      const along = step * Math.cos(angle) * (coiled ? COIL.advance : 1);
      if (k > 0) {
        field(x, y, direction);
        const [fx, fy] = turned(direction[0], direction[1], own + bend * gone);
        [dx, dy] = [0.62 * dx + 0.38 * fx, 0.62 * dy + 0.38 * fy];
        const size = Math.sqrt(dx * dx + dy * dy) + 1e-9;
        [dx, dy] = [dx / size, dy / size];
      }
      // the chart is stretched: a short way along it tells how long a millimetre of skin is on it
      const [ax, ay, az] = [spot[0], spot[1], spot[2]];
      const chart = shape.at(x + toClumpX * drawn + dx, y + toClumpY * drawn + dy, spot)
        ? 1 / Math.max(0.3, Math.sqrt((spot[0] - ax) ** 2 + (spot[1] - ay) ** 2 + (spot[2] - az) ** 2))
        : 1;
      x += dx * along * chart;
      y += dy * along * chart;
      gone += step;
    }
    for (let k = 0; k < 3; k++) strand.through[k] = tone.through[k];

    function shadePiece(s: HeadStrand, j: number, tx: number, ty: number, tz: number, nx: number, ny: number, nz: number, t: number): void {
      lightOn(look.light, nx, ny, nz, lit);
      const tl = dot(key, tx, ty, tz);
      const tn = tx * nx + ty * ny + tz * nz;
      const open = Math.max(0, Math.min(1, (dot(key, nx, ny, nz) + 0.2) / 0.7));
      const deep = (1 - 0.5 * buried * (1 - layer)) * (1 - 0.4 * buried * (1 - t) * (1 - t));
      const across = 0.45 + 0.55 * Math.sqrt(Math.max(0, 1 - tl * tl));
      const tv = dot(towards, tx, ty, tz);
      const gleam = open * deep * deep * GLEAM.strength * lobe(tl, tv, tn, GLEAM.shift, GLEAM.power) * (0.4 + 1.2 * layer);
      const inner = open * deep * INNER.strength * lobe(tl, tv, tn, INNER.shift, INNER.power);
      for (let k = 0; k < 3; k++)
        s.sent[3 * j + k] =
          tone.colour[k] * deep * (across * lit[k] + inner * keyLight[k]) + gleam * keyLight[k] + 0.01 * deep * sky[k] * Math.max(0, nz);
    }
  };
}

/** Reflection about a fibre whose scales tilt it by `shift` (Kajiya & Kay 1989). */
function lobe(tl: number, tv: number, tn: number, shift: number, power: number): number {
  const [l, v] = [Math.max(-1, Math.min(1, tl + shift * (1 - tn))), Math.max(-1, Math.min(1, tv))];
  return Math.max(0, -l * v + Math.sqrt((1 - l * l) * (1 - v * v))) ** power;
}

function turned(x: number, y: number, angle: number): readonly [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x * c - y * s, x * s + y * c];
}
