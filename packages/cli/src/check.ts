/** `stubble check PLAN`: what a careful practitioner would object to, rule by rule, with the reason and the source. */
import {
  between,
  type CheckMore,
  checkPlan,
  type Finding,
  type FindingVerdict,
  givenPerson,
  type Note,
  ok,
  personOf,
  planFuture,
  type Result,
  RULE_TITLES,
  rememberedLoss,
  unpackDots,
  warning,
} from '@stubble/engine';
import type { Answer } from './answer.ts';
import { loadPlan, within } from './inputs.ts';
import { notesText } from './text.ts';

export interface CheckFlags {
  /** Glabella to the base of the nose, by calliper. */
  readonly middleThirdMm?: number;
}

/** A calliper on a face is right to so much. */
const CALLIPER_MM = 2;

export async function check(planPath: string, { middleThirdMm: third }: CheckFlags): Promise<Result<Answer>> {
  const loaded = await loadPlan(planPath);
  if (!loaded.ok) return loaded;
  const { plan, notes } = loaded.value;
  const dots = unpackDots(plan.dots);
  if (!dots.ok) return within(planPath, dots.problem);
  const { person } = personOf(plan, givenPerson(plan));
  const more: CheckMore = {
    outlook: { person, future: planFuture(plan, dots.value, person, rememberedLoss(), plan.seed) },
    middleThirdMm: third === undefined ? null : between(third, third - CALLIPER_MM, third + CALLIPER_MM, 'mm'),
  };
  return ok(checkAnswer(checkPlan(plan, dots.value, more), [...notes, NO_JUDGE]));
}

const NO_JUDGE = warning(
  'check-is-a-help',
  'These rules are practice, much of it of low certainty, held against one photo. They do not replace eyes and hands on the head, and nothing here is a diagnosis.',
);

export function checkAnswer(findings: readonly Finding[], notes: readonly Note[]): Answer {
  const of = (verdict: FindingVerdict): readonly Finding[] => findings.filter((finding) => finding.verdict === verdict);
  const [breaks, doubts, keeps, untold] = [of('breaks'), of('doubt'), of('keeps'), of('cannot-tell')];
  const counts = { breaks: breaks.length, doubts: doubts.length, keeps: keeps.length, cannotTell: untold.length };
  return {
    json: { findings, ...counts, notes },
    text: [
      headline(counts),
      ...breaks.map((finding) => objection('broken', finding)),
      ...doubts.map((finding) => objection('in doubt', finding)),
      ...(keeps.length === 0 ? [] : [`Kept: ${keeps.map(({ rule }) => rule).join(', ')}.`]),
      ...(untold.length === 0 ? [] : [['Cannot be told:', ...untold.map(({ rule, says }) => `  ${rule}: ${says}`)].join('\n')]),
      notesText(notes),
    ].join('\n\n'),
  };
}

function headline({ breaks, doubts, keeps, cannotTell }: Readonly<Record<'breaks' | 'doubts' | 'keeps' | 'cannotTell', number>>): string {
  const rules = breaks + doubts + keeps + cannotTell;
  return `Of ${rules} rules of practice ${breaks} ${breaks === 1 ? 'is' : 'are'} broken, ${doubts} in doubt, ${keeps} kept; ${cannotTell} cannot be told.`;
}

function objection(verdict: string, { rule, says, reason, source, limit, places }: Finding): string {
  return [
    `${RULE_TITLES[rule]} (${rule}), ${verdict}: ${says}`,
    `  rule    ${limit}`,
    `  why     ${reason}`,
    ...(places.length === 0 ? [] : [`  where   ${placesText(places)}`]),
    `  source  ${source}`,
  ].join('\n');
}

/** Shapes by what they are, each by the middle of its box on the photo. */
function placesText(places: Finding['places']): string {
  const middle = (shape: Finding['places'][number]['shapePx'], axis: 0 | 1): number => {
    const values = shape.map((point) => point[axis]);
    return Math.round((Math.min(...values) + Math.max(...values)) / 2);
  };
  const whats = [...new Set(places.map(({ what }) => what))];
  return whats
    .map((what) => {
      const at = places.filter((place) => place.what === what).map(({ shapePx }) => `${middle(shapePx, 0)}, ${middle(shapePx, 1)}`);
      return `${what}, on the photo about (${at.join('), (')}) px`;
    })
    .join('; ');
}
