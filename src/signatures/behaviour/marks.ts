import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import type { CallSite, FlowNode, MarkToken, PropertyRead, Token } from '../../program/index.js';

/** A piece of code. */
export interface CodeSpan {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Something of a kind that rules name, on its way through a program. */
export interface TakenMark {
  readonly is: 'taken';
  /** The kind of its source. */
  readonly kind: string;
  /**
   * `whole`: all of an object whose single properties do not count; `names`: the names of its properties; `pattern`: a regular expression made
   * of it, whose text in code is a pattern between slashes.
   */
  readonly form: 'value' | 'whole' | 'names' | 'pattern';
  readonly code: CodeSpan;
  /** The member that code replaced to get it: `http:request`. */
  readonly hooked: string;
  /** Of a folder: what code puts behind it. A text with a word there names something inside of it. */
  readonly behind: readonly FlowNode[];
  /** The call that gives it; null where it stands for several, or is no call's. */
  readonly site: CallSite | null;
}

/** A text that a source looks for in the arguments of its calls. */
export interface HintMark {
  readonly is: 'hint';
  /** The pattern that the text fits. */
  readonly source: string;
}

/** A path that code puts together, or a stream into the file at a path. */
export interface PathMark {
  readonly is: 'path' | 'stream';
  /** The call or the text that makes it. */
  readonly maker: AnyNode | FlowNode;
  /** Of a stream: the paths of its file. */
  readonly paths: CallSite['result'] | null;
}

export type Mark = TakenMark | HintMark | PathMark;

export function markOf(token: Token): Mark | null {
  return token.kind === 'mark' ? (token.mark as Mark) : null;
}

export function spanOf({ node, scope }: PropertyRead['place']): CodeSpan {
  return { file: scope.owner.file, start: node.start, end: node.end };
}

/** Makes each mark once: places of a program hold values by identity. */
export class Marks {
  private readonly known = new Map<string, MarkToken>();
  private readonly paths = new Map<PathMark['maker'], MarkToken>();
  private readonly counts = new Map<string, number>();

  private keep(key: string, mark: Mark): MarkToken {
    const known = this.known.get(key);
    if (known) return known;
    const made: MarkToken = { kind: 'mark', mark };
    this.known.set(key, made);
    return made;
  }

  taken(mark: Pick<TakenMark, 'kind' | 'form' | 'code'> & Partial<TakenMark>): MarkToken {
    const { kind, form, code, hooked = '', behind = [], site = null } = mark;
    const whole = { is: 'taken', kind, form, code, hooked, behind, site } as const;
    const general = `taken\n${kind}\n${form}\n${hooked}\n${String(behind.length)}`;
    const key = `${general}\n${code.file}\n${String(code.start)}`;
    if (this.known.has(key)) return this.keep(key, whole);
    const count = (this.counts.get(general) ?? 0) + 1;
    this.counts.set(general, count);
    return count > limitOf('behaviour-places')
      ? this.keep(general, { ...whole, site: null })
      : this.keep(key, whole);
  }

  /** The same source in another form. */
  as(mark: TakenMark, form: TakenMark['form']): MarkToken {
    return this.taken({ ...mark, form });
  }

  /** A regular expression that code makes of a value. */
  pattern(token: MarkToken): MarkToken {
    const mark = markOf(token);
    return mark?.is === 'taken' ? this.as(mark, 'pattern') : token;
  }

  /** What code takes out of a value: of a regular expression its text. */
  inside(token: MarkToken): MarkToken {
    const mark = markOf(token);
    return mark?.is === 'taken' && mark.form === 'pattern' ? this.as(mark, 'value') : token;
  }

  /** A folder, and what code puts behind it. */
  insideFolder(mark: TakenMark, behind: readonly FlowNode[]): MarkToken {
    return this.taken({ ...mark, behind: [...mark.behind, ...behind].slice(0, limitOf('behaviour-behind')) });
  }

  hint(source: string): MarkToken {
    return this.keep(`hint\n${source}`, { is: 'hint', source });
  }

  path(maker: PathMark['maker'], paths: PathMark['paths'] = null): MarkToken {
    const known = this.paths.get(maker);
    if (known) return known;
    const made: MarkToken = { kind: 'mark', mark: { is: paths ? 'stream' : 'path', maker, paths } };
    this.paths.set(maker, made);
    return made;
  }
}
