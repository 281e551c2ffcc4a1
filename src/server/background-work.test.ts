import { expect, it } from 'vitest';
import { createBackgroundWork } from './background-work.ts';

it('work of one name is done once at a time, and closing stops and awaits it', async () => {
  const background = createBackgroundWork();
  let begun = 0;
  let finish = (_: string): void => undefined;
  const work = (): Promise<string> => {
    begun += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const [one, two] = [background.share('a', work), background.share('a', work)];
  finish('done');
  expect([await one, await two, begun]).toEqual(['done', 'done', 1]);

  let hasEnded = false;
  const stopped = background.share('a', async (signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    hasEnded = true;
    signal.throwIfAborted();
  });
  const refused = expect(stopped).rejects.toThrow('closing');
  await background.close();
  expect(hasEnded).toBe(true);
  await refused;
  await expect(background.share('b', work)).rejects.toThrow('closing');
  expect(begun).toBe(1);
});
