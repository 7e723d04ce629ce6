import type { FoundTrigger } from '../trigger-words.js';
import type { Resource, Template } from './template.js';

/** A trigger, and the value that refers to its function. */
export interface Connection extends FoundTrigger {
  readonly target: unknown;
}

/** Reads the connections that a resource of one type makes. */
export type Connect = (template: Template, resource: Resource) => readonly Connection[];

/** Resources of a template by what one of their properties refers to; computed once, so that look-ups are not quadratic. */
export function indexOnce<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
