import { normaliseName, pypi } from '../ecosystems/index.js';
import { pep440 } from '../versions/index.js';
import type { IndexFile } from './simple-page.js';

/** `name-version(-build)-python-abi-platform.whl` https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
const WHEEL = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/i;
const SOURCE = /^(.+)-([^-]+)\.(?:tar\.(?:gz|bz2|xz|Z)|zip|tgz)$/i;

export type WheelChoice =
  /** The wheel that was installed, as its tags show. */
  | { readonly wheel: IndexFile }
  /** The index has the release, but none of its wheels was installed. */
  | 'other-wheels'
  | 'no-release';

function isVersion(text: string, version: string): boolean {
  if (text === version) return true;
  const written = text.replaceAll('_', '+');
  if (!pep440.isValid(written) || !pep440.isValid(version)) return false;
  return pep440.compare(written, version) === 0;
}

/** How many of the installed tags a wheel's name stands for: in its short form a name holds every combination of its parts. */
function sharedTags(name: string, installed: readonly string[]): number {
  const [, , , ...parts] = WHEEL.exec(name.toLowerCase()) ?? [];
  const choices = parts.map((part) => new Set(part.split('.')));
  const fits = (tag: string): boolean => {
    const own = tag.split('-');
    return own.length === choices.length && own.every((part, at) => choices[at]!.has(part));
  };
  return installed.filter(fits).length;
}

function isOf(file: string, [, name = '', version = '']: readonly string[], wanted: Wanted): boolean {
  return file !== '' && normaliseName(pypi.name, name) === wanted.name && isVersion(version, wanted.version);
}

interface Wanted {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
}

/**
 * Finds the wheel that an installed release came from.
 * @param tags those that its WHEEL file has; empty where they are not known.
 */
export function chooseWheel(
  files: readonly IndexFile[],
  wanted: Wanted,
  tags: readonly string[],
): WheelChoice {
  const wheels = files.filter(({ name }) => isOf(name, WHEEL.exec(name) ?? [], wanted));
  const hasSource = files.some(({ name }) => isOf(name, SOURCE.exec(name) ?? [], wanted));
  if (wheels.length === 0) return hasSource ? 'other-wheels' : 'no-release';
  const installed = [...new Set(tags.map((tag) => tag.toLowerCase()))];
  const ranked = wheels.map((wheel) => ({ wheel, shared: sharedTags(wheel.name, installed) }));
  const [best] = ranked.toSorted((a, b) => b.shared - a.shared);
  if (!best || best.shared === 0) return 'other-wheels';
  return { wheel: best.wheel };
}
