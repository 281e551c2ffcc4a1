import { expect, it } from 'vitest';
import { judgeAudit } from './judge-audit.ts';

const finding = (severity: string, extra: object = {}) => ({
  severity,
  via: [{ title: 'Bad', url: 'https://x' }],
  ...extra,
});
const report = (vulnerabilities: object): string => JSON.stringify({ auditReportVersion: 2, vulnerabilities });

it('fails for findings of high severity, saying which and what to do', () => {
  const { outcome, lines } = judgeAudit(
    report({
      left: finding('critical', { fixAvailable: { name: 'left', version: '2.0.0' } }),
      right: { severity: 'high', via: ['left'], fixAvailable: false },
      small: finding('moderate'),
    }),
  );
  expect(outcome).toBe('vulnerable');
  expect(lines).toEqual([
    'left: critical: Bad https://x (a newer version is clean: npm audit fix)',
    'right: high: by left (there is no clean version yet)',
  ]);
});

it('is content without them', () => {
  expect(judgeAudit(report({})).outcome).toBe('clean');
  expect(judgeAudit(report({ small: finding('low') })).outcome).toBe('clean');
});

it('says so where nobody can be asked', () => {
  const refused = JSON.stringify({ message: '405 Method Not Allowed', method: 'POST' });
  expect(judgeAudit(refused)).toEqual({
    outcome: 'unknown',
    lines: [expect.stringContaining('405 Method Not Allowed')],
  });
  expect(judgeAudit('').lines[0]).toContain('no answer');
  expect(judgeAudit('<html>').outcome).toBe('unknown');
});
