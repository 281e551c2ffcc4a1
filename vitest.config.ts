import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{bin,src,fixtures,evaluation,bench,deploy}/**/*.test.{ts,tsx}'],
    // Tests decode video and run networks for real: seconds when the machine is idle, more when it is not.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Media tests start decoders of their own, which take the other half. Two on two cores: one waits, one computes.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  },
});
