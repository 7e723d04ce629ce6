// The list of applications: apps.json, or with `--list FILE` a sealed one, which lies outside the repository.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const { apps, mayBeMissing } = JSON.parse(read('apps.json'));

/** Modules that packages of any application may require under a condition. */
export const MAY_BE_MISSING = mayBeMissing;

export const COMMITTED_APPS = apps;

const SEALS = JSON.parse(read('sealed.json'));

/**
 * @returns the seal that has the hash of this text
 * @throws if none has
 */
export function requireSealed(text, kind, seals = SEALS) {
  const hash = createHash('sha256').update(text).digest('hex');
  const seal = seals.find((each) => each[kind] === hash);
  if (!seal) throw new Error(`The sealed ${kind} is another one: its SHA-256 is ${hash}.`);
  return seal;
}

/** Processes that a command starts get its options, this one included. */
const { list } = parseArgs({ strict: false, options: { list: { type: 'string' } } }).values;

function readSealed() {
  const text = readFileSync(list, 'utf8');
  return { seal: requireSealed(text, 'list'), ...JSON.parse(text) };
}

/** Path of the sealed list; null without `--list`. */
export const sealedList = list ?? null;

const sealed = sealedList === null ? null : readSealed();

/** The seal of that list. */
export const seal = sealed?.seal ?? null;

export const APPS = sealed?.apps ?? COMMITTED_APPS;
