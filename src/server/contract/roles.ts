/** Who may do what: each role may do what those before it may. */
import { z } from 'zod';

export const role = z.enum(['viewer', 'reviewer', 'admin']).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;
