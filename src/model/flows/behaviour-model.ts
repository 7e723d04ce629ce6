import type { CallName } from './call-name.js';

/** Where malicious code takes something from: the environment, a file of credentials, an answer of a server, a text that it decodes. */
export interface BehaviourSource {
  /** Name of the kind, which rules use: `environment`. */
  readonly kind: string;
  /** Texts of which code of this kind has one. */
  readonly words: readonly string[];
  /** How code goes on around one of these texts: the code near at least one of them fits this pattern. */
  readonly shown?: string | undefined;
  /** Values by their names: `process.env`. */
  readonly members: readonly CallName[];
  /** Whether all of these values counts, and not one property of it. */
  readonly whole: boolean;
  /** Names of environment variables, a pattern. */
  readonly variables?: string | undefined;
  /** Functions whose results it is. */
  readonly calls: readonly CallName[];
  /** Whether what these give also holds what they are given: a decoder, and no server. */
  readonly passes: boolean;
  /** Kinds that what these give is no longer: what is encoded is not decoded (JavaScript). */
  readonly undoes: readonly string[];
  /** Only if a text in the call's arguments fits this pattern. */
  readonly given?: string | undefined;
  /** Index of the argument that this text is, from 0; any argument without it (JavaScript). */
  readonly givenAt?: number | undefined;
  readonly where?: string | undefined;
  /** Only if an argument of the call holds one of these kinds (Python). */
  readonly of?: readonly string[] | undefined;
  /** Texts of the code that are it, a pattern: for sinks where texts count (JavaScript). */
  readonly texts?: string | undefined;
  /**
   * Names of parameters and properties that hold it, a pattern. In Python, parameters of functions that other code calls: the pattern is for
   * the name and those behind it, `event,context`.
   */
  readonly named?: string | undefined;
  /** Only parameters of functions that functions make: of a decorator (Python). */
  readonly inner: boolean;
  /** Whether it is a folder: what is inside of it under a known name does not count. */
  readonly narrow: boolean;
  /** Functions that code puts there get it: `http:request`. */
  readonly hooks: readonly CallName[];
  /** Functions that these calls are given get it: `keyboard:on_press` (Python). */
  readonly callbacks: readonly CallName[];
  /** Methods that replace these ones of a class of another package get it: `logging:Handler.emit` (Python). */
  readonly overrides: readonly CallName[];
  /** What code gives these calls is it, wherever it goes then: the secret that code signs with (JavaScript). */
  readonly uses: readonly CallName[];
  /** Index of the argument that these calls take it by, from 0. */
  readonly usedAt?: number | undefined;
  /** Arguments of which one has to be known: what only a caller names is the caller's (Python). */
  readonly known?: readonly (number | string)[] | undefined;
}

/** Where malicious code takes something to: the network, a shell, a file that is run. */
export interface BehaviourSink {
  readonly kind: string;
  readonly words: readonly string[];
  readonly shown?: string | undefined;
  readonly calls: readonly CallName[];
  /** Only if a text in the call's arguments fits this pattern. */
  readonly given?: string | undefined;
  /** Index of the argument that this text is, from 0; any argument without it (JavaScript). */
  readonly givenAt?: number | undefined;
  /** Whether texts of the code count that are a source by their pattern (JavaScript). */
  readonly texts?: boolean | undefined;
  /** Whether it runs what it gets as code, where a regular expression is a pattern (JavaScript). */
  readonly code?: boolean | undefined;
  /** Whether this text names a program: behind the first argument, only where what the call starts runs programs (JavaScript). */
  readonly program?: boolean | undefined;
  readonly where?: string | undefined;
  /** Indexes of the arguments, from 0, and names (Python); all without it. */
  readonly arguments?: readonly (number | string)[] | undefined;
  /** Names of arguments that do not count (Python). */
  readonly besides?: readonly string[] | undefined;
  /** Not if a text in the call's arguments fits this pattern (Python). */
  readonly unless?: string | undefined;
  /** Methods of classes of other packages: what those give that replace them goes there (Python). */
  readonly overrides: readonly CallName[];
}

/** What is known of what code of one language can do: the kinds that rules about behaviour name. */
export interface BehaviourModel {
  readonly sources: readonly BehaviourSource[];
  readonly sinks: readonly BehaviourSink[];
  /** Calls that are given an address in the code: what they belong to sends there; `alone`: nothing but this call does. */
  readonly connections: readonly {
    readonly calls: readonly CallName[];
    readonly given: string;
    readonly alone: boolean;
  }[];
  /** Patterns of addresses on the internet that are bare numbers (JavaScript). */
  readonly bare: readonly string[];
  /** What these give holds nothing of their arguments. */
  readonly clean: readonly CallName[];
  /** What these give names something, and is not its value: `Object.keys`. */
  readonly names: readonly CallName[];
  /** Functions that write a file: its path comes first, its content second. */
  readonly writers: readonly CallName[];
  /** Functions that make a stream into a file, by its path. */
  readonly streams: readonly CallName[];
  /** Functions that run a file. */
  readonly runners: readonly CallName[];
  /** Functions that put paths together. */
  readonly paths: readonly CallName[];
  /** Programs that unpack or read the files that they are given, and run none (JavaScript). */
  readonly unpackers: readonly string[];
  /** Programs that run what they are given, and options that a command follows: patterns (JavaScript). */
  readonly starters: readonly { readonly programs: string; readonly options: string }[];
  /** Kinds of tokens that belong to one service, by its addresses, and how requests begin that change something there (JavaScript). */
  readonly homes: readonly { readonly kind: string; readonly given: string; readonly changes: string }[];
}
