/** Questions as people read them. */
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import type { Names } from '../identity-names.ts';

type Asked = Pick<ReviewQuestion, 'kind' | 'identities' | 'person' | 'isTwiceInAFrame'>;

export function questionWords(
  { kind, identities, person, isTwiceInAFrame }: Asked,
  names: Pick<Names, 'identity'>,
): string {
  switch (kind) {
    case 'same-person':
      return isTwiceInAFrame ? 'Is this the same person, twice in the picture?' : 'Are these the same person?';
    case 'which-same':
      return `Which of these are the same person as ${names.identity(identities[0] ?? 0)}?`;
    case 'is-person':
      return `Is this ${person?.name}?`;
    case 'which-not':
      return isNamed(identities[0], names)
        ? `Which of these is not ${names.identity(identities[0]!)}?`
        : 'Which of these does not belong?';
    case 'who':
      return 'Who is this?';
    case 'whose':
      return 'Nobody has this track. Who of these is it?';
  }
}

/** What to know before an answer. */
export const questionNotes = ({
  kind,
  isAgain,
  isTwiceInAFrame,
}: Pick<ReviewQuestion, 'kind' | 'isAgain' | 'isTwiceInAFrame'>): readonly string[] => [
  ...(kind === 'which-same'
    ? ['An answer also says that whoever is not marked is somebody else. Skip it if you cannot tell.']
    : []),
  ...(isTwiceInAFrame
    ? [
        'They were seen in one frame: two people, unless it is a mirror, a screen or a divided picture, or one fades into the next.',
      ]
    : []),
  ...(isAgain ? ['Somebody has said no already. To be sure, it is asked once more.'] : []),
];

/** An answer by marks. */
export const markedWords = (marked: number): string =>
  marked === 0 ? 'Mark them first' : marked === 1 ? 'The marked one is' : `The ${marked} marked are`;

/** What a yes says: `Person 3 is Lisa`. */
export function claimWords({ kind, identities, person }: Asked, names: Pick<Names, 'identity'>): string {
  const [one = 0, other = 0] = identities;
  if (kind === 'is-person') return `${names.identity(one)} is ${person?.name}`;
  return `${names.identity(other)} and ${names.identity(one)} are one person`;
}

const isNamed = (number: number | undefined, names: Pick<Names, 'identity'>): boolean =>
  number !== undefined && names.identity(number) !== `Person ${number}`;
