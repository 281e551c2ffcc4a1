import { API_BASE } from '../../lib/api-base.ts';

/** @throws Error with a message for the person who signs in. */
export async function signIn(credentials: { readonly email: string; readonly password: string }): Promise<void> {
  const response = await send('sign-in/email', credentials);
  if (response.ok) return;
  if (response.status === 401) throw new Error('This address and password do not belong together.');
  if (response.status === 429) throw new Error('Too many attempts: wait a minute, then try again.');
  const answer = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(answer.message ?? `The server answers ${response.status}: try again, or ask whoever runs it.`);
}

export async function signOut(): Promise<void> {
  await send('sign-out', {});
}

const send = (path: string, body: object): Promise<Response> =>
  fetch(`${API_BASE}/auth/${path}`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
