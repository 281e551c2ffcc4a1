/**
 * `npm run check:packages`: whether the packages that are shipped have vulnerabilities that are known. Found ones fail; a
 * registry that cannot be asked is a warning, since nobody here can mend it.
 */
import { spawnSync } from 'node:child_process';
import { judgeAudit } from './judge-audit.ts';

const LONGEST_MS = 60_000;

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  timeout: LONGEST_MS,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const { outcome, lines } = judgeAudit(stdout ?? '');
const stream = outcome === 'clean' ? process.stdout : process.stderr;
for (const line of lines) stream.write(`${outcome === 'unknown' ? 'warning: ' : ''}${line}\n`);
process.exitCode = outcome === 'vulnerable' ? 1 : 0;
