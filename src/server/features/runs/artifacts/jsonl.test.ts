import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonl, writeJsonl } from './jsonl.ts';
import { withFolder } from './made-up-run.test-support.ts';

const shape = z.object({ n: z.int(), text: z.string() });

async function readAll(path: string) {
  const rows: z.infer<typeof shape>[] = [];
  for await (const row of readJsonl(path, shape)) rows.push(row);
  return rows;
}

describe('jsonl', () => {
  it('reads back what was written, line breaks inside strings included', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'rows.jsonl');
      const rows = Array.from({ length: 3000 }, (_, n) => ({ n, text: `Zoë\n${n}\u2028` }));
      await writeJsonl(path, rows);
      expect(await readAll(path)).toEqual(rows);
      await writeJsonl(path, []);
      expect(await readAll(path)).toEqual([]);
    }));

  it('can be left early', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'rows.jsonl');
      await writeJsonl(path, [
        { n: 1, text: '' },
        { n: 2, text: '' },
      ]);
      for await (const row of readJsonl(path, shape)) {
        expect(row.n).toBe(1);
        break;
      }
    }));

  it('names the damaged line', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'rows.jsonl');
      await writeFile(path, '{"n":1,"text":"a"}\n{"n":2,"te');
      await expect(readAll(path)).rejects.toMatchObject({
        code: 'artifact.damaged',
        message: expect.stringContaining('rows.jsonl line 2'),
      });
      await writeFile(path, '{"n":1.5,"text":"a"}\n');
      await expect(readAll(path)).rejects.toThrow(/line 1 cannot be used \(n: /);
      await expect(readAll(`${path}.none`)).rejects.toMatchObject({ code: 'artifact.missing' });
    }));
});
