import { expect, it } from 'vitest';
import { PartRefused } from './retry.ts';

it('names the rule of a foreign storage as a cause where nothing is answered, and only there', () => {
  expect(new PartRefused(0, 's3.example.org').message).toMatch(/connected.* s3\.example\.org .*CORS rule/);
  expect(new PartRefused(0).message).not.toContain('CORS');
  expect(new PartRefused(403, 's3.example.org').message).toMatch(/status 403/);
});
