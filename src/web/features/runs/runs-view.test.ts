import { expect, it } from 'vitest';
import { withPicked } from './runs-view.ts';

it('picks two, drops what is picked again, and a third drops the oldest', () => {
  const one = withPicked({}, 'a');
  expect(one).toEqual({ left: 'a' });
  const two = withPicked(one, 'b');
  expect(two).toEqual({ left: 'a', right: 'b' });
  expect(withPicked(two, 'c')).toEqual({ left: 'b', right: 'c' });
  expect(withPicked(two, 'a')).toEqual({ left: 'b' });
  expect(withPicked(two, 'b')).toEqual({ left: 'a' });
  expect(withPicked(one, 'a')).toEqual({});
});
