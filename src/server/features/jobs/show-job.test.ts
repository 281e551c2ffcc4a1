import { describe, expect, it } from 'vitest';
import type { JobView } from '../../../adapters/jobs/port.ts';
import { showJob } from './show-job.ts';

const withPayload = (payload: unknown): JobView => ({
  id: 'j',
  name: 'make_proxy',
  queue: 'media',
  payload,
  requestedBy: null,
  addedAt: 0,
  startedAt: null,
  endedAt: null,
  parent: null,
  children: [],
  state: 'waiting',
  why: { kind: 'turn', ahead: 2, text: 'behind 2 others' },
});

describe('showJob', () => {
  it('says what the job is about', () => {
    expect(showJob(withPayload({ run: 'r', episode: 'a-s01e01' }))).toMatchObject({ run: 'r', episode: 'a-s01e01' });
  });

  it('knows the episode of a job about a video, which is of no run', () => {
    expect(showJob(withPayload({ video: 'v', episode: 'a-s01e01' }))).toMatchObject({ run: null, episode: 'a-s01e01' });
  });

  it('is about no episode where the payload names none', () => {
    expect(showJob(withPayload(null))).toMatchObject({ run: null, episode: null, reason: 'behind 2 others' });
  });
});
