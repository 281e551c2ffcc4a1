/** The units, as systemd understands them. */
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const UNITS = fileURLToPath(new URL('systemd', import.meta.url));
/** Instances are what a template is checked by. */
const NAMES = ['screenalytics-api.service', 'screenalytics-worker.service', 'screenalytics-worker@analysis.service'];
const SHARED = path.join('screenalytics-.service.d', '10-shared.conf');

function whyNoSystemd(): string | null {
  if (!spawnSync('systemd-analyze', ['--version']).error) return null;
  if (process.env['CI'] === 'true') throw new Error('systemd-analyze is missing: install the package systemd.');
  return 'systemd-analyze is not installed (package systemd)';
}

/** What systemd says, and the exit status. The colon at the end adds the distribution's own units. */
function analyze(folder: string, command: readonly string[]): Promise<{ status: number; said: string }> {
  const env = { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:`, SYSTEMD_COLORS: '0' };
  return new Promise((resolve) => {
    execFile('systemd-analyze', [...command], { env }, (error, out, err) =>
      resolve({ status: Number(error?.code ?? 0), said: out + err }),
    );
  });
}

const missing = whyNoSystemd();

describe.skipIf(missing !== null)(`units${missing ? `: ${missing}` : ''}`, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'units-'));
    await cp(UNITS, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are understood, every line of them', async () => {
    const verify = ['verify', '--man=no', ...NAMES];
    expect(await analyze(folder, verify)).toEqual({ status: 0, said: '' });
    // Of a line that it does not know, systemd says so and goes on.
    await writeFile(path.join(folder, SHARED), '[Service]\nProtectEverything=yes\n');
    expect((await analyze(folder, verify)).said).toContain('ProtectEverything');
  });

  it.each(NAMES)('%s may do little', async (name) => {
    const { said } = await analyze(folder, ['security', '--offline=true', name]);
    expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(said)?.[1])).toBeLessThan(2);
  });

  it('give programs the time that they take to end', async () => {
    const entry = await readFile(new URL('../../src/server/end-in-good-order.ts', import.meta.url), 'utf8');
    const patience = Number(/PATIENCE_MS = ([\d_]+)/.exec(entry)?.[1]?.replaceAll('_', ''));
    const unit = await readFile(path.join(UNITS, 'screenalytics-api.service'), 'utf8');
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1]) * 1000).toBeGreaterThan(patience);
  });
});
