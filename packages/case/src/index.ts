/** The case file: a plan and its photo in one, with a passphrase if wanted. */
export * from './case.ts';
export * from './encrypted.ts';
