import { orderingOf } from '../../ecosystems/index.js';
import { scanXml, xmlAttributes } from '../../files/index.js';
import type { OsvRecord } from './schema.js';

// The list of updates in the metadata of a repository of rpm packages, as `dnf updateinfo` reads it:
// https://docs.aws.amazon.com/linux/al2023/ug/security-inplace-update.html

/** One update, as far as it is read. */
interface Update {
  readonly attributes: ReadonlyMap<string, string>;
  /** Texts of its elements, by name. */
  readonly texts: Map<string, string>;
  /** `issued` and `updated`. */
  readonly dates: Map<string, string>;
  readonly references: ReadonlyMap<string, string>[];
  readonly packages: ReadonlyMap<string, string>[];
}

/** Elements inside elements: the format has six. */
const MAX_DEPTH = 20;
/** Updates that are not, or no longer, advisories. */
const SECURITY = 'security';
const RETRACTED = /^(?:retracted|testing)$/;

/** `2023-02-17 20:41:00`, `2018-01-11 22:35`: dates are of Greenwich. */
function dateOf(text = ''): string | null {
  const [, day, time = '00:00', seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?/.exec(text) ?? [];
  return day === undefined ? null : `${day}T${time}${seconds}Z`;
}

/** `1:3.0.8-1.amzn2023.0.3`, as rows of images have it; null where it is no version. */
function versionOf(attributes: ReadonlyMap<string, string>, ecosystem: string): string | null {
  const [epoch = '0', version, release] = ['epoch', 'version', 'release'].map((name) => attributes.get(name));
  if (version === undefined || release === undefined) return null;
  const written = `${epoch === '0' || epoch === '' ? '' : `${epoch}:`}${version}-${release}`;
  return orderingOf(ecosystem)?.isValid(written) === true ? written : null;
}

/** The version that fixes each package. Where processors have different ones, the highest counts. Null if a version cannot be read. */
function fixesOf({ packages }: Update, ecosystem: string): ReadonlyMap<string, string> | null {
  const ordering = orderingOf(ecosystem);
  const fixes = new Map<string, string>();
  for (const attributes of packages) {
    const name = attributes.get('name') ?? '';
    const version = versionOf(attributes, ecosystem);
    if (name === '' || version === null) return null;
    const known = fixes.get(name);
    if (known === undefined || (ordering?.compare(version, known) ?? 0) > 0) fixes.set(name, version);
  }
  return fixes;
}

/** A record in OSV's form; null where the update cannot be read. */
function recordOf(update: Update, ecosystem: string): OsvRecord | null {
  const { texts, dates, references } = update;
  const id = texts.get('id') ?? '';
  const fixes = fixesOf(update, ecosystem);
  if (id === '' || fixes === null || fixes.size === 0) return null;
  const published = dateOf(dates.get('issued'));
  return {
    id,
    published,
    // A record without a date: Go's time that nobody set.
    modified: dateOf(dates.get('updated')) ?? published ?? '0001-01-01T00:00:00Z',
    upstream: references.flatMap((each) => (each.get('type') === 'cve' ? (each.get('id') ?? []) : [])),
    summary: texts.get('title') ?? null,
    details: texts.get('description') ?? null,
    references: references.flatMap((each) => {
      const url = each.get('href') ?? '';
      return /^https?:\/\//.test(url) ? [{ url }] : [];
    }),
    severity: null,
    database_specific: { severity: texts.get('severity') },
    affected: [...fixes].map(([name, fixed]) => ({
      package: { ecosystem, name },
      severity: null,
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
    })),
  };
}

/** The advisories of a file, and ids of those that cannot be read. */
export interface Updateinfo {
  readonly records: readonly OsvRecord[];
  readonly unreadable: ReadonlyMap<string, string>;
  /** Of the newest advisory; null without a date. */
  readonly newest: string | null;
}

function isAdvisory({ attributes }: Update): boolean {
  return attributes.get('type') === SECURITY && !RETRACTED.test(attributes.get('status') ?? '');
}

/** Keeps attributes of an element inside of an update. */
type Keeper = (update: Update, attributes: ReadonlyMap<string, string>) => unknown;

const KEEPERS: ReadonlyMap<string, Keeper> = new Map<string, Keeper>([
  ['issued', ({ dates }, attributes) => dates.set('issued', attributes.get('date') ?? '')],
  ['updated', ({ dates }, attributes) => dates.set('updated', attributes.get('date') ?? '')],
  ['reference', ({ references }, attributes) => references.push(attributes)],
  ['package', ({ packages }, attributes) => packages.push(attributes)],
]);

function newUpdate(tag: string): Update {
  return { attributes: xmlAttributes(tag), texts: new Map(), dates: new Map(), references: [], packages: [] };
}

/** Where updates and their fields are: elements around them, and they themselves. */
const UPDATE_DEPTH = 2;
const FIELD_DEPTH = 3;
const END = /<\/(?:\w{1,20}:)?updates\s{0,9}>\s{0,99}$/;

/** Calls `onUpdate` for each update. @throws Error for a text that is no such list, or not whole. */
function eachUpdate(text: string, onUpdate: (update: Update) => void): void {
  let update: Update | null = null;
  let isList = false;
  const open = scanXml(text, {
    maxDepth: MAX_DEPTH,
    onOpen: (tag, names) => {
      isList ||= names.length === 1 && names[0] === 'updates';
      if (names.length === UPDATE_DEPTH) update = newUpdate(tag);
      else if (update) KEEPERS.get(names.at(-1) ?? '')?.(update, xmlAttributes(tag));
    },
    onText: (value, names) => {
      if (names.length === FIELD_DEPTH) update?.texts.set(names.at(-1) ?? '', value);
    },
    onClose: (names) => {
      if (names.length !== UPDATE_DEPTH || update === null) return;
      if (names.at(-1) === 'update') onUpdate(update);
      update = null;
    },
  });
  if (!isList) throw new Error('it is no list of updates');
  if (open.length > 0 || !END.test(text.slice(-200))) throw new Error('it is cut off');
}

/**
 * The advisories of an `updateinfo.xml`.
 * @param ecosystem with the release that the file is of: `Amazon Linux:2023`.
 * @throws Error for a text that is no such list, or not whole.
 */
export function readUpdateinfo(text: string, ecosystem: string): Updateinfo {
  const records: OsvRecord[] = [];
  const unreadable = new Map<string, string>();
  eachUpdate(text, (update) => {
    if (!isAdvisory(update)) return;
    const record = recordOf(update, ecosystem);
    const id = update.texts.get('id') ?? `update ${records.length + unreadable.size + 1}`;
    if (record) records.push(record);
    else unreadable.set(id, 'it names no package with a version that can be read');
  });
  const newest =
    records
      .map(({ modified }) => modified)
      .sort()
      .at(-1) ?? null;
  return { records, unreadable, newest };
}
