import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { campaignSchema, type Campaign } from './campaign.js';
import { behaviourSchema } from './behaviour-schema.js';
import { flowFactsSchema, flowRuleSchema, type FlowFile } from './flow-schema.js';
import { checkPatterns, checkSources } from './match/compiled-rules.js';
import { knownValuesSchema, secretRuleSchema, type SecretFile, type SecretRule } from './secret-schema.js';
import { isSecretRule } from './secrets-of.js';
import { signatureSchema, type SignatureFile } from './signature-schema.js';
import { readUserFile } from '../files/index.js';
import { ScanError, systemReason } from '../model/index.js';

const FOLDER_HINT = 'Name a folder that holds <category>/<name>.yaml files.';

/** An error in a signature file: where, and why. */
export interface SignatureError {
  readonly file: string;
  /** 1-based, null when it concerns the whole file. */
  readonly line: number | null;
  readonly message: string;
}

export interface LoadedSignatures {
  readonly files: readonly SignatureFile[];
  readonly campaigns: readonly Campaign[];
  readonly flows: readonly FlowFile[];
  readonly secrets: readonly SecretFile[];
  readonly errors: readonly SignatureError[];
}

type Loaded<T> = { readonly value: T } | { readonly error: SignatureError };

/** Names of zod issues that describe a union better than "invalid input". */
function deepestIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const inner = first.errors.map(deepestIssue).filter((issue) => issue !== undefined);
  const best = inner.find((issue) => issue.code !== 'unrecognized_keys' && issue.path.length > 0);
  return best ? { ...best, path: [...first.path, ...best.path] } : first;
}

function errorOfSchema(
  error: z.ZodError,
  lineOf: (path: readonly PropertyKey[]) => number | null,
): Omit<SignatureError, 'file'> {
  const issue = deepestIssue(error.issues);
  const path = issue?.path ?? [];
  return { line: lineOf(path), message: `${path.join('.')}: ${issue?.message ?? 'not a signature'}` };
}

/** The document's value, or the error: its aliases multiply without bound. */
function valueOf(document: Document): { readonly value?: unknown; readonly refused?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

function parseFile<T>(file: string, text: string, schema: z.ZodType<T>): Loaded<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return { error: { file, line: lines.linePos(broken.pos[0]).line, message: broken.message } };
  const { value, refused } = valueOf(document);
  if (refused !== undefined) return { error: { file, line: null, message: refused } };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : null;
  };
  return { error: { file, ...errorOfSchema(parsed.error, lineOf) } };
}

function checkPlace(file: string, path: string, id: string): SignatureError | null {
  const place = path.replace(/\.ya?ml$/, '');
  return id === place
    ? null
    : {
        file,
        line: 1,
        message: `id: it is ${id}, but the file is ${place}.yaml. Save the file as ${id}.yaml below the rules' folder, or change the id.`,
      };
}

/** Errors that show only when a rule is used: in its patterns, and missing keywords of text matchers. */
function checkRule(file: string, rule: SignatureFile): SignatureError | null {
  try {
    checkPatterns(rule);
  } catch (error) {
    return { file, line: null, message: (error as Error).message };
  }
  const searches = JSON.stringify(rule.match).match(/"(?:text|tree|python)":/);
  if (searches && rule.keywords.length === 0 && !('sum' in rule.match)) {
    return {
      file,
      line: null,
      message: 'keywords: text, tree and python matchers need at least one keyword',
    };
  }
  return null;
}

function checkNeeds(
  files: readonly SignatureFile[],
  folder: string,
  known: ReadonlySet<string>,
): SignatureError[] {
  const ids = new Set([...known, ...files.map(({ id }) => id)]);
  return files.flatMap(({ id, needs, without }) =>
    [...needs, ...without]
      .filter((other) => !ids.has(other))
      .map((other) => ({
        file: join(folder, `${id}.yaml`),
        line: null,
        message: `needs, without: there is no signature ${other}`,
      })),
  );
}

const NONE: LoadedSignatures = { files: [], campaigns: [], flows: [], secrets: [], errors: [] };

/** Errors in the patterns of a rule about secrets. */
function checkSecret(
  file: string,
  { id, patterns, except, near, unlessNear, pair }: SecretRule,
): SignatureError | null {
  const sources = [...patterns, except, near?.text, unlessNear?.text, pair?.text].filter(
    (one) => one !== undefined,
  );
  try {
    checkSources(id, sources, sources);
    return null;
  } catch (error) {
    return { file, line: null, message: (error as Error).message };
  }
}

interface Kind<T extends { readonly id: string }> {
  readonly schema: z.ZodType<T>;
  readonly asLoaded: (value: T) => Partial<LoadedSignatures>;
  readonly check?: (file: string, value: T) => SignatureError | null;
}

function loadAs<T extends { readonly id: string }>(file: UserFile, kind: Kind<T>): LoadedSignatures {
  const { path, text, place } = file;
  const loaded = parseFile(path, text, kind.schema);
  if ('error' in loaded) return { ...NONE, errors: [loaded.error] };
  const error = checkPlace(path, place, loaded.value.id) ?? kind.check?.(path, loaded.value) ?? null;
  return error ? { ...NONE, errors: [error] } : { ...NONE, ...kind.asLoaded(loaded.value) };
}

const CAMPAIGN: Kind<Campaign> = {
  schema: campaignSchema,
  asLoaded: (campaign) => ({ campaigns: [campaign] }),
};
const FLOW: Pick<Kind<FlowFile>, 'asLoaded'> = { asLoaded: (flow) => ({ flows: [flow] }) };
const SECRET: Pick<Kind<SecretFile>, 'asLoaded' | 'check'> = {
  asLoaded: (secret) => ({ secrets: [secret] }),
  check: (file, secret) => (isSecretRule(secret) ? checkSecret(file, secret) : null),
};
const SIGNATURE: Kind<SignatureFile> = {
  schema: signatureSchema,
  asLoaded: (rule) => ({ files: [rule] }),
  check: checkRule,
};

interface UserFile {
  readonly path: string;
  readonly text: string;
  /** Path below the folder. */
  readonly place: string;
}

/** One file of a folder: its folder and its name say what it is. */
function loadFile(folder: string, path: string): LoadedSignatures {
  const place = relative('.', path).split(sep).join('/');
  const whole = join(folder, path);
  const text = readUserFile({ path: whole, what: 'signature', hint: FOLDER_HINT });
  const file = { path: whole, text, place };
  const [category, name = ''] = place.split('/');
  const isKnown = name.startsWith('known-');
  if (category === 'campaigns') return loadAs(file, CAMPAIGN);
  if (category === 'flows') {
    const isBehaviour = name.startsWith('behaviour-');
    const schema = isBehaviour ? behaviourSchema : isKnown ? flowFactsSchema : flowRuleSchema;
    return loadAs<FlowFile>(file, { ...FLOW, schema });
  }
  if (category === 'secrets')
    return loadAs<SecretFile>(file, { ...SECRET, schema: isKnown ? knownValuesSchema : secretRuleSchema });
  return loadAs(file, SIGNATURE);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    const message = `The folder of signatures ${folder} cannot be read: ${systemReason(cause)}.`;
    throw new ScanError('not-found', message, { hint: FOLDER_HINT, cause });
  }
}

/**
 * Reads a folder of signatures, `<category>/<name>.yaml`, and of campaigns, `campaigns/<name>.yaml`, of rules about data,
 * `flows/<name>.yaml`, and about secrets, `secrets/<name>.yaml`.
 * @param known ids that `needs` may name besides those of the folder.
 * @throws ScanError `not-found` when the folder or a file in it cannot be read.
 */
export function loadSignatures(folder: string, known: ReadonlySet<string> = new Set()): LoadedSignatures {
  const loaded = namesIn(folder)
    .filter((path) => /\.ya?ml$/.test(path))
    .sort()
    .map((path) => loadFile(folder, path));
  const files = loaded.flatMap((one) => one.files);
  return {
    files,
    campaigns: loaded.flatMap(({ campaigns }) => campaigns),
    flows: loaded.flatMap(({ flows }) => flows),
    secrets: loaded.flatMap(({ secrets }) => secrets),
    errors: [...loaded.flatMap(({ errors }) => errors), ...checkNeeds(files, folder, known)],
  };
}
