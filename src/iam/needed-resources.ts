import type { EnvironmentReference, ParameterValue, PlainNames, ResourceParameter } from '../model/index.js';
import type { ActionFacts, ResourceType } from './action-table.js';
import { matchesWildcard } from '../model/index.js';
import { fitsName } from './literal-names.js';
import {
  ALWAYS_ON_RESOURCE,
  FORMS,
  MAIN_TYPES,
  NAME_FORMS,
  PARAMETERS,
  SPECIAL_TYPES,
  WITHOUT_RESOURCE,
} from './resource-parameters.js';

/** A resource that a need is on. */
export interface NeededResource {
  /** With placeholders that say what is not known: `arn:aws:dynamodb:<region>:<account>:table/<TableName>`. */
  readonly arn: string;
  /** The same, with a star for each part that neither code nor configuration shows. */
  readonly pattern: string;
}

/** Where a function runs, and the resources that its environment variables name. */
export interface ResourceContext {
  readonly region: string | null;
  readonly account: string | null;
  readonly references: readonly EnvironmentReference[];
  readonly plainNames: PlainNames | null;
}

type Call = readonly ResourceParameter[];

const VARIABLE = /\$\{([A-Za-z]{1,100})\}/g;
const PLACE: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account']);

/** Partition of a region. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string | null): string {
  if (region?.startsWith('cn-')) return 'aws-cn';
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function variablesOf(arn: string): string[] {
  return [...arn.matchAll(VARIABLE)].flatMap(([, name = '']) => (PLACE.has(name) ? [] : [name]));
}

/** `StateMachineName`, `stateMachineArn` → `statemachine` */
function stemOf(name: string): string {
  return name.toLowerCase().replace(/(?:name|arn|id|url|s)$/, '');
}

function parameterFor(prefix: string, variable: string, call: Call): ResourceParameter | null {
  const names = PARAMETERS.get(`${prefix}:${variable}`) ?? [];
  const listed = names.flatMap((name) => call.find((one) => one.name === name) ?? []);
  return listed[0] ?? call.find(({ name }) => stemOf(name) === stemOf(variable)) ?? null;
}

/** A text that stands for a variable, and its pattern. */
interface Filling {
  readonly text: string;
  readonly pattern: string;
  /** IAM's prefix of the service, where the text is an ARN. */
  readonly arnOf: string | null;
}

function unknown(what: string): Filling {
  return { text: `<${what}>`, pattern: '*', arnOf: null };
}

function known(text: string): Filling {
  return { text, pattern: text, arnOf: text.startsWith('arn:') ? (text.split(':', 3)[2] ?? '') : null };
}

/** A variable of IAM's ARN patterns. */
interface VariableKey {
  readonly prefix: string;
  readonly variable: string;
}

/** The plain value of a variable, if such a resource can have it as its name. */
function plainFilling(name: string, { prefix, variable }: VariableKey, plain: PlainNames | null): Filling {
  const text = plain?.nameFor(name, (value) => fitsName(prefix, variable, value)) ?? null;
  return text === null ? unknown(`env:${name}`) : known(text);
}

/** The names or ARNs that a parameter's value stands for; one unknown if nothing shows any. */
function fillingsOf(
  value: ParameterValue | null,
  key: VariableKey,
  { references, plainNames }: ResourceContext,
): Filling[] {
  if (value === null) return [unknown(key.variable)];
  if (value.kind === 'literal') return [known(value.text)];
  const found = references.filter(({ name }) => name === value.name);
  return found.length > 0
    ? found.map(({ kind, service, value: text }) => ({
        ...known(text),
        arnOf: kind === 'arn' ? service : null,
      }))
    : [plainFilling(value.name, key, plainNames)];
}

/** A type of resources as one call names it. */
interface NamedType {
  readonly prefix: string;
  readonly type: ResourceType;
  readonly call: Call;
  readonly context: ResourceContext;
}

function formOf(prefix: string, { name, arn }: ResourceType): string {
  return FORMS.get(`${prefix}:${name}`) ?? arn;
}

function placeText(variable: string, { region, account }: ResourceContext): string | null {
  if (variable === 'Partition') return partitionOf(region);
  if (variable === 'Region') return region ?? '<region>';
  return variable === 'Account' ? (account ?? '<account>') : null;
}

/** Fills the place and all variables of a pattern; variables that no parameter names become placeholders. */
function fill(form: string, named: NamedType, first: Filling | null): NeededResource {
  const { prefix, call, context } = named;
  const [main] = variablesOf(form);
  const render = (key: 'text' | 'pattern') =>
    form.replaceAll(VARIABLE, (_, name: string) => {
      const place = placeText(name, context);
      if (place !== null || (name === main && first)) return place ?? first?.[key] ?? '';
      const value = parameterFor(prefix, name, call)?.value ?? null;
      return (fillingsOf(value, { prefix, variable: name }, context)[0] ?? unknown(name))[key];
    });
  return { arn: render('text'), pattern: render('pattern') };
}

/** A pattern in which each variable is a star. */
function openForm(form: string): string {
  return form.replaceAll(VARIABLE, '*');
}

/** The resource for a parameter that is an ARN: the ARN itself, or what the type's pattern puts below it. Null if it is of another type. */
function belowArn(form: string, named: NamedType, arn: string): NeededResource | null {
  const [main] = variablesOf(form);
  // A whole ARN that only the deployment knows.
  if (arn.startsWith('<')) return { arn, pattern: arn };
  if (main === undefined) return null;
  const end = form.indexOf(`\${${main}}`) + main.length + 3;
  if (matchesWildcard(openForm(form), arn)) return { arn, pattern: arn };
  if (!matchesWildcard(openForm(form.slice(0, end)), arn)) return null;
  const rest = fill(form.slice(end), named, null);
  return { arn: `${arn}${rest.arn}`, pattern: `${arn}${rest.pattern}` };
}

/** `rds` for a cluster that `rds-data` needs. */
function serviceOfForm(form: string): string {
  return form.split(':', 3)[2] ?? '';
}

/** The filling for a parameter that is a name. */
function namedBy(one: Filling, nameForm: (name: string) => string | null): Filling {
  if (one.pattern === '*' || one.text.startsWith('<')) return one;
  const name = nameForm(one.text);
  return name === null ? unknown(one.text) : known(name);
}

function namedResources(named: NamedType): NeededResource[] {
  const { prefix, type, call, context } = named;
  const form = formOf(prefix, type);
  const [main] = variablesOf(form);
  if (main === undefined) return [fill(form, named, null)];
  const parameter = parameterFor(prefix, main, call);
  const nameForm = NAME_FORMS.get(`${prefix}:${main}`) ?? ((name: string): string | null => name);
  return fillingsOf(parameter?.value ?? null, { prefix, variable: main }, context).flatMap((one) => {
    if (one.arnOf !== null)
      return one.arnOf === serviceOfForm(form) ? (belowArn(form, named, one.text) ?? []) : [];
    return [fill(form, named, namedBy(one, nameForm))];
  });
}

/** Types of resources that a call of an action can be about. */
function typesOf({ action, resources }: ActionFacts): ResourceType[] {
  const prefix = action.slice(0, action.indexOf(':'));
  const main = MAIN_TYPES.get(prefix);
  return resources.filter(
    ({ name }) => !SPECIAL_TYPES.has(`${prefix}:${name}`) && (main?.includes(name) ?? true),
  );
}

/** Number of a type's variables that a call has parameters for; -1 if it lacks the first one's. */
function fitOf(prefix: string, type: ResourceType, call: Call): number {
  const variables = variablesOf(formOf(prefix, type));
  const there = variables.filter((name) => parameterFor(prefix, name, call) !== null);
  return variables[0] !== undefined && there.includes(variables[0]) ? there.length : -1;
}

/** Whether the first type is below the second one, as an index is below its table. */
function isBelow(type: ResourceType, parents: readonly ResourceType[]): boolean {
  return parents.some(({ arn }) => arn !== type.arn && type.arn.startsWith(`${arn}/`));
}

/** Types that count when a call does not show which: those that are always needed, and what is below them. */
function unnamedTypes(prefix: string, types: readonly ResourceType[]): readonly ResourceType[] {
  if (ALWAYS_ON_RESOURCE.has(prefix)) return types;
  const required = types.filter((type) => type.required);
  return types.filter((type) => type.required || isBelow(type, required));
}

/** More types than this are not listed one by one, when a call does not show which it is on. */
const MAX_TYPES = 4;

/** Stands for a resource whose type is not known. */
export const ANY_RESOURCE = '<resource>';

function everyResource(prefix: string, { region, account }: ResourceContext): NeededResource {
  const place = `arn:${partitionOf(region)}:${prefix}:${region ?? '<region>'}:${account ?? '<account>'}`;
  return { arn: `${place}:${ANY_RESOURCE}`, pattern: '*' };
}

const ANY: NeededResource = { arn: '*', pattern: '*' };

function resourcesOfCall(facts: ActionFacts, call: Call, context: ResourceContext): NeededResource[] {
  const prefix = facts.action.slice(0, facts.action.indexOf(':'));
  const types = typesOf(facts);
  const fits = types.map((type) => ({ type, fit: fitOf(prefix, type, call) }));
  const best = Math.max(...fits.map(({ fit }) => fit), 0);
  const fitting = fits.filter(({ fit }) => fit > 0 && fit === best).map(({ type }) => type);
  const named = fitting.flatMap((type) => namedResources({ prefix, type, call, context }));
  const without = WITHOUT_RESOURCE.get(facts.action);
  if (call.some(({ name }) => name === without)) return [...named, ANY];
  if (named.length > 0) return named;
  const unnamed = unnamedTypes(prefix, types);
  if (unnamed.length === 0) return [ANY];
  if (unnamed.length > MAX_TYPES) return [everyResource(prefix, context)];
  return unnamed.flatMap((type) => namedResources({ prefix, type, call: [], context }));
}

/** The resources that the calls of an operation need an action on, each once. */
export function neededResources(
  facts: ActionFacts,
  calls: readonly Call[],
  context: ResourceContext,
): NeededResource[] {
  const all = (calls.length === 0 ? [[]] : calls).flatMap((call) => resourcesOfCall(facts, call, context));
  return [...new Map(all.map((one) => [one.arn, one])).values()];
}
