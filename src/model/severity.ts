/** Severity words of findings, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, unknown: 2, low: 1 };

/** How much a severity counts against a threshold: `unknown` counts as medium. */
export function severityWeight(severity: Severity): number {
  return WEIGHT[severity];
}

/** Orders worst first; `unknown` sorts after `low` in lists although it weighs as medium in gates. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** CVSS qualitative rating scale (CVSS v3.1 §5, v4.0 §6). A score of 0 is rated low: a record exists for it. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return 'low';
}
