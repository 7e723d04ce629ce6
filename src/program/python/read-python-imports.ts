import type { EdgeKind } from '../module-graph.js';
import { blockEffect, combined, type Effect } from './block-effects.js';
import { ConstantNames } from './constant-names.js';
import {
  dynamicImport,
  isCall,
  mayImportByName,
  namedImports,
  renamesImporter,
  type DynamicImport,
} from './dynamic-imports.js';
import { depthOf, logicalLines, type LogicalLine, type PythonToken } from './logical-lines.js';
import { parseImport } from './parse-import.js';
import type { PythonImport, PythonImports } from './python-imports.js';

/** Names in code whose use has consequences for what it loads. */
const ENTRY_POINTS: ReadonlySet<string> = new Set(['entry_points', 'iter_entry_points', 'stevedore']);
const CONFIGURATIONS: ReadonlySet<string> = new Set(['dictConfig', 'fileConfig']);
const PATHS: ReadonlySet<string> = new Set(['addsitedir', 'addpackage', 'PYTHONPATH', 'unzip_requirements']);
const PICKLES: ReadonlySet<string> = new Set([
  'pickle',
  'cPickle',
  '_pickle',
  'dill',
  'cloudpickle',
  'joblib',
  'shelve',
  'read_pickle',
  'allow_pickle',
  'torch',
]);

/** A name of a module, of a folder, or `module:attribute` of an entry point. */
const WORD = /^\.{0,2}\/?[A-Za-z_][\w-]*(?:[./][\w-]+)*(?::[\w.]*)?$/;
/** Characters of the longest name that is looked up. */
const LONGEST_WORD = 0x80;

/** A statement that begins in a block ends at one of these columns or before. */
interface Block {
  readonly indent: number;
  readonly effect: Effect;
  /** Names that it binds, as far as they are of interest. */
  readonly names: readonly string[];
}

const KINDS: Readonly<Record<Exclude<Effect, 'never'>, EdgeKind>> = {
  none: 'start',
  called: 'call',
  condition: 'may',
  alternative: 'may',
};

/** Splits a line at the signs that end a statement outside of brackets. */
function* statementsOf(tokens: readonly PythonToken[]): Generator<readonly PythonToken[]> {
  let start = 0;
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind !== 'sign' || value !== ';') continue;
    yield tokens.slice(start, at);
    start = at + 1;
  }
  yield tokens.slice(start);
}

/** The index of the colon behind which the statements of a block begin on its own line; -1 without one. */
function colonOf(tokens: readonly PythonToken[]): number {
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    depth += depthOf(token);
    if (depth === 0 && token.kind === 'sign' && token.value === ':') return at;
  }
  return -1;
}

/** Reads the statements of one script. */
class ImportReader {
  private readonly imports: PythonImport[] = [];
  private readonly prefixes: string[] = [];
  private readonly words = new Set<string>();
  private readonly names = new Set<string>();
  private readonly blocks: Block[] = [];
  /** Null in scripts that import nothing by its name. */
  private constants: ConstantNames | null = null;
  private readonly codeTexts: string[] = [];
  private isOpen = false;
  private changesPath = false;

  private addDynamic(found: DynamicImport, kind: EdgeKind): void {
    if (found.kind === 'open') this.isOpen = true;
    else if (found.kind === 'prefix') this.prefixes.push(found.text);
    else this.imports.push({ ...found.target, names: [], kind });
  }

  /** Names that stand for constant texts are known; what else the call may import stays open. */
  private addNamed(tokens: readonly PythonToken[], at: number, kind: EdgeKind): void {
    if (!isCall(tokens, at)) return;
    const valuesAt = (start: number) => this.constants?.valuesAt(tokens, start) ?? null;
    for (const each of namedImports(tokens, at, valuesAt)) this.addDynamic(each, kind);
  }

  private noteText(value: string): void {
    if (value.length <= LONGEST_WORD && WORD.test(value)) this.words.add(value);
    else if (value.includes('import')) this.codeTexts.push(value);
  }

  private noteName(tokens: readonly PythonToken[], at: number, kind: EdgeKind): void {
    const value = tokens[at]?.value ?? '';
    this.names.add(value);
    if (PATHS.has(value) || (value === 'path' && tokens[at - 2]?.value === 'sys')) this.changesPath = true;
    const found = dynamicImport(tokens, at);
    if (!found) return;
    this.addDynamic(found, kind);
    if (found.kind !== 'module') this.addNamed(tokens, at, kind);
  }

  private noteTokens(tokens: readonly PythonToken[], kind: EdgeKind): void {
    for (const [at, token] of tokens.entries()) {
      if (token.kind === 'text') this.noteText(token.value);
      else if (token.kind === 'name') this.noteName(tokens, at, kind);
    }
  }

  private noteImport(tokens: readonly PythonToken[]): void {
    for (const { value } of tokens) this.names.add(value);
    if (tokens.some(({ value }) => PATHS.has(value))) this.changesPath = true;
    if (renamesImporter(tokens)) this.isOpen = true;
  }

  private readStatement(tokens: readonly PythonToken[], effect: Effect): void {
    if (tokens.length === 0) return;
    const kind = effect === 'never' ? 'may' : KINDS[effect];
    const found = parseImport(tokens);
    if (found) this.noteImport(tokens);
    if (found && effect !== 'never') for (const each of found) this.imports.push({ ...each, kind });
    if (!found) this.noteTokens(tokens, kind);
    this.constants?.note(tokens, this.blocks.length === 0);
  }

  /** Ends the blocks that a line at these columns is not part of. @returns the effect of the one that began at the same columns. */
  private leaveBlocks(indent: number): Effect {
    let ended: Effect = 'none';
    for (let block = this.blocks.at(-1); block && block.indent >= indent; block = this.blocks.at(-1)) {
      if (block.indent === indent) ended = block.effect;
      this.constants?.leave(block.names);
      this.blocks.pop();
    }
    return ended;
  }

  private readStatements(tokens: readonly PythonToken[], effect: Effect): void {
    for (const statement of statementsOf(tokens)) this.readStatement(statement, effect);
  }

  private readLine({ indent, tokens }: LogicalLine): void {
    const ended = this.leaveBlocks(indent);
    const around = this.blocks.at(-1)?.effect ?? 'none';
    const own = blockEffect(tokens, ended);
    if (own === null) {
      this.readStatements(tokens, around);
      return;
    }
    const effect = combined(around, own);
    const colon = colonOf(tokens);
    this.readStatement(tokens.slice(0, colon < 0 ? undefined : colon), around);
    this.blocks.push({ indent, effect, names: this.constants?.enter(tokens) ?? [] });
    if (colon >= 0) this.readStatements(tokens.slice(colon + 1), effect);
  }

  read(text: string): PythonImports {
    if (mayImportByName(text)) this.constants = new ConstantNames();
    for (const line of logicalLines(text)) this.readLine(line);
    const has = (names: ReadonlySet<string>): boolean => [...names].some((name) => this.names.has(name));
    return {
      imports: this.imports,
      prefixes: this.prefixes,
      isOpen: this.isOpen,
      loadsEntryPoints: has(ENTRY_POINTS),
      loadsByConfiguration: has(CONFIGURATIONS),
      changesPath: this.changesPath,
      loadsPickles: has(PICKLES),
      words: this.words,
    };
  }

  /** Code in texts, which `exec` may run. */
  texts(): readonly string[] {
    return this.names.has('exec') ? this.codeTexts : [];
  }
}

/** Finds the imports of a script in Python. Reads it statement by statement, so that code around a mistake is read, too. */
export function readPythonImports(text: string): PythonImports {
  const reader = new ImportReader();
  const found = reader.read(text);
  const inTexts = reader.texts().flatMap((code) => new ImportReader().read(code).imports);
  return {
    ...found,
    imports: [...found.imports, ...inTexts.map((each): PythonImport => ({ ...each, kind: 'may' }))],
  };
}
