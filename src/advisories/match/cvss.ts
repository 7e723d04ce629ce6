import cvss from 'ae-cvss-calculator';

/** Longer than any vector with every metric of CVSS 4.0. */
const MAX_VECTOR_LENGTH = 400;

/** The parts of the library's score objects that we use; in CVSS 4.0, `base` includes the threat metrics. */
interface Scores {
  readonly base?: number;
  readonly baseMetricsOnly?: number;
}

/** Many advisories share few vectors. */
const known = new Map<string, number | null>();
const MAX_KNOWN = 10_000;

/**
 * Base score 0–10 of a CVSS 2.0, 3.0, 3.1 or 4.0 vector, without temporal, threat and environmental metrics.
 * @returns null when the vector is incomplete or invalid. https://www.first.org/cvss/
 */
export function baseScoreOf(vector: string): number | null {
  if (vector.length > MAX_VECTOR_LENGTH) return null;
  const seen = known.get(vector);
  if (seen !== undefined) return seen;
  if (known.size >= MAX_KNOWN) known.clear();
  const score = calculate(vector);
  known.set(vector, score);
  return score;
}

function calculate(vector: string): number | null {
  try {
    const parsed = cvss.fromVector(vector) as { calculateScores(): Scores } | null;
    const scores = parsed?.calculateScores();
    const score = scores?.baseMetricsOnly ?? scores?.base;
    return score !== undefined && score >= 0 && score <= 10 ? score : null;
  } catch {
    return null;
  }
}

/** The highest base score of the vectors; null when none has one. */
export function highestScoreOf(vectors: readonly string[]): number | null {
  const scores = vectors.flatMap((vector) => baseScoreOf(vector) ?? []);
  return scores.length > 0 ? Math.max(...scores) : null;
}
