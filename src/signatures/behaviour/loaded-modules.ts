import { isNodeModule } from '../../syntax/index.js';

/** Texts that may be names of modules. */
const NAMES = /(["'`])(?:node:)?(@?[a-z][\w./-]{0,80})\1/g;

/** Characters before a name that are read to tell whether it is loaded there. */
const BEFORE = 40;

/** Code before the name of a module that it loads: `from`, a call of a function without an object (`require(`, a bundler's `n(`), or of one that gives modules. */
const LOADING =
  /(?:(?:^|[^.\w$])[\w$]{1,40}|[)\]]|\.(?:require|getBuiltinModule|_load|import))\s{0,9}(?:\?\.)?\(\s{0,9}$|\b(?:from|import)\s{0,9}$/;

/** Calls of members of what may be modules under their own names: `fs.readFileSync(`. Those of Node have these names in `node -e`. */
const BARE = /(?:^|[^.\w$/'"`-])([a-z]\w{1,20})\.(\w{1,40})\(/g;

/** Members of clients: other members tell nothing of what a name stands for (`needle.indexOf`). */
const OF_CLIENTS = /^(?:get|post|put|patch|request|create|stream|fetch)$/;

/** Code that loads a module whose name it computes, or that hands on what loads modules. */
const OPEN = new RegExp(
  [
    String.raw`\b(?:require|import|_load|getBuiltinModule)\s{0,9}(?:\?\.)?\(\s{0,9}(?:[^"'\s)]|["'][^"'\n]{0,80}(?:\\|["']\s{0,9}[^\s)"'\`,]))`,
    String.raw`\brequire\s{0,9}(?:[,;}\]|]|\.(?:call|apply|bind))`,
    String.raw`\brequire\s{0,9}\)\s{0,9}[,;()]`,
    String.raw`["'\`](?:require|getBuiltinModule|_load)\b`,
    String.raw`\b_0x[\da-f]{4}|\\x[2-7][\da-f]\\x|\bbinding\s{0,9}\(`,
  ].join('|'),
);

/** Names of modules that a script loads, as its text tells; null: it may load any. */
function namesIn(text: string): ReadonlySet<string> | null {
  if (OPEN.test(text)) return null;
  const loaded = new Set<string>();
  for (const [, name = '', member = ''] of text.matchAll(BARE))
    if (isNodeModule(name) || OF_CLIENTS.test(member)) loaded.add(name);
  for (const { index, 2: name } of text.matchAll(NAMES)) {
    const isLoaded = name !== undefined && LOADING.test(text.slice(Math.max(0, index - BEFORE), index));
    if (isLoaded) loaded.add(name);
  }
  return loaded;
}

/** Modules that some scripts may load. Looked for when they are asked for: mostly they are not. */
export class LoadedModules {
  private readonly texts: (() => string)[] = [];
  private names: ReadonlySet<string> | null | undefined;

  /** Adds a script. @param text its text, made when it is needed. */
  add(text: () => string): void {
    this.texts.push(text);
    this.names = undefined;
  }

  private find(): ReadonlySet<string> | null {
    const all = new Set<string>();
    for (const text of this.texts) {
      const names = namesIn(text());
      if (!names) return null;
      for (const name of names) all.add(name);
    }
    return all;
  }

  /** Whether one of some modules, or a part of it, may be loaded. */
  mayLoad(modules: readonly string[]): boolean {
    if (this.names === undefined) this.names = this.find();
    const { names } = this;
    if (!names) return true;
    const isLoaded = (module: string): boolean =>
      names.has(module) || [...names].some((name) => name.startsWith(`${module}/`));
    return modules.some(isLoaded);
  }
}
