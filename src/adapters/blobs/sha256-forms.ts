/** SHA-256 as we write it (lower-case hexadecimal) and as S3 does (base64). */

export const base64OfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** Undefined for what is no hash of one whole content: of objects made of parts S3 gives hashes of hashes, with a hyphen. */
export function hexOfBase64(base64: string | undefined): string | undefined {
  const bytes = Buffer.from(base64 ?? '', 'base64');
  return bytes.length === 32 && !base64?.includes('-') ? bytes.toString('hex') : undefined;
}
