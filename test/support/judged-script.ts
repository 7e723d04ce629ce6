import { detect } from '../../src/detectors/index.js';
import { NO_INVENTORY } from '../../src/model/index.js';
import { defaultSignatures } from '../../src/signatures/index.js';
import { memoryTree } from './memory-tree.js';

/** The rules that find something in a script, and whether a part of it was not judged. */
export async function judgedScript(text: string) {
  const tree = memoryTree({ 'index.js': text });
  const { findings, problems } = await detect({
    tree,
    inventory: NO_INVENTORY,
    signatures: defaultSignatures(),
  });
  return {
    rules: findings.map(({ rule }) => rule),
    isIncomplete: problems.some(({ affectsCompleteness }) => affectsCompleteness),
  };
}
