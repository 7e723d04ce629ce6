// The programs and what each of them can do, as their authors wrote it down.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programsFolder } from './folders.mjs';

/**
 * @typedef {object} Operation
 * @property {string} service the SDK's service id in small letters and digits
 * @property {string} operation
 * @property {{ env?: string, literal?: string | string[] }} [resource] where the code shows it
 * @property {string} [since] first generation whose code performs it: `Upload` of older ones aborts nothing
 */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {'ordinary' | 'nasty'} style
 * @property {0 | 2 | 3} sdk major version, 0: none
 * @property {string} entry file that exports `handler`
 * @property {boolean} isCommonJs
 * @property {string} [since] first generation that has what it imports
 * @property {boolean} [heavy] imports megabytes of SDK: only the fast bundlers build it
 * @property {string} [without] what it signs requests with, not being an SDK's client
 * @property {Operation[]} operations that the handler can perform
 * @property {string[]} [actions] that it needs besides: for what is no operation of an SDK, or for what a statement says
 * @property {Operation[]} [tolerated] neither missing nor extra: a library could perform them, this use of it does not
 * @property {Operation[]} dead written in the program, never performed from the handler
 */

function readProgram(name) {
  const folder = join(programsFolder, name);
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  // A package.json of a program says only that its scripts are modules.
  const isCommonJs = truth.entry.endsWith('.js') && !existsSync(join(folder, 'package.json'));
  return { name, ...truth, isCommonJs };
}

/** @type {readonly Program[]} */
export const PROGRAMS = readdirSync(programsFolder).toSorted().map(readProgram);

export const programOf = (name) => PROGRAMS.find((program) => program.name === name);

/** Generations of SDK version 3, oldest first. */
const GENERATIONS = ['g3300', 'g3525', 'g3700', 'g3908', 'gnew'];

/**
 * A program as a build has it: without the operations that the SDK in the bundle is too old for.
 * @param {{ program: string, generation: string, external: boolean }} build
 * @returns {Program}
 */
export function programIn({ program: name, generation, external }) {
  const program = programOf(name);
  const isIn = ({ since }) =>
    since === undefined || external || GENERATIONS.indexOf(generation) >= GENERATIONS.indexOf(since);
  return { ...program, operations: program.operations.filter(isIn) };
}
