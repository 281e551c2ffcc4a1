import { describe, expect, it, vi } from 'vitest';
import type { BoxesInFrame } from '../../../server/contract/results.ts';
import { BoxWindows } from './box-windows.ts';

const box = { track: 1, left: 0, top: 0, width: 0.1, height: 0.1, score: 1 };
const answer: BoxesInFrame[] = [{ frame: 50, seconds: 2, boxes: [box] }];

function windowsOf(read = vi.fn(() => Promise.resolve(answer as readonly BoxesInFrame[]))) {
  const onArrival = vi.fn();
  return { windows: new BoxWindows({ read, duration: 100, onArrival }), read, onArrival };
}

describe('boxes', () => {
  it('are not known before they have come, and then none where there is no face', async () => {
    const { windows, onArrival } = windowsOf();
    windows.want(2, 0, 0);
    expect(windows.boxesIn({ frame: 50, seconds: 2 })).toBeNull();
    await vi.waitFor(() => expect(onArrival).toHaveBeenCalled());
    expect(windows.boxesIn({ frame: 50, seconds: 2 })).toEqual([box]);
    expect(windows.boxesIn({ frame: 51, seconds: 2.04 })).toEqual([]);
  });

  it('are read once, the next stretch before it is reached, in the direction of playback', () => {
    const { windows, read } = windowsOf();
    windows.want(2, 1, 0);
    windows.want(5, 1, 0);
    expect(read.mock.calls).toEqual([[{ fromSeconds: 0, toSeconds: 20 }]]);
    windows.want(11, 1, 0);
    expect(read).toHaveBeenLastCalledWith({ fromSeconds: 20, toSeconds: 40 });
    windows.want(45, -1, 0);
    expect(read.mock.calls.slice(2)).toEqual([[{ fromSeconds: 40, toSeconds: 60 }]]);
    windows.want(25, -1, 0);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('are read further ahead when it plays faster, not past the end', () => {
    const { windows, read } = windowsOf();
    windows.want(2, 4, 0);
    expect(read).toHaveBeenLastCalledWith({ fromSeconds: 40, toSeconds: 60 });
    windows.want(95, 1, 0);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('are asked for again after a failure, but not at once', async () => {
    const read = vi.fn(() => Promise.reject<readonly BoxesInFrame[]>(new Error('no network')));
    const { windows } = windowsOf(read);
    windows.want(2, 0, 0);
    await vi.waitFor(() => {
      windows.want(2, 0, 6_000);
      expect(read).toHaveBeenCalledTimes(2);
    });
    windows.want(2, 0, 6_001);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('of long ago are let go', async () => {
    const { windows, read } = windowsOf();
    for (let at = 0; at < 13; at++) windows.want(at * 20 + 1, 0, 0);
    read.mockClear();
    windows.want(1, 0, 0);
    expect(read).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(windows.boxesIn({ frame: 50, seconds: 2 })).toEqual([box]));
  });
});
