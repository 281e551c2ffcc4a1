/** Commands that wait for a key to be written to, oldest first. */
import type { Bytes } from './bytes.ts';
import type { Outcome, Waiting } from './command.ts';

/** Longest time that a timer of Node can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface WaitingCommand {
  readonly waiting: Waiting;
  /** Called once, unless it is cancelled: with a reply, null when its time is over, or an error. */
  finish(outcome: Outcome): void;
}

export class WaitingList {
  readonly #commands = new Map<WaitingCommand, NodeJS.Timeout | undefined>();
  readonly #written = new Set<Bytes>();

  get size(): number {
    return this.#commands.size;
  }

  add(command: WaitingCommand): void {
    const { timeoutMs } = command.waiting;
    const timer =
      timeoutMs === Infinity
        ? undefined
        : setTimeout(() => this.#finish(command, { reply: null }), Math.min(timeoutMs, LONGEST_TIMER_MS));
    this.#commands.set(command, timer);
  }

  cancel(command: WaitingCommand): void {
    clearTimeout(this.#commands.get(command));
    this.#commands.delete(command);
  }

  /** Notes that a key was written to. */
  note(key: Bytes): void {
    if (this.#commands.size > 0) this.#written.add(key);
  }

  /** Tries the commands whose keys were written to: after a command, not within, as others must see all of it. */
  serve(): void {
    while (this.#written.size > 0) {
      const written = new Set(this.#written);
      this.#written.clear();
      for (const command of this.#commands.keys()) {
        if (command.waiting.keys.some((key) => written.has(key))) this.#attempt(command);
      }
    }
  }

  #attempt(command: WaitingCommand): void {
    try {
      const reply = command.waiting.attempt();
      if (reply !== null) this.#finish(command, { reply });
    } catch (error) {
      this.#finish(command, { error });
    }
  }

  #finish(command: WaitingCommand, outcome: Outcome): void {
    this.cancel(command);
    command.finish(outcome);
  }
}
