/** The profiles, with what was measured: docs/architecture.md has the table. */

export const PROFILES = [
  {
    name: 'fast',
    label: 'Fast',
    meaning: 'A first look. Searches 3–5 frames per second; misses faces smaller than 1/15 of the picture’s height.',
    measured: 'Seconds off by 11 % on five reviewed clips',
  },
  {
    name: 'balanced',
    label: 'Balanced',
    meaning: 'For most episodes. Searches 5–10 frames per second, for faces down to 1/22 of the picture’s height.',
    measured: 'Seconds off by 7 % on five reviewed clips',
  },
  {
    name: 'accurate',
    label: 'Accurate',
    meaning: 'For wide shots and quick motion. Searches 10–15 frames per second, for faces down to 1/36 of the height.',
    measured: 'Seconds off by 9 % on five reviewed clips, which have few wide shots',
  },
] as const;
export type ProfileName = (typeof PROFILES)[number]['name'];

export const PACKS = [
  { value: 'bundled', label: 'Bundled: comes with the program, works offline' },
  { value: 'opencv-zoo', label: 'OpenCV Zoo: finds more small faces; fetched once from the internet' },
];
