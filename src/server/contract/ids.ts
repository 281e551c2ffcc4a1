/** Names of things as they stand in URLs. */
import { z } from 'zod';

const WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `rhobh` */
export const showId = z
  .string()
  .max(48)
  .regex(WORDS, 'Use lower-case letters and digits, with single hyphens between words.')
  .meta({ examples: ['rhobh'] });

/** `rhobh-s05e17` */
export const episodeId = z
  .string()
  .max(64)
  .regex(WORDS, 'An episode is named like rhobh-s05e17.')
  .meta({ examples: ['rhobh-s05e17'] });

/** Of runs, uploads, videos, people. */
export const uuid = z.uuid('This is no id.');

/** ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ examples: ['2026-03-01T09:00:00.000Z'] });
