/** The rules of good plans and the fewest dots that do, in English; part of `words`, by which it is read. */
import type { FindingVerdict, Plan } from '@stubble/engine';

export const checkWords = {
  title: 'Check',
  hint: 'What a careful practitioner would say of this plan, rule by rule. You decide; nothing here is a diagnosis.',
  waiting: 'The rules are being read.',
  old: 'Of the plan before; the new answers follow.',
  failed: (why: string): string => `The plan could not be checked: ${why}`,
  ready: (broken: number, doubted: number): string => `Checked: ${rules(broken)} broken, ${doubted} in doubt.`,
  sum: (broken: number, doubted: number): string =>
    broken === 0
      ? doubted === 0
        ? 'No rule is broken or in doubt.'
        : `No rule is broken; ${rules(doubted)} in doubt.`
      : `${rules(broken)} broken${doubted === 0 ? '' : `, ${doubted} in doubt`}.`,
  verdicts: { breaks: 'broken', doubt: 'in doubt', keeps: 'kept', 'cannot-tell': 'cannot be told' } satisfies Record<
    FindingVerdict,
    string
  >,
  why: 'Why',
  limit: (limit: string): string => `The rule: ${limit}`,
  source: (source: string): string => `Source: ${source}`,
  show: 'Show on the photo',
  hide: 'Hide',
  kept: (count: number): string => `${rules(count)} kept`,
  untold: (count: number): string => `${rules(count)} that this photo or plan cannot tell`,
};

function rules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

export const leastWords = {
  title: 'The fewest dots that do',
  from: 'The scalp shall no longer stand out from',
  distances: [
    { metres: 0.3, name: 'Mirror, 0.3 m' },
    { metres: 1, name: 'Talk, 1 m' },
    { metres: 2, name: 'Room, 2 m' },
  ],
  fromHint: 'Dots and shade are chosen for this distance. Nearer takes more dots, and practice sets a limit to them.',
  none: 'Nothing is proposed: the density was given, or no fuller hair is in view.',
  before: 'Thin scalp against hair, before',
  after: 'The same with healed dots',
  threshold: 'Stands out from about',
  dots: 'Dots, of those practice lays',
  limits: {
    nothing: 'More would not be seen from there.',
    practice: 'More would be denser than practice lays them.',
    coverage: 'More would cover so much skin in five years that it can look painted.',
    gap: 'More would leave less than a dot’s breadth of bare skin between dots.',
  } satisfies Record<NonNullable<Plan['least']>['limitedBy'], string>,
};
