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
          if (!isNamed) flow.propagation.add(site.result, marks.inside(mark, site.args));
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
    if (onlyUnpacks(site, this.parts.names.unpackers)) return;
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
const INNER_COMMAND = /`|\$\(|[<>]\(/;

/** Whether every program of a command line stands in a list: `tar -xzf archive`. */
function onlyUnpacks({ given: [command] }: CallSite, unpackers: ReadonlySet<string>): boolean {
  if (!command) return false;
  const parts =
    command.type === 'TemplateLiteral'
      ? command.quasis.map(({ value }) => value.cooked ?? '')
      : [textOf(command) ?? ''];
  const line = parts.join('x');
  if (INNER_COMMAND.test(line) || parts[0]?.trim() === '') return false;
  return line.split(NEXT_COMMAND).every((each) => unpackers.has(each.trim().split(/\s/)[0] ?? ''));
}

/** Whether code shows a word in a text. */
function showsWord(node: AnyNode): boolean {
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => /\w/.test(value.raw));
  return /\w/.test(textOf(node) ?? '');
}
