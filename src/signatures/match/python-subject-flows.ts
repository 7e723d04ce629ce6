import { PythonModules } from '../../ecosystems/index.js';
import { limitOf, parentOf } from '../../files/index.js';
import { interpretedAs, PythonFlow } from '../../program/index.js';
import { parsePython, scriptText, type PythonScript } from '../../syntax/index.js';
import { KindPlaces, mayDoTogether } from '../behaviour/kind-places.js';
import type { ReadyBehaviour } from '../behaviour/ready-behaviour.js';
import { PythonBehaviourDomain } from '../python-behaviour/python-behaviour-domain.js';
import { startUpCode } from '../python-behaviour/start-up-code.js';
import { ruleHits, type BehaviourContext, type FollowedSubject } from './behaviour-hits.js';
import type { RuleHits } from './hit-log.js';
import type { ScannedFile } from './scanned-file.js';
import type { Subject } from './subject.js';

/** A script in Python that may take something somewhere. */
interface NotedPython {
  readonly path: string;
  /** Whether it alone may break a rule. */
  readonly isAlone: boolean;
  readonly places: KindPlaces;
}

const SCRIPT = /\.(?:py|pyw|pth)$/;

/** Scripts that only tests of a package load. */
const OF_TESTS = /(?:^|\/)tests?\/|(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/;

/** Where the scripts in Python of one subject take what. */
export class PythonSubjectFlows {
  private readonly noted: NotedPython[] = [];
  private readonly ready: ReadyBehaviour;

  constructor(ready: ReadyBehaviour) {
    this.ready = ready;
  }

  /** Notes a file if it is a script that has a place of interest. */
  note(path: string, file: ScannedFile): void {
    if (OF_TESTS.test(path) || file.bytes.length > limitOf('behaviour-file')) return;
    if (!SCRIPT.test(path) && interpretedAs(file.bytes) !== '.py') return;
    const places = new KindPlaces(file, this.ready);
    if (places.kinds().length > 0) this.noted.push({ path, places, isAlone: this.mayBreak([places]) });
  }

  private mayBreak(scripts: readonly KindPlaces[]): boolean {
    return this.ready.rules.some(
      ({ pattern }) =>
        mayDoTogether(pattern, scripts) ||
        // A text needs no place of its own.
        (pattern.from.includes('text') &&
          pattern.to.some((kind) => scripts.some((places) => places.at(kind).length > 0))),
    );
  }

  /** Sets of files that are followed together. */
  private groups(subject: Subject): readonly (readonly string[])[] {
    const scripts = subject.files.filter(({ path }) => SCRIPT.test(path) && !OF_TESTS.test(path));
    const isSmall = scripts.reduce((sum, { size }) => sum + size, 0) <= limitOf('behaviour-python-together');
    if (!isSmall) return this.noted.filter(({ isAlone }) => isAlone).map(({ path }) => [path]);
    const together = this.noted.map(({ places }) => places);
    const paths = new Set([...scripts, ...this.noted].map(({ path }) => path));
    return this.mayBreak(together) ? [[...paths]] : [];
  }

  private async scriptsOf(
    { tree }: FollowedSubject,
    paths: readonly string[],
  ): Promise<Map<string, PythonScript>> {
    const scripts = new Map<string, PythonScript>();
    for await (const { path, bytes } of tree.readMany(paths)) {
      const text = bytes ? scriptText(bytes) : '';
      const script = await parsePython(path.endsWith('.pth') ? startUpCode(text) : text);
      if (typeof script !== 'string') scripts.set(path, script);
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
    for (const paths of this.groups(subject)) {
      const scripts = await this.scriptsOf(followed, paths);
      const domain = new PythonBehaviourDomain(this.ready.names);
      const flow = new PythonFlow({ scripts, modules, roots }, domain);
      domain.attach(flow);
      let ticks = 0;
      const isLate = (): boolean => (ticks += 1) > limitOf('behaviour-python-steps');
      flow.runAll([...scripts.keys()], isLate, () => domain.callFunctions());
      found.push(...domain.hits());
      for (const [path, { text }] of scripts) texts.set(path, text);
    }
    return ruleHits(found, this.ready, { followed, texts, context });
  }
}
