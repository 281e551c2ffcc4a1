/** What `npm audit --json` says, as a verdict. */
import { z } from 'zod';

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      /** Names of packages through which it comes, or what is known about the package itself. */
      via: z.array(z.union([z.string(), z.looseObject({ title: z.string(), url: z.string().optional() })])),
      fixAvailable: z.union([z.boolean(), z.looseObject({ name: z.string(), version: z.string() })]).optional(),
    }),
  ),
});

export interface Verdict {
  /** `unknown`: nobody could be asked. */
  readonly outcome: 'clean' | 'vulnerable' | 'unknown';
  /** For people; one thing a line. */
  readonly lines: readonly string[];
}

/** High and critical findings count; lesser ones are news for those who run `npm audit` themselves. */
export function judgeAudit(output: string): Verdict {
  const parsed = report.safeParse(parse(output));
  if (!parsed.success) {
    const why = output.trim() === '' ? 'no answer' : (reasonIn(output) ?? 'an answer that is no report');
    const line = `The packages could not be checked for known vulnerabilities (${why}). Run \`npm run check:packages\` where the registry answers \`npm audit\`.`;
    return { outcome: 'unknown', lines: [line] };
  }
  const bad = Object.entries(parsed.data.vulnerabilities).filter(
    ([, { severity }]) => severity === 'high' || severity === 'critical',
  );
  if (bad.length === 0) return { outcome: 'clean', lines: ['No package has a known vulnerability of high severity.'] };
  const lines = bad.map(([name, { severity, via, fixAvailable }]) => {
    const what = via.map((each) =>
      typeof each === 'string' ? `by ${each}` : `${each.title} ${each.url ?? ''}`.trim(),
    );
    const remedy = fixAvailable ? 'a newer version is clean: npm audit fix' : 'there is no clean version yet';
    return `${name}: ${severity}: ${what.join('; ')} (${remedy})`;
  });
  return { outcome: 'vulnerable', lines };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refusal = z.looseObject({ message: z.string() });
const reasonIn = (output: string): string | null => refusal.safeParse(parse(output)).data?.message ?? null;
