/** Who is it? A name by a few letters: the cast, somebody new, nobody of it, or nobody knows. */
import { Avatar, Modal, Text, TextInput } from '@mantine/core';
import { CircleHelp, UserPlus, UserX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react';
import type { Person } from '../../../server/contract/cast.ts';
import classes from './name-picker.module.css';
import { isKnown, rankPeople } from './rank-people.ts';
import { recentPeople, rememberPerson } from './recent-people.ts';

export type Picked =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' };

interface NamePickerProps {
  /** `Who is Person 12?` */
  readonly title: string;
  readonly people: readonly Person[];
  /** Who it may be, by the machine: offered first while nothing is typed. */
  readonly suggested: string | null;
  /** What was typed before it opened. */
  readonly initial: string;
  /** Only somebody of the cast may be chosen. */
  readonly isCastOnly?: boolean;
  readonly onPick: (picked: Picked) => void;
  readonly onClose: () => void;
}

interface Option {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  readonly icon: ReactNode;
  readonly picked: Picked;
}

const MOST_SHOWN = 9;

export function NamePicker({ title, onClose, ...asked }: NamePickerProps) {
  return (
    <Modal opened onClose={onClose} title={title} yOffset="12vh" closeButtonProps={{ 'aria-label': 'Close' }}>
      <NameBox {...asked} />
    </Modal>
  );
}

type NameBoxProps = Omit<NamePickerProps, 'title' | 'onClose'> & {
  readonly fieldRef?: RefObject<HTMLInputElement | null>;
};

/** The field with those it may be, where the question stands beside it. */
export function NameBox({ people, suggested, initial, isCastOnly = false, onPick, fieldRef }: NameBoxProps) {
  const listId = useId();
  const [typed, setTyped] = useState(initial);
  const [at, setAt] = useState<number | null>(null);
  const [recent] = useState(recentPeople);
  const options = optionsFor(typed.trim(), { people, suggested, recent, isCastOnly });
  // Enter alone says who is meant only where somebody is: not that it is nobody.
  const isMeant = typed.trim() !== '' || options[0]?.picked.kind === 'person';
  const chosen = Math.min(at ?? (isMeant ? 0 : -1), options.length - 1);
  const pick = (option: Option | undefined): void => {
    if (!option) return;
    if (option.picked.kind === 'person') rememberPerson(option.picked.id);
    onPick(option.picked);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(
        chosen < 0 && step < 0 ? options.length - 1 : (chosen + step + options.length) % Math.max(1, options.length),
      );
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      pick(options[chosen]);
    }
  };
  const optionId = (index: number): string => `${listId}-${index}`;
  return (
    <>
      <TextInput
        data-autofocus
        ref={fieldRef}
        aria-label="Name"
        placeholder="Type a name"
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(null);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen >= 0 ? optionId(chosen) : undefined}
        autoComplete="off"
      />
      <div id={listId} role="listbox" aria-label="People" className={classes['options']}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field.
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
          <div
            key={option.key}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            className={classes['option']}
            onClick={() => pick(option)}
            onPointerMove={() => setAt(index)}
          >
            {option.icon}
            <span className={classes['label']}>{option.label}</span>
            {option.note !== undefined && <span className={classes['note']}>{option.note}</span>}
          </div>
        ))}
      </div>
      {options.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {people.length === 0 ? 'Nobody is in the cast yet.' : 'Nobody of the cast is called that.'}
        </Text>
      )}
    </>
  );
}

interface Given {
  readonly people: readonly Person[];
  readonly suggested: string | null;
  readonly recent: readonly string[];
  readonly isCastOnly: boolean;
}

function optionsFor(typed: string, { people, suggested, recent, isCastOnly }: Given): readonly Option[] {
  const first = typed === '' && suggested !== null ? [suggested, ...recent] : recent;
  const found = rankPeople(
    typed,
    people.filter(({ archivedAt }) => archivedAt === null),
    first,
  );
  const named = found.slice(0, MOST_SHOWN).map(
    (person): Option => ({
      key: person.id,
      label: person.name,
      icon: (
        <Avatar
          size={26}
          src={person.photos.find(({ faceUrl }) => faceUrl)?.faceUrl ?? null}
          name={person.name}
          alt=""
          aria-hidden
        />
      ),
      picked: { kind: 'person', id: person.id },
      ...noteOf(person, { suggested, recent }),
    }),
  );
  if (isCastOnly) return named;
  const others: Option[] = [
    { key: 'nobody', label: 'Nobody of the cast', icon: <UserX {...ICON} />, picked: { kind: 'nobody' } },
    { key: 'unknown', label: 'Unknown', icon: <CircleHelp {...ICON} />, picked: { kind: 'unknown' } },
  ];
  if (typed === '') return [...named, ...others];
  const fitting = others.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
  const added: Option = {
    key: 'new',
    label: `Add “${typed}” to the cast`,
    icon: <UserPlus {...ICON} />,
    picked: { kind: 'new', name: typed },
  };
  return [...named, ...fitting, ...(isKnown(typed, people) ? [] : [added])];
}

const ICON = { size: 18, 'aria-hidden': true, style: { margin: 4, flex: 'none' } } as const;

function noteOf({ id }: Person, { suggested, recent }: Pick<Given, 'suggested' | 'recent'>): { note?: string } {
  if (id === suggested) return { note: 'suggested' };
  return recent.includes(id) ? { note: 'recent' } : {};
}
