import type { BehaviourModel } from './behaviour-model.js';
import type { CallName } from './call-name.js';
import type { ConditionalClean } from './conditional-clean.js';
import type { FlowReturn, FlowSink } from './flow-sink.js';
import type { StoreKind } from './store-kind.js';

/** What calls a function of the program with data from outside. */
export interface FlowCallback {
  readonly call: readonly CallName[];
  /** Whether what a given function gives is what parameters of other functions hold that are `shared`: the context of resolvers. */
  readonly gives?: boolean | undefined;
  /** What the parameters of a given function hold: `event` is data from outside, `next` what it calls to let the event through to the function that is given behind it, `response` an object of the rules (`express:response`). */
  readonly parameters: readonly (string | null)[];
  /** The method, earlier in the same chain of calls, that is given the schema of a part of the event: `input`. */
  readonly schemaBy?: string | undefined;
  /** The functions are those in this property of an object that it is given, at any depth: `resolvers`. */
  readonly within?: string | undefined;
  /** Whether they run before each route, and let a request through where they end unless they have answered it. */
  readonly isHook?: boolean | undefined;
  /** Property of an argument that holds JSON schemas of parts of the request. */
  readonly schemasIn?: string | undefined;
}

/** A function that lets data through a schema, or says whether data fits it. */
export interface SchemaUse {
  readonly names: readonly string[];
  /** Index of the argument with the data. */
  readonly data: number;
  /** Index of the argument with the schema; absent: it is a method of the schema. */
  readonly schema?: number | undefined;
  /** The property of the argument that holds the data, or the schema: `validate({ payload, schema })`. */
  readonly dataIn?: string | undefined;
  readonly schemaIn?: string | undefined;
  /** Whether it gives a list of what the schema lets through, or one. */
  readonly isList?: boolean | undefined;
  /** The property of the result that holds the data. */
  readonly field?: string | undefined;
  /** Properties of the result that say whether the data fits, where the property that holds the data holds it in any case. */
  readonly told?: readonly string[] | undefined;
  /** How a call shows that data does not fit: it throws, its promise rejects, it gives `false`, or a property of its result says so. */
  readonly fails?: 'throws' | 'rejects' | 'false' | 'result' | undefined;
}

/** What a part of a schema lets through, by the name of the function that makes it. Kinds: `signatures/flows/known-schemas.yaml`. */
export const SCHEMA_KINDS = [
  'clean',
  'address',
  'text',
  'pattern',
  'written',
  'object',
  'loose',
  'list',
  'either',
  'given',
  'all',
  'proof',
  'map',
  'instance',
  'nested',
  'filter',
  'store',
  'named',
  'parts',
  'taken',
  'proved',
  'matched',
  'negated',
] as const;
export type SchemaKind = (typeof SCHEMA_KINDS)[number];

/** A library that checks data by a schema. */
export interface SchemaLibrary extends Readonly<Record<SchemaKind, readonly string[]>> {
  readonly modules: readonly string[];
  /** Functions and methods whose schema refuses data with fields that it does not name. */
  readonly closed: readonly string[];
  readonly uses: readonly SchemaUse[];
  readonly checks: readonly SchemaUse[];
  /** Functions that make data an instance of a class, unchecked: `schema` is the class. */
  readonly instances: readonly SchemaUse[];
  /** Properties of the first argument of a `filter` that hold the schema. */
  readonly schemaIn: readonly string[];
  /** Functions that begin a schema of a field, which they are given by name: the part of a request that has the field; `*`: any part. */
  readonly fieldsOf: Readonly<Record<string, string>>;
}

/** The event of one kind of trigger. A part is named by the names that lead to it: `Records.body`; elements of lists have none. */
export interface EventShape {
  /** `type` of a `Trigger`. */
  readonly trigger: string;
  /** Parts that whoever causes the event chooses; `*` stands for parts of any other name. */
  readonly chosen: readonly string[];
  /** Parts that the platform chooses. */
  readonly platform: readonly string[];
  /** Parts that are texts, and no objects; `headers.*`: all parts of the headers are. */
  readonly texts: readonly string[];
  /** Parts that name what the sender has put into a store, whoever chooses the name; behind `**.`, their last names in an event inside of another one. */
  readonly sent: readonly string[];
}

/** Classes of a program that check data by the types of their fields (Python). */
export interface ModelTypes {
  /** Names of types of which no value does harm. */
  readonly plain: readonly string[];
  /** Functions in the default of a parameter: a framework calls what they are given, and gives the parameter what that returns. */
  readonly injects: readonly CallName[];
  /** Functions that give an instance of the class that they are given, filled with data. */
  readonly parsers: readonly ModelParser[];
  /** Decorators that make the event an instance of the class that they are given, or of its type. */
  readonly decorators: readonly string[];
  /** Arguments of decorators that name the JSON schema which the event fits. */
  readonly filters: readonly string[];
}

/** Where a function gets the class and the data: the argument's index, and its name. */
export interface ModelParser {
  readonly call: readonly CallName[];
  readonly model: ModelArgument;
  readonly data: ModelArgument;
}

export interface ModelArgument {
  readonly at: number;
  readonly name: string;
}

/** What checks the values that a framework gives functions, by the classes of their parameters: pipes. */
export interface FlowPipes {
  /** Calls that are given one for all functions, and calls that decorate a function with one. */
  readonly all: readonly CallName[];
  readonly one: readonly CallName[];
  /** Such pipes: classes, or instances of them. */
  readonly values: readonly CallName[];
}

/** A function that wraps a handler in middlewares. */
export interface FlowWrapper {
  readonly call: readonly CallName[];
  /** Methods of what it gives: those that are given the handler, and those that are given a middleware. */
  readonly handlers: readonly string[];
  readonly middlewares: readonly string[];
}

/** What is known about functions of Node, of the language and of packages, for all rules. */
export interface KnownFunctions {
  /** What these give holds nothing of their arguments: numbers, hashes, answers of servers. */
  readonly clean: readonly CallName[];
  /** Modules whose functions answer with something else than what they are given: those of servers and files. `@scope/*` is all of a scope. */
  readonly answers: readonly string[];
  /** Members of objects of the rules that hold data from outside: `koa:context.query`. */
  readonly sources: readonly CallName[];
  /** Parts of events that the platform chooses, not the sender: `s3.bucket`. */
  readonly trusted: readonly string[];
  /** Functions that are true only of numbers and other values that do no harm anywhere: `uuid:validate`. */
  readonly tests: readonly CallName[];
  /** What these give is the address of any server: it does harm where a server is chosen alone. */
  readonly addresses: readonly CallName[];
  /** Methods that fill their object with what they are given (JavaScript): `zip.loadAsync(bytes)`. */
  readonly fills: readonly CallName[];
  /** Members of packages that are texts. */
  readonly constants: Readonly<Record<CallName, string>>;
  readonly callbacks: readonly FlowCallback[];
  readonly wrappers: readonly FlowWrapper[];
  readonly pipes: readonly FlowPipes[];
  readonly schemas: readonly SchemaLibrary[];
  /** What these give may be objects, though what they are given is a text: `JSON.parse`. */
  readonly objects: readonly CallName[];
  /** Parts of a framework's request that are texts, and no objects: `params.*`. */
  readonly requestTexts: readonly string[];
  readonly stores: readonly StoreKind[];
  readonly models: ModelTypes;
}

/** What a rule knows of one more language. */
export interface LanguageRule {
  /** Members of objects of the rules that must not be given data. */
  readonly stores: readonly CallName[];
  /** Calls that are given functions whose texts go to a browser as they are: routes. */
  readonly views: readonly CallName[];
  readonly sinks: readonly FlowSink[];
  readonly clean: readonly CallName[];
  readonly cleanIf: readonly ConditionalClean[];
}

/** A rule about where data goes. */
export interface FlowRule {
  /** `flows/command`. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly do: string;
  readonly kind: 'injection';
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly confidence: 'high' | 'medium' | 'low';
  /** Whether the attacker acts with the function's role. */
  readonly usesRole: boolean;
  readonly cwes: readonly string[];
  readonly references: readonly string[];
  readonly sinks: readonly FlowSink[];
  /** Members of objects of the rules that must not be given it: `koa:context.body`. */
  readonly stores: readonly CallName[];
  readonly returns: readonly FlowReturn[];
  /** Calls after which the data can no longer do harm here. */
  readonly clean: readonly CallName[];
  /** Characters: where code replaces all of one of these texts, the data can no longer do harm here. */
  readonly escapes: readonly string[];
  /**
   * Ways in which data does no harm here, beside those that hold for all rules. `prefix`: code checks that it begins with a text; `folder`: it is a path below a folder that code names; `host`: it stands
   * in an address behind the name of a server; `text`: it is a text, and no object; `short`: it has a few characters at most.
   */
  readonly checks: readonly ('prefix' | 'folder' | 'host' | 'text' | 'short')[];
  /** Functions of Python: `subprocess:run`, `builtins:eval`; `any:execute` is a method of an object of which nothing is known. */
  readonly python?: LanguageRule | undefined;
}

/** The rules about data that are in force. */
export interface FlowRules {
  readonly rules: readonly FlowRule[];
  readonly facts: KnownFunctions;
  readonly python: KnownFunctions;
  /** What JavaScript can do. */
  readonly behaviour: BehaviourModel;
  /** What Python can do. */
  readonly pythonBehaviour: BehaviourModel;
  readonly events: readonly EventShape[];
}
