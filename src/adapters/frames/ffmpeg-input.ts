/**
 * Arguments that open a local file and nothing else. The `file:` prefix keeps a name that begins with a dash, holds a
 * colon or looks like an address from being read as anything but a name; the whitelist stops a crafted file from making
 * ffmpeg fetch addresses.
 */
export function fileInput(path: string): readonly string[] {
  return ['-protocol_whitelist', 'file,pipe,crypto,data', '-i', `file:${path}`];
}
