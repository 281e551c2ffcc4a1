import { describe, expect, it } from 'vitest';
import { addIntegers, formatGeneral, formatScore, parseBigInteger, parseFloatingPoint } from './numbers.ts';

describe('numbers as C writes them', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [7, '7'],
    [2.5, '2.5'],
    [1795562401406, '1795562401406'],
    [1e14, '1e+14'],
    [123456789012346, '1.2345678901235e+14'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1 / 3, '0.33333333333333'],
    [-1e100, '-1e+100'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
  ])('%d with 14 digits', (value, expected) => {
    expect(formatGeneral(value, 14)).toBe(expected);
  });

  it('tells all scores apart', () => {
    expect(formatScore(0.1)).toBe('0.10000000000000001');
    expect(formatScore(2 ** 53 - 1)).toBe('9007199254740991');
  });
});

describe('numbers as Redis reads them', () => {
  it.each(['', '1.0', '+1', '01', '-0', ' 1', '9223372036854775808', 'x'])('refuses the integer "%s"', (text) => {
    expect(() => parseBigInteger(text)).toThrow('ERR value is not an integer or out of range');
  });

  it('keeps 64 bits and notices their end', () => {
    expect(parseBigInteger('-9223372036854775808')).toBe(-(2n ** 63n));
    expect(() => addIntegers(2n ** 63n - 1n, 1n)).toThrow('ERR increment or decrement would overflow');
  });

  it.each([
    ['-inf', -Infinity],
    ['+inf', Infinity],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('reads the score %s', (text, value) => {
    expect(parseFloatingPoint(text)).toBe(value);
  });

  it.each(['', 'nan', '1x', '0x10', '--1'])('refuses the score "%s"', (text) => {
    expect(() => parseFloatingPoint(text)).toThrow('ERR value is not a valid float');
  });
});
