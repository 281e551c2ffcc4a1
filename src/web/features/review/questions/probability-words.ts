/** How sure the machine is, in words first: people read `likely` more surely than `0.82`. */

/** The least probability of each word, by falling probability. */
const WORDS = [
  [0.97, 'almost certainly'],
  [0.8, 'likely'],
  [0.6, 'probably'],
  [0.4, 'perhaps'],
  [0.2, 'unlikely'],
] as const;

/** `likely, 82 %`. Nothing is certain before somebody has said it: at most 99 %, at least 1 %. */
export function probabilityWords(probability: number): string {
  const word = WORDS.find(([least]) => probability >= least)?.[1] ?? 'very unlikely';
  return `${word}, ${probabilityPercent(probability)}`;
}

/** `82 %`. Rounded down above a half, so that 89.9 % is not shown as above 90 %. */
export function probabilityPercent(probability: number): string {
  const percent = probability * 100;
  const whole = probability > 0.5 ? Math.floor(percent + 1e-9) : Math.ceil(percent - 1e-9);
  return `${Math.min(99, Math.max(1, whole))} %`;
}
