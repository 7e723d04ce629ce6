import type { PolicyStatement } from '../model/index.js';

type Element = Readonly<Record<string, unknown>>;

function elementOf(value: unknown): Element | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}

function conditionsOf(condition: unknown): string[] {
  return Object.entries(elementOf(condition) ?? {}).flatMap(([operator, keys]) =>
    Object.keys(elementOf(keys) ?? {}).map((key) => `${operator} ${key}`),
  );
}

function statementOf(value: unknown): PolicyStatement | null {
  const statement = elementOf(value);
  const effect = statement?.['Effect'];
  if (statement === null || (effect !== 'Allow' && effect !== 'Deny')) return null;
  return {
    effect,
    actions: textsOf(statement['Action']),
    notActions: textsOf(statement['NotAction']),
    resources: textsOf(statement['Resource']),
    notResources: textsOf(statement['NotResource']),
    conditions: conditionsOf(statement['Condition']),
  };
}

/**
 * The statements of a policy's `Statement`: one or a list.
 * @returns null if one of them is no statement: what the policy allows or denies is then not known.
 */
export function readStatements(value: unknown): readonly PolicyStatement[] | null {
  const statements = listOf(value).map(statementOf);
  return statements.every((one) => one !== null) ? statements : null;
}

/**
 * The statements of a policy document's text. IAM percent-encodes documents in its answers.
 * @returns null if the text is no policy document.
 */
export function statementsOfDocument(text: string): readonly PolicyStatement[] | null {
  try {
    const document = elementOf(
      JSON.parse(text.trimStart().startsWith('{') ? text : decodeURIComponent(text)),
    );
    return document && readStatements(document['Statement']);
  } catch {
    return null;
  }
}
