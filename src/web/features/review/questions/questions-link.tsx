/** From the stacks to the questions. */
import { Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MessageCircleQuestionMark } from 'lucide-react';
import { useShortcuts } from '../../../lib/shortcuts.tsx';

export function QuestionsLink() {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const { run } = useSearch({ from: '/shell/episodes/$id' });
  const navigate = useNavigate();
  const to = {
    to: '/episodes/$id/review/questions',
    params: { id },
    search: run === undefined ? {} : { run },
  } as const;
  useShortcuts('Questions', [{ keys: 'q', label: 'Questions, one at a time', run: () => void navigate(to) }]);
  return (
    <Button
      renderRoot={(props) => <Link {...to} {...props} />}
      size="xs"
      leftSection={<MessageCircleQuestionMark size={15} aria-hidden />}
      title="Questions, one at a time (Q)"
    >
      Questions
    </Button>
  );
}
