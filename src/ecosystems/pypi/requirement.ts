import { limitOf } from '../../files/index.js';
import { normaliseName } from './names.js';

/** A requirement of a Python package. https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export interface PythonRequirement {
  /** As it is written. */
  readonly name: string;
  /** Optional parts of the package that are wanted, in the one spelling of names. */
  readonly extras: readonly string[];
  /** `>=1.2,<2`; '' for every version. */
  readonly specifier: string;
  /** Where the package comes from, if not from an index. */
  readonly url: string | null;
  /** The condition behind `;`; null without one. */
  readonly marker: string | null;
}

const HEAD = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[([^\][]*)\])?\s*/i;
/** `(>=1.2)`, as old metadata has it. */
const IN_BRACKETS = /^\(([^()]*)\)$/;

/** Empty, or one that begins with an operator. */
const SPECIFIER = /^(?:$|[~=!<>])/;

function withoutBrackets(constraint: string): string {
  return IN_BRACKETS.exec(constraint)?.[1]?.trim() ?? constraint;
}

/** Cuts a marker off; a URL ends with white space before it. */
function splitMarker(text: string, isUrl: boolean): readonly [string, string | null] {
  const at = isUrl ? text.search(/\s;/) : text.indexOf(';');
  if (at < 0) return [text.trim(), null];
  return [text.slice(0, at).trim(), text.slice(text.indexOf(';', at) + 1).trim() || null];
}

/** Reads one requirement; null when the text is none. */
export function parseRequirement(text: string): PythonRequirement | null {
  if (text.length > limitOf('python-requirement')) return null;
  const trimmed = text.trim();
  const [head, name, extras = ''] = HEAD.exec(trimmed) ?? [];
  if (head === undefined || name === undefined) return null;
  const rest = trimmed.slice(head.length);
  const isUrl = rest.startsWith('@');
  const [constraint, marker] = splitMarker(isUrl ? rest.slice(1) : rest, isUrl);
  const wanted = extras.split(',').map((extra) => normaliseName(extra.trim()));
  const named = { name, extras: wanted.filter((extra) => extra !== ''), marker };
  if (isUrl) return { ...named, specifier: '', url: constraint };
  const specifier = withoutBrackets(constraint);
  return SPECIFIER.test(specifier) ? { ...named, specifier, url: null } : null;
}
