import type { CallArguments, FunctionUnit, PythonFlow, PythonValue } from '../program/index.js';
import type { PythonNames } from './call-names.js';
import { argumentValues, tokenOf, type PythonName } from './python-data.js';
import { givenParameters } from './python-parameters.js';

/** Functions of the program that frameworks call with parts of a request. */
export class PythonFrameworks {
  private readonly names: PythonNames;
  private readonly data: (unit: FunctionUnit) => PythonValue;
  private flow: PythonFlow | null = null;

  /** @param data what somebody outside gives a function */
  constructor(names: PythonNames, data: (unit: FunctionUnit) => PythonValue) {
    this.names = names;
    this.data = data;
  }

  attach(flow: PythonFlow): void {
    this.flow = flow;
  }

  /** A framework calls the functions that it is given. */
  call(name: Pick<PythonName, 'module' | 'path'>, args: CallArguments): void {
    if (this.names.callbacks.find(tokenOf(name)).length === 0) return;
    for (const value of argumentValues(args))
      if (value.kind === 'function') {
        const { unit } = value;
        const event = this.data(unit);
        const named = new Map(givenParameters(unit).map((each) => [each, [event]]));
        this.flow?.callFunction(unit, value.self, { positional: [], named });
      }
  }
}
