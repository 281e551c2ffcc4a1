/**
 * Cuts a stream of bytes into pictures of `size` bytes; what is left at the end is no whole picture and is dropped. Reads
 * no further than the picture that was asked for and the stream's own buffer, so a slow consumer slows the writer down.
 * Each picture owns its bytes unless `reuse` is set: then the next one overwrites them.
 */
export async function* readPictures(
  stream: AsyncIterable<Uint8Array>,
  { size, reuse }: { readonly size: number; readonly reuse: boolean },
): AsyncGenerator<Uint8Array, undefined> {
  let picture = uninitialised(size);
  let filled = 0;
  for await (const chunk of stream) {
    let offset = 0;
    while (offset < chunk.length) {
      const taken = Math.min(size - filled, chunk.length - offset);
      picture.set(chunk.subarray(offset, offset + taken), filled);
      offset += taken;
      filled += taken;
      if (filled < size) continue;
      yield picture;
      if (!reuse) picture = uninitialised(size);
      filled = 0;
    }
  }
  return undefined;
}

/** Every byte is written before the picture is handed out, so clearing it first would be wasted. */
function uninitialised(size: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
}
