/** A field of the rules: what is typed stays as it is typed, and is taken over when it can be read. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface RuleFieldProps {
  readonly label: string;
  /** Null: the field is empty. */
  readonly value: number | null;
  readonly placeholder: string;
  readonly show: (value: number) => string;
  /** Null: it cannot be read. */
  readonly read: (text: string) => number | null;
  /** What is wrong with the value, though it can be read. */
  readonly fault?: string | null;
  /** How far the arrow keys change it; absent: they do not. */
  readonly step?: number;
  readonly min?: number;
  /** Undefined: the field was emptied. */
  readonly onChange: (value: number | undefined) => void;
}

export function RuleField(props: RuleFieldProps) {
  const { label, value, placeholder, show, read, fault = null, step, min = 0, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const isUnread = draft !== null && draft.trim() !== '' && read(draft) === null;
  const type = (text: string) => {
    setDraft(text);
    const number = read(text);
    if (text.trim() === '') onChange(undefined);
    else if (number !== null) onChange(number);
  };
  const move = (by: number) => {
    const next = Math.max(min, Math.round(((value ?? read(placeholder) ?? 0) + by) * 1000) / 1000);
    setDraft(null);
    onChange(next);
  };
  return (
    <TextInput
      label={label}
      size="xs"
      className="numbers"
      value={draft ?? (value === null ? '' : show(value))}
      placeholder={placeholder}
      error={isUnread ? 'Not understood' : fault}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setDraft(null)}
      onKeyDown={(event) => {
        if (step === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        move(event.key === 'ArrowUp' ? step : -step);
      }}
    />
  );
}
