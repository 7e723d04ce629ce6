import { isPopularName, PythonModules } from '../../ecosystems/index.js';
import { beyondLimit, limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { interpretedAs, PythonFlow } from '../../program/index.js';
import { parsePython, scriptText, type PythonScript } from '../../syntax/index.js';
import { KindPlaces, mayDoTogether } from '../behaviour/kind-places.js';
import type { ReadyBehaviour } from '../behaviour/ready-behaviour.js';
import { codeOnly } from '../python-behaviour/code-places.js';
import { PythonBehaviourDomain } from '../python-behaviour/python-behaviour-domain.js';
import { startUpCode } from '../python-behaviour/start-up-code.js';
import { ruleHits, type BehaviourContext, type FollowedSubject } from './behaviour-hits.js';
import type { RuleHits } from './hit-log.js';
import { importGroups, type GroupedScript } from '../python-behaviour/import-groups.js';
import { isOfTests, loadedTests } from '../python-behaviour/loaded-tests.js';
import type { ScannedFile } from './scanned-file.js';
import type { Subject } from './subject.js';

/** A script in Python that may take something somewhere. */
interface NotedPython {
  readonly path: string;
  /** Whether it alone may break a rule. */
  readonly isAlone: boolean;
  readonly places: KindPlaces;
  /** Its tree, if other rules made it. */
  readonly script: PythonScript | null;
}

type FlowLimit = 'behaviour-python-steps' | 'behaviour-python-file';

/** Why scripts could not be followed to the end. */
const LEFT: Readonly<Record<FlowLimit, string>> = {
  'behaviour-python-steps': 'values move too often',
  'behaviour-python-file': 'too large',
};

function unparsed(path: string, code: Problem['code']): Problem {
  const message = 'It cannot be parsed as Python: what its code takes somewhere was not followed.';
  return { code, path, message, affectsCompleteness: true };
}

const SCRIPT = /\.(?:py|pyw|pth)$/;

/** Scripts that give names of others. */
const JOINS = /(?:^|\/)__init__\.py$/;

async function textsOf(tree: FileTree, paths: readonly string[]): Promise<readonly GroupedScript[]> {
  const texts: GroupedScript[] = [];
  for await (const { path, bytes } of tree.readMany(paths))
    if (bytes) texts.push({ path, text: scriptText(bytes) });
  return texts;
}

/** Where the scripts in Python of one subject take what. */
export class PythonSubjectFlows {
  private readonly noted: NotedPython[] = [];
  private readonly left = new Map<FlowLimit, readonly string[]>();
  /** Limits that cut code which may break a rule. */
  private readonly counted = new Set<FlowLimit>();
  private readonly unparsed: Problem[] = [];
  /** Characters of scripts whose trees are kept. */
  private kept = 0;
  private readonly ready: ReadyBehaviour;

  /** Large packages that many use would else make each function that has them incomplete. */
  private readonly isPopular: boolean;

  constructor(ready: ReadyBehaviour, { package: owner }: Pick<Subject, 'package'>) {
    this.ready = ready;
    this.isPopular = owner !== null && isPopularName(owner.ecosystem, owner.name);
  }

  /** Notes a file if it is a script that has a place of interest. */
  note(path: string, file: ScannedFile): void {
    if (!SCRIPT.test(path) && interpretedAs(file.bytes) !== '.py') return;
    const places = new KindPlaces(codeOnly(file), this.ready);
    if (places.kinds().length === 0) return;
    const isAlone = this.mayBreak([places]);
    if (file.bytes.length <= limitOf('behaviour-python-file'))
      this.noted.push({ path, places, isAlone, script: isAlone ? this.keep(file.python() ?? null) : null });
    else if (isAlone) this.leaveOut('behaviour-python-file', path, true);
  }

  /** Notes that a script was not followed, or not to the end. */
  private leaveOut(limit: FlowLimit, path: string, isCounted: boolean): void {
    if (isCounted && !this.isPopular) this.counted.add(limit);
    this.left.set(limit, [...(this.left.get(limit) ?? []), path]);
  }

  /** What was not followed to the end: one problem for all scripts. */
  problems(): readonly Problem[] {
    const ofLimits = [...this.left].map(([limit, [path = '', ...others]]) => {
      const scripts = others.length === 0 ? 'It' : `It and ${others.length} other scripts of the package`;
      const message = `${scripts} could not be followed to the end (${LEFT[limit]}): what the code takes somewhere is not known.`;
      return { ...beyondLimit(limit, path, message), affectsCompleteness: this.counted.has(limit) };
    });
    return [...ofLimits, ...this.unparsed];
  }

  private mayBreak(scripts: readonly KindPlaces[]): boolean {
    return this.ready.rules.some(
      ({ pattern }) =>
        mayDoTogether(pattern, scripts) ||
        // A text alone needs no place of its own.
        (pattern.from.every((kind) => kind === 'text') &&
          pattern.to.some((kind) => scripts.some((places) => places.at(kind).length > 0))),
    );
  }

  /** Keeps a tree until scripts are followed, as far as there is room for it. */
  private keep(script: PythonScript | null): PythonScript | null {
    const length = script?.text.length ?? 0;
    if (this.kept + length > limitOf('python-kept')) return null;
    this.kept += length;
    return script;
  }

  /** Sets of files that are followed together. */
  private async groups(
    { subject, tree }: FollowedSubject,
    roots: readonly string[],
  ): Promise<readonly (readonly string[])[]> {
    const scripts = subject.files.filter(({ path }) => SCRIPT.test(path));
    const isSmall = scripts.reduce((sum, { size }) => sum + size, 0) <= limitOf('behaviour-python-together');
    const isWanted = isSmall ? this.mayBreak(this.noted.map(({ places }) => places)) : true;
    const wanted = this.noted;
    const hasTests = isWanted && wanted.some(({ path }) => isOfTests(path));
    const loaded = hasTests ? await loadedTests(subject, tree, roots) : new Set<string>();
    const isRun = ({ path }: Pick<NotedPython, 'path'>): boolean => !isOfTests(path) || loaded.has(path);
    const run = wanted.filter(isRun);
    if (!isSmall) return this.groupsOfLarge(run, { subject, tree }, roots);
    const paths = new Set([...scripts.filter(isRun), ...run].map(({ path }) => path));
    return this.mayBreak(run.map(({ places }) => places)) ? [[...paths]] : [];
  }

  /** Scripts of a large package: those that may break a rule alone, and groups that may do so together. */
  private async groupsOfLarge(
    run: readonly NotedPython[],
    { subject, tree }: FollowedSubject,
    roots: readonly string[],
  ): Promise<readonly (readonly string[])[]> {
    const alone = run.filter(({ isAlone }) => isAlone);
    const places = new Map(run.map((each) => [each.path, each.places]));
    if (run.length < 2 || !this.mayBreakJoined([...places.values()])) return alone.map(({ path }) => [path]);
    const maxBytes = limitOf('behaviour-python-together');
    const between = subject.files.filter(
      ({ path, size }) => JOINS.test(path) && size <= maxBytes && !places.has(path),
    );
    const texts = await textsOf(tree, [...places.keys(), ...between.map(({ path }) => path)]);
    const [noted, others] = [
      texts.filter(({ path }) => places.has(path)),
      texts.filter(({ path }) => !places.has(path)),
    ];
    const groups = importGroups(noted, others, {
      modules: new PythonModules(subject.files.map(({ path }) => path)),
      roots,
      mayBreak: (paths) => this.mayBreakJoined(paths.flatMap((path) => places.get(path) ?? [])),
      maxBytes,
      maxGroups: limitOf('behaviour-python-groups'),
    });
    const grouped = new Set(groups.flat());
    return [...groups, ...alone.flatMap(({ path }) => (grouped.has(path) ? [] : [[path]]))];
  }

  /** Whether scripts may break a rule together that none of them may break alone. */
  private mayBreakJoined(scripts: readonly KindPlaces[]): boolean {
    return this.ready.rules.some(
      ({ pattern }) =>
        mayDoTogether(pattern, scripts) && !scripts.some((each) => mayDoTogether(pattern, [each])),
    );
  }

  private async scriptsOf(
    { tree }: FollowedSubject,
    paths: readonly string[],
  ): Promise<Map<string, PythonScript>> {
    const scripts = new Map<string, PythonScript>();
    for await (const { path, bytes } of tree.readMany(paths)) {
      const text = bytes ? scriptText(bytes) : '';
      const known = this.noted.find((each) => each.path === path)?.script;
      const isKnown = known?.text === text && !path.endsWith('.pth');
      const script = isKnown ? known : await parsePython(path.endsWith('.pth') ? startUpCode(text) : text);
      if (typeof script !== 'string') scripts.set(path, script);
      else if (bytes) this.unparsed.push(unparsed(path, script));
    }
    return scripts;
  }

  /** The hits of the rules about what code takes where. */
  async hits(followed: FollowedSubject, context: BehaviourContext): Promise<RuleHits> {
    const { subject } = followed;
    const found: ReturnType<PythonBehaviourDomain['hits']>[number][] = [];
    const texts = new Map<string, string>();
    const modules = new PythonModules(subject.files.map(({ path }) => path));
    const roots = [...new Set([subject.folder, parentOf(subject.folder)])];
    for (const paths of await this.groups(followed, roots)) {
      const scripts = await this.scriptsOf(followed, paths);
      const domain = new PythonBehaviourDomain(this.ready.names);
      const flow = new PythonFlow({ scripts, modules, roots }, domain);
      domain.attach(flow);
      const turns = limitOf('behaviour-python-steps');
      const isDone = flow.runAll([...scripts.keys()], turns, () => domain.callFunctions());
      const isNear = (): boolean => this.ready.rules.some(({ pattern }) => domain.hasBothEnds(pattern));
      if (!isDone && paths[0] !== undefined) this.leaveOut('behaviour-python-steps', paths[0], isNear());
      found.push(...domain.hits());
      for (const [path, { text }] of scripts) texts.set(path, text);
    }
    return ruleHits(found, this.ready, { followed, texts, context });
  }
}
