import type { ConditionalClean, FlowRule } from '../../model/index.js';
import { MemberTable, stripsAllBut, type OutsideValue, type PythonValue } from '../../program/index.js';
import type { PythonNames } from '../call-names.js';
import { BUILT_IN, isKnownBuiltIn } from '../python-sinks.js';
import {
  nameValue,
  tokenOf,
  whatIs,
  type PythonData,
  type PythonDataSet,
  type PythonName,
} from '../python-data.js';
import type { PythonStores, StoreUse } from '../python-stores.js';
import { isGone, matchedBy, replacingOf } from './python-matches.js';
import { decodedText, normalPath, unbegun } from '../texts/text-state.js';
import { rulesByCheck } from '../texts/rules-by-check.js';
import { isEscaped } from '../schemas/text-methods.js';
import type { PythonSchemas } from '../schemas/python-schemas.js';

type Values = readonly PythonValue[];

interface Ways {
  readonly set: PythonDataSet;
  readonly stores: PythonStores;
  readonly schemas: PythonSchemas;
}

/** Functions of Python that build paths, and those whose result is normalised. */
const PATHS = /^os\.path\.(?:join|normpath|abspath|realpath)$/;
const NORMAL = /(?:normpath|abspath|realpath)$/;
const DECODING = /^urllib\.parse\.unquote(?:_plus)?$/;

/** What is known of texts after a function of Python has changed them. */
function wayOfFunction(
  { module, path }: Pick<PythonName, 'module' | 'path'>,
  given: readonly PythonData[],
  set: PythonDataSet,
): readonly PythonData[] {
  const name = [module, ...path].join('.');
  if (DECODING.test(name)) return given.map((each) => set.as(each, decodedText));
  if (!PATHS.test(name)) return given;
  return given.map((each) =>
    set.as(each, (cleared) => {
      const isRooted = !name.endsWith('normpath');
      return NORMAL.test(name) ? normalPath(cleared, isRooted) : unbegun(cleared);
    }),
  );
}

/** What is known of a path after a method has changed it. */
export function wayOfMethod(
  name: string,
  given: readonly PythonData[],
  set: PythonDataSet,
): readonly PythonData[] {
  if (name === 'resolve') return given.map((each) => set.as(each, (cleared) => normalPath(cleared, true)));
  return name === 'joinpath' ? given.map((each) => set.as(each, unbegun)) : given;
}

/** What calls of functions of other modules give. */
export class PythonCallResults {
  private readonly conditional = new MemberTable<{
    readonly rule: FlowRule;
    readonly clean: ConditionalClean;
  }>();
  private readonly names: PythonNames;
  private readonly ofAddresses: readonly string[];
  private readonly ways: Ways;

  constructor(names: PythonNames, ways: Ways) {
    this.names = names;
    this.ofAddresses = rulesByCheck(names.rules).address;
    for (const rule of names.rules)
      for (const clean of rule.python?.cleanIf ?? []) this.conditional.add(clean.call, { rule, clean });
    this.ways = ways;
  }

  /** Rules of which a call of a function in a file cleans data; null: of all. */
  cleansOf(name: Pick<PythonName, 'module' | 'path'>, text: string): readonly (FlowRule | null)[] {
    const isSet = ({ with: texts, maker }: ConditionalClean): boolean =>
      !text.includes(maker) || texts.some((each) => text.includes(each));
    const found = this.conditional.find(tokenOf(name)).filter(({ clean }) => isSet(clean));
    return [...this.names.cleans.find(tokenOf(name)), ...found.map(({ rule }) => rule)];
  }

  /** @param given data among the arguments */
  of({ what, args, place }: StoreUse, given: readonly PythonData[]): Values {
    const { module, path } = what;
    const made = [module, ...path, '()'];
    const named = nameValue(
      module,
      [...path, '()'],
      this.ways.stores.given({ what, args, place }) ?? this.ways.schemas.given(what, args),
    );
    const cleans = this.cleansOf({ module, path }, place.module.text);
    const isAnswer =
      this.names.answers(module) && this.names.objects.find(tokenOf({ module, path })).length === 0;
    if (cleans.includes(null) || (isAnswer && cleans.length === 0)) return [named];
    const replacing = replacingOf(what, args);
    if (replacing && stripsAllBut(replacing.pattern)) return [named];
    const escaped = this.names.rules.filter(
      ({ escapes }) => replacing && isEscaped(escapes, (sign) => isGone(replacing, sign)),
    );
    const addresses = this.names.addresses.find(tokenOf({ module, path }));
    const cleared = [
      ...[...cleans, ...escaped].flatMap((rule) => rule?.id ?? []),
      ...(addresses.length > 0 ? this.ofAddresses : []),
    ];
    const schema = matchedBy(what, args);
    const data = wayOfFunction({ module, path }, given, this.ways.set).map((each) =>
      this.ways.set.after(each, place, { made, cleared, schema }),
    );
    return [named, ...data];
  }
}

/** Values of other modules and of the language. Only their names are known. */
export class OutsideNames {
  protected readonly names: PythonNames;

  constructor(names: PythonNames) {
    this.names = names;
  }

  /** What no event holds, such as the context. */
  readonly data = nameValue('', []);

  returned(callee: OutsideValue): PythonValue {
    const what = whatIs(callee);
    return what.is === 'name' ? nameValue(what.module, [...what.path, '()'], what.given) : this.data;
  }

  nameOf(value: OutsideValue): string | null {
    const what = whatIs(value);
    return what.is === 'name' ? [what.module, ...what.path].join('.') : null;
  }

  begin(): void {
    // What was found once stays.
  }

  imported(name: string): PythonValue {
    const [module = '', ...path] = name.split('.');
    return nameValue(module, path);
  }

  builtIn(name: string): PythonValue | null {
    return isKnownBuiltIn(this.names, name) ? nameValue(BUILT_IN, [name]) : null;
  }

  escape(): void {
    // What unknown code does with data is not known.
  }
}
