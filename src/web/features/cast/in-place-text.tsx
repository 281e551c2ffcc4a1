/** A text that is edited where it stands: Enter saves, Escape leaves it as it was. */
import { TextInput, UnstyledButton } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import classes from './person.module.css';

interface InPlaceTextProps {
  readonly label: string;
  readonly value: string;
  readonly canEdit: boolean;
  /** Of what the value stands in, told again with a change: somebody may be faster. */
  readonly version: number;
  readonly onSave: (value: string, version: number) => void;
}

export function InPlaceText({ label, value, canEdit, version, onSave }: InPlaceTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isGivenUp = useRef(false);
  const begunAt = useRef(version);
  if (!canEdit) return <>{value}</>;
  if (typed === null) {
    return (
      <UnstyledButton
        className={classes['inPlace'] ?? ''}
        onClick={() => {
          isGivenUp.current = false;
          begunAt.current = version;
          setTyped(value);
        }}
        title={`Change the ${label.toLowerCase()}`}
      >
        {value}
        <Pencil size={15} aria-hidden className={classes['pencil']} />
        <span className="visually-hidden">, change it</span>
      </UnstyledButton>
    );
  }
  const end = () => {
    const wanted = typed.trim();
    setTyped(null);
    if (!isGivenUp.current && wanted !== '' && wanted !== value) onSave(wanted, begunAt.current);
  };
  return (
    <TextInput
      aria-label={label}
      value={typed}
      maxLength={200}
      autoFocus
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ currentTarget: { value: next } }) => setTyped(next)}
      onBlur={end}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') isGivenUp.current = true;
        if (key === 'Escape' || key === 'Enter') currentTarget.blur();
      }}
    />
  );
}
