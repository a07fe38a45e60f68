import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const source = (name: string): string => fileURLToPath(new URL(`packages/${name}/src/index.ts`, import.meta.url));
const alias = {
  '@stubble/engine': source('engine'),
  '@stubble/case': source('case'),
  '@stubble/files': source('files'),
};

/** By far the longest, longest first: begun last, one of them would leave the other cores idle for minutes. */
const LONGEST = ['real-photos', 'studio-practitioner', 'studio-client', 'cli', 'pipeline', 'render', 'find-scalp', 'case'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

const COMMON = { include: ['packages/*/src/**/*.test.{ts,tsx}'], testTimeout: 120_000, hookTimeout: 120_000 };

/** They put stand-ins in the place of modules of Node, and need them fresh. */
const WITH_STAND_INS = ['packages/files/src/save.test.ts', 'packages/files/src/save-recovery.test.ts'];

export default defineConfig({
  test: {
    // all cores: much of the time is spent in processes and browsers that the tests start
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      // modules are loaded once for all files of a process: what a test changes of it, as the clock, it puts back
      { resolve: { alias }, test: { ...COMMON, name: 'shared', isolate: false, exclude: WITH_STAND_INS } },
      { resolve: { alias }, test: { ...COMMON, name: 'alone', include: WITH_STAND_INS } },
    ],
  },
});
