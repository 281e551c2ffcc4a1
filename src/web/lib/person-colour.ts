/**
 * Colours of people in lanes, boxes and charts. Sixteen hues that stay apart for the most common kinds of colour blindness
 * as far as sixteen can, readable on both backgrounds; a person is never told by colour alone.
 * The first eight are of Okabe and Ito (2008), lightened where they would vanish on a dark page.
 */
const COLOURS = [
  '#4477dd',
  '#e07b00',
  '#0a9a73',
  '#c95f98',
  '#2f9fd0',
  '#c9472b',
  '#8a6fd1',
  '#9a8a00',
  '#5b8c2a',
  '#b04fc4',
  '#00979c',
  '#d0446f',
  '#7a7f2e',
  '#6b7bb5',
  '#a8703a',
  '#5f8a83',
];
/** Of seconds that belong to nobody. */
export const UNATTRIBUTED_COLOUR = '#7d8696';

/** By place in the table: 0 is who is seen longest. From the seventeenth on colours come again. */
export const personColour = (place: number): string => COLOURS[place % COLOURS.length]!;
