/**
 * Makes a script written for Redis's Lua 5.1, where every number is a double, mean the same in fengari's Lua 5.3, whose
 * integers have 32 bits: there `0x100000000` would be 0 and 70000 * 70000 negative.
 */
import type { Bytes } from '../bytes.ts';

/** Comments, strings, names and concatenation come first, so that what looks like a number inside them stays. */
const TOKEN =
  /--\[(=*)\[.*?\]\1\]|--[^\n]*|\[(=*)\[.*?\]\2\]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|\.\.\.?|(0[xX][\da-fA-F]+)|(\d+(?![\d.eE])|\d*\.?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)/gs;

/** Every whole number in the source becomes a double. */
export function withDoubles(source: Bytes): Bytes {
  return source.replace(
    TOKEN,
    (token, _comment, _string, hexadecimal: string | undefined, decimal: string | undefined) => {
      if (hexadecimal !== undefined) return doubleLiteral(Number(hexadecimal));
      return decimal !== undefined && /^\d+$/.test(decimal) ? doubleLiteral(Number(decimal)) : token;
    },
  );
}

function doubleLiteral(value: number): string {
  const digits = String(value);
  return digits.includes('e') ? digits : `${digits}.0`;
}

/** Run before all scripts: what gives integers in Lua 5.3 gives doubles, and what Lua 5.1 has besides is there. */
export const DOUBLES_PRELUDE: Bytes = `
local tonumber53, floor53, ceil53 = tonumber, math.floor, math.ceil
tonumber = function(...)
  local number = tonumber53(...)
  return number and number + 0.0
end
math.floor = function(number) return floor53(number) + 0.0 end
math.ceil = function(number) return ceil53(number) + 0.0 end
unpack = table.unpack
loadstring = load
`;

/** Run last: as in Redis, a script neither makes globals nor reads absent ones, so scripts cannot disturb each other. */
export const SEALED_GLOBALS: Bytes = `
setmetatable(_G, {
  __newindex = function(_, name) error("Attempt to modify a readonly table (global '" .. tostring(name) .. "')", 2) end,
  __index = function(_, name) error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2) end,
})
`;
