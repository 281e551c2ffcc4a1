/** The parts of the installation, each with what is wrong and what to do. */
import { Text } from '@mantine/core';
import { CircleCheck, CircleX, Info, type LucideIcon } from 'lucide-react';
import { Panel } from '../../ui/panel.tsx';
import classes from './health-list.module.css';
import type { HealthPart, PartState } from './health-parts.ts';

const SHOWN: Record<PartState, { icon: LucideIcon; colour: string; word: string }> = {
  ok: { icon: CircleCheck, colour: 'var(--mantine-color-teal-6)', word: 'Works' },
  notice: { icon: Info, colour: 'var(--mantine-color-blue-6)', word: 'Works, worth knowing' },
  failing: { icon: CircleX, colour: 'var(--mantine-color-red-6)', word: 'Needs somebody' },
};

export function HealthList({ parts }: { readonly parts: readonly HealthPart[] }) {
  return (
    <Panel title="Parts" flush>
      <ul className={classes['list']}>
        {parts.map(({ name, label, meaning, state, messages }) => {
          const { icon: Icon, colour, word } = SHOWN[state];
          return (
            <li key={name} className={classes['part']} data-state={state}>
              <Icon size={18} color={colour} aria-hidden className={classes['icon']} />
              <div>
                <Text fw={600}>{label}</Text>
                <Text size="xs" c="dimmed">
                  {meaning}
                </Text>
              </div>
              <div>
                <Text size="sm" c={state === 'ok' ? 'dimmed' : 'inherit'}>
                  {state === 'notice' ? 'Works' : word}
                </Text>
                {messages.map((message) => (
                  <Text key={message} size="sm" c={state === 'failing' ? 'inherit' : 'dimmed'}>
                    {message}
                  </Text>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
