import { describe, expect, it } from 'vitest';
import type { Job } from '../../../server/contract/jobs.ts';
import { waitingOf, waitingText } from './waiting-reason.ts';

const job = (state: Job['state'], reason: string | null = null, run = 'r') => ({ run, state, reason, parts: [] });

describe('waitingOf', () => {
  it('has nothing to say while a job of the run is worked on', () => {
    expect(waitingOf('r', [job('waiting', 'waiting for 1 other job'), job('running')])).toBeNull();
  });

  it('tells what the part waits for, not that the whole waits for the part', () => {
    const jobs = [
      job('waiting', 'waiting for 1 other job'),
      job('waiting', 'behind 2 others'),
      job('running', null, 'x'),
    ];
    expect(waitingOf('r', jobs)).toEqual({ reason: 'behind 2 others', isStuck: false });
  });

  it('says when only a person can make it go on', () => {
    expect(waitingOf('r', [job('waiting', 'queue paused')])?.isStuck).toBe(true);
    expect(waitingOf('r', [job('waiting', 'no worker serves this queue')])?.isStuck).toBe(true);
  });

  it('knows no reason while the queue does not know the run', () => {
    expect(waitingOf('r', [job('waiting', 'behind 1 other', 'x')])).toEqual({ reason: null, isStuck: false });
  });
});

describe('waitingText', () => {
  const text = (reason: string | null) => waitingText({ reason, isStuck: false });
  it.each([
    ['behind 1 other', 'It waits its turn: 1 job is before it.'],
    ['behind 2 others', 'It waits its turn: 2 jobs are before it.'],
    ['next, when a worker is free', 'It is the next to begin: as soon as the worker is free.'],
    ['retry at 2026-01-01 after: the disk is full', 'Retry at 2026-01-01 after: the disk is full.'],
  ])('%s', (reason, said) => expect(text(reason)).toBe(said));

  it('says what to do where nothing goes on by itself', () => {
    expect(text('queue paused')).toMatch(/resumes it/);
    expect(text('no worker serves this queue')).toMatch(/start one/);
    expect(text(null)).toBe('It is being queued.');
  });
});
