import { expect, test } from 'vitest';
import { countByQuestions, countInOrder } from './count-clicks.ts';
import { generateCase } from './generate-case.ts';

const wanted = 0.95;

test('questions need at most half the decisions of who goes through all, the biggest first', () => {
  const made = generateCase({ seed: 2, people: 15, tracks: 400 });
  const counting = { wanted, mistakes: 0, seed: 7 };
  const asked = countByQuestions(made, counting);
  const biggest = countInOrder(made, 'size', counting);
  expect(asked.atStart).toBeLessThan(0.7);
  expect(asked.untilCorrect).toBeGreaterThan(0);
  expect(asked.untilCorrect ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual((biggest.untilCorrect ?? 0) / 2);
  // The queue knows when it may stop.
  expect(asked.untilSettled?.correct).toBeGreaterThan(0.94);
});

test('questions find back what a reviewer who is now and then wrong has confused', () => {
  const made = generateCase({ seed: 1, people: 8, tracks: 150 });
  for (const seed of [1, 2, 3]) {
    expect(countByQuestions(made, { wanted, mistakes: 0.05, seed }).untilCorrect).not.toBeNull();
  }
});

test('a wrong no about somebody who is seen a lot is asked again in time', () => {
  const made = generateCase({ seed: 7, people: 12, tracks: 250 });
  const counting = { wanted, mistakes: 0.05, seed: 1 };
  const asked = countByQuestions(made, counting).untilCorrect ?? Number.POSITIVE_INFINITY;
  // Not more than two over what it takes without a mistake.
  expect(asked).toBeLessThanOrEqual((countByQuestions(made, { ...counting, mistakes: 0 }).untilCorrect ?? 0) + 2);
});

test('questions do not end while one doubt is worth more than may be left', () => {
  const made = generateCase({ seed: 1, people: 8, tracks: 150 });
  expect(countByQuestions(made, { wanted, mistakes: 0, seed: 7 }).untilSettled?.correct).toBeGreaterThanOrEqual(wanted);
});
