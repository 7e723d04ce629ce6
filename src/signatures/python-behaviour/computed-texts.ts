import { limitOf } from '../../files/index.js';
import type { CallArguments, PythonValue } from '../../program/index.js';
import { DECODERS, reversed } from '../python/text-decoders.js';
import { textFrom } from './joined-values.js';
import type { PythonName } from './taken-values.js';

/** Text that a decoder gives: other bytes are no name and no address. */
const PLAIN = /^[\t\n\r -~]+$/;
/** A part that is the whole text from behind. */
const FROM_BEHIND = /\[\s*:\s*:\s*-\s*1\s*\]$/;

/** What a part of a constant text is, where code says so: `'so'[::-1]`. */
export function partOf(text: string, code: string): readonly PythonValue[] {
  return FROM_BEHIND.test(code) ? [textFrom({ text: reversed(text), joins: 1 })] : [];
}

/** The texts that a decoder gives of constant ones. */
export function decodedTexts(
  { module, path }: Pick<PythonName, 'module' | 'path'>,
  { positional: [given = [], codecs = []] }: CallArguments,
): readonly PythonValue[] {
  const name = [...(module === 'builtins' ? [] : [module]), ...path].join('.');
  const decode = DECODERS.get(name);
  if (!decode) return [];
  const [codec = ''] = codecs.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  return given.flatMap((value) => {
    if (value.kind !== 'text' || value.text.length > limitOf('behaviour-hint')) return [];
    const text = decode(value.text, codec);
    const isText = text !== value.text && PLAIN.test(text);
    return isText ? [textFrom({ text, joins: 1 })] : [];
  });
}
