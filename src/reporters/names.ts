import {
  resourceWords,
  type Finding,
  type FunctionReport,
  type Package,
  type Report,
} from '../model/index.js';
import { escapeTerminal } from './escape-terminal.js';

/** More candidates than this are shown as first–last. */
const MAX_CANDIDATES = 2;

function versionOf({ versionState, version, candidates }: Package): string {
  if (versionState === 'unknown' || candidates.length + Number(version !== null) === 0)
    return 'of unknown version';
  if (version !== null) return version;
  if (candidates.length <= MAX_CANDIDATES) return candidates.join(' or ');
  return `${candidates[0]}–${candidates.at(-1)}`;
}

/** `lodash 4.17.11`, `lodash 4.17.12–4.17.15`, `old-lodash (is lodash) 3.10.1`. */
export function namedPackage(found: Package): string {
  const name = found.alias === null ? found.name : `${found.alias} (is ${found.name})`;
  return `${escapeTerminal(name)} ${escapeTerminal(versionOf(found))}`;
}

/** Whether a package has to be in a bundle because others need it, though its own code was not found there. */
export function isOnlyRequired({ presence, basis }: { presence: string; basis: string }): boolean {
  return presence === 'bundled' && basis === 'required';
}

/** The name that other tools know an advisory by. */
export function publicIdOf({ rule, aliases }: Finding): string {
  return [rule, ...aliases].find((id) => /^CVE-\d{4}-\d{4,19}$/.test(id)) ?? rule;
}

/** Why a finding is only possible; '' if it is certain. */
export function doubtWords({ certainty }: Finding, found: Package | null | undefined): string {
  if (certainty === 'certain') return '';
  return found && isOnlyRequired(found)
    ? 'Possibly: the package is required, and its own code was not found.'
    : 'Possibly: the exact version is not known.';
}

/** Last part of a path. */
export function fileName(path: string): string {
  return escapeTerminal(path.slice(path.lastIndexOf('/', path.length - 2) + 1) || path);
}

/** Name of a function; with its id where several have the same name. */
export function namedFunction({ name, id }: FunctionReport, isAmbiguous: boolean): string {
  return escapeTerminal(isAmbiguous ? `${name} (${id})` : name);
}

/** The subject of a report: its function or artifact where there is one alone, else its targets. */
export function nameOfWhole({ functions, artifacts, options }: Report): string {
  const [only, ...others] = functions.length === 0 ? artifacts : functions;
  const name = only && others.length === 0 ? only.name : options.targets.join(' ');
  return escapeTerminal(name) || 'scan';
}

/** What a step of evidence says, with the function and the resource on a way that leads through several functions. */
export function stepWords(seen: Finding['evidence'][number]): string {
  const detail = seen.detail ?? '';
  if ('method' in seen || seen.function === undefined) return detail;
  const into = seen.into === undefined ? '' : `, into ${resourceWords(seen.into)}`;
  return `${detail} (in function ${seen.function}${into})`;
}
