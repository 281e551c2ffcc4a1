/** Kinds of jobs for the checks: single ones, and wholes that consist of parts. For test files only. */
import { z } from 'zod';
import type { JobContext, JobDefinition, JobHandler } from './port.ts';

const number = z.object({ n: z.number() });
export type Numbered = z.infer<typeof number>;

const single = z.object({
  n: z.number(),
  same: z.string().optional(),
  limits: z.tuple([z.number(), z.number()]).optional(),
});
export type Single = z.infer<typeof single>;

export const ECHO: JobDefinition<Single, Numbered> = {
  name: 'echo',
  queue: 'singles',
  payload: single,
  result: number,
  retry: { attempts: 3, delayMs: 40, growth: 'doubling' },
  dedupeKey: ({ same }) => same ?? null,
  timeLimits: ({ limits: [softSeconds, hardSeconds] = [600, 700] }) => ({ softSeconds, hardSeconds }),
};

const numbers = z.object({ parts: z.array(z.number()) });
export type Numbers = z.infer<typeof numbers>;

/** Adds up what its parts gave. */
export const WHOLE: JobDefinition<Numbers, Numbered> = {
  name: 'whole',
  queue: 'wholes',
  payload: numbers,
  result: number,
};

export const PART: JobDefinition<Numbered, Numbered> = {
  name: 'part',
  queue: 'parts',
  payload: number,
  result: number,
  retry: { attempts: 2, delayMs: 10, growth: 'constant' },
};

export const DEFINITIONS: readonly JobDefinition[] = [ECHO, WHOLE, PART];

export interface SampleHandlers {
  readonly echo?: JobHandler<Single, Numbered>['run'];
  readonly whole?: JobHandler<Numbers, Numbered>['run'];
  readonly part?: JobHandler<Numbered, Numbered>['run'];
}

/** What is not given does the obvious: gives its number back, or spawns parts and adds them up. */
export function sampleHandlers({ echo, whole, part }: SampleHandlers = {}): JobHandler[] {
  return [
    { definition: ECHO, run: echo ?? (({ n }) => Promise.resolve({ n })) } satisfies JobHandler<Single, Numbered>,
    { definition: WHOLE, run: whole ?? sumOfSpawned } satisfies JobHandler<Numbers, Numbered>,
    { definition: PART, run: part ?? (({ n }) => Promise.resolve({ n })) } satisfies JobHandler<Numbered, Numbered>,
  ];
}

export async function sumOfSpawned({ parts }: Numbers, context: JobContext): Promise<Numbered> {
  const done = await context.spawn(
    PART,
    parts.map((n) => ({ n })),
  );
  return sum(done);
}

export const sum = (numbers: readonly Numbered[]): Numbered => ({ n: numbers.reduce((total, { n }) => total + n, 0) });

/** Runs until its signal fires, and throws the reason. */
export function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
