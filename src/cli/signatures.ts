import { Command } from 'commander';
import { testFlows } from '../analysis/index.js';
import { counted, escapeTerminal } from '../reporters/index.js';
import {
  defaultSignatures,
  flowsOf,
  isFlowRule,
  isSecretRule,
  joinFlows,
  loadSignatures,
  shownRules,
  testSecrets,
  testSignatures,
  type LoadedSignatures,
} from '../signatures/index.js';

async function load(folder: string): Promise<LoadedSignatures> {
  return loadSignatures(folder, new Set(defaultSignatures().rules.map(({ id }) => id)));
}

function list(): void {
  for (const { id, severity, title } of shownRules(defaultSignatures()))
    process.stdout.write(`${severity.padEnd(9)} ${id}  ${title}\n`);
}

async function test(folder: string): Promise<void> {
  const { files, flows, secrets, errors } = await load(folder);
  const rules = flows.filter(isFlowRule);
  const count = files.length + rules.length + secrets.filter(isSecretRule).length;
  const known = joinFlows([defaultSignatures().flows, flowsOf(flows)]);
  const failures = [
    ...(await testSignatures(files, defaultSignatures().rules, known)),
    ...(await testFlows(rules, known)),
    ...(await testSecrets(secrets, defaultSignatures().secrets.known)),
  ];
  for (const { file, line, message } of errors) {
    process.stdout.write(`${escapeTerminal(`${file}:${line ?? 1}: ${message}`)}\n`);
  }
  for (const { rule, kind, why } of failures) {
    const verdict = kind === 'bad' ? 'is not found' : 'is found, and should not be';
    process.stdout.write(`${escapeTerminal(`${rule}: ${kind} example ${verdict}: ${why}`)}\n`);
  }
  process.stdout.write(
    `${counted(count, 'signature')}, ${counted(errors.length, 'broken file')}, ${counted(failures.length, 'failed example')}\n`,
  );
  if (errors.length + failures.length > 0) process.exitCode = 1;
  else if (count === 0) process.exitCode = 3;
}

/** `stowaway signatures …`: the rules about malicious code, secrets and injection. */
export function signaturesCommand(): Command {
  const command = new Command('signatures').description('list the signatures, or test a folder of your own');
  command.command('list').description('list id, severity and title of every shipped signature').action(list);
  command
    .command('test')
    .description("run each signature's own examples: bad ones must be found, good ones must not")
    .argument('<dir>', 'folder of <category>/<name>.yaml files')
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway signatures test ./signatures\n  $ stowaway signatures test ./my-rules',
    )
    .action(test);
  command.addHelpText(
    'after',
    '\nExamples:\n  $ stowaway signatures list\n  $ stowaway signatures test ./signatures',
  );
  return command;
}
