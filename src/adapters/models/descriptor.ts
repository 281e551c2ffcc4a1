/** The shape of a custom pack's file. docs/models.md teaches it with examples. */
import { z } from 'zod';
import type { DecoderByRole, ModelInput } from './port.ts';

/** The roles a custom pack can fill. */
export type CustomRole = 'detector' | 'landmarks' | 'embedder';

/** The decoders that can be named per role. */
export const DECODERS: { readonly [Role in CustomRole]: readonly DecoderByRole[Role][] } = {
  detector: ['ultraface', 'yunet', 'scrfd'],
  landmarks: ['landmarks68'],
  embedder: ['arcface112'],
};

/**
 * What a decoder's family has in common, so that it need not be written. Embedders differ in channel order, mean and
 * scale and are silently bad when fed wrongly: these have no default.
 */
export const DEFAULT_INPUTS: Readonly<Record<DecoderByRole[CustomRole], Partial<ModelInput>>> = {
  ultraface: { channels: 'rgb', mean: 127, scale: 1 / 128, size: { width: 320, height: 240 } },
  yunet: { channels: 'bgr', mean: 0, scale: 1 },
  scrfd: { channels: 'rgb', mean: 127.5, scale: 1 / 128 },
  landmarks68: { channels: 'grey', mean: 0, scale: 1 / 256, size: { width: 64, height: 64 } },
  arcface112: { size: { width: 112, height: 112 } },
};

const side = z.int().min(16).max(8192);
const size = z.union(
  [z.strictObject({ width: side, height: side }), z.strictObject({ multipleOf: z.int().min(1).max(512) })],
  { error: 'must be {"width": …, "height": …} or {"multipleOf": …} with whole numbers' },
);

/** How pixels become the input tensor; the decoder's family gives what is not said. */
const inputSchema = z.strictObject({
  name: z.string().min(1).optional(),
  channels: z.enum(['rgb', 'bgr', 'grey']).optional(),
  mean: z.number().optional(),
  scale: z.number().positive().optional(),
  size: size.optional(),
});

const licenceSchema = z.union(
  [z.string().min(1), z.strictObject({ name: z.string().min(1), note: z.string().min(1).optional() })],
  { error: 'must be a name such as "MIT", or {"name": …, "note": …}' },
);

/** One model of the user's own. */
export const customModelSchema = z.strictObject({
  file: z.string().min(1),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal digits' })
    .optional(),
  licence: licenceSchema,
  decoder: z.string(),
  input: inputSchema.optional(),
  output: z.string().min(1).optional(),
});
export type CustomModel = z.infer<typeof customModelSchema>;

/** A role's value: the name of a known pack, or a model to be read with {@link customModelSchema}. */
const part = z.union([z.string(), z.looseObject({})], {
  error: 'must be the name of a pack whose model to use, or an object that describes a model',
});

export const packFileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, { error: 'must be letters, digits, ".", "_" or "-"' }),
  description: z.string().optional(),
  detector: part,
  landmarks: part.optional(),
  embedder: part,
});
