import type { Artifact, Change } from '../model/index.js';
import { listed } from './amounts.js';

const MAX_NAMES = 2;

/** A change of an artifact, once for all of its folders that need it. */
export interface ChangeStep extends Omit<Change, 'root'> {
  /** Paths inside the artifact, '' for its top; empty where one folder needs changes, and nothing has to be told apart. */
  readonly folders: readonly string[];
  /** File inside the artifact to write the version into; absent where a manager does that. */
  readonly list?: string;
}

/** The changes of an artifact in their order; folders that need the same change share one step. */
export function changeSteps({ changes, roots }: Pick<Artifact, 'changes' | 'roots'>): readonly ChangeStep[] {
  const byId = new Map(roots.map((root) => [root.id, root]));
  const hasFolders = new Set(changes.map(({ root }) => root)).size > 1;
  const steps = new Map<string, ChangeStep>();
  for (const { root, clears, ...change } of changes) {
    const { path = root, list } = byId.get(root) ?? {};
    const key = JSON.stringify([change, list]);
    const known = steps.get(key);
    steps.set(key, {
      ...change,
      clears: [...(known?.clears ?? []), ...clears],
      folders: hasFolders ? [...(known?.folders ?? []), path] : [],
      ...(list !== undefined && { list }),
    });
  }
  return [...steps.values()];
}

/** How far a change goes where its users may have to adapt: of `0.x` a step of the minor does. '' for other changes. */
export function farWords({ major, from, to }: Pick<Change, 'major' | 'from' | 'to'>): string {
  if (!major) return '';
  const isEarly = [...from, to ?? ''].every((version) => /^v?0\./.test(version));
  return isEarly ? 'another minor of 0.x' : 'another major';
}

/** ` in functions/pay, functions/ship`; '' where folders need not be told apart. */
function folderWords(folders: readonly string[]): string {
  const names = folders.map((folder) => (folder === '' ? 'the top folder' : folder));
  return names.length === 0 ? '' : ` in ${listed(names, MAX_NAMES)}`;
}

function listWords(list: string | undefined): string {
  return list === undefined ? '' : `, written into ${list}`;
}

/** `upgrade express 4.16.0 → 4.22.1, another major`: raw, to be escaped for where it goes. */
export function changeWords({
  action,
  name,
  alias,
  from,
  to,
  major,
  broughtBy,
  folders,
  list,
}: Omit<ChangeStep, 'clears'>): string {
  const subject = alias === null ? name : `${alias} (is ${name})`;
  const shown = from.length > MAX_NAMES ? `${from[0]}–${from.at(-1)}` : from.join(', ');
  const versions = shown === '' ? '' : ` ${shown}`;
  const brought = broughtBy.length === 0 ? '' : ` (comes with ${listed(broughtBy, MAX_NAMES)})`;
  const step = farWords({ major, from, to });
  const far = `${step === '' ? '' : `, ${step}`}${folderWords(folders)}`;
  if (action === 'remove') {
    return to === null
      ? `remove ${subject}${versions}${brought}${far}`
      : `replace ${subject}${versions} by ${to}${brought}${far}`;
  }
  // Some of its possible versions may need no change.
  const open = to !== null && from.includes(to) ? `, unless it is ${to} or later` : '';
  return `${action} ${subject}${versions} → ${to}${open}${brought}${far}${listWords(list)}`;
}
