import { createHash } from 'node:crypto';
import { addImage, type Layout } from './image-builder.js';
import { FIXED, OLD, packageAt, plainZip, goZip, zipWith } from './sweep-zips.js';
import { buildZip } from './zip-builder.js';

/** Accounts and regions with functions; the account after them refuses access. */
export const ACCOUNTS = ['123456789012', '222222222222', '333333333333'];
export const DENIED_ACCOUNT = '444444444444';
export const REGIONS = ['eu-west-1', 'us-east-1'];
const LAYERS = 5;
const IMAGES = 3;

/** A function, and the expected results of a sweep for it. */
export interface PlannedFunction {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly isVulnerable: boolean;
  /** False: its code is broken, or may not be read. */
  readonly isReadable: boolean;
  readonly isDenied: boolean;
  readonly layers: readonly string[];
  readonly image: string | null;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** A published version, and its caller. */
  readonly published: PublishedVersion | null;
  /** Effect of a rule on its gap, if a rule names it: the function holds Go code. */
  readonly rule: 'accepted' | 'expired' | null;
  /** An alias of its latest version is public. */
  readonly hasPublicAlias: boolean;
}

/** Rules of a configuration about planned functions. Gaps of file systems are accepted in one account, by the ARN of the function. */
export const ACCEPTING_ACCOUNT = '222222222222';
export const CONFIGURATION = `accept:
  - code: unsupported
    function: batch-*
    message: Holds Go code **
    reason: Reviewed by hand.
    owner: ann
    expires: 2999-01-01
  - code: unsupported
    function: legacy-*
    message: Holds Go code **
    reason: Reviewed by hand, long ago.
    owner: ann
    expires: 2020-01-01
  - code: unsupported
    function: arn:aws:lambda:*:${ACCEPTING_ACCOUNT}:function:fn-*
    message: Code may come from the file system **
    reason: Nothing but data is there.
    owner: bob
    expires: 2999-01-01
`;
const NAMES = { accepted: 'batch', expired: 'legacy' } as const;

/** Callers of a published version; `nothing`: it is never called. */
const CALLERS = ['nothing', 'alias', 'policy', 'source', 'role', 'provisioned', 'nothing'] as const;

export interface PublishedVersion {
  readonly caller: (typeof CALLERS)[number] | 'edge';
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Its code may come from there. */
  readonly hasFileSystem: boolean;
}

/** Deployed functions. */
export interface PlannedAccounts {
  readonly functions: PlannedFunction[];
  readonly blobs: Map<string, Buffer>;
  readonly layers: Map<string, string>;
  readonly images: Map<string, string>;
}

function keep({ blobs }: PlannedAccounts, bytes: Uint8Array): { sha256: string; bytes: number } {
  const hash = createHash('sha256').update(bytes).digest('hex');
  blobs.set(hash, Buffer.from(bytes));
  return { sha256: hash, bytes: bytes.length };
}

function addLayers(state: PlannedAccounts): void {
  for (const account of ACCOUNTS)
    for (const region of REGIONS)
      for (let at = 0; at < LAYERS; at += 1) {
        const folder = packageAt('nodejs/node_modules', at === 0 ? OLD : FIXED);
        const zip = buildZip([...folder, { name: 'nodejs/of.txt', content: `${account} ${region} ${at}` }]);
        state.layers.set(`arn:aws:lambda:${region}:${account}:layer:shared-${at}:1`, keep(state, zip).sha256);
      }
}

function addImages(state: PlannedAccounts): void {
  for (let at = 0; at < IMAGES; at += 1) {
    const layout: Layout = new Map();
    const entries = packageAt('var/task/node_modules', at === 0 ? OLD : FIXED);
    // Each is an image of its own.
    const own = { name: 'var/task/of.txt', content: String(at) };
    const { digest } = addImage(layout, { layers: [[...entries, own]] });
    for (const [path, bytes] of layout) if (path.startsWith('blobs/')) keep(state, bytes);
    state.images.set(digest, Buffer.from(layout.get(`blobs/${digest.replace(':', '/')}`) ?? []).toString());
  }
}

/** Which code the function of a number has; every fifth shares that of the one before. */
function codeOf(at: number, revision: number): { zip: Buffer; isVulnerable: boolean; isUnread: boolean } {
  const word = `fn-${at % 5 === 4 ? at - 1 : at}-${revision}`;
  const rule = ruleOf(at);
  const isUnread = at % 50 === 7;
  if (rule !== null) return { zip: goZip(word), isVulnerable: false, isUnread: rule === 'expired' };
  const isVulnerable = (at % 5 === 4 ? at - 1 : at) % 10 === 3;
  if (isUnread) return { zip: Buffer.from(`no zip ${word}`), isVulnerable: false, isUnread };
  return { zip: isVulnerable ? zipWith(word, OLD) : plainZip(word), isVulnerable, isUnread };
}

/** Every fourth function has a published version with other code than the latest. Lambda@Edge is at home in one region. */
function publishedOf(state: PlannedAccounts, at: number, region: string) {
  if (at % 4 !== 2) return null;
  const number = Math.floor(at / 4);
  const isEdge = region === 'us-east-1' && number % 3 === 2;
  const caller = isEdge ? ('edge' as const) : (CALLERS[number % CALLERS.length] ?? 'nothing');
  const isVulnerable = number % 5 !== 1;
  const hasFileSystem = number % 4 === 1;
  const code = keep(state, isVulnerable ? zipWith(`published-${at}`, OLD) : plainZip(`published-${at}`));
  return { caller, isVulnerable, hasFileSystem, ...code };
}

/** Whether a function has a published version with a caller. */
export function isCalled({ published }: Pick<PlannedFunction, 'published'>): boolean {
  return published !== null && published.caller !== 'nothing';
}

function hasOldVersion(published: (PublishedVersion & { isVulnerable: boolean }) | null): boolean {
  return isCalled({ published }) && published?.isVulnerable === true;
}

/** The first layer of each place holds the old package. */
function isOldLayer(layers: readonly string[]): boolean {
  return layers.some((arn) => arn.includes(':shared-0:'));
}

/** Which layers the function of a number has. */
function layersOf(at: number, account: string, region: string): readonly string[] {
  return at % 4 === 1 ? [`arn:aws:lambda:${region}:${account}:layer:shared-${at % LAYERS}:1`] : [];
}

/** Every sixtieth function holds Go code and is named by a rule in force, every sixtieth by one that expired. */
function ruleOf(at: number): PlannedFunction['rule'] {
  if (at % 60 === 28) return 'accepted';
  return at % 60 === 48 ? 'expired' : null;
}

/** The function of a number. */
export function planFunction(state: PlannedAccounts, at: number, revision: number): PlannedFunction {
  const account = ACCOUNTS[at % ACCOUNTS.length] ?? '';
  const region = REGIONS[Math.floor(at / ACCOUNTS.length) % REGIONS.length] ?? '';
  const rule = ruleOf(at);
  const name = `${rule === null ? 'fn' : NAMES[rule]}-${at}`;
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
  const place = { account, region, name, arn, rule, hasPublicAlias: at % 30 === 14 };
  if (at % 40 === 11) {
    const number = (at / 40) | 0;
    const image = [...state.images.keys()][number % IMAGES] ?? '';
    const sha256 = image.slice('sha256:'.length);
    const seen = { isVulnerable: number % IMAGES === 0, isReadable: true, isDenied: false };
    return { ...place, ...seen, layers: [], image, sha256, bytes: 0, published: null };
  }
  const { zip, isVulnerable, isUnread } = codeOf(at, revision);
  const layers = layersOf(at, account, region);
  const isDenied = at % 90 === 17;
  const published = publishedOf(state, at, region);
  return {
    ...place,
    published,
    isVulnerable: (!isDenied && (isVulnerable || hasOldVersion(published))) || isOldLayer(layers),
    isReadable: !isUnread && !isDenied,
    isDenied,
    layers,
    image: null,
    ...keep(state, zip),
  };
}

/** As many functions as are wished, of every kind. */
export function planAccounts(count: number): PlannedAccounts {
  const state: PlannedAccounts = { functions: [], blobs: new Map(), layers: new Map(), images: new Map() };
  addLayers(state);
  addImages(state);
  for (let at = 0; at < count; at += 1) state.functions.push(planFunction(state, at, 0));
  return state;
}
