import type { AnyNode } from 'acorn';
import { textOf } from '../../syntax/index.js';
import type { CallSite, Flow, FlowNode, MarkToken, OutsideToken } from '../../program/index.js';
import { isListed, type BehaviourNames } from './behaviour-names.js';
import type { Hints } from './hints.js';
import { eachInside, eachOfCommand } from './inner-values.js';
import { markOf, spanOf, type Marks } from './marks.js';
import type { WrittenFiles } from './written-files.js';

interface FileParts {
  readonly names: BehaviourNames;
  readonly marks: Marks;
  readonly hints: Hints;
  readonly files: WrittenFiles;
}

/** Calls that make paths, and that write and run files. */
export class FileCalls {
  private readonly parts: FileParts;

  constructor(parts: FileParts) {
    this.parts = parts;
  }

  call(flow: Flow, site: CallSite, callee: OutsideToken): void {
    const { names, marks } = this.parts;
    const [path, content] = site.args;
    if (path && content && isListed(names.writers, callee)) this.write(flow, path, content);
    if (path && isListed(names.streams, callee))
      flow.propagation.add(site.result, marks.path(site.node, path));
    if (isListed(names.runners, callee)) this.start(flow, site);
    // One argument is a separator: `list.join('/')`.
    if (isListed(names.paths, callee) && (site.args.length > 1 || callee.module !== 'any'))
      this.join(flow, site);
  }

  private join(flow: Flow, site: CallSite): void {
    const { marks, hints, names } = this.parts;
    flow.propagation.add(site.result, marks.path(site.node));
    const texts = site.args.map(() => '');
    const isNamed = site.given.some(showsWord);
    for (const [at, value] of site.args.entries())
      flow.propagation.listen(value, (token) => {
        const mark = markOf(token);
        if (mark?.is === 'taken' && names.narrow.has(mark.kind)) {
          if (!isNamed) flow.propagation.add(site.result, marks.insideFolder(mark, site.args));
        } else if (mark && mark.is !== 'path') flow.propagation.add(site.result, token);
        if (token.kind !== 'text') return;
        texts[at] = token.text;
        hints.pass(flow, texts.join('/'), site.result);
      });
  }

  /** What is taken is written into a file. */
  private write(flow: Flow, path: FlowNode, content: FlowNode): void {
    flow.propagation.listen(path, (token) => {
      eachInside(flow, content, (each) => {
        const mark = markOf(each);
        if (mark?.is === 'taken') this.parts.files.write(token, mark);
      });
    });
  }

  /** Methods of a stream into a file. @returns whether the callee is one. */
  callStream(flow: Flow, { args }: CallSite, callee: MarkToken): boolean {
    const mark = markOf(callee);
    if (mark?.is !== 'stream' || !mark.paths) return false;
    for (const value of args) this.write(flow, mark.paths, value);
    return true;
  }

  /** `answer.pipe(stream)` */
  pipe(flow: Flow, to: FlowNode, from: MarkToken): void {
    flow.propagation.listen(to, (token) => {
      const [stream, mark] = [markOf(token), markOf(from)];
      if (stream?.is !== 'stream' || mark?.is !== 'taken' || !stream.paths) return;
      flow.propagation.listen(stream.paths, (path) => {
        this.parts.files.write(path, mark);
      });
    });
  }

  /** A call runs the files that it is given, unless it starts a program that only unpacks or reads them. */
  start(flow: Flow, site: CallSite): void {
    const isUnpacking = onlyUnpacks(site, this.parts.names.unpackers);
    if (!isUnpacking || RUNS_PROGRAM.test(codeOf(flow, site))) {
      this.run(flow, site);
      return;
    }
    for (const value of site.args)
      eachInside(flow, value, (token) => {
        if (token.kind === 'text' && RUNS_PROGRAM.test(token.text)) this.run(flow, site);
      });
  }

  private run(flow: Flow, site: CallSite): void {
    for (const value of site.args)
      eachOfCommand(flow, value, {
        found: (token) => {
          this.parts.files.start(token, spanOf(site));
        },
      });
  }
}

/** Where a shell begins another command, or runs what a command prints. */
const NEXT_COMMAND = /[|;&\n]+/;
const INNER_COMMAND = /[`({]/;

/**
 * Options by which tar runs another program. Tar takes the beginning of a long option for the option, and several letters as one
 * option, the first of them also without a dash: `tar --to-comm=sh`, `tar -xI sh`, `tar xIf sh archive`.
 * https://www.gnu.org/software/tar/manual/html_section/All-Options.html
 */
const RUNS_PROGRAM =
  /--(?:to-c|checkpoint-a|us|inf|new-|rm|rs)|(?:^|[\s"'`])-[a-zA-Z]{0,20}I|\btar["'`]?[\s,]{0,9}\[?\s{0,9}["'`]?-?[a-zA-Z]{0,20}[IF]/;

/** PowerShell, and its option that a command follows. */
const POWERSHELL = /^(?:powershell|pwsh)(?:\.exe)?$/i;
const COMMAND_OPTION = /^-c(?:ommand)?$/i;

function codeOf(flow: Flow, { node, scope }: CallSite): string {
  return (flow.sources.get(scope.owner.file) ?? '').slice(node.start, node.end);
}

/** A text as code shows it, with a letter for each value in it. */
function shownText(node: AnyNode | null | undefined): string {
  if (node?.type !== 'TemplateLiteral') return node ? (textOf(node) ?? '') : '';
  return node.quasis.map(({ value }) => value.cooked ?? '').join('x');
}

/** The command line that a call starts: `powershell` is given one in a list. */
function commandLine([command, list]: readonly AnyNode[]): string {
  const line = shownText(command);
  if (!POWERSHELL.test(line) || list?.type !== 'ArrayExpression') return line;
  const at = list.elements.findIndex((each) => COMMAND_OPTION.test(shownText(each)));
  return at === list.elements.length - 2 ? shownText(list.elements[at + 1]) : line;
}

/** Whether every program of a command line stands in a list: `tar -xzf archive`. */
function onlyUnpacks({ given }: CallSite, unpackers: ReadonlySet<string>): boolean {
  const line = commandLine(given);
  if (INNER_COMMAND.test(line)) return false;
  return line.split(NEXT_COMMAND).every((each) => unpackers.has(each.trim().split(/\s/)[0] ?? ''));
}

/** Whether code shows a word in a text. */
function showsWord(node: AnyNode): boolean {
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => /\w/.test(value.raw));
  return /\w/.test(textOf(node) ?? '');
}
