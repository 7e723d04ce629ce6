import { FlowNode, ObjectToken, type CallSite, type Flow, type Token } from '../../program/index.js';

/** Properties by which a schema names itself. */
const IDS = ['$id', 'id'];

/** JSON schemas by the names that code, or they themselves, give them: `addSchema(schema, name)`. */
export class NamedSchemas {
  private readonly byName = new Map<string, FlowNode>();

  /** The place of the schemas of a name. */
  at(name: string): FlowNode {
    const known = this.byName.get(name);
    const place = known ?? new FlowNode();
    if (!known) this.byName.set(name, place);
    return place;
  }

  /** `addSchema(schema)`, `addSchema(schema, name)`, `addSchema([…])` */
  add(flow: Flow, { args: [schemas, name] }: CallSite): void {
    if (!schemas) return;
    this.addEach(flow, schemas, true);
    if (!name) return;
    flow.propagation.listen(name, (token) => {
      if (token.kind === 'text') flow.propagation.edge(schemas, this.at(token.text));
    });
  }

  /** `new Ajv({ schemas: […] })`, or with the schemas by their names. */
  addOptions(flow: Flow, { args: [options] }: CallSite, names: readonly string[]): void {
    if (!options) return;
    flow.propagation.listen(options, (token) => {
      if (!(token instanceof ObjectToken)) return;
      for (const name of names) this.addEach(flow, flow.properties.lookup(token, name), true);
    });
  }

  private addEach(flow: Flow, schemas: FlowNode, isList: boolean): void {
    flow.propagation.listen(schemas, (token) => {
      if (!(token instanceof ObjectToken)) return;
      for (const id of IDS) this.addById(flow, token, flow.properties.lookup(token, id));
      if (!isList) return;
      if (token.form === 'array') this.addEach(flow, flow.properties.all(token), false);
      else
        flow.properties.eachSlot(token, (name, slot) => {
          flow.propagation.edge(slot, this.at(name));
        });
    });
  }

  private addById(flow: Flow, schema: Token, id: FlowNode): void {
    flow.propagation.listen(id, (token) => {
      if (token.kind === 'text') flow.propagation.add(this.at(token.text), schema);
    });
  }
}
