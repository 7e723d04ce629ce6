// Many functions in one scan: a template of AWS SAM that declares a function for each sample.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Functions in one scan: the process starts once for them. */
const AT_ONCE = 40;

/**
 * @template {{ id: string, at: string, handler: string, runtime: string }} S
 * @param {import('./scan.mjs').Scanner} scanner
 * @param {readonly S[]} samples at: folder or zip
 * @param {string} folder for copies
 * @returns {Promise<Map<S, object>>} what the report says of each function
 */
export async function scanFunctions(scanner, samples, folder) {
  const answers = new Map();
  for (let at = 0; at < samples.length; at += AT_ONCE) {
    const some = samples.slice(at, at + AT_ONCE);
    const template = declare(some, at, folder);
    const { functions } = await scanner.scan([template]);
    for (const [index, sample] of some.entries()) {
      const fn = functions.find(({ id }) => id === nameOf(at + index));
      if (!fn) throw new Error(`The report lacks ${sample.id}.`);
      answers.set(sample, fn);
    }
  }
  return answers;
}

const nameOf = (index) => `Sample${index}`;

function declare(samples, first, folder) {
  const resources = samples.map(({ at, handler, runtime }, index) => {
    const name = nameOf(first + index);
    const code = at.endsWith('.zip') ? `${name}.zip` : name;
    cpSync(at, join(folder, code), { recursive: true, filter: (path) => !path.endsWith('/truth.json') });
    const properties = { CodeUri: code, Handler: handler, Runtime: runtime };
    return [name, { Type: 'AWS::Serverless::Function', Properties: properties }];
  });
  const template = join(folder, `template-${first}.json`);
  writeFileSync(
    template,
    JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: Object.fromEntries(resources),
    }),
  );
  return template;
}
