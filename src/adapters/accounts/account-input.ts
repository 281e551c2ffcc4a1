/** What people type about accounts, checked. */
import { z } from 'zod';
import { AccountsError } from './accounts-error.ts';

const PASSWORD_LENGTH = { least: 10, most: 128 } as const;
const LONGEST_NAME = 200;
const LONGEST_EMAIL = 254;

/** By the rule that signing in applies, so that every account can. @returns in lower case. */
export function checkedEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length <= LONGEST_EMAIL && z.email().safeParse(email).success) return email;
  throw new AccountsError(
    'accounts.invalid-email',
    'This is not an e-mail address: write it as name@example.org, without accents.',
  );
}

export function checkedName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= LONGEST_NAME) return name;
  throw new AccountsError('accounts.invalid-name', `A name has 1 to ${LONGEST_NAME} characters: give another one.`);
}

export function checkPassword(password: string): void {
  const { least, most } = PASSWORD_LENGTH;
  if (password.length >= least && password.length <= most) return;
  throw new AccountsError(
    'accounts.invalid-password',
    `A password has ${least} to ${most} characters, this one has ${password.length}: choose another one.`,
  );
}

/** The database refuses other text as the wrong type; to callers it is an id like any other that does not exist. */
export const isId = (text: string): boolean => z.guid().safeParse(text).success;
