// Which actions the operations of a program need, by a table that was written from AWS's documentation, not from the product's.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'needed-actions.json');

/**
 * @typedef {object} NeededAction
 * @property {string} action
 * @property {string} resource type of resource as the service's reference of actions calls it, or `*`
 * @property {string} [when] what makes the call need it; absent: every call does
 */

/** @type {Readonly<Record<string, readonly NeededAction[]>> | null} by `service:Operation`; null while there is no table */
export const NEEDED_ACTIONS = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).operations : null;

const keyOf = ({ service, operation }) => `${service}:${operation}`;

/**
 * @param {import('./programs.mjs').Program} program
 * @returns {{ expected: Set<string>, tolerated: Set<string> } | null} actions; null when an operation is not in the table
 */
export function actionsOf(program) {
  if (NEEDED_ACTIONS === null) return null;
  const rows = (operations) => operations.flatMap((operation) => NEEDED_ACTIONS[keyOf(operation)] ?? []);
  const performed = rows(program.operations);
  const always = performed.filter(({ when }) => when === undefined);
  const sometimes = [...performed, ...rows(program.tolerated ?? [])];
  return {
    expected: new Set([...always.map(({ action }) => action), ...(program.actions ?? [])]),
    tolerated: new Set(sometimes.map(({ action }) => action)),
  };
}

/** Aliases of keys stand in no ARN of a policy: IAM looks at the key behind them. */
const isNamable = (text) => !text.startsWith('alias/');

/**
 * Where the code shows the resource: each action with the text that its resource should have, a literal or the variable's name.
 * @param {import('./programs.mjs').Program} program
 * @returns {{ action: string, text: string }[]}
 */
export function resourcesOf({ operations }) {
  return operations.flatMap((operation) => {
    const row = NEEDED_ACTIONS?.[keyOf(operation)]?.find(({ when }) => when === undefined);
    const { env = [], literal = [] } = operation.resource ?? {};
    const texts = [env, literal].flat().filter(isNamable);
    return row ? texts.map((text) => ({ action: row.action, text: text.replace(/^\//, '') })) : [];
  });
}
