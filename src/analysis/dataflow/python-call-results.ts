import type { PythonValue } from '../../program/index.js';
import type { PythonNames } from '../call-names.js';
import { nameValue, tokenOf, type PythonData, type PythonDataSet } from '../python-data.js';
import type { PythonStores, StoreUse } from '../python-stores.js';
import { isStripped, matchedBy } from './python-matches.js';
import type { PythonSchemas } from '../schemas/python-schemas.js';

type Values = readonly PythonValue[];

interface Ways {
  readonly set: PythonDataSet;
  readonly stores: PythonStores;
  readonly schemas: PythonSchemas;
}

/** What calls of functions of other modules give. */
export class PythonCallResults {
  private readonly names: PythonNames;
  private readonly ways: Ways;

  constructor(names: PythonNames, ways: Ways) {
    this.names = names;
    this.ways = ways;
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
    const cleans = this.names.cleans.find(tokenOf({ module, path }));
    const isAnswer =
      this.names.answers(module) && this.names.objects.find(tokenOf({ module, path })).length === 0;
    if (cleans.includes(null) || (isAnswer && cleans.length === 0)) return [named];
    if (isStripped(what, args)) return [named];
    const cleared = cleans.flatMap((rule) => rule?.id ?? []);
    const schema = matchedBy(what, args);
    const data = given.map((each) => this.ways.set.after(each, place, { made, cleared, schema }));
    return [named, ...data];
  }
}
