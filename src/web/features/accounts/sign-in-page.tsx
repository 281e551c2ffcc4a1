/** Where a server asks who somebody is. */
import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { failureOf } from '../../lib/failure-of.ts';
import { signIn } from './sign-in.ts';

/** `next`: where they were going. */
export function SignInPage({ next }: { readonly next: string | undefined }) {
  useDocumentTitle('Sign in · Screenalytics');
  const cache = useQueryClient();
  const navigate = useNavigate();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      cache.clear();
      await navigate({ href: next ?? '/episodes' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={360} maw="100%">
        <form onSubmit={submit}>
          <Stack gap="md">
            <div>
              <Title order={1}>Sign in</Title>
              <Text size="sm" c="dimmed">
                to Screenalytics
              </Text>
            </div>
            {enter.error && (
              <Alert color="red" variant="light" role="alert">
                {failureOf(enter.error).message}
              </Alert>
            )}
            <TextInput name="email" type="email" label="E-mail address" autoComplete="username" required autoFocus />
            <PasswordInput name="password" label="Password" autoComplete="current-password" required />
            <Button type="submit" loading={enter.isPending} fullWidth>
              Sign in
            </Button>
            <Text size="xs" c="dimmed">
              No account, or the password is lost? Whoever runs this server makes and resets them.
            </Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
