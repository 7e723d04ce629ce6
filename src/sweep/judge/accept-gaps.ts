import { functionArnOf } from '../../aws/index.js';
import type { GapCode } from '../../model/index.js';
import type { AcceptGap } from '../../policy/index.js';
import { functionsMounting, gapsOf, saveAcceptance, type Sql, type JudgedGap } from '../../store/index.js';

/** The problem code that a rule names, by the word that a sweep has for a refused call. */
const CODES: ReadonlyMap<string, GapCode> = new Map([
  ['denied', 'denied'],
  ['absent', 'missing'],
  ['unsupported', 'unsupported'],
  ['throttled', 'throttled'],
]);

const FUNCTION = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/;

/**
 * Names by which a rule may mean the function of a gap: its name, its ARN, and the ARN with version or alias. A resource that is no ARN is a name.
 * Empty for a layer and for gaps without a function: the name of a layer is never taken for that of a function.
 */
export function functionNamesOf(resource: string | null): readonly string[] {
  if (resource === null) return [];
  if (!resource.startsWith('arn:')) return [resource];
  const [, name] = FUNCTION.exec(resource) ?? [];
  return name === undefined ? [] : [...new Set([resource, functionArnOf(resource), name])];
}

/** The kind of gap that a refused or failed call of a sweep makes. */
export function codeOfGap({ status }: Pick<JudgedGap, 'status'>): GapCode {
  return CODES.get(status) ?? 'failed';
}

/** A gap about a layer is accepted as such, or where it is accepted for each function that mounts the layer. */
async function acceptanceOf(gap: JudgedGap, sql: Sql, accepts: AcceptGap): Promise<JudgedGap['accepted']> {
  const { account, region, resource, reason } = gap;
  const place = { account, region, names: functionNamesOf(resource) };
  const problem = { code: codeOfGap(gap), artifact: null, path: resource ?? '', message: reason };
  const direct = accepts(problem, place);
  if (direct !== null || resource === null || !resource.includes(':layer:')) return direct;
  const users = await functionsMounting(sql, resource);
  const each = users.map((fn) =>
    accepts(problem, { account: fn.account, region: fn.region, names: [fn.name, fn.arn] }),
  );
  return each.every((one) => one !== null) ? (each[0] ?? null) : null;
}

/** Stores which gaps of a run the user's rules accept. */
export async function acceptGaps(sql: Sql, run: number, accepts: AcceptGap): Promise<void> {
  const judged: JudgedGap[] = [];
  for (const gap of await gapsOf(sql, run)) {
    const accepted = gap.affectsCompleteness ? await acceptanceOf(gap, sql, accepts) : null;
    judged.push({ ...gap, accepted });
  }
  await saveAcceptance(sql, run, judged);
}
