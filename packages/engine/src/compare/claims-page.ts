/** docs/claims.md, made from the claims, so that the page and the report cannot differ. */
import { CLAIMS } from './claims.ts';
import { citationOf, SOURCES } from './sources.ts';

/** The page as Markdown. Claims stand in “…”: they are what others say, not what is said here. */
export function claimsMarkdown(): string {
  const cited = SOURCES.filter(({ id }) => CLAIMS.some(({ sources }) => sources.includes(id)));
  const numbers = (ids: readonly string[]): string =>
    ids.map((id) => `[${cited.findIndex((source) => source.id === id) + 1}](#sources)`).join(', ');
  return `# What is said of scalp micropigmentation, and what holds

Nineteen claims with which scalp micropigmentation is sold, in our words, and what we found. The report of a plan answers from the same list. Made by
\`npm run claims\`; change \`packages/engine/src/compare/claims.ts\` instead of this page.

Evidence on scalp micropigmentation is thin: small series without a control group, none longer than six months with figures. Several sources were
read as abstracts or through reviews. Nothing here is medical advice; sudden, patchy, sore or scarring hair loss belongs to a doctor.

| | said | verdict | why |
|---|---|---|---|
${CLAIMS.map(({ id, claim, verdict, why, sources }) => `| ${id} | “${claim}” | **${verdict}** | ${why} ${numbers(sources)} |`).join('\n')}

## What a client is told instead

${CLAIMS.map(({ id, shown }) => `- **${id}.** ${shown}`).join('\n')}

## Words that are not used

No screen, print, report or page of this project promises a result. A test (\`packages/cli/src/words.test.ts\`) reads every text that a user can see.

## Sources

${cited.map(({ id }, k) => `${k + 1}. ${citationOf(id)}`).join('\n')}
`;
}
