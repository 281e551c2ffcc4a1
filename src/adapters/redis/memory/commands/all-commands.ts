/** Every command that the in-memory Redis has; anything else is refused rather than answered wrongly. */
import type { CommandTable } from '../command.ts';
import { connectionCommands } from './connection-commands.ts';
import { expiryCommands } from './expiry-commands.ts';
import { hashCommands } from './hash-commands.ts';
import { keyCommands } from './key-commands.ts';
import { listCommands } from './list-commands.ts';
import { scanCommands } from './scan-commands.ts';
import { scriptCommands } from './script-commands.ts';
import { setCommands } from './set-commands.ts';
import { sortedSetCommands } from './sorted-set-commands.ts';
import { sortedSetQueries } from './sorted-set-queries.ts';
import { streamCommands } from './stream-commands.ts';
import { stringCommands } from './string-commands.ts';

export const allCommands: CommandTable = {
  ...connectionCommands,
  ...expiryCommands,
  ...hashCommands,
  ...keyCommands,
  ...listCommands,
  ...scanCommands,
  ...scriptCommands,
  ...setCommands,
  ...sortedSetCommands,
  ...sortedSetQueries,
  ...streamCommands,
  ...stringCommands,
};
