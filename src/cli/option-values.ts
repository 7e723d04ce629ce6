import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { checkedOutput } from './output-path.js';
import { AWS_REGION } from '../model/index.js';
import { isRuntimeName } from '../functions/index.js';
import { REPORTERS, type Reporter } from '../reporters/index.js';

/** A report that is written to a file. */
export interface Output {
  readonly reporter: Reporter;
  readonly file: string;
}

/** @throws InvalidArgumentError for an invalid value, as all functions here do. */
export function reporterOf(id: string): Reporter {
  const reporter = REPORTERS.find((candidate) => candidate.id === id);
  if (!reporter) throw new InvalidArgumentError(`Formats: ${REPORTERS.map((known) => known.id).join(', ')}.`);
  return reporter;
}

/** `sarif=stowaway.sarif`, once more. */
export function addOutput(value: string, outputs: readonly Output[]): readonly Output[] {
  const cut = value.indexOf('=');
  if (cut < 1 || cut === value.length - 1) throw new InvalidArgumentError('Write it as FORMAT=FILE.');
  return [
    ...outputs,
    { reporter: reporterOf(value.slice(0, cut)), file: checkedOutput(value.slice(cut + 1)) },
  ];
}

/** No useful number of threads, days or requests is larger, and a list of this length still fits into memory. */
const MAX_COUNT = 1_000_000;

export function positiveInteger(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1)
    throw new InvalidArgumentError('A whole number of at least 1.');
  if (parsed > MAX_COUNT) throw new InvalidArgumentError(`${MAX_COUNT} at most.`);
  return parsed;
}

export function wholeNumber(value: string): number {
  return value === '0' ? 0 : positiveInteger(value);
}

/** A day: longer than any artifact needs, and far below what a timer takes. */
const MAX_SECONDS = 86_400;

export function secondsOfTimer(value: string): number {
  const seconds = positiveInteger(value);
  if (seconds > MAX_SECONDS) throw new InvalidArgumentError(`${MAX_SECONDS} at most.`);
  return seconds;
}

/** Adds one text to those that the option was given before. */
export function addText(value: string, others: readonly string[]): readonly string[] {
  return [...others, value];
}

/** Adds one region of AWS to those that the option was given before. */
export function addRegion(value: string, others: readonly string[]): readonly string[] {
  if (!AWS_REGION.test(value)) throw new InvalidArgumentError('It is not the name of a region.');
  return [...others, value];
}

/** A path from the current folder, once more. */
export function addPath(value: string, paths: readonly string[]): readonly string[] {
  return [...paths, resolve(value)];
}

/** A name that is none would be taken for a runtime that provides nothing. @throws InvalidArgumentError */
export function runtimeName(value: string): string {
  if (isRuntimeName(value)) return value;
  throw new InvalidArgumentError(
    'Write it as the platform does: nodejs22.x, python3.13. Leave it out if it is newer than this version of stowaway.',
  );
}
