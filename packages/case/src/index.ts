/** The case file: a plan and its photo in one. */
export * from './case.ts';
