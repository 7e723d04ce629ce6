/** A statement of an IAM policy. Of conditions only the keys are kept: their values can be secrets. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `StringEquals aws:SourceVpc` */
  readonly conditions: readonly string[];
}

function textsOf(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

function conditionsOf(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    typeof keys === 'object' && keys !== null ? Object.keys(keys).map((key) => `${operator} ${key}`) : [],
  );
}

function statementOf(value: unknown): PolicyStatement[] {
  if (typeof value !== 'object' || value === null) return [];
  const statement = value as Readonly<Record<string, unknown>>;
  const { Effect } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') return [];
  return [
    {
      effect: Effect,
      actions: textsOf(statement['Action']),
      notActions: textsOf(statement['NotAction']),
      resources: textsOf(statement['Resource']),
      notResources: textsOf(statement['NotResource']),
      conditions: conditionsOf(statement['Condition']),
    },
  ];
}

/** IAM gives documents percent-encoded. @returns null when it is no policy. */
export function statementsOf(document: string): readonly PolicyStatement[] | null {
  try {
    const parsed = JSON.parse(document.startsWith('{') ? document : decodeURIComponent(document)) as unknown;
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { Statement } = parsed as { Statement?: unknown };
    const all: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
    return all.flatMap(statementOf);
  } catch {
    return null;
  }
}
