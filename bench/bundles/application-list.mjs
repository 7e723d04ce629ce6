// The list of applications: apps.json, or with `--list FILE` the sealed one, which lies outside the repository.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const { apps, mayBeMissing } = JSON.parse(read('apps.json'));

/** Modules that packages of any application may require under a condition. */
export const MAY_BE_MISSING = mayBeMissing;

export const COMMITTED_APPS = apps;

/** @throws if a text is not the one that sealed.json has the hash of */
export function requireSealed(text, kind, seal = JSON.parse(read('sealed.json'))) {
  const hash = createHash('sha256').update(text).digest('hex');
  if (hash !== seal[kind]) throw new Error(`The sealed ${kind} is another one: its SHA-256 is ${hash}.`);
}

/** Processes that a command starts get its options, this one included. */
const { list } = parseArgs({ strict: false, options: { list: { type: 'string' } } }).values;

function readSealed() {
  const text = readFileSync(list, 'utf8');
  requireSealed(text, 'list');
  return JSON.parse(text).apps;
}

/** Path of the sealed list; null without `--list`. */
export const sealedList = list ?? null;

export const APPS = sealedList === null ? COMMITTED_APPS : readSealed();
