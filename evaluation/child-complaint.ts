/**
 * The one line of a failed program's error output that says why: its last line, or of a crash of Node, which ends
 * with a stack and a version, the error's own line.
 */
export function complaintIn(errorOutput: string): string {
  const lines = errorOutput.split('\n').map((line) => line.trim());
  const last = lines.findLast((line) => line !== '');
  if (last === undefined) return 'it said nothing';
  if (!/^Node\.js v\d/.test(last)) return last;
  return lines.findLast((line) => /^(Uncaught )?\w*Error\b.*: /.test(line)) ?? last;
}
