/** What every blob store must do. For test files only. */
import { afterAll, beforeAll, describe } from 'vitest';
import { describeBodies } from './bodies.test-support.ts';
import type { Ability, Subject, Trial } from './conformance-subject.test-support.ts';
import { describeMultipart } from './multipart.test-support.ts';
import { describeObjects } from './objects.test-support.ts';
import { describeSignedUrls } from './signed-urls.test-support.ts';

/** Declares the suite; `setUp` runs once. */
export function describeBlobStore(name: string, setUp: () => Promise<Trial>, lacks: readonly Ability[] = []): void {
  describe(name, () => {
    let trial: Trial;
    beforeAll(async () => {
      trial = await setUp();
    });
    afterAll(() => trial?.close());
    const subject: Subject = { trial: () => trial, lacks: (ability) => lacks.includes(ability) };
    describe('objects', () => describeObjects(subject));
    describe('bodies', () => describeBodies(subject));
    describe('signed URLs', () => describeSignedUrls(subject));
    describe('multipart uploads', () => describeMultipart(subject));
  });
}
