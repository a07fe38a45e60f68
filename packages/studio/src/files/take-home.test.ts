import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { samplePlan } from '../../../engine/src/document/sample-plan.test-helper.ts';
import { yearsOfPlan } from '../../../engine/src/forecast/outlook.ts';
import { type TakeHome, takeHomeHtml } from './take-home.ts';
import { toldNumbers } from './take-home-numbers.ts';

const JPEG = 'data:image/jpeg;base64,/9j/4AAQSkZJRg==';
const PAGE: TakeHome = {
  plan: samplePlan(),
  zones: yearsOfPlan(samplePlan()),
  note: '',
  pictures: { before: JPEG, fresh: JPEG, healed: JPEG, year5: JPEG, widthPx: 90, heightPx: 120 },
  unit: 'mm',
};
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (page: string, name: string): string => page.split(`<${name}>`)[1].split(`</${name}>`)[0];

test('the policy lets the one script, the one style sheet and pictures within the page through, and nothing else', () => {
  const page = takeHomeHtml(PAGE);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1].split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    'img-src data:',
    `style-src ${hashOf(inside(page, 'style'))}`,
    `script-src ${hashOf(inside(page, 'script'))}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect([page.match(/<script/g)?.length, page.match(/<style/g)?.length, page.match(/ style=/g)]).toEqual([1, 1, null]);
  expect(page).not.toMatch(/https?:|\bon\w+="|<form|<iframe|<a /);
});

test('a note is text and nothing else, and no note leaves no heading behind', () => {
  const hostile = '</p><script>alert(1)</script> "quoted" & <img src=x onerror=alert(1)> \u202eabc';
  const page = takeHomeHtml({ ...PAGE, note: hostile });
  expect(page.match(/<script/g)?.length).toBe(1);
  expect(page.match(/<img/g)?.length).toBe(4);
  expect(page).toContain(
    '&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; &lt;img src=x onerror=alert(1)&gt; \ufffdabc',
  );
  expect(page).toContain('From your practitioner');
  expect(takeHomeHtml({ ...PAGE, note: ' \n' })).not.toContain('From your practitioner');
});

test('it promises nothing, opens on the healed picture, and forecast numbers carry their interval', () => {
  const page = takeHomeHtml(PAGE);
  expect(page).not.toMatch(/guarantee|100\s*%|cure|permanent|forever/i);
  expect(page).toMatch(/data-show="healed" aria-pressed="true"/);
  expect(page).toContain('Nothing here is a promise');
  const numbers = toldNumbers(PAGE.plan, PAGE.zones, 'mm');
  expect(numbers.filter(({ more }) => !/^\S.* to \S|decided/.test(more))).toEqual([]);
  expect(numbers).toHaveLength(8);
});

test('a picture that is no data URI is a mistake of the caller', () => {
  for (const uri of ['https://example.org/a.jpg', 'data:image/svg+xml;base64,AAAA', 'data:image/png;base64,"><b>'])
    expect(() => takeHomeHtml({ ...PAGE, pictures: { ...PAGE.pictures, fresh: uri } })).toThrow(RangeError);
});
