/** Who is signed in, the look of the page, and the way out. */
import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Keyboard, KeyRound, LogOut, Moon, Sun, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { signOut } from '../features/accounts/sign-in.ts';
import { useMe } from '../features/accounts/use-me.ts';
import { useColourScheme } from './use-colour-scheme.ts';

const ChangePasswordDialog = lazy(() =>
  import('../features/accounts/change-password-dialog.tsx').then((module) => ({
    default: module.ChangePasswordDialog,
  })),
);

export function AccountMenu({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const { me } = useMe();
  const { scheme, toggle } = useColourScheme();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const leave = async () => {
    await signOut();
    cache.clear();
    await navigate({ to: '/sign-in' });
  };
  const [asksForPassword, setAsksForPassword] = useState(false);
  const Other = scheme === 'dark' ? Sun : Moon;
  return (
    <>
      <Menu position="right-end" withArrow shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Account and appearance">
            <UserRound size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {me && (
            <Menu.Label>{me.signsIn ? `${me.name} · ${me.role}` : 'On this machine, for its user alone'}</Menu.Label>
          )}
          <Menu.Item leftSection={<Other size={15} aria-hidden />} onClick={toggle}>
            {scheme === 'dark' ? 'Light' : 'Dark'} theme
          </Menu.Item>
          <Menu.Item leftSection={<Keyboard size={15} aria-hidden />} onClick={onShortcuts}>
            Keyboard shortcuts
          </Menu.Item>
          {me?.signsIn && (
            <Menu.Item leftSection={<KeyRound size={15} aria-hidden />} onClick={() => setAsksForPassword(true)}>
              Change your password…
            </Menu.Item>
          )}
          {me?.signsIn && (
            <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={() => void leave()}>
              Sign out
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asksForPassword && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setAsksForPassword(false)} onChanged={() => void leave()} />
        </Suspense>
      )}
    </>
  );
}
