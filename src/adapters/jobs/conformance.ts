/** What jobs have to do, whatever Redis they rest on. */
import { afterEach, beforeEach, describe } from 'vitest';
import { checkCancelling } from './checks/cancelling.test-support.ts';
import { checkFlows } from './checks/flows.test-support.ts';
import { checkSeeing } from './checks/seeing.test-support.ts';
import { checkSingleJobs } from './checks/single-jobs.test-support.ts';
import { checkSpawning } from './checks/spawning.test-support.ts';
import { checkWorkers } from './checks/workers.test-support.ts';
import { type JobLab, type JobsTrial, openJobLab } from './job-lab.test-support.ts';

export function testJobs(name: string, start: () => Promise<JobsTrial>): void {
  describe(name, () => {
    let lab: JobLab;
    beforeEach(async () => {
      lab = openJobLab(await start());
    });
    afterEach(() => lab.close());
    describe('single jobs', () => checkSingleJobs(() => lab));
    describe('what is seen', () => checkSeeing(() => lab));
    describe('cancelling and retrying', () => checkCancelling(() => lab));
    describe('flows', () => checkFlows(() => lab));
    describe('spawning', () => checkSpawning(() => lab));
    describe('workers', () => checkWorkers(() => lab));
  });
}
