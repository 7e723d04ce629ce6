import type { ConditionalClean, FlowRule } from '../../model/index.js';
import { MemberTable, stripsAllBut, type PythonValue } from '../../program/index.js';
import type { PythonNames } from '../call-names.js';
import { nameValue, tokenOf, type PythonData, type PythonDataSet, type PythonName } from '../python-data.js';
import type { PythonStores, StoreUse } from '../python-stores.js';
import { isGone, matchedBy, replacingOf } from './python-matches.js';
import type { PythonSchemas } from '../schemas/python-schemas.js';

type Values = readonly PythonValue[];

interface Ways {
  readonly set: PythonDataSet;
  readonly stores: PythonStores;
  readonly schemas: PythonSchemas;
}

/** What calls of functions of other modules give. */
export class PythonCallResults {
  private readonly conditional = new MemberTable<{
    readonly rule: FlowRule;
    readonly clean: ConditionalClean;
  }>();
  private readonly names: PythonNames;
  private readonly ways: Ways;

  constructor(names: PythonNames, ways: Ways) {
    this.names = names;
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
      ({ escapes }) => replacing && escapes && Array.from(escapes).every((sign) => isGone(replacing, sign)),
    );
    const cleared = [...cleans, ...escaped].flatMap((rule) => rule?.id ?? []);
    const schema = matchedBy(what, args);
    const data = given.map((each) => this.ways.set.after(each, place, { made, cleared, schema }));
    return [named, ...data];
  }
}
