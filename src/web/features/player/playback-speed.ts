/** How fast it plays; below 0: backwards, 0: not at all. */

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const FASTEST = 4;

/** What `L` (direction 1) and `J` (−1) do: begin in that direction, then twice as fast each time; against it, stop going that way. */
export function shuttled(speed: number, direction: 1 | -1): number {
  if (speed * direction <= 0) return direction;
  return direction * Math.min(FASTEST, Math.max(1, Math.abs(speed) * 2));
}

/** The next slower (−1) or faster (1) of the speeds that are offered. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const found = direction > 0 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
  return found ?? speed;
}

export const speedLabel = (speed: number): string => `${speed < 0 ? '−' : ''}${Math.abs(speed)}×`;
