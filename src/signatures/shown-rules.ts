/** What people see of a rule. */
export interface ShownRule {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly severity: string;
  readonly why: string;
  readonly do: string;
  readonly references: readonly string[];
  /** Of a secret: its severity when its other half is beside it. */
  readonly pair?: { readonly severity: string } | undefined;
}

/** The rules of a `SignatureSet`. */
export interface RuleSet {
  readonly rules: readonly ShownRule[];
  readonly flows?: { readonly rules: readonly ShownRule[] };
  readonly secrets?: { readonly rules: readonly ShownRule[] };
}

/** All rules of a set that make findings. Signals make none: other rules combine them. */
export function shownRules({ rules, flows, secrets }: RuleSet): readonly ShownRule[] {
  const all = [...rules, ...(flows?.rules ?? []), ...(secrets?.rules ?? [])];
  return all.filter(({ kind }) => kind !== 'signal');
}
