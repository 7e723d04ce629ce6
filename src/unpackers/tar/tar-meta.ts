// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
// https://www.gnu.org/software/tar/manual/html_node/Standard.html (types L and K)
import { decodeName, type ProblemLog, limitOf } from '../../files/index.js';
import { parsePaxRecords } from './pax-records.js';
import { paddedSize, type TarHeader } from '../tar-header.js';
import type { TarInput } from './tar-input.js';

/** Values that a meta entry gives for the entry after it. */
export interface Overrides {
  readonly name?: string;
  readonly linkName?: string;
  /** `bytes` is undefined when the record is not a number. */
  readonly size?: { readonly bytes: number | undefined };
  readonly isSparse?: boolean;
}

interface Reading {
  readonly input: TarInput;
  readonly log: ProblemLog;
}

const LONG_NAME = 'L';
const LONG_LINK = 'K';
const GLOBAL = 'g';

export function isMetaType(type: string): boolean {
  return type === LONG_NAME || type === LONG_LINK || type === GLOBAL || type === 'x' || type === 'X';
}

function fromPax(records: ReadonlyMap<string, string>): Overrides {
  const name = records.get('GNU.sparse.name') ?? records.get('path');
  const linkName = records.get('linkpath');
  const size = records.get('size');
  const bytes = size !== undefined && /^[0-9]{1,16}$/.test(size) ? Number(size) : undefined;
  // An empty value overrides nothing: the header's own value applies.
  return {
    ...(name ? { name } : {}),
    ...(linkName ? { linkName } : {}),
    ...(size ? { size: { bytes: Number.isSafeInteger(bytes) ? bytes : undefined } } : {}),
    ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { isSparse: true } : {}),
  };
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decodeName(end < 0 ? bytes : bytes.subarray(0, end));
}

function disagree(one: Overrides, other: Overrides): boolean {
  const differ = <T>(a: T | undefined, b: T | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b;
  return (
    differ(one.name, other.name) ||
    differ(one.linkName, other.linkName) ||
    differ(one.size?.bytes, other.size?.bytes)
  );
}

function parse(header: TarHeader, bytes: Uint8Array): Overrides | undefined {
  if (header.type === LONG_NAME) return { name: textOf(bytes) };
  if (header.type === LONG_LINK) return { linkName: textOf(bytes) };
  const records = parsePaxRecords(bytes);
  return records && fromPax(records);
}

/**
 * Reads a meta header, which describes the next entry.
 * @returns the overrides known so far; undefined when the archive ends here or cannot be read further.
 */
export async function readMeta(
  { input, log }: Reading,
  header: TarHeader,
  known: Overrides,
): Promise<Overrides | undefined> {
  const report = (message: string): void => {
    log.add({ code: 'malformed', path: header.name, message, affectsCompleteness: true });
  };
  const { size = Number.POSITIVE_INFINITY } = header;
  if (size > limitOf('tar-meta')) {
    report('A header that describes the next entry is too large to be one: nothing after it can be read.');
    return undefined;
  }
  const bytes = await input.take(size);
  if (bytes.byteLength < size) {
    report('The archive ends inside of a header that describes the next entry.');
    return undefined;
  }
  await input.skip(paddedSize(size) - size);
  const found = parse(header, bytes);
  if (!found) {
    report('The pax records of the next entry cannot be read.');
    return known;
  }
  if (header.type === GLOBAL) {
    if (Object.keys(found).length > 0) {
      report(
        'Global pax records give all entries one name or size; they were not applied, some extractors do.',
      );
    }
    return known;
  }
  if (disagree(known, found))
    report('Two headers describe the next entry differently; the last one was taken.');
  return { ...known, ...found };
}
