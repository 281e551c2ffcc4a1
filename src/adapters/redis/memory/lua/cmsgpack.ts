/** MessagePack as the library `cmsgpack` of Redis's Lua writes and reads it. */
import { Packr, Unpackr } from 'msgpackr';
import { type Bytes, bufferOf, bytesOf, textOf } from '../bytes.ts';
import { arrayOf, type Decoded, type LuaValue } from './lua-tables.ts';

export interface MessagePack {
  pack(value: LuaValue): Bytes;
  /** @throws Error when it is no MessagePack. */
  unpack(packed: Bytes): Decoded;
}

export function messagePack(): MessagePack {
  const packer = new Packr({ useRecords: false, variableMapSize: true });
  const unpacker = new Unpackr({ useRecords: false, int64AsType: 'number' });
  return {
    pack: (value) => bytesOf(packer.pack(packable(value))),
    unpack: (packed) => unpacker.unpack(bufferOf(packed)) as Decoded,
  };
}

/** An empty table is an array. */
function packable(value: LuaValue): unknown {
  if (typeof value === 'string') return textOrBytes(value);
  if (value === null || typeof value !== 'object') return value;
  const array = arrayOf(value);
  if (array) return array.map(packable);
  return new Map([...value].map(([key, part]) => [typeof key === 'string' ? textOrBytes(key) : key, packable(part)]));
}

/** MessagePack tells text and bytes apart, Lua does not. */
function textOrBytes(bytes: Bytes): string | Buffer {
  const text = textOf(bytes);
  return bytesOf(text) === bytes ? text : bufferOf(bytes);
}
