import { cratesIo } from '../../ecosystems/index.js';
import { beyondLimit } from '../../files/index.js';
import type { ApplicationRoot, Package, Problem } from '../../model/index.js';
import { packageRow, type KnownPackage } from '../package-row.js';
import type { AuditData, AuditedCrate } from './audit-data.js';
import type { NamedCrate } from './panic-paths.js';

/** A program in Rust: with the list of its crates, or with those that its messages name. */
export type RustProgram =
  | { readonly path: string; readonly audit: AuditData }
  | { readonly path: string; readonly named: readonly NamedCrate[] };

export function rootIdOf(path: string): string {
  return `crates-io:${path}`;
}

export function rootOf(program: RustProgram): ApplicationRoot {
  const own = 'audit' in program ? program.audit.crates.find(({ isRoot }) => isRoot) : undefined;
  return { id: rootIdOf(program.path), path: program.path, name: own?.name ?? null, manager: 'cargo' };
}

function bundled(path: string, known: Pick<KnownPackage, 'name' | 'version' | 'origin' | 'confidence'>) {
  return {
    ...known,
    id: `${rootIdOf(path)}#${known.name}@${known.version}`,
    presence: 'bundled',
    root: rootIdOf(path),
    places: [path],
  } as const;
}

/** Rows of a list, each crate once. Crates that only helped to make the program are not in it. */
function auditedRows(path: string, { crates }: AuditData): Package[] {
  const idOf = ({ name, version }: AuditedCrate): string => `${rootIdOf(path)}#${name}@${version}`;
  const ofProgram = new Set(
    crates.filter(({ isRoot }) => isRoot).flatMap(({ dependencies }) => dependencies),
  );
  const linked = [...crates.entries()].filter(([, { isLinked, name }]) => isLinked && name !== '');
  const rows = linked.map(([at, crate]): [string, Package] => {
    const { name, version, source, dependencies, isRoot } = crate;
    const needed = dependencies.flatMap((place) => crates[place] ?? []).filter(({ isLinked }) => isLinked);
    const row = packageRow(cratesIo, {
      ...bundled(path, { name, version, origin: source === cratesIo.name ? 'public' : 'private' }),
      direct: isRoot ? null : ofProgram.has(at),
      dependencies: [...new Set(needed.map(idOf))],
      evidence: { method: 'buildinfo', path, detail: isRoot ? 'the program itself' : sourceDetail(source) },
    });
    return [row.id, row];
  });
  return [...new Map(rows.reverse()).values()].reverse();
}

/** Characters of a source that the evidence shows. */
const SHOWN_CHARACTERS = 80;

function sourceDetail(source: string): string | null {
  return source === cratesIo.name ? null : `from ${source.slice(0, SHOWN_CHARACTERS) || 'nowhere'}`;
}

function namedRows(path: string, named: readonly NamedCrate[]): Package[] {
  return named.map(({ name, version, isPublic }) =>
    packageRow(cratesIo, {
      ...bundled(path, { name, version, origin: isPublic ? 'public' : 'private', confidence: 'low' }),
      evidence: {
        method: 'version-string',
        path,
        detail: 'the path of its sources in messages of the program',
      },
    }),
  );
}

export function crateRows(program: RustProgram): Package[] {
  return 'audit' in program
    ? auditedRows(program.path, program.audit)
    : namedRows(program.path, program.named);
}

export function programProblems(program: RustProgram): Problem[] {
  const { path } = program;
  if ('named' in program) {
    const count = program.named.length === 1 ? '1 crate' : `${program.named.length} crates`;
    const message = `Is a Rust program without a list of its crates: ${count} could be named by paths in it, there may be others. Build it with \`cargo auditable build\`.`;
    return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
  }
  const { fault, isCut } = program.audit;
  if (isCut)
    return [beyondLimit('list-in-program', path, 'Its list of Rust crates is too large to be read.')];
  if (fault === null) return [];
  const message = `Its list of Rust crates is none that a build writes (${fault}): other crates may be in it.`;
  return [{ code: 'malformed', path, message, affectsCompleteness: true }];
}
