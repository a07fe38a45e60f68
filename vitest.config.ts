import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string): string => fileURLToPath(new URL(`packages/${name}/src/index.ts`, import.meta.url));
const alias = {
  '@stubble/engine': source('engine'),
  '@stubble/case': source('case'),
  '@stubble/files': source('files'),
};

export default defineConfig({
  resolve: { alias },
  // all cores: much of the time is spent in processes and browsers that the tests start
  test: { include: ['packages/*/src/**/*.test.{ts,tsx}'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: '100%' },
});
