/** `stubble compare`: its answers, and the built program as a user runs it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Comparison, Estimate } from '@stubble/engine';
import { afterAll, expect, test } from 'vitest';
import { startCommands } from './commands.test-helper.ts';
import { type CompareFlags, compare } from './compare.ts';

const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));

const commands = startCommands('.');
afterAll(() => commands.end());

/** Few follicles: quick, and enough to tell options apart. */
const MAN: CompareFlags = { sex: 'male', age: 38, stage: 4, years: 10, speed: 'average', treatment: 'none', follicles: 400, seed: 1 };

async function compared(flags: Partial<CompareFlags>): Promise<Comparison> {
  const answer = await compare('', { ...MAN, ...flags });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value.json as Comparison;
}

function coverage({ options }: Comparison, option: string): readonly Estimate[] {
  return options.find((row) => row.option === option)!.coverageByYear;
}

test('one row an option, each with coverage for every year, money, visits, waiting, words and sources', async () => {
  const comparison = await compared({});
  const incomplete = comparison.options.filter(
    ({ coverageByYear, cost, sessions, certainty, risks, basis, sources, option }) =>
      coverageByYear.length !== 11 ||
      cost.unit !== 'USD' ||
      sessions.unit !== 'sessions' ||
      certainty === '' ||
      risks.length === 0 ||
      Object.keys(basis).length < 8 ||
      (option !== 'hair-system' && sources.length === 0),
  );
  expect([comparison.options.map(({ option }) => option).join(' '), incomplete, comparison.pricesOf]).toEqual([
    'nothing medicines transplant smp smp-medicines tattoo hair-system shampoo',
    [],
    '2024–2025',
  ]);
});

test('with simulated hair: nothing falls, intervals hold their value, and two means are no worse than one', async () => {
  const wrong: string[] = [];
  const people: Partial<CompareFlags>[] = [{}, { sex: 'female', age: 50, stage: 3 }, { age: 25, stage: 2, speed: 'fast' }];
  for (const [k, person] of people.entries()) {
    const comparison = await compared({ ...person, years: 8 });
    for (const { option, coverageByYear } of comparison.options)
      for (const { low, value, high } of coverageByYear)
        if (!(0 <= low && low <= value && value <= high && high <= 1)) wrong.push(`person ${k} ${option}`);
    const [nothing, medicines, smp, both] = ['nothing', 'medicines', 'smp', 'smp-medicines'].map((option) => coverage(comparison, option));
    nothing.forEach(({ value }, year) => {
      if (year > 0 && value > nothing[year - 1].value) wrong.push(`person ${k} nothing rises in year ${year}`);
      if (medicines[year].value < value || smp[year].value < value) wrong.push(`person ${k} worse than nothing`);
      if (both[year].value < Math.max(smp[year].value, medicines[year].value)) wrong.push(`person ${k} together worse`);
    });
  }
  expect(wrong).toEqual([]);
});

test('a head at stage 6 needs more grafts than it has, and the answer says so', async () => {
  const { donor, notes } = await compared({ age: 50, stage: 6 });
  const early = (await compared({ age: 50, stage: 3 })).donor;
  expect([
    donor.neededGrafts.value > donor.supplyGrafts.value,
    donor.servedShare.value < 1,
    early.servedShare.value,
    notes.some(({ code, severity }) => code === 'donor-short' && severity === 'warning'),
  ]).toEqual([true, true, 1, true]);
});

test('the same seed gives the same bytes; the text is a table with words and sources', async () => {
  const printed = spawnSync(process.execPath, [BIN, 'compare', '--age', '38', '--stage', '4', '--follicles', '400', '--json']);
  const [text] = await commands.run(['compare', '--years', '3', '--follicles', '400', '--treatment', 'both']);
  expect([printed.stdout.toString() === `${JSON.stringify(await compared({}))}\n`, text.code, text.err]).toEqual([true, 0, '']);
  expect(['Hair system', 'certainty', 'Sources', '--treatment changes nothing'].filter((words) => !text.out.includes(words))).toEqual([]);
});

test('what cannot be is wrong usage', async () => {
  const wrong = [
    ['--stage', '9'],
    ['--sex', 'female', '--stage', '6'],
    ['--years', '-1'],
  ];
  const ran = await commands.run(...wrong.map((args) => ['compare', ...args]));
  expect(ran.map(({ code, out, err }) => [code, out, err.length > 0])).toEqual(ran.map(() => [2, '', true]));
});
