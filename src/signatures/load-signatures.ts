import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { compileRules, signatureSchema, type SignatureFile } from '../detectors/index.js';

/** What is wrong with a signature file: where, and why. */
export interface SignatureError {
  readonly file: string;
  /** 1-based, null when it concerns the whole file. */
  readonly line: number | null;
  readonly message: string;
}

export interface LoadedSignatures {
  readonly files: readonly SignatureFile[];
  readonly errors: readonly SignatureError[];
}

type Loaded = { readonly file: SignatureFile } | { readonly error: SignatureError };

/** Names of a zod issue that tell an author more than "invalid input" of a union. */
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

/** The document's value, or why it has none: aliases that multiply beyond reason. */
function valueOf(document: Document): { readonly value?: unknown; readonly refused?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

function parseSignature(file: string, text: string): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return { error: { file, line: lines.linePos(broken.pos[0]).line, message: broken.message } };
  const { value, refused } = valueOf(document);
  if (refused !== undefined) return { error: { file, line: null, message: refused } };
  const parsed = signatureSchema.safeParse(value);
  if (parsed.success) return { file: parsed.data };
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : null;
  };
  return { error: { file, ...errorOfSchema(parsed.error, lineOf) } };
}

/** What only shows when a rule is used: its place, its patterns, and keywords for what is searched in text. */
function checkRule(file: string, path: string, rule: SignatureFile): SignatureError | null {
  const place = path.replace(/\.ya?ml$/, '');
  if (rule.id !== place) return { file, line: 1, message: `id: it has to be the file's path, ${place}` };
  try {
    compileRules([rule]);
  } catch (error) {
    return { file, line: null, message: (error as Error).message };
  }
  const searches = JSON.stringify(rule.match).match(/"(?:text|tree)":/);
  if (searches && rule.keywords.length === 0) {
    return { file, line: null, message: 'keywords: text and tree matchers need at least one keyword' };
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

/**
 * Reads a folder of signatures, `<category>/<name>.yaml`.
 * @param known ids that `needs` may name besides those of the folder.
 * @throws what the operating system says when the folder cannot be read.
 */
export function loadSignatures(folder: string, known: ReadonlySet<string> = new Set()): LoadedSignatures {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .sort();
  const files: SignatureFile[] = [];
  const errors: SignatureError[] = [];
  for (const path of paths) {
    const file = join(folder, path);
    const loaded = parseSignature(file, readFileSync(file, 'utf8'));
    const error =
      'error' in loaded
        ? loaded.error
        : checkRule(file, relative('.', path).split(sep).join('/'), loaded.file);
    if (error) errors.push(error);
    else if ('file' in loaded) files.push(loaded.file);
  }
  return { files, errors: [...errors, ...checkNeeds(files, folder, known)] };
}
