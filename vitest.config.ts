import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const TESTS = '{bin,src,fixtures,evaluation,bench,deploy}/**/*.test.{ts,tsx}';
/** Computes and holds nothing: its files share a process, which otherwise takes most of their time to start. */
const NUMBERS = ['src/pipeline/**/*.test.ts', 'evaluation/metrics/*.test.ts', 'fixtures/demo-episode/*.test.ts'];

/** They take longest, in this order, and come first: none is to begin when the others are about to end. */
const LONGEST = [
  'src/web/e2e/from-upload-to-answer.test.ts',
  'fixtures/faults/faults.test.ts',
  'src/web/e2e/cast.test.ts',
  'src/web/e2e/interruptions.test.ts',
  'src/server/cli/analyze.test.ts',
  'src/web/e2e/questions.test.ts',
  'fixtures/end-to-end/resume.test.ts',
  'src/web/e2e/review.test.ts',
  'src/adapters/database/pglite-database.test.ts',
  'src/adapters/accounts/accounts.test.ts',
  'fixtures/twin/twin.test.ts',
  'src/adapters/frames/ffmpeg-frame-source.test.ts',
  'deploy/verify/verify.test.ts',
];

class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place < 0 ? LONGEST.length : place;
    };
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

export default defineConfig({
  test: {
    // Tests decode video and run networks for real: seconds when the machine is idle, more when it is not.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Media tests start decoders of their own, which take the other half. Two on two cores: one waits, one computes.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'numbers', include: NUMBERS, isolate: false } },
      { extends: true, test: { name: 'program', include: [TESTS], exclude: NUMBERS } },
    ],
  },
});
