import {
  knownDate,
  type Advisory,
  type AffectedImport,
  type AffectedRange,
  type RangeEvent,
  type Severity,
} from '../../model/index.js';
import { flawOf } from '../records/flaw-names.js';

/*
 * An advisory as the index stores it under its package's name: a JSON array without the empty lists at its end. Its
 * elements are id, first letter of the severity or '', published, modified, sum of FLAGS, ranges, aliases, CWEs,
 * vectors, versions, imports, why there will be no update. A date is a number of seconds since 1970 if that is exact, else the original text; '' for none. A
 * range is a list of events, each a code and a version; RANGE_ECOSYSTEM and RANGE_HINT may come first.
 */

const FLAGS = { malware: 1, rangesIncomplete: 2, suspect: 4 } as const;
/** Times the CWE number of a flaw that its CWEs do not show: added to the sum. */
const FLAW = 8;

const SEVERITY_LETTERS: ReadonlyMap<string, Severity> = new Map([
  ['c', 'critical'],
  ['h', 'high'],
  ['m', 'medium'],
  ['l', 'low'],
]);

const RANGE_ECOSYSTEM = 'E';
const RANGE_HINT = '?';

const EVENT_CODES: readonly (readonly [string, keyof RangeEvent])[] = [
  ['+', 'introduced'],
  ['-', 'fixed'],
  ['=', 'lastAffected'],
  ['!', 'limit'],
];
const EVENT_KEYS: ReadonlyMap<string, keyof RangeEvent> = new Map(EVENT_CODES);

function encodeDate(date: string | null): number | string {
  if (date === null) return '';
  const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(milliseconds) || decodeDate(milliseconds / 1000) !== date ? date : milliseconds / 1000;
}

function decodeDate(stored: number | string): string {
  return typeof stored === 'number' ? new Date(stored * 1000).toISOString().replace('.000Z', 'Z') : stored;
}

function encodeRange({ type, events, lastKnownAffected }: AffectedRange): string[] {
  return [
    ...(type === 'ECOSYSTEM' ? [RANGE_ECOSYSTEM] : []),
    ...(lastKnownAffected === undefined ? [] : [RANGE_HINT + lastKnownAffected]),
    ...events.flatMap((event) =>
      EVENT_CODES.flatMap(([code, key]) => (event[key] === undefined ? [] : [code + event[key]])),
    ),
  ];
}

function decodeRange(parts: readonly string[]): AffectedRange {
  const hint = parts.find((part) => part.startsWith(RANGE_HINT));
  return {
    type: parts[0] === RANGE_ECOSYSTEM ? 'ECOSYSTEM' : 'SEMVER',
    events: parts.flatMap((part) => {
      const key = EVENT_KEYS.get(part.charAt(0));
      return key ? [{ [key]: part.slice(1) }] : [];
    }),
    ...(hint === undefined ? {} : { lastKnownAffected: hint.slice(1) }),
  };
}

/** The number of a flaw that the record's own CWEs do not show, else 0. */
function flawNumber({ flaw, cwes }: Advisory): number {
  return flaw === null || flaw === flawOf(cwes) ? 0 : Number(flaw.slice('CWE-'.length));
}

/** Path and symbols; the name of the module is left out of the path, which then begins with `/` or is ''. */
function encodeImport({ path, symbols }: AffectedImport, name: string): string[] {
  const isBelow = path === name || path.startsWith(`${name}/`);
  return [isBelow ? path.slice(name.length) : path, ...symbols];
}

function decodeImport([path = '', ...symbols]: readonly string[], name: string): AffectedImport {
  return { path: path === '' || path.startsWith('/') ? name + path : path, symbols };
}

/** The advisory as JSON text, without ecosystem and package name. */
export function encodeAdvisory(advisory: Advisory): string {
  const { affected, kind, rangesComplete, suspect } = advisory;
  const flags =
    (kind === 'malware' ? FLAGS.malware : 0) +
    (rangesComplete ? 0 : FLAGS.rangesIncomplete) +
    (suspect ? FLAGS.suspect : 0) +
    FLAW * flawNumber(advisory);
  const parts: unknown[] = [
    advisory.id,
    advisory.severity?.charAt(0) ?? '',
    encodeDate(advisory.published),
    encodeDate(advisory.modified),
    flags,
    affected.ranges.map(encodeRange),
    advisory.aliases,
    advisory.cwes,
    advisory.vectors,
    affected.versions,
    (advisory.imports ?? []).map((each) => encodeImport(each, advisory.name)),
    advisory.willNotFix === undefined ? [] : [advisory.willNotFix],
  ];
  while (Array.isArray(parts.at(-1)) && (parts.at(-1) as unknown[]).length === 0) parts.pop();
  return JSON.stringify(parts);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text was expected');
  return value;
}

function textOrNumber(value: unknown): string | number {
  return typeof value === 'number' ? value : text(value);
}

function listOf<T>(value: unknown, read: (item: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) throw new TypeError('a list was expected');
  return value.map(read);
}

/** For the lists that are left out because they are empty. */
const NO_LISTS: readonly (readonly never[])[] = [[], [], [], [], [], [], []];

/** @throws TypeError when the stored value is not one of ours. */
export function decodeAdvisory(ecosystem: string, name: string, stored: unknown): Advisory {
  const parts = listOf(stored, (part) => part);
  const [id, severity, published, modified, flags] = parts;
  const [ranges, aliases, cwes, vectors, versions, imports, refusals] = [...parts.slice(5), ...NO_LISTS];
  const flagBits = Number(flags);
  const ownCwes = listOf(cwes, text);
  const publishedAt = textOrNumber(published);
  const [willNotFix] = listOf(refusals, text);
  const places = listOf(imports, (each) => decodeImport(listOf(each, text), name));
  return {
    id: text(id),
    aliases: listOf(aliases, text),
    ecosystem,
    name,
    kind: flagBits & FLAGS.malware ? 'malware' : 'vulnerability',
    severity: SEVERITY_LETTERS.get(text(severity)) ?? null,
    vectors: listOf(vectors, text),
    cwes: ownCwes,
    flaw: flagBits < FLAW ? flawOf(ownCwes) : `CWE-${Math.floor(flagBits / FLAW)}`,
    published: publishedAt === '' ? null : knownDate(decodeDate(publishedAt)),
    modified: decodeDate(textOrNumber(modified)),
    affected: {
      ranges: listOf(ranges, (range) => decodeRange(listOf(range, text))),
      versions: listOf(versions, text),
    },
    rangesComplete: !(flagBits & FLAGS.rangesIncomplete),
    suspect: Boolean(flagBits & FLAGS.suspect),
    ...(places.length > 0 && { imports: places }),
    ...(willNotFix !== undefined && { willNotFix }),
  };
}
