import { fileURLToPath } from 'node:url';

/** The code of a child lies beside this: both are sources, or both are bundled. So parent and child are the same code. */
export function childProgram(name: 'child-process' | 'analysis-process'): {
  readonly file: string;
  readonly flags: string[];
} {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const flags = extension === 'ts' ? ['--import', import.meta.resolve('tsx')] : ['--enable-source-maps'];
  return { file: fileURLToPath(new URL(`${name}.${extension}`, import.meta.url)), flags };
}
