/** What every procedure is called with. */
import type { Role } from '../contract/roles.ts';
import type { Services } from './services.ts';

/** Who is asking. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface ApiContext {
  /** Null: nobody that is known. */
  readonly actor: Actor | null;
  readonly services: Services;
  /** Stands in every log line of the request. */
  readonly requestId: string;
}
