import { textTree } from '../files/index.js';
import { signatureSet } from './default-signatures.js';
import { scanSignatures } from './scan-signatures.js';
import { type SecretExample, type SecretFile } from './secret-schema.js';
import { isSecretRule, secretsOf, uncut, type SecretRules } from './secrets-of.js';
import type { ExampleFailure } from './test-signatures.js';

/**
 * Runs the examples of rules about secrets: bad ones must be found, good ones must not.
 * @param shipped values and words that are known to be no secrets, besides those of the files.
 */
export async function testSecrets(
  files: readonly SecretFile[],
  shipped: SecretRules['known'] = secretsOf([]).known,
): Promise<readonly ExampleFailure[]> {
  const own = secretsOf(files).known;
  const known = {
    parts: [...shipped.parts, ...own.parts],
    words: [...shipped.words, ...own.words],
    values: [...shipped.values, ...own.values],
    names: [...shipped.names, ...own.names],
  };
  const failures: ExampleFailure[] = [];
  for (const { examples, ...rule } of files.filter(isSecretRule)) {
    const signatures = signatureSet([], { secrets: { rules: [rule], known } });
    const finds = async (example: SecretExample): Promise<boolean> => {
      const texts = Object.entries(example.files).map(([path, text]) => [path, uncut(text)] as const);
      const { findings } = await scanSignatures({ tree: textTree(new Map(texts)), packages: [], signatures });
      return findings.length > 0;
    };
    const tried = (['bad', 'good'] as const).flatMap((kind) =>
      examples[kind].map((example) => ({ kind, example })),
    );
    for (const { kind, example } of tried)
      if ((await finds(example)) !== (kind === 'bad'))
        failures.push({ rule: rule.id, kind, why: example.why });
  }
  return failures;
}
