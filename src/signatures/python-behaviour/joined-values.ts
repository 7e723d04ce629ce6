import { fieldOf } from '../../syntax/index.js';
import type {
  CallArguments,
  JoinedValue,
  PythonPlace,
  PythonValue,
  TextMethod,
} from '../../program/index.js';
import { LONG_TEXT, textOf } from './inside-values.js';
import { isOutside, nameValue, UNKNOWN_TEXT, whatIs } from './taken-values.js';

type Values = readonly PythonValue[];

/** Texts that one expression joins. */
const TEXTS_JOINED = 16;
/** Joins that a text may come from: a loop would join its own results again and again. */
const TEXT_JOINS = 6;
/** Characters of a joined text. */
const TEXT_LENGTH = 400;
/** Methods that give the text that they are methods of. */
const KEEPING = /^(?:encode|decode|strip|rstrip|lstrip|expandtabs)$/;

function operatorOf({ module, node }: PythonPlace): string {
  const operator = node.type === 'binary_operator' ? fieldOf(node, 'operator') : undefined;
  return operator ? module.text.slice(operator.start, operator.end) : '';
}

/** Whether an operation turns the bits of values: how keys hide a text. */
export function isScrambled(place: PythonPlace): boolean {
  return operatorOf(place) === '^';
}

/** `Path('/data') / name`: it has the methods of a path. */
export function joinedName(parts: readonly JoinedValue[], place: PythonPlace): PythonValue | null {
  if (operatorOf(place) !== '/') return null;
  const named = parts.flatMap(({ values }) => values).find(isOutside);
  const what = named ? whatIs(named) : null;
  if (what?.is !== 'name') return null;
  let [text, done] = ['', 0];
  for (const { values, before, isEnd = false } of parts) {
    const [known] = values.flatMap((value) => textOf(value) ?? []);
    text += `/${before.slice(done)}/${isEnd ? '' : (known ?? UNKNOWN_TEXT)}`;
    done = before.length + 1;
  }
  const path = text
    .replaceAll(/\/{2,}/g, '/')
    .replace(/^\/(?=~)/, '')
    .replace(/\/$/, '');
  return nameValue({ ...what, text: path.slice(0, TEXT_LENGTH) });
}

interface Joined {
  readonly text: string;
  readonly joins: number;
}

function joinsOf(value: PythonValue): number {
  return value.kind === 'text' || value.kind === 'affix' ? (value.joins ?? 0) : 0;
}

function textsOf(values: Values): readonly Joined[] {
  const texts = values.flatMap((value) => {
    const text = textOf(value);
    return text === null ? [] : [{ text, joins: joinsOf(value) }];
  });
  return texts.length === 0 ? [{ text: UNKNOWN_TEXT, joins: 0 }] : texts;
}

/** A text, of which parts may not be known. */
export function textFrom({ text, joins }: Joined): PythonValue {
  const [from, to] = [text.indexOf(UNKNOWN_TEXT), text.lastIndexOf(UNKNOWN_TEXT)];
  if (from < 0) return { kind: 'text', key: `text:${text}`, text, joins };
  const [prefix, suffix] = [text.slice(0, from), text.slice(to + 1)];
  return { kind: 'affix', key: `affix:${JSON.stringify([prefix, suffix])}`, prefix, suffix, joins };
}

/** The text for each place of a format; undefined where it is not known. */
function placesOf(part: JoinedValue | undefined): readonly (string | undefined)[] {
  const [value] = part?.values ?? [];
  if (value?.kind !== 'object') return value ? [textOf(value) ?? undefined] : [];
  return [...value.slots.values()].map((cell) => {
    const [text, other] = [...cell.values.values()].flatMap((each) => textOf(each) ?? []);
    return other === undefined ? text : undefined;
  });
}

/** `'a%s' % b`: the format's text with the known values filled in. */
function formatted([first, second]: readonly JoinedValue[]): Values {
  if (!first) return [];
  // A format that is a constant stands before the only value.
  const places = placesOf(first.before.includes('%') ? first : second);
  const formats = [first.before, ...first.values.flatMap((value) => textOf(value) ?? [])];
  return formats
    .filter((text) => text.includes('%') && text.length <= TEXT_LENGTH)
    .map((text) => {
      let next = 0;
      const fill = (): string => places[next++] ?? UNKNOWN_TEXT;
      return textFrom({ text: text.replaceAll(/%[-+ #0-9.]{0,8}[sdrxi]/g, fill), joins: 1 });
    });
}

/** Texts that parts make, one behind the other. */
export function joinedTexts(parts: readonly JoinedValue[], place: PythonPlace): Values {
  const operator = operatorOf(place);
  if (operator !== '' && operator !== '+' && operator !== '%') return [];
  if (operator === '%') return formatted(parts);
  let all: readonly Joined[] = [{ text: '', joins: 0 }];
  let done = 0;
  for (const { values, before, isEnd = false } of parts) {
    const constant = before.slice(done);
    done = before.length + 1;
    const texts = isEnd ? [{ text: '', joins: 0 }] : textsOf(values);
    all = all
      .flatMap((each) =>
        texts.map(({ text, joins }) => ({
          text: each.text + constant + text,
          joins: Math.max(each.joins, joins),
        })),
      )
      .slice(0, TEXTS_JOINED);
  }
  return all.flatMap(({ text, joins }) =>
    joins < TEXT_JOINS && text.length <= TEXT_LENGTH ? [textFrom({ text, joins: joins + 1 })] : [],
  );
}

/** The elements of a list in order; null if they are not known. */
function elementsOf({ positional: [values = []] }: CallArguments): readonly string[] | null {
  const [list] = values;
  if (list?.kind === 'text') return [list.text];
  if (list?.kind !== 'object' || list.slots.has('*')) return null;
  return [...list.slots.values()].map(
    (cell) => [...cell.values.values()].flatMap((each) => textOf(each) ?? [])[0] ?? UNKNOWN_TEXT,
  );
}

/** What a method of a text gives; without one, a part of it. */
export function methodOfText(
  text: string,
  method: TextMethod | null,
): { readonly values: Values; readonly isConstant: boolean } {
  const name = method?.name ?? '';
  const elements = method && name === 'join' ? elementsOf(method.args) : null;
  if (elements) return { values: [textFrom({ text: elements.join(text), joins: 1 })], isConstant: false };
  if (KEEPING.test(name)) return { values: [{ kind: 'text', key: `text:${text}`, text }], isConstant: false };
  return { values: [], isConstant: text.length >= LONG_TEXT };
}
