import type { Artifact } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { bytes, counted, listed, number } from '../amounts.js';
import { functionsOf, type Block } from '../blocks.js';
import type { Cell, Row } from './layout.js';
import { fileName, namedFunction } from '../names.js';

const MAX_NAMES = 6;

function artifactWords({ kind, size, sha256, packages }: Artifact): string {
  // How large it is was not found out either.
  if (sha256 === null && size === 0) return 'not analysed';
  const bundled = packages.filter(({ presence }) => presence === 'bundled').length;
  if (kind === 'image') return `${bytes(size)} image`;
  if (bundled > 0 && bundled * 2 > packages.length) return `${bytes(size)} bundle`;
  return bytes(size);
}

function mountedWords({ artifacts, shared }: Block): string {
  const [code, ...others] = artifacts;
  const layers = [...others, ...shared].map(
    ({ kind, path }) => (kind === 'layer' ? 'layer ' : '') + fileName(path),
  );
  return [...(code ? [artifactWords(code)] : []), ...layers].join(' + ');
}

function functionHeading(block: Block, ambiguous: ReadonlySet<string>): Row {
  const [fn] = block.functions;
  if (!fn) return [];
  const facts = [fn.runtime, fn.handler].flatMap((fact) =>
    fact === null ? [] : [{ text: escapeTerminal(fact) }],
  );
  return [
    { text: namedFunction(fn, ambiguous.has(fn.name)), tone: 'strong' },
    ...facts,
    { text: mountedWords(block) },
  ];
}

function artifactHeading(artifact: Artifact, { functions }: Block, names: string): Row {
  const kind = artifact.kind === 'function' ? 'code' : artifact.kind;
  const users: Cell =
    functions.length === 0
      ? { text: 'in no function that was found' }
      : { text: `shared by ${number(functions.length)} functions: ${names}`, prose: true };
  return [
    { text: escapeTerminal(artifact.path), tone: 'strong' },
    { text: kind },
    { text: artifactWords(artifact) },
    users,
  ];
}

/**
 * The heading of a block.
 * @param ambiguous names that several functions of the report have.
 */
export function headingOf(block: Block, ambiguous: ReadonlySet<string>, verbose: boolean): Row {
  const [artifact] = block.artifacts;
  const functions = functionsOf(block);
  if (functions.length === 1) return functionHeading(block, ambiguous);
  const names = listed(
    functions.map((fn) => namedFunction(fn, ambiguous.has(fn.name))),
    verbose ? Infinity : MAX_NAMES,
  );
  if (artifact && block.twins.length === 0) return artifactHeading(artifact, block, names);
  return [
    { text: counted(functions.length, 'function'), tone: 'strong' },
    { text: `alike: ${names}`, prose: true, tight: true },
  ];
}
