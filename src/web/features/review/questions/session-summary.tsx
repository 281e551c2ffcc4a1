/** What a sitting has brought, where there is nothing more to ask or no need to. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ReviewQuestions } from '../../../../server/contract/review-questions.ts';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import { count } from '../edit-sentences.ts';
import { signedSeconds } from '../seconds-delta.ts';
import { answersIn, passedIn } from './ask-session.ts';
import { settledWords } from './settled-line.ts';
import type { Sitting } from './use-asking.ts';

interface SessionSummaryProps {
  readonly list: ReviewQuestions;
  /** Enough is settled; else nothing is left to ask. */
  readonly isStopped: boolean;
  readonly sitting: Sitting;
}

export function SessionSummary({ list, isStopped, sitting }: SessionSummaryProps) {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const answers = answersIn(sitting.session).length;
  const passed = passedIn(sitting.session).length;
  useShortcuts('Questions', [{ keys: 'z', label: 'Undo the last answer', run: sitting.undo }]);
  return (
    <Stack component="section" aria-label="Summary" align="center" gap="sm" py={48} ta="center">
      <Text c="teal" component="div" aria-hidden>
        <CircleCheck size={40} />
      </Text>
      <Title order={2}>{isStopped ? 'Enough is settled' : 'There is nothing more to ask'}</Title>
      <Text className="numbers">{settledWords(list)}.</Text>
      <Text c="dimmed" className="numbers">
        {count(answers, 'answer')} in this sitting, {signedSeconds(sitting.settledSince)} settled since it began
        {passed > 0 && `, ${count(passed, 'question')} skipped`}.
      </Text>
      <Group justify="center" mt="xs">
        <Button
          renderRoot={(props) => (
            <Link
              to="/episodes/$id/screen-time"
              params={{ id }}
              search={({ run }) => (run === undefined ? {} : { run })}
              {...props}
            />
          )}
        >
          Screen time
        </Button>
        {isStopped && list.total > 0 && (
          <Button variant="default" onClick={sitting.goOn}>
            Go on anyway
          </Button>
        )}
        {answers > 0 && (
          <Button variant="default" onClick={() => void sitting.undoAll()}>
            Undo all {answers} of this sitting
          </Button>
        )}
      </Group>
    </Stack>
  );
}
