import { describe, expect, it } from 'vitest';
import { UserError } from '../src/errors.ts';
import { parseMot } from './read-mot.ts';

const truth = (text: string) => parseMot(text, { side: 'truth', path: 'gt.txt' });
const result = (text: string) =>
  parseMot(text, { side: 'predicted', path: 'r.txt', picture: { width: 100, height: 80 } });

describe('parseMot', () => {
  it('reads commas, semicolons or white space, comments and empty lines', () => {
    const box = { left: 1.5, top: 2, width: 3, height: 4 };
    const row = { frame: 2, id: 7, box, doubtful: false };
    expect(truth('# frame,id,…\n2,7,1.5,2,3,4\n\n2 7 1.5 2 3 4 1 1 1\r\n2;7;1.5;2;3;4').rows.get(2)).toEqual([
      row,
      row,
      row,
    ]);
  });

  it('takes class 2 of the truth for doubtful, class 0 for sure, and confidence 0 for no row', () => {
    const { rows } = truth('1,1,0,0,9,9,1,2,1\n2,1,0,0,9,9,1,0,1\n3,1,0,0,9,9,0,1,1');
    expect([1, 2, 3].map((frame) => rows.get(frame)?.map((row) => row.doubtful))).toEqual([[true], [false], undefined]);
  });

  it('clips boxes to the picture and drops those outside or without area, yet knows their frame', () => {
    const { rows, lastFrame } = result('1,1,-5,70,10,20\n2,1,100,0,10,10\n9,-1,0,0,0,0');
    expect(rows.get(1)?.[0]?.box).toEqual({ left: 0, top: 70, width: 5, height: 10 });
    expect(rows.size).toBe(1);
    expect(lastFrame).toBe(9);
  });

  it.each(['1,2,3', '1,a,0,0,9,9', '1,1,,0,9,9', 'hello'])('refuses %j with file and line', (line) => {
    expect(() => truth(`1,1,0,0,9,9\n${line}`)).toThrow(UserError);
    expect(() => truth(`1,1,0,0,9,9\n${line}`)).toThrow(/^gt\.txt:2 is no MOT row/);
  });
});
