import { isPopularName } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { FlowPattern } from '../flow-schema.js';
import { contentKind, isNodeScriptName, ProgramFlow, type PackageCode } from '../../program/index.js';
import { fits, ruleHits, type BehaviourContext, type FollowedSubject } from './behaviour-hits.js';
import { partsOf, type ReadableFile } from './readable-file.js';
import type { ScannedFile } from './scanned-file.js';
import type { RuleHits } from './hit-log.js';
import { pathInSubject, type Subject } from './subject.js';
import { BehaviourDomain } from '../behaviour/behaviour-domain.js';
import type { FollowedPlaces } from '../behaviour/followed-code.js';
import type { BehaviourHit } from '../behaviour/behaviour-hit.js';
import { LoadedModules } from '../behaviour/loaded-modules.js';
import { KindPlaces, mayDo, mayDoTogether, mayHaveBoth, sourcesOf } from '../behaviour/kind-places.js';
import type { ReadyBehaviour } from '../behaviour/ready-behaviour.js';
import { isAfterAll, isEnough, waysToFollow } from '../behaviour/ways-to-follow.js';
import { SubjectProgram } from '../behaviour/subject-program.js';

/** A file, and whether it may be run although its first characters do not parse. */
interface SeenFile {
  readonly path: string;
  readonly file: ScannedFile;
  readonly isNamed: boolean;
  /** The same with the texts written out that it computes; null if it computes none. */
  readonly readable: ReadableFile | null;
}

/** A script that may do, alone or with others, what a rule is about. */
interface NotedScript {
  readonly path: string;
  readonly size: number;
  readonly isLarge: boolean;
  readonly places: KindPlaces;
}

/** A file that may be a script without its name saying so: `bin/tool`. */
const EXTENSIONLESS = /(?:^|\/)[^./]+$/;

interface Following {
  readonly kinds: ReadonlySet<string>;
  readonly large: ReadonlyMap<string, readonly number[]>;
}

/** Characters between two places of a large file that belong together. */
const REACH = 6_000;

/** What the scripts of one subject take where. */
export class SubjectFlows {
  /** What these may do is known when all scripts are noted. */
  private readonly noted: NotedScript[] = [];
  private readonly readable = new Map<string, ReadableFile>();
  private readonly ready: ReadyBehaviour;
  private readonly isSmall: boolean;
  private readonly loaded: LoadedModules | null;
  /** Of the application: whose code the parts of its bundles are. */
  private readonly parts: PackageCode | null;
  /** Of a package that many know, a word counts only with fitting code around it: following all of them costs too much. */
  private readonly isPopular: boolean;

  constructor(ready: ReadyBehaviour, subject: Subject) {
    this.ready = ready;
    this.isSmall = areFew(subject);
    this.parts = subject.parts ?? null;
    this.isPopular =
      subject.package !== null && isPopularName(subject.package.ecosystem, subject.package.name);
    // A bundle holds modules that nothing in it loads by name.
    this.loaded = subject.package ? new LoadedModules() : null;
  }

  /** What scripts load that are followed with this one. */
  private loadedWith(path: string, file: ScannedFile): LoadedModules | null {
    const loaded = this.isSmall ? this.loaded : this.loaded && new LoadedModules();
    if (isNodeScriptName(path) || EXTENSIONLESS.test(path)) loaded?.add(() => file.text());
    return loaded;
  }

  /** Whether a file is a script that may do, alone or with others, what a rule is about. */
  private isNoted({ path, file, isNamed }: SeenFile, places: KindPlaces): boolean {
    if (places.kinds().length === 0) return false;
    const isScript = isNodeScriptName(path);
    const isWanted = this.ready.rules.some(({ pattern }) => mayHaveBoth(pattern, [places]));
    if (!isWanted) return this.isSmall && isScript;
    // Without a script's name only content tells.
    return isScript || contentKind(file.bytes, isNamed) === 'script';
  }

  /** The readable copy of a file, if it has one, else the file. */
  private readableOr({ path, file, readable }: SeenFile): ScannedFile {
    if (!readable) return file;
    this.readable.set(path, readable);
    return readable.file;
  }

  /** Notes a file and the places in it, if it is a script. */
  note(seen: SeenFile): void {
    const { path } = seen;
    const file = this.readableOr(seen);
    const size = file.bytes.length;
    const isLarge = size > limitOf('behaviour-large');
    const isClose = !this.isPopular && !isLarge;
    const places = isClose
      ? new KindPlaces(file, this.ready.close)
      : new KindPlaces(file, this.ready, this.loadedWith(path, file));
    if (size > limitOf(this.parts ? 'behaviour-bundle' : 'behaviour-file') || !this.isNoted(seen, places))
      return;
    const script = { path, size, isLarge, places };
    if (this.isSmall || this.kindsAlone(script).length > 0) this.noted.push(script);
  }

  /** Kinds of sources of the rules that a script may break alone. */
  private kindsAlone({ places, isLarge }: NotedScript): readonly string[] {
    const reach = isLarge ? REACH : Infinity;
    return this.ready.rules.flatMap(({ pattern }) =>
      mayDo(pattern, places, reach) ? sourcesOf(pattern) : [],
    );
  }

  /** Kinds of sources of the rules that the scripts of a package may break together. */
  private kindsTogether(): string[] {
    const all = this.noted.map(({ places }) => places);
    return this.ready.rules.flatMap(({ pattern }) => (mayDoTogether(pattern, all) ? sourcesOf(pattern) : []));
  }

  /** The files with which the engine begins, and what it follows from there. @param entries paths of files that the package's manifest names. */
  private starts(subject: Subject, entries: ReadonlySet<string>): (readonly [string, ReadonlySet<string>])[] {
    const together = subject.package && this.isSmall ? this.kindsTogether() : [];
    const named = subject.files
      .map(({ path }) => path)
      .filter((path) => entries.has(pathInSubject(subject, path)) && isNodeScriptName(path))
      .toSorted((a, b) => a.split('/').length - b.split('/').length || a.length - b.length)
      .slice(0, together.length > 0 ? limitOf('behaviour-starts') : 0);
    const alone = this.noted.flatMap((script) => {
      const kinds = this.kindsAlone(script);
      return kinds.length > 0 ? [[script.path, new Set([...kinds, ...together])] as const] : [];
    });
    return [...named.map((path) => [path, new Set(together)] as const), ...alone];
  }

  /** What the subject's scripts take where, and the texts of the scripts that were followed. */
  private async follow(
    { subject, tree }: FollowedSubject,
    entries: ReadonlySet<string>,
  ): Promise<{ readonly found: readonly BehaviourHit[]; readonly texts: ReadonlyMap<string, string> }> {
    const found: BehaviourHit[] = [];
    const texts = new Map<string, string>();
    const starts = this.starts(subject, entries);
    if (starts.length === 0) return { found, texts };
    const large = this.largeFiles();
    const files = new SubjectProgram(tree, {
      paths: subject.files.map(({ path }) => path),
      isOwn: subject.package === null,
      isFollowed: () => this.isSmall,
      large,
      copies: new Map([...this.readable].map(([path, { file }]) => [path, file.text()])),
    });
    for (const [path, kinds] of starts) {
      if (texts.has(path)) continue;
      const { domain, program } = await this.followFrom(path, files, { kinds, large });
      files.forget();
      for (const [file, text] of program.flow.sources) texts.set(file, text);
      found.push(...domain.hits());
    }
    return { found, texts };
  }

  /** Follows a script: all that few know of it, or where that takes too long, what is around places of interest. */
  private async followFrom(
    path: string,
    files: SubjectProgram,
    { kinds, large }: Following,
  ): Promise<{ readonly domain: BehaviourDomain; readonly program: ProgramFlow }> {
    const steps = limitOf(this.isPopular ? 'behaviour-steps' : 'behaviour-steps-close');
    const shared = { kinds, large, isClose: !this.isPopular, packages: partsOf(this.parts, this.readable) };
    let followed = null;
    let isDone = false;
    for (const way of this.ways(path)) {
      if (isDone && !isAfterAll(way)) break;
      const domain = new BehaviourDomain(this.ready.names, { ...shared, ...way });
      const program = new ProgramFlow(files, domain);
      let ticks = 0;
      const isWhole = await program.run({ path, handler: null }, () => (ticks += 1) > steps);
      followed = { domain, program };
      const hits = domain.hits();
      if (this.ready.rules.some(({ pattern }) => hits.some(fits(pattern, hits)))) break;
      isDone ||= isWhole && isEnough(way, this.parts !== null);
    }
    if (!followed) throw new RangeError('a script is followed at least once');
    return followed;
  }

  private ways(path: string): readonly FollowedPlaces[] {
    const script = this.noted.find((each) => each.path === path);
    const isLong = script === undefined || !script.isLarge || script.size > limitOf('behaviour-together');
    return waysToFollow({
      bundled: this.parts?.namesIn(path) ?? [],
      isShort: this.parts !== null && !isLong,
      isPopular: this.isPopular,
      modules: this.ready.names.modules,
      around: new Map(this.noted.map((each) => [each.path, this.interesting(each)])),
    });
  }

  /** Places of what a script may do, alone or with others, ascending. */
  private interesting({ places, isLarge }: NotedScript): readonly number[] {
    const all = this.noted.map((script) => script.places);
    const isBroken = (pattern: FlowPattern): boolean =>
      this.isSmall ? mayDoTogether(pattern, all) : mayDo(pattern, places, isLarge ? REACH : Infinity);
    const kinds = this.ready.rules.flatMap(({ pattern }) =>
      isBroken(pattern) ? [...sourcesOf(pattern), ...pattern.to] : [],
    );
    return [...new Set(kinds)].flatMap((kind) => places.at(kind)).toSorted((a, b) => a - b);
  }

  /** Places of interest in large files. */
  private largeFiles(): ReadonlyMap<string, readonly number[]> {
    const large = this.noted.filter(({ isLarge }) => isLarge);
    return new Map(large.map((script) => [script.path, this.interesting(script)]));
  }

  /** The hits of the rules about what code takes where: each call that takes something away, and where it comes from. */
  async hits(
    followed: FollowedSubject,
    entries: ReadonlySet<string>,
    context: BehaviourContext,
  ): Promise<RuleHits> {
    const { found, texts } = await this.follow(followed, entries);
    const copies = new Map([...this.readable.values()].map((copy) => [copy.file.path, copy]));
    const hits = ruleHits(found, this.ready, { followed, texts, context });
    return hits.map(([id, all]) => [id, all.map((hit) => copies.get(hit.path)?.placed(hit) ?? hit)]);
  }
}

/** Whether the scripts of a subject are so few that all of them are followed together. */
function areFew({ files }: Subject): boolean {
  const scripts = files.filter(({ path }) => isNodeScriptName(path));
  return scripts.reduce((sum, { size }) => sum + size, 0) <= limitOf('behaviour-together');
}
