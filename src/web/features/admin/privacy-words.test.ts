import { expect, it } from 'vitest';
import { actionLabel, detailText } from './privacy-words.ts';

it('says in words what was done, also where there are none for it', () => {
  expect(actionLabel('run.begin')).toBe('Run begun');
  expect(actionLabel('edit.assign-tracks')).toBe('Edit: assign tracks');
  expect(actionLabel('show.merge.all')).toBe('Show: merge.all');
});

it('puts details on one line', () => {
  expect(detailText({})).toBe('');
  expect(detailText({ from: 30, to: null })).toBe('from 30, to nothing');
  expect(detailText({ effectSeconds: 1.23456, withVideos: false })).toBe('effect seconds 1.235, with videos false');
});
