/** The numbers beside those that somebody counted by hand. */
import { Text, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './manual.module.css';
import { parseManualCounts } from './manual-counts.ts';
import { manualErrors } from './manual-errors.ts';
import { ManualTable } from './manual-table.tsx';
import type { Subject } from './subjects.ts';
import { useAliases } from './use-aliases.ts';
import { useManualCounts } from './use-manual-counts.ts';

interface ManualProps {
  readonly episode: Pick<Episode, 'id' | 'show'>;
  readonly subjects: readonly Subject[];
  readonly isRange: boolean;
  readonly onReceipt: (key: string) => void;
}

export function Manual({ episode, subjects, isRange, onReceipt }: ManualProps) {
  const { text, assigned, setText, assign } = useManualCounts(episode.id);
  const aliases = useAliases(episode.show.id);
  const { counts, unread } = useMemo(() => parseManualCounts(text), [text]);
  const errors = useMemo(
    () => manualErrors(counts, subjects, assigned, aliases),
    [counts, subjects, assigned, aliases],
  );
  return (
    <div className={classes['both']}>
      <Panel title="Counted by hand">
        <Textarea
          label="A name and a time per line"
          description="From a spreadsheet or typed: m:ss, h:mm:ss or seconds. Kept in this browser."
          placeholder={'Lisa Rinna, 12:34\nKyle Richards\t1:02:03\n"Vanderpump, Lisa"; 754'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={24}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, whiteSpace: 'pre' } }}
        />
        {unread.length > 0 && (
          <div role="status" className={classes['unread']}>
            <Text size="sm" fw={500}>
              {unread.length === 1 ? 'One line is' : `${unread.length} lines are`} not understood
            </Text>
            <ul>
              {unread.slice(0, 5).map(({ line, text: shown }) => (
                <li key={line}>
                  Line {line}: <code>{shown}</code>
                </li>
              ))}
            </ul>
            <Text size="xs" c="dimmed">
              Write the name, a comma, and the time: <code>Lisa Rinna, 12:34</code>.
            </Text>
          </div>
        )}
        {isRange && counts.length > 0 && (
          <Text size="xs" c="dimmed" mt="xs">
            A range is set: the list is compared with the seconds in that range alone.
          </Text>
        )}
      </Panel>
      <ManualTable errors={errors} subjects={subjects} onAssign={assign} onReceipt={onReceipt} />
    </div>
  );
}
