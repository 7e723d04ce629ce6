import { basename, join } from 'node:path';
import type { Problem } from '../../model/index.js';
import { cloudFormationFacts, field, itemsOf, stringOf } from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { startDraft, type Draft } from '../draft.js';
import { namesIn } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locate } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { DECLARATIVE } from './file-names.js';
import { readService, type Service } from './read-service.js';
import { servicePlaces } from './service-places.js';
import { serviceTemplate } from './service-template.js';

/** The configuration that a target is, or holds; null without one that is data. */
export async function configurationOf({ kind, hostPath }: Target): Promise<string | null> {
  if (kind === 'file') return DECLARATIVE.test(basename(hostPath)) ? hostPath : null;
  const name = (await namesIn(hostPath)).find((each) => DECLARATIVE.test(each));
  return name === undefined ? null : join(hostPath, name);
}

/** Plugins add code, leave some out, or bundle it, when the service is packaged. */
function notPackaged({ main: { path }, data }: Service): Problem {
  const plugins = field(data, 'plugins');
  const names = itemsOf(field(plugins, 'modules') ?? plugins).flatMap((name) => stringOf(name) ?? []);
  const what = names.length === 0 ? '' : ` by its plugins (${names.slice(0, 8).join(', ')})`;
  const message = `${path} was not packaged: the code of its functions is that of its folder. What packaging adds, leaves out or bundles${what} was not seen. Run "serverless package", which writes what is deployed to .serverless.`;
  return { code: 'unresolved', path, message, affectsCompleteness: false };
}

/** Parts that hold functions or their code hide them. Others hide settings. */
function unknownPart(part: string, { main: { path } }: Service): Problem {
  const hides = part === 'functions' || part === 'resources' || part.split('.').length === 2;
  const what =
    hides && part !== 'provider.environment' ? 'functions may be missing here' : 'its settings are not known';
  const message = `${part} of ${path} is known only at deployment: ${what}.`;
  const affectsCompleteness = what.startsWith('functions');
  return { code: 'unresolved', path, message, affectsCompleteness };
}

async function addService(draft: Draft, target: Target, service: Service): Promise<void> {
  const translated = serviceTemplate(service.data);
  const { path } = service.main;
  const region = stringOf(field(field(service.data, 'provider'), 'region')) ?? 'us-east-1';
  const facts = await cloudFormationFacts(translated.template, path, new Map([['AWS::Region', region]]));
  draft.addProblems([
    ...service.problems,
    ...translated.unknownParts.map((part) => unknownPart(part, service)),
    ...facts.problems,
    notPackaged(service),
  ]);
  const placeOf = servicePlaces(service, translated);
  const site = { target, root: target.root };
  await addLambdaFunctions(draft, {
    target,
    facts,
    prefix: '',
    region,
    declaredIn: ({ logicalId }) => placeOf(['Resources', logicalId]),
    placeOf,
    locateCode: async (code, { logicalId, name }) =>
      code.kind === 'path'
        ? locate(site, service.folder, code.path)
        : unseenCode(code, name ?? logicalId, path),
  });
}

/** Returns the functions of a service that was not packaged, with its folder as their code. */
export async function acquireProject(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const hostPath = await configurationOf(target);
  if (hostPath === null) return draft.finish();
  const read = await readService(target, hostPath);
  if (read.service === null) draft.addProblems([read.problem]);
  else await addService(draft, target, read.service);
  return draft.finish();
}
