import { dirname, extname, join } from 'node:path';
import type { Problem } from '../../model/index.js';
import { parseTemplate } from '../../templates/index.js';
import { readTextFile, shownPath } from '../host-files.js';
import { locate } from '../locate.js';
import type { Target } from '../source.js';
import { resolveVariables, type ResolvedService } from './resolve-variables.js';

/** A file of a service that was read. */
export interface ServiceFile {
  readonly path: string;
  readonly text: string;
}

/** The configuration of a service, with what was read for it. */
export interface Service extends ResolvedService {
  /** The folder of its own file. */
  readonly folder: string;
  readonly main: ServiceFile;
  /** Files that variables name, by the name that they write. */
  readonly included: ReadonlyMap<string, ServiceFile>;
  readonly problems: readonly Problem[];
}

type Read = { readonly service: Service } | { readonly service: null; readonly problem: Problem };

/** A value of a file that was not read: what hides functions is told where they are missed. */
function unread(problem: Problem): Problem {
  return { ...problem, affectsCompleteness: false };
}

/** Reads the files that variables name, each once, within the target. Scripts are not run. */
class IncludedFiles {
  readonly files = new Map<string, ServiceFile>();
  readonly problems: Problem[] = [];
  private readonly known = new Map<string, Promise<{ readonly data: unknown } | null | undefined>>();

  private readonly target: Target;
  private readonly folder: string;

  constructor(target: Target, folder: string) {
    this.target = target;
    this.folder = folder;
  }

  readonly read = (name: string): Promise<{ readonly data: unknown } | null | undefined> => {
    const known = this.known.get(name) ?? this.readOnce(name);
    this.known.set(name, known);
    return known;
  };

  private async readOnce(name: string): Promise<{ readonly data: unknown } | null | undefined> {
    const { target, folder } = this;
    const path = shownPath(target, join(folder, name));
    if (/\.[cm]?[jt]s$/.test(name)) return this.refuse(path, `${path} is code, which is not run`);
    const found = await locate({ target, root: target.root }, folder, name);
    if (found.problem?.code === 'missing') return undefined;
    if (found.problem) return this.refuse(path, `${path} leads out of the target`);
    const { text, problem } = await readTextFile(found.hostPath, path, target.root);
    if (problem) return this.refuse(path, problem.message.replace(/\.$/, ''));
    this.files.set(name, { path, text });
    if (!/^\.(?:ya?ml|json|tfstate)$/.test(extname(name))) return { data: text };
    const parsed = await parseTemplate(text, path);
    if (!parsed.problem) return { data: parsed.data };
    this.problems.push(unread(parsed.problem));
    return null;
  }

  private refuse(path: string, why: string): null {
    const message = `${why}: the settings that it holds are not known.`;
    this.problems.push({ code: 'unsupported', path, message, affectsCompleteness: false });
    return null;
  }
}

/** Reads a service's own file with its variables. @param hostPath of `serverless.yml`, within the target. */
export async function readService(target: Target, hostPath: string): Promise<Read> {
  const path = shownPath(target, hostPath);
  const { text, problem } = await readTextFile(hostPath, path, target.root);
  if (problem) return { service: null, problem };
  const parsed = await parseTemplate(text, path);
  if (parsed.problem) return { service: null, problem: parsed.problem };
  const folder = dirname(hostPath);
  const included = new IncludedFiles(target, folder);
  try {
    const resolved = await resolveVariables(parsed.data, included.read);
    const main = { path, text };
    return {
      service: { ...resolved, folder, main, included: included.files, problems: included.problems },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${path} is nested too deeply, or its variables expand too far, to be read.`;
    return { service: null, problem: { code: 'malformed', path, message, affectsCompleteness: true } };
  }
}
