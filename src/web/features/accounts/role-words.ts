/** What accounts are made of, in words. */
import type { Role } from '../../../server/contract/roles.ts';

export const ROLES: readonly { readonly value: Role; readonly label: string; readonly meaning: string }[] = [
  { value: 'viewer', label: 'Viewer', meaning: 'Looks at everything' },
  { value: 'reviewer', label: 'Reviewer', meaning: 'Uploads, analyses, names and corrects, too' },
  { value: 'admin', label: 'Admin', meaning: 'Manages accounts, keys and queues, deletes episodes, too' },
];

/** Characters, as the server asks for. */
export const LEAST_PASSWORD = 10;
